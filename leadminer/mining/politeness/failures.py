"""Why an httpx request brought no answer, in one word."""

from __future__ import annotations

import socket
import ssl

import httpx


class Failed(Exception):
    """A request that brought no answer; `reason` is one word of docs/mining.md.

    `is_gone`: nobody is there at all, no name or no connection.
    """

    def __init__(self, reason: str, *, is_gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.is_gone = is_gone


def reason_of(error: BaseException) -> str:
    """dns, tls, timeout or connection."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return "dns"
        if isinstance(cause, ssl.SSLError):
            return "tls"
        cause = cause.__cause__ or cause.__context__
    return "timeout" if isinstance(error, httpx.TimeoutException) else "connection"
