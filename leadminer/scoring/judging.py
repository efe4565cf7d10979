"""From log-odds and rule groups to what a reader is told: probability, class, strength."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence

from leadminer.scoring import records

LEAST_PROBABILITY = 0.01


def probability_of(log_odds: float) -> float:
    """Between 0.01 and 0.99: an open lead is never certain."""
    chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))
    return min(1.0 - LEAST_PROBABILITY, max(LEAST_PROBABILITY, chance))


SLOPE = 0.7
SPOKEN, UNSPOKEN = -0.6, 0.7
"""Offsets where somebody speaks and where nobody does: of what people say on forums less is need
than the model supposes, of notices and briefs more.  Chosen on forums cross-validated by subforum
and on sources left out (``benchmarks/intent_unseen.py``)."""


def believed_log_odds(log_odds: float, *, spoken: bool) -> float:
    """What a model's log-odds are worth on a source of which no outcome is known."""
    return SLOPE * log_odds + (SPOKEN if spoken else UNSPOKEN)


def score_of(log_odds: float) -> float:
    """For ranking: half the log-odds, so that strong texts still differ after rounding."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds / 2.0))))


SCORE_EDGE = 1e-6


def log_odds_of_score(score: float) -> float:
    """The log-odds a score was made of (a score holds half of them)."""
    inside = min(1.0 - SCORE_EDGE, max(SCORE_EDGE, score))
    return 2.0 * math.log(inside / (1.0 - inside))


NEEDING = (
    records.REQUEST,
    records.RECOMMENDATION,
    records.COMPARISON,
    records.COMPLAINT,
    records.PROBLEM,
)
"""Classes of a text that shows need; complaints and problems exist without one, too."""

NOT_NEEDING = (
    records.INFORMATION,
    records.SELLER,
    records.OTHER,
    records.COMPLAINT,
    records.PROBLEM,
)


def class_of(intent: bool, heads: Sequence[float]) -> str:
    """The likeliest class among those that fit the verdict; ``heads`` as ``INTENT_CLASSES``."""
    allowed = NEEDING if intent else NOT_NEEDING
    return max(allowed, key=lambda name: heads[_NUMBER[name]])


_NUMBER = {name: number for number, name in enumerate(records.INTENT_CLASSES)}


def class_by_groups(intent: bool, groups: Collection[str]) -> str:
    """The class by rule groups alone, for languages without a model."""
    if not intent:
        if {"employment", "salaried", "award", "settled", "story"}.intersection(groups):
            return records.OTHER
        if {"seller", "for_hire", "deal", "matchmaker", "place_seller"}.intersection(groups):
            return records.SELLER
        return records.INFORMATION if {"news", "howto"}.intersection(groups) else records.OTHER
    if FIRM.intersection(groups):
        return records.REQUEST
    if "compare" in groups and "ask_recommend" in groups:
        return records.COMPARISON
    return records.RECOMMENDATION if "ask_recommend" in groups else records.REQUEST


def strength_by_groups(groups: Collection[str], log_odds: float) -> int:
    """Strength of a need by rule groups alone: 3 with a call for offers, budget or quantity."""
    ready = {"tender", "budget", "quantity", "place_buyer", "field_buyer"}.intersection(groups)
    if len(ready) > 1 or (ready and FIRM.intersection(groups)):
        return 3
    return 2 if ready or "price" in groups or log_odds > 1.0 else 1


FIRM = frozenset({"ask_supplier", "tender", "project"})
