"""Sitemaps (sitemaps.org 0.9): an index, a list of addresses, or one address a line; packed or not,
whatever their name says. Pure."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final

from lxml import etree

from leadminer.mining.extraction.places.addresses import absolute

ENTRIES_MAX: Final = 50_000  # the standard's own limit
_GZIP: Final = b"\x1f\x8b"
_PARTIAL: Final = re.compile(r"^(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?$")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that a sitemap or a feed names."""

    url: str
    changed: datetime | None = None


@dataclass(slots=True)
class SitemapReading:
    """What one sitemap holds."""

    maps: list[Listed] = field(default_factory=list)  # other sitemaps
    pages: list[Listed] = field(default_factory=list)


class TooLarge(ValueError):
    """A packed sitemap that unpacks to more than is read."""


def read_sitemap(body: bytes, url: str, *, bytes_max: int) -> SitemapReading | None:
    """Read one; None if it is none. A broken one gives what can be read of it.

    `url`: where it stood, for relative addresses. Raises TooLarge.
    """
    body = unpacked(body, bytes_max=bytes_max)
    head = body[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if head.startswith(b"<"):
        return _of_xml(body, url)
    lines = body[: bytes_max or None].decode("utf-8", "replace").splitlines()
    found = [Listed(line.strip()) for line in lines if re.match(r"\s*https?://\S+\s*$", line)]
    told = sum(1 for line in lines if line.strip())
    if not found or len(found) * 2 < told:
        return None
    return SitemapReading(pages=found[:ENTRIES_MAX])


def unpacked(body: bytes, *, bytes_max: int) -> bytes:
    """A body without its gzip packing, if it has one. A cut one gives what there is of it."""
    if not body.startswith(_GZIP):
        return body
    unzip = zlib.decompressobj(wbits=31)
    try:
        out = unzip.decompress(body, bytes_max + 1)
    except zlib.error:
        return b""
    if len(out) > bytes_max:
        raise TooLarge("a packed sitemap is too large")
    return out


def _of_xml(body: bytes, url: str) -> SitemapReading | None:
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        root = etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        return None
    reading = SitemapReading()
    for entry in root:
        kind = _name(entry)
        if kind not in ("url", "sitemap"):
            continue
        listed = _entry(entry, url)
        if listed is not None:
            (reading.maps if kind == "sitemap" else reading.pages).append(listed)
        if len(reading.pages) >= ENTRIES_MAX:
            break
    return reading


def _entry(entry: etree._Element, base: str) -> Listed | None:
    told = {_name(child): (child.text or "").strip() for child in _elements(entry)}
    url = absolute(base, told.get("loc"))
    return Listed(url, read_lastmod(told.get("lastmod", ""))) if url else None


def _elements(entry: etree._Element) -> Iterator[etree._Element]:
    # an image's or a video's own address stands a level deeper, or in a namespace of its own
    own = str(entry.tag).rpartition("}")[0]
    for child in entry:
        if isinstance(child.tag, str) and child.tag.rpartition("}")[0] == own:
            yield child


def _name(element: etree._Element) -> str:
    # QName of lxml refuses what its parser lets through ("<:")
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def read_lastmod(text: str) -> datetime | None:
    """A W3C date and time; of a day, month or year its end: it may have changed till then."""
    text = text.strip()
    partial = _PARTIAL.match(text)
    try:
        if partial:
            year, month, day = (int(part) if part else 0 for part in partial.groups())
            if day:
                return datetime(year, month, day, 23, 59, 59, tzinfo=UTC)
            if month:
                return datetime(year + month // 12, month % 12 + 1, 1, tzinfo=UTC)
            return datetime(year + 1, 1, 1, tzinfo=UTC)
        found = datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
