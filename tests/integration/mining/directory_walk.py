"""Walks an invented directory or board with the real spider, without a network between them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from spiders.auto import AutoSpider
from spiders.directory import DirectorySpider
from tests.factories.directories.board import Board, BoardTally, compare_board
from tests.factories.directories.book import Book
from tests.factories.directories.drawn import Drawn
from tests.factories.directories.drawn_board import DrawnBoard
from tests.factories.directories.serve import Pages, Tally, compare
from tests.integration.mining.skins.walk import walk
from tests.integration.mining.small_web import Answer


@dataclass
class Shown:
    """A book as a walk without a network wants it."""

    book: Book | Board
    now: datetime = field(default_factory=lambda: datetime.now(UTC))
    timezone: str = "UTC"
    urls: dict[str, str] = field(default_factory=lambda: {"index": "/"})

    def __post_init__(self) -> None:
        self._pages = Pages(self.book)

    def answer(self, path: str) -> Answer:
        """As `served` would answer."""
        body = self._pages.found(path)
        return Answer(
            200 if body is not None else 404, body or b"", {"Content-Type": self._pages.kind}
        )


def stroll(book: Book | Board, *, look: bool = False) -> tuple[list[dict[str, Any]], int]:
    """As `crawl`, in this process: rows as the export writes them, and pages asked for."""
    kind = AutoSpider if look else DirectorySpider
    rows, asked = walk(Shown(book), spider_class=kind)  # type: ignore[arg-type]
    for row in rows:
        row["posted"] = row["posted_at"].isoformat() if row.get("posted_at") else None
        row.update(row.pop("company", {}) or {})
    return rows, sum(not path.startswith(("/go", "/redirect.php")) for path in asked)


def walked(build: tuple[type[Drawn], int]) -> tuple[Drawn, Tally]:
    """What a walk through a drawn directory found."""
    site = build[0](build[1])
    rows, requests = stroll(site.book, look=True)
    told = [row for row in rows if "/news/" not in str(row["url"])]  # an article is no company
    return site, compare(site.book, told, requests)


def board_walked(seed: int) -> tuple[DrawnBoard, BoardTally]:
    """What a walk through a drawn board found."""
    site = DrawnBoard(seed)
    return site, compare_board(site.board, *stroll(site.board, look=True))
