"""Manners of directories: where they keep sites, addresses, numbers and their next pages."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.companies.clicks import addresses_at_click
from leadminer.mining.extraction.page import Context, parse_html, read_page
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.frontier import Frontier

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "https://dir.example"


def read(body: str, path: str = "/list", *, head: str = "") -> PageReading:
    text = f'<html lang="en-GB"><head><title>List</title>{head}</head><body>{body}</body></html>'
    return read_page(text, HOME + path, Context(now=NOW))


def cards(site: str) -> str:
    return "".join(
        f'<div class="hit"><h3>{name} Ltd</h3><p>Tel: 0121 234 61{n}0</p>{site.format(n=n)}</div>'
        for n, name in enumerate(("Alder", "Birch", "Cedar"), 1)
    )


@pytest.mark.parametrize("coded", [True, False])
def test_a_site_that_an_attribute_keeps_is_read(coded: bool) -> None:
    kept = [f"https://www.firm{n}.example/" for n in (1, 2, 3)]
    body = cards('<span class="btn" data-webLink="@{n}@">Website</span>')
    for n, url in enumerate(kept, 1):
        said = base64.b64encode(url.encode()).decode() if coded else url
        body = body.replace(f"@{n}@", said)
    assert [c.site for c in read(body).companies] == kept


def test_an_attribute_that_names_no_site_gives_none() -> None:
    body = cards('<span class="spot" data-track="https://count.example/hit/{n}">4 stars</span>')
    assert [c.site for c in read(body).companies] == ["", "", ""]


def test_a_site_named_within_a_run_of_words_is_read() -> None:
    body = cards("<p>fax 0121 234 9999; www.firm{n}.example; contact: J. Roe</p>")
    want = [f"http://www.firm{n}.example" for n in (1, 2, 3)]
    assert [c.site for c in read(body).companies] == want


CLOAK = """document.getElementById('c1').innerHTML = '';
var prefix = '&#109;a' + 'i&#108;' + '&#116;o';
var addy1 = '&#105;nf&#111;' + '&#64;';
addy1 = addy1 + 'firm' + '&#46;' + 'example';
document.getElementById('c1').innerHTML += '<a ' + prefix + ':' + addy1 + '>';"""


@pytest.mark.parametrize(
    ("script", "found"),
    [
        (CLOAK, ["info@firm.example"]),
        ('var a = "info";\nvar b = a + "\\x40" + "firm.example";\n', ["info@firm.example"]),
        ('var s = "in";\ns += "fo@";\ns += "firm.example";\n', ["info@firm.example"]),
        ('var b = user + "@" + host + ".example";\n', []),  # of names that the page does not tell
        ('var b = ["info", "firm.example"].join("@");\n', []),
    ],
)
def test_an_address_that_a_script_adds_up_is_read(script: str, found: list[str]) -> None:
    root = parse_html(f"<html><body><p>x<script>{script}</script></p></body></html>")
    assert root is not None
    assert list(dict.fromkeys(a for _, a in addresses_at_click(root))) == found


def test_long_keys_and_nested_numbers_of_a_pages_data_are_read_and_its_publisher_is_not() -> None:
    firm = {
        "companyName": "Alder Ltd", "primaryPhone": {"raw": "+44 121 234 6110"},
        "companyWebsite": "https://alder.example/",
    }  # fmt: skip
    own = {"name": "Dir Media", "phone": "+44 121 234 7000", "email": "x@dir.example"}
    data = {"props": {"nodes": [firm], "publisher": own}}
    body = f"<h1>List</h1><script type='application/json'>{json.dumps(data)}</script>"
    found = read(body).companies
    assert [(c.name, c.phone, c.site) for c in found] == [
        ("Alder Ltd", "+441212346110", "https://alder.example/")
    ]


@pytest.mark.parametrize("name", ["data-next-url", "data-url", "hx-get"])
def test_more_of_a_list_behind_a_button_is_found(name: str) -> None:
    body = cards("") + f'<button {name}="/list?page=2">Show more</button>'
    links = {link.url: link.kind for link in read(body).links}
    assert links[f"{HOME}/list?page=2"] == "next"


def test_a_button_that_leads_elsewhere_is_no_next_page() -> None:
    body = cards("") + '<button data-url="/api/like?id=4">Like</button>'
    assert read(body).links == []


def test_single_letters_before_numbers_are_labels() -> None:
    body = "".join(
        f"<div class=c><b>{n} Joinery</b><p>T 0121 234 61{k}0</p><p>F 0121 234 71{k}0</p></div>"
        for k, n in enumerate(("Alder", "Birch", "Cedar"), 1)
    )
    assert [c.phone for c in read(body).companies] == [f"+4412123461{k}0" for k in (1, 2, 3)]


def test_a_publisher_in_the_mark_up_of_the_front_page_is_no_company() -> None:
    told = {
        "@context": "https://schema.org", "@type": "Organization", "name": "Dir Media Ltd",
        "url": HOME, "telephone": "0121 234 7000",
    }  # fmt: skip
    head = f'<script type="application/ld+json">{json.dumps(told)}</script>'
    assert read("<h1>Directory</h1><a href='/list'>All</a>", "/", head=head).companies == []


def test_a_company_that_shows_only_its_site_is_read_by_its_heading() -> None:
    body = (
        "<h1>Alder Works GmbH</h1><p>Ulm</p><a href='https://alder.example/'>Website</a>"
        "<p>VAT DE123456789</p>"
    )
    found = read(body, "/company/7").companies
    assert [(c.name, c.site) for c in found] == [("Alder Works GmbH", "https://alder.example/")]
    named = body.replace(" GmbH", "")
    assert read(named, "/company/7").companies == []


@pytest.mark.parametrize("empty", ["\n\n", "\n \n"])
def test_plain_text_is_cut_at_its_empty_lines(empty: str) -> None:
    firms = [
        f"{n} Ltd\n{k} Mill Lane, Leeds\nPhone: 0121 234 61{k}0   Fax: 0121 234 71{k}0"
        for k, n in enumerate(("Alder", "Birch", "Cedar", "Dogwood"), 1)
    ]
    found = read(f"<h1>Members</h1><pre>{empty.join(firms)}</pre>").companies
    assert [(c.name, c.phone) for c in found] == [
        (f"{n} Ltd", f"+4412123461{k}0")
        for k, n in enumerate(("Alder", "Birch", "Cedar", "Dogwood"), 1)
    ]


def test_companies_divided_by_two_line_breaks_are_read() -> None:
    firms = [
        f"<b>{n} Ltd</b><br>{k} Mill Lane<br>Tel. 0121 234 61{k}0"
        for k, n in enumerate(("Alder", "Birch", "Cedar"), 1)
    ]
    found = read(f"<h1>Members</h1><p>{'<br><br>'.join(firms)}</p>").companies
    assert [c.name for c in found] == ["Alder Ltd", "Birch Ltd", "Cedar Ltd"]


def test_a_folder_whose_pages_give_nothing_is_left() -> None:
    frontier = Frontier(HOME)
    words = ("pumps", "valves", "hoses", "drums", "tapes", "bolts", "trays", "tanks", "wires")
    asked = []
    for n, word in enumerate(words):
        url = f"{HOME}/product/{word}-{n}.html"
        if frontier.offer(url):
            asked.append(url)
            frontier.learn(url, PageReading(url), new_records=0, new_links=0)
    assert 4 < len(asked) < len(words)
    assert frontier.offer(f"{HOME}/company/alder") is not None


@pytest.mark.parametrize("path", ["/add-listing/", "/submit-company", "/post-your-ad.html"])
def test_forms_for_owners_are_not_visited(path: str) -> None:
    assert Frontier(HOME).offer(HOME + path) is None


def test_a_pager_that_counts_from_zero_is_followed() -> None:
    frontier = Frontier(f"{HOME}/firms")
    body = cards("") + "<a href='?page=1' rel='next'>Next</a>"
    page = read(body, "/firms")
    assert [v.url for v in frontier.visits(page, depth=0)] == [f"{HOME}/firms?page=1"]
    first = cards("") + "<a href='?page=1'>1</a>"  # the first page's other address
    assert Frontier(f"{HOME}/firms").visits(read(first, "/firms"), depth=0) == []


def test_a_box_at_the_side_of_a_companys_page_is_its_own() -> None:
    body = (
        "<h1>Alder Works Ltd</h1><p>Makers of joinery since 1970.</p><aside class='widget'>"
        "<a href='tel:+441212346110'>0121 234 6110</a> <a href='mailto:info@alder.example'>E-mail"
        "</a></aside>"
    )
    found = read(body, "/firm/alder-1/").companies
    assert [(c.name, c.phone, c.email) for c in found] == [
        ("Alder Works Ltd", "+441212346110", "info@alder.example")
    ]


def test_a_country_on_a_line_of_its_own_says_whose_number_it_is() -> None:
    body = "<h1>Alder Works AG</h1><p>Industrial Zone 5<br>Turkey</p><p>Phone: (0212) 345 62 29</p>"
    assert [c.phone for c in read(body, "/exhibitor/4").companies] == ["+902123456229"]


def test_a_page_without_words_is_read() -> None:
    page = read("<a href='mailto:info@firm.example'><img src='x.png'></a>")
    assert [c.email for c in page.companies] == ["info@firm.example"]
