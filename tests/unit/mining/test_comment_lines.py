"""Comments told on one line with who and when, and answers that tell their own time below them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.marks.name_lines import name_before_time
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Post

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def read(body: str, memory: SiteMemory, path: str = "/question/1") -> list[Post]:
    page = f"<html><body><main>{body}</main><footer>Run by the guild</footer></body></html>"
    context = Context(now=NOW, zone=Zone(UTC), build=memory)
    return read_page(page, f"http://x.example{path}", context).posts


def line(who: str, text: str, days: int) -> str:
    return (
        f'<div class="ask-line"><span class="lab">Note</span><span class="txt">{text}</span>'
        f'<span class="small">{who} {days} days ago</span></div>'
    )


def answer(n: int, lines: str = "") -> str:
    return (
        f'<div class="an-answer"><div class="who"><a href="/u/{n}">bob{n}</a><span>Level {n}</span>'
        f'</div><div class="cont">Ask the dealer in your town for a new switch, number {n}.</div>'
        f'{lines}<div class="ft"><span>{n + 5} days ago</span></div></div>'
    )


def question(answers: str) -> str:
    return (
        '<div class="ask"><h1>A press that stops</h1><pre>It stops every ten minutes or so.</pre>'
        '<div class="info"><a href="/u/44">carla</a> | seen 44 times <span class="time">40 days '
        f"ago</span></div></div>{answers}"
    )


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("bob99 2026-03-04", "bob99"),
        ("Anna B. vor 3 Tagen", "Anna B."),
        ("John S 3d ago", "John S"),
        ("路人甲009 7天前", "路人甲009"),
        ("anna 3 days ago", "anna"),
        ("sep 26 2026", ""),
        ("edited 3 days ago", ""),
        ("Quote from: anna 3 days ago", ""),
    ],
)
def test_names_right_before_a_time(said: str, name: str) -> None:
    assert name_before_time(said) == name


def test_comments_above_the_foot_of_an_answer_are_not_the_answer() -> None:
    memory = SiteMemory()
    lines = line("carla", "Which switch do you mean?", 4) + line("dana", "The one at the back.", 3)
    want = {
        ("carla", "It stops every ten minutes or so."),
        ("bob1", "Ask the dealer in your town for a new switch, number 1."),
        ("carla", "Which switch do you mean?"),
        ("dana", "The one at the back."),
        ("bob2", "Ask the dealer in your town for a new switch, number 2."),
    }
    found = read(question(answer(1, lines) + answer(2)), memory)
    assert {(post.author, post.text) for post in found} == want
    for n in range(2, 5):
        read(question(answer(1) + answer(2)), memory, f"/question/{n}")
    alone = read(question(answer(1, lines)), memory, "/question/9")
    assert {(post.author, post.text) for post in alone} == {
        each for each in want if each[0] != "bob2"
    }


def test_when_an_answer_was_accepted_is_no_time_of_it() -> None:
    body = question(answer(1) + answer(2)).replace(
        '<div class="an-answer">', '<div class="an-answer"><div>Accepted on 1 May 2026</div>', 1
    )
    found = read(body, SiteMemory())
    assert [post.posted and post.posted.month for post in found] == [10, 11, 11]


def test_times_of_short_comments_are_no_choices_of_a_filter() -> None:
    said = [
        ("anna", "Thanks, it works now.", 3),
        ("carla", "Good to hear.", 2),
        ("dana", "Yes.", 1),
    ]
    notes = "".join(
        f'<li><a href="/u/{who}">{who}</a> <span>{days} days ago</span> {text}</li>'
        for who, text, days in said
    )
    found = read(question(answer(1) + f"<ul>{notes}</ul>"), SiteMemory())
    assert [post.posted and post.posted.day for post in found][-3:] == [19, 20, 21]
    spans = "".join(f'<a href="?d={n}">{n} days ago</a> ' for n in (1, 3, 7, 30))
    found = read(f"<div>Show: {spans}</div>" + question(answer(1) + answer(2)), SiteMemory())
    assert len(found) == 3
