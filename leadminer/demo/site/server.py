"""The sample web on loopback: two hosts, simulated as two ports of 127.0.0.1."""

from __future__ import annotations

import threading
from datetime import datetime
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import parse_qs, unquote, urlsplit

from leadminer.base.clock import SystemClock, monotonic
from leadminer.demo.site import directory_pages, qa_pages
from leadminer.demo.site.pages import HTML, Page, Pages, key_of

HOST = "127.0.0.1"
NOT_FOUND = Page(
    b'<!doctype html><html lang="en"><title>Not found</title><h1>Not found</h1></html>',
    HTML,
    HTTPStatus.NOT_FOUND,
)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, port: int, log: list[tuple[float, str]]) -> None:
        super().__init__((HOST, port), _Handler)
        self.pages: Pages = {}
        self.log = log
        self.everything: list[tuple[float, str]] = []

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "Millrace"
    sys_version = ""
    server: _Server

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, format: str, *args: object) -> None:
        """Silent: `SampleSite.requests` is the log."""

    def _answer(self, *, with_body: bool) -> None:
        seen = (monotonic(), self.path)
        self.server.log.append(seen)
        self.server.everything.append(seen)
        page = find(self.server.pages, self.path)
        if page.location:
            self._head(page, HTTPStatus.MOVED_PERMANENTLY)
            return
        if self.headers.get("If-None-Match") == page.etag:
            self._head(page, HTTPStatus.NOT_MODIFIED)
            return
        self._head(page, page.status)
        if with_body:
            self.wfile.write(page.body)

    def _head(self, page: Page, status: int) -> None:
        self.send_response(status)
        if page.location:
            self.send_header("Location", page.location)
        self.send_header("Content-Type", page.kind)
        self.send_header("ETag", page.etag)
        if status != HTTPStatus.NOT_MODIFIED:
            self.send_header("Content-Length", str(len(page.body)))
        self.end_headers()


def find(pages: Pages, target: str) -> Page:
    """The page for a request target; parameters like a session or a campaign are ignored."""
    parts = urlsplit(target)
    path = unquote(parts.path)
    query = parse_qs(parts.query)
    if "tid" in query:
        return pages.get(f"{path}?tid={query['tid'][0]}", NOT_FOUND)
    number = query.get("page", ["1"])[0]
    if not number.isascii() or not number.isdigit():
        return NOT_FOUND
    return pages.get(key_of(path, int(number)), NOT_FOUND)


class SampleSite:
    """The running sample web; leave the `with` block to stop it.

    `requests` logs (seconds on the monotonic clock, path with query) of both hosts in order;
    `qa_requests` and `directory_requests` log one host each. All ages count from `now`.
    """

    def __init__(self, port: int, now: datetime) -> None:
        self.now = now.replace(second=0, microsecond=0)
        self.requests: list[tuple[float, str]] = []
        self.qa_requests: list[tuple[float, str]] = []
        self.directory_requests: list[tuple[float, str]] = []
        self._qa = _Server(port, self.qa_requests)
        try:
            self._directory = _Server(port + 1 if port else 0, self.directory_requests)
        except OSError:
            self._qa.server_close()
            raise
        self.qa_url = self._qa.url
        self.directory_url = self._directory.url
        self._qa.pages = qa_pages.build(self.qa_url, self.now)
        self._directory.pages = directory_pages.build(self.directory_url)
        self._threads: list[threading.Thread] = []
        for server in (self._qa, self._directory):
            server.everything = self.requests

    def __enter__(self) -> Self:
        for server in (self._qa, self._directory):
            thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(self, *reason: object) -> None:
        for server in (self._qa, self._directory):
            if self._threads:
                server.shutdown()
            server.server_close()
        for thread in self._threads:
            thread.join()


def serve_site(port: int = 0, *, now: datetime | None = None) -> SampleSite:
    """Serve the sample web while the `with` block lasts.

    The forum listens on `port`, the directory on the next one; 0 takes two free ports.
    `now` fixes the moment from which all ages count. Raises OSError when a port is taken.
    """
    return SampleSite(port, now or SystemClock().now())
