"""Putting entries into the ledger: `post`, `post_all`, `reverse`. The edge commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from leadminer.base.errors import Conflict
from leadminer.ledger import queries
from leadminer.ledger.chain import Item, append
from leadminer.ledger.rules import AccountRef, NewEntry, NewLine, check_entry
from leadminer.ledger.tables import Account, Book, Entry

BATCH_MAX = 500  # entries appended by one set of statements


def open_book(
    session: Session, code: str, *, legal_entity: str = "", base_currency: str = "CNY"
) -> Book:
    """The book of that code; made if it is not there yet."""
    book = queries.find_book(session, code)
    if book is None:
        book = Book(code=code, legal_entity=legal_entity, base_currency=base_currency)
        session.add(book)
        session.flush()
    return book


def post(session: Session, entry: NewEntry, *, key: str, book: str, now: datetime) -> Entry:
    """Post one event, once: balanced per currency, sealed and chained to the entry before it.

    The same `key` with the same content gives back the first entry; with another it raises
    KeyReused. An event whose month is closed goes to the first open month and keeps its true
    `occurred`. Raises Unbalanced, CurrencyMismatch or InvalidInput before the database has to.
    """
    check_entry(entry)
    return append(session, [Item(key, entry)], book=book, now=now)[0]


def post_all(
    session: Session, entries: Sequence[tuple[str, NewEntry]], *, book: str, now: datetime
) -> list[Entry]:
    """Post many events, given as (key, entry), in order; each as `post` does, but quicker."""
    for _, entry in entries:
        check_entry(entry)
    items = [Item(key, entry) for key, entry in entries]
    return [
        entry
        for start in range(0, len(items), BATCH_MAX)
        for entry in append(session, items[start : start + BATCH_MAX], book=book, now=now)
    ]


def reverse(
    session: Session,
    entry_id: int,
    *,
    key: str,
    actor: str,
    reason: str,
    now: datetime,
    occurred: date | None = None,
) -> Entry:
    """Post the exact mirror of an entry. An entry is reversed at most once (Conflict)."""
    first = queries.get_entry(session, entry_id)
    done = session.exec(select(Entry).where(col(Entry.reverses) == entry_id)).first()
    if done is not None and done.idem != key:
        raise Conflict(f"entry {entry_id} was reversed already, by entry {done.id}")
    lines = [
        NewLine(ref_of(account), -line.amount)
        for line, account in queries.entry_lines(session, entry_id)
    ]
    mirror = NewEntry(
        kind="reversal",
        occurred=occurred or first.occurred,
        lines=lines,
        actor=actor,
        source_type=first.source_type,
        source_id=first.source_id,
        memo=reason,
    )
    book = session.get(Book, first.book_id)
    assert book is not None
    return append(session, [Item(key, mirror, first)], book=book.code, now=now)[0]


def ref_of(account: Account) -> AccountRef:
    """The reference that names an account."""
    return AccountRef(
        code=account.code,
        kind=account.kind,
        currency=account.currency,
        name=account.name,
        side=account.side,
        party_type=account.party_type,
        party_id=account.party_id,
    )
