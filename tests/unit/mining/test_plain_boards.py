"""Boards and tender portals in plain mark-up: rows that lead on by a word, facts at the side,
names that nothing marks."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading, Post

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
TEXT = "Wir benötigen 1040 Eichenfässer für unser Lager in Ulm, Lieferung in zwei Teilen."


def read(html: str, title: str = "1040 Eichenfässer") -> PageReading:
    page = f"<html><head><title>{title}</title></head><body>{html}</body></html>"
    return read_page(page, "https://board.example/notice/7", Context(NOW))


def notice(around: str, **given: str) -> Post:
    """The one notice of a page; `around` with `{text}` in it."""
    body = f"<h1>1040 Eichenfässer</h1>{around.format(text=f'<p>{TEXT}</p>', **given)}"
    reading = read(f"<div>{body}</div>")
    assert [post.title for post in reading.posts] == ["1040 Eichenfässer"]
    assert TEXT in reading.posts[0].text
    return reading.posts[0]


@pytest.mark.parametrize("word", ["Details", "Подробнее", "查看详情", "Ver más", "자세히 보기"])
def test_rows_that_lead_on_by_one_word_are_a_list(word: str) -> None:
    rows = "".join(
        f"<tr><td><b>{n}40 oak barrels for a depot</b></td><td>Leeds</td><td>{n} Nov 2026</td>"
        f"<td><a href='/notice/{n}'>{word}</a></td></tr>"
        for n in range(1, 7)
    )
    reading = read(f"<h1>Wanted</h1><table>{rows}</table>", "Wanted")
    assert (reading.posts, reading.rows) == ([], 6)


def test_buttons_below_posts_are_no_such_rows() -> None:
    posts = "".join(
        f"<div><b>anna{n}</b> <i>{n} Nov 2026 10:0{n}</i><p>The blade number {n} broke after a"
        f" week, which glue holds on oak?</p><a href='/report?id={n}'>Report</a></div>"
        for n in range(1, 7)
    )
    assert len(read(f"<h1>Glue</h1>{posts}", "Glue").posts) == 6


def test_a_side_column_may_hold_the_facts_of_a_notice() -> None:
    facts = "<p>Budget: 1500 EUR</p><p>Ort: Ulm</p><p>Auftraggeber: Vogt Metallbau GmbH</p>"
    post = notice(
        f"<div class=main><small>9.11.2026</small>{{text}}</div><div class=side>{facts}</div>"
    )
    assert post.fields["Budget"] == "1500 EUR"
    assert post.author == "Vogt Metallbau GmbH"


def test_a_side_column_of_a_site_tells_no_facts() -> None:
    side = "<p>Members: 1500</p><p>Online: 12</p><p>Newest: anna</p>"
    post = notice(
        f"<div class=main><small>9.11.2026</small>{{text}}</div><div class=side>{side}</div>"
    )
    assert post.fields == {}


def test_a_day_that_is_shown_may_have_its_moment_in_the_mark_up() -> None:
    post = notice(
        "<dl><dt>Menge</dt><dd>1040</dd><dt>Eingestellt am</dt><dd>"
        "<time datetime='2026-11-09T10:58:00Z'>09.11.2026</time></dd></dl>{text}"
    )
    assert post.posted == datetime(2026, 11, 9, 10, 58, tzinfo=UTC)


def test_lines_between_breaks_are_fields_also_beside_a_time() -> None:
    post = notice(
        "{text}<div>Menge: 1040<br>Ort: Ulm<br>Eingestellt am: "
        "<time datetime='2026-11-09T10:58:00Z'>09.11.2026</time><br>Aufrufe: 17</div>"
    )
    assert (post.fields["Menge"], post.fields["Ort"]) == ("1040", "Ulm")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Pubblicato da Nordru Arredi S.r.l. il 09/11/2026", "Nordru Arredi S.r.l."),
        ("Publié par Claire Morel le 09/11/2026", "Claire Morel"),
        ("Разместил ООО «Северсталь», 09.11.2026", "ООО «Северсталь»"),
        ("佐藤花子 さんが 2026年11月09日 に投稿", "佐藤花子"),
    ],
)
def test_the_line_of_who_and_when_tells_the_name_alone(line: str, name: str) -> None:
    post = notice("<p>{line}</p>{text}<p>Menge: 1040</p>", line=line)
    assert (post.author, post.posted) == (name, datetime(2026, 11, 9, tzinfo=UTC))


def test_a_name_that_nothing_marks_stands_below_the_heading_or_beside_the_time() -> None:
    facts = "<dl><dt>Menge</dt><dd>1040</dd><dt>Eingestellt am</dt><dd>09.11.2026</dd></dl>{text}"
    assert notice(f"<div><span>Vogt Metallbau GmbH</span></div>{facts}").author == (
        "Vogt Metallbau GmbH"
    )
    line = "<div><span>Jana Vogt</span> | Eingestellt am: 09.11.2026</div>"
    assert notice(f"{line}<dl><dt>Menge</dt><dd>1040</dd></dl>{{text}}").author == "Jana Vogt"


def test_that_a_notice_is_closed_does_not_call_its_day_another() -> None:
    post = notice("<div>Encerrado</div><div><small>05/11/2026</small></div>{text}")
    assert post.posted == datetime(2026, 11, 5, tzinfo=UTC)


def test_until_when_a_notice_holds_is_no_posting_time() -> None:
    post = notice("<small>01.11.2026</small>{text}<p>Gültig bis: 11.12.2026</p><p>Menge: 1040</p>")
    assert post.posted == datetime(2026, 11, 1, tzinfo=UTC)


def test_a_panel_about_a_member_makes_no_notice_of_a_post() -> None:
    panel = "<b>oldgit</b><br>Joined: 14 Aug 2003<br>Posts: 35<br>Location: Ohio"
    reading = read(
        f"<h1>1040 Eichenfässer</h1><table><tr><td>{panel}</td>"
        f"<td>Posted: Fri Feb 13, 2026 12:32 PM<hr><p>{TEXT}</p></td></tr></table>"
    )
    assert [(post.author, post.notice) for post in reading.posts] == [("oldgit", False)]


def test_a_notice_in_a_list_that_shows_a_number_is_no_company() -> None:
    cards = "".join(
        f"<div class=card><h3>{n}040 Eichenfässer gesucht</h3><small>0{n}.11.2026</small>"
        f"<p>{TEXT}</p><p>Menge: {n}040</p><p>Telefon: 0731 2345{n}</p></div>"
        for n in range(1, 6)
    )
    reading = read(f"<h1>Gesuche</h1>{cards}", "Gesuche")
    assert [post.fields["Menge"] for post in reading.posts] == [f"{n}040" for n in range(1, 6)]
    assert reading.companies == []


def test_national_numbers_are_of_the_country_that_others_of_the_site_tell() -> None:
    build, phones = SiteMemory(), []
    for n, number in enumerate(("(11) 2345-5104", "+55 11 2345-8082", "0055 11 2345-1390",
                                "(11) 2345-2513")):  # fmt: skip
        page = (
            f"<html lang=pt><body><h1>Procuro paleteiras {n}</h1><small>0{n + 1}/11/2026</small>"
            f"<p>Precisamos de 40 paleteiras usadas para o depósito {n}.</p>"
            f"<p>Quantidade: 40</p><p>Telefone: {number}</p></body></html>"
        )
        reading = read_page(page, f"https://board.example/n/{n}", Context(NOW, build=build))
        told = [c.value for p in reading.posts for c in p.contacts if c.kind == "phone"]
        phones.append(told)
    assert phones == [[], ["+551123458082"], ["+551123451390"], ["+551123452513"]]


def test_numbers_of_many_countries_tell_none() -> None:
    build = SiteMemory()
    build.saw_numbers([("+551", "BR"), ("+3511", "PT"), ("+552", "BR"), ("+2441", "AO")])
    assert build.likely_country() is None


def test_one_number_that_is_told_often_tells_no_country() -> None:
    build = SiteMemory()
    build.saw_numbers([("+442071234567", "GB")] * 5)
    assert build.likely_country() is None


FACTS = "<dl><dt>Menge</dt><dd>1040</dd><dt>Eingestellt am</dt><dd>09.11.2026</dd></dl>"


@pytest.mark.parametrize(
    "around",
    [
        FACTS + " <b>Gesuch</b><div>{words}</div>",
        "<span>Gesuch</span><div><small>Jana Vogt</small></div>" + FACTS + "{words}",
        FACTS + "{words}<div><h4>Eingestellt von</h4><p>Jana Vogt</p><p>Ulm</p></div>",
        FACTS + "<p>Beschreibung: {words}</p>",
        FACTS + "<section><p>{words}</p></section><span>Vogt &amp; Co. KG in Ulm, seit 1987</span>",
    ],
)
def test_the_text_of_a_notice_holds_nothing_else(around: str) -> None:
    body = around.format(words="Wir brauchen 1040 Fässer aus Eiche, bis Mai, in zwei Teilen.")
    reading = read(f"<div><h1>1040 Eichenfässer</h1>{body}</div>")
    assert [post.text for post in reading.posts] == [
        "Wir brauchen 1040 Fässer aus Eiche, bis Mai, in zwei Teilen."
    ]


def test_lines_of_a_text_stay_lines_where_one_looks_like_a_label() -> None:
    said = "Bitte anbieten: 40 Fässer, auf Paletten, frei Ulm.<br>Lieferzeit so kurz wie möglich."
    reading = read(f"<div><h1>1040 Eichenfässer</h1>{FACTS}<div>{said}</div></div>")
    assert reading.posts[0].text.split("\n") == said.split("<br>")


def test_facts_are_not_taken_for_the_text_of_a_lone_notice() -> None:
    facts = "".join(
        f"<p>{k}: {v}</p>"
        for k, v in (
            ("Menge", "1040"),
            ("Gültig bis", "11.12.2026"),
            ("Kennziffer", "R-7208"),
            ("Telefon", "Zum Anzeigen der Nummer anmelden"),
        )
    )
    body = f"<small>01.11.2026</small><div><p>{TEXT}</p></div><div>{facts}</div>"
    reading = read(f"<div><h1>1040 Eichenfässer</h1>{body}</div>")
    assert [post.text for post in reading.posts] == [TEXT]
