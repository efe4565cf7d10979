"""Text that stands in no element of its own: beside the name and time of its record, or between
the elements of one record and those of the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import BLOCKS, one_line, text_of
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.author_marks import Mark
from leadminer.mining.extraction.marks.mark_words import BYLINE_WORDS
from leadminer.mining.extraction.records.record_parts import Record

# what is in one of these is no part of the text around it
_BOXES: Final = frozenset({
    "div", "table", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "form", "nav", "section", "article",
    "header", "footer", "hr",
})  # fmt: skip
_LINE: Final = "\0"  # where one ends
_EMPTY: Final = re.compile(r"[(（\[]\s*[)）\]]\W*|[|·«»—–,，:：-]")  # brackets, a sign
_LETTER: Final = re.compile(r"[^\W\d_]")
_NAME_MAX: Final = 60  # letters before a time that say whose it is
_HEAD_END: Final = re.compile(r"\d\s?[)）\]]?\s?[:：]\s")
_NAMED_HEAD: Final = re.compile(rf"\W*(?:(?:{BYLINE_WORDS.pattern})\W+)*[:：]\s*(?=\S)", re.I)
_HEAD_SIGNS: Final = re.compile(r"^[\s)）\]:：,，|·»—–-]+")
_SIGNS_BEFORE: Final = re.compile(r"^[\s:：,，|·»—–-]+")
_SIGNS_AFTER: Final = re.compile(r"[\s|·«—–]+$")


def loose_text(tree: Tree, record: Record, node: int, skip: set[HtmlElement]) -> str:
    """What a record says directly in a node, in lines; its marks and `skip` are left out."""
    marks = _marks(record)
    said: list[str] = []
    for part in _parts(tree, record, node):
        if isinstance(part, str):
            said.append(part)
            continue
        at = tree.number.get(part)
        around = _LINE if part.tag in BLOCKS else ""
        is_left = at is None or part in skip or part.tag in _BOXES
        if not is_left and not any(tree.holds(at or 0, mark) for mark in marks):
            around = around or _blank_around(part)
            said += (around, text_of(part, skip).replace("\n", _LINE), around)
        else:
            said.append(around)
    lines = [line for each in "".join(said).split(_LINE) if (line := one_line(each))]
    while len(lines) > 1 and _is_left_over(lines[0]):
        del lines[0]
    if record.author and record.author.name:
        lines = _without_name(lines, record.author.name, is_above=record.begins_above)
    told = "\n".join(lines)
    if node == record.origin or tells_time_behind(tree, record):
        told = _without_head(told, record.mark)
    return _SIGNS_AFTER.sub("", _SIGNS_BEFORE.sub("", told))


def _is_left_over(line: str) -> bool:
    """Whether a line is only what stood around a name or time: "by", "( )"."""
    return _EMPTY.fullmatch(line) is not None or (
        _LETTER.search(line) is not None and not _beside(line)
    )


def _without_name(lines: list[str], name: str, *, is_above: bool) -> list[str]:
    """Lines without the name that the first of them tells beside the time, or the last of those
    above their time."""
    before, found, after = lines[0].partition(name) if lines else ("", "", "")
    if found and not _beside(before):
        if not _beside(after) and len(lines) > 1:
            return lines[1:]
        if said := _NAMED_HEAD.match(after):
            return [after[said.end() :], *lines[1:]]
    last, found, after = lines[-1].partition(name) if is_above and len(lines) > 1 else ("", "", "")
    return lines[:-1] if found and not _beside(last + after) else lines


def _without_head(told: str, mark: Mark) -> str:
    """A text without who and when, where it begins with them: "anna (3 May, 10:00): Thanks"."""
    first, _, rest = told.partition("\n")
    name, found, said = first.partition(mark.said) if mark.said else (first, "", "")
    if found and not sum(map(str.isalnum, said)) and (ended := _HEAD_END.search(mark.said)):
        said = mark.said[ended.end() :]  # the text is short, and was read as a part of the time
    if found and len(name) <= _NAME_MAX:
        first = _HEAD_SIGNS.sub("", said)
        return "\n".join(filter(None, (first, rest)))
    return told


def loose_letters(tree: Tree, record: Record, node: int) -> tuple[float, str]:
    """How many letters a record says directly in a node, beside who and when, and the words."""
    marks = [*_marks(record), *record.holes]
    said: list[str] = []
    for part in _parts(tree, record, node):
        if isinstance(part, str):
            said.append(part)
            continue
        at = tree.number.get(part)
        if at is None or part.tag not in INLINE or not tree.letters(at):
            continue  # a link, a line of links
        if not any(tree.holds(at, mark) for mark in marks):
            said.append(text_of(part))
    told = record.mark.said
    if node in marks and not (told and node == record.origin and _is_head(said[0], told)):
        said[:1] = []  # the time, or the name
    words = one_line(" ".join(said))
    if node == record.origin or tells_time_behind(tree, record):
        words = _without_head(words, record.mark)
    agrees = re.search(r"(?:^|\s)[+＋]\s?\d+\W*$", words) is not None
    return float(agrees or _beside(words)), words


def _beside(line: str) -> int:
    """Letters of a line beside those of who and when."""
    return sum(c.isalnum() for c in BYLINE_WORDS.sub("", line))


def tells_time_behind(tree: Tree, record: Record) -> bool:
    """Whether a record's time is loose text behind the element that it counts from."""
    said = record.mark.said
    return bool(said) and said in one_line(tree.elements[record.origin].tail)


def _is_head(line: str, when: str) -> bool:
    """Whether the text of a line comes behind its time and a colon: "anna (3 May): Thanks"."""
    before, found, after = one_line(line).partition(when)
    behind = re.match(r"\s?[)）\]]?\s?[:：]\s?\S", after) or _HEAD_END.search(when)
    return bool(found and behind) and len(before) <= _NAME_MAX


def _marks(record: Record) -> list[int]:
    return [record.origin] + ([record.author.node] if record.author else [])


def _blank_around(element: HtmlElement) -> str:
    told = str(element.text_content())
    return " " if told[:1].isspace() or told[-1:].isspace() else ""


def _parts(tree: Tree, record: Record, node: int) -> Iterator[str | HtmlElement]:
    """The texts directly in a node and the elements between them, in order; of a node that holds
    several records those of this one alone."""
    roots = [root for root in record.roots if tree.parent[root] == node]
    if not roots:
        yield from _all_parts(tree.elements[node])
        return
    first, last = tree.elements[min(roots)], max(roots)
    yield _text_above(tree, first) if record.begins_above else ""
    # from here on alone: a flat page may hold thousands of records in one element
    for child in chain((first,), first.itersiblings()):
        at = tree.number.get(child)
        if at is not None and at > last:
            return
        yield child
        if at == last and not record.ends_below:
            return
        yield child.tail or ""


def _text_above(tree: Tree, element: HtmlElement) -> str:
    """The loose text right before an element."""
    told: list[str] = []
    before = element.getprevious()
    while before is not None and before not in tree.number:  # a remark, or hidden
        told.insert(0, before.tail or "")
        before = before.getprevious()
    up = element.getparent()
    above = before.tail if before is not None else up.text if up is not None else ""
    return "".join((above or "", *told))


def _all_parts(element: HtmlElement) -> Iterator[str | HtmlElement]:
    yield element.text or ""
    for child in element:
        yield child
        yield child.tail or ""
