"""Whom a reply answers, as APIs tell it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.extraction.posts.wikitext import Comment, Section, Wiki, read_sections
from tests.unit.mining.test_api_spiders import discourse_post, reader

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def answered(found: Any) -> dict[str, str]:
    return {item.record.url: item.record.in_reply_to for item in found.read()}


def test_a_reply_of_discourse_answers_the_post_of_that_number() -> None:
    posts = [
        discourse_post(1, reply_to_post_number=None),
        discourse_post(2),
        discourse_post(3, reply_to_post_number=2),
        discourse_post(4, reply_to_post_number=1),
        discourse_post(5, reply_to_post_number="2"),
        discourse_post(6, reply_to_post_number=6),
        discourse_post(7, reply_to_post_number=-3),
    ]
    answers = {
        "/latest.json": {"topic_list": {"topics": [{"id": 9}], "per_page": 30}},
        "/t/9.json": {"title": "T", "post_stream": {"posts": posts, "stream": list(range(1, 8))}},
    }
    told = answered(reader("discourse", "DiscourseReader", "https://x.example", answers))
    at = "https://x.example/t/9"
    assert told == {
        at: "", f"{at}/2": "", f"{at}/3": f"{at}/2", f"{at}/4": at, f"{at}/5": "", f"{at}/6": "",
        f"{at}/7": "",
    }  # fmt: skip


def test_a_comment_of_hacker_news_answers_the_comment_above_it() -> None:
    def hit(number: int, parent: Any) -> dict[str, Any]:
        return {"objectID": str(number), "created_at_i": 1790000000, "_tags": ["comment"],
                "story_id": 3, "parent_id": parent, "comment_text": "We too"}  # fmt: skip

    hits = {"hits": [hit(7, 5), hit(5, 3), hit(6, None), hit(8, "5")]}
    url = "https://hn.algolia.com/?query=press"
    told = answered(reader("hn", "HackerNewsReader", url, {"search_by_date": hits}))
    at = "https://news.ycombinator.com/item?id="
    assert told == {f"{at}7": f"{at}5", f"{at}5": "", f"{at}6": "", f"{at}8": ""}


def test_a_comment_of_wordpress_answers_its_parent() -> None:
    def comment(number: int, parent: Any, link: str) -> dict[str, Any]:
        return {"id": number, "post": 4, "parent": parent, "author_name": "Ann", "link": link,
                "content": {"rendered": "<p>So do we</p>"}}  # fmt: skip

    at = "https://x.example/press/"
    rows = [
        comment(73, 71, f"{at}comment-page-2/#comment-73"),
        comment(72, 71, f"{at}#comment-72"),
        comment(71, 0, f"{at}#comment-71"),
        comment(70, 69, f"{at}?c=70"),
    ]
    post = {"id": 4, "link": at, "content": {"rendered": "<p>A press</p>"}}
    answers = {"/posts": [post], "/comments": rows, "/types": {}}
    told = answered(reader("wordpress", "WordPressReader", "https://x.example", answers))
    assert told[f"{at}#comment-72"] == f"{at}#comment-71"
    assert told[f"{at}comment-page-2/#comment-73"] == f"{at}comment-page-2/#comment-71"
    assert (told[f"{at}#comment-71"], told[f"{at}?c=70"], told[at]) == ("", "", "")


TALK = """== Press ==
We need a press. [[User:Ann|Ann]] 10:12, 3 October 2026 (UTC)
: So do we. [[User:Bob|Bob]] 10:15, 3 October 2026 (UTC)
:: Which one? [[User:Cleo|Cleo]] 10:16, 3 October 2026 (UTC)
:: Where? [[User:Dan|Dan]] 10:17, 3 October 2026 (UTC)
{{outdent}} In Ulm. [[User:Bob|Bob]] 10:18, 3 October 2026 (UTC)
: Near us. [[User:Eve|Eve]] 10:19, 3 October 2026 (UTC)
We need two. [[User:Finn|Finn]] 10:20, 3 October 2026 (UTC)
* Of what size? [[User:Ann|Ann]] 10:21, 3 October 2026 (UTC)
"""


def test_a_comment_of_a_wiki_answers_the_one_above_that_is_indented_less() -> None:
    (section,) = read_sections(TALK, Wiki(frozenset({"user"})), now=NOW)
    assert [c.text for c in section.comments][4:6] == ["In Ulm.", "Near us."]
    assert section.answered() == [None, None, 1, 1, 3, 4, None, 6]


@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), max_size=20))
def test_a_comment_answers_only_what_stands_above_it(found: list[tuple[int, bool]]) -> None:
    comments = [Comment("x", depth=depth, goes_on=goes_on) for depth, goes_on in found]
    told = Section("s", comments).answered()
    assert len(told) == len(found)
    for n, other in enumerate(told):
        assert other is None or 0 < other < n
        if other is not None and not any(c.goes_on for c in comments[other : n + 1]):
            assert comments[other].depth < comments[n].depth
