"""What stands around posts and is none of their words, on pages nobody described."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SAID = (
    "We need 500 steel drums for our plant near Leeds before the end of the quarter.",
    "Try the distributor in Hull first, they had some in stock last week.",
    "+1",
)
NAMES = ("anna", "bob", "carla")


def read(post: str, *, before: str = "", title: str = "Steel drums") -> PageReading:
    posts = "".join(
        post.format(name=name, said=said, n=n, day=10 + n)
        for n, (name, said) in enumerate(zip(NAMES, SAID, strict=True), 1)
    )
    html = (
        f"<html><head><title>{title} | Pumps</title></head><body>{before}"
        f"<h1>{title}</h1><div>{posts}</div></body></html>"
    )
    return read_page(html, "https://forum.example.org/t/7", Context(now=NOW))


@pytest.mark.parametrize(
    "post",
    [
        # a bar of controls that is called a menu, and tells the time
        '<div class="p"><a href="/user/{n}">{name}</a><p>{said}</p><ul class="l-navigation">'
        "<li>2026-11-{day} 10:15</li><li>#{n}</li></ul></div>",
        # a time that is called a widget
        '<div class="p"><a href="/user/{n}">{name}</a><span class="common-widget-date">'
        '2026-11-{day} 10:15</span><div class="body">{said}</div></div>',
        # who answers what, said above each text
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="m"><div><b>{name}</b> replied to <a href="/t/7">Steel drums</a></div>'
        "<div>{said}</div></div></div>",
        # a door under each text
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="text">{said}</div><p>Please <a href="/login">log in</a> to join the'
        " conversation.</p></div>",
        # a heading that only repeats how the text begins
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="c"><h3>{said}</h3><div>{said}</div></div></div>',
    ],
)
def test_only_what_people_said_is_their_text(post: str) -> None:
    found = read(post).posts
    assert [(p.author, p.text) for p in found] == list(zip(NAMES, SAID, strict=True))
    assert [p.posted and p.posted.day for p in found] == [11, 12, 13]


def test_names_lose_the_honorific_all_of_them_bear() -> None:
    post = (
        '<div class="p"><a href="/user/{n}">{name}さん</a> <small>2026-11-{day} 10:15</small>'
        '<div class="text">{said}</div></div>'
    )
    assert [p.author for p in read(post).posts] == list(NAMES)


def test_a_quote_that_is_headed_by_its_author_is_no_word_of_who_quotes() -> None:
    post = (
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<article><blockquote><div class="quote_author">dora wrote:</div>Is it urgent?'
        "<a href='#'>...</a></blockquote>{said}</article></div>"
    )
    assert [p.text for p in read(post).posts] == list(SAID)


def test_a_log_in_box_beside_a_short_page_is_no_wall() -> None:
    box = (
        '<form action="/login"><input name="u"><input type="password" name="p">'
        "<button>Log in</button></form>"
    )
    post = (
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="text">{said}</div></div>'
    )
    page = read(post, before=f"<aside><h3>Members</h3>{box}</aside>")
    assert page.wall == "" and len(page.posts) == 3
    door = f"<html><head><title>Log in</title></head><body><h1>Log in</h1>{box}</body></html>"
    assert read_page(door, "https://forum.example.org/login", Context(now=NOW)).wall == "login"


def test_the_section_stands_in_the_title_tag_where_nothing_else_tells_it() -> None:
    post = (
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="text">{said}</div></div>'
    )
    menu = '<ul id="gnb"><li><a href="/b/1">Wanted</a></li><li><a href="/b/2">Offers</a></li></ul>'
    html = (
        "<html><head><title>Steel drums &gt; Wanted | Pumps</title></head><body>"
        f"{menu}<h2>Steel drums</h2>{post.format(name='anna', said=SAID[0], n=1, day=11)}</body>"
        "</html>"
    )
    page = read_page(html, "https://forum.example.org/t/7", Context(now=NOW))
    assert (page.title, page.section) == ("Steel drums", ["Wanted"])


def test_a_list_whose_rows_tell_two_times_alike_is_a_list() -> None:
    titles = (
        *("Suche 400 Fässer", "Pumpe defekt, was nun?", "Händler für Dichtungen gesucht"),
        *("Erfahrungen mit Modell 220?", "Lieferant für Rohre gesucht"),
    )
    rows = "".join(
        f"<tr><td><a href='/topic/{n}'>{title}</a><br>von {NAMES[n % 3]}, vor {n + 2} Tagen</td>"
        f"<td>{n} Antworten</td><td>{NAMES[-n % 3]}<br>vor {n + 2} Stunden</td></tr>"
        if n
        else f"<tr><td><a href='/topic/0'>{title}</a><br>gestern begonnen von {NAMES[0]}</td>"
        "<td>0 Antworten</td><td>anna<br>gerade eben</td></tr>"
        for n, title in enumerate(titles)
    )
    html = f"<html><body><h1>Bereich 1</h1><table>{rows}</table></body></html>"
    page = read_page(html, "https://forum.example.org/board/1", Context(now=NOW))
    assert page.posts == []
    assert {link.text for link in page.links} >= set(titles)


def test_a_zone_that_somebody_mentions_is_not_the_zone_of_the_page() -> None:
    post = (
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="text">{said} 北京时间晚上八点有人在吗 (Beijing time)</div></div>'
    )
    assert [p.posted and p.posted.hour for p in read(post).posts] == [10, 10, 10]
    stated = post.replace("10:15</small>", "10:15（北京时间）</small>")
    assert [p.posted and p.posted.hour for p in read(stated).posts] == [2, 2, 2]


def test_a_foot_that_gives_the_hours_of_its_zone_in_full_width_brackets_is_read() -> None:
    post = (
        '<div class="p"><a href="/user/{n}">{name}</a> <small>2026-11-{day} 10:15</small>'
        '<div class="text">{said}</div></div>'
    )
    for foot, hour in (
        ("北京时间（UTC+8）", 2),
        ("时间均为（GMT-5）", 15),
        ("版权所有（UTC+8）", 10),
    ):
        found = read(post, before=f"<p>{foot}</p>").posts
        assert [p.posted and p.posted.hour for p in found] == [hour] * 3, foot


def test_rows_whose_day_and_hour_stand_apart_are_no_posts_that_say_the_hour() -> None:
    row = (
        '<tr><td><h2><a href="/b/drums/{n}">Drums wanted {n}</a></h2><span>by <a href="/user/{n}">'
        "anna{n}</a> on <span><span>\u200e11-0{n}-2026</span> <span>03:1{n} PM</span></span></span>"
        "{last}</td><td>{n} Replies</td></tr>"
    )
    last = "<span>Latest post on <span>\u200e11-09-2026</span> <span>04:18 AM</span></span>"
    rows = "".join(row.format(n=n, last=last if n % 2 else "") for n in range(1, 7))
    page = f"<html><body><h1>Wanted</h1><table>{rows}</table></body></html>"
    found = read_page(page, "https://forum.example.org/b/2", Context(now=NOW))
    assert [post.text for post in found.posts] == []


def test_the_number_of_a_message_is_no_page_of_its_thread() -> None:
    post = (
        '<div class="v"><a href="/user/{n}">{name}</a><span class="date">2026-11-{day} 10:15</span>'
        '<span>Message <a href="/b/m/92{n}#M92{n}">{n}</a> of 3</span>'
        '<a href="/b/m/92{n}#M92{n}">Permalink</a><div class="body">{said}</div></div>'
    )
    found = read(post)
    assert not found.first_page
    assert [post.is_reply for post in found.posts] == [False, True, True]
