"""Which posts an operator should read next, what was read, and what it brought.

A post is worth the more the less sure the model is of it (entropy), the less it resembles what
was read or chosen before (words), and the fewer posts of its source were read.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import func
from sqlalchemy import select as select_many
from sqlmodel import col, exists, select

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.leads.tables import Judgement, LeadFeedback
from leadminer.learning import models
from leadminer.learning.facts import known_of
from leadminer.learning.ranking import log_odds_of_scores
from leadminer.learning.tables import IntentModel, SignalLabel
from leadminer.scoring import INTENT_CLASSES
from leadminer.scoring.calibration import Calibrator
from leadminer.scoring.outcome_features import NAMED, row_of, table_of
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

POOL = 1500
"""Posts looked at for a queue: half of them those nearest to one half, half the newest."""
MIDDLE = 0.5
READ_LATELY = 200
UNCERTAIN, NEW_SOURCE, UNLIKE = "uncertain", "new source", "unlike the others"

F32 = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class PostToLabel:
    """A post to read, with why it is asked about."""

    signal_id: int
    host: str
    url: str
    title: str
    text: str
    lang: str
    probability: float  # of a need, as thought now
    strength: int
    intent_class: str
    why: str  # uncertain, new source, unlike the others
    worth: float  # 0..1


@dataclass(frozen=True, slots=True)
class LabellingState:
    """How much was read, and what it brought."""

    labels: int  # posts read with a verdict
    skipped: int  # read, and nobody could tell
    feedback: int  # leads called good or bad
    by_source: dict[str, int]  # posts read, by host
    gain: dict[str, Any]  # figures of the newest model on verdicts: before, after, gain, count
    history: list[dict[str, Any]]  # the same of each version, oldest first: the curve


def labelling_queue(session: Session, *, limit: int = 20, host: str = "") -> list[PostToLabel]:
    """The posts whose labels teach most, best first; none that somebody read or called already."""
    rows = _pool(session, host)
    if not rows:
        return []
    model = models.active(session)
    sources = np.array([signal.source_id for signal, *_ in rows])
    text = log_odds_of_scores([judgement.score for _, judgement, *_ in rows])
    chance = np.zeros(len(rows))
    for number in np.unique(sources).tolist():
        known = model.need.get(number) or model.need.get(0) or Calibrator("prior")
        ours = sources == number
        chance[ours] = known.probability(text[ours])[0]
    doubt = -(chance * np.log2(chance) + (1 - chance) * np.log2(1 - chance))
    read = _labels_by_source(session)
    scarce = np.array([1.0 / math.sqrt(1.0 + read.get(int(s), 0)) for s in sources])
    vectors = _vectors([(s, j, f) for s, j, f, _ in rows])
    seen = _vectors(_read_lately(session))
    order = _greedy(doubt, scarce, sources, (vectors, seen), limit)
    return [_shown(rows[at], float(chance[at]), why, worth) for at, why, worth in order]


def _pool(session: Session, host: str) -> list[Any]:
    labelled = exists().where(col(SignalLabel.signal_id) == col(Signal.id))
    called = exists().where(col(LeadFeedback.signal_id) == col(Signal.id))
    statement: Any = (
        select_many(Signal, Judgement, col(Source.family), col(Source.host))
        .join(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .where(col(Signal.kind) != "company", ~labelled, ~called)
    )
    if host:
        statement = statement.where(col(Source.host) == host)
    # for: index judgement.score, from the middle outwards, and the newest
    above = statement.where(col(Judgement.score) >= MIDDLE).order_by(col(Judgement.score))
    below = statement.where(col(Judgement.score) < MIDDLE).order_by(col(Judgement.score).desc())
    newest = statement.order_by(col(Judgement.id).desc())
    found: dict[int, Any] = {}
    for part, size in ((above, POOL // 4), (below, POOL // 4), (newest, POOL // 2)):
        for row in session.execute(part.limit(size)):
            found.setdefault(row[0].id, row)
    texts: dict[str, Any] = {}
    for number in sorted(found):  # the same text on many boards is read once
        texts.setdefault(found[number][0].text_hash or str(number), found[number])
    return list(texts.values())


def _read_lately(session: Session) -> list[Any]:
    statement: Any = (
        select_many(Signal, Judgement, col(Source.family))
        .join(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .join(SignalLabel, col(SignalLabel.signal_id) == col(Signal.id))
        .order_by(col(SignalLabel.id).desc())
        .limit(READ_LATELY)
    )
    return [tuple(row) for row in session.execute(statement)]


def _labels_by_source(session: Session) -> dict[int, int]:
    statement = (
        select(Signal.source_id, func.count(func.distinct(SignalLabel.signal_id)))
        .join(SignalLabel, col(SignalLabel.signal_id) == col(Signal.id))
        .group_by(col(Signal.source_id))
    )
    return dict(session.exec(statement).all())


def _vectors(rows: Sequence[Any]) -> F32:
    """Words and places of posts, each of length 1."""
    packed = []
    for signal, judgement, family in rows:
        said_at = signal.posted_at or signal.first_seen_at
        packed.append(row_of(known_of(signal, judgement, now=said_at, family=family)).packed())
    full = table_of(packed).dense()[:, NAMED:]
    length = np.linalg.norm(full, axis=1, keepdims=True)
    scaled: F32 = (full / np.maximum(length, 1e-6)).astype(np.float32)
    return scaled


def _greedy(
    doubt: npt.NDArray[np.float64],
    scarce: npt.NDArray[np.float64],
    sources: npt.NDArray[np.int64],
    words: tuple[F32, F32],
    limit: int,
) -> list[tuple[int, str, float]]:
    """One post after the other, each unlike those before and of a source not asked about yet."""
    vectors, seen = words
    near = np.zeros(len(doubt), dtype=np.float32)
    if len(seen):
        near = np.maximum(near, (vectors @ seen.T).max(axis=1))
    taken = np.zeros(len(doubt), dtype=bool)
    scarce = scarce.copy()
    chosen = []
    for _ in range(min(limit, len(doubt))):
        unlike = 1.0 - np.clip(near, 0.0, 1.0)
        worth = doubt * (0.5 + 0.5 * unlike) * (0.5 + 0.5 * scarce)
        worth[taken] = -1.0
        at = int(np.argmax(worth))
        why = UNCERTAIN
        if scarce[at] >= 0.99 and doubt[at] < 0.9:
            why = NEW_SOURCE
        elif unlike[at] > 0.7 and doubt[at] < 0.9:
            why = UNLIKE
        chosen.append((at, why, round(float(worth[at]), 4)))
        taken[at] = True
        near = np.maximum(near, vectors @ vectors[at])
        same = sources == sources[at]
        scarce[same] = 1.0 / np.sqrt(1.0 / scarce[same] ** 2 + 1.0)
    return chosen


def _shown(row: Any, chance: float, why: str, worth: float) -> PostToLabel:
    signal, judgement, _, host = row
    return PostToLabel(
        signal_id=signal.id,
        host=host,
        url=signal.url,
        title=signal.title,
        text=signal.text,
        lang=judgement.lang or signal.lang or "",
        probability=round(chance, 3),
        strength=judgement.strength,
        intent_class=judgement.intent_class,
        why=why,
        worth=worth,
    )


def set_label(
    session: Session,
    signal_id: int,
    label: int | None,
    *,
    actor: str,
    now: datetime,
    strength: int = 0,
    intent_class: str = "",
    why: str = "",
) -> SignalLabel:
    """Keep what somebody read in a post: 1 a need, 0 none, None cannot tell; again: it is changed.

    Raises NotFound for an unknown signal, InvalidInput for a label, strength or class there is not.
    """
    if session.get(Signal, signal_id) is None:
        raise NotFound(f"there is no signal {signal_id}")
    if label not in (0, 1, None):
        raise InvalidInput(f"a label is 1, 0 or nothing, not {label!r}")
    if not 0 <= strength <= 3:
        raise InvalidInput(f"strength is 0 to 3, not {strength}")
    if intent_class and intent_class not in INTENT_CLASSES:
        raise InvalidInput(f"no class {intent_class!r}: use one of {', '.join(INTENT_CLASSES)}")
    known = select(SignalLabel).where(
        SignalLabel.signal_id == signal_id, SignalLabel.actor == actor
    )
    found = session.exec(known).first()
    row = found or SignalLabel(signal_id=signal_id, actor=actor, at=now)
    row.label, row.at, row.intent_class = label, now, intent_class
    row.strength = strength if label else 0
    row.why = why or row.why
    session.add(row)
    session.flush()
    return row


def take_label_back(session: Session, signal_id: int, *, actor: str) -> bool:
    """Forget what somebody read in a post. Returns whether there was anything."""
    known = select(SignalLabel).where(
        SignalLabel.signal_id == signal_id, SignalLabel.actor == actor
    )
    found = session.exec(known).first()
    if found is None:
        return False
    session.delete(found)
    session.flush()
    return True


def labelling_state(session: Session) -> LabellingState:
    """How much was read and called, and what it brought, version by version."""
    told = select(func.count(func.distinct(SignalLabel.signal_id)))
    labels = session.exec(told.where(col(SignalLabel.label).is_not(None))).one()
    skipped = session.exec(told.where(col(SignalLabel.label).is_(None))).one()
    called = select(func.count(func.distinct(LeadFeedback.lead_id)))
    feedback = session.exec(called.where(LeadFeedback.verdict != "")).one()
    by_source = _labels_by_source(session)
    hosts = select_many(col(Source.id), col(Source.host)).where(col(Source.id).in_(by_source))
    named = {row[0]: row[1] for row in session.execute(hosts)}
    rows = session.exec(select(IntentModel).order_by(col(IntentModel.id))).all()
    history = [
        {"version": row.version, "at": row.made_at.isoformat(), **row.figures["verdicts"]}
        for row in rows
        if "verdicts" in row.figures
    ]
    return LabellingState(
        labels=labels,
        skipped=skipped,
        feedback=feedback,
        by_source={named[number]: count for number, count in sorted(by_source.items())},
        gain=history[-1] if history else {},
        history=history,
    )


def labelled_lines(session: Session) -> list[dict[str, Any]]:
    """Read posts and called leads as lines for `leadminer intent train DIR`, the newest word each.

    A lead called good is a need; one called bad is none where its reason says so.
    """
    lines: dict[int, dict[str, Any]] = {}
    statement: Any = (
        select_many(LeadFeedback, Signal, col(Source.host))
        .join(Signal, col(Signal.id) == col(LeadFeedback.signal_id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .order_by(col(LeadFeedback.id))
    )
    for said, signal, host in session.execute(statement):
        no_need = said.verdict == "bad" and said.reason in ("", "no_need", "seller", "spam_test")
        if said.verdict == "good" or no_need:
            kind = "seller" if said.reason == "seller" else None
            lines[signal.id] = _line(signal, host, int(not no_need), kind=kind)
        else:
            lines.pop(signal.id, None)
    labels: Any = (
        select_many(SignalLabel, Signal, col(Source.host))
        .join(Signal, col(Signal.id) == col(SignalLabel.signal_id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .order_by(col(SignalLabel.id))
    )
    for label, signal, host in session.execute(labels):
        if label.label is None:
            lines.pop(signal.id, None)
            continue
        line = _line(signal, host, label.label, kind=None)
        line["strength"] = label.strength
        if label.intent_class:
            line["class"] = label.intent_class
        lines[signal.id] = line
    return [lines[number] for number in sorted(lines)]


def _line(signal: Signal, host: str, label: int, *, kind: str | None) -> dict[str, Any]:
    line: dict[str, Any] = {
        "id": f"signal-{signal.id}",
        "title": signal.title,
        "text": signal.text,
        "label": label,
        "source": host,
        "group": f"signal-{signal.id}",
    }
    return {**line, "kind": kind} if kind else line
