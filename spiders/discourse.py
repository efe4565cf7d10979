"""Topics and replies of a Discourse forum, by its JSON API."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

from leadminer.sdk import (
    Answer,
    ApiReader,
    Found,
    Post,
    Recognised,
    Refused,
    Site,
    moment,
    number,
    text_of_html,
    word,
)

_POSTS_A_REQUEST = 20
_QUOTED = './/aside[contains(@class, "quote")]'
_REGULAR = 1  # other kinds of post tell what moderators did


class DiscourseReader(ApiReader):
    """Reads the latest topics, and of each every post.

    The address is that of the forum, or of one category of it (/c/name/5).
    """

    name = "discourse"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """Discourse tells its name, and the path it lives under."""
        told = site.generator.lower().startswith("discourse")
        theme = any(name in site.meta for name in ("discourse_theme_id", "discourse_theme_ids"))
        if not told and not theme and not any(h.startswith("x-discourse-") for h in site.headers):
            return None
        parts = urlsplit(site.url)
        home = site.meta.get("discourse-base-uri", "").strip("/")
        base = f"{parts.scheme}://{parts.netloc}/{home}".rstrip("/")
        place = parts.path if "/c/" in parts.path else ""
        why = f"the page says it is made by {site.generator or 'Discourse'}"
        return Recognised(f"{parts.scheme}://{parts.netloc}{place}" if place else base, why)

    def read(self) -> Iterator[Found]:
        """Topic by topic, the ones last written in first."""
        parts = urlsplit(self.url)
        path, mark, category = parts.path.partition("/c/")
        home = path.rstrip("/") if mark else path.rstrip("/").removesuffix("/latest")
        self.base = f"{parts.scheme}://{parts.netloc}{home}"
        place = f"/c/{category.strip('/')}/l/latest.json" if mark else "/latest.json"
        self.sections: dict[int, list[str]] | None = None
        for topic in self._topics(self.base + place):
            try:
                yield from self._topic(topic)
            except Refused:
                continue  # counted; the other topics may be open

    def _topics(self, address: str) -> Iterator[dict[str, Any]]:
        seen: set[int] = set()
        page = number(self.place, "page") or 0
        while True:
            answer = self.api.get(address, **({"page": page} if page else {}))
            topics = answer.rows("topic_list", "topics")
            fresh = [t for t in topics if number(t, "id") not in seen]
            seen.update(number(t, "id") or 0 for t in fresh)
            for topic in fresh:
                is_shown = number(topic, "id") and topic.get("visible") is not False
                if is_shown and not self._is_known(topic):
                    yield topic
            told = answer.data["topic_list"]
            size = number(told, "per_page") or 30
            more = bool(told.get("more_topics_url")) or len(topics) >= size
            if not fresh or not more or self._is_old(topics):
                return
            page += 1
            self.reached(page=page)

    def _is_known(self, topic: dict[str, Any]) -> bool:
        bumped = moment(topic.get("bumped_at"))
        return self.since is not None and bumped is not None and bumped < self.since

    def _is_old(self, topics: list[dict[str, Any]]) -> bool:
        """Whether all that follows is known: the list goes back in time, but for what is pinned."""
        running = [t for t in topics if not t.get("pinned") and not t.get("pinned_globally")]
        return bool(running) and self._is_known(running[-1])

    def _topic(self, listed: dict[str, Any]) -> Iterator[Found]:
        number_ = number(listed, "id")
        answer = self.api.get(f"{self.base}/t/{number_}.json")
        url = f"{self.base}/t/{number_}"  # without its title, which people change
        title = unescape(word(answer.data, "title") or word(listed, "title"))
        section = self._section(answer.data)
        posts = answer.rows("post_stream", "posts")
        for post in posts:
            yield from self._post(answer, post, url=url, title=title, section=section)
        have = {number(post, "id") for post in posts}
        stream = answer.data["post_stream"].get("stream")
        missing = [i for i in (stream if isinstance(stream, list) else []) if i not in have]
        for start in range(0, len(missing), _POSTS_A_REQUEST):
            ids = missing[start : start + _POSTS_A_REQUEST]
            rest = self.api.get(f"{self.base}/t/{number_}/posts.json", **{"post_ids[]": ids})
            for post in rest.rows("post_stream", "posts"):
                yield from self._post(rest, post, url=url, title=title, section=section)

    def _post(
        self, answer: Answer, row: dict[str, Any], *, url: str, title: str, section: list[str]
    ) -> Iterator[Found]:
        place = number(row, "post_number")
        is_shown = (number(row, "post_type") or _REGULAR) == _REGULAR and not row.get("hidden")
        if not place or not is_shown or row.get("deleted_at"):
            return
        author = word(row, "username")
        post = Post(
            text=text_of_html(word(row, "cooked"), without=_QUOTED),
            author=author,
            author_url=f"{self.base}/u/{quote(author)}" if author else None,
            posted=moment(row.get("created_at")),
            title=title if place == 1 else "",
            url=url if place == 1 else f"{url}/{place}",
            section=list(section),
        )
        other = number(row, "reply_to_post_number") or 0
        answers = f"{url}/{other}" if other > 1 else url if other == 1 else ""
        if post.text or post.title:
            yield self.post(answer, post, thread_url="" if place == 1 else url, answers=answers)

    def _section(self, topic: dict[str, Any]) -> list[str]:
        if self.sections is None:
            self.sections = {}
            try:
                address = f"{self.base}/categories.json"
                answer = self.api.get(address, include_subcategories="true")
                self._learn(answer.rows("category_list", "categories"), [])
            except Refused:
                pass  # counted; a topic is worth reading without the name of its section
        return self.sections.get(number(topic, "category_id") or 0, [])

    def _learn(self, categories: list[dict[str, Any]], above: list[str]) -> None:
        assert self.sections is not None
        for category in categories:
            here = [*above, word(category, "name")]
            self.sections[number(category, "id") or 0] = here
            below = category.get("subcategory_list")
            if isinstance(below, list) and len(here) < 5:
                self._learn([c for c in below if isinstance(c, dict)], here)
