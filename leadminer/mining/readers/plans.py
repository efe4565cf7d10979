"""What to read a site with, in which order and why, and what that is likely to cost. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Final, Protocol

from leadminer.mining.extraction.places.addresses import is_skipped
from leadminer.mining.readers.look import Recognised, Site

CRAWL: Final = "crawl"  # the step that reads pages
_SECONDS_A_PAGE: Final = 0.3  # an answer and its reading, where no delay is kept


class Claims(Protocol):
    """A kind of reader that may know a site."""

    name: ClassVar[str]

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """Whether this reader can read a site, and how it knows."""
        ...


@dataclass(frozen=True, slots=True)
class Step:
    """One reader at one address."""

    reader: str
    url: str
    why: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What was found, and the readers in their order: a later one is for when the first fails."""

    url: str
    found: tuple[str, ...]
    steps: tuple[Step, ...]
    requests_low: int
    requests_high: int
    delay_seconds: float

    def seconds(self) -> tuple[int, int]:
        """How long it will take at the site's pace, at best and at worst."""
        each = max(self.delay_seconds, _SECONDS_A_PAGE)
        return round(self.requests_low * each), round(self.requests_high * each)

    def as_row(self) -> dict[str, Any]:
        """As JSON."""
        low, high = self.seconds()
        return {**asdict(self), "seconds_low": low, "seconds_high": high}


def plan_of(
    site: Site, readers: Iterable[type[Claims]], *, pages_max: int, delay_seconds: float
) -> Plan:
    """Choose: the API a site names before its pages; its pages always as the way back."""
    steps = [
        Step(reader.name, claim.url, claim.why)
        for reader in readers
        if (claim := reader.recognises(site)) is not None
    ]
    steps = sorted(steps, key=lambda step: step.reader)[:1]
    low, high = _requests(site, pages_max=pages_max, by_api=bool(steps))
    if site.kind in ("html", "feed", "sitemap"):
        steps.append(Step(CRAWL, site.url, _why_crawl(site, is_second=bool(steps))))
    return Plan(site.url, tuple(_found(site)), tuple(steps), low, high, delay_seconds)


def _found(site: Site) -> Iterable[str]:
    if site.kind != "html":
        yield {
            "feed": "the address is a feed",
            "sitemap": "the address is a sitemap",
            "json": "the address answers with JSON",
        }.get(site.kind, "the address gives no page")
    if site.generator:
        yield f"software: {site.generator[:80]}"
    if site.sitemaps:
        yield f"robots.txt names {len(site.sitemaps)} sitemap(s)"
    for feed in site.feeds:
        yield f"feed: {feed}"
    if site.types:
        yield f"schema.org: {', '.join(site.types[:8])}"
    shape = site.shape()
    if shape["posts"]:
        yield f"the page holds {shape['posts']} post(s)"
    if shape["companies"]:
        yield f"the page holds {shape['companies']} company entries"
    if shape["likes"] >= 3:
        yield f"the page lists {shape['likes']} pages of one kind"


def _why_crawl(site: Site, *, is_second: bool) -> str:
    if is_second:
        return "its pages are read where the API does not answer as it should"
    if site.kind in ("feed", "sitemap"):
        return f"the pages that the {site.kind} lists are read, and what they lead to"
    return "no API is named on the page: its pages are read, for posts and for companies"


def _requests(site: Site, *, pages_max: int, by_api: bool) -> tuple[int, int]:
    """At least what this page lists; how much is behind that no single page tells."""
    inner = {link.url for link in site.reading.links if not is_skipped(link.url)}
    least = 1 if by_api else max(1, min(len(inner), site.shape()["likes"] or len(inner)))
    ends_here = site.kind == "html" and not (by_api or site.sitemaps or inner)
    return min(least, pages_max), least if ends_here else pages_max
