"""Companies of OpenStreetMap, by a query to an Overpass API. The data is under the ODbL: each
signal carries whose it is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlencode, urlsplit, urlunsplit

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
TILE_DEGREES = 0.25  # about 28 km to the north
TILES_MAX = 2000
_TILE_MIN = 0.01
_BOX = re.compile(r"\[bbox:\s*" + r",\s*".join([r"(-?\d{1,3}(?:\.\d+)?)"] * 4) + r"\s*\]")
Tile = tuple[float, float, float, float]  # south west north east
_STREET = ("addr:street", "addr:housenumber")
_PLACE = ("addr:postcode", "addr:city", "addr:country")


class OverpassReader(ApiReader):
    """Reads what one query finds.

    The address holds it: https://overpass.example/api/interpreter?data=[out:json];node[craft]...
    A query with [bbox:south,west,north,east] is asked in tiles of at most TILE_DEGREES a side, one
    that is too much for the server in quarters.
    """

    name = "overpass"
    version = "2"

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
        place = _BOX.search(unquote_plus(self.url))
        if place is None:
            yield from self._asked(self.url, None)
            return
        tiles = tiles_of(*(float(part) for part in place.groups()))
        done = number(self.place, "tile") or 0
        for at, tile in enumerate(tiles):
            if at >= done:
                yield from self._asked(self._url_of(tile), tile)
                self.reached(tile=at + 1)

    def _asked(self, url: str, tile: Tile | None) -> Iterator[Found]:
        answer = self.api.get(url)
        is_part = "error" in word(answer.data, "remark").lower()  # it ran out of time or memory
        if is_part and tile is not None and tile[2] - tile[0] > _TILE_MIN:
            for quarter in quarters_of(tile):
                yield from self._asked(self._url_of(quarter), quarter)
            return
        for row in answer.rows("elements"):
            company = self._company(row)
            if company is not None:
                yield self.company(answer, company)
        if is_part:
            raise answer.refuse("timeout")  # a part is missing

    def _url_of(self, tile: Tile) -> str:
        """The query, asked of one tile only."""
        parts = urlsplit(self.url)
        query = parse_qs(parts.query)
        box = ",".join(f"{side:.6f}".rstrip("0").rstrip(".") for side in tile)
        query["data"] = [_BOX.sub(f"[bbox:{box}]", query["data"][0], count=1)]
        return urlunsplit(parts._replace(query=urlencode(query, doseq=True)))

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


def tiles_of(south: float, west: float, north: float, east: float) -> list[Tile]:
    """A box as tiles of one size, row by row. Raises InvalidInput for a box that is none, crosses
    the 180th meridian (ask for two) or is too large."""
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise InvalidInput(
            "a box is [bbox:south,west,north,east] in degrees; one that crosses the 180th meridian "
            "is two jobs"
        )
    down, across = (
        max(1, math.ceil(round(size / TILE_DEGREES, 6))) for size in (north - south, east - west)
    )
    if down * across > TILES_MAX:
        raise InvalidInput(
            f"the box makes {down * across} tiles of {TILE_DEGREES} degrees, the most is "
            f"{TILES_MAX}: divide it into several jobs"
        )
    high, wide = (north - south) / down, (east - west) / across
    return [
        (south + row * high, west + column * wide,
         north if row == down - 1 else south + (row + 1) * high,
         east if column == across - 1 else west + (column + 1) * wide)
        for row in range(down) for column in range(across)
    ]  # fmt: skip


def quarters_of(tile: Tile) -> list[Tile]:
    """A tile in four."""
    south, west, north, east = tile
    middle, centre = (south + north) / 2, (west + east) / 2
    return [
        (south, west, middle, centre), (south, centre, middle, east),
        (middle, west, north, centre), (middle, centre, north, east),
    ]  # fmt: skip


def _first(tags: dict[str, Any], *names: str) -> str:
    """The first value of the first tag that is there; several stand with ; between."""
    found = next((word(tags, name) for name in names if word(tags, name)), "")
    return found.split(";")[0].strip()
