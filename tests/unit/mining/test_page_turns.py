"""Which links turn a page of the same list or thread."""

from __future__ import annotations

import pytest

from leadminer.mining.extraction.places.page_turns import (
    is_same_list,
    leads_on,
    shows_page,
    turn_to,
)

SITE = "http://x.example"


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
