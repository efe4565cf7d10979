"""One company out of several readings of it: what mark-up says and what a page shows."""

from __future__ import annotations

from leadminer.mining.extraction.companies.values import join, list_values
from leadminer.mining.extraction.values.items import Company
from leadminer.signals.company_values import same_as


def merged(told: list[Company], seen: list[Company]) -> list[Company]:
    """What mark-up says, filled up with what the page shows of the same company."""
    by_name = {c.name.casefold(): c for c in told}
    found = list(told)
    # entries of one list, of which only some are marked up
    peers = len(seen) >= 3 and any(c.name.casefold() in by_name for c in seen)
    for company in seen:
        known = by_name.get(company.name.casefold())
        if known is None and len(told) == len(seen) == 1:
            known = told[0]
        if known is None:
            if not told or peers:
                found.append(company)
            continue
        fill_up(known, company)
    return found


def fill_up(known: Company, other: Company) -> bool:
    """What another reading tells of a company, added; whether anything was new."""
    list_values(known)
    before = _state(known)
    join(known, other)
    known.about = known.about or other.about
    known.fields = {**other.fields, **known.fields}
    have = {(c.kind, c.value) for c in known.contacts}
    known.contacts += [c for c in other.contacts if (c.kind, c.value) not in have]
    return before != _state(known)


def _state(company: Company) -> tuple[object, ...]:
    """What is known of a company, whichever page told it."""
    told = frozenset((v["field"], same_as(v["field"], v["value"])) for v in company.values)
    counts = (company.name, company.phone, company.email, company.site, company.address)
    return counts, company.extension, len(company.contacts), told
