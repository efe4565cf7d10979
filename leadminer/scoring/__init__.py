"""What a text says of its author's need: a score, a class, a strength and the reasons for them."""

from leadminer.scoring.records import INTENT_CLASSES, Judgement, Reason, ScoringText
from leadminer.scoring.scorer import Scorer, load_scorer

__all__ = ["INTENT_CLASSES", "Judgement", "Reason", "Scorer", "ScoringText", "load_scorer"]
