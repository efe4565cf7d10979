"""Who gets the leads of a claim: facts loaded for the batch at once, decided by `rules`, written.

Everything happens in the caller's transaction: hand-offs with their seats, the counters of caps,
the reasons for every candidate, the moves of leads and queue rows are there together or not at
all.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from leadminer.base.errors import Conflict
from leadminer.handoffs import facts as loaded
from leadminer.handoffs import queue
from leadminer.handoffs.exploration import chosen_propensity, drawn_order, queue_propensity
from leadminer.handoffs.facts import Party
from leadminer.handoffs.rules import (
    LeadFacts,
    LiveHandoff,
    Verdict,
    free_seat,
    in_order,
    judge,
    next_midnight,
    seats_free,
)
from leadminer.handoffs.states import HandoffState, QueueState
from leadminer.handoffs.tables import Candidate, CapCounter, Handoff, HandoffMove
from leadminer.leads.states import LeadState
from leadminer.leads.tables import Lead, LeadMove
from leadminer.store import Session, insert_ignore

logger = logging.getLogger(__name__)

ACTOR = "system:hand_off"
OPEN_FOR_HANDOFF = (LeadState.QUALIFIED, LeadState.HANDED_OFF, LeadState.ACCEPTED)

BUSY = "somebody is deciding about this person right now"


@dataclass(slots=True)
class _Written:
    """What a batch is about to write."""

    handoffs: list[Handoff] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    placed: list[int] = field(default_factory=list)
    exhausted: list[int] = field(default_factory=list)
    gone: list[int] = field(default_factory=list)
    waiting: dict[datetime, list[int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Luck:
    """How often something is drawn by lot, and the leads that were drawn to go first."""

    share: float
    seed: str
    ahead: dict[int, int]  # by drawn lead: how many wait with a better rank


@dataclass(frozen=True, slots=True)
class _Chosen:
    """A merchant that gets the lead, its seat, and the chance that it came so."""

    verdict: Verdict
    seat: int
    explored: bool
    propensity: float


def place(
    session: Session,
    claimed: queue.Claim,
    *,
    now: datetime,
    fit_min: float = 0.2,
    strategy: str = "weighted",
    seed: str = "",
    exploration: float = 0.0,
) -> list[Handoff]:
    """Give the leads of a claim to merchants; every candidate's reason is kept.

    `exploration`: how often another merchant of the same priority is drawn to be asked first; the
    chance of what happened is kept with the hand-off (see `exploration.py`).
    A lead nobody may have is exhausted; one that only met full caps waits for the next midnight
    of a merchant it suits. Raises Conflict, with nothing written, when the lease was lost.
    """
    ours = queue.held(session, claimed)
    if not ours:
        return []
    rows = loaded.locked_leads(session, ours)
    busy = loaded.hold_people(session, rows)
    queue.settle(session, claimed.token, busy, QueueState.PENDING, reason=BUSY)
    ours = [lead_id for lead_id in ours if lead_id not in busy]
    if not ours:
        return []
    rows = {lead_id: rows[lead_id] for lead_id in ours}
    facts = loaded.facts(session, rows, now=now)
    parties = loaded.parties(session, now=now)
    fits = loaded.fits(session, rows, parties)
    rounds = loaded.rounds(session, ours)
    _lock_caps(session, parties)
    written = _Written()
    luck = _Luck(exploration, seed, queue.explored(session, ours) if exploration else {})
    for lead_id in ours:
        if rows[lead_id].state not in OPEN_FOR_HANDOFF:
            written.gone.append(lead_id)
            continue
        verdicts = [
            judge(
                facts[lead_id],
                party.facts,
                fits[lead_id, party.facts.contract_id],
                fit_min=fit_min,
                used_today=party.used + party.taken,
            )
            for party in parties.values()
        ]
        chosen = _choose(facts[lead_id], verdicts, parties, strategy=strategy, luck=luck)
        _note(
            written,
            facts[lead_id],
            verdicts,
            chosen,
            parties=parties,
            rounds=rounds,
            now=now,
        )
    _write(session, claimed.token, written, rows, parties, now=now)
    return written.handoffs


def _lock_caps(session: Session, parties: dict[int, Party]) -> None:
    """Hold today's counters, all in one order, so that `used` is the truth until we commit."""
    rows = [
        {"contract_id": number, "window_kind": "day", "window_start": party.day, "used": 0}
        for number, party in sorted(parties.items())
    ]
    days = {party.day for party in parties.values()}
    statement = (
        select(CapCounter)
        .where(CapCounter.window_kind == "day", col(CapCounter.window_start).in_(days))
        .order_by(col(CapCounter.contract_id), col(CapCounter.window_start))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    counters = session.exec(statement).all()
    # where zones differ, another zone's today may be a party's yesterday: more rows than asked for
    there = {(counter.contract_id, counter.window_start) for counter in counters}
    if any((number, party.day) not in there for number, party in parties.items()):
        insert_ignore(session, CapCounter, rows)
        counters = session.exec(statement).all()
    for counter in counters:
        party = parties.get(counter.contract_id)
        if party is not None and counter.window_start == party.day:
            party.used = counter.used


def _choose(
    lead: LeadFacts,
    verdicts: Sequence[Verdict],
    parties: dict[int, Party],
    *,
    strategy: str,
    luck: _Luck,
) -> list[_Chosen]:
    """Those that get the lead, with their seats; one if exclusive, up to n if shared."""
    passed = {verdict.contract.contract_id: verdict for verdict in verdicts if verdict.passed}
    delivered = {number: party.recent + party.taken for number, party in parties.items()}
    numbers = [
        verdict.contract.contract_id
        for verdict in in_order(
            list(passed.values()),
            lead_id=lead.lead_id,
            delivered=delivered,
            strategy=strategy,
            seed=luck.seed,
        )
    ]
    first = [passed[number].contract.priority for number in numbers]
    equals = first.count(first[0]) if first else 0

    def seated(order: Sequence[int]) -> dict[int, int]:
        return _seats(lead, [passed[number] for number in order])

    parts = (luck.seed, "merchant", lead.lead_id, len(lead.had_by))
    order, drawn = drawn_order(numbers, equals=equals, share=luck.share, parts=parts)
    chance = chosen_propensity(
        numbers, equals=equals, share=luck.share, choose=lambda some: list(seated(some))
    )
    waited = queue_propensity(
        explored=lead.lead_id in luck.ahead,
        ahead=luck.ahead.get(lead.lead_id, 0),
        places=_places(parties),
        share=luck.share,
    )
    usual = seated(numbers)
    chosen = []
    for number, seat in seated(order).items():
        by_lot = (drawn and number not in usual) or waited < 1.0
        chosen.append(_Chosen(passed[number], seat, by_lot, chance[number] * waited))
        parties[number].taken += 1
    return chosen


def _seats(lead: LeadFacts, order: Sequence[Verdict]) -> dict[int, int]:
    """Contracts that find a seat when asked in this order, and the seat."""
    seats: dict[int, int] = {}
    live, merchants = list(lead.live), set()
    for verdict in order:
        contract = verdict.contract
        if contract.merchant_id in merchants or not seats_free(live, contract):
            continue
        seat = free_seat(live)
        live.append(
            LiveHandoff(contract.merchant_id, contract.exclusive, contract.shared_max, seat)
        )
        merchants.add(contract.merchant_id)
        seats[contract.contract_id] = seat
    return seats


def _places(parties: dict[int, Party]) -> int | None:
    """How many hand-offs today's caps leave; None: no end."""
    left = 0
    for party in parties.values():
        if not party.facts.active:
            continue
        if party.facts.daily_cap is None:
            return None
        left += max(0, party.facts.daily_cap - party.used - party.taken)
    return left


def _note(
    written: _Written,
    lead: LeadFacts,
    verdicts: Sequence[Verdict],
    chosen: Sequence[_Chosen],
    *,
    parties: dict[int, Party],
    rounds: dict[int, int],
    now: datetime,
) -> None:
    """Put down what becomes of one lead, and what every candidate is told."""
    winners = {one.verdict.contract.contract_id: one for one in chosen}
    names = ", ".join(parties[number].merchant.name for number in winners)
    for verdict in verdicts:
        number = verdict.contract.contract_id
        rule, detail = verdict.rule, verdict.detail
        if number in winners:
            rule, detail = "chosen", f"first by priority, share and fit ({verdict.fit:.2f})"
            if winners[number].explored:
                detail = f"drawn by lot (chance {winners[number].propensity:.3f}), so that we learn"
        elif verdict.passed:
            rule, detail = "order", f"after {names} by priority, share and fit"
        written.candidates.append(
            Candidate(
                lead_id=lead.lead_id,
                contract_id=number,
                merchant_id=verdict.contract.merchant_id,
                round=rounds.get(lead.lead_id, 1),
                chosen=number in winners,
                passed=verdict.passed,
                rule=rule,
                detail=detail,
                at=now,
            )
        )
    for one in chosen:
        written.handoffs.append(_handoff(lead.lead_id, parties, one, now))
    if chosen or lead.live:
        written.placed.append(lead.lead_id)
        return
    full = [verdict.contract.timezone for verdict in verdicts if verdict.rule == "cap"]
    if full:
        due = min(next_midnight(now, timezone) for timezone in full)
        written.waiting.setdefault(due, []).append(lead.lead_id)
    else:
        written.exhausted.append(lead.lead_id)


def _handoff(lead_id: int, parties: dict[int, Party], one: _Chosen, now: datetime) -> Handoff:
    contract = parties[one.verdict.contract.contract_id].row
    assert contract.id is not None
    return Handoff(
        lead_id=lead_id,
        merchant_id=contract.merchant_id,
        contract_id=contract.id,
        state=HandoffState.DELIVERED,
        exclusive=contract.exclusive,
        seat=one.seat,
        explored=one.explored,
        propensity=round(one.propensity, 6),
        delivered_at=now,
        accept_until=now + timedelta(minutes=contract.accept_within_minutes),
        return_until=now + timedelta(days=contract.return_within_days),
        updated_at=now,
    )


def _write(
    session: Session,
    token: str,
    written: _Written,
    rows: dict[int, Lead],
    parties: dict[int, Party],
    *,
    now: datetime,
) -> None:
    session.add_all(written.handoffs)
    session.add_all(written.candidates)
    session.flush()
    for handoff in written.handoffs:
        assert handoff.id is not None
        session.add(
            HandoffMove(
                handoff_id=handoff.id,
                from_state="",
                to_state=HandoffState.DELIVERED,
                actor=ACTOR,
                reason="chosen",
                at=now,
            )
        )
    _use_caps(session, parties)
    _hand_leads_off(session, written, rows, now=now)
    queue.settle(session, token, written.placed, QueueState.PLACED)
    reason = "no merchant may have it"
    queue.settle(session, token, written.exhausted, QueueState.EXHAUSTED, reason=reason)
    queue.settle(session, token, written.gone, QueueState.WITHDRAWN, reason="no longer qualified")
    for due, lead_ids in written.waiting.items():
        reason = "all caps of today are used"
        queue.settle(session, token, lead_ids, QueueState.PENDING, reason=reason, due_at=due)
    session.flush()
    logger.info(
        "leads were handed over",
        extra={"action": "leads_placed", "count": len(written.placed)},
    )


def _use_caps(session: Session, parties: dict[int, Party]) -> None:
    """Count what was taken; the condition in the update is what keeps a cap, not our memory."""
    for number, party in sorted(parties.items()):
        if not party.taken:
            continue
        where: list[Any] = [
            col(CapCounter.contract_id) == number,
            col(CapCounter.window_kind) == "day",
            col(CapCounter.window_start) == party.day,
        ]
        if party.facts.daily_cap is not None:
            where.append(col(CapCounter.used) + party.taken <= party.facts.daily_cap)
        statement = (
            update(CapCounter)
            .where(*where)
            .values(used=CapCounter.used + party.taken)
            .execution_options(synchronize_session=False)
        )
        if session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict(f"the cap of contract {number} was used up meanwhile")


def _hand_leads_off(
    session: Session, written: _Written, rows: dict[int, Lead], *, now: datetime
) -> None:
    given = {handoff.lead_id for handoff in written.handoffs}
    fresh = [lead_id for lead_id in given if rows[lead_id].state == LeadState.QUALIFIED]
    for lead_id in sorted(fresh):
        row = rows[lead_id]
        row.state, row.updated_at = LeadState.HANDED_OFF.value, now  # its row is locked
        session.add(row)
        session.add(
            LeadMove(
                lead_id=lead_id,
                from_state=LeadState.QUALIFIED,
                to_state=LeadState.HANDED_OFF,
                actor=ACTOR,
                reason="placed",
                at=now,
            )
        )
    session.flush()
