"""Closing a period: balances are kept, a hash sums them up, and the month takes no more entries."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import insert
from sqlmodel import Session

from leadminer.base.errors import Conflict
from leadminer.ledger import queries
from leadminer.ledger.chain import lock_book, open_period
from leadminer.ledger.rules import closing_hash, month_days
from leadminer.ledger.tables import Period, Snapshot


def close(
    session: Session, book: str, name: str, *, actor: str, now: datetime, early: bool = False
) -> Period:
    """Close a period for good and give back its row; a second call gives the same row.

    Periods close in order, and after their last day unless `early` (what still happens in the
    month is then booked in the next one). Raises Conflict, InvalidInput for a malformed name.
    """
    _, ends = month_days(name)
    locked = lock_book(session, book)
    assert locked.id is not None
    known = queries.find_period(session, locked.id, name)
    if known is not None and known.state == "closed":
        return known
    closed = queries.last_closed(session, locked.id)
    if closed is not None and name < closed:
        raise Conflict(f"{name} lies before {closed}, which is closed: it takes nothing any more")
    before = [p.name for p in queries.list_periods(session, locked.id) if p.state == "open"]
    earlier = [other for other in before if other < name]
    if earlier:
        raise Conflict(f"{earlier[0]} is still open: close it first (leadminer ledger close)")
    if not early and now.date() <= ends:
        raise Conflict(f"{name} ends on {ends}: close it after that day, or close it early")
    period = open_period(session, locked.id, name)
    head = queries.head(session, locked.id)
    rows = [] if head is None else queries.balances_at(session, locked.id, head[0])
    if rows and head is not None:
        session.connection().execute(
            insert(Snapshot),
            [
                {
                    "account_id": row.account_id,
                    "period": name,
                    "upto_seq": head[0],
                    "amount": row.amount,
                }
                for row in rows
            ],
        )
    period.closing_hash = closing_hash(book, name, None if head is None else head[1], sums_of(rows))
    period.state, period.closed_at, period.closed_by = "closed", now, actor
    session.add(period)
    session.flush()
    return period


def sums_of(rows: list[queries.BalanceRow]) -> list[list[Any]]:
    """Balances as the closing hash spells them: by natural key, zero balances too."""
    return sorted(
        [row.code, row.currency, row.party_type, row.party_id, row.amount] for row in rows
    )
