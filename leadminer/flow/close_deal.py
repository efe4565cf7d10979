"""hand-off -> deal: a merchant's success is recorded once, under the terms of its day."""

from __future__ import annotations

import logging
from datetime import date, timedelta

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict, InvalidInput
from leadminer.base.money import Money
from leadminer.deals import queries as deals
from leadminer.deals.rules import check_value
from leadminer.deals.tables import Deal
from leadminer.flow.tell import deal_event, handoff_event
from leadminer.handoffs import queries as handoffs
from leadminer.handoffs.tables import Handoff
from leadminer.store import Session

logger = logging.getLogger(__name__)

# The last zone on earth to begin a day is that far from the first one: until then a day given in
# anybody's calendar may be today.
AHEAD = timedelta(hours=14)


def record_deal(
    session: Session,
    clock: Clock,
    *,
    handoff_id: int,
    value: Money,
    won_on: date,
    actor: str,
    evidence: str = "",
    title: str = "",
) -> Deal:
    """Record that a hand-off ended in a purchase, and set the hand-off to won.

    Doing it again with the same value and day gives back the first deal; with others it raises
    Conflict. Raises NotFound (hand-off, or no agreement on that day), NotAllowed (somebody else's
    hand-off), InvalidInput (value not above zero, a day to come) and CurrencyMismatch (another
    currency than the agreement's).
    """
    now = clock.now()
    handoff = handoffs.handoff_for(session, handoff_id, actor)
    known = deals.deal_of_handoff(session, handoff_id)
    if known is not None:
        return _same_or_raise(known, value, won_on)
    if won_on > (now + AHEAD).date():
        raise InvalidInput(f"{won_on} is still to come: give the day on which the deal was won")
    agreement = deals.agreement_on(session, handoff.merchant_id, won_on)
    check_value(value, agreement.currency)
    assert agreement.id is not None
    handoffs.move(session, handoff, "won", actor=actor, reason=evidence or "deal won", now=now)
    deal = deals.add_deal(
        session,
        Deal(
            handoff_id=handoff_id,
            merchant_id=handoff.merchant_id,
            agreement_id=agreement.id,
            value_minor=value.minor,
            currency=value.currency,
            won_on=won_on,
            title=title,
            evidence=evidence,
            recorded_at=now,
            recorded_by=actor,
        ),
    )
    deal_event(session, deal, now=now)
    logger.info("a deal was recorded", extra={"action": "deal_recorded", "deal_id": deal.id})
    return deal


def record_lost(
    session: Session, clock: Clock, *, handoff_id: int, actor: str, reason: str = ""
) -> Handoff:
    """Record that no deal came of a hand-off; doing it again changes nothing.

    Raises NotFound, NotAllowed, and Conflict where it ended otherwise.
    """
    handoff = handoffs.handoff_for(session, handoff_id, actor)
    if handoff.state == "lost":
        return handoff
    now = clock.now()
    handoffs.move(session, handoff, "lost", actor=actor, reason=reason, now=now)
    handoff_event(session, handoff, "handoff.lost", now=now, reason=reason)
    return handoff


def _same_or_raise(known: Deal, value: Money, won_on: date) -> Deal:
    stored = Money(known.value_minor, known.currency)
    if (stored, known.won_on) != (value, won_on):
        raise Conflict(
            f"hand-off {known.handoff_id} already is deal {known.id}: {stored}, won on"
            f" {known.won_on}; if that is wrong, finance reverses it"
        )
    return known
