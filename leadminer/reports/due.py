"""What waits to be done now, asked by the sweeper. Cheap, indexed, read-only."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, exists, or_, select

from leadminer.base.money import Money
from leadminer.conversations.tables import Message
from leadminer.deals.queries import plan_of
from leadminer.deals.rules import commission
from leadminer.deals.tables import Accrual, Agreement, Deal
from leadminer.handoffs.tables import Handoff, QueuedLead
from leadminer.leads.states import OPEN
from leadminer.leads.tables import Judgement, Lead
from leadminer.prospects.tables import Prospect
from leadminer.signals.states import RunState
from leadminer.signals.tables import Signal, SourceRun
from leadminer.tasks.tables import Firing
from leadminer.webhooks import outbox

RUNS_MAX = 50
LINK_HOURS = 6  # how long found organisations may stand uncompared; a divisor of 24
RERANK_HOURS = 6  # how long the ranks of leads may stand still; a divisor of 24


def due_runs(session: Session, now: datetime) -> list[int]:
    """Mining runs that are queued and due, or whose worker lost its lease; oldest first."""
    waiting = and_(col(SourceRun.state) == RunState.QUEUED, col(SourceRun.due_at) <= now)
    abandoned = and_(col(SourceRun.state) == RunState.RUNNING, col(SourceRun.lease_until) < now)
    query = select(SourceRun.id).where(or_(waiting, abandoned)).order_by(col(SourceRun.due_at))
    return [run_id for run_id in session.exec(query.limit(RUNS_MAX)) if run_id is not None]


def signals_wait(session: Session, _now: datetime) -> bool:
    """Whether a signal has no judgement yet."""
    judged = exists().where(col(Judgement.signal_id) == col(Signal.id))
    return session.exec(select(Signal.id).where(~judged).limit(1)).first() is not None


def leads_wait_for_words(session: Session, _now: datetime) -> bool:
    """Whether an open lead has no message or draft yet."""
    answered = exists().where(col(Message.lead_id) == col(Lead.id))
    query = select(Lead.id).where(col(Lead.state).in_(("new", "qualified")), ~answered).limit(1)
    return session.exec(query).first() is not None


def messages_due(session: Session, now: datetime) -> bool:
    """Whether a mail is due, or its sender died with it."""
    query = select(Message.id).where(
        col(Message.channel) == "email",
        or_(
            and_(col(Message.state).in_(("due", "held")), col(Message.due_at) <= now),
            and_(col(Message.state).in_(("claimed", "data_begun")), col(Message.lease_until) < now),
        ),
    )
    return session.exec(query.limit(1)).first() is not None


def leads_to_hand_over(session: Session, now: datetime) -> bool:
    """Whether a qualified lead waits for a merchant, queued or not."""
    queued = select(QueuedLead.id).where(
        or_(
            and_(col(QueuedLead.state) == "pending", col(QueuedLead.due_at) <= now),
            and_(col(QueuedLead.state) == "leased", col(QueuedLead.lease_until) < now),
        )
    )
    if session.exec(queued.limit(1)).first() is not None:
        return True
    known = exists().where(col(QueuedLead.lead_id) == col(Lead.id))
    fresh = select(Lead.id).where(col(Lead.state) == "qualified", ~known)
    return session.exec(fresh.limit(1)).first() is not None


def handoffs_overdue(session: Session, now: datetime) -> bool:
    """Whether a merchant let the time to accept pass."""
    query = select(Handoff.id).where(
        col(Handoff.state) == "delivered", col(Handoff.accept_until) < now
    )
    return session.exec(query.limit(1)).first() is not None


def deals_to_book(session: Session, _now: datetime) -> bool:
    """Whether a deal that owes something is not booked yet; one that owes nothing never is."""
    booked = exists().where(col(Accrual.deal_id) == col(Deal.id))
    free = or_(
        and_(col(Agreement.rate_bp) == 0, col(Agreement.min_fee_minor) == 0),
        and_(col(Agreement.cap_deal_minor).is_not(None), col(Agreement.cap_deal_minor) == 0),
    )
    waiting = session.exec(
        select(Deal, Agreement)
        .join(Agreement, col(Agreement.id) == col(Deal.agreement_id))
        .where(~booked, ~free)
        .order_by(col(Deal.id).desc())
    )
    return any(_owes(deal, agreement) for deal, agreement in waiting)


def _owes(deal: Deal, agreement: Agreement) -> bool:
    """Whether anything is left of the commission after rounding."""
    value = Money(deal.value_minor, deal.currency)
    return bool(commission(plan_of(agreement), value, won_on=deal.won_on).amount)


def rerank_key(now: datetime) -> str:
    """The name of the present window of RERANK_HOURS; its firing says that ranks are of it."""
    return f"leads.rerank:{now:%Y-%m-%d}:{now.hour // RERANK_HOURS}"


def leads_to_rerank(session: Session, now: datetime) -> bool:
    """Whether there are open leads whose ranks are of an earlier window."""
    if session.exec(select(Firing.id).where(Firing.key == rerank_key(now))).first() is not None:
        return False
    query = select(Lead.id).where(col(Lead.state).in_(OPEN))
    return session.exec(query.limit(1)).first() is not None


def link_key(now: datetime) -> str:
    """The name of the present window of LINK_HOURS; its firing says organisations were compared."""
    return f"prospects.link:{now:%Y-%m-%d}:{now.hour // LINK_HOURS}"


def organisations_to_link(session: Session, now: datetime) -> bool:
    """Whether organisations were found since they were last compared with each other."""
    last = session.exec(
        select(Firing).where(col(Firing.key).startswith("prospects.link:"))
        .order_by(col(Firing.fired_at).desc()).limit(1)
    ).first()  # fmt: skip
    if last is not None and last.key == link_key(now):
        return False
    query = select(Prospect.id).where(Prospect.kind == "organization")
    if last is not None:
        query = query.where(col(Prospect.created_at) >= last.fired_at)
    return session.exec(query.limit(1)).first() is not None


def webhooks_to_prune(session: Session, now: datetime, *, days: int) -> bool:
    """Whether deliveries of webhooks have been kept long enough."""
    return outbox.has_old(session, now - timedelta(days=days))
