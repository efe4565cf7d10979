"""Which links turn a page of the same list or thread."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.page_turns import (
    is_same_list,
    leads_on,
    order_of_turns,
    shows_page,
    turn_to,
)
from leadminer.mining.frontier import Frontier

SITE = "http://x.example"
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "url", "here"),
    [
        ("3", "/forum111/index3.html", "/forum111/"),
        ("2", "/wanted-f26-25.html", "/wanted-f26.html"),
        ("3", "/reviews-or20-old-pump", "/reviews-old-pump"),
        ("238", "/threads/pump/page-238", "/threads/pump/page-243?from=2014"),
        ("1,390", "/?cat=1&paged=1390", "/?cat=1&paged=1422"),
        ("1", "/topics/7/old-pump", "/topics/7/3/old-pump"),
        ("5", "/list?from=80", "/list?from=20"),
        ("Seite 4", "/wanted/Seite/4", "/wanted/Seite/3"),
        ("3", "/index.php?topic=7.20", "/index.php?topic=7.0"),
    ],
)
def test_a_number_turns_to_the_page_that_its_address_asks_for(
    text: str, url: str, here: str
) -> None:
    assert shows_page(text, SITE + url, SITE + here)


@pytest.mark.parametrize(
    ("text", "url", "here"),
    [
        ("8", "/?m=20261108", "/"),  # a calendar
        ("30", "/shop?limit=30", "/shop?limit=15"),  # so many on a page
        ("12", "/forum-4-1.html", "/forum-3-1.html"),
        ("2", "/x/2/y/3", "/x"),
        ("Reply 5", "/t/104/re-1184-old-pump", "/t/104/re-old-pump"),
        ("2", f"/list?go={'2' * 5_000}", f"/list?go={'1' * 5_000}"),
    ],
)
def test_a_number_of_something_else_turns_no_page(text: str, url: str, here: str) -> None:
    assert not shows_page(text, SITE + url, SITE + here)
    assert text == "Reply 5" or not is_same_list(SITE + url, SITE + here)


def test_what_calls_itself_next_leads_on_by_one_number() -> None:
    assert leads_on(f"{SITE}/list?go=3", f"{SITE}/list?go=2")
    assert not leads_on(f"{SITE}/list?id=9", f"{SITE}/list?id=2")
    assert not leads_on("http://y.example/list?page=3", f"{SITE}/list?page=2")


def test_addresses_that_differ_in_more_than_a_number_tell_no_page() -> None:
    assert turn_to(f"{SITE}/a?page=2&by=name", f"{SITE}/a") is None
    assert turn_to(f"{SITE}/a?page=2", f"{SITE}/b") is None
    assert turn_to(f"{SITE}/a", f"{SITE}/a") is None


def test_what_every_further_page_asks_beside_its_number_is_the_order_of_this_page() -> None:
    here = SITE + "/questions"
    pages = [(n, f"{here}?page={n}&tab=Newest") for n in ("1", "2", "3")]
    others = [("Votes", f"{here}?tab=Votes"), ("12", f"{SITE}/tags?page=12&tab=name")]
    assert order_of_turns([*pages, *others], here) == f"{here}?tab=Newest"


@pytest.mark.parametrize(
    "turns",
    [
        [("2", "?page=2")],  # no order is told
        [("2", "?page=2&tab=new"), ("3", "?page=3")],  # not all tell it
        [("2", "?page=2&tab=new"), ("3", "?page=3&tab=old")],  # each another
        [("12", "?day=12&view=month")],  # no page
        [("2", "?page=2&a=1&b=2&c=3")],  # a search with all its fields
    ],
)
def test_no_order_is_seen_where_the_further_pages_do_not_agree(
    turns: list[tuple[str, str]],
) -> None:
    here = SITE + "/questions"
    assert order_of_turns([(text, here + asked) for text, asked in turns], here) == ""


def test_pages_of_a_list_are_turned_in_the_order_they_tell() -> None:
    here = SITE + "/questions"
    row = '<li><a href="/questions/{}/drums">Drums wanted {}</a></li>'
    rows = "".join(row.format(n, n) for n in range(10, 16))
    body = f"""<h1>Questions</h1><a href="/questions?tab=Votes">Votes</a><ul>{rows}</ul>
      <a href="/questions?tab=Newest&amp;page=2">2</a>
      <a href="/questions?tab=Newest&amp;page=3">3</a>"""
    page = read_page(f"<html><body>{body}</body></html>", here, Context(now=NOW))
    visits = {visit.url for visit in Frontier(here).visits(page, depth=0)}
    assert {f"{here}?page={n}&tab=Newest" for n in (2, 3)} <= visits
    assert f"{here}?tab=Votes" not in visits

    second = f"{here}?page=2&tab=Newest"
    frontier = Frontier(here)
    frontier.visits(page, depth=0)
    again = body.replace("page=2", "page=1").replace(">2<", ">1<")
    page = read_page(f"<html><body>{again}</body></html>", second, Context(now=NOW))
    assert f"{here}?page=1&tab=Newest" not in {v.url for v in frontier.visits(page, depth=0)}
