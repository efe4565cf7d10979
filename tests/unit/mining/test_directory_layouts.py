"""Layouts of directories: parted addresses, pagers in tables, cards that look like posts."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import Link, PageReading
from leadminer.mining.frontier import Frontier

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "https://dir.example"
NAMES = ("Alder", "Birch", "Cedar", "Dogwood")


def read(body: str, path: str = "/list", *, lang: str = "en-GB") -> PageReading:
    text = f'<html lang="{lang}"><head><title>List</title></head><body>{body}</body></html>'
    return read_page(text, HOME + path, Context(now=NOW))


@pytest.mark.parametrize(
    "shown",
    [
        "<span>sales</span><span>@</span><span>pumps.example</span>",
        "<span>sales</span><span>@pumps.example</span>",
        "<span>sales@</span><span>pumps.example</span>",
        "<span>sales@pumps</span><span>.example</span>",
        "<span>sales</span> @ <span>pumps.example</span>",
        "sales<i>@</i>pumps.example",
    ],
)
def test_an_address_in_parts_is_one_and_its_label_is_no_part_of_it(shown: str) -> None:
    body = (
        "<h1>Alder Pumps Ltd</h1><p><span>Phone</span><span>0121 234 6110</span></p>"
        f"<p><b>E-Mail</b><span>{shown}</span></p>"
    )
    found = read(body, "/firm/1").companies
    assert [(c.email, c.site) for c in found] == [("sales@pumps.example", "")]


def test_words_around_a_sign_are_no_address() -> None:
    body = "<h1>Alder Ltd</h1><p>Tel: 0121 234 6110</p><p><span>Meet us</span><span>@</span>the fair</p>"
    assert [c.email for c in read(body, "/firm/1").companies] == [""]


def test_a_table_with_its_pager_inside_is_read_by_its_heads() -> None:
    heads = "".join(f"<th>{x}</th>" for x in ("No", "Business Name", "Owner", "St", "Phone"))
    rows = "".join(
        f"<tr><td>M-{n}</td><td>{name.upper()} LTD</td><td>J. Roe</td><td>NV</td><td>0121 234 61{n}0</td></tr>"
        for n, name in enumerate(NAMES, 1)
    )
    pager = '<tr><td colspan="5"><table><tr><td>1</td><td><a href="?pg=2">2</a></td></tr></table></td></tr>'
    found = read(f"<table><tr>{heads}</tr>{rows}{pager}</table>").companies
    assert [c.name for c in found] == [f"{name.upper()} LTD" for name in NAMES]
    assert [c.phone for c in found] == [f"+4412123461{n}0" for n in (1, 2, 3, 4)]


def test_a_table_that_only_lays_out_others_is_not_read_by_its_first_row() -> None:
    inner = "".join(
        f"<tr><td><table><tr><td>{name} Ltd</td><td>Tel: 0121 234 61{n}0</td></tr></table></td></tr>"
        for n, name in enumerate(NAMES, 1)
    )
    found = read(f"<table><tr><td>Firms</td></tr>{inner}</table>").companies
    assert [c.name for c in found] == [f"{name} Ltd" for name in NAMES]


def test_cards_that_lead_to_profiles_and_to_sites_are_nobodys_posts() -> None:
    cards = "".join(
        f'<li><h3><a href="https://{name.lower()}.example/">{name}</a></h3><p>They were on time, all of them.</p>'
        f'<a href="/profile/firm-{n}#reviews">{n} reviews</a> <a href="/profile/firm-{n}">View Profile</a></li>'
        for n, name in enumerate(NAMES, 1)
    )
    page = read(f"<h1>Top firms</h1><ul>{cards}</ul>")
    assert page.posts == []
    assert {f"{HOME}/profile/firm-{n}" for n in (1, 2, 3, 4)} <= {
        link.url for link in page.links if link.kind != "own"
    }


def test_posts_without_times_are_read_as_before() -> None:
    posts = "".join(
        f'<div class="row"><a href="/user/{n}">{name}</a><p>We look for a pump of {n} litres, who sells such?</p></div>'
        for n, name in enumerate(NAMES, 1)
    )
    page = read(f"<h1>Pumps wanted</h1>{posts}", "/topic/7")
    assert [post.author for post in page.posts] == list(NAMES)


def test_the_one_entry_of_a_letter_is_no_post() -> None:
    tile = '<a href="/exhibitors/profile/17"><b>Quince Pumps</b> <span>Hall 4 / Q28</span></a>'
    foot = "<footer><p>Service hotline: 0121 234 7000, office@dir.example</p></footer>"
    page = read(f"<h1>Exhibitors Q</h1><p>1 hit</p><div>{tile}</div>{foot}", "/exhibitors?letter=Q")
    assert page.posts == []


def test_an_address_in_another_script_tells_the_country_of_a_number() -> None:
    cards = "".join(
        f"<div class='box'><h3>شركة {n}</h3><p>شارع الشيخ زايد، مبنى {n}، دبي، الإمارات العربية المتحدة</p>"
        f"<p>{number}</p></div>"
        for n, number in enumerate(("٠٤٢٣٤٥٦٧٨", "٠٤٢٣٤٥٦٧٩", "٠٤٢٣٤٥٦٨٠"), 1)
    )
    found = read(cards, lang="ar").companies
    assert [c.phone for c in found] == ["+97142345678", "+97142345679", "+97142345680"]


def test_one_page_that_looks_like_a_persons_is_tried_early() -> None:
    frontier = Frontier(HOME, follow_users=True)
    links = [Link(f"{HOME}/fair/profile/{n}", f"Firm {n}", "content") for n in (1, 2, 3)]
    letters = [Link(f"{HOME}/fair/list?letter={x}", x, "content") for x in "AB"]
    page = PageReading(f"{HOME}/fair", links=[*letters, *links])
    visits = frontier.visits(page, depth=0)
    assert max(visits, key=lambda visit: visit.priority).url == f"{HOME}/fair/profile/1"
    assert min(visits, key=lambda visit: visit.priority).url == f"{HOME}/fair/profile/2"


def firms_page(path: str, names: tuple[str, ...], pages: str) -> PageReading:
    cards = "".join(
        f'<div class="card"><h3><a href="/firm/{name.lower()}">{name} Ltd</a></h3><p>Tel: 0121 234 61{n:02}</p></div>'
        for n, name in enumerate(names)
    )
    return read(f"<h1>Firms</h1>{cards}<div>{pages}</div>", path)


def test_a_list_that_another_address_shows_too_is_not_turned() -> None:
    frontier = Frontier(HOME, follow_users=True)
    for path, turned in (("/all/", True), ("/tag/", False)):
        pages = "".join(f'<a href="{path}?page={n}">{n}</a>' for n in (2, 3))
        visits = frontier.visits(firms_page(path, NAMES, pages), depth=0)
        assert any("page=" in visit.url for visit in visits) is turned
    pages = "".join(f'<a href="/town/?page={n}">{n}</a>' for n in (2, 3, 4))
    longer = frontier.visits(firms_page("/town/", NAMES, pages), depth=0)
    assert any("page=" in visit.url for visit in longer)


def test_views_of_what_is_known_are_left_once_all_was_met_again() -> None:
    frontier = Frontier(HOME, follow_users=True)
    firms = tuple(f"Firm{n}" for n in range(12))
    for visit in frontier.visits(firms_page("/all/", firms, ""), depth=0):
        frontier.learn(visit.url, PageReading(visit.url), new_records=1, new_links=0)
    kind = "/by/{s}/"
    for n in range(4):
        seen = firms_page(f"/by/view{chr(97 + n)}-x/", firms[n:], "")
        frontier.visits(seen, depth=1)
        assert not frontier.is_barren(kind)
        frontier.learn(seen.url, seen, new_records=0, new_links=0)
    assert frontier.is_barren(kind)


def test_sites_of_firms_that_mark_up_names_are_found_in_their_cards() -> None:
    items = ",".join(
        f'{{"@type":"ListItem","position":{n},"item":{{"@type":"Organization","name":"{name}","url":"/firm/{n}"}}}}'
        for n, name in enumerate(NAMES)
    )
    head = f'<script type="application/ld+json">{{"@context":"https://schema.org","@type":"ItemList","itemListElement":[{items}]}}</script>'
    cards = "".join(
        f'<li><h3><a href="/firm/{n}">{name}</a></h3><a href="https://badge.example/top">Top firm</a>'
        f'<a href="https://{name.lower()}.example/?from=dir">Visit Website</a></li>'
        for n, name in enumerate(NAMES)
    )
    found = read(f"{head}<ul>{cards}</ul>").companies
    assert [c.site for c in found] == [f"https://{n.lower()}.example/?from=dir" for n in NAMES]


def test_the_form_of_a_firm_is_no_post_of_who_filled_it_in() -> None:
    rows = "".join(
        f"<tr><td><h3>{label}</h3></td><td>{value}</td></tr>"
        for label, value in (
            ("Supplier", "Alder Motors"),
            ("Category", "Pumps"),
            ("Contact", "Ann Roe"),
            ("Business Phone", "0121 234 6110"),
            ("E-Mail", "sales@alder.example"),
        )
    )
    filled = "<table><tr><td>Created at 03/03/2021 10:14 by Ann Roe<br>Last modified at 12/05/2022 09:30 by Tom Hale</td></tr></table>"
    first = read(f"<table>{rows}</table>{filled}", "/DispForm.aspx?ID=1")
    assert [c.name for c in first.companies] == ["Alder Motors"]
    assert first.posts == []


@pytest.mark.parametrize("text", ["2", "Page2", "Page 2", "[2]", "第2页"])
def test_pages_are_numbered_with_words_beside_the_number(text: str) -> None:
    page = firms_page("/firms", NAMES, f'<a href="/firms?page=1">{text}</a>')
    visits = Frontier(HOME).visits(page, depth=0)
    assert f"{HOME}/firms?page=1" in {visit.url for visit in visits}


def test_cells_that_reach_down_over_rows_belong_to_each_of_them() -> None:
    rows = "".join(
        "<tr>"
        + ('<th rowspan="4">North</th>' if n == 0 else "")
        + f"<td>{name} Ltd</td><td>J. Roe</td><td>TEL 0121 234 61{n}0<br>FAX 0121 234 99{n}0</td></tr>"
        for n, name in enumerate(NAMES)
    )
    heads = "<tr><th>Branch</th><th>Company</th><th>Director</th><th>Phone</th></tr>"
    page = read(f"<h1>Members</h1><p>As of 1 April 2026</p><table>{heads}{rows}</table>")
    assert [c.name for c in page.companies] == [f"{name} Ltd" for name in NAMES]
    assert [c.phone for c in page.companies] == [f"+4412123461{n}0" for n in range(4)]
    assert page.posts == []


def test_a_marked_up_list_is_not_about_the_first_of_its_firms() -> None:
    items = "".join(
        f'<li itemscope itemtype="http://schema.org/LocalBusiness"><a href="/b/{n}"><h2 itemprop="name">{name}</h2></a><meta itemprop="telephone" content="+44121234611{n}">'
        + ('<a itemprop="url" href="https://cedar.example/">Web</a>' if n == 2 else "")
        + "</li>"
        for n, name in enumerate(NAMES)
    )
    found = read(f"<ul>{items}</ul>").companies
    assert [c.site for c in found] == ["", "", "https://cedar.example/", ""]
