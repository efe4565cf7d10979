"""What was brought in, row by row; and the keys by which other systems bring it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Intake(SQLModel, table=True):
    """One file, mailbox or request that was taken in, and whether it was taken back."""

    __table_args__ = (CheckConstraint("kind IN ('csv','xlsx','jsonl','mail','api')"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=8)
    name: str = Field(max_length=200)  # of the file, or of the API token
    actor: str = Field(max_length=100)
    token_id: int | None = Field(default=None, foreign_key="api_token.id", index=True)
    began_at: datetime
    ended_at: datetime | None = None  # None: cut off; taking the same in again completes it
    undone_at: datetime | None = None
    undone_by: str = Field(default="", max_length=100)

    @property
    def way(self) -> str:
        """The kind, or "hand" for what an operator typed into the console."""
        return "hand" if self.kind == "api" and self.token_id is None else self.kind


class IntakeRow(SQLModel, table=True):
    """What became of one row. A row that was taken back names no signal any more."""

    __tablename__ = "intake_row"
    __table_args__ = (
        UniqueConstraint("intake_id", "line"),
        Index("intake_row_outcome", "intake_id", "outcome", "line"),
    )

    id: int | None = Field(default=None, primary_key=True)
    intake_id: int = Field(foreign_key="intake.id")
    line: int  # of the file from 1; of a mailbox or a request: the place in it
    outcome: str = Field(max_length=12)  # stored duplicate refused undone kept
    reason: str = Field(default="", max_length=40)  # a code of states.py, or a pipeline's words
    detail: str = Field(default="", sa_column=Column(Text, nullable=False))
    # of the signal it became, or repeats; no foreign key: what it repeats may be taken back
    signal_id: int | None = Field(default=None, index=True)


class ApiToken(SQLModel, table=True):
    """A key of another system. Only its hash is kept."""

    __tablename__ = "api_token"

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=100)
    token_hash: str = Field(unique=True, max_length=64)
    scopes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    created_at: datetime
    created_by: str = Field(max_length=100)
    expires_at: datetime | None = None
    revoked_at: datetime | None = None
    used_at: datetime | None = None
    window_at: datetime | None = None  # the minute that is counted
    window_used: int = 0


class IdempotencyKey(SQLModel, table=True):
    """A request that must not count twice, and what it was answered."""

    __tablename__ = "idempotency_key"
    __table_args__ = (UniqueConstraint("token_id", "key"),)

    id: int | None = Field(default=None, primary_key=True)
    token_id: int = Field(foreign_key="api_token.id")
    key: str = Field(max_length=255)
    digest: str = Field(max_length=64)  # of the request's body
    answer: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    created_at: datetime
