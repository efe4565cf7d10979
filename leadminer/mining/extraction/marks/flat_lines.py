"""Lines of a flat page: what stands between two breaks, where no element holds it."""

from __future__ import annotations

from itertools import islice
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import BLOCKS, one_line, text_of
from leadminer.mining.extraction.marks.mark_words import BYLINE_WORDS, DATE_LIKE
from leadminer.mining.extraction.values.builds import SiteMemory

_BREAKS_MAX: Final = 5_000  # looked at on a page
_LINE_MAX: Final = 140  # letters of a line of who and when
_BESIDE_MAX: Final = 30  # of them beside the words and figures of such lines: a name, a month
_PARTS_MAX: Final = 8  # elements of such a line, and of each of them
_ENDS: Final = ".!?。…！？"
_TIMES_MIN: Final = 2

_Line = list[HtmlElement | None]  # its elements; None before the first: the text it begins with


def set_lines_apart(body: HtmlElement, memory: SiteMemory) -> None:
    """Give each line that tells a time an element of its own, where several stand as bare text
    between breaks ("Posted by <b>anna</b> on 3 May<br>...<hr>"): it can be a post's head then.

    One alone has to stand where earlier pages had several.
    """
    parents = dict.fromkeys(
        up
        for each in islice(body.iter("br", "hr"), _BREAKS_MAX)
        if (up := each.getparent()) is not None
    )
    for parent in parents:
        told = [(line, _bare_share(parent, line)) for line in _lines(parent)]
        several = sum(bool(bare) for _, bare in told) >= _TIMES_MIN
        look = f"{parent.tag}.{parent.get('class') or ''}"
        if several:
            memory.learn(memory.lines, look)
        for line, bare in told if several or memory.lines[look] else ():
            if bare is not None:
                _wrap(parent, line)


def _lines(parent: HtmlElement) -> list[_Line]:
    lines: list[_Line] = [[None]]
    for child in parent:
        if child.tag in BLOCKS or not isinstance(child.tag, str):
            lines.append([child])
        else:
            lines[-1].append(child)
    return lines


def _bare_share(parent: HtmlElement, line: _Line) -> int | None:
    """Letters that a line of who and when says in no element; None of any other line."""
    if len(line) > _PARTS_MAX or any(_holds_many(each) for each in line[1:]):
        return None
    bare, whole = [], []
    for n, each in enumerate(line):
        tail = (parent.text if each is None else each.tail) or ""
        bare.append(tail)
        whole += [text_of(each) if n and each is not None else "", tail]
    said, all_said = one_line(" ".join(bare)), one_line(" ".join(whole))
    if not DATE_LIKE.search(all_said) or len(all_said) > _LINE_MAX or all_said[-1] in _ENDS:
        return None
    if DATE_LIKE.search(said):
        return len(said) if _beside(said) <= _BESIDE_MAX else None
    return _beside(said) if _beside(all_said) <= _BESIDE_MAX else None


def _holds_many(element: HtmlElement | None) -> bool:
    parts = islice(element.iter(), _PARTS_MAX, None) if element is not None else iter(())
    return next(parts, None) is not None


def _beside(said: str) -> int:
    return sum(map(str.isalnum, BYLINE_WORDS.sub("", said)))


def _wrap(parent: HtmlElement, line: _Line) -> None:
    first, *rest = line
    element = etree.SubElement(parent, "span")
    if first is None:
        element.text, parent.text = parent.text, None
        parent.insert(0, element)
    else:
        element.text, first.tail = first.tail, None
        first.addnext(element)
    for child in rest:
        if child is not None:
            element.append(child)
