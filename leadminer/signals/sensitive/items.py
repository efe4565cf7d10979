"""What a person tells of themselves that the law protects more than the rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

KIND: Final = "sensitive"  # of the fact that is kept with a signal

# GDPR Art. 9 and 10 and PIPL Art. 28, and four that bring as much harm where they get about
CATEGORIES: Final = (
    "health",
    "religion",
    "politics",
    "origin",  # racial or ethnic
    "sexuality",  # orientation, identity and life
    "union",  # trade-union membership
    "crime",  # record and accusations
    "biometric",  # and genetic
    "minors",  # below 18: the author or a child of theirs
    "immigration",  # status
    "hardship",  # financial distress
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a text tells; offsets are of the text that was read."""

    category: str  # see CATEGORIES
    start: int
    end: int
    confidence: float
    method: str  # self kin dropped age again label

    def as_fact(self, field: str, action: str) -> dict[str, Any]:
        """As kept with a signal's facts: never the words."""
        value = {"category": self.category, "action": action}
        return {
            "kind": KIND, "field": field, "start": self.start, "end": self.end, "text": "",
            "value": value, "confidence": self.confidence, "method": self.method,
        }  # fmt: skip
