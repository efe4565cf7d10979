"""An audit of the whole ledger from its rows: hashes, chain, balance, mirrors, closed periods.

The database refuses wrong entries when they come; this finds what was changed behind its back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func
from sqlmodel import Session, col, select

from leadminer.base.errors import Finding
from leadminer.ledger import queries
from leadminer.ledger.chain import hashed_fields
from leadminer.ledger.guards import check_guards
from leadminer.ledger.orphans import check_orphans
from leadminer.ledger.periods import sums_of
from leadminer.ledger.rules import closing_hash, entry_hash
from leadminer.ledger.tables import Account, Balance, Book, Entry, Line, Period, Seal, Snapshot


def verify(session: Session) -> list[Finding]:
    """Everything that is wrong with any book; an empty list is a sound ledger."""
    return [
        *check_guards(session.connection()),
        *check_orphans(session),
        *(
            finding
            for book in queries.list_books(session)
            for finding in verify_book(session, book)
        ),
    ]


def verify_book(session: Session, book: Book) -> Iterator[Finding]:
    """The findings of one book, in chain order."""
    assert book.id is not None
    sums: Counter[int] = Counter()
    seen: dict[int, tuple[str, str, dict[int, int]]] = {}
    closings = _closings(session, book.id)
    seals = _seals(session, book.id)
    previous: str | None = None
    expected = 0
    heads: dict[int, str] = {}
    for entry, lines in queries.walk(session, book.id):
        assert entry.id is not None
        where = f"{book.code} entry {entry.id}"
        if entry.seq != expected:
            yield Finding(where, f"comes as number {entry.seq} where {expected} was due: a gap")
        yield from _check_entry(entry, lines, where, previous, seals.get(entry.id))
        first = seen.get(entry.reverses) if entry.reverses is not None else None
        if _recomputed(book, entry, lines, None if first is None else first[1]) != entry.hash:
            yield Finding(where, "its hash does not match its content: it was changed afterwards")
        own = _per_account(lines)
        if entry.reverses is not None and (
            first is None or first[2] != {account: -amount for account, amount in own.items()}
        ):
            yield Finding(where, f"is not the mirror of entry {entry.reverses}")
        seen[entry.id] = (entry.hash, entry.idem, own)
        sums.update(own)
        previous, expected = entry.hash, entry.seq + 1
        heads[entry.seq] = entry.hash
    yield from _check_balances(session, book, sums)
    yield from _check_reopened(session, book)
    for period in closings:
        yield from _check_closing(session, book, period, heads)


def _check_entry(
    entry: Entry,
    lines: list[tuple[Line, Account]],
    where: str,
    previous: str | None,
    sealed: int | None,
) -> Iterator[Finding]:
    if entry.prev_hash != previous:
        yield Finding(where, "does not follow the entry before it: the chain is broken")
    if sealed is None:
        yield Finding(where, "has no seal")
    elif sealed != len(lines):
        yield Finding(where, f"has {len(lines)} lines but was sealed with {sealed}")
    per_currency: Counter[str] = Counter()
    for line, _ in lines:
        per_currency[line.currency] += line.amount
    for currency, amount in sorted(per_currency.items()):
        if amount != 0:
            yield Finding(where, f"debits and credits differ by {amount} minor units of {currency}")
    if entry.booked.strftime("%Y-%m") != entry.period:
        yield Finding(where, f"is booked on {entry.booked} in period {entry.period}")


def _recomputed(
    book: Book, entry: Entry, lines: list[tuple[Line, Account]], reverses: str | None
) -> str:
    fields = hashed_fields(entry.model_dump(), book=book.code, reverses=reverses)
    hashed: Any = [
        (account.code, line.currency, account.party_type, account.party_id, line.amount)
        for line, account in lines
    ]
    return entry_hash(fields, hashed, entry.prev_hash)


def _per_account(lines: list[tuple[Line, Account]]) -> dict[int, int]:
    own: Counter[int] = Counter()
    for line, _ in lines:
        own[line.account_id] += line.amount
    return dict(own)


def _check_balances(session: Session, book: Book, sums: Counter[int]) -> Iterator[Finding]:
    rows: Any = session.exec(
        select(Account, Balance)
        .outerjoin(Balance, col(Balance.account_id) == col(Account.id))
        .where(col(Account.book_id) == book.id)
        .order_by(col(Account.id))
    ).all()
    for account, balance in rows:
        where = f"{book.code} account {account.code} {account.currency}"
        if balance is None:
            yield Finding(where, "has no balance row")
        elif balance.amount != sums[account.id or 0]:
            yield Finding(
                where, f"shows {balance.amount} but its lines sum to {sums[account.id or 0]}"
            )


def _check_closing(
    session: Session, book: Book, period: Period, heads: dict[int, str]
) -> Iterator[Finding]:
    where = f"{book.code} period {period.name}"
    snapshots = session.exec(
        select(Snapshot, Account)
        .join(Account, col(Account.id) == col(Snapshot.account_id))
        .where(col(Account.book_id) == book.id, col(Snapshot.period) == period.name)
    ).all()
    upto = max((snapshot.upto_seq for snapshot, _ in snapshots), default=-1)
    rows = queries.balances_at(session, book.id or 0, upto)
    kept = {snapshot.account_id: snapshot.amount for snapshot, _ in snapshots}
    if kept != {row.account_id: row.amount for row in rows}:
        yield Finding(where, "the balances kept at its close differ from the lines")
    expected = closing_hash(book.code, period.name, heads.get(upto), sums_of(rows))
    if expected != period.closing_hash:
        yield Finding(where, "its closing hash does not match: it was changed afterwards")


def _check_reopened(session: Session, book: Book) -> Iterator[Finding]:
    """Months that bear the marks of a close and are not closed: somebody opened them again."""
    kept = set(
        session.exec(
            select(col(Snapshot.period))
            .join(Account, col(Account.id) == col(Snapshot.account_id))
            .where(col(Account.book_id) == book.id)
            .distinct()
        )
    )
    periods = queries.list_periods(session, book.id or 0)
    last = max((period.name for period in periods if period.state == "closed"), default="")
    for period in periods:
        where = f"{book.code} period {period.name}"
        if period.state == "closed":
            continue
        if period.name in kept or period.closed_at is not None:
            yield Finding(where, "was closed and is open again")
        elif period.name < last:
            yield Finding(where, f"is open, but {last} after it is closed")
    for name in sorted(kept - {period.name for period in periods}):
        yield Finding(f"{book.code} period {name}", "was closed and is gone")


def _closings(session: Session, book_id: int) -> list[Period]:
    return [p for p in queries.list_periods(session, book_id) if p.state == "closed"]


def _seals(session: Session, book_id: int) -> dict[int, int]:
    rows = session.exec(
        select(col(Seal.entry_id), col(Seal.lines))
        .join(Entry, col(Entry.id) == col(Seal.entry_id))
        .where(col(Entry.book_id) == book_id)
    ).all()
    return dict(rows)


def count_entries(session: Session) -> int:
    """How many entries all books hold together."""
    return session.exec(select(func.count()).select_from(Entry)).one()
