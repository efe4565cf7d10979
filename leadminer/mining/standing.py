"""Where a post stands, when its own page does not say so: the list that leads to it, by the name by
which the site itself leads to that list, or the one list of the site that its page links to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from leadminer.mining.extraction.addresses import canonical, is_user_page, pattern_of
from leadminer.mining.extraction.items import PageReading

_PLACES_MAX: Final = 200_000
_NAME_MAX: Final = 40
_NO_PLACE: Final = re.compile(
    r"\b(?:latest|recent|new|hot|top|all|search|index|home|unanswered|active|log ?in|sign|about|"
    r"help|imprint|impressum|datenschutz|privacy|terms|rules|contact|kontakt|members?|users?|tags?)\b|"
    r"最新|热门|全部|搜索|首页|登录",
    re.I,
)
_LISTED: Final = ("content", "title")


@dataclass(slots=True)
class Standing:
    """The lists of one site, and what stands in them."""

    holds_posts: Callable[[str], bool]  # whether pages of a pattern have given any
    _places: dict[str, list[str]] = field(default_factory=dict)  # by the address of what is listed
    _names: dict[str, str] = field(default_factory=dict)  # by which lists are linked
    _front: dict[str, str] = field(default_factory=dict)  # ... on the first page
    _told: set[str] = field(default_factory=set)  # which of these posts have linked

    def place_of(self, asked: str, page: PageReading) -> list[str]:
        """Where the posts of a page stand."""
        own = pattern_of(page.url)
        linked = [
            link for link in page.links
            if link.url in self._front and link.kind != "nav"
            and (pattern := pattern_of(link.url)) != own and not self.holds_posts(pattern)
        ]  # fmt: skip
        beside = {self._front[link.url] for link in linked if link.kind == "own"}  # its post
        told = beside or {self._front[link.url] for link in linked}
        known = self._places.get(asked, [])
        if len(told) != 1:
            return known
        self._told |= told
        # a link that stands on every page tells nothing of this one
        return (
            [*told]
            if not known or ((beside or len(self._told) > 1) and not told & {*known})
            else known
        )

    def learn(self, asked: str, page: PageReading, admitted: Iterable[str], *, first: bool) -> None:
        """Take in what a page links to: a list is a place, a thread hands on its own."""
        place = list(self._places.get(asked, ()))
        if not page.posts and len(self._names) < _PLACES_MAX:
            named = [
                link for link in page.links
                if link.kind in (*_LISTED, "nav") and _is_name(link.text)
                and not is_user_page(link.url)
            ]  # fmt: skip
            for link in named:
                self._names.setdefault(link.url, link.text)
                if first and link.kind != "nav":
                    self._front.setdefault(link.url, link.text)
        if not page.posts and not first:
            place = [*page.section, *self._own_name(asked, page)]
        if place and len(self._places) < _PLACES_MAX:
            self._places.update((url, place) for url in admitted)
            listed = [] if page.posts else page.links  # met before on a list that is no place
            for link in listed:
                if link.kind in _LISTED:
                    self._places.setdefault(link.url, place)

    def _own_name(self, asked: str, page: PageReading) -> list[str]:
        name = self._names.get(asked) or self._names.get(canonical(page.url), "")
        if not (name and name.casefold() in page.title.casefold()):
            name = page.title if len(page.title) <= _NAME_MAX else ""
        known = not name or name in page.section or _NO_PLACE.search(name)
        return [] if known else [name]


def _is_name(text: str) -> bool:
    return 2 <= len(text) <= _NAME_MAX and not text.isdigit() and not _NO_PLACE.search(text)
