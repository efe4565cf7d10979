"""What is said to prospects, by any channel, each with the rule that allowed it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, Column, Index, Text, UniqueConstraint
from sqlmodel import Field, SQLModel


class Message(SQLModel, table=True):
    """One message or draft. Its row is the queue; see outreach/states.py for the states."""

    __table_args__ = (
        UniqueConstraint("lead_id", "channel", "step"),  # once only
        Index("message_due", "state", "due_at"),  # the claim
        CheckConstraint("channel IN ('draft','email')"),
    )

    id: int | None = Field(default=None, primary_key=True)
    lead_id: int = Field(foreign_key="lead.id", index=True)
    merchant_id: int = Field(foreign_key="merchant.id", index=True)
    prospect_id: int = Field(foreign_key="prospect.id", index=True)
    channel: str = Field(max_length=16)
    step: int = 1
    # draft: proposed posted dismissed refused
    # email: due claimed data_begun uncertain handed refused held
    state: str = Field(max_length=16)
    state_reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    lang: str = Field(max_length=16)
    subject: str = Field(default="", sa_column=Column(Text, nullable=False))
    body: str = Field(sa_column=Column(Text, nullable=False))
    target_url: str = Field(default="", sa_column=Column(Text, nullable=False))  # where to post it
    # hash of the thread's address, for drafts: one draft a thread, over all merchants
    thread_key: str | None = Field(default=None, unique=True, max_length=64)
    contact_point_id: int | None = Field(default=None, foreign_key="contact_point.id")
    contact_hash: str | None = Field(default=None, max_length=64)
    message_id: str | None = Field(default=None, unique=True, max_length=255)  # RFC 5322
    # proof (outreach.md D1): every fact the decision was made from
    policy_version: str = Field(max_length=40)
    rule_id: str = Field(max_length=80)
    decision: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    due_at: datetime
    lease_until: datetime | None = None
    lease_token: str | None = Field(default=None, max_length=64)
    attempts: int = 0
    response: str = Field(default="", sa_column=Column(Text, nullable=False))
    created_at: datetime
    ended_at: datetime | None = None  # handed, posted, dismissed or refused


class Touch(SQLModel, table=True):
    """One contact of one person by anybody: what the cap over all merchants counts."""

    __table_args__ = (Index("touch_person", "contact_hash", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    contact_hash: str = Field(max_length=64)
    merchant_id: int = Field(foreign_key="merchant.id")
    message_id: int = Field(foreign_key="message.id", unique=True)
    at: datetime
