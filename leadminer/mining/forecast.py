"""What a whole run would bring and cost, from a sample of its pages. Pure.

A site is taken as lists that lead to items, each kind of page with what it was seen to hold and to
lead to. Draws of what was not read give the interval: lists and items weighed anew by chance
(Bayesian bootstrap, Rubin 1981; lists first, so that records that come in clumps widen it), rare
records by a gamma with Jeffreys' prior, and a spread for what sites hide from a sample, which
was fitted on invented sites (benchmarks/mining_probe.py).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

DRAWS: Final = 400
_SPREAD: Final = 0.16  # of the logarithm of what was not read
_BARREN: Final = 6.0  # pages that a run reads of a kind that gives nothing
_STEPS: Final = 6
_CHAIN_MAX: Final = 1000  # pages of a list
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate with its 90 % interval."""

    low: float
    likely: float
    high: float


@dataclass(slots=True)
class _Kind:
    """Pages of one kind that were read."""

    first: Numbers  # a row per first page: pages, bytes, then what is counted
    further: Numbers
    first_of: list[int]  # which root each is of
    further_of: list[int]
    first_kids: list[Mapping[str, int]]
    further_kids: list[Mapping[str, int]]
    roots: list[int]
    is_list: bool = True


def forecast(
    sample: Mapping[str, Any],
    counts: Sequence[Sequence[float]],
    *,
    seed: int = 1,
    pages_max: int = 0,
) -> list[Range]:
    """Pages, bytes and whatever is counted (`counts`: a row per page of the sample, in its order)
    of the whole site, or of the first `pages_max` pages of it."""  # fmt: skip
    rows = sample["rows"]
    width = len(counts[0]) if counts else 0
    seen = np.array(
        [[1.0, row["bytes"], *each] for row, each in zip(rows, counts, strict=True)]
    ).reshape(len(rows), width + 2)
    total = seen.sum(axis=0)
    if sample["whole"] or not rows:
        return [Range(*([float(v)] * 3)) for v in total]
    chance = np.random.default_rng(seed)
    draws = np.array([_draw(sample, seen, chance) for _ in range(DRAWS)]) + total
    if pages_max:
        draws *= np.minimum(1.0, pages_max / np.maximum(draws[:, :1], 1.0))
        draws = np.maximum(draws, total)
    low, likely, high = np.quantile(draws, (0.05, 0.5, 0.95), axis=0)
    return [Range(float(a), float(b), float(c)) for a, b, c in zip(low, likely, high, strict=True)]


def _draw(sample: Mapping[str, Any], seen: Numbers, chance: np.random.Generator) -> Numbers:
    """One way in which what was not read may look."""
    rows, roots = sample["rows"], sample["roots"]
    pages = {int(n): _pages(root, chance) for n, root in roots.items()}
    weights = _weights(rows, roots, chance)
    kinds = _kinds(rows, roots, seen)
    whole = _wholes(kinds, pages, weights, chance)
    rest = np.zeros(seen.shape[1])
    for name, count in sample["waiting"].items():
        rest += _capped(name, count, kinds) * whole.get(name, _unknown(seen))
    for name, kind in kinds.items():
        later, kids = _further(kind, weights, chance)
        for root in kind.roots:
            read = sum(1 for n in kind.further_of if n == root)
            unread = max(0.0, pages[root] - 1 - read)
            if unread:
                below = _below(kids, whole, name) if kind.is_list else 0.0
                rest += unread * (later + below)
    return rest * float(np.exp(chance.normal(0.0, _SPREAD)))


def _pages(root: Mapping[str, Any], chance: np.random.Generator) -> float:
    """Of a list that goes on as far as anybody knows: what was seen of it tells the scale only."""
    if not root["open"]:
        return float(root["pages"])
    return float(min(_CHAIN_MAX, root["pages"] / max(1e-3, chance.random())))


def _weights(
    rows: Sequence[Mapping[str, Any]], roots: Mapping[str, Any], chance: np.random.Generator
) -> dict[int, float]:
    """Of each root that was read; those below one list share its chance."""
    lists = {root["section"] for root in roots.values()}
    shared = {n: chance.exponential() for n in sorted(lists)}
    return {
        int(n): float(chance.exponential() * (0.3 + shared[root["section"]]))
        for n, root in roots.items()
    }


def _kinds(
    rows: Sequence[Mapping[str, Any]], roots: Mapping[str, Any], seen: Numbers
) -> dict[str, _Kind]:
    found: dict[str, _Kind] = {}
    for name in {root["kind"] for root in roots.values()}:
        numbers = [int(n) for n, root in roots.items() if root["kind"] == name]
        ours = [(n, row) for n, row in enumerate(rows) if row["root"] in numbers]
        first = [(n, row) for n, row in ours if not row["further"]]
        later = [(n, row) for n, row in ours if row["further"]]
        listed = sum(1 for n in numbers if roots[str(n)]["list"])
        found[name] = _Kind(
            seen[[n for n, _ in first]], seen[[n for n, _ in later]],
            [row["root"] for _, row in first], [row["root"] for _, row in later],
            [row["kids"] for _, row in first], [row["kids"] for _, row in later],
            numbers, is_list=listed * 2 > len(numbers),
        )  # fmt: skip
    return found


def _wholes(
    kinds: dict[str, _Kind],
    pages: dict[int, float],
    weights: dict[int, float],
    chance: np.random.Generator,
) -> dict[str, Numbers]:
    """Of each kind, one of it with all that is below it."""
    own, kids = {}, {}
    for name, kind in kinds.items():
        later, later_kids = _further(kind, weights, chance)
        length = _mean([[pages[n]] for n in kind.roots], kind.roots, weights)[0]
        first = _mean(kind.first, kind.first_of, weights) if len(kind.first) else later
        if len(kind.first):
            first = _rare(first, len(kind.first), chance)
        own[name] = first + max(0.0, length - 1) * later
        below = _mean_kids(kind.first_kids, kind.first_of, weights)
        for other, count in later_kids.items():
            below[other] = below.get(other, 0.0) + max(0.0, length - 1) * count
        kids[name] = below if kind.is_list else {}
    whole = dict(own)
    for _ in range(_STEPS):
        whole = {name: own[name] + _below(kids[name], whole, name) for name in own}
    return whole


def _below(kids: Mapping[str, float], whole: Mapping[str, Numbers], name: str) -> Any:
    return sum(
        (count * whole[kid] for kid, count in kids.items() if kid in whole and kid != name), 0.0
    )


def _further(
    kind: _Kind, weights: dict[int, float], chance: np.random.Generator
) -> tuple[Numbers, dict[str, float]]:
    """What a later page of a list or thread of this kind holds, and leads to."""
    if len(kind.further):
        mean = _mean(kind.further, kind.further_of, weights)
        return _rare(mean, len(kind.further), chance), _mean_kids(
            kind.further_kids, kind.further_of, weights
        )
    if len(kind.first):
        return _mean(kind.first, kind.first_of, weights), _mean_kids(
            kind.first_kids, kind.first_of, weights
        )
    return np.zeros(kind.first.shape[1]), {}


def _rare(mean: Numbers, count: int, chance: np.random.Generator) -> Numbers:
    """What was not met in so many pages may yet be there."""
    found = mean.copy()
    found[2:] += np.where(mean[2:] * count < 3, chance.gamma(0.5, size=len(mean) - 2) / count, 0)
    return found


def _mean(values: Any, of: Sequence[int], weights: Mapping[int, float]) -> Numbers:
    scale = np.array([weights[n] for n in of])
    found: Numbers = (np.asarray(values) * scale[:, None]).sum(axis=0) / scale.sum()
    return found


def _mean_kids(
    kids: Sequence[Mapping[str, int]], of: Sequence[int], weights: Mapping[int, float]
) -> dict[str, float]:
    found: dict[str, float] = {}
    whole = sum(weights[n] for n in of)
    for each, root in zip(kids, of, strict=True):
        for name, count in each.items():
            found[name] = found.get(name, 0.0) + count * weights[root] / whole
    return found


def _capped(name: str, count: int, kinds: Mapping[str, _Kind]) -> float:
    """A run soon leaves a kind of pages alone that gives nothing."""
    kind = kinds.get(name)
    if kind is None:
        return min(float(count), _BARREN)
    gives = kind.first[:, 2:].sum() + sum(len(k) for k in kind.first_kids)
    return float(count) if gives else min(float(count), _BARREN)


def _unknown(seen: Numbers) -> Numbers:
    """A page of a kind that was not met: it costs as any other, it promises nothing."""
    found = np.zeros(seen.shape[1])
    found[:2] = 1.0, seen[:, 1].mean()
    return found
