"""Labels with their values, told by how they stand: what is built alike, again and again, a short
text and another after it, is a label and what it says of this page. No word is known here."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.mark_words import DATE_LIKE
from leadminer.mining.extraction.values.gated import Gated

_LABEL_MAX: Final = 50  # letters; with a colon half as many again
_VALUE_MAX: Final = 400  # of a field; what is longer is somebody's own words
_PARTS_MAX: Final = 60  # of one element, that are looked at
_NODES_MAX: Final = 600  # of an element that may be a row
_ALIKE: Final = 3  # rows of one build, where nothing else tells labels from values
_TOLD: Final = 2  # ... where label and value are built unlike
_TEXT: Final = "#text"
_NO_LABEL: Final = re.compile(r"\d{2}|[.!?]$|[@!。！？，；;]|//|[:：]\s*\S")
_COLON: Final = Gated(r"(?<!\s)\s*+[:：]\s*+$")
_ONE: Final = re.compile(
    r"([^\s:：,，。.!?！？\d][^:：,，。!?！？\n]{0,30}?)\s*[:：]\s*(?!//)(\S.*)"
)
# where the next of several begins: after a bar or a gap, or before a label of Chinese signs
_NEXT: Final = re.compile(
    r"(?:\s[|｜•·]|[\u3000\xa0])\s*|\s{2,}(?=\S{2,20}\s?[:：])|\s+(?=[\u3400-\u9fff]{2,8}\s?[:：])"
)
_SPREAD: Final = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")  # "联 系 人"


_NUMBERING: Final = re.compile(
    r"^(?:[a-z]|\d{1,2}|[一二三四五六七八九十]{1,3}|[IVX]{1,4})[.)）、]\s*(?=\S)"
)


@dataclass(slots=True, eq=False)
class Pair:
    """One label and its value."""

    label: str
    value: str
    node: int  # the element in which the value stands
    label_node: int  # ... and the label


@dataclass(slots=True)
class _Part:
    """A child of an element that says something, or text between its children."""

    node: int
    said: str
    build: str
    is_line: bool = False  # text that fills a line of its own between breaks

    @property
    def is_text(self) -> bool:
        return self.build == _TEXT


def label_pairs(tree: Tree) -> list[Pair]:
    """All labels with their values outside menus, in page order."""
    rows: dict[tuple[str, str], list[tuple[_Part, _Part]]] = defaultdict(list)
    sure: list[tuple[_Part, _Part]] = []
    lines: list[Pair] = []
    node = 0
    while node < len(tree):
        if tree.chrome[node] or tree.elements[node].tag == "a":
            node = tree.end[node]
            continue
        if tree.elements[node].tag == "pre":
            lines += _of_lines(node, tree.elements[node].text_content())
            node = tree.end[node]
            continue
        parts = _parts(tree, node)
        own = [p for p in parts if p.is_line] if len(parts) > 1 else [p for p in parts if p.is_text]
        lines += [pair for part in own for pair in _of_line(node, part.said)]
        for left, right in _couples(tree, node, parts):
            if _COLON.search(left.said) or right.said[:1] in ":：" or _by_tags(tree, left, right):
                sure.append((left, right))
            elif not left.is_text and not right.is_text:
                rows[left.build, right.build].append((left, right))
        node += 1
    labels = {left.build.rpartition("/")[2] for left, _ in sure if not left.is_text}
    found = [*sure, *_repeated(tree, rows, labels)]
    taken = {left.node for left, _ in found if not left.is_text}
    pairs = _without_stops([_pair(tree, left, right) for left, right in found])
    pairs += [line for line in lines if line.node not in taken]
    return _sorted(tree, [pair for pair in pairs if pair.value])


def fields_of(pairs: list[Pair]) -> dict[str, str]:
    """Pairs as fields: the first of each label, without long texts."""
    found: dict[str, str] = {}
    for pair in pairs:
        if len(pair.value) <= _VALUE_MAX:
            found.setdefault(pair.label, pair.value)
    return found


def _parts(tree: Tree, node: int) -> list[_Part]:
    element = tree.elements[node]
    parts = []
    if said := one_line(element.text):
        parts.append(_Part(node, said, _TEXT, len(element) == 0 or element[0].tag == "br"))
    for child in element:
        at = tree.number.get(child)
        if at is not None and child.tag != "br" and (said := line_of(child)):
            parts.append(_Part(at, said, f"{element.tag}/{tree.signature(at)}"))
        if said := one_line(child.tail):
            last = parts[-1] if parts else None
            if said in (":", "：") and last and not last.is_text:
                last.said += said  # <b>Quantity</b>: <i>200</i>
            elif child.tag != "br" and last and last.is_text and last.node == node:
                last.said += f" {said}"
            else:
                after = child.getnext()
                is_line = child.tag == "br" and (after is None or after.tag == "br")
                parts.append(_Part(node, said, _TEXT, is_line))
        if len(parts) > _PARTS_MAX:
            break
    return parts


def _couples(tree: Tree, node: int, parts: list[_Part]) -> list[tuple[_Part, _Part]]:
    """What may be a label and a value directly below an element."""
    if len(parts) < 2:
        return []
    couples = []
    if len(parts) == 2:
        couples = [(parts[0], parts[1])]
    else:
        count: dict[tuple[str, str], int] = defaultdict(int)
        for left, right in pairwise(parts):
            count[left.build, right.build] += 1
        by_two = len(parts) % 2 == 0 and len({p.build for p in parts}) == 1
        for at, (left, right) in enumerate(pairwise(parts)):
            if by_two:
                couples += [(left, right)] if at % 2 == 0 else []
            elif left.build != right.build or _COLON.search(left.said):
                couples.append((left, right))
    return [(left, right) for left, right in couples if _is_label(tree, left) and right.said]


def _is_label(tree: Tree, part: _Part) -> bool:
    said = _COLON.sub("", part.said)
    with_colon = said != part.said
    most = 1.5 * _LABEL_MAX if with_colon else _LABEL_MAX
    if not 0 < len(said) <= most or not any(c.isalpha() for c in said):
        return False
    if part.is_text:
        return with_colon
    element = tree.elements[part.node]
    if element.tag in ("h1", "a", "button") or tree.in_link[part.node]:
        return False
    if element.find(".//a") is not None or tree.end[part.node] - part.node > 12:
        return False
    timed = any(c.isdigit() for c in said) and DATE_LIKE.search(said)
    return not timed and (with_colon or not _NO_LABEL.search(said))


_LABEL_TAGS: Final = {"dt": ("dd",), "th": ("td",), "label": ()}


def _by_tags(tree: Tree, left: _Part, right: _Part) -> bool:
    if left.is_text or right.is_text:
        return False
    tag = tree.elements[left.node].tag
    if tag not in _LABEL_TAGS:
        return False
    return not _LABEL_TAGS[tag] or tree.elements[right.node].tag in _LABEL_TAGS[tag]


def _repeated(
    tree: Tree, rows: dict[tuple[str, str], list[tuple[_Part, _Part]]], known: set[str]
) -> list[tuple[_Part, _Part]]:
    """Couples of a build that repeats with another label each time; `known`: builds of labels."""
    found: list[tuple[_Part, _Part]] = []
    for (left, right), couples in sorted(rows.items(), key=lambda item: -len(item[1])):
        labels = {couple[0].said for couple in couples}
        unlike = left != right or all(_unlike(tree, *couple) for couple in couples)
        least = _TOLD if unlike else _ALIKE
        values = {couple[1].said for couple in couples}
        # one record says each label once; of cards each says all of them
        alike = len(labels) * _ALIKE <= len(couples) and len(values) > len(labels)
        apart = (alike or len(labels) >= 0.8 * len(couples)) and not labels & values
        own, other = left.rpartition("/")[2], right.rpartition("/")[2]
        named = own in known and not own.endswith(".")
        if apart and (len(couples) >= least or named) and other not in known:
            known |= {own} if own != other else set()
            found += couples
    return found


def _unlike(tree: Tree, left: _Part, right: _Part) -> bool:
    """Whether a label and its value have classes of their own, however these are called."""
    own, other = (tree.elements[part.node].get("class") for part in (left, right))
    return bool(own and other and own != other)


def _pair(tree: Tree, left: _Part, right: _Part) -> Pair:
    value = right.said if right.is_text else text_of(tree.elements[right.node])
    return Pair(_bare(left.said), value.lstrip(":： ").strip(), right.node, left.node)


def _without_stops(pairs: list[Pair]) -> list[Pair]:
    """Values of one paragraph without the full stops that each of them has."""
    homes: dict[int, list[Pair]] = defaultdict(list)
    for pair in pairs:
        homes[pair.node].append(pair)
    for group in homes.values():
        if len(group) >= _ALIKE and all(pair.value.endswith(".") for pair in group):
            for pair in group:
                pair.value = pair.value.rstrip(" .")
    return pairs


def _of_line(node: int, said: str) -> list[Pair]:
    """A line "Label: value", or several of such in one line."""
    found = []
    for piece in _NEXT.split(said) if len(said) <= 300 else [said]:
        match = _ONE.fullmatch(piece.strip())
        clock = match and match[1][-1].isdigit() and match[2][0].isdigit()
        if match and not clock and len(match[2]) <= _VALUE_MAX:
            found.append(Pair(_bare(match[1]), match[2].strip(), node, node))
    return found


def _of_lines(node: int, text: str) -> list[Pair]:
    return [pair for line in text.splitlines()[:60] for pair in _of_line(node, line.strip())]


def _bare(label: str) -> str:
    return _SPREAD.sub("", _NUMBERING.sub("", one_line(_COLON.sub("", label))))


def _sorted(tree: Tree, pairs: list[Pair]) -> list[Pair]:
    """In page order, without headings above rows of their own."""
    starts = sorted({p.label_node for p in pairs})

    def is_heading(pair: Pair) -> bool:
        within = bisect_right(starts, pair.node) < bisect_left(starts, tree.end[pair.node])
        return within and pair.label_node not in range(pair.node, tree.end[pair.node])

    return sorted((p for p in pairs if not is_heading(p)), key=lambda p: (p.label_node, p.node))
