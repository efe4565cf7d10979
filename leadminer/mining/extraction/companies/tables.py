"""Companies in rows of tables whose first row says what their columns hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml.html import HtmlElement

from leadminer.mining.extraction.companies.blocks import Block
from leadminer.mining.extraction.companies.chrome import within
from leadminer.mining.extraction.companies.lines import Labelled, labelled_of, pieces_of
from leadminer.mining.extraction.companies.names import Candidate, name_in
from leadminer.mining.extraction.companies.pieces import Piece
from leadminer.mining.extraction.html.texts import line_of
from leadminer.mining.extraction.places.addresses import absolute
from leadminer.mining.extraction.values.company_labels import role_of

_ROWS_MAX: Final = 1000  # that a cell may reach down
_VALUE: Final = re.compile(r"[\d@:：]")


def table_rows(
    body: HtmlElement, chrome: set[HtmlElement], base: str
) -> tuple[list[Block], set[HtmlElement]]:
    """Rows of tables whose first row says what their columns hold; and those tables."""
    found: list[Block] = []
    used: set[HtmlElement] = set()
    for table, rows in _tables(body):
        if len(rows) < 2 or within(table, chrome):
            continue
        labels = [line_of(c) for c in _cells(rows[0])]
        roles = [role_of(label) for label in labels]
        if len(labels) < 2 or not ({"phone", "mobile", "email", "site"} & set(roles)):
            continue
        if any(r in ("phone", "email") for r in roles[:1]):
            continue  # labels stand in the first column, not in the first row
        grid = zip(rows, _grid(rows), strict=True)
        blocks = [
            b
            for r, cells in grid
            if r is not rows[0] and (b := _row(r, cells, labels, roles, base))
        ]
        if blocks:
            found += blocks
            used.add(table)
    return found, used


def _tables(body: HtmlElement) -> Iterator[tuple[HtmlElement, list[HtmlElement]]]:
    """Tables with their rows, and what is built of other elements as tables are."""
    for table in body.iter("table"):
        rows = [r for r in table.iter("tr") if len(r) and next(r.iterancestors("table")) is table]
        inside = {next(t.iterancestors("tr"), None) for t in table.iter("table") if t is not table}
        if len(inside) * 2 < len(rows) and not inside & {*rows[:1]}:  # a pager, no layout
            yield table, [r for r in rows if r not in inside]
    for element in body.iter("div", "ul", "ol", "section"):
        if len(element) < 3 or not 2 <= len(element[0]) <= 12:
            continue
        if element[0].tag != element[1].tag or len(element[0]) != len(element[1]):
            continue
        if all(len(cell) <= 1 and isinstance(cell.tag, str) for cell in element[0]) and not (
            _VALUE.search(line_of(element[0]))  # labels with their values are no heads of columns
        ):
            yield element, [row for row in element if row.tag == element[0].tag]


def _cells(row: HtmlElement) -> list[HtmlElement]:
    return [c for c in row if c.tag in ("td", "th")] if row.tag == "tr" else list(row)


def _grid(rows: list[HtmlElement]) -> list[list[HtmlElement]]:
    """The cells of each row, with those that reach down from a row above (HTML 4.9.12)."""
    found: list[list[HtmlElement]] = []
    down: dict[int, tuple[HtmlElement, int]] = {}  # by column: the cell, rows it still reaches
    for row in rows:
        cells = _cells(row)
        for column in sorted(down):
            cell, left = down.pop(column)
            if column <= len(cells):
                cells.insert(column, cell)
            if left > 1:
                down[column] = (cell, left - 1)
        for column, cell in enumerate(cells):
            reach = cell.get("rowspan") or ""
            if (
                reach.isdecimal()
                and len(reach) <= 4
                and 1 < int(reach) <= _ROWS_MAX
                and column not in down
                and cell.getparent() is row
            ):
                down[column] = (cell, int(reach) - 1)
        found.append(cells)
    return found


def _row(
    row: HtmlElement,
    cells: list[HtmlElement],
    labels: list[str],
    roles: list[str | None],
    base: str,
) -> Block | None:
    if len(cells) != len(labels):
        return None
    pieces: list[Piece] = []
    labelled: list[Labelled] = []
    name: Candidate | None = None
    for n, (cell, label, role) in enumerate(zip(cells, labels, roles, strict=True)):
        here = pieces_of(cell)
        pieces += here
        text = "\n".join(p.text for p in here)
        if role == "name" or (role is None and "name" not in roles and name is None):
            found = name_in(cell, here, [], base)
            if found is not None and not re.fullmatch(r"\d+", text):
                # a cell of several lines tells more than the name
                whole = found.text if len({p.line for p in here}) > 1 else line_of(cell)
                name = name or Candidate(whole, found.weight, found.link or _link(cell, base))
                continue
        inner = [one for one in labelled_of(here) if one.role not in ("other", "name")]
        if len(inner) > 1 or (inner and inner[0].role == "fax"):
            labelled += inner
        elif text:
            labelled.append(
                Labelled(role or "other", label, inner[0].value if inner else text, [cell])
            )
        del n
    if name is None:
        return None
    return Block(row, pieces, labelled, name, is_row=True, marked=True)


def _link(cell: HtmlElement, base: str) -> str:
    return next((u for a in cell.iter("a") if (u := absolute(base, a.get("href")))), "")
