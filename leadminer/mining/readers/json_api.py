"""Asks JSON APIs over httpx, one request at a time, with the manners of the crawl: robots.txt and
its crawl-delay, our own delay, Retry-After, no private addresses, limits on size and time."""

from __future__ import annotations

import json
import logging
import zlib
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies

import httpx

from leadminer.base.clock import Clock, monotonic
from leadminer.base.ids import content_hash
from leadminer.base.private_addresses import why_closed
from leadminer.mining.extraction.html.wishes import (
    TDM_FILE,
    TdmFile,
    read_tdm_file,
    wishes_of_headers,
)
from leadminer.mining.extraction.places.addresses import absolute
from leadminer.mining.politeness.answers import Answer, Body, Manners, Refused, StopReading, Watch
from leadminer.mining.politeness.dialling import Dialling
from leadminer.mining.politeness.failures import Failed, reason_of
from leadminer.mining.politeness.gate import (
    DELAY_SECONDS_MAX,
    delay_of_rules,
    robots_text,
    rules_of,
)
from leadminer.mining.politeness.hosts import NOES_MAX, host_key
from leadminer.mining.politeness.middlewares import (
    AGENT_NAME,
    PAUSE_SECONDS_MAX,
    PAUSES_MAX,
)
from leadminer.mining.politeness.pace import Pace
from leadminer.mining.politeness.pauses import pause_asked

logger = logging.getLogger(__name__)

REDIRECTS_MAX: Final = 6
LATE_SECONDS: Final = 2.0  # a head may come so much later than a body may take
ROBOTS_BYTES_MAX: Final = 512 * 1024
_REDIRECTING: Final = frozenset({301, 302, 303, 307, 308})
_FINAL: Final = frozenset({"too_large", "private_address", "metadata_address"})
_ANYTHING: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
_REPEATS_MAX: Final = 4  # the same answer of one address, whatever is asked of it
_EMPTY: Final = 100  # bytes of an answer that may well be had again and again: an empty list


class JsonClient:
    """Asks for JSON. Close it when done, or use it in a `with`."""

    def __init__(
        self, manners: Manners, *, clock: Clock, watch: Watch, pace: Pace | None = None
    ) -> None:
        self._manners = manners
        self._clock = clock
        self._watch = watch
        self._pace = pace or Pace(manners.delay_seconds, watch.beat)
        self._rules: dict[str, Any] = {}  # by scheme and host
        self._closed: dict[str, str] = {}  # the same; why all of it is closed to us
        self._reserved: dict[str, TdmFile] = {}  # by scheme and host
        self._kept: dict[str, Body] = {}
        self._told: Counter[tuple[str, str]] = Counter()
        self._noes = 0
        self._pauses = 0
        proxies = {} if manners.allow_private else _proxies()
        self._dialling = Dialling(allow_private=manners.allow_private, is_proxied=bool(proxies))
        self._http = httpx.Client(
            headers={
                "User-Agent": manners.user_agent,
                "Accept-Encoding": "gzip",
            },
            timeout=manners.timeout_seconds,
            follow_redirects=False,
            trust_env=False,  # no password of a .netrc may leave this machine
            mounts=proxies,
        )

    def __enter__(self) -> JsonClient:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, url: str, **params: Any) -> Answer:
        """Ask once. `params` are added to the address; a list gives one parameter an element.

        Raises Refused, or StopReading when the run has to end.
        """
        address = str(httpx.URL(url).copy_merge_params(params)) if params else url
        raw = self.page(address, accept="application/json")
        try:
            data = json.loads(raw.body)
        except (ValueError, RecursionError):
            raise self.refuse("not_json") from None
        self._watch.understood()
        told = content_hash(raw.body)
        self._told[raw.url.partition("?")[0], told] += 1
        if self._told[raw.url.partition("?")[0], told] > _REPEATS_MAX and len(raw.body) > _EMPTY:
            raise self.refuse("not_the_api")  # whatever page is asked for, it gives the same
        return Answer(
            raw.url,
            raw.status,
            self._clock.now(),
            told,
            data,
            self.refuse,
            raw.headers,
        )

    def page(self, url: str, *, accept: str = _ANYTHING) -> Body:
        """Ask once for whatever stands there: a page, a feed, a sitemap.

        Raises Refused, or StopReading when the run has to end.
        """
        self._watch.wanted()
        kept = self._kept.pop(url, None)
        if kept is not None:
            return kept
        self._http.headers["Accept"] = accept
        self._mind_reservation(url, ask=False)
        raw = self._follow(url)
        self._count_noes(raw.status)
        if raw.status >= 400:
            reason = "http_5xx" if raw.status >= 500 else f"http_{raw.status}"
            raise self.refuse(reason, data=_json_or_none(raw.body))
        self._mind_reservation(raw.url, ask=True)
        wishes = wishes_of_headers(
            raw.headers.get_list("x-robots-tag"), raw.headers.get("tdm-reservation", ""),
            now=self.now(),
        )  # fmt: skip
        if wishes.noindex or wishes.tdm_reserved:
            raise self.refuse("noindex" if wishes.noindex else "tdm_reserved")
        return raw

    def understood(self) -> None:
        """Count what was read: for limits and outcomes an answer is a page."""
        self._watch.understood()

    def now(self) -> datetime:
        """The time, in UTC."""
        return self._clock.now()

    def keep(self, url: str, body: Body) -> None:
        """The next who asks for this address is given what it gave just now."""
        self._kept = {str(httpx.URL(url)): body, url: body}

    def rules_of(self, url: str) -> Any:
        """What robots.txt says of an address's host, as Protego read it; None if not asked yet."""
        parts = urlsplit(url)
        return self._rules.get(f"{parts.scheme}://{parts.netloc}")

    def delay_of(self, url: str) -> float:
        """Seconds between two requests to an address's host."""
        return self._pace.delay_of(_host(url))

    def rest(self, url: str, seconds: float) -> None:
        """Wait that long before the host is asked again, because its API says so (`backoff`).

        Raises StopReading if that is too long for this run.
        """
        if seconds > PAUSE_SECONDS_MAX:
            raise StopReading("rate_limited")
        self._pace.pause(_host(url), seconds)

    def refuse(self, reason: str, *, data: Any = None) -> Refused:
        """Count a refusal; raise what it returns."""
        self._watch.refused(reason)
        return Refused(reason, data=data)

    def _count_noes(self, status: int) -> None:
        self._noes = self._noes + 1 if status == 403 else 0
        if self._noes >= NOES_MAX:
            self._watch.refused("http_403")
            raise StopReading("blocked")

    def _follow(self, address: str, *, is_robots: bool = False) -> Body:
        for _ in range(REDIRECTS_MAX + 1):
            closed = why_closed(address, allow_private=self._manners.allow_private)
            closed = closed or self._pace.why_not(address)
            if closed:
                raise self.refuse(closed)
            if not is_robots:
                self._ask_robots(address)
            raw = self._insist(address, is_robots=is_robots)
            target = raw.headers.get("location") if raw.status in _REDIRECTING else None
            if target is None:
                return raw
            moved = absolute(address, target)
            if moved is None:
                raise self.refuse("redirect_refused")
            address = moved
        raise self.refuse("redirects")

    def _ask_robots(self, address: str) -> None:
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules and origin not in self._closed:
            self._learn_rules(origin)
        if origin in self._closed:
            raise self.refuse(self._closed[origin])
        if not self._rules[origin].can_fetch(address, AGENT_NAME):
            raise self.refuse("robots")

    def _mind_reservation(self, address: str, *, ask: bool) -> None:
        """Refuse what the host's tdmrep.json reserves; it is asked for after the first answer."""
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._reserved:
            where = origin + TDM_FILE
            text = self._pace.robots(where, even_old=True)
            if text is None and not ask:
                return
            text = self._ask_for_reservation(where) if text is None else text
            self._reserved[origin] = read_tdm_file(text)
        if self._reserved[origin].reserves(address):
            raise self.refuse("tdm_reserved")

    def _ask_for_reservation(self, where: str) -> str:
        try:
            raw = self._follow(where, is_robots=True)
        except (Failed, Refused):
            return ""  # no answer says nothing; robots.txt of this host was to be had
        text = raw.body.decode("utf-8", "replace") if raw.status == 200 else ""
        if raw.status < 500:
            self._pace.keep_robots(where, status=raw.status, body=text)
        return text

    def _learn_rules(self, origin: str) -> None:
        text = self._pace.robots(origin)
        if text is None:
            text = self._ask_for_rules(origin)
        if text is None:
            self._closed[origin] = "robots_unavailable"
            return
        self._rules[origin] = rules_of(text)
        delay = delay_of_rules(self._rules[origin], AGENT_NAME)
        if delay > DELAY_SECONDS_MAX:
            self._closed[origin] = "crawl_delay"
            self._watch.delayed(delay)
        else:
            self._pace.slow(_host(origin), delay)

    def _ask_for_rules(self, origin: str) -> str | None:
        try:
            raw = self._follow(f"{origin}/robots.txt", is_robots=True)
        except Failed:
            raw = None
        if raw is None or raw.status // 100 in (3, 5):
            return self._pace.robots(origin, even_old=True)
        text = robots_text(raw.body) if raw.status < 400 else ""
        self._pace.keep_robots(origin, status=raw.status, body=text)
        return text

    def _insist(self, address: str, *, is_robots: bool) -> Body:
        """One answer: pauses are waited for, a failure is tried once more."""
        failed = False
        while True:
            self._pace.wait_turn(_host(address))
            if is_robots and (copy := self._pace.copied(address)):
                return Body(address, copy.status, httpx.Headers(), copy.body.encode())
            try:
                raw = self._fetch(address, cut=is_robots)
            except BaseException as error:
                self._done(address, size=0)
                if not isinstance(error, Failed):
                    raise
                if failed or error.reason in _FINAL:
                    if is_robots and not error.is_gone and error.reason not in _FINAL:
                        raise  # what it says is not known: all is closed
                    raise self.refuse(error.reason) from None
                failed = True
                continue
            if self._must_pause(raw):
                continue
            if raw.status >= 500 and not failed:
                failed = True
                continue
            return raw

    def _must_pause(self, raw: Body) -> bool:
        header = raw.headers.get("retry-after")
        asked = None
        if header:
            now, sent = self._clock.now(), raw.headers.get("date", "")
            asked = pause_asked(header, sent=sent, now=now)
        size = len(raw.body)
        if raw.status != 429 and not (raw.status == 503 and asked is not None):
            self._done(raw.url, size=size, status=raw.status)
            if raw.status < 400:
                self._pauses = 0
            return False
        self._pauses += 1
        wait = asked if asked is not None else 10.0 * self._pauses
        self._done(raw.url, size=size, status=raw.status, pause=wait)
        if self._pauses > PAUSES_MAX or wait > PAUSE_SECONDS_MAX:
            self._watch.refused("http_429")
            raise StopReading("rate_limited")
        logger.info("the host asks for a pause", extra={"action": "paused", "seconds": wait})
        return True

    def _done(
        self, address: str, *, size: int, status: int = 0, pause: float | None = None
    ) -> None:
        # the first request of a process leaves late: what asks for it is loaded only then
        sent, answered = self._dialling.sent, self._dialling.answered
        self._pace.done(
            _host(address), size=size, status=status, pause=pause, sent=sent, answered=answered
        )

    def _fetch(self, address: str, *, cut: bool) -> Body:
        until = monotonic() + self._manners.timeout_seconds
        self._watch.asked()
        self._http.cookies.clear()
        watched = {"trace": self._dialling.trace}
        try:
            with (
                self._dialling.within(self._manners.timeout_seconds + LATE_SECONDS),
                self._http.stream("GET", address, extensions=watched) as response,
            ):
                body = b"".join(self._pieces(response, until=until, cut=cut))
        except zlib.error:
            raise Failed("encoding") from None
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            is_gone = isinstance(error, httpx.ConnectError)
            reason = "timeout" if self._dialling.is_late else reason_of(error)
            raise Failed(reason, is_gone=is_gone) from None
        self._watch.came(len(body))
        return Body(address, response.status_code, response.headers, body)

    def _pieces(self, response: httpx.Response, *, until: float, cut: bool) -> Iterator[bytes]:
        """The body, decompressed under a limit, within the time it may take."""
        left = ROBOTS_BYTES_MAX if cut else self._manners.page_bytes_max
        coding = response.headers.get("content-encoding", "identity").strip().lower()
        if coding not in ("identity", "gzip", "x-gzip", ""):
            raise Failed("encoding")
        unzip = zlib.decompressobj(wbits=31) if "gzip" in coding else None
        for chunk in response.iter_raw():
            self._watch.beat()
            if monotonic() > until:
                raise Failed("timeout")
            piece = unzip.decompress(chunk, left + 1) if unzip else chunk
            if len(piece) > left:
                if not cut:
                    raise Failed("too_large")
                yield piece[:left]
                return
            left -= len(piece)
            yield piece


def _host(address: str) -> str:
    return host_key(address)


def _json_or_none(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _proxies() -> dict[str, httpx.HTTPTransport]:
    return {
        f"{scheme}://": httpx.HTTPTransport(proxy=url)
        for scheme, url in getproxies().items()
        if scheme in ("http", "https") and url.startswith("http")
    }
