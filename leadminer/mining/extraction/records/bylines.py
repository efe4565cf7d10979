"""Names on the line of a time that nothing marks: "— anna, 3 May", "anna wrote on 3 May:".

What parts a name from its time is the same in all records of a build. Where others link their
author, or where the lines of several records differ in but one piece, that tells who a record is
by; of a lone one, words that say what somebody did.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile, zip_longest
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import one_line
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.mark_words import (
    ACTING,
    BY_FIRST,
    DATE_LIKE,
    NO_NAME,
    NOT_POSTING,
)
from leadminer.mining.extraction.marks.name_lines import CONTROL
from leadminer.mining.extraction.records.loose_texts import tells_time_behind
from leadminer.mining.extraction.records.record_parts import Record
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.date_words import DAY_WORDS, MONTHS, WEEKDAYS
from leadminer.mining.extraction.values.dates import is_time

ON_LINE: Final = "0/~"  # where such a name stands, seen from its time
_NAME_MAX: Final = 40
_ALONE_MAX: Final = 24
_TRIED: Final = 3
_LINES_MIN: Final = 3
_IN_LINES: Final = INLINE | {"br"}
# an element of this class holds a name
CALLED_NAME: Final = re.compile(
    r"(?:^|[-_ ])(?:(?:post|user|nick|author|poster)?name|user|nick|author|poster|member)"
    r"(?:$|[-_ ])",
    re.I,
)
_SUBJECT: Final = re.compile(r"(?:^|[-_ ])(?:subject|title|topic|heading)(?:$|[-_ ])", re.I)
_LINE_MAX: Final = 140
_SIGNS: Final = " \xa0-–—~·•|,，、:：;；«»<>()[]/*"
LETTER: Final = re.compile(r"[^\W\d_]")
YEAR: Final = re.compile(r"\d{4}")  # somebody is called so now and then
_SENTENCE: Final = re.compile(r"[，。；]|[?!？！…]$|[^\W\d_]{4}\.\s|\s\S+\s\S+\s\S+\s")
_SPOKE: Final = re.compile(
    rf"(?:^|\s)(?:{ACTING}|"
    r"(?:于|於)?\s?(?:发表|發表|发布|發佈|回复|回覆|回答|提问|提問|写道|寫道)(?:于|於)?|さんが?|が)"
    r"(?:\s?(?:on|at|am|um|le|la|il|el|em|op|в|于|於|に))?$",
    re.I,
)
_JOINT: Final = re.compile(r"(?<=[^\W\d_])(?=\d{4}\s?[-/.年])")  # "张三2026-03-04"
_STARTS: Final = re.compile(  # a word with which a time begins
    r"\W*(?:\d{1,4}(?:st|nd|rd|th|[smhdwy]|mo)?[.,:)]*$|"
    r"\d+[-/.:年月日天小個个ヶヵか箇分時时秒周週년월일시개분초].*|"
    r"(?:about|over|almost|just|vor|il|hace|há|刚刚|剛剛|たった今)$)",
    re.I,
)
_DAYS: Final = (
    WEEKDAYS | MONTHS.keys() | DAY_WORDS.keys() | {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}
)


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of text that no tag interrupts; `owner`: the node it is the text or the tail of."""

    owner: int
    is_tail: bool
    text: str


def learn_bylines(tree: Tree, group: list[Record], memory: SiteMemory) -> None:
    """Learn what stands around the names of authors that are elements on the line of their time."""
    for record in group:
        author = record.author
        if author is None:
            continue
        if author.node == record.origin and not tells_time_behind(tree, record):
            continue
        pieces = _before(tree, record)
        own = (
            n for n, p in enumerate(pieces) if not p.is_tail and tree.holds(author.node, p.owner)
        )
        if (at := next(own, None)) is None:
            continue
        after = pieces[at + 1] if at + 1 < len(pieces) and pieces[at + 1].is_tail else None
        before = " ".join(p.text for p in pieces[:at])
        around = f"{_bare(before)}\t{_bare(after.text) if after else ''}"
        memory.learn_place(memory.bylines, record.kind, around)


def byline_name(tree: Tree, record: Record, memory: SiteMemory) -> str:
    """The name on the line of a record's time, by what stood around those of others; or none."""
    pieces = _before(tree, record)
    for around in _known(record.kind, memory):
        before, _, after = around.partition("\t")
        if name := _between(pieces, before, after):
            return name
    return ""


def _known(kind: str, memory: SiteMemory) -> list[str]:
    """What stood around names on the lines of times of a kind, or else of those that are but in
    another box: the opening post may have one of its own."""
    own = kind.partition(" < ")[0]
    found = [
        (of == kind, count, around)
        for (of, around), count in memory.bylines.items()
        if of == kind or (count > 1 and of.partition(" < ")[0] == own)
    ]
    return [around for _, _, around in sorted(found, reverse=True)[:_TRIED]]


def bylines(tree: Tree, group: list[Record], memory: SiteMemory) -> dict[int, str]:
    """Names on the lines of records that mark none, by their times; what all share is no name."""
    lines = {r.origin: _before(tree, r) for r in group}
    firsts = [first for pieces in lines.values() if (first := _first(pieces))]
    before, after = _shared(firsts)
    found = {}
    for record in group:
        pieces = lines[record.origin]
        name = byline_name(tree, record, memory)
        if not name and len(set(firsts)) > 1:
            name = _between(pieces, before, after)
        name = name or _spoken(pieces) or _called(tree, pieces)
        if name:
            found[record.origin] = name
    if len(set(found.values())) >= _LINES_MIN and len(found) == len(group):
        for record in group:
            memory.learn_place(memory.bylines, record.kind, f"{before}\t{after}")
    return found


def _called(tree: Tree, pieces: list[_Piece]) -> str:
    """What a line begins with, where that is an element in bold or is called a name."""
    first = next((p for p in pieces if LETTER.search(p.text)), None)
    if first is None or first.is_tail:
        return ""
    element = tree.elements[first.owner]
    called = element.tag in ("b", "strong", "cite") or CALLED_NAME.search(
        element.get("class") or ""
    )
    return _name(first.text) if called and element.tag in INLINE else ""


def _spoken(pieces: list[_Piece]) -> str:
    """The name in a line that says with a word what somebody did: "anna wrote on"."""
    line = _first(pieces)
    said = _SPOKE.sub("", line)
    label = BY_FIRST.match(said)
    name = said[label.end() :] if label else said
    return _name(name) if name != line and _SPOKE.sub("", line) else ""


def _between(pieces: list[_Piece], before: str, after: str) -> str:
    """What stands between words on a line, up to the next element; nothing if that is no name."""
    rest = [p.text for p in pieces]
    while rest and before:
        said = _bare(rest[0])
        if not LETTER.search(said):
            rest = rest[1:]
        elif said.casefold().startswith(before.casefold()):
            rest = [said[len(before) :], *rest[1:]]
            break
        elif before.casefold().startswith(said.casefold()):
            before, rest = _bare(before[len(said) :]), rest[1:]
        else:
            return ""
    line = next((said for said in map(_bare, rest) if said and not said.isdigit()), "")
    if after and line.casefold().endswith(after.casefold()):
        line = line[: -len(after)]
    elif LETTER.search(after):
        return ""
    return _name(line)


def _name(said: str) -> str:
    name = _bare(BY_FIRST.sub("", _bare(said)))
    if not 0 < len(name) <= _NAME_MAX or not (LETTER.search(name) or YEAR.fullmatch(name)):
        return ""
    no_name = NO_NAME.search(name) or NOT_POSTING.search(name) or CONTROL.match(name)
    return "" if no_name or _SENTENCE.search(name) or ":" in name or "：" in name else name


def _first(pieces: list[_Piece]) -> str:
    """The first piece of a line that has letters."""
    return next((said for p in pieces if LETTER.search(said := _bare(p.text))), "")


def _shared(lines: list[str]) -> tuple[str, str]:
    """The words that all lines begin and end with; of two they may be a part of both names."""
    if len({*lines}) < _LINES_MIN:
        return "", ""
    words = [line.split() for line in lines]
    head = _alike(words)
    tail = _alike([each[len(head) :][::-1] for each in words])
    if any(len(each) <= len(head) + len(tail) for each in words):
        return "", ""
    return _bare(" ".join(head)), _bare(" ".join(reversed(tail)))


def _alike(words: Sequence[Sequence[str]]) -> list[str]:
    """What all lists of words begin with."""
    columns = zip(*words, strict=False)
    return [column[0] for column in takewhile(lambda each: len({*each}) == 1, columns)]


def _bare(text: str) -> str:
    """A text without the signs around it; one without letters says nothing but a number."""
    return one_line(text).strip(_SIGNS)


def _before(tree: Tree, record: Record) -> list[_Piece]:
    """What stands on the line of a record's time before it."""
    block = record.origin
    while tree.elements[block].tag in _IN_LINES and record.holds(tree, tree.parent[block]):
        block = tree.parent[block]
    if tree.elements[block].tag == "br":
        return []
    found: list[_Piece] = []
    above: list[_Piece] = []  # the first line, if the time is said in the second
    lines = 0
    for piece in _pieces(tree, block):
        if piece is None:  # another block stands between
            lines += bool(found)
            above = found if found and lines == 1 else []
            found = []
        elif (start := _time_in(tree, record, piece)) is not None:
            if head := piece.text[:start].strip():
                found.append(_Piece(piece.owner, piece.is_tail, head))
            found = found or _lone_name(above)
            break
        else:
            found.append(piece)
        if sum(len(p.text) for p in found) > _LINE_MAX:
            return []
    else:
        return []
    # a letter in place of a picture: "S", "Sam"
    return [p for p, q in zip_longest(found, found[1:]) if not (q and _is_initial(p, q))]


def _lone_name(line: list[_Piece]) -> list[_Piece]:
    """The line above a time, if nothing but a short name can stand there."""
    said = [piece.text for piece in line]
    is_short = len(said) == 1 and len(said[0]) <= _ALONE_MAX and len(said[0].split()) <= 2
    return line if is_short else []


def _is_initial(piece: _Piece, following: _Piece) -> bool:
    said = _bare(piece.text).casefold()
    return len(said) in (1, 2) and _bare(following.text).casefold().startswith(said)


def _time_in(tree: Tree, record: Record, piece: _Piece) -> int | None:
    """Where in a piece the time of a record begins, if it is there."""
    origin = record.origin
    element = tree.elements[origin]
    inside = not piece.is_tail or piece.owner != origin
    if element.tag in INLINE and inside and tree.holds(origin, piece.owner):
        begins = _begins(piece.text)
        return None if begins is None and tells_time_behind(tree, record) else begins or 0
    if piece.owner < origin or not DATE_LIKE.search(piece.text):
        return None
    said = record.mark.said
    if said and (at := piece.text.find(said)) >= 0 and (begins := _begins(said)) is not None:
        return at + begins  # whatever is said behind it
    return _begins(piece.text)


def _begins(text: str) -> int | None:
    """Where a time begins in a text."""
    spaced = _JOINT.sub(" ", text)
    words = spaced.split()
    for at, word in enumerate(words[:20]):
        starts = _STARTS.match(word) or word.strip(".,，(").casefold() in _DAYS
        if starts and is_time(" ".join(words[at : at + 9])):
            return len(" ".join(words[:at]))
    return None


def _pieces(tree: Tree, block: int) -> Iterator[_Piece | None]:
    """The text of an element piece by piece; None where a block in it begins or ends."""
    yield from _walk(tree, tree.elements[block], block, 0)


def _walk(tree: Tree, element: HtmlElement, node: int, depth: int) -> Iterator[_Piece | None]:
    if _SUBJECT.search(element.get("class") or "") and element.tag in INLINE:
        return
    if text := one_line(element.text):
        yield _Piece(node, False, text)
    for child in element:
        at = tree.number.get(child, node)
        if isinstance(child.tag, str) and at != node:
            if child.tag in INLINE and child.tag != "br" and depth < 4:
                yield from _walk(tree, child, at, depth + 1)
            else:
                yield None
        if text := one_line(child.tail):
            yield _Piece(at, True, text)
