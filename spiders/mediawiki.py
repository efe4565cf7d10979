"""Discussions and question pages of wikis that run MediaWiki, by their action API."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from leadminer.sdk import (
    Answer,
    ApiReader,
    Found,
    Post,
    Recognised,
    Refused,
    Site,
    Wiki,
    WikiComment,
    Zone,
    moment,
    number,
    read_sections,
    user_spaces,
    word,
    zone_of,
)

_BATCH = 50  # pages a request
_UNREAD = {-2, -1, 6, 7, 8, 9, 10, 11, 12, 14, 15}  # files, messages, templates, help, categories
_RECENT_DAYS = 80  # a wiki forgets its recent changes after 90 days
_SMALL_PAGES = 2000  # of a larger wiki, pages nobody signed are articles unless they ask
_SMALL_EDITS = 5000
_ASKS = re.compile(
    r"[?？]|\b(?:request|wanted|question|help|looking for|need|rfq|rfp)\b|求购|求助|寻找|请问|采购",
    re.I,
)


class MediaWikiReader(ApiReader):
    """Reads the sections of talk pages, and pages that are questions or requests themselves."""

    name = "mediawiki"
    version = "1"

    @classmethod
    def recognises(cls, site: Site) -> Recognised | None:
        """MediaWiki names its API in every page's head."""
        edit = site.rel("edituri")
        if not site.generator.lower().startswith("mediawiki") and "api.php?action=rsd" not in edit:
            return None
        if not edit:
            return None
        return Recognised(edit.partition("?")[0], f"the page says it is made by {site.generator}")

    def read(self) -> Iterator[Found]:
        """Space by space; after a whole run only what has changed since."""
        self.endpoint = self.url if self.url.split("?")[0].endswith("api.php") else self._guess()
        spaces = self._learn()
        recent = self.since is not None and self.since > self.api.now() - timedelta(
            days=_RECENT_DAYS
        )
        if recent:
            for titles in self._changed(spaces):
                yield from self._pages({"titles": "|".join(titles)})
            return
        self._learn_creators()
        begun = number(self.place, "space")
        for space in spaces[spaces.index(begun) if begun in spaces else 0 :]:
            wanted = {
                "generator": "allpages", "gapnamespace": space, "gaplimit": _BATCH,
                "gapfilterredir": "nonredirects",
            }  # fmt: skip
            yield from self._pages(wanted, space=space)

    def _guess(self) -> str:
        return self.url.rstrip("/") + "/api.php"

    def _ask(self, *, carry: dict[str, Any] | None = None, **params: Any) -> Iterator[Answer]:
        """An answer and what continues it, to the end."""
        carry = dict(carry or {})
        while True:
            answer = self.api.get(
                self.endpoint, action="query", format="json", formatversion=2,
                **{**params, **carry},
            )  # fmt: skip
            if not isinstance(answer.data, dict) or "error" in answer.data:
                raise answer.refuse("not_the_api")
            yield answer
            more = answer.data.get("continue")
            if not isinstance(more, dict) or more == carry:
                return
            carry = {str(k): v for k, v in more.items() if isinstance(v, str | int)}

    def _learn(self) -> list[int]:
        wanted = "general|namespaces|namespacealiases|statistics"
        answer = next(self._ask(meta="siteinfo", siprop=wanted))
        told = answer.data.get("query")
        general = told.get("general") if isinstance(told, dict) else None
        spaces = told.get("namespaces") if isinstance(told, dict) else None
        if not isinstance(general, dict) or not isinstance(spaces, dict):
            raise answer.refuse("not_the_api")
        names = []
        for space in [*spaces.values(), *(told.get("namespacealiases") or [])]:
            for key in ("name", "canonical", "alias"):
                if word(space, key):
                    names.append((number(space, "id") or 0, word(space, key)))
        self.spaces = {i: word(s, "name") for s in spaces.values() if (i := number(s, "id"))}
        zone = zone_of(number(general, "timeoffset") or 0)
        self.wiki = Wiki(user_spaces(names), zone=Zone(zone))
        self.main_page = word(general, "mainpage")
        self.site_name = word(general, "sitename")
        self.article_path = word(general, "server"), word(general, "articlepath")
        statistics = told.get("statistics") or {}
        self.is_small = (number(statistics, "articles") or 0) <= _SMALL_PAGES
        self.edits = number(statistics, "edits") or 0
        self.creators: dict[int, tuple[str, Any]] = {}
        talk = [0, *(i for i in self.spaces if i not in _UNREAD and i != 2)]
        return sorted(set(talk), key=lambda i: (i % 2 == 0, i))

    def _learn_creators(self) -> None:
        """Who made which page; on a small wiki a few answers tell it of all."""
        if self.edits > _SMALL_EDITS:
            return
        for answer in self._ask(list="allrevisions", arvprop="ids|timestamp|user", arvlimit=500,
                                arvdir="newer"):  # fmt: skip
            for page in answer.rows("query", "allrevisions"):
                revisions = page.get("revisions")
                for row in revisions if isinstance(revisions, list) else ():
                    if number(row, "parentid") == 0:
                        made = (_name(row), moment(row.get("timestamp")))
                        self.creators.setdefault(number(page, "pageid") or 0, made)

    def _changed(self, spaces: list[int]) -> Iterator[list[str]]:
        assert self.since is not None
        titles: dict[str, None] = {}
        for answer in self._ask(
            list="recentchanges", rcprop="title|timestamp", rclimit=500, rctype="edit|new",
            rcend=self.since.strftime("%Y-%m-%dT%H:%M:%SZ"),
            rcnamespace="|".join(str(s) for s in spaces),
        ):  # fmt: skip
            for row in answer.rows("query", "recentchanges"):
                titles.setdefault(word(row, "title"))
        listed = [t for t in titles if t]
        for start in range(0, len(listed), _BATCH):
            yield listed[start : start + _BATCH]

    def _pages(self, wanted: dict[str, Any], *, space: int | None = None) -> Iterator[Found]:
        props = {"prop": "revisions|info", "rvprop": "ids|timestamp|user|content",
                 "rvslots": "main", "inprop": "url"}  # fmt: skip
        carry = self.place.get("carry") if number(self.place, "space") == space else None
        carry = carry if isinstance(carry, dict) else None
        for answer in self._ask(carry=carry, **wanted, **props):
            query = answer.data.get("query")
            pages = query.get("pages") if isinstance(query, dict) else None
            for page in pages if isinstance(pages, list) else ():
                if isinstance(page, dict) and not page.get("missing"):
                    yield from self._page(answer, page)
            if space is not None:
                self.reached(space=space, carry=answer.data.get("continue") or {})

    def _page(self, answer: Answer, page: dict[str, Any]) -> Iterator[Found]:
        revisions = page.get("revisions")
        last = revisions[0] if isinstance(revisions, list) and revisions else None
        slots = last.get("slots") if isinstance(last, dict) else None
        main = slots.get("main") if isinstance(slots, dict) else None
        if not isinstance(main, dict) or word(main, "contentmodel") not in ("", "wikitext"):
            return
        source = word(main, "content")
        if not source or re.match(r"\s*#\w+\s*\[\[", source):
            return
        title, url = word(page, "title"), word(page, "fullurl")
        space = number(page, "ns") or 0
        sections = read_sections(source, self.wiki, now=self.api.now())
        topic = title.partition(":")[2] if space and ":" in title else title
        place = [self.site_name, *([self.spaces.get(space, "")] if space else []), topic]
        if any(section.comments for section in sections):
            for section in sections:
                yield from self._section(answer, url, topic, place, section)
        elif title != self.main_page and self._is_asking(title, source):
            author, posted = self._creator(page, last)
            text = "\n".join(p for s in sections for p in (s.name, s.rest.strip()) if p)
            if text:
                post = Post(text=text, title=topic, url=url, author=author, posted=posted,
                            author_url=self._user_page(author), section=place[:-1])  # fmt: skip
                yield self.post(answer, post)

    def _section(
        self, answer: Answer, url: str, topic: str, place: list[str], section: Any
    ) -> Iterator[Found]:
        thread = section.thread()
        if thread is None:
            return
        first, others = thread
        answered, places = section.answered(), [""]
        name = section.name or topic
        home = f"{url}#{quote(section.name.replace(' ', '_'))}" if section.name else url
        yield self.post(answer, self._said(first, home, place, title=name))
        seen: dict[str, int] = {}
        for comment, other in zip(others, answered[1:], strict=True):
            stamp = comment.posted.strftime("%Y%m%d%H%M%S") if comment.posted else "undated"
            mark = f"c-{comment.author.replace(' ', '_')}-{stamp}"
            seen[mark] = seen.get(mark, 0) + 1
            again = f"-{seen[mark]}" if seen[mark] > 1 else ""
            places.append(f"{url}#{quote(mark + again)}")
            said = self._said(comment, places[-1], place)
            yield self.post(answer, said, thread_url=home, answers=places[other or 0])

    def _said(self, comment: WikiComment, url: str, place: list[str], *, title: str = "") -> Post:
        return Post(
            text=comment.text, author=comment.author, posted=comment.posted, title=title, url=url,
            author_url=self._user_page(comment.author), section=list(place),
        )  # fmt: skip

    def _user_page(self, name: str) -> str | None:
        server, path = self.article_path
        if not name or not server.startswith("http") or "$1" not in path:
            return None
        return server + path.replace("$1", quote(f"User:{name.replace(' ', '_')}"))

    def _is_asking(self, title: str, source: str) -> bool:
        return self.is_small or bool(_ASKS.search(title) or _ASKS.search(source[:400]))

    def _creator(self, page: dict[str, Any], last: Any) -> tuple[str, Any]:
        """Who made a page, and when: its first revision, which seldom is its last."""
        known = self.creators.get(number(page, "pageid") or 0)
        if known or number(last, "parentid") == 0:
            return known or (_name(last), moment(last.get("timestamp")))
        try:
            answer = next(self._ask(
                pageids=number(page, "pageid"), prop="revisions", rvdir="newer", rvlimit=1,
                rvprop="timestamp|user",
            ))  # fmt: skip
            first = answer.rows("query", "pages")[0]["revisions"][0]
            return _name(first), moment(first.get("timestamp"))
        except (Refused, LookupError, TypeError, AttributeError):
            return "", None


def _name(revision: dict[str, Any]) -> str:
    """Who wrote it; of an imported revision the name at home ("other>Ann")."""
    return word(revision, "user").rpartition(">")[2]
