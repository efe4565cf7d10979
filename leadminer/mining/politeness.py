"""Scrapy's downloader, taught manners: robots.txt by the letter, its crawl-delay, Retry-After,
private addresses refused on every hop, and a stop when a host keeps saying no."""

from __future__ import annotations

import asyncio
import logging
from functools import partial
from typing import Any, Final, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    IgnoreRequest,
)
from scrapy.http import Request, Response
from scrapy.utils.httpobj import urlparse_cached

from leadminer.base.clock import SystemClock, monotonic
from leadminer.base.private_addresses import why_closed
from leadminer.mining.pauses import pause_asked

logger = logging.getLogger(__name__)

AGENT_NAME: Final = "leadminer"
PAUSE_SECONDS_MAX: Final = 120.0  # a longer wait ends the run; the next one may do better
PAUSES_MAX: Final = 3
DELAY_SECONDS_MAX: Final = 600.0  # a site that asks for more between two pages is not read
NOES_MAX: Final = 8  # 403 in a row, after which we stop asking


class Forbidden(IgnoreRequest):
    """A request of ours that must not be made; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 wants it: 4xx means no rules; one that could not be had, keep out."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}  # host and port -> why we keep out of all of it
        self._robotstxt_useragent = AGENT_NAME

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        # what is still a redirect here led nowhere we go
        if response.status >= 500 or 300 <= response.status < 400:
            self._closed[netloc] = "robots_unavailable"
        body = response.body[: 512 * 1024] if response.status < 400 else b""
        await super()._parse_robots(response.replace(body=body), netloc, request)
        delay = _delay_asked(self._parsers[netloc])
        if delay > DELAY_SECONDS_MAX:
            spider: Any = self.crawler.spider
            spider.sink.tally.delay_asked = delay
            self._closed.setdefault(netloc, "crawl_delay")

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # a host that is not there at all says so itself; anything else might hide a "no"
        self._closed[netloc] = _reason_gone(exc) or "robots_unavailable"
        super()._robots_error(exc, netloc)

    def process_request_2(self, rp: Any, request: Request) -> None:
        """Refuse what the site closes to us."""
        reason = self._closed.get(urlparse_cached(request).netloc)
        if reason:
            raise Forbidden(reason)
        if rp is None:  # nothing is known of its rules: never taken for a yes
            raise Forbidden("robots_unavailable")
        try:
            super().process_request_2(rp, request)
        except Forbidden:
            raise
        except IgnoreRequest:
            raise Forbidden("robots") from None


def _reason_gone(error: Exception) -> str:
    if isinstance(error, CannotResolveHostError):
        return "dns"
    if isinstance(error, DownloadConnectionRefusedError):
        return "connection"
    text = str(error).lower()
    return "tls" if "ssl" in text or "certificate" in text else ""


def _delay_asked(rules: Any) -> float:
    """The Crawl-delay that holds for us, in seconds; 0 if none is asked."""
    asked = rules.crawl_delay(AGENT_NAME)
    return float(asked) if asked and float(asked) > 0 else 0.0


class PrivateAddressMiddleware:
    """No request to loopback, private or reserved addresses; redirects pass here as well.

    Link-local and metadata addresses stay closed even where private ones are allowed.
    """

    def __init__(self, allow: bool) -> None:
        self._allow = allow
        self._known: dict[str, str | None] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler.settings.getbool("LEADMINER_ALLOW_PRIVATE"))

    async def process_request(self, request: Request) -> None:
        """Ask DNS before anything is sent."""
        host = urlparse_cached(request).netloc
        if host not in self._known:
            loop = asyncio.get_running_loop()
            ask = partial(why_closed, request.url, allow_private=self._allow)
            self._known[host] = await loop.run_in_executor(None, ask)
        reason = self._known[host]
        if reason:
            raise Forbidden(reason)


class PaceMiddleware:
    """A host's own pace: its crawl-delay where longer than ours, and its Retry-After."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._noes = 0
        self._pauses = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        made = cls(crawler)
        crawler.signals.connect(made.on_robots, signal=signals.robots_parsed)
        return made

    def on_robots(self, robotparser: Any, request: Request) -> None:
        """Take the longer of our delay and the site's."""
        asked = _delay_asked(robotparser)
        slot = self._slot(request)
        if slot is not None and 0 < asked <= DELAY_SECONDS_MAX:
            slot.delay = max(slot.delay, asked)
            self._remember(request, slot.delay)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Wait when told to; stop when told too often."""
        if response.status == 403:
            self._noes += 1
            if self._noes >= NOES_MAX:
                self._stop("blocked")
        elif response.status < 400:
            self._noes = 0
        wanted = _retry_after(response)
        if response.status != 429 and not (response.status == 503 and wanted is not None):
            return response
        self._pauses += 1
        wait = wanted if wanted is not None else 10.0 * self._pauses
        if self._pauses > PAUSES_MAX or wait > PAUSE_SECONDS_MAX:
            self._stop("rate_limited")
            return response
        logger.info("the host asks for a pause", extra={"action": "paused", "seconds": wait})
        slot = self._slot(request)
        if slot is not None:
            slot.delay = max(slot.delay, 0.001)
            slot.lastseen = monotonic() + wait
        again = request.replace(dont_filter=True, priority=request.priority + 50)
        return again

    def _slot(self, request: Request) -> Any:
        engine = self._crawler.engine
        assert engine is not None
        downloader: Any = engine.downloader
        return downloader.slots.get(downloader.get_slot_key(request))

    def _remember(self, request: Request, delay: float) -> None:
        # the downloader forgets a host that was idle for a minute: its next slot is as slow
        engine: Any = self._crawler.engine
        downloader = engine.downloader
        key = downloader.get_slot_key(request)
        known = downloader.per_slot_settings.get(key, {})
        downloader.per_slot_settings[key] = {**known, "delay": delay}

    def _stop(self, reason: str) -> None:
        engine = self._crawler.engine
        assert engine is not None
        self._pauses = -(10**6)
        task = asyncio.ensure_future(engine.close_spider_async(reason=reason))
        task.add_done_callback(lambda _: None)


def _retry_after(response: Response) -> float | None:
    """Seconds asked for, in either form; None if nothing (sensible) is asked."""
    header, sent = (
        (response.headers.get(name) or b"").decode("ascii", "replace")
        for name in ("Retry-After", "Date")
    )
    return pause_asked(header, sent=sent, now=SystemClock().now()) if header else None
