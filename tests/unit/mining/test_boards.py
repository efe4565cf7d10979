"""Boards of wanted ads and offers: what is asked, by whom, and how to reach them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.own_sites import own_site
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.rows import Evidence, Found, key_of

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
URL = "https://board.example/wanted"

AD = (
    '<{tag} class="ad"><{h}>{title}</{h}><p>Looking for a supplier of {what}, budget £{n}00. '
    "Ring 0161 496 00{n}0.</p><small>{who}, Manchester · {n} hours ago</small></{tag}>"
)
WANTED = [
    ("Wanted: steel flanges", "steel flanges, DN50", "John Otieno"),
    ("Wanted: street lights", "street lights with solar panels", "Marta Krüger"),
    ("Looking for office chairs", "forty chairs with mesh backs", "Luis Rojas"),
    ("Need a forklift battery soon", "a battery of 48 volts", "Sue Clark"),
]


def read(body: str, url: str = URL, title: str = "Wanted ads") -> PageReading:
    page = f"<html><head><title>{title}</title></head><body><h1>{title}</h1>{body}</body></html>"
    return read_page(page, url, Context(now=NOW, region="GB"))


def wanted_page(tag: str, heading: str, skip: int = 0) -> str:
    return "".join(
        AD.format(tag=tag, h=heading, title=title, what=what, who=who, n=n)
        for n, (title, what, who) in enumerate(WANTED, 1)
        if n > skip
    )


@pytest.mark.parametrize(("tag", "heading"), [("article", "h2"), ("div", "h3"), ("section", "h4")])
def test_ads_with_headings_of_their_own_are_posts_that_nobody_answers(
    tag: str, heading: str
) -> None:
    posts = read(wanted_page(tag, heading)).posts
    assert [(p.title, p.author, p.is_reply) for p in posts] == [
        (title, who, False) for title, _, who in WANTED
    ]
    assert all(post.posted and post.text.startswith("Looking for a supplier") for post in posts)
    assert posts[0].contacts[0].value == "+441614960010"
    alone = read(AD.format(tag=tag, h=heading, title="Wanted", what="pipes", who="Jo Ray", n=7))
    assert alone.companies == []


def test_an_ad_that_wanders_to_the_next_page_is_the_same_ad() -> None:
    def keys(page: PageReading) -> dict[str, str]:
        evidence = Evidence(page.url, NOW, 200, "")
        return {post.title: key_of(Found(post, evidence)) for post in page.posts}

    first = keys(read(wanted_page("article", "h2")))
    second = keys(read(wanted_page("article", "h2", skip=1), f"{URL}?p=2"))
    assert len(set(first.values())) == 4
    assert second.items() <= first.items()


NAMES = ["anna_b", "Bob", "Wang Wei", "Hans P. Müller", "Li"]


@pytest.mark.parametrize("heading", ["h3", "h4"])
def test_names_in_headings_still_make_a_thread(heading: str) -> None:
    body = "".join(
        f'<div class="post"><{heading}>{who}</{heading}><time datetime="2026-11-0{n}T10:00:00Z">'
        f'then</time><div class="body">What number {n} says of drums is long enough.</div></div>'
        for n, who in enumerate(NAMES, 1)
    )
    posts = read(body, title="Which drums are best?").posts
    assert [(p.author, p.is_reply) for p in posts] == [(who, n > 0) for n, who in enumerate(NAMES)]


def test_subjects_above_answers_still_make_a_thread() -> None:
    body = "".join(
        f'<div class="post"><h4>Re: Which drums? part {n}</h4><b class="author">u{n}</b>'
        f'<time datetime="2026-11-0{n}T10:00:00Z">then</time><p>Answer number {n} of several.</p>'
        "</div>"
        for n in range(1, 6)
    )
    posts = read(body, title="Which drums?").posts
    assert [post.is_reply for post in posts] == [False, True, True, True, True]


CARD = "".join(
    [
        '<div class="crumb"><a href="/">华贸网</a>»<a href="/buy">求购信息</a>»办公椅</div>',
        "<h1>办公椅一批</h1><table><tr><td>采购数量</td><td>49件</td><td>有效期</td><td>长期</td>",
        "</tr><tr><td>发布日期</td><td>2026年10月22日</td><td>所在地</td><td>浙江 宁波</td></tr>",
        '</table><div class="txt">办公椅，规格见图纸，要求含税含运费。</div><div class="card">',
        "<p>公司：宁波陈记贸易有限公司</p><p>联系人：陈先生</p><p>电话：0574-87029321 转 89</p>",
        "<p>手机：13957400029</p></div>",
    ]
)


def test_a_card_of_labels_is_no_text_but_tells_how_to_reach_the_author() -> None:
    page = "<html><head><title>办公椅一批 - 华贸网</title></head><body>" + CARD + "</body></html>"
    (post,) = read_page(page, "https://b.example/buy/29", Context(now=NOW)).posts
    assert (post.title, post.author) == ("办公椅一批", "陈先生")
    assert post.text == "办公椅，规格见图纸，要求含税含运费。"
    assert post.fields["采购数量"] == "49件"
    assert post.fields["公司"] == "宁波陈记贸易有限公司"
    phones = {c.value: (c.extension, c.field) for c in post.contacts if c.kind == "phone"}
    assert phones == {
        "+8657487029321": ("89", "fields:电话"),
        "+8613957400029": ("", "fields:手机"),
    }
    for contact in post.contacts:
        value = post.fields[contact.field.removeprefix("fields:")]
        assert value[contact.start : contact.end] == contact.raw


def test_a_request_that_is_all_labels_keeps_its_words() -> None:
    body = (
        '<div class="when">Posted 2026-11-03 by Sue Clark</div><div class="req"><p>Product: mesh '
        "chairs</p><p>Quantity: 400 pcs</p><p>Destination: Leeds</p></div>"
    )
    (post,) = read(body, "https://b.example/rfq/7", title="Mesh chairs").posts
    assert "Quantity: 400 pcs" in post.text
    assert post.fields["Quantity"] == "400 pcs"


SIGNED = (
    "<section><p>{text}</p><p>Thanks in advance.</p><p class=by>— <b>{who}</b>, {day} March 2026"
    "</p></section>"
)


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_who_signs_below_the_text_is_its_author(answers: int) -> None:
    question = SIGNED.format(text="Which pallet jack lifts two tons?", who="Ann Wu", day=3)
    rest = "".join(
        f"<li><p>Number {n} of the jacks lifted ours well.</p><p class=by>— <b>{who}</b>, "
        f"{n + 4} March 2026</p></li>"
        for n, who in enumerate(["Kofi", "R. Patel"][:answers])
    )
    body = f"{question}<h2>{answers} answers</h2><ol>{rest}</ol>"
    posts = read(body, title="Which pallet jack?").posts
    assert [(p.author, p.is_reply) for p in posts] == [
        ("Ann Wu", False),
        ("Kofi", True),
        ("R. Patel", True),
    ][: answers + 1]
    assert posts[0].text.startswith("Which pallet jack lifts two tons?")


def test_a_post_whose_author_can_be_reached_is_no_company() -> None:
    body = (
        '<p>Posted by <a href="mailto:ann@mail.example">Ann Wu</a> on November 3, 2026 at 10:15:'
        "</p><p>I am looking for forty pallet jacks, who has them?</p><hr><h2>Follow ups</h2>"
    )
    reading = read(body, "https://b.example/m7.html", title="Need pallet jacks")
    assert [post.author for post in reading.posts] == ["Ann Wu"]
    assert [(c.value, c.owner) for c in reading.posts[0].contacts] == [
        ("ann@mail.example", "personal")
    ]
    assert reading.companies == []


def test_a_title_in_the_body_is_no_text_of_the_page() -> None:
    page = (
        "<html><body><title>Need drums - Old Board</title>Old Board &raquo; Need drums<table>"
        "<tr><td><b>Ann</b><td>2026-11-03 10:15</tr><tr><td colspan=2>Forty drums, please.</tr>"
        "<tr><td><b>Bob</b><td>2026-11-04 10:15</tr><tr><td colspan=2>Ask the mill for them.</tr>"
        "</table></body></html>"
    )
    reading = read_page(page, "https://b.example/t?id=7", Context(now=NOW))
    assert reading.title == "Need drums"
    assert [(p.author, p.text) for p in reading.posts] == [
        ("Ann", "Forty drums, please."),
        ("Bob", "Ask the mill for them."),
    ]


@pytest.mark.parametrize(
    ("href", "site"),
    [
        ("m1600.html", ""),
        ("thread.php", ""),
        ("www.acme.example", "http://www.acme.example"),
        ("https://acme.example/index.html", "https://acme.example/index.html"),
    ],
)
def test_a_page_beside_this_one_is_nobodys_web_site(href: str, site: str) -> None:
    assert own_site(href, URL) == site


def test_a_line_that_names_the_message_answered_is_no_post() -> None:
    body = (
        '<p>Posted by <a href="mailto:kofi@mail.example">Kofi</a> on November 16, 2026 at 00:30:'
        "</p><p>In Reply to: <a href=m1600.html>Need film</a> posted by Ann Wu on November 15, "
        "2026 at 23:30:</p><p>In reply to your question, we took the thick one.</p><hr>"
    )
    (post,) = read(body, "https://b.example/m1601.html", title="Re: Need film").posts
    assert (post.author, post.text) == (
        "Kofi",
        "In reply to your question, we took the thick one.",
    )
    assert post.posted == datetime(2026, 11, 16, 0, 30, tzinfo=UTC)
