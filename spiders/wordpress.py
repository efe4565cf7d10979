"""Posts and comments of sites that run WordPress, by its REST API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

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

_PAGE = 100  # rows an answer
# forums, Q&A and directories made of plugins: their entries are not among the posts of the API
_ELSEWHERE = re.compile(
    r"\b(?:bbpress|bbp-|buddypress|buddyboss|wpforo|asgarosforum|anspress|dwqa|sabai|simple-press|"
    r"geodirectory|geodir|directorist|business-directory|wpbdp|hivepress|listingpro|mylisting|"
    r"job_manager|connections-list)",
    re.I,
)
_OWN_TYPES = {"post", "page", "attachment", "nav_menu_item", "product", "elementor_library"}


class WordPressReader(ApiReader):
    """Reads every post of a site, and its comments as replies."""

    name = "wordpress"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """WordPress names its API in every page's head, and in the answer's."""
        root = site.rel("https://api.w.org/")
        if not root or _ELSEWHERE.search(site.markup) or site.reading.companies:
            return None
        return Recognised(root, "the page names the REST API of WordPress (https://api.w.org/)")

    def read(self) -> Iterator[Found]:
        """The posts changed last come first; then the comments, newest first."""
        self.threads: dict[int, str] = {}
        told = "wp-json" in self.url or "rest_route=" in self.url
        self.root = self.url.rstrip("/") + "/" if told else self.url.rstrip("/") + "/wp-json/"
        kinds = ["posts", *self._other_types(), "comments"]
        begun = word(self.place, "kind")
        for kind in kinds[kinds.index(begun) if begun in kinds else 0 :]:
            try:
                yield from self._comments() if kind == "comments" else self._posts(kind)
            except Refused:
                if kind == "posts":
                    raise  # else it is counted; the posts are read

    def _rows(self, path: str, **wanted: Any) -> Iterator[tuple[Answer, list[dict[str, Any]]]]:
        page = (number(self.place, "page") or 1) if word(self.place, "kind") == path else 1
        while True:
            answer = self.api.get(self._at(path), per_page=_PAGE, page=page, order="desc", **wanted)
            rows = answer.rows()
            yield answer, rows
            pages = answer.headers.get("x-wp-totalpages", "")
            last = int(pages) if pages.isdigit() else page + (len(rows) >= _PAGE)
            if page >= last or not rows:
                return
            page += 1
            self.reached(kind=path, page=page)

    def _at(self, path: str) -> str:
        if "rest_route=" in self.root:
            return self.root.rstrip("/").replace("%2F", "/") + f"/wp/v2/{path}"
        return f"{self.root}wp/v2/{path}"

    def _other_types(self) -> list[str]:
        """Kinds of posts this site has of its own, say questions or requests."""
        try:
            answer = self.api.get(self._at("types"))
        except Refused:
            return []
        kinds = answer.data.values() if isinstance(answer.data, dict) else ()
        return [
            base
            for kind in kinds
            if isinstance(kind, dict)
            and (slug := word(kind, "slug"))
            and slug not in _OWN_TYPES
            and not slug.startswith(("wp_", "elementor", "jp_", "acf"))
            and (base := word(kind, "rest_base"))
            and re.fullmatch(r"[\w-]{1,60}", base)
        ]

    def _posts(self, kind: str) -> Iterator[Found]:
        wanted: dict[str, Any] = {"orderby": "modified", "_embed": "author,wp:term"}
        if self.since is not None:
            wanted["modified_after"] = self.since.strftime("%Y-%m-%dT%H:%M:%SZ")
        for answer, rows in self._rows(kind, **wanted):
            for row in rows:
                yield from self._post(answer, row)
            if rows and self._is_old(rows[-1], "modified_gmt"):
                return

    def _is_old(self, row: dict[str, Any], name: str) -> bool:
        when = moment(word(row, name))
        return self.since is not None and when is not None and when < self.since

    def _post(self, answer: Answer, row: dict[str, Any]) -> Iterator[Found]:
        here, link = number(row, "id"), word(row, "link")
        content = row.get("content")
        if not here or not link or not isinstance(content, dict) or content.get("protected"):
            return
        self.threads[here] = link
        if self._is_old(row, "modified_gmt"):
            return
        embedded = row.get("_embedded")
        embedded = embedded if isinstance(embedded, dict) else {}
        author = next((a for a in _listed(embedded, "author") if word(a, "name")), {})
        post = Post(
            text=text_of_html(word(content, "rendered")),
            title=unescape(_rendered(row, "title")),
            author=unescape(word(author, "name")),
            author_url=word(author, "link") or None,
            posted=moment(word(row, "date_gmt")),
            url=link,
            section=_terms(embedded),
        )
        if post.text or post.title:
            yield self.post(answer, post)

    def _comments(self) -> Iterator[Found]:
        since = {"after": self.since.strftime("%Y-%m-%dT%H:%M:%SZ")} if self.since else {}
        for answer, rows in self._rows("comments", orderby="date_gmt", **since):
            for row in rows:
                link = word(row, "link")
                thread = self.threads.get(number(row, "post") or 0) or link.partition("#")[0]
                text = _own_words(_rendered(row, "content"))
                if not link or not text or word(row, "type") not in ("", "comment"):
                    continue  # a pingback is nobody's words
                post = Post(
                    text=text, author=unescape(word(row, "author_name")),
                    author_url=word(row, "author_url") or None, url=link,
                    posted=moment(word(row, "date_gmt")),
                )  # fmt: skip
                above, mark = number(row, "parent"), "#comment-"  # it may be on an earlier page
                answers = f"{link.partition('#')[0]}{mark}{above}" if above and mark in link else ""
                yield self.post(answer, post, thread_url=thread, answers=answers)


def _own_words(markup: str) -> str:
    """A comment without what it quotes; one that is nothing but a quote as it stands."""
    return text_of_html(markup, without="//blockquote") or text_of_html(markup)


def _rendered(row: dict[str, Any], name: str) -> str:
    value = row.get(name)
    markup = word(value, "rendered") if isinstance(value, dict) else ""
    return text_of_html(markup) if name == "title" else markup


def _listed(row: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = row.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _terms(embedded: dict[str, Any]) -> list[str]:
    groups = embedded.get("wp:term")
    lists = [g for g in groups if isinstance(g, list)] if isinstance(groups, list) else []
    return [
        unescape(word(term, "name"))
        for term in (t for each in lists for t in each)
        if isinstance(term, dict) and word(term, "taxonomy") == "category"
    ]
