"""How often one author said the same, on one site or on many.

A need is said once, or twice when nobody answers; what is said again and again under one title in
the same words is an advertisement or a machine's. Numbers do not count ("need 200", "need 300"),
but one other word is another need: a buyer's notices are all made after one pattern. The authors
of two sites are never taken for one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from rapidfuzz import fuzz
from sqlmodel import col, select

from leadminer.signals.folding import fold
from leadminer.signals.places import places_of
from leadminer.signals.tables import Signal
from leadminer.signals.twins import WEIGHT_MIN, weight
from leadminer.store import Session

WINDOW: Final = timedelta(days=30)
POSTS_MAX: Final = 60  # of an author, the newest
TEXT_MAX: Final = 1500  # characters compared
LIKENESS_MIN: Final = 97.0  # of 100, by edit distance
_NUMBER: Final = re.compile(r"\d+")

Author = tuple[int, str]  # source, name


@dataclass(frozen=True, slots=True)
class Repeats:
    """Of one signal: posts of its author that say the same, and sites it was posted at."""

    posts: int = 1
    places: int = 1


def repeats_of(session: Session, signals: Sequence[Signal]) -> dict[int, Repeats]:
    """How often the authors of posts said the same within `WINDOW` of them, by signal id.

    Short texts ("any updates?") are alike by chance and never counted.
    """
    posts = [row for row in signals if row.kind == "post" and row.id is not None]
    by_author = _posts_of(session, {(row.source_id, row.author) for row in posts if row.author})
    elsewhere = places_of(session, [row.id or 0 for row in posts])
    found = {}
    for row in posts:
        known = by_author.get((row.source_id, row.author or ""), [])
        places = elsewhere.get(row.id or 0, [])
        sites = {row.source_id, *(place.source_id for place in places)}
        again = sum(place.author == row.author for place in places)  # word for word
        found[row.id or 0] = Repeats(_alike(row, known) + again, len(sites))
    return found


def _posts_of(
    session: Session, authors: Iterable[tuple[int, str]]
) -> Mapping[Author, list[Signal]]:
    """The newest posts of each author, newest first."""
    wanted = set(authors)
    statement = (
        select(Signal)
        .where(
            col(Signal.source_id).in_({source for source, _ in wanted}),
            col(Signal.author).in_({name for _, name in wanted}),
            Signal.kind == "post",
        )
        .order_by(col(Signal.id).desc())
    )
    found: dict[Author, list[Signal]] = {}
    for row in session.exec(statement):
        mine = found.setdefault((row.source_id, row.author or ""), [])
        if len(mine) < POSTS_MAX:
            mine.append(row)
    return found


def _alike(row: Signal, known: Iterable[Signal]) -> int:
    """How many of an author's posts say the same as this one, itself included."""
    if weight(row.text) < WEIGHT_MIN:
        return 1
    said, title, pattern = _said_at(row), _pattern(row.title), _pattern(row.text)
    return 1 + sum(
        _pattern(other.title) == title
        and abs(_said_at(other) - said) <= WINDOW
        and fuzz.ratio(pattern, _pattern(other.text), score_cutoff=LIKENESS_MIN) >= LIKENESS_MIN
        for other in known
        if other.id != row.id
    )


def _said_at(row: Signal) -> datetime:
    at = row.posted_at or row.first_seen_at
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _pattern(text: str) -> str:
    return " ".join(_NUMBER.sub("0", fold(text[:TEXT_MAX])).split())
