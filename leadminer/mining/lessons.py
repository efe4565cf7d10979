"""What reading a site has taught, handed on from run to run.

A later run reads but a few pages: the lonely new post, the one list that changed. Without what
their sisters taught the run before, such a page may be read otherwise than it was then.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.values.builds import SiteMemory

_KEPT_MAX: Final = 400  # of each kind of lesson, those met most often
_COUNT_MAX: Final = 500  # what was learned long ago must not outweigh a site's new build
_KINDS: Final = ("posts", "rows", "other", "heads", "people", "threads", "lines")
_PLACES: Final = ("authors", "firsts", "bylines", "bodies", "titles", "homes", "controls")


def lessons_of(build: SiteMemory, directory: DirectoryMemory) -> dict[str, Any]:
    """What was learned, as plain values. Contact points are among it only as marks; what blocks of
    companies look like is not: alone on a page, each would be one (the head of a mail).
    """
    told: dict[str, Any] = {"month_first": max(-_COUNT_MAX, min(build.month_first, _COUNT_MAX))}
    for name in _KINDS:
        told[name] = _most(getattr(build, name))
    for name in _PLACES:
        told[name] = [[*place, count] for place, count in _most(getattr(build, name))]
    told["own"] = sorted(directory.own.marks)[:_KEPT_MAX]
    told["steady"] = sorted(build.steady)[:_KEPT_MAX]
    told["furniture"] = sorted(directory.furniture)[:_KEPT_MAX]
    return told


def learn_again(told: dict[str, Any], build: SiteMemory, directory: DirectoryMemory) -> None:
    """Begin with what an earlier run has learned."""
    build.month_first += int(told.get("month_first") or 0)
    for name in _KINDS:
        getattr(build, name).update({str(kind): int(n) for kind, n in told.get(name) or ()})
    for name in _PLACES:
        getattr(build, name).update({(str(a), str(b)): int(n) for a, b, n in told.get(name) or ()})
    build.steady |= {str(mark) for mark in told.get("steady") or ()}
    directory.own.marks |= {str(mark) for mark in told.get("own") or ()}
    directory.furniture |= {str(mark) for mark in told.get("furniture") or ()}


def _most(counts: Counter[Any]) -> list[tuple[Any, int]]:
    return [(each, min(count, _COUNT_MAX)) for each, count in counts.most_common(_KEPT_MAX)]
