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


def score_of(log_odds: float) -> float:
    """For ranking: half the log-odds, so that strong texts still differ after rounding."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds / 2.0))))


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
        return records.SELLER if "seller" in groups else records.OTHER
    firm = {"ask_supplier", "tender", "project"}.intersection(groups)
    if "ask_recommend" in groups and not firm:
        return records.RECOMMENDATION
    return records.REQUEST
