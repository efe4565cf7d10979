"""Links that belong to a post or a row itself: its address, its last reply, report, reactions."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.mark_words import is_mostly_date
from leadminer.mining.extraction.records.bodies import Piece
from leadminer.mining.extraction.records.list_rows import names_message
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import is_time


def post_controls(
    tree: Tree, group: list[Record], bodies: dict[int, Piece], memory: SiteMemory
) -> set[HtmlElement]:
    """Links outside the texts of posts, at places that several posts of a kind have in common."""
    places: dict[str, list[HtmlElement]] = defaultdict(list)
    for record in group:
        piece = bodies.get(record.origin)
        said = piece.nodes if piece and not piece.loose else []
        for node in _links(tree, record):
            if not any(tree.holds(inner, node) for inner in said):
                places[tree.relation(record.origin, node)].append(tree.elements[node])
    kind = group[0].kind
    found = {
        link for links in places.values() for link in links
        if names_message(link.get("href") or "", line_of(link))
    }  # fmt: skip
    for relation, links in places.items():
        hrefs = {link.get("href") for link in links}
        if len(links) >= 2 and len(hrefs) * 2 > len(links):
            memory.learn_place(memory.controls, kind, relation)
            found.update(links)
        elif memory.controls[kind, relation]:
            found.update(links)
    return found


def row_controls(tree: Tree, group: list[Record], title_at: str) -> set[HtmlElement]:
    """Links of rows that name no thread: dates, icons and arrows that lead to its last reply.

    `title_at`: where, seen from the time, each row's title stands.
    """
    found: set[HtmlElement] = set()
    for record in group:
        for node in _links(tree, record):
            link = tree.elements[node]
            if tree.relation(record.origin, node) == title_at:
                continue
            text = line_of(link)
            if (
                len(text) < 2
                or "#" in (link.get("href") or "")
                or text.isdigit()
                or (is_mostly_date(text, "p") and is_time(text))
                or re.match(r"(?:go to )?last|latest|最后|»|›|>", text, re.I)
            ):
                found.add(link)
    return found


def _links(tree: Tree, record: Record) -> list[int]:
    own = next((r for r in record.roots if tree.holds(r, record.origin)), record.roots[0])
    return [
        node
        for node in range(own, tree.end[own])
        if tree.elements[node].tag == "a" and record.holds(tree, node)
    ]
