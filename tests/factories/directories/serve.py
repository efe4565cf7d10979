"""Serves a book on loopback and compares what was read with what it holds."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from tests.factories.directories.board import Board
from tests.factories.directories.book import Book

ROBOTS = b"User-agent: *\nDisallow: /go\nDisallow: /redirect.php\n"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        body, kind = self.server.pages.found(self.path), self.server.pages.kind
        if self.path == "/robots.txt":
            body, kind = ROBOTS, "text/plain"
        self.send_response(200 if body is not None else 404)
        body = body if body is not None else b"<html><body>not found</body></html>"
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Silent."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, book: Book | Board) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages = Pages(book)
        self.asked: list[str] = []


class Pages:
    """The pages of a book by their addresses."""

    def __init__(self, book: Book | Board) -> None:
        charset = f"; charset={book.label_of_charset}" if book.header_charset else ""
        self.kind = f"text/html{charset}"
        self._plain = {_address(path): body for path, body in book.pages.items()}

    def found(self, path: str) -> bytes | None:
        """A page by its address, however that is escaped and its parameters are ordered."""
        return self._plain.get(_address(path))


def _address(path: str) -> str:
    bare, _, query = unquote(path).partition("?")
    return f"{bare}?{'&'.join(sorted(query.split('&')))}"


@contextmanager
def served(book: Book | Board) -> Iterator[tuple[str, list[str]]]:
    """The address of a book and the list of what is asked of it."""
    server = _Server(book)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", server.asked
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class Tally:
    """How much of a book was read right."""

    key: str
    firms: int = 0
    found: int = 0
    records: int = 0
    doubled: int = 0
    requests: int = 0
    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    asked: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    posts: int = 0  # posts and replies, which count as records where a directory holds any
    invented: int = 0  # e-mail addresses that stand at no company, or at another one
    wrong: list[str] = field(default_factory=list)

    def share(self, name: str) -> float:
        """Of the companies that show a value, those where it was read right."""
        return self.right[name] / self.asked[name] if self.asked[name] else 1.0


FIELDS = ("phone", "extension", "email", "site")


def compare(book: Book, rows: Iterable[Mapping[str, Any]], requests: int) -> Tally:
    """Rows as `signals export` writes them against the companies of a book."""
    told = list(rows)
    rows = [r for r in told if r.get("kind", "company") == "company"]
    tally = Tally(book.key, len(book.firms), records=len(rows), requests=requests)
    tally.posts = len(told) - len(rows)
    by_name: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_name.setdefault(_flat(str(row.get("name") or "")), []).append(row)
    known = {_flat(f.name) for f in book.firms}
    tally.wrong += [
        f"not a company: {r.get('name')!r} {r.get('url')}"
        for n, rs in by_name.items()
        if n not in known
        for r in rs
    ]
    for firm in book.firms:
        same = [f for f in book.firms if _flat(f.name) == _flat(firm.name)]
        mine = by_name.get(_flat(firm.name), [])
        if len(same) > 1:  # of two towns: each has the row that tells its number
            extra = [r for r in mine if r.get("phone") not in {f.phone for f in same}]
            mine = [r for r in mine if r.get("phone") == firm.phone] + (
                extra if firm is same[0] else []
            )
        tally.doubled += max(0, len(mine) - 1)
        if not mine:
            tally.wrong.append(f"missing: {firm.name}")
        tally.found += bool(mine)
        row = mine[0] if mine else {}
        email = row.get("email") or ""
        if email and (
            email not in {firm.email, *firm.other_emails}
            or ("email" not in firm.shows and not firm.email_may_miss)
        ):
            tally.invented += 1
        wanted = {"phone": firm.phone, "extension": firm.extension,
                  "email": firm.email if "email" in firm.shows and not (firm.email_may_miss and not email) else "",
                  "site": firm.site if "site" in firm.shows else ""}  # fmt: skip
        for name in FIELDS:
            got = str(row.get(name) or "")
            want = wanted[name]
            if got in {"email": firm.other_emails, "phone": firm.other_phones}.get(name, ()):
                want = got
            if name == "site":
                got, want = (urlsplit(x).netloc.removeprefix("www.") for x in (got, want))
            if want or got:
                tally.asked[name] += 1
                tally.right[name] += got == want
                if mine and got != want:
                    tally.wrong.append(
                        f"{firm.name}: {name} {got!r}, not {want!r} ({firm.phone_shown})"
                    )
    return tally


BARS = {"found": 0.98, "phone": 0.95, "extension": 0.95, "email": 0.95, "site": 0.95}


def missed(tally: Tally) -> list[str]:
    """The bars a directory does not meet."""
    shares = {"found": tally.found / max(1, tally.firms)} | {n: tally.share(n) for n in FIELDS}
    wrong = {
        "invented": tally.invented, "doubled": tally.doubled, "posts": tally.posts,
        "false records": tally.records > tally.found + tally.doubled,
        "requests": tally.requests > 1.5 * max(1, tally.found) + 4,  # home, about, contact, news
    }  # fmt: skip
    below = [name for name, bar in BARS.items() if shares[name] < bar]
    return below + [name for name, count in wrong.items() if count]


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
