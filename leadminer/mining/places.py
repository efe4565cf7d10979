"""Where on a site a page stands that does not say so itself: on the list that leads to it, by the
name by which the site leads to that list, or on the one list that its posts link to."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from leadminer.mining.extraction.places.addresses import pattern_of
from leadminer.mining.extraction.values.items import Link, PageReading

_PLACES_MAX: Final = 200_000
_NAME_MAX: Final = 40
_NO_PLACE: Final = re.compile(
    r"\b(?:latest|recent|new|hot|top|all|search|index|home|unanswered|active|log ?in|sign|about|"
    r"help|imprint|impressum|datenschutz|privacy|terms|rules|contact|kontakt|members?|users?|tags?)\b|"
    r"最新|热门|全部|搜索|首页|登录",
    re.I,
)
_TURNS: Final = frozenset({"next", "page"})
_LISTED: Final = frozenset({"content", "title"})
_IN_WORDS: Final = re.compile(r"[^\W\d_]{2}")


class Places:
    """What the links of a site have told of the pages they lead to."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}  # by the address of what is listed
        self._patterns: dict[tuple[str, ...], set[str]] = {}  # of what is listed, by its place
        self._called: dict[str, str] = {}
        self._lists: dict[str, str] = {}  # what the first page calls the pages it leads on to
        self._read: set[str] = set()  # pages without posts
        self._told: set[str] = set()  # which of these posts have linked

    def called(self, url: str) -> str:
        """What a link called a page; "" if none did in words."""
        return self._called.get(url, "")

    def of(self, asked: str, page: PageReading) -> list[str]:
        """The place of a page that does not tell it itself."""
        own = pattern_of(page.url)
        linked = [
            link for link in page.links
            if link.url in self._lists and link.kind != "nav" and pattern_of(link.url) != own
        ]  # fmt: skip
        linked = [link for link in linked if link.url in self._read] or linked  # lists for sure
        beside = {self._lists[link.url] for link in linked if link.kind == "own"}  # its post
        told = beside or {self._lists[link.url] for link in linked}
        known = self._places.get(asked) or self._only_place(own)
        if len(told) != 1:
            return known
        self._told |= told
        # a link that stands on every page tells nothing of this one
        is_sure = bool(beside) or len(self._told) > 1
        return known if known and (not is_sure or told & {*known}) else [*told]

    def _only_place(self, pattern: str) -> list[str]:
        """The place of all pages of a pattern, on a site that has shown no other list."""
        if len(self._patterns) != 1 or len(self._lists) > 1:
            return []
        [(place, patterns)] = self._patterns.items()
        return [*place] if pattern in patterns else []

    def learn(self, asked: str, page: PageReading, below: Collection[str], *, first: bool) -> None:
        """Take in what a page links to: a list is a place, a thread hands on its own to `below`,
        the pages it leads on to."""
        place = list(self._places.get(asked, ()))
        if not page.posts and not first:
            place = [*page.section, *self._own_name(asked, page)]
        if not page.posts and len(self._read) < _PLACES_MAX:
            self._read |= {asked, page.url}
        if place and len(self._places) < _PLACES_MAX:
            # what a list shows that was met before on a list that is no place
            listed = [] if page.posts else [x.url for x in page.links if x.kind in _LISTED]
            for url in (*below, *listed):
                self._places.setdefault(url, place)
            self._patterns.setdefault((*place,), set()).update(map(pattern_of, listed))
        for link in page.links if len(self._called) < _PLACES_MAX else ():
            self._call(link, asked)
            is_way = first and not page.posts and link.kind in _LISTED and link.url in below
            if is_way and _is_name(link.text):
                self._lists.setdefault(link.url, link.text)

    def _call(self, link: Link, asked: str) -> None:
        if link.kind in _TURNS:
            self._called.setdefault(link.url, self._called.get(asked, ""))
        elif link.kind in ("content", "title", "nav") and _IN_WORDS.search(link.text):
            self._called.setdefault(link.url, link.text)

    def _own_name(self, asked: str, page: PageReading) -> list[str]:
        name = self.called(asked)
        if not (_is_name(name) and name.casefold() in page.title.casefold()):
            name = page.title
        return [name] if _is_name(name) and name not in page.section else []


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= _NAME_MAX and not text.isdigit() and not _NO_PLACE.search(text)
