"""Notices: tenders and purchases with many days in them, tables of such, boards of the trade."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.rows import kind_of
from tests.factories.directories.asia_boards import ASIA_BOARDS
from tests.factories.directories.asia_held import ASIA_HELD_BOARDS
from tests.factories.directories.asia_last import ASIA_LAST_BOARDS
from tests.factories.directories.asia_late import ASIA_LATE_BOARDS
from tests.factories.directories.asia_more import ASIA_MORE_BOARDS
from tests.factories.directories.board import NOTICE_FIELDS, Board, compare_board
from tests.factories.directories.boards import BOARDS
from tests.factories.directories.later_boards import LATER_BOARDS

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOME = "http://board.example"


def read(body: str, title: str = "Notice") -> PageReading:
    text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_page(text, f"{HOME}/notice/7", Context(now=NOW))


@pytest.mark.parametrize(
    "skin",
    [
        *BOARDS,
        *LATER_BOARDS,
        *ASIA_BOARDS,
        *ASIA_HELD_BOARDS,
        *ASIA_LATE_BOARDS,
        *ASIA_LAST_BOARDS,
        *ASIA_MORE_BOARDS,
    ],
    ids=lambda skin: skin.__name__,
)
def test_the_notices_of_a_board_are_read_right(skin: Any) -> None:
    board: Board = skin(random.Random(f"test{skin.__name__}"))
    build, rows = SiteMemory(), {}
    for path in ["/", *(p for p in reversed(board.pages) if p != "/")]:
        text = board.pages[path].decode(board.charset)
        page = read_page(text, HOME + path, Context(now=NOW, build=build))
        assert not page.companies
        for post in page.posts:
            rows[post.url, post.title] = {
                "kind": kind_of(post), "url": post.url, "author": post.author,
                "title": post.title, "text": post.text, "section": post.section,
                "posted": post.posted.isoformat() if post.posted else None,
                "fields": post.fields,
            }  # fmt: skip
    tally = compare_board(board, rows.values(), 0)
    shown = "\n".join(tally.wrong[:8])
    assert (tally.found, tally.doubled, tally.invented) == (tally.notices, 0, 0), shown
    for name in NOTICE_FIELDS:
        assert tally.share(name) >= 0.95, shown


ROWS = (
    ("采购项目名称", "钢托盘采购项目"), ("采购单位", "云岭县人民医院"),
    ("公告时间", "2026年11月02日 10:26"), ("获取招标文件时间", "2026年11月02日至2026年11月09日"),
    ("开标时间", "2026年11月20日 09:00"), ("开标地点", "云岭县西城街道28号"),
    ("预算金额", "￥37.5万元"), ("采购单位联系方式", "0874-3181833"),
)  # fmt: skip
SUMMARY = "".join(f"<tr><td class='title'>{k}</td><td>{v}</td></tr>" for k, v in ROWS)
SAID = (
    "<p><span>潜在投标人应在采购平台线上获取招标文件，并于</span><span>2026年11月20日 09:00</span>"
    "<span>（北京时间）前递交投标文件，逾期送达的投标文件恕不接受。</span></p>"
)


def test_a_tender_with_many_days_in_it_is_one_post_of_its_buyer() -> None:
    title = "云岭县人民医院钢托盘采购项目公开招标公告"
    body = (
        f"<h2>{title}</h2><p><span id='pubTime'>2026年11月02日 10:26</span></p>"
        f"<table>{SUMMARY}</table><div>{SAID}</div>"
    )
    reading = read(body, title)
    assert [(p.title, p.author, p.is_reply) for p in reading.posts] == [
        (title, "云岭县人民医院", False)
    ]
    post = reading.posts[0]
    assert post.posted == datetime(2026, 11, 2, 2, 26, tzinfo=UTC)  # Beijing time is named
    assert post.fields["预算金额"] == "￥37.5万元"
    assert "递交投标文件" in post.text
    assert reading.companies == []


def test_a_notice_under_the_heading_of_a_form_is_called_by_its_own_title() -> None:
    pairs = (
        ("Tender No :", "8/2026/ANP"), ("Tender Published Date :", "20-10-2026"),
        ("Tender Title :", "New asphalt road to the poultry plots"), ("Tender Type :", "Open"),
        ("Bid Submission Closing", "21-11-2026 16:00"), ("Entity Name :", "Poultry Co. SAOC"),
    )  # fmt: skip
    rows = "".join(f"<tr><td><b>{k}</b></td><td>{v}</td></tr>" for k, v in pairs)
    posts = read(f"<h2>View Parameters</h2><table>{rows}</table>", "View Parameters").posts
    assert [(p.title, p.author) for p in posts] == [
        ("New asphalt road to the poultry plots", "Poultry Co. SAOC")
    ]
    assert posts[0].posted == datetime(2026, 10, 20, tzinfo=UTC)


TABLE = (
    "<table><tr><th>Tender No</th><th>Tender Title</th><th>Entity</th><th>Published</th>"
    "<th>Closing Date</th></tr>{rows}</table>"
)
NAMES = ("Procurement of vehicles", "Purchase of tricycles", "Cleaning of offices", "Road signs")


def row(n: int, name: str, href: str) -> str:
    return (
        (
            f"<tr><td>{n}/2026</td><td>{name}</td><td>Ministry {n}</td><td>0{n}-11-2026</td>"
            f"<td>2{n}-11-2026</td><td hidden></td></tr>"
        )
        .replace("<td hidden></td>", "")
        .replace(name, f"<a href='{href}'>{name}</a>")
    )


def test_rows_of_a_table_that_lead_nowhere_are_notices() -> None:
    rows = "".join(row(n, name, "#") for n, name in enumerate(NAMES, 1))
    posts = read(f"<h1>Tenders</h1>{TABLE.format(rows=rows)}").posts
    assert [(p.title, p.author) for p in posts] == [
        (name, f"Ministry {n}") for n, name in enumerate(NAMES, 1)
    ]
    assert [p.posted for p in posts] == [datetime(2026, 11, n, tzinfo=UTC) for n in (1, 2, 3, 4)]
    assert posts[0].fields["Closing Date"] == "21-11-2026"


def test_rows_of_a_table_with_pages_of_their_own_are_a_list() -> None:
    rows = "".join(row(n, name, f"/notice/{n}0") for n, name in enumerate(NAMES, 1))
    reading = read(f"<h1>Tenders</h1>{TABLE.format(rows=rows)}")
    assert reading.posts == []
    assert f"{HOME}/notice/10" in {link.url for link in reading.links}


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Разместил: <b>Иван Петров</b>, 3 ноября 2026 в 14:05", "Иван Петров"),
        ("Published by <b>Marek Novak</b> on 3 November 2026", "Marek Novak"),
        ("Geplaatst door <b>Joost Bakker</b>, 3-11-2026", "Joost Bakker"),
    ],
)
def test_who_placed_a_notice_is_its_author_in_many_tongues(line: str, author: str) -> None:
    body = f"<h1>Looking for hoses</h1><p>{line}</p><div class='text'>We need 40 hoses a month for our plant.</div>"  # noqa: E501 # fmt: skip
    assert [p.author for p in read(body, "Looking for hoses").posts] == [author]


def test_the_first_name_in_a_box_about_the_buyer_is_the_author() -> None:
    body = (
        "<h1>Looking for hoses</h1><span>Date Posted: <b>03 Nov 2026</b></span><div class='text'>"
        "We need 40 hoses a month for our plant.</div><div class='buyer-card'><img src='x.png'>"
        "<span>Marek Novak</span><span>Poland</span><span>Email confirmed</span></div>"
    )
    assert [p.author for p in read(body, "Looking for hoses").posts] == ["Marek Novak"]
