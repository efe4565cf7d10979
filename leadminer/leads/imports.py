"""Rows of a file (CSV or JSONL) as signals: what an operator knows already comes in by this door.

Every row gets an outcome of its own; a bad row never stops the others. The rows are judged,
linked and fitted afterwards like everything else, so that an imported lead has its evidence, too.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlmodel import col, select

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import content_hash
from leadminer.leads.tables import Judgement, Lead
from leadminer.prospects.identity import IMPORT
from leadminer.prospects.rules import normalise
from leadminer.signals.queries import source_of_host
from leadminer.signals.rules import signal_key
from leadminer.signals.tables import Signal
from leadminer.store import Session

HOST = "import.local"
COLUMNS = ("title", "text", "author", "url", "posted", "lang", "country", "email", "phone")
TEXT_MAX = 100_000


@dataclass(slots=True)
class RowOutcome:
    """What became of one row: its line in the file, the outcome, and the ids it led to."""

    line: int
    outcome: str  # new known error, and after judging: lead, no_lead
    detail: str = ""
    signal_id: int | None = None
    lead_id: int | None = None


def read_rows(path: Path) -> Iterator[tuple[int, dict[str, str] | str]]:
    """(line, row) of a CSV or JSONL file; a line that cannot be read gives its error instead.

    The kind is told by the ending. Raises InvalidInput when the file as a whole cannot be used.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path} is not UTF-8 (byte {error.start}): save it as UTF-8") from None
    if path.suffix.lower() in (".jsonl", ".ndjson", ".json"):
        yield from _json_rows(text)
    elif path.suffix.lower() in (".csv", ".tsv"):
        yield from _csv_rows(text, "\t" if path.suffix.lower() == ".tsv" else ",")
    else:
        raise InvalidInput(f"{path.name}: give a file that ends in .csv or .jsonl")


def _json_rows(text: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    for line, part in enumerate(text.split("\n"), start=1):
        if not part.strip():
            continue
        try:
            row = json.loads(part)
        except ValueError as error:
            yield line, f"is no JSON: {error}"
            continue
        if not isinstance(row, dict):
            yield line, "is no JSON object"
            continue
        yield line, {str(k): "" if v is None else str(v) for k, v in row.items()}


def _csv_rows(text: str, delimiter: str) -> Iterator[tuple[int, dict[str, str] | str]]:
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter)
    header = [name.strip().lower() for name in reader.fieldnames or []]
    if not {"title", "text"} & set(header):
        known = ", ".join(COLUMNS)
        raise InvalidInput(f"the first line names no column title or text; columns: {known}")
    reader.fieldnames = header
    try:
        for row in reader:
            extra = None in row
            values = {str(k): (v or "") for k, v in row.items() if k is not None}
            yield reader.line_num, "has more cells than columns" if extra else values
    except csv.Error as error:
        yield reader.line_num, f"is no CSV: {error}"


def import_rows(
    session: Session, rows: Iterator[tuple[int, dict[str, str] | str]], *, name: str, now: datetime
) -> list[RowOutcome]:
    """Bring rows in as signals; a row that was brought in before is known. Flushes, row by row."""
    source = source_of_host(session, HOST, now=now)
    outcomes = []
    for line, row in rows:
        if isinstance(row, str):
            outcomes.append(RowOutcome(line, "error", row))
            continue
        try:
            signal = _signal(row, source_id=source.id or 0, name=name, line=line, now=now)
        except InvalidInput as error:
            outcomes.append(RowOutcome(line, "error", error.message))
            continue
        known = session.exec(select(Signal).where(Signal.key == signal.key)).first()
        if known is not None:
            outcomes.append(RowOutcome(line, "known", "brought in before", known.id))
            continue
        session.add(signal)
        session.flush()
        outcomes.append(RowOutcome(line, "new", "", signal.id))
    return outcomes


def tell_leads(session: Session, outcomes: list[RowOutcome]) -> None:
    """After judging: which rows became leads, and why the others did not."""
    ids = [outcome.signal_id for outcome in outcomes if outcome.signal_id is not None]
    leads = session.exec(select(Lead).where(col(Lead.signal_id).in_(ids))).all()
    verdicts = session.exec(select(Judgement).where(col(Judgement.signal_id).in_(ids))).all()
    lead_of = {lead.signal_id: lead for lead in leads}
    verdict_of = {verdict.signal_id: verdict for verdict in verdicts}
    for outcome in outcomes:
        if outcome.signal_id is None or outcome.outcome == "known":
            continue
        lead, verdict = lead_of.get(outcome.signal_id), verdict_of.get(outcome.signal_id)
        if lead is not None:
            outcome.outcome, outcome.lead_id, outcome.detail = "lead", lead.id, lead.state
        elif verdict is not None:
            said = f"score {verdict.score:.2f}, class {verdict.intent_class}"
            outcome.outcome, outcome.detail = "no_lead", f"{said}, or no offer serves it"


def _signal(row: dict[str, str], *, source_id: int, name: str, line: int, now: datetime) -> Signal:
    title, text = row.get("title", "").strip(), row.get("text", "").strip()
    if not (title or text):
        raise InvalidInput("has neither title nor text")
    if len(text) > TEXT_MAX:
        raise InvalidInput(f"its text is longer than {TEXT_MAX} characters")
    country = row.get("country", "").strip().upper()
    author = row.get("author", "").strip()
    words = content_hash(f"{author}\n{title}\n{text}")
    url = row.get("url", "").strip() or f"import:{words[:32]}"
    contacts = []
    for kind in ("email", "phone"):
        raw = row.get(kind, "").strip()
        value = normalise(kind, raw, region=country or None)
        if raw and not value:
            raise InvalidInput(f"{raw!r} is no {'e-mail address' if kind == 'email' else 'number'}")
        if value:
            contacts.append(
                {"kind": kind, "value": value, "raw": raw, "owner": "personal", "method": IMPORT}
            )
    known: dict[str, Any] = {
        "fields": {"country": country} if country else {},
        "contacts": contacts,
    }
    return Signal(
        key=signal_key("post", url),
        kind="post",
        source_id=source_id,
        url=url,
        author=author or None,
        title=title,
        text=text,
        text_hash=content_hash(text),
        posted_at=_time(row.get("posted", "").strip(), now),
        lang=row.get("lang", "").strip() or None,
        fetched_at=now,
        http_status=200,
        content_hash=content_hash(json.dumps(row, sort_keys=True, ensure_ascii=False)),
        quote_end=len(text),
        spider=IMPORT,
        spider_version=f"{name}:{line}"[:40],
        first_seen_at=now,
        last_seen_at=now,
        **known,
    )


def _time(text: str, now: datetime) -> datetime:
    if not text:
        return now
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise InvalidInput(
            f"posted {text!r} is no time: write it as 2026-11-03T09:30+08:00"
        ) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
