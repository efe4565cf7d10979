"""What was seen: sources, runs over them, and the signals they brought."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Source(SQLModel, table=True):
    """A channel that is read: one host, with what is known of it."""

    id: int | None = Field(default=None, primary_key=True)
    host: str = Field(unique=True, max_length=255)
    family: str = Field(default="other", max_length=16)  # forum qa board tender directory other
    country: str | None = Field(default=None, max_length=2)
    lang: str | None = Field(default=None, max_length=16)
    created_at: datetime


class SourceRun(SQLModel, table=True):
    """One order to read a source, and how it ended. The row is the queue: see `states.py`."""

    __tablename__ = "source_run"
    __table_args__ = (
        # for tasks: what is due and unclaimed
        Index("source_run_due", "state", "due_at"),
        CheckConstraint("attempts >= 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)  # "schedule:planned time" or a random token
    job: str | None = Field(default=None, max_length=100)
    job_version: int | None = None  # of mining_job
    spider: str = Field(max_length=100)
    spider_version: str = Field(default="", max_length=40)
    url: str = Field(sa_column=Column(Text, nullable=False))
    options: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: str = Field(default="queued", max_length=16)  # queued running ended
    outcome: str | None = Field(default=None, max_length=16)  # see signals/states.py Outcome
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    due_at: datetime
    lease_until: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    queued_at: datetime
    started_at: datetime | None = None
    ended_at: datetime | None = None
    requests: int = 0
    pages: int = 0
    bytes_read: int = 0
    signals_new: int = 0
    signals_seen: int = 0
    refusals: dict[str, int] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # what was seen by looking first, and the readers that were chosen (mining/readers/plans.py)
    plan: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    # pages known from earlier runs that had not changed, and were not read again
    unchanged: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # what the pages gave, for the drift alarm: see mining/drift.py
    quality: dict[str, Any] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    alarm: str = Field(default="", sa_column=Column(Text, nullable=False, server_default=""))


class MiningJob(SQLModel, table=True):
    """One version of a job of config.toml, as it stood when it was first run so."""

    __tablename__ = "mining_job"
    __table_args__ = (UniqueConstraint("name", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)
    version: int
    digest: str = Field(max_length=64)
    definition: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    created_at: datetime


class JobPause(SQLModel, table=True):
    """A job the clock leaves alone: an operator paused it, or the drift alarm put it in quarantine.

    A pause that was ended stays, with who ended it.
    """

    __tablename__ = "job_pause"
    __table_args__ = (Index("job_pause_open", "job", "ended_at"),)

    id: int | None = Field(default=None, primary_key=True)
    job: str = Field(max_length=100)
    kind: str = Field(max_length=16)  # paused quarantined
    reason: str = Field(sa_column=Column(Text, nullable=False))
    run_id: int | None = Field(default=None, foreign_key="source_run.id")
    actor: str = Field(max_length=100)
    began_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = Field(default=None, max_length=100)


class Signal(SQLModel, table=True):
    """One observed, time-stamped statement with its evidence; never a person by itself."""

    __table_args__ = (
        Index("signal_run", "run_id"),  # runs page: what a run brought
        Index("signal_posted", "posted_at"),
        CheckConstraint("kind IN ('post','reply','company')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=64)  # hash of kind and canonical address: once only
    kind: str = Field(max_length=10)
    source_id: int = Field(foreign_key="source.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="source_run.id")
    url: str = Field(sa_column=Column(Text, nullable=False))
    parent_url: str | None = Field(default=None, sa_column=Column(Text))  # its thread
    # what a reply answers, where the page shows it: the key of that signal, or its address
    in_reply_to: str | None = Field(default=None, sa_column=Column(Text))
    author: str | None = Field(default=None, sa_column=Column(Text))
    author_url: str | None = Field(default=None, sa_column=Column(Text))
    title: str = Field(default="", sa_column=Column(Text, nullable=False))
    text: str = Field(default="", sa_column=Column(Text, nullable=False))
    text_hash: str = Field(default="", max_length=64)
    posted_at: datetime | None = None
    lang: str | None = Field(default=None, max_length=16)
    section: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    fields: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # contact points seen: [{"kind","value","raw","owner","method"}]
    contacts: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    # companies: {"name","phone","email","site","country",...}
    company: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # facts of a need: [{"kind","field","start","end","text","value","confidence","method"}]
    facts: list[dict[str, Any]] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False, server_default="[]"),
    )
    # likeliest division of ISIC Rev. 4 ("C28"), and all that were found: see industries.py
    industry: str = Field(default="", index=True, max_length=3)
    industries: list[dict[str, Any]] = Field(
        default_factory=list,
        sa_column=Column(JSON, nullable=False, server_default="[]"),
    )
    # evidence
    fetched_at: datetime
    http_status: int
    content_hash: str = Field(max_length=64)  # SHA-256 of the body as received
    quote_start: int = 0  # the quoted span, offsets into `text`
    quote_end: int = 0
    spider: str = Field(max_length=100)
    spider_version: str = Field(max_length=40)
    first_seen_at: datetime
    last_seen_at: datetime


class TextPrint(SQLModel, table=True):
    """The fingerprint of a signal's text, in bands, to find its twins by; see `twins.py`."""

    __tablename__ = "text_print"

    signal_id: int = Field(foreign_key="signal.id", primary_key=True)
    simhash: int = Field(sa_column=Column(BigInteger, nullable=False))
    band_0: int = Field(index=True)
    band_1: int = Field(index=True)
    band_2: int = Field(index=True)
    band_3: int = Field(index=True)


class SignalPlace(SQLModel, table=True):
    """Another place where a signal's text was posted, with the evidence of that place."""

    __tablename__ = "signal_place"

    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = Field(foreign_key="signal.id", index=True)
    key: str = Field(unique=True, max_length=64)  # as signal.key: a place is met once
    source_id: int = Field(foreign_key="source.id")
    run_id: int | None = Field(default=None, foreign_key="source_run.id")
    url: str = Field(sa_column=Column(Text, nullable=False))
    author: str | None = Field(default=None, sa_column=Column(Text))
    section: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    posted_at: datetime | None = None
    fetched_at: datetime
    http_status: int
    content_hash: str = Field(max_length=64)
    last_seen_at: datetime
