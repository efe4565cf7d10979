"""A merchant's own system: a real HTTP server on loopback that keeps what it is sent."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

Script = Callable[["Received"], tuple[int, dict[str, str]] | None]


@dataclass
class Received:
    """One POST as it came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        return dict(json.loads(self.body))

    @property
    def id(self) -> str:
        return self.headers["webhook-id"]


@dataclass
class Receiver:
    """What came, and how to answer: a script returns status and headers, or None to hang up."""

    url: str = ""
    script: Script = lambda _received: (200, {})
    got: list[Received] = field(default_factory=list)

    @property
    def types(self) -> list[str]:
        return [received.event["type"] for received in self.got]


@contextmanager
def receiver(script: Script | None = None) -> Iterator[Receiver]:
    """A receiver that runs until the block ends."""
    state = Receiver()
    if script is not None:
        state.script = script

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {name.lower(): value for name, value in self.headers.items()}
            received = Received(self.path, headers, body)
            state.got.append(received)
            answer = state.script(received)
            if answer is None:  # the answer is lost: the work was done, nobody is told
                self.connection.close()
                self.close_connection = True
                return
            status, more = answer
            self.send_response(status)
            for name, value in {"content-length": "0", **more}.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/hook"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def verify(secret: str, received: Received) -> bool:
    """Whether a POST is signed as the Standard Webhooks specification says; written from it."""
    key = base64.b64decode(secret.split("_", 1)[1])
    to_sign = b".".join(
        [
            received.headers["webhook-id"].encode(),
            received.headers["webhook-timestamp"].encode(),
            received.body,
        ]
    )
    expected = base64.b64encode(hmac.digest(key, to_sign, hashlib.sha256)).decode()
    given = [one.split(",", 1) for one in received.headers["webhook-signature"].split(" ")]
    return any(
        version == "v1" and hmac.compare_digest(signature, expected) for version, signature in given
    )
