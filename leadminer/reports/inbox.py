"""What a merchant sees of the leads handed to it, and nothing of anybody else's.

Who the person is and how to reach them is shown from acceptance on, and no longer once the
merchant has given the lead back. Until then the quote is shown with contact data blotted out,
character for character, so that the marked reasons still stand at their places.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select as select_many  # SQLModel's own stops at four entities
from sqlmodel import col, select

from leadminer.base.errors import NotFound
from leadminer.deals.tables import Accrual, Deal
from leadminer.handoffs.tables import DeliveryContract, Handoff, HandoffMove
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead
from leadminer.merchants.tables import Offer
from leadminer.prospects.tables import ContactPoint
from leadminer.reports.masking import blot
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

REVEALED = frozenset({"accepted", "working", "won", "lost", "return_requested", "return_refused"})
_ROW: tuple[Any, ...] = (Handoff, Lead, Signal, Judgement, Offer)


@dataclass(frozen=True, slots=True)
class InboxLead:
    """A hand-off as its merchant may see it."""

    handoff: Handoff
    offer_name: str
    title: str
    text: str  # the quote, blotted until accepted
    reasons: list[dict[str, Any]]  # [{"field","start","end","text","label","weight"}]
    fit_reasons: list[dict[str, Any]]
    lang: str
    country: str | None
    posted_at: datetime | None
    checklist: list[tuple[str, str, str]]  # (item, known asked unknown, value)
    revealed: bool
    # from acceptance on; empty before
    author: str = ""
    url: str = ""
    host: str = ""
    contacts: list[ContactPoint] = field(default_factory=list)
    moves: list[HandoffMove] = field(default_factory=list)
    deal: Deal | None = None
    accruals: list[Accrual] = field(default_factory=list)


def merchant_inbox(
    session: Session,
    merchant_id: int,
    *,
    states: tuple[str, ...] = (),
    before_id: int | None = None,
    limit: int = 50,
) -> list[InboxLead]:
    """A merchant's hand-offs, newest first; `before_id` is the last hand-off of the page before."""
    statement = _statement(merchant_id)
    if states:
        statement = statement.where(col(Handoff.state).in_(states))
    if before_id is not None:
        statement = statement.where(col(Handoff.id) < before_id)
    statement = statement.order_by(col(Handoff.id).desc()).limit(max(1, min(limit, 500)))
    return [_view(session, *row) for row in session.execute(statement).all()]


def merchant_handoff(session: Session, merchant_id: int, handoff_id: int) -> InboxLead:
    """One hand-off of this merchant. Raises NotFound, also for another merchant's."""
    row = session.execute(_statement(merchant_id).where(Handoff.id == handoff_id)).first()
    if row is None:
        raise NotFound(f"there is no hand-off {handoff_id} among yours")
    return _view(session, *row)


def merchant_counts(session: Session, merchant_id: int) -> dict[str, int]:
    """How many hand-offs of a merchant are in which state."""
    counts: dict[str, int] = {}
    for state in session.exec(select(Handoff.state).where(Handoff.merchant_id == merchant_id)):
        counts[state] = counts.get(state, 0) + 1
    return counts


def _statement(merchant_id: int) -> Any:
    return (
        select_many(*_ROW, col(Source.host))
        .join(Lead, col(Lead.id) == col(Handoff.lead_id))
        .join(Signal, col(Signal.id) == col(Lead.signal_id))
        .join(Judgement, col(Judgement.signal_id) == col(Lead.signal_id))
        # the offer this merchant serves the lead with, not the one it was first thought of for
        .join(DeliveryContract, col(DeliveryContract.id) == col(Handoff.contract_id))
        .join(Offer, col(Offer.id) == col(DeliveryContract.offer_id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .where(col(Handoff.merchant_id) == merchant_id)
    )


def _view(session: Session, *row: Any) -> InboxLead:
    handoff, lead, signal, judgement, offer, host = row
    revealed = handoff.state in REVEALED
    raw = [str(c.get("raw") or c.get("value") or "") for c in signal.contacts]
    hidden = [*raw, signal.author or ""]

    def show(text: str) -> str:
        return text if revealed else blot(text, hidden)

    fields = {"title": show(signal.title), "text": show(signal.text)}
    deal = session.exec(select(Deal).where(Deal.handoff_id == handoff.id)).first()
    by_lead = ChecklistAnswer.lead_id == lead.id
    answers = _all(session, ChecklistAnswer, by_lead)
    return InboxLead(
        handoff=handoff,
        offer_name=offer.name,
        title=fields["title"],
        text=fields["text"],
        reasons=[_quoted({**r, "text": show(r["text"])}, fields) for r in judgement.reasons],
        fit_reasons=[_quoted({**r, "text": show(r["text"])}, fields) for r in lead.fit_reasons],
        lang=lead.lang,
        country=lead.country,
        posted_at=signal.posted_at,
        checklist=[(a.item, a.status, show(a.value)) for a in answers],
        revealed=revealed,
        moves=_all(session, HandoffMove, HandoffMove.handoff_id == handoff.id),
        deal=deal,
        accruals=_all(session, Accrual, Accrual.deal_id == deal.id) if deal else [],
        **(_revealed(session, lead, signal, host) if revealed else {}),
    )


def _revealed(session: Session, lead: Lead, signal: Signal, host: str) -> dict[str, Any]:
    contacts = _all(session, ContactPoint, ContactPoint.prospect_id == lead.prospect_id)
    return {
        "author": signal.author or "",
        "url": signal.url,
        "host": host,
        "contacts": contacts,
    }


def _quoted(reason: dict[str, Any], fields: dict[str, str]) -> dict[str, Any]:
    """A reason with its words as the blotted text has them: alone, they may not look hidden."""
    field_text = fields.get(str(reason.get("field") or "text"), "")
    words, start = str(reason.get("text") or ""), reason.get("start")
    if isinstance(start, int) and field_text[start : start + len(words)]:
        words = field_text[start : start + len(words)]
    return {**reason, "text": words}


def _all(session: Session, table: Any, condition: Any) -> list[Any]:
    return list(session.exec(select(table).where(condition).order_by(table.id)).all())
