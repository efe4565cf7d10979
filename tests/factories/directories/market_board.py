"""Boards of the invented markets: what their notices say, and how these come onto pages.

The words stand in `market_words.toml`, by the name of the board, so that the modules of the boards
hold nothing but mark-up.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, wraps
from pathlib import Path
from typing import Any

from tests.factories.directories.board import Board

FIRST = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


@dataclass
class Ask:
    """What one notice says, before it is set on a page."""

    n: int
    title: str
    text: str
    who: str
    at: datetime
    goods: Sequence[str]  # what all notices of the board are about, the first one's first

    @property
    def told(self) -> tuple[int, str, str, str, datetime]:
        """What `Board.tell` is told."""
        return self.n, self.title, self.text, self.who, self.at


@dataclass
class Shown:
    """A notice on the pages: one of its own, a row of the list, and words of its labelled facts."""

    path: str
    title: str
    body: str
    row: str
    context: tuple[str, ...]
    head: str = ""
    at: datetime | None = None  # where the page tells another moment than `Ask.at`
    day_only: bool = True


@cache
def _words() -> dict[str, dict[str, Any]]:
    given = tomllib.loads(Path(__file__).with_name("market_words.toml").read_text("utf-8"))
    return {key: {**given.get(own.get("like"), {}), **own} for key, own in given.items()}


def asks(board: Board) -> list[Ask]:
    """A notice for each of the board's goods, newest first, at midnight."""
    words, found, at = _words()[board.key], [], FIRST
    titles, texts, people = words["titles"], words["texts"], words["people"]
    for n, thing in enumerate(words["goods"], 1):
        at -= timedelta(hours=board.rng.randint(9, 60))
        found.append(
            Ask(
                n,
                titles[n % len(titles)].format(thing, n * 12),
                texts[n * 5 % len(texts)].format(thing.lower(), n * 12),
                people[n * 3 % len(people)],
                at.replace(hour=0, minute=0),
                words["goods"],
            )
        )
    return found


def buyers(board: Board) -> tuple[str, ...]:
    """Those who may ask on the board."""
    return tuple(_words()[board.key]["people"])


def market(
    lang: str, *, shell: str, pages: Sequence[str], title: str, frame: str, front: tuple[str, str],
    onward: str = "", other: str = '<a href="{}">{}</a>', firms: bool = False, **given: Any,
) -> Callable[[Callable[[Ask], Shown]], Callable[[random.Random], Board]]:  # fmt: skip
    """Makes a board of the function that shows one notice; the board is called as the function is.

    `pages`, `title`, `frame`, `onward` and `other` make its list as in `Board.spread`, `front` is
    the first page's title and body; `firms`: those who ask may be told as companies; `given` goes
    to `Board`.
    """

    def of(show: Callable[[Ask], Shown]) -> Callable[[random.Random], Board]:
        @wraps(show)
        def build(rng: random.Random) -> Board:
            board = Board(show.__name__, lang, rng, shell=shell, **given)
            rows: list[str] = []
            for x in asks(board):
                on = show(x)
                board.page(on.path, on.title, on.body, head=on.head)
                board.tell(
                    x.n, x.title, x.text, x.who, on.at or x.at,
                    day_only=on.day_only, context=on.context,
                )  # fmt: skip
                rows.append(on.row)
            board.firms |= set(buyers(board)) if firms else set()
            board.spread(pages, title, rows, frame, onward=onward, other=other)
            board.page("/", *front)
            return board

        return build

    return of
