"""Where a posting time stands that cannot be meant: the year 0, month 0, the first day of 1970."""

from __future__ import annotations

import re
from collections import Counter
from datetime import datetime
from typing import Final

from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.values.dates import Zone, read_time

_CLOCK: Final = r"(?:[T ,]{1,3}\d{1,2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR_FIRST: Final = re.compile(r"-?(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _CLOCK)
_YEAR_LAST: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.]-?(\d{4})" + _CLOCK)
_NAMED_YEAR: Final = re.compile(r"-?\b(\d{4})\b")
_EPOCH: Final = 1970  # what a program shows that knows no time, or the evening before
_AHEAD_YEARS: Final = 10
_NEVER: Final = frozenset({0, 1, 1969, 1970, 9999})


def odd_mark(tree: Tree, node: int, *, now: datetime, zone: Zone) -> Mark | None:
    """A mark without a time where a text is a date and nothing else, and cannot be meant."""
    element = tree.elements[node]
    said = one_line(element.text) if len(element) == 0 else ""
    if 8 <= len(said) <= 40 and _is_odd(said, now=now, zone=zone):
        return Mark(node, tree.kind(node), has_clock=":" in said, said=said)
    return None


def with_odd(dates: list[Mark], odd: list[Mark]) -> list[Mark]:
    """The times, and those that cannot be meant where others of their kind can, or where several
    say the same "never": what was posted so is a post whose time is not known."""
    kinds = {mark.kind for mark in dates}
    nevers = Counter(mark.kind for mark in odd if _is_never(mark.said))
    taken = [
        mark for mark in odd
        if mark.kind in kinds or (not kinds and nevers[mark.kind] >= 2 and _is_never(mark.said))
    ]  # fmt: skip
    return sorted([*dates, *taken], key=lambda mark: mark.node) if taken else dates


def _is_odd(said: str, *, now: datetime, zone: Zone) -> bool:
    day = _day_of(said)
    if day is not None:
        year, month, date = day
        usual = _EPOCH < year <= now.year + _AHEAD_YEARS
        return not (usual and 1 <= month <= 31 and 1 <= date <= 31 and min(month, date) <= 12)
    year_said = _NAMED_YEAR.search(said)
    if year_said is None or _EPOCH < int(year_said[1]) <= now.year + _AHEAD_YEARS:
        return False
    meant = said.replace(year_said[0], str(now.year - 1), 1)
    return read_time(meant, now=now, zone=zone) is not None


def _is_never(said: str) -> bool:
    day = _day_of(said)
    if day is not None:
        return day[0] in _NEVER or 0 in day[1:]
    year = _NAMED_YEAR.search(said)
    return year is not None and int(year[1]) in _NEVER


def _day_of(said: str) -> tuple[int, int, int] | None:
    """The three numbers of a text that is a date; the second may be the day."""
    found = _YEAR_FIRST.fullmatch(said)
    if found:
        return int(found[1]), int(found[2]), int(found[3])
    found = _YEAR_LAST.fullmatch(said)
    return (int(found[3]), int(found[2]), int(found[1])) if found else None
