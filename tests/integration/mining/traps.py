"""A forum on a server that does everything wrong at once: some two hundred cases, and among them
honest threads that must all be found. Loopback only; run by tests and benchmarks/mining_hostile.py.
"""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from tests.integration.mining import trap_pages as pages
from tests.integration.mining import trap_ways as ways
from tests.integration.mining.trap_pages import FORBIDDEN, HIDDEN_MAIL, Page, post, said, shell
from tests.integration.mining.trap_wire import WIRES, tiny_chunks

__all__ = ["FORBIDDEN", "HIDDEN_MAIL", "Traps", "said"]

ROBOTS = (
    b"\xef\xbb\xbf# closed to most\r\nUser-agent: *\r\nDisallow: /\r\n\r\nthis line is noise\r\n"
    b"USER-AGENT: otherbot\r\nuser-agent: LeadMiner\r\nDisallow: /closed/ # not this\r\n"
    b"Allow: /closed/open/\r\nDisallow: /*.secret$\r\nDisallow:/topic/*?print=\r\n"
    b"Disallow:\r\nCrawl-delay: soon\r\nRequest-rate: 1/0s\r\nSitemap: %s/maps/index.xml\r\n"
    b"Sitemap: ://broken\r\nSitemap: /maps/relative.xml\r\n"
)
_WORDS = (
    "ash", "bay", "cay", "dew", "elm", "fir", "gum", "hay", "ivy", "jay", "kea", "lea", "may",
    "nut", "oak", "pea", "rye", "sea", "tea", "yew",
)  # fmt: skip
WIRE_TOPICS = ("too_short", "nothing", "bad_chunks", "reset", "old_answer", "half_head")


@dataclass
class Traps:
    """The server. `wanted`: numbers of honest threads; `asked`: paths, counted."""

    asked: Counter[str] = field(default_factory=Counter)
    foreign_asked: list[str] = field(default_factory=list)
    agents: Counter[str] = field(default_factory=Counter)
    honest: dict[int, Page] = field(default_factory=dict)
    cases: dict[str, Page] = field(default_factory=dict)
    url: str = ""
    foreign: str = ""
    came: list[tuple[float, str]] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def wanted(self) -> set[int]:
        """Every thread that can be reached and may be kept."""
        return set(self.honest)

    def broken_law(self) -> list[str]:
        """What was asked for although it was forbidden."""
        bad = [path for path in self.asked if self._is_closed(path)]
        return [*bad, *self.foreign_asked]

    def _is_closed(self, path: str) -> bool:
        inside = path.startswith("/closed/") and not path.startswith("/closed/open/")
        listed = path.startswith(("/kept-by-file/", "/xxe"))
        return inside or listed or path.endswith(".secret") or "print=" in path

    def count_cases(self) -> int:
        """How many things are wrong, or odd, here."""
        return len(self.cases) + len(WIRES) + len(self._ways()) + len(self.honest) - 30

    def not_asked(self) -> list[str]:
        """Cases that never came up: nothing is known of them."""
        told = {f"/{name}/case" for name in (*self.cases, *WIRES)}
        told |= set(self._ways())
        return sorted(path for path in told if path not in self.asked)

    def build(self) -> None:
        """All pages that are the same each time."""
        honest: list[Page] = [Page(post(n).encode()) for n in range(1, 31)]
        for made in (
            pages.charsets, pages.long_runs, pages.heavy, pages.markup, pages.packed,
            pages.cookies, pages.hidden_mails,
        ):  # fmt: skip
            honest += made(len(honest) + 1)
        honest += pages.addresses(len(honest) + 1, self.foreign)
        self.honest = dict(enumerate(honest, 1))
        for number in (
            801,
            802,
            803,
            811,
            821,
            831,
            841,
            842,
            851,
            852,
            853,
            854,
        ):  # by maps, feeds, odd ways
            self.honest[number] = Page(post(number).encode())
        self.cases = {f"bomb_{n}": p for n, p in pages.bombs().items()}
        self.cases |= {f"file_{n}": p for n, p in pages.files().items()}

    def _ways(self) -> list[str]:
        odd = ("loop", "self", "chain", "grow/a", "closed", "refresh/loop", "refresh/metadata")
        found = [f"/go/{each}" for each in odd]
        found += [f"/meta{word}/go" for word in _WORDS[: len(ways.METADATA)]]
        found += [f"/else{word}/go" for word in _WORDS[: len(ways.ELSEWHERE)]]
        found += [f"/{n}wall/" for n in ("login", "captcha", "recaptcha", "cookies")]
        found += [
            f"/{n}/"
            for n in ("calendar", "session", "deeper", "chance", "pages", "gone", "maze", "words")
        ]
        found += ["/shop", "/closed/open/841", "/later/842", "/later_date/843", "/moved/851",
                  "/refreshed/852", "/flaky/853", "/tiny_chunks/854"]  # fmt: skip
        found += [f"/{name}kept/" for name in ways.RESERVED]
        return found + [f"/status{word}/" for word in _WORDS[: len(ways.STATUSES)]]

    def home(self) -> Page:
        boards = ways.links("/board/", range(1, 6))
        hubs = ways.links("/hub/", range(1, 12))
        tricks = (
            '<a href="/closed/1">closed</a><a rel="nofollow" href="/closed/2">never</a>'
            '<a style="display:none" href="/closed/9">hidden</a><a href="/page.secret">s</a>'
            '<a href="/topic/5?print=1">print</a><a href="/kept-by-file/1">kept</a>'
            f'<a href="http://{self.foreign}/topic/1">abroad</a><iframe src="/closed/4"></iframe>'
            '<a href="/topic/5#p5">again</a><a href="//{0}/topic/6?utm_source=x">again</a>'
        ).replace("{0}", urlsplit(self.url).netloc)
        head = (
            '<link rel="alternate" type="application/rss+xml" href="/feed/good.rss">'
            '<link rel="alternate" type="application/atom+xml" href="/feed/bomb.rss">'
        )
        body = f"<h1>Market board</h1><ul>{boards}</ul><ul>{hubs}</ul>{tricks}"
        return Page(shell(body, head=head).encode())

    def board(self, number: int) -> Page:
        numbers = [n for n in self.honest if n < 800]
        mine = [n for n in numbers if n % 5 == number % 5]
        rows = ways.links("/topic/", mine) + ways.links(
            "/topic/w-", WIRE_TOPICS[number - 1 : number]
        )
        return Page(shell(f"<h1>Board {number}</h1><ul>{rows}</ul>").encode())

    def hub(self, number: int) -> Page:
        told = [f"/{name}/case" for name in (*self.cases, *WIRES)] + self._ways()
        rows = "".join(f'<li><a href="{each}">{each}</a></li>' for each in told[number - 1 :: 11])
        return Page(shell(f"<h1>More {number}</h1><ul>{rows}</ul>").encode())

    def answer(self, target: str, count: int) -> Page | None:
        """The page of an address; None: there is none."""
        path, _, query = target.partition("?")
        words = path.strip("/").split("/")
        number = int(words[-1]) if words[-1].isdigit() and len(words[-1]) < 6 else 0
        if path == "/":
            return self.home()
        if path == "/robots.txt":
            return Page(ROBOTS % self.url.encode(), "text/plain; charset=utf-8")
        if path == "/.well-known/tdmrep.json":
            rule = b'[{"location": "/kept-by-file/", "tdm-reservation": 1}, 7, {"location": []}]'
            return Page(rule, "application/json")
        if words[0] in ("maps", "feed"):
            return self.map(words[-1])
        if words[0] == "board" and 1 <= number <= 5:
            return self.board(number)
        if words[0] == "hub" and number:
            return self.hub(number)
        if words[0] == "topic" and number in self.honest and "print=" not in query:
            return self.honest[number]
        if path.startswith("/closed/open/") or words[0] == "later":
            honest = self.honest.get(number, Page()).body
            assert isinstance(honest, bytes)
            return Page(honest) if words[0] == "closed" else ways.later(count, honest)
        if words[0] in ("moved", "refreshed", "flaky"):
            return ways.detour(words[0], number, count, self.honest)
        if words[0] == "later_date":
            return ways.later(count, b"<p>at last</p>", by_date=True)
        if words[0].startswith("status"):
            return ways.status(_WORDS.index(words[0].removeprefix("status")))
        if self._is_closed(target):
            return Page(pages.forbidden(999).encode())
        if words[0] in self.cases:
            return self.cases[words[0]]
        if words[0].startswith(("meta", "else")) and words[0][4:] in _WORDS:
            targets = ways.METADATA if words[0].startswith("meta") else ways.ELSEWHERE
            return ways.redirect(targets[_WORDS.index(words[0][4:])])
        if words[0].endswith("wall"):
            return ways.walls(words[0].removesuffix("wall"))
        if words[0].endswith("kept"):
            return ways.reserved(words[0].removesuffix("kept"))
        return ways.redirects(path) if words[0] == "go" else ways.endless(path, query)

    def map(self, name: str) -> Page | None:
        """Sitemaps and feeds, good and bad."""
        here = self.url

        def urls(*paths: str) -> str:
            rows = "".join(f"<url><loc>{here}{p}</loc></url>" for p in paths)
            return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'

        inside = ("index.xml", "index.xml?again=1", "good.xml", "laughs.xml", "xxe.xml", "many.xml",
                  "bomb.xml.gz", "broken.xml", "list.txt", "missing.xml", "deep1.xml")  # fmt: skip
        rows = "".join(f"<sitemap><loc>{here}/maps/{n}</loc></sitemap>" for n in inside)
        xxe = (
            f'<!DOCTYPE u [<!ENTITY % d SYSTEM "{here}/xxe.dtd"> %d; <!ENTITY e SYSTEM '
            f'"file:/etc/passwd"><!ENTITY h SYSTEM "{here}/xxe-ping">]>'
        )
        item = "<item><title>Steel drums wanted, lot 831</title><link>/topic/831</link></item>"
        odd = "<item><link>javascript:alert(1)</link></item><item><link>/closed/6</link></item>"
        told: dict[str, str | bytes] = {
            "index.xml": f"<sitemapindex>{rows}<sitemap><loc>http://{self.foreign}/m.xml</loc>"
            "</sitemap></sitemapindex>",
            "good.xml": urls("/topic/801", "/topic/802", "/topic/803", "/closed/5", "/topic/1"),
            "laughs.xml": pages.laughs("urlset"),
            "xxe.xml": xxe + urls("/topic/811", "/&e;", "/&h;"),
            "many.xml": urls(*(f"/empty/{n}" for n in range(120_000))),
            "bomb.xml.gz": gzip.compress(b"<urlset>" + b" " * 300_000_000, 9),
            "broken.xml": "<urlset><url><loc>" + here + "/topic/821</loc></url><url><loc>",
            "list.txt": f"{here}/topic/801\n{here}/closed/5\nnot an address\n" + "x" * 100_000,
            "relative.xml": urls("/topic/801"),
            "deep1.xml": f"<sitemapindex><sitemap><loc>{here}/maps/deep1.xml?x=1</loc></sitemap>"
            "</sitemapindex>",
            "bomb.rss": pages.laughs("feed"),
            "good.rss": f"{xxe.replace(' u ', ' rss ')}<rss version='2.0'><channel><title>t&e;"
            f"</title>{item}{odd}</channel></rss>",
        }
        body = told.get(name)
        if body is None:
            return None
        return Page(body if isinstance(body, bytes) else body.encode(), "application/xml")

    @contextmanager
    def served(self) -> Iterator[str]:
        """Serve it and its foreign neighbour; yields its address."""
        listening = [socket.create_server(("127.0.0.1", 0)), socket.create_server(("127.0.0.2", 0))]
        self.url = f"http://127.0.0.1:{listening[0].getsockname()[1]}"
        self.foreign = f"127.0.0.2:{listening[1].getsockname()[1]}"
        self.build()
        for n, door in enumerate(listening):
            threading.Thread(target=self._accept, args=(door, n == 1), daemon=True).start()
        try:
            yield self.url
        finally:
            self.over.set()
            for door in listening:
                door.close()

    def _accept(self, door: socket.socket, is_foreign: bool) -> None:
        while not self.over.is_set():
            try:
                link, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(link, is_foreign), daemon=True).start()

    def _serve(self, link: socket.socket, is_foreign: bool) -> None:
        with link:
            link.settimeout(60)
            try:
                while self._one(link, is_foreign):
                    pass
            except OSError:
                return

    def _one(self, link: socket.socket, is_foreign: bool) -> bool:
        """Answer one request; whether there may be another."""
        head = b""
        while b"\r\n\r\n" not in head:
            got = link.recv(65536)
            if not got:
                return False
            head += got
        target = head.split(b" ", 2)[1].decode("latin-1")
        if is_foreign:
            self.foreign_asked.append(target)
            link.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")
            return True
        path = unquote(target).replace("\x00", "")
        self.asked[path] += 1
        self.came.append((time.monotonic(), path))
        name = path.split("/")[1]
        if name == "tiny_chunks":
            tiny_chunks(link, post(854).encode())
            return False
        wire = WIRES.get(name) or WIRES.get(path.removeprefix("/topic/w-"))
        if wire is not None:
            wire(link, self.over)
            return False
        found = self.answer(path, self.asked[path])
        page = found or Page(b"<h1>Not here</h1>", status="404 Not Found")
        body = page.body
        assert isinstance(body, bytes)
        lines = [f"HTTP/1.1 {page.status}", f"Content-Length: {len(body)}"]
        lines += [f"Content-Type: {page.kind}"] if page.kind else []
        lines += [f"{name}: {value}" for name, value in page.headers]
        link.sendall("\r\n".join([*lines, "", ""]).encode("utf-8", "replace") + body)
        return True
