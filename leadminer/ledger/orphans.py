"""Rows whose other half was deleted: foreign keys forbid them until somebody turns those off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import and_, func
from sqlmodel import Session, col, select

from leadminer.base.errors import Finding
from leadminer.ledger.tables import Account, Book, Entry, Line, Period, Seal, Snapshot


def check_orphans(session: Session) -> Iterator[Finding]:
    """Entries, accounts and periods without a book, and parts of entries without their whole."""
    for table, name in ((Entry, "entries"), (Account, "accounts"), (Period, "periods")):
        rows: Any = session.exec(
            select(col(table.book_id), func.count())
            .where(col(table.book_id).not_in(select(col(Book.id))))
            .group_by(col(table.book_id))
            .order_by(col(table.book_id))
        ).all()
        for book_id, count in rows:
            yield Finding(f"book {book_id}", f"is gone, but {count} {name} of it are there")
    entries, accounts = select(col(Entry.id)), select(col(Account.id))
    for part, whole, key, there in (
        ("lines", "entry", col(Line.entry_id), entries),
        ("seals", "entry", col(Seal.entry_id), entries),
        ("lines", "account", col(Line.account_id), accounts),
        ("kept balances", "account", col(Snapshot.account_id), accounts),
    ):
        lost = select(key).where(key.not_in(there)).distinct().order_by(key)
        for row_id in session.exec(lost).all():
            yield Finding(f"{whole} {row_id}", f"is gone, but {part} of it remain")
    months: Any = session.exec(
        select(col(Entry.book_id), col(Entry.period))
        .outerjoin(
            Period,
            and_(col(Period.book_id) == col(Entry.book_id), col(Period.name) == col(Entry.period)),
        )
        .where(col(Period.id).is_(None))
        .distinct()
        .order_by(col(Entry.book_id), col(Entry.period))
    ).all()
    for book_id, name in months:
        yield Finding(f"book {book_id} period {name}", "is gone, but entries of it are there")
