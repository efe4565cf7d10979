"""What stands beside the ledger is held against it: deals, reckonings, statements."""

from __future__ import annotations

import json
from datetime import date

import pytest
from sqlalchemy import Engine, text
from sqlmodel import Session, select
from typer.testing import CliRunner

from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.base.ids import content_hash
from leadminer.base.money import Money
from leadminer.cli import ledger as ledger_cli
from leadminer.deals import guards as deals_guards
from leadminer.deals.tables import Agreement, Deal, Statement
from leadminer.flow.close_deal import record_deal
from leadminer.flow.settle import accrue_all, close_period, make_statements
from leadminer.ledger import guards as ledger_guards
from leadminer.ledger import verify
from leadminer.ledger.rules import canonical
from leadminer.reports.audit import audit
from leadminer.reports.due import deals_to_book
from leadminer.reports.statements import Issuer
from tests.integration.deals import stream

DAY = date(2026, 10, 3)
TAMPERING = {
    "a deal's value": ("UPDATE deal SET value_minor = value_minor + 1", "the deal says"),
    "a deal's day": ("UPDATE deal SET won_on = '2026-10-04'", "won on"),
    "a commission": ("UPDATE accrual SET commission_minor = commission_minor + 1", "commission"),
    "a base": ("UPDATE accrual SET base_minor = 1", "was reckoned from 1"),
    "value and base together": (
        "UPDATE deal SET value_minor = 7800001; UPDATE accrual SET base_minor = 7800001",
        "in the books",
    ),
    "a day of release": ("UPDATE accrual SET holdback_until = '2026-10-05'", "its terms give"),
    "terms in force": ("UPDATE agreement SET rate_bp = 400", "its terms give"),
    "a reckoning": ("DELETE FROM accrual", "its reckoning is gone"),
    "a statement's hash": ("UPDATE statement SET content_hash = 'f'", "content hash"),
    "a statement's head": ("UPDATE statement SET head_hash = 'f'", "not in the chain"),
    "a statement's day": ("UPDATE statement SET due_on = '2027-01-01'", "due day"),
    "a statement's month": (
        "UPDATE period SET state = 'open', closing_hash = NULL",
        "is not closed",
    ),
}


def stated(session: Session, clock: FixedClock, *, rate_bp: int = 500) -> Deal:
    """One deal, booked, closed and stated."""
    merchant = stream.merchant(session)
    stream.agree(session, merchant.id or 0, rate_bp=rate_bp)
    handoff = stream.handed_over(session, merchant)
    deal = record_deal(
        session,
        clock,
        handoff_id=handoff.id or 0,
        value=Money.parse("78000.00", "CNY"),
        won_on=DAY,
        actor="operator:1",
    )
    close_period(session, clock, "2026-10", "finance:1")
    make_statements(session, clock, "2026-10", issuer=Issuer("Us"), actor="finance:1")
    return deal


@pytest.fixture
def open_books(engine: Engine, clock: FixedClock) -> Session:
    """A session on sound books whose guards are off."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        stated(session, clock)
    session = Session(engine)
    assert audit(session) == [] and verify(session) == []
    if engine.dialect.name == "postgresql":
        session.execute(text("SET LOCAL session_replication_role = replica"))
        return session
    for (name,) in session.execute(
        text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
    ).all():
        session.execute(text(f"DROP TRIGGER {name}"))
    return session


def guards_on(session: Session) -> None:
    """So that what is found is what was changed, not the guards that are gone."""
    ledger_guards.install_guards(session.connection())
    deals_guards.install_guards(session.connection())


@pytest.mark.parametrize("what", TAMPERING)
def test_the_audit_finds_what_was_changed_beside_the_ledger(open_books: Session, what: str) -> None:
    statements, words = TAMPERING[what]
    for statement in statements.split("; "):
        open_books.execute(text(statement))
    guards_on(open_books)
    found = [finding.message for finding in audit(open_books)]
    assert any(words in message for message in found), found
    open_books.close()


@pytest.mark.parametrize("name", ["value_minor", "commission_minor", "held_minor", "due_minor"])
def test_a_statement_rewritten_with_a_fitting_hash_is_found(open_books: Session, name: str) -> None:
    statement = open_books.exec(select(Statement)).one()
    content = json.loads(json.dumps(statement.content))
    content["lines"][0][name] += 1
    content["totals"]["CNY"][name.removesuffix("_minor")] += 1
    statement.content, statement.totals = content, content["totals"]
    statement.content_hash = content_hash(canonical(content))
    open_books.add(statement)
    open_books.flush()
    guards_on(open_books)
    [finding] = audit(open_books)
    assert "the books" in finding.message
    open_books.close()


def test_a_statement_without_its_form_is_a_finding_and_no_crash(open_books: Session) -> None:
    open_books.execute(text("UPDATE statement SET content = '{}'"))
    guards_on(open_books)
    assert any("lost its form" in finding.message for finding in audit(open_books))
    open_books.close()


def test_missing_guards_of_deals_are_named(engine: Engine) -> None:
    on = " ON deal" if engine.dialect.name == "postgresql" else ""
    with Session(engine) as session:
        session.execute(text(f"DROP TRIGGER deals_deal_kept{on}"))
        assert [finding.where for finding in audit(session)] == ["guard deals_deal_kept"]


def test_the_command_lists_the_findings_and_fails(
    app: App, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADMINER_WORKSPACE", str(app.workspace.root))
    with app.begin() as session:
        stated(session, clock)
    sound = CliRunner().invoke(ledger_cli.app, ["verify", "--json"])
    assert (sound.exit_code, json.loads(sound.output)) == (0, [])
    with app.begin() as session:
        session.execute(text("UPDATE statement SET content_hash = 'f'"))
    result = CliRunner().invoke(ledger_cli.app, ["verify", "--json"])
    assert result.exit_code == 1
    [row] = json.loads(result.output)
    assert row["where"] == "statement 2026-10-hengli"
    told = CliRunner().invoke(ledger_cli.app, ["verify"])
    assert told.exit_code == 1 and "1 findings" in told.output


def test_a_deal_that_owes_nothing_is_not_due_for_ever(session: Session, clock: FixedClock) -> None:
    """A rate of zero, and a rate of which rounding leaves nothing."""
    for n, (rate_bp, minor) in enumerate([(0, 7_800_000), (1, 100), (500, 7_800_000)], start=1):
        merchant = stream.merchant(session, f"m{n}")
        agreement = stream.agree(session, merchant.id or 0, rate_bp=rate_bp)
        if n < 3:
            agreement = _without_minimum(session, agreement)
        assert deals_to_book(session, clock.now()) is False
        handoff = stream.handed_over(session, merchant)
        record_deal(
            session,
            clock,
            handoff_id=handoff.id or 0,
            value=Money(minor, "CNY"),
            won_on=DAY,
            actor="operator:1",
        )
    assert deals_to_book(session, clock.now()) is True
    assert len(accrue_all(session, clock)) == 1
    assert deals_to_book(session, clock.now()) is False
    assert audit(session) == []


def _without_minimum(session: Session, agreement: Agreement) -> Agreement:
    """The same terms with no least fee, as a version of its own."""
    from dataclasses import replace

    from leadminer.deals import queries as deals

    plan = replace(deals.plan_of(agreement), min_fee=Money(0, "CNY"))
    return deals.agree(
        session,
        agreement.merchant_id,
        deals.Terms(plan),
        valid_from=date(2026, 2, 1),
        now=stream.NOW,
    )
