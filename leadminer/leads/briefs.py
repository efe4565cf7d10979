"""What a job looks for and what it calls noise, in the operator's words, held against a need. Pure.

A brief is phrases divided by commas, semicolons or lines. A phrase counts where all its words stand
in the need or its topic, in any order; of five words or more three in four are enough. A sign
that stands in both briefs counts for neither. The fit is multiplied by 1.05 for each phrase of what
is looked for and by 0.7 for each phrase of noise, three of each at most; it never comes above 1.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from leadminer.leads.fit import Fit, FoldedNeed
from leadminer.signals.folding import fold, word_pattern

FOR_FACTOR: Final = 1.05
NOISE_FACTOR: Final = 0.7
COUNTED_MAX: Final = 3
_DIVIDER: Final = re.compile(r"[,;，；、。\n]+|\.(?:\s|$)")
_WORD: Final = re.compile(r"[^\W_]+(?:['’&.+-][^\W_]+)*")
# words that only bind others; a brief is short, so a few are enough
_BOUND = """
    a an the of for to in on at by with and or from who which that we they our their is are be
    der die das und oder für von mit le la les de du des et ou pour el los las y o para um uma
    的 和 与 或 在
"""
_BINDING: Final = frozenset(map(fold, _BOUND.split()))


@dataclass(frozen=True, slots=True)
class Brief:
    """The two texts of a job; either may be empty."""

    looks_for: str = ""
    noise: str = ""

    @classmethod
    def of(cls, options: Mapping[str, Any]) -> Brief | None:
        """The brief a run was ordered with; None if there is none."""
        told = options.get("brief") or {}
        found = cls(str(told.get("looks_for", "")), str(told.get("noise", "")))
        return found if found.looks_for or found.noise else None


def with_brief(fit: Fit, need: FoldedNeed, brief: Brief | None) -> Fit:
    """The fit after the brief, with the phrases that were found among its reasons."""
    if brief is None or fit.score <= 0:
        return fit
    found = list(signs_in(need, brief))
    score = fit.score
    for row in found:
        score *= 1.0 + row["weight"]
    return replace(fit, score=round(min(score, 1.0), 4), reasons=[*fit.reasons, *found])


def signs_in(need: FoldedNeed, brief: Brief) -> Iterator[dict[str, Any]]:
    """The phrases of a brief a need holds, as reasons; `text` quotes the first of their words."""
    noise = _phrases(brief.noise)
    wanted = _phrases(brief.looks_for)
    for phrases, others, label, factor in (
        (wanted, noise, "brief_for", FOR_FACTOR),
        (noise, wanted, "brief_noise", NOISE_FACTOR),
    ):
        count = 0
        for words in phrases:
            place = _place(need, words) if words not in others else None
            if place is None or count == COUNTED_MAX:
                continue
            count += 1
            name, start, end = place
            yield {
                "field": name,
                "start": start,
                "end": end,
                "text": str(getattr(need.need, name))[start:end],
                "label": label,
                "weight": round(factor - 1.0, 4),
            }


@lru_cache(maxsize=500)
def _phrases(text: str) -> tuple[tuple[str, ...], ...]:
    """The phrases of a brief as their folded words, each phrase once."""
    found: dict[tuple[str, ...], None] = {}
    for part in _DIVIDER.split(text):
        words = tuple(w for w in _WORD.findall(fold(part)) if w not in _BINDING and len(w) > 1)
        if words:
            found[words] = None
    return tuple(found)


def _place(need: FoldedNeed, words: tuple[str, ...]) -> tuple[str, int, int] | None:
    """Where the first word of a phrase stands that is there; None if too many are missing."""
    wanted = len(words) if len(words) < 5 else math.ceil(0.75 * len(words))
    met, first = 0, None
    for word in words:
        pattern = word_pattern(word)
        for name, text, _ in need.folded:
            match = pattern.search(text)
            if match is not None:
                met += 1
                first = first or (name, *match.span())
                break
    return first if met >= wanted else None
