"""Whether a budget lies within what a merchant's deals are worth. Pure; money in minor units."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from leadminer.base.money import Money
from leadminer.signals.facts.items import Fact, best

Band = tuple[int | None, int | None]  # least and most a deal may be worth; None: open

LEEWAY = Fraction(1, 5)  # a budget is a first word: a fifth beyond the band is still talked about
SURE_MIN = 0.5


@dataclass(frozen=True, slots=True)
class Budget:
    """What a need may cost in all, in minor units; None where the text leaves it open."""

    currency: str
    least: int | None
    most: int | None
    text: str  # the words that say so


def budget_of(facts: Sequence[Mapping[str, Any]]) -> Budget | None:
    """The budget that the facts of a signal tell; a price a piece needs the quantity beside it."""
    told = [Fact(**fact) for fact in facts]
    found = best(told, "budget")
    if found is None or found.confidence < SURE_MIN:
        return None
    value = found.value
    least, most = value.get("min"), value.get("max")
    if value.get("per_unit"):
        quantity = best(told, "quantity")
        if quantity is None or quantity.confidence < SURE_MIN:
            return None
        least = _times(least, quantity.value.get("min"))
        most = _times(most, quantity.value.get("max"))
    return Budget(str(value["currency"]), least, most, found.text.strip())


def outside(budget: Budget, bands: Mapping[str, Band]) -> str:
    """Why a budget cannot be served by these bands, or "" where it can.

    Only the band in the budget's own currency is looked at: no rate is guessed.
    """
    least, most = bands.get(budget.currency, (None, None))
    if least is not None and budget.most is not None and budget.most < least * (1 - LEEWAY):
        return f"below {Money(least, budget.currency).text()}"
    if most is not None and budget.least is not None and budget.least > most * (1 + LEEWAY):
        return f"above {Money(most, budget.currency).text()}"
    return ""


def _times(price: int | None, pieces: str | None) -> int | None:
    """The price of so many pieces, in whole minor units; None where either is open."""
    if price is None or pieces is None:
        return None
    return int(price * Fraction(pieces))
