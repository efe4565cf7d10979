"""Fetches what a site names beside its links, and hands the crawl its addresses when links run out:
sitemaps of robots.txt, feeds of the first page, or the map we were pointed at."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Protocol

from scrapy import signals
from scrapy.exceptions import DontCloseSpider
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from leadminer.mining.extraction.encoding import decode
from leadminer.mining.frontier import Frontier, Visit
from leadminer.mining.readers.discovery import Discovery
from leadminer.mining.readers.look import feeds_of_page, kind_of_answer
from leadminer.mining.readers.sitemaps import TooLarge, unpacked
from leadminer.mining.sink import SignalSink

_FIRST: Final = 95  # before any page: what has not changed need not be read
_BATCH: Final = 20


class Crawling(Protocol):
    """As much of a spider as is needed here."""

    url: str
    frontier: Frontier
    sink: SignalSink
    crawler: Any
    settings: Any

    def request_of(self, visit: Visit) -> Request:
        """A visit as a request."""
        ...

    def refused(self, failure: Failure) -> None:
        """Count what could not be read."""
        ...


class Maps:
    """The maps of one crawl."""

    def __init__(self, spider: Crawling, discovery: Discovery) -> None:
        self._spider = spider
        self.discovery = discovery

    def listen(self) -> None:
        """Learn of robots.txt and of the moment when there is nothing left to fetch."""
        hub = self._spider.crawler.signals
        hub.connect(self.on_robots, signal=signals.robots_parsed)
        hub.connect(self.on_idle, signal=signals.spider_idle)

    def on_robots(self, robotparser: Any, request: Request) -> None:
        """Its Sitemap lines."""
        named = [str(url) for url in getattr(robotparser, "sitemaps", ())]
        if self._spider.frontier.is_on_site(request.url):
            self._ask(named)

    def requests_for(self, urls: Iterable[str]) -> list[Request]:
        """Requests for maps that have not been asked for yet."""
        return [self._request(u) for u in self.discovery.worth_asking(urls, home=self._spider.url)]

    def on_idle(self, spider: Any) -> None:
        """Links have run out: on with what the maps name."""
        visits = self.discovery.take(spider.frontier, _BATCH)
        for visit in visits:
            spider.crawler.engine.crawl(spider.request_of(visit))
        if visits:
            raise DontCloseSpider

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
        return [self._spider.request_of(v) for v in self.discovery.take(frontier, _BATCH)]

    def read(self, response: Response, **_: Any) -> None:
        """Take in a sitemap or a feed."""
        sink = self._spider.sink
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        limit = self._spider.settings.getint("DOWNLOAD_MAXSIZE")
        asked = response.meta.get("asked_map", response.url)
        try:
            further = self.discovery.read(
                response.body, response.url, asked=asked, content_type=kind, bytes_max=limit
            )
        except TooLarge:
            sink.refuse("too_large")
            return
        if further is None:
            sink.refuse("not_a_map")
            return
        self._ask(further, is_child=True)

    def refused(self, failure: Failure) -> None:
        """A map that is not there costs only itself."""
        self._spider.refused(failure)

    def _ask(self, urls: Iterable[str], *, is_child: bool = False) -> None:
        engine = self._spider.crawler.engine
        assert engine is not None
        requests = [self._request(url) for url in urls] if is_child else self.requests_for(urls)
        for request in requests:
            engine.crawl(request)

    def _request(self, url: str) -> Request:
        return Request(
            url, self.read, errback=self.refused, dont_filter=True, priority=_FIRST,
            meta={"depth_": 0, "asked_map": url},
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
