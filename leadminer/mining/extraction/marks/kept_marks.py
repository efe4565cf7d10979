"""Which marks of a page stay: one name a box or link, one time a breath, none that only repeats."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from datetime import timedelta
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.name_lines import name_before_time

_MINUTE: Final = timedelta(minutes=1)
_LINE_MAX: Final = 40  # letters between two times of one line
_SAID_BETWEEN: Final = 16  # letters
_LINES_LEAST: Final = 3


def without_unseen(tree: Tree, dates: list[Mark]) -> list[Mark]:
    """Without times in `<meta>` that a reader sees as well, in the same piece of the page."""
    seen = [d for d in dates if tree.elements[d.node].tag != "meta" and d.time]
    if len(seen) == len(dates) or not seen:
        return dates
    nodes = [d.node for d in seen]
    kept = []
    for date in dates:
        up = tree.parent[date.node]
        inside = seen[bisect_left(nodes, up) : bisect_left(nodes, tree.end[up])]
        told = date.time and any(abs(d.time - date.time) < _MINUTE for d in inside if d.time)
        if tree.elements[date.node].tag != "meta" or not told:
            kept.append(date)
    return kept


def without_second(tree: Tree, dates: list[Mark]) -> list[Mark]:
    """Without the second of the two times that each of several lines tells: when a thread began,
    and when somebody last spoke."""
    lines: dict[tuple[str, int], list[Mark]] = defaultdict(list)
    for mark in dates:
        lines[mark.kind, tree.parent[mark.node]].append(mark)
    of_kind = Counter(kind for kind, _ in lines)
    twos: dict[str, list[Mark]] = defaultdict(list)
    for (kind, _), marks in lines.items():
        if len(marks) == 2 and all(tree.elements[m.node].tag in INLINE for m in marks):
            said = tree.plain[marks[1].node] - tree.plain[tree.end[marks[0].node]]
            if said <= _LINE_MAX:
                twos[kind].append(marks[1])
    gone = {
        id(mark) for kind, seconds in twos.items()
        if len(seconds) >= _LINES_LEAST and 2 * len(seconds) >= of_kind[kind] for mark in seconds
    }  # fmt: skip
    return [mark for mark in dates if id(mark) not in gone]


_BREAKS: Final = frozenset({"br", "hr"})


def keep_date(tree: Tree, dates: list[Mark], mark: Mark) -> None:
    """Add a time, unless it only says again the one before it."""
    # the same moment said twice in one breath (for wide and narrow screens) is one
    if dates and mark.time and dates[-1].time:
        last = dates[-1]
        between = tree.plain[mark.node] - tree.plain[tree.end[last.node]]
        top = tree.depth[tree.meeting(last.node, mark.node)]
        near = (
            tree.end[last.node] <= mark.node
            and between <= 6
            and not any(
                tree.elements[n].tag in _BREAKS for n in range(tree.end[last.node], mark.node)
            )
            and max(tree.depth[last.node], tree.depth[mark.node]) - top <= 2
            and not _in_next_row(tree, last.node, mark.node)
            and not _is_said_behind(tree, last, tree.meeting(last.node, mark.node))
            and not (last.kind != mark.kind and name_before_time(last.line or last.said))
        )
        if near and abs((mark.time - dates[-1].time).total_seconds()) < 86400 * (
            1 if not (last.has_clock and mark.has_clock) else 0.001
        ):
            if mark.has_clock and not last.has_clock:
                last.time, last.has_clock = mark.time, True
            return
    dates.append(mark)


def _is_said_behind(tree: Tree, last: Mark, meeting: int) -> bool:
    """Whether loose text stands behind the box of a time: what was said then."""
    box = last.node
    while tree.parent[box] not in (meeting, box):
        box = tree.parent[box]
    element = tree.elements[box]
    tail = one_line(element.tail)
    is_told = any(map(str.isalnum, tail)) and not (last.said and last.said in tail)
    return box != meeting and element.tag not in INLINE and is_told


def _in_next_row(tree: Tree, last: int, node: int) -> bool:
    """Whether a link begins the row that a time stands in, and the one before it stands in the row
    above: two boards of which each was written in during the same minute."""
    row = next((up for up in (node, *tree.ups(node)) if tree.elements[up].tag in ("li", "tr")), -1)
    if row <= last:
        return False
    between = range(row, node)
    return any(tree.elements[n].tag == "a" and tree.end[n] <= node for n in between)


def keep_author(tree: Tree, authors: list[Mark], mark: Mark) -> None:
    """Add a name, unless it stands in, or is, the one before it."""
    # an avatar's link and the name's link, or a marked span around a link, are one
    if authors:
        last = authors[-1]
        if tree.holds(last.node, mark.node):
            if mark.href and not last.href:
                last.href, last.name = mark.href, mark.name or last.name
            elif _is_panel(tree, last) and _names_exactly(tree.elements[mark.node]):
                authors[-1] = mark  # the panel's first line is a rank, its name is called so
            return
        near = mark.node - tree.end[last.node] <= 4 and _between(tree, last, mark) < _SAID_BETWEEN
        if last.href and last.href == mark.href and near:
            if mark.sure and not last.said:
                last.name, last.said = mark.name, mark.said
            return
        pictured = last.href == mark.href and last.href and not last.said
        if pictured and mark.node - last.node <= 40:
            last.name = mark.name  # what the picture is called is no name
    authors.append(mark)


def _between(tree: Tree, last: Mark, mark: Mark) -> int:
    """Letters outside links from one name to the next: what was said between two posts of one."""
    return tree.plain[mark.node] - tree.plain[tree.end[last.node]]


_EXACT: Final = re.compile(
    r"(?:\w{0,12}user|author|member|nick|poster|display|screen)[-_]?name|author|poster|nick|fn",
    re.I,
)


def _names_exactly(element: HtmlElement) -> bool:
    """Whether an element's class says that it holds a name, and no more."""
    return any(map(_EXACT.fullmatch, (element.get("class") or "").split()))


def _is_panel(tree: Tree, mark: Mark) -> bool:
    """Whether a name was taken from a box of several lines, for being its first."""
    return not mark.sure and tree.letters(mark.node) > len(mark.name) + 2
