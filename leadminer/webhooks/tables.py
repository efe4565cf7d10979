"""Where merchants want to be told, and what is still to be told (the outbox)."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class WebhookEndpoint(SQLModel, table=True):
    """An address of a merchant's system. Its secret is derived and stands in no row."""

    __tablename__ = "webhook_endpoint"
    __table_args__ = (CheckConstraint("state IN ('enabled','disabled','removed')"),)

    id: int | None = Field(default=None, primary_key=True)
    merchant_id: int = Field(foreign_key="merchant.id", index=True)
    url: str = Field(sa_column=Column(Text, nullable=False))
    events: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    state: str = Field(default="enabled", max_length=16)
    disabled_at: datetime | None = None
    disabled_why: str = Field(default="", max_length=40)  # gone failing by_hand
    failures: int = 0  # in a row
    failing_since: datetime | None = None
    paused_until: datetime | None = None  # it asked for a pause, or could not be reached
    nonce: str = Field(max_length=64)  # what its secret is derived from; worth nothing alone
    old_nonce: str | None = Field(default=None, max_length=64)  # of the secret before a rotation
    old_until: datetime | None = None
    created_at: datetime
    created_by: str = Field(max_length=100)


class WebhookDelivery(SQLModel, table=True):
    """One event for one endpoint, written with the change it tells of. The row is the outbox."""

    __tablename__ = "webhook_delivery"
    __table_args__ = (
        UniqueConstraint("endpoint_id", "event_id"),
        Index("webhook_delivery_due", "endpoint_id", "state", "due_at"),
        Index("webhook_delivery_subject", "subject"),
    )

    id: int | None = Field(default=None, primary_key=True)
    endpoint_id: int = Field(foreign_key="webhook_endpoint.id")
    event_id: str = Field(max_length=40)  # webhook-id, the same at every try
    event_type: str = Field(max_length=40)
    subject: str = Field(default="", max_length=40)  # "handoff:12": what it tells of
    # the exact bytes that are signed and sent; emptied when nobody may be told any more
    payload: str = Field(sa_column=Column(Text, nullable=False))
    state: str = Field(default="due", max_length=16)
    due_at: datetime
    lease_until: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    last_at: datetime | None = None
    last_status: int | None = None
    last_problem: str = Field(default="", max_length=24)
    created_at: datetime
