"""What pages tell of a company carries its page, its time, its way and its sureness."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.company_book import CompanyBook
from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import Company
from leadminer.mining.rows import Evidence, Found, key_of, row_of

NOW = datetime(2026, 11, 22, tzinfo=UTC)
LIST = """<html lang="en"><title>Members</title><body><main><h1>Members</h1>
<ul><li><h3><a href="/m/1">Acme Pumps Ltd</a></h3><p>Tel: +44 20 7946 0001</p></li>
<li><h3><a href="/m/2">Bolt Works Ltd</a></h3><p>Tel: +44 20 7946 0002</p></li></ul></main>"""
PAGE = """<html lang="en"><title>ACME Pumps Limited</title><body><main><h1>ACME Pumps Limited</h1>
<dl><dt>Phone</dt><dd>+44 20 7946 0009 ext. 12</dd><dt>Address</dt><dd>1 Dock Road, Hull</dd>
<dt>Country</dt><dd>United Kingdom</dd><dt>Website</dt><dd>www.acme.example</dd>
<dt>E-mail</dt><dd>sales@acme.example</dd></dl></main>"""


def book_of(*pages: tuple[str, str]) -> dict[str, Found]:
    memory, book, kept = DirectoryMemory(), CompanyBook(), {}
    for url, text in pages:
        page = read_page(text, url, Context(now=NOW, want_posts=False, memory=memory))
        for company in page.companies:
            found = Found(company, Evidence(url, NOW, 200, ""), url)
            found.key = key_of(found)
            met = book.meet(found)
            if met is not None:
                kept[met.key] = met
    return kept


def acme() -> dict[str, object]:
    found = book_of(("https://d.example/list", LIST), ("https://d.example/m/1", PAGE))
    rows = [row_of(each, spider="directory", version="1")["company"] for each in found.values()]
    return next(row for row in rows if "acme" in row["name"].lower())


def test_each_value_says_where_when_how_and_how_sure() -> None:
    values = acme()["values"]
    assert isinstance(values, list)
    for value in values:
        assert value["source"].startswith("https://d.example/")
        assert value["observed_at"] == NOW.isoformat()
        assert value["method"]
        assert 0 < value["confidence"] <= 1
    assert {v["field"] for v in values} == {"name", "phone", "email", "site", "address", "country"}


def test_what_a_list_and_a_page_tell_otherwise_is_both_kept() -> None:
    row = acme()
    values = row["values"]
    assert isinstance(values, list)
    phones = {(v["value"], v["source"]) for v in values if v["field"] == "phone"}
    assert phones == {
        ("+442079460001", "https://d.example/list"), ("+442079460009", "https://d.example/m/1"),
    }  # fmt: skip
    assert set(row["conflicts"]) == {"name", "phone"}  # type: ignore[call-overload]
    assert row["phone"] == "+442079460001", "of equals the first"


def test_a_country_carries_its_reason() -> None:
    values = acme()["values"]
    assert isinstance(values, list)
    told = [(v["value"], v["reason"], v["source"]) for v in values if v["field"] == "country"]
    assert told == [
        ("GB", "number", "https://d.example/list"), ("GB", "stated", "https://d.example/m/1"),
    ]  # fmt: skip


def test_a_company_of_an_import_tells_its_values_too() -> None:
    company = Company("Acme", url="https://acme.example/", phone="+442079460001", method="import")
    found = Found(company, Evidence("members.csv", NOW, 0, ""))
    values = row_of(found, spider="import", version="1")["company"]["values"]
    assert [(v["field"], v["source"], v["method"]) for v in values] == [
        ("name", "members.csv", "import"), ("phone", "members.csv", "import"),
    ]  # fmt: skip
