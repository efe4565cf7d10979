"""From log-odds and rule groups to what a reader is told: probability, class, strength."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from leadminer.scoring import records
from leadminer.scoring.rules import GROUP_NUMBER

LEAST_PROBABILITY = 0.01


def probability_of(log_odds: float) -> float:
    """Between 0.01 and 0.99: an open lead is never certain."""
    chance = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds))))
    return min(1.0 - LEAST_PROBABILITY, max(LEAST_PROBABILITY, chance))


def score_of(log_odds: float) -> float:
    """For ranking: half the log-odds, so that strong texts still differ after rounding."""
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, log_odds / 2.0))))


def class_of(*, intent: bool, seller: float, present: npt.NDArray[np.bool_]) -> str:
    """The intent class, by which groups are present; the seller's head decides among the rest."""

    def has(*names: str) -> bool:
        return any(present[GROUP_NUMBER[name]] for name in names)

    firm = has("ask_supplier", "tender", "project")
    if intent:
        if has("switch") and not firm and not has("ask_recommend"):
            return records.COMPLAINT
        if has("compare") and not firm:
            return records.COMPARISON
        if has("ask_recommend") and not firm:
            return records.RECOMMENDATION
        if has("howto") and not firm and not has("ask_buy", "price", "budget", "quantity"):
            return records.PROBLEM
        return records.REQUEST
    if seller > 0:
        return records.SELLER
    if has("howto"):
        return records.PROBLEM if has("thanks_in_advance") else records.INFORMATION
    return records.INFORMATION if has("news", "compare") else records.OTHER
