"""CSV, XLSX and JSON files row by row. Everything in them is hostile until it was looked at.

A row that cannot be read says so with its line and never stops the others; a file that cannot be
used as a whole raises InvalidInput before anything of it is kept.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import PurePath
from typing import Any

from leadminer.base.errors import InvalidInput
from leadminer.intake import columns
from leadminer.intake.charsets import read_text

CELL_MAX = 131_072  # characters
UNPACKED_MAX = 400 * 1024 * 1024
PARTS_MAX = 2000
COLUMNS_MAX = 500
_NO_ZIP = (zipfile.BadZipFile, NotImplementedError, OSError, EOFError, ValueError, zlib.error)
KINDS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".txt": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "jsonl",
}


@dataclass(slots=True)
class RawRow:
    """One row as it was read; `problem` is a code of states.REASONS for one that could not be."""

    line: int
    values: dict[str, Any] = field(default_factory=dict)
    problem: str = ""
    detail: str = ""


def kind_of(name: str) -> str:
    """csv, xlsx or jsonl by a file's ending. Raises InvalidInput."""
    kind = KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        raise InvalidInput(f"{PurePath(name).name}: give a file that ends in .csv .xlsx or .jsonl")
    return kind


def read_rows(body: bytes, kind: str, *, charset: str = "", rows_max: int) -> Iterator[RawRow]:
    """The rows of a file. Raises InvalidInput when the file as a whole cannot be used.

    `charset` is what an operator says; without it it is found out.
    """
    if kind == "xlsx":
        rows = _xlsx_rows(body)
    else:
        text = read_text(body, charset)
        rows = _json_rows(text) if kind == "jsonl" else _csv_rows(text)
    for number, row in enumerate(rows, start=1):
        if number > rows_max:
            raise InvalidInput(f"the file has more than {rows_max} rows: split it")
        yield row


def _json_rows(text: str) -> Iterator[RawRow]:
    if text.lstrip().startswith("["):
        yield from _json_array(text)
        return
    for line, part in enumerate(text.split("\n"), start=1):
        if part.strip():
            yield json_row(line, part)


def _json_array(text: str) -> Iterator[RawRow]:
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"the file is no JSON: {str(error)[:200]}") from None
    for line, value in enumerate(found, start=1):
        yield object_row(line, value)


def json_row(line: int, text: str) -> RawRow:
    """One line of a JSONL file."""
    try:
        return object_row(line, json.loads(text))
    except RecursionError:
        return RawRow(line, problem="nested")
    except ValueError as error:
        return RawRow(line, problem="not_json", detail=str(error))


def object_row(line: int, value: Any) -> RawRow:
    """One JSON object, its names read as headings of columns."""
    if not isinstance(value, dict):
        return RawRow(line, problem="not_object")
    names = columns.named([str(name) for name in value])
    return RawRow(line, dict(zip(names, value.values(), strict=True)))


def _csv_rows(text: str) -> Iterator[RawRow]:
    csv.field_size_limit(CELL_MAX)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    names: list[str] | None = None
    before = 0
    while True:
        line, before = before + 1, reader.line_num
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            before = reader.line_num
            if names is None:
                raise InvalidInput(f"the first line is no CSV: {error}") from None
            yield RawRow(line, problem="not_csv", detail=str(error))
            continue
        line, before = before + 1, reader.line_num
        if not any(cell.strip() for cell in cells[:1]) and len(cells) < 2:
            continue  # an empty line; one of separators only is a row that lacks everything
        if names is None:
            names = _named(cells)
        else:
            yield _row(line, names, list(cells))


def _delimiter(text: str) -> str:
    """What separates the cells of the first line that has any."""
    head = next((line for line in text[:20_000].splitlines() if line.strip()), "")
    found = max(",;\t|", key=lambda mark: len(next(csv.reader([head], delimiter=mark), [])))
    return found if found in head else ","


def _xlsx_rows(body: bytes) -> Iterator[RawRow]:
    from openpyxl import load_workbook  # only where a workbook is read
    from openpyxl.utils.exceptions import InvalidFileException

    _look_into(body)
    try:
        book = load_workbook(io.BytesIO(body), read_only=True, data_only=True, keep_links=False)
        sheet = book.worksheets[0] if book.worksheets else None
        if sheet is None:
            raise InvalidInput("the workbook has no sheet")
        sheet.reset_dimensions()  # what it says of its size may be a lie
        names: list[str] | None = None
        for line, values in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = [_cell(value) for value in values[:COLUMNS_MAX]]
            while cells and not cells[-1].strip():
                cells.pop()
            if not cells:
                continue
            if names is None:
                names = _named(cells)
            else:
                yield _row(line, names, cells)
    except InvalidInput:
        raise
    except (
        *(InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, IndexError, OSError),
        *(AttributeError, TypeError, SyntaxError, EOFError, OverflowError, NotImplementedError),
        *(RecursionError, zlib.error),
    ) as error:
        # what a broken or hand-made workbook makes the library stumble over
        raise InvalidInput(f"the workbook cannot be read: {type(error).__name__}") from None


def _look_into(body: bytes) -> None:
    """Refuse a workbook that unpacks to far more than it is, or holds a document type.

    ECMA-376 part 2 forbids document types in a package; they are how XML bombs are built.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            parts = archive.infolist()
            if len(parts) > PARTS_MAX or sum(part.file_size for part in parts) > UNPACKED_MAX:
                raise InvalidInput("the workbook unpacks to too much: save the sheet as CSV")
            for part in parts:
                if part.flag_bits & 1:
                    raise InvalidInput("the workbook is encrypted: save it without a password")
                if part.filename.endswith((".xml", ".rels")):
                    with archive.open(part) as opened:
                        head = opened.read(65_536).replace(b"\0", b"").upper()
                    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
                        raise InvalidInput("the workbook holds a document type, as none may")
    except _NO_ZIP as error:
        raise InvalidInput(
            f"this is no XLSX workbook ({type(error).__name__}): save it as .xlsx or .csv"
        ) from None


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)[:CELL_MAX]


def _named(cells: list[str]) -> list[str]:
    names = columns.named(cells)
    if not columns.WORDS & set(names):
        shown = ", ".join("".join(filter(str.isprintable, cell)).strip()[:30] for cell in cells[:8])
        raise InvalidInput(
            f"no column is a title or a text (found: {shown}): name the columns in the first line,"
            " e.g. title,text,author,email,phone,country,posted"
        )
    return names


def _row(line: int, names: list[str], cells: list[str]) -> RawRow:
    if any(cell.strip() for cell in cells[len(names) :]):
        return RawRow(line, problem="too_many_cells")
    return RawRow(line, dict(zip(names, cells, strict=False)))
