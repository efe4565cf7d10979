"""What stands above a page's heading is no part of its first post: a welcome, a note to all."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.reading import Marks
from leadminer.mining.extraction.records.reading import Names
from leadminer.mining.extraction.records.record_parts import Record

_LOOSE: Final = re.compile(r"[\W_]+")
_ENDS: Final = re.compile(r"[.!?。！？…][\"'”»)\]]?$")


def leave_out_head(tree: Tree, records: list[Record], marks: Marks, title: str) -> None:
    """Take from a page's first record the sentences above the heading that says what it is about.

    Where nothing but they name somebody, they stay.
    """
    first = min(records, key=lambda record: record.origin, default=None)
    heading = _heading(tree, title) if first else None
    if first is None or heading is None or not heading < first.origin:
        return
    if not first.holds(tree, heading):
        return
    names = Names(tree, marks)
    below = any(
        mark.node > heading and first.holds(tree, mark.node)
        for root in first.roots
        for mark in names.inside(root)
    )
    above = [root for root in first.roots if tree.end[root] <= heading]
    for up in (heading, *tree.ups(heading)):
        if up in first.roots or tree.parent[up] < 0:
            break
        above += [child for child in tree.children(tree.parent[up]) if tree.end[child] <= up]
    first.holes += [
        node for node in above
        if _ENDS.search(line_of(tree.elements[node])) and (below or not names.inside(node))
    ]  # fmt: skip


def _heading(tree: Tree, title: str) -> int | None:
    """The first heading that says a page's title, of those of the first two orders."""
    want = _LOOSE.sub("", title).lower()
    for node in range(len(tree)) if want else ():
        element = tree.elements[node]
        if element.tag in ("h1", "h2") and _LOOSE.sub("", line_of(element)).lower() == want:
            return node
    return None
