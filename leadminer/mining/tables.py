"""What all jobs, processes and machines share about hosts: turns, pauses, robots.txt, budgets;
what is remembered of pages; whom we never read; and examples of what was refused."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class MiningHost(SQLModel, table=True):
    """One host and port: whose turn it is, when it was last asked, and what it asked of us."""

    __tablename__ = "mining_host"

    id: int | None = Field(default=None, primary_key=True)
    host: str = Field(unique=True, max_length=255)  # without scheme and default port
    last_at: datetime | None = None  # when the last request reached it, at the latest
    holder: str | None = Field(default=None, max_length=120)  # who has a request under way
    held_until: datetime | None = None
    delay_seconds: float = 0.0  # what its robots.txt asks: crawl-delay or request-rate
    paused_until: datetime | None = None  # Retry-After, in either form
    pause_reason: str = Field(default="", max_length=40)  # the answer that asked: http_429 http_5xx
    noes: int = 0  # refusals in a row
    circuit: str = Field(default="closed", max_length=12)  # closed open half_open
    open_until: datetime | None = None
    times_opened: int = 0  # in a row; each time is longer
    day: str = Field(default="", max_length=10)  # the UTC day the counters below are of
    requests_today: int = 0
    bytes_today: int = Field(default=0, sa_column=Column(BigInteger, nullable=False))


class RobotsCopy(SQLModel, table=True):
    """A robots.txt as it was last had; by scheme, host and port (RFC 9309, 2.3)."""

    __tablename__ = "robots_copy"

    id: int | None = Field(default=None, primary_key=True)
    origin: str = Field(unique=True, max_length=300)
    status: int  # 4xx: there are no rules
    body: str = Field(default="", sa_column=Column(Text, nullable=False))
    fetched_at: datetime


class PageMemory(SQLModel, table=True):
    """What is known of one page since it was last read by a reader of that version."""

    __tablename__ = "page_memory"
    __table_args__ = (
        UniqueConstraint("source_id", "reader", "url_hash"),
        Index("page_memory_old", "read_at"),  # what is forgotten first
    )

    id: int | None = Field(default=None, primary_key=True)
    source_id: int = Field(foreign_key="source.id")
    reader: str = Field(max_length=141)  # spider/version
    url_hash: str = Field(max_length=64)
    url: str = Field(sa_column=Column(Text, nullable=False))
    etag: str = Field(default="", sa_column=Column(Text, nullable=False))
    last_modified: str = Field(default="", max_length=80)
    content_hash: str = Field(default="", max_length=64)
    records: int = 0  # posts or companies on it
    newest_at: datetime | None = None  # of its posts
    # what lists said of it when it was read, see listing.py
    row: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # the pages it led to: [[url, kind, thread_url, row]]
    leads_to: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    read_at: datetime


class NoMine(SQLModel, table=True):
    """Whom we never read: a domain with its subdomains, an author, or all below an address."""

    __tablename__ = "no_mine"
    __table_args__ = (
        UniqueConstraint("kind", "value"),
        CheckConstraint("kind IN ('domain','author','address')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=8)
    value: str = Field(max_length=1000)  # normalised
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    added_by: str = Field(default="", max_length=100)
    added_at: datetime


class RefusalExample(SQLModel, table=True):
    """A few of the addresses a run did not read, so that it can be seen why."""

    __tablename__ = "refusal_example"
    __table_args__ = (UniqueConstraint("run_id", "reason", "url_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="source_run.id", index=True)
    reason: str = Field(max_length=40)
    url: str = Field(sa_column=Column(Text, nullable=False))
    url_hash: str = Field(max_length=64)
    at: datetime


class ReaderPosition(SQLModel, table=True):
    """How far a reader of an API has got at an address; see positions.py."""

    __tablename__ = "reader_position"
    __table_args__ = (UniqueConstraint("reader", "url_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    reader: str = Field(max_length=140)  # name and version
    url: str = Field(sa_column=Column(Text, nullable=False))
    url_hash: str = Field(max_length=64)
    since: datetime | None = None  # all before is read
    began_at: datetime  # of the round that `place` belongs to
    place: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    updated_at: datetime
