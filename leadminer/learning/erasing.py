"""A person's features cut to what tells nobody, where their data are erased.

The row of a hand-off stays, for the outcome it ended with teaches; its hashed words, fields and
headings go, and figures fine enough to find the text again are made coarse. See docs/decisions/008.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.learning.tables import HandoffFeatures, ScoreEvent
from leadminer.scoring.outcome_features import unpacked, without_words
from leadminer.store import Session

STEP = 0.05  # of scores


def cut_features(session: Session, lead_ids: Collection[int], *, now: datetime) -> int:
    """Cut the features of some leads. Again changes nothing. Returns how many rows were cut."""
    wanted = set(lead_ids)
    events = session.exec(
        select(ScoreEvent)
        .where(col(ScoreEvent.lead_id).in_(wanted), col(ScoreEvent.cut_at).is_(None))
        .with_for_update()
    ).all()
    for event in events:
        event.fit, event.reachability = _coarse(event.fit), _coarse(event.reachability)
        event.said_at = event.said_at.replace(hour=0, minute=0, second=0, microsecond=0)
    frozen = session.exec(
        select(HandoffFeatures)
        .where(col(HandoffFeatures.lead_id).in_(wanted), col(HandoffFeatures.cut_at).is_(None))
        .with_for_update()
    ).all()
    for row in frozen:
        row.rank, row.learnt = _coarse(row.rank), _coarse(row.learnt)
    rows: list[ScoreEvent | HandoffFeatures] = [*events, *frozen]
    for either in rows:
        kept = without_words(unpacked(either.feature_columns, either.feature_values))
        either.feature_columns, either.feature_values = kept.packed()
        either.intent = _coarse(either.intent)
        either.cut_at = now
        session.add(either)
    session.flush()
    return len(events) + len(frozen)


def last_cut(session: Session) -> datetime | None:
    """When features were cut last."""
    found = [
        session.exec(select(func.max(table.cut_at))).one()
        for table in (ScoreEvent, HandoffFeatures)
    ]
    return max(filter(None, found), default=None)


def _coarse(figure: float) -> float:
    return round(round(figure / STEP) * STEP, 2)
