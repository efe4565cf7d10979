"""Leads on their way to merchants: contracts, the queue, hand-offs, why each merchant (not)."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, Index, Text, UniqueConstraint, text
from sqlmodel import Field, SQLModel

LIVE = "state IN ('delivered','accepted','working','won','return_requested','return_refused')"


class DeliveryContract(SQLModel, table=True):
    """What a merchant wants delivered, and how much of it."""

    __tablename__ = "delivery_contract"
    __table_args__ = (CheckConstraint("shared_max >= 1"), CheckConstraint("weight >= 1"))

    id: int | None = Field(default=None, primary_key=True)
    merchant_id: int = Field(foreign_key="merchant.id", index=True)
    offer_id: int = Field(foreign_key="offer.id", index=True)
    countries: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    langs: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    score_min: float = 0.0
    daily_cap: int | None = None
    exclusive: bool = True
    shared_max: int = 1
    weight: int = 1
    priority: int = 0
    accept_within_minutes: int = 1440
    return_within_days: int = 7
    active: bool = True


class QueuedLead(SQLModel, table=True):
    """A lead that waits for a merchant. The row is the queue."""

    __tablename__ = "queued_lead"
    __table_args__ = (
        Index(
            "queued_lead_pending",
            "priority",  # scanned from the end: highest first
            "id",
            sqlite_where=text("state = 'pending'"),
            postgresql_where=text("state = 'pending'"),
        ),
        CheckConstraint("attempts >= 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", unique=True)
    # pending leased placed exhausted dead_letter withdrawn
    state: str = Field(default="pending", max_length=16)
    priority: float = 0.0
    due_at: datetime
    lease_until: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    explored: bool = False  # drawn to go first whatever its rank, so that we learn of such leads
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    created_at: datetime


class Handoff(SQLModel, table=True):
    """One lead given to one merchant."""

    __table_args__ = (
        UniqueConstraint("lead_id", "merchant_id"),  # a merchant never gets a lead twice
        UniqueConstraint("lead_id", "seat"),  # "shared by at most n" is n numbered seats
        Index(
            "handoff_exclusive",
            "lead_id",
            unique=True,
            sqlite_where=text(f"exclusive = 1 AND {LIVE}"),
            postgresql_where=text(f"exclusive AND {LIVE}"),
        ),
        Index("handoff_merchant", "merchant_id", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    merchant_id: int = Field(foreign_key="merchant.id")
    contract_id: int = Field(foreign_key="delivery_contract.id")
    # delivered accepted working won lost declined expired
    # return_requested return_accepted return_refused withdrawn
    state: str = Field(default="delivered", max_length=20)
    exclusive: bool = True
    seat: int | None = 0  # freed (NULL) when the hand-off ends without a deal
    return_reason: str = Field(default="", max_length=24)
    explored: bool = False  # given by exploration, not by rank and order
    propensity: float = 1.0  # chance that this merchant was given this lead now; for learning
    delivered_at: datetime
    accept_until: datetime
    return_until: datetime
    updated_at: datetime


class HandoffMove(SQLModel, table=True):
    """One move of a hand-off: who, why, when."""

    __tablename__ = "handoff_move"

    id: int | None = Field(default=None, primary_key=True)
    handoff_id: int = Field(foreign_key="handoff.id", index=True)
    from_state: str = Field(max_length=20)
    to_state: str = Field(max_length=20)
    actor: str = Field(max_length=100)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime


class Candidate(SQLModel, table=True):
    """Why a merchant got a lead, or why not; one row a candidate and round of matching."""

    __table_args__ = (UniqueConstraint("lead_id", "contract_id", "round"),)

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    contract_id: int = Field(foreign_key="delivery_contract.id")
    merchant_id: int = Field(foreign_key="merchant.id")
    round: int = 1
    chosen: bool = False
    passed: bool = False
    rule: str = Field(max_length=40)  # the rule that decided
    detail: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime


class CapCounter(SQLModel, table=True):
    """How much of a cap is used in one window; moved only by a conditional update."""

    __tablename__ = "cap_counter"
    __table_args__ = (
        UniqueConstraint("contract_id", "window_kind", "window_start"),
        CheckConstraint("used >= 0"),
    )

    id: int | None = Field(default=None, primary_key=True)
    contract_id: int = Field(foreign_key="delivery_contract.id")
    window_kind: str = Field(default="day", max_length=8)
    window_start: str = Field(max_length=10)  # the merchant's local date
    used: int = 0
