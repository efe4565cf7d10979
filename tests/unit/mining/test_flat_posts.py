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


LAYOUTS: dict[str, Callable[[str, str, str], str]] = {
    "loose text between heads and buttons": lambda name, when, text: (
        f'<div class="head"><span class="name">{name}</span> '
        f'<time datetime="{when}">{when}</time></div>{text}{TOOLS}'
    ),
    "loose text behind heads": lambda name, when, text: (
        f'<div class="head"><span class="name">{name}</span> '
        f'<time datetime="{when}">{when}</time></div>{text}'
    ),
    "breaks and rules": lambda name, when, text: (
        f"<b>{name}</b> <small>{when}</small><br>{text}<hr>"
    ),
    "a line of bare text above": lambda name, when, text: (
        f"Posted by {name} on {when}<br>{text}<br><br>"
    ),
    "a line with a name in bold above": lambda name, when, text: (
        f"Posted by <b>{name}</b> on {when}<br><br>{text}<hr>"
    ),
    "links and buttons around, a rule below": lambda name, when, text: (
        f'<a href="/user/{name}">{name}</a> · {when} · <a href="#p">#1</a><br>{text}<br>'
        f'<a href="/reply">reply</a> | <a href="/report">report</a><hr>'
    ),
    "who and when below, a rule": lambda name, when, text: (
        f"{text}<br><small>{name}, {when}</small><hr>"
    ),
    "who and when below": lambda name, when, text: (
        f'{text}<div class="meta"><a href="/u/{name}">{name}</a> <time>{when}</time></div>'
    ),
    "fonts": lambda name, when, text: (
        f"<font size=2>{name}</font> <font size=1>{when}</font><br><font size=3>{text}</font><br>"
    ),
    "names as headings": lambda name, when, text: f"<h4>{name}</h4><i>{when}</i>{text}",
    "a table above": lambda name, when, text: (
        f"<table><tr><td>{name}</td><td align=right>{when}</td></tr></table>{text}<br>"
    ),
    "paragraphs": lambda name, when, text: f"<p><b>{name}</b> wrote on {when}:<br>{text}</p>",
    "comments of one line": lambda name, when, text: f"<ul><li>{name} ({when}): {text}</li></ul>",
    "comments of one line, names in bold": lambda name, when, text: (
        f"<p><b>{name}</b> ({when}): {text}</p>"
    ),
    "comments of one line, names as links": lambda name, when, text: (
        f'<p><a href="/u/{name}">{name}</a>, {when}: {text}</p>'
    ),
    "a name above its time in a cell": lambda name, when, text: (
        f"<table><tr><td>{name}<br>{when}</td><td>{text}</td></tr></table>"
    ),
    "a cell each": lambda name, when, text: (
        f"<table><tr><td><b>{name}</b> {when}<br>{text}</td></tr></table>"
    ),
}


def told(body: str) -> list[tuple[str, str, str]]:
    page = f"<html><body><h1>Labels</h1><div>{body}</div><p>About us</p></body></html>"
    read = read_page(page, "https://forum.example/t/1", Context(now=NOW))
    return [
        (post.author or "", f"{post.posted:%Y-%m-%d %H:%M}" if post.posted else "", post.text)
        for post in read.posts
    ]


@pytest.mark.parametrize("layout", LAYOUTS.values(), ids=LAYOUTS)
def test_a_flat_thread_gives_each_post_its_own_words(
    layout: Callable[[str, str, str], str],
) -> None:
    assert told("".join(layout(*post) for post in POSTS)) == POSTS


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
