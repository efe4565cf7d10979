"""A scorer that says what the test wants."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from leadminer.scoring import ScoringText

NEED_WORDS = ("求购", "急需", "looking for", "need")


@dataclass
class Verdict:
    """A judgement in the scorer's shape."""

    score: float
    intent_class: str = "request"
    strength: int = 2
    lang: str = ""
    reasons: list[Any] = field(default_factory=list)
    model_version: str = "test"
    confidence_note: str = ""

    @property
    def probability(self) -> float:
        return min(0.99, max(0.01, self.score))

    @property
    def intent(self) -> bool:
        return self.score >= 0.5 and self.intent_class != "seller"


def by_words(text: ScoringText) -> Verdict:
    """0.9 for a text that asks, seller for one that sells, else 0.1."""
    whole = f"{text.title} {text.text}".lower()
    if "we sell" in whole or "厂家直销" in whole:
        return Verdict(0.2, "seller", lang=text.lang or "")
    score = 0.9 if any(word in whole for word in NEED_WORDS) else 0.1
    return Verdict(score, "request" if score > 0.5 else "other", lang=text.lang or "")


@dataclass
class FakeScorer:
    """Judges by a plain function."""

    judge: Callable[[ScoringText], Verdict] = by_words

    def score_many(self, texts: Iterable[ScoringText]) -> Iterator[Verdict]:
        return map(self.judge, texts)
