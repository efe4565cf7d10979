"""Pages that are one record: a request, a tender, a project, whatever a site calls it. Their times
are values of labels that differ from each other; a discussion repeats its labels with each post."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.mark_words import AUTHOR_LABEL, NOT_POSTING
from leadminer.mining.extraction.marks.name_lines import CONTROL, name_in_line
from leadminer.mining.extraction.marks.reading import Marks
from leadminer.mining.extraction.notices.page_notice import (
    author_in,
    body_in,
    is_number,
    title_in,
)
from leadminer.mining.extraction.notices.pairs import Pair, fields_of
from leadminer.mining.extraction.notices.placed_by import by_portrait, firm_below_heading, placed_by
from leadminer.mining.extraction.notices.record_words import CORE_SHARE, is_prose, words_of
from leadminer.mining.extraction.places.addresses import (
    absolute,
    canonical,
    is_profile,
    is_skipped,
    site_of,
)
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.records.record_parts import exclusive
from leadminer.mining.extraction.records.record_values import price_among
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.extraction.values.label_words import (
    OF_MEMBERS,
    OF_NEEDS,
    PUBLISHED,
    is_notice_label,
)

_LABELS_MIN: Final = 3
_OF_MEMBER: Final = 2  # labels that make a panel about somebody
_SURE: Final = 4  # labels of a need
_SAID_LEAST: Final = 12  # letters of somebody's own words
_LABEL_MAX: Final = 60
_LINE_MAX: Final = 80
_OF_A_KIND: Final = 4  # times built alike that one record may tell
_DAY: Final = timedelta(days=1)
_ROW_MAX: Final = 200  # letters outside links in a row that only leads elsewhere
_ROW_NODES: Final = 60
_LINK_SHARE: Final = 0.3
_CARDS_MIN: Final = 3
_CARD_LABELS: Final = 2  # that all cards of a page have
_ALIKE: Final = 2
_NOWHERE: Final = ("#", "mailto:", "tel:", "javascript:")
_WORDLESS: Final = re.compile(r"[\W_]+")


@dataclass(slots=True)
class Lone:
    """The one record of a page, where it ends, and times below that no label calls."""

    post: Post
    last: int  # node
    after: list[Mark] = field(default_factory=list)


def read_record(
    tree: Tree, pairs: list[Pair], marks: Marks, title: str, *, now: datetime, zone: Zone
) -> Lone | None:
    """The one record of a page; None where it holds a discussion, a list or a company.

    `pairs`: all labels of the page with their values.
    """
    if not _calls_it_record(pairs):
        return None
    rows = link_rows(tree)
    pairs = [pair for pair in pairs if not rows[pair.node]]
    pairs = [pair for pair in pairs if not _is_subject(pair, title)]
    if not _is_record(pairs):
        return None
    dates = [m for m in marks.dates if not rows[m.node] and m.time and m.time <= now]
    labels = [_label_at(tree, pairs, mark) for mark in dates]
    told = _told_times(tree, pairs, dates, now, zone)
    below = _foot(tree, pairs, [*told, *dates[:1]])
    above = [(m, x) for m, x in zip(dates, labels, strict=True) if x or m.node < below]
    loose = sum(not label for _, label in above)
    if "" in labels and any(m.sure and m.href and m.node < below for m in marks.authors):
        return None
    fields = fields_of(pairs)
    sure = _is_sure(pairs, fields)
    alike = Counter(m.kind for m, x in above if labels.count(x) > 1)
    # a time that nothing explains may begin a post: of a notice it may be the only one
    if not sure and (loose > 1 or max(alike.values(), default=0) > _OF_A_KIND):
        return None
    published = any(map(PUBLISHED.search, (*labels, *(m.line for m in (*told, *dates)))))
    # one of several times that nothing calls so: each may be called by who spoke then
    posted = _posted(told, dates, labels) if published or len(told) + loose <= 1 else None
    if posted is None and not sure:
        return None
    at = posted.node if posted else pairs[0].label_node
    late = [m for m, x in zip(dates, labels, strict=True) if not x and m.node >= below]
    text, end = words_of(tree, pairs, _with_answers(tree, rows, below - 1, late), at, title)
    if not is_prose(text) and late:
        text, end = words_of(tree, pairs, rows, at, title)
    if len(_WORDLESS.sub("", text)) < _SAID_LEAST:
        text = "\n".join(f"{label}: {value}" for label, value in fields.items()) if sure else ""
    if not text:
        return None
    last = max(at, end, below - 1)
    after = [mark for mark in late if mark.node > last]
    rows = _with_answers(tree, rows, last, after)
    pairs = [pair for pair in pairs if not rows[pair.node]]
    fields = fields_of(pairs)
    named = [mark for mark in marks.authors if not rows[mark.node]]
    author = _author(tree, named, pairs, fields, title) or _beside(tree, posted)
    price = price_among(tree, (node for node in range(1, len(tree)) if not rows[node]))
    if price:
        fields.setdefault("price", price)
    named_so = title_in(fields, title) or _subject(tree, title) or title
    post = Post(
        text=text, title=named_so, author=author, fields=fields, notice=True, method="blocks",
        posted=posted.time if posted else None,
    )  # fmt: skip
    return Lone(post, last, after)


def _with_answers(tree: Tree, rows: bytearray, last: int, after: list[Mark]) -> bytearray:
    """Rows, and what stands with times below a record: nothing of its own."""
    found = bytearray(rows)
    nodes = [last, *(mark.node for mark in after)]
    for mark in after:
        top = exclusive(tree, mark.node, nodes)
        found[top : tree.end[top]] = b"\x01" * (tree.end[top] - top)
    return found


def _foot(tree: Tree, pairs: list[Pair], told: list[Mark]) -> int:
    """Where others may answer a record that tells its own time: below most of its labels; who says
    what to it may look like labels too."""
    published = next((mark.node for mark in told if PUBLISHED.search(mark.line)), None)
    nodes = sorted(pair.node for pair in pairs if not is_prose(pair.value))
    if published is None or not nodes:
        return len(tree)
    return tree.end[max(published, nodes[math.ceil(CORE_SHARE * len(nodes)) - 1])]


def leading_cards(tree: Tree, pairs: list[Pair], marks: Marks, base: str, page: str) -> int:
    """How many cards of labelled values a page shows that each lead to a page of their own: they
    only announce what stands there."""
    places: dict[str, list[int]] = defaultdict(list)
    for pair in pairs:
        places[pair.label].append(pair.label_node)
    often = [sorted(nodes) for nodes in places.values() if len(nodes) >= _CARDS_MIN]
    if len(often) < _CARD_LABELS or any(mark.sure and mark.href for mark in marks.authors):
        return 0  # panels beside posts repeat their labels too
    nodes = max(often, key=len)
    links: list[tuple[str, str]] = []
    says_more = False
    for node in nodes:
        card = exclusive(tree, node, nodes)
        within = tree.elements[card : tree.end[card]]
        says_more |= any(is_prose(p) for e in within for p in (e.text, e.tail) if p)
        anchors = [e for e in tree.elements[card : tree.end[card]] if e.tag == "a"]
        told = [(absolute(base, a.get("href")), line_of(a)) for a in anchors]
        ahead = [
            (canonical(url), said) for url, said in told
            if url and site_of(url) == site_of(base) and not is_skipped(url) and "#" not in url
        ]  # fmt: skip
        ahead = [
            (url, said) for url, said in ahead
            if url != page and not is_other_view(url, page) and not CONTROL.match(said)
        ]  # fmt: skip
        links += [max(ahead, key=lambda link: len(link[1]))] if ahead else []
    urls, names = {url for url, _ in links}, {said for _, said in links}
    # called alike ("Details"), where a card says nothing at length: that stands behind the link
    apart = len(urls) == len(links) and (2 * len(names) > len(links) or not says_more)
    return len(links) if apart and len(links) == len(nodes) else 0


def _is_record(pairs: list[Pair]) -> bool:
    if not _calls_it_record(pairs):
        return False
    count = Counter(pair.label for pair in pairs)
    again = sum(count.values()) - len(count)
    published = any(PUBLISHED.search(label) for label in count)
    return len(count) >= _LABELS_MIN - published and 3 * again <= len(count)


def _calls_it_record(pairs: list[Pair]) -> bool:
    """Whether a label says when something was published, or is one of needs; what a panel tells of
    who wrote a post is no record."""
    if sum(1 for pair in pairs if OF_MEMBERS.fullmatch(pair.label)) >= _OF_MEMBER:
        return False
    return any(PUBLISHED.search(pair.label) for pair in pairs) or any(map(_tells_need, pairs))


def _is_sure(pairs: list[Pair], fields: dict[str, str]) -> bool:
    """Whether a page says whose need it is, and much of that need, by its labels."""
    return sum(map(_tells_need, pairs)) >= _SURE and bool(body_in(fields))


def _tells_need(pair: Pair) -> bool:
    """Whether a label is one of requests; "求助：" before a sentence is how somebody begins."""
    if is_prose(pair.value):
        return False
    return is_notice_label(pair.label) or bool(OF_NEEDS.search(pair.label))


def _is_subject(pair: Pair, title: str) -> bool:
    """Whether label and value are what the page is called: "Wanted: a pump"."""
    said = _WORDLESS.sub("", pair.label + pair.value)
    return pair.node == pair.label_node and said == _WORDLESS.sub("", title)


def _told_times(
    tree: Tree, pairs: list[Pair], dates: list[Mark], now: datetime, zone: Zone
) -> list[Mark]:
    """The times that are values, each with its label as its line; `dates` may know them to the
    second where the page shows the day."""
    found = []
    for pair in pairs:
        if len(pair.value) <= _LABEL_MAX:
            time = read_time(pair.value.rstrip(" .。"), now=now, zone=zone)
            if time and time <= now:
                within = (m.time for m in dates if tree.holds(pair.node, m.node))
                time = next((t for t in within if t and abs(t - time) < _DAY), time)
                kind = tree.kind(pair.node)
                found.append(Mark(pair.node, kind, time=time, said=pair.value, line=pair.label))
    return found


def link_rows(tree: Tree) -> bytearray:
    """Of each node whether it stands in a row of a list that leads elsewhere: several built alike,
    each short, and much of it is one link; what somebody says is more than the links beside."""
    rows = bytearray(len(tree))
    for node in range(len(tree)):
        alike: dict[str, list[int]] = defaultdict(list)
        for child in tree.children(node):
            if tree.elements[child].tag not in INLINE or tree.elements[child].tag == "a":
                alike[tree.signature(child)].append(child)
        for group in alike.values():
            if len(group) >= _ALIKE and all(_is_row(tree, n) for n in group):
                for n in group:
                    rows[n : tree.end[n]] = b"\x01" * (tree.end[n] - n)
    return rows


def _is_row(tree: Tree, node: int) -> bool:
    if tree.end[node] - node > _ROW_NODES or tree.letters(node) > _ROW_MAX:
        return False
    links = (tree.elements[n] for n in range(node, tree.end[node]) if tree.elements[n].tag == "a")
    said = max((len(line_of(a)) for a in links if _leads(a.get("href") or "#")), default=0)
    return said > 0 and said >= _LINK_SHARE * len(line_of(tree.elements[node]))


def _leads(href: str) -> bool:
    return not (href.startswith(_NOWHERE) or is_profile(href))


def _label_at(tree: Tree, pairs: list[Pair], mark: Mark) -> str:
    """What calls a time: its label, or the head of its column."""
    for pair in pairs:
        near = tree.holds(pair.node, mark.node) or tree.holds(mark.node, pair.node)
        if near and (mark.said in pair.value or pair.value in mark.said):
            return pair.label
    cell = next((e for e in (tree.elements[mark.node], *islice(
        tree.elements[mark.node].iterancestors(), 3)) if e.tag == "td"), None)  # fmt: skip
    table = next(cell.iterancestors("table"), None) if cell is not None else None
    head = next(table.iter("tr"), None) if table is not None else None
    if cell is None or head is None or cell.getparent() is head:
        return ""
    at = sum(1 for _ in cell.itersiblings(preceding=True))
    return line_of(head[at]) if at < len(head) and len(line_of(head[at])) <= 40 else ""


def _posted(told: list[Mark], dates: list[Mark], labels: list[str]) -> Mark | None:
    """The time that a label calls published, else one that none explains, else the first."""
    heads = [m for m, label in zip(dates, labels, strict=True) if PUBLISHED.search(label)]
    loose = [m for m, label in zip(dates, labels, strict=True) if not label]
    loose.sort(key=lambda m: not PUBLISHED.search(m.line))
    published = [m for m in told if PUBLISHED.search(m.line)]
    rest = [m for m in told if not (NOT_POSTING.search(m.line) or is_notice_label(m.line))]
    return next(iter((*published, *heads, *loose, *rest)), None)


def _subject(tree: Tree, title: str) -> str:
    """The page's heading, where the page is called by little but a number."""
    if not is_number(title):
        return ""
    heads = (line_of(e) for e in tree.elements if e.tag == "h1")
    return next((said for said in heads if len(said) >= _SAID_LEAST and said != title), "")


def _author(
    tree: Tree, authors: list[Mark], pairs: list[Pair], fields: dict[str, str], title: str
) -> str:
    told = author_in(fields)
    if told:
        return told
    mark = placed_by(tree) or by_portrait(tree)
    if mark:
        return mark.name
    values = {p.value for p in pairs if not AUTHOR_LABEL.match(p.label)} | {p.label for p in pairs}
    values.add(title)
    named = next((m.name for m in authors if m.name not in values), "")
    below = None if named else firm_below_heading(tree, title)
    return below.name if below and below.name not in values else named


def _beside(tree: Tree, posted: Mark | None) -> str:
    """The first and last name on the line of the posting time: "Ana Ruiz | Published: 9 May"."""
    near = (posted.node, tree.parent[posted.node]) if posted and posted.node > 0 else ()
    lines = (line_of(tree.elements[n]) for n in near if tree.letters(n) <= _LINE_MAX)
    name = next((name for line in lines if (name := name_in_line(line))), "")
    words = name.split()
    return name if 2 <= len(words) <= 4 and all(word[0].isupper() for word in words) else ""
