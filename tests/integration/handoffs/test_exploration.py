"""Leads drawn by lot get their turn, within caps and contracts, and their chance is kept."""

from __future__ import annotations

from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.config import HandoffSection
from leadminer.flow import hand_off
from leadminer.handoffs import queries
from leadminer.handoffs.exploration import goes_first
from leadminer.handoffs.tables import Handoff, QueuedLead
from leadminer.merchants.queries import offer
from leadminer.store import Session
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead

SHARE = 0.2


def test_a_drawn_lead_takes_a_place_the_rank_would_not_have_given(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session, daily_cap=3)
    shown = offer(session, contract.offer_id)
    rows = [make_lead(session, shown, rank=0.9 - number / 100) for number in range(40)]
    drawn = [row.id for row in rows[3:] if goes_first(row.id or 0, share=SHARE)]
    assert drawn, "with forty leads and a fifth drawn, some are"
    hand_off.enqueue_qualified(session, clock=clock, exploration=SHARE)
    settings = HandoffSection(exploration_share=SHARE)
    given = hand_off.allocate(session, clock=clock, limit=40, config=settings)
    assert len(given) == 3  # the cap holds
    explored = {h.lead_id: h.propensity for h in given if h.explored}
    assert explored and set(explored) <= set(drawn)
    assert set(explored.values()) == {SHARE}
    reasons = [c.detail for c in queries.candidates(session, next(iter(explored))) if c.chosen]
    assert reasons == ["drawn by lot (chance 0.200), so that we learn"]


def test_a_choice_among_equal_merchants_is_drawn_now_and_then(
    session: Session, clock: FixedClock
) -> None:
    one, two = make_contract(session), make_contract(session)
    best = make_contract(session, priority=5, daily_cap=5)
    shown = offer(session, one.offer_id)
    for _ in range(80):
        make_lead(session, shown)
    hand_off.enqueue_qualified(session, clock=clock)
    settings = HandoffSection(exploration_share=SHARE)
    given = hand_off.allocate(session, clock=clock, limit=80, config=settings)
    by_priority = [h for h in given if h.merchant_id == best.merchant_id]
    assert len(by_priority) == 5 and {h.propensity for h in by_priority} == {1.0}
    rest = [h for h in given if h.merchant_id != best.merchant_id]
    explored = [h for h in rest if h.explored]
    assert 1 <= len(explored) <= 20
    assert {h.propensity for h in explored} == {SHARE / 2}
    assert {h.propensity for h in rest if not h.explored} == {1 - SHARE / 2}
    assert {h.merchant_id for h in rest} == {one.merchant_id, two.merchant_id}


def test_without_a_share_nothing_is_drawn(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    for _ in range(30):
        make_lead(session, offer(session, contract.offer_id))
    hand_off.enqueue_qualified(session, clock=clock)
    hand_off.allocate(session, clock=clock, limit=30)
    assert not any(row.explored for row in session.exec(select(QueuedLead)))
    assert {(h.explored, h.propensity) for h in session.exec(select(Handoff))} == {(False, 1.0)}
