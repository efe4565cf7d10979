"""Shapes of threads met on real forums, each in a few lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import read_time
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)
SAID = (
    "We need forty steel drums before the end of the quarter.",
    "Try the distributor in Leeds, they usually have some.",
    "Ours came from a dealer near Ulm and were late by a month.",
)
PAGE = "http://forum.example/thread/7"


def read(body: str, title: str = "Looking for drums", url: str = PAGE) -> PageReading:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return read_page(page, url, Context(now=NOW))


def authors(page: PageReading) -> list[str]:
    return [post.author for post in page.posts]


def test_in_a_box_about_the_author_the_name_is_what_is_called_so_not_the_rank_above_it() -> None:
    posts = "".join(
        f'<div class="post_block"><div class="author_info"><ul class="basic_info">'
        f'<li><p class="member_title">{rank}</p></li><li class="author">{name}</li>'
        f"<li>{n} posts</li></ul></div><div class='post_body'>"
        f'<p class="posted_info">Posted <abbr title="2026-11-0{n}T10:00:00Z">0{n} November</abbr>'
        f'</p><div class="entry-content">{said}</div></div></div>'
        for n, (rank, name, said) in enumerate(
            zip(("Newbie", "Pump wizard", "Old hand"), ("anna", "bob", "carl"), SAID, strict=True),
            1,
        )
    )
    assert authors(read(posts)) == ["anna", "bob", "carl"]


def test_where_everybody_is_anonymous_that_is_the_author() -> None:
    posts = "".join(
        f'<div class="post"><p class="intro"><span class="name">Anonymous</span> '
        f'<time datetime="2026-11-0{n}T10:00:00Z">{n} Nov</time> <a href="/b/{n}">No.</a>'
        f'<a href="/b/q{n}">2111318{n}</a></p><div class="body">{said}</div></div>'
        for n, said in enumerate((*SAID, *(f"{s} Again." for s in SAID)), 1)
    )
    assert authors(read(posts)) == ["Anonymous"] * 6


def test_a_picture_called_after_its_owner_is_not_the_name() -> None:
    posts = "".join(
        f'<div class="comment"><div class="picture"><a href="/user/{n}.html" title="View profile">'
        f"<img alt=\"{name}'s picture\" src='/p.jpg'></a></div><h3>Re</h3>"
        f'<div class="submitted">Submitted by <a href="/user/{n}.html">{name}</a> '
        f'on Fri, 0{n}/11/2026 - 18:38.</div><div class="content"><p>{said}</p></div></div>'
        for n, (name, said) in enumerate(zip(("pb66", "dora", "eve"), SAID, strict=True), 1)
    )
    assert authors(read(posts)) == ["pb66", "dora", "eve"]


def test_lines_that_tell_who_and_when_at_the_head_of_a_text_are_not_said() -> None:
    posts = "".join(
        f"<table class='list'><tr><td><p class='msg'><b>Autor</b>: {name} <br>"
        f"Datum: 0{n}.11.26 21:08<br><br>{said}</p></td></tr></table>"
        for n, (name, said) in enumerate(zip(("anna", "bob", "carl"), SAID, strict=True), 1)
    )
    page = read(posts)
    assert [(p.author, p.text) for p in page.posts] == list(
        zip(("anna", "bob", "carl"), SAID, strict=True)
    )


def test_the_first_post_takes_author_and_time_from_the_head_of_its_thread() -> None:
    head = (
        '<div class="info"><span>Author: <a href="/u/1">anna</a></span> '
        "<span>Time: 2026-11-01 08:00:00</span></div>"
    )
    replies = "".join(
        f'<div class="item"><div class="head"><span>Author: <a href="/u/{n}">{name}</a></span> '
        f"<span>Time: 2026-11-0{n} 09:00:00</span></div>"
        f'<div class="said">{said}</div></div>'
        for n, name, said in ((2, "bob", SAID[1]), (3, "carl", SAID[2]))
    )
    first = f'<div class="item host"><div class="said">{SAID[0]}</div></div>'
    page = read(f'{head}<div class="main">{first}{replies}</div>')
    assert [(p.author, p.text) for p in page.posts] == list(
        zip(("anna", "bob", "carl"), SAID, strict=True)
    )
    assert page.posts[0].posted == datetime(2026, 11, 1, 8, tzinfo=UTC)


def test_a_page_that_shows_the_last_posts_of_several_threads_is_a_list() -> None:
    rows = "".join(
        f'<div class="reply" id="r{t}{n}"><p><a id="{t}{n}"></a><span class="name">{name}</span> '
        f'<time datetime="2026-11-0{n}T1{t}:00:00Z">{n} Nov</time> '
        f'<a href="/b/res/{t}.html#{t}{n}">No. {t}{n}</a></p><div class="body">{said}</div></div>'
        for t in (1, 2)
        for n, (name, said) in enumerate(zip(("anna", "bob", "carl"), SAID, strict=True), 1)
    )
    page = read(rows, url="http://forum.example/b/")
    assert page.posts == []
    assert {link.url for link in page.links} >= {
        "http://forum.example/b/res/1.html", "http://forum.example/b/res/2.html",
    }  # fmt: skip


def test_a_time_that_is_hidden_and_shown_begins_one_post() -> None:
    posts = "".join(
        f'<li><article class="message"><meta itemprop="dateCreated" content="2026-11-0{n}T10:00Z">'
        f'<aside class="messageSidebar"><a class="username" href="/user/{n}/">{name}</a></aside>'
        f'<header><a href="/p/{n}"><time datetime="2026-11-0{n}T10:00:00Z">{n}. Nov</time></a>'
        f'</header><div class="messageText"><p>{said}</p></div></article></li>'
        for n, (name, said) in enumerate(zip(("anna", "bob"), SAID[:2], strict=True), 1)
    )
    assert authors(read(f"<ul>{posts}</ul>")) == ["anna", "bob"]


def test_a_lone_answer_inside_a_post_is_its_own_author_s() -> None:
    def post(n: int, name: str, said: str, inner: str = "") -> str:
        return (
            f'<div class="row"><div class="info"><small>#{n} - 2026-11-0{n} 10:0{n}</small></div>'
            f'<div class="inner"><strong><a href="/user/{n}">{name}</a></strong>'
            f'<div class="message">{said}</div><div class="sub">{inner}</div></div></div>'
        )

    answer = (
        '<div class="below"><div class="info"><small>#2-1 - 2026-11-05 10:09</small></div>'
        '<div class="inner"><strong><a href="/user/9">dora</a></strong>'
        f'<div class="cmt_content">{SAID[2]}</div></div></div>'
    )
    page = read(post(1, "anna", SAID[0]) + post(2, "bob", SAID[1], answer) + post(3, "carl", "+1"))
    assert [(p.author, p.text) for p in page.posts] == [
        ("anna", SAID[0]), ("bob", SAID[1]), ("dora", SAID[2]), ("carl", "+1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("said", "day"),
    [
        ("1394/11/27, 00:31", datetime(2016, 2, 16, 0, 31)),
        ("1399/12/30", datetime(2021, 3, 20)),  # a leap day
        ("1405/01/01", datetime(2026, 3, 21)),
        ("27.8.24 21:08:52", datetime(2024, 8, 27, 21, 8, 52)),
        ("3 نوفمبر 2026", datetime(2026, 11, 3)),
        ("5. elokuuta 2026", datetime(2026, 8, 5)),
        ("منذ 3 ساعات", datetime(2026, 11, 20, 9, 0)),
        ("3 päivää sitten", datetime(2026, 11, 17, 12, 0)),
    ],
)
def test_days_of_other_calendars_and_languages(said: str, day: datetime) -> None:
    assert read_time(said, now=NOW) == day.replace(tzinfo=UTC)
