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
    for where, key, missing in (
        ("lines", col(Line.entry_id), select(col(Entry.id))),
        ("seals", col(Seal.entry_id), select(col(Entry.id))),
        ("lines", col(Line.account_id), select(col(Account.id))),
        ("kept balances", col(Snapshot.account_id), select(col(Account.id))),
    ):
        whole = "entry" if key.key == "entry_id" else "account"
        for row_id in session.exec(
            select(key).where(key.not_in(missing)).distinct().order_by(key)
        ).all():
            yield Finding(f"{whole} {row_id}", f"is gone, but {where} of it are there")
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
