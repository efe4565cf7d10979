"""Legal names, addresses and identifiers of companies, from the register of LEIs (GLEIF, CC0).

One request a company: GET /lei-records by legal name and country. Free, no key, 60 a minute.
API: https://documenter.getpostman.com/view/7679680/SVYrrxuU
"""

from __future__ import annotations

import re
from typing import Any

from leadminer.sdk import AskedCompany, CompanyProvider, Told, Unanswered, Web, name_words

RECORDS_MAX = 20
_OPERATORS = re.compile(r'[,!*"<>]|\.\.+')  # in a filter: lists, noes, any letters, ranges
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?)+[^\W\d_]\b")  # S.A.
_LINKS = frozenset({"the", "and", "of"})
WRITTEN_OUT = 6  # letters of a legal form that is no abbreviation
# sole proprietors are people, funds and branches are not the company that was asked about
_COMPANIES = ("", "GENERAL")


class Provider(CompanyProvider):
    """The Global LEI Index. What it tells of a company: name, address, country, LEI."""

    name = "gleif"
    url = "https://api.gleif.org/api/v1"
    terms_url = "https://www.gleif.org/en/meta/lei-data-terms-of-use"
    ttl_days = 90
    pause_seconds = 1.0

    def ask(self, company: AskedCompany, web: Web) -> list[Told]:
        """The one active company of this name; of several nobody knows which it is."""
        asked = " ".join(_OPERATORS.sub(" ", company.name).split())
        if not asked or not name_words(company.name):
            return []
        params = {"filter[entity.legalName]": asked, "page[size]": str(RECORDS_MAX)}
        if company.country:
            params["filter[entity.legalAddress.country]"] = company.country
        answer = web.get(f"{self.base_url}/lei-records", params=params)
        records = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(records, list):
            raise Unanswered("not_the_api")
        found = [each for each in records[:RECORDS_MAX] if _is_it(each, company)]
        if len(found) != 1:
            return []
        return _told(found[0], 0.85 if company.country else 0.6)


def _part(record: Any, *path: str) -> Any:
    """What stands at a path of a record; None where it is of another shape."""
    for name in path:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def _text(record: Any, *path: str) -> str:
    value = _part(record, *path)
    return value.strip() if isinstance(value, str) else ""


def _is_it(record: Any, company: AskedCompany) -> bool:
    entity = _part(record, "attributes", "entity")
    here = _text(entity, "legalAddress", "country")
    return (
        _same_name(_text(entity, "legalName", "name"), company.name)
        and _text(entity, "status") == "ACTIVE"
        and _text(entity, "category") in _COMPANIES
        and (not company.country or here == company.country)
    )


def _same_name(one: str, other: str) -> bool:
    """One name, and no two legal forms: Hengli GmbH is Hengli, and is not Hengli AG."""
    one, other = (_DOTTED.sub(_without_dots, name) for name in (one, other))
    if name_words(one) != name_words(other):
        return False
    ours, theirs = _forms(one), _forms(other)
    return not ours or not theirs or (_all_among(ours, theirs) and _all_among(theirs, ours))


def _without_dots(found: re.Match[str]) -> str:
    return re.sub(r"[.\s]", "", found[0])


def _forms(name: str) -> list[str]:
    words = re.findall(r"[^\W_]+", name.casefold())
    return [word for word in words if word not in _LINKS and not name_words(word)]


def _all_among(some: list[str], forms: list[str]) -> bool:
    return all(any(_same_form(each, form) for form in forms) for each in some)


def _same_form(one: str, other: str) -> bool:
    """Ltd is Limited: the letters of an abbreviation stand in what it is short for."""
    short, full = sorted((one, other), key=len)
    letters = iter(full[1:])
    return short == full or (
        len(full) >= WRITTEN_OUT and short[0] == full[0] and all(c in letters for c in short[1:])
    )


def _told(record: Any, sure: float) -> list[Told]:
    entity, lei = _part(record, "attributes", "entity"), _text(record, "id")
    source = f"https://search.gleif.org/#/record/{lei}"
    place = _part(entity, "headquartersAddress") or _part(entity, "legalAddress")
    lines = _part(place, "addressLines")
    parts = [line for line in lines if isinstance(line, str)] if isinstance(lines, list) else []
    parts += [f"{_text(place, 'postalCode')} {_text(place, 'city')}".strip()]
    values = {
        "name": _text(entity, "legalName", "name"),
        "address": ", ".join(part.strip() for part in parts if part.strip()),
        "country": _text(entity, "legalAddress", "country"),
        "lei": lei,
    }
    return [Told(field, value, source, sure) for field, value in values.items() if value]
