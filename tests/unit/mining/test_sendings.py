"""A page is read while the next request is under way, where its turn is nearer than that takes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from types import SimpleNamespace

from scrapy.http import Response

from leadminer.base.clock import monotonic
from leadminer.mining.politeness.sendings import (
    HELD_SECONDS_MAX,
    READING_SECONDS_MAX,
    ReadWhileAsking,
    Sendings,
)


def test_a_page_is_read_at_once_where_no_request_waits() -> None:
    assert asyncio.run(_held(Sendings())) < 0.02


def test_a_page_is_read_at_once_where_that_is_done_before_the_turn() -> None:
    sendings = Sendings(reading=0.01)
    sendings.asking()
    sendings.due(monotonic() + 1.0)
    assert asyncio.run(_held(sendings)) < 0.02


def test_a_page_waits_for_a_request_whose_turn_is_near() -> None:
    sendings = Sendings(reading=0.2)

    async def both() -> tuple[float, float]:
        sendings.asking()
        page = asyncio.create_task(_held(sendings))
        await asyncio.sleep(0.02)
        sendings.due(monotonic() + 0.03)
        await asyncio.sleep(0.03)
        assert not page.done()
        sendings.sent()
        return await page, monotonic()

    assert 0.04 <= asyncio.run(both())[0] < HELD_SECONDS_MAX


def test_a_page_is_not_held_for_ever() -> None:
    sendings = Sendings(reading=READING_SECONDS_MAX)
    sendings.asking()
    assert HELD_SECONDS_MAX <= asyncio.run(_held(sendings)) < 3 * HELD_SECONDS_MAX


def test_nothing_is_under_way_while_slow_pages_are_read() -> None:
    sendings = Sendings(reading=2 * READING_SECONDS_MAX)
    sendings.asking()
    assert asyncio.run(_held(sendings)) < 0.02


def test_what_pages_take_is_learned_from_reading_them() -> None:
    sendings = Sendings()
    crawler = SimpleNamespace(spidercls=SimpleNamespace(gate=SimpleNamespace(sendings=sendings)))
    middleware = ReadWhileAsking.from_crawler(crawler)  # type: ignore[arg-type]

    async def read() -> list[int]:
        told = middleware.process_spider_output(Response("http://a.example/"), _slowly())
        return [each async for each in told]

    assert asyncio.run(read()) == [1, 2]
    assert sendings.reading > 0


async def _slowly() -> AsyncIterator[int]:
    for each in (1, 2):
        await asyncio.sleep(0.01)
        yield each


async def _held(sendings: Sendings) -> float:
    began = monotonic()
    await sendings.good_moment()
    return monotonic() - began
