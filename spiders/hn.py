"""Stories and comments of Hacker News, by the search API that Algolia runs for it."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from leadminer.sdk import (
    Answer,
    ApiReader,
    Found,
    Post,
    Recognised,
    Site,
    moment,
    number,
    text_of_html,
    word,
)

_SITE = "https://news.ycombinator.com"
_PLACES = {"ask_hn": "Ask HN", "show_hn": "Show HN", "job": "Jobs", "poll": "Polls"}


class HackerNewsReader(ApiReader):
    """Reads what a search finds, the newest first.

    The address: https://hn.algolia.com/?query=looking+for+a+tool (tags=ask_hn and the like too).
    """

    name = "hn"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """Its search, or the site itself: of that, what people ask."""
        if site.host == "hn.algolia.com":
            return Recognised(site.url, "the address is that of its search")
        if site.host == "news.ycombinator.com":
            why = "its search holds all that the site shows; of it, Ask HN is read"
            return Recognised("https://hn.algolia.com/?tags=ask_hn", why)
        return None

    def read(self) -> Iterator[Found]:
        """Back in time by the time itself: the API shows no more than its first 1000 hits."""
        parts = urlsplit(self.url)
        address = f"{parts.scheme}://{parts.netloc}/api/v1/search_by_date"
        given = dict(parse_qsl(parts.query))
        wanted = {"tags": "(story,comment)", **given, "hitsPerPage": "100"}
        seen: set[str] = set()
        oldest = number(self.place, "oldest")
        while True:
            answer = self.api.get(address, **wanted, **self._window(oldest))
            hits = answer.rows("hits")
            fresh = [hit for hit in hits if word(hit, "objectID") not in seen]
            seen.update(word(hit, "objectID") for hit in fresh)
            for hit in fresh:
                yield from self._hit(answer, hit)
            times = [t for hit in hits if (t := number(hit, "created_at_i"))]
            if not fresh or not times:
                return
            oldest = min(times)
            self.reached(oldest=oldest)

    def _window(self, oldest: int | None) -> dict[str, str]:
        bounds = [f"created_at_i>{int(self.since.timestamp())}"] if self.since else []
        if oldest is not None:
            bounds.append(f"created_at_i<{oldest + 1}")  # others may have been of the same second
        return {"numericFilters": ",".join(bounds)} if bounds else {}

    def _hit(self, answer: Answer, hit: dict[str, Any]) -> Iterator[Found]:
        here, author = word(hit, "objectID"), word(hit, "author")
        tags = hit.get("_tags")
        is_comment = isinstance(tags, list) and "comment" in tags
        story = number(hit, "story_id")
        if not here.isdigit() or (is_comment and not story):
            return
        names = [_PLACES[t] for t in tags if t in _PLACES] if isinstance(tags, list) else []
        post = Post(
            text=text_of_html(word(hit, "comment_text" if is_comment else "story_text")),
            author=author,
            author_url=f"{_SITE}/user?id={quote(author)}" if author else None,
            posted=moment(number(hit, "created_at_i")),
            title="" if is_comment else unescape(word(hit, "title")),
            url=f"{_SITE}/item?id={here}",
            section=["Hacker News", *names],
        )
        thread = f"{_SITE}/item?id={story}" if is_comment else ""
        above = number(hit, "parent_id")
        answers = f"{_SITE}/item?id={above}" if above and above != story else ""
        yield self.post(answer, post, thread_url=thread, answers=answers)
