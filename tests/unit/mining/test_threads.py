"""Threads of many builds, without any structured data: who said what, when.

The pages stand in tests/pages/qa/<build>/: page.html as served, output.json as it should be read.
Each was written for this project, in the manner of a family of software. Adding a build = adding
a folder.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadminer.mining.extraction.marks.author_marks import times_beside
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import Post

PAGES = Path(__file__).parents[2] / "pages" / "qa"
BUILDS = sorted(folder.name for folder in PAGES.iterdir() if folder.is_dir())
URL = "https://x.example/f/2"
NOW = datetime.fromisoformat("2026-11-18T09:00:00+00:00")


def recorded(build: str) -> tuple[str, dict[str, Any]]:
    folder = PAGES / build
    expected: dict[str, Any] = json.loads((folder / "output.json").read_text("utf-8"))
    return (folder / "page.html").read_text("utf-8"), expected


def posts_of(build: str) -> tuple[list[Post], dict[str, Any]]:
    text, expected = recorded(build)
    now = datetime.fromisoformat(expected["now"])
    return read_page(text, expected["url"], Context(now=now)).posts, expected


def as_dict(post: Post) -> dict[str, Any]:
    return {
        "author": post.author,
        "text": post.text,
        "posted": post.posted.isoformat() if post.posted else None,
        "title": post.title,
        "section": post.section,
        "is_reply": post.is_reply,
    }


@pytest.mark.parametrize("build", BUILDS)
def test_a_thread_of_any_build_gives_its_posts(build: str) -> None:
    posts, expected = posts_of(build)
    assert [as_dict(post) for post in posts] == expected["posts"]


@pytest.mark.parametrize("build", BUILDS)
def test_each_reply_has_an_address_of_its_own(build: str) -> None:
    posts, expected = posts_of(build)
    assert posts[0].url == expected["url"]
    assert all("#" in post.url for post in posts[1:])


LISTS = {
    "table": (
        "<table>{}</table>",
        '<tr><td class="subject"><a href="/t/{n}">Thread number {n}</a></td>'
        '<td><a href="/u/u{n}">u{n}</a></td><td>2026-11-0{n} 10:00</td></tr>',
    ),
    "cards": (
        '<div class="topics">{}</div>',
        '<div class="row"><h3><a href="/t/{n}">Thread number {n}</a></h3>'
        '<p class="excerpt">We need many things, says this excerpt, longer than its title.</p>'
        '<p class="meta"><a href="/u/u{n}">u{n}</a> asked '
        '<time datetime="2026-11-0{n}T10:00:00Z">then</time></p></div>',
    ),
    "short titles": (
        '<ul class="cards">{}</ul>',
        '<li><a href="/t/{n}">Drum {n}</a><p class="meta"><a href="/u/u{n}">u{n}</a> · '
        '<time datetime="2026-11-0{n}T10:00:00Z">then</time> · 2 replies</p></li>',
    ),
}


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_of_threads_holds_links_and_no_posts(kind: str) -> None:
    whole, row = LISTS[kind]
    body = whole.format("".join(row.format(n=n) for n in range(1, 6)))
    reading = read_page(f"<html><body>{body}</body></html>", URL, Context(now=NOW))
    assert reading.posts == []
    links = {link.url for link in reading.links}
    assert {f"https://x.example/t/{n}" for n in range(1, 6)} <= links


def test_a_post_without_a_name_takes_nobody_elses() -> None:
    row = (
        '<div class="p" id="p{n}">{who}<i class="date">2026-11-0{n} 10:00</i>'
        '<div class="message">No {n}</div></div>'
    )
    named = '<a class="author" href="/u/u{n}">u{n}</a>'
    body = "".join(row.format(n=n, who=named.format(n=n) if n != 2 else "") for n in range(1, 5))
    posts = read_page(f"<html><body>{body}</body></html>", URL, Context(now=NOW)).posts
    assert [(p.author, p.text) for p in posts if p.author] == [
        ("u1", "No 1"),
        ("u3", "No 3"),
        ("u4", "No 4"),
    ]


def test_a_page_that_is_broken_everywhere_is_still_read() -> None:
    text, _ = recorded("articles")
    text = text.replace("</div>", "").replace("</article>", "").replace("</head>", "<b>")
    assert "anna_b" in [p.author for p in read_page(text, URL, Context(now=NOW)).posts]


@pytest.mark.parametrize(
    "text", ["", "   ", "\x00", "<", "<html>", "{}", "<?xml version='1.0'?>", "<p>" * 20_000]
)
def test_no_text_is_too_strange_to_be_read(text: str) -> None:
    assert read_page(text, URL, Context(now=NOW)).posts == []


LONE = (
    "<title>Notes</title><body><h1>Notes</h1><article><h2><a href='/post/7'>Kegs wanted</a></h2>"
    "<span class='date'>November 2, 2026</span> by <a href='/user/ann'>ann</a>"
    "<p>We need three hundred kegs by...</p></article>"
    "<div class='pages'><a href='/?page=1'>1</a> <b>2</b></div></body>"
)


@pytest.mark.parametrize("is_read", [False, True])
def test_the_only_entry_of_a_lists_last_page_is_no_post(is_read: bool) -> None:
    build = SiteMemory()
    build.read |= {"https://x.example/post/7"} if is_read else set()
    reading = read_page(LONE, "https://x.example/?page=2", Context(now=NOW, build=build))
    assert reading.posts == [] and reading.rows == 1


def test_the_only_post_of_a_thread_is_one_though_a_heading_leads_elsewhere() -> None:
    page = (
        "<title>Kegs wanted</title><body><h1>Kegs wanted</h1><article>"
        "<span class='date'>November 2, 2026</span> by <a href='/user/ann'>ann</a>"
        "<p>We need three hundred kegs by spring.</p></article>"
        "<h3><a href='/post/8'>Bolts wanted</a></h3></body>"
    )
    posts = read_page(page, "https://x.example/post/7", Context(now=NOW)).posts
    assert [post.author for post in posts] == ["ann"]


@pytest.mark.parametrize(
    ("line", "times"),
    [
        ("Filed under: offered. Posted by sven_d, 18.07.2026 10:23", ["18.07.2026 10:23"]),
        ("Small ads | posted by Ann Wu | 3 May 2026", ["3 May 2026"]),
        ("We were promised it by Monday, 3 May 2026", []),
        ("Posted by Ann Wu, the deadline for offers is 3 May 2026", []),
    ],
)
def test_a_time_behind_who_posted_is_told_from_a_term(line: str, times: list[str]) -> None:
    assert times_beside(line) == times


def test_a_notice_whose_byline_begins_with_its_section_is_read() -> None:
    page = (
        "<title>Coupling wanted near Gdansk</title><body><header><a href='/'>Home</a></header>"
        "<h1>Coupling wanted near Gdansk</h1>"
        "<p>Filed under: general offers. Posted by sven_d, 18.07.2026 10:23</p>"
        "<div>Our supplier stopped making it last month and the stock is nearly gone.</div></body>"
    )
    (post,) = read_page(page, "https://x.example/notice-5.html", Context(now=NOW)).posts
    assert (post.author, post.posted) == ("sven_d", datetime(2026, 7, 18, 10, 23, tzinfo=UTC))
    assert post.text.startswith("Our supplier")
