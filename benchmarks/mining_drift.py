"""Plants layout changes into sites that were read for a while, and counts what the alarm finds.

usage: python benchmarks/mining_drift.py [SITES] [RUNS]

Forums in the manner of SITES families of software (default 10), each with another content and
size at every visit, are read by the real spider without a network. First RUNS visits a site
(default 10, after six that make the usual) on which nothing changed: each alarm there is false.
Then every change below on every site. A change through which the same records still come whole
is no harm, and is told apart: it need not be found.
"""

from __future__ import annotations

import random
import re
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from leadminer.mining.drift import HISTORY_MAX, Quality, drifted
from leadminer.mining.extraction.values.items import Post
from tests.integration.mining.skins.content import Topic
from tests.integration.mining.skins.engine import Skin, load
from tests.integration.mining.skins.walk import Memory, walk
from tests.integration.mining.small_web import Answer

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SITES = (
    *("phpbb3", "discuz", "xenforo2", "vbulletin4", "mybb", "v2ex", "smf", "bbpress"),
    *("question2answer", "ptt", "nodebb", "invision", "vanilla", "kunena", "tieba"),
)
USUAL = 6
Change = Callable[[str, Topic, Skin], str]


def authors_gone(html: str, topic: Topic, skin: Skin) -> str:
    return _without(html, (post.author for post in topic.posts))


def half_of_authors_gone(html: str, topic: Topic, skin: Skin) -> str:
    return _without(html, (post.author for post in topic.posts if post.uid % 2))


def times_gone(html: str, topic: Topic, skin: Skin) -> str:
    said = [skin.when(post.time) for post in topic.posts]
    html = _without(html, said)
    html = re.sub(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[^\s\"<']*", "", html)
    return re.sub(r"\b1[67]\d{8}\b", "", html)


def texts_by_script(html: str, topic: Topic, skin: Skin) -> str:
    return _without(html, (para for post in topic.posts for para in post.paras))


def only_the_first_post(html: str, topic: Topic, skin: Skin) -> str:
    kept, topic.posts = topic.posts, topic.posts[:1]
    try:
        found = skin.template.thread(topic, topic.posts, _Alone())
    finally:
        topic.posts = kept
    return str(found)


def half_behind_a_wall(html: str, topic: Topic, skin: Skin) -> str:
    return _WALL if topic.id % 2 else html


def all_behind_a_wall(html: str, topic: Topic, skin: Skin) -> str:
    return _WALL


def empty_shells(html: str, topic: Topic, skin: Skin) -> str:
    return '<html><head><title>Forum</title></head><body><div id="app"></div></body></html>'


def titles_gone(html: str, topic: Topic, skin: Skin) -> str:
    return html.replace(escape(topic.title), "").replace(topic.title, "")


def texts_cut_short(html: str, topic: Topic, skin: Skin) -> str:
    for post in topic.posts:
        for number, para in enumerate(post.paras):
            html = html.replace(escape(para, quote=False), para[:12] + " ..." if not number else "")
    return html


CHANGES: tuple[Change, ...] = (
    *(authors_gone, half_of_authors_gone, times_gone, texts_by_script, only_the_first_post),
    *(half_behind_a_wall, all_behind_a_wall, empty_shells, titles_gone, texts_cut_short),
)
_WALL = (
    "<html><head><title>Log in</title></head><body><h1>Log in</h1><p>You must be logged in to see"
    ' this page.</p><form method="post" action="/login"><input name="user"><input type="password"'
    ' name="password"><button>Log in</button></form></body></html>'
)


class _Alone:
    page = 1
    pages = ((1, ""),)
    prev = next = ""


def _without(html: str, words: object) -> str:
    for word in sorted({str(w) for w in words if w}, key=len, reverse=True):  # type: ignore[attr-defined]
        html = html.replace(escape(word, quote=False), "").replace(word, "")
    return html


def visit(name: str, seed: int, change: Change | None = None) -> Quality:
    """What one reading of a site gives; its size is another each time."""
    skin = load(name, seed, NOW)
    chance = random.Random(f"{name}{seed}")
    topics = round(skin.shape.topics * chance.uniform(0.7, 1.4))
    replies = max(1, round(skin.shape.replies + chance.uniform(-0.6, 0.6)))
    skin.shape = replace(skin.shape, topics=topics, replies=replies)
    skin.fill(seed, NOW)
    if change is not None:
        whole = skin.answer

        def answer(path: str, count: int = 0) -> Answer:
            found, place = whole(path, count), skin.resolve(path)
            if place is None or place[0] != "thread" or found.status != 200:
                return found
            html = change(found.body.decode(skin.charset, "replace"), place[1], skin)
            return replace(found, body=html.encode(skin.charset, "xmlcharrefreplace"))

        skin.answer = answer  # type: ignore[method-assign]
    memory = Memory()
    rows, asked = walk(skin, memory=memory)
    quality = Quality(pages=len(asked), walls=memory.tally.count("login", "captcha", "cookies"))
    for row in rows:
        if row["kind"] != "company":
            quality.add(
                Post(
                    text=row["text"], title=row["title"], author=row["author"] or "",
                    posted=row["posted_at"], is_reply=row["kind"] == "reply",
                )
            )  # fmt: skip
    return quality


def harmless(now: Quality, usual: list[Quality]) -> bool:
    """Whether as many records come as before, as full as before."""
    mean = sum(q.count / max(1, q.pages) for q in usual) / len(usual)
    names = ("author", "title", "posted", "text")
    keys = [f"{kind}.{name}" for kind in ("post", "reply") for name in names]
    full = all(
        now.share(key) >= min(q.share(key) for q in usual) - 0.05
        for key in keys
    )  # fmt: skip
    long = all(
        now.letters.get(kind, 0) / max(1, now.records.get(kind, 0))
        >= 0.9 * min(q.letters[kind] / q.records[kind] for q in usual)
        for kind in ("post", "reply")
        if all(q.records.get(kind) for q in usual)
    )
    return full and long and now.count / max(1, now.pages) >= 0.9 * mean


def main() -> None:
    sites = SITES[: int(sys.argv[1]) if len(sys.argv) > 1 else 10]
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 10
    false = total = 0
    history: dict[str, list[Quality]] = {}
    for name in sites:
        history[name] = [visit(name, seed) for seed in range(USUAL)]
        for seed in range(USUAL, USUAL + runs):
            now = visit(name, seed)
            told = drifted(now, history[name][-HISTORY_MAX:])
            total += 1
            if told:
                false += 1
                print(f"false: {name} run {seed}: {told}")
            history[name].append(now)
    print(f"nothing changed: {false} false alarms in {total} runs")
    found = planted = spared = 0
    for change in CHANGES:
        hits, missed, fine = 0, [], 0
        for number, name in enumerate(sites):
            now = visit(name, 1000 + number, change)
            told = drifted(now, history[name][-HISTORY_MAX:]) or (
                "nothing could be read" if not now.count else ""
            )
            if told:
                hits += 1
            elif harmless(now, history[name]):
                fine += 1
            else:
                missed.append(name)
        planted += hits + len(missed)
        found, spared = found + hits, spared + fine
        words = f"; missed on {', '.join(missed)}" if missed else ""
        harm = f", {fine} read as well as before" if fine else ""
        print(f"{change.__name__:22} found {hits} of {hits + len(missed)}{harm}{words}")
    print(f"planted changes that cost something: {found} of {planted} found; {spared} cost nothing")


if __name__ == "__main__":
    main()
