"""Contracts, hand-offs and their moves. The queue has its own file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotAllowed, NotFound
from leadminer.handoffs import queue
from leadminer.handoffs.states import ENDED_WITHOUT_DEAL, LIVE, HandoffState, check_move
from leadminer.handoffs.tables import Candidate, DeliveryContract, Handoff, HandoffMove
from leadminer.leads import queries as leads
from leadminer.leads.states import LeadState
from leadminer.merchants.tables import User
from leadminer.store import Session

logger = logging.getLogger(__name__)


def get_handoff(session: Session, handoff_id: int) -> Handoff:
    """One hand-off. Raises NotFound."""
    found = session.get(Handoff, handoff_id)
    if found is None:
        raise NotFound(f"there is no hand-off {handoff_id}")
    return found


def handoff_for(session: Session, handoff_id: int, actor: str) -> Handoff:
    """One hand-off, for somebody who may answer for it.

    Raises NotFound, and NotAllowed when the actor is a merchant's user and it is not theirs.
    """
    handoff = get_handoff(session, handoff_id)
    role, _, number = actor.partition(":")
    if role == "merchant":
        user = session.get(User, int(number)) if number.isdigit() else None
        if user is None or not user.active or user.merchant_id != handoff.merchant_id:
            raise NotAllowed("this hand-off belongs to another merchant")
    elif role not in ("operator", "finance", "system"):
        raise NotAllowed(f"{actor!r} may not answer for a merchant")
    return handoff


def handoffs_of_lead(session: Session, lead_id: int) -> Sequence[Handoff]:
    """A lead's hand-offs, oldest first."""
    statement = select(Handoff).where(Handoff.lead_id == lead_id).order_by(col(Handoff.id))
    return session.exec(statement).all()


def list_handoffs(
    session: Session,
    *,
    merchant_id: int | None = None,
    states: Sequence[str] = (),
    before_id: int | None = None,
    limit: int = 50,
) -> Sequence[Handoff]:
    """Hand-offs, newest first; `before_id`: the last one of the page before."""
    statement = select(Handoff)
    if merchant_id is not None:
        statement = statement.where(Handoff.merchant_id == merchant_id)
    if states:
        statement = statement.where(col(Handoff.state).in_(states))
    if before_id is not None:
        statement = statement.where(col(Handoff.id) < before_id)
    return session.exec(statement.order_by(col(Handoff.id).desc()).limit(limit)).all()


def moves(session: Session, handoff_id: int) -> Sequence[HandoffMove]:
    """The moves of a hand-off, oldest first."""
    statement = select(HandoffMove).where(HandoffMove.handoff_id == handoff_id)
    return session.exec(statement.order_by(col(HandoffMove.id))).all()


def candidates(session: Session, lead_id: int) -> Sequence[Candidate]:
    """Every merchant considered for a lead, round by round, the chosen first."""
    statement = select(Candidate).where(Candidate.lead_id == lead_id)
    order = (col(Candidate.round), col(Candidate.chosen).desc(), col(Candidate.passed).desc())
    return session.exec(statement.order_by(*order, col(Candidate.id))).all()


def contracts(session: Session, *, merchant_id: int | None = None) -> Sequence[DeliveryContract]:
    """Delivery contracts in entry order."""
    statement = select(DeliveryContract).order_by(col(DeliveryContract.id))
    if merchant_id is not None:
        statement = statement.where(DeliveryContract.merchant_id == merchant_id)
    return session.exec(statement).all()


def others_live(session: Session, handoff: Handoff) -> bool:
    """Whether the lead is live at another merchant, too."""
    statement = select(Handoff.id).where(
        Handoff.lead_id == handoff.lead_id,
        col(Handoff.id) != handoff.id,
        col(Handoff.state).in_(LIVE),
    )
    return session.exec(statement.limit(1)).first() is not None


def move(
    session: Session, handoff: Handoff, to_state: str, *, actor: str, reason: str, now: datetime
) -> Handoff:
    """Move a hand-off, keep who, why and when, and take its lead along.

    accepted, won and lost (nobody else at it) move the lead likewise; declined and expired free
    the seat and put the lead back into the queue, without this merchant. Raises Conflict for a
    move that is not allowed or when somebody else was quicker.
    """
    start, end = check_move(handoff.state, to_state)
    queue.lock(session, handoff.lead_id)  # first of all locks, see README
    values: dict[str, object] = {"state": end.value, "updated_at": now}
    if end in ENDED_WITHOUT_DEAL:
        values["seat"] = None
    guarded = (
        update(Handoff)
        .where(col(Handoff.id) == handoff.id, col(Handoff.state) == start)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    if session.execute(guarded).rowcount == 0:  # type: ignore[attr-defined]
        session.refresh(handoff)
        raise Conflict(f"hand-off {handoff.id} is {handoff.state} by now: look at it again")
    session.refresh(handoff)
    assert handoff.id is not None
    session.add(
        HandoffMove(
            handoff_id=handoff.id,
            from_state=start.value,
            to_state=end.value,
            actor=actor,
            reason=reason,
            at=now,
        )
    )
    session.flush()
    _take_lead_along(session, handoff, end, actor=actor, reason=reason, now=now)
    logger.info("a hand-off moved to %s", end, extra={"action": "handoff_moved", "id": handoff.id})
    return handoff


def _take_lead_along(
    session: Session,
    handoff: Handoff,
    state: HandoffState,
    *,
    actor: str,
    reason: str,
    now: datetime,
) -> None:
    lead = leads.lead(session, handoff.lead_id)
    session.refresh(lead)  # what the session remembers may be from before the lock
    alone = not others_live(session, handoff)
    target: LeadState | None = None
    if state is HandoffState.ACCEPTED and lead.state == LeadState.HANDED_OFF:
        target = LeadState.ACCEPTED
    elif state is HandoffState.WON and lead.state == LeadState.ACCEPTED:
        target = LeadState.WON
    elif state is HandoffState.LOST and alone and lead.state == LeadState.ACCEPTED:
        target = LeadState.LOST
    elif state in (HandoffState.DECLINED, HandoffState.EXPIRED):
        if alone and lead.state == LeadState.HANDED_OFF:
            target = LeadState.QUALIFIED
        elif alone and lead.state == LeadState.ACCEPTED:
            # others had accepted it and lost it or gave it back, and now nobody is at it
            why = f"{state} by the last merchant that had it"
            leads.move(session, lead, LeadState.RETURNED, actor=actor, reason=why, now=now)
            target = LeadState.QUALIFIED
        queue.requeue(session, handoff.lead_id, now=now, reason=f"{state} by a merchant")
    elif state is HandoffState.RETURN_ACCEPTED and alone and lead.state == LeadState.ACCEPTED:
        target = LeadState.RETURNED
    if target is not None:
        why = f"{state}: {reason}" if reason else state.value
        leads.move(session, lead, target, actor=actor, reason=why, now=now)
