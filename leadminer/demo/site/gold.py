"""What a careful reader would write down from the sample web, to compare a crawl with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from leadminer.base.clock import SystemClock
from leadminer.demo.site import addresses, content, shown
from leadminer.demo.site.content import Reply, Topic
from leadminer.demo.site.directory_pages import path_of


@dataclass(frozen=True, slots=True)
class GoldPost:
    """One topic or reply as it should be found.

    `posted` is exact; `precision` is how far a reader of the page may be off, since some pages
    show only "3小时前". `merchant` is A, B or C, or empty where none of the three could serve.
    """

    kind: str
    url: str
    parent_url: str
    author: str
    title: str
    text: str
    posted: datetime
    precision: timedelta
    lang: str
    place: str
    section: tuple[str, ...]
    fields: dict[str, str]
    need: bool
    merchant: str
    intent: str


@dataclass(frozen=True, slots=True)
class GoldCompany:
    """One company as it should be found; `phone` in E.164 with the extension apart."""

    url: str
    name: str
    phone: str
    extension: str
    email: str
    site: str
    country: str


def gold_posts(base_url: str, *, now: datetime | None = None) -> list[GoldPost]:
    """Every topic and reply that robots may read, newest topic first.

    `now` is the start of the server that showed them (`SampleSite.now`); without it, the present.
    """
    start = (now or SystemClock().now()).replace(second=0, microsecond=0)
    base = base_url.rstrip("/")
    return [
        _post(base, topic, post, start) for topic in content.public_topics() for post in topic.posts
    ]


def gold_companies(base_url: str) -> list[GoldCompany]:
    """Every company of the directory."""
    base = base_url.rstrip("/")
    return [
        GoldCompany(
            url=base + path_of(company),
            name=company.name,
            phone=company.phone,
            extension=company.extension,
            email=company.email,
            site=company.site,
            country=company.country,
        )
        for company in content.companies()
    ]


def _post(base: str, topic: Topic, post: Topic | Reply, now: datetime) -> GoldPost:
    posted = content.moment(now, post.age_hours)
    first = isinstance(post, Topic)
    url = base + addresses.of_topic(topic)
    board = content.board_of(topic)
    vague = topic.area == "bbs"
    return GoldPost(
        kind="post" if first else "reply",
        url=url if isinstance(post, Topic) else base + addresses.of_reply(topic, post),
        parent_url="" if first else url,
        author=post.author,
        title=topic.title if first else "",
        text=content.plain(post.text),
        posted=posted,
        precision=shown.precision_of_chinese(posted, now) if vague else shown.TO_THE_MINUTE,
        lang=post.lang,
        place=post.place,
        section=(content.areas()[topic.area].title, board.title),
        fields=dict(post.fields) if isinstance(post, Topic) else {},
        need=post.need,
        merchant=post.merchant,
        intent=post.kind,
    )
