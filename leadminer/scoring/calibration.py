"""From a score to a probability that can be believed, as far as what is known allows. Pure.

Without a label the share of needs of a source is estimated from its scores alone (EM: Saerens,
Latinne, Decaestecker 2002). With up to ``PLATT_MAX`` outcomes a line through the log-odds is
fitted around that prior (Platt 1999, with Gaussian priors instead of his pseudo-counts), above it
a monotone step function (isotonic regression, pool adjacent violators). Every probability has a
95 % interval, lies between 0.01 and 0.99, and never falls while the score rises.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

F64 = npt.NDArray[np.float64]

LEAST_PROBABILITY = 0.01
PLATT_MAX = 2000
"""Outcomes up to which a line is fitted; above, steps.  On forums left out of the model the line
was the better one with 50, 200, 400, 1,000 and 1,600 outcomes, and as good with 2,200."""
OUTCOMES_MIN = 20
"""Outcomes below which a probability says that it is not calibrated yet."""
NOT_CALIBRATED = "not calibrated yet"
Z95 = 1.959964
BINS = 10

SLOPE_PRIOR = 0.7
OFFSET_PRIOR = 0.3
"""On a source never seen the log-odds are too sure of themselves, and too low, because some of its
words for a need are unknown; measured by leaving sources out (benchmarks/intent_unseen.py)."""
SLOPE_SPREAD = 0.5
"""Standard deviation of the logarithm of the slope."""
OFFSET_SPREAD = 1.0
"""Standard deviation of a source's offset around the one its scores suggest, in log-odds."""
EXPECTED_TEXTS = 3.0
"""The expected share of needs counts like so many times the source's texts when EM estimates its
own: EM takes unknown words for missing needs, and left alone spoilt more than it mended."""
EXPECTED_SHARE = 0.4
"""Share of needs that the scorer's log-odds suppose."""


@dataclass(frozen=True, slots=True)
class Calibrator:
    """A monotone map from log-odds to probability, with how sure it is."""

    method: str
    """``prior`` (nothing known), ``source`` (the source's scores, no label), ``platt``,
    ``isotonic``."""
    outcomes: int = 0
    slope: float = SLOPE_PRIOR
    offset: float = OFFSET_PRIOR
    covariance: tuple[float, float, float] = (SLOPE_SPREAD**2, 0.0, OFFSET_SPREAD**2)
    """Of (log slope, offset): variance, covariance, variance."""
    steps: tuple[tuple[float, float, float, float], ...] = ()
    """Isotonic: (log-odds, probability, low, high), rising."""

    def probability(self, log_odds: F64) -> tuple[F64, F64, F64]:
        """Probability, and the ends of its 95 % interval, for each log-odds."""
        x = np.asarray(log_odds, dtype=np.float64)
        if self.steps:
            at, *values = np.array(self.steps).T
            middle, low, high = (np.interp(x, at, value) for value in values)
        else:
            line = self.slope * x + self.offset
            a, ab, b = self.covariance
            steep = self.slope * x  # derivative of the line by log slope
            spread = np.sqrt(np.maximum(steep * steep * a + 2.0 * steep * ab + b, 0.0))
            middle = logistic(line)
            low, high = logistic(line - Z95 * spread), logistic(line + Z95 * spread)
        return bounded(middle), bounded(low), bounded(high)

    @property
    def note(self) -> str:
        """What to say beside the probability."""
        if self.outcomes < OUTCOMES_MIN:
            return NOT_CALIBRATED
        return f"{self.method}, {self.outcomes} outcomes"

    def as_dict(self) -> dict[str, Any]:
        """For JSON; ``calibrator_of`` reads it back."""
        return asdict(self)


def calibrator_of(stored: dict[str, Any]) -> Calibrator:
    """The calibrator that ``as_dict`` wrote."""
    return Calibrator(
        method=str(stored["method"]),
        outcomes=int(stored["outcomes"]),
        slope=float(stored["slope"]),
        offset=float(stored["offset"]),
        covariance=tuple(map(float, stored["covariance"])),  # type: ignore[arg-type]
        steps=tuple(tuple(map(float, step)) for step in stored["steps"]),  # type: ignore[misc]
    )


def logistic(log_odds: F64) -> F64:
    """1 / (1 + exp(-x)) without overflow."""
    value: F64 = 1.0 / (1.0 + np.exp(-np.clip(log_odds, -35.0, 35.0)))
    return value


def bounded(probability: F64) -> F64:
    """An open lead is never certain: 0.01 to 0.99."""
    value: F64 = np.clip(probability, LEAST_PROBABILITY, 1.0 - LEAST_PROBABILITY)
    return value


def log_odds_of(share: float) -> float:
    """log(share / (1 - share)), finite."""
    inside = min(1.0 - 1e-6, max(1e-6, share))
    return float(np.log(inside / (1.0 - inside)))


def share_of_needs(log_odds: F64, *, expected: float = EXPECTED_SHARE, rounds: int = 200) -> float:
    """The share of needs among texts whose log-odds suppose the share ``expected``.

    EM: every text is re-read with the present share as prior, the mean of what is read is the
    next share; ``expected`` itself counts like ``EXPECTED_TEXTS`` times the texts.
    """
    base = log_odds_of(expected)
    share = expected
    for _ in range(rounds):
        read = float(logistic(log_odds + log_odds_of(share) - base).mean())
        following = (read + EXPECTED_TEXTS * expected) / (1.0 + EXPECTED_TEXTS)
        if abs(following - share) < 1e-9:
            break
        share = following
    return share


def of_source(
    log_odds: F64, told: F64 | None = None, *, expected: float = EXPECTED_SHARE
) -> Calibrator:
    """The calibrator of a source no text of which is labelled, from its texts' scores alone.

    ``told``: the chance printed beside each score; it knows in which of the texts somebody speaks.
    """
    if not len(log_odds):
        return Calibrator("prior")
    usual = OFFSET_PRIOR if told is None else _offset_of(log_odds, told)
    share = share_of_needs(SLOPE_PRIOR * log_odds + usual, expected=expected)
    shift = log_odds_of(share) - log_odds_of(expected)
    return Calibrator("source", offset=usual + shift)


def _offset_of(log_odds: F64, told: F64) -> float:
    """The mean offset of the printed chances; those cut off at either end tell none."""
    inside = (told > LEAST_PROBABILITY) & (told < 1.0 - LEAST_PROBABILITY)
    if not inside.any():
        return OFFSET_PRIOR
    chance = told[inside]
    offsets = np.log(chance / (1.0 - chance)) - SLOPE_PRIOR * log_odds[inside]
    return float(offsets.mean())


def fit(
    log_odds: F64, truth: F64, *, prior: Calibrator | None = None, weight: F64 | None = None
) -> Calibrator:
    """The calibrator that outcomes teach; ``truth`` is 0 or 1 (or between), one per log-odds.

    ``prior`` is what was thought before; none of it is left above ``PLATT_MAX`` outcomes, save
    where both kinds of outcome have not been seen yet.
    """
    prior = prior or Calibrator("prior")
    weight = np.ones(len(truth)) if weight is None else weight
    if not len(truth):
        return prior
    both = bool((truth > 0.5).any() and (truth <= 0.5).any())
    if len(truth) > PLATT_MAX and both:
        return _isotonic(log_odds, truth, weight)
    return _platt(log_odds, truth, weight, prior)


def fit_line(
    log_odds: F64, truth: F64, *, prior: Calibrator | None = None, weight: F64 | None = None
) -> Calibrator:
    """Platt's line (1999), however many outcomes there are; arguments as for ``fit``."""
    weight = np.ones(len(truth)) if weight is None else weight
    return _platt(log_odds, truth, weight, prior or Calibrator("prior"))


def _platt(x: F64, truth: F64, weight: F64, prior: Calibrator) -> Calibrator:
    """Newton's method with halved steps on (log slope, offset); Laplace's covariance."""
    mean = np.array([np.log(prior.slope), prior.offset])
    precision = np.array([1.0 / SLOPE_SPREAD**2, 1.0 / OFFSET_SPREAD**2])

    def loss(point: F64) -> float:
        line = np.exp(point[0]) * x + point[1]
        away = point - mean
        return float(
            weight @ (np.logaddexp(0.0, line) - truth * line) + 0.5 * (precision * away) @ away
        )

    point = mean.copy()
    best = loss(point)
    curve = np.diag(precision)
    for _ in range(50):
        steep = np.exp(point[0]) * x
        read = logistic(steep + point[1])
        slope = weight * (read - truth)
        bend = weight * read * (1.0 - read)
        gradient = np.array([slope @ steep, slope.sum()]) + precision * (point - mean)
        curve = np.array(  # the expected curvature: never negative, so that steps lead downwards
            [[bend @ (steep * steep), bend @ steep], [bend @ steep, bend.sum()]]
        ) + np.diag(precision)
        step = np.linalg.solve(curve, gradient)
        size = 1.0
        while size > 1e-4 and loss(point - size * step) > best:
            size *= 0.5
        following = point - size * step
        value = loss(following)
        if value > best or best - value < 1e-10:
            break
        point, best = following, value
    spread = np.linalg.inv(curve)
    return Calibrator(
        "platt",
        outcomes=len(truth),
        slope=float(np.exp(point[0])),
        offset=float(point[1]),
        covariance=(float(spread[0, 0]), float(spread[0, 1]), float(spread[1, 1])),
    )


def _isotonic(x: F64, truth: F64, weight: F64) -> Calibrator:
    """Pool adjacent violators; a step's interval is Wilson's for the texts pooled in it."""
    order = np.argsort(x, kind="stable")
    blocks: list[list[float]] = []  # weight, weighted truth, weighted log-odds
    for at in order:
        w = float(weight[at])
        blocks.append([w, w * float(truth[at]), w * float(x[at])])
        while len(blocks) > 1 and _share(blocks[-2]) >= _share(blocks[-1]):
            last = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], last, strict=True)]
    steps = []
    for count, hits, places in blocks:
        low, high = wilson(hits, count)
        middle = (hits + 0.5) / (count + 1.0)  # half an outcome of either kind: no 0, no 1
        steps.append([places / count, middle, min(low, middle), max(high, middle)])
    table = np.array(steps)
    table[:, 1:] = np.maximum.accumulate(table[:, 1:], axis=0)
    return Calibrator(
        "isotonic",
        outcomes=len(truth),
        steps=tuple(tuple(map(float, row)) for row in table),  # type: ignore[misc]
    )


def _share(block: list[float]) -> float:
    return block[1] / block[0]


def wilson(hits: float, count: float) -> tuple[float, float]:
    """The 95 % interval of a share of which ``hits`` of ``count`` were seen (Wilson 1927)."""
    if count <= 0:
        return 0.0, 1.0
    share, z2 = hits / count, Z95 * Z95
    middle = (share + z2 / (2 * count)) / (1 + z2 / count)
    half = Z95 / (1 + z2 / count) * np.sqrt(share * (1 - share) / count + z2 / (4 * count * count))
    return max(0.0, float(middle - half)), min(1.0, float(middle + half))


@dataclass(frozen=True, slots=True)
class ReliabilityBin:
    """Outcomes whose probability was about the same: how many came true."""

    low: float
    """The probabilities of the bin: from ``low`` up to, not with, ``high``."""
    high: float
    count: int
    claimed: float
    """Their mean probability."""
    met: float
    """The share that came true, and its 95 % interval."""
    met_low: float
    met_high: float


def reliability(truth: F64, probability: F64, *, bins: int = BINS) -> list[ReliabilityBin]:
    """The reliability curve: a row for each bin that holds anything, from low to high."""
    number = np.minimum((probability * bins).astype(int), bins - 1)
    rows = []
    for at in range(bins):
        inside = number == at
        count = int(inside.sum())
        if count:
            met = float(truth[inside].mean())
            low, high = wilson(met * count, count)
            claimed = float(probability[inside].mean())
            rows.append(ReliabilityBin(at / bins, (at + 1) / bins, count, claimed, met, low, high))
    return rows


def expected_error(rows: list[ReliabilityBin]) -> float:
    """Expected calibration error, 0 to 1: mean gap between claimed and met, by the bins' size."""
    total = sum(row.count for row in rows)
    return sum(row.count * abs(row.met - row.claimed) for row in rows) / total if total else 0.0
