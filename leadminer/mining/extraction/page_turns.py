"""Whether an address turns a page: of a list or thread that goes on under several."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from leadminer.mining.extraction.addresses import pattern_of, site_of, without_page

# "Page 2" (the word often for readers of screens only), "第2页"
_NUMBERED: Final = re.compile(r"[^\W\d]{1,12}\s?(\d{1,4})[^\W\d]{0,2}")
_DIGITS_MAX: Final = 16  # moments are told in as many
_PAGE_WORD: Final = re.compile(
    r"pages?|seite|pagin[ae]|página|trang|страница|стр|sayfa|strona|stran[ay]|sida|side|sivu|"
    r"oldal|halaman|หน้า|صفحة|페이지|쪽|ページ|頁|页",
    re.I,
)


def is_step(url: str, here: str) -> bool:
    """Whether an address is this one with one number raised by one, or a second page asked for."""
    head, _, query = here.partition("?")
    theirs, _, more = url.partition("?")
    if head != theirs:
        return False
    own, asked = set(query.split("&")) - {""}, set(more.split("&")) - {""}
    new, gone = asked - own, own - asked
    if len(new) != 1 or len(gone) > 1:
        return False
    name, _, value = new.pop().partition("=")
    before, _, was = gone.pop().partition("=") if gone else (name, "", "1")
    new_number, old_number = _number(value), _number(was)
    return name == before and old_number is not None and new_number == old_number + 1


def is_named_page(text: str, url: str, here: str) -> bool:
    """Whether a link says a page's number with a word: any word where the address adds a number,
    but where it has another number in the same place ("Lot 3" at /t/3) one for page."""
    named = _NUMBERED.fullmatch(text)
    if not named or not is_same_list(url, here) or not _asks_for(int(named[1]), url, here):
        return False
    adds = re.sub(r"\d+", "0", url) != re.sub(r"\d+", "0", here)
    return adds or bool(_PAGE_WORD.search(text))


def _asks_for(number: int, url: str, here: str) -> bool:
    """Whether an address asks for a page by its number, counted from one or from nought."""
    asked = Counter(re.findall(r"\d+", url)) - Counter(re.findall(r"\d+", here))
    return not asked.keys().isdisjoint({str(number), str(number - 1)})


def is_asked_for(page: int, url: str, here: str) -> bool:
    """Whether an address asks, in one parameter that this one lacks or has otherwise, for a page
    by its number or by what stands before it."""
    head, _, query = here.partition("?")
    theirs, _, more = url.partition("?")
    own, asked = set(query.split("&")) - {""}, set(more.split("&")) - {""}
    if head != theirs or len(asked - own) != 1 or len(own - asked) > 1 or page < 2:
        return False
    name, _, value = (asked - own).pop().partition("=")
    other = "".join(own - asked).partition("=")
    number = _number(value)
    if number is None or (other[0] and other[0] != name):
        return False
    return number in (page, page - 1) or (number > page and number % (page - 1) == 0)


def _number(value: str) -> int | None:
    """A number as addresses count pages, posts or moments; None of any other text."""
    return int(value) if value.isdecimal() and len(value) <= _DIGITS_MAX else None


def turned_to(url: str, here: str) -> str:
    """The one number in which an address differs from this page's, all else being the same."""
    if re.sub(r"\d+", "0", url) != re.sub(r"\d+", "0", here):
        return ""
    pairs = zip(re.findall(r"\d+", url), re.findall(r"\d+", here), strict=True)
    other = [theirs for theirs, ours in pairs if theirs != ours]
    return other[0] if len(other) == 1 else ""


def is_same_list(url: str, here: str) -> bool:
    """Whether two addresses are pages of one list or thread."""
    if site_of(url) != site_of(here):
        return False
    if without_page(url) == without_page(here):
        return True
    plain = re.sub(r"\d+", "0", url)
    if plain == re.sub(r"\d+", "0", here) and pattern_of(url) == pattern_of(here):
        ours, theirs = re.findall(r"\d+", here), re.findall(r"\d+", url)
        return ours[:-1] == theirs[:-1] and bool(
            re.search(r"page|-\d+\.html?$|/p?\d+/?$|start|offset", url)
        )
    if _with_page_inside(*sorted((here.split("/"), url.split("/")), key=len)):
        return True
    bare, paged = sorted((here, url), key=len)
    rest = paged[len(bare.rstrip("/")) :] if paged.startswith(bare.rstrip("/")) else "?"
    return bool(re.fullmatch(r"[-/_](?:page|p|seite)?[-/_]?\d+/?(?:\.html?)?", rest))


def _with_page_inside(bare: list[str], paged: list[str]) -> bool:
    """Whether one address is another with a number among its parts: `/topics/7/2/old-pump`."""
    if len(paged) != len(bare) + 1 or paged[:3] != bare[:3]:
        return False
    at = next((n for n, (a, b) in enumerate(zip(bare, paged, strict=False)) if a != b), 0)
    return at > 3 and paged[at].isdecimal() and len(paged[at]) <= 5 and paged[at + 1 :] == bare[at:]
