"""The gold of the sample web: all of it can be seen on its page, and it is as varied as said."""

from __future__ import annotations

import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from urllib.parse import urldefrag, urlsplit

import phonenumbers
import pytest

from leadminer.demo.site import MERCHANTS, SampleSite, gold_companies, gold_posts, shown
from leadminer.demo.site.gold import GoldPost

from .conftest import NOW, Answer, Read, squeezed


@pytest.fixture(scope="module")
def posts(site: SampleSite) -> list[GoldPost]:
    """All gold posts of the running site."""
    return gold_posts(site.qa_url, now=site.now)


def test_every_gold_post_can_be_read_on_its_page(
    posts: list[GoldPost], qa: dict[str, Answer]
) -> None:
    for post in posts:
        page, mark = urldefrag(post.url)
        read = Read(qa[page].text)
        assert squeezed(post.title) in read.text
        assert post.author in read.text
        assert not post.place or post.place in read.text
        for line in post.text.splitlines():
            assert squeezed(line) in read.text, post.url
        for label, value in post.fields.items():
            assert label in read.text
            assert value in read.text
        assert not mark or mark in read.ids


def test_the_time_of_every_gold_post_stands_on_its_page(
    posts: list[GoldPost], qa: dict[str, Answer]
) -> None:
    for post in posts:
        page = qa[urldefrag(post.url).url].text
        if "/bbs/" in post.url:
            assert shown.as_chinese(post.posted, NOW) in Read(page).text
        else:
            assert f'datetime="{shown.iso(post.posted)}"' in page


def test_a_long_thread_goes_on_with_a_second_page(
    posts: list[GoldPost], qa: dict[str, Answer]
) -> None:
    later = [p for p in posts if p.url.split("#")[0].endswith("-2.html")]
    assert any(p.need for p in later)
    for post in later:
        first = qa[post.parent_url].text
        assert post.text not in first
        assert f'rel="next" href="{urlsplit(post.url).path}"' in first


def test_addresses_and_texts_are_each_their_own(posts: list[GoldPost]) -> None:
    assert len({p.url for p in posts}) == len(posts)
    assert len({p.text for p in posts}) == len(posts)
    titles = [p.title for p in posts if p.title]
    assert len(set(titles)) == len(titles)


def test_the_sample_is_as_large_and_as_mixed_as_the_demo_needs(posts: list[GoldPost]) -> None:
    topics = [p for p in posts if p.kind == "post"]
    replies = [p for p in posts if p.kind == "reply"]
    assert len(topics) >= 90
    assert len(replies) >= 80
    langs = Counter(p.lang for p in topics)
    assert {"zh-Hans", "zh-Hant", "en", "de", "es", "ja", "vi"} <= set(langs)
    assert min(langs["zh-Hans"], langs["en"], langs["zh-Hant"]) >= 15
    assert sum(p.need for p in replies) >= 10, "replies can be prospects of their own"
    assert {p.intent for p in topics} >= {
        "request",
        "recommendation",
        "comparison",
        "complaint",
        "problem",
        "information",
        "seller",
        "chatter",
        "recruiting",
        "deal",
    }


def test_less_than_half_of_the_topics_are_needs_and_each_merchant_could_serve_some(
    posts: list[GoldPost],
) -> None:
    topics = [p for p in posts if p.kind == "post"]
    assert 0.38 <= sum(p.need for p in topics) / len(topics) <= 0.5
    served = Counter(p.merchant for p in posts if p.merchant)
    assert set(served) == set(MERCHANTS)
    assert min(served.values()) >= 10
    assert any(p.need and not p.merchant for p in posts), "some needs are nobody's here"


def test_sellers_and_chatter_are_never_needs(posts: list[GoldPost]) -> None:
    wrong = [p.url for p in posts if p.need and p.intent in ("seller", "recruiting", "deal")]
    assert wrong == []


def test_replies_follow_their_topic_and_nothing_is_older_than_three_weeks_or_from_the_future(
    posts: list[GoldPost],
) -> None:
    started = {p.url: p.posted for p in posts if p.kind == "post"}
    for post in posts:
        assert NOW - timedelta(days=21) <= post.posted < NOW
        assert not post.parent_url or post.posted > started[post.parent_url]


def test_every_gold_company_can_be_read_on_its_page(
    site: SampleSite, directory: dict[str, Answer]
) -> None:
    companies = gold_companies(site.directory_url)
    assert len(companies) >= 25
    for company in companies:
        page, mark = urldefrag(company.url)
        read = Read(directory[page].text)
        digits = re.sub(r"\D", "", read.text)
        assert company.name in read.text
        assert company.phone[-7:] in digits
        assert company.extension in digits
        assert company.site in directory[page].text
        assert not mark or mark in read.ids
        if company.email:
            name, host = company.email.split("@")
            assert host in read.text or f"mailto:{company.email}" in directory[page].text
            assert name in read.text or f"mailto:{company.email}" in directory[page].text


def test_every_telephone_number_is_whole(site: SampleSite) -> None:
    for company in gold_companies(site.directory_url):
        number = phonenumbers.parse(company.phone)
        assert phonenumbers.is_possible_number(number), company
        assert phonenumbers.region_code_for_number(number) == company.country


def test_mail_and_web_addresses_are_reserved_names(
    site: SampleSite, qa: dict[str, Answer], directory: dict[str, Answer]
) -> None:
    found = set()
    for page in (*qa.values(), *directory.values()):
        visible = Read(page.text).text if "html" in page.headers["content-type"] else ""
        found |= set(re.findall(r"https?://([\w.-]+)", visible))
        found |= set(re.findall(r"[\w.]+@([\w-]+\.[\w.-]+)", visible))
    assert len(found) >= 20
    assert {host for host in found if not host.endswith(".example")} == set()


def test_the_area_decides_the_mark_up(posts: list[GoldPost], qa: dict[str, Answer]) -> None:
    for post in posts:
        if post.kind == "post":
            page = qa[post.url].text
            assert ("application/ld+json" in page) == ("/questions/" in post.url)
            assert ("DiscussionForumPosting" in page) == ("/talk/" in post.url)
            assert ("itemscope" in page) == ("/talk/" in post.url)


@pytest.mark.parametrize(
    ("ago", "said"),
    [
        (timedelta(seconds=10), "1分钟前"),
        (timedelta(minutes=59), "59分钟前"),
        (timedelta(hours=3, minutes=40), "3小时前"),
        (timedelta(hours=15, minutes=10), "昨天 18:20"),
        (timedelta(days=2), "前天 09:30"),
        (timedelta(days=3), "2026-11-19 09:30"),
    ],
)
def test_chinese_forums_say_when_in_their_own_way(ago: timedelta, said: str) -> None:
    assert shown.as_chinese(NOW - ago, NOW) == said


def test_what_a_relative_time_loses_is_within_the_precision_given(posts: list[GoldPost]) -> None:
    for post in (p for p in posts if "/bbs/" in p.url):
        if match := re.fullmatch(r"(\d+)小时前", shown.as_chinese(post.posted, NOW)):
            read = NOW - timedelta(hours=int(match[1]))
            assert abs(read - post.posted) <= post.precision


def test_early_in_the_day_hours_are_still_counted_across_midnight() -> None:
    just_after = datetime(2026, 11, 22, 1, 0, tzinfo=UTC)
    assert shown.as_chinese(just_after - timedelta(hours=2), just_after) == "2小时前"
