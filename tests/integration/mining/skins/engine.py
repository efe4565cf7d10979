"""Serves a skin: a file of templates in the manner of one family, filled with a random forum."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit
from zoneinfo import ZoneInfo

import jinja2

from tests.integration.mining.skins.content import Board, Post, Shape, Topic, make_forum
from tests.integration.mining.skins.times import shown, tolerance
from tests.integration.mining.skins.wear import worn
from tests.integration.mining.small_web import Answer

FOLDER = Path(__file__).parent


@dataclass
class Nav:
    """Paging of a list or thread."""

    page: int
    pages: list[tuple[int, str]]

    @property
    def prev(self) -> str:
        return self.pages[self.page - 2][1] if self.page > 1 else ""

    @property
    def next(self) -> str:
        return self.pages[self.page][1] if self.page < len(self.pages) else ""


@dataclass
class Gold:
    """A post as a careful reader would note it."""

    thread: int
    n: int
    author: str
    title: str
    text: str
    time: datetime
    tolerance: timedelta
    section: str
    fields: dict[str, str]


@dataclass
class Skin:
    """One family's templates with their settings."""

    name: str
    held: bool
    family: str
    urls: dict[str, str]
    charset: str
    zone: Any
    time: str
    seed: int = 1
    now: datetime = field(default_factory=lambda: datetime.now(UTC).replace(microsecond=0))
    per_thread: int = 10
    per_board: int = 12
    shape: Shape = field(default_factory=Shape)
    sections: bool = True
    robots: str = ""
    timezone: str = "UTC"  # what an operator must tell, where the site does not
    template: Any = None
    boards: list[Board] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    clothes: tuple[str, ...] = ()  # see wear.py

    def fill(self, seed: int, now: datetime | None = None) -> Skin:
        self.seed = seed
        self.now = now or self.now
        self.boards = make_forum(self.shape, random.Random(f"{self.name}{seed}"), self.now)
        for board in self.boards:
            board.url = self.url("board", b=board)
            for topic in board.topics:
                topic.url = self.url("thread", t=topic, b=board)
                for post in topic.posts:
                    page = (post.n - 1) // self.per_thread + 1
                    place = self.thread_page(topic, page)
                    pattern = self.urls.get("post", "{page}#p{p.id}")
                    post.url = pattern.format(page=place, p=post, t=topic, b=board)
        return self

    def url(self, kind: str, **values: Any) -> str:
        return self.urls[kind].format(**values)

    def thread_page(self, topic: Topic, page: int) -> str:
        if page == 1:
            return topic.url
        start = (page - 1) * self.per_thread
        return self.url("thread_page", t=topic, b=topic.board, page=page, start=start)

    def board_page(self, board: Board, page: int) -> str:
        if page == 1:
            return board.url
        start = (page - 1) * self.per_board
        return self.url("board_page", b=board, page=page, start=start)

    # what templates show

    def when(self, at: datetime, form: str = "") -> str:
        return shown(at, form or self.time, self.zone, self.now)

    def tolerance(self, at: datetime) -> timedelta:
        return tolerance(at, self.time, self.zone, self.now)

    def body(self, post: Post, how: str = "br") -> jinja2.utils.markupsafe.Markup:  # type: ignore[name-defined]
        paras = [escape(p, quote=False) for p in post.paras]
        code = f"<pre><code>{escape(post.code)}</code></pre>" if post.code else ""
        if how == "br":
            said = "<br>\n<br>\n".join(paras)
        elif how == "p":
            said = "".join(f"<p>{p}</p>\n" for p in paras)
        else:
            said = "\n\n".join(paras)
            code = f"\n{escape(post.code)}" if post.code else ""
        return jinja2.utils.markupsafe.Markup(said + code)

    # the server

    def answer(self, path: str, _count: int = 0) -> Answer:
        if path == "/robots.txt":
            return Answer(
                200,
                (self.robots or "User-agent: *\nDisallow:\n").encode(),
                {"Content-Type": "text/plain"},
            )
        found = self.resolve(path)
        if found is None:
            return Answer(
                404, b"<html><body>Not found</body></html>", {"Content-Type": "text/html"}
            )
        kind, thing, page = found
        module = self.template
        if kind == "index":
            text = module.index(self.boards)
        elif kind == "board":
            size = self.per_board
            count = max(1, -(-len(thing.topics) // size))
            nav = Nav(page, [(n, self.board_page(thing, n)) for n in range(1, count + 1)])
            text = module.board(thing, thing.topics[(page - 1) * size : page * size], nav)
        else:
            size = self.per_thread
            count = max(1, -(-len(thing.posts) // size))
            nav = Nav(page, [(n, self.thread_page(thing, n)) for n in range(1, count + 1)])
            text = module.thread(thing, thing.posts[(page - 1) * size : page * size], nav)
        if self.clothes:
            text = worn(str(text), self.clothes)
        kind_header = self.headers.get("Content-Type", f"text/html; charset={self.charset}")
        return Answer(
            200, str(text).encode(self.charset, "xmlcharrefreplace"), {"Content-Type": kind_header}
        )

    def resolve(self, path: str) -> tuple[str, Any, int] | None:
        path = _plain(path)
        if not hasattr(self, "_known") or self._known[0] != self.seed:
            self._known = (self.seed, dict(self._addresses()))
        return self._known[1].get(path)

    def _addresses(self) -> Iterator[tuple[str, tuple[str, Any, int]]]:
        for board in self.boards:
            for n in range(1, -(-len(board.topics) // self.per_board) + 1):
                yield _plain(self.board_page(board, n)), ("board", board, n)
            for topic in board.topics:
                for n in range(-(-len(topic.posts) // self.per_thread), 0, -1):
                    yield _plain(self.thread_page(topic, n)), ("thread", topic, n)
                for pattern in self.urls.get("aliases", ()):
                    for post in topic.posts:
                        page = (post.n - 1) // self.per_thread + 1
                        yield (
                            _plain(pattern.format(t=topic, b=board, p=post)),
                            ("thread", topic, page),
                        )
        if hasattr(self.template, "index"):
            yield _plain(self.urls.get("index", "/")), ("index", None, 1)
        else:
            yield "/", ("board", self.boards[0], 1)

    def gold(self) -> list[Gold]:
        found = []
        for board in self.boards:
            for topic in board.topics:
                for post in topic.posts:
                    title = topic.title if post.n == 1 else ""
                    section = board.name if self.sections else ""
                    found.append(Gold(
                        topic.id, post.n, post.author, title, post.text, post.time,
                        self.tolerance(post.time), section, topic.fields if post.n == 1 else {},
                    ))  # fmt: skip
        return found


def _plain(url: str) -> str:
    parts = urlsplit(url)
    query = "&".join(sorted(parts.query.split("&")))
    return unquote(parts.path) + (f"?{unquote(query)}" if query else "")


def load(name: str, seed: int = 1, now: datetime | None = None) -> Skin:
    """A skin by its name, filled with a forum of that seed."""
    text = (FOLDER / f"{name}.html").read_text("utf-8")
    head, _, body = text.partition("#}")
    data = tomllib.loads(head.partition("{#")[2])
    env = jinja2.Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    zone = data.get("zone", "UTC")
    skin = Skin(
        name, data.get("held", False), data.get("family", name), data["urls"],
        data.get("charset", "utf-8"), ZoneInfo(zone), data["time"],
        per_thread=data.get("per_thread", 10), per_board=data.get("per_board", 12),
        shape=Shape.of(**data.get("shape", {})), sections=data.get("sections", True),
        robots=data.get("robots", ""), timezone="UTC" if data.get("states_zone", True) else zone,
        headers=data.get("headers", {}),
    )  # fmt: skip
    env.globals.update(
        skin=skin, when=skin.when, body=skin.body, quote=quote, latest=lambda: _latest(skin),
        iso=lambda at: at.astimezone(skin.zone).isoformat(timespec="seconds"),
        isoz=lambda at: at.strftime("%Y-%m-%dT%H:%M:%SZ"), epoch=lambda at: int(at.timestamp()),
    )  # fmt: skip
    skin.template = env.from_string(body).module
    return skin.fill(seed, now)


def _latest(skin: Skin) -> list[Topic]:
    topics = [t for b in skin.boards for t in b.topics]
    return sorted(topics, key=lambda t: t.last.time, reverse=True)[:6]


def names() -> list[str]:
    return sorted(p.stem for p in FOLDER.glob("*.html"))
