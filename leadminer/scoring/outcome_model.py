"""What outcomes add to the text's score: weights for all merchants, an offset for each. Pure.

    log-odds of success = text / 2 + (global + offset of the merchant) . row

Penalised logistic regression, Newton's method. The Gaussian prior around zero keeps every weight
small until outcomes say otherwise, a tighter one keeps a merchant near the others; global weights
and offsets are fitted in turn until they agree (the joint maximum a posteriori). Targets are
graded, 0 to 1. Examples that were given by chance count more, by the inverse of that chance
(Horvitz and Thompson 1952), at most `IPS_MAX` times.
"""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from leadminer.scoring.calibration import Calibrator, calibrator_of, logistic
from leadminer.scoring.outcome_features import COLUMN, COLUMNS, NAMED, PLACES, SCHEMA, Table

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

TEXT_SHARE = 0.5
"""The text's log-odds count half: `score` of a judgement is made the same way."""
IPS_MAX = 10.0
SWEEPS = 3
FOLDS = 5
LEARNT_MAX = 4.0
"""What outcomes may add to a log-odds, either way."""
NO_EFFECT = tuple(COLUMN[name] for name in ("one", "verdict", "label"))
"""Columns whose global weight says how often things go well, not which lead goes better."""


def _spread() -> F64:
    """Standard deviation of each global weight before any outcome.

    Chosen on forum posts left out of the scorer's training, and looked at on trade texts
    (benchmarks/intent_outcomes.py): half and double as wide lose a little.
    """
    spread = np.full(COLUMNS, 0.5)
    spread[NAMED : NAMED + PLACES] = 0.4
    spread[list(NO_EFFECT)] = 10.0  # so wide that facts all leads share explain none of it
    return spread


SPREAD = _spread()
MERCHANT_SHARE = 0.6
"""A merchant's weights differ from everybody's by this share of `SPREAD`."""
MERCHANT_SPREAD = SPREAD.copy()
MERCHANT_SPREAD[list(NO_EFFECT)] = 0.8


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learnt from, a row an example."""

    rows: Table
    text: F64
    """Log-odds of need by the text."""
    target: F64
    """0 it went badly .. 1 it went well."""
    weight: F64
    merchant: I64
    """0: nobody's (a verdict or a label)."""
    propensity: F64

    def take(self, which: I64) -> Examples:
        """Some of them."""
        dense = self.rows.dense()[which]
        owner, column = np.nonzero(dense)
        rows = Table(owner, column, dense[owner, column], len(which))
        return Examples(
            rows,
            self.text[which],
            self.target[which],
            self.weight[which],
            self.merchant[which],
            self.propensity[which],
        )


@dataclass(frozen=True, slots=True)
class OutcomeModel:
    """One version of what was learnt."""

    version: str = ""
    weights: F64 = field(default_factory=lambda: np.zeros(COLUMNS))
    offsets: Mapping[int, F64] = field(default_factory=dict)
    """By merchant."""
    need: Mapping[int, Calibrator] = field(default_factory=dict)
    """From the text's log-odds to the chance of a need, by source; 0 for sources not named."""
    deal: Calibrator | None = None
    """From `log_odds` to the chance of a deal; None until there are outcomes."""

    def learnt(self, rows: Table, merchant: I64) -> F64:
        """What outcomes add to the text's log-odds, a value a row; 0 before any outcome."""
        common = self.weights.copy()
        common[list(NO_EFFECT)] = 0.0
        known = sorted(self.offsets)
        every = np.vstack([common, *(common + self.offsets[m] for m in known)]).astype(np.float32)
        place = np.searchsorted(known, merchant) if known else np.zeros(rows.size, dtype=np.int64)
        ours = np.array([*known, -1])[place] == merchant
        which = np.where(ours, place + 1, 0)  # a merchant not known gets what holds for all
        products = rows.value * every[which[rows.owner], rows.column]
        out = np.bincount(rows.owner, products, rows.size)
        return np.clip(out, -LEARNT_MAX, LEARNT_MAX)

    def log_odds(self, rows: Table, text: F64, merchant: I64) -> F64:
        """Of success, uncalibrated."""
        return self.with_learnt(text, self.learnt(rows, merchant))

    def with_learnt(self, text: F64, learnt: F64) -> F64:
        """`log_odds`, where `learnt` is known already."""
        value: F64 = TEXT_SHARE * text + self.weights[COLUMN["one"]] + learnt
        return value

    def packed(self) -> bytes:
        """As kept in the database."""
        facts = {
            "schema": SCHEMA,
            "version": self.version,
            "need": {str(k): v.as_dict() for k, v in sorted(self.need.items())},
            "deal": self.deal.as_dict() if self.deal else None,
        }
        merchants = sorted(self.offsets)
        offsets = np.array([self.offsets[m] for m in merchants]).reshape(-1, COLUMNS)
        out = io.BytesIO()
        np.savez_compressed(
            out,
            facts=np.array(json.dumps(facts)),
            weights=self.weights.astype(np.float32),
            merchants=np.array(merchants, dtype=np.int64),
            offsets=offsets.astype(np.float32),
        )
        return out.getvalue()


def model_of(packed: bytes) -> OutcomeModel:
    """The model that `packed` wrote; one of another schema has learnt nothing."""
    with np.load(io.BytesIO(packed)) as stored:
        facts: dict[str, Any] = json.loads(str(stored["facts"]))
        need = {int(k): calibrator_of(v) for k, v in facts["need"].items()}
        deal = calibrator_of(facts["deal"]) if facts["deal"] else None
        if facts["schema"] != SCHEMA:
            return OutcomeModel(version=facts["version"], need=need)
        offsets = stored["offsets"].astype(np.float64)
        return OutcomeModel(
            version=facts["version"],
            weights=stored["weights"].astype(np.float64),
            offsets=dict(zip(stored["merchants"].tolist(), offsets, strict=True)),
            need=need,
            deal=deal,
        )


def ips_weights(propensity: F64) -> F64:
    """Inverse chances, clipped, with mean 1: what was rarely given stands for more."""
    if not len(propensity):
        return propensity
    inverse = np.minimum(IPS_MAX, 1.0 / np.maximum(propensity, 1e-6))
    weights: F64 = inverse / inverse.mean()
    return weights


def fit(data: Examples, *, merchant_share: float = MERCHANT_SHARE) -> OutcomeModel:
    """Global weights and merchants' offsets; the same examples in any order give the same model."""
    if not len(data.target):
        return OutcomeModel()
    dense = data.rows.dense().astype(np.float64)
    weight = data.weight * ips_weights(data.propensity)
    base = TEXT_SHARE * data.text
    merchants = [int(m) for m in np.unique(data.merchant) if m]
    weights = np.zeros(COLUMNS)
    offsets = {m: np.zeros(COLUMNS) for m in merchants}
    of = {m: np.flatnonzero(data.merchant == m) for m in merchants}
    for _ in range(SWEEPS if merchants and merchant_share else 1):
        others = base.copy()
        for m, rows in of.items():
            others[rows] += dense[rows] @ offsets[m]
        weights = _newton(dense, others, data.target, weight, (SPREAD, weights))
        if not merchant_share:
            break
        common = base + dense @ weights
        for m, rows in of.items():
            prior = (MERCHANT_SPREAD * merchant_share, offsets[m])
            offsets[m] = _newton(dense[rows], common[rows], data.target[rows], weight[rows], prior)
    return OutcomeModel(weights=weights, offsets=offsets if merchant_share else {})


def _newton(x: F64, base: F64, target: F64, weight: F64, prior: tuple[F64, F64]) -> F64:
    """Minimise weighted log loss + |w / spread|^2 / 2, from a start; only used columns move."""
    spread, start = prior
    used = np.flatnonzero(np.abs(x).sum(axis=0))
    x = x[:, used]
    precision = 1.0 / spread[used] ** 2

    def loss(point: F64) -> float:
        line = base + x @ point
        return float(
            weight @ (np.logaddexp(0.0, line) - target * line) + 0.5 * precision @ (point * point)
        )

    point = start[used]
    best = loss(point)
    for _ in range(30):
        read = logistic(base + x @ point)
        gradient = x.T @ (weight * (read - target)) + precision * point
        bend = weight * read * (1.0 - read)
        step = _solved(x, bend, precision, gradient)
        size = 1.0
        while size > 1e-3 and loss(point - size * step) > best:
            size *= 0.5
        following = point - size * step
        value = loss(following)
        gained = best - value
        if gained <= 0:
            break
        point, best = following, value
        if gained < 1e-9 * max(1.0, abs(best)):
            break
    full = np.zeros(len(spread))
    full[used] = point
    return full


def _solved(x: F64, bend: F64, precision: F64, gradient: F64) -> F64:
    """(X' B X + P)^-1 g; by rows where these are fewer than columns (Woodbury)."""
    if len(x) >= x.shape[1]:
        full = (x * bend[:, None]).T @ x
        full[np.diag_indices_from(full)] += precision
        return np.asarray(np.linalg.solve(full, gradient), dtype=np.float64)
    eased = gradient / precision
    root = np.sqrt(bend)
    scaled = x * root[:, None]
    inner = (scaled / precision) @ scaled.T
    inner[np.diag_indices_from(inner)] += 1.0
    seen = np.linalg.solve(inner, scaled @ eased)
    return np.asarray(eased - (scaled.T @ seen) / precision, dtype=np.float64)


def out_of_fold(data: Examples, fold: Sequence[int] | I64) -> F64:
    """Log-odds of each example by a model that did not see its fold."""
    fold = np.asarray(fold)
    out = np.zeros(len(data.target))
    for number in np.unique(fold):
        test, learn = np.flatnonzero(fold == number), np.flatnonzero(fold != number)
        model = fit(data.take(learn))
        held = data.take(test)
        out[test] = model.log_odds(held.rows, held.text, held.merchant)
    return out
