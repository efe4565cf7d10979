"""Lists whose days stand apart, above all that happened then: each row tells only its hour."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from datetime import datetime
from typing import Final

from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.values.dates import Zone, has_clock, read_time

_HOUR: Final = re.compile(r"\W*+\d{1,2}:\d{2}(?::\d{2})?(?:\s*+[ap]\.?m\.?)?\W*+", re.I)
_ROWS_MIN: Final = 4


def with_hours_of_rows(tree: Tree, dates: list[Mark], *, now: datetime, zone: Zone) -> list[Mark]:
    """The times of a page, with those of rows in place of the days they stand under."""
    days = [date for date in dates if date.said and not has_clock(date.said)]
    kinds = Counter(day.kind for day in days)
    if not kinds:
        return dates
    kind, _ = kinds.most_common(1)[0]
    days = [day for day in days if day.kind == kind]
    rows = _hours_under(tree, [tree.end[day.node] for day in days], dates)
    homes = Counter(day for _, day in rows)
    if len(rows) < _ROWS_MIN or len(homes) * 5 < len(days) * 4 or max(homes.values()) < 2:
        return dates
    told = []
    for node, day in rows:
        said = one_line(tree.elements[node].text)
        time = read_time(f"{days[day].said} {said}", now=now, zone=zone)
        if time is None:
            return dates
        told.append(Mark(node, tree.kind(node), time=time, has_clock=True, said=said))
    gone = set(map(id, days))
    return sorted([*told, *(d for d in dates if id(d) not in gone)], key=lambda mark: mark.node)


def _hours_under(tree: Tree, ends: list[int], dates: list[Mark]) -> list[tuple[int, int]]:
    """Elements of the commonest kind that tell an hour alone, each with the day above it."""
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    taken = {date.node for date in dates}
    for node in range(ends[0], len(tree)):
        element = tree.elements[node]
        if tree.chrome[node] or len(element) or node in taken:
            continue
        said = element.text or ""
        if 3 < len(said) < 24 and _HOUR.fullmatch(one_line(said)):
            found[tree.kind(node)].append((node, bisect_right(ends, node) - 1))
    return max(found.values(), key=len, default=[])
