"""Habits of forum and classifieds software: notes of changes, heads without words, news of acts."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import without_language
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import read_time
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
WORDS = "We look for two spiral mixers of about forty litres, delivered to Leeds before Easter"
MORE = "There is a dealer in Hull who has some of them, ask for the list of last spring"


def _read(body: str, url: str = "http://h.example/topic/9/mixers", **more: object) -> PageReading:
    page = f"<html lang='en-GB'><head><title>Mixers</title></head><body>{body}</body></html>"
    return read_page(page, url, Context(now=NOW, **more))  # type: ignore[arg-type]


REPLY = (
    '<div class="head"><span class="when">{when}</span></div><div class="reply {more}">'
    '<div class="reply-author">{who}</div><div class="reply-content">{text}</div></div>'
)
LINKED = '<a href="/users/{n}/"><span class="author-name">{name}</span></a>'


def _replies(*replies: tuple[str, str, str], more: str = "") -> str:
    return "<h1>Mixers</h1>" + "".join(
        REPLY.format(when=f"November {n + 1}, 2026 at 4:51 am", who=who, text=text, more=each)
        for n, (who, text, each) in enumerate(replies)
    )


def test_who_changed_a_post_is_not_who_wrote_it() -> None:
    log = (
        '<ul class="revision-log"><li>This reply was modified 10 months ago by '
        '<a class="author-link" href="/users/1/">editor</a>.</li></ul>'
    )
    page = _replies(
        (LINKED.format(n=2, name="anna"), f"<p>{WORDS}</p>", ""),
        (LINKED.format(n=3, name="bob"), f"<p>+1</p>{log}", ""),
        (LINKED.format(n=4, name="chloe"), f"<p>{MORE}</p>", ""),
    )
    posts = _read(page).posts
    assert [(post.author, post.text) for post in posts] == [
        ("anna", WORDS),
        ("bob", "+1"),
        ("chloe", MORE),
    ]


def test_a_block_headed_by_a_name_amid_an_answer_is_a_quote_and_a_greeting_is_none() -> None:
    quote = f"<blockquote><p>m.okafor:</p><p>{WORDS}</p></blockquote><p>{MORE}</p>"
    own = f"<blockquote><p>Hello all:</p><p>{WORDS}</p></blockquote><p>{MORE}</p>"
    page = _replies(
        (LINKED.format(n=2, name="anna"), f"<p>{WORDS}</p>", ""),
        (LINKED.format(n=3, name="bob"), quote, ""),
        (LINKED.format(n=4, name="chloe"), own, ""),
    )
    texts = [post.text for post in _read(page).posts]
    assert texts[1] == MORE
    assert WORDS in texts[2]


def test_a_mark_of_the_threads_author_on_a_whole_reply_is_no_name() -> None:
    guest = '<span class="author-name">Guest Bill</span><div class="role">Guest</div>'
    page = _replies(
        (guest, f"<p>{WORDS}</p>", ""),
        (guest, "<p>Same for us.</p>", "topic-author"),
        (LINKED.format(n=4, name="chloe"), f"<p>{MORE}</p>", ""),
    )
    posts = _read(page).posts
    assert [post.author for post in posts] == ["Guest Bill", "Guest Bill", "chloe"]
    assert posts[1].text == "Same for us."


def test_a_time_said_twice_by_links_makes_no_list_of_posts() -> None:
    post = (
        '<div class="post"><div class="top"><b><a href="/u/{who}/2/">{who}</a></b>'
        '<a class="stamp" href="/post/{n}/" title="Oct. {n}, 2025, 3:50 a.m.">October {n}, 2025</a>'
        '<a class="short" href="/post/{n}/" title="Oct. {n}, 2025, 3:50 a.m.">Oct 2025</a></div>'
        '<article class="text"><p>{text}</p></article></div>'
    )
    page = "<h1>Mixers</h1>" + "".join(
        post.format(n=n, who=who, text=text)
        for n, (who, text) in enumerate([("anna", WORDS), ("bob", MORE)], start=7)
    )
    assert [post.text for post in _read(page).posts] == [WORDS, MORE]


def test_a_head_that_only_repeats_the_title_gives_way_to_the_first_post() -> None:
    comment = (
        '<li itemprop="comment" itemscope itemtype="http://schema.org/Comment">'
        '<meta itemprop="datePublished" content="{when}">'
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<meta itemprop="name" content="{who}"></div>'
        '<div itemprop="text"><p>{text}</p></div></li>'
    )
    head = (
        '<div itemscope itemtype="https://schema.org/DiscussionForumPosting">'
        '<meta itemprop="headline" content="Mixers"><meta itemprop="text" content="Mixers">'
        '<meta itemprop="datePublished" content="2026-11-05T04:06:22Z">'
        '<div itemprop="author" itemscope itemtype="https://schema.org/Person">'
        '<meta itemprop="name" content="anna"></div><h1>Mixers</h1><ul>'
    )
    page = (
        head
        + comment.format(when="2026-11-05T04:06:22Z", who="anna", text=WORDS)
        + comment.format(when="2026-11-06T04:06:22Z", who="bob", text=MORE)
        + "</ul></div>"
    )
    first, second = _read(page).posts
    assert (first.title, first.text, first.is_reply) == ("Mixers", WORDS, False)
    assert (second.author, second.text, second.is_reply) == ("bob", MORE, True)


def test_what_rows_show_of_posts_elsewhere_is_not_taken_from_the_pages_data() -> None:
    row = (
        '<li class="row"><h3><a href="/topic/{n}/{s}">{title}</a></h3>'
        '<a class="last" href="/topic/{n}/{s}/2" title="2026-11-0{n}T10:00:00Z">3 days</a>'
        '<div class="teaser">{text}</div></li>'
    )
    titles = ["Spiral mixers wanted", "A gearbox in winter", "Which belt fits here"]
    texts = [WORDS, MORE, "The long belt fits, the short one slips after a week"]
    rows = "".join(
        row.format(n=n, s=t.split()[0], title=t, text=x)
        for n, (t, x) in enumerate(zip(titles, texts, strict=True), start=1)
    )
    teasers = [
        {"content": x, "user": {"username": "anna"}, "timestamp": "2026-11-01T10:00:00Z"}
        for x in texts
    ]
    script = f"<script>window.__DATA__ = {json.dumps({'posts': teasers})};</script>"
    address = "http://h.example/category/5/wanted"
    assert _read(f"<h1>Wanted</h1><ul>{rows}</ul>{script}", address).posts == []
    assert [post.text for post in _read(f"<h1>Wanted</h1>{script}", address).posts] == texts


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://h.example/t/9?lang=en-GB&page=2", "http://h.example/t/9?page=2"),
        ("http://h.example/t/9?lang=de&page=2", "http://h.example/t/9?lang=de&page=2"),
        ("http://h.example/t/9?page=2", "http://h.example/t/9?page=2"),
    ],
)
def test_the_language_a_page_comes_in_unasked_is_left_out_of_its_links(url: str, kept: str) -> None:
    assert without_language(url, "en-GB") == kept


def test_news_of_what_was_done_are_no_posts() -> None:
    rows = "".join(
        f'<div class="item"><b class="name"><a href="/users/{n}/">user{n}</a></b> '
        f'<span class="what">replied in <a href="/t/{n % 2}#p{n}">Mixer number {n % 2}</a>.</span>'
        f'<i class="when">November {n}, 2026</i></div>'
        for n in range(1, 9)
    )
    assert _read(f"<h1>Activity</h1>{rows}", "http://h.example/activity").posts == []


def test_a_price_is_nobodys_name_and_an_advertisement_no_company() -> None:
    page = (
        '<script type="application/ld+json">{"@type": "BreadcrumbList", "itemListElement": ['
        '{"@type": "ListItem", "position": 1, "name": "Tools &amp; Repair"}]}</script>'
        '<p class="eyebrow">Graz · <a href="/group/4/">Tools &amp; Repair</a></p>'
        '<div class="head"><h2>Hinges wanted</h2><p class="item-price">£297.00</p></div>'
        f'<div class="description"><p>{WORDS}</p></div>'
        '<div class="contact">Contact phone: <span>+44 113 496 0115</span></div>'
        '<p class="meta">Posted: 1 year, 5 months ago</p>'
    )
    reading = _read(page, "http://h.example/41-hinges/", region="GB")
    assert reading.companies == []
    assert reading.section == ["Tools & Repair"]
    post = reading.posts[0]
    assert (post.author, post.fields["price"]) == ("", "£297.00")
    assert "+441134960115" in {contact.value for contact in post.contacts}


def test_what_a_list_of_members_says_is_known_on_its_last_page() -> None:
    row = (
        '<div class="row"><a class="username" href="/user/{name}">{name}</a>'
        '<div class="group">Member</div><time datetime="2026-11-0{n}T10:00:00Z"></time></div>'
    )
    memory = SiteMemory()
    names = ["anna", "bob", "chloe", "dan", "eve"]
    full = "".join(row.format(name=name, n=n + 1) for n, name in enumerate(names))
    assert _read(full, "http://h.example/people", build=memory).posts == []
    last = row.format(name="zoe", n=7)
    assert _read(last, "http://h.example/people?page=2", build=memory).posts == []


@pytest.mark.parametrize(
    ("said", "when"),
    [
        ("1 year, 5 months ago", datetime(2025, 6, 25, 12, tzinfo=UTC)),
        ("2 hours and 5 minutes ago", datetime(2026, 11, 22, 9, 55, tzinfo=UTC)),
        ("5 months ago", datetime(2026, 6, 25, 12, tzinfo=UTC)),
    ],
)
def test_two_units_of_a_time_ago_both_count(said: str, when: datetime) -> None:
    assert read_time(said, now=NOW) == when


@pytest.mark.parametrize("said", ["31 replies", "0 Antworten", "12条回复", "3 replies · 120 views"])
def test_how_often_was_answered_is_no_answer(said: str) -> None:
    page = (
        '<h1>Mixers</h1><ul class="info"><li class="begun"><a class="username" href="/u/ann/2/">'
        f'ann</a> <time datetime="2026-11-01T10:00:00Z">Nov 1</time></li><li>{said}</li></ul>'
    )
    assert [post.text for post in _read(page).posts] == []


def test_the_page_after_next_is_found_by_one_number_whatever_it_is_called() -> None:
    page = _replies(
        (LINKED.format(n=2, name="anna"), f"<p>{WORDS}</p>", ""),
        (LINKED.format(n=4, name="chloe"), f"<p>{MORE}</p>", ""),
    )
    url = "http://h.example/topic/9/mixers/"
    links = _read(f'{page}<a href="{url}?part=2">Next</a>', url).links
    assert [link.kind for link in links if link.url == f"{url}?part=2"] == ["next"]
    links = _read(f'{page}<a href="{url}?part=4">Next</a>', f"{url}?part=3").links
    assert [link.kind for link in links if link.url == f"{url}?part=4"] == ["next"]


def test_a_companys_own_page_is_read_beside_cards_of_others() -> None:
    card = (
        '<div class="card"><h2><a href="/directory/{s}/">{name}</a></h2>'
        "<p>{n} Canal Street, Leeds LS1 4AP</p>"
        '<a href="tel:+4411349601{n}">0113 496 01{n}</a></div>'
    )
    others = [("mekrol-sons", "Mekrol Joinery"), ("dovdan", "Dovdan Signs"), ("zel", "Zel Motors")]
    cards = "".join(card.format(s=s, name=n, n=20 + i) for i, (s, n) in enumerate(others))
    page = (
        '<div class="modal"><h2 class="modal-title">Report Abuse</h2></div>'
        '<h2 class="listing-title">Borsto Works</h2><div class="info"><span>Phone</span>'
        '<div><a href="tel:+441134960199">0113 496 0199</a></div></div>'
        '<div class="info"><span>Email</span><div><a href="mailto:sales@borsto.test">'
        "sales@borsto.test</a></div></div><h3>Related</h3>"
    )
    head = "<html lang='en'><head><title>Borsto Works – Valley</title></head><body>"
    url = "http://d.example/directory/borsto-works/"
    reading = read_page(f"{head}{page}{cards}</body></html>", url, Context(now=NOW, region="GB"))
    found = {company.name: company for company in reading.companies}
    assert found["Borsto Works"].email == "sales@borsto.test"
    assert found["Borsto Works"].phone == "+441134960199"
    assert "Report Abuse" not in found
