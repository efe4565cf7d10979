"""Tables whose rows name a notice each (a tender, a purchase): lists, where the rows lead to pages
of their own; else each row is a post."""

from __future__ import annotations

import re
from datetime import datetime
from itertools import islice
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of
from leadminer.mining.extraction.marks.mark_words import AUTHOR_LABEL
from leadminer.mining.extraction.notices.page_notice import author_in
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.extraction.values.label_words import (
    BODY_OF,
    NAMED,
    OF_NEEDS,
    PUBLISHED,
    is_notice_label,
)

_ROWS_MIN: Final = 3
_HEAD_AMONG: Final = 3  # the first rows of a table, in which its head stands
_TABLES_MAX: Final = 40
_VALUE: Final = re.compile(r"\d{2}|@")  # beside labels, not beneath them
_CUT_OFF: Final = re.compile(r"(?<!\s)\s*+(?:(?<!\.)\.{2,}+|…)$")


def notice_tables(body: HtmlElement) -> list[HtmlElement]:
    """The tables of a page whose head says that their rows are notices."""
    return [table for table in islice(body.iter("table"), _TABLES_MAX) if _head_of(table)]


def notices_in_tables(body: HtmlElement, *, now: datetime, zone: Zone) -> list[Post]:
    """Rows of tables that name a notice each and lead to no page of its own."""
    found: list[Post] = []
    for table in notice_tables(body):
        at, heads = _head_of(table) or (0, [])
        titled = _titled(heads)
        if titled is None:
            continue
        rows = _rows(table)[at + 1 :]
        found += [p for row in rows if (p := _post_of(row, heads, titled, now=now, zone=zone))]
    return found if len(found) >= _ROWS_MIN else notices_in_cards(body, now=now, zone=zone)


def _rows(table: HtmlElement) -> list[HtmlElement]:
    return [row for row in table.xpath("./tr | ./tbody/tr | ./thead/tr") if len(row) > 2]


def _head_of(table: HtmlElement) -> tuple[int, list[str]] | None:
    """Which row of a table is its head, and what it says."""
    rows = _rows(table)
    if len(rows) <= _ROWS_MIN:
        return None
    for at, row in enumerate(rows[:_HEAD_AMONG]):
        heads = [line_of(cell) for cell in row if cell.tag in ("th", "td")]
        if (
            any(len(head) > 60 or _VALUE.search(head) for head in heads)
            or len(set(heads)) < len(heads) - 1
        ):
            continue
        of_need = sum(map(is_notice_label, heads))
        tells = of_need + sum(1 for h in heads if not is_notice_label(h) and _names(h))
        told = any(OF_NEEDS.search(h) or PUBLISHED.search(h) for h in heads)
        if of_need >= 2 and tells >= 3 and told:
            return at, heads
    return None


def _names(head: str) -> bool:
    """Whether a head is that of a buyer or of what is bought."""
    return bool(BODY_OF.fullmatch(head) or AUTHOR_LABEL.match(head) or NAMED.match(head))


def _titled(heads: list[str]) -> int | None:
    """Which column names the notice: by that word alone, or with a number beside it."""
    for told in (NAMED.fullmatch, NAMED.match):
        at = next((n for n, head in enumerate(heads) if told(head)), None)
        if at is not None:
            return at
    return None


def _post_of(
    row: HtmlElement, heads: list[str], titled: int, *, now: datetime, zone: Zone
) -> Post | None:
    cells = [cell for cell in row if cell.tag in ("th", "td")]
    if len(cells) != len(heads):
        return None
    if _leads_away(row):
        return None
    fields = {h: v for h, c in zip(heads, cells, strict=True) if h and (v := line_of(c))}
    title = _in_full(line_of(cells[titled]), row)
    if len(title) < 4:
        return None
    fields[heads[titled]] = title
    when = next((v for h, v in fields.items() if PUBLISHED.search(h)), "")
    return Post(
        text="\n".join(f"{head}: {value}" for head, value in fields.items()), title=title,
        author=author_in(fields), posted=read_time(when, now=now, zone=zone) if when else None,
        stands_alone=True, fields=fields, method="blocks",
    )  # fmt: skip


_ROW_TAGS: Final = ("tr", "li", "div", "article", "section")
_LABELLED: Final = re.compile(r"^\s*([^\W\d][^:：\n]{1,38}?)\s*[:：]\s*(\S.{0,400})$", re.M)
_BEGINS: Final = re.compile(r"(?:bid )?start (?:date|time)|开始(?:时间|日期)|วันที่เริ่ม", re.I)
_DOCUMENT: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|zip|rar)(?:$|\?)", re.I)
_WORDS_MIN: Final = 8  # words of needs on a page, below which it is not looked at for such cards


def notices_in_cards(body: HtmlElement, *, now: datetime, zone: Zone) -> list[Post]:
    """Notices that stand below each other, each by its labels, and lead to no pages of theirs."""
    if not _tells_of_needs(line_of(body)):
        return []
    for parent in body.iter("tbody", "table", "ul", "ol", "div", "section", "main", "body"):
        rows = [row for row in parent if row.tag in _ROW_TAGS]
        if len(rows) < _ROWS_MIN or not any(_card(r, now=now, zone=zone) for r in rows[:2]):
            continue
        found = [p for row in rows if (p := _card(row, now=now, zone=zone))]
        if len(found) >= max(_ROWS_MIN, 0.8 * len(rows)) and len({p.title for p in found}) > 2:
            return found
    return []


def _tells_of_needs(text: str) -> bool:
    low = text.casefold()
    if sum(map(low.count, OF_NEEDS.words)) < _WORDS_MIN:
        return False
    return sum(1 for _ in islice(OF_NEEDS.finditer(text), _WORDS_MIN)) >= _WORDS_MIN


def _card(row: HtmlElement, *, now: datetime, zone: Zone) -> Post | None:
    if _leads_away(row):
        return None
    text = text_of(row)
    pairs = _LABELLED.findall(text) if len(text) < 3000 else []
    fields = {label.strip(): value.strip() for label, value in pairs}
    title = next((v for h, v in fields.items() if NAMED.fullmatch(h)), "")
    if len(title) < 4 or len(fields) < len(pairs) or sum(map(is_notice_label, fields)) < 2:
        return None
    when = next((v for h, v in fields.items() if PUBLISHED.search(h)), "")
    when = when or next((v for h, v in fields.items() if _BEGINS.match(h)), "")
    return Post(
        text=text, title=title, author=author_in(fields), stands_alone=True, fields=fields,
        posted=read_time(when, now=now, zone=zone) if when else None, method="blocks",
    )  # fmt: skip


def _leads_away(row: HtmlElement) -> bool:
    """Whether a row leads to a page of its own."""
    hrefs = [(a.get("href") or "").strip() for a in row.iter("a")]
    nowhere = ("#", "javascript:", "mailto:", "tel:")
    return any(h and not h.startswith(nowhere) and not _DOCUMENT.search(h) for h in hrefs)


def _in_full(title: str, row: HtmlElement) -> str:
    """A name that a table cuts off (Supply of el...), as the row keeps it for its hint."""
    begun = _CUT_OFF.sub("", title)
    if begun == title or len(begun) < 8:
        return title
    kept = (one_line(v) for e in row.iter() if isinstance(e.tag, str) for v in e.attrib.values())
    return next((v for v in kept if v.startswith(begun) and len(v) <= 300), title)
