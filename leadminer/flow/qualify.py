"""signal -> judgement -> prospect -> lead: who needs something, and which offer serves it.

Each batch is one transaction: it claims signals nobody has judged, and leaves for each a
judgement, for a need its prospect, and for a need that an offer serves a lead. A batch that dies
leaves nothing behind and is done again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import case, exists
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.config import Config
from leadminer.leads import queries as leads
from leadminer.leads.checklist import Answer
from leadminer.leads.fit import Fit, NeedText
from leadminer.leads.needs import answers_of, fits_of, lead_of_need, need_text
from leadminer.leads.rules import (
    SAME_NEED_SHARE,
    is_seller,
    rank,
    reachability,
    says_same_need,
    timeliness,
)
from leadminer.leads.states import OPEN, LeadState
from leadminer.leads.tables import Judgement, Lead, LeadMove
from leadminer.merchants import queries as merchants
from leadminer.merchants.tables import Offer
from leadminer.prospects import queries as prospects
from leadminer.prospects.identity import link_signal
from leadminer.prospects.tables import Prospect
from leadminer.scoring import ScoringText
from leadminer.signals.quotes import quote_span
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

logger = logging.getLogger(__name__)

ACTOR = "system:qualify"
NO_MODEL = "none"


class Scores(Protocol):
    """What judges texts; `leadminer.scoring.Scorer` is one."""

    def score_many(self, texts: Iterable[ScoringText]) -> Iterator[Any]:
        """A judgement for each text, in order."""
        ...


@dataclass(slots=True)
class QualifyResult:
    """What a batch did. `leads` are new ones; `updated` known ones that got another signal."""

    judged: int = 0
    prospects: int = 0
    leads: int = 0
    qualified: int = 0
    updated: int = 0


@dataclass(slots=True)
class _Need:
    """One signal on its way through the batch."""

    signal: Signal
    judgement: Judgement
    topic: Signal | None = None
    answers: dict[str, Answer] = field(default_factory=dict)


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
    needs = _judge(session, signals, topics, scorer=scorer, now=now)
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
    needs = [_Need(s, j, topics.get(s.id or 0)) for s, j in rows]
    wanted = [need for need in needs if _is_need(need.judgement, need.signal, config)]
    _make_leads(session, wanted, done, now=now, hash_key=hash_key, config=config)
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


def _judge(
    session: Session,
    signals: Sequence[Signal],
    topics: dict[int, Signal],
    *,
    scorer: Scores,
    now: datetime,
) -> list[_Need]:
    said = [signal for signal in signals if signal.kind != "company"]
    hosts = _hosts(session, said)
    verdicts = scorer.score_many([_scoring_text(signal, hosts) for signal in said])
    needs = [_Need(s, _judgement(s, v, now)) for s, v in zip(said, verdicts, strict=True)]
    for signal in signals:
        if signal.kind == "company":
            needs.append(_Need(signal, _no_judgement(signal, now)))
    by_signal = {need.signal.id: need.judgement for need in needs}
    for need in needs:
        need.topic = topics.get(need.signal.id or 0)
        if need.topic is not None:
            assert need.topic.id is not None
            of_topic = by_signal.get(need.topic.id) or leads.judgement_of(session, need.topic.id)
            _repeat_need(need, of_topic)
        _quote(need)
    session.add_all([need.judgement for need in needs])
    session.flush()
    return needs


def _hosts(session: Session, signals: Sequence[Signal]) -> dict[int, str]:
    ids = {signal.source_id for signal in signals}
    rows = session.exec(select(Source).where(col(Source.id).in_(ids)))
    return {row.id: row.host for row in rows if row.id is not None}


def _scoring_text(signal: Signal, hosts: dict[int, str]) -> ScoringText:
    return ScoringText(
        id=str(signal.id),
        text=signal.text,
        title=signal.title,
        lang=signal.lang,
        source=hosts.get(signal.source_id),
        url=signal.url,
        # the heading of a thread speaks of its topic; who replies under it may well be answering
        section=() if signal.kind == "reply" else tuple(signal.section),
        fields={} if signal.kind == "reply" else dict(signal.fields),
    )


def _quote(need: _Need) -> None:
    """Quote the sentence that earned the score most."""
    weights = [
        (reason["start"], reason["end"], reason["weight"])
        for reason in need.judgement.reasons
        if reason["field"] == "text" and reason["label"] != "same_need"
    ]
    need.signal.quote_start, need.signal.quote_end = quote_span(need.signal.text, weights)


def _judgement(signal: Signal, verdict: Any, now: datetime) -> Judgement:
    assert signal.id is not None
    reasons = [
        {
            "field": reason.field,
            "start": int(reason.start),
            "end": int(reason.end),
            "text": reason.text,
            "label": reason.label,
            "weight": float(reason.weight),
        }
        for reason in verdict.reasons
    ]
    return Judgement(
        signal_id=signal.id,
        score=float(verdict.score),
        probability=float(verdict.probability),
        intent=bool(verdict.intent),
        intent_class=str(verdict.intent_class)[:24],
        strength=int(verdict.strength),
        lang=str(verdict.lang or signal.lang or "")[:16],
        reasons=reasons,
        note=str(verdict.confidence_note or "")[:80],
        model_version=str(verdict.model_version)[:64],
        judged_at=now,
    )


def _no_judgement(signal: Signal, now: datetime) -> Judgement:
    """A company in a directory states no need: nothing to score, but the signal is done."""
    assert signal.id is not None
    return Judgement(
        signal_id=signal.id,
        score=0.0,
        probability=0.001,
        intent=False,
        intent_class="company",
        strength=0,
        lang=signal.lang or "",
        model_version=NO_MODEL,
        judged_at=now,
    )


def _repeat_need(need: _Need, of_topic: Judgement | None) -> None:
    """A reply such as "+1, same need" has the need of its topic, said by its own author."""
    own, signal = need.judgement, need.signal
    if of_topic is None or need.topic is None or not of_topic.intent:
        return
    if is_seller(of_topic.intent_class) or is_seller(own.intent_class):
        return
    if signal.author == need.topic.author or not says_same_need(signal.text):
        return
    score = of_topic.score * SAME_NEED_SHARE
    if score <= own.score:
        return
    own.score = score
    own.probability = max(own.probability, of_topic.probability * SAME_NEED_SHARE)
    own.intent, own.intent_class = True, of_topic.intent_class
    own.strength = max(1, of_topic.strength - 1)
    own.note = "the need of the topic it answers"
    span = {"field": "text", "start": 0, "end": len(signal.text), "text": signal.text}
    own.reasons = [{**span, "label": "same_need", "weight": round(score, 4)}, *own.reasons]


def _is_need(judgement: Judgement, signal: Signal, config: Config) -> bool:
    return (
        signal.kind != "company"
        and judgement.score >= config.scoring.lead_score_min
        and not is_seller(judgement.intent_class)
    )


def _make_leads(
    session: Session,
    needs: Sequence[_Need],
    done: QualifyResult,
    *,
    now: datetime,
    hash_key: bytes,
    config: Config,
) -> None:
    offers = merchants.offers(session)
    linked: list[tuple[_Need, Prospect]] = []
    for need in needs:
        lang = need.judgement.lang or need.signal.lang
        prospect = link_signal(session, need.signal, now=now, hash_key=hash_key, lang=lang)
        linked.append((need, prospect))
    ids = {prospect.id for _, prospect in linked if prospect.id is not None}
    done.prospects += len(ids)
    known = leads.leads_of_prospects(session, ids)
    points = prospects.contact_points_of(session, ids)
    for need, prospect in linked:
        assert prospect.id is not None
        need.answers = answers_of(need.signal, need.topic, need.judgement)
        fits = fits_of(_text(need), offers, fit_min=config.scoring.fit_min)
        reach = reachability((p.kind, p.origin) for p in points[prospect.id])
        lead = lead_of_need(known[prospect.id], fits)
        if lead is not None:
            _strengthen(session, lead, need, now=now, config=config)
            done.updated += 1
        elif fits:
            lead = _new_lead(prospect, need, fits[0], reach=reach, now=now, config=config)
            session.add(lead)
            session.flush()
            known[prospect.id].append(lead)
            done.leads += 1
            done.qualified += _begin(session, lead, need, now)


def _text(need: _Need) -> NeedText:
    lang = need.judgement.lang or need.signal.lang or ""
    place = need.answers.get("place")
    return need_text(need.signal, need.topic, lang=lang, country=place.country if place else None)


def _new_lead(
    prospect: Prospect,
    need: _Need,
    best: tuple[Offer, Fit],
    *,
    reach: float,
    now: datetime,
    config: Config,
) -> Lead:
    offer, suits = best
    assert prospect.id is not None and offer.id is not None and need.signal.id is not None
    fresh = _freshness(need.signal, now, config)
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


def _freshness(signal: Signal, now: datetime, config: Config) -> float:
    said_at = signal.posted_at or signal.first_seen_at
    return timeliness(said_at, now, decay_days=config.scoring.decay_days)


def _begin(session: Session, lead: Lead, need: _Need, now: datetime) -> bool:
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
    session: Session, lead: Lead, need: _Need, *, now: datetime, config: Config
) -> None:
    """The person said it again: the need is fresher, perhaps clearer, and more is known of it."""
    if lead.state == LeadState.RECYCLED:
        leads.move(session, lead, LeadState.NEW, actor=ACTOR, reason="said again", now=now)
    if lead.state not in OPEN:
        return
    lead.intent = max(lead.intent, min(1.0, need.judgement.score))
    lead.timeliness = max(lead.timeliness, _freshness(need.signal, now, config))
    lead.rank = rank(
        intent=lead.intent,
        fit=lead.fit,
        reachability=lead.reachability,
        timeliness=lead.timeliness,
    )
    lead.updated_at = now
    session.add(lead)
    leads.note_answers(session, lead, need.answers, now=now)
    leads.qualify_if_met(session, lead, actor=ACTOR, now=now)
