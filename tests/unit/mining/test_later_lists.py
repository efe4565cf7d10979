"""What earlier pages taught helps with a lone row, with guests and with labels of two words."""

from __future__ import annotations

from datetime import UTC, datetime

from leadminer.mining.extraction.html.parsing import parse_html
from leadminer.mining.extraction.html.tree import Tree
from leadminer.mining.extraction.marks.reading import find_marks
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import PageReading

NOW = datetime(2026, 11, 22, tzinfo=UTC)
TEXT = "We need some steel drums and hoops for our yard, lot {}, soon."


def read(body: str, memory: SiteMemory, path: str = "/b/2") -> PageReading:
    page = f"<html><body><div id='main'>{body}</div><p>Run by the guild</p></body></html>"
    return read_page(
        page, f"http://x.example{path}", Context(now=NOW, zone=Zone(UTC), build=memory)
    )


def row(n: int) -> str:
    return (
        f'<dt><a href="/t/{n}">Steel drums wanted, lot {n}</a></dt><dd>started by '
        f'<a href="/member/{n % 3}">anna{n % 3}</a> Tue {n} Sep 2026, 07:0{n % 9} &ndash; {n % 3} '
        f'replies, last by <a href="/member/4">bob</a> Wed {n + 1} Sep 2026, 18:11</dd>'
    )


def test_two_rows_on_the_last_page_of_a_list_are_rows() -> None:
    memory = SiteMemory()
    read(f"<h2>Yard</h2><dl class='threads'>{''.join(map(row, range(1, 9)))}</dl>", memory)
    last = f"<h2>Yard</h2><dl class='threads'>{row(11)}{row(12)}</dl>"
    assert read(last, memory, "/b/2?page=2").posts == []


def test_a_lone_row_is_one_where_rows_had_their_titles_and_a_lone_post_is_none() -> None:
    def card(n: int) -> str:
        return (
            f'<div class="card"><h3><a href="/t/{n}">Steel drums wanted, lot {n}</a></h3><div '
            f'class="small">Yard · 2026-09-0{n} 07:11</div><div class="small">Lot: {n} | Offers: 2'
            "</div></div>"
        )

    memory, again = SiteMemory(), SiteMemory()
    read("<h1>Yard</h1>" + card(1) + card(2), memory)
    read("<h1>Yard</h1>" + "".join(map(card, range(1, 8))), again)  # known as cards with labels
    assert read("<h1>Yard</h1>" + card(9), again, "/b/2?page=2").posts == []
    assert read("<h1>Yard</h1>" + card(9), memory, "/b/2?page=2").posts == []
    by = '<div class="small">anna · 2026-09-03 07:11</div>'
    said = f'<h1>Hoops</h1><div class="card">{by}{TEXT}</div>'
    assert [post.text for post in read(said, memory, "/t/3").posts] == [TEXT]


def test_guests_are_named_where_members_have_their_link_first() -> None:
    def post(who: str, n: int) -> str:
        return (
            f'<div class="answer"><p>{TEXT.format(n)}</p><div class="by">{who} <small>score 1'
            f"</small><br><small>answered 2026-09-0{n} 07:11</small></div></div>"
        )

    people = [f'<a class="bold" href="/user/{n}">anna{n}</a>' for n in range(1, 4)]
    people.append('<span class="dim">Somebody</span>')
    body = "".join(post(who, n) for n, who in enumerate(people, 1))
    found = read(f"<h1>Drums</h1>{body}", SiteMemory(), "/q/1").posts
    assert [each.author for each in found] == ["anna1", "anna2", "anna3", "Somebody"]


def test_guests_are_named_on_the_line_of_their_time() -> None:
    def post(who: str, n: int) -> str:
        return (
            f'<div class="answer"><p>{TEXT.format(n)}</p><small>{who} at 07:1{n} on 0{n}/09/2026'
            "</small></div>"
        )

    people = [f'<a class="bold" href="/user/{n}">anna{n}</a>' for n in range(1, 4)]
    body = "".join(post(who, n) for n, who in enumerate([*people, "Guest"], 1))
    found = read(f"<h1>Drums</h1>{body}", SiteMemory(), "/q/1").posts
    assert [each.author for each in found] == ["anna1", "anna2", "anna3", "Guest"]


def test_the_day_of_a_membership_called_in_two_words_is_no_time_of_a_post() -> None:
    who = "<b>anna</b><br><span>Novice</span><br>Posts: 13<br>Dabei seit: 04.02.2017<br>Ort: Ulm"
    root = parse_html(
        f"<html><body><div>3. Mai 2026, 06:06 Uhr</div><div>{who}</div><p>{TEXT}</p>"
        "<div>4. Mai 2026, 06:06 Uhr</div><div><b>Guest</b></div><p>So do we.</p></body></html>"
    )
    assert root is not None
    marks = find_marks(Tree(root.find("body")), "http://x.example/", now=NOW, zone=Zone(UTC))
    assert [mark.time and mark.time.year for mark in marks.dates] == [2026, 2026]


def test_by_whom_and_in_which_board_is_no_post() -> None:
    head = (
        '<div class="head"><h1>Hoops wanted</h1><p>By <a href="/user/1">anna</a><br><time '
        'datetime="2026-09-01T07:10:00Z">1 September</time> in <a href="/b/2">Yard</a></p></div>'
    )
    body = "".join(
        f'<article><h3><a href="/user/{n}">anna{n}</a></h3><time datetime="2026-09-0{n}T07:11:00Z">'
        f"{n} September</time><div>{TEXT.format(n)}</div></article>"
        for n in (1, 2)
    )
    found = read(head + body, SiteMemory(), "/t/1").posts
    assert [each.text for each in found] == [TEXT.format(1), TEXT.format(2)]
