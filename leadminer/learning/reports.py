"""What the console and the command line show of calibration and of model versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select as select_many
from sqlmodel import col

from leadminer.learning import models
from leadminer.learning.tables import IntentModel
from leadminer.scoring.calibration import NOT_CALIBRATED, OUTCOMES_MIN, ReliabilityBin
from leadminer.scoring.outcome_model import model_of
from leadminer.signals.tables import Source
from leadminer.store import Session


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
