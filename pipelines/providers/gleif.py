"""Legal names, addresses and identifiers of companies, from the register of LEIs (GLEIF, CC0).

One request a company: GET /lei-records by legal name and country. Free, no key, 60 a minute.
API: https://documenter.getpostman.com/view/7679680/SVYrrxuU
"""

from __future__ import annotations

from typing import Any

from leadminer.sdk import AskedCompany, CompanyProvider, Told, Unanswered, Web, name_words

RECORDS_MAX = 20
_OPERATORS = str.maketrans(dict.fromkeys(',!*"', " "))  # in a filter they mean lists and noes
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
        asked = " ".join(company.name.translate(_OPERATORS).split())
        words = name_words(company.name)
        if not asked or not words:
            return []
        params = {"filter[entity.legalName]": asked, "page[size]": str(RECORDS_MAX)}
        if company.country:
            params["filter[entity.legalAddress.country]"] = company.country
        answer = web.get(f"{self.base_url}/lei-records", params=params)
        records = answer.get("data") if isinstance(answer, dict) else None
        if not isinstance(records, list):
            raise Unanswered("not_the_api")
        found = [each for each in records[:RECORDS_MAX] if _is_it(each, words, company.country)]
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


def _is_it(record: Any, words: tuple[str, ...], country: str) -> bool:
    entity = _part(record, "attributes", "entity")
    here = _text(entity, "legalAddress", "country")
    return (
        name_words(_text(entity, "legalName", "name")) == words
        and _text(entity, "status") == "ACTIVE"
        and _text(entity, "category") in _COMPANIES
        and (not country or here == country)
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
