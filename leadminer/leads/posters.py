"""What an author's habits say against a need: sellers and machines repeat themselves. Pure."""

from __future__ import annotations

import math
from typing import Any, Final

from leadminer.leads.tables import Judgement

REPEATED_MIN: Final = 4  # posts that say the same within a month
MANY_PLACES_MIN: Final = 6  # sites with one text
SOLD_MIN: Final = 3  # advertisements of an author who mostly advertises
SOLD_SHARE_MIN: Final = 0.6

REPEATED: Final = "repeated"
MANY_PLACES: Final = "many_places"
AUTHOR_SELLS: Final = "author_sells"


def against(*, posts: int, places: int, sold: int, judged: int) -> dict[str, float]:
    """Log-odds against a need, by reason.

    `posts`: of this author that say the same, this one included; `places`: sites the text stands
    on; `sold` of `judged`: other posts of the author that were advertisements.
    """
    found = {}
    if posts >= REPEATED_MIN:
        found[REPEATED] = -min(6.0, 0.75 * posts)
    if places >= MANY_PLACES_MIN:
        found[MANY_PLACES] = -min(2.0, 0.25 * places)
    if sold >= SOLD_MIN and sold >= SOLD_SHARE_MIN * judged:
        found[AUTHOR_SELLS] = -2.0
    return found


def weigh(judgement: Judgement, author: str, weights: dict[str, float]) -> None:
    """Move a judgement by what its author's habits say; each is a reason that names the author.

    The score is half the log-odds on its logistic scale, the probability all of them: both move
    as if the reasons had been among those of the text.
    """
    if not weights:
        return
    moved = sum(weights.values())
    judgement.score = _moved(judgement.score, moved / 2)
    judgement.probability = min(0.99, max(0.01, _moved(judgement.probability, moved)))
    if judgement.score < 0.5:
        judgement.intent, judgement.strength = False, 0
        judgement.intent_class = "seller"
    habits: list[dict[str, Any]] = [
        {
            "field": "author",
            "start": 0,
            "end": len(author),
            "text": author,
            "label": label,
            "weight": weight,
        }
        for label, weight in weights.items()
    ]
    judgement.reasons = sorted([*judgement.reasons, *habits], key=lambda r: -abs(r["weight"]))


def _moved(chance: float, by: float) -> float:
    if not 0.0 < chance < 1.0:
        return chance
    return 1.0 / (1.0 + (1.0 - chance) / chance * math.exp(-by))
