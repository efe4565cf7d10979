"""Scrapy's downloader, taught manners: robots.txt by the letter, private addresses refused on
every hop, pauses waited for, and a stop when a host keeps saying no."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from functools import partial
from typing import Any, Final, Self

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
)
from scrapy.http import Request, Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from leadminer.base.clock import monotonic
from leadminer.base.private_addresses import is_known_name, why_closed
from leadminer.mining.extraction.html.wishes import TDM_FILE, TdmFile, read_tdm_file
from leadminer.mining.politeness.gate import (
    DELAY_SECONDS_MAX,
    HostGate,
    delay_of_rules,
    robots_text,
)
from leadminer.mining.politeness.hosts import NOES_MAX, host_key
from leadminer.mining.politeness.refusals import Forbidden

__all__ = ["Forbidden"]

logger = logging.getLogger(__name__)

AGENT_NAME: Final = "leadminer"
PAUSE_SECONDS_MAX: Final = 120.0  # a longer wait ends the run; the next one may do better
PAUSES_MAX: Final = 3  # in a row, no page between
PAUSES_SECONDS_ALL: Final = 240.0  # of a run, unless more than as much time was spent reading
ANSWERS_TELLING: Final = 5  # so many tell how fast a host is
TIMEOUT_SHARES: Final = (0.25, 0.25)  # of the time there is, for a first try; later ones less
SECOND_SHARES: Final = (0.75, 0.3, 0.15)  # for pages that did not come, once all else is read
TIMEOUT_SECONDS_MIN: Final = 3.0
BUSY_MAX: Final = 3  # so often 503 at a second try; what else said so is left
LATE_FIRST: Final = 100  # of priority
ROBOTS_BYTES_MAX: Final = 512 * 1024
# why a host, not only one address of it, is not to be asked
_HOST_WIDE: Final = frozenset(
    {"no_mine", "circuit", "paused", "budget", "stopped", "private_address", "metadata_address"}
)


class RobotsMiddleware(RobotsTxtMiddleware):
    """robots.txt as RFC 9309 wants it: 4xx means no rules; one that could not be had, keep out.

    What one job has just read, the others use; a copy of up to a day serves where it cannot be had.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._closed: dict[str, str] = {}  # host and port -> why we keep out of all of it
        self._robotstxt_useragent = AGENT_NAME
        spider: Any = crawler.spidercls
        self._gate: HostGate = spider.gate

    async def robot_parser(self, request: Request) -> Any:
        """The rules of a request's site, from a copy where there is a fresh one."""
        url = urlparse_cached(request)
        if url.netloc not in self._parsers:
            await self._take_copy(request, even_old=False)
        return await super().robot_parser(request)

    async def _take_copy(self, request: Request, *, even_old: bool) -> bool:
        url = urlparse_cached(request)
        ask = partial(self._gate.robots, f"{url.scheme}://{url.netloc.lower()}", even_old=even_old)
        copy = await _away(ask)
        if copy is None or (url.netloc in self._parsers and not even_old):
            return False
        rules = _parser(self.crawler, copy.body)
        self._parsers[url.netloc] = rules
        # as where it was just read: others learn of its sitemaps by it
        await self.crawler.signals.send_catch_log_async(
            signal=signals.robots_parsed, robotparser=rules, request=request
        )
        self._mind_delay(rules, request, url.netloc)
        return True

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        # what is still a redirect here led nowhere we go
        gone = response.status >= 500 or 300 <= response.status < 400
        text = robots_text(response.body[:ROBOTS_BYTES_MAX]) if response.status < 400 else ""
        if gone:
            waiting: Any = self._parsers[netloc]
            if await self._take_copy(request, even_old=True):
                waiting.callback(self._parsers[netloc])
                return
            self._closed[netloc] = "robots_unavailable"
        else:
            url = urlparse_cached(request)
            keep = partial(
                self._gate.keep_robots, f"{url.scheme}://{netloc.lower()}",
                status=response.status, body=text,
            )  # fmt: skip
            await _away(keep)
        read = response.replace(body=text.encode("utf-8", "replace"))
        await super()._parse_robots(read, netloc, request)
        self._mind_delay(self._parsers[netloc], request, netloc)

    def _mind_delay(self, rules: Any, request: Request, netloc: str) -> None:
        delay = delay_of_rules(rules.rp, AGENT_NAME)
        if delay > DELAY_SECONDS_MAX:
            spider: Any = self.crawler.spider
            spider.sink.tally.delay_asked = delay
            self._closed.setdefault(netloc, "crawl_delay")
        else:
            self._gate.learn_delay(host_key(request.url), delay)

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        # a host that is not there at all says so itself; anything else might hide a "no"
        said = exc.reason if isinstance(exc, Forbidden) and exc.reason in _HOST_WIDE else ""
        self._closed[netloc] = said or _reason_gone(exc) or "robots_unavailable"
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


class TdmMiddleware:
    """A site's tdmrep.json, asked for once a day: what it reserves is not read."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        spider: Any = crawler.spidercls
        self._gate: HostGate = spider.gate
        self._files: dict[str, TdmFile] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Refuse what is known to be reserved."""
        known = self._files.get(_origin(request))
        if known is not None and known.reserves(request.url):
            raise Forbidden("tdm_reserved")

    async def process_response(self, request: Request, response: Response) -> Response:
        """After a host's first page, before it is read: is it reserved?"""
        origin = _origin(request)
        is_first = origin not in self._files and response.status == 200
        if is_first and not request.meta.get("dont_obey_robotstxt"):
            self._files[origin] = TdmFile()  # others meanwhile go on
            self._files[origin] = await self._file(origin)
            if self._files[origin].reserves(request.url):
                raise Forbidden("tdm_reserved")
        return response

    async def _file(self, origin: str) -> TdmFile:
        where = origin + TDM_FILE
        copy = await _away(partial(self._gate.robots, where, even_old=True))
        if copy is not None:
            return read_tdm_file(copy.body)
        engine: Any = self._crawler.engine
        asked = Request(where, priority=1000, meta={"dont_obey_robotstxt": True},
                        callback=NO_CALLBACK)  # fmt: skip
        try:
            answer = await engine.download_async(asked)
        except Exception:  # no answer says nothing; robots.txt of this host was to be had
            return TdmFile()
        text = answer.body[:ROBOTS_BYTES_MAX].decode("utf-8", "replace")
        body = text if answer.status == 200 else ""
        if answer.status < 500:
            keep = partial(self._gate.keep_robots, where, status=answer.status, body=body)
            await _away(keep)
        return read_tdm_file(body)


def _origin(request: Request) -> str:
    url = urlparse_cached(request)
    return f"{url.scheme}://{url.netloc.lower()}"


def _parser(crawler: Crawler, body: str) -> Any:
    from scrapy.robotstxt import ProtegoRobotParser

    return ProtegoRobotParser.from_crawler(crawler, body.encode("utf-8"))


def _reason_gone(error: Exception) -> str:
    if isinstance(error, CannotResolveHostError):
        return "dns"
    if isinstance(error, DownloadConnectionRefusedError):
        return "connection"
    text = str(error).lower()
    return "tls" if "ssl" in text or "certificate" in text else ""


class PrivateAddressMiddleware:
    """No request to loopback, private or reserved addresses; redirects pass here as well.

    Link-local and metadata addresses stay closed even where private ones are allowed. That the
    address is still the same when it is dialled is seen to by `downloads.PinnedResolver`.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._allow = crawler.settings.getbool("LEADMINER_ALLOW_PRIVATE")
        self._known: dict[str, str | None] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Ask DNS before anything is sent."""
        host = urlparse_cached(request).netloc
        if host not in self._known:
            self._known[host] = await _away(
                partial(why_closed, request.url, allow_private=self._allow)
            )
        reason = self._known[host]
        if reason:
            raise Forbidden(reason)
        if self._has_left(request):
            name = urlparse_cached(request).hostname or ""
            raise Forbidden("off_site" if await _away(partial(is_known_name, name)) else "dns")

    def _has_left(self, request: Request) -> bool:
        """Whether a redirect leads to another site: what is said there would be dropped, and is
        not asked for. The first page tells where the site is, wherever it was asked for."""
        is_page = request.meta.get("pattern") is not None
        if not is_page or "redirect_urls" not in request.meta:
            return False
        spider: Any = self._crawler.spider
        return not spider.frontier.is_on_site(request.url)


def _is_unasked(request: Request, response: Response) -> bool:
    """Whether an answer is "not modified", the first to a request without a condition."""
    asked = {"If-None-Match", "If-Modified-Since"} & {
        name.decode("latin-1") for name in request.headers
    }
    return response.status == 304 and not asked and "unasked" not in request.meta


async def _away(work: Any) -> Any:
    return await asyncio.get_running_loop().run_in_executor(None, work)


class SlowAnswers:
    """How long the slowest answers took, but for one in ten: an answer that came while a page was
    being understood seems slower than it was."""

    def __init__(self) -> None:
        self._seconds: deque[float] = deque(maxlen=200)

    def add(self, seconds: float) -> None:
        """An answer came."""
        self._seconds.append(seconds)

    def __len__(self) -> int:
        return len(self._seconds)

    def usual_most(self) -> float:
        """Seconds; 0 if none came yet."""
        ordered = sorted(self._seconds)
        return ordered[int(len(ordered) * 0.9)] if ordered else 0.0


class PaceMiddleware:
    """Asks again after a pause; ends the run when told no, or to wait, too often."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._noes = 0
        self._pauses = 0  # since the last page
        self._paused = 0.0  # seconds
        self._began = monotonic()
        self._late = [0, 0]  # pages that did not come: at the first try, at the second
        self._busy = 0  # 503 at a second try
        self._slow = SlowAnswers()
        self._patience = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """How long to wait: for a first try not long where others came quickly, for what did not
        come then once all else is read, less for each that never comes; never less than others
        needed."""
        if request.meta.get("was_busy") and self._busy >= BUSY_MAX:
            raise Forbidden("http_5xx")
        again = bool(request.meta.get("was_late"))
        late = self._late[again]
        if again and late >= len(SECOND_SHARES):
            raise Forbidden("timeout")
        if not again and len(self._slow) < ANSWERS_TELLING:
            return
        shares = SECOND_SHARES if again else TIMEOUT_SHARES
        share = shares[late] if late < len(shares) else 0.0
        wait = max(share * self._patience, 4 * self._slow.usual_most(), TIMEOUT_SECONDS_MIN)
        request.meta["download_timeout"] = min(self._patience, wait)

    async def process_response(self, request: Request, response: Response) -> Response | Request:
        """Wait when told to; stop when told too often."""
        self._slow.add(request.meta.get("download_latency") or 0.0)
        if response.status == 403:
            self._noes += 1
            if self._noes >= NOES_MAX:
                self._stop("blocked")
        elif response.status < 400:
            self._noes = self._pauses = 0
        if response.status >= 500:  # an error soon over: a second and a third try are cheap
            request.meta["max_retry_times"] = 2
        if _is_unasked(request, response):  # a cache's mistake: past it, when all else is read
            request.meta["unasked"] = True
            request.headers["Cache-Control"] = "no-cache"
            return request.replace(dont_filter=True, priority=request.priority - LATE_FIRST)
        wait = request.meta.pop("pause", None)
        if response.status == 503:
            self._note_busy(request, is_said_when=wait is not None)
        if wait is None:
            return response
        self._pauses += 1
        self._paused += wait
        spent = max(PAUSES_SECONDS_ALL, (monotonic() - self._began) / 2)
        if self._pauses > PAUSES_MAX or wait > PAUSE_SECONDS_MAX or self._paused > spent:
            self._stop("rate_limited")
            return response
        if request.meta.get("was_paused"):
            return response  # one address that never comes; the pause holds for the others
        logger.info("the host asks for a pause", extra={"action": "paused", "seconds": wait})
        request.meta["was_paused"] = True
        # the gate holds it, and everybody else's requests to that host, until the pause is over
        return request.replace(dont_filter=True, priority=request.priority + 50)

    def _note_busy(self, request: Request, *, is_said_when: bool) -> None:
        """503 that tells no time is tried again when all else is read; a pause is waited for."""
        meta = request.meta
        known = is_said_when or meta.get("was_paused") or meta.get("dont_obey_robotstxt")
        self._busy += bool(meta.get("was_busy"))
        meta["dont_retry"] = bool(known)
        meta["was_busy"] = not known

    def process_exception(self, request: Request, exception: Exception) -> None:
        """A host that rests for all of us: this run has nothing to wait for."""
        if isinstance(exception, DownloadTimeoutError):
            again = bool(request.meta.get("was_late"))
            self._late[again] += 1
            request.meta["was_late"] = True
            if not again and self._is_promising(request):
                request.priority += LATE_FIRST  # before others that did not come
        if isinstance(exception, Forbidden):
            closed = {"circuit": "resting", "paused": "rate_limited", "budget": "budget"}
            if exception.reason in closed:
                spider: Any = self._crawler.spider
                spider.sink.tally.rests_until = exception.until
                self._stop(closed[exception.reason])

    def _is_promising(self, request: Request) -> bool:
        """Whether a page is of a kind that held something, or a map."""
        spider: Any = self._crawler.spider
        pattern = request.meta.get("pattern")
        return spider.frontier.yield_of(pattern) > 0 if pattern else "asked_map" in request.meta

    def _stop(self, reason: str) -> None:
        engine = self._crawler.engine
        assert engine is not None
        self._pauses = -(10**6)
        self._paused = -(10.0**9)
        task = asyncio.ensure_future(engine.close_spider_async(reason=reason))
        task.add_done_callback(lambda _: None)
