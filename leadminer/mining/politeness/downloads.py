"""Scrapy's way to the network, through the gate: a turn for every request, addresses that were
checked are those that are dialled, and an end to headers without end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from functools import partial
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import getproxies

from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadFailedError,
    ResponseDataLossError,
)
from scrapy.http import Request, Response
from sqlalchemy.exc import OperationalError
from twisted.internet.error import ConnectionAborted, ConnectionDone, ConnectionLost
from twisted.internet.interfaces import IHostnameResolver, IHostResolution, IResolutionReceiver
from twisted.web._newclient import RequestNotSent, RequestTransmissionFailed, ResponseNeverReceived
from zope.interface import implementer

from leadminer.base.clock import SystemClock, monotonic
from leadminer.base.private_addresses import why_closed_ip
from leadminer.mining.politeness.gate import HostGate
from leadminer.mining.politeness.hosts import Turn, host_key
from leadminer.mining.politeness.pauses import pause_asked
from leadminer.mining.politeness.refusals import Forbidden

logger = logging.getLogger(__name__)

HEADER_BYTES_MAX: Final = 256 * 1024
PAUSE_SECONDS_MAX: Final = 120.0  # a longer wait ends the run; the next one may do better
_ENDS: Final = (b"</html>", b"</urlset>", b"</sitemapindex>", b"</rss>", b"</feed>")
# a connection that was used before had been closed by the host when we wrote to it
_STALE: Final = (RequestNotSent, RequestTransmissionFailed, ResponseNeverReceived)
LOCKED_SECONDS: Final = 0.5  # till a turn is asked for again
PAUSE_UNSAID: Final = 5.0  # for a 429 that does not say how long
# a moment is written down in microseconds; no two clocks run alike, NTP turns one by up to 1/2000
SPARE_SECONDS: Final = 0.0005
SPARE_SHARE: Final = 1 / 2000


class PoliteHandler(HTTP11DownloadHandler):
    """Asks the gate before, and tells it after, each request: pages, robots.txt, redirects."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        spider: Any = crawler.spidercls
        self._gate: HostGate = spider.gate
        self._sent: dict[str, float] = {}
        self._used_before: dict[str, bool] = {}  # whether a host's connection was
        self._is_closing = False
        self._unsaid: dict[str, int] = {}
        pool: Any = self._pool
        pool._factory = _noting(pool._factory, self._note_sent)
        pool.retryAutomatically = False  # at once, and in nobody's turn

    async def download_request(self, request: Request) -> Response:
        """One answer, in its turn. Raises Forbidden where the host is not to be asked now."""
        host = host_key(request.url)
        if self._gate.register().bars_url(request.url):
            raise Forbidden("no_mine")
        self._gate.sendings.asking()
        try:
            return await self._in_turn(host, request)
        except (DownloadFailedError, *_STALE) as error:
            if not (self._used_before.get(host) and _is_stale(error.__cause__ or error)):
                raise
            return await self._in_turn(host, request)
        finally:
            self._gate.sendings.sent()

    async def _in_turn(self, host: str, request: Request) -> Response:
        wishes = request.url if request.meta.get("dont_obey_robotstxt") else ""
        await self._wait_turn(host, wishes)
        if wishes and (copy := await self._away(partial(self._gate.copied, wishes))):
            await self._away(partial(self._gate.give_back, host))
            return Response(wishes, copy.status, body=copy.body.encode(), request=request)
        self._sent.pop(host, None)
        began = monotonic()
        try:
            response = await super().download_request(request)
        except BaseException as error:
            await self._done(host, began, request, size=0)
            if isinstance(error, CannotResolveHostError):
                closed = PinnedResolver.refused.get(request_host(request))
                if closed:
                    raise Forbidden(closed) from None
            raise
        if "dataloss" in response.flags and not is_whole(response.body):
            await self._done(host, began, request, size=len(response.body))
            raise ResponseDataLossError
        pause = self._pause(host, response)
        if pause is not None:
            request.meta["pause"] = pause
        await self._done(
            host, began, request, size=len(response.body), status=response.status, pause=pause
        )
        return response

    async def close(self) -> None:
        """The crawl is over."""
        self._is_closing = True
        await super().close()

    async def _wait_turn(self, host: str, wishes: str) -> None:
        """Wait till the host may be asked, or another job had the robots.txt we want (`wishes`)."""
        # not while a page is read: that may take seconds, in which no answer can be heard
        while True:
            try:
                if wishes and await self._away(partial(self._gate.copied, wishes)):
                    return
                turn, at = await self._away(lambda: self._asked(host))
            except OperationalError:  # others keep the database locked: no reason to lose a page
                turn, at = Turn(False, LOCKED_SECONDS), monotonic()
            due = at + turn.wait + (0.0 if turn.is_free else self._spare(host))
            self._gate.sendings.due(due)
            if turn.granted:
                await _until(due)
                return
            if turn.closed and (turn.closed != "paused" or turn.wait > PAUSE_SECONDS_MAX):
                raise Forbidden(turn.closed, until=turn.until)
            if self._is_closing:
                raise Forbidden("stopped")
            await _until(at + min(turn.wait, 0.5))

    def _spare(self, host: str) -> float:
        return SPARE_SECONDS + SPARE_SHARE * self._gate.delay_of(host)

    def _asked(self, host: str) -> tuple[Turn, float]:
        """What the gate says, and when it said so: by the time we hear of it, a page was read."""
        return self._gate.ask(host), monotonic()

    async def _done(
        self,
        host: str,
        began: float,
        request: Request,
        *,
        size: int,
        status: int = 0,
        pause: float | None = None,
    ) -> None:
        latency = request.meta.get("download_latency")
        sent, answered = self._sent.pop(host, None), began + latency if latency else None
        over = partial(
            self._gate.done, host,
            size=size, status=status, pause=pause, sent=sent, answered=answered,
        )  # fmt: skip
        try:
            await self._away(over)
        except OperationalError as error:  # the turn is still ours, for the next request
            logger.warning("a turn could not be given back: %s", error.orig)

    async def _away(self, work: Callable[[], Any]) -> Any:
        """Off the reactor's thread where the database is asked; it may be busy."""
        return await asyncio.get_running_loop().run_in_executor(None, work)

    def _pause(self, host: str, response: Response) -> float | None:
        asked = retry_after(response)
        if response.status == 503 and asked is not None:
            return asked
        if response.status != 429:
            self._unsaid.pop(host, None)
            return None
        self._unsaid[host] = self._unsaid.get(host, 0) + 1
        return asked if asked is not None else PAUSE_UNSAID * self._unsaid[host]

    def _note_sent(self, uri: bytes, used_before: bool) -> None:
        host = host_key(uri.decode("ascii", "replace"))
        self._sent[host], self._used_before[host] = monotonic(), used_before
        self._gate.sendings.sent()


def _is_stale(error: BaseException) -> bool:
    """Whether a connection was closed by the host, without a word of an answer."""
    reasons = getattr(error, "reasons", ())
    return isinstance(error, _STALE) and all(
        reason.check(ConnectionDone, ConnectionLost) and not reason.check(ConnectionAborted)
        for reason in reasons
    )


async def _until(at: float) -> None:
    """Wait for a moment of the monotonic clock."""
    if (left := at - monotonic()) > 0:
        await asyncio.sleep(left)


def retry_after(response: Response) -> float | None:
    """Seconds asked for, in either form; None if nothing (sensible) is asked."""
    header, sent = (
        (response.headers.get(name) or b"").decode("ascii", "replace")
        for name in ("Retry-After", "Date")
    )
    return pause_asked(header, sent=sent, now=SystemClock().now()) if header else None


def is_whole(body: bytes) -> bool:
    """Whether what came ends where a page, or a map, ends, whatever length was told of it."""
    return body[-64:].rstrip().lower().endswith(_ENDS)


def request_host(request: Request) -> str:
    """The name that was looked up for a request."""
    return (urlsplit(request.url).hostname or "").lower()


def _noting(factory: type[Any], note: Callable[[bytes, bool], None]) -> type[Any]:
    """A factory of connections that tell when a request is written, and bound the headers."""

    class Noting(factory):  # type: ignore[misc]
        def buildProtocol(self, address: Any) -> Any:  # noqa: N802 - Twisted's name
            protocol = super().buildProtocol(address)
            send, take = protocol.request, protocol.dataReceived
            taken, sent = 0, 0

            def request(each: Any) -> Any:
                nonlocal taken, sent
                taken, sent = 0, sent + 1
                note(each.absoluteURI or b"", sent > 1)
                answer = send(each)
                if parser := getattr(protocol, "_parser", None):
                    parser.MAX_LENGTH = HEADER_BYTES_MAX  # of a line; all lines are bounded below
                return answer

            def data_received(data: bytes) -> Any:
                nonlocal taken
                parser = getattr(protocol, "_parser", None)
                if parser is not None and getattr(parser, "state", "") in ("STATUS", "HEADER"):
                    taken += len(data)
                    if taken > HEADER_BYTES_MAX + len(data):
                        protocol.transport.abortConnection()
                        return None
                return take(data)

            protocol.request, protocol.dataReceived = request, data_received
            return protocol

    return Noting


@implementer(IHostnameResolver)
class PinnedResolver:
    """Looks names up, and gives on only what may be dialled: what was checked is what is dialled.

    A name with any address that is closed to us is closed as a whole.
    """

    refused: dict[str, str] = {}  # noqa: RUF012 - one resolver a process, as the reactor is one
    _allow_private = False

    def __init__(self, reactor: Any, allow_private: bool) -> None:
        self.reactor = reactor
        self._inner = reactor.nameResolver
        self._allow_private = allow_private
        # a proxy is the operator's own: it may stand anywhere
        self._own = {urlsplit(url).hostname for url in getproxies().values()}

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: Any) -> PinnedResolver:
        """Made by Scrapy."""
        return cls(reactor, crawler.settings.getbool("LEADMINER_ALLOW_PRIVATE"))

    def install_on_reactor(self) -> None:
        """From now on every name is looked up here."""
        self.reactor.installNameResolver(self)

    def resolveHostName(  # noqa: N802 - Twisted's name and shape
        self,
        resolutionReceiver: Any,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Any = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> Any:
        """See IHostnameResolver."""
        receiver = resolutionReceiver
        if hostName.lower() not in self._own:
            receiver = _Checking(resolutionReceiver, hostName, self._allow_private)
        return self._inner.resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )


@implementer(IResolutionReceiver)
class _Checking:
    def __init__(self, inner: Any, name: str, allow_private: bool) -> None:
        self._inner = inner
        self._name = name
        self._allow_private = allow_private
        self._found: list[Any] = []

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._inner.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        self._found.append(address)

    def resolutionComplete(self) -> None:  # noqa: N802
        reasons = [why_closed_ip(a.host, allow_private=self._allow_private) for a in self._found]
        closed = next((reason for reason in sorted(filter(None, reasons))), None)
        if closed:
            PinnedResolver.refused[self._name.lower()] = closed
        else:
            PinnedResolver.refused.pop(self._name.lower(), None)
            for address in self._found:
                self._inner.addressResolved(address)
        self._inner.resolutionComplete()
