"""A small chart and entries to post, for the ledger's tests."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from leadminer.ledger import AccountRef, NewEntry, NewLine

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 11)


def receivable(currency: str = "EUR", merchant: int = 1) -> AccountRef:
    return AccountRef("1110", "asset", currency, "Receivable", 1, "merchant", merchant)


def income(currency: str = "EUR") -> AccountRef:
    return AccountRef("4000", "income", currency, "Commission")


def tax(currency: str = "EUR") -> AccountRef:
    return AccountRef("2000", "liability", currency, "Output tax")


def cash(currency: str = "EUR") -> AccountRef:
    return AccountRef("1010", "asset", currency, "Cash")


def sale(amount: int = 11900, *, day: date = DAY, **changes: Any) -> NewEntry:
    """A commission of `amount` minor units with 1900 of tax."""
    lines = (
        NewLine(receivable(), amount),
        NewLine(income(), 1900 - amount),
        NewLine(tax(), -1900),
    )
    return NewEntry("sale", day, changes.pop("lines", lines), "test", **changes)
