"""Sites that grow between two runs: forums, blogs, lists of mails, notices and directories whose
pages are drawn anew each time they are asked for, as most servers do."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs, urlsplit

from tests.integration.mining.small_web import Answer

FILL = "<script>/* " + "var menu = [1, 2, 3]; " * 60 + " */</script>"
_WORDS = [
    "valve",
    "pump",
    "flange",
    "gasket",
    "bearing",
    "hose",
    "drum",
    "boiler",
    "conveyor",
    "fan",
    "filter",
    "gearbox",
]
_TOWNS = [
    "Leeds",
    "Ulm",
    "Lyon",
    "Gent",
    "Porto",
    "Turin",
    "Brno",
    "Riga",
    "Malmo",
    "Cork",
    "Vigo",
    "Graz",
]
_NAMES = [
    "anna",
    "bob",
    "carla",
    "dmitri",
    "eve",
    "farid",
    "grace",
    "hiro",
    "ines",
    "jonas",
    "kira",
    "liam",
]


@dataclass
class Entry:
    """A thread with its posts, or a company (one post)."""

    n: int
    section: int
    title: str
    times: list[datetime]
    who: list[str]
    says: list[str]
    tags: tuple[int, ...] = ()

    @property
    def last(self) -> datetime:
        return self.times[-1]


@dataclass
class Growing:
    """What a site holds; a look draws it."""

    seed: int = 1
    sections: int = 4
    count: int = 60
    etag: bool = False
    entries: list[Entry] = field(default_factory=list)
    views: dict[str, int] = field(default_factory=dict)
    home: str = ""
    sent: int = 0  # bytes of bodies
    asked: list[str] = field(default_factory=list)
    size = 15  # rows of a list
    counts = True  # whether lists show how many answers there are
    is_directory = False
    robots = ""
    address = "/topic/{n}"

    def __post_init__(self) -> None:
        self.rng = random.Random(f"{type(self).__name__}{self.seed}")
        self.now = datetime.now(UTC).replace(microsecond=0)
        for n in range(self.count):
            began = self.now - timedelta(days=300 * self.rng.random() ** 2 + 1, minutes=n)
            self.add(began, replies=self.rng.choice((0, 0, 1, 2, 3, 5)))

    def add(self, began: datetime, *, replies: int = 0, section: int | None = None) -> Entry:
        """One thread or company more."""
        n, rng = len(self.entries) + 101, self.rng
        place = n % self.sections if section is None else section
        word, town = rng.choice(_WORDS), rng.choice(_TOWNS)
        title = f"{rng.choice(('Wanted', 'Looking for', 'Who makes', 'Quote for'))} {word} {n} in {town}"
        if self.is_directory:
            title = f"{rng.choice('ABCDEFGHIKLMNPRSTW')}{rng.choice(('ora', 'elta', 'unit', 'akon'))}{n} {word.title()} Ltd"
        entry = Entry(n, place, title, [], [], [], tuple(rng.sample(range(8), 2)))
        self.entries.append(entry)
        for k in range(replies + 1):
            self.say(entry, began + timedelta(hours=3 * k, minutes=k))
        return entry

    def say(self, entry: Entry, at: datetime) -> None:
        """One post more in a thread."""
        k = len(entry.times)
        word, town = self.rng.choice(_WORDS), self.rng.choice(_TOWNS)
        entry.times.append(min(at, self.now))
        entry.who.append(self.rng.choice(_NAMES))
        entry.says.append(
            f"We need {entry.n * 3 + k} pieces of {word} for our plant in {town}, who can deliver part {entry.n}-{k} and when?"
        )

    def grow(self, *, threads: int = 5, replies: int = 2) -> int:
        """News all over the site; how many records more there are to find."""
        self.now = datetime.now(UTC).replace(microsecond=0)
        old = self.rng.sample(self.entries, replies)
        for k in range(threads):
            self.add(self.now - timedelta(minutes=3 * k), section=(k * 2 + 1) % self.sections)
        if self.is_directory or not self.counts:
            return threads
        for k, entry in enumerate(old):
            self.say(entry, self.now - timedelta(minutes=k))
        return threads + replies

    def records(self) -> int:
        """Posts and replies, or companies."""
        return len(self.entries) if self.is_directory else sum(len(e.times) for e in self.entries)

    # the server

    def __call__(self, path: str, _count: int) -> Answer:
        self.asked.append(path)
        self.views[path] = self.views.get(path, 0) + 1
        parts = urlsplit(path)
        query = {k: v[-1] for k, v in parse_qs(parts.query).items()}
        if parts.path == "/robots.txt":
            return Answer(
                200,
                (self.robots.format(home=self.home) or "User-agent: *\nDisallow:\n").encode(),
                {"Content-Type": "text/plain"},
            )
        body, kind = self.draw(parts.path, query), "text/html; charset=utf-8"
        if body is None:
            answer = Answer(404, b"<html><body>not found</body></html>", {"Content-Type": kind})
        else:
            if body.startswith("<?xml"):
                kind = "application/xml"
            answer = Answer(200, body.encode(), {"Content-Type": kind})
            if self.etag:
                still = re.sub(rb"<!--.*?-->", b"", answer.body)
                answer.headers["ETag"] = f'"{hashlib.sha256(still).hexdigest()[:16]}"'
        self.sent += len(answer.body)
        return answer

    def draw(self, path: str, query: dict[str, str]) -> str | None:
        """The page of an address; None if there is none."""
        page = int(query.get("page", "1"))
        for shape, make in self.routes():
            found = re.fullmatch(shape, path)
            if found:
                return make(*found.groups(), page) if found.groups() else make(page)
        return None

    def routes(self) -> list[tuple[str, Callable[..., str | None]]]:
        """Patterns of addresses and what draws them; numbers stand in groups."""
        return []

    def frame(self, title: str, body: str, *, menu: str = "") -> str:
        """What stands around every page, and changes with each visit where there is no ETag."""
        noise = f"<!-- drawn {self.rng.random()} -->"
        online = (
            "" if self.etag else f"<p class='stat'>Users online: {self.rng.randrange(5, 99)}</p>"
        )
        return f"<!doctype html><html><head><title>{title}</title>{self.head()}</head><body><div class='nav'><ul>{menu or self.menu()}</ul></div>{body}{noise}{FILL}<div class='footer'>{online}<a href='/about'>About</a> <a href='/rules'>Rules</a></div></body></html>"

    def head(self) -> str:
        return ""

    def menu(self) -> str:
        return "<li><a href='/'>Home</a></li>"

    def about(self, *_: object) -> str:
        return self.frame(
            "About", f"<h1>About us</h1><p>{'We have been here since 1999. ' * 30}</p>"
        )

    # pieces that looks share

    def entry(self, n: str) -> Entry | None:
        place = int(n) - 101
        return self.entries[place] if 0 <= place < len(self.entries) else None

    def of(self, section: int) -> list[Entry]:
        return [e for e in self.entries if e.section == section]

    def pages(self, rows: list[Entry], page: int, base: str) -> tuple[list[Entry], str]:
        """The rows of one page, and the links to the others."""
        last = max(1, -(-len(rows) // self.size))
        links = " ".join(
            f"<a href='{base}?page={n}'>{n}</a>" if n != page else f"<b>{n}</b>"
            for n in range(1, last + 1)
        )
        more = f" <a href='{base}?page={page + 1}'>Next</a>" if page < last else ""
        shown = rows[(page - 1) * self.size : page * self.size]
        return shown, f"<div class='pages'>{links}{more}</div>" if last > 1 else ""

    def posts(self, entry: Entry) -> str:
        return "".join(
            f"<div class='post' id='p{entry.n}-{k}'><div class='by'><a href='/user/{who}'>{who}</a></div><span class='date'>{at:%Y-%m-%d %H:%M}</span><div class='text'>{text}</div></div>"
            for k, (at, who, text) in enumerate(
                zip(entry.times, entry.who, entry.says, strict=True)
            )
        )

    def user(self, name: str, *_: object) -> str:
        mine = [e for e in self.entries if name in e.who][:6]
        rows = "".join(
            f"<li><a href='{self.address.format(n=e.n)}'>{e.title}</a></li>" for e in mine
        )
        return self.frame(
            name,
            f"<h1>{name}</h1><p>Member since 2019. {'A word about me. ' * 20}</p><ul>{rows}</ul>",
        )

    def urlset(self, address: str, *, lastmod: bool) -> str:
        rows = "".join(
            f"<url><loc>{self.home}{address.format(n=e.n)}</loc>{f'<lastmod>{e.last:%Y-%m-%dT%H:%M:%SZ}</lastmod>' if lastmod else ''}</url>"
            for e in self.entries
        )
        return f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'

    def rss(self, address: str, count: int = 20) -> str:
        newest = sorted(self.entries, key=lambda e: e.times[0], reverse=True)[:count]
        rows = "".join(
            f"<item><title>{e.title}</title><link>{self.home}{address.format(n=e.n)}</link><guid>{e.n}</guid><pubDate>{e.times[0]:%a, %d %b %Y %H:%M:%S} +0000</pubDate><description>{e.says[0]}</description></item>"
            for e in newest
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>News</title><link>{self.home}/</link><description>x</description>{rows}</channel></rss>'
