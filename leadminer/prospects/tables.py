"""Who they are: prospects, their contact points, the edges that tie signals to them, consent."""

from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Index,
    Text,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel


class Prospect(SQLModel, table=True):
    """A person or organisation that may need something; no contact needed."""

    __table_args__ = (CheckConstraint("kind IN ('person','organization')"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(default="person", max_length=16)
    display_name: str = Field(default="", sa_column=Column(Text, nullable=False))
    lang: str | None = Field(default=None, max_length=16)
    country: str | None = Field(default=None, max_length=2)
    created_at: datetime
    # the party this one turned out to be (a prospect's id); ProspectMerge holds what moved
    merged_into: int | None = None


class ContactPoint(SQLModel, table=True):
    """One way to reach a prospect, and where it was seen."""

    __tablename__ = "contact_point"
    __table_args__ = (
        UniqueConstraint("prospect_id", "kind", "value"),
        Index("contact_point_value", "kind", "value"),  # identity by deterministic key
    )

    id: int | None = Field(default=None, primary_key=True)
    prospect_id: int = Field(foreign_key="prospect.id", index=True)
    kind: str = Field(max_length=16)  # account email phone wechat qq whatsapp telegram line site
    value: str = Field(max_length=500)  # normalised
    value_hash: str = Field(index=True, max_length=64)  # keyed; survives erasure in suppression
    owner: str = Field(default="unknown", max_length=16)  # personal role generic unknown
    origin: str = Field(default="crawled", max_length=16)  # crawled given imported
    source_url: str = Field(default="", sa_column=Column(Text, nullable=False))
    observed_at: datetime
    method: str = Field(default="", max_length=40)
    # an e-mail's: deliverable undeliverable unknown, "" if nobody looked; how and why; until when
    mail_status: str = Field(default="", max_length=16)
    mail_check: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    mail_until: datetime | None = None


class IdentityKey(SQLModel, table=True):
    """Whose an account, address, number or domain is; the unique key decides a race."""

    __tablename__ = "identity_key"
    __table_args__ = (UniqueConstraint("kind", "value_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=16)  # account email phone domain
    value_hash: str = Field(max_length=64)  # keyed, as in contact_point
    prospect_id: int = Field(foreign_key="prospect.id", index=True)


class IdentityEdge(SQLModel, table=True):
    """A link signal -> prospect with its evidence; undone by a time, never deleted."""

    __tablename__ = "identity_edge"
    __table_args__ = (
        # one live edge a signal: a signal belongs to one prospect at a time
        Index(
            "identity_edge_live",
            "signal_id",
            unique=True,
            sqlite_where=text("undone_at IS NULL"),
            postgresql_where=text("undone_at IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = Field(foreign_key="signal.id")
    prospect_id: int = Field(foreign_key="prospect.id", index=True)
    kind: str = Field(max_length=16)  # account email phone domain single
    evidence: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    created_at: datetime
    undone_at: datetime | None = None


class LinkPair(SQLModel, table=True):
    """Two prospects that may be one party, with the evidence, and what was decided."""

    __tablename__ = "link_pair"
    __table_args__ = (
        UniqueConstraint("one_id", "other_id"),
        Index("link_pair_open", "state", "probability"),  # the list for review
        CheckConstraint("one_id < other_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    one_id: int = Field(foreign_key="prospect.id")
    other_id: int = Field(foreign_key="prospect.id", index=True)
    probability: float
    evidence: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    state: str = Field(default="open", max_length=16)  # open merged apart
    decided_by: str | None = Field(default=None, max_length=100)
    decided_at: datetime | None = None
    created_at: datetime


class ProspectMerge(SQLModel, table=True):
    """Two prospects made one, with all that moved, so that it can be undone."""

    __tablename__ = "prospect_merge"

    id: int | None = Field(default=None, primary_key=True)
    kept_id: int = Field(foreign_key="prospect.id", index=True)
    merged_id: int = Field(foreign_key="prospect.id", index=True)
    probability: float | None = None  # None: an operator said so
    evidence: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # {"edges": [ids], "keys": [...], "points": [...], "leads": [...], "messages": [...],
    #  "given_up": [leads that stayed because the kept party has one for the same offer]}
    moved: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    actor: str = Field(max_length=100)
    at: datetime
    undone_at: datetime | None = None
    undone_by: str | None = Field(default=None, max_length=100)


class Consent(SQLModel, table=True):
    """A permission with its proof: who, for which channel, from when until when."""

    id: int | None = Field(default=None, primary_key=True)
    contact_hash: str = Field(index=True, max_length=64)
    channel: str = Field(max_length=16)
    purpose: str = Field(default="offers", max_length=40)
    merchant_id: int | None = Field(default=None, foreign_key="merchant.id")  # None: the operator
    kind: str = Field(max_length=24)  # express double_opt_in inquiry
    evidence: str = Field(sa_column=Column(Text, nullable=False))  # words shown, or URL and hash
    valid_from: datetime
    valid_until: datetime | None = None
    withdrawn_at: datetime | None = None


class Suppression(SQLModel, table=True):
    """Never contact again; by keyed hash, so that it survives erasure and re-import."""

    __table_args__ = (UniqueConstraint("contact_hash", "scope", "merchant_id"),)

    id: int | None = Field(default=None, primary_key=True)
    contact_hash: str = Field(index=True, max_length=64)
    scope: str = Field(default="all", max_length=16)  # all merchant domain
    merchant_id: int | None = Field(default=None, foreign_key="merchant.id")
    reason: str = Field(max_length=40)  # unsubscribed complaint bounced manual erased
    at: datetime


class ProviderAnswer(SQLModel, table=True):
    """What a provider was asked about one company, and what it said: intent, answer and cache.

    The row is there before the request: what a crash cut off is known to have been asked.
    """

    __tablename__ = "provider_answer"
    __table_args__ = (
        UniqueConstraint("provider", "key"),  # who asks first asks for all
        CheckConstraint("state IN ('asking','answered','nothing','failed','lost')"),
        CheckConstraint("price_minor >= 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    provider: str = Field(max_length=40)
    key: str = Field(max_length=500)  # "host|name|country", folded; see answers.py
    state: str = Field(max_length=8)
    token: str = Field(max_length=64)  # of one asking: who was overtaken keeps nothing
    asked_at: datetime
    lease_until: datetime
    expires_at: datetime  # from then on it is asked anew
    month: str = Field(max_length=7)  # whose budget it is of, "2026-11"
    price_minor: int = Field(sa_column=Column(BigInteger, nullable=False))
    currency: str = Field(max_length=3)
    reason: str = Field(default="", max_length=40)
    # as in signal.company: [{"field","value","source","confidence","observed_at"}]
    fields: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )


class ProviderMonth(SQLModel, table=True):
    """What a provider was paid, or is owed at most, in a calendar month (UTC). Tells of nobody."""

    __tablename__ = "provider_month"
    __table_args__ = (
        UniqueConstraint("provider", "month", "currency"),
        CheckConstraint("spent_minor >= 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    provider: str = Field(max_length=40)
    month: str = Field(max_length=7)
    currency: str = Field(max_length=3)
    spent_minor: int = Field(sa_column=Column(BigInteger, nullable=False))
    requests: int = 0
