"""JSON lines to scoring texts and judgements to JSON lines: the contract of ``intent score``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from leadminer.base.errors import InvalidInput
from leadminer.scoring.records import Judgement, Reason, ScoringText


def texts_in(path: Path) -> Iterator[ScoringText]:
    """Scoring texts of a JSONL file, one at a time.

    Raises InvalidInput, for a bad line naming its number.
    """
    try:
        with path.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield text_of(line, f"{path.name} line {number}")
    except FileNotFoundError:
        raise InvalidInput(f"there is no file {path}") from None
    except IsADirectoryError:
        raise InvalidInput(f"{path} is a folder: name a JSONL file") from None
    except UnicodeDecodeError as error:
        raise InvalidInput(f"{path.name} is not UTF-8 text: {error.reason}") from error


def text_of(line: str, where: str) -> ScoringText:
    """One line as a scoring text; raises ``InvalidInput`` beginning with ``where``."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(f"{where}: not a JSON object ({error})") from error
    if not isinstance(row, dict):
        raise InvalidInput(f"{where}: a JSON object expected")
    for name in ("id", "text"):
        if name not in row:
            raise InvalidInput(f'{where}: "{name}" is missing')
    if not isinstance(row["id"], str | int) or isinstance(row["id"], bool):
        raise InvalidInput(f'{where}: "id" must be a string or a number')
    if not isinstance(row["text"], str):
        raise InvalidInput(f'{where}: "text" must be a string')
    for name in ("title", "lang", "source", "url"):
        if row.get(name) is not None and not isinstance(row[name], str):
            raise InvalidInput(f'{where}: "{name}" must be a string')
    return replace(
        place_of(row, where),
        id=str(row["id"]),
        text=row["text"],
        title=row.get("title") or "",
        lang=row.get("lang") or None,
        source=row.get("source") or None,
    )


def place_of(row: dict[str, Any], where: str) -> ScoringText:
    """The section, address and fields of a line, as a text that says nothing yet."""
    return ScoringText(
        id="",
        text="",
        url=row.get("url") or None,
        section=_section(row.get("section"), where),
        fields=_fields(row.get("fields"), where),
    )


def _section(value: Any, where: str) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple(str(part) for part in value if part is not None)
    raise InvalidInput(f'{where}: "section" must be a list of strings')


def _fields(value: Any, where: str) -> dict[str, str]:
    if value is None:
        return {}
    if isinstance(value, dict):
        return {str(label): str(entry) for label, entry in value.items() if entry is not None}
    raise InvalidInput(f'{where}: "fields" must be an object of label and value')


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "span": [reason.start, reason.end],
        "text": reason.text,
        "weight": round(reason.weight, 4),
        "label": reason.label,
    }


def line_of(text: ScoringText, judgement: Judgement) -> str:
    """The answer to one text.  ``reasons`` quote ``text``; those of other parts name theirs."""
    return json.dumps(
        {
            "id": text.id,
            "score": round(judgement.score, 6),
            "probability": round(judgement.probability, 4),
            "class": judgement.intent_class,
            "intent": judgement.intent,
            "strength": judgement.strength,
            "lang": judgement.lang,
            "reasons": [_reason(r) for r in judgement.reasons if r.field == "text"],
            "reasons_elsewhere": [
                {"field": r.field, **_reason(r)} for r in judgement.reasons if r.field != "text"
            ],
            "rest": round(judgement.rest, 4),
            "log_odds": round(judgement.log_odds, 4),
            "note": judgement.confidence_note,
            "model": judgement.model_version,
        },
        ensure_ascii=False,
    )
