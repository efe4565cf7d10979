"""Addresses laid out for robots are none; those that a click opens are."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
STYLE = "<style>.x9 { display: none } .full { display: none }</style>"


@pytest.mark.parametrize(
    "shown",
    [
        "<span>info@<b class=x9>SPOILT</b>north-drums.example</span>",
        "<span class=x9>trap@eater.example</span> info@north-drums.example",
        "<button>Show</button> <span class=full>info@north-drums.example</span>",
        "<a href='#'>Show</a> <span class=full>info@north-drums.example</span>",
        "<span class=show-mail>Show</span> <span class=full>info@north-drums.example</span>",
    ],
)
def test_of_a_company_the_address_that_readers_see_counts(shown: str) -> None:
    page = read_page(
        f"<html><head>{STYLE}</head><body><h1>North Drums Ltd</h1><div class=card>"
        "<p>Address: 5 Mill Road, Leeds</p><p>Tel: +44 113 496 0123</p>"
        f"<p>E-mail: {shown}</p></div></body></html>",
        "https://d.example/c/5", Context(now=NOW),
    )  # fmt: skip
    assert [contact.value for contact in page.companies[0].contacts if contact.kind == "email"] == [
        "info@north-drums.example"
    ]


def test_a_hidden_address_is_none_of_a_post() -> None:
    posts = "".join(
        f"<div class=post><b class=author>anna{n}</b> <span class=date>2026-10-0{n} 10:00</span>"
        f"<p>We need {n} drums. <i class=x9>trap@eater.example</i> Write to a{n}@drums.example</p>"
        "</div>"
        for n in (1, 2, 3)
    )
    page = read_page(
        f"<html><head>{STYLE}</head><body><h1>Drums wanted</h1>{posts}</body></html>",
        "https://f.example/topic/5", Context(now=NOW),
    )  # fmt: skip
    assert [post.text for post in page.posts] == [
        f"We need {n} drums. Write to a{n}@drums.example" for n in (1, 2, 3)
    ]
