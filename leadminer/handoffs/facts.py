"""What the rules ask for, loaded for a whole batch of leads at once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.conversations.tables import Message
from leadminer.handoffs.rules import (
    SHARE_DAYS,
    ContractFacts,
    LeadFacts,
    LiveHandoff,
    local_date,
)
from leadminer.handoffs.states import LIVE
from leadminer.handoffs.tables import Candidate, CapCounter, DeliveryContract, Handoff
from leadminer.leads import queries as leads
from leadminer.leads.fit import Fit, FoldedNeed, OfferWords, fit
from leadminer.leads.needs import need_text, offer_words
from leadminer.leads.tables import Lead
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects import consents
from leadminer.signals.tables import Signal
from leadminer.store import Session


@dataclass(slots=True)
class Party:
    """A contract with what belongs to it, and what is used of it."""

    row: DeliveryContract
    facts: ContractFacts
    words: OfferWords
    merchant: Merchant
    day: str  # the merchant's date
    used: int = 0  # of today's cap
    recent: int = 0  # deliveries of the last 30 days
    taken: int = 0  # by this batch


def locked_leads(session: Session, ids: Sequence[int]) -> dict[int, Lead]:
    """The leads, held until the transaction ends, as they are now."""
    statement = (
        select(Lead)
        .where(col(Lead.id).in_(ids))
        .order_by(col(Lead.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return {row.id: row for row in session.exec(statement) if row.id is not None}


def hold_people(session: Session, rows: dict[int, Lead]) -> list[int]:
    """Hold the leads' people: from here on a "no" waits for us, or we see it.

    Returns the leads whose person somebody is deciding about right now.
    """
    held = consents.share_persons(session, {row.prospect_id for row in rows.values()})
    return [lead_id for lead_id, row in rows.items() if row.prospect_id not in held]


def facts(session: Session, rows: dict[int, Lead], *, now: datetime) -> dict[int, LeadFacts]:
    """What the rules ask of leads and their people, by lead."""
    people = {row.prospect_id for row in rows.values()}
    hashes = consents.hashes_of_many(session, people)
    everybody = set().union(*hashes.values()) if hashes else set()
    forbidden = consents.suppressions_of(session, everybody)
    withdrawn = consents.withdrawn_consents(session, everybody, now=now)
    had, live = _history(session, people)
    spoken = _spoken_for(session, rows)
    known = {}
    for lead_id, row in rows.items():
        said_no = [s for value in hashes[row.prospect_id] for s in forbidden.get(value, ())]
        general = [s for s in said_no if s.scope != "merchant"]
        known[lead_id] = LeadFacts(
            lead_id=lead_id,
            intent=row.intent,
            lang=row.lang,
            country=row.country,
            suppressed=general[0].reason if general else "",
            suppressed_for=frozenset(s.merchant_id for s in said_no if s.merchant_id is not None),
            consent_withdrawn=bool(withdrawn & hashes[row.prospect_id]),
            spoken_for=frozenset(spoken.get(lead_id, ())),
            had_by=frozenset(had.get(row.prospect_id, ())),
            live=tuple(live.get(lead_id, ())),
        )
    return known


def _history(
    session: Session, people: Iterable[int]
) -> tuple[dict[int, set[int]], dict[int, list[LiveHandoff]]]:
    """Merchants that ever had a person, and the live hand-offs of each lead."""
    statement = (
        select(Lead.prospect_id, Handoff, DeliveryContract.shared_max)
        .join(Handoff, col(Handoff.lead_id) == col(Lead.id))
        .join(DeliveryContract, col(DeliveryContract.id) == col(Handoff.contract_id))
        .where(col(Lead.prospect_id).in_(set(people)))
        .execution_options(populate_existing=True)
    )
    had: dict[int, set[int]] = {}
    live: dict[int, list[LiveHandoff]] = {}
    for prospect_id, row, shared_max in session.exec(statement):
        had.setdefault(prospect_id, set()).add(row.merchant_id)
        if row.state in LIVE:
            one = LiveHandoff(row.merchant_id, row.exclusive, shared_max, row.seat or 0)
            live.setdefault(row.lead_id, []).append(one)
    return had, live


def _spoken_for(session: Session, rows: dict[int, Lead]) -> dict[int, set[int]]:
    """Merchants for whom something was really sent or posted, by lead."""
    statement = select(Message.lead_id, Message.merchant_id).where(
        col(Message.lead_id).in_(rows), col(Message.state).in_(("posted", "handed"))
    )
    found: dict[int, set[int]] = {}
    for lead_id, merchant_id in session.exec(statement):
        found.setdefault(lead_id, set()).add(merchant_id)
    return found


def parties(session: Session, *, now: datetime) -> dict[int, Party]:
    """All delivery contracts with what belongs to them, by contract."""
    statement = (
        select(DeliveryContract, Offer, Merchant)
        .join(Offer, col(Offer.id) == col(DeliveryContract.offer_id))
        .join(Merchant, col(Merchant.id) == col(DeliveryContract.merchant_id))
        .order_by(col(DeliveryContract.id))
    )
    found = {}
    for row, offer, merchant in session.exec(statement):
        assert row.id is not None
        active = row.active and offer.active and merchant.active
        facts = ContractFacts(
            contract_id=row.id,
            merchant_id=row.merchant_id,
            countries=tuple(row.countries),
            langs=tuple(row.langs),
            score_min=row.score_min,
            daily_cap=row.daily_cap,
            exclusive=row.exclusive,
            shared_max=1 if row.exclusive else row.shared_max,
            weight=row.weight,
            priority=row.priority,
            timezone=merchant.timezone,
            active=active,
        )
        day = local_date(now, merchant.timezone)
        found[row.id] = Party(row, facts, offer_words(offer), merchant, day)
    _count_recent(session, found, now)
    return found


def _count_recent(session: Session, found: dict[int, Party], now: datetime) -> None:
    since = (now - timedelta(days=SHARE_DAYS)).date().isoformat()
    statement = (
        select(CapCounter.contract_id, func.sum(CapCounter.used))
        .where(CapCounter.window_kind == "day", CapCounter.window_start >= since)
        .group_by(col(CapCounter.contract_id))
    )
    for contract_id, used in session.exec(statement):
        if contract_id in found:
            found[contract_id].recent = int(used)


def fits(
    session: Session, rows: dict[int, Lead], among: dict[int, Party]
) -> dict[tuple[int, int], Fit]:
    """How well each lead's need suits each contract's offer, by (lead, contract)."""
    ids = {row.signal_id for row in rows.values()}
    found = session.exec(select(Signal).where(col(Signal.id).in_(ids))).all()
    signals = {signal.id: signal for signal in found}
    topics = leads.topics_of(session, found)
    suits = {}
    for lead_id, row in rows.items():
        signal = signals[row.signal_id]
        topic = topics.get(row.signal_id)
        need = FoldedNeed.of(need_text(signal, topic, lang=row.lang, country=row.country))
        for contract_id, party in among.items():
            suits[lead_id, contract_id] = fit(need, party.words)
    return suits


def rounds(session: Session, ids: Sequence[int]) -> dict[int, int]:
    """The number of the coming round of matching, by lead."""
    statement = (
        select(Candidate.lead_id, func.max(Candidate.round))
        .where(col(Candidate.lead_id).in_(ids))
        .group_by(col(Candidate.lead_id))
    )
    return {lead_id: last + 1 for lead_id, last in session.exec(statement)}
