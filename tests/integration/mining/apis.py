"""APIs of forums that never were, as answers of the small web server."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.integration.mining.small_web import Answer

NOWHERE = Answer(404, b'{"errors":["not found"]}', {"Content-Type": "application/json"})


def answer(data: Any, **headers: str) -> Answer:
    body = json.dumps(data, ensure_ascii=False).encode()
    return Answer(200, body, {"Content-Type": "application/json", **headers})


def parts_of(address: str) -> tuple[str, dict[str, list[str]]]:
    parts = urlsplit(address)
    return parts.path, parse_qs(parts.query)


class Discourse:
    """A forum of `topics` topics with `replies` replies each, a page of topics at a time."""

    def __init__(self, topics: int = 7, replies: int = 30, *, per_page: int = 3) -> None:
        self.topics = topics
        self.replies = replies
        self.per_page = per_page

    def __call__(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        if path == "/latest.json":
            return self.latest(int(query.get("page", ["0"])[0]))
        if path == "/categories.json":
            below = [{"id": 8, "name": "Presses"}]
            top = {"id": 7, "name": "Wanted", "subcategory_list": below}
            return answer({"category_list": {"categories": [top]}})
        words = path.strip("/").split("/")
        if words[0] != "t":
            return NOWHERE
        number = int(words[1].removesuffix(".json"))
        if words[-1] == "posts.json":
            ids = [int(i) for i in query["post_ids[]"]]
            return answer({"post_stream": {"posts": [self.post(i) for i in ids]}})
        return self.topic(number)

    def latest(self, page: int) -> Answer:
        numbers = range(1, self.topics + 1)[page * self.per_page : (page + 1) * self.per_page]
        told: dict[str, Any] = {
            "per_page": self.per_page,
            "topics": [
                {"id": n, "title": f"Presse {n}", "slug": f"presse-{n}", "category_id": 8,
                 "bumped_at": f"2026-10-{30 - n % 28:02d}T10:00:00.000Z"}
                for n in numbers
            ],
        }  # fmt: skip
        if numbers and numbers[-1] < self.topics:
            told["more_topics_url"] = f"/latest?page={page + 1}"
        return answer({"users": [], "topic_list": told})

    def topic(self, number: int) -> Answer:
        ids = [number * 1000 + n for n in range(1, self.replies + 2)]
        posts = [self.post(i) for i in ids[:20]]
        return answer(
            {"id": number, "slug": f"presse-{number}", "title": f"Presse {number} &amp; mehr",
             "category_id": 8, "post_stream": {"posts": posts, "stream": ids}}
        )  # fmt: skip

    def post(self, post_id: int) -> dict[str, Any]:
        place = post_id % 1000
        quoted = '<aside class="quote"><blockquote>words of another</blockquote></aside>'
        words = "We need a press" if place == 1 else "We need one too"
        return {
            "id": post_id, "post_number": place, "post_type": 1, "username": f"user{place}",
            "reply_to_post_number": 24 if place == 25 else None,
            "created_at": f"2026-10-01T10:{place % 60:02d}:00.000Z",
            "cooked": f"{quoted if place > 1 else ''}<p>{words}, <b>number {post_id}</b>.</p>",
        }  # fmt: skip


class StackExchange:
    """A site of `questions` questions, two a page, with two answers each, one a page."""

    def __init__(self, questions: int = 5, *, backoff: int = 0, quota: int = 300) -> None:
        self.questions = questions
        self.backoff = backoff
        self.quota = quota

    def __call__(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        if not path.startswith("/2.3/"):
            return NOWHERE
        assert query["site"] == ["softwarerecs"] and query["filter"] == ["withbody"]
        page = int(query["page"][0])
        if path == "/2.3/questions":
            numbers = range(1, self.questions + 1)
            return self.page([self.question(n) for n in numbers], page, size=2)
        ids = path.split("/")[3].split(";")
        rows = [self.answer(int(i), n) for i in ids for n in (1, 2)]
        return self.page(rows, page, size=1)

    def page(self, rows: list[dict[str, Any]], page: int, *, size: int) -> Answer:
        self.quota -= 1
        told: dict[str, Any] = {
            "items": rows[(page - 1) * size : page * size],
            "has_more": page * size < len(rows),
            "quota_max": 300,
            "quota_remaining": self.quota,
        }
        return answer(told | ({"backoff": self.backoff} if self.backoff else {}))

    def question(self, number: int) -> dict[str, Any]:
        return {
            "question_id": number, "answer_count": 2, "tags": ["crm", "web"],
            "title": "CRM for a &quot;small&quot; shop?", "creation_date": 1790000000 + number,
            "link": f"https://softwarerecs.stackexchange.com/questions/{number}/crm-for-a-shop",
            "body": "<p>We need a CRM &amp; a shop.</p>", "owner": {"display_name": "J&#243;n"},
        }  # fmt: skip

    def answer(self, question: int, number: int) -> dict[str, Any]:
        return {
            "answer_id": question * 100 + number, "question_id": question,
            "creation_date": 1790000500, "body": "<p>We look for one too.</p>",
            "owner": {"display_name": "Ann", "link": "https://softwarerecs.stackexchange.com/u/9"},
        }  # fmt: skip


class HackerNews:
    """A search with `hits` hits, one a minute; two of three are comments; it heeds the filters."""

    def __init__(self, hits: int = 250) -> None:
        self.hits = hits

    def __call__(self, address: str, _count: int) -> Answer:
        path, query = parts_of(address)
        if path != "/api/v1/search_by_date":
            return NOWHERE
        rows = [self.hit(n) for n in range(self.hits, 0, -1)]
        for each in query.get("numericFilters", [""])[0].split(","):
            if ">" in each:
                rows = [r for r in rows if r["created_at_i"] > int(each.split(">")[1])]
            elif "<" in each:
                rows = [r for r in rows if r["created_at_i"] < int(each.split("<")[1])]
        size = int(query["hitsPerPage"][0])
        return answer({"hits": rows[:size], "nbPages": 1, "page": 0})

    def hit(self, number: int) -> dict[str, Any]:
        row: dict[str, Any] = {
            "objectID": str(number), "created_at_i": 1790000000 + number // 2, "author": "pg",
        }  # fmt: skip
        if number % 3:
            words = f"<p>We&#x27;d buy {number} of that.</p>"
            return row | {"_tags": ["comment"], "story_id": 3, "comment_text": words}
        return row | {"_tags": ["story", "ask_hn"], "title": "Ask HN: a CRM?", "story_text": None}
