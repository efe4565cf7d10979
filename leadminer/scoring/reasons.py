"""From contributions to quoted spans: which stretches moved the score, and how far."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from leadminer.scoring.batch import Batch
from leadminer.scoring.features import Grams
from leadminer.scoring.normalise import Folded
from leadminer.scoring.records import PARTS, Reason, ScoringText
from leadminer.scoring.rules import GROUPS

WORDING = "wording"
MOST_REASONS = 6
LEAST_WEIGHT = 0.12
"""Log-odds below which a stretch is not worth a person's attention; it stays in the rest."""

_NUMBER_TAIL = re.compile(r"(?:[.,]?\d)*")

F32 = npt.NDArray[np.float32]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]


def reasons_of(
    texts: Sequence[ScoringText], batch: Batch, by_token: F64, groups: F32
) -> list[tuple[Reason, ...]]:
    """The heaviest spans of each text.

    ``by_token``: sum of what begins at each token; ``groups``: documents x weights of rule groups.
    """
    hit_first, hit_last, hit_label, hit_weight = _rule_spans(batch, groups)
    run_first, run_last, run_weight = _wording_spans(batch, by_token)
    first = np.concatenate([hit_first, run_first])
    last = np.concatenate([hit_last, run_last])
    label = np.concatenate([hit_label, np.full(len(run_first), -1)])
    weight = np.concatenate([hit_weight, run_weight])
    worth = np.flatnonzero(np.abs(weight) >= LEAST_WEIGHT)
    text = batch.grams.text[first[worth]]
    doc = text // len(PARTS)
    order = np.lexsort((-np.abs(weight[worth]), doc))
    chosen = worth[order]
    doc = doc[order]
    rank = np.arange(len(doc)) - np.searchsorted(doc, doc)
    keep = rank < MOST_REASONS
    chosen, doc = chosen[keep], doc[keep]
    text = batch.grams.text[first[chosen]]
    folded, grams = batch.folded, batch.grams
    offset = folded.starts[text]
    start = folded.origin[grams.begin[first[chosen]]] - offset
    end = folded.origin[grams.end[last[chosen]] - 1] - offset + 1
    found: list[list[Reason]] = [[] for _ in texts]
    rows = zip(
        doc.tolist(),
        (text % len(PARTS)).tolist(),
        start.tolist(),
        end.tolist(),
        label[chosen].tolist(),
        weight[chosen].tolist(),
        strict=True,
    )
    for number, part, begin, stop, group, value in rows:
        name = PARTS[part]
        original = texts[number].part(name)
        stop = _whole_number(original, stop)
        named = GROUPS[group] if group >= 0 else WORDING
        found[number].append(Reason(name, begin, stop, original[begin:stop], named, value))
    return [tuple(some) for some in found]


def span_of(folded: Folded, grams: Grams, first: int, last: int, original: str) -> tuple[int, int]:
    """Offsets in ``original`` of tokens ``first .. last``, which lie in one part."""
    offset = folded.starts[grams.text[first]]
    start = int(folded.origin[grams.begin[first]] - offset)
    stop = int(folded.origin[grams.end[last] - 1] - offset) + 1
    return start, _whole_number(original, stop)


def _whole_number(original: str, stop: int) -> int:
    """Numbers were folded to their first digit; quote them whole."""
    if original[stop - 1].isdecimal():
        tail = _NUMBER_TAIL.match(original, stop)
        return tail.end() if tail else stop
    return stop


def _rule_spans(batch: Batch, groups: F32) -> tuple[I64, I64, I64, F32]:
    """One span a group and document: the longest phrase that showed it, with all that it weighs."""
    hits = batch.hits
    doc = hits.text // len(PARTS)
    key = doc * len(GROUPS) + hits.group
    order = np.lexsort((hits.first, hits.first - hits.last, key))
    fresh = np.ones(len(order), dtype=bool)
    fresh[1:] = key[order][1:] != key[order][:-1]
    best = order[fresh]
    group = hits.group[best]
    at = doc[best]
    return hits.first[best], hits.last[best], group, groups[at, group] * batch.present[at, group]


def _wording_spans(batch: Batch, by_token: F64) -> tuple[I64, I64, F32]:
    """Neighbouring tokens of a clause that pull the same way, with the sum of what begins there."""
    grams = batch.grams
    count = len(grams.text)
    if not count:
        nothing = np.zeros(0, dtype=np.int64)
        return nothing, nothing, np.zeros(0, dtype=np.float32)
    positive = by_token > 0
    fresh = np.ones(count, dtype=bool)
    fresh[1:] = (positive[1:] != positive[:-1]) | (grams.text[1:] != grams.text[:-1])
    fresh[1:] |= batch.ends[:-1] > 0
    begin = np.flatnonzero(fresh)
    stop = np.append(begin[1:], count)
    weight = np.add.reduceat(by_token, begin).astype(np.float32)
    return begin, stop - 1, weight
