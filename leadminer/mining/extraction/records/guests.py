"""Names that nothing marks, where those of others stand: guests among members."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.mark_words import BY_FIRST, NO_NAME
from leadminer.mining.extraction.marks.name_lines import CONTROL, name_before_time
from leadminer.mining.extraction.places.addresses import is_user_page
from leadminer.mining.extraction.records.bylines import LETTER, YEAR, byline_name
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory

_FIRST: Final = "*"  # a step of a way: what is said first there, if that is no link
_IN_TIME: Final = re.compile(r"0/a\.")  # the link stands in what says the time
_STEPS_MAX: Final = 2
_INLINE: Final = frozenset({"span", "b", "strong", "em", "i", "cite", "font", "small"})


def steps_of(relation: str) -> int:
    """How far up the way from the time leads."""
    return int(relation.partition("/")[0])


def in_time(place: tuple[str, Mark]) -> bool:
    """Whether a link to somebody stands in what says the time."""
    return place[1].sure and bool(_IN_TIME.match(place[0]))


def name_guests(
    tree: Tree,
    group: list[Record],
    offers: dict[int, list[tuple[str, Mark]]],
    votes: dict[str, float],
    memory: SiteMemory,
) -> None:
    """Names that nothing marks, where those of other records stand: guests among members."""
    kind = group[0].kind
    for record in group:
        if record.author is None and (name := byline_name(tree, record, memory)):
            record.author = Mark(record.origin, kind, name=name, said=name)
    usual = memory.usual_author(kind) or max(votes, key=lambda r: votes[r], default="")
    way, _, last = usual.rpartition("/")
    if last.startswith("a.") and "/" in way and steps_of(usual) <= 8:
        for record in group:
            if not any(relation == usual for relation, _ in offers[record.origin]):
                _name_at(tree, record, way)
    if _IN_TIME.match(usual):
        for record in group:
            if not any(relation == usual for relation, _ in offers[record.origin]):
                _name_on_line(record)
    firsts = sorted(way for of, way in memory.firsts if of == kind)
    for record in group:
        for place in memory.author_places(kind) if record.author is None else ():
            if record.author is None and steps_of(place) <= 8:
                _name_at(tree, record, place)
        for place in firsts:
            if record.author is None:
                _name_at(tree, record, place)


def _name_on_line(record: Record) -> None:
    """Name a record by what its time's own element says first, where others link their author."""
    if name := name_before_time(record.mark.line or record.mark.said):
        record.author = Mark(record.origin, record.kind, name=name, said=name)


def learn_first(tree: Tree, place: tuple[str, Mark], kind: str, memory: SiteMemory) -> None:
    """Learn that a link to its author is the first thing said in what it shares with the time:
    who has no page is named there without a link, whatever that looks like."""
    relation, author = place
    link = tree.elements[author.node]
    if link.tag != "a" or relation.count("/") != 1 or not 0 < steps_of(relation) <= _STEPS_MAX:
        return
    if _first_said(tree, tree.parent[author.node]) == author.node:
        memory.learn_place(memory.firsts, kind, f"{steps_of(relation)}/{_FIRST}")


def _first_said(tree: Tree, holder: int) -> int | None:
    """The child with which an element begins to say something; none if its own text does."""
    if one_line(tree.elements[holder].text):
        return None
    for child in tree.children(holder):
        if line_of(tree.elements[child]):
            return child
        if one_line(tree.elements[child].tail):
            return None
    return None


def _name_at(tree: Tree, record: Record, way: str) -> None:
    """Name a record by what stands where a way from its time leads, if that may be a name."""
    for node in _reached(tree, record, way):
        links = (each for each in tree.elements[node].iter("a") if line_of(each))
        if any(not is_user_page(each.get("href") or "") for each in links):
            continue  # it leads to no person: a title, a board
        lines = text_of(tree.elements[node]).split("\n")
        whole = one_line(lines[0])
        own = own_line(tree.elements[node])
        name = BY_FIRST.sub("", own if whole.startswith(own) else whole).strip(" :：,，·|-–»«")
        if not (LETTER.search(name) or YEAR.fullmatch(name)) or len(name) > 40:
            continue
        if not NO_NAME.search(name) and not CONTROL.match(name):
            record.author = Mark(node, record.kind, name=name, said=name)
            break


def _reached(tree: Tree, record: Record, way: str) -> list[int]:
    """The nodes of a record to which a way from its time leads."""
    steps, *down = way.split("/")
    top = record.origin
    for _ in range(int(steps)):
        top = tree.parent[top]
        if top < 0:
            return []
    found = [top]
    if down == [_FIRST]:
        first = _first_said(tree, top)
        if first is None or tree.holds(first, record.origin):
            return []
        down, found = [], [first] if tree.elements[first].tag in _INLINE else []
    for signature in down:
        found = [
            child
            for node in found
            for child in tree.children(node)
            if tree.signature(child) == signature
        ][:40]
    return [node for node in found if record.holds(tree, node)]


def own_line(element: HtmlElement) -> str:
    """What stands in an element, without a badge after a name: "anna<span>OP</span>"."""
    said = one_line(element.text)
    return (
        said
        if said and len(element) == 1 and not (element[0].tail or "").strip()
        else line_of(element)
    )
