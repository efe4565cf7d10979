"""Names on the line of a time that nothing marks, read by what all such lines share."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone

NOW = datetime(2026, 11, 23, tzinfo=UTC)
SAID = (
    "The cutter stops after an hour, the fan is fine and the tube is new.",
    "Set the timeout to ninety and start it again, that was it for us.",
    "Which firmware is on it? Ours did so until the last one came.",
    "Ask the dealer, they keep the boards in stock and swap them.",
)
NAMES = ("Tom Hardwick", "wei", "Ing. Bassi", "2stroke")


def authors(
    line: str, names: tuple[str, ...] = NAMES, memory: SiteMemory | None = None
) -> list[str]:
    """Who is read as author of posts that begin or end with a line; `{who}` and `{at}` in it."""
    posts = "".join(
        f"<div>{line.format(who=who, at=f'2026-03-0{n + 1} 12:05')}<div><p>{said}</p></div></div>"
        for n, (who, said) in enumerate(zip(names, SAID, strict=False))
    )
    page = f"<html><body><main><h1>Laser cutter stops</h1>{posts}</main></body></html>"
    context = Context(now=NOW, zone=Zone(UTC), build=memory or SiteMemory())
    found = read_page(page, "http://x.example/thread/1", context).posts
    return [post.author or "" for post in found]


@pytest.mark.parametrize(
    "line",
    [
        "<p>{who} wrote on <time>{at}</time>:</p>",
        "<p>Beantwortet von {who} am <time>{at}</time></p>",
        "<p>— {who}, <time>{at}</time></p>",
        "<p>{who} <em>Expert</em> <i>123 posts</i> <time>{at}</time> #4</p>",
        "<p>Bijdrage van {who} op <time>{at}</time></p>",  # by no word known to mean "by"
        "<p>{who} {at}</p>",
    ],
)
def test_names_without_any_mark_are_read_from_their_line(line: str) -> None:
    assert authors(line) == [*NAMES]


def test_who_has_no_page_is_named_where_others_are_linked() -> None:
    names = ('<a href="/user/7">wei</a>', "Guest", '<a href="/user/9">ed</a>', "Gast")
    assert authors("<p>— {who}, <time>{at}</time></p>", names) == ["wei", "Guest", "ed", "Gast"]


def test_a_lone_post_is_read_as_earlier_pages_taught() -> None:
    memory = SiteMemory()
    line = "<p>Bijdrage van {who} op <time>{at}</time></p>"
    authors(line, memory=memory)
    assert authors(line, ("jens",), memory) == ["jens"]


def test_what_two_names_share_is_a_part_of_both() -> None:
    assert authors("<p>{who} <time>{at}</time></p>", ("Ana Dias", "Bruno Dias")) == [
        "Ana Dias",
        "Bruno Dias",
    ]


def test_a_lone_name_is_read_where_its_element_is_called_so() -> None:
    assert authors('<p><span class="name">wei</span> <i>123 posts</i> {at}</p>', ("wei",)) == [
        "wei"
    ]


def texts(posts: str) -> list[str]:
    """What is read of posts, each with a line of its author and time above."""
    page = f"<html><body><main><h1>Laser cutter stops</h1>{posts}</main></body></html>"
    context = Context(now=NOW, zone=Zone(UTC), build=SiteMemory())
    return [post.text for post in read_page(page, "http://x.example/thread/1", context).posts]


def post(n: int, inside: str) -> str:
    who = f'<a href="/user/{n}">{NAMES[n % 4]}</a>'
    return f"<div><p>Posted by {who} on <time>2026-03-0{n + 1} 12:05</time></p>{inside}</div>"


def test_buttons_tallies_and_files_are_no_text_even_of_the_shortest_post() -> None:
    tools = '<div><span>♥ 14</span> <a href="#p1">Permalink</a></div>'
    file = '<div><a href="/files/{n}.pdf">drawing-{n}.pdf</a> (120 KB)</div>'
    said = [*SAID[:3], "+1"]
    found = texts(
        "".join(post(n, f"<div>{s}</div>{file.format(n=n)}{tools}") for n, s in enumerate(said))
    )
    assert found == said


def test_the_subject_above_a_lone_post_is_not_what_it_says() -> None:
    assert texts(post(0, f"<h4>Re: Laser cutter stops</h4>{SAID[0]}")) == [SAID[0]]


def test_a_signature_behind_dashes_is_no_text() -> None:
    foot = "<div>--<br>Everything for your workshop</div>"
    said = [SAID[0], "Thanks", SAID[2]]
    assert texts("".join(post(n, f"<div>{s}</div>{foot}") for n, s in enumerate(said))) == said
