"""What somebody wrote on a page that is one record: neither its labels with their values, nor its
heading, nor boxes around."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, text_of
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.notices.pairs import Pair
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.label_words import TEXT_FOLLOWS, is_notice_label

CORE_SHARE: Final = 0.7  # of a page's labels, in the piece that is the record
_WORDS_OF_PROSE: Final = 8  # from which a value is no field but somebody's words
_WIDE_OF_PROSE: Final = 16  # ... signs of Chinese, Japanese or Korean
_WIDE: Final = re.compile(r"[\u3040-\u9fff\uac00-\ud7af]")
_LINES_MIN: Final = 3  # of labels and values: facts that nobody wrote
_WORDS_LEAST: Final = 40  # letters of a lone notice beside its labels and values
_OUTSIDE: Final = 6  # steps that what stands outside of the record counts as farther away
_HEADINGS: Final = ("h1", "h2", "h3")
_FLOWING: Final = (*INLINE, "p", "li", "ul", "ol", "br")
_WORDLESS: Final = re.compile(r"[\W_]+")


def words_of(
    tree: Tree, pairs: list[Pair], rows: bytearray, at: int, title: str
) -> tuple[str, int]:
    """What somebody wrote, and the last node of it: the most that is said in one place outside
    short values, near the posting time (`at`) rather than at the foot of the page."""
    gone = {n for p in pairs if not is_prose(p.value) for n in range(p.node, tree.end[p.node])}
    gone |= {n for p in pairs for n in range(p.label_node, tree.end[p.label_node])} | {at}
    gone = {n for n in gone if not is_prose(_own_text(tree.elements[n]))}
    # a block, and what is said right below it, in order and each once
    said: dict[int, dict[int, None]] = defaultdict(dict)
    for node in range(1, len(tree)):
        element = tree.elements[node]
        if node in gone or tree.chrome[node] or rows[node] or tree.in_link[node]:
            continue
        if element.tag in _HEADINGS or not _own_text(element).strip():
            continue
        home = piece = node
        while tree.elements[home].tag in _FLOWING and tree.parent[home] > 0:
            piece, home = home, tree.parent[home]
        said[home][piece] = None
    weights = {n: _weight(tree, pieces, pairs) for n, pieces in said.items()}
    core = _core(tree, pairs, at)
    near = {n: tree.depth[at] - tree.depth[tree.meeting(at, n)] for n in weights}
    near = {n: steps if tree.holds(core, n) else steps + _OUTSIDE for n, steps in near.items()}
    best = max(weights, key=lambda n: (weights[n] * 0.8 ** near[n], -n), default=0)
    own = {p.node for p in pairs if p.node == p.label_node}  # lines that somebody may have written
    inside = (tree.elements[n] for n in gone - own if best < n < tree.end[best])
    skip = {element for element in inside if element.tag != "br"}  # lines end there
    if best in said[best]:
        pieces, skip = [best], skip | _set_apart(tree, best, pairs, title)
    else:
        pieces = _without_tags(tree, [*said[best]])
    text = "\n".join(text_of(tree.elements[n], skip) for n in pieces).strip().lstrip(":： ")
    return _without_label(text), max(pieces, default=at)


def silence_facts(tree: Tree, records: list[Record], pairs: list[Pair]) -> None:
    """Let labels and values of a lone notice not be weighed as its words, if it has others."""
    if len(records) != 1:
        return
    facts = _facts_of(tree, [p for p in pairs if records[0].holds(tree, p.label_node)])
    letters = sum(map(tree.letters, records[0].roots)) - sum(map(tree.letters, facts))
    if letters >= _WORDS_LEAST:
        tree.silence(facts)


def _facts_of(tree: Tree, pairs: list[Pair]) -> list[int]:
    """Labels and values such as notices have, outermost elements in page order."""
    words = {p.node for p in pairs if TEXT_FOLLOWS.fullmatch(p.label)}
    told = [p for p in pairs if p.node not in words and not is_prose(p.value)]
    if len(told) < _LINES_MIN or not any(is_notice_label(p.label) for p in told):
        return []
    found, end = list[int](), 0
    for node in sorted({n for p in told for n in (p.label_node, p.node)}):
        if node >= end and not is_prose(_own_text(tree.elements[node])):
            found.append(node)
            end = tree.end[node]
    return found


def _set_apart(tree: Tree, home: int, pairs: list[Pair], title: str) -> set[HtmlElement]:
    """What stands in an element beside bare words of its own: headings, facts, boxes, tags."""
    apart = set()
    begun = bool((tree.elements[home].text or "").strip())
    labels = sorted(pair.label_node for pair in pairs)
    for child in tree.children(home):
        element = tree.elements[child]
        if element.tag in INLINE:
            gone = not begun and _stands_alone(element)
        elif element.tag == "br":
            gone = False
        else:
            facts = bisect_left(labels, tree.end[child]) - bisect_left(labels, child)
            least = 1 if element.tag in _FLOWING else 2
            own_words = begun if element.tag in _FLOWING else is_prose(line_of(element))
            gone = element.tag in _HEADINGS or facts >= least or not own_words
            gone |= line_of(element) == title
        apart |= {element} if gone else set()
        begun |= not gone or bool((element.tail or "").strip())
    return apart


def _stands_alone(element: HtmlElement) -> bool:
    """Whether an inline element has a line of its own: a tag, a name."""
    after = element.getnext()
    ends = after is None or (after.tag != "br" and after.tag not in INLINE)
    return ends and not (element.tail or "").strip()


def _without_tags(tree: Tree, pieces: list[int]) -> list[int]:
    """Paragraphs without the tags and lines of names that stand between the heading and them."""
    prose = [n for n in pieces if is_prose(line_of(tree.elements[n]))]
    if not any(tree.elements[n].tag not in INLINE for n in prose):
        return pieces
    return [n for n in pieces if n in prose or tree.elements[n].tag not in INLINE]


def _without_label(text: str) -> str:
    """A text without the word that only says that it follows: "Description: ..."."""
    label = _LABEL.match(text)
    return text[label.end() :] if label and TEXT_FOLLOWS.fullmatch(label[1]) else text


_LABEL: Final = re.compile(r"([^:：\n]{2,30}?)\s?[:：]\s*+(?=\S)")


def _weight(tree: Tree, pieces: Collection[int], pairs: list[Pair]) -> float:
    """How much is said: a label and its value among other words are none of somebody's own."""
    prose = any(is_prose(line_of(tree.elements[n])) for n in pieces)
    fields = (
        p for p in pairs
        if p.node != p.label_node and not is_prose(p.value)
        and any(tree.holds(n, p.node) and tree.holds(n, p.label_node) for n in pieces)
    )  # fmt: skip
    lines = [
        p for p in pairs
        if p.node == p.label_node and not is_prose(p.value)
        and any(tree.holds(n, p.node) for n in pieces)
    ]  # fmt: skip
    told = [*fields, *(lines if len(lines) >= _LINES_MIN else [])]
    labelled = sum(len(_WORDLESS.sub("", p.label + p.value)) for p in told)
    letters = end = 0
    for node in sorted(pieces):
        letters += tree.letters(node) if node >= end else 0  # counted with the piece around it
        end = max(end, tree.end[node])
    return max(0, letters - labelled) * (2.0 if prose else 1.0)


def _core(tree: Tree, pairs: list[Pair], at: int) -> int:
    """The smallest piece around the posting time in which most labels stand."""
    for up in (at, *tree.ups(at)):
        if sum(tree.holds(up, pair.label_node) for pair in pairs) >= CORE_SHARE * len(pairs):
            return up
    return 0


def is_prose(text: str) -> bool:
    """Whether a text is long enough to be somebody's words, not a label's value."""
    return len(text.split()) >= _WORDS_OF_PROSE or len(_WIDE.findall(text)) >= _WIDE_OF_PROSE


def _own_text(element: HtmlElement) -> str:
    return " ".join(p for p in (element.text, *(c.tail for c in element)) if p)
