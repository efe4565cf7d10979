"""What is learnt from: scores as they were, features at hand-over, labels; and the models made."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, LargeBinary, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class ScoreEvent(SQLModel, table=True):
    """The parts of a lead's rank from one moment on; with time and model they give its rank.

    Only ever added to, and cut where the person is erased (erasing.py): a row when the lead was
    made, whenever its person said it again or can be reached otherwise. The last row up to a
    moment, the model in use then and the decay give the rank of that moment.
    """

    __tablename__ = "score_event"
    __table_args__ = (Index("score_event_lead", "lead_id", "id"),)

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id")
    source_id: int = Field(foreign_key="source.id")
    at: datetime
    cause: str = Field(max_length=16)  # see scores.py
    intent: float
    fit: float
    reachability: float
    said_at: datetime
    half_life_days: float
    text_model: str = Field(default="", max_length=64)  # version that judged the text
    # features as scoring.outcome_features packs them: uint16 columns, float16 values
    feature_columns: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    feature_values: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    cut_at: datetime | None = Field(default=None, index=True)  # the person was erased


class HandoffFeatures(SQLModel, table=True):
    """What was known of a lead when it was handed over; written once, changed only by erasure.

    Nothing a merchant, an operator or the person did afterwards can be in it, nor who the person
    is: see `scoring/outcome_features.py`.
    """

    __tablename__ = "handoff_features"

    id: int | None = Field(default=None, primary_key=True)
    handoff_id: int = Field(foreign_key="handoff.id", unique=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    offer_id: int = Field(foreign_key="offer.id")
    merchant_id: int = Field(foreign_key="merchant.id", index=True)
    source_id: int = Field(foreign_key="source.id")
    at: datetime
    text_model: str = Field(default="", max_length=64)
    model_version: str = Field(default="", max_length=64)  # outcome model in use; "": none yet
    intent: float  # the text's score
    learnt: float = 0.0  # what the outcome model added then, in log-odds
    rank: float
    feature_columns: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    feature_values: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    cut_at: datetime | None = Field(default=None, index=True)  # the person was erased


class SignalLabel(SQLModel, table=True):
    """What an operator read in a post: a need or none, how strong, of what class."""

    __tablename__ = "signal_label"
    __table_args__ = (
        UniqueConstraint("signal_id", "actor"),
        CheckConstraint("label IN (0, 1)"),
        CheckConstraint("strength BETWEEN 0 AND 3"),
    )

    id: int | None = Field(default=None, primary_key=True)
    signal_id: int = Field(foreign_key="signal.id")
    label: int | None = None  # None: looked at and cannot tell
    strength: int = 0
    intent_class: str = Field(default="", max_length=24)
    why: str = Field(default="", max_length=24)  # why it was asked about: uncertain, new source ...
    actor: str = Field(max_length=100)
    at: datetime


class IntentModel(SQLModel, table=True):
    """A version of what was learnt: global weights, merchants' offsets, calibrations."""

    __tablename__ = "intent_model"

    id: int | None = Field(default=None, primary_key=True)
    version: str = Field(unique=True, max_length=64)  # hash of what it was learnt from
    parent: str = Field(default="", max_length=64)  # in use when this one was made
    made_at: datetime
    made_by: str = Field(max_length=100)
    outcomes: int = 0  # how many hand-offs with a known end
    verdicts: int = 0  # how many of operators' feedback and labels
    # {"roc": ..., "ece": ..., "before": {...}, ...}; see learning/models.py
    figures: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    params: bytes = Field(sa_column=Column(LargeBinary, nullable=False))


class ModelUse(SQLModel, table=True):
    """From when on a version was in use; the last row is in use now. Only ever added to."""

    __tablename__ = "intent_model_use"

    id: int | None = Field(default=None, primary_key=True)
    version: str = Field(default="", max_length=64)  # "": none, the text's score alone
    pinned: bool = False  # chosen by a person: newer ones are made but not taken into use
    actor: str = Field(max_length=100)
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime
    applied_at: datetime | None = None  # when all open leads had been ranked by it
