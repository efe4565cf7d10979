"""Who advertises on every page of a directory or board is none of its companies and answers no notice."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.companies.memory import DirectoryMemory, OwnValues
from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import is_skipped
from leadminer.mining.extraction.places.own_sites import own_site, site_in
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading
from tests.factories.directories.squares import quick_links

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "http://dir.example"


def read(body: str, path: str, memory: DirectoryMemory | None = None, build: SiteMemory | None = None) -> PageReading:  # fmt: skip
    text = f"<html><head><title>Directory</title></head><body>{body}</body></html>"
    return read_page(text, HOME + path, Context(now=NOW, memory=memory, build=build))


@pytest.mark.parametrize(
    ("base", "link", "site"),
    [
        ("http://dir.lan/firm/1", "http://www.kestrel.lan/", "http://www.kestrel.lan/"),
        ("http://dir.lan/firm/1", "http://img.dir.lan/", ""),  # another server of the directory
        ("http://dir.co.uk/firm/1", "http://kestrel.co.uk/", "http://kestrel.co.uk/"),
    ],
)
def test_hosts_below_a_suffix_nobody_lists_have_owners_of_their_own(base: str, link: str, site: str) -> None:  # fmt: skip
    scope = parse_html(f'<div><a href="{link}">Kestrel</a></div>')
    assert site_in([], [], scope, base) == site


@pytest.mark.parametrize("host", ["maps.city.example", "map.baidu.com", "www.mapy.cz"])
def test_a_map_is_nobodys_own_site(host: str) -> None:
    assert own_site(f"https://{host}/?q=1", HOME) == ""


def test_how_to_get_there_is_no_site() -> None:
    scope = parse_html('<div><a href="http://way.example/to/1">Get directions</a></div>')
    assert site_in([], [], scope, HOME) == ""


def test_a_page_to_print_is_not_worth_following_in_other_languages() -> None:
    assert is_skipped(f"{HOME}/firma.php?id=4&druck=1")
    assert is_skipped(f"{HOME}/firma.php?id=4") is None


def test_a_member_praised_on_the_front_page_keeps_its_number() -> None:
    memory = DirectoryMemory()
    read(
        "<h2>Member of the month</h2><div><h3>Alder Signs Ltd</h3><p>Phone: +44 121 234 6110</p></div>",
        "/",
        memory,
    )
    rows = "".join(
        f'<div class="company"><h3><a href="/c/{n}">{name}</a></h3><p>{town}</p><p>Phone: +44 121 234 61{n}0</p></div>'
        for n, (name, town) in enumerate(
            (("Alder Signs Ltd", "Hull"), ("Birch Glass Ltd", "Leeds"), ("Cedar Cars Ltd", "Hull"), ("Dog Wash Ltd", "York")), 1
        )
    )  # fmt: skip
    found = read(rows, "/companies", memory).companies
    assert [c.phone for c in found] == [f"+4412123461{n}0" for n in (1, 2, 3, 4)]


def test_what_only_the_front_page_taught_is_released_and_what_else_is_not() -> None:
    own = OwnValues()
    own.add("+441212340000")
    own.add_from_front(["+441212346110", "office@alder.example"])
    assert own.release(["+441212346110", "office@alder.example"])
    assert "+441212346110" not in own and "sales@alder.example" not in own
    assert not own.release(["+441212340000"]) and "+441212340000" in own


def test_a_list_whose_only_numbers_are_an_advertisers_is_no_company() -> None:
    rows = "".join(
        f'<li><a href="/firm/{n}">Firm number {n} Ltd</a> <i>Hull</i></li>' for n in range(1, 3)
    )
    body = (
        f'<div id="left"><h2>Valves</h2><ul>{rows}</ul><p>See also <a href="/firm/8">Eighth Ltd</a></p></div>'
        '<div id="right"><p>Golden Bridge Valves</p><p>Phone: +86 577 6688 7766</p></div>'
    )
    assert read(body, "/trade/valves").companies == []


def test_who_asks_and_who_answers_are_no_companies_with_the_number_that_stands_there() -> None:
    answers = "".join(
        f'<div class="answer"><b>{who}</b> <span>2026-10-0{n} 10:00</span><p>{said}</p></div>'
        for n, (who, said) in enumerate(
            (("Anna Berg", "Try the yard at the harbour, they have some."), ("Ben Ohm", "We could help, write to me.")), 2
        )
    )  # fmt: skip
    body = (
        '<h1>Who sells steel drums in Hull?</h1><div class="question"><b>Carla</b> <span>2026-10-01 10:00</span>'
        f"<p>We need some twenty of them, used.</p><p>Phone: +44 121 234 6110</p></div>{answers}"
    )
    assert read(body, "/q/4").companies == []


def _notice(n: int) -> str:
    return (
        f'<div id="l"><h1>求购 钢桶 第{n}批</h1><p>我公司长期采购二手钢桶，每月大约{n}0只，要求无锈，有货的请联系。</p>'
        f"<table><tr><th>联系人</th><td>王{n}</td></tr><tr><th>电话</th><td>0512-6688770{n}</td></tr><tr><th>发布时间</th><td>2026-10-0{n}</td></tr></table></div>"
        '<div id="r"><table><tr><th>广告热线</th><td>0532-80001234</td></tr></table></div>'
    )


def test_a_hotline_on_all_pages_is_no_field_of_a_notice() -> None:
    build = SiteMemory()
    for n in range(1, 5):  # lists and other pages that are no notice
        read(f'<h1>Page {n}</h1><p>Words {n}.</p><div id="r"><table><tr><th>广告热线</th><td>0532-80001234</td></tr></table></div>', f"/about/{n}", build=build)  # fmt: skip
    posts = read(_notice(3), "/buy/3", build=build).posts
    assert [post.notice for post in posts] == [True] and "我公司长期采购" in posts[0].text
    assert {c.value for c in posts[0].contacts if c.kind == "phone"} == {"+8651266887703"}


def test_numbers_of_neighbours_in_a_box_at_the_side_are_theirs() -> None:
    memory = DirectoryMemory()
    firms = ("Alder Signs", "Birch Glass", "Cedar Cars", "Dog Wash")

    def page(n: int) -> list[tuple[str, str]]:
        near = "".join(
            f'<li><a href="/c/{o}">{name}</a> +44 121 234 61{o}0</li>'
            for o, name in enumerate(firms, 1)
            if o != n
        )
        body = (
            f"<main><h1>{firms[n - 1]}</h1><p>Phone: +44 121 234 61{n}0</p></main>"
            f"<aside><h3>Similar companies</h3><ul>{near}</ul></aside>"
        )
        return [(c.name, c.phone) for c in read(body, f"/c/{n}", memory).companies]

    for n in (1, 2, 3, 4):
        assert page(n) == [(firms[n - 1], f"+4412123461{n}0")]


def test_the_pages_of_listed_companies_are_led_to_though_rows_looked_like_posts() -> None:
    book = quick_links(random.Random("7quick_links"))
    page = next(path for path in book.pages if path.startswith("/list/ql/roofing"))
    found = read_page(book.pages[page].decode(), HOME + page, Context(now=NOW))
    kinds = {link.url: link.kind for link in found.links}
    assert {kinds[company.url] for company in found.companies} == {"content"}
