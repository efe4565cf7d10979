"""Whether an address turns a page: of a list or thread that goes on under several. Such addresses
differ from each other in one number, which that of the first page may lack."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from leadminer.mining.extraction.places.addresses import (
    PAGE_PARAMETER,
    canonical,
    site_of,
    urlsplit,
    without_page,
)

# "Page 2" (the word often for readers of screens only), "第2页"
_NUMBERED: Final = re.compile(r"[^\W\d]{1,12}\s?(\d{1,4})[^\W\d]{0,2}")
_NUMBER: Final = re.compile(r"[\[(]?(\d{1,4}|\d{1,3}[.,'\u00a0\u202f ]\d{3})[\])]?")
_PAGE_WORD: Final = re.compile(
    r"pages?|seite|pagin[ae]|página|trang|страница|стр|sayfa|strona|stran[ay]|sida|side|sivu|"
    r"oldal|halaman|หน้า|صفحة|페이지|쪽|ページ|頁|页",
    re.I,
)
_SIZE: Final = re.compile(r"(?:limit|size|count|show|rows|per_?page|pp)$", re.I)
_TOKEN: Final = re.compile(r"\d+|[^\W\d_]+|[\W_]")
_ADDED: Final = re.compile(r"[-/_,.]?([^\W\d_]{0,12})[-_/=]?(\d{1,6})(?:[-/_]|\.\w{2,5})?")
_LAST: Final = re.compile(r"-\d+\.html?$|/p?\d+$")  # where a path ends in its page
_STEP_MAX: Final = 200  # entries of a page, where an address counts entries
_ORDER_MAX: Final = 2  # parameters
_DIGITS_MAX: Final = 16  # moments are told in as many


@dataclass(frozen=True, slots=True)
class Turn:
    """The one number in which an address differs from that of the page it stands on."""

    page: int  # what it asks for: a page, or what stands before that
    ours: int | None  # what stands there in the other; None if nothing
    name: str  # the parameter, or the word before the number
    asked: bool = False  # a parameter
    last: bool = False  # nothing stands behind it in the path

    @property
    def is_named(self) -> bool:
        """Whether the address itself says that it is a page's number."""
        return bool(PAGE_PARAMETER.match(self.name) or _PAGE_WORD.fullmatch(self.name))

    def shows(self, page: int) -> bool:
        """Whether it is a page's number, counted from one or from nought, or how many entries
        stand before that page."""
        if self.page == page or _SIZE.search(self.name):
            return self.page == page and not _SIZE.search(self.name)
        before = page - 1
        free = self.asked or self.is_named or self.ours is None
        if not free or not before:
            return False
        return self.page == before or (
            self.page > page and self.page % before == 0 and self.page // before <= _STEP_MAX
        )


@lru_cache(maxsize=4_096)
def turn_to(url: str, here: str) -> Turn | None:
    """The one number in which two addresses of a site differ; None if it is not that alone."""
    if site_of(url) != site_of(here):
        return None
    there, own = urlsplit(url), urlsplit(here)
    theirs, ours = ({*parts.query.split("&")} - {""} for parts in (there, own))
    new, gone = sorted(theirs - ours), sorted(ours - theirs)
    if there.path == own.path:
        return _in_query(new, gone)
    return None if new else _between(there.path.rstrip("/"), own.path.rstrip("/"))


def is_same_list(url: str, here: str) -> bool:
    """Whether two addresses are pages of one list or thread."""
    if site_of(url) != site_of(here):
        return False
    if without_page(url) == without_page(here):
        return True
    turn = turn_to(url, here)
    if turn is None or turn.is_named:
        return turn is not None
    is_first = turn.ours is None and turn.name in ("", "index")
    return not turn.asked and (turn.last or is_first)


def leads_on(url: str, here: str) -> bool:
    """Whether what calls itself the next page is one: of this list, or one number further."""
    turn = turn_to(url, here)
    further = turn and turn.asked and turn.page == (1 if turn.ours is None else turn.ours) + 1
    return bool(further) or is_same_list(url, here)


def shows_page(text: str, url: str, here: str) -> bool:
    """Whether a link by a number, or by a number with a word, turns to that page: with any word
    where the address adds a number, but where it has another number in the same place ("Lot 3" at
    /t/3) with one for page."""
    number, named = _NUMBER.fullmatch(text), _NUMBERED.fullmatch(text)
    told = number or named
    if told is None:
        return False
    page = int(re.sub(r"\D", "", told[1]))
    turn, same = turn_to(url, here), is_same_list(url, here)
    if number or turn is None:
        return bool(number) and (same or (turn is not None and turn.shows(page)))
    adds = turn.ours is None or bool(_PAGE_WORD.search(text))
    return same and adds and turn.page in (page, page - 1)


def order_of_turns(turns: Iterable[tuple[str, str]], here: str) -> str:
    """This page's address with what links to its further pages ask beside the page, the same in
    all of them: the order it is in without saying so (/questions leads to ?tab=new&page=2).
    Nothing where there is no such thing. `turns`: texts and addresses of links."""
    head, _, query = here.partition("?")
    ours = {*query.split("&")} - {""}
    told: set[frozenset[str]] = set()
    for text, url in turns:
        theirs, _, asked = url.partition("?")
        if theirs != head or not text.isdecimal() or text in ("0", "1"):
            continue
        more = {*asked.split("&")} - {""} - ours
        page = {each for each in more if each.partition("=")[2] == text}
        page = {each for each in page if PAGE_PARAMETER.match(each.partition("=")[0])}
        if len(page) == 1:
            told.add(frozenset(more - page))
    order = next(iter(told)) if len(told) == 1 else frozenset[str]()
    if not order or len(order) > _ORDER_MAX:
        return ""
    return canonical(f"{head}?{'&'.join(sorted(ours | order))}")


def _in_query(new: list[str], gone: list[str]) -> Turn | None:
    if len(new) > 1 or len(gone) > 1 or not (new or gone):
        return None
    name, _, value = (new or gone)[0].partition("=")
    before, _, was = gone[0].partition("=") if gone else (name, "", "")
    if name != before:
        return None
    if new and gone:  # topic=7.20
        turn = _between(value, was)
        return turn and Turn(turn.page, turn.ours, name, asked=True)
    number = _number(value)
    turn = Turn(number, None, name, asked=True) if new and number is not None else None
    return Turn(1, number, name, asked=True) if gone and number is not None else turn


def _number(value: str) -> int | None:
    """A number as addresses count pages, posts or moments; None of any other text."""
    return int(value) if value.isdecimal() and len(value) <= _DIGITS_MAX else None


def _between(path: str, own: str) -> Turn | None:
    left, right = _TOKEN.findall(path), _TOKEN.findall(own)
    least = min(len(left), len(right))
    head = next((n for n in range(least) if left[n] != right[n]), least)
    rest = least - head
    tail = next((n for n in range(rest) if left[-1 - n] != right[-1 - n]), rest)
    there, ours = "".join(left[head : len(left) - tail]), "".join(right[head : len(right) - tail])
    page, known = _number(there), _number(ours)
    if page is not None and known is not None:
        word = re.search(r"([^\W\d_]*)[-_/]?$", "".join(left[:head]))
        last = not any(each.isdecimal() for each in left[len(left) - tail :])
        last = last and bool(_LAST.search(path))
        return Turn(page, known, word[1] if word else "", last=last)
    added = _ADDED.fullmatch(there or ours)
    if (there and ours) or not added:
        return None
    return Turn(int(added[2]) if there else 1, None, added[1])
