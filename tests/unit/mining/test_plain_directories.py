"""Directories in simple mark-up: lists of terms, lines between rules, boxes that advertise."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "http://dir.example"
FIRMS = ("Alder Ltd", "Birch & Sons", "Cedar Signs")


def read(
    body: str,
    path: str = "/trade/3",
    *,
    title: str = "Signs",
    memory: DirectoryMemory | None = None,
) -> PageReading:
    text = f'<html lang="en-GB"><head><title>{title}</title></head><body>{body}</body></html>'
    return read_page(text, HOME + path, Context(now=NOW, memory=memory))


def told(page: PageReading) -> list[tuple[str, str]]:
    return [(company.name, company.phone) for company in page.companies]


def number(n: int) -> str:
    return f"+44121234611{n}"


WANTED = [(name, number(n)) for n, name in enumerate(FIRMS)]
ENTRIES = {
    "terms": ("<dl>{}</dl>", '<dt><a href="/f/{0}">{1}</a></dt><dd>signs, Hull<br>Tel: {2}</dd>'),
    "rules": ("<div>{}</div>", '<a href="/f/{0}">{1}</a> - Hull<br>Tel: {2}<hr>'),
    "rules, no links": ("<div>{}</div>", "<span>{1}</span> - Hull<br>Tel: {2}<br>signs<hr>"),
}


@pytest.mark.parametrize(("frame", "entry"), ENTRIES.values(), ids=ENTRIES)
def test_entries_without_a_box_of_their_own_are_read(frame: str, entry: str) -> None:
    rows = (entry.format(n, name, f"0121 234 611{n}") for n, name in enumerate(FIRMS))
    assert told(read(f"<h1>Signs</h1>{frame.format(''.join(rows))}")) == WANTED


ADVERT = (
    "<div><h4>{}</h4><p><b>Harbour Finance Group</b></p><p>0121 234 9999</p>"
    '<p><a href="http://www.harbour-finance.test/">www.harbour-finance.test</a></p></div>'
)


@pytest.mark.parametrize("label", ["Advertisement", "Our sponsors", "Anzeige:", "广告", "Реклама"])
def test_a_box_that_says_it_advertises_is_of_no_company(label: str) -> None:
    about = "Makers of signs in Hull since 1962, of wood, of metal and of anything that lasts."
    firm = f"<h1>Alder Ltd</h1><p>Tel: 0121 234 6110</p><p>{about}</p>"
    found = read(f"<div>{firm}</div>{ADVERT.format(label)}", "/f/0", title="Alder Ltd").companies
    assert [(c.name, c.phone, c.site) for c in found] == [("Alder Ltd", number(0), "")]


def test_a_paid_entry_among_others_is_a_company() -> None:
    rows = "".join(
        f"<div><p>Sponsored</p><h3>{name}</h3><p>Tel: 0121 234 611{n}</p></div>"
        for n, name in enumerate((*FIRMS, "Dogwood Ltd"))
    )
    assert told(read(f"<h1>Signs</h1>{rows}")) == [*WANTED, ("Dogwood Ltd", number(3))]


def test_what_all_titles_end_with_is_no_companys_name() -> None:
    memory = DirectoryMemory()
    for n, letter in enumerate("ABCDE"):
        entry = f'<a href="/f/{n}">{letter}lder</a> - Hull<br>Tel: 0121 234 611{n}'
        page = read(
            f"<h1>{letter}</h1><div>{entry}</div>",
            f"/letter/{letter}",
            title=f"{letter} - Townbook",
            memory=memory,
        )
    assert "Townbook" not in [company.name for company in page.companies]


@pytest.mark.parametrize("said", ["signs, Hull", "五金, 东莞"])
def test_members_with_a_word_or_two_beside_their_names_are_no_posts(said: str) -> None:
    rows = "".join(
        f'<dt><a class="name" href="/profile/{n}-x">{name}</a></dt><dd>{said}</dd>'
        for n, name in enumerate(FIRMS)
    )
    assert read(f"<h1>Signs</h1><dl>{rows}</dl>").posts == []


def test_a_list_of_one_member_above_a_hotline_is_no_post() -> None:
    entry = '<dl><dt><a href="/profile/7-x">Alder Ltd</a></dt><dd>roofing, Leeds</dd></dl>'
    below = "<p>Customer service hotline: 0121 234 9339, every day</p><p>Cookies? OK</p>"
    assert read(f"<h1>Roofing</h1>{entry}{below}").posts == []


def test_what_two_rows_call_their_pages_alike_is_nobodys_name() -> None:
    rows = "".join(
        f"<p><b>{name}</b><br>signs<br>Hull<br>Tel: 0121 234 611{n} "
        f'<a href="/profile/{n}-x">View profile</a></p>'
        for n, name in enumerate(FIRMS[:2])
    )
    page = read(f"<h1>Signs</h1><div>{rows}</div>")
    assert (page.posts, told(page)) == ([], WANTED[:2])


REVIEWS = (
    "<div><b>Dana W.</b> <small>2026-03-11</small><p>Quick, honest and fairly priced.</p></div>"
    "<div><b>joel_t</b> <small>2026-04-12</small><p>They came late but fixed it well.</p></div>"
)
PROFILE = "<h1>Alder Ltd</h1><p>Tel: 0121 234 6110</p><p>Address: 7 Dock Road, Hull HU1 2AA</p>"


def test_reviews_on_a_companys_page_are_no_posts() -> None:
    page = read(f"<div>{PROFILE}{REVIEWS}</div>", "/f/0", title="Alder Ltd")
    assert (page.posts, told(page)) == ([], WANTED[:1])


def test_who_asks_on_a_companys_page_is_heard() -> None:
    asked = REVIEWS.replace("Quick, honest and fairly priced.", "Can you print 300 labels by May?")
    page = read(f"<div>{PROFILE}{asked}</div>", "/f/0", title="Alder Ltd")
    assert [post.author for post in page.posts] == ["Dana W."]


@pytest.mark.parametrize("count", [4, 5])
def test_the_last_row_of_a_grid_may_hold_one(count: int) -> None:
    firms = [*FIRMS, "Dogwood Ltd", "Elm Ltd"][:count]
    cells = [
        f"<td><b>{name}</b><br>Hull<br>Tel: 0121 234 611{n}</td>" for n, name in enumerate(firms)
    ]
    rows = "".join(f"<tr>{''.join(cells[k : k + 2])}</tr>" for k in range(0, count, 2))
    assert told(read(f"<h1>Signs</h1><table>{rows}</table>")) == [
        (name, number(n)) for n, name in enumerate(firms)
    ]


def test_signs_in_place_of_labels_say_what_follows_them() -> None:
    body = (
        "<h1>Alder Ltd</h1><p>📍 7 Dock Road, Hull HU1 2AA</p><p>☎️ 0121 234 6110</p>"
        "<p>📠 0121 234 9999</p><p>🌐 www.alder.test</p><p>Part of www.harbour.test since 2001</p>"
    )
    found = read(body, "/f/0", title="Alder Ltd").companies
    assert [(c.phone, c.site) for c in found] == [(number(0), "http://www.alder.test")]


def test_a_number_behind_a_click_comes_before_one_in_the_text() -> None:
    body = (
        '<h1>Alder Ltd</h1><p>Tel: <button data-phone="+441212346110;ext=46">Show</button></p>'
        "<p>Signs of all kinds.</p><p>Since 1962 we have served 07400 128385 and others.</p>"
    )
    found = read(body, "/f/0", title="Alder Ltd").companies
    assert [(c.phone, c.extension) for c in found] == [(number(0), "46")]


def test_a_street_called_after_a_country_is_not_in_it() -> None:
    body = "<h1>Rossi Impianti S.r.l.</h1><p>Sede: Corso Francia 12</p><p>10138 Torino</p>"
    body += "<p>Tel.: 02 1234 3553</p>"
    text = f'<html lang="it"><head><title>Rossi</title></head><body>{body}</body></html>'
    found = read_page(text, f"{HOME}/f/0", Context(now=NOW)).companies
    assert [company.phone for company in found] == ["+390212343553"]


def test_who_advertises_on_several_lists_is_no_companys_site() -> None:
    memory = DirectoryMemory()
    advert = '<div><b>Baltic Freight</b> <a href="http://www.baltic.test/">baltic.test</a></div>'
    for n in (1, 2):
        links = "".join(f'<p><a href="/f/{n}{k}">{name}</a></p>' for k, name in enumerate(FIRMS))
        read(f"<h1>Signs {n}</h1>{links}{advert}", f"/trade/{n}", memory=memory)
    page = read(f"{PROFILE}{advert}", "/f/0", title="Alder Ltd", memory=memory)
    assert [(c.name, c.site) for c in page.companies] == [("Alder Ltd", "")]
