"""Examples in, a model with its figures out. Pure: the same examples give the same version."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from leadminer.learning.outcomes import Example, folds
from leadminer.scoring import calibration
from leadminer.scoring.calibration import Calibrator, bounded, logistic
from leadminer.scoring.outcome_features import SCHEMA, table_of
from leadminer.scoring.outcome_model import (
    FOLDS,
    TEXT_SHARE,
    Examples,
    OutcomeModel,
    fit,
    out_of_fold,
)

F64 = npt.NDArray[np.float64]
Scores = tuple[F64, F64]
"""Log-odds of need of some posts, and the chances printed beside them."""
DRAWS = 200
MEASURED_MIN = 10
"""Examples of either kind below which no figure is given."""


def learn_from(
    found: Sequence[Example], scores: Mapping[int, Scores]
) -> tuple[OutcomeModel, dict[str, Any]]:
    """The model that examples and the unlabelled scores of sources teach, with its figures.

    `scores`: of each source's posts, by source. Figures compare what the text
    alone says (`before`) with models that did not see the example (`after`).
    """
    data = examples_of(found)
    model = fit(data)
    split = folds(found, FOLDS)
    held = out_of_fold(data, split) if len(found) >= MEASURED_MIN else None
    figures: dict[str, Any] = {}
    deal = None
    if held is not None:
        figures = _figures(found, data, held)
        ended = np.array([example.deal is not None for example in found])
        won = np.array([float(example.deal or 0) for example in found])
        if ended.any():
            prior = Calibrator("prior", slope=1.0, offset=-1.0)
            deal = calibration.fit(held[ended], won[ended], prior=prior)
            figures["deals"] = _calibrated(held[ended], won[ended], split[ended], prior)
    needs = _needs_measured(found, scores)
    figures |= {"needs": needs} if needs else {}
    model = replace(model, need=needs_of(found, scores), deal=deal)
    return replace(model, version=version_of(found, model)), figures


def examples_of(found: Sequence[Example]) -> Examples:
    """Examples as arrays."""
    return Examples(
        rows=table_of([example.row.packed() for example in found]),
        text=np.array([example.text for example in found], dtype=np.float64),
        target=np.array([example.target for example in found], dtype=np.float64),
        weight=np.array([example.weight for example in found], dtype=np.float64),
        merchant=np.array([example.merchant_id for example in found], dtype=np.int64),
        propensity=np.array([example.propensity for example in found], dtype=np.float64),
    )


def version_of(found: Sequence[Example], model: OutcomeModel) -> str:
    """The name of what these examples teach: a hash of them and of the calibrations."""
    digest = hashlib.sha256(f"schema {SCHEMA}\n".encode())
    for e in sorted(found, key=lambda example: example.key):
        line = f"{e.key} {e.target!r} {e.weight!r} {e.propensity!r} {e.merchant_id} {e.text:.6f}\n"
        digest.update(line.encode() + b"".join(e.row.packed()))
    for source, known in sorted(model.need.items()):
        digest.update(f"{source} {known.method} {known.slope:.2f} {known.offset:.2f}\n".encode())
    return f"outcomes-{len(found)}-{digest.hexdigest()[:10]}"


def needs_of(found: Sequence[Example], scores: Mapping[int, Scores]) -> dict[int, Calibrator]:
    """A calibrator of needs for each source, and under 0 the one for all others.

    A source's own starts from its scores and whether people speak there (EM), is moved by what all
    sources' verdicts say, and then by its own.
    """
    told = [example for example in found if example.need is not None]
    text = np.array([example.text for example in told], dtype=np.float64)
    need = np.array([float(example.need or 0) for example in told])
    source = np.array([example.source_id for example in told], dtype=np.int64)
    alone = {
        number: calibration.of_source(*scores.get(number, (np.zeros(0), np.zeros(0))))
        for number in sorted({*scores, *source.tolist()})
    }
    known = {0: calibration.fit(text, need)}
    for number, prior in alone.items():
        ours = source == number
        if len(told) > int(ours.sum()):
            elsewhere = calibration.fit_line(text[~ours], need[~ours])
            usual = float(np.mean([alone[s].offset for s in source[~ours].tolist()]))
            offset = elsewhere.offset + prior.offset - usual
            prior = replace(prior, slope=elsewhere.slope, offset=offset)
        known[number] = calibration.fit(text[ours], need[ours], prior=prior)
    return known


def _figures(found: Sequence[Example], data: Examples, held: F64) -> dict[str, Any]:
    """Ranking before and after, of hand-overs and of verdicts, with bootstrap intervals."""
    before = TEXT_SHARE * data.text
    figures: dict[str, Any] = {}
    for name, chosen in (
        ("handoffs", np.array([e.key.startswith("handoff") for e in found])),
        ("verdicts", np.array([not e.key.startswith("handoff") for e in found])),
    ):
        good = data.target[chosen] >= 0.5
        if min(int(good.sum()), int((~good).sum())) < MEASURED_MIN:
            continue
        truth = good.astype(np.float64)
        figures[name] = {
            "count": len(truth),
            "good": int(good.sum()),
            "before": area_with_interval(truth, before[chosen]),
            "after": area_with_interval(truth, held[chosen]),
            "gain": gain_with_interval(truth, before[chosen], held[chosen]),
        }
    return figures


def _needs_measured(found: Sequence[Example], scores: Mapping[int, Scores]) -> dict[str, Any]:
    """How far the chance of a need can be believed, measured on verdicts it did not see.

    `before` is what the text's log-odds say as they are.
    """
    told = [example for example in found if example.need is not None]
    if len(told) < 2 * MEASURED_MIN:
        return {}
    sources = {example.source_id for example in told}
    ours = {number: values for number, values in scores.items() if number in sources}
    split = folds(told, FOLDS)
    text = np.array([example.text for example in told])
    truth = np.array([float(example.need or 0) for example in told])
    chance = np.zeros(len(told))
    for number in np.unique(split):
        known = needs_of([e for e, f in zip(told, split, strict=True) if f != number], ours)
        for at in np.flatnonzero(split == number).tolist():
            calibrator = known.get(told[at].source_id) or known[0]
            chance[at] = calibrator.probability(text[at : at + 1])[0][0]
    return {
        "count": len(told),
        "needs": int(truth.sum()),
        "before": _curve(truth, bounded(logistic(text))),
        "after": _curve(truth, chance),
    }


def _curve(truth: F64, probability: F64) -> dict[str, Any]:
    rows = calibration.reliability(truth, probability)
    bins = [{k: round(v, 4) for k, v in asdict(row).items()} for row in rows]
    return {"ece": round(calibration.expected_error(rows), 4), "bins": bins}


def _calibrated(
    log_odds: F64, truth: F64, split: npt.NDArray[np.int64], prior: Calibrator
) -> dict[str, Any]:
    """How far the chance of a deal can be believed, measured on outcomes it did not see."""
    out = np.zeros(len(truth))
    for number in np.unique(split):
        test, learn = split == number, split != number
        fitted = calibration.fit(log_odds[learn], truth[learn], prior=prior)
        out[test] = fitted.probability(log_odds[test])[0]
    return {"count": len(truth), "won": int(truth.sum()), "after": _curve(truth, out)}


def area(truth: F64, score: F64) -> float:
    """ROC-AUC: the chance that a good one ranks above a bad one; ties count half."""
    ordered = np.sort(score)
    first = np.searchsorted(ordered, score, side="left")
    last = np.searchsorted(ordered, score, side="right")
    ranks = (first + last + 1) * 0.5
    good = float(truth.sum())
    bad = len(truth) - good
    if not good or not bad:
        return float("nan")
    return float((ranks[truth > 0].sum() - good * (good + 1) * 0.5) / good / bad)


def _draws(count: int) -> npt.NDArray[np.int64]:
    return np.random.default_rng(11).integers(0, count, (DRAWS, count))


def area_with_interval(truth: F64, score: F64) -> list[float]:
    """ROC-AUC with the 2.5 and 97.5 percentile of a bootstrap."""
    drawn = [area(truth[d], score[d]) for d in _draws(len(truth))]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return [round(float(v), 4) for v in (area(truth, score), low, high)]


def gain_with_interval(truth: F64, before: F64, after: F64) -> list[float]:
    """What `after` ranks better, paired over the same draws."""
    drawn = [area(truth[d], after[d]) - area(truth[d], before[d]) for d in _draws(len(truth))]
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    gain = area(truth, after) - area(truth, before)
    return [round(float(v), 4) for v in (gain, low, high)]
