"""Posts that stand for themselves though they share a page: wanted ads, notices, a board in full.

In a thread one heading stands above all; where nearly every record has a heading of its own, and
these differ and are no names, nobody answers anybody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import islice
from typing import Final

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.places.addresses import is_user_page
from leadminer.mining.extraction.records.record_parts import Record

RECORDS_MIN: Final = 3
SHARE_MIN: Final = 0.8
_HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "dt", "legend", "caption"})
_NAMED: Final = re.compile(
    r"(?:^|[-_ ])\w*(?:title|subject|headline|heading)(?:$|[-_ ])|(?:^|[-_])heading$", re.I
)
_NAMED_TAGS: Final = frozenset({"div", "span", "p", "strong", "b"})
_ANSWERS: Final = re.compile(r"^\s*(?:re|aw|antw|sv|fwd?|回复|回覆|答复|answer|comment)\b", re.I)
_USER_CLASS: Final = re.compile(r"user|author|nick|member|profile|poster|rank", re.I)


def titles_apart(tree: Tree, group: list[Record], title: str) -> dict[int, int]:
    """The heading of each record by the record's origin; empty where they make one thread. None of
    them is part of what a record says: each becomes a hole of it."""
    titles = _own_titles(tree, group, title)
    for record in group:
        record.holes += [titles[record.origin]] if record.origin in titles else []
    return titles


def _own_titles(tree: Tree, group: list[Record], title: str) -> dict[int, int]:
    if len(group) < RECORDS_MIN:
        return {}
    offers: dict[str, dict[int, tuple[int, str]]] = defaultdict(dict)
    for record in group:
        for node, said in _headings(tree, record, title):
            offers[tree.relation(record.origin, node)].setdefault(record.origin, (node, said))
    for found in sorted(offers.values(), key=len, reverse=True):
        if len(found) < SHARE_MIN * len(group):
            break
        if _are_titles([said for _, said in found.values()]) and not _are_beginnings(tree, found):
            return {origin: node for origin, (node, _) in found.items()}
    return {}


def _headings(tree: Tree, record: Record, title: str) -> list[tuple[int, str]]:
    marks = [record.origin] + ([record.author.node] if record.author else [])
    found = []
    for root in record.roots:
        for node in range(root, min(tree.end[root], root + 60)):
            element = tree.elements[node]
            names = element.get("class") or ""
            is_heading = element.tag in _HEADINGS or (
                element.tag in _NAMED_TAGS and bool(names) and bool(_NAMED.search(names))
            )
            if not is_heading or tree.chrome[node] or not record.holds(tree, node):
                continue
            if _USER_CLASS.search(names) or any(tree.holds(node, mark) for mark in marks):
                continue
            if any(is_user_page(a.get("href") or "") for a in element.iter("a")):
                continue
            said = line_of(element)
            if 2 <= len(said) <= 200 and said != title:
                found.append((node, said))
    return found


def _are_beginnings(tree: Tree, found: dict[int, tuple[int, str]]) -> bool:
    """Whether most headings only repeat how the text below them begins."""
    repeats = 0
    for node, said in found.values():
        start = said.rstrip(".… ")
        for up in islice(tree.ups(node), 3):
            if len(start) >= 6 and line_of(tree.elements[up]).count(start) > 1:
                repeats += 1
                break
    return repeats * 2 > len(found)


def _are_titles(said: list[str]) -> bool:
    """Whether headings tell of different things, rather than of people or of one thread."""
    if len(set(said)) < 0.9 * len(said) or any(_ANSWERS.match(text) for text in said):
        return False
    words = sum(len(text.split()) for text in said) / len(said)
    ideographs = sum(sum(c > "\u2e80" for c in text) for text in said) / len(said)
    return words >= 3 or ideographs >= 6
