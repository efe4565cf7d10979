"""When a page is read: while the next request is under way, where its turn is near.

Reading and asking share one thread. Read at once, a page that takes longer than the rest of the
delay keeps the next request from its turn, and the host's answering time is idle time for us.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any, Final, Self

from scrapy.crawler import Crawler
from scrapy.http import Response

from leadminer.base.clock import monotonic

HELD_SECONDS_MAX: Final = 0.25  # a page is held back no longer
# while a page is read for seconds no answer is heard, and the time for it runs out: where pages are
# slow, or one is large, nothing is under way meanwhile
READING_SECONDS_MAX: Final = 0.25
LARGE_BYTES: Final = 200_000
_NEWEST_SHARE: Final = 0.2  # of what the last page took, in what pages take of late


@dataclass(slots=True)
class Sendings:
    """Of one run, which has one request under way at a time. Moments of the monotonic clock."""

    reading: float = 0.0  # seconds pages take to read of late
    _is_asking: bool = False
    _due: float | None = None
    _news: asyncio.Event = field(default_factory=asyncio.Event)

    def asking(self) -> None:
        """A request wants its turn."""
        self._is_asking, self._due = True, None

    def due(self, at: float) -> None:
        """It is known when that turn is."""
        self._due = at
        self._news.set()

    def sent(self) -> None:
        """The request is written, or will not be."""
        self._is_asking = False
        self._news.set()

    def took(self, seconds: float) -> None:
        """So long a page took to read."""
        self.reading += _NEWEST_SHARE * (seconds - self.reading)

    async def good_moment(self) -> None:
        """Return when a page had better be read: at once where that is done before the next turn,
        or takes long; else when the next request is out."""
        if self.reading > READING_SECONDS_MAX:
            return
        until = monotonic() + HELD_SECONDS_MAX
        while self._is_asking and (left := until - monotonic()) > 0:
            if self._due is not None and self._due - monotonic() > self.reading:
                return
            self._news.clear()
            try:
                async with asyncio.timeout(left):
                    await self._news.wait()
            except TimeoutError:
                return


class ReadWhileAsking:
    """Scrapy's spider middleware that begins to read a page at a good moment.

    The spider's `parse` is a generator: nothing of a page is read before its first step.
    """

    def __init__(self, sendings: Sendings) -> None:
        self._sendings = sendings

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        spider: Any = crawler.spidercls
        return cls(spider.gate.sendings)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """What a page held and leads to."""
        if len(response.body) <= LARGE_BYTES:
            await self._sendings.good_moment()
        took, began = 0.0, monotonic()
        async for each in result:
            took += monotonic() - began
            yield each
            began = monotonic()
        self._sendings.took(took + monotonic() - began)
