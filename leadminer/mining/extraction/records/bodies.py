"""What a record says: the place where, over all records of its kind, most varied text stands."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.name_lines import CONTROL
from leadminer.mining.extraction.markup.attachments import is_attachment
from leadminer.mining.extraction.markup.edit_notes import is_edit_note
from leadminer.mining.extraction.markup.quotes import is_door, is_signature
from leadminer.mining.extraction.markup.tallies import is_tally
from leadminer.mining.extraction.places.addresses import canonical
from leadminer.mining.extraction.records.guests import steps_of
from leadminer.mining.extraction.records.loose_texts import loose_letters
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory

FLOW: Final = frozenset({"p", "ul", "ol", "pre", "blockquote", "br", "dl", "figure", "hr"})
_INLINE: Final = INLINE | {"input"}
_BODY_CLASS: Final = re.compile(
    r"(?:^|[-_ ])(?:message|msg|content|body|text|txt|prose|post-?text|entry|markdown|md|"
    r"desc(?:ription)?|"
    r"cooked|comment-?text|commtext|postmessage|t_f|richtext|rich-?content|post-?content|"
    r"detail\w*|ztext)(?:$|[-_ ])|"
    r"(?:body|content|text|message)$",
    re.I,
)
_NOISE_CLASS: Final = re.compile(
    r"sig(?:nature)?\b|footer|action|toolbar|controls?|avatar|profile|share|"
    r"user-?info|user-?title|user-?details|poster|stats|vote|score|badge|meta\b|"
    r"tags?\b|buttons?|menu|edit|reply-?link|rank|social|likes?|flair|crumb|nav\b|pager|author|extra|"
    r"(?:^|[-_ ])(?:alert|flash|announcements?|banner|callout)(?:$|[-_ ])",
    re.I,
)
# "联系人：王先生", "Contact person: Mr. Wang"
_LABELLED: Final = re.compile(
    r"[^\s:：。，,.!?！？]{1,14}(?: [^\s:：.,!?]{1,14}){0,2}\s*[:：]\s*\S.{0,80}$"
)
_AUTHOR_PANEL: Final = re.compile(
    r"author|poster|profile|avatar|user-?(?:info|box|panel|details|card|name)?(?:$|[-_ ])", re.I
)
_PERSON_CLASS: Final = re.compile(r"user|profile|author|member|copyright|footer|notice", re.I)


@dataclass(slots=True)
class Piece:
    """A candidate for what was said."""

    nodes: list[int]
    relation: str
    weight: float
    words: str = ""  # text that stands directly in a node beside its marks
    lines: set[str] = field(default_factory=set)  # how its paragraphs begin

    @property
    def loose(self) -> bool:
        """Whether it is text beside elements rather than the text of one."""
        return bool(self.words)


def vote_bodies(tree: Tree, group: list[Record], memory: SiteMemory) -> dict[int, Piece]:
    """What each record of one kind says: the place where most text stands that differs."""
    offers: dict[int, list[Piece]] = {}
    heard: dict[str, list[float]] = defaultdict(list)
    texts: dict[str, set[str]] = defaultdict(set)
    for record in group:
        offers[record.origin] = pieces = _pieces(tree, record)
        best: dict[str, float] = {}
        for piece in pieces:
            best[piece.relation] = max(best.get(piece.relation, 0.0), piece.weight)
            if len(group) > 2:
                texts[piece.relation].add(_start(tree, piece))
        for relation, weight in best.items():
            heard[relation].append(weight)
    kind = group[0].kind
    scores: dict[str, float] = {}
    for relation, weights in heard.items():
        varied = len(texts[relation]) / len(weights) if len(group) > 2 else 1.0
        share = len(weights) / len(group)
        known = min(20, memory.bodies[kind, relation])
        near = 0.9 ** steps_of(relation) if len(group) == 1 else 1.0
        scores[relation] = (
            near
            * sum(weights)
            * (0.3 + 0.7 * share)
            * min(1.0, varied + 0.1) ** 2
            * (1 + 5 * known)
        )
    return _picked(tree, group, offers, scores, memory)


def _picked(
    tree: Tree,
    group: list[Record],
    offers: dict[int, list[Piece]],
    scores: dict[str, float],
    memory: SiteMemory,
) -> dict[int, Piece]:
    found: dict[int, Piece] = {}
    usual = max(scores, key=lambda relation: scores[relation], default="")
    for record in group:
        pieces = offers[record.origin]
        if not pieces:
            continue
        if all(piece.relation != usual for piece in pieces):
            # something else stands there as well (a note of change): the text is beside it
            pieces = [p for p in pieces if p.relation.startswith(f"{usual}/")] or pieces
        top = max(scores[p.relation] for p in pieces)
        # the deepest of those that hold as good as all of it: without the controls around
        good = [p for p in pieces if scores[p.relation] >= 0.93 * top]
        piece = max(good, key=lambda p: (p.relation.count("/"), p.weight))
        found[record.origin] = piece
        if len(group) > 1 or piece.weight >= 150:
            memory.learn_place(memory.bodies, record.kind, piece.relation)
    return found


def part_of(tree: Tree, node: int) -> str:
    """Which run of paragraphs one belongs to: all of its tag, or where every one of them has a
    class, and they differ, those of its class ("p.label", "p.text", "p.votes")."""
    element = tree.elements[node]
    looks = [
        tree.elements[each].get("class") or ""
        for each in tree.children(tree.parent[node])[:60]
        if tree.elements[each].tag == element.tag
    ]
    apart = element.tag == "p" and all(looks) and len(set(looks)) > 1
    return f"p.{element.get('class')}" if apart else str(element.tag)


def _start(tree: Tree, piece: Piece) -> str:
    return (piece.words or line_of(tree.elements[piece.nodes[0]]))[:60]


def _pieces(tree: Tree, record: Record) -> list[Piece]:
    """Pieces of a record that hold neither its marks nor another record."""
    marks = [record.origin] + ([record.author.node] if record.author else [])
    stops = [*marks, *record.holes]
    found: list[Piece] = []
    runs: dict[tuple[int, str], Piece] = {}
    stack = list(reversed(record.roots))
    while stack:
        node = stack.pop()
        if tree.chrome[node] or node in record.holes:
            continue
        holds_mark = any(tree.holds(node, m) for m in stops)
        if holds_mark:
            _offer_loose(tree, record, node, found)
            if not (tree.elements[node].tag == "a" or (node in marks and not record.holes)):
                stack.extend(reversed(tree.children(node)))
            continue
        _offer(tree, record, node, found, runs)
    up = tree.parent[record.roots[0]]
    if up >= 0:
        _offer_loose(tree, record, up, found)
    for piece in found:
        if not piece.loose and _is_card(tree, piece):
            piece.weight *= 0.25
            record.cards += piece.nodes
    return found


def _is_card(tree: Tree, piece: Piece) -> bool:
    """Whether a piece only tells labels and values: how to reach its author, not what they say."""
    nodes = piece.nodes
    if len(nodes) == 1 and tree.elements[nodes[0]].tag != "p":
        nodes = tree.children(nodes[0])
    said = [text for node in nodes[:30] if (text := line_of(tree.elements[node]))]
    return len(said) >= 2 and sum(bool(_LABELLED.match(text)) for text in said) >= 0.7 * len(said)


def _offer_loose(tree: Tree, record: Record, node: int, found: list[Piece]) -> None:
    letters, words = loose_letters(tree, record, node)
    if letters:
        relation = f"{tree.relation(record.origin, node)}/~"
        found.append(Piece([node], relation, 0.8 * letters, words=words))


def _offer(
    tree: Tree, record: Record, node: int, found: list[Piece], runs: dict[tuple[int, str], Piece]
) -> None:
    """A piece without marks, and the pieces inside it that may be the text alone."""
    tag = tree.elements[node].tag
    weight = weigh(tree, node)
    if weight <= 0 or tag in ("h1", "input", "label", "title", "img"):
        return
    relation = tree.relation(record.origin, node)
    if tag in FLOW:
        key = (tree.parent[node], part_of(tree, node))
        first = (tree.elements[node].text or "").strip()
        if key in runs:
            runs[key].nodes.append(node)
            # a line that comes again and again is furniture, however often
            runs[key].weight += weight if not first or first not in runs[key].lines else 0.0
            runs[key].lines.add(first)
        else:
            runs[key] = Piece([node], relation, weight, lines={first})
            found.append(runs[key])
        return
    found.append(Piece([node], relation, weight))
    end = tree.end[node]
    if tag in _INLINE or end - node > 4000:
        return
    child = node + 1
    while child < end and len(found) < 400:
        element = tree.elements[child]
        if element.tag in FLOW or element.tag in _INLINE or tree.chrome[child]:
            child = tree.end[child]
            continue
        weight = weigh(tree, child)
        if weight > 0 and element.tag not in ("h1", "h2", "h3", "tr", "tbody", "thead"):
            found.append(Piece([child], tree.relation(record.origin, child), weight))
        child += 1


def weigh(tree: Tree, node: int) -> float:
    """How much an element looks like what somebody wrote."""
    letters = float(tree.letters(node))
    if letters == 0:
        return 10.0 if is_body_named(tree.elements[node]) and line_of(tree.elements[node]) else 0.0
    element = tree.elements[node]
    weight = min(letters, 900.0)
    if element.tag in _HEADINGS:
        return weight * 0.1
    if letters <= _CHOICES_MAX and _only_offers(element, letters):
        return weight * 0.02
    if letters <= _TALLY_MAX and is_tally(element):
        return weight * 0.02
    if letters <= _TALLY_MAX and (_only_controls(element) or is_attachment(line_of(element))):
        return weight * 0.02
    if is_signature(element) or is_edit_note(element) or (letters <= 100 and is_door(element)):
        return weight * 0.02
    if (
        element.tag in ("ul", "ol")
        and len(element)
        and all(item.find(".//a") is not None for item in element if item.tag == "li")
    ):
        return weight * 0.15  # a list of links
    if element.tag == "li" and _is_labelled(element):
        return weight * 0.05  # a line of a message's head
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    if is_body_named(element):
        if letters < 60 and _PERSON_CLASS.search(names):
            return weight * 0.3
        # "postbody" around "author" and "content" is the frame of a post
        framed = _is_frame(tree, node) or _is_named_inside(tree, node)
        return weight if framed else weight * 3 + 10
    if len(names) > 2 and _NOISE_CLASS.search(names):
        return weight * 0.1
    return weight


_HEADINGS: Final = frozenset({"h3", "h4", "h5", "h6"})  # h2 calls a part of the page
_TALLY_MAX: Final = 60
_CHOICES_MAX: Final = 200


def _only_controls(element: HtmlElement) -> bool:
    """Whether an element is a row of buttons: each of its parts links, tallies or is one."""
    parts = [part for part in element if isinstance(part.tag, str)]
    if not parts or one_line(element.text) or any(re.search(r"\w", p.tail or "") for p in parts):
        return False
    said = [(part, text) for part in parts if (text := line_of(part))]
    links = [text for part, text in said if part.tag in ("a", "button")]
    if not all(len(text) <= 24 for text in links) or not any(map(CONTROL.match, links)):
        return False
    return all(part.tag in ("a", "button") or is_tally(part) for part, _ in said)


def _only_offers(element: HtmlElement, letters: float) -> bool:
    """Whether an element holds little but what one may tick: how to sort, a poll."""
    ticks = sum(i.get("type") in ("radio", "checkbox") for i in element.iter("input"))
    if ticks < 2:
        return False
    said = "".join(line_of(label) for label in element.iter("label"))
    return sum(c.isalnum() for c in said) >= 0.8 * letters


def _is_frame(tree: Tree, node: int) -> bool:
    """Whether what is named as a text holds a panel about its author beside the text itself."""
    parts = [child for child in tree.children(node) if tree.end[child] - child > 1]
    if len(parts) < 2:
        return False
    named = [
        f"{e.get('class') or ''} {e.get('id') or ''}" for e in map(tree.elements.__getitem__, parts)
    ]
    about = [n for n, said in zip(parts, named, strict=True) if _AUTHOR_PANEL.search(said)]
    return bool(about) and any(
        is_body_named(tree.elements[n]) for n in range(node + 1, tree.end[node])
    )


def _is_named_inside(tree: Tree, node: int) -> bool:
    """Whether nearly all that is said stands in one piece inside that is named as a text too."""
    most = 0.75 * tree.letters(node)
    last = min(tree.end[node], node + 40)
    return any(
        tree.elements[n].tag in ("div", "section", "article", "td", "blockquote")
        and tree.letters(n) >= most
        and is_body_named(tree.elements[n])
        for n in range(node + 1, last)
    )


def _is_labelled(item: HtmlElement) -> bool:
    """Whether a list item is a label in other letters, a colon and what it says."""
    first = item[0] if len(item) and not (item.text or "").strip() else None
    return (
        first is not None
        and first.tag in ("em", "b", "strong", "i")
        and (line_of(first).endswith((":", "：")) or (first.tail or "").lstrip()[:1] in (":", "："))
        and len(line_of(first)) <= 24
    )


def is_body_named(element: HtmlElement) -> bool:
    """Whether an element says by its name that it holds what somebody wrote."""
    return element.get("itemprop") in ("text", "articleBody", "description") or bool(
        _BODY_CLASS.search(element.get("class") or "")
        or re.match(
            r"(?:post_?message|post_?content|msg)_?\d*$|\w*description\w*$", element.get("id") or ""
        )
    )


def only_links(tree: Tree, piece: Piece) -> bool:
    """Whether all that seems to be said, below a heading, is where to go ("Next topic")."""
    return not any(
        tree.letters(n) > _letters_of_heading(tree, n) or is_body_named(tree.elements[n])
        for n in piece.nodes
    )


def only_leads_away(tree: Tree, piece: Piece, base: str, page: str) -> bool:
    """Whether all that is said is the name, not the address, of one other page of the site."""
    if len(piece.nodes) != 1:
        return False
    element = tree.elements[piece.nodes[0]]
    link = element if element.tag == "a" else element.find(".//a")
    said = line_of(element)
    if link is None or not link.get("href") or line_of(link) != said or "://" in said:
        return False
    url = canonical(urljoin(base, link.get("href")))
    return urlsplit(url).netloc == urlsplit(page).netloc and url != page


def _letters_of_heading(tree: Tree, node: int) -> int:
    heads = (n for n in range(node, tree.end[node]) if tree.elements[n].tag == "h1")
    return sum(tree.letters(n) for n in heads)
