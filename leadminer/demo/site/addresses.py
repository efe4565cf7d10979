"""Where each thing of the forum stands, and the other addresses under which it can be met."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from leadminer.demo.site.content import Board, Reply, Topic, ascii_slug, slug

POSTS_PER_PAGE: Final = 10
"""Of a thread in the area bbs; the other areas show a thread whole."""


def of_board(board: Board) -> str:
    """The path of a section's first list page, percent-encoded."""
    if board.area == "questions":
        return f"/questions/in/{board.slug}"
    return quote(f"/{board.area}/{board.slug}/")


def of_topic(topic: Topic, page: int = 1) -> str:
    """The canonical path of a topic, percent-encoded; only the area bbs has further pages."""
    if topic.area == "bbs":
        return f"/bbs/thread-{topic.id}-{page}.html"
    if topic.area == "questions":
        return f"/questions/{topic.id}/{ascii_slug(topic.title)}"
    return quote(f"/talk/{topic.board}/{topic.id}-{slug(topic.title)[:30].strip('-')}")


def of_reply(topic: Topic, reply: Reply) -> str:
    """The canonical path of a reply: its topic's with a fragment."""
    mark = {"bbs": "pid", "questions": "answer-", "talk": "c"}[topic.area]
    page = topic.posts.index(reply) // POSTS_PER_PAGE + 1
    return f"{of_topic(topic, page)}#{mark}{reply.id}"


def second_of_topic(topic: Topic) -> str | None:
    """Another path that answers with the same page, if the area's software has one."""
    if topic.area == "bbs":
        return f"/bbs/viewthread.php?tid={topic.id}"
    if topic.area == "questions":
        return f"/questions/{topic.id}"
    return None


def moved_from(topic: Topic) -> str | None:
    """An old short path that redirects to the canonical one."""
    return {"questions": f"/q/{topic.id}", "talk": f"/t/{topic.id}"}.get(topic.area)


def as_listed(topic: Topic, page: int) -> str:
    """The link a list shows: now and then with a session or a campaign in it, as lists do."""
    path = of_topic(topic)
    turn = topic.id % 4
    if topic.area == "bbs" and turn == 1:
        return f"/bbs/viewthread.php?tid={topic.id}&extra=page%3D{page}"
    if topic.area == "bbs" and turn == 2:
        return f"{path}?sid={topic.id * 7919 % 0xFFFFFF:06x}"
    if topic.area == "questions" and turn == 3:
        return f"{path}?utm_source=list&utm_medium=web"
    return path


def of_user(name: str) -> str:
    """The path of a profile, percent-encoded; guests have none."""
    return "" if name.startswith("游客") else quote(f"/u/{slug(name)}")
