"""Entries and cards told by class names, in pages written for these tests."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.markup.microformats import read_microformats
from leadminer.mining.extraction.markup.structured import Node, all_nodes
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 1, tzinfo=UTC)
PAGE = "https://notes.example.org/2026/a-press"


def reading_of(body: str, url: str = PAGE) -> PageReading:
    return read_page(f"<html><body>{body}</body></html>", url, Context(now=NOW, region="DE"))


def nodes_of(body: str) -> list[Node]:
    root = parse_html(f"<html><body>{body}</body></html>")
    assert root is not None
    return read_microformats(root, PAGE)


ENTRY = """<article class="h-entry"><h1 class="p-name">Looking for a letterpress</h1>
<a class="p-author h-card" href="/people/ines">Ines Falk</a>
<a class="u-url" href="/2026/a-press"><time class="dt-published" datetime="2026-10-03T09:30:00Z">
3 October</time></a>
<div class="e-content"><p>Our workshop needs a used letterpress before Christmas, up to 3000 euros.
</p></div></article>"""
CLASSIC = """<div class="post hentry" id="post-7"><h2 class="entry-title">Looking for a letterpress
</h2>
<span class="author vcard"><a class="url fn n" href="/people/ines">Ines Falk</a></span>
<a href="/2026/a-press" rel="bookmark"><abbr class="published" title="2026-10-03T09:30:00Z">
3 October</abbr></a><div class="entry-content"><p>Our workshop needs a used letterpress before
Christmas, up to 3000 euros.</p></div></div>"""


@pytest.mark.parametrize("page", [ENTRY, CLASSIC])
def test_an_entry_is_a_posting_with_author_time_title_and_text(page: str) -> None:
    (post,) = reading_of(page).posts
    assert post.title == "Looking for a letterpress"
    assert (post.author, post.author_url) == ("Ines Falk", "https://notes.example.org/people/ines")
    assert post.posted == datetime(2026, 10, 3, 9, 30, tzinfo=UTC)
    assert "needs a used letterpress" in post.text
    assert (post.url, post.is_reply) == (PAGE, False)


@pytest.mark.parametrize("page", [ENTRY, CLASSIC])
def test_the_card_of_an_author_is_no_company(page: str) -> None:
    assert reading_of(page).companies == []


def test_an_entry_in_reply_to_another_is_a_reply() -> None:
    reply = ENTRY.replace(
        '<div class="e-content">',
        '<a class="u-in-reply-to" href="https://else.example/1">to</a><div class="e-content">',
    )
    (post,) = reading_of(reply).posts
    assert post.is_reply


def test_entries_of_a_list_that_stand_elsewhere_are_not_taken_here() -> None:
    texts = "".join(
        CLASSIC.replace("a-press", f"p-{n}").replace("letterpress", f"machine number {n}")
        for n in "abc"
    )
    nodes = nodes_of(texts)
    assert sum("h-entry" in node.types for node in nodes) == 3
    found = reading_of(texts, "https://notes.example.org/")
    assert len({post.text for post in found.posts}) == len(found.posts)


def test_classic_classes_on_a_thread_bring_no_post_twice() -> None:
    rows = "".join(
        f'<div class="reply hentry" id="r{n}"><div class="author vcard">'
        f'<a class="fn url" href="/u/{n}">Member{n}</a></div>'
        f'<span class="when">2026-10-0{n} 10:00</span>'
        f'<div class="entry-content"><p>Answer {n}: the {n}th supplier we tried was late.</p></div>'
        "</div>"
        for n in range(1, 6)
    )
    posts = reading_of(f"<h1>Which supplier?</h1>{rows}").posts
    assert [post.author for post in posts] == [f"Member{n}" for n in range(1, 6)]
    assert [post.is_reply for post in posts] == [False, True, True, True, True]


COMPANY = """<div class="{root}"><a class="{name} {org} {url}" href="https://presswerk.example">
Presswerk Nord</a><p class="{adr}"><span class="{p}street-address">Hafenstr. 3</span>
<span class="{p}postal-code">24103</span> <span class="{p}locality">Kiel</span>
<span class="{p}country-name">Germany</span></p><span class="{tel}">+49 431 123456</span>
<a class="{email}" href="mailto:kontor@presswerk.example">write</a></div>"""
NEW = {"root": "h-card", "name": "p-name", "org": "p-org", "url": "u-url", "adr": "p-adr h-adr",
       "p": "p-", "tel": "p-tel", "email": "u-email"}  # fmt: skip
OLD = {"root": "vcard", "name": "fn", "org": "org", "url": "url", "adr": "adr", "p": "",
       "tel": "tel", "email": "email"}  # fmt: skip


@pytest.mark.parametrize("classes", [NEW, OLD])
def test_a_card_named_as_its_organisation_is_a_company(classes: dict[str, str]) -> None:
    (company,) = reading_of(COMPANY.format(**classes)).companies
    assert company.name == "Presswerk Nord"
    assert (company.phone, company.email) == ("+49431123456", "kontor@presswerk.example")
    assert "Hafenstr. 3" in company.address and "Kiel" in company.address
    assert (company.method, company.country) == ("microformats", "DE")


def markup_companies(body: str) -> list[str]:
    return [n.text("name") for n in all_nodes(nodes_of(body)) if "Organization" in n.types]


def test_a_persons_card_is_no_company() -> None:
    named = COMPANY.format(**{**NEW, "org": ""}).replace(
        "Presswerk Nord", '<span class="p-given-name">Jo</span> <b class="p-family-name">Ahn</b>'
    )
    employed = (
        COMPANY.format(**{**NEW, "org": ""})
        .replace("Presswerk Nord", "Jo Ahn")
        .replace("</div>", '<i class="p-org">Presswerk Nord</i></div>')
    )
    private = '<div class="vcard"><b class="fn">Jo Ahn</b><i class="tel">0431 998877</i></div>'
    assert markup_companies(named + employed + private) == []


def test_a_fax_is_no_telephone() -> None:
    (node,) = nodes_of(
        '<div class="vcard"><b class="fn org">Presswerk</b><span class="tel"><b class="type">Fax'
        '</b><span class="value">+49 431 1</span></span></div>'
    )
    assert node.text("faxNumber") == "+49 431 1"
    assert not node.values("telephone")


def test_addresses_that_are_programs_are_left_out() -> None:
    (node,) = nodes_of(
        '<div class="h-card"><a class="u-url p-name" href=" JavaScript:alert(1)">Jo</a>'
        '<a class="u-email" href="data:text/html,x">mail</a></div>'
    )
    assert not node.values("url", "email")
    assert node.text("name") == "Jo"


def test_empty_and_broken_classes_cost_no_page() -> None:
    for body in (
        '<div class="h-card"></div><div class="h-entry"><p class="p-name"></p></div>',
        '<div class="h-entry"><a class="u-url" href="http://[::1">x</a><p class="e-content">',
        '<div class="vcard"><br class="fn"><img class="photo"><span class="tel">',
        '<div class="h-card h-entry vcard hentry p-name e-content u-url dt-published">all</div>',
    ):
        reading = reading_of(body)
        assert reading.companies == []
        assert len(reading.posts) <= 1


def test_cards_nested_without_end_and_ten_thousand_of_them_are_read_in_bounds() -> None:
    deep = '<div class="h-card p-name e-content">' * 5000
    assert len(list(all_nodes(nodes_of(deep)))) <= 1000
    wide = '<div class="h-card"><b class="p-name p-org">Firm</b></div>' * 10_000
    assert len(nodes_of(wide)) <= 1000


def test_a_page_without_such_classes_has_no_such_nodes() -> None:
    assert nodes_of('<div class="h-full card"><a class="url fn" href="/">x</a></div>') == []
