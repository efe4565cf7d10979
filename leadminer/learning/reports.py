"""What the console and the command line show of calibration, and of where to put the cut."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func
from sqlalchemy import select as select_many
from sqlmodel import col, select

from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.learning import models
from leadminer.learning.tables import HandoffFeatures, IntentModel
from leadminer.scoring.calibration import NOT_CALIBRATED, OUTCOMES_MIN, ReliabilityBin, wilson
from leadminer.scoring.outcome_model import model_of
from leadminer.signals.tables import Source
from leadminer.store import Session

ENDED = ("won", "lost", "declined", "return_accepted")
CUTS = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))
WEEKS = 4


@dataclass(frozen=True, slots=True)
class Curve:
    """A reliability curve: what was claimed against what came true."""

    count: int
    ece: float | None  # expected calibration error; None below OUTCOMES_MIN outcomes
    bins: list[ReliabilityBin] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SourceCalibration:
    """How probabilities of needs of one source are made."""

    host: str  # "" for all sources not named
    method: str  # prior, source, platt, isotonic
    outcomes: int
    slope: float
    offset: float
    note: str  # "not calibrated yet", "platt, 57 outcomes"


@dataclass(frozen=True, slots=True)
class CalibrationView:
    """All there is to say of how far probabilities can be believed."""

    version: str  # of the model in use; "" before there is any
    note: str  # "not calibrated yet" until there are enough verdicts or outcomes
    needs_before: Curve  # the text's own probability
    needs: Curve  # calibrated, on verdicts it did not see
    deals: Curve
    sources: list[SourceCalibration]
    figures: dict[str, Any]  # as stored: handoffs, verdicts (ROC before, after, gain), ...


def calibration_view(session: Session) -> CalibrationView:
    """The calibration of the model in use, with its reliability curves."""
    use = models.current_use(session)
    row = models.stored(session, use.version) if use and use.version else None
    if row is None:
        empty = Curve(0, None)
        return CalibrationView("", NOT_CALIBRATED, empty, empty, empty, [], {})
    model = model_of(row.params)
    numbers = [number for number in model.need if number]
    hosts = select_many(col(Source.id), col(Source.host)).where(col(Source.id).in_(numbers))
    named = {found[0]: found[1] for found in session.execute(hosts)}
    sources = [
        SourceCalibration(
            host=named.get(number, ""),
            method=known.method,
            outcomes=known.outcomes,
            slope=round(known.slope, 3),
            offset=round(known.offset, 3),
            note=known.note,
        )
        for number, known in sorted(model.need.items(), key=lambda item: -item[1].outcomes)
    ]
    needs, deals = row.figures.get("needs", {}), row.figures.get("deals", {})
    told = int(needs.get("count", 0))
    return CalibrationView(
        version=row.version,
        note=NOT_CALIBRATED if told < OUTCOMES_MIN else f"{told} verdicts and outcomes",
        needs_before=_curve(needs, "before"),
        needs=_curve(needs, "after"),
        deals=_curve(deals, "after"),
        sources=sources,
        figures=dict(row.figures),
    )


def _curve(figures: dict[str, Any], name: str) -> Curve:
    part = figures.get(name, {})
    count = int(figures.get("count", 0))
    bins = [ReliabilityBin(**row) for row in part.get("bins", [])]
    return Curve(count, part.get("ece") if count >= OUTCOMES_MIN else None, bins)


@dataclass(frozen=True, slots=True)
class CutAdvice:
    """What a cut of the rank would let through, and what would come of it."""

    cut: float
    leads_per_week: float
    leads_share: float  # of all leads
    ended: int  # hand-offs at or above the cut that ended, the ground of the next figures
    deal_rate: float | None  # won among them, those drawn by lot weighted up; None: no outcome
    deal_low: float
    deal_high: float
    deals_per_week: float | None
    deals_per_week_low: float
    deals_per_week_high: float
    deals_kept: float | None  # of all deals, the share at or above the cut
    handoffs_per_merchant: float  # a week


def threshold_advice(session: Session, *, now: datetime) -> list[CutAdvice]:
    """For each cut of the rank: volume, deals and merchants' load of a week, with intervals.

    Volume is of the last four weeks; deals are counted among hand-offs that ended, by their rank
    when they were handed over. An outcome drawn by lot counts by its inverse chance, at most ten.
    """
    since = now - timedelta(weeks=WEEKS)
    ranks = session.exec(select(Lead.rank).where(col(Lead.created_at) >= since)).all()
    statement = (
        select(HandoffFeatures.rank, Handoff.state, Handoff.propensity)
        .join(Handoff, col(Handoff.id) == col(HandoffFeatures.handoff_id))
        .where(col(Handoff.state).in_(ENDED))
    )
    ended = session.exec(statement).all()
    recent = select(func.count(col(Handoff.id)), func.count(func.distinct(Handoff.merchant_id)))
    given, merchants = session.exec(recent.where(col(Handoff.delivered_at) >= since)).one()
    load = given / max(1, merchants) / WEEKS
    all_won = sum(_weight(chance) for _, state, chance in ended if state == "won")
    advice = []
    for cut in CUTS:
        passed = sum(rank >= cut for rank in ranks)
        share = passed / len(ranks) if ranks else 0.0
        weekly = passed / WEEKS
        above = [(state == "won", _weight(chance)) for rank, state, chance in ended if rank >= cut]
        won, total = sum(w for hit, w in above if hit), sum(w for _, w in above)
        rate = won / total if total else None
        # weights make fewer outcomes of them than their number says (Kish's effective size)
        size = total**2 / sum(w * w for _, w in above) if above else 0.0
        low, high = wilson((rate or 0.0) * size, size)
        advice.append(
            CutAdvice(
                cut=cut,
                leads_per_week=round(weekly, 2),
                leads_share=round(share, 4),
                ended=len(above),
                deal_rate=None if rate is None else round(rate, 4),
                deal_low=round(low, 4),
                deal_high=round(high, 4),
                deals_per_week=None if rate is None else round(rate * weekly, 2),
                deals_per_week_low=round(low * weekly, 2),
                deals_per_week_high=round(high * weekly, 2),
                deals_kept=round(won / all_won, 4) if all_won else None,
                handoffs_per_merchant=round(load * share, 2),
            )
        )
    return advice


def _weight(propensity: float) -> float:
    return min(10.0, 1.0 / max(propensity, 1e-6))


def model_rows(session: Session, *, limit: int = 50) -> list[dict[str, Any]]:
    """Versions for a list or JSON: newest first, without their weights."""
    rows = []
    for found in models.list_models(session, limit=limit):
        row: IntentModel = found.model
        rows.append(
            {
                "version": row.version,
                "made_at": row.made_at.isoformat(),
                "made_by": row.made_by,
                "parent": row.parent,
                "outcomes": row.outcomes,
                "verdicts": row.verdicts,
                "in_use": found.in_use,
                "used_at": found.used_at.isoformat() if found.used_at else None,
                "figures": {k: v for k, v in row.figures.items() if k != "through"},
            }
        )
    return rows
