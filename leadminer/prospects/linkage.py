"""Which records are one organisation: probabilistic linkage, with three bands.

Fellegi and Sunter, "A Theory for Record Linkage" (1969): each field agrees to a level, each level
has a chance among true pairs (m) and among others (u); the log of their ratio is its weight. m
and u are learnt from the records themselves, without labels, by expectation-maximisation
(Winkler 1988), held near the values below by pseudo-counts so that a few records teach little.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz import fuzz

from leadminer.prospects.parties import Compared, Party, compared, same_name

Floats = npt.NDArray[np.float64]

MISSING: Final = -1
BLOCK_MAX: Final = 200  # a value so many records share tells nothing of who they are
ROUNDS_MAX: Final = 50
PRIOR_COUNT: Final = 200.0  # pseudo-pairs behind the values below
PRIOR_SHARE: Final = 0.3  # of candidate pairs that are true
AUTO_MIN: Final = 0.9
REVIEW_MIN: Final = 0.2
JOINED_SHARE: Final = 0.25

# per field: chance of each level among true pairs, and among others; the highest level agrees most
LEVELS: Final[dict[str, tuple[tuple[float, ...], tuple[float, ...]]]] = {
    # other, same street, near on the same street, same number in a like street, same
    "address": ((0.05, 0.03, 0.04, 0.08, 0.80), (0.90, 0.04, 0.01, 0.04, 0.01)),
    "phone": ((0.20, 0.80), (0.98, 0.02)),
    "name": ((0.10, 0.15, 0.25, 0.50), (0.80, 0.12, 0.06, 0.02)),
    "postcode": ((0.05, 0.95), (0.90, 0.10)),
    "email": ((0.30, 0.70), (0.99, 0.01)),
    "domain": ((0.15, 0.85), (0.98, 0.02)),
    "country": ((0.02, 0.98), (0.30, 0.70)),
}
FIELDS: Final = tuple(LEVELS)
# an address or a postcode alone is a house, not a party: something of these must agree as well
_TELLING: Final = {"phone": 1, "name": 2, "email": 1, "domain": 1}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records, how likely they are one party, and what each field says of it."""

    one: int
    other: int
    probability: float
    evidence: dict[str, float]  # field -> weight in nats; fields one of them lacks are not in it
    telling: bool  # a field agrees that is a party's own

    @property
    def band(self) -> str:
        """auto (one party), review (a person decides) or distinct."""
        if self.probability >= AUTO_MIN and self.telling:
            return "auto"
        return "review" if self.probability >= REVIEW_MIN else "distinct"


def link(parties: Iterable[Party]) -> list[Pair]:
    """Every pair worth a look, likeliest first. Parties' ids must differ."""
    found = compared(parties)
    pairs = sorted(candidates(found))
    if not pairs:
        return []
    levels = np.array([levels_of(found[a], found[b]) for a, b in pairs], dtype=np.int8)
    weights = fit(levels)
    told = []
    for (a, b), row, chance in zip(pairs, levels, chances(levels, weights), strict=True):
        evidence = {
            name: round(float(weights.logs[n][row[n]]), 3)
            for n, name in enumerate(FIELDS)
            if row[n] != MISSING
        }
        telling = any(row[FIELDS.index(name)] >= least for name, least in _TELLING.items())
        one, other = sorted((found[a].id, found[b].id))
        told.append(Pair(one, other, float(chance), evidence, telling))
    return sorted(told, key=lambda pair: (-pair.probability, pair.one, pair.other))


def candidates(found: Sequence[Compared]) -> set[tuple[int, int]]:
    """Pairs (by place) that share something rare enough to be worth a comparison."""
    blocks: dict[tuple[str, str], set[int]] = defaultdict(set)
    for n, each in enumerate(found):
        for key in _block_keys(each):
            blocks[key].add(n)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if 1 < len(members) <= BLOCK_MAX:
            ordered = sorted(members)
            pairs.update((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 :])
    return pairs


def _block_keys(each: Compared) -> Iterator[tuple[str, str]]:
    for kind, value in (("phone", each.phone), ("email", each.email), ("domain", each.domain)):
        if value:
            yield kind, value
    if each.number:
        yield "house", f"{each.number} {each.street[:4]}"
        if each.postcode:
            yield "place", f"{each.number} {each.postcode}"
    for word in sorted(each.weights, key=lambda w: (-each.weights[w], w))[:2]:
        yield "name", word


def levels_of(one: Compared, other: Compared) -> list[int]:
    """The level each field agrees to, in the order of FIELDS; MISSING where one lacks it."""
    return [
        _address_level(one, other),
        _equal(one.phone, other.phone),
        _name_level(one, other),
        _equal(one.postcode, other.postcode),
        _equal(one.email, other.email),
        _equal(one.domain, other.domain),
        _equal(one.country, other.country),
    ]


def _equal(one: str, other: str) -> int:
    return MISSING if not one or not other else int(one == other)


def _name_level(one: Compared, other: Compared) -> int:
    if not one.name or not other.name:
        return MISSING
    likeness = same_name(one, other)
    return 3 if likeness >= 0.8 else 2 if likeness >= 0.45 else int(likeness >= 0.15)


def _address_level(one: Compared, other: Compared) -> int:
    if not (one.street or one.number) or not (other.street or other.number):
        return MISSING
    like = 0.0
    if one.street and other.street:
        like = fuzz.ratio(one.street, other.street)
        # the town behind the street stands in one record and not in the other
        like = max(like, fuzz.ratio(one.street.split()[0], other.street.split()[0]))
    if one.number and one.number == other.number:
        return 4 if like >= 85 else 3
    if like < 85:
        return 0
    return 2 if _near(one.number, other.number) else 1


def _near(one: str, other: str) -> bool:
    """12 and 14 may be two doors of one house."""
    return one.isdigit() and other.isdigit() and abs(int(one) - int(other)) <= 10


@dataclass(frozen=True, slots=True)
class Weights:
    """What was learnt: the share of true pairs, and each level's log-ratio, by field."""

    share: float
    logs: list[Floats]


def fit(levels: npt.NDArray[np.int8]) -> Weights:
    """Learn m and u from the levels of candidate pairs (a row each), without labels."""
    chance = [[np.array(column) for column in LEVELS[name]] for name in FIELDS]
    prior = [[column.copy() for column in pair] for pair in chance]
    share = PRIOR_SHARE
    for _ in range(ROUNDS_MAX):
        weights = Weights(share, [np.log(m / u) for m, u in chance])
        true = chances(levels, weights)
        before = share
        share = float((true.sum() + PRIOR_COUNT * PRIOR_SHARE) / (len(true) + PRIOR_COUNT))
        for n in range(len(FIELDS)):
            known = levels[:, n] != MISSING
            for side, mass in ((0, true), (1, 1 - true)):
                start = prior[n][side]
                counts = np.bincount(levels[known, n], weights=mass[known], minlength=len(start))
                chance[n][side] = counts + PRIOR_COUNT * start
                chance[n][side] /= chance[n][side].sum()
        if abs(share - before) < 1e-6:
            break
    # a higher level never speaks less for a match than a lower one
    logs = [np.maximum.accumulate(np.log(m / u)) for m, u in chance]
    return Weights(share, logs)


def chances(levels: npt.NDArray[np.int8], weights: Weights) -> Floats:
    """How likely each pair is one party, 0..1."""
    odds = np.full(len(levels), np.log(weights.share / (1 - weights.share)))
    for n, logs in enumerate(weights.logs):
        known = levels[:, n] != MISSING
        odds[known] += logs[levels[known, n]]
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -500, 500))))


def groups(pairs: Iterable[tuple[int, int]], apart: Iterable[tuple[int, int]]) -> list[set[int]]:
    """Records joined by pairs (best first), as sets of two and more.

    Two groups are joined only if JOINED_SHARE of the pairs between them are given, so that one
    wrong pair does not make one party of two (average linkage). Two records an operator set apart
    never come into one group, not by way of others either.
    """
    wanted = list(pairs)
    linked = {frozenset(pair) for pair in wanted}
    never: dict[int, set[int]] = defaultdict(set)
    for a, b in apart:
        never[a].add(b)
        never[b].add(a)
    group_of: dict[int, set[int]] = {}
    for a, b in wanted:
        left, right = group_of.get(a, {a}), group_of.get(b, {b})
        if left is right or any(never[member] & right for member in left):
            continue
        shared = sum(frozenset((x, y)) in linked for x in left for y in right)
        if shared < JOINED_SHARE * len(left) * len(right):
            continue
        joined = left | right
        for member in joined:
            group_of[member] = joined
    found = {id(group): group for group in group_of.values()}
    return sorted(found.values(), key=min)
