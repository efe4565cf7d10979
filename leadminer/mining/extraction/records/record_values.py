"""What only the mark-up of a record tells: an author in an attribute, a price by its class."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.records.record_parts import Record

_PRICE: Final = re.compile(
    r"(?:^|[-_ ])(?:price|preis|prix|precio|preco|jiage|budget)(?:$|[-_ ])", re.I
)
_DATA_AUTHOR: Final = ("data-author", "data-username", "data-poster", "data-user-name")


def price_of(tree: Tree, record: Record) -> str:
    """A price that only its mark-up calls so."""
    return price_among(
        tree,
        (
            node
            for root in record.roots
            for node in range(root, min(tree.end[root], root + 400))
            if record.holds(tree, node)
        ),
    )


def price_among(tree: Tree, nodes: Iterable[int]) -> str:
    """The first price among these nodes that its mark-up calls so."""
    for node in nodes:
        element = tree.elements[node]
        names = " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))
        if _PRICE.search(names) and not tree.chrome[node]:
            said = line_of(element)
            if len(said) <= 40 and any(c.isdigit() for c in said):
                return said
    return ""


def data_author(tree: Tree, record: Record) -> str:
    """The name that an attribute around a record bears."""
    for node in (record.origin, *tree.ups(record.origin)):
        if not any(tree.holds(root, node) for root in record.roots):
            return ""
        element = tree.elements[node]
        for name in _DATA_AUTHOR:
            value = one_line(element.get(name))
            if 0 < len(value) <= 60:
                return value
    return ""
