"""A statement as rows: XLSX for people, CSV for machines. No text is ever taken for a formula."""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from leadminer.base.money import EXPONENTS, plain
from leadminer.base.rates import Rate
from leadminer.reports.documents.texts import Reader

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
COLUMNS = [
    "statement",
    "period",
    "merchant",
    "deal_id",
    "title",
    "won_on",
    "booked",
    "kind",
    "currency",
    "value",
    "rate_percent",
    "commission",
    "held",
    "held_until",
    "due",
    "handoff_id",
    "lead_id",
    "signal_id",
    "quote",
    "url",
    "fetched_at",
    "content_hash",
    "quote_hash",
    "entry_seq",
    "entry_hash",
    "link",
]


def harmless(text: str) -> str:
    """Text a spreadsheet shows and never runs."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_bytes(content: dict[str, Any]) -> bytes:
    """One line a ledger entry: plain decimals, ISO dates, UTF-8 with a mark for spreadsheets."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    base = content["issuer"]["base_url"].rstrip("/")
    for line in content["lines"]:
        decimals = EXPONENTS[line["currency"]]
        row = {
            **line,
            "statement": content["number"],
            "period": content["period"],
            "merchant": content["merchant"]["name"],
            "value": plain(line["value_minor"], decimals),
            "rate_percent": Rate(line["rate_bp"]).percent(),
            "commission": plain(line["commission_minor"], decimals),
            "held": plain(line["held_minor"], decimals),
            "due": plain(line["due_minor"], decimals),
            "link": f"{base}{line['path']}",
        }
        amounts = ("value", "commission", "held", "due")
        writer.writerow(
            [row[name] if name in amounts else harmless(str(row[name] or "")) for name in COLUMNS]
        )
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8")


# heading, what it holds, width in characters
_SHEET = (
    ("deal", "deal_id", 9),
    ("title", "title", 26),
    ("date", "won_on", 12),
    ("booked", "booked", 12),
    ("kind", "kind", 12),
    ("value", "value_minor", 15),
    ("rate", "rate_bp", 9),
    ("commission", "commission_minor", 14),
    ("held", "held_minor", 13),
    ("held_until", "held_until", 12),
    ("due", "due_minor", 14),
    ("began", "quote", 60),
    ("url", "url", 40),
    ("handoff", "handoff_id", 9),
    ("lead", "lead_id", 9),
    ("signal", "signal_id", 9),
    ("fetched", "fetched_at", 20),
    ("content_hash", "content_hash", 66),
    ("quote_hash", "quote_hash", 66),
)
_DATES = ("won_on", "booked", "held_until")


def xlsx_bytes(content: dict[str, Any]) -> bytes:
    """A workbook: one sheet a currency, headings in the merchant's language, links that open."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = Workbook(buffer, options)
    issued = datetime.fromisoformat(content["issued_at"]).astimezone(UTC).replace(tzinfo=None)
    reader = Reader(content["language"])
    book.set_properties(
        {
            "title": f"{reader.say('statement')} {content['number']}",
            "author": content["issuer"]["name"],
            "created": issued,
        }
    )
    for currency in content["totals"]:
        _sheet(book, content, reader, currency)
    book.close()
    return buffer.getvalue()


def _formats(book: Any, currency: str) -> dict[str, Any]:
    decimals = EXPONENTS[currency]
    number = "#,##0" + ("." + "0" * decimals if decimals else "")
    money = f"{number};[Red]−{number}"
    top = {"valign": "top"}
    return {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "muted": book.add_format({"font_color": "#667085"}),
        "head": book.add_format({"bold": True, "bottom": 1, "bg_color": "#F2F4F7", **top}),
        "text": book.add_format({"text_wrap": True, **top}),
        "plain": book.add_format(top),
        "date": book.add_format({"num_format": "yyyy-mm-dd", **top}),
        "money": book.add_format({"num_format": money, **top}),
        "rate": book.add_format({"num_format": "0.##%", **top}),
        "link": book.add_format({"font_color": "#0B62C4", "underline": 1, **top}),
        "sum": book.add_format({"bold": True, "top": 1}),
        "sum_money": book.add_format({"bold": True, "top": 1, "num_format": money}),
    }


def _sheet(book: Any, content: dict[str, Any], reader: Reader, currency: str) -> None:
    sheet = book.add_worksheet(currency)
    formats = _formats(book, currency)
    sheet.write_string(
        0, 0, f"{reader.say('statement')} · {reader.month(content['period'])}", formats["title"]
    )
    sheet.write_string(
        1,
        0,
        f"{content['merchant']['name']} · {reader.say('number')} {content['number']} ·"
        f" {reader.say('due_by', date=reader.day(content['due_on']))}",
        formats["muted"],
    )
    top = 3
    for column, (word, _, width) in enumerate(_SHEET):
        sheet.set_column(column, column, width)
        sheet.write_string(top, column, reader.say(word), formats["head"])
    base = content["issuer"]["base_url"].rstrip("/")
    lines = [line for line in content["lines"] if line["currency"] == currency]
    for row, line in enumerate(lines, start=top + 1):
        for column, (_, name, _) in enumerate(_SHEET):
            _cell(sheet, formats, (row, column), (name, line, base, reader))
    _sums(sheet, formats, (top, len(lines)), content["totals"][currency], currency)
    sheet.freeze_panes(top + 1, 2)
    sheet.autofilter(top, 0, top + max(len(lines), 1), len(_SHEET) - 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _cell(sheet: Any, formats: dict[str, Any], place: tuple[int, int], what: Any) -> None:
    name, line, base, reader = what
    value = line[name]
    if name == "deal_id" and base:
        sheet.write_url(*place, f"{base}{line['path']}", formats["link"], f"D-{value}")
    elif name == "deal_id":
        sheet.write_string(*place, f"D-{value}", formats["plain"])
    elif name == "url" and str(value).startswith(("http://", "https://")) and len(value) < 2000:
        sheet.write_url(*place, value, formats["link"], harmless(value))
    elif name == "kind":
        sheet.write_string(*place, reader.words.get(f"kind_{value}", value), formats["plain"])
    elif name in _DATES:
        if value:
            sheet.write_datetime(*place, date.fromisoformat(value), formats["date"])
    elif name == "rate_bp":
        sheet.write_number(*place, Decimal(value).scaleb(-4), formats["rate"])
    elif name.endswith("_minor"):
        amount = Decimal(value).scaleb(-EXPONENTS[line["currency"]])
        sheet.write_number(*place, amount, formats["money"])
    elif isinstance(value, int):
        sheet.write_number(*place, value, formats["plain"])
    else:
        sheet.write_string(*place, harmless(str(value)), formats["text"])


def _sums(
    sheet: Any,
    formats: dict[str, Any],
    place: tuple[int, int],
    totals: dict[str, int],
    currency: str,
) -> None:
    """The sums as formulas over the lines, with the stated sums as their kept values."""
    from xlsxwriter.utility import xl_range

    top, count = place
    row = top + 1 + count
    keys = {
        "value_minor": "value",
        "commission_minor": "commission",
        "held_minor": "held",
        "due_minor": "due",
    }
    for column, (_, name, _) in enumerate(_SHEET):
        if name not in keys:
            sheet.write_blank(row, column, None, formats["sum"])
            continue
        cells = xl_range(top + 1, column, top + count, column)
        kept = Decimal(totals[keys[name]]).scaleb(-EXPONENTS[currency])
        sheet.write_formula(row, column, f"=SUM({cells})", formats["sum_money"], kept)
