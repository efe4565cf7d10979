"""What a page tells of a company, as values with the way each was found and how sure that is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from leadminer.mining.extraction.values.items import Company
from leadminer.mining.extraction.values.phones import country_of_number
from leadminer.signals.company_values import FIELDS, chosen, extension_of, merged

# how sure a value is, by the way it was found
_CONFIDENCE: Final = {
    "jsonld": 0.95, "microdata": 0.95, "rdfa": 0.95, "microformats": 0.95, "markup": 0.95,
    "api": 0.95, "overpass": 0.95, "selectors": 0.95, "import": 0.95, "label": 0.9, "tel": 0.9,
    "mailto": 0.9, "json": 0.85, "popup": 0.85, "heading": 0.8, "blocks": 0.8, "labels": 0.75,
    "obfuscated": 0.8, "text": 0.7, "link": 0.7, "click": 0.8, "mobile": 0.6, "look": 0.5,
}  # fmt: skip
# how sure a country is, by its reason
_COUNTRY: Final = {
    "stated": 0.95, "address": 0.9, "number": 0.8, "postcode": 0.75, "setting": 0.7, "domain": 0.6,
    "tag": 0.5, "entries": 0.5, "language": 0.4,
}  # fmt: skip
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_VALUE_MAX: Final = 300
_VALUES_MAX: Final = 60


def tell(company: Company, field: str, value: str, method: str, *, raw: str = "") -> None:
    """Keep that a page tells this of a company, and how it was found (see _CONFIDENCE)."""
    if value and len(company.values) < _VALUES_MAX:
        company.values.append(_value(field, value, method, raw=raw))


def tell_country(company: Company, regions: Mapping[str, str], *, stated: str | None) -> None:
    """Where a company is, with the reason: what is stated, its number, what else speaks for it.

    `regions`: countries that may be meant, the likeliest first, each with its reason.
    """
    for country, why in regions.items():
        if why in ("stated", "address") or country == stated:
            _tell_country(company, country, why if why in ("stated", "address") else "stated")
    number = country_of_number(company.phone) if company.phone else None
    if number:
        _tell_country(company, number, "number")
    first = next(iter(regions.items()), None)
    if first and not any(v["field"] == "country" for v in company.values):
        _tell_country(company, *first)
    company.country = next(
        (v["value"] for f, v in chosen(company.values).items() if f == "country"), None
    )


def list_values(company: Company) -> None:
    """See to it that each field of a company stands among its values."""
    have = {(v["field"], v["value"]) for v in company.values}
    for contact in company.contacts:
        if contact.kind in ("phone", "email") and (contact.kind, contact.value) not in have:
            have.add((contact.kind, contact.value))
            told = _value(contact.kind, contact.value, contact.method, raw=contact.raw)
            if contact.extension:
                told["extension"] = contact.extension
            company.values.append(told)
    told_fields = {v["field"] for v in company.values}
    for field in FIELDS:
        value = str(getattr(company, field) or "")
        if value and (field, value) not in have and (field not in told_fields or field == "name"):
            company.values.append(_value(field, value, company.method or "text"))
    del company.values[_VALUES_MAX:]


def observed(company: Company, source: str, observed_at: str) -> None:
    """Say of each value which page told it, and when that was read (ISO 8601)."""
    list_values(company)
    for value in company.values:
        value.setdefault("source", source)
        value.setdefault("observed_at", observed_at)
    _decide(company)


def join(known: Company, other: Company) -> None:
    """What two readings tell of one company; of each field that counts which the rule chooses."""
    list_values(known)
    list_values(other)
    known.values = merged(known.values, other.values)[:_VALUES_MAX]
    _decide(known)


def _decide(company: Company) -> None:
    for field, value in chosen(company.values).items():
        setattr(company, field, value["value"])
    company.extension = extension_of(company.values, company.phone)


def _tell_country(company: Company, country: str, why: str) -> None:
    told = _value("country", country, why)
    told["confidence"], told["reason"] = _COUNTRY.get(why, 0.4), why
    company.values.append(told)


def _value(field: str, value: str, method: str, *, raw: str = "") -> dict[str, Any]:
    found: dict[str, Any] = {
        "field": field, "value": _CONTROL.sub("", value)[:_VALUE_MAX], "method": method,
        "confidence": _CONFIDENCE.get(method, 0.7),
    }  # fmt: skip
    if raw and raw != value:
        found["raw"] = _CONTROL.sub("", raw)[:120]
    return found
