"""Labelled fields of a text: tables and lists that hold labels with their values."""

from __future__ import annotations

import re
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.texts import line_of, one_line, text_of

_FIELD_LINE: Final = re.compile(
    r"^\s*([^\s:：,，。.!?！？\d][^:：,，。.!?！？\n]{0,24})\s*[:：]\s*(\S[^\n]{0,200})$"
)


def field_elements(element: HtmlElement) -> list[HtmlElement]:
    """Tables and lists below an element that hold labels with their values."""
    found: list[HtmlElement] = []
    for candidate in element.iter(*_TABLES, "div", "section", "p"):
        if candidate.tag not in _TABLES and not _is_of_pairs(candidate):
            continue
        if any(candidate in outer.iter() for outer in found):
            continue
        least = 1 if candidate.tag not in ("table", "ul") or _is_marked(candidate) else 2
        if len(_pairs(candidate)) >= least:
            found.append(candidate)
    return found


_OF_LABEL: Final = re.compile(r"(?:^|[-_ ])(?:label|lbl|key|term|caption|dt|th)(?:$|[-_ ])", re.I)


_TABLES: Final = ("table", "dl", "ul")
_BOLD: Final = frozenset({"b", "strong", "em", "span"})


def _bold_pairs(element: HtmlElement) -> list[tuple[str, str]]:
    """Labels in bold with the text after each (<b>Quantity:</b> 40 pieces<br>)."""
    pairs = []
    for child in element:
        value = one_line(child.tail)
        if child.tag in _BOLD and value and len(value) <= 200:
            label = line_of(child)
            if 1 < len(label) <= 40 and label.endswith((":", "：")):
                pairs.append((_clean(label), value))
    return pairs


def _is_of_pairs(element: HtmlElement) -> bool:
    """Whether a block is a row of a label and its value, or nothing but such rows."""
    if len(element) == 2 and _starts_with_label(element) and len(element[1]) == 0:
        return True
    if len(element) >= 2 and len(_bold_pairs(element)) >= 2:
        return True
    rows = [row for row in element if isinstance(row.tag, str)]
    if len(rows) < 2 or any(len(row) != 2 for row in rows[:2]):
        return False
    if _told_by_class(rows):
        return True
    return sum(1 for row in rows if len(row) == 2 and _starts_with_label(row)) >= 0.8 * len(rows)


_ROWS_TOLD: Final = 4  # rows of one build, from which the build itself tells labels from values


def _told_by_class(rows: list[HtmlElement]) -> bool:
    """Whether rows are of a label and its value by their classes alone: <div class=name>Lot</div>
    <div class=value>7</div>, each row with another label."""
    two = [row for row in rows if len(row) == 2 and not (row.text or "").strip()]
    if len(two) < max(_ROWS_TOLD, 0.8 * len(rows)):
        return False
    kinds = {(row[0].get("class"), row[1].get("class")) for row in two}
    left, right = next(iter(kinds))
    labels = [line_of(row[0]) for row in two if isinstance(row[0].tag, str)]
    plain = all(0 < len(label) <= 40 and not _NUMBERS.search(label) for label in labels)
    return len(kinds) == 1 and left != right and plain and len(set(labels)) == len(two)


_NUMBERS: Final = re.compile(r"\d{3}|@|//")


def _starts_with_label(row: HtmlElement) -> bool:
    first = row[0]
    if not isinstance(first.tag, str) or (row.text or "").strip():
        return False
    text = line_of(first)
    beside = (first.tail or "").strip()
    if beside not in ("", ":", "："):
        return False
    told = text.endswith((":", "：")) or first.tag == "label"
    told = told or bool(beside or _OF_LABEL.search(first.get("class") or ""))
    return told and 0 < len(text) <= 40


def _is_marked(element: HtmlElement) -> bool:
    return bool(
        re.search(r"field|info|attr|param|detail|spec|contact|prop", element.get("class", ""), re.I)
    )


def read_fields(element: HtmlElement) -> dict[str, str]:
    """Labels with their values of one table or list."""
    return dict(_pairs(element))


def _pairs(element: HtmlElement) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    if element.tag == "dl":
        label = ""
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                label = line_of(child)
            elif label:
                pairs.append((_clean(label), text_of(child)))
        return [p for p in pairs if p[0] and p[1]]
    if element.tag == "table":
        for row in element.iter("tr"):
            cells = [c for c in row if c.tag in ("td", "th")]
            if len(cells) not in (2, 4):
                continue
            for left, right in zip(cells[::2], cells[1::2], strict=False):
                label, value = line_of(left), text_of(right)
                is_label = left.tag == "th" or label.endswith((":", "：")) or right.tag == "td"
                if (
                    is_label
                    and 0 < len(label) <= 40
                    and right.tag == "td"
                    and value
                    and len(value) <= 400
                ):
                    pairs.append((_clean(label), value))
        return pairs
    if element.tag not in _TABLES:
        bold = _bold_pairs(element)
        if len(bold) >= 2:
            return bold
        if len(element) == 2 and _starts_with_label(element) and len(element[1]) == 0:
            value = text_of(element[1])
            return [(_clean(line_of(element[0])), value)] if 0 < len(value) <= 400 else []
        rows = [row for row in element if isinstance(row.tag, str) and len(row) == 2]
        by_class = _told_by_class([row for row in element if isinstance(row.tag, str)])
        told = [
            (_clean(line_of(r[0])), text_of(r[1])) for r in rows
            if by_class or _starts_with_label(r)
        ]  # fmt: skip
        return [(label, value) for label, value in told if label and 0 < len(value) <= 400]
    if len(bold := _items_in_bold(element)) >= _ROWS_TOLD:
        return bold
    rows = [item[0] for item in element if len(item) == 1 and len(item[0]) == 2]
    if len(rows) == len(element) and _told_by_class(rows):
        return [(_clean(line_of(row[0])), text_of(row[1])) for row in rows]
    for item in element:
        if item.tag != "li":
            continue
        match = _FIELD_LINE.match(line_of(item))
        label = one_line(item.text)
        if len(item) == 1 and label and len(label) <= 30 and not one_line(item[0].tail):
            value = line_of(item[0])
            if 0 < len(value) <= 80 and item[0].tag in ("span", "b", "strong", "em"):
                pairs.append((_clean(label), value))
        elif match:
            pairs.append((_clean(match.group(1)), match.group(2).strip()))
    return pairs


def _items_in_bold(element: HtmlElement) -> list[tuple[str, str]]:
    """Labels in bold with the text after each, where all items of a list are built so."""
    items = [item for item in element if item.tag == "li"]
    pairs = [
        (_clean(line_of(item[0])), one_line(item[0].tail)) for item in items
        if len(item) == 1 and item[0].tag in (*_BOLD, "label") and not one_line(item.text)
    ]  # fmt: skip
    fits = all(0 < len(label) <= 24 and 0 < len(value) <= 80 for label, value in pairs)
    return pairs if fits and len(pairs) == len(items) else []


def lines_with_fields(text: str) -> dict[str, str]:
    """Labelled lines of a plain text (数量：2000件, Budget: $400), where there are several."""
    found: dict[str, str] = {}
    for line in text.splitlines()[:60]:
        match = _FIELD_LINE.match(line)
        if match and len(match.group(2)) <= 120 and not match.group(2).startswith("//"):
            found.setdefault(_clean(match.group(1)), match.group(2).strip())
    return dict(list(found.items())[:20]) if len(found) >= 2 else {}


def _clean(label: str) -> str:
    return re.sub(r"[\s:：]+$", "", label).strip()
