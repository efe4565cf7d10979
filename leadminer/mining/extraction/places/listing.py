"""What a list says of a page it links to: the row around the link, and whether it shows that
something was written there since.

A row's numbers (replies; never views, which our own visit raises), its times and its words (who
wrote last) are compared with those of the time when the page was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Final

from lxml.html import HtmlElement

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.values.dates import UTC_ZONE, Zone, read_time
from leadminer.signals.sensitive.detecting import find_sensitive

SEPARATOR: Final = " ¦ "
_CLIMB_MAX: Final = 8
_ELEMENTS_MAX: Final = 80
_LINKS_MAX: Final = 6  # a row leads to its thread, its board, its last post ...
_ROW_MAX: Final = 500
_PIECE_MAX: Final = 80
_TEASER_MIN: Final = 60  # a piece longer than this is the beginning of a text
_LETTERS: Final = str.maketrans("0123456789", "ghijklmnop")  # numbers in a row are counts
_STOP: Final = frozenset({"body", "html", "main", "nav", "footer", "header"})
_MUTE: Final = frozenset({"script", "style", "template", "svg", "noscript"})
_VIEWS: Final = re.compile(
    r"\b(?:views?|reads?|hits?|visits?|clicks?|seen|aufrufe|vues|vistas|visualiza\w+)\b|"
    r"浏览|瀏覽|查看|阅读|閱讀|点击|點擊|人气|人氣|閲覧|조회",
    re.I,
)
_INT: Final = re.compile(r"\d+(?:[.,]\d{3})*(?:[.,]\d+)?\s?[kKmM万萬]?")
_COUNT_LINK: Final = re.compile(  # "3 comments" that lead where the title leads
    r"[(\[]?\d[\d.,]*\s?[kKmM万萬]?[)\]]?\s?[^\W\d]{0,14}[)\]]?$"
)
_PAGE_LINK: Final = re.compile(r"\s*[\[(]?\d{1,4}[\])]?\s*$")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}")
_UNITS: Final = (  # the coarsest word of a relative time says how fine it is
    (31_536_000, re.compile(r"\byears?\b|\byrs?\b|\d\s*y\b|年前|年\b", re.I)),
    (2_678_400, re.compile(r"\bmonths?\b|\d\s*mo\b|个月|個月|か月|ヶ月", re.I)),
    (604_800, re.compile(r"\bweeks?\b|\d\s*w\b|周前|週|星期", re.I)),
    (86_400, re.compile(r"\bdays?\b|\d\s*d\b|天前|日前|yesterday|昨天|前天", re.I)),
    (3_600, re.compile(r"\bhours?\b|\bhrs?\b|\d\s*h\b|小时|小時|時間前", re.I)),
    (60, re.compile(r"\bmin(?:ute)?s?\b|\d\s*m\b|分钟|分鐘|分前", re.I)),
)
_AGO: Final = re.compile(r"ago\b|前|\bvor\b|^\d+\s*(?:s|m|h|d|w|mo|y)$", re.I)
_SHORT: Final = re.compile(r"^(\d+)\s*(s|m|h|d|w|mo|y)(?:\s+ago)?$", re.I)
_DAY: Final = 86_390
_DAY_END: Final = timedelta(seconds=86_399)
_SHORT_SECONDS: Final = {
    "s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800, "mo": 2_678_400, "y": 31_536_000,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Signs:
    """A row, understood. Times are (latest, how exact in seconds)."""

    times: tuple[tuple[datetime, int], ...] = ()
    counts: tuple[int, ...] = ()
    words: str = ""

    @property
    def newest(self) -> tuple[datetime, int] | None:
        """The row's latest time."""
        return max(self.times) if self.times else None


def rows_of_links(anchors: Iterable[tuple[HtmlElement, str, str]]) -> dict[str, str]:
    """Per address the text of the row it stands in, its own link left out.

    `anchors`: (element, address, pattern). A row is the largest element around a link in which no
    other address of the same pattern stands.
    """
    known = list(anchors)
    pages, turns = _later_pages(known)
    titles: dict[str, HtmlElement] = {}  # of the links to a page ("Today at 9", ...) the longest
    for anchor, url, _ in known:
        if url not in titles or len(_words_of(anchor)) > len(_words_of(titles[url])):
            titles[url] = anchor
    firsts: dict[tuple[HtmlElement, str], str] = {}
    links: dict[HtmlElement, set[str]] = {}
    crowded: set[tuple[HtmlElement, str]] = set()
    for anchor, url, pattern in known:
        if url in pages:  # they belong to their thread's row
            continue
        for ancestor in _above(anchor):
            place = (ancestor, pattern)
            links.setdefault(ancestor, set()).add(url)
            if firsts.setdefault(place, url) != url:
                crowded.add(place)
    found: dict[str, str] = {}
    for anchor, url, pattern in known:
        row = None
        for ancestor in _above(anchor):
            if (ancestor, pattern) in crowded or len(links.get(ancestor, ())) > _LINKS_MAX:
                break
            row = ancestor
        if row is not None:
            title = titles[url]
            named = title if row in title.iterancestors() else anchor
            text = _text_of_row(row, named, turns)
            if len(text) > len(found.get(url, "")):
                found[url] = text
    return found


def _later_pages(
    anchors: list[tuple[HtmlElement, str, str]],
) -> tuple[set[str], set[HtmlElement]]:
    """The later pages of threads that stand in their rows ("1 2 3"), and the links that name them:
    addresses that a mere number leads to before anything else does."""
    firsts: dict[str, HtmlElement] = {}
    numbered: list[HtmlElement] = []
    for anchor, url, _ in anchors:
        firsts.setdefault(url, anchor)
        if _PAGE_LINK.match(_words_of(anchor)):
            numbered.append(anchor)
    told = set(numbered)
    pages = {url for url, anchor in firsts.items() if anchor in told}
    homes = {anchor.getparent() for anchor in firsts.values() if anchor in told}
    return pages, {anchor for anchor in numbered if anchor.getparent() in homes}


def _words_of(anchor: HtmlElement) -> str:
    return " ".join("".join(anchor.itertext())[:400].split())[:200]


def _above(anchor: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = []
    for ancestor in anchor.iterancestors():
        if ancestor.tag in _STOP or len(found) >= _CLIMB_MAX:
            break
        found.append(ancestor)
    return found


def _text_of_row(row: HtmlElement, anchor: HtmlElement, turns: set[HtmlElement]) -> str:
    pieces: list[str] = []
    told: set[HtmlElement] = set()  # whose words an attribute says more exactly
    for number, element in enumerate(row.iter()):
        if number > _ELEMENTS_MAX or not isinstance(element.tag, str):
            continue
        above = element.getparent()
        named = element is anchor and not _COUNT_LINK.match((anchor.text or "").strip())
        quiet = element.tag in _MUTE or named or above in told or element in turns
        exact = element.get("datetime") or _exact(element.get("title"))
        if exact and not quiet:
            pieces.append(exact.strip()[:_PIECE_MAX])
        if quiet or exact:
            told.add(element)
        elif element.text and element.text.strip():
            pieces.append(" ".join(element.text.split())[:_PIECE_MAX])
        if element is not row and element.tail and element.tail.strip() and above not in told:
            pieces.append(" ".join(element.tail.split())[:_PIECE_MAX])
    return SEPARATOR.join(_without_words(piece) for piece in pieces)[:_ROW_MAX]


def _without_words(piece: str) -> str:
    """A row is remembered with the page, and must not keep what may not be kept: the beginnings
    of posts, and what somebody tells of themselves, stand in it as letters that only compare."""
    if len(piece) <= _TEASER_MIN and not _tells_of_somebody(piece):
        return piece
    return content_hash(piece).translate(_LETTERS)[:16]


@lru_cache(maxsize=8192)  # rows of a site share most of their words
def _tells_of_somebody(piece: str) -> bool:
    return bool(find_sensitive(piece))


def _exact(title: str | None) -> str:
    """A title attribute that says a time more exactly than the words on show."""
    return title if title and re.search(r"\d{4}|\d:\d\d", title) and len(title) < 60 else ""


def signs_of(row: str, *, now: datetime, zone: Zone = UTC_ZONE) -> Signs:
    """Read a row as it stood at `now`."""
    times, counts, words = [], [], []
    pieces = [piece for piece in row.split(SEPARATOR) if piece]
    unseen = _view_counts(pieces)
    for number, piece in enumerate(pieces):
        when = _time_of(piece, now, zone)
        if when is not None:
            times.append(when)
        elif number not in unseen and not (_VIEWS.search(piece) and _INT.search(piece)):
            counts += [_whole(each) for each in _INT.findall(piece)]
            words.append(re.sub(r"[\W\d_]+", " ", piece).strip().casefold())
    return Signs(tuple(times), tuple(counts), " ".join(filter(None, words)))


def _view_counts(pieces: list[str]) -> set[int]:
    """Which pieces are a number that a label beside it calls views."""
    bare = [bool(_INT.fullmatch(piece)) for piece in pieces]
    label_first = bool(bare) and bare[-1]
    found: set[int] = set()
    for n, piece in enumerate(pieces):
        if not _VIEWS.search(piece) or _INT.search(piece):
            continue
        before, after = n > 0 and bare[n - 1], n + 1 < len(pieces) and bare[n + 1]
        if after and (label_first or not before):
            found.add(n + 1)
        elif before:
            found.add(n - 1)
    return found


def _time_of(piece: str, now: datetime, zone: Zone) -> tuple[datetime, int] | None:
    if _INT.fullmatch(piece):
        return None
    short = _SHORT.match(piece)
    if short:
        grain = _SHORT_SECONDS[short.group(2).lower()]
        return now - timedelta(seconds=int(short.group(1)[:6]) * grain), grain
    found = read_time(piece, now=now, zone=zone)
    if found is None:
        return None
    if _AGO.search(piece) or not re.search(r"\d", piece):
        grain = next((seconds for seconds, word in _UNITS if word.search(piece)), 60)
        return found, grain
    # of a day its end; two days that follow each other are not the same day
    return (found, 60) if _CLOCK.search(piece) else (found + _DAY_END, _DAY)


def _whole(text: str) -> int:
    unit = {"k": 1000, "m": 1_000_000, "万": 10_000, "萬": 10_000}.get(text[-1:].lower(), 0)
    digits = text.rstrip("kKmM万萬 ")
    if unit:
        return int(float(digits.replace(",", ".")[:8] or 0) * unit) if _is_number(digits) else 0
    return int(re.sub(r"[.,]", "", digits)[:12] or 0)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"\d+(?:[.,]\d+)?", text))


def overlap(one: tuple[datetime, int], other: tuple[datetime, int]) -> bool:
    """Whether two times, each as exact as it is, may be the same."""
    early_one = one[0] - timedelta(seconds=one[1] + 2)
    early_other = other[0] - timedelta(seconds=other[1] + 2)
    return early_one <= other[0] + timedelta(seconds=2) and early_other <= one[0] + timedelta(
        seconds=2
    )


def shows_news(old: Signs, new: Signs, *, counters: frozenset[int] | None, same_list: bool) -> bool:
    """Whether a row shows that its page was written to since `old`.

    `counters`: which of its numbers count posts; None: not known, so any may. `same_list`: both
    rows are of the same kind of list, so that their words can be compared.
    """
    if old.newest and new.newest:
        later = new.newest[0] - timedelta(seconds=new.newest[1])
        if later > old.newest[0] + timedelta(seconds=2) or not overlap(old.newest, new.newest):
            return new.newest[0] > old.newest[0]
    if same_list and len(old.counts) == len(new.counts):
        places = range(len(old.counts)) if counters is None else counters
        if any(old.counts[n] != new.counts[n] for n in places if n < len(old.counts)):
            return True
    elif same_list:
        return True
    return same_list and old.words != new.words
