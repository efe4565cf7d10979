"""Charsets, languages, structured data, addresses, the frontier, outcomes."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.base.private_addresses import is_metadata_host, is_private_host, why_closed
from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.markup.structured import parse_broken_json
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import (
    canonical,
    is_skipped,
    pattern_of,
    without_page,
)
from leadminer.mining.extraction.values.items import Link, PageReading, Post
from leadminer.mining.extraction.values.language import guess_language
from leadminer.mining.frontier import Frontier
from leadminer.mining.outcomes import Tally, decide
from leadminer.signals.rules import signal_key

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
CHINESE = (
    "<html><body><p>我们需要二百升的搅拌桶一台，预算八万元，请问哪家厂做得好？</p></body></html>"
    * 3
)
TRADITIONAL = (
    "<html><body><p>我們需要翻譯產品說明書，請問哪裡有推薦的翻譯社？謝謝。</p></body></html>" * 3
)


@pytest.mark.parametrize(
    ("text", "written", "label"),
    [
        (CHINESE, "gb18030", "utf-8"),
        (CHINESE, "utf-8", "gb2312"),
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gb18030", ""),
        (CHINESE, "utf-8", ""),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "big5", ""),
        (CHINESE, "utf-16", ""),
        ("<p>für Größe</p>", "windows-1252", "iso-8859-1"),
    ],
)
def test_a_wrong_label_does_not_spoil_a_page(text: str, written: str, label: str) -> None:
    header = f"text/html; charset={label}" if label else "text/html"
    assert decode(text.encode(written), header).text == text


def test_a_page_cut_in_the_middle_of_a_character_is_still_read() -> None:
    body = CHINESE.encode()[:-1] + "桶".encode()[:2]
    assert "我们需要二百升的搅拌桶" in decode(body, "text/html; charset=utf-8").text


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("我们需要二百升的搅拌桶一台", "zh-Hans"),
        ("我們需要翻譯產品說明書", "zh-Hant"),
        ("We need a mixer, does anyone know a good supplier?", "en"),
        ("Wir suchen einen Lieferanten für Gläser und Kartons", "de"),
        ("翻訳会社を探しています", "ja"),
        ("번역 회사를 찾습니다", "ko"),
        ("Ищем поставщика бочек", "ru"),
        ("123", None),
    ],
)
def test_the_language_of_a_text_is_told(text: str, lang: str | None) -> None:
    assert guess_language(text) == lang


@pytest.mark.parametrize(
    "text",
    [
        '<!-- {"@type": "Question"} -->',
        '//<![CDATA[\n{"@type": "Question"}\n//]]>',
        '{"@type": "Question",}',
        "{&quot;@type&quot;: &quot;Question&quot;}",
        '{"@type": "Question", "text": "a\tb", "answer": {"@type": "Ans',
        '{"@type": "Question"};',
    ],
)
def test_broken_json_ld_is_repaired(text: str) -> None:
    data = parse_broken_json(text)
    assert isinstance(data, dict) and data["@type"] == "Question"


def test_a_question_page_in_json_ld_gives_question_and_answers() -> None:
    text = """<html><body><script type="application/ld+json">{"@context": "https://schema.org",
    "@graph": [{"@type": ["QAPage"], "mainEntity": {"@type": "Question", "name": "Which mixer?",
    "text": "We need 200 l.", "dateCreated": "2026-11-03T10:15:00Z", "author": {"@id": "#a"},
    "suggestedAnswer": [{"@type": "Answer", "text": "<p>Try ours.</p>", "url": "/q/1#a2",
    "dateCreated": "2026-11-04", "author": {"@type": "Person", "name": "Bob"}}]}},
    {"@type": "Person", "@id": "#a", "name": "Anna"}]}</script></body></html>"""
    posts = read_page(text, "https://x.example/q/1", Context(now=NOW)).posts
    assert [(p.author, p.text, p.is_reply, p.url) for p in posts] == [
        ("Anna", "We need 200 l.", False, "https://x.example/q/1"),
        ("Bob", "Try ours.", True, "https://x.example/q/1#a2"),
    ]


def test_a_list_of_frequent_questions_is_no_prospect() -> None:
    text = """<script type="application/ld+json">{"@type": "FAQPage",
    "mainEntity": {"@type": "Question",
    "name": "Do you ship?", "text": "Do you ship?", "author": "Shop"}}</script>"""
    assert (
        read_page(f"<html><body>{text}</body></html>", "https://x.example/", Context(now=NOW)).posts
        == []
    )


def test_tracking_and_session_parameters_are_dropped() -> None:
    clean = "https://x.example/t?a=1&b=2"
    assert (
        canonical("HTTPS://X.example:443/t?b=2&utm_source=y&a=1&sid=0af3bc&fbclid=z#top") == clean
    )
    assert (
        canonical("https://x.example/t;jsessionid=0AF3?s=0a1b2c3d4e&from=20")
        == "https://x.example/t?from=20"
    )
    assert without_page("https://x.example/t?page=3&a=1") == "https://x.example/t?a=1"


def test_a_thread_about_a_forbidden_word_is_still_a_thread() -> None:
    assert is_skipped("https://x.example/topic/5/how-to-print-and-login") is None
    assert is_skipped("https://x.example/questions/scope:all/sort:votes-desc/") == "variant"
    assert is_skipped("https://x.example/questions/scope:all/page:2/") is None
    for url in (
        "/login",
        "/user/7/anna",
        "/search?q=x",
        "/t/5?sort=votes",
        "/a.pdf",
        "/calendar/2026/11/",
    ):
        assert is_skipped(f"https://x.example{url}"), url


def test_addresses_of_one_kind_share_a_pattern() -> None:
    one, two = (pattern_of(f"https://x.example/talk/征求/{n}-某某-标题") for n in (7, 8))
    assert one == two
    assert pattern_of("https://x.example/thread-7-1.html") == pattern_of(
        "https://x.example/thread-12-1.html"
    )
    assert pattern_of("https://x.example/t/7") != pattern_of("https://x.example/tags/a")


def link(path: str, kind: str = "content") -> Link:
    return Link(f"https://x.example{path}", path, kind)


def test_twins_of_a_page_are_fetched_once() -> None:
    frontier = Frontier("https://x.example/")
    first = PageReading("https://x.example/thread-7-1.html", posts=[Post("x")])
    frontier.learn("https://x.example/viewthread.php?tid=7", first, new_records=1, new_links=0)
    lists = PageReading("https://x.example/", links=[
        link("/thread-7-1.html"), link("/viewthread.php?tid=8"), link("/thread-8-1.html"),
    ])  # fmt: skip
    found = [v.url for v in frontier.visits(lists, depth=0)]
    assert found == ["https://x.example/viewthread.php?tid=8"]


def test_pages_that_hold_nothing_are_given_up_after_a_few() -> None:
    frontier = Frontier("https://x.example/")
    for n in range(4):
        frontier.learn(
            f"https://x.example/tags/t-{n}", PageReading("u"), new_records=0, new_links=0
        )
    assert frontier.is_barren(pattern_of("https://x.example/tags/t-9"))
    assert not frontier.is_barren(pattern_of("https://x.example/topic/9"))


def test_other_hosts_are_never_visited() -> None:
    page = PageReading("https://x.example/", links=[Link("https://y.example/t/1", "t", "content")])
    assert Frontier("https://x.example/").visits(page, depth=0) == []


@pytest.mark.parametrize(
    ("tally", "outcome"),
    [
        (Tally(pages=3, signals_seen=5), "ok"),
        (Tally(pages=3, signals_seen=5, refusals={"robots": 4, "http_404": 1}), "ok"),
        (Tally(pages=3, signals_seen=5, refusals={"timeout": 1}), "partial"),
        (Tally(pages=3, signals_seen=5, closed="rate_limited"), "partial"),
        (Tally(pages=3), "empty"),
        (Tally(unchanged=40, refusals={"robots": 1}, closed="finished"), "ok"),
        (Tally(pages=1, refusals={"robots": 9}), "blocked"),
        (Tally(pages=3, signals_before=9), "layout_changed"),
        (Tally(pages=3, unread_pages=2), "layout_changed"),
        (Tally(pages=1, refusals={"http_403": 9}), "blocked"),
        (Tally(refusals={"robots": 1}), "blocked"),
        (Tally(refusals={"http_429": 2}), "rate_limited"),
        (Tally(refusals={"dns": 1}), "failed"),
        (Tally(), "failed"),
        (Tally(error="no such spider"), "failed"),
    ],
)
def test_every_end_has_its_outcome(tally: Tally, outcome: str) -> None:
    assert decide(tally)[0] == outcome
    assert decide(tally)[1]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "10.1.2.3", "192.168.0.9", "169.254.169.254", "::1", "[::1]",
             "0.0.0.0", "127.1", "2130706433", "::ffff:10.0.0.1", "fe80::1", "printer.local",
             "64:ff9b::10.0.0.1", "64:ff9b::7f00:1", "::127.0.0.1", "2002:a00:1::"]
)  # fmt: skip
def test_private_hosts_are_known_in_every_spelling(host: str) -> None:
    assert is_private_host(host)


def test_public_hosts_are_not_private() -> None:
    assert not is_private_host("example.org") and not is_private_host("93.184.216.34")
    assert not is_private_host("64:ff9b::93.184.216.34")


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "169.254.0.1", "0xa9fea9fe", "2852039166", "[fe80::1]",
             "[febf::1]", "[fd00:ec2::254]", "[::ffff:169.254.169.254]", "[64:ff9b::a9fe:a9fe]",
             "metadata.google.internal", "Metadata.Google.Internal."]
)  # fmt: skip
def test_metadata_addresses_are_closed_even_where_private_ones_are_allowed(host: str) -> None:
    assert is_metadata_host(host) and is_private_host(host)
    assert why_closed(f"http://{host}/latest/", allow_private=True) == "metadata_address"


def test_private_addresses_are_open_where_they_are_allowed() -> None:
    for host in ("127.0.0.1", "10.0.0.1", "[fd00::1]"):
        assert why_closed(f"http://{host}/", allow_private=True) is None
        assert why_closed(f"http://{host}/", allow_private=False) == "private_address"


def test_a_signal_has_one_key_under_all_its_addresses() -> None:
    assert signal_key("post", "https://www.x.example/t/1") == signal_key(
        "post", "http://x.example/t/1/"
    )
    one = signal_key("reply", "https://x.example/t/1#c2", parent_url="https://x.example/t/1")
    two = signal_key("reply", "https://x.example/t/1?page=1#c2", parent_url="https://x.example/t/1")
    assert (
        one
        == two
        != signal_key("reply", "https://x.example/t/1#c3", parent_url="https://x.example/t/1")
    )


def test_a_column_beside_a_sidebar_is_no_sidebar() -> None:
    short = (
        "<body><header>Board</header><div class='col-with-sidebar'><h1>Press 7</h1>"
        "<div class='post'><p>Wanted: a press.</p><div class='info'><div class='picture'>"
        "<a href='/users/2/bob/'><img src='x.png' alt=\"bob's avatar\"><div>1</div></a></div>"
        "<div class='name'><a href='/users/2/bob/'>bob</a></div>"
        "<abbr title='2026-10-01 08:37:00'>2026-10-01 08:37</abbr></div></div></div>"
        f"<footer>{'All rights are ours. ' * 2}</footer></body>"
    )
    head = "<head><link rel='canonical' href='http://localhost/question/7/press/'></head>"
    page = read_page(
        f"<html>{head}{short}</html>",
        "http://qa.example/question/7/press/?answer=8",
        Context(now=datetime(2026, 11, 1, tzinfo=UTC)),
    )
    assert [(p.author, p.text) for p in page.posts] == [("bob", "Wanted: a press.")]
    assert page.url == page.posts[0].url == "http://qa.example/question/7/press/"


def test_pages_that_ask_not_to_be_kept_are_no_empty_site() -> None:
    told = Tally(pages=3, refusals={"noindex": 2}, closed="finished")
    assert decide(told) == ("blocked", "2 of 3 pages ask not to be kept (noindex)")
    told = Tally(pages=9, refusals={"noindex": 2}, closed="finished")
    assert decide(told)[0] == "empty"
