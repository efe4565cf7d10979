"""Leads find their merchants, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, InvalidInput, NotAllowed
from leadminer.flow import hand_off
from leadminer.flow.close_deal import record_lost
from leadminer.handoffs import queries, queue
from leadminer.handoffs.tables import CapCounter, Handoff
from leadminer.leads import queries as leads
from leadminer.leads.tables import Lead
from leadminer.merchants.queries import add_user, merchant, offer
from leadminer.prospects.consents import hashes_of, is_suppressed, suppress
from leadminer.store import Session
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead
from tests.factories.merchants import make_merchant, make_offer


def hand_over(session: Session, clock: FixedClock, limit: int = 20) -> list[Handoff]:
    hand_off.enqueue_qualified(session, clock=clock)
    return hand_off.allocate(session, clock=clock, limit=limit)


def why(session: Session, lead: Lead) -> dict[int, tuple[str, bool]]:
    assert lead.id is not None
    return {c.merchant_id: (c.rule, c.chosen) for c in queries.candidates(session, lead.id)}


def test_a_qualified_lead_goes_to_the_merchant_that_fits_and_all_are_told_why(
    session: Session, clock: FixedClock
) -> None:
    fits = make_contract(session)
    other = make_merchant(session)
    teeth = make_contract(
        session, merchant=other, offer=make_offer(session, other, keywords=["牙科"])
    )
    picky = make_contract(session, score_min=0.95)
    lead = make_lead(session, offer(session, fits.offer_id))
    given = hand_over(session, clock)
    assert [h.merchant_id for h in given] == [fits.merchant_id]
    assert given[0].accept_until == clock.now() + timedelta(minutes=1440)
    assert why(session, lead) == {
        fits.merchant_id: ("chosen", True),
        teeth.merchant_id: ("category", False),
        picky.merchant_id: ("score", False),
    }
    session.refresh(lead)
    assert lead.state == "handed_off"
    assert [m.to_state for m in queries.moves(session, given[0].id or 0)] == ["delivered"]
    assert hand_over(session, clock) == []


def test_a_declined_lead_goes_to_the_next_merchant_and_never_back(
    session: Session, clock: FixedClock
) -> None:
    first, second = make_contract(session, priority=1), make_contract(session)
    lead = make_lead(session, offer(session, first.offer_id))
    (one,) = hand_over(session, clock)
    assert one.merchant_id == first.merchant_id
    hand_off.decline(session, one.id or 0, actor="operator:1", clock=clock, reason="too_small")
    session.refresh(lead)
    assert lead.state == "qualified"
    (two,) = hand_over(session, clock)
    assert two.merchant_id == second.merchant_id
    hand_off.decline(session, two.id or 0, actor="operator:1", clock=clock)
    assert hand_over(session, clock) == []
    row = queue.queued(session, lead.id or 0)
    assert row is not None and row.state == "exhausted"
    assert why(session, lead)[first.merchant_id] == ("duplicate", False)


def test_an_unanswered_lead_expires_and_moves_on(session: Session, clock: FixedClock) -> None:
    first = make_contract(session, priority=1, accept_within_minutes=60)
    second = make_contract(session)
    make_lead(session, offer(session, first.offer_id))
    (one,) = hand_over(session, clock)
    clock.advance(timedelta(minutes=59))
    assert hand_off.expire(session, clock=clock) == 0
    clock.advance(timedelta(minutes=1))
    with pytest.raises(Conflict, match="was over"):
        hand_off.accept(session, one.id or 0, actor="operator:1", clock=clock)
    assert hand_off.expire(session, clock=clock) == 1
    assert hand_off.expire(session, clock=clock) == 0
    (two,) = hand_over(session, clock)
    assert two.merchant_id == second.merchant_id


def test_only_the_merchants_own_user_may_answer(session: Session, clock: FixedClock) -> None:
    contract, rival = make_contract(session, priority=1), make_contract(session)
    now = clock.now()
    mine, theirs = (
        add_user(
            session,
            f"m{party.merchant_id}@b.example",
            "a long password",
            role="merchant",
            now=now,
            merchant_id=party.merchant_id,
        )
        for party in (contract, rival)
    )
    make_lead(session, offer(session, contract.offer_id))
    (given,) = hand_over(session, clock)
    with pytest.raises(NotAllowed):
        hand_off.accept(session, given.id or 0, actor=f"merchant:{theirs.id}", clock=clock)
    with pytest.raises(NotAllowed):
        hand_off.accept(session, given.id or 0, actor="merchant:999", clock=clock)
    hand_off.accept(session, given.id or 0, actor=f"merchant:{mine.id}", clock=clock)
    assert given.state == "accepted"
    with pytest.raises(Conflict):
        hand_off.decline(session, given.id or 0, actor=f"merchant:{mine.id}", clock=clock)


def test_a_full_cap_waits_for_the_merchants_own_midnight(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session, daily_cap=1)  # Shanghai: midnight is 16:00 UTC
    for _ in range(3):
        make_lead(session, offer(session, contract.offer_id))
    assert len(hand_over(session, clock)) == 1
    clock.advance(timedelta(hours=6, minutes=59))
    assert hand_over(session, clock) == []
    clock.advance(timedelta(minutes=1))
    assert len(hand_over(session, clock)) == 1
    used = {c.window_start: c.used for c in session.exec(select(CapCounter))}
    assert used == {"2026-11-18": 1, "2026-11-19": 1}


def test_a_shared_lead_fills_its_seats_with_different_merchants(
    session: Session, clock: FixedClock
) -> None:
    contracts = [make_contract(session, exclusive=False, shared_max=3) for _ in range(5)]
    lead = make_lead(session, offer(session, contracts[0].offer_id))
    given = hand_over(session, clock)
    assert len({h.merchant_id for h in given}) == 3
    assert sorted(h.seat or 0 for h in given) == [0, 1, 2]
    hand_off.decline(session, given[1].id or 0, actor="operator:1", clock=clock)
    again = hand_over(session, clock)
    assert [h.seat for h in again] == [1]
    assert again[0].merchant_id not in {h.merchant_id for h in given}
    session.refresh(lead)
    assert lead.state == "handed_off"


def test_shares_follow_the_weights(session: Session, clock: FixedClock) -> None:
    heavy, light = make_contract(session, weight=3), make_contract(session, weight=1)
    for _ in range(20):
        make_lead(session, offer(session, heavy.offer_id))
    given = [h.contract_id for h in hand_over(session, clock)]
    assert (given.count(heavy.id or 0), given.count(light.id or 0)) == (15, 5)


def test_a_person_who_said_no_is_handed_to_nobody(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    lead = make_lead(session, offer(session, contract.offer_id))
    (value,) = hashes_of(session, lead.prospect_id)
    suppress(session, value, reason="unsubscribed", now=clock.now())
    assert hand_over(session, clock) == []
    assert why(session, lead) == {contract.merchant_id: ("suppressed", False)}


def test_a_no_to_one_merchant_leaves_the_others(session: Session, clock: FixedClock) -> None:
    first, second = make_contract(session, priority=1), make_contract(session)
    lead = make_lead(session, offer(session, first.offer_id))
    (value,) = hashes_of(session, lead.prospect_id)
    now = clock.now()
    suppress(session, value, reason="manual", now=now, merchant_id=first.merchant_id)
    (given,) = hand_over(session, clock)
    assert given.merchant_id == second.merchant_id


def test_a_merchant_never_gets_the_same_person_twice(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    party = merchant(session, contract.merchant_id)
    second_offer = make_offer(session, party, keywords=["搅拌罐", "pumps"])
    make_contract(session, merchant=party, offer=second_offer)
    post = {"author": "同一人", "author_url": "https://bbs.example/u/7"}
    lead = make_lead(session, offer(session, contract.offer_id), signal=post)
    assert len(hand_over(session, clock)) == 1
    again = make_lead(session, second_offer, signal=post)
    assert again.prospect_id == lead.prospect_id
    assert hand_over(session, clock) == []
    assert set(why(session, again).values()) == {("duplicate", False)}


def test_a_granted_return_goes_to_the_next_merchant(session: Session, clock: FixedClock) -> None:
    first, second = make_contract(session, priority=1), make_contract(session)
    lead = make_lead(session, offer(session, first.offer_id))
    (one,) = hand_over(session, clock)
    number = one.id or 0
    hand_off.accept(session, number, actor="operator:1", clock=clock)
    with pytest.raises(InvalidInput, match="unknown reason"):
        hand_off.request_return(
            session, number, actor="operator:1", clock=clock, reason="disappointed"
        )
    hand_off.request_return(
        session, number, actor="operator:1", clock=clock, reason="out_of_area", evidence="in Peru"
    )
    with pytest.raises(NotAllowed):
        hand_off.decide_return(session, number, actor="merchant:1", clock=clock)
    hand_off.decide_return(session, number, actor="operator:1", clock=clock)
    assert (one.state, one.seat) == ("return_accepted", None)
    states = [m.to_state for m in leads.moves(session, lead.id or 0)]
    assert states == ["handed_off", "accepted", "returned", "qualified"]
    (two,) = hand_over(session, clock)
    assert two.merchant_id == second.merchant_id


def test_a_return_as_never_asked_ends_the_lead_and_suppresses_the_person(
    session: Session, clock: FixedClock
) -> None:
    first = make_contract(session)
    make_contract(session)
    lead = make_lead(session, offer(session, first.offer_id))
    (one,) = hand_over(session, clock)
    number = one.id or 0
    hand_off.accept(session, number, actor="operator:1", clock=clock)
    hand_off.request_return(session, number, actor="operator:1", clock=clock, reason="never_asked")
    hand_off.decide_return(session, number, actor="operator:1", clock=clock)
    session.refresh(lead)
    assert lead.state == "disqualified"
    assert is_suppressed(session, hashes_of(session, lead.prospect_id))
    assert hand_over(session, clock) == []


@pytest.mark.parametrize("state", ["disqualified", "lost"])
def test_a_no_holds_whatever_came_of_the_lead(
    session: Session, clock: FixedClock, state: str
) -> None:
    lead = make_lead(session, offer(session, make_contract(session).offer_id), state=state)
    hand_off.withdraw(session, lead.id or 0, actor="operator:1", clock=clock, code="never_asked")
    assert lead.state == state
    assert is_suppressed(session, hashes_of(session, lead.prospect_id))


def test_a_return_outside_its_window_is_refused(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session, return_within_days=7)
    make_lead(session, offer(session, contract.offer_id))
    (one,) = hand_over(session, clock)
    hand_off.accept(session, one.id or 0, actor="operator:1", clock=clock)
    clock.advance(timedelta(days=7, seconds=1))
    with pytest.raises(Conflict, match="could be returned until"):
        hand_off.request_return(
            session, one.id or 0, actor="operator:1", clock=clock, reason="unreachable"
        )


def test_a_person_that_opts_out_is_called_back_from_everywhere(
    session: Session, clock: FixedClock
) -> None:
    contracts = [make_contract(session, exclusive=False, shared_max=2) for _ in range(3)]
    lead = make_lead(session, offer(session, contracts[0].offer_id))
    given = hand_over(session, clock)
    hand_off.accept(session, given[0].id or 0, actor="operator:1", clock=clock)
    assert hand_off.withdraw_person(session, lead.prospect_id, actor="system:optout", clock=clock)
    states = [h.state for h in queries.handoffs_of_lead(session, lead.id or 0)]
    assert states == ["withdrawn", "withdrawn"]
    session.refresh(lead)
    assert lead.state == "disqualified"
    assert hand_over(session, clock) == []
    row = queue.queued(session, lead.id or 0)
    assert row is not None and row.state == "withdrawn"


def test_won_and_lost_take_the_lead_along(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    won, lost = (make_lead(session, offer(session, contract.offer_id)) for _ in range(2))
    given = {h.lead_id: h for h in hand_over(session, clock)}
    for lead, state in ((won, "won"), (lost, "lost")):
        handoff = given[lead.id or 0]
        hand_off.accept(session, handoff.id or 0, actor="operator:1", clock=clock)
        queries.move(session, handoff, state, actor="operator:1", reason="", now=clock.now())
        session.refresh(lead)
        assert lead.state == state
        with pytest.raises(Conflict):
            queries.move(session, handoff, "won", actor="x", reason="", now=clock.now())


def test_a_worker_that_lost_its_lease_delivers_nothing(session: Session, clock: FixedClock) -> None:
    from leadminer.handoffs import matching

    contract = make_contract(session)
    lead = make_lead(session, offer(session, contract.offer_id))
    hand_off.enqueue_qualified(session, clock=clock)
    zombie = queue.claim(session, now=clock.now(), lease_seconds=60, limit=5)
    assert zombie.lead_ids == (lead.id,)
    clock.advance(timedelta(seconds=61))
    assert len(hand_off.allocate(session, clock=clock)) == 1
    assert matching.place(session, zombie, now=clock.now()) == []
    assert len(session.exec(select(Handoff)).all()) == 1
    with pytest.raises(Conflict, match="lease was lost"):
        queue.settle(session, zombie.token, [lead.id or 0], queue.QueueState.PLACED)


def test_a_lead_that_workers_keep_failing_on_is_parked_and_may_be_requeued(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session)
    lead = make_lead(session, offer(session, contract.offer_id))
    hand_off.enqueue_qualified(session, clock=clock)
    for _ in range(3):
        assert queue.claim(session, now=clock.now(), lease_seconds=60, limit=5).lead_ids
        clock.advance(timedelta(seconds=60))
        assert queue.reap(session, now=clock.now(), attempts_max=3) == 1
    row = queue.queued(session, lead.id or 0)
    assert row is not None and row.state == "dead_letter"
    assert hand_off.allocate(session, clock=clock) == []
    hand_off.requeue(session, lead.id or 0, actor="operator:1", clock=clock)
    assert len(hand_off.allocate(session, clock=clock)) == 1


def test_exhausted_leads_come_back_when_there_are_new_contracts(
    session: Session, clock: FixedClock
) -> None:
    party = make_merchant(session)
    lead = make_lead(session, make_offer(session, party))
    assert hand_over(session, clock) == []
    make_contract(session)
    assert hand_over(session, clock) == []
    assert queue.revive_exhausted(session, now=clock.now()) == 1
    assert [h.lead_id for h in hand_over(session, clock)] == [lead.id]


def test_a_shared_lead_one_merchant_lost_and_the_other_let_expire_is_looked_after(
    session: Session, clock: FixedClock
) -> None:
    one = make_contract(session, exclusive=False, shared_max=2, accept_within_minutes=60)
    make_contract(session, exclusive=False, shared_max=2, accept_within_minutes=60)
    lead = make_lead(session, offer(session, one.offer_id))
    first, _second = hand_over(session, clock)
    hand_off.accept(session, first.id or 0, actor="operator:1", clock=clock)
    record_lost(session, clock, handoff_id=first.id or 0, actor="operator:1")
    session.refresh(lead)
    assert lead.state == "accepted"  # the other may still take it
    clock.advance(timedelta(minutes=60))
    assert hand_off.expire(session, clock=clock) == 1
    session.refresh(lead)
    assert lead.state == "qualified"
    assert hand_over(session, clock) == []
    row = queue.queued(session, lead.id or 0)
    assert row is not None and row.state == "exhausted"


def test_caps_of_merchants_in_two_time_zones_begin_each_at_their_own_midnight(
    session: Session, clock: FixedClock
) -> None:
    far = make_contract(session, priority=1, daily_cap=1)  # Asia/Shanghai
    near = make_merchant(session, timezone="UTC")
    make_contract(session, merchant=near, offer=make_offer(session, near))
    make_lead(session, offer(session, far.offer_id))
    assert len(hand_over(session, clock)) == 1
    clock.advance(timedelta(hours=8))  # a new day in Shanghai, the same one in UTC
    make_lead(session, offer(session, far.offer_id))
    assert [h.merchant_id for h in hand_over(session, clock)] == [far.merchant_id]
