"""Whose a record is: the place of the name that most records of its kind have in common.

A place is said by its way from the posting time (`Tree.relation`), so it is the same in every
record of one build, however much else stands there.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from dataclasses import replace
from typing import Final
from urllib.parse import unquote

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.mark_words import (
    AUTHOR_LABEL,
    BY_FIRST,
    DATE_LIKE,
    NO_NAME,
    NOT_POSTING,
)
from leadminer.mining.extraction.marks.name_lines import CONTROL, name_before_time, name_in_line
from leadminer.mining.extraction.marks.reading import Marks
from leadminer.mining.extraction.records.bylines import (
    CALLED_NAME,
    LETTER,
    ON_LINE,
    YEAR,
    bylines,
    learn_bylines,
)
from leadminer.mining.extraction.records.guests import (
    in_time,
    learn_first,
    name_guests,
    own_line,
    steps_of,
)
from leadminer.mining.extraction.records.reading import Names
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.contacts import Contact, email_contact

# "Thanks in advance.", "Same for us.", "量大，请报价", not "Hans P."
_SENTENCE: Final = re.compile(
    r"\s[^\W\d]{3,}\.\d*$|\s\S+\s[a-z]{2}\.\d*$|[，。；]|[?!？！…]$|^[^?]{12,}(?:吗|嗎|呢)$"
)


def vote_authors(tree: Tree, group: list[Record], marks: Marks, memory: SiteMemory) -> None:
    """Give each record of one kind its author: the place most records have in common."""
    offers: dict[int, list[tuple[str, Mark]]] = {}
    names: dict[str, list[str]] = defaultdict(list)
    named = Names(tree, marks)
    for record in group:
        offers[record.origin] = found = [
            (tree.relation(record.origin, mark.node), mark)
            for root in record.roots
            for mark in named.inside(root)
            if record.holds(tree, mark.node)
        ]
        for relation, mark in dict(found).items():
            names[relation].append(mark.name)
    votes = {r: len(n) * (_variety(n) if len(group) > 2 else 1.0) for r, n in names.items()}
    for relation, told in names.items():
        if not any(re.search(r"[^\W\d_]", name) for name in told):
            votes[relation] *= 0.3  # how many points somebody has, by a link to their page
    kind = group[0].kind
    for record in group:
        best = max(
            offers[record.origin],
            key=lambda o: (
                votes[o[0]] * (1.2 if o[1].sure else 1.0) + min(40, memory.authors[kind, o[0]]) * 2,
                -steps_of(o[0]),
                o[1].node < record.origin,
                -abs(o[1].node - record.origin),
            ),
            default=None,
        )
        if best:
            record.author = best[1]
            several = len(group) > 1 and votes[best[0]] > 1
            if several or (len(group) == 1 and in_time(best)):
                memory.learn_place(memory.authors, kind, best[0])
            if several:
                learn_first(tree, best, kind, memory)
    learn_bylines(tree, group, memory)
    name_guests(tree, group, offers, votes, memory)
    _drop_honorifics([record.author for record in group if record.author], memory)
    _drop_numbers([record.author for record in group if record.author], memory)


# how Japanese and Korean pages address everybody
_HONORIFIC: Final = re.compile(r"(?<=\S)\s?(?:(?:さん|さま|様|氏)[がは]?|님[이은]?)$")
_HIRAGANA: Final = re.compile(r"[\u3040-\u309f]$")


def _drop_honorifics(authors: list[Mark], memory: SiteMemory) -> None:
    """Names without "-san" where all have it; of a lone one it may be a part ("おじさん"), unless
    several of another page had it."""
    bare = [_HONORIFIC.sub("", author.name) for author in authors]
    memory.plain_names |= any(n == a.name for n, a in zip(bare, authors, strict=True))
    if not authors or memory.plain_names:
        return
    memory.honoured_names |= len({*bare}) > 1
    if memory.honoured_names or len(authors) > 1 or not _HIRAGANA.search(bare[0]):
        for name, author in zip(bare, authors, strict=True):
            author.name = name


_NUMBER_OF: Final = re.compile(r"(?<=\S)\s?[(\[]\s?(?:#|no\.? ?|id ?)?\d{1,12}\s?[)\]]$", re.I)


def _drop_numbers(authors: list[Mark], memory: SiteMemory) -> None:
    """Names without the number of an account behind them, where all have one: "anna ( 7919 )"."""
    bare = [_NUMBER_OF.sub("", author.name) for author in authors]
    if any(name == author.name for name, author in zip(bare, authors, strict=True)):
        return
    memory.numbered_names |= len({author.name for author in authors}) > 1
    for name, author in zip(bare, authors, strict=True):
        author.name = name if memory.numbered_names else author.name


def _variety(names: list[str]) -> float:
    """How far names differ: one that stands in every record is a device or a board."""
    return 0.2 + 0.8 * (len(set(names)) - 1) / max(1, len(names) - 1) if len(names) > 1 else 1.0


def find_unmarked_authors(
    tree: Tree, group: list[Record], memory: SiteMemory, title: str, *, answers: bool = False
) -> None:
    """Names for the records of a kind in which nothing marks them; a page's title is none.

    `answers`: they answer a notice, so that what stands before a lone time is who did.
    """
    if sum(1 for r in group if r.author) * 2 < len(group):
        _infer_authors(tree, [r for r in group if not r.author], memory, title, answers=answers)
        _drop_honorifics([record.author for record in group if record.author], memory)


def _infer_authors(
    tree: Tree, group: list[Record], memory: SiteMemory, title: str, *, answers: bool
) -> None:
    """Names that nothing marks: short, near the time, at the same place in every record."""
    offers: dict[int, list[tuple[str, int, str]]] = {}
    texts: dict[str, list[str]] = defaultdict(list)
    if not group:
        return
    kind = group[0].kind
    told_by = bylines(tree, group, memory)
    for record in group:
        offers[record.origin] = found = _name_offers(tree, record, lone=len(group) == 1)
        if record.origin in told_by:
            found.insert(0, (ON_LINE, record.origin, told_by[record.origin]))
        found[:] = [offer for offer in found if offer[2] != title]
        for relation, _, name in found:
            texts[relation].append(name)
    places: dict[str, list[int]] = defaultdict(list)
    for relation, node, _ in itertools.chain.from_iterable(offers.values()):
        places[relation].append(node)
    controls = {relation for relation, nodes in places.items() if _are_controls(tree, nodes)}
    lines = {r.origin: _before_time(tree, r) for r in group}
    bare = answers or len(set(lines.values())) > 1 or memory.authors[kind, ON_LINE] > 0
    variety = {relation: len(set(said)) / len(said) for relation, said in texts.items()}
    for record in group:
        best, best_score = None, 0.0
        for relation, node, name in offers[record.origin]:
            share = min(1.0, len(texts[relation]) / len(group))
            varied = variety[relation] if len(group) > 2 else 1.0
            told = len(texts[relation])
            named = CALLED_NAME.search(tree.elements[node].get("class") or "")
            if relation in controls:
                continue
            if told >= 5 and variety[relation] * told < 1.5 and not named:
                continue  # a word of the page's own in each of its records, not "Anonymous"
            score = share * (0.3 + varied) * _nearness(tree, record.origin, node)
            score *= 0.6 if len(group) == 1 and tree.in_link[node] else 1.0  # a board, a tag
            score += min(10, memory.authors[kind, relation])
            if score > best_score:
                best, best_score = (relation, node, name), score
        on_line = best is not None and best[0] == ON_LINE
        said = "" if on_line else name_in_line(record.mark.line or record.mark.said)
        plain = best is None or variety[best[0]] <= 0.5 or best_score < _SCORE_SURE
        if not (said or on_line) and bare and lines[record.origin] and plain:
            said, best_score = lines[record.origin], 0.0
            memory.learn_place(memory.authors, kind, ON_LINE)
        if said and best_score < _SCORE_SURE:
            record.author = Mark(record.origin, kind, name=said, said=said)
        elif best and best_score >= 0.35:
            href = _leads_to(tree, best[1])
            record.author = Mark(best[1], kind, name=best[2], href=href, said=best[2])
            if len(group) > 1:
                memory.learn_place(memory.authors, kind, best[0])


def _leads_to(tree: Tree, node: int) -> str | None:
    """Where a name leads that is a link, or stands in one."""
    ups = itertools.chain((node,), tree.ups(node)) if tree.in_link[node] else (node,)
    link = next((up for up in ups if tree.elements[up].tag == "a"), None)
    return tree.elements[link].get("href") if link is not None else None


def _before_time(tree: Tree, record: Record) -> str:
    """The name before a time: on its line, or all that its element says but for the time."""
    element = tree.elements[record.origin]
    up = element.getparent()
    if up is not None and len(up) == 1 and not one_line(element.tail):
        name = BY_FIRST.sub("", one_line(up.text)).strip(" ,，·|-–—")
        no_name = NO_NAME.search(name) or NOT_POSTING.search(name) or CONTROL.match(name)
        if 0 < len(name) <= 40 and not no_name and not name.endswith((":", "：")):
            return "" if DATE_LIKE.search(name) or _SENTENCE.search(name) else name
    return name_before_time(record.mark.line or record.mark.said)


_SCORE_SURE: Final = 1.4


_NEAR: Final = 4  # steps up from the time
_FAR: Final = 7  # ... where a name in bold stands in a cell of its own, beside that of the time


def _above(tree: Tree, node: int, steps: int) -> int:
    for _ in range(steps):
        node = max(0, tree.parent[node])
    return node


def _are_controls(tree: Tree, nodes: list[int]) -> bool:
    """Whether links say one word in several records and lead elsewhere from each: "Quote"."""
    links = [tree.elements[node] for node in nodes if tree.elements[node].tag == "a"]
    aims = {link.get("href") for link in links}
    return len(nodes) == len(links) == len(aims) > 1 and len({line_of(e) for e in links}) == 1


def _name_offers(tree: Tree, record: Record, *, lone: bool) -> list[tuple[str, int, str]]:
    found = []
    near, far = (_above(tree, record.origin, steps) for steps in (_NEAR, _FAR))
    for root in record.roots:
        for node in range(max(root, far), min(tree.end[root], record.origin + 60)):
            element = tree.elements[node]
            if tree.chrome[node] or len(element) > 2 or _in_hole(tree, record, node):
                continue
            if node < near and element.tag not in ("b", "strong"):
                continue
            if {"prev", "next"} & {*(element.get("rel") or "").lower().split()}:
                continue  # turns the page
            if node != record.origin and (
                _is_part_of_time(tree, record, node) or tree.holds(node, record.origin)
            ):
                continue  # a part of the time, or the time with what is said around it
            if any(
                c.tag not in ("img", "i", "b", "strong", "span")
                for c in element
                if isinstance(c.tag, str)
            ):
                continue
            name = BY_FIRST.sub("", own_line(element)).strip(" :：,，·|-–»«")
            if node == record.origin or not 0 < len(name) <= 40 or CONTROL.match(name):
                continue
            if (
                NO_NAME.search(name)
                or NOT_POSTING.search(name)
                or not (LETTER.search(name) or _is_year(element, name))  # a price, a count
                or ":" in name
                or "：" in name
                or _SENTENCE.search(name)
            ):
                continue
            if tree.in_link[node] and (element.get("href") or "#").startswith("#"):
                continue
            if _is_label(element) or _is_labelled_otherwise(element):
                continue
            if lone and _in_heading(element, name):
                continue
            found.append((tree.relation(record.origin, node), node, name))
    return found


def _in_hole(tree: Tree, record: Record, node: int) -> bool:
    return any(tree.holds(hole, node) for hole in record.holes)


def _is_year(element: HtmlElement, name: str) -> bool:
    """Whether a number may be a name ("1984"), and counts nothing ("<b>1984</b> answers")."""
    return bool(YEAR.fullmatch(name)) and not LETTER.match((element.tail or "").lstrip())


def _in_heading(element: HtmlElement, name: str) -> bool:
    """Whether an element stands in a page's heading: what the page is about, not who says it."""
    near = itertools.islice(element.iterancestors(), 3)
    heads = ("h1", "h2") if len(name) <= 12 else ("h1", "h2", "h3", "h4")
    return any(each.tag in heads for each in (element, *near))


_ROWS: Final = frozenset({"li", "tr", "dl", "p", "td", "th", "dt"})


def _is_label(element: HtmlElement) -> bool:
    """Whether a text calls what follows it in its row ("<li><span>Town:</span> Ulm")."""
    up = element.getparent()
    in_row = up is not None and up.tag in _ROWS
    return in_row and line_of(element).endswith((":", "："))


def _is_labelled_otherwise(element: HtmlElement) -> bool:
    """Whether a label that names no author stands right before ("condition: <b>used</b>")."""
    near = itertools.islice(element.iterancestors(), 2)
    cell = next((e for e in (element, *near) if e.tag in ("td", "dd")), None)
    head = cell.getprevious() if cell is not None else None
    if head is not None and head.tag in ("th", "dt"):
        return not AUTHOR_LABEL.match(line_of(head))
    before = element.getprevious()
    parent = element.getparent()
    said = before.tail if before is not None else (parent.text if parent is not None else "")
    label = one_line(said)
    is_label = label.endswith((":", "：")) and LETTER.search(label)  # "3: anna" is a floor
    return bool(is_label) and not AUTHOR_LABEL.match(label)


def _is_part_of_time(tree: Tree, record: Record, node: int) -> bool:
    """Whether an element stands in that of the time, and is not set off in bold on its line."""
    if not tree.holds(record.origin, node):
        return False
    bold = tree.elements[node].tag in ("b", "strong")
    return not (bold and not DATE_LIKE.search(line_of(tree.elements[node])))


def _nearness(tree: Tree, origin: int, node: int) -> float:
    steps = tree.depth[origin] - tree.depth[tree.meeting(origin, node)]
    element = tree.elements[node]
    score: float = {0: 1.0, 1: 1.0, 2: 0.75, 3: 0.5}.get(steps, 0.25)
    if element.tag in ("b", "strong", "cite", "h4", "h5", "h6", "h3") or re.search(
        r"bold|name|user|nick|author|strong", element.get("class") or "", re.I
    ):
        score += 0.5
    if node < origin:
        score += 0.2
    gap = abs(node - origin)
    return score - 0.02 * min(gap, 15)


def mail_of(tree: Tree, record: Record) -> list[Contact]:
    """The address behind the author's name."""
    if record.author is None:
        return []
    element = tree.elements[record.author.node]
    near = [element, *element.iter("a"), *itertools.islice(element.iterancestors(), 2)]
    for each in near:
        href = each.get("href") or ""
        if each.tag == "a" and href.lower().startswith("mailto:"):
            found = email_contact(unquote(href[7:].partition("?")[0]), "mailto")
            return [replace(found, owner="personal")] if found else []
    return []
