"""Talk pages: who wrote what, when, in answer to whom."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.posts.wikitext import (
    Wiki,
    plain_text,
    read_sections,
    user_spaces,
    zone_of,
)
from leadminer.mining.extraction.values.dates import Zone

NOW = datetime(2026, 11, 1, tzinfo=UTC)
WIKI = Wiki(user_spaces([(2, "Benutzer"), (3, "Benutzer Diskussion"), (2, "用户")]))
TALK = """{{Talk header|[[User:Bot|Bot]] 10:00, 1 October 2026 (UTC)}}
Unsigned words at the top.

== Press for '''oil''' mills ==
We look for a [[Screw press|screw press]], 4&nbsp;t a day.<ref>a note</ref>

Who builds them? [[User:Ann Baker|Ann Baker]] ([[User talk:Ann Baker|talk]]) 10:12, 3 October 2026 (UTC)
: We need one too. —[[User:Öz|<span style="color:red">'''Öz'''</span>]]<sup>[[User talk:Öz|t]]</sup> 11:00, 3 October 2026 (UTC)
:: See [[User:Ann Baker]]'s page at 12:30 for more. -- [[Special:Contributions/192.0.2.44|192.0.2.44]] ([[User talk:192.0.2.44|talk]]) 09:05, 4 October 2026 (UTC)
:::* Noted.<!-- hidden --> ''[[Benutzer:Jörg|Jörg]]'' 18:40, 4. Okt. 2026 (CEST)
{{od}} Back to the left. [[用户:小王|小王]] 2026年10月5日 (一) 08:00 (UTC)

== Nobody signed this ==
Is there a press?
"""  # noqa: E501


def test_each_comment_has_its_author_its_time_and_its_depth() -> None:
    top, press, unsigned = read_sections(TALK, WIKI, now=NOW)
    assert top.name == "" and top.comments == []
    assert press.name == "Press for oil mills"
    assert [(c.author, c.depth) for c in press.comments] == [
        ("Ann Baker", 0), ("Öz", 1), ("192.0.2.44", 2), ("Jörg", 4), ("小王", 1),
    ]  # fmt: skip
    assert [c.text for c in press.comments] == [
        "We look for a screw press, 4 t a day.\nWho builds them?",
        "We need one too.",
        "See User:Ann Baker's page at 12:30 for more.",
        "Noted.",
        "Back to the left.",
    ]
    times = [c.posted for c in press.comments]
    assert times[0] == datetime(2026, 10, 3, 10, 12, tzinfo=UTC)
    assert times[4] == datetime(2026, 10, 5, 8, 0, tzinfo=UTC)
    assert unsigned.comments == [] and unsigned.rest == "Is there a press?"


def test_a_time_of_another_zone_is_the_wikis_own() -> None:
    source = "Hallo. [[Benutzer:Jörg|Jörg]] 18:40, 4. Okt. 2026 (CEST)"
    wiki = Wiki(WIKI.user_names, zone=Zone(zone_of(120)))
    (section,) = read_sections(source, wiki, now=NOW)
    assert section.comments[0].posted == datetime(2026, 10, 4, 16, 40, tzinfo=UTC)


def test_a_link_to_a_user_in_a_sentence_signs_nothing() -> None:
    source = "I met [[User:Ann]] who told me that the shop opens at 10:00 on 3 May 2026 (GMT)."
    (section,) = read_sections(source, WIKI, now=NOW)
    assert section.comments == []


def test_deeper_headings_without_signatures_belong_to_the_section_above() -> None:
    source = (
        "== Press ==\nWanted. [[User:Ann|Ann]] 10:12, 3 October 2026 (UTC)\n"
        "=== Details ===\nfour tons\n=== More ===\n"
        "I have one. [[User:Bob|Bob]] 10:13, 3 October 2026 (UTC)"
    )
    sections = read_sections(source, WIKI, now=NOW)
    assert [(s.name, [c.author for c in s.comments]) for s in sections] == [
        ("Press", ["Ann"]), ("More", ["Bob"]),
    ]  # fmt: skip


def test_markup_is_taken_off_and_words_stay() -> None:
    assert (
        plain_text("A [[b|c]] ''d'' [https://e.example f] {{g}} [[File:h.png|thumb|i]]")
        == "A c d f"
    )
    assert plain_text("* one\n* two &amp; three") == "one\ntwo & three"
    assert plain_text("2 < 3") == "2 < 3"


@given(st.text(alphabet="[]{}|=:*#'<>/ab1:2(UTC)~\n—", max_size=200))
def test_no_source_makes_it_fail(source: str) -> None:
    read_sections(source, WIKI, now=NOW)
    read_sections(source + "[[User:A|A]] 10:12, 3 October 2026 (UTC)" + source, WIKI, now=NOW)
