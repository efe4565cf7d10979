"""What somebody wrote, read from the piece of a page that holds it, without what is not theirs."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from operator import attrgetter
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.name_lines import BUTTONS
from leadminer.mining.extraction.markup.attachments import is_attachment
from leadminer.mining.extraction.markup.quotes import not_own
from leadminer.mining.extraction.markup.tallies import is_tally
from leadminer.mining.extraction.notices.pairs import Pair, fields_of
from leadminer.mining.extraction.notices.record_words import is_prose
from leadminer.mining.extraction.posts.afterwords import notes_of_change, without_ruled_off
from leadminer.mining.extraction.posts.echoes import Echoes
from leadminer.mining.extraction.records.bodies import FLOW, Piece, part_of, weigh
from leadminer.mining.extraction.records.loose_texts import loose_text
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.label_words import PUBLISHED, TEXT_FOLLOWS, is_notice_label

_SIGNS: Final = " |·•/-"  # between buttons
_CLIMB_MAX: Final = 4


@dataclass(frozen=True, slots=True)
class PageTexts:
    """What reading the posts of a page needs to know of the page."""

    tree: Tree
    base: str
    page: str
    title: str
    now: datetime
    zone: Zone
    memory: SiteMemory
    echoes: Echoes
    pairs: list[Pair]  # in page order

    def is_label(self, record: Record, name: str) -> bool:
        """Whether what looks like a name is the label of something else, or of the text."""
        if TEXT_FOLLOWS.fullmatch(name):
            return True
        told = is_notice_label(name) or PUBLISHED.search(name)
        return bool(told) and any(pair.label == name for pair in self._pairs_in(record))

    def facts_of(self, record: Record) -> dict[str, str]:
        """What labels in a record tell, where one of them is such as notices have."""
        tree = self.tree
        own = [
            p for p in self._pairs_in(record)
            if not is_prose(p.value) and record.holds(tree, p.node)
            and (p.node == p.label_node or not tree.holds(p.node, record.origin)
                 or PUBLISHED.search(p.label))
        ]  # fmt: skip
        return fields_of(own) if any(is_notice_label(p.label) for p in own) else {}

    def _pairs_in(self, record: Record) -> Iterator[Pair]:
        """The labels of a record; found by their order, as a page may hold thousands of both."""
        at = attrgetter("label_node")
        for root in record.roots:
            first = bisect_left(self.pairs, root, key=at)
            last = bisect_left(self.pairs, self.tree.end[root], key=at)
            inside = self.pairs[first:last]
            yield from (p for p in inside if record.holds(self.tree, p.label_node))

    def text_of(self, record: Record, piece: Piece, skip: set[HtmlElement], author: str) -> str:
        """The words of a record's author; `skip`: elements that are no words of theirs."""
        piece = self._outside_quote(record, piece, skip, author)
        roots = [self.tree.elements[node] for node in _nodes_of(self.tree, record, piece)]
        left = set(skip)
        for root in roots:
            left |= notes_of_change(
                root, posted=record.mark.time, author=author, now=self.now, zone=self.zone
            )
            left |= self.echoes.quotes_in(root, author, left | not_own(root))
        record.left |= left - skip
        text = _text(self.tree, record, piece, left)
        if text and not left & set(roots[0].iter()):
            self.echoes.is_text(roots[0])
        for root in roots:
            text = without_ruled_off(root, text, author=author, skip=left, memory=self.memory)
        return text

    def _outside_quote(
        self, record: Record, piece: Piece, skip: set[HtmlElement], author: str
    ) -> Piece:
        """What stands around a piece that only quotes: a short answer, or tags ill closed."""
        if piece.loose:
            return piece
        tree = self.tree
        roots = [tree.elements[node] for node in piece.nodes]
        marked = set[HtmlElement]().union(*map(not_own, roots))
        if marked and any(text_of(root, skip | marked) for root in roots):
            return piece
        if any(self.echoes.quotes_in(each, author, skip) for each in marked):
            return piece  # it holds a quote and an answer: some programs set each post so
        near = [roots[0], *islice(roots[0].iterancestors(), _CLIMB_MAX)]
        inside = [e for e in near if self._is_in(record, e) and self.echoes.is_quote(e)]
        quotes = {*inside, *marked}
        if not quotes:
            return piece
        top = tree.number[inside[-1]] if inside else piece.nodes[0]
        for up in islice(tree.ups(top), _CLIMB_MAX):
            if not record.holds(tree, up):
                break
            if words := _loose(tree, record, up, skip | quotes):
                return Piece([up], piece.relation, piece.weight, words=words)
        return piece

    def _is_in(self, record: Record, element: HtmlElement) -> bool:
        """Whether an element stands in a record beside its time."""
        node = self.tree.number.get(element)
        return (
            node is not None
            and record.holds(self.tree, node)
            and not self.tree.holds(node, record.origin)
        )


def skipped(tree: Tree, record: Record) -> set[HtmlElement]:
    """Of a record: other records in it, its time and its author's name."""
    skip = {tree.elements[h] for h in record.holes}
    skip.add(tree.elements[record.origin])
    if record.author:
        skip.add(tree.elements[record.author.node])
    return skip


def _nodes_of(tree: Tree, record: Record, piece: Piece) -> list[int]:
    """What of the page a piece is: of an element that holds several records those of this one."""
    own = [root for root in record.roots if tree.parent[root] == piece.nodes[0]]
    return own if piece.loose and own else piece.nodes


def _text(tree: Tree, record: Record, piece: Piece, skip: set[HtmlElement]) -> str:
    if piece.loose:
        return _loose(tree, record, piece.nodes[0], skip)
    element = tree.elements[piece.nodes[0]]
    nodes = piece.nodes
    if element.tag in ("br", "hr"):  # what was weighed stands between the breaks
        return _loose(tree, record, tree.parent[nodes[0]], skip)
    if element.tag in FLOW:
        # paragraphs in a row under one parent are one text
        siblings = tree.children(tree.parent[nodes[0]])
        part = part_of(tree, nodes[0])
        siblings = [n for n in siblings if tree.elements[n].tag != "p" or part_of(tree, n) == part]
        rule = next((n for n in siblings if n > nodes[0] and tree.elements[n].tag == "hr"), None)
        nodes = [
            n
            for n in siblings
            if rule is None or n < rule
            if nodes[0] <= n <= nodes[-1]
            or (n > nodes[-1] and tree.elements[n].tag in FLOW and weigh(tree, n) > 3)
            if not any(tree.holds(n, tree.number[e]) for e in skip if e in tree.number)
            and not tree.chrome[n]
        ]
        nodes = [n for n in nodes if not is_tally(tree.elements[n])] or nodes
    lines = []
    for node in nodes:
        inner = tree.elements[node]
        left = not_own(inner)
        record.left |= left
        lines.append(text_of(inner, skip | left))
    text = "\n".join(line for line in lines if line)
    if text:
        return text
    return "\n".join(text_of(tree.elements[n], skip) for n in nodes).strip()


def _loose(tree: Tree, record: Record, node: int, skip: set[HtmlElement]) -> str:
    own = [root for root in record.roots if tree.parent[root] == node] or [node]
    quotes = {
        each for root in own for each in not_own(tree.elements[root], also_itself=root != node)
    }
    record.left |= quotes - skip
    return loose_text(tree, record, node, skip | quotes)


def without_controls(text: str) -> str:
    """A text without the buttons and files in its last lines; one of nothing else is left."""
    lines = text.split("\n")
    while len(lines) > 1 and (
        is_attachment(lines[-1].strip()) or BUTTONS.fullmatch(lines[-1].strip(_SIGNS))
    ):
        lines.pop()
    return "\n".join(lines).rstrip()
