"""Where on a page, and at which address, a single post stands."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.places.addresses import absolute, canonical, site_of
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.items import Post

_ANCHOR: Final = re.compile(
    r"^(?:[a-z]{1,12}[-_]?)?\d+[a-z]?$|^(?:p|c|post|comment|pid|answer|reply|msg|entry|"
    r"note|message|m)[-_]?[\w-]*\d\w*$",
    re.I,
)


def anchor_of(tree: Tree, record: Record) -> str:
    """The name within the page that a record gives itself, or nothing."""
    seen = 0
    for root in _outward(tree, record):
        for node in range(root, tree.end[root]):
            seen += 1
            if seen > 120:
                return ""
            element = tree.elements[node]
            found = element.get("id") or (element.get("name") if element.tag == "a" else None)
            if (
                found
                and _ANCHOR.match(found)
                and not any(tree.holds(h, node) for h in record.holes)
            ):
                return str(found)
    return ""


def _outward(tree: Tree, record: Record) -> list[int]:
    """The roots of a record, its own first, with a parent that holds nothing else."""
    own = next((r for r in record.roots if tree.holds(r, record.origin)), record.roots[0])
    before = [r for r in record.roots if r < own][-1:]
    return [
        *[r for r in before if tree.elements[r].tag == "a"],
        own,
        *[r for r in record.roots if r != own],
    ]


def _anchors(tree: Tree, root: int) -> set[str]:
    """The names that an element and what stands at its head bear."""
    near = tree.elements[root : min(tree.end[root], root + 12)]
    return {e.get("id") or (e.get("name") if e.tag == "a" else None) or "" for e in near}


def permalink_of(tree: Tree, record: Record, base: str, page: str) -> str:
    """The address with an anchor that a record links as its own, or nothing."""
    for root in record.roots:
        for node in range(root, tree.end[root]):
            element = tree.elements[node]
            href = element.get("href") if element.tag == "a" else None
            if not href or "#" not in href or not record.holds(tree, node):
                continue
            url = absolute(base, href) if not href.startswith("#") else page + href
            head, _, anchor = (url or "").partition("#")
            if (
                _ANCHOR.match(anchor)
                and site_of(head) == site_of(base)
                and (anchor == anchor_of(tree, record) or anchor in _anchors(tree, root))
            ):
                return f"{canonical(head)}#{anchor}"
    return ""


def shows_others(posts: list[Post], page: str) -> bool:
    """Whether a page shows the last posts of several threads: each says on which page it stands."""
    heads = [post.url.partition("#")[0] for post in posts]
    others = [h for h in heads if h and h != page and not is_other_view(h, page)]
    return 1 < len(set(others)) < len(others) and len(others) * 5 >= len(posts) * 4
