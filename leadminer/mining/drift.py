"""Whether a source still gives what it used to: its yield, and how full its records are.

A site that is rebuilt rarely breaks loudly. Its pages still come, but hold fewer records, or
records without authors. So each run's figures are held against those of the source's own earlier
runs (Shewhart control limits, three standard deviations, with a floor for small samples).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import fmean, stdev
from typing import Any, Final

from leadminer.mining.extraction.values.items import Company, Post
from leadminer.mining.rows import kind_of

HISTORY_MIN: Final = 4  # earlier runs before anything is called usual
HISTORY_MAX: Final = 20
PAGES_MIN: Final = 10
RECORDS_MIN: Final = 15
SIGMAS: Final = 3.0
YIELD_FLOOR: Final = 0.35  # a fall of less than this share is no alarm, however steady it was
FILL_FLOOR: Final = 0.15
TEXT_FLOOR: Final = 0.4  # the same for how long texts are
WALLS_FLOOR: Final = 0.2  # more of the pages ask for a log-in than ever before
LETTERS_MAX: Final = 400  # of one text that count: a few long ones say nothing of the layout
_POST_FIELDS: Final[tuple[str, ...]] = ("author", "title", "posted", "text")
_COMPANY_FIELDS: Final[tuple[str, ...]] = ("name", "phone", "email", "site", "address")


@dataclass(slots=True)
class Quality:
    """What a run's pages gave: records by kind, and how many had each field."""

    pages: int = 0
    records: dict[str, int] = field(default_factory=dict)
    filled: dict[str, int] = field(default_factory=dict)  # "post.author": 17
    letters: dict[str, int] = field(default_factory=dict)  # "post": 4100, at most 400 a record
    walls: int = 0  # pages that asked for a log-in, a captcha or cookies instead
    whole: bool = True  # False: only what is new was asked for, so that its yield says nothing

    def add(self, record: Post | Company) -> None:
        """Count one record."""
        kind = kind_of(record)
        names = _COMPANY_FIELDS if kind == "company" else _POST_FIELDS
        self.records[kind] = self.records.get(kind, 0) + 1
        if isinstance(record, Post):
            length = min(LETTERS_MAX, len(record.text))
            self.letters[kind] = self.letters.get(kind, 0) + length
        for name in names:
            if getattr(record, name):
                key = f"{kind}.{name}"
                self.filled[key] = self.filled.get(key, 0) + 1

    def as_row(self) -> dict[str, Any]:
        """As it is stored with the run."""
        return {
            "pages": self.pages,
            "records": dict(sorted(self.records.items())),
            "filled": dict(sorted(self.filled.items())),
            "letters": dict(sorted(self.letters.items())),
            "walls": self.walls,
            "whole": self.whole,
        }

    @property
    def count(self) -> int:
        """All records."""
        return sum(self.records.values())

    def share(self, key: str) -> float:
        """How many of 1 had a field ("post.author"); 0 where there are no such records."""
        count = self.records.get(key.split(".", maxsplit=1)[0], 0)
        return self.filled.get(key, 0) / count if count else 0.0


def quality_of(row: Mapping[str, Any]) -> Quality:
    """From what is stored with a run."""
    return Quality(
        int(row.get("pages", 0)),
        dict(row.get("records", {})),
        dict(row.get("filled", {})),
        dict(row.get("letters", {})),
        int(row.get("walls", 0)),
        bool(row.get("whole", True)),
    )


def drifted(now: Quality, history: Sequence[Quality]) -> str:
    """What fell out of the source's own history, as one sentence; empty if nothing did."""
    found = [
        *_walls_rose(now, history),
        *_yield_fell(now, history),
        *_fields_fell(now, history),
        *_texts_fell(now, history),
    ]
    return "; ".join(found)


def _yield_fell(now: Quality, history: Sequence[Quality]) -> list[str]:
    usual = [q.count / q.pages for q in history if q.whole and q.pages >= PAGES_MIN]
    if not now.whole or now.pages < PAGES_MIN or len(usual) < HISTORY_MIN:
        return []
    mean = fmean(usual)
    limit = mean - max(SIGMAS * stdev(usual), YIELD_FLOOR * mean)
    here = now.count / now.pages
    if here >= limit:
        return []
    return [f"{here:.2f} records a page, where {mean:.2f} are usual"]


def _walls_rose(now: Quality, history: Sequence[Quality]) -> list[str]:
    usual = [q.walls / q.pages for q in history if q.pages >= PAGES_MIN]
    if now.pages < PAGES_MIN or len(usual) < HISTORY_MIN:
        return []
    here, most = now.walls / now.pages, max(usual)
    if here <= most + WALLS_FLOOR:
        return []
    return [f"{here:.0%} of the pages ask for a log-in or the like, where {most:.0%} are usual"]


def _texts_fell(now: Quality, history: Sequence[Quality]) -> list[str]:
    fell = []
    for kind in ("post", "reply"):
        count = now.records.get(kind, 0)
        past = [
            q.letters[kind] / q.records[kind]
            for q in history
            if q.records.get(kind, 0) >= RECORDS_MIN and kind in q.letters
        ]
        if count < RECORDS_MIN or len(past) < HISTORY_MIN:
            continue
        mean, here = fmean(past), now.letters.get(kind, 0) / count
        if here < mean - max(SIGMAS * stdev(past), TEXT_FLOOR * mean):
            fell.append(f"{here:.0f} letters a {kind}, where {mean:.0f} are usual")
    return fell


def _fields_fell(now: Quality, history: Sequence[Quality]) -> list[str]:
    fell = []
    for kind, names in (
        ("post", _POST_FIELDS),
        ("reply", _POST_FIELDS),
        ("company", _COMPANY_FIELDS),
    ):
        count = now.records.get(kind, 0)
        past = [q for q in history if q.records.get(kind, 0) >= RECORDS_MIN]
        if count < RECORDS_MIN or len(past) < HISTORY_MIN:
            continue
        for name in names:
            key = f"{kind}.{name}"
            shares = [q.share(key) for q in past]
            mean = fmean(shares)
            # what runs differ by anyway, and what a sample of this size differs by
            spread = math.sqrt(stdev(shares) ** 2 + mean * (1 - mean) / count)
            if now.share(key) < mean - max(SIGMAS * spread, FILL_FLOOR):
                fell.append(f"{now.share(key):.0%} of {kind} {name}, where {mean:.0%} are usual")
    return fell
