"""Appending entries to a book's chain: the statements behind `post`, made for many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, bindparam, func, insert, tuple_
from sqlalchemy import select as core_select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from leadminer.base.errors import Conflict, KeyReused, LedgerError, NotFound
from leadminer.ledger import queries
from leadminer.ledger.rules import (
    AccountRef,
    NewEntry,
    entry_hash,
    moment,
    month_days,
    month_of,
    next_month,
)
from leadminer.ledger.tables import Account, Book, Entry, Line, Period, Seal


@dataclass(frozen=True, slots=True)
class Item:
    """One entry to append: its idempotency key, and what it reverses."""

    key: str
    entry: NewEntry
    reverses: Entry | None = None


class _State(NamedTuple):
    """Where a book stands before an entry."""

    book_id: int
    keys_known: bool
    months_there: int  # how many of the asked months are opened
    last_closed: str | None
    head_seq: int | None
    head_hash: str | None


# The statements of a post are made once: making them anew costs more than running them.
# Indexes: book(code), entry(idem), period(book_id, name), entry(book_id, seq), account's key.
_LOCK_BOOK = core_select(col(Book.id)).where(col(Book.code) == bindparam("code")).with_for_update()
_HEAD_SEQ = (
    core_select(func.max(col(Entry.seq)))
    .where(col(Entry.book_id) == col(Book.id))
    .correlate(Book)
    .scalar_subquery()
)
_HEAD = aliased(Entry)
_STATE = (
    core_select(
        col(Book.id),
        core_select(col(Entry.id))
        .where(col(Entry.idem).in_(bindparam("keys", expanding=True)))
        .exists(),
        core_select(func.count())
        .where(
            col(Period.book_id) == col(Book.id),
            col(Period.name).in_(bindparam("months", expanding=True)),
        )
        .correlate(Book)
        .scalar_subquery(),
        core_select(func.max(col(Period.name)))
        .where(col(Period.book_id) == col(Book.id), col(Period.state) == "closed")
        .correlate(Book)
        .scalar_subquery(),
        col(_HEAD.seq),
        col(_HEAD.hash),
    )
    .select_from(Book)
    .outerjoin(_HEAD, and_(col(_HEAD.book_id) == col(Book.id), col(_HEAD.seq) == _HEAD_SEQ))
    .where(col(Book.code) == bindparam("code"))
)
_ACCOUNTS = core_select(
    col(Account.id),
    col(Account.code),
    col(Account.currency),
    col(Account.party_type),
    col(Account.party_id),
    col(Account.kind),
    col(Account.side),
).where(
    col(Account.book_id) == bindparam("book"),
    tuple_(
        col(Account.code), col(Account.currency), col(Account.party_type), col(Account.party_id)
    ).in_(bindparam("keys", expanding=True)),
)
_ENTRIES = (
    select(Entry)
    .where(col(Entry.book_id) == bindparam("book"), col(Entry.seq) >= bindparam("first"))
    .order_by(col(Entry.seq))
)
_INSERT_ENTRY = insert(Entry)
_INSERT_LINE = insert(Line)
_INSERT_SEAL = insert(Seal)


def lock_book(session: Session, code: str) -> Book:
    """The book's row, locked: entries of one book are chained one after the other.

    SQLite has one writer anyway and ignores the lock. Raises NotFound.
    """
    book = session.exec(select(Book).where(col(Book.code) == code).with_for_update()).first()
    if book is None:
        raise NotFound(f"there is no book {code!r}: open it with open_book first")
    return book


def append(session: Session, items: Sequence[Item], *, book: str, now: datetime) -> list[Entry]:
    """Append entries in order, each once, and give back one for each item, as many as were given.

    `now` is the moment of recording, aware. Raises NotFound for an unknown book, Unbalanced,
    CurrencyMismatch or InvalidInput for a wrong entry, KeyReused for a key that stands for another.
    """
    session.flush()
    connection = session.connection()
    state = _state(connection, book, items)
    known = _known(session, items) if state.keys_known else {}
    fresh: dict[str, Item] = {}
    for item in items:
        if item.key in known:
            _same_or_raise(session, known[item.key], item)
        elif item.key in fresh and fresh[item.key] != item:
            raise KeyReused(f"the key {item.key!r} stands for two entries of one batch")
        else:
            fresh[item.key] = item
    if fresh:
        rows = _rows(session, list(fresh.values()), state, book=book, now=now)
        for entry in _write(session, connection, list(fresh.values()), rows):
            known[entry.idem] = entry
    return [known[item.key] for item in items]


def _state(connection: Connection, book: str, items: Sequence[Item]) -> _State:
    """Where the book stands, read after its row is locked: a wait may have let others by."""
    if connection.dialect.name == "postgresql":
        connection.execute(_LOCK_BOOK, {"code": book})
    keys = [item.key for item in items]
    months = list({month_of(item.entry.occurred) for item in items})
    row = connection.execute(_STATE, {"code": book, "keys": keys, "months": months}).one_or_none()
    if row is None:
        raise NotFound(f"there is no book {book!r}: open it with open_book first")
    return _State(*row)


def _known(session: Session, items: Sequence[Item]) -> dict[str, Entry]:
    keys = [item.key for item in items]
    rows = session.exec(select(Entry).where(col(Entry.idem).in_(keys))).all()
    return {row.idem: row for row in rows}


def _rows(
    session: Session, items: Sequence[Item], state: _State, *, book: str, now: datetime
) -> list[dict[str, Any]]:
    """The rows of the entries, each with its place in the chain and its hash."""
    places = _places(session, state, [item.entry.occurred for item in items])
    seq = -1 if state.head_seq is None else state.head_seq
    head = state.head_hash
    rows = []
    for item, (period, booked) in zip(items, places, strict=True):
        seq += 1
        entry = item.entry
        row: dict[str, Any] = {
            "book_id": state.book_id,
            "seq": seq,
            "idem": item.key,
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
            "reverses": None if item.reverses is None else item.reverses.id,
            "prev_hash": head,
        }
        reverses = None if item.reverses is None else item.reverses.idem
        lines = [(*line.account.key, line.amount) for line in entry.lines]
        row["hash"] = head = entry_hash(
            hashed_fields(row, book=book, reverses=reverses), lines, head
        )
        rows.append(row)
    return rows


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
    session: Session,
    connection: Connection,
    items: Sequence[Item],
    rows: list[dict[str, Any]],
) -> Sequence[Entry]:
    """Entries, lines, seals, in this order: the seal's triggers check what came before it."""
    book_id = rows[0]["book_id"]
    accounts = _accounts(
        session, book_id, [line.account for item in items for line in item.entry.lines]
    )
    try:
        connection.execute(_INSERT_ENTRY, rows)
        entries = session.exec(_ENTRIES, params={"book": book_id, "first": rows[0]["seq"]}).all()
        lines = [
            {
                "entry_id": entry.id,
                "n": n,
                "account_id": accounts[line.account.key],
                "currency": line.account.currency,
                "amount": line.amount,
            }
            for entry, item in zip(entries, items, strict=True)
            for n, line in enumerate(item.entry.lines)
        ]
        connection.execute(_INSERT_LINE, lines)
        connection.execute(
            _INSERT_SEAL,
            [
                {"entry_id": entry.id, "lines": len(item.entry.lines)}
                for entry, item in zip(entries, items, strict=True)
            ],
        )
    except DBAPIError as error:
        raise LedgerError(f"the database refused the entry: {_words(error)}") from error
    return entries


def _words(error: DBAPIError) -> str:
    """The database's reason in words; a broken floor is the one a caller can meet."""
    reason = str(error.orig).strip().splitlines()[0]
    if "balance_floor" in reason:
        return "an account with a floor would fall through it"
    return reason.removeprefix("ledger: ")


_Key = tuple[str, str, str, int]


def _accounts(session: Session, book_id: int, refs: Sequence[AccountRef]) -> dict[_Key, int]:
    """The accounts some references name, by their keys; each is opened at its first use."""
    wanted = {ref.key: ref for ref in refs}
    rows = session.connection().execute(_ACCOUNTS, {"book": book_id, "keys": list(wanted)})
    found: dict[_Key, int] = {}
    for row in rows:
        key = (row.code, row.currency, row.party_type, row.party_id)
        found[key] = row.id
        for ref in refs:
            if ref.key == key and (row.kind, row.side) != (ref.kind, ref.side):
                raise Conflict(
                    f"account {ref.code} {ref.currency} was opened as {row.kind} (side {row.side})"
                    f" and stays so; it was asked for as {ref.kind} ({ref.side})"
                )
    # in the order of their keys, so that two writers never wait for each other
    for key in sorted(set(wanted) - set(found)):
        account = Account(book_id=book_id, **asdict(wanted[key]))
        session.add(account)
        session.flush()
        assert account.id is not None
        found[key] = account.id
    return found


def _places(session: Session, state: _State, days: Sequence[date]) -> list[tuple[str, date]]:
    """Period and day of each event: its own, or the first day that is still open."""
    closed = state.last_closed
    months = {month_of(day) for day in days}
    late = {month for month in months if closed is not None and month <= closed}
    if late or state.months_there < len(months):
        for month in sorted(months - late):
            open_period(session, state.book_id, month)
    if closed is None or not late:
        return [(month_of(day), day) for day in days]
    first = open_period(session, state.book_id, next_month(closed))
    return [
        (first.name, first.starts) if month_of(day) in late else (month_of(day), day)
        for day in days
    ]


def open_period(session: Session, book_id: int, name: str) -> Period:
    """The period of that name; opened if it is not there. Call it with the book locked."""
    period = queries.find_period(session, book_id, name)
    if period is None:
        starts, ends = month_days(name)
        period = Period(book_id=book_id, name=name, starts=starts, ends=ends)
        session.add(period)
        session.flush()
    return period


def _same_or_raise(session: Session, known: Entry, item: Item) -> None:
    assert known.id is not None
    asked = item.entry
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
        None if item.reverses is None else item.reverses.id,
    )
    if not same or stored != wanted:
        raise KeyReused(
            f"the key {item.key!r} already stands for entry {known.id} with other content:"
            f" use a new key, or reverse entry {known.id} first"
        )
