"""Rows of lists: what shows that a thread was written to since it was read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import lxml.html
import pytest

from leadminer.mining.extraction.places.listing import rows_of_links, shows_news, signs_of

READ = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
LATER = READ + timedelta(hours=5)


@pytest.mark.parametrize(
    ("before", "after", "counters", "news"),
    [
        ("3 ¦ 120 ¦ 2 hours ago", "3 ¦ 125 ¦ 7 hours ago", {0}, False),
        ("3 ¦ 120 ¦ 2 hours ago", "4 ¦ 125 ¦ 1 hour ago", {0}, True),
        ("3 ¦ 120 ¦ 2 hours ago", "3 ¦ 125 ¦ 2 hours ago", {0}, True),
        ("3 ¦ 2 days ago", "3 ¦ 2 days ago", {0}, False),
        ("3 回复 ¦ 浏览 120 ¦ 3天前", "3 回复 ¦ 浏览 999 ¦ 3天前", None, False),
        ("3 回复 ¦ 浏览 120 ¦ 3天前", "4 回复 ¦ 浏览 121 ¦ 刚刚", None, True),
        ("3 replies ¦ 120 views", "3 replies ¦ 150 views", None, False),
        ("3 ¦ replies ¦ 120 ¦ views ¦ x", "3 ¦ replies ¦ 150 ¦ views ¦ x", None, False),
        ("Replies ¦ 3 ¦ Views ¦ 120", "Replies ¦ 3 ¦ Views ¦ 150", None, False),
        ("Replies ¦ 3 ¦ Views ¦ 120", "Replies ¦ 5 ¦ Views ¦ 150", None, True),
        ("1 ¦ last by anna", "1 ¦ last by bert", None, True),
        ("2026-11-01 10:00", "2026-11-18 13:30", None, True),
        ("2026-11-01 10:00", "2026-11-01 10:00", None, False),
        ("5h", "10h", None, False),
        ("5h", "2m", None, True),
    ],
)
def test_a_row_shows_news_or_it_does_not(
    before: str, after: str, counters: set[int] | None, news: bool
) -> None:
    old, new = signs_of(before, now=READ), signs_of(after, now=LATER)
    known = None if counters is None else frozenset(counters)
    assert shows_news(old, new, counters=known, same_list=True) is news


def test_a_row_is_what_stands_around_one_thread_and_no_other() -> None:
    root = lxml.html.document_fromstring(
        "<body><div><ul>"
        '<li><a href="/t/1">One</a> <i>3</i> <time datetime="2026-11-01T10:00Z">1 Nov</time></li>'
        '<li><a href="/t/2">Two</a> <i>5</i> <span title="2026-11-02 11:00">soon</span></li>'
        "</ul></div></body>"
    )
    anchors = [(a, a.get("href"), "/t/{n}") for a in root.iter("a")]
    assert rows_of_links(anchors) == {
        "/t/1": "3 ¦ 2026-11-01T10:00Z",
        "/t/2": "5 ¦ 2026-11-02 11:00",
    }


def test_the_row_of_a_long_thread_is_told_whole_and_without_its_page_numbers() -> None:
    pages = " ".join(f"<a href='/t/7.{k}0'>{k + 1}</a>" for k in range(9))
    rows = "".join(
        f"<tr><td><a href='/t/{n}.0'>Pumps of kind {n}00</a> by <a href='/u/{n}'>ann</a> "
        f"<span>{pages if n == 7 else ''}</span></td><td>Replies: {n * 10}</td><td>"
        f"<a href='/t/{n}.{80 if n == 7 else 0}#new'>Today at 09:1{n}</a> by sam</td></tr>"
        for n in range(5, 9)
    )
    body = lxml.html.fromstring(f"<table>{rows}</table>")
    anchors = [(a, a.get("href").split("#")[0], "/t/N.N" if "/t/" in a.get("href") else "/u/N")
               for a in body.iter("a")]  # fmt: skip
    found = rows_of_links(anchors)
    for n in range(5, 9):
        assert f"Replies: {n * 10}" in found[f"/t/{n}.0"], found
        assert signs_of(found[f"/t/{n}.0"], now=READ).counts[:1] == (n * 10,)
    assert "Replies: 70" in found["/t/7.80"]
