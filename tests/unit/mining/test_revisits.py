"""What a second run leaves alone: pages of people, later pages of quiet threads."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadminer.mining.extraction.places.addresses import pattern_of
from leadminer.mining.frontier import Frontier
from leadminer.mining.known import Known
from leadminer.mining.memory import Memory

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


def known(url: str, *, item: bool = False, records: int = 0, hours: int = 1) -> Known:
    return Known(
        url=url,
        page_url=url,
        etag="",
        last_modified="",
        content_hash="x",
        records=records,
        newest_at=None,
        is_item=item,
        row="",
        row_at=None,
        row_kind="",
        leads_to=(),
        read_at=NOW - timedelta(hours=hours),
    )


def pages_of_people(count: int) -> list[Known]:
    return [known(f"https://x.example/member/profile/{n}/") for n in range(count)]


@pytest.mark.parametrize(("count", "barren"), [(1, False), (8, True)])
def test_that_peoples_pages_held_nothing_is_remembered(count: int, barren: bool) -> None:
    frontier = Frontier("https://x.example/", follow_users=True)
    memory = Memory(NOW, is_whole=True)
    memory.take(pages_of_people(count))
    memory.settle(frontier)
    assert frontier.is_barren(pattern_of("https://x.example/member/profile/99/")) is barren


def test_boards_that_held_no_posts_are_still_asked_for() -> None:
    frontier = Frontier("https://x.example/", follow_users=True)
    memory = Memory(NOW, is_whole=True)
    memory.take([known(f"https://x.example/board/{n}/") for n in range(9)])
    memory.settle(frontier)
    assert not frontier.is_barren(pattern_of("https://x.example/board/99/"))


@pytest.mark.parametrize(("count", "own", "barren"), [(3, 3, False), (8, 8, True), (8, 2, False)])
def test_addresses_of_posts_that_only_led_to_known_threads_are_not_tried_again(
    count: int, own: int, barren: bool
) -> None:
    frontier, memory = Frontier("https://x.example/"), Memory(NOW, is_whole=True)
    threads = [known(f"https://x.example/topic/{n}", item=True, records=2) for n in range(own)]
    posts = [
        replace(
            known(f"https://x.example/?post={n + 70}", item=True, records=2),
            page_url=f"https://x.example/topic/{n}",
        )
        for n in range(count)
    ]
    memory.take([*threads, *posts])
    memory.settle(frontier)
    assert frontier.is_barren(pattern_of("https://x.example/?post=99")) is barren
