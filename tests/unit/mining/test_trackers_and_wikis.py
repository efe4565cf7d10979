"""Pages of issue trackers, wikis with comments, lists by day, and what their software adds."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.answers import looks_like_html
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NEED = "We look for two spiral mixers of about forty litres, delivered to Leeds before Easter."
ANSWER = "There is a dealer in Hull who has some of them, ask for the list of last spring."


def _read(body: str, url: str = "http://h.example/issue8", tag: str = "Mixers") -> PageReading:
    page = f"<html lang='en'><head><title>{tag}</title></head><body>{body}</body></html>"
    return read_page(page, url, Context(now=NOW, build=SiteMemory()))


def _ticket(when: str, shown: str) -> str:
    link = f'<a class="at" title="See list at {when}" href="/list?from=1">{shown}</a>'
    return (
        '<div><ul><li>← <a class="prev" href="/t/7">Previous ticket</a></li>'
        '<li><a class="next" href="/t/9">Next ticket</a> →</li></ul></div>'
        f'<div><div class="opened"><p>Opened {link}</p></div><h1>Mixers</h1>'
        "<table><tr><th>Reported by:</th><td><a class='author' href='/q?r=anna'>anna</a></td>"
        "<th>Component:</th><td>Kitchen</td></tr></table>"
        f'<div class="description"><p>{NEED}</p></div></div>'
    )


@pytest.mark.parametrize(
    ("when", "shown", "day"),
    [
        ("11/02/26 17:01:54", "3 weeks ago", (2026, 11, 2)),
        ("11/02/2026 05:01 PM", "20 days", (2026, 11, 2)),
        ("02/11/26 17:01:54", "3 weeks ago", (2026, 11, 2)),
        ("04.05.2026 17:01", "vor 7 Monaten", (2026, 5, 4)),
    ],
)
def test_how_long_ago_is_shown_tells_the_order_of_day_and_month(
    when: str, shown: str, day: tuple[int, int, int]
) -> None:
    post = _read(_ticket(when, shown)).posts[0]
    assert post.posted is not None
    assert (post.posted.year, post.posted.month, post.posted.day) == day


def test_a_ticket_stands_in_its_component_not_between_its_neighbours() -> None:
    assert _read(_ticket("2026-11-02 17:01", "3 weeks ago")).section == ["Kitchen"]


MESSAGES = (
    "<h1>Issue8</h1><table><tr><th>Title</th><td>Old pump leaks</td></tr></table>"
    "<table class='messages'><tr><th colspan='4'>Messages</th></tr>{rows}</table>"
    "<table class='changes'><tr><th colspan='4'>History</th></tr>"
    "<tr><th>Date</th><th>User</th><th>Action</th><th>Args</th></tr>"
    "<tr><td>2026-11-20 17:43:07</td><td>bob</td><td>set</td><td>messages: + msg26</td></tr>"
    "<tr><td>2026-11-18 17:43:06</td><td>anna</td><td>create</td><td></td></tr></table>{foot}"
)
MESSAGE = (
    "<tr><th><a href='/msg{n}'>msg{n} (view)</a></th><th>Author: {who}</th><th>Date: {day}</th>"
    "</tr><tr><td colspan='3'><pre>{text}</pre></td></tr>"
)


def _messages(foot: str = "") -> PageReading:
    rows = MESSAGE.format(n=26, who="bob", day="2026-11-20 17:43", text=ANSWER)
    rows += MESSAGE.format(n=10, who="anna", day="2026-11-18 17:43", text=NEED)
    return _read(
        MESSAGES.format(rows=rows, foot=foot), tag="Issue 8: Old pump leaks - Valley tracker"
    )


def test_a_thread_with_its_newest_message_on_top_begins_below() -> None:
    found = [(post.author, post.is_reply, post.text) for post in _messages().posts]
    assert found == [("anna", False, NEED), ("bob", True, ANSWER)]


def test_the_address_of_a_message_leads_nowhere_new_and_a_mail_in_its_log_makes_no_firm() -> None:
    page = _messages("<p>messageid: &lt;179.22.XPY2KSZ@mail.example&gt;</p>")
    assert page.companies == []
    assert {link.kind for link in page.links if "msg" in link.url} == {"own"}


def test_where_a_thread_has_further_pages_nobody_knows_where_it_begins() -> None:
    assert _messages("<a href='/issue8?page=2'>2</a>").posts[0].author == "bob"


def test_what_stands_behind_a_tickets_number_is_its_title() -> None:
    assert _messages().posts[0].title == "Old pump leaks"


def test_the_sites_own_heading_is_no_part_of_a_title() -> None:
    body = (
        "<div class='title'><h1>Pump Talk</h1>Old pump</div><div class='post'><h1>Old pump</h1>"
        f"<h3>By <a href='/u/anna'>anna</a> on 2026-11-02 14:22:17 <a href='/p/8'>[link]</a></h3>"
        f"<div class='text'><p>{NEED}</p></div></div>"
    )
    page = _read(body, "http://h.example/p/9", tag="Pump Talk: Old pump")
    assert [(post.title, post.author, post.text) for post in page.posts] == [
        ("Old pump", "anna", NEED)
    ]


def _day(day: str, *rows: str) -> str:
    return f"<tr class='day'><td><div class='divider'>{day}</div></td><td></td></tr>" + "".join(
        rows
    )


def _row(clock: str, key: str, text: str) -> str:
    return (
        f"<tr><td class='at'><a href='/log?c={key}'>{clock}</a></td><td class='what'>"
        f"<span>Reply: Mixers</span> <span>(entry: <a href='/info/{key}'>{key}</a> "
        f"user: <a href='/u/anna'>anna</a>)</span><div class='text'><p>{text}</p></div></td></tr>"
    )


def test_a_list_by_day_of_all_that_happened_holds_no_posts() -> None:
    table = "<table>" + _day(
        "2026-11-20", _row("16:47", "311cf9c2c7", NEED), _row("16:29", "0c41ff1201", ANSWER)
    )
    table += _day("2026-11-18", _row("09:12", "5feeff7c4f", f"{NEED} Please call."))
    table += _day("2026-11-12", _row("11:02", "ebb35a12d3", f"{ANSWER} Good luck!"))
    page = _read(f"<h1>Log</h1>{table}</table>", "http://h.example/log", tag="Log")
    assert page.posts == [] and page.rows == 4


def test_talk_under_the_lines_of_days_has_its_own_hours() -> None:
    def line(clock: str, who: str, text: str) -> str:
        return (
            f"<div class='line'><span class='at'>{clock}</span> <a href='/u/{who}'>{who}</a> "
            f"<div class='said'>{text}</div></div>"
        )

    talk = f"<div class='day'>2026-11-18</div>{line('09:12', 'anna', NEED)}"
    talk += line("09:40", "bob", ANSWER)
    talk += f"<div class='day'>2026-11-20</div>{line('16:29', 'carla', NEED + ' So do we.')}"
    talk += line("16:47", "bob", "Then ask the dealer in Hull as well, he has more of them.")
    posts = _read(f"<h1>Mixers</h1><div>{talk}</div>", "http://h.example/talk/9").posts
    assert [f"{post.author} {post.posted:%d %H:%M}" for post in posts] == [
        "anna 18 09:12", "bob 18 09:40", "carla 20 16:29", "bob 20 16:47",
    ]  # fmt: skip


WIKI = (
    "<h1>Valley wiki</h1><main><h1>Mixers</h1><div><p>{need}</p></div><div class='below'>"
    "<h2>Discussion</h2>{comments}<form><textarea></textarea></form></div></main>"
    "<div class='foot'>kitchen/mixers.txt · Last modified: 2026/03/04 23:21 by <b>anna</b></div>"
)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_wikis_page_is_the_post_and_what_is_said_below_are_its_answers(count: int) -> None:
    comments = "".join(
        f"<div class='entry'><div class='head'><a href='/u/{who}'>{who}</a>, "
        f"<abbr class='at' title='2026-03-1{n}T10:0{n}:00Z'>2026/03/1{n} 10:0{n}</abbr></div>"
        f"<div class='body'><p>{ANSWER} {n}</p></div></div>"
        for n, who in enumerate(("bob", "carla")[:count])
    )
    page = _read(WIKI.format(need=NEED, comments=comments), tag="Mixers [Valley wiki]")
    first, *rest = page.posts
    assert (first.author, first.title, first.text, first.is_reply) == (
        "anna",
        "Mixers",
        NEED,
        False,
    )
    assert f"{first.posted:%Y-%m-%d %H:%M}" == "2026-03-04 23:21"
    assert [post.author for post in rest if post.is_reply] == ["bob", "carla"][:count]


def test_a_time_called_updated_counts_where_no_other_is_told() -> None:
    posts = "".join(
        f"<table class='post'><tr><th><a href='/p/{n}'>#</a> <span class='updated'>{day} Jan, 2026 "
        f"05:34</span></th></tr><tr><td><a href='/users/{who}/'>{who}</a></td>"
        f"<td class='content'>{text}</td></tr></table>"
        for n, (day, who, text) in enumerate([(18, "anna", NEED), (20, "bob", ANSWER)])
    )
    found = _read(f"<h1>Mixers</h1><div>{posts}</div>", "http://h.example/topic/8/").posts
    assert [f"{post.author} {post.posted:%d %H:%M}" for post in found] == [
        "anna 18 05:34", "bob 20 05:34",
    ]  # fmt: skip


def test_counts_of_a_thread_are_no_post() -> None:
    post = (
        "<div class='post'><a href='/users/{who}/'>{who}</a> <time datetime='2026-11-1{n}T10:00Z'>"
        "1{n} Nov</time><div class='text'>{text}</div></div>"
    )
    head = (
        "<div class='sum'><div>3 Posts</div><div>2 Users</div><div>0 Reactions</div>"
        "<div>7 Views</div><div><a href='/users/bob/'>bob</a> <span class='ago'>1 day ago</span>"
        "</div></div>"
    )
    said = [("anna", NEED), ("bob", ANSWER), ("anna", "Thank you, I will ask him tomorrow.")]
    thread = "".join(post.format(n=n, who=who, text=text) for n, (who, text) in enumerate(said))
    found = _read(f"<h1>Mixers</h1>{head}<div>{thread}</div>", "http://h.example/topic/8/").posts
    assert [post.text for post in found] == [text for _, text in said]


def test_a_name_that_a_script_escapes_twice_is_read_as_people_see_it() -> None:
    said = (
        '{"@context":"https://schema.org","@type":"DiscussionForumPosting","headline":"Mixers",'
        '"author":{"@type":"Person","name":"O&#039;Neill"},"datePublished":"2026-11-18T10:00:00Z",'
        f'"text":"{NEED}"}}'
    )
    page = _read(f'<h1>Mixers</h1><script type="application/ld+json">{said}</script>')
    assert page.posts[0].author == "O'Neill"


@pytest.mark.parametrize(
    ("body", "is_page"),
    [
        (b'<?xml version="1.0"?>\n<!-- made by hand -->\n<rss version="2.0"><channel>', False),
        (b"\xef\xbb\xbf<feed xmlns='http://www.w3.org/2005/Atom'>", False),
        (b'<?xml version="1.0"?><!DOCTYPE html><html><body><p>rss</p>', True),
    ],
)
def test_a_feed_is_no_page_whatever_its_header_says(body: bytes, is_page: bool) -> None:
    assert looks_like_html(body, "text/html") is is_page


def test_two_things_said_as_many_months_ago_by_one_person_are_two() -> None:
    page = (
        "<h1>Mixers</h1><div class='question'><div class='meta'><span><a href='/list?user=anna'>"
        f"anna</a> asked 5 months ago</span></div><div class='question-content'><p>{NEED[:70]}</p>"
        "</div></div><div class='answers'><h3>1 answer</h3><div class='answer'><div class='top'>"
        "<span><a href='/list?user=anna'>anna</a> answered 5 months ago</span></div>"
        f"<div class='answer-content'><p>{ANSWER[:70]}</p></div></div></div>"
    )
    found = [(post.author, post.text) for post in _read(page, "http://h.example/q/9").posts]
    assert found == [("anna", NEED[:70]), ("anna", ANSWER[:70])]


def test_what_a_post_repeats_of_an_earlier_one_is_a_quote_however_it_is_marked() -> None:
    post = (
        "<div class='post' id='p{n}'><a href='/users/{who}/'>{who}</a> "
        "<time datetime='2026-11-1{n}T10:00Z'>1{n} Nov</time><div class='text'>{text}</div></div>"
    )
    said = [
        ("anna", NEED),
        ("bob", f"<blockquote><em>anna</em><br>{NEED}</blockquote>{ANSWER}"),
        ("carla", f"<blockquote><div>{ANSWER}</div></blockquote><p>+1</p>"),
        ("dora", NEED),
        ("eric", "<blockquote><em>carla</em><br>It came on an earlier page.</blockquote>So do we."),
    ]
    thread = "".join(post.format(n=n, who=who, text=text) for n, (who, text) in enumerate(said))
    found = _read(f"<h1>Mixers</h1><div>{thread}</div>", "http://h.example/topic/8/").posts
    assert [post.text for post in found] == [NEED, ANSWER, "+1", NEED, "So do we."]


def test_how_comments_may_be_sorted_is_no_answer() -> None:
    choices = "".join(
        f"<input type='radio' name='order' id='o{n}'><label for='o{n}'>{word} first</label>"
        for n, word in enumerate(("Oldest", "Newest", "Best", "Longest"))
    )
    page = (
        "<h1>Mixers</h1><div class='top'><p>Opened <time datetime='2026-11-02T10:00Z'>2 Nov</time> "
        f"by <a href='/users/anna'>anna</a></p><div class='description'><p>{NEED}</p></div></div>"
        f"<div><form><div>{choices}</div></form><div class='list'><div class='change'><h3>by "
        "<a href='/users/bob'>bob</a>, <time datetime='2026-11-04T10:00Z'>4 Nov</time></h3>"
        "<div class='comment searchable'><p>Ask in Hull.</p></div></div></div></div>"
    )
    found = [(post.author, post.text) for post in _read(page).posts]
    assert found == [("anna", NEED), ("bob", "Ask in Hull.")]
