"""How far the probabilities on labelled texts can be believed: as they are, and calibrated.

Calibrated without a label by the source's own scores, and with so many outcomes of the source;
the figures are of texts whose labels were not used, means over random draws.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from leadminer.scoring import calibration
from leadminer.scoring.calibration import ReliabilityBin

F64 = npt.NDArray[np.float64]
OUTCOMES = (50, 200)
DRAWS = 40
SOURCE_MIN = 100
BINS = 10


@dataclass(frozen=True, slots=True)
class Believed:
    """Expected calibration errors of one source."""

    source: str
    texts: int
    share: float  # of needs
    plain: float  # what is printed beside a score of which nothing more is known
    unlabelled: float  # corrected by the source's scores, no label
    after: dict[int, tuple[float, float, float]]  # outcomes -> mean error, 2.5 and 97.5 percentile
    floor: float  # what chance alone makes of so many texts, were the probabilities right
    bins: list[ReliabilityBin]  # of the corrected probability

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def believed(source: str, log_odds: F64, truth: F64, told: F64) -> Believed:
    """The figures of one source; ``told``: the probabilities printed beside the scores."""
    chance = np.random.default_rng(13)
    known = calibration.of_source(log_odds, told)
    probability = known.probability(log_odds)[0]
    after = {}
    for count in OUTCOMES:
        if len(truth) < count + 40:
            continue
        errors = []
        for _ in range(DRAWS):
            order = chance.permutation(len(truth))
            seen, rest = order[:count], order[count:]
            fitted = calibration.fit(log_odds[seen], truth[seen], prior=known)
            errors.append(_error(truth[rest], fitted.probability(log_odds[rest])[0]))
        low, high = np.percentile(errors, [2.5, 97.5])
        after[count] = (float(np.mean(errors)), float(low), float(high))
    best = calibration.fit(log_odds, truth, prior=known).probability(log_odds)[0]
    drawn = [_error((chance.random(len(best)) < best).astype(float), best) for _ in range(DRAWS)]
    return Believed(
        source=source,
        texts=len(truth),
        share=float(truth.mean()),
        plain=_error(truth, told),
        unlabelled=_error(truth, probability),
        after=after,
        floor=float(np.mean(drawn)),
        bins=calibration.reliability(truth, probability),
    )


def _error(truth: F64, probability: F64) -> float:
    return calibration.expected_error(calibration.reliability(truth, probability))


def mass_error(truth: F64, probability: F64, *, bins: int = BINS) -> float:
    """Expected calibration error in ``bins`` bins of as many texts each.

    Never 0 on few texts, however right the probabilities are: see ``chance_error``.
    """
    gap = (truth - probability)[np.argsort(probability, kind="stable")]
    parts = np.array_split(gap, min(bins, max(1, len(gap))))
    return float(sum(abs(part.sum()) for part in parts) / max(1, len(gap)))


def chance_error(
    probability: F64, *, draws: int = DRAWS, bins: int = BINS, seed: int = 13
) -> float:
    """The mean of ``mass_error``, were ``probability`` exactly right: what chance alone makes."""
    chance = np.random.default_rng(seed)
    drawn = chance.random((draws, len(probability))) < probability
    return float(np.mean([mass_error(row.astype(float), probability, bins=bins) for row in drawn]))


def beyond_chance(error: float, by_chance: float) -> float:
    """How far the probabilities are off, as far as can be told: the error less what chance makes.

    The gaps of the bins are the sum of a lasting error and of chance, independent of each other, so
    their squares add up, and so do those of their mean sizes where both are about normal.
    """
    return float(np.sqrt(max(0.0, error * error - by_chance * by_chance)))


def of_file(file: Path, model: Path | None = None, labels: Path | None = None) -> list[Believed]:
    """All texts of a labelled file together, then each source of at least ``SOURCE_MIN``.

    Figures on texts the model learnt from flatter it. Raises InvalidInput for a file without
    both labels.
    """
    from leadminer.scoring.evaluation import labelled
    from leadminer.scoring.scorer import load_scorer

    examples = labelled(file, labels)
    judged = list(load_scorer(model).score_many(example.text for example in examples))
    told = np.array([judgement.probability for judgement in judged])
    log_odds = np.array([judgement.log_odds for judgement in judged])
    truth = np.array([example.label for example in examples], dtype=float)
    family = np.array([example.family for example in examples], dtype=object)
    rows = [believed(file.name, log_odds, truth, told)]
    for name in sorted(set(family.tolist())):
        ours = family == name
        if SOURCE_MIN <= int(ours.sum()) < len(family):
            rows.append(believed(name, log_odds[ours], truth[ours], told[ours]))
    return rows
