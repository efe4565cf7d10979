"""What an httpx request may do on the wire: reach no closed address, and take no longer than it
may. httpx itself bounds only the time between two bytes, and tells the peer when all is sent."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from leadminer.base.clock import monotonic
from leadminer.base.private_addresses import why_closed_ip
from leadminer.mining.politeness.failures import Failed


class Dialling:
    """Watches the connections of one client that asks one request at a time."""

    def __init__(self, *, allow_private: bool, is_proxied: bool) -> None:
        self._allow_private = allow_private
        self._is_proxied = is_proxied  # a proxy is the operator's own: it may stand anywhere
        self._open: socket.socket | None = None
        self.is_late = False
        self.sent: float | None = None  # when the request was written, on the monotonic clock ...
        self.answered: float | None = None  # ... and when the headers of its answer were there

    def trace(self, event: str, info: dict[str, Any]) -> None:
        """Called by httpcore; see its `trace` extension. Raises Failed before anything is sent."""
        if event.endswith("send_request_headers.complete"):
            self.sent = monotonic()
        elif event.endswith("receive_response_headers.complete"):
            self.answered = monotonic()
        if event not in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            return
        stream = info["return_value"]
        self._open = stream.get_extra_info("socket")
        if self._is_proxied or event.startswith("connection.start_tls"):
            return
        peer = stream.get_extra_info("server_addr")
        closed = why_closed_ip(str(peer[0]), allow_private=self._allow_private) if peer else None
        if closed:
            stream.close()
            raise Failed(closed)

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Break the connection off if the block takes longer; `is_late` then says so."""
        self.is_late, self.sent, self.answered = False, None, None
        timer = threading.Timer(seconds, self._break_off)
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _break_off(self) -> None:
        self.is_late = True
        if self._open is not None:
            try:
                # of the socket itself: that of TLS would wait for the other side
                socket.socket.shutdown(self._open, socket.SHUT_RDWR)
            except OSError:
                return
