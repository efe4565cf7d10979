"""Leads as files: CSV, XLSX, JSONL. Read page by page, so that any number fits into memory.

A cell that a spreadsheet would take for a formula is written so that it is text: strangers wrote
these sentences.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, TextIO

import xlsxwriter

from leadminer.base.errors import InvalidInput
from leadminer.leads import queries as leads
from leadminer.leads.checklist import ITEMS
from leadminer.reports.leads import PAGE_MAX, LeadFilters, LeadRow, lead_rows
from leadminer.store import Session

COLUMNS = (
    *("id", "state", "rank", "intent", "fit", "reachability", "timeliness", "intent_class"),
    *("title", "text", "author", "url", "host", "posted", "lang", "country", "offer", "merchant"),
    *ITEMS,
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
CELL_MAX = 32_767  # characters a spreadsheet cell holds


def objects(session: Session, filters: LeadFilters | None = None) -> Iterator[dict[str, Any]]:
    """Leads by rank, best first, one plain object each."""
    after: str | None = None
    while True:
        page = lead_rows(session, filters, after=after, limit=PAGE_MAX)
        for row in page.rows:
            yield as_object(session, row)
        after = page.after
        if after is None:
            return


def as_object(session: Session, row: LeadRow) -> dict[str, Any]:
    """One lead as a plain object with the keys of COLUMNS."""
    lead, signal = row.lead, row.signal
    assert lead.id is not None
    known = leads.checklist(session, lead.id)
    return {
        "id": lead.id,
        "state": lead.state,
        "rank": round(lead.rank, 4),
        "intent": round(lead.intent, 4),
        "fit": round(lead.fit, 4),
        "reachability": round(lead.reachability, 4),
        "timeliness": round(lead.timeliness, 4),
        "intent_class": row.judgement.intent_class,
        "title": signal.title,
        "text": signal.text,
        "author": signal.author or "",
        "url": signal.url,
        "host": row.host,
        "posted": signal.posted_at.isoformat() if isinstance(signal.posted_at, datetime) else "",
        "lang": lead.lang,
        "country": lead.country or "",
        "offer": row.offer.slug,
        "merchant": row.merchant.slug,
        **{item: known[item].value if item in known else "" for item in ITEMS},
    }


def neutral(value: Any) -> Any:
    """A cell that no spreadsheet runs: text that begins like a formula gets an apostrophe."""
    if isinstance(value, str) and value.lstrip(" ").startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


def write_leads(session: Session, path: Path, filters: LeadFilters | None = None) -> int:
    """Write leads to a file whose ending tells the kind: .csv .xlsx .jsonl. Returns how many.

    The file appears only when it is whole. Raises InvalidInput for another ending, or a folder
    that cannot be written to.
    """
    kind = path.suffix.lower()
    if kind not in (".csv", ".xlsx", ".jsonl"):
        raise InvalidInput(f"{path.name}: give a file that ends in .csv, .xlsx or .jsonl")
    part = path.with_name(f"{path.stem}.part{kind}")
    rows = objects(session, filters)
    try:
        if kind == ".xlsx":
            count = _write_xlsx(part, rows)
        else:
            # spreadsheets take a CSV without this mark for a Windows code page
            encoding = "utf-8-sig" if kind == ".csv" else "utf-8"
            with part.open("w", encoding=encoding, newline="") as out:
                count = write_csv(out, rows) if kind == ".csv" else write_jsonl(out, rows)
        part.replace(path)
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise InvalidInput(f"{path} cannot be written: {error}") from None
    return count


def write_csv(out: TextIO, rows: Iterator[dict[str, Any]]) -> int:
    """Rows as CSV, formulas neutralised. Returns how many."""
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    count = 0
    for row in rows:
        writer.writerow({name: neutral(value) for name, value in row.items()})
        count += 1
    return count


def write_jsonl(out: TextIO, rows: Iterator[dict[str, Any]]) -> int:
    """Rows as JSON, one object a line. Returns how many."""
    count = 0
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def _write_xlsx(path: Path, rows: Iterator[dict[str, Any]]) -> int:
    count = 0
    with xlsxwriter.Workbook(str(path), {"constant_memory": True}) as book:
        sheet = book.add_worksheet("leads")
        sheet.freeze_panes(1, 0)
        sheet.write_row(0, 0, COLUMNS, book.add_format({"bold": True}))
        for count, row in enumerate(rows, start=1):
            for index, name in enumerate(COLUMNS):
                value = row[name]
                if isinstance(value, str):  # as text, whatever it looks like
                    sheet.write_string(count, index, value[:CELL_MAX])
                else:
                    sheet.write_number(count, index, value)
    return count
