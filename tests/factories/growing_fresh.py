"""Six small sites that grow by known steps, as a tester would write them who has read of second runs
but not how they are made: each has its own way of telling (or not) what is new."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qsl, urlsplit

from tests.integration.mining.small_web import Answer

GOODS = ["hydraulic hoses", "brass fittings", "packing film", "cooling towers", "ball valves", "LED strips", "pallet racks", "wire mesh", "label printers", "spray nozzles", "roller chains", "dust filters", "solar cables", "chest freezers", "cutting discs", "garden gloves"]  # fmt: skip
PLACES = [
    "Leicester",
    "Utrecht",
    "Zagreb",
    "Aarhus",
    "Malaga",
    "Poznan",
    "Ghent",
    "Tampere",
    "Bologna",
    "Cluj",
]
PEOPLE = [
    "mreed",
    "olga_k",
    "t.brandt",
    "pavel77",
    "quinn",
    "saskia",
    "ronnie",
    "h-lund",
    "marta",
    "dieter",
    "noor",
    "benji",
]
LINES = (
    "We are looking for a supplier of {g} in {p}, about {n} pieces each quarter.",
    "Has anybody bought {g} from a maker near {p}? Our order would be {n} units.",
    "Our workshop in {p} has used up its {g}; lot {n} was the last one that held.",
    "I can recommend the firm in {p} that sent us {g} last year, ask for item {n}.",
    "You should ask twice about {g}: in {p} they quoted me {n} and delivered less.",
    "Thank you, that settles the matter of {g}. The people in {p} answered on page {n}.",
)


@dataclass
class Talk:
    """Something that was written, and what was answered."""

    no: int
    shelf: int
    name: str
    said: list[tuple[str, datetime, str]] = field(default_factory=list)

    @property
    def began(self) -> datetime:
        return self.said[0][1]

    @property
    def last(self) -> datetime:
        return self.said[-1][1]


class Fresh:
    """What the six have in common: talk of an invented trade, and a server."""

    many = 100
    shelves = ("General", "Buying", "Selling", "Repairs", "Shipping")
    answered = (0, 0, 1, 1, 2, 4, 7)
    rows = 20
    etag = False

    def __init__(self, *, etag: bool = False, many: int = 0) -> None:
        self.home, self.etag, self.many = "", etag, many or self.many
        self.dice = random.Random(type(self).__name__)
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.talks: list[Talk] = []
        for k in range(self.many):
            self.begin(self.now - timedelta(hours=9 + 61 * (self.many - k)), k % len(self.shelves))
            for j in range(self.dice.choice(self.answered)):
                self.answer(self.talks[-1], self.talks[-1].began + timedelta(hours=5 * j + 2))

    def words(self) -> str:
        line = self.dice.choice(LINES)
        return line.format(
            g=self.dice.choice(GOODS), p=self.dice.choice(PLACES), n=self.dice.randrange(40, 9000)
        )

    def begin(self, at: datetime, shelf: int) -> Talk:
        no = 700 + 3 * len(self.talks)
        name = f"{self.dice.choice(GOODS).capitalize()} for {self.dice.choice(PLACES)}, {self.dice.choice(('urgent', 'any advice', 'who delivers', 'price wanted', 'second try'))} ({no})"
        self.talks.append(Talk(no, shelf, name))
        self.answer(self.talks[-1], at)
        return self.talks[-1]

    def answer(self, talk: Talk, at: datetime) -> None:
        talk.said.append((self.dice.choice(PEOPLE), min(at, self.now), self.words()))

    def records(self) -> int:
        return sum(len(t.said) for t in self.talks)

    def grow(self) -> int:
        """Four new ones and three answers to old ones; how many of these some list shows."""
        self.now = datetime.now(UTC).replace(microsecond=0)
        for k in (3, len(self.talks) // 2, len(self.talks) - 6) if max(self.answered) else ():
            self.answer(self.talks[k], self.now - timedelta(seconds=k % 7))
        for k in range(4):
            self.begin(self.now - timedelta(seconds=4 - k), (2 * k + 1) % len(self.shelves))
        return 4 + (3 if self.answers_shown else 0)

    answers_shown = True

    def __call__(self, target: str, _count: int) -> Answer:
        parts = urlsplit(target)
        if parts.path == "/robots.txt":
            return Answer(404, b"no such file", {"Content-Type": "text/plain"})
        got = self.page(parts.path, dict(parse_qsl(parts.query)))
        head = {"Content-Type": "text/html; charset=utf-8"}
        if got is None:
            return Answer(
                404,
                b"<html><head><title>404</title></head><body><h1>Not found</h1></body></html>",
                head,
            )
        return Answer(200, got.encode(), head)

    def page(self, path: str, query: dict[str, str]) -> str | None:
        raise NotImplementedError

    def find(self, path: str, shape: str) -> Talk | None:
        hit = re.fullmatch(shape, path)
        return next((t for t in self.talks if hit and str(t.no) == hit[1]), None)

    def cut(self, what: list[Talk], query: dict[str, str], base: str) -> tuple[list[Talk], str]:
        """One page of a list, and its links to the others."""
        n, last = max(1, int(query.get("p", "1"))), max(1, -(-len(what) // self.rows))
        if last == 1:
            return what, ""
        links = "".join(
            f'<a href="{base}?p={k}">{k}</a> ' if k != n else f"<strong>{k}</strong> "
            for k in range(1, last + 1)
        )
        return what[(n - 1) * self.rows : n * self.rows], f'<p class="pager">Pages: {links}</p>'


def stamp(at: datetime) -> str:
    return f"{at:%d %b %Y, %H:%M}"


class CountedForum(Fresh):
    """A forum whose index counts topics and messages of each board; boards by last message, with
    replies; long topics go on; a box of what is new beside everything."""

    many = 110
    in_page = 5

    def wrap(self, title: str, body: str) -> str:
        fresh = sorted(self.talks, key=lambda t: t.last, reverse=True)[:5]
        box = "".join(f'<li><a href="/t/{t.no}">{t.name}</a></li>' for t in fresh)
        return f"<!DOCTYPE html><html><head><title>{title} - Buyers Corner</title></head><body><header><a href='/'>Buyers Corner</a> <a href='/faq'>FAQ</a> <a href='/login'>Log in</a></header><main>{body}</main><aside><h4>New messages</h4><ul>{box}</ul><p>{self.dice.randrange(4, 60)} guests online</p></aside><footer>Powered by hand. Page made in {self.dice.random():.4f} s</footer></body></html>"

    def page(self, path: str, query: dict[str, str]) -> str | None:
        if path == "/":
            rows = ""
            for b, name in enumerate(self.shelves):
                ours = sorted((t for t in self.talks if t.shelf == b), key=lambda t: t.last)
                top = ours[-1]
                rows += f"<div class='board'><a class='bname' href='/b/{b}'>{name}</a><p>All about {name.lower()}</p><span>{len(ours)} topics</span> <span>{sum(len(t.said) for t in ours)} messages</span> <span>last: {stamp(top.last)} by {top.said[-1][0]}</span></div>"
            return self.wrap("Index", rows)
        if path == "/faq":
            return self.wrap(
                "FAQ",
                "<h1>Questions about this forum</h1><p>"
                + "Please be kind to each other. " * 20
                + "</p>",
            )
        if hit := re.fullmatch(r"/b/(\d)", path):
            b = int(hit[1])
            ours = sorted(
                (t for t in self.talks if t.shelf == b), key=lambda t: t.last, reverse=True
            )
            shown, pager = self.cut(ours, query, path)
            rows = "".join(
                f"<tr><td><a href='/t/{t.no}'>{t.name}</a><br>by {t.said[0][0]}</td><td>{len(t.said) - 1}</td><td>{t.no * 3 + self.dice.randrange(9)}</td><td>{stamp(t.last)}<br>{t.said[-1][0]}</td></tr>"
                for t in shown
            )
            return self.wrap(
                self.shelves[b],
                f"<h2>{self.shelves[b]}</h2><table><tr><th>Topic<th>Replies<th>Views<th>Last message</tr>{rows}</table>{pager}",
            )
        talk = self.find(path, r"/t/(\d+)")
        if talk is None:
            return None
        n, last = int(query.get("p", "1")), -(-len(talk.said) // self.in_page)
        posts = "".join(
            f"<div class='message' id='m{talk.no}-{k}'><div class='left'><b>{who}</b><br>Messages: {len(who) * 31}</div><div class='right'><small>{stamp(at)}</small><p>{text}</p></div></div>"
            for k, (who, at, text) in enumerate(talk.said) if (n - 1) * self.in_page <= k < n * self.in_page
        )  # fmt: skip
        turn = (
            "".join(
                f"<a href='/t/{talk.no}?p={k}'>{k}</a> " if k != n else f"[{k}] "
                for k in range(1, last + 1)
            )
            if last > 1
            else ""
        )
        return self.wrap(
            talk.name,
            f"<p><a href='/'>Index</a> / <a href='/b/{talk.shelf}'>{self.shelves[talk.shelf]}</a></p><h2>{talk.name}</h2>{turn}{posts}",
        )


class TitlesOnly(CountedForum):
    """Held back. Boards list nothing but titles, last spoken first; the index says of each board who
    spoke last and when."""

    many = 95
    rows = 15

    def wrap(self, title: str, body: str) -> str:
        return f"<!DOCTYPE html><html><head><title>{title}</title></head><body><p><a href='/'>Works Forum</a></p>{body}</body></html>"

    def page(self, path: str, query: dict[str, str]) -> str | None:
        if path == "/":
            rows = ""
            for b, name in enumerate(self.shelves):
                top = max((t for t in self.talks if t.shelf == b), key=lambda t: t.last)
                rows += f"<li><a href='/b/{b}'>{name}</a> <small>last post by {top.said[-1][0]} at {stamp(top.last)}</small></li>"
            return self.wrap("Works Forum", f"<h1>Works Forum</h1><ul>{rows}</ul>")
        if hit := re.fullmatch(r"/b/(\d)", path):
            ours = sorted(
                (t for t in self.talks if t.shelf == int(hit[1])),
                key=lambda t: t.last,
                reverse=True,
            )
            shown, pager = self.cut(ours, query, path)
            rows = "".join(f"<li><a href='/t/{t.no}'>{t.name}</a></li>" for t in shown)
            return self.wrap(
                self.shelves[int(hit[1])],
                f"<h1>{self.shelves[int(hit[1])]}</h1><ul>{rows}</ul>{pager}",
            )
        return super().page(path, query)
