"""Whom a reply answers: another reply, where a page shows that by a link, by words or by place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.posts.marked_entries import Alike, same_words
from leadminer.mining.extraction.values.items import Post

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
URL = "https://x.example/t/7"
NAMES = ("anna", "bob", "carla", "dmitri", "eve", "farid", "grace", "hiro")
# (number, parent): 0 begins the thread
TREE = ((1, 0), (2, 1), (3, 2), (4, 1), (5, 0), (6, 5))
FLAT = tuple((n, 0) for n, _ in TREE)


def said(n: int) -> str:
    return f"We have number {n * 111} of these pumps in the yard and could send it."


def at(n: int) -> str:
    return f"{datetime(2026, 11, 20, 8, tzinfo=UTC) + timedelta(minutes=7 * n):%Y-%m-%d %H:%M}"


def words(n: int, *, before: str = "", more: str = "") -> str:
    return (
        f'<div class="by"><a href="/user/{NAMES[n]}">{NAMES[n]}</a> <span class="date">{at(n)}'
        f'</span></div>{before}<div class="text"><p>{said(n)}</p></div>{more}'
    )


def page_of(replies: str) -> str:
    head = f'<div class="first" id="p100">{words(0)}</div>'
    return f"<html><body><h1>Pumps wanted</h1>{head}{replies}</body></html>"


def below(parent: int, tree: tuple[tuple[int, int], ...]) -> list[int]:
    return [n for n, up in tree if up == parent]


def depth_of(n: int) -> int:
    up = dict(TREE)[n]
    return 1 + (depth_of(up) if up else 0)


def nested(parent: int = 0) -> str:
    rows = "".join(
        f'<li class="comment" id="c{100 + n}"><div class="box">{words(n)}</div>{nested(n)}</li>'
        for n in below(parent, TREE)
    )
    return f"<ul>{rows}</ul>" if rows else ""


def inside(parent: int = 0) -> str:
    return "".join(
        f'<div class="reply" id="c{100 + n}">{words(n)}{inside(n)}</div>'
        for n in below(parent, TREE)
    )


def indented(parent: int = 0) -> str:
    rows = "".join(
        f'<article class="comment" id="c{100 + n}">{words(n)}</article>{indented(n)}'
        for n in below(parent, TREE)
    )
    return f'<div class="{"indented" if parent else "comments"}">{rows}</div>' if rows else ""


def flat(look: str) -> str:
    rows = []
    for n, up in TREE:
        deep = depth_of(n)
        told = {
            "class": f'class="post depth-{deep}"', "data": f'class="post" data-depth="{deep}"',
            "style": f'class="post" style="margin-left: {20 * deep}px"',
            "parent": f'class="post" data-parent-id="{100 + up}"',
        }.get(look, 'class="post"')  # fmt: skip
        before = more = ""
        if look == "picture":
            before = f'<img src="s.gif" width="{40 * (deep - 1)}">'
        if look == "link" and up:
            more = f'<a class="parent" href="#p{100 + up}">{NAMES[up]}</a>'
        if look == "number" and up:
            before = f'<a href="/t/7#p{100 + up}">&gt;&gt;{100 + up}</a>'
        if look == "words" and up:
            before = f'<p>In reply to <a href="#p{100 + up}">{NAMES[up]}</a></p>'
        if look == "quote" and up:
            before = f"<blockquote><cite>{NAMES[up]} wrote:</cite><p>{said(up)}</p></blockquote>"
        own = f'id="p{100 + n}"'
        if look == "quote":
            body = f'<div class="by"><a href="/user/{NAMES[n]}">{NAMES[n]}</a> <span class="date">'
            body += f'{at(n)}</span></div><div class="text">{before}<p>{said(n)}</p></div>'
            rows.append(f"<div {own} {told}>{body}</div>")
        else:
            rows.append(f"<div {own} {told}>{words(n, before=before, more=more)}</div>")
    return "".join(rows)


def read(replies: str) -> dict[int, int]:
    """Whom each reply answers, by number; 0: the thread."""
    posts = read_page(page_of(replies), URL, Context(now=NOW)).posts
    assert [NAMES.index(post.author) for post in posts] == list(range(len(posts)))
    return {
        n: NAMES.index(post.answers.author) if post.answers is not None else 0
        for n, post in enumerate(posts)
        if n
    }


@pytest.mark.parametrize(
    "look", ["class", "data", "style", "picture", "parent", "link", "number", "words", "quote"]
)
def test_whom_a_post_of_a_flat_page_answers_is_told_by_what_it_says(look: str) -> None:
    assert read(flat(look)) == dict(TREE)


@pytest.mark.parametrize("make", [nested, inside, indented])
def test_whom_a_post_answers_is_told_by_what_it_stands_in(make: object) -> None:
    assert callable(make)
    assert read(make()) == dict(TREE)


def test_posts_one_after_another_answer_their_thread() -> None:
    assert set(read(flat("plain")).values()) == {0}


def test_an_answer_set_apart_is_none_to_the_one_before_it() -> None:
    boxes = [f'<div class="answer" id="a{n}">{words(n)}</div>' for n, _ in TREE[:4]]
    boxes[2] = f'<div class="accepted">{boxes[2]}</div>'
    assert set(read(f'<div class="answers">{"".join(boxes)}</div>').values()) == {0}
    best, *others = boxes
    apart = f'<div class="best">{best}</div><ul class="others">{"".join(others)}</ul>'
    assert set(read(f"<div>{apart}</div>").values()) == {0}


def test_a_list_of_who_answered_a_post_is_not_what_it_answers() -> None:
    rows = "".join(
        f'<div class="post" id="p{100 + n}"><small>'
        + "".join(f'<a href="#p{100 + k}">&gt;&gt;{100 + k}</a>' for k in below(n, TREE))
        + f"</small>{words(n)}</div>"
        for n, _ in TREE
    )
    assert set(read(rows).values()) == {0}


def test_comments_in_structured_data_know_what_they_answer() -> None:
    def comment(n: int) -> str:
        inner = ", ".join(comment(k) for k in below(n, TREE))
        return (
            f'{{"@type": "Comment", "text": "{said(n)}", "datePublished": "{at(n)}", "author": '
            f'{{"@type": "Person", "name": "{NAMES[n]}"}}, "comment": [{inner}]}}'
        )

    first = comment(0).replace('"Comment"', '"DiscussionForumPosting", "headline": "Pumps"', 1)
    text = f'<script type="application/ld+json">{first}</script><p>Pumps wanted</p>'
    posts = read_page(f"<html><body>{text}</body></html>", URL, Context(now=NOW)).posts
    told = {p.author: p.answers.author if p.answers else "anna" for p in posts if p.is_reply}
    assert told == {NAMES[n]: NAMES[up] for n, up in TREE}


@settings(max_examples=15)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=7))
def test_any_tree_of_posts_in_lists_is_read_as_it_stands(ups: list[int]) -> None:
    tree = [(n, min(up, n - 1)) for n, up in enumerate(ups, 1)]

    def draw(parent: int) -> str:
        rows = "".join(
            f'<li class="c" id="c{100 + n}"><div>{words(n)}</div>{draw(n)}</li>'
            for n, up in tree if up == parent
        )  # fmt: skip
        return f"<ol>{rows}</ol>" if rows else ""

    posts = read_page(page_of(draw(0)), URL, Context(now=NOW)).posts
    assert len(posts) == len(tree) + 1
    told = {p.author: p.answers.author if p.answers else "anna" for p in posts[1:]}
    assert told == {NAMES[n]: NAMES[up] for n, up in tree}


@given(st.lists(st.text("ab .", max_size=48), max_size=12), st.text("ab .", max_size=48))
def test_posts_are_found_by_how_they_begin_as_if_each_were_compared(
    said: list[str], words: str
) -> None:
    posts = [Post(text=each * repeats) for repeats in (1, 9) for each in said]
    one = Post(text=words)
    found = Alike(posts).to(one)
    assert list(map(id, found)) == [id(each) for each in posts if same_words(each, one)]
