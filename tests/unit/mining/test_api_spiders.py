"""What the readers of the workspace make of recorded answers."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.politeness.answers import Answer, Refused
from leadminer.mining.readers.api_reader import moment, text_of_html
from leadminer.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]
RECORDED = ROOT / "tests" / "pages" / "api" / "discourse" / "latest.json"
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


class Recorded:
    """Answers by the end of the address; all else is refused."""

    def __init__(self, answers: dict[str, Any]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    def get(self, url: str, **params: Any) -> Answer:
        self.asked.append(url)
        for end, data in self.answers.items():
            if url.endswith(end):
                return Answer(url, 200, NOW, content_hash(url), data, Refused)
        raise Refused("http_404")


def reader(name: str, kind: str, url: str, answers: dict[str, Any]) -> Any:
    module = Workspace(ROOT).load_module("spiders", name)
    return getattr(module, kind)(url, Recorded(answers))


def discourse_post(number: int, **more: Any) -> dict[str, Any]:
    return {
        "id": number, "post_number": number, "username": "discourse1", "cooked": "<p>Hi</p>",
        "created_at": "2016-10-29T14:14:20.321Z",
    } | more  # fmt: skip


def test_a_recorded_list_of_discourse_topics_is_followed_once_each() -> None:
    listed = json.loads(RECORDED.read_text("utf-8"))
    topic = {"title": "T", "post_stream": {"posts": [discourse_post(1)], "stream": [1]}}
    answers = {"/latest.json": listed, "/t/13.json": topic, "/t/8.json": topic}
    found = reader("discourse", "DiscourseReader", "https://forum.example.org/latest", answers)
    items = list(found.read())
    assert [item.record.url for item in items] == [
        "https://forum.example.org/t/13",
        "https://forum.example.org/t/8",
    ]
    assert "https://forum.example.org/t/12.json" in found.api.asked, "asked for, and refused"
    first: Post = items[0].record
    assert first.posted == datetime(2016, 10, 29, 14, 14, 20, 321000, UTC)
    assert first.author_url == "https://forum.example.org/u/discourse1"


def test_discourse_posts_that_nobody_wrote_or_may_see_are_left_out() -> None:
    posts = [
        discourse_post(1),
        discourse_post(2, post_type=3),
        discourse_post(3, hidden=True),
        discourse_post(4, deleted_at="2016-10-29T14:14:20.321Z"),
        discourse_post(5, cooked="<aside class='quote no-group'>Not mine</aside>"),
        discourse_post(6, cooked=None),
        {"id": 7},
    ]
    answers = {
        "/c/wanted/5/l/latest.json": {"topic_list": {"topics": [{"id": 9}], "per_page": 30}},
        "/t/9.json": {"title": "T", "post_stream": {"posts": posts, "stream": list(range(1, 8))}},
    }
    url = "https://example.org/forum/c/wanted/5"
    found = reader("discourse", "DiscourseReader", url, answers)
    assert [item.record.url for item in found.read()] == ["https://example.org/forum/t/9"]


def test_an_answer_built_otherwise_is_refused() -> None:
    found = reader("discourse", "DiscourseReader", "https://x.example.org", {"/latest.json": []})
    with pytest.raises(Refused, match="not_the_api"):
        list(found.read())


def test_the_address_of_a_stack_exchange_site_is_enough() -> None:
    found = reader(
        "stackexchange",
        "StackExchangeReader",
        "https://softwarerecs.stackexchange.com/questions/tagged/c%23",
        {"/2.3/questions": {"items": [], "quota_remaining": 9}},
    )
    assert list(found.read()) == []
    assert found.params == {"site": "softwarerecs.stackexchange.com", "tagged": "c#"}
    assert found.api.asked == ["https://api.stackexchange.com/2.3/questions"]


@pytest.mark.parametrize("odd", [None, "", "yesterday", True, 10**20, [], {}, 1.5])
def test_a_time_that_is_none_is_none(odd: Any) -> None:
    assert moment(odd) is None


def test_html_of_an_answer_becomes_lines() -> None:
    markup = "<p>One<br>two &amp; three</p><script>no()</script><ul><li>four</li></ul>"
    assert text_of_html(markup) == "One\ntwo & three\nfour"
    assert text_of_html(" ") == "" and text_of_html("plain") == "plain"


@pytest.mark.parametrize(("backoff", "rests"), [(0.5, [0.5]), (12, [12]), (None, []), ("x", [])])
def test_a_backoff_of_stack_exchange_is_heeded(backoff: Any, rests: list[float]) -> None:
    told = {"items": [], "quota_remaining": 9, "backoff": backoff}
    url = "https://api.stackexchange.com/2.3?site=softwarerecs"
    found = reader("stackexchange", "StackExchangeReader", url, {"/2.3/questions": told})
    rested: list[float] = []
    found.api.rest = lambda _, seconds: rested.append(seconds)
    assert list(found.read()) == [] and rested == rests


def release(number: int, **tender: Any) -> dict[str, Any]:
    return {
        "ocid": f"ocds-x-{number}", "id": f"{number}", "date": "2026-11-01T09:30:00Z",
        "language": "en", "buyer": {"id": "b1", "name": "Town of Ulm"},
        "parties": [
            {"id": "b1", "name": "Town of Ulm", "roles": ["buyer"],
             "contactPoint": {"name": "Desk", "email": "buy@ulm.example"}},
            {"id": "s1", "name": "Acme Ltd", "roles": ["supplier"]},
        ],
        "tender": {
            "title": f"Cycle lane {number}", "description": "Work to build a lane.",
            "status": "active", "value": {"amount": 4500, "currency": "EUR"},
            "tenderPeriod": {"endDate": "2026-12-01T00:00:00Z"},
        } | tender,
    }  # fmt: skip


def test_open_contracting_releases_are_their_buyers_posts_page_by_page() -> None:
    following = "https://data.example/releases?page=2"
    closed = release(3, status="complete")
    answers = {
        "page=2": {"records": [{"ocid": "ocds-x-4", "compiledRelease": release(4)}]},
        "/releases": {"releases": [release(1), release(2), closed, {"ocid": "5"}, "no"],
                      "links": {"next": following}},
    }  # fmt: skip
    found = reader("ocds", "OcdsReader", "https://data.example/releases", answers)
    posts = [item.record for item in found.read()]
    assert [post.title for post in posts] == ["Cycle lane 1", "Cycle lane 2", "Cycle lane 4"]
    first: Post = posts[0]
    assert first.author == "Town of Ulm"
    assert first.posted == datetime(2026, 11, 1, 9, 30, tzinfo=UTC)
    assert first.fields["Budget"] == "4500 EUR"
    assert [c.value for c in first.contacts if c.kind == "email"] == ["buy@ulm.example"]


def test_of_several_releases_of_one_process_the_newest_counts() -> None:
    later = release(1, title="Cycle lane, longer") | {"date": "2026-11-09T09:30:00Z"}
    answers = {"/releases": {"releases": [later, release(1)]}}
    found = reader("ocds", "OcdsReader", "https://data.example/releases", answers)
    assert [item.record.title for item in found.read()] == ["Cycle lane, longer"]
