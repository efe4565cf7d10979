"""Fetches what a site names beside its links, and hands the crawl its addresses when links run out:
sitemaps of robots.txt, feeds of the first page, or the map we were pointed at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any, Final, Protocol

from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.frontier import Frontier, Visit
from leadminer.mining.known import Known, asked_again, conditions, row_of_known
from leadminer.mining.memory import Memory
from leadminer.mining.page_book import header_of
from leadminer.mining.readers.discovery import MARKS_MAX, Discovery
from leadminer.mining.readers.look import feeds_of_page, kind_of_answer
from leadminer.mining.readers.sitemaps import TooLarge, unpacked
from leadminer.mining.revisits import Revisits
from leadminer.mining.sampling import Sampler
from leadminer.mining.sink import SignalSink

_FIRST: Final = 95  # before any page: what has not changed need not be read
_BATCH: Final = 20
_LISTED_MAX: Final = 10_000  # of what maps name, that a sample is drawn from


class Crawling(Protocol):
    """As much of a spider as is needed here."""

    url: str
    frontier: Frontier
    sink: SignalSink
    crawler: Any
    settings: Any

    revisits: Revisits
    sampler: Sampler | None

    def request_of(self, visit: Visit, known: Known | None = None) -> Request:
        """A visit as a request."""
        ...

    def refused(self, failure: Failure) -> None:
        """Count what could not be read."""
        ...


class Maps:
    """The maps of one crawl."""

    def __init__(self, spider: Crawling, discovery: Discovery, memory: Memory) -> None:
        self._spider = spider
        self._memory = memory
        self._read: dict[str, Known] = {}
        self._minor: list[str] = []  # maps that are asked for if the others do not tell all
        self.discovery = discovery

    def listen(self) -> None:
        """Learn of robots.txt and of the moment when there is nothing left to fetch."""
        hub = self._spider.crawler.signals
        hub.connect(self.on_robots, signal=signals.robots_parsed)
        if self._spider.sampler is None:
            hub.connect(self.on_idle, signal=signals.spider_idle)

    def on_robots(self, robotparser: Any, request: Request) -> None:
        """Its Sitemap lines."""
        rules = getattr(robotparser, "rp", robotparser)  # what Scrapy's parser wraps
        named = [str(url) for url in getattr(rules, "sitemaps", ())]
        if self._spider.frontier.is_on_site(request.url):
            self._ask(named)

    def requests_for(self, urls: Iterable[str]) -> list[Request]:
        """Requests for maps that have not been asked for yet."""
        return [*self._wanted(self.discovery.worth_asking(urls, home=self._spider.url))]

    def _wanted(self, urls: Iterable[str]) -> Iterator[Request]:
        """Without maps that told nothing which links did not tell, until they are due."""
        for url in urls:
            known = self._memory.map_of(url)
            if known is not None and not known.records and self._memory.is_fresh(known):
                self._spider.sink.tally.unchanged += 1
                yield from self._wanted(known.shows)
            else:
                yield self._request(url, known)

    def on_idle(self, spider: Any) -> None:
        """Links have run out: on with what the maps name."""
        requests = self._next_listed() or self._minor_maps() or self._rest()
        self._keep()
        for request in requests:
            spider.crawler.engine.crawl(request)
        if requests:
            raise DontCloseSpider

    def on_idle_sampling(self, spider: Any) -> None:
        """A page of a sample could not be had, or nothing that links lead to is left to draw."""
        sampler = self._spider.sampler
        assert sampler is not None
        if sampler.is_whole() and not sampler.is_enough():
            sampler.offer(self.discovery.take(self._spider.frontier, _LISTED_MAX))
        chosen = sampler.draw()
        for visit, known in chosen:
            spider.crawler.engine.crawl(self._spider.request_of(visit, known))
        if chosen:
            raise DontCloseSpider

    def _next_listed(self) -> list[Request]:
        """Requests for pages that maps name and no link has led to."""
        spider, discovery = self._spider, self.discovery
        while visits := discovery.take(spider.frontier, _BATCH):
            told = {visit.url for visit in visits if discovery.has_changed(visit.url)}
            kept = [v for v in visits if not discovery.is_unchanged(v.url)]
            spider.sink.tally.unchanged += len(visits) - len(kept)
            chosen = spider.revisits.choose_listed(kept, told)
            if chosen:
                return [spider.request_of(visit, known) for visit, known in chosen]
        return []

    def _minor_maps(self) -> list[Request]:
        """Requests for maps of tags, people and the like. Where the others named just what links
        lead to, these have nothing to add, as though they had been read."""
        minor, self._minor = self._minor, []
        if not self._spider.frontier.is_agreed:
            return [*self._wanted(minor)]
        for url in minor:
            known = self._memory.map_of(url)
            self._read[url] = known or _unread_map(url, self._memory.now)
        return []

    def _rest(self) -> list[Request]:
        spider = self._spider
        return [spider.request_of(visit) for visit in spider.revisits.nothing_listed()]

    def read_first(self, response: Response, kind: str) -> list[Request] | None:
        """If the crawl began at a map: what it leads to. None if it began at a page."""
        body = response.body
        told = _kind_of(body, kind)
        if told == "page":
            self._ask(feeds_of_page(decode(body, kind).text, response.url))
            return None
        if told == "other":
            return None
        self.discovery.worth_asking([response.url], home=response.url)
        self.read(response)
        frontier = self._spider.frontier
        entries = self.discovery.entries
        if entries and not any(frontier.is_on_site(url) for url in entries):
            frontier.moved_to(next(iter(entries)))  # a feed that stands apart from its site
        return self._next_listed()

    def read(self, response: Response, **_: Any) -> None:
        """Take in a sitemap or a feed."""
        sink = self._spider.sink
        asked = response.meta.get("asked_map", response.url)
        known: Known | None = response.meta.get("known")
        is_same = known is not None and known.content_hash == content_hash(response.body)
        if known is not None and (response.status == 304 or is_same):
            sink.tally.unchanged += 1
            self._read[asked] = replace(known, read_at=self._memory.now, same=known.same + 1)
            self._ask(known.shows, is_child=True)
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        limit = self._spider.settings.getint("DOWNLOAD_MAXSIZE")
        try:
            further = self.discovery.read(
                response.body,
                response.url,
                asked=asked,
                content_type=kind,
                bytes_max=limit,
                before=known.keys if known else (),
            )
        except TooLarge:
            sink.refuse("too_large")
            return
        if further is None:
            sink.refuse("not_a_map")
            return
        known = self._memory.map_of(asked)
        marks = self.discovery.marks
        self._read[asked] = Known(
            url=asked, page_url=asked, etag=header_of(response, "ETag"),
            last_modified=header_of(response, "Last-Modified")[:80],
            content_hash=content_hash(response.body), records=known.records if known else 0,
            newest_at=None, is_item=False, row="", row_at=None, row_kind="", leads_to=(),
            read_at=self._memory.now, shows=tuple(further), size=len(response.body),
            same=known.same + 1 if known else 0, is_map=True,
            keys=tuple(marks) if len(marks) <= MARKS_MAX else (),
        )  # fmt: skip
        self._ask(further, is_child=True)

    def _keep(self) -> None:
        """Maps are remembered when the run has come to its end: until then, what they name may not
        have been read. Once one has told of a page that no link led to, it is asked each time."""
        gave = len(self.discovery.offered & self._spider.revisits.book.gave)
        for url, known in self._read.items():
            row = row_of_known(known, records=max(known.records, gave))
            self._spider.sink.remember_at_end(url, row)

    def refused(self, failure: Failure) -> None:
        """A map that is not there costs only itself."""
        self._spider.refused(failure)

    def _ask(self, urls: Iterable[str], *, is_child: bool = False) -> None:
        engine = self._spider.crawler.engine
        assert engine is not None
        urls = [*urls]
        if is_child:
            self._minor += [url for url in urls if self.discovery.is_minor(url)]
            urls = [url for url in urls if not self.discovery.is_minor(url)]
        requests = [*self._wanted(urls)] if is_child else self.requests_for(urls)
        for request in requests:
            engine.crawl(request)

    def _request(self, url: str, known: Known | None) -> Request:
        return Request(
            url, self.read, errback=self.refused, dont_filter=True, priority=_FIRST,
            headers=conditions(known), meta={"depth_": 0, "asked_map": url, **asked_again(known)},
        )  # fmt: skip


def _unread_map(url: str, now: datetime) -> Known:
    return Known(
        url, url, "", "", "", 0, None, False, "", None, "", (), now, is_map=True,
    )  # fmt: skip


def _kind_of(body: bytes, content_type: str) -> str:
    """map, page or other."""
    try:
        head = unpacked(body, bytes_max=20_000_000)[:8000]
    except TooLarge:
        return "map"
    kind = kind_of_answer(decode(head, content_type).text, content_type)
    if kind in ("feed", "sitemap"):
        return "map"
    return "page" if kind == "html" else "other"


def visit_of(meta: dict[str, Any]) -> Visit:
    """The visit a request was made for."""
    return Visit(meta["asked"], 0, meta["depth_"], meta["pattern"], meta.get("thread_url", ""))


def described(visit: Visit) -> dict[str, Any]:
    """A visit as the meta of its request."""
    return {
        "depth_": visit.depth,
        "pattern": visit.pattern,
        "asked": visit.url,
        "thread_url": visit.thread_url,
    }
