"""Ranks of open leads from the log of scores, the model in use and the time; a batch at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
import numpy.typing as npt
from sqlalchemy import func
from sqlalchemy import select as select_many
from sqlmodel import col, select

from leadminer.base.errors import NotFound
from leadminer.leads.rules import RANK_WEIGHTS, rank, timeliness
from leadminer.leads.states import OPEN
from leadminer.leads.tables import Lead
from leadminer.learning import models
from leadminer.learning.tables import ScoreEvent
from leadminer.merchants.tables import Offer
from leadminer.scoring.calibration import Calibrator, logistic
from leadminer.scoring.judging import log_odds_of_score
from leadminer.scoring.outcome_features import table_of, unpacked
from leadminer.scoring.outcome_model import OutcomeModel
from leadminer.store import Session, update_by_id

F64 = npt.NDArray[np.float64]
RANKED = ("timeliness", "learnt", "rank")
CHANCES = ("need_p", "need_low", "need_high", "deal_p", "deal_low", "deal_high")
FIGURES = (*RANKED, *CHANCES)
CHANGED = np.array([0.001] * len(RANKED) + [0.005] * len(CHANCES))[:, None]
"""A lead no figure of which changed by so much is not written: it keeps its version, too."""
EDGE = 1e-6
_WRITTEN = ("id", "model_version", "calibration", *FIGURES)


def rank_leads(
    session: Session,
    *,
    now: datetime,
    model: OutcomeModel | None = None,
    ids: Sequence[int] | None = None,
    after_id: int = 0,
    limit: int = 5000,
) -> tuple[int, int | None]:
    """Rank logged open leads as of now, by the model in use.

    Either those in `ids`, or the next `limit` after `after_id`. Returns how many changed, and the
    `after_id` of the next batch (None: this was the last).
    """
    model = model or models.active(session)
    # the last event of each lead: index score_event_lead
    last = select_many(func.max(col(ScoreEvent.id))).group_by(col(ScoreEvent.lead_id))
    if ids is not None:
        last = last.where(col(ScoreEvent.lead_id).in_(ids))
    else:
        span = select_many(col(Lead.id)).where(col(Lead.id) > after_id).order_by(col(Lead.id))
        numbers = session.execute(span.limit(limit)).scalars().all()
        if not numbers:
            return 0, None
        last = last.where(col(ScoreEvent.lead_id).between(numbers[0], numbers[-1]))
    statement: Any = (
        select_many(
            col(Lead.id),
            col(Offer.merchant_id),
            *(getattr(Lead, name) for name in (*FIGURES, "calibration")),
            *(getattr(ScoreEvent, name) for name in _PARTS),
        )
        .join(ScoreEvent, col(ScoreEvent.lead_id) == col(Lead.id))
        .join(Offer, col(Offer.id) == col(Lead.offer_id))
        .where(col(ScoreEvent.id).in_(last), col(Lead.state).in_(OPEN))
        .order_by(col(Lead.id))
        .with_for_update(of=Lead)
    )
    session.flush()
    rows = session.connection().execute(statement).all()  # plain rows: no objects are built
    changed = _write(session, rows, model, now) if rows else 0
    more = None
    if ids is None and len(numbers) == limit:
        more = int(numbers[-1])
    return changed, more


_PARTS = (
    *("source_id", "intent", "fit", "reachability", "said_at", "half_life_days"),
    *("feature_columns", "feature_values"),
)


def _write(session: Session, rows: Sequence[Any], model: OutcomeModel, now: datetime) -> int:
    ids, merchants, *rest = zip(*rows, strict=True)
    stored, rest = rest[: len(FIGURES)], rest[len(FIGURES) :]
    calibration, parts = rest[0], dict(zip(_PARTS, rest[1:], strict=True))
    figures, notes = _figures(parts, np.array(merchants, dtype=np.int64), model, now)
    before = np.array(stored, dtype=np.float64)  # None becomes nan
    after = np.array([figures[name] for name in FIGURES], dtype=np.float64)
    gap = np.abs(np.nan_to_num(after, nan=-9.0) - np.nan_to_num(before, nan=-9.0))
    moved = (gap >= CHANGED).any(axis=0)
    moved |= np.array(calibration, dtype=object) != np.array(notes, dtype=object)
    at = np.flatnonzero(moved)
    if not len(at):
        return 0
    columns = np.round(after[:, at], 6).T.astype(object)
    columns[np.isnan(after[:, at]).T] = None
    values = [
        (ids[i], model.version, notes[i], *column)
        for i, column in zip(at.tolist(), columns.tolist(), strict=True)
    ]
    table: Any = Lead.__table__  # type: ignore[attr-defined]
    update_by_id(session, table, _WRITTEN, values)
    session.expire_all()
    return len(at)


def _figures(
    parts: Mapping[str, Sequence[Any]],
    merchant: npt.NDArray[np.int64],
    model: OutcomeModel,
    now: datetime,
) -> tuple[dict[str, F64], list[str]]:
    """The figures of leads, by name, and the note on their probabilities."""
    intent, fit, reach, half_life = (
        np.clip(np.array(parts[name], dtype=np.float64), 0.0, None)
        for name in ("intent", "fit", "reachability", "half_life_days")
    )
    said = np.array([moment.timestamp() for moment in parts["said_at"]])
    days = (now.timestamp() - said) / 86_400
    fresh = np.power(0.5, np.maximum(days, 0.0) / half_life)
    rows = table_of(list(zip(parts["feature_columns"], parts["feature_values"], strict=True)))
    inside = np.clip(intent, EDGE, 1.0 - EDGE)
    text = 2.0 * np.log(inside / (1.0 - inside))
    learnt = model.learnt(rows, merchant)
    moved = np.where((intent <= 0) | (intent >= 1), intent, logistic(text / 2.0 + learnt))
    ranked = sum(
        RANK_WEIGHTS[name] * np.clip(part, 0.0, 1.0)
        for name, part in (
            ("intent", moved),
            ("fit", fit),
            ("reachability", reach),
            ("timeliness", fresh),
        )
    )
    figures = {"timeliness": fresh, "learnt": learnt, "rank": np.asarray(ranked)}
    need, notes = _needs(text, np.array(parts["source_id"], dtype=np.int64), model)
    figures |= dict(zip(("need_p", "need_low", "need_high"), need, strict=True))
    unknown = np.full(len(text), np.nan)
    deal = (unknown, unknown, unknown)
    if model.deal is not None:
        deal = model.deal.probability(model.with_learnt(text, learnt))
    figures |= dict(zip(("deal_p", "deal_low", "deal_high"), deal, strict=True))
    return figures, notes


def _needs(
    text: F64, source: npt.NDArray[np.int64], model: OutcomeModel
) -> tuple[tuple[F64, F64, F64], list[str]]:
    """The calibrated chance of a need, by each lead's source."""
    middle, low, high = np.zeros(len(text)), np.zeros(len(text)), np.zeros(len(text))
    notes = np.empty(len(text), dtype=object)
    for number in np.unique(source).tolist():
        known = model.need.get(number) or model.need.get(0) or Calibrator("prior")
        ours = source == number
        middle[ours], low[ours], high[ours] = known.probability(text[ours])
        notes[ours] = known.note
    return (middle, low, high), notes.tolist()


@dataclass(frozen=True, slots=True)
class RankAt:
    """A lead's rank at a moment, and the parts it was made of."""

    rank: float
    intent: float
    learnt: float
    fit: float
    reachability: float
    timeliness: float
    model_version: str
    text_model: str


def rank_at(session: Session, lead_id: int, moment: datetime) -> RankAt:
    """The rank a lead had at a moment, from the log alone. Raises NotFound before it was logged."""
    statement = (
        select(ScoreEvent, Offer.merchant_id)
        .join(Lead, col(Lead.id) == col(ScoreEvent.lead_id))
        .join(Offer, col(Offer.id) == col(Lead.offer_id))
        .where(ScoreEvent.lead_id == lead_id, col(ScoreEvent.at) <= moment)
        .order_by(col(ScoreEvent.id).desc())
        .limit(1)
    )
    found = session.exec(statement).first()
    if found is None:
        if session.get(Lead, lead_id) is None:
            raise NotFound(f"there is no lead {lead_id}")
        raise NotFound(f"lead {lead_id} was not scored before {moment:%Y-%m-%d %H:%M} UTC")
    event, merchant_id = found
    model = models.active_at(session, moment)
    row = unpacked(event.feature_columns, event.feature_values)
    rows = table_of([row.packed()])
    learnt = round(float(model.learnt(rows, np.array([merchant_id]))[0]), 6)
    fresh = timeliness(event.said_at, moment, decay_days=event.half_life_days)
    ranked = rank(
        intent=event.intent,
        fit=event.fit,
        reachability=event.reachability,
        timeliness=fresh,
        learnt=learnt,
    )
    return RankAt(
        rank=ranked,
        intent=event.intent,
        learnt=learnt,
        fit=event.fit,
        reachability=event.reachability,
        timeliness=fresh,
        model_version=model.version,
        text_model=event.text_model,
    )


def log_odds_of_scores(scores: Sequence[float]) -> F64:
    """Log-odds of need of many judgements."""
    return np.array([log_odds_of_score(score) for score in scores], dtype=np.float64)
