"""How many liked a post is nobody's word."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml.html import fromstring

from leadminer.mining.extraction.markup.tallies import is_tally
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import Zone

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    "markup",
    [
        "<p>29 people like this</p>",
        "<div>3 people found this helpful</div>",
        "<div>Helpful (3)</div>",
        "<span>赞(14)</span>",
        "<p>Gefällt 3 Mal</p>",
        "<ul><li>ナイス！ 37</li><li>参考になる</li></ul>",
    ],
)
def test_counts_of_who_liked_it(markup: str) -> None:
    assert is_tally(fromstring(markup))


@pytest.mark.parametrize(
    "markup",
    [
        "<p>500 pcs</p>",
        "<p>+1</p>",
        "<p>I like 3 of them</p>",
        "<p>Thanks for 3 pumps</p>",
        "<p>Thanks</p>",
        "<ul><li>3 pumps</li><li>2 hoses</li></ul>",
    ],
)
def test_words_that_count_no_likes(markup: str) -> None:
    assert not is_tally(fromstring(markup))


def test_a_short_post_is_read_without_the_count_of_its_likes() -> None:
    said = ["Who sells hoops?", "Same here!", "Ask the agent in York, he had some."]
    posts = "".join(
        f'<dt><a href="/member/{n}">anna{n}</a> <span>{n + 1} Sep 2026, 10:1{n}</span></dt><dd>'
        f'<div class="said"><p>{text}</p></div><p class="likes">{n + 12} people like this</p></dd>'
        for n, text in enumerate(said)
    )
    page = f"<html><body><h1>Hoops</h1><dl>{posts}</dl></body></html>"
    found = read_page(page, "http://x.example/t/1", Context(now=NOW, zone=Zone(UTC))).posts
    assert [post.text for post in found] == said
