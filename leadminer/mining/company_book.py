"""The companies of a run: one met on a list, on its own page and on its contact page is one."""

from __future__ import annotations

from dataclasses import dataclass, field

from leadminer.mining.extraction.companies.merging import fill_up
from leadminer.mining.extraction.companies.values import observed
from leadminer.mining.extraction.values.items import Company
from leadminer.mining.rows import Found, is_own_page_of
from leadminer.signals.rules import squeezed

_COMPANIES_MAX = 200_000


@dataclass(slots=True)
class _Known:
    key: str
    company: Company
    has_page: bool


@dataclass(slots=True)
class CompanyBook:
    """Known by key and by name; a name may belong to several (branches with other numbers)."""

    _by_key: dict[str, _Known] = field(default_factory=dict)
    _by_name: dict[str, list[_Known]] = field(default_factory=dict)

    def meet(self, found: Found) -> Found | None:
        """A company as it goes on: new, or known with more than was known; None if nothing is new.

        What goes on again carries the key under which it was first kept.
        """
        company = found.record
        assert isinstance(company, Company)
        observed(company, found.evidence.url, found.evidence.fetched_at.isoformat())
        name = squeezed(company.name)
        known = self._by_key.get(found.key) or next(
            (k for k in self._by_name.get(name, ()) if _is_same(k.company, company)), None
        )
        has_page = is_own_page_of(company, found.evidence.url)
        if known is None:
            if len(self._by_key) < _COMPANIES_MAX:
                known = _Known(found.key, company, has_page)
                self._by_key[found.key] = known
                self._by_name.setdefault(name, []).append(known)
            return found
        self._by_key.setdefault(found.key, known)
        better_page = has_page and not known.has_page
        changed = fill_up(known.company, company)
        if squeezed(known.company.name) != name and len(self._by_name) < _COMPANIES_MAX:
            self._by_name.setdefault(name, []).append(known)
        if better_page:
            known.company.url, known.has_page = company.url, True
        if not changed and not better_page:
            return None
        return Found(known.company, found.evidence, found.thread_url, known.key, enriches=True)


def _is_same(known: Company, other: Company) -> bool:
    """Whether two companies of one name are one: nothing they say contradicts."""
    if known.phone and other.phone and known.phone != other.phone:
        numbers = {c.value for c in known.contacts if c.kind == "phone"}
        return other.phone in numbers or bool(known.email and known.email == other.email)
    return not (known.email and other.email and known.email != other.email and not known.phone)
