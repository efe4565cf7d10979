"""What the database refuses by itself, whoever writes to it and by whatever way."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, insert, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, col, select

from leadminer.ledger import close, open_book, post, reverse, verify
from leadminer.ledger.tables import Account, Balance, Book, Entry, Line, Seal
from tests.integration.ledger.books import NOW, cash, income, receivable, sale, tax

RECEIVABLE, INCOME, TAX, CASH, DOLLARS = 1, 2, 3, 4, 5
GOOD = [(RECEIVABLE, "EUR", 11900), (INCOME, "EUR", -10000), (TAX, "EUR", -1900)]
MIRROR = [(account, currency, -amount) for account, currency, amount in GOOD]


@dataclass
class Writer:
    """Writes rows straight into the tables, past every check of the program."""

    session: Session
    ids: dict[int, int] = field(default_factory=dict)

    def entry(self, lines: list[tuple[int, str, Any]], **changes: Any) -> None:
        last = self.session.exec(select(Entry).order_by(col(Entry.seq).desc())).first()
        assert last is not None
        seal = changes.pop("seal", len(lines))
        row: dict[str, Any] = {
            "book_id": last.book_id,
            "seq": last.seq + 1,
            "idem": uuid.uuid4().hex,
            "kind": "attack",
            "source_type": "",
            "source_id": "",
            "occurred": date(2026, 11, 21),
            "booked": date(2026, 11, 21),
            "period": "2026-11",
            "posted_at": NOW,
            "actor": "attacker",
            "memo": "",
            "meta": {},
            "reverses": None,
            "prev_hash": last.hash,
            "hash": uuid.uuid4().hex,
        }
        entry_id = self.session.execute(
            insert(Entry).returning(col(Entry.id)), {**row, **changes}
        ).scalar_one()
        for n, (account, currency, amount) in enumerate(lines):
            self.line(entry_id, n, self.ids[account], currency, amount)
        if seal is not None:
            self.session.execute(insert(Seal), {"entry_id": entry_id, "lines": seal})

    def line(self, entry_id: int, n: int, account: int, currency: str, amount: Any) -> None:
        values = {"e": entry_id, "n": n, "a": account, "c": currency, "m": amount}
        self.session.execute(
            text(
                "INSERT INTO line (entry_id, n, account_id, currency, amount)"
                " VALUES (:e, :n, :a, :c, :m)"
            ),
            values,
        )

    def run(self, statement: str) -> None:
        self.session.execute(text(statement))


def first(writer: Writer, key: str = "one") -> Entry:
    return writer.session.exec(select(Entry).where(col(Entry.idem) == key)).one()


def early_hash(writer: Writer) -> str:
    return first(writer, "october").hash


ATTACKS: dict[str, Callable[[Writer], None]] = {
    "debits and credits that differ": lambda w: w.entry(
        [(RECEIVABLE, "EUR", 5), (INCOME, "EUR", -4)]
    ),
    "a single line": lambda w: w.entry([(RECEIVABLE, "EUR", 5)]),
    "no line at all": lambda w: w.entry([]),
    "an entry without a seal": lambda w: w.entry(GOOD, seal=None),
    "a seal without an entry": lambda w: w.run("INSERT INTO seal VALUES (99, 2)"),
    "a seal that counts fewer lines": lambda w: w.entry(GOOD, seal=2),
    "a zero line": lambda w: w.entry([(RECEIVABLE, "EUR", 0), (INCOME, "EUR", 0)]),
    "another currency than the account's": lambda w: w.entry(
        [(RECEIVABLE, "USD", 5), (INCOME, "USD", -5)]
    ),
    "balance only across currencies": lambda w: w.entry([(DOLLARS, "USD", 5), (INCOME, "EUR", -5)]),
    "a fraction of a cent": lambda w: w.entry([(RECEIVABLE, "EUR", 1.5), (INCOME, "EUR", -1.5)]),
    "an idempotency key used before": lambda w: w.entry(GOOD, idem="one"),
    "a day outside the period": lambda w: w.entry(GOOD, booked=date(2026, 12, 1)),
    "a closed period": lambda w: w.entry(GOOD, booked=date(2026, 10, 5), period="2026-10"),
    "a period nobody opened": lambda w: w.entry(GOOD, booked=date(2027, 1, 5), period="2027-01"),
    "a closed period opened again": lambda w: w.run(
        "UPDATE period SET state = 'open', closing_hash = NULL WHERE name = '2026-10'"
    ),
    "a new period before a closed one": lambda w: w.run(
        "INSERT INTO period (book_id, name, starts, ends, state)"
        " SELECT id, '2026-09', '2026-09-01', '2026-09-30', 'open' FROM book"
    ),
    "a period deleted": lambda w: w.run("DELETE FROM period WHERE name = '2026-11'"),
    "a line added after the seal": lambda w: w.line(
        first(w).id or 0, 9, w.ids[RECEIVABLE], "EUR", 5
    ),
    "a line changed": lambda w: w.run("UPDATE line SET amount = amount + 1"),
    "a line deleted": lambda w: w.run("DELETE FROM line"),
    "an entry changed": lambda w: w.run("UPDATE entry SET memo = 'other'"),
    "an entry deleted": lambda w: w.run("DELETE FROM entry"),
    "a seal deleted": lambda w: w.run("DELETE FROM seal"),
    "a kept balance changed": lambda w: w.run("UPDATE snapshot SET amount = amount + 1"),
    "an account turned round": lambda w: w.run("UPDATE account SET side = 0"),
    "a fork of the chain": lambda w: w.entry(GOOD, prev_hash=early_hash(w)),
    "a chain that starts again": lambda w: w.entry(GOOD, prev_hash=None, seq=0),
    "a gap in the chain": lambda w: w.entry(GOOD, seq=99),
    "the hash of nothing": lambda w: w.entry(GOOD, prev_hash="0" * 64),
    "a second reversal": lambda w: w.entry(MIRROR, reverses=first(w, "one").id),
    "a reversal that is no mirror": lambda w: w.entry(
        [(RECEIVABLE, "EUR", -5), (INCOME, "EUR", 5)], reverses=first(w, "two").id
    ),
    "a receivable below zero": lambda w: w.entry(
        [(CASH, "EUR", 99_999_999), (RECEIVABLE, "EUR", -99_999_999)]
    ),
}
# Each for its own reason, not because something else happened to be in the way.
REASONS = {
    "debits and credits that differ": "debits and credits differ",
    "a single line": "number of lines",
    "no line at all": "number of lines",
    "an entry without a seal": "foreign key",
    "a seal without an entry": "needs its entry",
    "a seal that counts fewer lines": "number of lines",
    "a zero line": "line_amount",
    "another currency than the account's": "foreign key",
    "balance only across currencies": "debits and credits differ",
    "a fraction of a cent": "whole number",
    "an idempotency key used before": "idem",
    "a day outside the period": "does not hold that day",
    "a closed period": "period is closed",
    "a period nobody opened": "foreign key",
    "a closed period opened again": "stays closed",
    "a new period before a closed one": "no period before",
    "a period deleted": "periods are kept",
    "a line added after the seal": "is sealed",
    "a fork of the chain": "prev_hash",
    "a chain that starts again": "seq",
    "a gap in the chain": "has a gap",
    "the hash of nothing": "foreign key",
    "a second reversal": "reverses",
    "a reversal that is no mirror": "not the mirror",
    "a receivable below zero": "balance_floor",
    "an account turned round": "never changed",
}
APPEND_ONLY = "append only"
# PostgreSQL casts 1.5 to 2 before any trigger sees it; `post` refuses it on both (test_posting).
NOT_BY_POSTGRESQL = {"a fraction of a cent"}


def fill(engine: Engine) -> dict[int, int]:
    """A closed October and an open November with three entries, one of them reversed."""
    with Session(engine) as session, session.begin():
        open_book(session, "main", base_currency="EUR")
        post(session, sale(day=date(2026, 10, 5)), key="october", book="main", now=NOW)
        close(session, "main", "2026-10", actor="test", now=NOW)
        one = post(session, sale(), key="one", book="main", now=NOW)
        reverse(session, one.id or 0, key="back", actor="test", reason="wrong", now=NOW)
        post(session, sale(), key="two", book="main", now=NOW)
        other = open_book(session, "other")
        book = session.exec(select(Book).where(col(Book.code) == "main")).one()
        ids = {}
        refs = (receivable(), income(), tax(), cash(), cash("USD"))
        for number, ref in enumerate(refs, start=1):
            session.flush()
            account = session.exec(
                select(Account).where(
                    col(Account.code) == ref.code, col(Account.currency) == ref.currency
                )
            ).first()
            if account is None:
                account = Account(
                    book_id=book.id or other.id or 0,
                    code=ref.code,
                    currency=ref.currency,
                    kind=ref.kind,
                )
                session.add(account)
                session.flush()
            ids[number] = account.id or 0
        return ids


def sums_differ(session: Session) -> int:
    statement = (
        "SELECT count(*) FROM balance b WHERE amount <>"
        " (SELECT coalesce(sum(amount), 0) FROM line WHERE account_id = b.account_id)"
    )
    return int(session.execute(text(statement)).scalar_one())


def test_the_database_refuses_every_attack(engine: Engine) -> None:
    ids = fill(engine)
    taken = []
    for name, attack in ATTACKS.items():
        try:
            with Session(engine) as session, session.begin():
                attack(Writer(session, ids))
        except DBAPIError as error:
            wanted = REASONS.get(name, APPEND_ONLY)
            assert re.search(wanted, str(error.orig), re.IGNORECASE), f"{name}: {error.orig}"
            continue
        taken.append(name)
        with Session(engine) as session:
            assert sums_differ(session) == 0
    expected = NOT_BY_POSTGRESQL if engine.dialect.name == "postgresql" else set()
    assert set(taken) == expected


def test_what_is_legal_still_goes_in_after_the_attacks(engine: Engine) -> None:
    ids = fill(engine)
    for attack in ATTACKS.values():
        with pytest.raises(DBAPIError), Session(engine) as session, session.begin():
            attack(Writer(session, ids))
            raise DBAPIError("", {}, Exception())  # one that PostgreSQL rounds is rolled back here
    with Session(engine) as session, session.begin():
        post(session, sale(), key="three", book="main", now=NOW)
        assert verify(session) == []
        assert sums_differ(session) == 0
        amounts = session.exec(
            select(Balance.amount).where(col(Balance.account_id) == ids[RECEIVABLE])
        ).one()
        assert amounts == 3 * 11900
        assert len(session.exec(select(Line)).all()) == 15
