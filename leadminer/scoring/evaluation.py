"""Measure the scorer on labelled texts: ranking, precision at the top, calibration, intervals.

Needs the ``train`` extra for cross-validation.
"""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from leadminer.base.errors import InvalidInput
from leadminer.scoring.scorer import load_scorer
from leadminer.scoring.seeds import Example, spelled_out
from leadminer.scoring.training import example_of, examples_in, labelled_by, read_lines

F64 = npt.NDArray[np.float64]
FOLDS = 5
DRAWS = 1000
BASELINE = "TF-IDF + logistic regression"
OURS = "leadminer"
BASELINE_MORE = "TF-IDF + logistic regression, with further texts"
OURS_MORE = "leadminer, with further texts"


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the 2.5 and 97.5 percentile of a bootstrap over groups."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}]"


@dataclass(frozen=True, slots=True)
class Measured:
    """One row of a table."""

    name: str
    texts: int
    positives: int
    roc: Interval
    pr: Interval
    top_5: Interval
    """Share of needs among the first 5 % by score."""
    top_10: Interval
    ece: float | None
    """Expected calibration error in ten equal bins; None where no probability is claimed."""
    roc_gain: Interval | None = None
    """ROC less that of the first row, paired over the same draws."""
    strength_ndcg: float | None = None

    def as_dict(self) -> dict[str, Any]:
        """For JSON, rounded to four digits."""
        return {
            key: {name: round(figure, 4) for name, figure in value.items()}
            if isinstance(value, dict)
            else round(value, 4)
            if isinstance(value, float)
            else value
            for key, value in asdict(self).items()
        }


def roc_auc(truth: F64, score: F64) -> float:
    """Chance that a need ranks above a text without one; ties count half. 0 to 1, or nan.

    ``truth`` is 0 or 1 and ``score`` any number, one a text each (also below). It is the statistic
    of Mann and Whitney (1947).
    """
    order = np.argsort(score, kind="stable")
    ordered = score[order]
    ranks = np.empty(len(score))
    first = np.searchsorted(ordered, ordered, side="left")
    last = np.searchsorted(ordered, ordered, side="right")
    ranks[order] = (first + last + 1) * 0.5
    positives = truth.sum()
    negatives = len(truth) - positives
    if not positives or not negatives:
        return float("nan")
    return float(
        (ranks[truth > 0].sum() - positives * (positives + 1) * 0.5) / positives / negatives
    )


def average_precision(truth: F64, score: F64) -> float:
    """Area under precision over recall, ties in the worst order. 0 to 1, nan without needs."""
    if not truth.sum():
        return float("nan")
    order = np.lexsort((truth, -score))
    hits = truth[order]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float((precision * hits).sum() / hits.sum())


def precision_at(truth: F64, score: F64, share: float) -> float:
    """Share of needs among the first ``share`` of the ranking, at least one text."""
    count = max(1, round(len(truth) * share))
    order = np.lexsort((truth, -score))[:count]
    return float(truth[order].mean())


def calibration_error(truth: F64, probability: F64) -> float:
    """Mean gap between claimed and met share over ten bins, weighted by their size. 0 to 1.

    The expected calibration error of Naeini, Cooper and Hauskrecht (2015).
    """
    bins = np.minimum((probability * 10).astype(int), 9)
    gap = 0.0
    for number in range(10):
        inside = bins == number
        if inside.any():
            gap += inside.mean() * abs(truth[inside].mean() - probability[inside].mean())
    return float(gap)


def ndcg_at(strength: F64, score: F64, count: int = 50) -> float:
    """Discounted gain of the first ``count`` by score, gain = strength, against the best order.

    0 to 1, nan without a need (Järvelin and Kekäläinen 2002).
    """
    discount = 1.0 / np.log2(np.arange(2, min(count, len(score)) + 2))
    got = strength[np.argsort(-score, kind="stable")][: len(discount)]
    best = np.sort(strength)[::-1][: len(discount)]
    return float((got * discount).sum() / (best * discount).sum()) if best.any() else float("nan")


def table(
    examples: list[Example], scores: dict[str, F64], *, probabilities: frozenset[str] = frozenset()
) -> list[Measured]:
    """A row for each ranking of the same texts, on the same bootstrap draws over groups."""
    truth = np.array([example.label for example in examples], dtype=float)
    strength = np.array([example.strength for example in examples], dtype=float)
    draws = _draws([example.group for example in examples])
    reference: F64 | None = None
    rows = []
    for name, score in scores.items():
        rocs = np.array([roc_auc(truth[d], score[d]) for d in draws])
        reference = rocs if reference is None else reference
        logistic = 1.0 / (1.0 + np.exp(-np.clip(score, -30, 30)))
        figures = {
            key: _interval(of(truth, score), np.array([of(truth[d], score[d]) for d in draws]))
            for key, of in (
                ("pr", average_precision),
                ("top_5", lambda t, s: precision_at(t, s, 0.05)),
                ("top_10", lambda t, s: precision_at(t, s, 0.10)),
            )
        }
        rows.append(
            Measured(
                name=name,
                texts=len(truth),
                positives=int(truth.sum()),
                roc=_interval(roc_auc(truth, score), rocs),
                **figures,
                ece=calibration_error(truth, logistic) if name in probabilities else None,
                roc_gain=None if rocs is reference else _gain(rocs, reference),
                strength_ndcg=ndcg_at(strength, score) if strength.any() else None,
            )
        )
    return rows


def _interval(value: float, drawn: F64) -> Interval:
    low, high = np.nanpercentile(drawn, [2.5, 97.5])
    return Interval(value, float(low), float(high))


def _gain(drawn: F64, reference: F64) -> Interval:
    gain = drawn - reference
    return _interval(float(np.nanmedian(gain)), gain)


def _draws(groups: list[str]) -> list[npt.NDArray[np.int64]]:
    """Bootstrap samples of whole groups, the same for the same groups."""
    members: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        members.setdefault(group, []).append(at)
    chance = random.Random(11)  # noqa: S311 (a sample, no secret)
    keys = sorted(members)
    return [
        np.array([at for key in chance.choices(keys, k=len(keys)) for at in members[key]])
        for _ in range(DRAWS)
    ]


def labelled(file: Path, labels: Path | None = None) -> list[Example]:
    """The labelled lines of a JSONL file, or those whose labels stand apart in ``labels``.

    Raises InvalidInput unless both labels are there.
    """
    for path in (file, labels):
        if path is not None and not path.is_file():
            raise InvalidInput(f"there is no file {path}")
    rows = read_lines(file) if labels is None else labelled_by(read_lines(file), labels)
    found = [example_of(row) for row in rows if row.get("label") in (0, 1)]
    if len({example.label for example in found}) < 2:
        raise InvalidInput(f"{file.name}: lines with label 1 and lines with label 0 are needed")
    return found


def measured(file: Path, model: Path | None = None, labels: Path | None = None) -> Measured:
    """The scorer as it is, on ``file``.  Figures on texts it learnt from flatter it."""
    examples = labelled(file, labels)
    scorer = load_scorer(model)
    judged = list(scorer.score_many(example.text for example in examples))
    log_odds = np.array([judgement.log_odds for judgement in judged])
    row = table(examples, {f"model {scorer.model_version}": log_odds})[0]
    probability = np.array([judgement.probability for judgement in judged])
    truth = np.array([example.label for example in examples], dtype=float)
    return Measured(
        **{
            **{name: getattr(row, name) for name in row.__slots__},
            "ece": calibration_error(truth, probability),
        }
    )


def folds_of(examples: list[Example]) -> npt.NDArray[np.int64]:
    """A fold number for each example; a group is never split, labels are spread evenly."""
    from sklearn.model_selection import StratifiedGroupKFold

    fold = np.zeros(len(examples), dtype=np.int64)
    labels = [example.label for example in examples]
    groups = [example.group for example in examples]
    splitter = StratifiedGroupKFold(FOLDS, shuffle=True, random_state=0)
    for number, (_, test) in enumerate(splitter.split(labels, labels, groups)):
        fold[test] = number
    return fold


def cross_validated(file: Path, more: Path | None = None) -> list[Measured]:
    """Baseline and scorer trained on four fifths, tested on the fifth, groups kept whole.

    With ``more`` (a training folder) there are two further rows: both learners also see its read
    texts of licensed sources, save those that share a group with ``file``.
    """
    examples = labelled(file)
    fold = folds_of(examples)
    added: list[Example] = []
    if more is not None:
        groups = {example.group for example in examples}
        ids = {example.text.id for example in examples}
        added = [
            example
            for example in examples_in(more, licensed_only=True)
            if not example.family.startswith("weak:")
            and example.group not in groups
            and example.text.id not in ids
        ]
    scores = _folded(examples, fold, [], (BASELINE, OURS))
    if added:
        scores |= _folded(examples, fold, added, (BASELINE_MORE, OURS_MORE))
    return table(examples, scores, probabilities=frozenset({OURS, OURS_MORE}))


def _folded(
    examples: list[Example],
    fold: npt.NDArray[np.int64],
    added: list[Example],
    names: tuple[str, str],
) -> dict[str, F64]:
    """Scores of the baseline and ours, each text scored by learners that did not see its group."""
    from leadminer.scoring.fitting import design
    from leadminer.scoring.training import Recipe, fit_intent

    own = spelled_out() if added else []
    every = [*examples, *added, *own]
    data = design([example.text for example in every])
    always = np.arange(len(examples), len(every))
    yardstick, ours = np.zeros(len(examples)), np.zeros(len(examples))
    for number in range(FOLDS):
        test = np.flatnonzero(fold == number)
        learn = np.append(np.flatnonzero(fold != number), always)
        known = [every[at] for at in learn]
        yardstick[test] = baseline(known, [examples[at] for at in test])
        fitted = fit_intent(data.rows(learn), known, Recipe())
        ours[test] = fitted.log_odds(data.rows(test))
    return dict(zip(names, (yardstick, ours), strict=True))


def baseline(known: list[Example], unknown: list[Example]) -> F64:
    """TF-IDF over words 1-2 and letters 2-5, balanced logistic regression: the yardstick."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_union

    def prose(examples: list[Example]) -> list[str]:
        return [f"{example.text.title}\n{example.text.text}" for example in examples]

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"(?u)\b\w+\b")  # noqa: S106
    letters = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
    vectors = make_union(words, letters)
    model = LogisticRegression(C=10, max_iter=2000, class_weight="balanced")
    model.fit(vectors.fit_transform(prose(known)), [example.label for example in known])
    score: F64 = model.decision_function(vectors.transform(prose(unknown)))
    return score
