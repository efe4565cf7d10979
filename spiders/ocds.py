"""Tenders that are published in the Open Contracting Data Standard, release and record packages.

Source: standard.open-contracting.org, release schema 1.1; paging by `links.next`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from leadminer.sdk import Answer, ApiReader, Found, Post, Recognised, Site, canonical, moment, word

_WANTED = frozenset({"", "planning", "planned", "active"})  # of tender.status: still to be had
_PAGES_MAX = 1000


class OcdsReader(ApiReader):
    """Reads the tenders of a package, and of the packages it goes on at."""

    name = "ocds"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """By the answer: a package of releases or records with an `ocid` each."""
        data = site.data if isinstance(site.data, dict) else {}
        rows = [row for kind in ("releases", "records") for row in _objects(data.get(kind))]
        if any(word(row, "ocid") for row in rows):
            return Recognised(site.url, "the address answers with Open Contracting data")
        return None

    def read(self) -> Iterator[Found]:
        """Each contracting process once, as its newest release on a page tells it."""
        url, seen = self.url, set[str]()
        while url and url not in seen and len(seen) < _PAGES_MAX:
            seen.add(url)
            answer = self.api.get(url)
            if not isinstance(answer.data, dict):
                raise answer.refuse("not_the_api")
            newest: dict[str, dict[str, Any]] = {}
            for release in sorted(_releases(answer.data), key=lambda r: word(r, "date")):
                newest[word(release, "ocid") or word(release, "id")] = release
            for release in newest.values():
                post = self._post(release, url)
                if post is not None:
                    yield self.post(answer, post)
            url = self._next(answer)

    def _next(self, answer: Answer) -> str:
        links = answer.data.get("links")
        following = word(links, "next") if isinstance(links, dict) else ""
        return following if following.startswith(("http://", "https://")) else ""

    def _post(self, release: dict[str, Any], url: str) -> Post | None:
        tender = release.get("tender")
        when = moment(release.get("date"))
        if not isinstance(tender, dict) or word(tender, "status") not in _WANTED:
            return None
        if self.since and when and when <= self.since:
            return None
        title = word(tender, "title") or word(tender, "description")[:120]
        items = [word(item, "description") for item in _objects(tender.get("items"))]
        told = [word(tender, "description"), *items]
        buyer = _buyer(release, tender)
        fields = _fields(release, tender, buyer)
        if not title or not (any(told) or fields):
            return None
        lines = [*dict.fromkeys(line for line in told if line), *map(": ".join, fields.items())]
        return Post(
            text="\n".join(lines), title=title, author=word(buyer, "name"), posted=when,
            url=f"{canonical(url)}#{word(release, 'ocid')}", fields=fields, method="ocds",
            lang=word(release, "language") or None, notice=True, stands_alone=True,
            section=[part for part in (word(tender, "mainProcurementCategory"),) if part],
        )  # fmt: skip


def _objects(value: Any) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _releases(data: dict[str, Any]) -> list[dict[str, Any]]:
    compiled = [row.get("compiledRelease") for row in _objects(data.get("records"))]
    return [*_objects(data.get("releases")), *(r for r in compiled if isinstance(r, dict))]


def _buyer(release: dict[str, Any], tender: dict[str, Any]) -> dict[str, Any]:
    """Whose need it is, with what is told of how to reach them."""
    parties = _objects(release.get("parties"))
    named = [release.get("buyer"), tender.get("procuringEntity")]
    named += [p for p in parties if {"buyer", "procuringEntity"} & set(map(str, _roles(p)))]
    found: dict[str, Any] = {}
    for one in named:
        if isinstance(one, dict):
            party = next((p for p in parties if p.get("id") == one.get("id") and p.get("id")), {})
            found = {**party, **one, **found}
    return found


def _roles(party: dict[str, Any]) -> list[Any]:
    roles = party.get("roles")
    return roles if isinstance(roles, list) else []


def _fields(
    release: dict[str, Any], tender: dict[str, Any], buyer: dict[str, Any]
) -> dict[str, str]:
    period, value, point, address = (
        part if isinstance(part, dict) else {}
        for part in (
            tender.get("tenderPeriod"), tender.get("value"), buyer.get("contactPoint"),
            buyer.get("address"),
        )
    )  # fmt: skip
    amount = value.get("amount")
    budget = f"{amount} {word(value, 'currency')}".strip() if amount is not None else ""
    lines = ("streetAddress", "locality", "region", "postalCode", "countryName")
    told = {
        "ocid": word(release, "ocid"), "Buyer": word(buyer, "name"), "Budget": budget,
        "Deadline": word(period, "endDate"),
        "Method": word(tender, "procurementMethodDetails") or word(tender, "procurementMethod"),
        "Contact": word(point, "name"), "E-mail": word(point, "email"),
        "Phone": word(point, "telephone"),
        "Address": ", ".join(part for n in lines if (part := word(address, n))),
    }  # fmt: skip
    return {label: text for label, text in told.items() if text}
