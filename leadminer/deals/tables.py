"""Tables of the deals room: what was agreed, what was sold, what is owed and what was stated.

Amounts are integer minor units of the ISO 4217 currency beside them; shares are basis points.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel


class Agreement(SQLModel, table=True):
    """One version of the terms with a merchant; never edited once in force, only superseded."""

    __tablename__ = "agreement"
    __table_args__ = (
        UniqueConstraint("merchant_id", "version"),
        CheckConstraint("version >= 1", name="agreement_version"),
        CheckConstraint("valid_to IS NULL OR valid_from <= valid_to", name="agreement_order"),
        CheckConstraint("rate_bp BETWEEN 0 AND 10000", name="agreement_rate"),
        CheckConstraint("holdback_bp BETWEEN 0 AND 10000", name="agreement_holdback"),
        CheckConstraint("holdback_days >= 0", name="agreement_holdback_days"),
        CheckConstraint("min_fee_minor >= 0", name="agreement_min_fee"),
        CheckConstraint(
            "cap_deal_minor IS NULL OR cap_deal_minor >= min_fee_minor", name="agreement_cap"
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    merchant_id: int = Field(foreign_key="merchant.id", index=True)
    version: int
    valid_from: date
    valid_to: date | None = None  # inclusive; None is open-ended
    currency: str = Field(max_length=3)
    rate_bp: int
    min_fee_minor: int = Field(default=0, sa_type=BigInteger)
    cap_deal_minor: int | None = Field(default=None, sa_type=BigInteger)
    holdback_bp: int = 0
    holdback_days: int = 0
    payment_terms_days: int = 15
    rounding: str = Field(default="half_even", max_length=12)
    in_force_at: datetime | None = None  # from here on the terms are frozen
    note: str = ""


class Deal(SQLModel, table=True):
    """A confirmed purchase that came of one hand-off, under the terms of its day."""

    __tablename__ = "deal"
    __table_args__ = (
        UniqueConstraint("handoff_id"),
        CheckConstraint("value_minor > 0", name="deal_value"),
        Index("deal_merchant_won", "merchant_id", "won_on"),  # for: a merchant's deals of a month
    )

    id: int | None = Field(default=None, primary_key=True)
    handoff_id: int = Field(foreign_key="handoff.id")
    merchant_id: int = Field(foreign_key="merchant.id")
    agreement_id: int = Field(foreign_key="agreement.id")  # frozen at the win
    value_minor: int = Field(sa_type=BigInteger)
    currency: str = Field(max_length=3)
    won_on: date
    title: str = ""
    evidence: str = ""  # what proves it: order number, invoice, a merchant's words
    recorded_at: datetime
    recorded_by: str = Field(max_length=120)


class Accrual(SQLModel, table=True):
    """The commission one deal earned, with the reckoning and the ledger entry that books it."""

    __tablename__ = "accrual"
    __table_args__ = (
        UniqueConstraint("deal_id", "rule"),
        CheckConstraint("holdback_minor BETWEEN 0 AND commission_minor", name="accrual_holdback"),
    )

    id: int | None = Field(default=None, primary_key=True)
    deal_id: int = Field(foreign_key="deal.id")
    rule: str = Field(max_length=40)  # which event and rule version: 'won:1'
    entry_id: int = Field(foreign_key="entry.id", unique=True)
    currency: str = Field(max_length=3)
    base_minor: int = Field(sa_type=BigInteger)
    commission_minor: int = Field(sa_type=BigInteger)
    holdback_minor: int = Field(default=0, sa_type=BigInteger)
    holdback_until: date | None = None
    steps: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    accrued_at: datetime


class Statement(SQLModel, table=True):
    """What one merchant owes for one closed period; `content` is frozen, so are the bytes."""

    __tablename__ = "statement"
    __table_args__ = (
        UniqueConstraint("merchant_id", "book_id", "period"),
        UniqueConstraint("number"),
        ForeignKeyConstraint(["book_id", "period"], ["period.book_id", "period.name"]),
    )

    id: int | None = Field(default=None, primary_key=True)
    merchant_id: int = Field(foreign_key="merchant.id")
    book_id: int = Field(foreign_key="book.id")
    period: str = Field(max_length=7)
    number: str = Field(max_length=40)
    language: str = Field(max_length=10)
    issued_at: datetime
    issued_by: str = Field(max_length=120)
    due_on: date
    totals: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    content_hash: str = Field(max_length=64)
    head_hash: str = Field(max_length=64)
