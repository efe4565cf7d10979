"""What a run says while it works: its lease renewed, its counters written, its parent told."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from scrapy.crawler import Crawler
from scrapy.http import Request, Response
from twisted.internet.task import LoopingCall

from leadminer.mining.sink import LostRun, SignalSink

logger = logging.getLogger(__name__)

BEAT_SECONDS = 1.0
FLUSH_EVERY = 3  # beats
_CLOSED = {
    "finished": "finished",
    "pages_max": "pages_max",
    "bytes_max": "bytes_max",
    "closespider_timeout": "run_minutes",
    "rate_limited": "rate_limited",
    "blocked": "blocked",
    "resting": "resting",
    "budget": "budget",
    "lost_run": "cancelled",
    "shutdown": "cancelled",
}


class Heartbeat:
    """Listens to one crawl."""

    def __init__(self, crawler: Crawler, sink: SignalSink, tell: Callable[[], None]) -> None:
        self._crawler = crawler
        self._sink = sink
        self._tell = tell
        self._beats = 0
        self._loop = LoopingCall(self._beat)
        self._lost: LostRun | None = None
        self._asked_before = sink.requests  # to find out what the site is

    def on_opened(self, spider: Any) -> None:
        """The crawl begins."""
        self._loop.start(BEAT_SECONDS, now=True)

    def on_closed(self, spider: Any, reason: str) -> None:
        """The crawl is over."""
        if self._loop.running:
            self._loop.stop()
        self._sink.tally.closed = _CLOSED.get(reason, reason)
        self._count_requests()

    def on_response(self, response: Response, request: Request, spider: Any) -> None:
        """A page came in."""
        self._sink.bytes_read += len(response.body)
        limit = self._crawler.settings.getint("LEADMINER_BYTES_MAX")
        if limit and self._sink.bytes_read >= limit and self._crawler.engine is not None:
            self._crawler.engine.close_spider(spider, "bytes_max")

    def on_error(self, failure: Any, response: Response, spider: Any) -> None:
        """Reading a page failed in our own code: that page is lost, the run goes on."""
        self._sink.refuse("our_error")

    def on_dropped(self, item: Any, **_: Any) -> None:
        """A pipeline let a record go."""
        self._sink.dropped(getattr(item, "key", ""))

    def on_spoiled(self, item: Any, **_: Any) -> None:
        """A pipeline broke over a record."""
        self._sink.spoiled(getattr(item, "key", ""))

    def on_crash(self, failure: Any) -> None:
        """The crawl could not even begin, or broke."""
        logger.error("the crawl broke: %s", failure.getTraceback())
        self._sink.tally.error = f"{type(failure.value).__name__}: {failure.value}"[:500]

    def raise_if_lost(self) -> None:
        """After the crawl: tell if another worker took the run."""
        if self._lost:
            raise self._lost

    def _beat(self) -> None:
        self._count_requests()
        self._beats += 1
        if self._lost is None and self._beats % FLUSH_EVERY == 0:
            try:
                self._sink.try_flush()
            except LostRun as error:
                self._lost = error
                self._crawler.stop()
        self._tell()

    def _count_requests(self) -> None:
        stats = self._crawler.stats
        assert stats is not None
        crawled = int(stats.get_value("downloader/request_count", 0))
        self._sink.requests = self._asked_before + crawled
