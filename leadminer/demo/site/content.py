"""What the sample web says: boards, topics, companies, read from the data files in `content/`.

Ages are hours before the start of the server, so that the sample is always three weeks young.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
CONTENT: Final = HERE / "content"
MUST_NOT_BE_READ: Final = "MUST-NOT-BE-READ"
"""Stands on every page that robots.txt forbids, and nowhere else."""

MERCHANTS: Final[Mapping[str, str]] = {"A": "hengli", "B": "lumen", "C": "nordlicht"}
"""The letters of the data files -> slugs of the demo's merchants."""


@dataclass(frozen=True, slots=True)
class Area:
    """A part of the forum with one mark-up and one interface language."""

    key: str
    title: str
    lang: str
    about: str


@dataclass(frozen=True, slots=True)
class Board:
    """A section of an area: 求购, Suppliers, Gesuche."""

    area: str
    slug: str
    title: str
    lang: str
    about: str
    forbidden: bool = False


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer under a topic; with a need of its own where `need` is set."""

    id: int
    author: str
    text: str
    age_hours: float
    lang: str
    place: str
    need: bool
    merchant: str
    kind: str
    accepted: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """A first post with its replies; `need` and `merchant` are what a careful reader would say."""

    id: int
    area: str
    board: str
    title: str
    author: str
    text: str
    age_hours: float
    lang: str
    place: str
    need: bool
    merchant: str
    kind: str
    fields: Mapping[str, str]
    replies: tuple[Reply, ...]

    @property
    def posts(self) -> tuple[Topic | Reply, ...]:
        """The first post and its replies, as they stand on the page."""
        return (self, *self.replies)


@dataclass(frozen=True, slots=True)
class Company:
    """One entry of the directory, as shown and as a careful reader would write it down."""

    slug: str
    markup: str
    name: str
    kind: str
    lang: str
    country: str
    about: str
    address: str
    contact: str
    phone_shown: str
    phone: str
    extension: str
    fax: str
    email: str
    email_shown: str
    site: str
    since: int
    tags: tuple[str, ...]


def paragraphs(text: str) -> list[list[str]]:
    """A text as paragraphs of lines."""
    return [block.split("\n") for block in re.split(r"\n\s*\n", text.strip())]


@cache
def about() -> str:
    """What the page about the site says."""
    return (CONTENT / "about.txt").read_text(encoding="utf-8")


def plain(text: str) -> str:
    """A text as one reads it: lines kept, empty lines and trailing blanks gone."""
    return "\n".join(line.strip() for line in text.strip().splitlines() if line.strip())


def slug(title: str) -> str:
    """A title as it stands in an address; keeps the letters of other scripts."""
    folded = unicodedata.normalize("NFKC", title).lower()
    return re.sub(r"[\W_]+", "-", folded).strip("-")[:60].strip("-") or "topic"


def ascii_slug(title: str) -> str:
    """A title in plain ASCII, as most question sites write it."""
    bare = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return slug(bare) if bare.strip() else "question"


def moment(now: datetime, age_hours: float) -> datetime:
    """When something of that age was posted, to the full minute."""
    return (now - timedelta(hours=age_hours)).replace(second=0, microsecond=0)


@cache
def areas() -> dict[str, Area]:
    """The areas by key, in the order of the front page."""
    data = _read("boards.toml")
    return {key: Area(key=key, **values) for key, values in data["area"].items()}


@cache
def boards() -> tuple[Board, ...]:
    """All sections, in the order they are shown."""
    return tuple(Board(**values) for values in _read("boards.toml")["board"])


@cache
def topics() -> tuple[Topic, ...]:
    """All topics, newest first."""
    files = sorted(CONTENT.glob("topics_*.toml"))
    found = [_topic(values) for file in files for values in _tables(file)]
    return tuple(sorted(found, key=lambda topic: (topic.age_hours, topic.id)))


@cache
def companies() -> tuple[Company, ...]:
    """All companies of the directory, in the order of the file."""
    return tuple(_company(values) for values in _read("companies.toml")["company"])


def board_of(topic: Topic) -> Board:
    """The section a topic stands in."""
    return next(b for b in boards() if b.area == topic.area and b.slug == topic.board)


def public_topics() -> Iterator[Topic]:
    """The topics that robots.txt allows to read, newest first."""
    return (topic for topic in topics() if not board_of(topic).forbidden)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((CONTENT / name).read_text(encoding="utf-8"))


def _tables(file: Path) -> list[dict[str, Any]]:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    shared = data.get("all", {})
    return [{**shared, **values} for values in data["topic"]]


def _topic(values: dict[str, Any]) -> Topic:
    need = values.get("need", "")
    return Topic(
        id=values["id"],
        area=values["area"],
        board=values["board"],
        title=values["title"],
        author=values["author"],
        text=as_written(values["text"]),
        age_hours=values["age_hours"],
        lang=values["lang"],
        place=values.get("place", ""),
        need=bool(need),
        merchant=need if need in MERCHANTS else "",
        kind=values["kind"],
        fields=values.get("fields", {}),
        replies=tuple(
            _reply(values, number, reply) for number, reply in enumerate(values.get("reply", []), 1)
        ),
    )


def _reply(topic: dict[str, Any], number: int, values: dict[str, Any]) -> Reply:
    need = values.get("need", "")
    return Reply(
        id=topic["id"] * 100 + number,
        author=values["author"],
        text=as_written(values["text"]),
        age_hours=values["age_hours"],
        lang=values.get("lang", topic["lang"]),
        place=values.get("place", ""),
        need=bool(need),
        merchant=need if need in MERCHANTS else "",
        kind=values.get("kind", "request" if need else "chatter"),
        accepted=values.get("accepted", False),
    )


def as_written(text: str) -> str:
    """A text as written, without blanks at its ends."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def _company(values: dict[str, Any]) -> Company:
    optional = ("contact", "extension", "fax", "email", "email_shown", "site")
    known = {**dict.fromkeys(optional, ""), **values}
    known["tags"] = tuple(known.get("tags", ()))
    return Company(**known)
