"""signal -> judgement: what the scorer is told of a signal, and what is kept of its answer.

A company in a directory is judged without the scorer: it states no need. A reply that only says
"+1" takes over the need of the topic it answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from sqlmodel import col, select

from leadminer.leads import queries as leads
from leadminer.leads.checklist import Answer
from leadminer.leads.posters import against, weigh
from leadminer.leads.rules import SAME_NEED_SHARE, is_seller, says_same_need
from leadminer.leads.tables import Judgement
from leadminer.scoring import ScoringText
from leadminer.scoring.judging import log_odds_of_score
from leadminer.signals.posters import Repeats, repeats_of
from leadminer.signals.quotes import quote_span
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

NO_MODEL = "none"  # the model version of a judgement no model made


class Scores(Protocol):
    """What judges texts; `leadminer.scoring.Scorer` is one."""

    def score_many(self, texts: Iterable[ScoringText]) -> Iterator[Any]:
        """A judgement for each text, in order."""
        ...


@dataclass(slots=True)
class Need:
    """One signal on its way through the batch."""

    signal: Signal
    judgement: Judgement
    topic: Signal | None = None
    answers: dict[str, Answer] = field(default_factory=dict)


def judge(
    session: Session,
    signals: Sequence[Signal],
    topics: dict[int, Signal],
    *,
    scorer: Scores,
    now: datetime,
) -> list[Need]:
    """A judgement for each signal, added to the session and flushed, with its quote chosen.

    `topics`: the topic of each reply by the reply's id. The scorer's answer must name a verdict
    for every text, in order; ValueError otherwise.
    """
    said = [signal for signal in signals if signal.kind != "company"]
    hosts = hosts_of(session, said)
    verdicts = scorer.score_many([scoring_text(signal, hosts) for signal in said])
    needs = [Need(s, kept_judgement(s, v, now)) for s, v in zip(said, verdicts, strict=True)]
    weigh_authors(session, needs)
    for signal in signals:
        if signal.kind == "company":
            needs.append(Need(signal, company_judgement(signal, now)))
    by_signal = {need.signal.id: need.judgement for need in needs}
    for need in needs:
        need.topic = topics.get(need.signal.id or 0)
        if need.topic is not None:
            assert need.topic.id is not None
            of_topic = by_signal.get(need.topic.id) or leads.judgement_of(session, need.topic.id)
            take_over_need(need, of_topic)
        choose_quote(need)
    session.add_all([need.judgement for need in needs])
    session.flush()
    return needs


def weigh_authors(session: Session, needs: Sequence[Need]) -> None:
    """Hold against needs what their authors' habits say: the same over and over, advertisements."""
    asking = [need for need in needs if need.judgement.intent and need.signal.author]
    signals = [need.signal for need in asking]
    repeated = repeats_of(session, signals)
    authors = {(signal.source_id, signal.author or "") for signal in signals}
    sold_before = leads.sold_by(session, authors)
    sold_now = _sold_by(needs)
    for need in asking:
        author = need.signal.author or ""
        repeats = repeated.get(need.signal.id or 0, Repeats())
        sold, judged = (
            before + now
            for before, now in zip(
                sold_before.get((need.signal.source_id, author), (0, 0)),
                sold_now.get((need.signal.source_id, author), (0, 0)),
                strict=True,
            )
        )
        judged -= need.signal.kind == "post"  # this one itself
        weights = against(posts=repeats.posts, places=repeats.places, sold=sold, judged=judged)
        weigh(need.judgement, author, weights)


def _sold_by(needs: Sequence[Need]) -> dict[tuple[int, str], tuple[int, int]]:
    """As `leads.sold_by`, of posts that are judged just now: a board's first reading brings all."""
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for need in needs:
        if need.signal.kind == "post" and need.signal.author:
            key = need.signal.source_id, need.signal.author
            sold, judged = found.get(key, (0, 0))
            found[key] = (sold + is_seller(need.judgement.intent_class), judged + 1)
    return found


def hosts_of(session: Session, signals: Sequence[Signal]) -> dict[int, str]:
    """The host of each signal's source, by the id of the source."""
    ids = {signal.source_id for signal in signals}
    rows = session.exec(select(Source).where(col(Source.id).in_(ids)))
    return {row.id: row.host for row in rows if row.id is not None}


def scoring_text(signal: Signal, hosts: dict[int, str]) -> ScoringText:
    """What the scorer is told of a signal; `hosts` as given by `hosts_of`."""
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


def choose_quote(need: Need) -> None:
    """Quote the sentence that earned the score most."""
    weights = [
        (reason["start"], reason["end"], reason["weight"])
        for reason in need.judgement.reasons
        if reason["field"] == "text" and reason["label"] != "same_need"
    ]
    need.signal.quote_start, need.signal.quote_end = quote_span(need.signal.text, weights)


def kept_judgement(signal: Signal, verdict: Any, now: datetime) -> Judgement:
    """The scorer's verdict as the row that is kept, cut to what its columns hold."""
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


def company_judgement(signal: Signal, now: datetime) -> Judgement:
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


def take_over_need(need: Need, of_topic: Judgement | None) -> None:
    """A reply such as "+1, same need" has the need of its topic, said by its own author.

    Changes the judgement of the reply. A seller's topic, a seller's reply and the author of the
    topic take over nothing.
    """
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
    lifted = log_odds_of_score(score) - log_odds_of_score(own.score)
    own.score = score
    own.probability = max(own.probability, of_topic.probability * SAME_NEED_SHARE)
    own.intent, own.intent_class = True, of_topic.intent_class
    own.strength = max(1, of_topic.strength - 1)
    own.note = "the need of the topic it answers"
    span = {"field": "text", "start": 0, "end": len(signal.text), "text": signal.text}
    own.reasons = [{**span, "label": "same_need", "weight": round(lifted, 4)}, *own.reasons]
