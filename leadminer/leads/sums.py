"""What a judgement's reasons sum to, and what they leave. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from leadminer.leads.tables import Judgement
from leadminer.scoring.judging import log_odds_of_score


@dataclass(frozen=True)
class Sum:
    """`rest`, the starting point and many small parts, and the weights of the reasons make up
    `log_odds`; the score is 1 / (1 + exp(-log_odds / 2))."""

    rest: float
    log_odds: float


def sum_of(judgement: Judgement) -> Sum:
    """The sum of a stored judgement, habits of its author and its topic's need included."""
    whole = log_odds_of_score(judgement.score)
    return Sum(whole - sum(float(reason["weight"]) for reason in judgement.reasons), whole)
