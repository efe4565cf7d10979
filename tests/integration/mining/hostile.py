"""A hostile web server: thirty real topics among traps, bombs, tarpits, walls and lies.

`Hostile().served()` serves it on loopback; `wanted` lists the posts a good reader brings home,
`FORBIDDEN` is a word that stands on every page that must not be kept.
"""

from __future__ import annotations

import gzip
import json
import random
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

FORBIDDEN = "Forbidden-fruit"
HTML = "text/html; charset=utf-8"
Conversation = Callable[["Visitor"], None]


class Visitor:
    """One request, and the socket it came by."""

    def __init__(self, connection: socket.socket, path: str, headers: dict[str, str]) -> None:
        self.connection = connection
        self.path = path
        self.headers = headers

    def raw(self, data: bytes) -> None:
        self.connection.sendall(data)

    def say(
        self, body: bytes | str, *, status: str = "200 OK", kind: str = HTML, **headers: str
    ) -> None:
        data = body.encode() if isinstance(body, str) else body
        lines = {"Content-Type": kind, "Content-Length": str(len(data)), "Connection": "close"}
        lines |= {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        self.raw(f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data)


def post(number: int, words: str = "") -> str:
    return (
        f'<div class="post" id="p{number}"><a class="author" href="/u/user{number}">'
        f'user{number}</a> <span class="date">2026-10-{number % 28 + 1:02d} 10:00</span>'
        f'<div class="message">We need {number} steel drums {words}. Who can help?</div></div>'
    )


def page(title: str, body: str, head: str = "") -> str:
    top = f"<head><title>{title}</title>{head}</head>"
    return f"<html>{top}<body><h1>{title}</h1>{body}</body></html>"


def topic(number: int, words: str = "", head: str = "") -> str:
    return page(f"Drums wanted {number}", post(number, words), head)


@dataclass
class Hostile:
    """The site. Its answers depend on the path alone, and on how often it was asked."""

    slow_seconds: float = 60.0
    log: list[str] = field(default_factory=list)
    still: threading.Event = field(default_factory=threading.Event)
    asked: dict[str, int] = field(default_factory=dict)

    PLAIN = range(20)  # topics without any trick
    TRICKY = (
        "gbk-as-unicode", "unicode-as-gbk", "taiwan", "bogus-charset", "broken", "deep", "chunked",
        "gzipped", "brotli", "zstd", "large", "moved", "refresh", "flaky", "busy", "nul",
        "baseless", "unclosed", "many-scripts", "jsonld-bomb",
    )  # fmt: skip
    TRAPS = (
        "calendar",
        "facets",
        "session",
        "next",
        "maze",
        "deeper",
        "mirror",
        "words",
    )
    BOMBS = (
        "gzip-bomb", "gzip-in-gzip", "deflate-bomb", "brotli-bomb", "eleven", "divs", "links",
        "endless-body", "endless-headers", "long-header", "drip", "silent", "dots", "ats", "digits",
        "entities", "attributes", "tables", "phones", "dates", "spaces",
    )  # fmt: skip
    LIES = (
        "short", "negative-length", "two-lengths", "no-http", "reset", "empty", "image", "pdf",
        "loop", "chain", "to-file", "to-metadata", "to-decimal", "to-mapped", "to-octal",
        "to-password", "bad-gzip", "bad-chunks", "status-odd", "cookies-forever",
    )  # fmt: skip
    WALLED = (
        "robots", "noindex", "noindex-header", "noindex-us", "none", "tdm-header", "tdm-meta",
        "login", "captcha", "consent", "http-unauthorised", "http-forbidden", "http-legal",
    )  # fmt: skip

    @property
    def wanted(self) -> set[int]:
        """The numbers of the posts that are there to be found."""
        return {*self.PLAIN, *(100 + n for n in range(len(self.TRICKY)))}

    @contextmanager
    def served(self) -> Iterator[str]:
        listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        listener.settimeout(0.2)

        def accept() -> None:
            while not self.still.is_set():
                with suppress(TimeoutError, OSError):
                    connection, _ = listener.accept()
                    threading.Thread(target=self._talk, args=(connection,), daemon=True).start()

        worker = threading.Thread(target=accept, daemon=True)
        worker.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/"
        finally:
            self.still.set()
            worker.join()
            listener.close()

    def _talk(self, connection: socket.socket) -> None:
        with connection, suppress(OSError):
            connection.settimeout(self.slow_seconds)
            data = b""
            while b"\r\n\r\n" not in data and len(data) < 65536:
                piece = connection.recv(4096)
                if not piece:
                    return
                data += piece
            first, *lines = data.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            headers = {k.lower(): v.strip() for k, _, v in (x.partition(":") for x in lines)}
            self.log.append(path)
            self.asked[path] = self.asked.get(path, 0) + 1
            self._answer(Visitor(connection, path, headers))

    def _answer(self, visitor: Visitor) -> None:
        path, _, query = visitor.path.partition("?")
        first, *rest = path.strip("/").split("/")
        kind, _, name = first.partition("_")
        parts = [kind, name.replace("_", "-"), *rest] if name else [kind, *rest]
        if path == "/robots.txt":
            visitor.say("User-agent: *\nDisallow: /walled_robots\nDisallow: /private/\n",
                        kind="text/plain")  # fmt: skip
        elif path == "/":
            visitor.say(self._front())
        elif parts[0] == "topic" and parts[1].isdigit() and int(parts[1]) in self.PLAIN:
            visitor.say(topic(int(parts[1])))
        elif parts[0] == "trick" and parts[1] in self.TRICKY:
            self._trick(visitor, parts[1], 100 + self.TRICKY.index(parts[1]))
        elif parts[0] == "trap":
            self._trap(visitor, parts[1], query)
        elif parts[0] == "bomb" and parts[1] in self.BOMBS:
            self._bomb(visitor, parts[1])
        elif parts[0] == "lie" and parts[1] in self.LIES:
            self._lie(visitor, parts[1])
        elif parts[0] == "walled" and parts[1] in self.WALLED:
            self._walled(visitor, parts[1])
        else:
            visitor.say("nothing here", status="404 Not Found")

    def _front(self) -> str:
        def rows(kind: str, names: object) -> str:
            return "".join(
                f'<li><a href="{address(kind, n)}">{kind} {n}</a></li>'
                for n in names  # type: ignore[attr-defined]
            )

        lists = [("bomb", self.BOMBS), ("lie", self.LIES), ("walled", self.WALLED),
                 ("trap", self.TRAPS), ("trick", self.TRICKY), ("topic", self.PLAIN)]  # fmt: skip
        return page("Board", "".join(f"<ul>{rows(k, names)}</ul>" for k, names in lists))

    def _trick(self, visitor: Visitor, name: str, number: int) -> None:
        text = topic(number)
        chinese = topic(number, "求购二手铣床，预算八万，有货的请联系")
        gone = self.asked[visitor.path] == 1
        simple: dict[str, Callable[[], None]] = {
            "gbk-as-unicode": lambda: visitor.say(chinese.encode("gbk")),
            "unicode-as-gbk": lambda: visitor.say(chinese, kind="text/html; charset=gbk"),
            "taiwan": lambda: visitor.say(
                topic(number, "徵求二手銑床").encode("big5"), kind="text/html; charset=big5"
            ),
            "bogus-charset": lambda: visitor.say(text, kind="text/html; charset=klingon"),
            "broken": lambda: visitor.say(text.replace("</div>", "", 1).replace("</body>", "<p")),
            "deep": lambda: visitor.say(
                page(f"Drums wanted {number}", "<div>" * 150 + post(number) + "</div>" * 150)
            ),
            "gzipped": lambda: visitor.say(gzip.compress(text.encode()), Content_Encoding="gzip"),
            "large": lambda: visitor.say(
                page(f"Drums wanted {number}", post(number) + "<p>filler words here</p>" * 60_000)
            ),
            "moved": lambda: visitor.say(
                "", status="301 Moved", Location=f"/trick_{name}/now"
            ) if not visitor.path.endswith("now") else visitor.say(text),
            "refresh": lambda: visitor.say(
                page("Wait", "", '<meta http-equiv="refresh" content="0;url=/trick_refresh/now">')
            ) if not visitor.path.endswith("now") else visitor.say(text),
            "flaky": lambda: visitor.say("", status="502 Bad") if gone else visitor.say(text),
            "busy": lambda: visitor.say("", status="429 Busy", Retry_After="1")
            if gone else visitor.say(text),
            "nul": lambda: visitor.say(text.replace("Who", "\x00Who\x00")),
            "baseless": lambda: visitor.say(
                topic(number, head='<base href="http://other.example/">')
            ),
            "unclosed": lambda: visitor.say(text.replace("</h1>", "").replace("</html>", "")),
            "many-scripts": lambda: visitor.say(
                topic(number, head="<script>var a=1;</script>" * 5000)
            ),
            "jsonld-bomb": lambda: visitor.say(topic(
                number, head=f'<script type="application/ld+json">{"[" * 50_000}</script>'
            )),
        }  # fmt: skip
        if name in simple:
            simple[name]()
        elif name == "chunked":
            visitor.raw(f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n"
                        "Transfer-Encoding: chunked\r\n\r\n".encode())  # fmt: skip
            for start in range(0, len(text), 7):
                piece = text[start : start + 7].encode()
                visitor.raw(f"{len(piece):x}\r\n".encode() + piece + b"\r\n")
            visitor.raw(b"0\r\n\r\n")
        else:  # what is packed as the visitor says it can unpack it
            packed = _packed(text.encode(), name, visitor)
            visitor.say(packed, Content_Encoding=_coding(name, visitor))

    def _trap(self, visitor: Visitor, name: str, query: str) -> None:
        parts = visitor.path.partition("?")[0].strip("/").split("/")
        depth = len(parts)
        n = int(parts[-1]) if parts[-1].isdigit() else 0
        month = int(query.rpartition("month=")[2] or 0) if name == "calendar" else 0
        body = {
            "calendar": lambda: "".join(
                f'<a href="/trap_calendar/?month={month + k}">month {month + k}</a> '
                for k in range(1, 30)
            ),
            "facets": lambda: "".join(
                f'<a href="/trap_facets/?{query}{"&" if query else ""}f{k}={random.randint(0, 9)}">'
                f"facet {k}</a> " for k in range(20)
            ),
            "session": lambda: "".join(
                f'<a href="/trap_session/{k}?sid={random.getrandbits(64):016x}">again {k}</a> '
                for k in range(5)
            ),
            "next": lambda: f'<a rel="next" href="/trap_next/{n + 1}">next</a>',
            "maze": lambda: "".join(
                f'<a href="/trap_maze/{n * 5 + k}">way {k}</a> ' for k in range(1, 6)
            ),
            "deeper": lambda: f'<a href="{"/" + "/".join(parts)}/deeper/{depth}">deeper</a>',
            "mirror": lambda: "".join(
                f'<a href="/trap_mirror/{n}-{random.getrandbits(40)}">a copy</a> ' for _ in range(9)
            ),
            "words": lambda: "".join(
                f'<a href="/trap_words/{"".join(random.choices("abcdefgh", k=9))}">word</a> '
                for _ in range(9)
            ),
        }[name if name in self.TRAPS else "next"]()  # fmt: skip
        visitor.say(page(f"Trap {name} {n}", f"<p>Nothing to see.</p>{body}"))

    def _bomb(self, visitor: Visitor, name: str) -> None:
        zeros = b"<html><body>" + b"x" * 50_000_000
        million = 1_000_000
        bodies: dict[str, Callable[[], str]] = {
            "eleven": lambda: "<p>x</p>" * (11 * million // 8),
            "divs": lambda: "<div>" * 100_000,
            "links": lambda: "".join(f'<a href="/bomb_links/{k}">l</a>' for k in range(300_000)),
            "dots": lambda: "a." * (2 * million),
            "ats": lambda: "a@" * million + "x" * million,
            "digits": lambda: "0512-" * million,
            "entities": lambda: "&amp;" * (2 * million),
            "attributes": lambda: "<p " + " ".join(f'a{k}="1"' for k in range(200_000)) + ">x",
            "tables": lambda: "<table>" + "<tr><td>Tel<td>1" * 300_000,
            "phones": lambda: "<p>Tel: +49 30 " + "1 " * (2 * million),
            "dates": lambda: "<span class=date>2026-10-01 10:00</span>" * 150_000,
            "spaces": lambda: "<p>" + " " * (8 * million) + "x",
        }
        packed: dict[str, tuple[Callable[[], bytes], str]] = {
            "gzip-bomb": (lambda: gzip.compress(zeros), "gzip"),
            "gzip-in-gzip": (lambda: gzip.compress(gzip.compress(zeros)), "gzip, gzip"),
            "deflate-bomb": (lambda: zlib.compress(zeros), "deflate"),
            "brotli-bomb": (lambda: _packed(zeros, "brotli", None), "br"),
        }
        if name in bodies:
            visitor.say(page(f"Bomb {name}", bodies[name]()))
        elif name in packed:
            visitor.say(packed[name][0](), Content_Encoding=packed[name][1])
        else:
            self._never_end(visitor, name)

    def _never_end(self, visitor: Visitor, name: str) -> None:
        end = time.monotonic() + self.slow_seconds
        head = f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\n"
        if name == "silent":
            self.still.wait(self.slow_seconds)
            return
        visitor.raw((head if "header" in name else head + "\r\n").encode())
        while time.monotonic() < end and not self.still.is_set():
            if name == "endless-body":
                visitor.raw(b"<p>more and more</p>" * 5000)
            elif name == "endless-headers":
                visitor.raw(b"X-More: and more\r\n" * 500)
            elif name == "long-header":
                visitor.raw(b"X" * 10_000)
            else:
                visitor.raw(b"<p>")
                self.still.wait(0.5)

    def _lie(self, visitor: Visitor, name: str) -> None:
        here = f"http://{visitor.headers.get('host', '')}"
        port = here.rpartition(":")[2]
        targets = {
            "loop": "/lie_loop/", "to-file": "file:" + "///etc/hostname",
            "chain": f"/lie_chain/{random.getrandbits(30)}",
            "to-metadata": "http://169.254.169.254/latest/meta-data/",
            "to-decimal": "http://2852039166/latest/", "to-octal": "http://0251.0376.0251.0376/",
            "to-mapped": "http://[::ffff:169.254.169.254]/",
            "to-password": f"http://user:secret@127.0.0.1:{port}/topic/1/",
        }  # fmt: skip
        raws = {
            "short": f"HTTP/1.1 200 OK\r\nContent-Type: {HTML}\r\nContent-Length: 9999\r\n\r\n<p>a",
            "negative-length": "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n<p>a",
            "two-lengths": "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\n<p>",
            "no-http": "\x16\x03\x01 what do you want\r\n\r\n",
            "reset": "HTTP/1.1 200 OK\r\nConte",
            "empty": "",
            "bad-gzip": "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
            "Content-Length: 5\r\n\r\nhello",
            "bad-chunks": "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n",
            "status-odd": "HTTP/1.1 999 What\r\nContent-Length: 3\r\n\r\n<p>",
        }
        if name in targets:
            visitor.say("", status="302 Found", Location=targets[name])
        elif name in raws:
            visitor.raw(raws[name].encode("latin-1"))
        elif name == "cookies-forever":
            count = self.asked[visitor.path]
            visitor.say("", status="302 Found", Location=f"/lie_cookies_forever/?n={count}",
                        Set_Cookie=f"n={count}")  # fmt: skip
        else:
            kind = {"image": "image/png", "pdf": HTML}[name]
            visitor.say({"image": b"\x89PNG...", "pdf": b"%PDF-1.7 ..."}[name], kind=kind)

    def _walled(self, visitor: Visitor, name: str) -> None:
        text = topic(7000 + self.WALLED.index(name), FORBIDDEN)
        meta = {
            "noindex": '<meta name="robots" content="NOINDEX, follow">',
            "noindex-us": '<meta name="leadminer" content="noindex">',
            "none": '<meta name="ROBOTS" content="none">',
            "tdm-meta": '<meta name="tdm-reservation" content="1">',
        }
        walls = {
            "login": '<form><input name="user"><input type="password" name="pw"></form>',
            "captcha": '<div class="g-recaptcha"></div>Please verify you are human.',
            "consent": '<form action="/consent"><button>Accept all cookies</button></form>',
        }
        if name == "noindex-header":
            visitor.say(text, X_Robots_Tag="otherbot: nofollow, leadminer: noindex")
        elif name == "tdm-header":
            visitor.say(text, tdm_reservation="1")
        elif name.startswith("http-"):
            status = {"unauthorised": 401, "forbidden": 403, "legal": 451}[name[5:]]
            visitor.say(text, status=f"{status} No")
        elif name in walls:
            visitor.say(page("Wait", walls[name]))
        else:
            visitor.say(text.replace("<head>", "<head>" + meta.get(name, "")))


def _coding(name: str, visitor: Visitor | None) -> str:
    wanted = {"brotli": "br", "zstd": "zstd"}[name]
    accepted = visitor.headers.get("accept-encoding", "") if visitor else wanted
    return wanted if wanted in accepted else "identity"


def _packed(data: bytes, name: str, visitor: Visitor | None) -> bytes:
    coding = _coding(name, visitor)
    if coding == "br":
        import brotli

        return bytes(brotli.compress(data, quality=1))
    if coding == "zstd":
        from backports import zstd

        return bytes(zstd.compress(data))
    return data


def address(kind: str, name: object) -> str:
    """Each case has a kind of address of its own, so that none is spared for another's sake."""
    if isinstance(name, int):
        return f"/{kind}/{name}/"
    return f"/{kind}_{str(name).replace('-', '_')}/"


def told(site: Hostile) -> str:
    """The log, counted by the first two parts of the path."""
    counts: dict[str, int] = {}
    for path in site.log:
        key = path.split("?")[0].split("/")[1]
        counts[key] = counts.get(key, 0) + 1
    return json.dumps(dict(sorted(counts.items(), key=lambda pair: -pair[1])[:25]))
