"""One POST to an address somebody else chose: no redirect, no private network, no endless wait.

The name is resolved once, every address behind it is looked at, and the connection is made to
one that was looked at: a name that changes its mind in between (DNS rebinding) leads nowhere.
The whole exchange has one deadline; a receiver that drips bytes does not hold a worker.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import httpcore
import httpx

from leadminer import __version__
from leadminer.base.clock import monotonic
from leadminer.base.private_addresses import why_closed_ip
from leadminer.webhooks.rules import Answer, retry_after

ANSWER_BYTES_MAX = 16 * 1024  # read out of politeness; nothing of it is used
ADDRESSES_MAX = 3


class _Closed(httpcore.ConnectError):
    """The address must not be connected to."""


class _Late(httpcore.ReadTimeout):
    """The time for the whole exchange is over."""


class _Stream(httpcore.NetworkStream):
    """A connection that ends at a deadline."""

    def __init__(self, inner: httpcore.NetworkStream, ends: float) -> None:
        self._inner, self._ends = inner, ends

    def _left(self, timeout: float | None) -> float:
        left = self._ends - monotonic()
        if left <= 0:
            raise _Late
        return min(left, timeout) if timeout is not None else left

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._left(timeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        secured = self._inner.start_tls(ssl_context, server_hostname, self._left(timeout))
        return _Stream(secured, self._ends)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Guard(httpcore.NetworkBackend):
    """Connects only to addresses that were looked at."""

    def __init__(self, *, allow_private: bool, seconds: float) -> None:
        self._allow_private = allow_private
        self._ends = monotonic() + seconds
        self._real = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        addresses = _resolved(host, port)
        for address in addresses:
            why = why_closed_ip(address, allow_private=self._allow_private)
            if why:
                raise _Closed(why)
        problem: Exception = httpcore.ConnectError("the name has no address")
        for address in addresses[:ADDRESSES_MAX]:
            left = self._ends - monotonic()
            if left <= 0:
                raise httpcore.ConnectTimeout
            try:
                stream = self._real.connect_tcp(
                    address, port, min(left, timeout or left), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                problem = error
                continue
            return _Stream(stream, self._ends)
        raise problem

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        raise _Closed("unix_socket")

    def sleep(self, seconds: float) -> None:
        self._real.sleep(seconds)


class _Body(httpx.SyncByteStream):
    def __init__(self, inner: Any) -> None:
        self._inner = inner

    def __iter__(self) -> Iterator[bytes]:
        yield from self._inner

    def close(self) -> None:
        self._inner.close()


class GuardedTransport(httpx.BaseTransport):
    """httpx's way out, through the guard."""

    def __init__(self, *, allow_private: bool, seconds: float) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_connections=1,
            network_backend=_Guard(allow_private=allow_private, seconds=seconds),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send one request; errors are httpcore's."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(
                request.method,
                url,
                headers=request.headers.raw,
                content=request.stream,
                extensions=request.extensions,
            )
        )
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer.stream))

    def close(self) -> None:
        """Let go of the connection."""
        self._pool.close()


def post(
    url: str,
    body: bytes,
    headers: dict[str, str],
    *,
    allow_private: bool,
    seconds: float,
    now: datetime,
) -> Answer:
    """POST a JSON body and say what came of it; never raises for what the other side does."""
    told = {
        "content-type": "application/json",
        "user-agent": f"leadminer-webhooks/{__version__}",
        "connection": "close",
        **headers,
    }
    transport = GuardedTransport(allow_private=allow_private, seconds=seconds)
    try:
        with (
            httpx.Client(transport=transport, timeout=seconds, trust_env=False) as client,
            client.stream("POST", url, content=body, headers=told) as answer,
        ):
            result = _answer(answer, now)
            _read_out(answer)
            return result
    except _Closed:
        return Answer(problem="closed_address")
    except (httpcore.TimeoutException, httpx.TimeoutException):
        return Answer(problem="timeout")
    except (httpcore.ConnectError, httpx.ConnectError) as error:
        return Answer(problem="tls" if isinstance(error.__cause__, ssl.SSLError) else "unreachable")
    except (httpcore.NetworkError, httpx.NetworkError):
        return Answer(problem="unreachable")
    except (httpcore.ProtocolError, httpx.HTTPError, httpx.InvalidURL, ValueError):
        return Answer(problem="protocol")


def _answer(answer: httpx.Response, now: datetime) -> Answer:
    status = answer.status_code
    if 200 <= status < 300:
        return Answer(status)
    problem = "redirect" if 300 <= status < 400 else "status"
    return Answer(status, problem, retry_after(answer.headers.get("retry-after"), now))


def _read_out(answer: httpx.Response) -> None:
    """Take what comes with the answer, up to a limit; the status has already decided."""
    taken = 0
    try:
        for chunk in answer.iter_raw():
            taken += len(chunk)
            if taken > ANSWER_BYTES_MAX:
                return
    except (
        httpcore.TimeoutException,
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpx.HTTPError,
    ):
        return


def _resolved(host: str, port: int) -> list[str]:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise httpcore.ConnectError("the name is unknown") from None
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
