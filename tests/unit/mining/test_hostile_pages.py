"""Pages that lie about themselves, hide links, nest without end or hold thousands of posts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, PageReading, read_page
from leadminer.mining.politeness.downloads import is_whole

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def read(html: str, url: str = "https://board.example/t/7") -> PageReading:
    return read_page(html, url, Context(now=NOW))


def post(n: int = 7, words: str = "") -> str:
    return (
        f'<div class="post" id="p{n}"><a class="author" href="/user/{n}">buyer{n}</a>'
        f'<span class="date">2026-10-{n % 27 + 1:02d} 09:{n % 60:02d}</span><div class="body">'
        f"<p>{words}We need {n} steel drums in Lagos.</p></div></div>"
    )


def page(inside: str, head: str = "") -> str:
    return (
        f"<html><head><title>Drums</title>{head}</head><body><h1>Drums</h1>{inside}</body></html>"
    )


@pytest.mark.parametrize(
    "head",
    [
        '<meta name="robots" content="noindex;nofollow">',
        '<meta name=" robots " content=" noindex , follow ">',
        '<meta name="robots" content="all"><meta name="robots" content="none">',
        '<meta http-equiv="X-Robots-Tag" content="noindex">',
        '<meta name="robots, leadminer" content="noindex">',
    ],
)
def test_noindex_is_understood_however_it_is_said(head: str) -> None:
    assert read(page(post(), head)).noindex


def test_what_is_said_to_another_robot_is_not_said_to_us() -> None:
    assert not read(page(post(), '<meta name="googlebot" content="noindex">')).noindex


@pytest.mark.parametrize(
    "bait",
    [
        '<a style="display:none" href="/bait">x</a>',
        '<a style="position:absolute;left:-9999px" href="/bait">x</a>',
        '<a style="font-size:0" href="/bait">x</a>',
        "<div hidden><a href='/bait'>x</a></div>",
        '<a class="hp" href="/bait">x</a>',
        '<a aria-hidden="true" tabindex="-1" href="/bait">x</a>',
    ],
)
def test_a_link_that_nobody_sees_is_not_followed(bait: str) -> None:
    links = read(page(bait + '<a href="/seen">y</a>', "<style>.a,.hp{display:none}</style>")).links
    assert [link.url for link in links] == ["https://board.example/seen"]


def test_a_menu_that_opens_is_followed() -> None:
    menu = '<ul style="display:none"><li><a href="/b/1">a</a><li><a href="/b/2">b</a></ul>'
    assert len(read(page(menu)).links) == 2


def test_frames_lead_to_what_they_show() -> None:
    html = '<html><frameset cols="20%,*"><frame src="/menu"><frame src="/board"></frameset></html>'
    assert {link.url[-5:] for link in read(html).links} == {"/menu", "board"}


def test_a_page_that_calls_itself_another_thread_is_itself() -> None:
    assert read(page(post(), '<link rel="canonical" href="/t/1">')).url.endswith("/t/7")
    assert read(page(post(), '<link rel="canonical" href="/t/7?a=1">')).url.endswith("/t/7?a=1")


@pytest.mark.parametrize(
    "before",
    ["<table><tr><td>" * 120, "</div></p></body></html>" * 300, "<form>" * 3000, "<span>" * 400],
)
def test_posts_behind_broken_or_deep_markup_are_found(before: str) -> None:
    found = read(page(before + post(7) + post(8))).posts
    assert [p.author for p in found] == ["buyer7", "buyer8"]


def test_posts_in_a_shadow_root_are_found() -> None:
    shadow = '<template shadowrootmode="open">' + post(7) + post(8) + "</template>"
    assert len(read(page(f"<x-thread>{shadow}</x-thread>")).posts) == 2


def test_a_page_of_a_thousand_posts_gives_each_its_own_words() -> None:
    found = read(page("".join(post(n) for n in range(1000)))).posts
    assert [p.author for p in found] == [f"buyer{n}" for n in range(1000)]
    assert all(f"need {n} steel" in p.text for n, p in enumerate(found))


def test_a_thousand_posts_in_bare_lines_are_told_apart() -> None:
    lines = (
        f"<b>buyer{n}</b> <small>2026-11-01 10:{n % 60:02d}</small><br>We need {n} steel pipes.<hr>"
        for n in range(1000)
    )
    found = read(page(f"<div>{''.join(lines)}</div>")).posts
    assert [p.author for p in found] == [f"buyer{n}" for n in range(1000)]
    assert [p.text for p in found] == [f"We need {n} steel pipes." for n in range(1000)]


def test_a_name_in_an_empty_list_makes_its_links_nobodys() -> None:
    rows = "".join(f'<li><a href="/t/{n}">Lot {n}</a>' for n in range(5))
    links = read(page(f'<ul>{rows}<li><a href="/userinfo/go">go</a></ul>')).links
    assert {link.kind for link in links if "/t/" in link.url} == {"content"}


def test_a_page_that_ends_is_whole_whatever_length_was_told() -> None:
    assert is_whole(b"<html>...</HTML>\r\n")
    assert not is_whole(b"<html><p>We need")


@pytest.mark.parametrize("href", ["http://[", "http://[::1", "http://x:99999/", "//", "http:///x"])
def test_a_row_that_leads_to_no_address_costs_no_page(href: str) -> None:
    rows = "".join(f'<li><a href="{href}">Lot {n} of steel drums</a></li>' for n in range(4))
    found = read(page(f"{post()}<ul>{rows}</ul>")).posts
    assert [p.author for p in found] == ["buyer7"]
