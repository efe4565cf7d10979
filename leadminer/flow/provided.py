"""What a provider answers is a stranger's text: only what is plainly a company's value is taken."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final
from urllib.parse import urlsplit

from leadminer.base.private_addresses import is_private_host
from leadminer.mining.extraction.values.emails import one_email, owner_of
from leadminer.mining.extraction.values.phones import read_phone
from leadminer.prospects.providers import Told
from leadminer.signals.company_values import ASKED_FIELDS

VALUES_MAX: Final = 20
VALUE_MAX: Final = 300
SOURCE_MAX: Final = 500
SURE_MAX: Final = 0.95  # nobody is surer than a page's own markup
_CONTROL: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff\ud800-\udfff]"
)
_LEI: Final = re.compile(r"[A-Z0-9]{18}[0-9]{2}")


def checked(answer: Any, *, country: str) -> list[dict[str, Any]]:
    """The values of an answer that can be kept: {"field", "value", "source", "confidence"}.

    `country`: where the company is, for national spellings of numbers. Left out is what is of
    another type, unknown, empty, too long, and an e-mail address that is not plainly a role's.
    Raises ValueError when the answer as a whole is no list of Told.
    """
    if not isinstance(answer, list | tuple):
        raise ValueError("no list")
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for told in answer[:VALUES_MAX]:
        if not isinstance(told, Told):
            raise ValueError("not Told")
        row = _row(told, country)
        if row is not None:
            found.setdefault((row["field"], row["value"]), row)
    return list(found.values())


def _row(told: Told, country: str) -> dict[str, Any] | None:
    texts = (told.field, told.value, told.source)
    if not all(isinstance(text, str) for text in texts) or told.field not in ASKED_FIELDS:
        return None
    sure = told.confidence
    if not isinstance(sure, int | float) or isinstance(sure, bool) or not 0.0 < sure <= 1.0:
        return None
    text = " ".join(_CONTROL.sub(" ", told.value[: VALUE_MAX * 2]).split())
    value = _normal(told.field, text, country) if 0 < len(text) <= VALUE_MAX else ""
    if not value or not _is_public(told.source):
        return None
    return {
        "field": told.field, "value": value, "source": told.source,
        "confidence": min(float(sure), SURE_MAX),
    }  # fmt: skip


def _normal(field: str, text: str, country: str) -> str:
    if field == "email":
        address = one_email(text) or ""
        return address if address and owner_of(address) == "role" else ""
    if field == "phone":
        phone = read_phone(text, [country or None], valid_only=True)
        return phone.e164 if phone else ""
    if field == "site":
        return text if _is_public(text) else ""
    if field == "country":
        return text.upper() if re.fullmatch(r"[A-Za-z]{2}", text) else ""
    if field == "lei":
        return text.upper() if _LEI.fullmatch(text.upper()) else ""
    return text


def _is_public(url: str) -> bool:
    if len(url) > SOURCE_MAX or _CONTROL.search(url) or " " in url:
        return False
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and "." in host and not is_private_host(host)


def told_fields(rows: Iterable[dict[str, Any]]) -> list[str]:
    """The fields an answer is about, in the order of their rank."""
    fields = {row["field"] for row in rows}
    return [field for field in ASKED_FIELDS if field in fields]
