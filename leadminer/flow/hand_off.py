"""lead -> hand-off: queue what is qualified, place it with merchants, take their answers.

Each function is one step in the caller's transaction. What a step needs is a row with a state and
a due time, so a step that dies is done again by the next worker.
"""

from __future__ import annotations

import logging

from sqlalchemy import exists
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict, InvalidInput, NotAllowed
from leadminer.config import HandoffSection
from leadminer.flow.tell import forget_handoff, handoff_event
from leadminer.handoffs import matching, queries, queue
from leadminer.handoffs.states import (
    DECLINE_REASONS,
    LIVE,
    REVEALED,
    HandoffState,
    QueueState,
    check_return_reason,
)
from leadminer.handoffs.tables import Handoff, QueuedLead
from leadminer.leads import queries as leads
from leadminer.leads.reasons import After, after
from leadminer.leads.states import LeadState
from leadminer.leads.tables import Lead
from leadminer.learning import freezing
from leadminer.prospects.consents import suppress_prospect
from leadminer.store import Session

logger = logging.getLogger(__name__)

SYSTEM = "system:hand_off"


def enqueue_qualified(
    session: Session, *, clock: Clock, limit: int = 1000, exploration: float = 0.0
) -> int:
    """Put qualified leads that are not in the queue into it. Returns how many.

    `exploration`: the share of them drawn by lot to go first whatever their rank.
    """
    waiting = exists().where(col(QueuedLead.lead_id) == col(Lead.id))
    statement = (
        select(Lead)
        .where(Lead.state == LeadState.QUALIFIED, ~waiting)
        .order_by(col(Lead.rank).desc())
        .limit(limit)
    )
    found = session.exec(statement).all()
    return queue.enqueue(session, found, now=clock.now(), exploration=exploration)


def allocate(
    session: Session,
    *,
    clock: Clock,
    limit: int = 20,
    config: HandoffSection | None = None,
    fit_min: float = 0.2,
    strategy: str = "weighted",
) -> list[Handoff]:
    """Give up to `limit` waiting leads to merchants, best lead first. Returns the hand-offs.

    Leases that are over come back first. Suppressed people are never handed to anybody; who got
    a lead and why the others did not is kept for every merchant, and what was known of the lead
    is frozen for learning.
    """
    settings = config or HandoffSection()
    now = clock.now()
    queue.reap(session, now=now, attempts_max=settings.attempts_max)
    claimed = queue.claim(session, now=now, lease_seconds=settings.lease_seconds, limit=limit)
    given = matching.place(
        session,
        claimed,
        now=now,
        fit_min=fit_min,
        strategy=strategy,
        exploration=settings.exploration_share if config else 0.0,
    )
    freezing.freeze(session, given, now=now)
    for handoff in given:
        handoff_event(session, handoff, "lead.handed_off", now=now)
    return given


def has_waiting(session: Session, *, clock: Clock) -> bool:
    """Whether a lead is due in the queue."""
    statement = select(QueuedLead.id).where(
        QueuedLead.state == QueueState.PENDING, col(QueuedLead.due_at) <= clock.now()
    )
    return session.exec(statement.limit(1)).first() is not None


def expire(session: Session, *, clock: Clock, limit: int = 200) -> int:
    """End hand-offs nobody answered in time; their leads go to the next merchant."""
    now = clock.now()
    statement = (
        select(Handoff.id, Handoff.lead_id)
        .where(Handoff.state == HandoffState.DELIVERED, col(Handoff.accept_until) <= now)
        .order_by(col(Handoff.id))
        .limit(limit)
    )
    ended = 0
    # in the order of the queue rows `move` locks, so that two sweepers never wait for each other
    for handoff_id, lead_id in sorted(session.exec(statement).all(), key=lambda row: row[1]):
        queue.lock(session, lead_id)
        handoff = queries.get_handoff(session, handoff_id or 0)
        session.refresh(handoff)
        if handoff.state == HandoffState.DELIVERED:
            reason = "no answer within the agreed time"
            queries.move(session, handoff, "expired", actor=SYSTEM, reason=reason, now=now)
            handoff_event(session, handoff, "handoff.expired", now=now)
            ended += 1
    return ended


def accept(session: Session, handoff_id: int, *, actor: str, clock: Clock) -> Handoff:
    """The merchant takes the lead and from now on sees who it is.

    Raises Conflict when the time is over or the hand-off has ended, NotAllowed for another's.
    """
    handoff = queries.handoff_for(session, handoff_id, actor)
    now = clock.now()
    if handoff.state == HandoffState.DELIVERED and now >= handoff.accept_until:
        raise Conflict(
            f"the time to answer hand-off {handoff_id} was over at"
            f" {handoff.accept_until:%Y-%m-%d %H:%M} UTC; the lead goes to the next merchant"
        )
    queries.move(session, handoff, HandoffState.ACCEPTED, actor=actor, reason="", now=now)
    handoff_event(session, handoff, "handoff.accepted", now=now)
    return handoff


def decline(
    session: Session, handoff_id: int, *, actor: str, clock: Clock, reason: str = ""
) -> Handoff:
    """The merchant does not want the lead; it goes to the next one. It costs nothing."""
    if reason not in DECLINE_REASONS:
        known = ", ".join(code for code in DECLINE_REASONS if code)
        raise InvalidInput(f"unknown reason {reason!r} for declining: use one of {known}")
    handoff = queries.handoff_for(session, handoff_id, actor)
    now = clock.now()
    queries.move(session, handoff, HandoffState.DECLINED, actor=actor, reason=reason, now=now)
    handoff_event(session, handoff, "handoff.declined", now=now, reason=reason)
    return handoff


def start_work(session: Session, handoff_id: int, *, actor: str, clock: Clock) -> Handoff:
    """The merchant is at it."""
    handoff = queries.handoff_for(session, handoff_id, actor)
    return queries.move(
        session, handoff, HandoffState.WORKING, actor=actor, reason="", now=clock.now()
    )


def request_return(
    session: Session,
    handoff_id: int,
    *,
    actor: str,
    clock: Clock,
    reason: str,
    evidence: str = "",
) -> Handoff:
    """The merchant wants to give the lead back; an operator decides.

    Raises InvalidInput for a reason that is not on the list, Conflict outside the window.
    """
    check_return_reason(reason)
    handoff = queries.handoff_for(session, handoff_id, actor)
    now = clock.now()
    if now > handoff.return_until:
        raise Conflict(
            f"hand-off {handoff_id} could be returned until"
            f" {handoff.return_until:%Y-%m-%d %H:%M} UTC; ask the operator"
        )
    told = f"{reason}: {evidence}" if evidence else reason
    queries.move(session, handoff, HandoffState.RETURN_REQUESTED, actor=actor, reason=told, now=now)
    handoff.return_reason = reason
    session.add(handoff)
    session.flush()
    handoff_event(session, handoff, "handoff.returned", now=now, reason=reason)
    return handoff


def decide_return(
    session: Session,
    handoff_id: int,
    *,
    actor: str,
    clock: Clock,
    accepted: bool = True,
    reason: str = "",
) -> Handoff:
    """The operator grants or refuses a return.

    Granted: the lead goes to the next merchant, or ends where the reason says that nobody may
    write to this person again. Raises NotAllowed for anybody but an operator.
    """
    if not actor.startswith(("operator:", "system:")):
        raise NotAllowed("only an operator decides about a return")
    handoff = queries.get_handoff(session, handoff_id)
    now = clock.now()
    state = HandoffState.RETURN_ACCEPTED if accepted else HandoffState.RETURN_REFUSED
    queries.move(session, handoff, state, actor=actor, reason=reason, now=now)
    code = handoff.return_reason
    handoff_event(
        session, handoff, "handoff.return_decided", now=now, reason=code, granted=accepted
    )
    if not accepted:
        return handoff
    lead = leads.lead(session, handoff.lead_id)
    if not check_return_reason(code):
        withdraw(session, handoff.lead_id, actor=actor, clock=clock, code=code)
    else:
        if lead.state == LeadState.RETURNED:
            why = f"returned as {code}; the next merchant is looked for"
            leads.move(session, lead, LeadState.QUALIFIED, actor=SYSTEM, reason=why, now=now)
        queue.requeue(session, handoff.lead_id, now=now, reason=f"returned as {code}")
    return handoff


def withdraw(
    session: Session, lead_id: int, *, actor: str, clock: Clock, code: str, words: str = ""
) -> int:
    """Call a lead back from the queue and from every merchant, and give it up for `code`.

    A won lead stays won: the books need it. Where the reason says so, the person goes on the
    do-not-contact list. Returns how many hand-offs were called back.
    """
    now = clock.now()
    queue.lock(session, lead_id)
    lead = leads.lead(session, lead_id)
    called_back = 0
    for handoff in queries.handoffs_of_lead(session, lead_id):
        if handoff.state in LIVE and handoff.state != HandoffState.WON:
            reason = f"{code}: {words}" if words else code
            queries.move(session, handoff, "withdrawn", actor=actor, reason=reason, now=now)
            handoff_event(session, handoff, "handoff.withdrawn", now=now, reason=code)
            called_back += 1
        elif after(code) is After.SUPPRESS and handoff.state in REVEALED:
            # over or won, so nothing moves; but who knows the person is told of the no
            handoff_event(session, handoff, "handoff.withdrawn", now=now, reason=code)
        else:
            forget_handoff(session, handoff)
    queue.withdraw(session, lead_id, reason=code)
    if lead.state not in (LeadState.WON, LeadState.LOST, LeadState.DISQUALIFIED):
        leads.disqualify(session, lead, code, actor=actor, now=now, words=words)
    if after(code) is After.SUPPRESS:  # a no holds whatever came of the lead
        suppress_prospect(session, lead.prospect_id, reason="manual", now=now)
    return called_back


def withdraw_person(
    session: Session, prospect_id: int, *, actor: str, clock: Clock, code: str = "opt_out"
) -> int:
    """The person said no: every lead of theirs is called back. Returns how many leads."""
    rows = leads.leads_of_prospects(session, [prospect_id])[prospect_id]
    now = clock.now()
    reason = {"erased": "erased", "opt_out": "unsubscribed"}.get(code, "manual")
    suppress_prospect(session, prospect_id, reason=reason, now=now)
    for lead in rows:
        assert lead.id is not None
        withdraw(session, lead.id, actor=actor, clock=clock, code=code)
    return len(rows)


def requeue(session: Session, lead_id: int, *, actor: str, clock: Clock) -> None:
    """An operator sends an exhausted or parked lead through the queue again."""
    lead = leads.lead(session, lead_id)
    now = clock.now()
    if lead.state == LeadState.RECYCLED:
        leads.move(session, lead, LeadState.QUALIFIED, actor=actor, reason="again", now=now)
    if lead.state != LeadState.QUALIFIED:
        raise Conflict(f"lead {lead_id} is {lead.state}: only a qualified lead can be queued")
    if queue.queued(session, lead_id) is None:
        queue.enqueue(session, [lead], now=now)
    else:
        reason = f"by {actor}"
        queue.requeue(session, lead_id, now=now, reason=reason, called_back_too=True)
