"""One fact as a text tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from dataclasses import field as made
from typing import Any, Final

KINDS: Final = ("product", "quantity", "budget", "deadline", "place")


@dataclass(frozen=True, slots=True)
class Fact:
    """What is told, where it stands, how it was found and how sure that is.

    `value` by kind: product {name}; quantity {min, max, unit} as decimal strings; budget {currency,
    min, max, per_unit} in minor units of ISO 4217, null where open; deadline {until, urgent} as an
    ISO date; place {name, country}.
    """

    kind: str  # see KINDS
    field: str  # title, text, or fields:LABEL
    start: int  # offsets into that field
    end: int
    text: str  # the words themselves
    value: dict[str, Any] = made(default_factory=dict)
    confidence: float = 0.5
    method: str = ""  # label cue pattern name

    def as_row(self) -> dict[str, Any]:
        """As kept with a signal."""
        return asdict(self)


def best(facts: Sequence[Fact], kind: str) -> Fact | None:
    """The one that counts where several contradict each other: the surest, then the first said.

    All stay with the signal; this only chooses.
    """
    mine = [fact for fact in facts if fact.kind == kind]
    return max(mine, key=lambda fact: fact.confidence, default=None)
