"""Questions, answers and comments of sites that run Askbot: its API lists the questions and when
each was last active, their pages hold all that was said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

from leadminer.sdk import (
    Answer,
    ApiReader,
    Found,
    Post,
    Recognised,
    Refused,
    Site,
    number,
    text_of_html,
    word,
)

_HINT = re.compile(r"\baskbot\s*\[\s*['\"]|\bvar\s+askbot\b|/askbot[_/-]|>\s*Askbot\s*<", re.I)


class AskbotReader(ApiReader):
    """Reads the questions last active first, each by its own page."""

    name = "askbot"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """Askbot's pages define a script object of its name."""
        if not _HINT.search(site.markup):
            return None
        parts = urlsplit(site.url)
        home = re.split(r"/(?:questions?|tags|users)(?:/|$)", parts.path, maxsplit=1)[0].rstrip("/")
        why = "the page's scripts are those of Askbot"
        return Recognised(f"{parts.scheme}://{parts.netloc}{home}/", why)

    def read(self) -> Iterator[Found]:
        """Page by page of the list, until what is known."""
        page, seen = number(self.place, "page") or 1, set[int]()
        while True:
            address = self.url.rstrip("/") + "/api/v1/questions/"
            answer = self.api.get(address, page=page, sort="activity-desc")
            rows = answer.rows("questions")
            fresh = [row for row in rows if number(row, "id") not in seen]
            for row in fresh:
                seen.add(number(row, "id") or 0)
                if not self._is_known(row):
                    yield from self._question(answer, row)
            pages = number(answer.data, "pages") or 1
            if not fresh or page >= pages or self._is_known(fresh[-1]):
                return
            page += 1
            self.reached(page=page)

    def _is_known(self, row: dict[str, Any]) -> bool:
        active = _moment(row.get("last_activity_at"))
        return self.since is not None and active is not None and active < self.since

    def _question(self, answer: Answer, row: dict[str, Any]) -> Iterator[Found]:
        # the address holds the host of the site's settings, which need not be the one we ask
        told, here = urlsplit(word(row, "url")), urlsplit(self.url)
        url = f"{here.scheme}://{here.netloc}{told.path}"
        try:
            found = list(self.posts_on(url))
        except Refused:
            found = []
        if found:
            yield from found
            return
        author = row.get("author")
        post = Post(
            text=text_of_html(word(row, "summary")), title=word(row, "title"), url=url,
            author=word(author, "username") if isinstance(author, dict) else "",
            posted=_moment(row.get("added_at")),
        )  # fmt: skip
        if told.path and (post.title or post.text):
            yield self.post(answer, post)


def _moment(value: Any) -> datetime | None:
    """Unix seconds, written as a text."""
    text = str(value)
    return datetime.fromtimestamp(int(text), UTC) if re.fullmatch(r"\d{9,11}", text) else None
