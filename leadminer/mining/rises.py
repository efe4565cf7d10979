"""Lists that show nothing but titles, the thread that was written in last on top: whoever has risen
was answered. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, TypeVar

_Thread = TypeVar("_Thread", bound=Hashable)
_ROWS_MIN: Final = 4
_WRONG_MAX: Final = 1  # a thread that is pinned on top; a box of others' threads has more
_SLACK: Final = timedelta(minutes=1)


def risen(
    before: Sequence[_Thread], now: Sequence[_Thread], newest: Mapping[_Thread, datetime | None]
) -> set[_Thread]:
    """The threads that stand above one they stood below, or come from a later page.

    `before`, `now`: a list as it was and as it is, from the top. `newest`: when each was written in
    last, as far as known. Nothing where the list was not in the order of these times.
    """
    times = [at for each in before if (at := newest.get(each))]
    wrong = sum(1 for above, below in pairwise(times) if below > above + _SLACK)
    if len(times) < _ROWS_MIN or wrong > _WRONG_MAX:
        return set()
    place = {each: n for n, each in enumerate(before)}
    found: set[_Thread] = set()
    highest = len(before)  # of those that stand below
    for each in reversed(now):
        was = place.get(each, len(before))
        if was > highest:
            found.add(each)
        elif each in place:
            highest = min(highest, was)
    return {each for each in found if each in newest}
