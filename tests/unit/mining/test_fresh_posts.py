"""A post of this minute is a post, not the clock of its page."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import Zone

NOW = datetime(2026, 11, 22, 16, 0, 40, tzinfo=UTC)
HEAD = "<html><head><title>Drums wanted</title></head><body><h1>Drums wanted</h1>"


def authors_of(page: str, seconds: int) -> list[str]:
    told = f"{NOW - timedelta(seconds=seconds):%Y-%m-%d %H:%M:%S}"
    context = Context(now=NOW, zone=Zone(UTC))
    read = read_page(HEAD + page.replace("{t}", told), "http://x.example/t/3", context)
    return [post.author for post in read.posts]


@pytest.mark.parametrize("seconds", [5, 60, 600])
@pytest.mark.parametrize(
    "page",
    [
        "<p>by anna on {t}</p><p>We need 40 steel drums soon.</p>",
        "<div><b>anna</b> <span>{t}</span><p>We need 40 steel drums soon.</p></div>",
        "<table><tr><th>From</th><td>anna</td></tr><tr><th>Date</th><td>{t}</td></tr></table>"
        "<pre>We need 40 steel drums soon.</pre>",
    ],
)
def test_a_short_post_of_a_moment_ago_is_read(page: str, seconds: int) -> None:
    assert authors_of(page, seconds) == ["anna"]


def test_the_clock_of_a_page_is_no_post() -> None:
    post = "<div><b>anna</b> <span>2026-11-01 10:00:00</span><p>We need 40 steel drums.</p></div>"
    assert authors_of(f"{post}<p>The time is now {{t}} in the yard</p>", 0) == ["anna"]
