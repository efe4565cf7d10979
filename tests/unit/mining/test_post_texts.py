"""What of a post its author wrote: without subjects, quotes and controls around it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import canonical, pattern_of, without_page
from leadminer.mining.extraction.values.items import Post

URL = "https://x.example/t/5"
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def posts_of(body: str, title: str = "Leaking pump") -> list[Post]:
    page = f"<html><head><title>{title} - Pumps</title></head><body>{body}</body></html>"
    return read_page(page, URL, Context(now=NOW)).posts


def post(n: int, said: str, subject: str = "") -> str:
    return (
        f'<li class="reply" id="p{n}"><div class="top"><a class="username" href="/user/{n}">'
        f"user{n}x</a> <span>2026-11-1{n} 10:0{n}</span></div>"
        f'<div class="row-content">{subject}<blockquote class="said">{said}</blockquote></div></li>'
    )


def test_a_subject_repeated_above_each_answer_is_no_text() -> None:
    body = "<h1>Leaking pump</h1><ol>" + "".join(
        post(n, said, f"<h2>{'Re: ' if n > 1 else ''}Leaking pump</h2>")
        for n, said in enumerate(("The seal of it drips since Monday.", "Thanks", "+1"), 1)
    )
    assert [p.text for p in posts_of(f"{body}</ol>")] == [
        "The seal of it drips since Monday.",
        "Thanks",
        "+1",
    ]


def test_a_post_in_a_blockquote_is_more_than_the_quote_at_its_head() -> None:
    quote = '<div><div class="quote"><b>Originally posted by user1x</b><p>It drips.</p></div></div>'
    body = post(1, "The seal of it drips since Monday.") + post(2, f"{quote}Change the seal.")
    found = posts_of(f"<h1>Leaking pump</h1><ol>{body}</ol>")
    assert [p.text for p in found] == ["The seal of it drips since Monday.", "Change the seal."]


@pytest.mark.parametrize(
    "url",
    [
        "https://x.example/show.php?12-a-thread",
        "https://x.example/show.php?12-a-thread&s=0a1b2c3d4e5f6a7b",
        "https://x.example/show.php?12-a-thread&sid=0a1b2c&utm_source=x#post3",
    ],
)
def test_a_query_without_a_name_stays_as_it_is_beside_a_session(url: str) -> None:
    assert canonical(url) == "https://x.example/show.php?12-a-thread"


def test_a_query_without_a_name_keeps_its_parameters() -> None:
    url = canonical("https://x.example/show.php?12-a-thread&page=2")
    assert url == "https://x.example/show.php?12-a-thread&page=2"
    assert without_page(url) == "https://x.example/show.php?12-a-thread"
    assert pattern_of(url) == pattern_of("https://x.example/show.php?7-another-one&page=3")


@pytest.mark.parametrize("word", ["Répondre", "Antworten", "[Reply]", "回复"])
def test_a_button_under_a_post_is_no_text(word: str) -> None:
    body = "".join(
        f'<table><tr><td>By <a href="/user/{n}">user{n}x</a></td><td>2026-11-1{n} 10:00</td></tr>'
        f'<tr><td colspan="2"><font face="Arial">{said}</font>'
        f'<p><font><a href="post?re={n}">{word}</a></font></td></tr></table>'
        for n, said in enumerate(("The seal of it drips since Monday.", "Change the seal."), 1)
    )
    found = posts_of(f"<h1>Leaking pump</h1>{body}")
    assert [p.text for p in found] == ["The seal of it drips since Monday.", "Change the seal."]


def test_a_link_in_a_sentence_stays_though_it_is_called_like_a_button() -> None:
    said = 'Please <a href="/edit/1">edit</a> your question. It drips.'
    found = posts_of(f"<h1>Leaking pump</h1><ol>{post(1, said)}{post(2, 'Thanks')}</ol>")
    assert found[0].text == "Please edit your question. It drips."


@pytest.mark.parametrize("heading", ["Buyer information", "Contact person details", "Part list"])
def test_a_heading_that_begins_with_a_label_names_nobody(heading: str) -> None:
    body = (
        "<h1>Drums wanted</h1><table><tr><th>Date posted</th><td>Nov 13, 2026</td></tr></table>"
        '<div class="desc"><p>I have used part 33976. We need 40 drums before December.</p></div>'
        f"<div><h3>{heading}</h3><dl><dt>Buyer</dt><dd>Eve Miller</dd></dl></div>"
    )
    assert [p.author for p in posts_of(body, "Drums wanted")] == ["Eve Miller"]


def test_a_tag_beside_a_lone_post_is_not_the_thread_it_announces() -> None:
    body = (
        '<ol><li><div class="details"><h2>Leaking pump</h2>'
        '<span class="tags"><a class="tag" href="/t/wanted">wanted</a></span>'
        '<div class="byline">by <a href="/user/7">frank77</a> <time datetime="2026-11-11T10:00">'
        "a week ago</time></div></div></li></ol>"
        '<div class="story"><p>The seal of it drips since Monday. Who has a spare one?</p></div>'
    )
    found = posts_of(body)
    assert [p.text for p in found] == ["The seal of it drips since Monday. Who has a spare one?"]


@pytest.mark.parametrize("label", ["Beschreibung", "Description:", "Product description", "描述"])
def test_a_heading_that_only_says_that_a_text_follows_is_none_of_it(label: str) -> None:
    body = (
        "<h1>Leaking pump</h1><div><span>11.11.2026</span></div>"
        f'<div id="view-description"><h3>{label}</h3>'
        "<p>The seal of it drips since Monday.</p></div>"
        '<div><a href="/user/7">frank77</a></div>'
    )
    assert [p.text for p in posts_of(body)] == ["The seal of it drips since Monday."]
