"""What a site says of itself on one page, in its answer's head and in its robots.txt: enough to
choose a reader. Nothing is asked here; a reader's own request is the only probe of an API."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.markup.structured import all_nodes, read_meta, read_nodes
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import absolute, canonical, pattern_of, site_of
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.politeness.answers import Body
from leadminer.mining.readers.sitemaps import TooLarge, unpacked

FEED_TYPES: Final = ("application/rss+xml", "application/atom+xml", "application/feed+json")
_MARKUP_MAX: Final = 300_000
_UNPACKED_MAX: Final = 50_000_000  # bytes, of a packed sitemap
_LINK_HEADER: Final = re.compile(
    r"<([^>]{1,2000})>((?:\s*;\s*[\w*-]+\s*=\s*+(?:\"[^\"]*\"|[^;,]*+))*)"
)
_PARAMETER: Final = re.compile(r";\s*([\w*-]+)\s*=\s*+(?:\"([^\"]*)\"|([^;,]*))")
_COMMENTS_FEED: Final = re.compile(r"comment|kommentar|评论|reply|replies", re.I)
_FEEDS_MAX: Final = 2


@dataclass(frozen=True, slots=True)
class Rel:
    """A `link` of a page's or an answer's head."""

    rel: str  # lower case
    url: str  # absolute
    type: str = ""
    title: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """What was seen of a site by looking at one page of it."""

    url: str  # where the page stood in the end
    kind: str  # html feed sitemap json other
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)  # lower-case names
    meta: Mapping[str, str] = field(default_factory=dict)
    rels: tuple[Rel, ...] = ()
    markup: str = ""  # the page's source, its beginning
    sitemaps: tuple[str, ...] = ()  # as robots.txt names them
    feeds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()  # schema.org types on the page
    reading: PageReading = field(default_factory=lambda: PageReading(""))
    data: Any = None  # of JSON

    @property
    def host(self) -> str:
        """Its host, without a port."""
        return (urlsplit(self.url).hostname or "").lower()

    @property
    def generator(self) -> str:
        """What software it says it runs."""
        return self.meta.get("generator", "")

    def rel(self, name: str) -> str:
        """The address of the first link of this relation; empty if there is none."""
        return next((r.url for r in self.rels if name in r.rel.split() or r.rel == name), "")

    def shape(self) -> dict[str, int]:
        """What the page holds, by counts."""
        page = self.reading
        patterns = [
            pattern_of(link.url) for link in page.links if link.kind in ("title", "content")
        ]
        most = max((patterns.count(p) for p in set(patterns) if "{" in p), default=0)
        return {"posts": len(page.posts), "companies": len(page.companies), "likes": most}


@dataclass(frozen=True, slots=True)
class Recognised:
    """A reader's claim to a site: the address it would read, and what it knows the site by."""

    url: str
    why: str


def site_of_answer(body: Body, sitemaps: Iterable[str], context: Context) -> Site:
    """Look at one answer. Never raises: what is odd is simply not recognised."""
    headers = {name.lower(): value for name, value in body.headers.items()}
    text = decode(_plain(body.body), headers.get("content-type", "")).text
    kind = kind_of_answer(text, headers.get("content-type", ""))
    maps = tuple(dict.fromkeys(sitemaps))
    if kind != "html":
        return Site(
            body.url, kind, body.status, headers, markup=text[:_MARKUP_MAX], sitemaps=maps,
            data=_json(text) if kind in ("json", "feed") else None,
        )  # fmt: skip
    root = parse_html(text)
    rels = [*_rels_of_head(headers.get("link", ""), body.url), *_rels_of_page(root, body.url)]
    nodes = read_nodes(root, body.url) if root is not None else []
    types = sorted({t for node in all_nodes(nodes) for t in node.types})
    return Site(
        body.url, "html", body.status, headers,
        meta=read_meta(root) if root is not None else {},
        rels=tuple(rels), markup=text[:_MARKUP_MAX], sitemaps=maps,
        feeds=feeds_among(rels, body.url), types=tuple(types),
        reading=read_page(text, body.url, context),
    )  # fmt: skip


def _plain(body: bytes) -> bytes:
    try:
        return unpacked(body, bytes_max=_UNPACKED_MAX)
    except TooLarge:
        return b""


def kind_of_answer(text: str, content_type: str) -> str:
    """html, feed, sitemap, json or other, by what it is, not by what it is called."""
    head = text[:4000].lstrip("\ufeff \t\r\n")
    if head.startswith(("{", "[")):
        return "feed" if "jsonfeed.org/version" in head[:400] else "json"
    root = re.search(
        r"<([A-Za-z][\w:.-]*)",
        re.sub(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>[]*>", "", head, flags=re.S),
    )
    name = root.group(1).rpartition(":")[2].lower() if root else ""
    if name in ("rss", "feed", "rdf", "channel"):
        return "feed"
    if name in ("urlset", "sitemapindex"):
        return "sitemap"
    return "html" if name else "other"


def feeds_among(rels: Iterable[Rel], base: str) -> tuple[str, ...]:
    """Feeds of the site's new posts: not of comments, not of other sites, two at most."""
    found = [
        rel.url
        for rel in rels
        if "alternate" in rel.rel.split()
        and rel.type.split(";")[0].strip().lower() in FEED_TYPES
        and site_of(rel.url) == site_of(base)
        and not _COMMENTS_FEED.search(f"{rel.title} {urlsplit(rel.url).path}")
    ]
    return tuple(dict.fromkeys(found))[:_FEEDS_MAX]


def feeds_of_page(text: str, url: str) -> tuple[str, ...]:
    """The feeds that a page names in its head."""
    return feeds_among(_rels_of_page(parse_html(text[:_MARKUP_MAX]), url), url)


def _rels_of_page(root: HtmlElement | None, url: str) -> list[Rel]:
    found = []
    for link in root.iter("link") if root is not None else ():
        target = absolute(url, link.get("href"))
        if target and link.get("rel"):
            found.append(
                Rel(
                    link.get("rel").lower(), target, link.get("type") or "", link.get("title") or ""
                )
            )
    return found


def _rels_of_head(value: str, url: str) -> list[Rel]:
    """The Link header (RFC 8288)."""
    found = []
    for target, parameters in _LINK_HEADER.findall(value[:8000]):
        given = {
            n.lower(): quoted or plain.strip()
            for n, quoted, plain in _PARAMETER.findall(parameters)
        }
        address = absolute(url, target)
        if address and given.get("rel"):
            found.append(
                Rel(given["rel"].lower(), address, given.get("type", ""), given.get("title", ""))
            )
    return found


def _json(text: str) -> Any:

    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def home_of(url: str) -> str:
    """Scheme and host of an address."""
    parts = urlsplit(canonical(url))
    return f"{parts.scheme}://{parts.netloc}"
