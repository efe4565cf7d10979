"""Days that tell since when somebody is a member, whatever the label beside them says."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from datetime import datetime, timedelta
from typing import Final

from leadminer.mining.extraction.marks.author_marks import Mark

_LABELLED: Final = re.compile(r"\W{0,3}([^\W\d][^:：\d]{1,30})[:：]\s*\S")
_LONG: Final = timedelta(days=60)  # before a post; sooner it may be a day of the post itself


def without_memberships(dates: list[Mark], *, now: datetime) -> list[Mark]:
    """Times without the labelled days each of which stands before or after one clock of a post.

    What is called alike, has no hour, comes once with each time of a kind and is always long
    before it, says of who posted, not of the post.
    """
    days: dict[tuple[str, str], list[Mark]] = defaultdict(list)
    clocks: dict[str, list[Mark]] = defaultdict(list)
    for mark in dates:
        label = _LABELLED.match(mark.said)
        if label and not mark.has_clock:
            days[mark.kind, label[1]].append(mark)
        elif mark.has_clock and mark.time and mark.time <= now:
            clocks[mark.kind].append(mark)
    told = {
        id(mark) for marks in days.values() for mark in marks
        if any(_is_long_before(marks, each) for each in clocks.values())
    }  # fmt: skip
    return [mark for mark in dates if id(mark) not in told]


def _is_long_before(days: list[Mark], clocks: list[Mark]) -> bool:
    """Whether days and clocks stand by turns, and each day is long before its clock."""
    if len(days) != len(clocks):
        return False
    pairs = list(zip(days, clocks, strict=True))
    by_turns = all(
        max(a[0].node, a[1].node) < min(b[0].node, b[1].node) for a, b in itertools.pairwise(pairs)
    )
    return by_turns and all(d.time and c.time and c.time - d.time > _LONG for d, c in pairs)
