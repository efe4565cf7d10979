"""A second hostile board, by another hand than the first (traps.py): what answers, letters,
mark-up, walls, wishes, redirects, endless pages, bombs and maps can do. Loopback only.
"""

from __future__ import annotations

import gzip
import re
import socket
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.integration.mining import snare_posts as posts
from tests.integration.mining import snare_ways as ways
from tests.integration.mining.snare_posts import answer, thread
from tests.integration.mining.snare_ways import anchors, moved, page

ROBOTS = (
    "User-agent: *\nDisallow: /shut/\nDisallow: /*/private\nCrawl-delay: 0\n"
    "Sitemap: {0}/maps/cycle.xml\nSitemap: {0}/maps/abroad.xml\nSitemap: {0}/maps/files.xml\n"
    "Sitemap: {0}/maps/laughs.xml\nSitemap: {0}/maps/good.xml.gz\n"
)
FIRST = 101  # the number of the first honest thread
HIDDEN = (
    'style="display:none"', 'style="visibility:hidden"', 'style="font-size:0"', "hidden",
    'style="position:absolute;left:-9999px"', 'style="opacity:0"', 'class="hp"',
    'aria-hidden="true" tabindex="-1"', 'style="width:1px;height:1px;overflow:hidden"',
)  # fmt: skip


@dataclass
class Snares:
    """The server. `honest`: paths of threads that must be found; `due`: path -> reason."""

    asked: Counter[str] = field(default_factory=Counter)
    came: list[tuple[float, str]] = field(default_factory=list)
    honest: dict[str, int] = field(default_factory=dict)
    due: dict[str, str] = field(default_factory=dict)
    told: dict[str, bytes] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)
    foreign_asked: list[str] = field(default_factory=list)
    url: str = ""
    over: threading.Event = field(default_factory=threading.Event)

    @property
    def wanted(self) -> set[int]:
        return set(self.honest.values())

    def count_cases(self) -> int:
        return len(self.honest) + len(self.due) + len(HIDDEN) + 5

    def not_asked(self) -> list[str]:
        asked = {re.sub(r"^/\(S\(\w+\)\)", "", path) for path in self.asked}
        return sorted(p for p in (*self.due, *self.honest) if p not in asked)

    def broken_law(self) -> list[str]:
        """What was asked for although it was forbidden, or hidden from everybody's eyes."""
        closed = ("/shut/", "/bait/")
        return [p for p in self.asked if p.startswith(closed) or p.endswith("/private")]

    def build(self) -> None:
        number = FIRST
        for made in (posts.wires(), posts.letters(), posts.shapes()):
            for name, make in made.items():
                self._add(f"/t/{number}", number, name, make(number))
                number += 1
        for name in ("resets", "refresh", "framed", "based", "clicked", "listed", "fed", "session",
                     "sid_path", "moved_twice", "post_redirect", *ways.LATER):  # fmt: skip
            place = "dir/sub" if name == "based" else name
            self._add(f"/{place}/{number}", number, name)
            number += 1
        for name, raw in ways.reserved().items():
            self._owe(f"/t/{number}", "noindex" if "tdm" not in name else "tdm_reserved", raw)
            self.names[number] = name
            number += 1
        for name, (reason, text) in ways.WALLS.items():
            self._owe(f"/wall_{name}/", reason, answer(page(text)))
        for name, (raw, reason) in ways.bombs().items():
            self._owe(f"/bomb_{name}/x", reason, raw)
        for name, reason in ways.REDIRECTS.items():
            self._owe(f"/{name}/go", reason)
        for name, (_, reason) in ways.WIRES.items():
            self._owe(f"/{name}/x", reason)
        for name in ways.ENDLESS:
            self._owe(f"/{name}/1", "")
        for name, kind in (("sheet", "text/csv"), ("program", "application/octet-stream")):
            self._owe(f"/{name}/x", "not_html", answer(b"a,b\n1,2\n" * 99, kind=kind))
        self._owe("/empty_ok/x", "", answer(b""))
        self._owe("/private_ok/x", "", answer(page("<p>nothing</p>")))

    def _add(self, path: str, number: int, name: str, raw: bytes | None = None) -> None:
        self.honest[path], self.names[number] = number, name
        if raw is not None:
            self.told[path] = raw

    def _owe(self, path: str, reason: str, raw: bytes | None = None) -> None:
        self.due[path] = reason
        if raw is not None:
            self.told[path] = raw

    def _path_of(self, name: str) -> str:
        return next(p for p, n in self.honest.items() if self.names[n] == name)

    def home(self) -> bytes:
        hidden = "".join(f'<a {how} href="/bait/{n}">deal {n}</a>' for n, how in enumerate(HIDDEN))
        css = "<style>.hp, .x { position: absolute; display: none }</style>"
        feeds = '<link rel="alternate" type="application/rss+xml" href="/maps/feed.rss">'
        odd = anchors(
            "data:text/html,%3Ca href=/bait/90%3E",
            "javascript:location='/bait/91'",
            "mailto:x@y.example?subject=/bait/92",
            "/shut/1",
            "/x/private",
            "#top",
            "",
        )
        boards = anchors(*(f"/board/{n}" for n in range(1, 9)), "/window", "/dir/list")
        return answer(page(f"<h1>Boards</h1>{boards}{odd}{hidden}", head=css + feeds))

    def board(self, number: int) -> bytes:
        unlinked = ("framed", "based", "listed", "fed")
        paths = [p for p, n in self.honest.items() if self.names[n] not in unlinked]
        paths += list(self.due)
        mine = paths[number - 1 :: 8]
        token = f"{time.time_ns():032x}"
        mine = [f"/session/{p.split('/')[-1]}?PHPSESSID={token}" if p.startswith("/session/") else p
                for p in mine]  # fmt: skip
        mine = [f"/(S({token[-24:]})){p}" if p.startswith("/sid_path/") else p for p in mine]
        return answer(page(f"<h1>Board {number}</h1>{anchors(*mine)}"))

    def special(self, path: str, query: str, count: int) -> bytes | None:
        """Honest threads that stand behind something."""
        words = path.strip("/").split("/")
        if words[0].startswith("(S("):
            words = words[1:]
        number = int(words[-1]) if words[-1].isdigit() else 0
        name = words[0] if words[0] != "dir" else "based"
        if path == "/window":
            frame = self._path_of("framed")
            return answer(f'<html><head><title>Depot</title></head><frameset cols="20%,*"><frame '
                          f'src="/menu"><frame src="{frame}"></frameset></html>')  # fmt: skip
        if path == "/menu":
            return answer(page(anchors("/board/1")))
        if path == "/dir/list":
            head = '<base href="/dir/sub/page">'
            return answer(page(anchors(self._path_of("based").rpartition("/")[2]), head=head))
        if self.names.get(number) != name:
            return None
        if name == "resets":
            return answer(thread(number)) if count > 1 else b""
        if name in ("refresh", "moved_twice") and count < 3 and query != "z=3":
            step = int(query.removeprefix("z=") or 0) + 1
            to = f"{path}?z={step}"
            head = f'<meta http-equiv="Refresh" content="0;URL=\'{to}\'">'
            return answer(page("", head=head)) if name == "refresh" else moved(to, "308 Permanent")
        if name == "post_redirect" and not query:
            return moved(f"http:{path}?seen=1".replace("http:", ""), "303 See Other")
        return ways.later(number, count, name) if name in ways.LATER else answer(thread(number))

    def map(self, name: str) -> bytes | None:
        def urls(*each: str) -> str:
            rows = "".join(f"<url><loc>{u}</loc></url>" for u in each)
            return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'

        here, listed = self.url, f"{self.url}{self._path_of('listed')}"
        files = (
            "file:" + "///etc/passwd",
            "ftp://127.0.0.1/x",
            "http://169.254.169.254/latest/",
            f"{here}/shut/9",
            "javascript:1",
            "//",
            "http://[::1",
            "http://127.0.0.2:9/x",
        )
        many = urls(*(f"http://elsewhere{n % 97}.example/{n}" for n in range(50_000)))
        lines = ['<!ENTITY a "ha">'] + [
            f'<!ENTITY {chr(98 + n)} "{("&" + chr(97 + n) + ";") * 20}">' for n in range(9)
        ]
        laughs = f"<!DOCTYPE urlset [{''.join(lines)}]>" + urls(f"{here}/&j;")
        feed = (
            '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:'
            '///etc/passwd">'
            f'<!ENTITY y SYSTEM "{here}/bait/95">]><rss version="2.0"><channel><title>&x;&y;'
            "</title>"
            f"<item><title>Drums</title><link>{self._path_of('fed')}</link></item>"
            f"<item><link>http://elsewhere.example/1</link></item>" + "<item>" * 20_000
        )
        told = {
            "cycle.xml": f"<sitemapindex><sitemap><loc>{here}/maps/back.xml</loc></sitemap>"
            "</sitemapindex>",
            "back.xml": "<sitemapindex>" + "".join(
                f"<sitemap><loc>{here}/maps/cycle.xml?n={n}</loc></sitemap>" for n in range(300)
            ) + "</sitemapindex>",
            "abroad.xml": many,
            "files.xml": urls(*files),
            "laughs.xml": laughs,
            "feed.rss": feed,
        }  # fmt: skip
        if name == "good.xml.gz":
            return answer(gzip.compress(urls(listed).encode()), kind="application/octet-stream")
        return answer(told[name], kind="application/xml") if name in told else None

    def answer(self, target: str, count: int) -> bytes:
        path, _, query = target.partition("?")
        words = path.strip("/").split("/")
        found = self.told.get(path)
        if found is None and path == "/":
            found = self.home()
        if found is None and path == "/robots.txt":
            found = answer(ROBOTS.format(self.url), kind="text/plain")
        if found is None and words[0] == "board" and words[-1] in "12345678":
            found = self.board(int(words[-1]))
        if found is None and words[0] == "maps":
            found = self.map(words[-1])
        if found is None:
            found = ways.redirects(words[0], target, self.url)
        if found is None:
            found = self.special(path, query, count)
        if found is None and words[0] in ways.ENDLESS:
            inner = ways.endless(words[0], target.removeprefix(f"/{words[0]}/"), count)
            found = answer(inner) if inner else None
        return answer(page("<h1>Gone</h1>"), status="404 Not Found") if found is None else found

    @contextmanager
    def served(self, port: int = 0) -> Iterator[str]:
        door = socket.create_server(("127.0.0.1", port))
        self.url = f"http://127.0.0.1:{door.getsockname()[1]}"
        self.build()
        threading.Thread(target=self._accept, args=(door,), daemon=True).start()
        try:
            yield self.url
        finally:
            self.over.set()
            door.close()

    def _accept(self, door: socket.socket) -> None:
        while not self.over.is_set():
            try:
                link, _ = door.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(link,), daemon=True).start()

    def _serve(self, link: socket.socket) -> None:
        with link:
            link.settimeout(60)
            try:
                self._one(link)
            except OSError:
                return

    def _one(self, link: socket.socket) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            got = link.recv(65536)
            if not got:
                return
            head += got
        target = head.split(b" ", 2)[1].decode("latin-1")
        path = target.partition("?")[0]
        self.asked[path] += 1
        self.came.append((time.monotonic(), target))
        name = path.split("/")[1]
        if name in ways.WIRES:
            ways.WIRES[name][0](link, self.over, target, self.asked[path])
            return
        raw = self.answer(target, self.asked[path])
        if not raw:
            ways.slam(link, self.over, target, 0)
            return
        link.sendall(raw)
