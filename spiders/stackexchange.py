"""Questions and answers of Stack Exchange sites, by their API 2.3."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from leadminer.sdk import (
    Answer,
    ApiReader,
    Found,
    InvalidInput,
    Post,
    Recognised,
    Refused,
    Site,
    StopReading,
    moment,
    number,
    text_of_html,
    word,
)

_API = "https://api.stackexchange.com/2.3"
_HOSTS = {"stackoverflow.com", "serverfault.com", "superuser.com", "askubuntu.com"}
_HOSTS |= {"mathoverflow.net", "stackapps.com", "api.stackexchange.com"}
_HOSTS |= {f"{lang}.stackoverflow.com" for lang in ("es", "pt", "ru", "ja")}
_THROTTLED = 502  # error_id
_TAGGED = "/questions/tagged/"


class StackExchangeReader(ApiReader):
    """Reads questions, the ones last active first, and of each every answer.

    The address is that of a site (https://softwarerecs.stackexchange.com/, also with
    /questions/tagged/NAME) or of the API (.../2.3?site=NAME&tagged=NAME).
    """

    name = "stackexchange"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """By the network's hosts: its sites differ in nothing else, and it has one API for all."""
        if site.host not in _HOSTS and not site.host.endswith(".stackexchange.com"):
            return None
        is_api = site.host == "api.stackexchange.com"
        why = "the address is one of its API" if is_api else f"{site.host} is of Stack Exchange"
        return Recognised(site.url, why)

    def read(self) -> Iterator[Found]:
        """A page of questions, then their answers, then the next page."""
        self._find_place()
        self.quota_left: int | None = None
        since = {"min": int(self.since.timestamp())} if self.since else {}
        first = number(self.place, "page") or 1
        pages = self._pages("/questions", first=first, sort="activity", order="desc", **since)
        for page_number, answer in enumerate(pages, first):
            questions = {number(q, "question_id"): q for q in answer.rows("items")}
            for question in questions.values():
                yield from self._question(answer, question)
            answered = [i for i, q in questions.items() if i and number(q, "answer_count")]
            if answered:
                ids = ";".join(str(i) for i in answered)
                for page in self._pages(f"/questions/{ids}/answers"):
                    for row in page.rows("items"):
                        yield from self._answer(page, row, questions)
            self.reached(page=page_number + 1)

    def _find_place(self) -> None:
        parts = urlsplit(self.url)
        is_api = parts.path.startswith("/2.") or parts.hostname == "api.stackexchange.com"
        self.root = f"{parts.scheme}://{parts.netloc}/2.3" if is_api else _API
        self.params: dict[str, Any] = dict(parse_qsl(parts.query)) if is_api else {}
        if not is_api:
            self.params["site"] = parts.hostname
            if parts.path.startswith(_TAGGED):
                self.params["tagged"] = unquote(parts.path.removeprefix(_TAGGED).strip("/"))
        if not self.params.get("site"):
            raise InvalidInput(f"name a site, for example {_API}?site=softwarerecs")

    def _pages(self, path: str, *, first: int = 1, **params: Any) -> Iterator[Answer]:
        page = first
        wanted = {**self.params, **params, "filter": "withbody", "pagesize": 100}
        while True:
            answer = self._ask(path, {**wanted, "page": page})
            yield answer
            if answer.data.get("has_more") is not True or not answer.rows("items"):
                return
            page += 1

    def _ask(self, path: str, params: dict[str, Any]) -> Answer:
        if self.quota_left is not None and self.quota_left <= 0:
            raise StopReading("quota")
        try:
            answer = self.api.get(self.root + path, **params)
        except Refused as refused:
            said = refused.data
            if isinstance(said, dict) and said.get("error_id") == _THROTTLED:
                raise StopReading("rate_limited") from None
            raise
        answer.rows("items")
        self.quota_left = number(answer.data, "quota_remaining")
        backoff = answer.data.get("backoff")
        if isinstance(backoff, int | float) and backoff > 0:
            self.api.rest(answer.url, backoff)
        return answer

    def _question(self, answer: Answer, row: dict[str, Any]) -> Iterator[Found]:
        url = self._url_of(row)
        if url:
            post = self._said(row, url)
            post.title = unescape(word(row, "title"))
            yield self.post(answer, post)

    def _answer(
        self, answer: Answer, row: dict[str, Any], questions: dict[int | None, dict[str, Any]]
    ) -> Iterator[Found]:
        thread = self._url_of(questions.get(number(row, "question_id"), {}))
        here = number(row, "answer_id")
        if thread and here:
            home = thread.partition("/questions/")[0]
            yield self.post(answer, self._said(row, f"{home}/a/{here}"), thread_url=thread)

    def _url_of(self, question: dict[str, Any]) -> str:
        """Its address without its title, which people change."""
        link = urlsplit(word(question, "link"))
        here = number(question, "question_id")
        return f"{link.scheme}://{link.netloc}/questions/{here}" if link.netloc and here else ""

    def _said(self, row: dict[str, Any], url: str) -> Post:
        owner = row.get("owner")
        owner = owner if isinstance(owner, dict) else {}
        tags = row.get("tags")
        names = [t for t in tags if isinstance(t, str)] if isinstance(tags, list) else []
        return Post(
            text=text_of_html(word(row, "body")),
            author=unescape(word(owner, "display_name")),
            author_url=word(owner, "link") or None,
            posted=moment(row.get("creation_date")),
            url=url,
            section=[str(self.params["site"])],
            fields={"tags": ", ".join(names)} if names else {},
        )
