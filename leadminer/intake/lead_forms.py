"""The answers of an ad's lead form, as ad platforms post them, made a signal as any other.

Form: {"lead_id", "user_column_data": [{"column_id", "column_name", "string_value"}], "form_id",
"campaign_id", "is_test", "google_key"} (Google Ads, webhook integration of lead forms, API 1.0).
What is not a way to reach the person is an answer: it is text and a labelled field.
"""

from __future__ import annotations

from typing import Any, Final

from leadminer.base.errors import InvalidInput
from leadminer.base.ids import content_hash

COLUMNS_MAX: Final = 60
_VALUE_MAX: Final = 2_000
_NAMES: Final = {
    "FULL_NAME": "author",
    "EMAIL": "email",
    "WORK_EMAIL": "email",
    "PHONE_NUMBER": "phone",
    "WORK_PHONE": "phone",
    "COUNTRY": "country",
}
# said of the person, not of what they need: kept as fields, not as words
_ABOUT: Final = frozenset(
    {"COMPANY_NAME", "JOB_TITLE", "CITY", "REGION", "POSTAL_CODE", "STREET_ADDRESS"}
)


def signal_of_form(sent: Any, *, need: str = "") -> dict[str, Any]:
    """The signal of one lead form; `need`: what the form is about, where its answers do not say.

    One lead is one signal, however often it is posted. Raises InvalidInput for what is none.
    """
    columns = sent.get("user_column_data") if isinstance(sent, dict) else None
    lead_id = str(sent.get("lead_id") or "").strip() if isinstance(sent, dict) else ""
    if not isinstance(columns, list) or not lead_id or len(columns) > COLUMNS_MAX:
        raise InvalidInput(f"send lead_id and user_column_data with at most {COLUMNS_MAX} columns")
    signal: dict[str, Any] = {
        "url": f"import:{content_hash(f'lead form {lead_id}')[:32]}",
        "title": need.strip()[:500],
        "is_test": sent.get("is_test") or False,
    }
    fields: dict[str, str] = {}
    answers, names = [], {}
    for column in columns:
        if not isinstance(column, dict):
            continue
        code = str(column.get("column_id") or "").strip().upper()
        label = str(column.get("column_name") or column.get("column_id") or "").strip()[:80]
        value = str(column.get("string_value") or "").strip()[:_VALUE_MAX]
        if not value:
            continue
        if code in ("FIRST_NAME", "LAST_NAME"):
            names[code] = value
        elif code in _NAMES:
            signal.setdefault(_NAMES[code], value)
        elif label:
            fields[label] = value[:500]
            if code not in _ABOUT:
                answers.append(f"{label}: {value}")
    for name in ("form_id", "campaign_id"):
        if isinstance(sent.get(name), str | int) and sent[name]:
            fields[name] = str(sent[name])[:80]
    if names:
        signal.setdefault("author", " ".join(names[k] for k in sorted(names)))
    return signal | {"text": "\n".join(answers), "fields": fields}
