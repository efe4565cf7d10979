"""From a won hand-off to booked commission: once only, under the terms of its day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session, select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, CurrencyMismatch, InvalidInput, NotAllowed, NotFound
from leadminer.base.money import Money
from leadminer.deals import chart
from leadminer.deals import queries as deals
from leadminer.deals.tables import Deal
from leadminer.flow.close_deal import record_deal, record_lost
from leadminer.flow.settle import accrue, accrue_all, close_period
from leadminer.ledger import queries as ledger
from leadminer.ledger import verify
from leadminer.ledger.tables import Entry
from tests.integration.deals import stream

DAY = date(2026, 11, 3)
VALUE = Money.parse("78000.00", "CNY")


def won(session: Session, clock: FixedClock, **changes: object) -> Deal:
    """A deal of 78,000.00 CNY of a merchant whose terms are 5 %, 10 % of it held back."""
    merchant = stream.merchant(session)
    assert merchant.id is not None
    stream.agree(session, merchant.id)
    handoff = stream.handed_over(session, merchant)
    facts: dict[str, Any] = {
        "handoff_id": handoff.id,
        "value": VALUE,
        "won_on": DAY,
        "actor": "operator:1",
    }
    return record_deal(session, clock, **{**facts, **changes})


def test_a_won_deal_books_its_commission_once(session: Session, clock: FixedClock) -> None:
    deal = won(session, clock)
    assert deal.id is not None
    first = accrue(session, clock, deal.id)
    again = accrue(session, clock, deal.id)
    assert first is not None and again is not None and first.id == again.id
    assert (first.commission_minor, first.holdback_minor) == (390_000, 39_000)
    assert first.holdback_until == date(2026, 12, 3)
    book = ledger.get_book(session, chart.BOOK)
    assert book.id is not None
    held = {row.code: row.amount for row in ledger.balances(session, book.id)}
    assert held == {"1100": 390_000, "2100": -39_000, "4000": -351_000}
    assert len(session.exec(select(Entry)).all()) == 1
    assert verify(session) == []


def test_recording_a_deal_moves_its_handoff_to_won(session: Session, clock: FixedClock) -> None:
    from leadminer.handoffs.tables import Handoff

    deal = won(session, clock)
    handoff = session.get(Handoff, deal.handoff_id)
    assert handoff is not None and handoff.state == "won"


def test_recording_the_same_deal_again_changes_nothing(session: Session, clock: FixedClock) -> None:
    deal = won(session, clock)
    again = record_deal(
        session, clock, handoff_id=deal.handoff_id, value=VALUE, won_on=DAY, actor="operator:1"
    )
    assert again.id == deal.id
    with pytest.raises(Conflict, match="already is deal"):
        record_deal(
            session,
            clock,
            handoff_id=deal.handoff_id,
            value=Money.parse("1.00", "CNY"),
            won_on=DAY,
            actor="operator:1",
        )


def test_wrong_values_are_refused_and_leave_nothing(session: Session, clock: FixedClock) -> None:
    merchant = stream.merchant(session)
    stream.agree(session, merchant.id or 0)
    handoff = stream.handed_over(session, merchant)

    def try_it(value: object, day: date = DAY) -> None:
        record_deal(
            session,
            clock,
            handoff_id=handoff.id or 0,
            value=value,  # type: ignore[arg-type]
            won_on=day,
            actor="operator:1",
        )

    with pytest.raises(InvalidInput, match=r"Money\.parse"):
        try_it(78000.5)
    with pytest.raises(InvalidInput, match="above zero"):
        try_it(Money(-1, "CNY"))
    with pytest.raises(InvalidInput, match="above zero"):
        try_it(Money(0, "CNY"))
    with pytest.raises(CurrencyMismatch, match="agreement is in CNY"):
        try_it(Money(100, "EUR"))
    with pytest.raises(InvalidInput, match="still to come"):
        try_it(VALUE, clock.now().date() + timedelta(days=3))
    with pytest.raises(NotFound, match="no agreement"):
        try_it(VALUE, date(2025, 12, 31))
    assert session.exec(select(Deal)).all() == []
    assert handoff.state == "accepted"


def test_the_minimum_fee_is_booked_apart(session: Session, clock: FixedClock) -> None:
    deal = won(session, clock, value=Money.parse("1000.00", "CNY"))
    accrue(session, clock, deal.id or 0)
    book = ledger.get_book(session, chart.BOOK)
    held = {row.code: row.amount for row in ledger.balances(session, book.id or 0)}
    # 5 % are 50.00, the minimum is 200.00, a tenth of that is held back
    assert held == {"1100": 20_000, "2100": -2_000, "4000": -3_000, "4010": -15_000}


def test_a_deal_keeps_the_terms_of_its_day(session: Session, clock: FixedClock) -> None:
    deal = won(session, clock)
    later = stream.agree(session, deal.merchant_id, since=date(2026, 11, 10), rate_bp=800)
    accrual = accrue(session, clock, deal.id or 0)
    assert accrual is not None and accrual.commission_minor == 390_000
    assert deals.agreement_on(session, deal.merchant_id, date(2026, 11, 9)).version == 1
    assert deals.agreement_on(session, deal.merchant_id, date(2026, 11, 10)).id == later.id


def test_new_terms_cannot_begin_before_a_deal_won_under_the_old(
    session: Session, clock: FixedClock
) -> None:
    deal = won(session, clock)
    with pytest.raises(Conflict, match="begin after that day"):
        stream.agree(session, deal.merchant_id, since=DAY)
    with pytest.raises(Conflict, match="begins later"):
        stream.agree(session, deal.merchant_id, since=date(2025, 1, 1))


def test_what_a_stopped_machine_left_is_booked_later(session: Session, clock: FixedClock) -> None:
    deal = won(session, clock)
    assert [a.deal_id for a in accrue_all(session, clock)] == [deal.id]
    assert accrue_all(session, clock) == []


def test_a_deal_of_a_closed_month_is_booked_in_the_next(
    session: Session, clock: FixedClock
) -> None:
    first = won(session, clock)
    accrue(session, clock, first.id or 0)
    closed = close_period(session, clock, "2026-11", "finance:1", early=True)
    assert closed.state == "closed"
    merchant = stream.merchant(session, "other")
    stream.agree(session, merchant.id or 0)
    handoff = stream.handed_over(session, merchant)
    late = record_deal(
        session, clock, handoff_id=handoff.id or 0, value=VALUE, won_on=DAY, actor="operator:1"
    )
    accrual = accrue(session, clock, late.id or 0)
    assert accrual is not None
    entry = ledger.get_entry(session, accrual.entry_id)
    assert (entry.period, entry.booked, entry.occurred) == ("2026-12", date(2026, 12, 1), DAY)
    assert verify(session) == []


def test_a_merchants_user_cannot_win_anothers_handoff(session: Session, clock: FixedClock) -> None:
    with pytest.raises(NotAllowed, match="another merchant"):
        won(session, clock, actor="merchant:99")
    assert session.exec(select(Deal)).all() == []


def test_a_lost_handoff_is_recorded_once_and_never_won(session: Session, clock: FixedClock) -> None:
    merchant = stream.merchant(session)
    stream.agree(session, merchant.id or 0)
    handoff_id = stream.handed_over(session, merchant).id or 0
    for _ in range(2):
        lost = record_lost(session, clock, handoff_id=handoff_id, actor="operator:1", reason="no")
        assert lost.state == "lost"
    with pytest.raises(Conflict, match="lost"):
        record_deal(
            session, clock, handoff_id=handoff_id, value=VALUE, won_on=DAY, actor="operator:1"
        )
    assert session.exec(select(Deal)).all() == []


ATTACKS = [
    "UPDATE agreement SET rate_bp = 100",
    "UPDATE agreement SET valid_from = '2020-01-01'",
    "DELETE FROM agreement",
    "INSERT INTO agreement (merchant_id, version, valid_from, currency, rate_bp, min_fee_minor,"
    " holdback_bp, holdback_days, payment_terms_days, rounding, note)"
    " SELECT merchant_id, 9, '2026-06-01', 'CNY', 1, 0, 0, 0, 1, 'half_even', '' FROM agreement",
    "UPDATE deal SET value_minor = value_minor + 1",
    "UPDATE deal SET won_on = '2026-11-04'",
    "DELETE FROM deal",
    "UPDATE accrual SET commission_minor = commission_minor + 1",
    "DELETE FROM accrual",
]


def test_the_database_keeps_terms_and_reckonings(engine: Engine, clock: FixedClock) -> None:
    with Session(engine, expire_on_commit=False) as session, session.begin():
        accrue(session, clock, won(session, clock).id or 0)
    for attack in ATTACKS:
        with pytest.raises(DBAPIError, match="deals:"), Session(engine) as session, session.begin():
            session.execute(text(attack))
    with Session(engine) as session, session.begin():
        session.execute(text("UPDATE agreement SET valid_to = '2026-12-31'"))
