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
_SPREAD: Final = 0.4  # of the logarithm of what was not read
_BARREN: Final = 6.0  # pages that a run reads of a kind that gives nothing
_STEPS: Final = 6
_CHAIN_MAX: Final = 1000  # pages of a list
_UNEVEN: Final = 0.9  # of the logarithm of the size of lists
_ALONE: Final = 0.3  # chance of an item of its own, beside its list's
_AGAIN_MIN: Final = 5  # items met again, before they tell how many there are
_TAIL: Final = 0.8  # Pareto's, of lists that go on
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
    low = np.where(total > 0, low, 0.0)  # of what was never met there may be nothing
    return [Range(float(a), float(b), float(c)) for a, b, c in zip(low, likely, high, strict=True)]


def _draw(sample: Mapping[str, Any], seen: Numbers, chance: np.random.Generator) -> Numbers:
    """One way in which what was not read may look."""
    rows, roots = sample["rows"], sample["roots"]
    weights = _weights(roots, chance)
    kinds = _kinds(rows, roots, seen)
    pages = _lengths(roots, chance)
    own, kids = _wholes(kinds, pages, weights, chance)
    rest = np.zeros(seen.shape[1])
    counts = {name: _capped(name, n, kinds) for name, n in sample["waiting"].items()}
    for kind in kinds.values():
        later, below = _further(kind, weights, chance)
        for root in kind.roots:
            read = sum(1 for n in kind.further_of if n == root)
            unread = max(0.0, pages[root] - 1 - read)
            rest += unread * later
            if unread and kind.is_list:
                _add(counts, below, unread)
    counts = _with_all_below(counts, kids, _unevenness(kinds, sample["waiting"], chance))
    for name, most in _known_again(rows, roots, chance).items():
        read = len(kinds[name].roots) if name in kinds else 0
        counts[name] = min(counts.get(name, 0.0), max(0.0, most - read))
    for name, count in counts.items():
        rest += count * own.get(name, _unknown(seen))
    rest *= np.exp(chance.normal(0.0, _SPREAD))
    rest[:2] *= np.exp(chance.normal(0.0, _SPREAD))  # pages in vain are told worse than records
    return rest


def _with_all_below(
    counts: dict[str, float], kids: Mapping[str, Mapping[str, float]], uneven: float
) -> dict[str, float]:
    """Lists that were not read lead to items, and to further lists."""
    total, new = dict(counts), counts
    for _ in range(_STEPS):
        below: dict[str, float] = {}
        for name, count in new.items():
            each = {kid: n for kid, n in kids.get(name, {}).items() if kid != name}
            _add(below, each, count * uneven)
        _add(total, below, 1.0)
        new, uneven = below, 1.0
    return total


def _add(counts: dict[str, float], more: Mapping[str, float], times: float) -> None:
    for name, count in more.items():
        counts[name] = counts.get(name, 0.0) + times * count


def _unevenness(
    kinds: Mapping[str, _Kind], waiting: Mapping[str, int], chance: np.random.Generator
) -> float:
    """Few lists may be much larger than all others: what few that were read tell of the rest."""
    read = sum(len(kind.roots) for kind in kinds.values() if kind.is_list)
    unread = sum(waiting.get(name, 0) for name, kind in kinds.items() if kind.is_list)
    if not unread:
        return 1.0
    spread = _UNEVEN / np.sqrt(max(1, read)) * np.sqrt(unread / (unread + read))
    return float(np.exp(chance.normal(0.0, spread)))


def _known_again(
    rows: Sequence[Mapping[str, Any]], roots: Mapping[str, Any], chance: np.random.Generator
) -> dict[str, float]:
    """How many items of a kind there are where lists show the same ones: by how often one was met
    again (Schnabel 1938)."""
    known: dict[str, float] = {}
    met: dict[str, float] = {}
    again: dict[str, float] = {}
    for row in rows:
        names = {*row["kids"], *row["again"]} if roots[str(row["root"])]["list"] else ()
        for name in names:
            new, old = row["kids"].get(name, 0), row["again"].get(name, 0)
            met[name] = met.get(name, 0.0) + (new + old) * known.get(name, 0.0)
            again[name] = again.get(name, 0.0) + old
            known[name] = known.get(name, 0.0) + new
    return {
        name: max(known[name], met[name] / float(chance.gamma(again[name] + 0.5)))
        for name in known if again[name] >= _AGAIN_MIN
    }  # fmt: skip


def _lengths(roots: Mapping[str, Any], chance: np.random.Generator) -> dict[int, float]:
    """Of each root. One that goes on as far as anybody knows: as others did, or what was seen of it
    tells the scale only."""
    found = {}
    for number, root in roots.items():
        length = float(root["pages"])
        if root["open"]:
            ended = [
                float(other["pages"]) for other in roots.values()
                if other["kind"] == root["kind"] and not other["open"]
                and other["pages"] >= root["pages"]
            ]  # fmt: skip
            pick = int(chance.integers(0, len(ended) + 1))
            scale = max(1e-3, chance.random()) ** (1 / _TAIL)
            length = ended[pick] if pick < len(ended) else min(_CHAIN_MAX, length / scale)
        found[int(number)] = length
    return found


def _weights(roots: Mapping[str, Any], chance: np.random.Generator) -> dict[int, float]:
    """Of each root that was read; those below one list share its chance."""
    lists = {root["section"] for root in roots.values()}
    shared = {n: chance.exponential() for n in sorted(lists)}
    return {
        int(n): float(chance.exponential() * (_ALONE + shared[root["section"]]))
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
) -> tuple[dict[str, Numbers], dict[str, dict[str, float]]]:
    """Of each kind, what one of it holds on all its pages, and to how many of other kinds it
    leads."""
    own, kids = {}, {}
    for name, kind in kinds.items():
        later, later_kids = _further(kind, weights, chance)
        length = _mean([[pages[n]] for n in kind.roots], kind.roots, weights)[0]
        first = _mean(kind.first, kind.first_of, weights) if len(kind.first) else later
        if len(kind.first):
            first = _rare(first, len(kind.first), chance)
        own[name] = first + max(0.0, length - 1) * later
        below = _mean_kids(kind.first_kids, kind.first_of, weights)
        _add(below, later_kids, max(0.0, length - 1))
        kids[name] = below
    listed: dict[str, float] = {}
    for name, kind in kinds.items():
        if kind.is_list:
            _add(listed, kids[name], 1.0)
    for name, kind in kinds.items():
        if not kind.is_list:  # what lists lead to as well is theirs
            kids[name] = {kid: n for kid, n in kids[name].items() if n > listed.get(kid, 0.0)}
    return own, kids


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
