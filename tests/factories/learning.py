"""Hand-offs with an end, for tests of learning."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from leadminer.base.clock import FixedClock
from leadminer.flow import hand_off
from leadminer.flow.close_deal import record_lost
from leadminer.handoffs import queries
from leadminer.handoffs.tables import DeliveryContract, Handoff
from leadminer.leads.tables import Lead
from leadminer.learning import scores
from leadminer.merchants.queries import offer
from leadminer.store import Session
from tests.factories.leads import make_lead

FOOD = {"fields": {"use": "food"}}
PAINT = {"fields": {"use": "paint"}}


def scored_lead(
    session: Session, contract: DeliveryContract, clock: FixedClock, **values: Any
) -> Lead:
    """A qualified lead for a contract's offer, with its row in the log of scores."""
    lead = make_lead(session, offer(session, contract.offer_id), **values)
    scores.record(session, [lead], cause=scores.MADE, now=clock.now(), decay_days=14.0)
    return lead


def hand_over(session: Session, clock: FixedClock, count: int = 500) -> list[Handoff]:
    """Everything qualified goes to its merchant."""
    hand_off.enqueue_qualified(session, clock=clock, limit=count)
    return hand_off.allocate(session, clock=clock, limit=count)


def end(session: Session, handoff: Handoff, how: str, clock: FixedClock) -> None:
    """Bring a hand-off to an end: won, lost, accepted, a reason for declining or returning."""
    number, now = handoff.id or 0, clock.now()
    actor = "operator:1"
    if how in ("too_small", "out_of_category", "no_capacity", "price"):
        hand_off.decline(session, number, actor=actor, clock=clock, reason=how)
        return
    hand_off.accept(session, number, actor=actor, clock=clock)
    if how == "won":
        queries.move(session, handoff, "won", actor=actor, reason="deal", now=now)
    elif how == "lost":
        record_lost(session, clock, handoff_id=number, actor=actor)
    elif how != "accepted":
        hand_off.request_return(session, number, actor=actor, clock=clock, reason=how)
        hand_off.decide_return(session, number, actor=actor, clock=clock)


def season(
    session: Session, contract: DeliveryContract, clock: FixedClock, count: int = 24
) -> list[Handoff]:
    """So many leads for food and paint; food is won, paint is lost, one of six the other way."""
    for number in range(count):
        signal = dict(FOOD if number % 2 else PAINT)
        scored_lead(session, contract, clock, signal=signal)
        clock.advance(timedelta(minutes=1))
    given = hand_over(session, clock)
    for number, handoff in enumerate(sorted(given, key=lambda h: h.lead_id)):
        good = bool(number % 2) != (number % 6 == 0)
        end(session, handoff, "won" if good else "lost", clock)
        clock.advance(timedelta(minutes=1))
    return given
