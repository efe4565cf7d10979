"""Threads in plain mark-up, where posts have no element of their own: lines, breaks, rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page

NOW = datetime(2026, 11, 24, tzinfo=UTC)
POSTS = [
    (
        "anna",
        "2026-11-01 10:00",
        "We need three hundred labels for bottles by Friday, who prints them?",
    ),
    ("bob", "2026-11-02 11:30", "Try the shop in Cork, they did ours for little money."),
    ("carl k.", "2026-11-03 09:12", "+1"),
    ("dora", "2026-11-04 12:00", "Short answer: no. It depends on the paper."),
]
TOOLS = '<div class="tools"><a href="/reply">Reply</a></div>'


def nested(posts: list[tuple[str, str, str]], level: int = 0) -> str:
    """Answers inside of what they answer, texts loose."""
    if level == len(posts):
        return ""
    name, when, text = posts[level]
    return (
        f'<section class="post" id="p{level}"><div class="head"><span class="name">{name}</span> '
        f'<time datetime="{when}">{when}</time></div>{text}{TOOLS}'
        f'<div class="replies">{nested(posts, level + 1)}</div></section>'
    )


def listed(posts: list[tuple[str, str, str]], level: int = 0) -> str:
    """Lists in lists, texts between breaks."""
    if level == len(posts):
        return ""
    name, when, text = posts[level]
    inner = listed(posts, level + 1)
    return f"<ul><li><b>{name}</b> <i>{when}</i><br>{text}{inner}</li></ul>"


# {0} who, {1} when, {2} what
HEAD = '<div class="head"><span class="name">{0}</span> <time datetime="{1}">{1}</time></div>'
LAYOUTS = {
    "loose text between heads and buttons": HEAD + "{2}" + TOOLS,
    "loose text behind heads": HEAD + "{2}",
    "breaks and rules": "<b>{0}</b> <small>{1}</small><br>{2}<hr>",
    "brackets around the time": "<b>{0}</b> (<i>{1}</i>)<br>{2}<hr>",
    "a line of bare text above": "Posted by {0} on {1}<br>{2}<br><br>",
    "a line with a name in bold above": "Posted by <b>{0}</b> on {1}<br><br>{2}<hr>",
    "links and buttons around, a rule below": (
        '<a href="/user/{0}">{0}</a> · {1} · <a href="#p">#1</a><br>{2}<br>'
        '<a href="/reply">reply</a> | <a href="/report">report</a><hr>'
    ),
    "who and when below, a rule": "{2}<br><small>{0}, {1}</small><hr>",
    "who and when below": ('{2}<div class="meta"><a href="/u/{0}">{0}</a> <time>{1}</time></div>'),
    "fonts": ("<font size=2>{0}</font> <font size=1>{1}</font><br><font size=3>{2}</font><br>"),
    "names as headings": "<h4>{0}</h4><i>{1}</i>{2}",
    "definitions": "<dl><dt>{0} - {1}</dt><dd>{2}</dd></dl>",
    "a table above": "<table><tr><td>{0}</td><td align=right>{1}</td></tr></table>{2}<br>",
    "paragraphs": "<p><b>{0}</b> wrote on {1}:<br>{2}</p>",
    "comments of one line": "<ul><li>{0} ({1}): {2}</li></ul>",
    "comments of one line, names in bold": "<p><b>{0}</b> ({1}): {2}</p>",
    "comments of one line, names as links": '<p><a href="/u/{0}">{0}</a>, {1}: {2}</p>',
    "a name above its time in a cell": ("<table><tr><td>{0}<br>{1}</td><td>{2}</td></tr></table>"),
    "a cell each": "<table><tr><td><b>{0}</b> {1}<br>{2}</td></tr></table>",
}


def told(body: str) -> list[tuple[str, str, str]]:
    page = f"<html><body><h1>Labels</h1><div>{body}</div><p>About us</p></body></html>"
    read = read_page(page, "https://forum.example/t/1", Context(now=NOW))
    return [
        (post.author or "", f"{post.posted:%Y-%m-%d %H:%M}" if post.posted else "", post.text)
        for post in read.posts
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_flat_thread_gives_each_post_its_own_words(layout: str) -> None:
    assert told("".join(layout.format(*post) for post in POSTS)) == POSTS


@pytest.mark.parametrize(
    "layout", ["Posted by {0} on {1}<br>{2}<br><br>", "{0} schrieb am {1}:<br>{2}<hr>"]
)
def test_names_may_end_in_numbers(layout: str) -> None:
    posts = [(f"NightOwl{40 + n}", when, text) for n, (_, when, text) in enumerate(POSTS)]
    assert told("".join(layout.format(*post) for post in posts)) == posts


def test_a_sentence_before_a_head_is_no_label_of_its_time() -> None:
    posts = [(who, when, f"{what} They deliver, valid until May.") for who, when, what in POSTS]
    body = "".join(f"<b>{who}</b> <i>{when}</i><br>{what}<hr>" for who, when, what in posts)
    assert told(body) == posts


def test_short_posts_of_one_hour_are_told_apart() -> None:
    posts = [(f"buyer{n}", f"2026-11-03 10:0{n}", said) for n, (_, _, said) in enumerate(POSTS)]
    posts[1:3] = [("bob", "2026-11-03 10:00", "+1"), ("carl", "2026-11-03 10:00", "ok")]
    assert told("".join((HEAD + "{2}").format(*post) for post in posts)) == posts


@pytest.mark.parametrize("build", [nested, listed])
def test_loose_text_around_answers_is_of_what_they_answer(
    build: Callable[[list[tuple[str, str, str]]], str],
) -> None:
    assert told(build(POSTS)) == POSTS


def test_a_text_beside_buttons_that_repeats_another_is_no_quote() -> None:
    post = (
        '<tr><td><b>{}</b> <small>{}</small></td><td><div class="x1"><p>{}</p></div>'
        '<div class="x2"><span>♥ 3</span> <a href="#p">Permalink</a></div></td></tr>'
    )
    said = POSTS[0][2]
    posts = [(name, when, said) for name, when, _ in POSTS]
    page = f"<table>{''.join(post.format(*each) for each in posts)}</table>"
    assert [text for _, _, text in told(page)] == [said] * len(posts)
