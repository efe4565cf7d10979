"""What the console shows of leads: the ranked list, one lead with its whole history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_
from sqlalchemy import select as select_many  # SQLModel's own stops at four entities
from sqlmodel import col, select

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.conversations.tables import Message
from leadminer.deals.tables import Accrual, Deal
from leadminer.handoffs.tables import (
    Candidate,
    DeliveryContract,
    Handoff,
    HandoffMove,
    QueuedLead,
)
from leadminer.leads.briefs import Brief
from leadminer.leads.needs import market_of_need
from leadminer.leads.queries import topics_of
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead, LeadMove
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects.tables import ContactPoint, Prospect
from leadminer.signals import places
from leadminer.signals.market import Market
from leadminer.signals.tables import Signal, Source, SourceRun
from leadminer.store import Session

PAGE_MAX = 500
_ROW: tuple[Any, ...] = (Lead, Signal, Judgement, Prospect, Offer, Merchant)


@dataclass(frozen=True, slots=True)
class LeadFilters:
    """Which leads to list; an empty part does not filter."""

    states: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()  # a base language finds its scripts: "zh" finds zh-Hans, zh-Hant
    offer_id: int | None = None
    merchant_id: int | None = None
    host: str = ""
    industry: str = ""  # a section of ISIC Rev. 4 ("C") or a division ("C28")
    search: str = ""  # part of title, text or author
    score_min: float = 0.0


@dataclass(frozen=True, slots=True)
class LeadRow:
    """One line of the ranked list."""

    lead: Lead
    signal: Signal
    judgement: Judgement
    prospect: Prospect
    offer: Offer
    merchant: Merchant
    host: str


@dataclass(frozen=True, slots=True)
class LeadPage:
    """A page of the ranked list; `after` asks for the next one (None: this was the last)."""

    rows: list[LeadRow]
    after: str | None
    total: int | None  # of all pages; None when it was not asked for


@dataclass(frozen=True, slots=True)
class CandidateView:
    """Why a merchant got the lead, or why not."""

    candidate: Candidate
    merchant: Merchant
    offer: Offer


@dataclass(frozen=True, slots=True)
class HandoffView:
    """A hand-off with its merchant, its moves, its deal and what the deal earned."""

    handoff: Handoff
    merchant: Merchant
    moves: list[HandoffMove]
    deal: Deal | None
    accruals: list[Accrual]


@dataclass(frozen=True, slots=True)
class LeadDetail:
    """Everything known of one lead, from the sentence it began with to the commission."""

    lead: Lead
    prospect: Prospect
    contact_points: list[ContactPoint]
    signal: Signal
    topic: Signal | None  # what a reply's thread is about
    answered: Signal | None  # the reply it answers, where its page shows that
    source: Source
    judgement: Judgement
    offer: Offer
    merchant: Merchant
    checklist: list[ChecklistAnswer]
    moves: list[LeadMove]
    queued: QueuedLead | None
    candidates: list[CandidateView]
    messages: list[Message]
    handoffs: list[HandoffView]
    other_leads: list[Lead] = field(default_factory=list)  # of the same prospect
    brief: Brief | None = None  # of the job that found it
    job: str = ""
    market: Market | None = None  # the likeliest country of a need that names none

    @property
    def steps(self) -> list[tuple[str, bool]]:
        """The stream as steps, each with whether the lead has reached it."""
        deals = [view.deal for view in self.handoffs if view.deal is not None]
        return [
            ("signal", True),
            ("lead", True),
            ("conversation", bool(self.messages)),
            ("handoff", bool(self.handoffs)),
            ("deal", bool(deals)),
            ("commission", any(view.accruals for view in self.handoffs)),
        ]


def lead_rows(
    session: Session,
    filters: LeadFilters | None = None,
    *,
    after: str | None = None,
    limit: int = 50,
    counted: bool = True,
) -> LeadPage:
    """Leads by rank, best first, one page at a time.

    `after` is the `after` of the page before (a key, not a number of rows: the list may change
    meanwhile). Without `counted` there is no total: it looks at every lead that fits. Raises
    InvalidInput for an `after` that is none.
    """
    filters = filters or LeadFilters()
    limit = max(1, min(limit, PAGE_MAX))
    conditions = _conditions(filters)
    total = None
    if counted:
        total = session.exec(_joined(select(func.count(col(Lead.id)))).where(*conditions)).one()
    wanted: Any = _joined(select_many(*_ROW, col(Source.host)))
    wanted = wanted.where(*conditions)
    if after:
        rank, lead_id = _read_after(after)
        wanted = wanted.where(
            or_(col(Lead.rank) < rank, (col(Lead.rank) == rank) & (col(Lead.id) < lead_id))
        )
    wanted = wanted.order_by(col(Lead.rank).desc(), col(Lead.id).desc()).limit(limit + 1)
    found = [LeadRow(*row) for row in session.execute(wanted).all()]
    rows = found[:limit]
    more = len(found) > limit
    key = f"{rows[-1].lead.rank!r}:{rows[-1].lead.id}" if more else None
    return LeadPage(rows, key, total)


def _joined(statement: Any) -> Any:
    return (
        statement.select_from(Lead)
        .join(Signal, col(Signal.id) == col(Lead.signal_id))
        .join(Judgement, col(Judgement.signal_id) == col(Lead.signal_id))
        .join(Prospect, col(Prospect.id) == col(Lead.prospect_id))
        .join(Offer, col(Offer.id) == col(Lead.offer_id))
        .join(Merchant, col(Merchant.id) == col(Offer.merchant_id))
        .join(Source, col(Source.id) == col(Signal.source_id))
    )


def _conditions(filters: LeadFilters) -> list[Any]:
    conditions: list[Any] = []
    if filters.states:
        conditions.append(col(Lead.state).in_(filters.states))
    if filters.langs:
        spoken = [
            or_(col(Lead.lang) == lang, col(Lead.lang).startswith(f"{lang}-", autoescape=True))
            for lang in filters.langs
        ]
        conditions.append(or_(*spoken))
    if filters.offer_id is not None:
        conditions.append(Lead.offer_id == filters.offer_id)
    if filters.merchant_id is not None:
        conditions.append(Offer.merchant_id == filters.merchant_id)
    if filters.host:
        conditions.append(Source.host == filters.host)
    if filters.industry:
        conditions.append(col(Signal.industry).startswith(filters.industry, autoescape=True))
    if filters.score_min > 0:
        conditions.append(col(Lead.intent) >= filters.score_min)
    if filters.search.strip():
        sought = filters.search.strip()
        fields = (Signal.title, Signal.text, Signal.author)
        conditions.append(or_(*(col(f).icontains(sought, autoescape=True) for f in fields)))
    return conditions


def _read_after(after: str) -> tuple[float, int]:
    rank, _, lead_id = after.partition(":")
    try:
        return float(rank), int(lead_id)
    except ValueError:
        raise InvalidInput(f"{after!r} is no place in the list: begin again without it") from None


def lead_detail(session: Session, lead_id: int) -> LeadDetail:
    """Everything about one lead. Raises NotFound."""
    statement = _joined(
        select_many(Lead, Signal, Judgement, Prospect, Offer, Merchant, Source)
    ).where(Lead.id == lead_id)
    row = session.execute(statement).first()
    if row is None:
        raise NotFound(f"there is no lead {lead_id}")
    lead, signal, judgement, prospect, offer, merchant, source = row
    topic = topic_of(session, signal)
    run = session.get(SourceRun, signal.run_id) if signal.run_id else None
    return LeadDetail(
        lead=lead,
        prospect=prospect,
        contact_points=_of(session, ContactPoint, ContactPoint.prospect_id == prospect.id),
        signal=signal,
        topic=topic,
        answered=places.answered_by(session, [signal]).get(signal.id or 0),
        source=source,
        judgement=judgement,
        offer=offer,
        merchant=merchant,
        checklist=_of(session, ChecklistAnswer, ChecklistAnswer.lead_id == lead_id),
        moves=_of(session, LeadMove, LeadMove.lead_id == lead_id),
        queued=session.exec(select(QueuedLead).where(QueuedLead.lead_id == lead_id)).first(),
        candidates=candidates(session, lead_id),
        messages=_of(session, Message, Message.lead_id == lead_id),
        handoffs=_handoffs(session, lead_id),
        other_leads=_of(
            session, Lead, (col(Lead.prospect_id) == prospect.id) & (col(Lead.id) != lead_id)
        ),
        brief=Brief.of(run.options) if run else None,
        job=(run.job or "") if run else "",
        market=None if lead.country else market_of_need(signal, topic, lang=lead.lang),
    )


def topic_of(session: Session, signal: Signal) -> Signal | None:
    """The post a reply answers, if it was read, too."""
    return topics_of(session, [signal]).get(signal.id or 0)


def candidates(session: Session, lead_id: int) -> list[CandidateView]:
    """Every merchant that was considered for a lead, latest round first, chosen first."""
    statement = (
        select(Candidate, Merchant, Offer)
        .join(Merchant, col(Merchant.id) == col(Candidate.merchant_id))
        .join(DeliveryContract, col(DeliveryContract.id) == col(Candidate.contract_id))
        .join(Offer, col(Offer.id) == col(DeliveryContract.offer_id))
        .where(Candidate.lead_id == lead_id)
        .order_by(
            col(Candidate.round).desc(),
            col(Candidate.chosen).desc(),
            col(Candidate.passed).desc(),
            col(Candidate.id),
        )
    )
    return [CandidateView(*row) for row in session.exec(statement).all()]


def _handoffs(session: Session, lead_id: int) -> list[HandoffView]:
    statement = (
        select(Handoff, Merchant, Deal)
        .join(Merchant, col(Merchant.id) == col(Handoff.merchant_id))
        .join(Deal, col(Deal.handoff_id) == col(Handoff.id), isouter=True)
        .where(Handoff.lead_id == lead_id)
        .order_by(col(Handoff.id))
    )
    views = []
    for handoff, merchant, deal in session.exec(statement).all():
        moves = _of(session, HandoffMove, HandoffMove.handoff_id == handoff.id)
        accruals = _of(session, Accrual, Accrual.deal_id == deal.id) if deal else []
        views.append(HandoffView(handoff, merchant, moves, deal, accruals))
    return views


def _of(session: Session, table: Any, condition: Any) -> list[Any]:
    found: Sequence[Any] = session.exec(select(table).where(condition).order_by(table.id)).all()
    return list(found)


def age_days(moment: datetime, now: datetime) -> float:
    """Age in days, for texts such as "2 h ago"; never below zero."""
    return max(0.0, (now - moment).total_seconds() / 86_400)
