"""Companies of OpenStreetMap, by a query to an Overpass API. The data is under the ODbL: each
signal carries whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

from leadminer.sdk import (
    ApiReader,
    Company,
    Found,
    InvalidInput,
    Recognised,
    Site,
    number,
    word,
)

_KINDS = ("office", "craft", "shop", "industrial", "amenity", "company", "healthcare", "tourism")
_ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0, https://www.openstreetmap.org/copyright"
_STREET = ("addr:street", "addr:housenumber")
_PLACE = ("addr:postcode", "addr:city", "addr:country")


class OverpassReader(ApiReader):
    """Reads what one query finds.

    The address holds it: https://overpass.example/api/interpreter?data=[out:json];node[craft]...
    """

    name = "overpass"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """By the answer: Overpass tells its data's date and licence."""
        if isinstance(site.data, dict) and isinstance(site.data.get("osm3s"), dict):
            return Recognised(site.url, "the address answers as an Overpass API does")
        return None

    def read(self) -> Iterator[Found]:
        """One question, one answer."""
        if "data" not in parse_qs(urlsplit(self.url).query):
            raise InvalidInput(
                "say what to look for in the address: ...?data=[out:json];node[craft](area);out;"
            )
        answer = self.api.get(self.url)
        rows = answer.rows("elements")
        for row in rows:
            company = self._company(row)
            if company is not None:
                yield self.company(answer, company)
        if "error" in word(answer.data, "remark").lower():
            raise answer.refuse("timeout")  # it ran out of time or memory: a part is missing

    def _company(self, row: dict[str, Any]) -> Company | None:
        tags = row.get("tags")
        here, kind = number(row, "id"), word(row, "type")
        if not isinstance(tags, dict) or not here or kind not in ("node", "way", "relation"):
            return None
        name = _first(tags, "name", "operator", "brand")
        trade = next((f"{k}={tags[k]}" for k in _KINDS if word(tags, k)), "")
        phone = _first(tags, "contact:phone", "phone", "contact:mobile", "mobile")
        email = _first(tags, "contact:email", "email")
        site = _first(tags, "contact:website", "website", "url")
        if not name or not (trade or phone or email or site):
            return None
        lines = [
            " ".join(filter(None, (word(tags, t) for t in group))) for group in (_STREET, _PLACE)
        ]
        country = word(tags, "addr:country").upper()
        fields = {"attribution": _ATTRIBUTION, "licence": "ODbL-1.0"}
        fields |= {"trade": trade} if trade else {}
        return Company(
            name=name, url=f"https://www.openstreetmap.org/{kind}/{here}", phone=phone, email=email,
            site=site, address=", ".join(line for line in lines if line), fields=fields,
            country=country if re.fullmatch(r"[A-Z]{2}", country) else None,
            about=word(tags, "description"), section=["OpenStreetMap", *([trade] if trade else [])],
            method="overpass",
        )  # fmt: skip


def _first(tags: dict[str, Any], *names: str) -> str:
    """The first value of the first tag that is there; several stand with ; between."""
    found = next((word(tags, name) for name in names if word(tags, name)), "")
    return found.split(";")[0].strip()
