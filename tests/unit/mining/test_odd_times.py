"""Posts whose time cannot be meant are posts all the same."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
ODD = ["0000-00-00 00:00", "9999-12-31 23:59:59", "01.01.1970, 00:00", "Thu Jan 01, 1970 12:00 am",
       "30 Nov -0001"]  # fmt: skip


def page_of(times: list[str]) -> str:
    posts = "".join(
        f"<div class=post><b class=author>anna{n}</b> <span class=date>{time}</span>"
        f"<div class=text>We need {n} steel drums, who can help us with this order?</div></div>"
        for n, time in enumerate(times)
    )
    return f"<html><body><h1>Drums wanted</h1>{posts}</body></html>"


@pytest.mark.parametrize("odd", ODD)
def test_a_reply_of_no_time_is_kept_among_others(odd: str) -> None:
    times = ["2026-10-01 10:00", odd, "2026-10-03 10:00", "2026-10-04 10:00"]
    page = read_page(page_of(times), "https://f.example/topic/5", Context(now=NOW))
    assert [post.author for post in page.posts] == ["anna0", "anna1", "anna2", "anna3"]
    assert [post.posted is None for post in page.posts] == [False, True, False, False]


@pytest.mark.parametrize("odd", ODD)
def test_a_thread_none_of_whose_times_can_be_meant_is_read(odd: str) -> None:
    page = read_page(page_of([odd] * 3), "https://f.example/topic/5", Context(now=NOW))
    assert [(post.author, post.posted) for post in page.posts] == [
        ("anna0", None), ("anna1", None), ("anna2", None)
    ]  # fmt: skip


def test_a_day_that_may_be_meant_is_no_odd_time() -> None:
    times = ["2026-10-01 10:00", "2027-03-01 10:00", "2026-10-03 10:00"]
    page = read_page(page_of(times), "https://f.example/topic/5", Context(now=NOW))
    assert [post.author for post in page.posts] == ["anna0", "anna2"]


def test_days_of_a_statistic_are_no_posts() -> None:
    rows = "".join(
        f"<tr><td>2026-10-{n:02} 10:00</td><td>{n * 13} visits</td></tr>" for n in range(1, 20)
    )
    html = f"<html><body><h1>Statistics</h1><table>{rows}</table></body></html>"
    assert not read_page(html, "https://f.example/stats", Context(now=NOW)).posts
