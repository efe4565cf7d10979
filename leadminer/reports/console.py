"""Lists of the console: what an operator, a merchant and finance see, page by page.

Read-only. Whoever may see only some rows passes the merchant; a row of somebody else is None,
never an error that tells it is there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_many  # SQLModel's own stops at four entities
from sqlmodel import col, select

from leadminer.base.money import Money
from leadminer.conversations.tables import Message
from leadminer.deals.tables import Accrual, Deal
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Judgement, Lead
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects import merging
from leadminer.prospects.tables import Prospect
from leadminer.signals.tables import Signal, Source, SourceRun
from leadminer.store import Session

COUNT_MAX = 1000  # a badge says "999+"; nobody counts a million rows for it
PAGE_ROWS = 30


@dataclass(frozen=True)
class DraftRow:
    """A message with what it answers."""

    message: Message
    lead: Lead
    signal: Signal
    judgement: Judgement | None
    merchant: Merchant


@dataclass(frozen=True)
class HandoffRow:
    """A hand-off with its lead and sentence."""

    handoff: Handoff
    lead: Lead
    signal: Signal
    source: Source
    judgement: Judgement | None
    offer: Offer
    merchant: Merchant
    prospect: Prospect


def capped(session: Session, statement: Any) -> int:
    """How many rows a statement has, counted up to COUNT_MAX."""
    inner = statement.limit(COUNT_MAX).subquery()
    return session.exec(select(func.count()).select_from(inner)).one()


def badges(session: Session, *, merchant_id: int | None = None) -> dict[str, int]:
    """Numbers beside the navigation: what waits for somebody."""
    if merchant_id is not None:
        mine = select(Handoff.id).where(
            Handoff.merchant_id == merchant_id, col(Handoff.state) == "delivered"
        )
        return {"/inbox": capped(session, mine)}
    asked = select(Handoff.id).where(col(Handoff.state).in_(("delivered", "return_requested")))
    drafts = select(Message.id).where(
        col(Message.channel) == "draft", col(Message.state) == "proposed"
    )
    runs = select(SourceRun.id).where(col(SourceRun.state) != "ended")
    return {
        "/leads": capped(session, select(Lead.id).where(col(Lead.state) == "new")),
        "/drafts": capped(session, drafts),
        "/handoffs": capped(session, asked),
        "/mining": capped(session, runs),
        "/identity": capped(session, merging.waiting_pairs()),
    }


@dataclass(frozen=True)
class Stream:
    """The strip above the list: how much there is along the stream, and what it earned."""

    counts: dict[str, int]
    commissions: list[Money]


def stream(session: Session) -> Stream:
    """Signals, leads, hand-offs, deals and commission by currency; plain counts, for every look."""
    tables = {"signals": Signal, "leads": Lead, "handoffs": Handoff, "deals": Deal}
    counts = {
        key: session.exec(select(func.count()).select_from(table)).one()
        for key, table in tables.items()
    }
    earned = select(Accrual.currency, func.sum(Accrual.commission_minor))
    rows = session.exec(earned.group_by(col(Accrual.currency)).order_by(col(Accrual.currency)))
    return Stream(counts, [Money(int(minor), currency) for currency, minor in rows])


def lead_counts(session: Session) -> dict[str, int]:
    """Leads by state."""
    statement = select(Lead.state, func.count()).group_by(Lead.state)
    return dict(session.exec(statement).all())


def lead_langs(session: Session) -> list[str]:
    """Languages leads are written in, the most frequent first."""
    statement = (
        select(Lead.lang)
        .where(col(Lead.lang) != "")
        .group_by(Lead.lang)
        .order_by(func.count().desc())
    )
    return list(session.exec(statement.limit(6)).all())


def lead_industries(session: Session) -> list[str]:
    """Industries leads are about, the most frequent first."""
    statement = (
        select(Signal.industry)
        .join(Lead, col(Lead.signal_id) == col(Signal.id))
        .where(col(Signal.industry) != "")
        .group_by(Signal.industry)
        .order_by(func.count().desc(), col(Signal.industry))
    )
    return list(session.exec(statement.limit(30)).all())


def draft_rows(
    session: Session, *, states: Sequence[str], limit: int = PAGE_ROWS, before: int | None = None
) -> list[DraftRow]:
    """Draft answers in these states, newest first; `before` is the last id already shown."""
    statement = (
        select_many(Message, Lead, Signal, Judgement, Merchant)
        .join(Lead, col(Lead.id) == col(Message.lead_id))
        .join(Signal, col(Signal.id) == col(Lead.signal_id))
        .join(Merchant, col(Merchant.id) == col(Message.merchant_id))
        .outerjoin(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .where(col(Message.state).in_(states))
        .order_by(col(Lead.rank).desc(), col(Message.id).desc())
    )
    if before is not None:
        statement = statement.where(col(Message.id) < before)
    return [DraftRow(*row) for row in session.execute(statement.limit(limit)).all()]


def message_counts(session: Session) -> dict[str, int]:
    """Messages by state."""
    statement = select(Message.state, func.count()).group_by(Message.state)
    return dict(session.exec(statement).all())


def _handoffs() -> Any:
    return (
        select_many(Handoff, Lead, Signal, Source, Judgement, Offer, Merchant, Prospect)
        .join(Lead, col(Lead.id) == col(Handoff.lead_id))
        .join(Signal, col(Signal.id) == col(Lead.signal_id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .join(Offer, col(Offer.id) == col(Lead.offer_id))
        .join(Merchant, col(Merchant.id) == col(Handoff.merchant_id))
        .join(Prospect, col(Prospect.id) == col(Lead.prospect_id))
        .outerjoin(Judgement, col(Judgement.signal_id) == col(Signal.id))
    )


def handoff_rows(
    session: Session,
    *,
    merchant_id: int | None = None,
    states: Sequence[str] = (),
    before: int | None = None,
    limit: int = PAGE_ROWS,
) -> list[HandoffRow]:
    """Hand-offs, newest first; of one merchant, in some states, older than an id."""
    statement = _handoffs().order_by(col(Handoff.id).desc()).limit(limit)
    if merchant_id is not None:
        statement = statement.where(Handoff.merchant_id == merchant_id)  # index handoff_merchant
    if states:
        statement = statement.where(col(Handoff.state).in_(states))
    if before is not None:
        statement = statement.where(col(Handoff.id) < before)
    return [HandoffRow(*row) for row in session.execute(statement).all()]


def handoff_counts(session: Session, *, merchant_id: int | None = None) -> dict[str, int]:
    """Hand-offs by state."""
    statement = select(Handoff.state, func.count()).group_by(Handoff.state)
    if merchant_id is not None:
        statement = statement.where(Handoff.merchant_id == merchant_id)
    return dict(session.exec(statement).all())


def run_rows(
    session: Session, *, limit: int = PAGE_ROWS, before: int | None = None
) -> list[SourceRun]:
    """Mining runs, newest first."""
    statement = select(SourceRun).order_by(col(SourceRun.id).desc()).limit(limit)
    if before is not None:
        statement = statement.where(col(SourceRun.id) < before)
    return list(session.exec(statement).all())


def run_outcomes(session: Session, since: datetime) -> dict[str, int]:
    """How the runs ended since a time, by outcome."""
    statement = (
        select(SourceRun.outcome, func.count())
        .where(col(SourceRun.ended_at) >= since)
        .group_by(SourceRun.outcome)
    )
    return {outcome or "": count for outcome, count in session.exec(statement).all()}
