"""Companies of directories that no reader was written for, page by page, without a network."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest

from leadminer.mining.company_book import CompanyBook
from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import Company
from leadminer.mining.rows import Evidence, Found, key_of
from tests.factories.directories.apart import APART
from tests.factories.directories.asia import ASIA
from tests.factories.directories.asia_held import ASIA_HELD
from tests.factories.directories.asia_last import ASIA_LAST
from tests.factories.directories.asia_late import ASIA_LATE
from tests.factories.directories.book import Book
from tests.factories.directories.fresh import FRESH
from tests.factories.directories.held import HELD
from tests.factories.directories.kept import KEPT
from tests.factories.directories.late import LATE
from tests.factories.directories.later import LATER
from tests.factories.directories.newer import NEWER
from tests.factories.directories.newest import NEWEST
from tests.factories.directories.serve import FIELDS, compare
from tests.factories.directories.skins import SKINS
from tests.factories.directories.wild import WILD
from tests.factories.directories.wilder import WILDER

NOW = datetime(2026, 11, 22, tzinfo=UTC)
HOME = "http://directory.example"


def read(book: Book) -> list[dict[str, Any]]:
    """The companies of all pages of a book, as a run would keep them."""
    context = Context(now=NOW, want_posts=False, memory=DirectoryMemory())
    companies, kept = CompanyBook(), {}
    for path in ["/", *(p for p in reversed(book.pages) if p != "/")]:
        header = f"text/html; charset={book.label_of_charset}"
        page = read_page(decode(book.pages[path], header).text, HOME + path, context)
        for company in page.companies:
            found = Found(company, Evidence(HOME + path, NOW, 200, ""), HOME + path)
            found.key = key_of(found)
            met = companies.meet(found)
            if met is not None:
                kept[met.key] = met.record
    return [_row(c) for c in kept.values() if isinstance(c, Company)]


def _row(company: Company) -> dict[str, Any]:
    return {
        "name": company.name, "phone": company.phone, "extension": company.extension,
        "email": company.email, "site": company.site, "url": company.url,
    }  # fmt: skip


@pytest.mark.parametrize(
    "skin",
    [
        *SKINS,
        *HELD,
        *FRESH,
        *WILD,
        *WILDER,
        *APART,
        *LATE,
        *NEWER,
        *NEWEST,
        *LATER,
        *KEPT,
        *ASIA,
        *ASIA_HELD,
        *ASIA_LATE,
        *ASIA_LAST,
    ],
    ids=lambda skin: skin.__name__,
)
def test_the_companies_of_an_unseen_directory_are_read_right(skin: Any) -> None:
    book = skin(random.Random(f"test{skin.__name__}"))
    tally = compare(book, read(book), requests=0)
    shown = "\n".join(tally.wrong[:10])
    assert tally.found >= 0.95 * tally.firms, shown
    assert tally.invented == 0, shown
    assert tally.doubled == 0, shown
    for name in FIELDS:
        assert tally.share(name) >= 0.95, f"{name}\n{shown}"


def test_a_firm_is_known_by_its_own_page_wherever_it_is_met_as_a_neighbour() -> None:
    def page(n: int) -> str:
        near = "".join(
            f"<div class='near'><a href='/firm/{k}'>Kortis {k} Valves GmbH</a> "
            f"<span>+44 116 20000{k:02}</span></div>"
            for k in range(n + 1, n + 4)
        )
        return (
            f"<html><head><title>Kortis {n} Valves GmbH</title></head><body>"
            f"<h1>Kortis {n} Valves GmbH</h1><dl><dt>Address</dt><dd>{n} Station Road, Ghent</dd>"
            f"<dt>Phone</dt><dd>+44 116 20000{n:02}</dd></dl><section><h2>Firms nearby</h2>{near}"
            "</section></body></html>"
        )

    keys: dict[str, set[str]] = {}
    for n in (10, 11, 12):
        url = f"https://dir.example/firm/{n}"
        read = read_page(page(n), url, Context(now=datetime(2026, 11, 1, tzinfo=UTC)))
        assert len(read.companies) == 4
        for company in read.companies:
            evidence = Evidence(url, datetime(2026, 11, 1, tzinfo=UTC), 200, "")
            keys.setdefault(company.name, set()).add(key_of(Found(company, evidence)))
    assert all(len(told) == 1 for told in keys.values())
