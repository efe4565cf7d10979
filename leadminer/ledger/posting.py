"""Putting entries into the ledger: `post`, `reverse`. The caller's unit of work commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from leadminer.base.errors import Conflict, KeyReused, LedgerError, NotFound
from leadminer.ledger import queries
from leadminer.ledger.rules import (
    AccountRef,
    NewEntry,
    NewLine,
    check_entry,
    entry_hash,
    moment,
    month_days,
    month_of,
    next_month,
)
from leadminer.ledger.tables import Account, Book, Entry, Line, Period, Seal


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
    return _append(session, entry, key=key, book=book, now=now)


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
    return _append(session, mirror, key=key, book=book.code, now=now, reverses=first)


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


def _append(
    session: Session,
    entry: NewEntry,
    *,
    key: str,
    book: str,
    now: datetime,
    reverses: Entry | None = None,
) -> Entry:
    locked = lock_book(session, book)
    assert locked.id is not None
    known = queries.find_entry(session, key)
    if known is not None:
        _same_or_raise(session, known, entry, key, reverses)
        return known
    period, booked = _place(session, locked.id, entry.occurred)
    head = queries.head(session, locked.id)
    accounts = [_account(session, locked.id, line.account) for line in entry.lines]
    row: dict[str, Any] = {
        "book_id": locked.id,
        "seq": 0 if head is None else head[0] + 1,
        "idem": key,
        "kind": entry.kind,
        "source_type": entry.source_type,
        "source_id": entry.source_id,
        "occurred": entry.occurred,
        "period": period,
        "booked": booked,
        "posted_at": now,
        "actor": entry.actor,
        "memo": entry.memo,
        "meta": dict(entry.meta),
        "reverses": None if reverses is None else reverses.id,
        "prev_hash": None if head is None else head[1],
    }
    row["hash"] = entry_hash(
        hashed_fields(row, book=book, reverses=None if reverses is None else reverses.idem),
        [(*line.account.key, line.amount) for line in entry.lines],
        row["prev_hash"],
    )
    return _write(session, row, list(zip(accounts, entry.lines, strict=True)))


def hashed_fields(row: dict[str, Any], *, book: str, reverses: str | None) -> dict[str, Any]:
    """The fields of an entry that its hash covers, spelled so that they read back the same."""
    return {
        "book": book,
        "seq": row["seq"],
        "key": row["idem"],
        "kind": row["kind"],
        "source": [row["source_type"], row["source_id"]],
        "occurred": row["occurred"].isoformat(),
        "period": row["period"],
        "booked": row["booked"].isoformat(),
        "posted_at": moment(row["posted_at"]),
        "actor": row["actor"],
        "memo": row["memo"],
        "meta": row["meta"],
        "reverses": reverses,
    }


def _write(
    session: Session, row: dict[str, Any], lines: Sequence[tuple[Account, NewLine]]
) -> Entry:
    """Entry, lines, seal, in this order: the seal's triggers check what came before it."""
    session.flush()
    connection = session.connection()
    try:
        entry_id = _insert(connection, row, lines)
    except DBAPIError as error:
        raise LedgerError(f"the database refused the entry: {_words(error)}") from error
    return queries.get_entry(session, entry_id)


def _insert(
    connection: Connection, row: dict[str, Any], lines: Sequence[tuple[Account, NewLine]]
) -> int:
    entry_id: int = connection.execute(insert(Entry).returning(col(Entry.id)), row).scalar_one()  # type: ignore[assignment]
    connection.execute(
        insert(Line),
        [
            {
                "entry_id": entry_id,
                "n": n,
                "account_id": account.id,
                "currency": account.currency,
                "amount": line.amount,
            }
            for n, (account, line) in enumerate(lines)
        ],
    )
    connection.execute(insert(Seal), {"entry_id": entry_id, "lines": len(lines)})
    return entry_id


def _words(error: DBAPIError) -> str:
    """The database's reason in words; a broken floor is the one a caller can meet."""
    reason = str(error.orig).strip().splitlines()[0]
    if "balance_floor" in reason:
        return "an account with a floor would fall through it"
    return reason.removeprefix("ledger: ")


def lock_book(session: Session, code: str) -> Book:
    """The book's row, locked: entries of one book are chained one after the other.

    SQLite has one writer anyway and ignores the lock.
    """
    book = session.exec(select(Book).where(col(Book.code) == code).with_for_update()).first()
    if book is None:
        raise NotFound(f"there is no book {code!r}: open it with open_book first")
    return book


def _account(session: Session, book_id: int, ref: AccountRef) -> Account:
    """The account a reference names, opened at its first use. Its rules never change."""
    account = queries.find_account(session, book_id, ref)
    if account is None:
        account = Account(
            book_id=book_id,
            code=ref.code,
            name=ref.name,
            currency=ref.currency,
            kind=ref.kind,
            side=ref.side,
            party_type=ref.party_type,
            party_id=ref.party_id,
        )
        session.add(account)
        session.flush()
    elif (account.kind, account.side) != (ref.kind, ref.side):
        raise Conflict(
            f"account {ref.code} {ref.currency} was opened as {account.kind}"
            f" (side {account.side}) and stays so; it was asked for as {ref.kind} ({ref.side})"
        )
    return account


def open_period(session: Session, book_id: int, name: str) -> Period:
    """The period of that name; opened if it is not there. Call it with the book locked."""
    period = queries.find_period(session, book_id, name)
    if period is None:
        starts, ends = month_days(name)
        period = Period(book_id=book_id, name=name, starts=starts, ends=ends)
        session.add(period)
        session.flush()
    return period


def _place(session: Session, book_id: int, occurred: date) -> tuple[str, date]:
    """Period and day an event is booked on: its own, or the first day that is still open."""
    month = month_of(occurred)
    closed = queries.last_closed(session, book_id)
    if closed is None or month > closed:
        open_period(session, book_id, month)
        return month, occurred
    first_open = next_month(closed)
    return first_open, open_period(session, book_id, first_open).starts


def _same_or_raise(
    session: Session, known: Entry, asked: NewEntry, key: str, reverses: Entry | None
) -> None:
    assert known.id is not None
    stored = [
        (account.code, account.currency, account.party_type, account.party_id, line.amount)
        for line, account in queries.entry_lines(session, known.id)
    ]
    wanted = [(*line.account.key, line.amount) for line in asked.lines]
    facts = (known.kind, known.occurred, known.source_type, known.source_id, known.reverses)
    same = facts == (
        asked.kind,
        asked.occurred,
        asked.source_type,
        asked.source_id,
        None if reverses is None else reverses.id,
    )
    if not same or stored != wanted:
        raise KeyReused(
            f"the key {key!r} already stands for entry {known.id} with other content:"
            f" use a new key, or reverse entry {known.id} first"
        )
