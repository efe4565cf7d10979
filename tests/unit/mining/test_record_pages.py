"""Pages that are one record, whatever they are called, are told from discussions and companies."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from lxml.html import fromstring

from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.notices.pairs import fields_of, label_pairs
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import read_time

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://board.example/x/7"


def fields(html: str) -> dict[str, str]:
    return fields_of(
        label_pairs(Tree(fromstring(f"<html><body>{html}</body></html>").find("body")))
    )


def read(html: str, title: str = "Pump wanted", url: str = URL):
    return read_page(
        f"<html><head><title>{title}</title></head><body>{html}</body></html>", url, Context(NOW)
    )


def test_labels_are_told_by_how_they_stand_not_by_their_words() -> None:
    rows = "".join(f'<div class="q1"><div class="q2">{k}</div><div class="q3">{v}</div></div>'
                   for k, v in (("Zorp", "12"), ("Blick", "red"), ("Fnord", "Oslo")))  # fmt: skip
    assert fields(rows) == {"Zorp": "12", "Blick": "red", "Fnord": "Oslo"}


def test_a_colon_may_stand_between_a_label_and_its_value() -> None:
    rows = "".join(f"<div><span class=k>{k}</span>: <span class=v>{v}</span></div>"
                   for k, v in (("Zorp", "12"), ("Blick", "red"), ("Fnord", "Oslo")))  # fmt: skip
    assert fields(rows) == {"Zorp": "12", "Blick": "red", "Fnord": "Oslo"}


def test_labels_in_a_flat_run_end_where_the_next_begins() -> None:
    flat = "".join(f"<h6>{k}</h6><p>{v}</p>" for k, v in (("Zorp", "12"), ("Blick", "red")))
    assert fields(f"<div>{flat}</div>") == {"Zorp": "12", "Blick": "red"}


def test_several_labels_of_one_line_are_kept_apart() -> None:
    line = "<p>发布时间：2026-11-01　有效期：三个月　点击：19次</p>"
    assert fields(line) == {"发布时间": "2026-11-01", "有效期": "三个月", "点击": "19次"}


def test_links_with_prices_are_no_labels() -> None:
    rows = "".join(
        f"<div><a href='/p/{n}'>Pump {name}</a><b>{n}0 €</b></div>" for n, name in enumerate("abc")
    )
    assert fields(rows) == {}


def test_letters_of_a_form_are_no_part_of_its_labels() -> None:
    assert fields("<p><b>a) Buyer:</b> Town of Ulm<br><b>b) Place:</b> Ulm</p>") == {
        "Buyer": "Town of Ulm", "Place": "Ulm"}  # fmt: skip


PAIRS = (
    ("Quantity", "12 pieces"),
    ("Date posted", "2026-11-05"),
    ("Valid to", "2026-11-20"),
    ("Terms", "FOB"),
)
TABLE = "".join(
    f'<div class="r"><div class="k">{k}</div><div class="v">{v}</div></div>' for k, v in PAIRS
)
WORDS = "We need twelve pumps for our plant by the end of this year, please quote."


def test_a_page_of_differing_labels_is_one_record_at_its_published_time() -> None:
    page = read(f"<h1>Pump wanted</h1>{TABLE}<div>{WORDS}</div><div>About the client</div>")
    (post,) = page.posts
    assert (post.text, post.posted) == (WORDS, datetime(2026, 11, 5, tzinfo=UTC))
    assert post.fields["Terms"] == "FOB"


def test_the_name_beside_its_first_letter_is_the_buyer() -> None:
    box = '<div><span class="c">A</span><span>Anna Berg</span></div>'
    (post,) = read(f"<h1>Pump wanted</h1>{TABLE}<div>{WORDS}</div>{box}").posts
    assert post.author == "Anna Berg"


def test_related_notices_with_days_of_their_own_change_nothing() -> None:
    rows = "".join(
        f"<li><a href='/x/{n}'>Other pump {n}</a> <i>2026-11-1{n}</i></li>" for n in range(3)
    )
    (post,) = read(f"<h1>Pump wanted</h1>{TABLE}<div>{WORDS}</div><ul>{rows}</ul>").posts
    assert (post.text, post.posted) == (WORDS, datetime(2026, 11, 5, tzinfo=UTC))


def test_a_discussion_whose_labels_come_again_with_each_post_is_no_record() -> None:
    posts = "".join(
        f"<div class='post'><a href='/user/{who}'>{who}</a> <span>Posted: 2026-11-0{n} 10:00</span>"
        f"<p>Quantity: {n}</p><p>{WORDS} {n}</p></div>"
        for n, who in enumerate(("anna", "bert", "carl"), 1)
    )  # fmt: skip
    assert len(read(f"<h1>Pump wanted</h1>{posts}").posts) == 3


def test_cards_with_labels_that_lead_elsewhere_are_a_list() -> None:
    cards = "".join(
        f"<div class='c'><h3><a href='/x/{n}'>Pump number {n}</a></h3>"
        f"<p>We need pump {n} very soon indeed.</p>"
        f"<div class='l'>Kind</div><div class='w'>tender</div><div class='l'>Published</div>"
        f"<div class='w'>2026-11-0{n}</div></div>"
        for n in range(1, 6)
    )  # fmt: skip
    page = read(f"<h1>All</h1>{cards}", "All", "https://board.example/list")
    assert (page.posts, page.rows) == ([], 5)


def test_a_page_of_a_company_with_the_day_it_was_founded_is_no_record() -> None:
    rows = (
        ("Phone", "030 123456"),
        ("Founded", "2012-03-01"),
        ("Owner", "Anna Berg"),
        ("Street", "Weg 1"),
    )
    table = "".join(
        f'<div class="r"><div class="k">{k}</div><div class="v">{v}</div></div>' for k, v in rows
    )
    page = read(
        f"<h1>Berg GmbH</h1>{table}<p>Family business, makes pumps and valves since ever.</p>",
        "Berg GmbH",
    )
    assert not any(post.notice for post in page.posts)


def test_a_page_called_by_a_number_is_titled_by_its_heading() -> None:
    heads = "<h2>Notice no. 26-14001</h2><h1>Supply of pumps to the town</h1>"
    (post,) = read(f"{heads}{TABLE}<p>{WORDS}</p>", "Notice no. 26-14001").posts
    assert post.title == "Supply of pumps to the town"


def test_a_front_page_that_only_leads_on_and_tells_its_update_is_no_post() -> None:
    page = read(
        '<h1>Tenders</h1><a href="/all">All tenders</a><div>Updated: 18 November 2026</div>',
        "Tenders",
    )
    assert page.posts == []


def test_a_month_before_its_day_with_hyphens_is_a_time() -> None:
    assert read_time("Nov-15-26", now=NOW) == datetime(2026, 11, 15, tzinfo=UTC)


def test_a_clock_is_no_label_with_a_value() -> None:
    assert fields("<p>Posted 2026-11-05 10:22</p>") == {}


TENDER = (
    "<html><title>Tender 4411</title><body><h1>Tender 4411</h1><table>"
    "<tr><td>Contracting authority</td><td>Port of Leith</td></tr>"
    "<tr><td>Tender title</td><td>Two harbour cranes</td></tr>"
    "<tr><td>Procurement type</td><td>Goods</td></tr><tr><td>Quantity</td><td>2</td></tr>"
    "<tr><td>Closing date</td><td>{closing}</td></tr></table></body></html>"
)


@pytest.mark.parametrize("closing", ["12 October 2026", "30 December 2026", "on request"])
def test_a_notice_that_tells_no_posting_time_and_nothing_but_values_is_read(closing: str) -> None:
    page = read_page(TENDER.format(closing=closing), "https://t.example/n/4411", Context(now=NOW))
    (post,) = page.posts
    assert (post.author, post.posted, post.notice) == ("Port of Leith", None, True)
    assert "harbour cranes" in post.text and post.fields["Closing date"] == closing


def test_times_without_labels_make_no_posts_of_a_page_that_says_whose_need_it_is() -> None:
    rows = "".join(f"<p>On <b>{day} October 2026 09:00</b> we meet.</p>" for day in (1, 2))
    page = read_page(
        "<html><title>Cranes</title><body><h1>Cranes</h1><p class=head><b>3 September 2026</b></p>"
        "<table><tr><th>Contracting authority</th><td>Port of Leith</td></tr>"
        "<tr><th>Tender title</th><td>Two harbour cranes</td></tr><tr><th>Quantity</th><td>2</td>"
        "</tr><tr><th>Publication date</th><td>3 September 2026</td></tr><tr><th>Deadline</th>"
        f"<td>4 October 2026</td></tr></table>{rows}<p>Cranes of 40 t are to be built, tried and "
        "handed over at the dock within a year of the order.</p></body></html>",
        "https://t.example/n/1", Context(now=NOW),
    )  # fmt: skip
    (post,) = page.posts
    assert (post.author, post.posted) == ("Port of Leith", datetime(2026, 9, 3, tzinfo=UTC))
