"""A small share of hand-offs is drawn by lot, so that what we learn is not only of what we chose.

Merchants report on what they were sent. Were only the highest ranks sent, a model could never
find out that it ranks some leads too low, or that another merchant does better with them. Two
things are drawn, each with its chance kept: a few leads go first in the queue whatever their
rank; and a few times another merchant of the same priority is asked first. The lot comes from
seed and numbers alone, so that a replay draws the same. Pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")
FIRST = 1.0
"""Added to the rank of a drawn lead: in front of all that were not drawn."""


def lot(*parts: object) -> float:
    """A number from 0 up to, not with, 1, always the same for the same parts."""
    digest = hashlib.sha256(":".join(map(str, parts)).encode()).digest()
    return int.from_bytes(digest[:7], "big") / 2**56


def goes_first(lead_id: int, *, share: float, seed: str = "") -> bool:
    """Whether a lead is drawn to go first whatever its rank."""
    return lot(seed, "queue", lead_id) < share


def queue_propensity(*, explored: bool, ahead: int, places: int | None, share: float) -> float:
    """The chance that a lead was handed over now.

    `ahead`: leads that wait with a better rank; `places`: hand-offs that the caps of today leave
    (None: no end). Where the rank alone was enough, it is 1; else only the lot put it there.
    """
    if not explored or places is None or ahead < places:
        return 1.0
    return share


def drawn_order(
    order: Sequence[T],
    *,
    equals: int,
    share: float,
    parts: Sequence[object],
) -> tuple[list[T], bool]:
    """The order in which merchants are asked: as it is, or one of the equals drawn to go first.

    `equals`: how many at the beginning are of the same priority; only these are drawn among.
    """
    if equals < 2 or lot(*parts, "draw") >= share:
        return list(order), False
    at = int(lot(*parts, "who") * equals)
    return [order[at], *order[:at], *order[at + 1 :]], True


def chosen_propensity(
    order: Sequence[T],
    *,
    equals: int,
    share: float,
    choose: Callable[[Sequence[T]], Sequence[T]],
) -> dict[T, float]:
    """For each candidate, the chance that `drawn_order` and `choose` give it the lead."""
    base = list(choose(order))
    if equals < 2 or not share:
        return {one: float(one in base) for one in order}
    chance = {one: (1.0 - share) * (one in base) for one in order}
    for at in range(equals):
        for one in choose([order[at], *order[:at], *order[at + 1 :]]):
            chance[one] += share / equals
    return chance
