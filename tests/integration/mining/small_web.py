"""A small web server whose every site misbehaves in one way; for tests of how runs end."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Answer:
    """What the server says to one request."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    missing: int = 0  # bytes promised and never sent: the answer is cut off
    pause: float = 0.0  # seconds before it is sent
    hang_up: bool = False  # the connection is closed without a word


Site = Callable[[str, int], Answer]  # (path with query, how often it was asked) -> answer


def html(text: str, **headers: str) -> Answer:
    return Answer(200, text.encode(), {"Content-Type": "text/html; charset=utf-8", **headers})


def thread(number: int, replies: int = 1) -> str:
    posts = "".join(
        f'<div class="post" id="p{number}{n}"><a class="author" href="/u/user{n}">user{n}</a> '
        f'<span class="date">2026-10-0{n + 1} 10:0{n}</span>'
        f'<div class="message">We need {number} steel drums, part {n}. Who can help?</div></div>'
        for n in range(replies + 1)
    )
    return f"<html><body><h1>Drums wanted {number}</h1>{posts}</body></html>"


def forum(path: str, _count: int, *, topics: int = 30) -> Answer:
    if path == "/":
        rows = "".join(
            f'<li><a href="/topic/{n}/">Drums wanted {n}</a></li>' for n in range(topics)
        )
        return html(f"<html><body><h1>Board</h1><ul>{rows}</ul></body></html>")
    if path.startswith("/topic/"):
        return html(thread(int(path.split("/")[2])))
    return Answer(404)


@contextmanager
def served(site: Site, pause_seconds: float = 0.0) -> Iterator[tuple[str, list[str]]]:
    """Serve a site on loopback; yields its address and the log of what was asked."""
    log: list[str] = []
    asked: dict[str, int] = {}
    still = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            log.append(self.path)
            asked[self.path] = asked.get(self.path, 0) + 1
            if pause_seconds:
                still.wait(pause_seconds)
            answer = site(self.path, asked[self.path])
            if answer.pause:
                still.wait(answer.pause)
            if answer.hang_up:
                self.close_connection = True
                return
            etag = answer.headers.get("ETag")
            if etag and etag == self.headers.get("If-None-Match") and answer.status == 200:
                answer = Answer(304, headers={"ETag": etag})
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body) + answer.missing))
            self.end_headers()
            self.wfile.write(answer.body)
            self.close_connection = self.close_connection or answer.missing > 0

        def log_message(self, format: str, *args: object) -> None:
            return

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            return  # clients of these tests hang up as they please

    server = Server(("127.0.0.1", 0), Handler)
    worker = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    worker.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", log
    finally:
        still.set()
        server.shutdown()
        server.server_close()
        worker.join()
