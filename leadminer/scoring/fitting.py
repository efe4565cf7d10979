"""Logistic regression around a prior: the rules say where to start, examples say how far to move.

Needs SciPy (the ``train`` extra); nothing at run time imports this file.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from leadminer.scoring.batch import BUCKETS, WORD_BUCKET_SHIFT, WORD_BUCKETS, Batch, read
from leadminer.scoring.records import ScoringText

F64 = npt.NDArray[np.float64]
BATCH = 256


@dataclass(frozen=True, slots=True)
class Design:
    """Feature matrix: hashed n-grams (sparse) and rule groups (dense), a row a text."""

    ngrams: Any
    words: Any
    """Words alone, in fewer buckets: what class and strength look at."""
    groups: F64
    spoken: npt.NDArray[np.bool_]

    def rows(self, which: npt.NDArray[np.int64]) -> Design:
        """Those texts alone, by their numbers."""
        return Design(self.ngrams[which], self.words[which], self.groups[which], self.spoken[which])

    def words_only(self) -> Design:
        """The same texts by their words: no longer n-grams, no windows of letters."""
        return Design(self.words, self.words, self.groups, self.spoken)


def design(texts: list[ScoringText]) -> Design:
    """The same features the scorer computes, as matrices."""
    from scipy import sparse

    blocks, words, groups, spoken = [], [], [], []
    for start in range(0, len(texts), BATCH):
        batch: Batch = read(texts[start : start + BATCH])
        blocks.append(
            sparse.csr_matrix((batch.value, (batch.doc, batch.bucket)), shape=(batch.size, BUCKETS))
        )
        spoken.append(batch.spoken)
        some = slice(0, batch.words)
        words.append(
            sparse.csr_matrix(
                (
                    batch.value[some],
                    (batch.doc[some], batch.bucket[some] >> WORD_BUCKET_SHIFT),
                ),
                shape=(batch.size, WORD_BUCKETS),
            )
        )
        groups.append(batch.present.astype(np.float64))
    ngrams, of_words = (sparse.vstack(m).tocsr().astype(np.float32) for m in (blocks, words))
    return Design(ngrams, of_words, np.vstack(groups), np.concatenate(spoken))


@dataclass(frozen=True, slots=True)
class Fit:
    """Weights of one head, prior included.

    ``ngrams`` and ``groups`` hold one row, or two: of texts in which somebody speaks, and of the
    others.
    """

    ngrams: F64
    groups: F64
    bias: float

    def log_odds(self, data: Design) -> F64:
        row = np.where(data.spoken, 0, len(self.ngrams) - 1)
        each = np.arange(len(row))
        wording = (data.ngrams @ self.ngrams.T)[each, row]
        out: F64 = wording + (data.groups @ self.groups.T)[each, row] + self.bias
        return out


def fit(
    data: Design,
    truth: F64,
    weight: F64,
    *,
    prior: F64,
    family: npt.NDArray[np.int64] | None = None,
    strength: float = 0.03,
    group_strength: float = 1.0,
    apart: bool = False,
) -> Fit:
    """Minimise log loss + strength |n-grams|^2 / 2 + group_strength |groups - prior|^2 / 2.

    ``truth`` holds 0, 1, or a chance between; ``weight`` is normalised so that its mean is 1.
    Each ``family`` of sources gets an intercept of its own while learning, so that a family rich
    in needs does not teach its own vocabulary; a text to be scored comes from none and gets their
    mean.  ``apart``: what texts in which nobody speaks have of their own is learnt apart, held as
    tightly (Daume 2007, Frustratingly Easy Domain Adaptation; the other domain is the common one).
    """
    ngrams, of_groups = data.ngrams, data.groups
    start = np.array(prior)
    if apart:
        ngrams, of_groups = _with_unspoken(data)
        start = np.concatenate([prior, np.zeros_like(prior)])
    told = (truth, weight / weight.mean(), family)
    found, deltas, bias = _solve((ngrams, of_groups), told, start, strength, group_strength)
    weights, groups = found.reshape(1 + apart, -1), (start + deltas).reshape(1 + apart, -1)
    return Fit(weights.cumsum(axis=0), groups.cumsum(axis=0), bias)


def _with_unspoken(data: Design) -> tuple[Any, F64]:
    """Features once more, where nobody speaks."""
    from scipy import sparse

    silent = (~data.spoken).astype(np.float32)
    ngrams = sparse.hstack([data.ngrams, sparse.diags(silent) @ data.ngrams]).tocsr()
    return ngrams, np.hstack([data.groups, data.groups * silent[:, None]])


def _solve(
    features: tuple[Any, F64],
    told: tuple[F64, F64, npt.NDArray[np.int64] | None],
    prior: F64,
    strength: float,
    group_strength: float,
) -> tuple[F64, F64, float]:
    """Weights of n-grams, moves of groups from their prior, mean intercept.

    ``features``: n-grams (sparse) and groups; ``told``: truth, weight and family of each text.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    every, groups = features
    truth, weight, family = told
    used = np.unique(every.indices)
    ngrams = every[:, used]
    transposed = ngrams.T.tocsr()
    offset = groups @ prior
    columns = len(used)
    family = np.zeros(len(truth), dtype=np.int64) if family is None else family
    families = int(family.max()) + 1
    first = columns + groups.shape[1]

    def loss(point: F64) -> tuple[float, F64]:
        w, d, b = point[:columns], point[columns:first], point[first:]
        odds = ngrams @ w.astype(np.float32) + groups @ d + offset + b[family]
        value = float(weight @ (np.logaddexp(0.0, odds) - truth * odds))
        slope = weight * (expit(odds) - truth)
        value += 0.5 * strength * float(w @ w) + 0.5 * group_strength * float(d @ d)
        gradient = np.empty_like(point)
        gradient[:columns] = transposed @ slope.astype(np.float32) + strength * w
        gradient[columns:first] = groups.T @ slope + group_strength * d
        gradient[first:] = np.bincount(family, weights=slope, minlength=families)
        return value, gradient

    start = np.zeros(first + families)
    limits = {"maxiter": 120, "ftol": 1e-6}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=limits).x
    full = np.zeros(every.shape[1])
    full[used] = found[:columns]
    return full, found[columns:first], float(found[first:].mean())


def fit_classes(
    data: Design, truth: npt.NDArray[np.int64], weight: F64, prior: F64, *, strength: float = 0.1
) -> list[Fit]:
    """One head a column of ``prior`` (groups x classes), fitted together: a text is of one class.

    Minimises the log loss of the softmax + strength |words|^2 / 2 + |groups - prior|^2 / 2.
    ``truth`` holds the number of each text's class; ``weight`` is normalised so that its mean is 1.
    """
    from scipy.optimize import minimize

    used = np.unique(data.ngrams.indices)
    words = data.ngrams[:, used]
    transposed = words.T.tocsr()
    groups, offset, weight = data.groups, data.groups @ prior, weight / weight.mean()
    each, count = np.arange(len(truth)), prior.shape[1]
    first, second = len(used) * count, (len(used) + groups.shape[1]) * count

    def loss(point: F64) -> tuple[float, F64]:
        w, d = point[:first].reshape(-1, count), point[first:second].reshape(-1, count)
        odds = words @ w.astype(np.float32) + groups @ d + offset + point[second:]
        odds -= odds.max(axis=1, keepdims=True)
        chance = np.exp(odds)
        total = chance.sum(axis=1, keepdims=True)
        value = float(weight @ (np.log(total[:, 0]) - odds[each, truth]))
        value += 0.5 * strength * float((w * w).sum()) + 0.5 * float((d * d).sum())
        slope = chance / total
        slope[each, truth] -= 1.0
        slope *= weight[:, None]
        by_words = transposed @ slope.astype(np.float32) + strength * w
        by_groups = groups.T @ slope + d
        return value, np.concatenate([by_words.ravel(), by_groups.ravel(), slope.sum(axis=0)])

    start = np.zeros(second + count)
    limits = {"maxiter": 120, "ftol": 1e-6}
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options=limits).x
    full = np.zeros((data.ngrams.shape[1], count))
    full[used] = found[:first].reshape(-1, count)
    of_groups = prior + found[first:second].reshape(-1, count)
    return [
        Fit(full[:, at][None], of_groups[:, at][None], float(found[second + at]))
        for at in range(count)
    ]
