"""Where on a page somebody is named as author and where a posting time stands."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line
from leadminer.mining.extraction.html.tree import INLINE, Tree
from leadminer.mining.extraction.marks.author_marks import Mark, author_mark, times_beside
from leadminer.mining.extraction.marks.day_lines import with_hours_of_rows
from leadminer.mining.extraction.marks.kept_marks import (
    keep_author,
    keep_date,
    without_second,
    without_unseen,
)
from leadminer.mining.extraction.marks.mark_words import (
    DATE_LIKE,
    NOT_POSTING,
    is_mostly_date,
)
from leadminer.mining.extraction.marks.memberships import without_memberships
from leadminer.mining.extraction.marks.odd_times import odd_mark, with_odd
from leadminer.mining.extraction.markup.edit_notes import is_edit_log
from leadminer.mining.extraction.markup.quotes import (
    announced_quote,
    is_answer_note,
    is_quote,
)
from leadminer.mining.extraction.values.dates import Zone, has_clock, in_shown_order, read_time

_TIME_ATTRIBUTES: Final = (
    "datetime", "content", "data-time", "data-timestamp", "data-utime", "data-date", "data-epoch",
    "title", "aria-label", "data-original-title",
)  # fmt: skip
_NAME_MAX: Final = 60
_LABEL_TAGS: Final = frozenset(
    [
        "a",
        "b",
        "strong",
        "em",
        "i",
        "span",
        "small",
        "font",
        "dt",
        "th",
        "td",
        "label",
        "li",
        "cite",
        "abbr",
        "h4",
        "h5",
        "h6",
        "div",
    ]
)
_OTHER_CLASS: Final = re.compile(
    r"edit|modif|updated|join|regist|birth|expir|deadline|last-?(?:seen|visit)", re.I
)
_HOUR: Final = re.compile(r"\d:\d\d")
_IN_BRACKETS: Final = re.compile(r"[(（]([^()（）]{8,60})[)）]")
_LABELS: Final = re.compile(r"\s+(?=[^\s:：\d]{2,10}[:：])|\s{2,}|\s[|·•»›—–]\s|[；;]")


@dataclass(slots=True)
class Marks:
    """All marks of a page, in document order."""

    dates: list[Mark] = field(default_factory=list)
    authors: list[Mark] = field(default_factory=list)


def find_marks(tree: Tree, base: str, *, now: datetime, zone: Zone) -> Marks:
    """Author and time marks outside menus and outside what is quoted of others."""
    marks = Marks()
    odd: list[Mark] = []
    dated_until = 0
    node = 0
    while node < len(tree):
        element = tree.elements[node]
        if tree.chrome[node]:
            node = tree.end[node]
            continue
        if node and _is_of_others(element):
            for inner in range(node, tree.end[node]):
                tree.chrome[inner] = 1
            node = tree.end[node]
            continue
        if node >= dated_until and marks.dates and _is_clock_of(tree, node, marks.dates[-1]):
            _set_clock(marks.dates[-1], _said_here(element), now=now, zone=zone)
            dated_until = tree.end[node]
        if node >= dated_until:
            date = _date_mark(tree, node, now=now, zone=zone)
            if date:
                keep_date(tree, marks.dates, date)
                dated_until = tree.end[node] if tree.elements[date.node] is element else node + 1
            elif mark := odd_mark(tree, node, now=now, zone=zone):
                odd.append(mark)
        if author := author_mark(tree, node, base):
            keep_author(tree, marks.authors, author)
        node += 1
    marks.dates = without_second(tree, without_unseen(tree, marks.dates))
    marks.dates = without_memberships(marks.dates, now=now)
    marks.dates = with_hours_of_rows(tree, marks.dates, now=now, zone=zone)
    marks.dates = with_odd(marks.dates, odd)
    return marks


def _is_of_others(element: HtmlElement) -> bool:
    """Whether who and when an element tells is not its post's author and time."""
    return (
        is_quote(element)
        or _announces_quote(element)
        or is_answer_note(element)
        or is_edit_log(element)
    )


def _announces_quote(element: HtmlElement) -> bool:
    """Whether an element only says who said, and when, what is quoted after it."""
    plain = element.tag == "p" or (element.tag == "div" and len(element) == 0)
    return plain and announced_quote(element) is not None


_BARE_CLOCK: Final = re.compile(
    r"[\W_]*+(?:(?:at|um|à|a las|às|kl\.?|alle|о|в|lúc)\s++)?(?:\d{1,2}[:.h]\d{2}(?::\d{2})?"
    r"(?:\s*+(?:[ap]\.?m\.?|uhr|h))?|\d{1,2}\s?[ap]\.?m\.?|noon|midnight)[\W_]*+",
    re.I,
)


def _said_here(element: HtmlElement) -> str:
    return one_line(element.text) if len(element) == 0 else ""


def _is_clock_of(tree: Tree, node: int, day: Mark) -> bool:
    """Whether an element only says the hour of the day that stands right before it."""
    if day.has_clock or not day.said or day.time is None or node < tree.end[day.node]:
        return False
    said = _said_here(tree.elements[node])
    if not 3 < len(said) <= 20 or not _BARE_CLOCK.fullmatch(said):
        return False
    top = tree.depth[tree.meeting(day.node, node)]
    between = tree.plain[node] - tree.plain[tree.end[day.node]]
    return between <= 12 and tree.depth[day.node] - top <= 2 and tree.depth[node] - top <= 3


def _set_clock(day: Mark, said: str, *, now: datetime, zone: Zone) -> None:
    clock = re.sub(r"(?<=\d)[.h](?=\d\d)", ":", said)
    if time := read_time(f"{day.said} {clock}", now=now, zone=zone):
        day.time, day.has_clock = time, True


_CLOCK_TAIL: Final = re.compile(
    r"\s{0,3}[,;]?\s{0,3}(?:(?:at|um|à|às)\s)?(\d{1,2}:\d{2}(?::\d{2})?(?:\s*[ap]\.?m\b)?)", re.I
)


def _read_tail(mark: Mark, element: HtmlElement, *, now: datetime, zone: Zone) -> None:
    """A day in an attribute, its hour after it: `<i title="2026-11-21">Today</i>, 8:35`."""
    clock = None if mark.has_clock or not element.tail else _CLOCK_TAIL.match(element.tail)
    if clock and mark.time:
        day = mark.time.astimezone(zone.tz)
        if time := read_time(f"{day:%Y-%m-%d} {clock[1]}", now=now, zone=zone):
            mark.time, mark.has_clock = time, True


def _date_mark(tree: Tree, node: int, *, now: datetime, zone: Zone) -> Mark | None:
    element = tree.elements[node]
    tag = element.tag
    prop = (element.get("itemprop") or "").lower()
    sure = tag == "time" or "date" in prop
    if prop and re.search("modif|updat", prop):
        return None
    if element.attrib and (mark := _said_in_attribute(tree, node, sure=sure, now=now, zone=zone)):
        _read_tail(mark, element, now=now, zone=zone)
        return mark
    if tag in ("html", "body", "script", "title", "h1"):
        return None
    if any(child.tag == "time" and DATE_LIKE.search(line_of(child)) for child in element):
        return None  # the element that is made for it tells when
    before = ""
    for owner, segment in _segments(tree, node):
        label, before = before, segment
        if 0 < len(label) < 40 and NOT_POSTING.search(label) and not DATE_LIKE.search(label):
            continue  # "Member since:", and in the next line the day
        if head := _BEFORE_COLON.match(segment):
            segment = head[1]  # and behind it what was said then
        if len(segment) > 400 or not (DATE_LIKE.search(segment) or _HOUR.search(segment)):
            continue
        text = segment
        if not head and tag != "a" and tree.letters(node) <= 60 and _is_inline(element):
            text = _unlinked(element)
        parts = _LABELS.split(segment) if len(segment) > 12 else []
        parts += _IN_BRACKETS.findall(segment) if len(segment) < 120 else []
        parts += times_beside(segment) if len(segment) < 120 else []
        for said in dict.fromkeys((text, segment, *parts)):
            if said in parts and _is_later(segment, said):
                continue
            time = _read(said, element, sure=sure, now=now, zone=zone)
            if time and not _is_choice(element, said):
                clock = has_clock(said)
                line = segment if said in parts else ""
                mark = Mark(owner, tree.kind(node), time, clock, sure=sure, said=said, line=line)
                if owner == node and len(element) == 0:
                    _read_tail(mark, element, now=now, zone=zone)
                return mark
    return None


_BEFORE_COLON: Final = re.compile(r"(.{6,80}?(?:\d|ago|前|uhr)\s?[)）\]]?)\s?[:：]\s++\S", re.I)


def _is_later(segment: str, said: str) -> bool:
    """Whether a piece goes on with what tells of another time: "Last edited by anna; 3 May 2026",
    "Registered" before "on: 3 May 2015", "Dabei" before "seit: 04.02.2017"."""
    before = segment[: segment.find(said)].rstrip()
    if before.endswith((";", "；")):
        return bool(NOT_POSTING.search(before[-80:]))
    words = _LAST_WORDS.search(before[-40:].rstrip(" :："))
    label = _LABEL.match(said)
    whole = f"{words[0]} {label[0]}" if words and label else words[0] if words else ""
    return bool(NOT_POSTING.search(whole))


_LABEL: Final = re.compile(r"[^\s:：\d]{2,10}(?=[:：])")
_LAST_WORDS: Final = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)?$")


def _read(
    said: str, element: HtmlElement, *, sure: bool, now: datetime, zone: Zone
) -> datetime | None:
    said = _REMARK.sub("", said)
    if len(said) > 90 or not DATE_LIKE.search(said) or NOT_POSTING.search(said):
        return None
    if not sure and not is_mostly_date(said, str(element.tag)):
        return None
    if _says_other(element):
        return None
    return read_time(said, now=now, zone=zone)


_REMARK: Final = re.compile(r"(?<=[\dMm])\s{0,2}[(（\[][^\W\d]{3,16}[)）\]]$")  # "3:15 PM (edited)"
_SPAN: Final = re.compile(
    r"(?:last|past|previous) \d+ \w+|(?<!\d)\d+ \w+ ago|\btoday\b|this (?:week|month)|any ?time|"
    r"今天|昨天|不限|"
    r"(?:近|最近)?[一二三五七半\d]{1,2}(?:天|日|周|週|个月|個月|月|年)(?:内|內|以内)|自定义|自訂|오늘|전체",
    re.I,
)


def _is_choice(element: HtmlElement, said: str) -> bool:
    """Whether a time is one of the spans that a filter offers (today, last 3 days, a week)."""
    if not _SPAN.search(said):
        return False
    for up in islice(element.iterancestors(), 3):
        line = line_of(up)
        if len(line) > 200:
            return False
        spans = [match.group() for match in _SPAN.finditer(line)]
        if len(set(spans)) >= 3:  # short comments tell such times too, and say something
            return sum(map(len, spans)) * 2 >= len(line)
    return False


def _segments(tree: Tree, node: int) -> list[tuple[int, str]]:
    """The pieces of text that stand directly in an element, each with the node it follows."""
    element = tree.elements[node]
    found = [(node, one_line(element.text))] if element.text and element.text.strip() else []
    pieces = 0
    for child in element:
        if child.tail and not child.tail.isspace():
            pieces += 1
            if pieces > 40:
                break
            found.append((tree.number.get(child, node), one_line(child.tail)))
    if len(found) == 1:
        return [(node, found[0][1])]
    if len(found) <= 6 and all(len(said) < 60 for _, said in found) and _is_inline(element):
        return [(node, one_line(" ".join(said for _, said in found)))]
    return found


def _is_inline(element: HtmlElement) -> bool:
    return all(child.tag in INLINE for child in element if isinstance(child.tag, str))


def _unlinked(element: HtmlElement) -> str:
    parts = [element.text or ""]
    for child in element:
        if isinstance(child.tag, str) and child.tag != "a":
            parts.append(_unlinked(child) if len(child) < 20 else "")
        parts.append(child.tail or "")
    return one_line("".join(parts))


def _said_in_attribute(
    tree: Tree, node: int, *, sure: bool, now: datetime, zone: Zone
) -> Mark | None:
    element = tree.elements[node]
    best: Mark | None = None
    for name in _TIME_ATTRIBUTES:
        value = element.get(name)
        if not value or (name == "content" and not sure) or len(value) > 80:
            continue
        if not DATE_LIKE.search(value) and not re.fullmatch(r"\d{10}(\d{3})?", value):
            continue
        if NOT_POSTING.search(value) or (
            name in ("title", "aria-label") and not is_mostly_date(value, "span")
        ):
            continue
        time = read_time(value, now=now, zone=zone)
        if time is None or _says_other(element):
            continue
        if _THEIR_CLOCK.search(value):
            time = _as_shown(time, _said_here(element), now=now, zone=zone)
        time = in_shown_order(time, value, _said_here(element), now=now, zone=zone)
        clock = has_clock(value) or value.isdigit()
        if best is None or (clock and not best.has_clock):
            best = Mark(node, tree.kind(node), time=time, has_clock=clock, sure=True)
        if best.has_clock:
            break
    if best and element.tag not in ("time", "meta") and len(element) and tree.letters(node) > 60:
        return None  # a container that says when: its inside is still to be read
    return best


# told in the zone of whoever wrote, while what is shown is in the site's
_THEIR_CLOCK: Final = re.compile(r"\b(?:sender|author|poster|user)['’]?s? (?:local )?time\b", re.I)


def _as_shown(told: datetime, said: str, *, now: datetime, zone: Zone) -> datetime:
    """The moment near the told one at which a clock shows what is said."""
    if not _BARE_CLOCK.fullmatch(said):
        return told
    days = (told + timedelta(days=n) for n in (0, -1, 1))
    read = (read_time(f"{day:%Y-%m-%d} {said}", now=now, zone=zone) for day in days)
    near = sorted((abs(time - told), time) for time in read if time)
    return near[0][1] if near else told


def _says_other(element: HtmlElement) -> bool:
    if any(NOT_POSTING.search(c.text or "") for c in element if isinstance(c.tag, str)):
        return True
    if _OTHER_CLASS.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        return True
    if NOT_POSTING.search(_column_head(element)):
        return True
    above = element.getparent()
    if above is not None and above.text and NOT_POSTING.search(above.text[-60:]):
        return len(line_of(above)) < 120  # "last edited by <a>anna</a> (<time>...)"
    current = element
    for count, parent in enumerate(element.iterancestors()):
        before = current.getprevious()
        if before is not None:
            return bool(NOT_POSTING.search(_label_before(before)))
        said = (parent.text or "").strip()
        if said or count >= 2:
            return bool(NOT_POSTING.search(said[-40:]))
        current = parent
    return False


def _column_head(element: HtmlElement) -> str:
    """What the first row of a table calls the column that a time stands in."""
    cell = next((e for e in (element, *islice(element.iterancestors(), 3)) if e.tag == "td"), None)
    row = cell.getparent() if cell is not None else None
    if row is None or row.tag != "tr":
        return ""
    table = next((a for a in islice(row.iterancestors(), 2) if a.tag == "table"), None)
    head = next(table.iter("tr"), None) if table is not None else None
    if head is None or head is row or len(head) != len(row):
        return ""
    text = line_of(head[row.index(cell)])
    return text if len(text) < 40 else ""


_ENDED: Final = re.compile(r"[.!?。！？…][\s\"'”’)]*$")  # a sentence is no label
_VALUED: Final = re.compile(r"\d{4}|\d\s?[-/.:月]\s?\d")  # a label that has its value already


def _label_before(before: HtmlElement) -> str:
    """What stands right before a time, if it may be its label."""
    if before.tail and re.search(r"\w", before.tail):
        said = one_line(before.tail)[-40:]
        return "" if _ENDED.search(said) else said
    if before.tag not in _LABEL_TAGS or (before.tag == "div" and len(before)):
        return ""
    said = line_of(before)
    return said if len(said) < 40 and not _VALUED.search(said) else ""
