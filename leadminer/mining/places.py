"""Where on a site a page stands, as the pages that lead to it say: what links call it, which list
it was found on, which entry of the menu it repeats."""

from __future__ import annotations

import re
from typing import Final

from leadminer.mining.extraction.items import Link, PageReading

_PLACES_MAX: Final = 200_000
_MENU_MAX: Final = 400
_NAME_MAX: Final = 40
_NO_PLACE: Final = re.compile(
    r"\b(?:latest|recent|new|hot|top|all|search|index|home|unanswered|active|log ?in|sign)\b|"
    r"最新|热门|全部|搜索|首页|登录",
    re.I,
)
_TURNS: Final = frozenset({"next", "page"})


class Places:
    """What the links of a site have told of the pages they lead to."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}
        self._called: dict[str, str] = {}
        self._menu: dict[str, str] = {}

    def called(self, url: str) -> str:
        """What a link called a page; "" if none did in words."""
        return self._called.get(url, "")

    def of(self, asked: str, page: PageReading) -> list[str]:
        """The place of a page that does not tell it itself."""
        return list(self._places.get(asked, ())) or self._in_menu(page)

    def _in_menu(self, page: PageReading) -> list[str]:
        """The one entry of the site's menu that a page names again beside its text."""
        named = {
            link.text for link in page.links
            if link.kind == "content" and link.text and self._menu.get(link.url) == link.text
        }  # fmt: skip
        return list(named) if len(named) == 1 else []

    def remember(self, asked: str, page: PageReading, *, is_start: bool) -> None:
        """Where what a page links to stands: a list is a place, a thread hands on its own."""
        place = list(self._places.get(asked, ()))
        if not page.posts and not is_start:
            names = [page.title, *([] if page.name in page.title else [page.name])]
            place = [*page.section, *(n for n in names if _is_place(n) and n not in page.section)]
        for link in page.links:
            if len(self._called) < _PLACES_MAX:
                self._call(link, asked)
            if place and link.kind != "nav" and len(self._places) < _PLACES_MAX:
                self._places.setdefault(link.url, place)

    def _call(self, link: Link, asked: str) -> None:
        if link.kind in _TURNS:
            self._called.setdefault(link.url, self._called.get(asked, ""))
        elif link.kind in ("content", "title", "nav") and re.search(r"[^\W\d_]{2}", link.text):
            self._called.setdefault(link.url, link.text)
        is_entry = link.kind == "nav" and len(link.text) > 1 and _is_place(link.text)
        if is_entry and len(self._menu) < _MENU_MAX:
            self._menu.setdefault(link.url, link.text)


def _is_place(name: str) -> bool:
    return 0 < len(name) <= _NAME_MAX and not _NO_PLACE.search(name)
