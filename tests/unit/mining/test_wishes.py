"""What pages ask of robots, and pages that are walls."""

from __future__ import annotations

from datetime import UTC, datetime

import lxml.html
import pytest

from leadminer.mining.extraction.html.walls import wall_of
from leadminer.mining.extraction.html.wishes import (
    Wishes,
    read_tdm_file,
    wishes_of_headers,
    wishes_of_meta,
)
from leadminer.mining.politeness.gate import robots_text, rules_of
from leadminer.mining.politeness.time_limits import TooSlow, cpu_limit

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("headers", "noindex", "nofollow"),
    [
        (["noindex"], True, False),
        (["NOINDEX, NoFollow"], True, True),
        (["none"], True, True),
        (["max-image-preview:none"], False, False),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST, noindex"], True, False),
        (["unavailable_after: 25 Jun 2010 15:00:00 PST"], True, False),
        (["unavailable_after: Saturday, 26-Jun-27 15:00:00 GMT, nofollow"], False, True),
        (["unavailable_after: Friday, 26-Jun-26 15:00:00 GMT"], True, False),
        (["unavailable_after: 2026-11-18T08:59:00Z"], True, False),
        (["unavailable_after: 2027-01-01", "unavailable_after: soon"], False, False),
        (["otherbot: unavailable_after: 2020-01-01"], False, False),
        (["otherbot: noindex"], False, False),
        (["otherbot: noindex, nofollow"], False, False),
        (["otherbot: noindex, leadminer: nofollow"], False, True),
        (["otherbot: noindex", "leadminer: none"], True, True),
        (["*: noindex"], True, False),
        (["all"], False, False),
        ([], False, False),
    ],
)
def test_x_robots_tag_is_read_by_robot(headers: list[str], noindex: bool, nofollow: bool) -> None:
    found = wishes_of_headers(headers, now=NOW)
    assert (found.noindex, found.nofollow) == (noindex, nofollow)


def test_meta_robots_holds_by_all_names_that_are_ours() -> None:
    assert wishes_of_meta({"robots": "index, follow", "leadminer": "noindex"}, now=NOW).noindex
    assert not wishes_of_meta(
        {"robots": "max-image-preview:none", "otherbot": "noindex"}, now=NOW
    ).noindex
    assert not wishes_of_meta({"robots": "max-image-preview: none"}, now=NOW).noindex
    assert wishes_of_meta({"robots": "follow, unavailable_after: 2026-01-01"}, now=NOW).noindex
    assert wishes_of_meta({"tdm-reservation": "1"}, now=NOW).tdm_reserved is True


def test_a_page_counts_more_than_its_header() -> None:
    header, meta = (
        wishes_of_headers([], "1", now=NOW),
        wishes_of_meta({"tdm-reservation": "0"}, now=NOW),
    )
    assert header.and_(meta).tdm_reserved is False
    assert header.and_(Wishes()).tdm_reserved is True


def test_a_tdm_file_reserves_by_place_the_first_fit_first() -> None:
    file = read_tdm_file(
        '[{"location": "/open/*", "tdm-reservation": 0}, {"location": "/", "tdm-reservation": 1}]'
    )
    assert file.reserves("https://a.example/x") and not file.reserves("https://a.example/open/x")


@pytest.mark.parametrize("text", ["", "{}", "[1, null]", '[{"location": 5}]', "[" * 100_000])
def test_what_is_no_tdm_file_reserves_nothing(text: str) -> None:
    assert not read_tdm_file(text).reserves("https://a.example/x")


@pytest.mark.parametrize(
    ("body", "wall"),
    [
        ('<form><input type="password"></form>', "login"),
        ("<p>您需要登录才可以查看</p>", "login"),
        ('<div class="h-captcha"></div>', "captcha"),
        ("<p>Please verify you are human</p>", "captcha"),
        ("<p>请完成安全验证</p>", "captcha"),
        ('<form action="/consent"><button>ok</button></form>', "cookies"),
        ("<p>Accept all cookies to continue</p>", "cookies"),
        ("<p>We need steel drums. Who can help?</p>", ""),
        ('<form><input type="password"></form>' + "<p>We need steel drums.</p>" * 60, ""),
        ("<p>Our captcha library needs a maintainer</p>" + "<p>words</p>" * 200, ""),
    ],
)
def test_walls_are_told_from_pages(body: str, wall: str) -> None:
    root = lxml.html.document_fromstring(f"<html><body>{body}</body></html>")
    assert wall_of(root, root.find("body")) == wall


def test_endless_work_is_ended_even_where_errors_are_forgiven() -> None:
    with pytest.raises(TooSlow), cpu_limit(0.05):
        while True:
            try:
                sum(range(1000))
            except Exception:
                continue


def test_work_in_time_is_left_alone() -> None:
    with cpu_limit(60.0):
        assert sum(range(10)) == 45


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_a_robots_txt_forbids_in_whatever_letters_it_is_written(charset: str) -> None:
    body = "User-agent: *\r\nDisallow: /closed/\r\n".encode(charset)
    rules = rules_of(robots_text(body))
    assert not rules.can_fetch("https://x.example/closed/1", "leadminer")
    assert rules.can_fetch("https://x.example/open/1", "leadminer")
