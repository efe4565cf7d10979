"""Leads: a prospect with a need, for one offer; its states and what is known of the need."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Judgement(SQLModel, table=True):
    """What the scorer said of a signal; kept with the model version that said it."""

    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = Field(foreign_key="signal.id", unique=True)
    score: float = Field(index=True)  # 0..1, for ranking
    probability: float  # 0..1, never 0 or 1
    intent: bool
    intent_class: str = Field(max_length=24)
    strength: int
    lang: str = Field(default="", max_length=16)
    # [{"field","start","end","text","label","weight"}], best first
    reasons: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    note: str = Field(default="", max_length=80)  # "not calibrated yet"
    model_version: str = Field(max_length=64)
    judged_at: datetime


class Lead(SQLModel, table=True):
    """A prospect with a need worth work, for one offer."""

    __table_args__ = (
        UniqueConstraint("prospect_id", "offer_id"),
        Index("lead_ranked", "state", "rank"),  # the ranked list
        CheckConstraint("fit >= 0 AND fit <= 1"),
    )

    id: int | None = Field(default=None, primary_key=True)
    prospect_id: int = Field(foreign_key="prospect.id", index=True)
    offer_id: int = Field(foreign_key="offer.id", index=True)
    signal_id: int = Field(foreign_key="signal.id", index=True)  # the sentence it began with
    state: str = Field(default="new", max_length=16)
    intent: float = 0.0  # the four parts of the rank, each 0..1
    fit: float = 0.0
    reachability: float = 0.0
    timeliness: float = 0.0
    learnt: float = 0.0  # what outcomes add to the log-odds of `intent`; 0 until there are any
    model_version: str = Field(default="", max_length=64)  # of the model that said `learnt`
    # calibrated chances, 0.01..0.99, with 95 % intervals; None: not known yet
    need_p: float | None = None
    need_low: float | None = None
    need_high: float | None = None
    deal_p: float | None = None
    deal_low: float | None = None
    deal_high: float | None = None
    calibration: str = Field(default="", max_length=60)  # how: "not calibrated yet", "platt, 57"
    rank: float = Field(default=0.0, index=True)
    fit_reasons: list[dict[str, Any]] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )
    lang: str = Field(default="", max_length=16)
    country: str | None = Field(default=None, max_length=2)
    feedback: str = Field(default="", max_length=8)  # operator's verdict: good bad
    created_at: datetime
    updated_at: datetime


class LeadFeedback(SQLModel, table=True):
    """One word of an operator on a lead: good, bad, or taken back. Only ever added to."""

    __tablename__ = "lead_feedback"
    __table_args__ = (CheckConstraint("verdict IN ('good','bad','')"),)

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    signal_id: int = Field(foreign_key="signal.id", index=True)
    verdict: str = Field(max_length=8)  # the last row of a lead counts; "" takes it back
    reason: str = Field(default="", max_length=24)  # a code of reasons.py
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    actor: str = Field(max_length=100)
    at: datetime


class LeadMove(SQLModel, table=True):
    """One move of a lead: who, why, when."""

    __tablename__ = "lead_move"

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    from_state: str = Field(max_length=16)
    to_state: str = Field(max_length=16)
    actor: str = Field(max_length=100)  # "operator:3", "merchant:7", "system:hand_off"
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime


class ChecklistAnswer(SQLModel, table=True):
    """What is known of one question of the qualification checklist."""

    __tablename__ = "checklist_answer"
    __table_args__ = (
        UniqueConstraint("lead_id", "item"),
        CheckConstraint("status IN ('known','asked','unknown')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    item: str = Field(max_length=40)  # need quantity budget timing place
    status: str = Field(default="unknown", max_length=8)
    value: str = Field(default="", sa_column=Column(Text, nullable=False))
    origin: str = Field(default="", max_length=40)  # text operator conversation
    updated_at: datetime
