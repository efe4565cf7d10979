"""What real forum and list software shows beside its threads, in pages of our own wording."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import is_skipped
from leadminer.mining.extraction.places.homes import Homes
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.posts.mail_text import own_lines
from leadminer.mining.extraction.values.items import PageReading, Post

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
THREAD = "https://x.example/view.php?tid=20"


def read(body: str, url: str = THREAD, title: str = "Leaking pump") -> PageReading:
    page = f"<html><head><title>{title} - Pumps</title></head><body>{body}</body></html>"
    return read_page(page, url, Context(now=NOW))


def post(n: int, said: str, when: str = "", more: str = "") -> str:
    when = when or f"11-1{n}-2026, 10:0{n} AM"
    return (
        f'<div class="post" id="post_{n}"><div class="who"><a href="/member.php?uid={n}">user{n}x'
        f'</a></div><div class="head">{more}<span class="post_date">{when}</span></div>'
        f'<div class="post_body">{said}</div></div>'
    )


@pytest.mark.parametrize(
    ("text", "own"),
    [
        (
            "On Tue, 3 Nov 2026 10:00, Ann Lee wrote:\n> does it drip?\n> at the seal\nYes, still.",
            "Yes, still.",
        ),
        (
            "On Tue, 3 Nov 2026 10:00:12 +0000,\nAnn Lee <ann@x.example> wrote:\n> drip?\nYes.",
            "Yes.",
        ),
        ("在 2026-11-03，小王 写道：\n> 多少钱？\n三千一台。", "三千一台。"),
        ("Yes, still.\n--\nAnn Lee\nPumps and more", "Yes, still."),
        ("> does it drip?\nYes.", "Yes."),
        ("Fine.\n-----Original Message-----\nFrom: Ann\nDoes it drip?", "Fine."),
        ("Type this:\n> start pump\nand wait.", "Type this:\n> start pump\nand wait."),
        ("Two lines\nand no quote", "Two lines\nand no quote"),
        ("> only quoted", "> only quoted"),
    ],
)
def test_a_mail_is_read_without_what_it_quotes_and_its_signature(text: str, own: str) -> None:
    assert own_lines(text) == own


def test_quotes_and_signatures_in_a_paragraph_keep_their_lines() -> None:
    said = "<p>On Tue, 3 Nov 2026, Ann Lee wrote:\n> does it drip?\n\nYes, a lot.\n-- \nBo</p>"
    assert [p.text for p in read(post(1, "It drips.") + post(2, said)).posts] == [
        "It drips.",
        "Yes, a lot.",
    ]


def test_who_said_a_quote_and_when_is_nobodys_posting_time() -> None:
    said = (
        "<p>On Tue, 3 Nov 2026 07:30, Ann Lee wrote:</p><div><a href='#'>...</a></div>"
        "<blockquote class='quoted-text'><p>It drips.</p></blockquote><p>Here too.</p>"
    )
    posts = read(post(1, "It drips.") + post(2, said) + post(3, "Same.")).posts
    assert [(p.author, p.text) for p in posts] == [
        ("user1x", "It drips."),
        ("user2x", "Here too."),
        ("user3x", "Same."),
    ]


def test_the_hour_may_stand_apart_from_its_day() -> None:
    when = "<b>1{n} Nov</b> <i>1{n} Nov</i><div class=t><span>1{n}:25 a.m.</span></div>"
    posts = read("".join(post(n, f"Said {n} times.", when.format(n=n)) for n in (0, 1, 2))).posts
    assert [p.posted for p in posts] == [
        datetime(2026, 11, 10 + n, (10 + n) % 12, 25, tzinfo=UTC) for n in (0, 1, 2)
    ]


def test_the_hour_may_follow_a_day_that_only_an_attribute_tells() -> None:
    when = '<span title="11-17-2026">Yesterday</span>, 08:35 PM'
    posts = read(post(1, "It drips.", when) + post(2, "Here too.", when)).posts
    assert [p.posted for p in posts] == [datetime(2026, 11, 17, 20, 35, tzinfo=UTC)] * 2


def test_a_clock_in_the_zone_of_its_writer_is_told_by_what_the_site_shows() -> None:
    when = '<span title="Sender\'s time: Nov. 12, 2026, 1:37 a.m.">11:37 p.m.</span>'
    posts = read(post(1, "It drips.", when) + post(2, "Here too.", when)).posts
    assert posts[0].posted == datetime(2026, 11, 11, 23, 37, tzinfo=UTC)


def test_the_name_a_list_puts_before_subjects_is_no_word_of_the_author() -> None:
    body = "<h1>[pumps] [WTB] Seal</h1>" + post(1, "Wanted: a seal.")
    url = "https://x.example/archive/pumps/000012.html"
    assert read(body, url, "[pumps] [WTB] Seal").posts[0].title == "[WTB] Seal"
    assert read("<h1>[WTB] Seal</h1>" + post(1, "Seal."), url, "[WTB] Seal").posts[0].title == (
        "[WTB] Seal"
    )


def test_what_is_written_over_a_box_of_code_is_no_text() -> None:
    said = "Try<div class='box'><div class='top'>Code: </div><div><code>stop()</code></div></div>"
    assert read(post(1, "How?") + post(2, said)).posts[1].text == "Try\nstop()"


def test_rows_of_one_table_are_rows_whatever_their_time_looks_like() -> None:
    row = (
        "<tr><td><strong><a href='/f{n}'>Board number {n}</a></strong></td><td><a href='/t{n}'>"
        "A thread {n}</a><br>{when}<br>by <a href='/member.php?uid={n}'>user{n}x</a></td></tr>"
    )
    new = "<span title='11-18-2026'>Today</span>, 08:0{n} AM"
    times = [new.format(n=n) for n in range(3)] + ["11-03-2026, 04:09 PM"]
    rows = "".join(row.format(n=n, when=when) for n, when in enumerate(times))
    assert read(f"<table>{rows}</table>", "https://x.example/").posts == []


def test_members_with_their_points_or_ranks_say_nothing() -> None:
    row = "<tr><td><a href='/user/u{n}x'>u{n}x</a></td><td>{n}00</td></tr>"
    table = "".join(row.format(n=n) for n in range(1, 9))
    assert read(f"<table>{table}</table>", "https://x.example/top").posts == []
    ranks = "".join(post(n, "Junior member") for n in range(1, 7))
    assert read(ranks, "https://x.example/all").posts == []


def test_a_bare_hash_links_nowhere() -> None:
    posts = read(post(1, "It drips.", more="<a href='#'>#</a> <a href='?#'>x</a> ") * 2).posts
    assert posts[0].author == "user1x"


def test_the_sign_of_a_permalink_is_no_part_of_a_title() -> None:
    heading = "<h4 class='subject'>Leaking pump <a href='?post=1#1'>¶</a></h4>"
    assert read(heading + post(1, "It drips.")).title == "Leaking pump"


@pytest.mark.parametrize(
    ("url", "other"),
    [
        (f"{THREAD}&mode=threaded&pid=7", True),
        ("https://x.example/view.php?pid=7&tid=20", True),
        ("https://x.example/view.php?page=2&tid=20", False),
        ("https://x.example/view.php?tid=21", False),
        (THREAD, False),
    ],
)
def test_a_thread_with_something_more_asked_is_another_view(url: str, *, other: bool) -> None:
    assert is_other_view(url, THREAD) is other


def test_topics_asked_of_the_front_page_are_no_views_of_it() -> None:
    assert not is_other_view("https://x.example/index.php?topic=7", "https://x.example/index.php")


def test_relative_links_that_grow_without_end_are_left() -> None:
    assert is_skipped("https://x.example/195/319/319/319/319/tag/7") == "calendar"
    assert is_skipped("https://x.example/2026/11/11/a-thread") is None


def test_the_same_words_of_the_same_minute_are_met_once_on_a_site() -> None:
    homes = Homes()

    def said(url: str, minute: int, *, reply: bool = True) -> Post:
        when = datetime(2026, 11, 3, 10, minute, 9, tzinfo=UTC)
        return Post(text="+1", author="ann", url=url, posted=when, is_reply=reply)

    assert homes.met_at(said("https://x.example/t/1#3", 5)) == ""
    assert homes.met_at(said("https://x.example/t/1#3", 5)) == ""
    assert homes.met_at(said("https://x.example/lofi/1", 5)) == "https://x.example/t/1#3"
    assert homes.met_at(said("https://x.example/t/2#9", 6)) == ""


def test_a_bare_day_makes_no_two_sayings_one() -> None:
    homes = Homes()
    day = datetime(2026, 11, 3, tzinfo=UTC)
    for n in (1, 2):
        assert homes.met_at(Post(text="+1", author="ann", url=f"/t/{n}", posted=day)) == ""


def test_the_first_post_above_a_later_page_is_met_again_where_only_its_day_is_told() -> None:
    day, text = datetime(2026, 11, 5, tzinfo=UTC), "We need 500 steel drums for our plant."
    homes = Homes()
    assert homes.met_at(Post(text=text, author="ann", url="/t/1", posted=day)) == ""
    again = Post(text=text, author="ann", url="/t/1", posted=day, is_reply=True)
    assert homes.met_at(again) == "/t/1"
    elsewhere = Post(text=text, author="ann", url="/t/2", posted=day, is_reply=True)
    assert homes.met_at(elsewhere) == ""


def test_the_folded_rest_of_a_thread_is_worth_a_visit() -> None:
    body = (
        "<div class='fold'><a href='?tid=20&state=all#q1'>Show 33 previous comments</a></div>"
        "<p><a href='?tid=20&mode=threaded&pid=7#pid7'>Threaded mode</a></p>"
    )
    links = {link.url: link.kind for link in read(post(1, "It drips.") + body).links}
    assert links["https://x.example/view.php?state=all&tid=20"] == "content"
    assert links["https://x.example/view.php?mode=threaded&pid=7&tid=20"] == "own"


@pytest.mark.parametrize(
    "more",
    [
        "<a href='mailto:pumps@x.example?Subject=Seal&amp;In-Reply-To=%3C1%40x%3E'>Mail</a>",
        "<ul><li><em>From</em>: Ann &lt;ann@x.example&gt;</li><li><em>To</em>: pumps@x.example</li>"
        "<li><em>Subject</em>: Seal</li><li><em>List-id</em>: pumps.x.example</li></ul>",
    ],
)
def test_mails_are_no_firms(more: str) -> None:
    assert read(f"<h1>Leaking pump</h1>{more}{post(1, 'It drips.')}").companies == []
