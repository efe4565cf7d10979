"""What goes into the scorer and what comes out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

REQUEST: Final = "request"
RECOMMENDATION: Final = "recommendation"
COMPARISON: Final = "comparison"
COMPLAINT: Final = "complaint"
PROBLEM: Final = "problem"
INFORMATION: Final = "information"
SELLER: Final = "seller"
OTHER: Final = "other"
INTENT_CLASSES: Final = (
    REQUEST,
    RECOMMENDATION,
    COMPARISON,
    COMPLAINT,
    PROBLEM,
    INFORMATION,
    SELLER,
    OTHER,
)

NOT_CALIBRATED: Final = "not calibrated yet"
RULES_ONLY: Final = "low confidence: rules only"


@dataclass(frozen=True, slots=True)
class ScoringText:
    """A text with its place: what was read, and where on the source it stood."""

    id: str
    text: str
    title: str = ""
    lang: str | None = None
    source: str | None = None
    url: str | None = None
    section: tuple[str, ...] = ()
    """Section or breadcrumb, outermost first."""
    fields: Mapping[str, str] = field(default_factory=dict)
    """Labelled fields of the page: "Quantity wanted" -> "500 pcs"."""

    def part(self, name: str) -> str:
        """The string that offsets of reasons in field ``name`` refer to."""
        if name == "title":
            return self.title
        if name == "text":
            return self.text
        if name == "section":
            return " > ".join(self.section)
        if name == "fields":
            return "\n".join(f"{label}: {value}" for label, value in self.fields.items())
        return self.url or ""


PARTS: Final = ("title", "text", "section", "fields", "url")


@dataclass(frozen=True, slots=True)
class Reason:
    """One span that speaks for (weight > 0) or against need, quoted exactly."""

    field: str
    """One of ``PARTS``; ``ScoringText.part(field)[start:end] == text``."""
    start: int
    end: int
    text: str
    label: str
    """Group of the phrase, or "wording" for what was learnt from examples."""
    weight: float
    """Log-odds."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the scorer says of one text.  Reasons and ``rest`` sum to ``log_odds``."""

    score: float
    """0..1, for ranking."""
    probability: float
    """Never 0 or 1; read ``confidence_note`` beside it."""
    intent: bool
    intent_class: str
    strength: int
    """0 none, 1 vague, 2 choosing, 3 ready to buy."""
    lang: str
    reasons: tuple[Reason, ...]
    """Heaviest first."""
    model_version: str
    confidence_note: str | None
    log_odds: float = 0.0
    rest: float = 0.0
    """What the model says without a quotable span: its starting point and many small parts."""
