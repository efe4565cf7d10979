"""Firings of the clock: a schedule and its planned time, once only."""

from datetime import datetime

from sqlmodel import Field, SQLModel


class Firing(SQLModel, table=True):
    """One planned firing; the unique key makes a double firing harmless."""

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True, max_length=200)  # "schedule:planned time"
    fired_at: datetime
