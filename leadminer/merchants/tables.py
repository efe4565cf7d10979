"""Parties: merchants, what they offer, and the people who log in."""

from datetime import datetime

from sqlalchemy import JSON, CheckConstraint, Column, Text
from sqlmodel import Field, SQLModel


class Merchant(SQLModel, table=True):
    """Who receives leads and pays on a deal."""

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(unique=True, max_length=64)
    name: str = Field(sa_column=Column(Text, nullable=False))
    lang: str = Field(max_length=16)  # language of statements and messages: zh-Hans zh-Hant en
    country: str = Field(max_length=2)
    timezone: str = Field(max_length=64)
    currency: str = Field(max_length=3)
    postal_address: str = Field(default="", sa_column=Column(Text, nullable=False))
    site: str = Field(default="", sa_column=Column(Text, nullable=False))
    disclosure: str = Field(default="", sa_column=Column(Text, nullable=False))
    active: bool = True
    created_at: datetime


class Offer(SQLModel, table=True):
    """What a merchant can serve, in words; the checklist says what a hand-off must know."""

    id: int | None = Field(default=None, primary_key=True)
    merchant_id: int = Field(foreign_key="merchant.id", index=True)
    slug: str = Field(unique=True, max_length=64)
    name: str = Field(sa_column=Column(Text, nullable=False))
    keywords: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    exclusions: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    langs: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    countries: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # checklist item keys that must be known before a hand-off: need quantity budget timing place
    checklist: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # facts an answer may use, by language: {"zh-Hans": "...", "en": "..."}
    facts: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # least and most a deal may be worth, in minor units, by currency; null: open
    price_band: dict[str, list[int | None]] = Field(
        default_factory=dict, sa_column=Column(JSON, nullable=False, server_default="{}")
    )
    typical_value_minor: int = 0  # a usual deal, in the merchant's currency
    active: bool = True


class User(SQLModel, table=True):
    """A person who logs in, in one role."""

    __tablename__ = "app_user"  # "user" is reserved in PostgreSQL
    __table_args__ = (
        CheckConstraint("role IN ('operator','merchant','finance')"),
        CheckConstraint("(role = 'merchant') = (merchant_id IS NOT NULL)"),
    )

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(unique=True, max_length=255)  # case-folded
    name: str = Field(default="", max_length=200)
    role: str = Field(max_length=16)
    merchant_id: int | None = Field(default=None, foreign_key="merchant.id")
    password_hash: str = Field(max_length=255)
    lang: str = Field(default="en", max_length=16)
    active: bool = True
    created_at: datetime


class LoginSession(SQLModel, table=True):
    """A log-in that can be listed and revoked; only the token's hash is kept."""

    __tablename__ = "login_session"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(unique=True, max_length=64)
    csrf_token: str = Field(max_length=64)
    user_id: int = Field(foreign_key="app_user.id", index=True)
    created_at: datetime
    seen_at: datetime
    expires_at: datetime


class LoginAttempt(SQLModel, table=True):
    """A failed log-in, counted to slow down guessing."""

    __tablename__ = "login_attempt"

    id: int | None = Field(default=None, primary_key=True)
    subject: str = Field(index=True, max_length=300)  # "ip:..." or "account:..."
    at: datetime
