"""Every reading statement of the ledger; the first argument is the session. Nothing is changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func
from sqlmodel import Session, col, select

from leadminer.base.errors import NotFound
from leadminer.ledger.rules import AccountRef
from leadminer.ledger.tables import Account, Balance, Book, Entry, Line, Period

BATCH = 500  # entries read at once when the whole chain is walked


@dataclass(frozen=True, slots=True)
class BalanceRow:
    """An account and what it holds, in signed minor units (debit positive)."""

    account_id: int
    code: str
    name: str
    kind: str
    currency: str
    party_type: str
    party_id: int
    amount: int


@dataclass(frozen=True, slots=True)
class TrialRow:
    """Debits and credits of one currency over a whole book; equal in a sound one."""

    currency: str
    debit: int
    credit: int


def find_book(session: Session, code: str) -> Book | None:
    """The book of that code, if there is one."""
    return session.exec(select(Book).where(col(Book.code) == code)).first()


def get_book(session: Session, code: str) -> Book:
    """The book of that code. Raises NotFound."""
    book = find_book(session, code)
    if book is None:
        raise NotFound(f"there is no book {code!r} yet: the first posting opens it")
    return book


def list_books(session: Session) -> list[Book]:
    """All books, oldest first."""
    return list(session.exec(select(Book).order_by(col(Book.id))).all())


def find_period(session: Session, book_id: int, name: str) -> Period | None:
    """The period of that name in a book, if it was opened."""
    return session.exec(
        select(Period).where(col(Period.book_id) == book_id, col(Period.name) == name)
    ).first()


def list_periods(session: Session, book_id: int) -> list[Period]:
    """The periods of a book, earliest first."""
    return list(
        session.exec(
            select(Period).where(col(Period.book_id) == book_id).order_by(col(Period.name))
        ).all()
    )


def last_closed(session: Session, book_id: int) -> str | None:
    """The name of the latest closed period of a book."""
    return session.exec(
        select(func.max(col(Period.name))).where(
            col(Period.book_id) == book_id, col(Period.state) == "closed"
        )
    ).first()


def head(session: Session, book_id: int) -> tuple[int, str] | None:
    """Sequence number and hash of the chain's last entry. Index: entry(book_id, seq)."""
    row = session.exec(
        select(col(Entry.seq), col(Entry.hash))
        .where(col(Entry.book_id) == book_id)
        .order_by(col(Entry.seq).desc())
        .limit(1)
    ).first()
    return None if row is None else (row[0], row[1])


def get_entry(session: Session, entry_id: int) -> Entry:
    """The entry of that id. Raises NotFound."""
    entry = session.get(Entry, entry_id)
    if entry is None:
        raise NotFound(f"there is no ledger entry {entry_id}")
    return entry


def entry_lines(session: Session, entry_id: int) -> list[tuple[Line, Account]]:
    """The lines of an entry with their accounts, in order."""
    rows = session.exec(
        select(Line, Account)
        .join(Account, col(Account.id) == col(Line.account_id))
        .where(col(Line.entry_id) == entry_id)
        .order_by(col(Line.n))
    ).all()
    return [(line, account) for line, account in rows]


def find_account(session: Session, book_id: int, ref: AccountRef) -> Account | None:
    """The account a reference names, if it was opened."""
    return session.exec(
        select(Account).where(
            col(Account.book_id) == book_id,
            col(Account.code) == ref.code,
            col(Account.currency) == ref.currency,
            col(Account.party_type) == ref.party_type,
            col(Account.party_id) == ref.party_id,
        )
    ).first()


def balance(session: Session, book_id: int, ref: AccountRef) -> int:
    """Running balance of an account in minor units; 0 for one never used."""
    account = find_account(session, book_id, ref)
    if account is None:
        return 0
    amount = session.exec(
        select(col(Balance.amount)).where(col(Balance.account_id) == account.id)
    ).first()
    return amount or 0


_ACCOUNT_ORDER = (
    col(Account.code),
    col(Account.currency),
    col(Account.party_type),
    col(Account.party_id),
)


def balances(session: Session, book_id: int) -> list[BalanceRow]:
    """Running balance of every account of a book, in the order of the chart."""
    rows = session.exec(
        select(Account, col(Balance.amount))
        .join(Balance, col(Balance.account_id) == col(Account.id))
        .where(col(Account.book_id) == book_id)
        .order_by(*_ACCOUNT_ORDER)
    ).all()
    return [_balance_row(account, amount) for account, amount in rows]


def balances_at(session: Session, book_id: int, upto_seq: int) -> list[BalanceRow]:
    """Every account's sum of lines up to an entry, for accounts with any; from the lines."""
    summed = func.sum(col(Line.amount))
    rows = session.exec(
        select(Account, summed)
        .join(Line, col(Line.account_id) == col(Account.id))
        .join(Entry, col(Entry.id) == col(Line.entry_id))
        .where(col(Entry.book_id) == book_id, col(Entry.seq) <= upto_seq)
        .group_by(col(Account.id))
        .order_by(*_ACCOUNT_ORDER)
    ).all()
    return [_balance_row(account, int(amount)) for account, amount in rows]


def moved(
    session: Session, book_id: int, period: str, *, code: str, party: tuple[str, int]
) -> dict[str, int]:
    """By how much a party's account moved in a period, per currency, in minor units."""
    rows = session.exec(
        select(col(Line.currency), func.sum(col(Line.amount)))
        .join(Account, col(Account.id) == col(Line.account_id))
        .join(Entry, col(Entry.id) == col(Line.entry_id))
        .where(
            col(Account.book_id) == book_id,
            col(Account.code) == code,
            col(Account.party_type) == party[0],
            col(Account.party_id) == party[1],
            col(Entry.period) == period,
        )
        .group_by(col(Line.currency))
        .order_by(col(Line.currency))
    ).all()
    return {currency: int(amount) for currency, amount in rows}


def _balance_row(account: Account, amount: int) -> BalanceRow:
    assert account.id is not None
    return BalanceRow(
        account_id=account.id,
        code=account.code,
        name=account.name,
        kind=account.kind,
        currency=account.currency,
        party_type=account.party_type,
        party_id=account.party_id,
        amount=amount,
    )


def trial_balance(session: Session, book_id: int) -> list[TrialRow]:
    """Total debits and credits per currency, from the lines."""
    amount = col(Line.amount)
    rows = session.exec(
        select(
            col(Line.currency),
            func.coalesce(func.sum(case((amount > 0, amount), else_=0)), 0),
            func.coalesce(func.sum(case((amount < 0, -amount), else_=0)), 0),
        )
        .join(Entry, col(Entry.id) == col(Line.entry_id))
        .where(col(Entry.book_id) == book_id)
        .group_by(col(Line.currency))
        .order_by(col(Line.currency))
    ).all()
    return [TrialRow(currency, int(debit), int(credit)) for currency, debit, credit in rows]


def walk(session: Session, book_id: int) -> Iterator[tuple[Entry, list[tuple[Line, Account]]]]:
    """Every entry of a book with its lines, in chain order, a batch at a time."""
    after = -1
    while True:
        entries = session.exec(
            select(Entry)
            .where(col(Entry.book_id) == book_id, col(Entry.seq) > after)
            .order_by(col(Entry.seq))
            .limit(BATCH)
        ).all()
        if not entries:
            return
        lines: dict[int, list[tuple[Line, Account]]] = {}
        rows: Any = session.exec(
            select(Line, Account)
            .join(Account, col(Account.id) == col(Line.account_id))
            .where(col(Line.entry_id).in_([entry.id for entry in entries]))
            .order_by(col(Line.entry_id), col(Line.n))
        )
        for line, account in rows:
            lines.setdefault(line.entry_id, []).append((line, account))
        for entry in entries:
            assert entry.id is not None
            yield entry, lines.get(entry.id, [])
        after = entries[-1].seq
