"""The pages of the forum: three areas with three mark-ups, built once when the server starts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import unquote

from leadminer.demo.site import addresses, content, shown
from leadminer.demo.site.content import Board, Reply, Topic
from leadminer.demo.site.pages import (
    Frame,
    Page,
    Pages,
    css,
    key_of,
    pager,
    robots,
    sitemap,
)

SITE_NAME: Final = "磨坊 Millrace"
CLOSED: Final = ("/private/", "/search", "/talk/members/")
PER_PAGE: Final = 10
FLOORS: Final = {1: "楼主", 2: "沙发", 3: "板凳"}


@dataclass(frozen=True, slots=True)
class Forum:
    """What building the forum needs to know: where it stands and when it began."""

    frame: Frame
    now: datetime


def build(base: str, now: datetime) -> Pages:
    """All pages of the forum at `base` (scheme, host, port; no slash at the end)."""
    areas = content.areas()
    nav = tuple({"href": f"/#{key}", "text": area.title} for key, area in areas.items())
    frame = Frame(base, SITE_NAME, "forum", nav, "All times are UTC. 本站时间均为 UTC。")
    forum = Forum(frame, now)
    pages: Pages = {
        "/assets/site.css": css(),
        "/robots.txt": robots(base, CLOSED),
        "/sitemap.xml": _sitemap(forum),
        "/": _home(forum),
        "/about": frame.render(
            "notice.html", lang="en", title="About this site", text=content.about()
        ),
    }
    for path in ("/search", "/private/login", "/private/ask", "/private/messages"):
        pages[path] = frame.forbidden("Closed")
    for board in content.boards():
        pages |= _lists(forum, board)
    for topic in content.topics():
        pages |= _topic_pages(forum, topic)
    pages |= _profiles(forum)
    return pages


def _home(forum: Forum) -> Page:
    counted: dict[tuple[str, str], int] = defaultdict(int)
    for topic in content.topics():
        counted[topic.area, topic.board] += 1
    areas = [
        {
            "key": area.key,
            "title": area.title,
            "lang": area.lang,
            "about": area.about,
            "boards": [
                {
                    "href": addresses.of_board(board),
                    "title": board.title,
                    "lang": board.lang,
                    "about": board.about,
                    "count": counted[area.key, board.slug],
                }
                for board in content.boards()
                if board.area == area.key
            ],
        }
        for area in content.areas().values()
    ]
    latest = [
        {"href": f"{addresses.of_topic(t)}?utm_source=home", "title": t.title, "lang": t.lang}
        for t in list(content.public_topics())[:8]
    ]
    return forum.frame.render(
        "qa/home.html",
        lang="en",
        title="Sourcing forum",
        canonical="/",
        tagline="买设备、找服务、问同行 · Ask people who run plants, kitchens and shops",
        areas=areas,
        latest=latest,
        locked=[
            {"href": addresses.of_topic(t), "title": f"#{t.id}"}
            for t in content.topics()
            if content.board_of(t).forbidden
        ],
    )


def _lists(forum: Forum, board: Board) -> Pages:
    path = addresses.of_board(board)
    if board.forbidden:
        return {unquote(path): forum.frame.forbidden(board.title)}
    mine = [t for t in content.topics() if (t.area, t.board) == (board.area, board.slug)]
    chunks = [mine[at : at + PER_PAGE] for at in range(0, len(mine), PER_PAGE)] or [[]]
    pages: Pages = {}
    for number, chunk in enumerate(chunks, 1):
        page = forum.frame.render(
            f"qa/{board.area}_list.html",
            lang=board.lang,
            title=board.title if number == 1 else f"{board.title} ({number})",
            canonical=key_of(path, number),
            prev_page=key_of(path, number - 1) if number > 1 else "",
            next_page=key_of(path, number + 1) if number < len(chunks) else "",
            crumbs=_crumbs(board),
            board=board,
            rows=[_row(forum, topic, number) for topic in chunk],
            pages=pager(path, number, len(chunks)),
        )
        pages[key_of(unquote(path), number)] = page
    return pages


def _row(forum: Forum, topic: Topic, page: int) -> dict[str, Any]:
    post = _shown(forum, topic, topic)
    excerpt = content.plain(topic.text).replace("\n", " ")
    return {
        **post,
        "href": addresses.as_listed(topic, page),
        "title": topic.title,
        "replies": len(topic.replies),
        "excerpt": excerpt if len(excerpt) < 120 else f"{excerpt[:110]}…",
    }


def _crumbs(board: Board) -> list[dict[str, str]]:
    area = content.areas()[board.area]
    return [
        {"href": "/", "text": SITE_NAME},
        {"href": f"/#{area.key}", "text": area.title},
        {"href": addresses.of_board(board), "text": board.title},
    ]


def _shown(forum: Forum, topic: Topic, post: Topic | Reply) -> dict[str, Any]:
    """A post as the templates want it, its time in the habit of its area."""
    posted = content.moment(forum.now, post.age_hours)
    forms = {
        "bbs": shown.as_chinese(posted, forum.now),
        "questions": shown.as_english(posted, forum.now),
        "talk": shown.as_local(posted, topic.lang),
    }
    return {
        "id": post.id,
        "author": post.author,
        "author_href": addresses.of_user(post.author),
        "place": post.place,
        "lang": post.lang,
        "text": post.text,
        "iso": shown.iso(posted),
        "shown": forms[topic.area],
        "fields": post.fields if isinstance(post, Topic) else {},
        "accepted": isinstance(post, Reply) and post.accepted,
    }


def _topic_pages(forum: Forum, topic: Topic) -> Pages:
    board = content.board_of(topic)
    path = addresses.of_topic(topic)
    if board.forbidden:
        return {unquote(path): forum.frame.forbidden(topic.title)}
    posts = [
        {**_shown(forum, topic, post), "floor": FLOORS.get(floor, f"{floor}楼")}
        for floor, post in enumerate(topic.posts, 1)
    ]
    size = addresses.POSTS_PER_PAGE if topic.area == "bbs" else len(posts)
    count = -(-len(posts) // size)
    paths = [addresses.of_topic(topic, number) for number in range(1, count + 1)]
    pages = {
        unquote(here): forum.frame.render(
            f"qa/{topic.area}_topic.html",
            lang=topic.lang,
            title=topic.title if number == 0 else f"{topic.title} ({number + 1})",
            canonical=here,
            prev_page=paths[number - 1] if number else "",
            next_page=paths[number + 1] if number + 1 < count else "",
            crumbs=_crumbs(board),
            topic=topic,
            posts=posts[number * size : (number + 1) * size],
            pages=[{"number": n, "href": to, "here": to == here} for n, to in enumerate(paths, 1)],
            board=board,
            board_href=addresses.of_board(board),
            json_ld=_qa_page(forum.frame.base, topic, posts),
        )
        for number, here in enumerate(paths)
    }
    page = pages[unquote(path)]
    if second := addresses.second_of_topic(topic):
        pages[second] = page
    if moved := addresses.moved_from(topic):
        pages[moved] = Page(b"", status=301, location=path)
    return pages


def _qa_page(base: str, topic: Topic, posts: list[dict[str, Any]]) -> dict[str, Any]:
    """schema.org QAPage."""
    url = base + addresses.of_topic(topic)

    def person(post: Mapping[str, Any]) -> dict[str, str]:
        return {"@type": "Person", "name": post["author"], "url": base + post["author_href"]}

    answers = [
        {
            "@type": "Answer",
            "text": post["text"],
            "dateCreated": post["iso"],
            "url": f"{url}#answer-{post['id']}",
            "author": person(post),
        }
        for post in posts[1:]
    ]
    accepted = [a for a, post in zip(answers, posts[1:], strict=True) if post["accepted"]]
    first = posts[0]
    question: dict[str, Any] = {
        "@type": "Question",
        "name": topic.title,
        "text": first["text"],
        "dateCreated": first["iso"],
        "answerCount": len(answers),
        "url": url,
        "author": person(first),
        "suggestedAnswer": [a for a in answers if a not in accepted],
    }
    if accepted:
        question["acceptedAnswer"] = accepted[0]
    return {"@context": "https://schema.org", "@type": "QAPage", "mainEntity": question}


def _profiles(forum: Forum) -> Pages:
    written: dict[str, list[Topic]] = defaultdict(list)
    posts: dict[str, list[Topic | Reply]] = defaultdict(list)
    for topic in content.public_topics():
        for post in topic.posts:
            posts[post.author].append(post)
            if topic not in written[post.author]:
                written[post.author].append(topic)
    pages: Pages = {}
    for name, own in posts.items():
        if not addresses.of_user(name):
            continue
        user = {
            "name": name,
            "place": next((post.place for post in own if post.place), ""),
            "count": len(own),
            "topics": [
                {"href": addresses.as_listed(t, 1), "title": t.title, "lang": t.lang}
                for t in written[name]
            ],
        }
        pages[unquote(addresses.of_user(name))] = forum.frame.render(
            "qa/user.html",
            lang="en",
            title=name,
            canonical=addresses.of_user(name),
            user=user,
        )
    return pages


def _sitemap(forum: Forum) -> Page:
    """Only the question area publishes one, as only part of a forum's software does."""
    entries = []
    for topic in content.public_topics():
        if topic.area == "questions":
            newest = min(post.age_hours for post in topic.posts)
            changed = shown.iso(content.moment(forum.now, newest))
            entries.append((forum.frame.base + addresses.of_topic(topic), changed))
    return sitemap(entries)
