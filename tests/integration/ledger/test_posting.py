"""Posting: in words before the database has to, once per key, chained, corrected by mirrors."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, text
from sqlmodel import Session, col, select

from leadminer.base.errors import (
    Conflict,
    CurrencyMismatch,
    InvalidInput,
    KeyReused,
    LedgerError,
    NotFound,
    Unbalanced,
)
from leadminer.ledger import NewLine, close, open_book, post, queries, reverse, verify
from leadminer.ledger.guards import install_guards
from leadminer.ledger.rules import next_month
from leadminer.ledger.tables import Entry
from tests.integration.ledger.books import NOW, cash, income, receivable, sale, tax


@pytest.fixture
def books(session: Session) -> Session:
    open_book(session, "main", base_currency="EUR")
    return session


def test_a_post_balances_chains_and_moves_the_balances(books: Session) -> None:
    first = post(books, sale(), key="a", book="main", now=NOW)
    second = post(books, sale(), key="b", book="main", now=NOW)
    assert (first.seq, first.prev_hash) == (0, None)
    assert (second.seq, second.prev_hash) == (1, first.hash)
    assert queries.balance(books, first.book_id, receivable()) == 23_800
    assert queries.balance(books, first.book_id, income()) == -20_000
    trial = queries.trial_balance(books, first.book_id)
    assert [(row.currency, row.debit, row.credit) for row in trial] == [("EUR", 23_800, 23_800)]
    assert verify(books) == []


def test_the_same_key_gives_back_the_first_entry(books: Session) -> None:
    first = post(books, sale(), key="a", book="main", now=NOW)
    assert post(books, sale(memo="said otherwise"), key="a", book="main", now=NOW).id == first.id
    with pytest.raises(KeyReused, match="reverse entry"):
        post(books, sale(12_000), key="a", book="main", now=NOW)
    with pytest.raises(KeyReused):
        post(books, sale(day=date(2026, 11, 12)), key="a", book="main", now=NOW)
    assert len(books.exec(select(Entry)).all()) == 1


def test_wrong_entries_are_refused_in_words_before_the_database(books: Session) -> None:
    def lines(*amounts: tuple[object, int]) -> list[NewLine]:
        return [NewLine(ref, amount) for ref, amount in amounts]  # type: ignore[arg-type]

    wrong = {
        Unbalanced: [
            lines((receivable(), 5), (income(), -4)),
            lines((receivable(), 5)),
            lines((receivable(), 0), (income(), 0)),
        ],
        CurrencyMismatch: [lines((receivable(), 5), (income("USD"), -5))],
        InvalidInput: [
            lines((receivable(), 1.5), (income(), -1.5)),  # type: ignore[arg-type]
            lines((receivable("XXX"), 5), (income("XXX"), -5)),
            lines((receivable(), 2**63), (income(), -(2**63))),
        ],
    }
    for error, cases in wrong.items():
        for case in cases:
            with pytest.raises(error):
                post(books, sale(lines=case), key="wrong", book="main", now=NOW)
    with pytest.raises(NotFound, match="open_book"):
        post(books, sale(), key="x", book="nobody's", now=NOW)
    assert books.exec(select(Entry)).all() == []


def test_a_floor_is_told_in_words(books: Session) -> None:
    below = [NewLine(cash(), 500), NewLine(receivable(), -500)]
    with pytest.raises(LedgerError, match="fall through"):
        post(books, sale(lines=below), key="x", book="main", now=NOW)


def test_a_reversal_is_the_exact_mirror_and_comes_once(books: Session) -> None:
    first = post(books, sale(), key="a", book="main", now=NOW)
    assert first.id is not None
    back = reverse(books, first.id, key="a:back", actor="test", reason="wrong", now=NOW)
    again = reverse(books, first.id, key="a:back", actor="test", reason="wrong", now=NOW)
    assert back.id == again.id and back.reverses == first.id
    assert queries.balance(books, first.book_id, receivable()) == 0
    with pytest.raises(Conflict, match="reversed already"):
        reverse(books, first.id, key="other", actor="test", reason="again", now=NOW)
    assert verify(books) == []


def test_a_late_event_goes_to_the_first_open_month(books: Session) -> None:
    post(books, sale(), key="a", book="main", now=NOW)
    with pytest.raises(Conflict, match="close it after"):
        close(books, "main", "2026-11", actor="test", now=NOW)
    period = close(books, "main", "2026-11", actor="test", now=NOW, early=True)
    assert close(books, "main", "2026-11", actor="test", now=NOW).id == period.id
    late = post(books, sale(), key="b", book="main", now=NOW)
    assert (late.period, late.booked, late.occurred) == (
        "2026-12",
        date(2026, 12, 1),
        date(2026, 11, 11),
    )
    with pytest.raises(Conflict, match="lies before"):
        close(books, "main", "2026-10", actor="test", now=NOW)
    assert verify(books) == []


def test_months_close_in_order(books: Session) -> None:
    post(books, sale(day=date(2026, 9, 3)), key="a", book="main", now=NOW)
    post(books, sale(day=date(2026, 10, 3)), key="b", book="main", now=NOW)
    with pytest.raises(Conflict, match="2026-09 is still open"):
        close(books, "main", "2026-10", actor="test", now=NOW)
    close(books, "main", "2026-09", actor="test", now=NOW)
    close(books, "main", "2026-10", actor="test", now=NOW)
    assert verify(books) == []


@pytest.mark.parametrize("name", ["2026-13", "2026-1", "november", "", "0000-01"])
def test_a_month_that_is_none_is_refused(books: Session, name: str) -> None:
    with pytest.raises(InvalidInput, match="such as 2026-11"):
        close(books, "main", name, actor="test", now=NOW)


def test_the_month_after_december_is_january() -> None:
    assert next_month("2026-12") == "2027-01"
    assert next_month("2026-09") == "2026-10"


TAMPERING = {
    "an amount changed": "UPDATE line SET amount = amount * 2 WHERE entry_id = {id}",
    "a word changed": "UPDATE entry SET memo = 'other' WHERE id = {id}",
    "an actor changed": "UPDATE entry SET actor = 'somebody' WHERE id = {id}",
    "a balance changed": "UPDATE balance SET amount = amount + 1",
    "a kept balance changed": "UPDATE snapshot SET amount = amount + 1",
    "a closing hash changed": "UPDATE period SET closing_hash = 'f' WHERE state = 'closed'",
    "a closed month opened again": "UPDATE period SET state = 'open', closing_hash = NULL",
    "a month deleted": "DELETE FROM period",
    "the book deleted": "DELETE FROM book",
    "an entry deleted and its lines left": "DELETE FROM entry WHERE id = {id}",
}


@pytest.mark.parametrize("how", TAMPERING)
def test_verify_finds_what_was_changed_behind_the_guards(engine: Engine, how: str) -> None:
    with Session(engine) as session, session.begin():
        open_book(session, "main")
        post(session, sale(day=date(2026, 10, 5)), key="a", book="main", now=NOW)
        second = post(session, sale(day=date(2026, 10, 6)), key="b", book="main", now=NOW)
        close(session, "main", "2026-10", actor="test", now=NOW)
        entry_id = second.id
        assert verify(session) == []
    with Session(engine) as session, session.begin():
        _take_guards_off(session)
        session.execute(text(TAMPERING[how].format(id=entry_id)))
        install_guards(session.connection())  # found by what was changed, not by the lost guards
        assert verify(session) != []
        assert not [f for f in verify(session) if f.where.startswith("guard ")]
        session.rollback()


def test_verify_names_each_guard_that_is_gone_off_or_hollow(engine: Engine) -> None:
    postgresql = engine.dialect.name == "postgresql"
    with Session(engine) as session, session.begin():
        assert verify(session) == []
        if postgresql:
            session.execute(text("DROP TRIGGER ledger_run ON seal"))
            session.execute(text("ALTER TABLE line DISABLE TRIGGER ledger_line_sealed"))
            session.execute(
                text(
                    "CREATE OR REPLACE FUNCTION ledger_seal_check() RETURNS trigger"
                    " LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END$$"
                )
            )
        else:
            session.execute(text("DROP TRIGGER ledger_run"))
            session.execute(text("DROP TRIGGER ledger_line_sealed"))
            session.execute(text("DROP TRIGGER ledger_seal_check"))
            session.execute(
                text("CREATE TRIGGER ledger_seal_check BEFORE INSERT ON seal BEGIN SELECT 1; END")
            )
        assert {finding.where for finding in verify(session)} == {
            "guard ledger_run",
            "guard ledger_line_sealed",
            "guard ledger_seal_check",
        }
        session.rollback()


def _take_guards_off(session: Session) -> None:
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return
    session.execute(text("PRAGMA defer_foreign_keys = ON"))  # the tests roll back: never checked
    names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all()
    for (name,) in names:
        session.execute(text(f"DROP TRIGGER {name}"))


def test_writers_side_by_side_make_one_chain(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        open_book(session, "main")
    errors: list[Exception] = []

    def work(number: int) -> None:
        for n in range(10):
            try:
                with Session(engine) as session, session.begin():
                    # every key comes from two writers: only one of them makes the entry
                    post(session, sale(), key=f"{number // 2}:{n}", book="main", now=NOW)
            except Exception as error:  # gathered here, shown below
                errors.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    with Session(engine) as session:
        entries = session.exec(select(Entry).order_by(col(Entry.seq))).all()
        assert [entry.seq for entry in entries] == list(range(30))
        assert verify(session) == []


@given(
    amounts=st.lists(
        st.tuples(st.integers(-(10**12), 10**12).filter(bool), st.integers(0, 2)),
        min_size=1,
        max_size=8,
    )
)
@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_balanced_entries_keep_the_books_sound(
    engine: Engine, amounts: list[tuple[int, int]]
) -> None:
    refs = (income(), tax(), cash())
    with Session(engine) as session:
        open_book(session, "main")
        for n, (amount, which) in enumerate(amounts):
            other = refs[(which + 1) % 3]
            lines = [NewLine(refs[which], amount), NewLine(other, -amount)]
            post(session, sale(lines=lines), key=f"p{n}", book="main", now=NOW)
        assert verify(session) == []
        session.rollback()
