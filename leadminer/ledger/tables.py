"""Tables of the double-entry ledger: books, accounts, periods, sealed entries and running balances.

The plain constraints stand here; what SQL constraints cannot say (balanced, sealed, append-only,
exact mirror) is said by the triggers of `guards.py`, on SQLite and on PostgreSQL alike.
All amounts are signed integer minor units of the line's currency: debit positive, credit negative.
"""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel


class Book(SQLModel, table=True):
    """One set of books of one legal entity; each book has its own hash chain."""

    __tablename__ = "book"

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(unique=True, max_length=40)
    legal_entity: str = ""
    base_currency: str = Field(max_length=3)


class Account(SQLModel, table=True):
    """A bucket of one currency; `side` 1 or -1 forbids a balance below or above zero."""

    __tablename__ = "account"
    __table_args__ = (
        UniqueConstraint("book_id", "code", "currency", "party_type", "party_id"),
        UniqueConstraint("id", "currency"),  # target of the lines' composite key
        CheckConstraint(
            "kind IN ('asset', 'liability', 'equity', 'income', 'expense')", name="account_kind"
        ),
        CheckConstraint("side IN (-1, 0, 1)", name="account_side"),
    )

    id: int | None = Field(default=None, primary_key=True)
    book_id: int = Field(foreign_key="book.id")
    code: str = Field(max_length=12)
    name: str = Field(default="", max_length=60)  # in English, for exports
    currency: str = Field(max_length=3)
    kind: str = Field(max_length=12)
    side: int = 0
    party_type: str = Field(default="", max_length=20)
    party_id: int = 0


class Period(SQLModel, table=True):
    """A calendar month of a book, named '2026-11'; once closed it stays closed."""

    __tablename__ = "period"
    __table_args__ = (
        UniqueConstraint("book_id", "name"),
        CheckConstraint("starts <= ends", name="period_order"),
        CheckConstraint("state IN ('open', 'closed')", name="period_state"),
        CheckConstraint("(state = 'closed') = (closing_hash IS NOT NULL)", name="period_closing"),
    )

    id: int | None = Field(default=None, primary_key=True)
    book_id: int = Field(foreign_key="book.id")
    name: str = Field(max_length=7)
    starts: date
    ends: date
    state: str = Field(default="open", max_length=6)
    closing_hash: str | None = Field(default=None, max_length=64)
    closed_at: datetime | None = None
    closed_by: str | None = None


class Seal(SQLModel, table=True):
    """The last row of an entry: its insert fires every check and moves the balances."""

    __tablename__ = "seal"

    # No foreign key to entry: entry points here (deferred), and the trigger refuses an orphan.
    entry_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    lines: int


class Entry(SQLModel, table=True):
    """One balanced event, chained by hash; it cannot be committed without its seal."""

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("book_id", "seq"),
        ForeignKeyConstraint(["book_id", "period"], ["period.book_id", "period.name"]),
        CheckConstraint("(prev_hash IS NULL) = (seq = 0)", name="entry_genesis"),
        CheckConstraint("seq >= 0", name="entry_seq"),
        CheckConstraint("reverses IS NULL OR reverses < id", name="entry_reverses_earlier"),
        Index("entry_source", "source_type", "source_id"),  # for: the entries of one deal
    )

    id: int | None = Field(
        default=None,
        sa_column=Column(
            Integer,
            # On the key itself, not on a column beside it: a child column without an index
            # makes SQLite scan the table at each seal.
            ForeignKey("seal.entry_id", deferrable=True, initially="DEFERRED", name="entry_sealed"),
            primary_key=True,
            autoincrement=True,
        ),
    )
    book_id: int = Field(foreign_key="book.id")
    seq: int
    idem: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=40)
    source_type: str = Field(default="", max_length=40)
    source_id: str = Field(default="", max_length=80)
    occurred: date
    period: str = Field(max_length=7)
    booked: date  # the day inside the period; equals `occurred` unless the event came late
    posted_at: datetime
    actor: str = Field(max_length=120)
    memo: str = ""
    meta: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    reverses: int | None = Field(default=None, unique=True, foreign_key="entry.id")
    prev_hash: str | None = Field(
        default=None, unique=True, foreign_key="entry.hash", max_length=64
    )
    hash: str = Field(unique=True, max_length=64)


class Line(SQLModel, table=True):
    """One debit (positive) or credit (negative) of an entry, in the account's own currency."""

    __tablename__ = "line"
    __table_args__ = (
        ForeignKeyConstraint(["account_id", "currency"], ["account.id", "account.currency"]),
        CheckConstraint("amount <> 0", name="line_amount"),
        Index("line_account", "account_id", "entry_id"),  # for: an account's ledger and its tail
    )

    entry_id: int = Field(
        sa_column=Column(Integer, ForeignKey("entry.id"), primary_key=True, autoincrement=False)
    )
    n: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    account_id: int
    currency: str = Field(max_length=3)
    amount: int = Field(sa_type=BigInteger)


class Balance(SQLModel, table=True):
    """Running balance of an account; only the seal trigger moves it."""

    __tablename__ = "balance"
    __table_args__ = (CheckConstraint("side = 0 OR side * amount >= 0", name="balance_floor"),)

    account_id: int = Field(
        sa_column=Column(Integer, ForeignKey("account.id"), primary_key=True, autoincrement=False)
    )
    side: int = 0
    amount: int = Field(default=0, sa_type=BigInteger)
    version: int = Field(default=0, sa_type=BigInteger)


class Snapshot(SQLModel, table=True):
    """Balance of an account at the close of a period, checkable against the lines."""

    __tablename__ = "snapshot"
    __table_args__ = (UniqueConstraint("account_id", "period"),)

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id")
    period: str = Field(max_length=7)
    upto_seq: int
    amount: int = Field(sa_type=BigInteger)
