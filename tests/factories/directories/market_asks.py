"""What the notices of the invented markets say, before they are set on pages.

The words stand in `market_words.toml`, so that the modules of the boards hold nothing but mark-up.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from tests.factories.directories.board import Board

FIRST = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


@dataclass
class Ask:
    """What one notice says, before it is set on a page."""

    n: int
    thing: str
    title: str
    text: str
    who: str
    at: datetime

    @property
    def told(self) -> tuple[int, str, str, str, datetime]:
        """What `Board.tell` is told."""
        return self.n, self.title, self.text, self.who, self.at


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
                thing,
                titles[n % len(titles)].format(thing, n * 12),
                texts[n * 5 % len(texts)].format(thing.lower(), n * 12),
                people[n * 3 % len(people)],
                at.replace(hour=0, minute=0),
            )
        )
    return found


def buyers(board: Board) -> tuple[str, ...]:
    """Those who may ask on the board."""
    return tuple(_words()[board.key]["people"])
