"""What is called a side column: the site's own is none of a thread, a post's tells its author."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.values.dates import Zone

NOW = datetime(2026, 11, 22, tzinfo=UTC)


def authors(posts: int, panel: str, wrap: str = "{}") -> list[str]:
    made = "".join(
        f'<div class="post">{panel.format(f"cooper{n}")}<div class="when">2026-10-0{n + 1} 10:03'
        f"</div><div>We need some steel drums and hoops for our yard, lot {n}, soon.</div></div>"
        for n in range(posts)
    )
    page = f"<html><body><h1>Drums wanted</h1>{wrap.format(made)}</body></html>"
    read = read_page(page, "http://x.example/topic/3", Context(now=NOW, zone=Zone(UTC)))
    return [post.author for post in read.posts]


@pytest.mark.parametrize("posts", [1, 2, 5])
@pytest.mark.parametrize(
    "panel",
    [
        '<div class="side"><a class="author" href="/u/1">{}</a></div>',
        '<div class="post-side"><b><a href="/u/1">{}</a></b></div>',
        '<aside class="sidebar"><a href="/users/1">{}</a></aside>',
    ],
)
def test_the_panel_beside_a_post_names_its_author(posts: int, panel: str) -> None:
    assert authors(posts, panel) == [f"cooper{n}" for n in range(posts)]


def test_the_side_column_of_a_page_names_nobody() -> None:
    column = '<div class="side"><h3>Newest member</h3><a class="author" href="/u/9">zoe</a></div>'
    panel = '<div><a href="/u/1">{}</a></div>'
    wrap = f'<div class="columns"><div class="main">{{}}</div>{column}</div>'
    assert authors(2, panel, wrap) == ["cooper0", "cooper1"]
