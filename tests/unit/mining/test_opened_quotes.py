"""What a page repeats of others: a quote opened by a line of its own."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import Zone

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = "We need some steel drums and hoops for our yard, lot {}, soon."


def texts(bodies: list[str]) -> list[str]:
    made = "".join(
        f'<div class="post"><div><a href="/u/{n}">cooper{n}</a> 2026-10-0{n + 1} 10:03</div>'
        f'<div class="nr">{body}</div></div>'
        for n, body in enumerate(bodies)
    )
    page = f"<html><body><div><h1>Drums wanted</h1>{made}</div></body></html>"
    read = read_page(page, "http://x.example/topic/3", Context(now=NOW, zone=Zone(UTC)))
    return [post.text for post in read.posts]


@pytest.mark.parametrize("head", ["引用 anna 发表于 {}", "Quote anna, {}:", "Zitat von anna am {}"])
def test_a_box_opened_by_quote_name_and_day_is_not_said_again(head: str) -> None:
    box = f'<div class="yy">{head.format("2026-10-01 10:03")}<br>Somebody wanted a barrel.</div>'
    assert texts([TEXT.format(1), box + TEXT.format(2)]) == [TEXT.format(1), TEXT.format(2)]


def test_an_answer_that_holds_no_more_than_a_quote_and_words_below_keeps_its_words() -> None:
    said = f"Quote for 5 drums<br>{TEXT.format(2)}"
    assert texts([TEXT.format(1), said])[1].endswith(TEXT.format(2))
