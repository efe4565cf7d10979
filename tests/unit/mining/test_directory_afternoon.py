"""Plain directories: labels that look like names, reviewers, neighbours, a country told by one entry."""
# ruff: noqa: E501 -- pages are easier to read in long lines

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.companies.values import observed
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.extraction.values.phones import read_phone

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "https://dir.example"


def read(body: str, path: str, memory: DirectoryMemory | None = None) -> PageReading:
    """A page that says nothing of its language."""
    text = f"<html><head><title>Directory</title></head><body>{body}</body></html>"
    return read_page(text, HOME + path, Context(now=NOW, memory=memory))


def test_a_label_of_a_list_of_terms_is_no_name_though_it_is_built_like_one() -> None:
    body = (
        "<h2>A1 Taxis</h2><dl><dt>Phone</dt><dd>+44 121 234 4275</dd><dt>Fax</dt><dd>+44 121 234 4276</dd>"
        "<dt>Company No</dt><dd>01234571</dd></dl>"
    )
    assert [c.name for c in read(body, "/company/4").companies] == ["A1 Taxis"]


def test_the_content_and_the_box_beside_it_are_no_two_companies() -> None:
    body = (
        '<div id="content"><h2>A1 Taxis</h2><dl><dt>Phone</dt><dd>+44 121 234 4275</dd><dt>Email</dt><dd>a@taxis.example</dd></dl></div>'
        '<div id="sidebar"><b>Sponsored</b><p>Cards from £9. Call +44 161 496 0999</p></div>'
    )
    found = read(body, "/company/4").companies
    assert [(c.name, c.phone) for c in found] == [("A1 Taxis", "+441212344275")]


def test_what_a_reviewer_writes_is_no_address_of_the_company() -> None:
    body = (
        "<h1>Kestrel Roofing</h1><p>Phone: +44 121 234 7579</p><h3>Reviews</h3>"
        '<div class="review"><b>John</b><p>Ask for Dave or write to dave@mail.example.</p></div>'
    )
    found = read(body, "/company/19").companies
    assert [(c.name, c.email) for c in found] == [("Kestrel Roofing", "")]


def test_one_entry_that_names_its_country_tells_whose_numbers_all_are() -> None:
    told = "".join(
        f'<div class="company"><h3><a href="/c/{n}">{name}</a></h3><p>{town}</p><p>Phone: 0121 234 61{n}0</p></div>'
        for n, (name, town) in enumerate(
            (("Alder Signs", "Hull"), ("Birch Glass", "Leeds"), ("Cedar Cars", "Hull"), ("Dog Wash", "York")), 1
        )
    )  # fmt: skip
    assert [c.phone for c in read(told, "/companies").companies] == [
        f"+4412123461{n}0" for n in (1, 2, 3, 4)
    ]


def test_a_company_among_its_neighbours_keeps_what_its_own_page_says() -> None:
    near = "".join(
        f'<li><a href="/company/{n}">{name} Ltd</a><span>+44 121 234 61{n}0</span></li>'
        for n, name in enumerate(("Alder", "Birch", "Cedar"), 1)
    )
    body = (
        "<h1>Birch Ltd</h1><table><tr><th>Phone</th><td>+44 121 234 6120</td></tr>"
        '<tr><th>Website</th><td><a href="http://www.birch.example/">www.birch.example</a></td></tr></table>'
        f'<div class="hot"><h3>Hot</h3><ul>{near}</ul></div>'
    )
    sites = {c.name: c.site for c in read(body, "/company/2").companies}
    assert sites["Birch Ltd"] == "http://www.birch.example/"


def test_all_addresses_at_the_directorys_own_domain_are_its_own() -> None:
    memory = DirectoryMemory()
    foot = '<div id="footer">© 2026 Chamber, office@chamber.example</div>'
    read(f"<p>Welcome to our members.</p>{foot}", "/", memory)
    body = f"<h1>Quince Ltd</h1><p>Phone: +44 121 234 6120</p><p>Your ad here! linda@chamber.example</p>{foot}"
    assert [c.email for c in read(body, "/c/1", memory).companies] == [""]


@pytest.mark.parametrize(
    "shown",
    ["030 120513 App. 525", "030 120513 Apparat 525", "030 120513, Nebenstelle 525"],
)
def test_german_words_for_an_extension_are_read(shown: str) -> None:
    phone = read_phone(shown, ["DE"])
    assert phone is not None
    assert (phone.e164, phone.extension) == ("+4930120513", "525")


def test_a_chat_before_a_number_is_no_extension() -> None:
    phone = read_phone("WhatsApp 0171 2345678", ["DE"])
    assert phone is not None
    assert (phone.e164, phone.extension) == ("+491712345678", "")


def test_who_works_at_a_company_is_no_company() -> None:
    people = "".join(
        f"<tr><td>{who}</td><td>{role}</td><td>{who.split()[0].lower()}@alder.example</td></tr>"
        for who, role in (("Grace Lund", "Director"), ("Olga Reyes", "Sales"))
    )
    body = (
        "<h1>Alder Signs Ltd</h1><address>1 Canal Street<br>Leeds LS1 4AP<br>t: 0121 234 6110</address>"
        f"<h2>People</h2><table><tr><th>Name</th><th>Role</th><th>E-mail</th></tr>{people}</table>"
    )
    found = read(body, "/members/alder/").companies
    assert [(c.name, c.phone) for c in found] == [("Alder Signs Ltd", "+441212346110")]


def test_what_three_pages_say_word_for_word_is_of_no_company() -> None:
    memory = DirectoryMemory()
    foot = "<center>Webmaster: +44 121 234 6999</center>"
    for n in (1, 2):
        read(f"<p>Nothing to see on this page, number {n}.</p>{foot}", f"/news/{n}", memory)
    assert read(f"<h1>Guest book</h1><p>Well done!</p>{foot}", "/book", memory).companies == []


def test_a_town_set_small_is_no_part_of_the_name() -> None:
    told = "".join(
        f"<details><summary>{name} <small>Leeds</small></summary><p>Tel: +44 121 234 61{n}0</p></details>"
        for n, name in enumerate(("Alder Signs", "Birch Glass", "Cedar Cars"), 1)
    )
    names = [c.name for c in read(told, "/sector/signs").companies]
    assert names == ["Alder Signs", "Birch Glass", "Cedar Cars"]


def test_the_sites_own_organisation_in_the_mark_up_of_each_page_hides_no_company() -> None:
    memory = DirectoryMemory()
    own = '{"@type": "Organization", "name": "Townly", "url": "https://townly.example/", "telephone": "+18885550111"}'
    firm = '{"@type": "LocalBusiness", "name": "Summit Heating", "telephone": "+12015557258", "address": {"@type": "PostalAddress", "addressCountry": "US"}}'
    graph = '<script type="application/ld+json">{{"@context": "https://schema.org", "@graph": [{}]}}</script>'
    read(graph.format(own) + "<h1>Townly</h1>", "/", memory)
    body = f"{graph.format(f'{own}, {firm}')}<h1>Summit Heating</h1><p>Write to info@summit.example</p>"
    found = read(body, "/b/summit", memory).companies
    assert [(c.name, c.email) for c in found] == [("Summit Heating", "info@summit.example")]


def test_whose_number_it_is_stands_in_brackets_after_it() -> None:
    phone = read_phone("0769-76413994-696（销售部）", ["CN"])
    assert phone is not None
    assert (phone.e164, phone.extension) == ("+8676976413994", "696")


def test_the_town_below_the_street_tells_the_country() -> None:
    body = "<h1>Alder Signs</h1><p><b>Telephone:</b> 0121 234 6110</p><p><b>Street:</b> 1 Canal Street</p><p><b>Town:</b> Leeds LS1 4AP</p>"
    assert [c.phone for c in read(body, "/companies/1/").companies] == ["+441212346110"]


def test_a_label_in_two_scripts_is_one() -> None:
    rows = (
        ("Address 地址", "1 Queen's Road Central, Hong Kong"),
        ("Tel 電話", "2123 2752 內線 26"),
        ("Email 電郵", "a@alder.example"),
    )
    table = "".join(f"<tr><td>{label}</td><td>{value}</td></tr>" for label, value in rows)
    found = read(f"<h1>Alder Trading Limited</h1><table>{table}</table>", "/trader/1").companies
    assert [(c.name, c.phone, c.extension, c.email) for c in found] == [
        ("Alder Trading Limited", "+85221232752", "26", "a@alder.example")
    ]


def test_an_address_with_a_label_is_surer_than_a_link_to_somebody() -> None:
    body = (
        "<h1>Alder Ltd</h1><p>t: +44 121 234 6110<br>e: j.roe@alder.example</p>"
        '<p>Ask <a href="mailto:grace@alder.example">Grace</a></p>'
    )
    company = read(body, "/members/alder/").companies[0]
    observed(company, HOME, NOW.isoformat())
    assert company.email == "j.roe@alder.example"
