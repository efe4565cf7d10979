"""signal -> judgement -> prospect -> lead: who needs something, and which offer serves it.

Each batch is one transaction: it claims signals nobody has judged, and leaves for each a
judgement, for a need its prospect, and for a need that an offer serves a lead. A batch that dies
leaves nothing behind and is done again.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, exists
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.config import Config
from leadminer.flow.judging import Need, Scores, judge
from leadminer.flow.verify import reach_of
from leadminer.leads import queries as leads
from leadminer.leads.briefs import Brief
from leadminer.leads.fit import Fit, NeedText
from leadminer.leads.needs import answers_of, fits_of, lead_of_need, need_text
from leadminer.leads.rules import half_life, is_seller, rank, timeliness
from leadminer.leads.states import OPEN, LeadState
from leadminer.leads.tables import Judgement, Lead, LeadMove
from leadminer.learning import ranking, scores
from leadminer.merchants import queries as merchants
from leadminer.merchants.tables import Offer
from leadminer.prospects import queries as prospects
from leadminer.prospects.identity import link_signal
from leadminer.prospects.tables import Prospect
from leadminer.signals import queries as signal_queries
from leadminer.signals.tables import Signal
from leadminer.store import Session

logger = logging.getLogger(__name__)

ACTOR = "system:qualify"


@dataclass(slots=True)
class QualifyResult:
    """What a batch did. `leads` are new ones; `updated` known ones that got another signal."""

    judged: int = 0
    prospects: int = 0
    leads: int = 0
    qualified: int = 0
    updated: int = 0


def qualify_batch(
    session: Session,
    *,
    scorer: Scores,
    clock: Clock,
    hash_key: bytes,
    config: Config,
    limit: int = 1000,
) -> QualifyResult:
    """Judge up to `limit` signals and make what follows from it: prospects, leads.

    Idempotent: a signal is judged once. `judged` 0 means that nothing is left to do.
    """
    now = clock.now()
    done = QualifyResult()
    signals = _claim(session, limit)
    if not signals:
        return done
    topics = leads.topics_of(session, signals)
    needs = judge(session, signals, topics, scorer=scorer, now=now)
    done.judged = len(needs)
    for need in needs:
        if need.signal.kind == "company":
            link_signal(session, need.signal, now=now, hash_key=hash_key)
            done.prospects += 1
    wanted = [need for need in needs if _is_need(need.judgement, need.signal, config)]
    _make_leads(session, wanted, done, now=now, hash_key=hash_key, config=config)
    logger.info(
        "a batch of signals was judged",
        extra={"action": "signals_judged", "judged": done.judged, "leads": done.leads},
    )
    return done


def refit_batch(
    session: Session,
    *,
    clock: Clock,
    hash_key: bytes,
    config: Config,
    after_id: int = 0,
    limit: int = 1000,
) -> tuple[QualifyResult, int | None]:
    """Hold needs without a lead against the offers of today; for when offers were added.

    Returns what was made and the `after_id` of the next batch (None: this was the last).
    """
    now = clock.now()
    done = QualifyResult()
    has_lead = exists().where(col(Lead.signal_id) == col(Signal.id))
    statement = (
        select(Signal, Judgement)
        .join(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .where(
            col(Judgement.score) >= config.scoring.lead_score_min,
            col(Signal.id) > after_id,
            ~has_lead,
        )
        .order_by(col(Signal.id))
        .limit(limit)
    )
    rows = session.exec(statement).all()
    topics = leads.topics_of(session, [signal for signal, _ in rows])
    needs = [Need(s, j, topics.get(s.id or 0)) for s, j in rows]
    wanted = [need for need in needs if _is_need(need.judgement, need.signal, config)]
    _make_leads(session, wanted, done, now=now, hash_key=hash_key, config=config, said_now=False)
    return done, rows[-1][0].id if len(rows) == limit else None


def _claim(session: Session, limit: int) -> list[Signal]:
    """Signals nobody has judged, topics before replies, held until the transaction ends."""
    judged = exists().where(col(Judgement.signal_id) == col(Signal.id))
    replies_last = case((col(Signal.kind) == "reply", 1), else_=0)
    statement = (
        select(Signal)
        .where(~judged)
        .order_by(replies_last, col(Signal.id))
        .limit(limit)
        .with_for_update(skip_locked=True, of=Signal)
    )
    signals = session.exec(statement).all()
    # Between our look and our lock another worker may have judged and left: look again.
    ids = [signal.id for signal in signals]
    known = session.exec(select(Judgement.signal_id).where(col(Judgement.signal_id).in_(ids)))
    gone = set(known)
    return [signal for signal in signals if signal.id not in gone]


def _is_need(judgement: Judgement, signal: Signal, config: Config) -> bool:
    return (
        signal.kind != "company"
        and judgement.score >= config.scoring.lead_score_min
        and not is_seller(judgement.intent_class)
    )


def _make_leads(
    session: Session,
    needs: Sequence[Need],
    done: QualifyResult,
    *,
    now: datetime,
    hash_key: bytes,
    config: Config,
    said_now: bool = True,
) -> None:
    """Leads of needs. `said_now`: these needs are news to the leads their persons have already."""
    offers = merchants.offers(session)
    served = _offers_served(session, needs, offers)
    briefs = signal_queries.briefs_asked(session, {need.signal.run_id or 0 for need in needs})
    linked: list[tuple[Need, Prospect]] = []
    for need in needs:
        lang = need.judgement.lang or need.signal.lang
        prospect = link_signal(session, need.signal, now=now, hash_key=hash_key, lang=lang)
        linked.append((need, prospect))
    ids = {prospect.id for _, prospect in linked if prospect.id is not None}
    done.prospects += len(ids)
    known = leads.leads_of_prospects(session, ids)
    points = prospects.contact_points_of(session, ids)
    made: list[Lead] = []
    again: dict[int, datetime] = {}
    for need, prospect in linked:
        assert prospect.id is not None
        need.answers = answers_of(need.signal, need.topic, need.judgement)
        asked = served.get(need.signal.run_id or 0, offers)
        brief = Brief.of({"brief": briefs.get(need.signal.run_id or 0)})
        fits = fits_of(_text(need), asked, fit_min=config.scoring.fit_min, brief=brief)
        reach = reach_of(points[prospect.id])
        lead = lead_of_need(known[prospect.id], fits)
        if lead is not None:
            if said_now and _strengthen(session, lead, need, reach=reach, now=now, config=config):
                again[lead.id or 0] = _said_at(need.signal)
            done.updated += said_now
        elif fits:
            lead = _new_lead(prospect, need, fits[0], reach=reach, now=now, config=config)
            session.add(lead)
            session.flush()
            known[prospect.id].append(lead)
            made.append(lead)
            done.leads += 1
            done.qualified += _begin(session, lead, need, now)
    _log(session, made, again, now=now, decay_days=config.scoring.decay_days)


def _log(
    session: Session,
    made: Sequence[Lead],
    again: dict[int, datetime],
    *,
    now: datetime,
    decay_days: float,
) -> None:
    """Keep the parts of each rank as they are now, and rank by what outcomes taught."""
    ids = [lead.id for lead in made if lead.id is not None]
    scores.record(session, made, cause=scores.MADE, now=now, decay_days=decay_days)
    if again:
        rows = [lead for lead in leads.leads_by_id(session, again).values() if lead.id not in ids]
        before = scores.last_said(session, again)
        said = {number: max(at, before.get(number, at)) for number, at in again.items()}
        cause = scores.SAID_AGAIN
        scores.record(session, rows, cause=cause, now=now, decay_days=decay_days, said_at=said)
    if ids or again:
        ranking.rank_leads(session, now=now, ids=[*ids, *again])


def _offers_served(
    session: Session, needs: Sequence[Need], offers: Sequence[Offer]
) -> dict[int, list[Offer]]:
    """The offers a mining job is for, by its run; runs that are for all are not among them."""
    asked = signal_queries.offers_asked(session, {need.signal.run_id or 0 for need in needs})
    called = {names: merchants.offers_called(session, names) for names in set(asked.values())}
    return {
        run_id: [offer for offer in offers if offer.id in called[names]]
        for run_id, names in asked.items()
    }


def _text(need: Need) -> NeedText:
    lang = need.judgement.lang or need.signal.lang or ""
    place = need.answers.get("place")
    return need_text(need.signal, need.topic, lang=lang, country=place.country if place else None)


def _new_lead(
    prospect: Prospect,
    need: Need,
    best: tuple[Offer, Fit],
    *,
    reach: float,
    now: datetime,
    config: Config,
) -> Lead:
    offer, suits = best
    assert prospect.id is not None and offer.id is not None and need.signal.id is not None
    fresh = _freshness(need, now, config)
    place = need.answers.get("place")
    intent = min(1.0, max(0.0, need.judgement.score))
    return Lead(
        prospect_id=prospect.id,
        offer_id=offer.id,
        signal_id=need.signal.id,
        intent=intent,
        fit=suits.score,
        reachability=reach,
        timeliness=fresh,
        rank=rank(intent=intent, fit=suits.score, reachability=reach, timeliness=fresh),
        fit_reasons=suits.reasons,
        lang=need.judgement.lang or need.signal.lang or "",
        country=(place.country if place else None) or prospect.country,
        created_at=now,
        updated_at=now,
    )


def _said_at(signal: Signal) -> datetime:
    return signal.posted_at or signal.first_seen_at


def _freshness(need: Need, now: datetime, config: Config) -> float:
    days = half_life(need.judgement.intent_class, decay_days=config.scoring.decay_days)
    return timeliness(_said_at(need.signal), now, decay_days=days)


def _begin(session: Session, lead: Lead, need: Need, now: datetime) -> bool:
    """The first move, the checklist from the text, and qualified if that is enough."""
    assert lead.id is not None
    reason = f"score {need.judgement.score:.2f}, fit {lead.fit:.2f}"
    first = LeadMove(
        lead_id=lead.id,
        from_state="",
        to_state=LeadState.NEW,
        actor=ACTOR,
        reason=reason,
        at=now,
    )
    session.add(first)
    leads.note_answers(session, lead, need.answers, now=now)
    return leads.qualify_if_met(session, lead, actor=ACTOR, now=now)


def _strengthen(
    session: Session, lead: Lead, need: Need, *, reach: float, now: datetime, config: Config
) -> bool:
    """The person said it again: the need is fresher, perhaps clearer, and more is known of it.

    Returns whether the lead was open for it.
    """
    if lead.state == LeadState.RECYCLED:
        leads.move(session, lead, LeadState.NEW, actor=ACTOR, reason="said again", now=now)
    if lead.state not in OPEN:
        return False
    lead.intent = max(lead.intent, min(1.0, need.judgement.score))
    lead.timeliness = max(lead.timeliness, _freshness(need, now, config))
    lead.reachability = reach
    lead.rank = rank(
        intent=lead.intent,
        fit=lead.fit,
        reachability=lead.reachability,
        timeliness=lead.timeliness,
        learnt=lead.learnt,
    )
    lead.updated_at = now
    session.add(lead)
    leads.note_answers(session, lead, need.answers, now=now)
    leads.qualify_if_met(session, lead, actor=ACTOR, now=now)
    return True
