"""What became of hand-offs, and what operators said, as graded examples. Read from the logs only.

| what happened | target | weight | of a need |
|---|---|---|---|
| won | 1 | 1 | yes |
| accepted, at work, return refused | 0.6 | 0.5 | yes |
| lost | 0.25 | 1 | yes |
| returned: never asked, spam or a test | 0 | 1 | no |
| returned: wrong data, out of category or area, unreachable | 0.1 | 1 | - |
| declined: out of category or area, too small, price | 0.15 | 1 | - |
| declined without a reason, or for another | 0.3 | 0.5 | - |
| declined for want of capacity or as known already, expired, called back | - | 0 | - |

A merchant's want of time says nothing of a lead. `of a need` feeds the calibration of needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import func
from sqlalchemy import select as select_many
from sqlmodel import col, select

from leadminer.handoffs.tables import Handoff, HandoffMove
from leadminer.leads.tables import Judgement, LeadFeedback
from leadminer.learning.erasing import last_cut
from leadminer.learning.facts import known_of
from leadminer.learning.tables import HandoffFeatures, ScoreEvent, SignalLabel
from leadminer.scoring.judging import log_odds_of_score
from leadminer.scoring.outcome_features import COLUMN, Row, row_of, unpacked
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

EXAMPLES_MAX = 20_000
"""The newest so many hand-offs are learnt from; older ones speak of another market."""
VERDICT_WEIGHT = 0.5
NO_NEED_CODES = frozenset({"", "no_need", "seller", "spam_test"})


@dataclass(frozen=True, slots=True)
class Grade:
    """What an end says: how well it went, how much that counts, whether there was a need."""

    target: float
    weight: float
    need: int | None = None
    deal: int | None = None  # 1 won, 0 ended without a deal, None not ended


GRADES: dict[tuple[str, str], Grade] = {
    ("won", ""): Grade(1.0, 1.0, 1, 1),
    ("accepted", ""): Grade(0.6, 0.5, 1),
    ("working", ""): Grade(0.6, 0.5, 1),
    ("return_refused", ""): Grade(0.6, 0.5, 1),
    ("lost", ""): Grade(0.25, 1.0, 1, 0),
    ("return_accepted", "never_asked"): Grade(0.0, 1.0, 0, 0),
    ("return_accepted", "spam_test"): Grade(0.0, 1.0, 0, 0),
    ("return_accepted", "wrong_data"): Grade(0.1, 1.0, None, 0),
    ("return_accepted", "out_of_category"): Grade(0.1, 1.0, None, 0),
    ("return_accepted", "out_of_area"): Grade(0.1, 1.0, None, 0),
    ("return_accepted", "unreachable"): Grade(0.1, 1.0, None, 0),
    ("declined", "out_of_category"): Grade(0.15, 1.0, None, 0),
    ("declined", "out_of_area"): Grade(0.15, 1.0, None, 0),
    ("declined", "too_small"): Grade(0.15, 1.0, None, 0),
    ("declined", "price"): Grade(0.15, 1.0, None, 0),
    ("declined", "other"): Grade(0.3, 0.5, None, 0),
    ("declined", ""): Grade(0.3, 0.5, None, 0),
}
INFORMATIVE = tuple(sorted({state for state, _ in GRADES}))


@dataclass(frozen=True, slots=True)
class Example:
    """One row to learn from."""

    key: str  # "handoff:12", "feedback:7", "label:3"
    row: Row
    text: float  # log-odds of need by the text
    target: float
    weight: float
    merchant_id: int = 0
    source_id: int = 0
    propensity: float = 1.0
    need: int | None = None
    deal: int | None = None


def examples(session: Session, *, as_of: datetime | None = None) -> list[Example]:
    """Everything there is to learn from up to a moment, in the order of keys."""
    found = [*_handoffs(session, as_of), *_feedback(session, as_of), *_labels(session, as_of)]
    return sorted(found, key=lambda example: example.key)


def last_events(session: Session) -> dict[str, int]:
    """How far each log has come; a model remembers it as what it has seen."""
    # from the end of the table: the first that tells anything is found at once
    moved = select(HandoffMove.id).where(col(HandoffMove.to_state).in_(INFORMATIVE))
    moved = moved.order_by(col(HandoffMove.id).desc()).limit(1)
    changed = session.exec(select(func.max(SignalLabel.at))).one()
    cut = last_cut(session)
    return {
        "move": session.exec(moved).first() or 0,
        "feedback": session.exec(select(func.max(LeadFeedback.id))).one() or 0,
        "labels": session.exec(select(func.count(col(SignalLabel.id)))).one(),
        "labelled_at": int(changed.timestamp() * 1000) if changed else 0,
        "erased_at": int(cut.timestamp() * 1000) if cut else 0,
    }


def grade_of(state: str, reason: str) -> Grade | None:
    """What a hand-off in this state says; None: nothing. `reason`: of its last move."""
    if state in ("return_accepted", "declined"):
        return GRADES.get((state, reason.partition(":")[0].strip()))
    return GRADES.get((state, ""))


def _handoffs(session: Session, as_of: datetime | None) -> list[Example]:
    moves = select_many(func.max(col(HandoffMove.id))).group_by(col(HandoffMove.handoff_id))
    if as_of is not None:
        moves = moves.where(col(HandoffMove.at) <= as_of)
    statement: Any = (
        select_many(
            HandoffFeatures, HandoffMove, col(Handoff.propensity), col(Handoff.return_reason)
        )
        .join(HandoffMove, col(HandoffMove.handoff_id) == col(HandoffFeatures.handoff_id))
        .join(Handoff, col(Handoff.id) == col(HandoffFeatures.handoff_id))
        .where(col(HandoffMove.id).in_(moves))
        .order_by(col(HandoffFeatures.id).desc())
        .limit(EXAMPLES_MAX)
    )
    found = []
    for frozen, move, propensity, return_reason in session.execute(statement):
        reason = return_reason if move.to_state == "return_accepted" else move.reason
        grade = grade_of(move.to_state, reason)
        if grade is None:
            continue
        found.append(
            Example(
                key=f"handoff:{frozen.handoff_id:012d}",
                row=unpacked(frozen.feature_columns, frozen.feature_values),
                text=log_odds_of_score(frozen.intent),
                target=grade.target,
                weight=grade.weight,
                merchant_id=frozen.merchant_id,
                source_id=frozen.source_id,
                propensity=propensity,
                need=grade.need,
                deal=grade.deal,
            )
        )
    return found


def _feedback(session: Session, as_of: datetime | None) -> list[Example]:
    """The last verdict on each lead, with the lead as it was first scored."""
    last = select_many(func.max(col(LeadFeedback.id))).group_by(col(LeadFeedback.lead_id))
    if as_of is not None:
        last = last.where(col(LeadFeedback.at) <= as_of)
    first = select_many(func.min(col(ScoreEvent.id))).group_by(col(ScoreEvent.lead_id))
    statement: Any = (
        select_many(LeadFeedback, ScoreEvent)
        .join(ScoreEvent, col(ScoreEvent.lead_id) == col(LeadFeedback.lead_id))
        .where(col(LeadFeedback.id).in_(last), col(ScoreEvent.id).in_(first))
        .where(col(LeadFeedback.verdict) != "")
        .order_by(col(LeadFeedback.id).desc())
        .limit(EXAMPLES_MAX)
    )
    found = []
    for said, event in session.execute(statement):
        good = said.verdict == "good"
        if not good and said.reason not in NO_NEED_CODES:
            continue  # "too late", "duplicate": true, and no word on whether it was a need
        found.append(
            _verdict(
                f"feedback:{said.lead_id:012d}",
                unpacked(event.feature_columns, event.feature_values),
                log_odds_of_score(event.intent),
                good,
                (event.source_id, "verdict"),
            )
        )
    return found


def _labels(session: Session, as_of: datetime | None) -> list[Example]:
    """The last label of each post."""
    last = select_many(func.max(col(SignalLabel.id))).group_by(col(SignalLabel.signal_id))
    if as_of is not None:
        last = last.where(col(SignalLabel.at) <= as_of)
    statement: Any = (
        select_many(SignalLabel, Signal, Judgement, col(Source.family))
        .join(Signal, col(Signal.id) == col(SignalLabel.signal_id))
        .join(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .join(Source, col(Source.id) == col(Signal.source_id))
        .where(col(SignalLabel.id).in_(last), col(SignalLabel.label).is_not(None))
        .order_by(col(SignalLabel.id).desc())
        .limit(EXAMPLES_MAX)
    )
    found = []
    for label, signal, judgement, family in session.execute(statement):
        seen_at = signal.posted_at or signal.first_seen_at  # a post is as old as when it was said
        known = known_of(signal, judgement, now=seen_at, family=family)
        found.append(
            _verdict(
                f"label:{signal.id:012d}",
                row_of(known),
                log_odds_of_score(judgement.score),
                label.label == 1,
                (signal.source_id, "label"),
            )
        )
    return found


def _verdict(key: str, row: Row, text: float, good: bool, of: tuple[int, str]) -> Example:
    """An operator's word: of a need or none, and no hand-over."""
    source_id, kind = of
    columns = np.append(row.columns, COLUMN[kind]).astype(np.uint16)
    values = np.append(row.values, 1.0).astype(np.float16)
    order = np.argsort(columns, kind="stable")
    return Example(
        key=key,
        row=Row(columns[order], values[order]),
        text=text,
        target=1.0 if good else 0.0,
        weight=VERDICT_WEIGHT,
        source_id=source_id,
        need=int(good),
    )


def folds(found: Sequence[Example], count: int) -> npt.NDArray[np.int64]:
    """A fold for each example, by its key: the same whatever else there is."""
    digests = [hashlib.sha256(example.key.encode()).digest() for example in found]
    return np.array([int.from_bytes(d[:6], "big") % count for d in digests], dtype=np.int64)
