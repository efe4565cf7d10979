"""Until when something is needed, counted from the day it was said; past days are no deadlines."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

from leadminer.signals.facts.items import Fact
from leadminer.signals.facts.numerals import HAN, WORDS, read_number

_MONTHS: Final = {
    name: n
    for n, names in enumerate(
        ["jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"], 1
    )
    for name in names.split()
}  # fmt: skip
_DAYS: Final = {"mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6}
_HAN_DAYS: Final = {c: n for n, c in enumerate("一二三四五六")} | {"日": 6, "天": 6, "末": 6}
# the first day of the lunar year
_SPRING: Final = {
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13),
    2030: (2, 3), 2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip
_FEASTS: Final = {
    "国庆": (10, 1), "十一": (10, 1), "元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1),
    "双十一": (11, 11),
    "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12), "圣诞": (12, 25), "618": (6, 18),
    "christmas": (12, 25), "xmas": (12, 25), "new year": (1, 1), "halloween": (10, 31),
    "valentine's day": (2, 14), "labor day": (9, 1),
    "thanksgiving": (11, 26), "black friday": (11, 27),
}  # fmt: skip
_PAST: Final = re.compile(
    r"(?:since|from|until now|posted|dated|ago|back) (?:on )?$|自从?$|(?:发布|更新|注册|成立)"
    r"于?[:：]?$"
)
_SEASONS: Final = {
    "spring": (5, 31),
    "summer": (8, 31),
    "autumn": (11, 30),
    "fall": (11, 30),
    "winter": (2, 28),
}
_M: Final = rf"(?:{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_N: Final = rf"(?:\d{{1,4}}|{HAN}|{WORDS})"
_BY: Final = (
    r"(?:by|before|until|till|no later than|not later than|due(?: on| by)?|deadline(?: is| of|:)?|"
    r"needed (?:by|for|in|on)|latest|prior to|ready (?:by|for|in)|deliver(?:y|ed)? (?:by|in|"
    r"before|date:?)|"
    r"starting|start(?:s)? (?:on|in)|on|in|for|end of|mid|early|late|until the end of|"
    r"by the end of)"
)


def deadlines_in(text: str, name: str, *, said_on: date | None, labelled: bool) -> Iterator[Fact]:
    """The deadlines of a folded text, the surest kind first."""
    taken: list[tuple[int, int]] = []
    for pattern, read, sure in _READERS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if _PAST.search(text[max(0, start - 14) : start]):
                continue
            if any(start < e and s < end for s, e in taken):
                continue
            until = read(match, said_on)
            if until is None and read is not _urgent:
                if said_on is not None:
                    continue
                until = None
            if until is not None and said_on is not None and until < said_on:
                continue
            taken.append((start, end))
            value = {"until": until.isoformat() if until else None, "urgent": read is _urgent}
            yield Fact(
                "deadline", name, start, end, text[start:end], value,
                0.95 if labelled else sure, "label" if labelled else "pattern",
            )  # fmt: skip


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _coming(month: int, day: int | None, said_on: date | None) -> date | None:
    """The next such day, or the end of the next such month."""
    if said_on is None or not 1 <= month <= 12:
        return None
    for year in (said_on.year, said_on.year + 1):
        found = _safe(year, month, day) if day else _month_end(year, month)
        if found and found >= said_on:
            return found
    return None


def _ymd(match: re.Match[str], said_on: date | None) -> date | None:
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"] or 0)
    year += 2000 if year < 100 else 0
    return (
        _safe(year, month, day) if day else (_month_end(year, month) if 1 <= month <= 12 else None)
    )


def _han_md(match: re.Match[str], said_on: date | None) -> date | None:
    number = read_number(match["m"])
    month = int(number.low) if number and number.low else 0
    part = match["part"] or ""
    day = int(match["d"]) if match["d"] else {"初": 5, "上旬": 10, "中旬": 20, "中": 15}.get(part)
    if match["next"] and said_on is not None and 1 <= month <= 12:
        year = said_on.year + 1
        return _safe(year, month, day) if day else _month_end(year, month)
    return _coming(month, day, said_on)


def _english_md(match: re.Match[str], said_on: date | None) -> date | None:
    month = _MONTHS[match["mon"].rstrip(".")]
    day = int(match["d1"] or match["d2"] or 0) or None
    if day is None and re.search(r"early|mid", match.group()):
        day = 10 if "early" in match.group() else 15
    if match["y"]:
        year = int(match["y"])
        return _safe(year, month, day) if day else _month_end(year, month)
    return _coming(month, day, said_on)


def _slash(match: re.Match[str], said_on: date | None) -> date | None:
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if first <= 12 else (second, first)
    if match["y"]:
        year = int(match["y"]) + (2000 if int(match["y"]) < 100 else 0)
        return _safe(year, month, day)
    return _coming(month, day, said_on)


_SPAN: Final = {
    "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "个月": 30, "年": 365, "工作日": 1.4,
    "day": 1, "week": 7, "month": 30, "year": 365, "fortnight": 14,
    "business day": 1.4, "working day": 1.4,
}  # fmt: skip


def _within(match: re.Match[str], said_on: date | None) -> date | None:
    number = read_number(match["n"].strip()) if match["n"] else None
    if said_on is None or number is None or number.high is None or number.high > 800:
        return None
    unit = match["u"].rstrip("s") if match["u"].isascii() else match["u"]
    return said_on + timedelta(days=round(float(number.high) * _SPAN[unit]))


def _period(match: re.Match[str], said_on: date | None) -> date | None:
    if said_on is None:
        return None
    words = match.group()
    ahead = 1 if re.search(r"next|下|明年|coming", words) else 0
    if re.search(r"week|周|星期|礼拜", words) and not re.search(r"weekend|周末", words):
        return said_on + timedelta(days=6 - said_on.weekday() + 7 * ahead)
    if re.search(r"weekend|周末", words):
        return said_on + timedelta(days=6 - said_on.weekday() + 7 * ahead)
    if re.search(r"quarter|季度", words):
        month = (said_on.month - 1) // 3 * 3 + 3 + 3 * ahead
        year = said_on.year + (month - 1) // 12
        return _month_end(year, (month - 1) % 12 + 1)
    if re.search(r"month|月", words):
        month = said_on.month + ahead
        year = said_on.year + (month - 1) // 12
        last = _month_end(year, (month - 1) % 12 + 1)
        if re.search(r"月初|月中", words):
            return last.replace(day=5 if "月初" in words else 15)
        return last
    month = 1 if "年初" in words else 6 if re.search(r"年中|上半年", words) else 12
    return _month_end(said_on.year + ahead, month)


def _tomorrow(match: re.Match[str], said_on: date | None) -> date | None:
    ahead = (
        0 if re.search(r"今|today|tonight", match.group()) else 2 if "后天" in match.group() else 1
    )
    return said_on + timedelta(days=ahead) if said_on else None


def _weekday(match: re.Match[str], said_on: date | None) -> date | None:
    if said_on is None:
        return None
    word = match["day"]
    wanted = _HAN_DAYS[word] if word in _HAN_DAYS else _DAYS[word[:3]]
    ahead = (wanted - said_on.weekday()) % 7 or 7
    if re.search(r"下|next", match.group()):
        ahead = 7 - said_on.weekday() + wanted
    return said_on + timedelta(days=ahead)


def _feast(match: re.Match[str], said_on: date | None) -> date | None:
    word = match["feast"]
    if said_on is None:
        return None
    if re.match(r"春节|过年|农历年|年前|chinese new year|cny|lunar new year", word):
        days = (_safe(y, *_SPRING[y]) for y in (said_on.year, said_on.year + 1) if y in _SPRING)
        return next((d for d in days if d and d >= said_on), None)
    return _coming(*_FEASTS[word], said_on)


def _quarter(match: re.Match[str], said_on: date | None) -> date | None:
    word = match["q"]
    quarter = int(word) if word.isdigit() else "一二三四".index(word) + 1
    if match["y"]:
        return _month_end(int(match["y"]), quarter * 3)
    return _coming(quarter * 3, None, said_on)


def _season(match: re.Match[str], said_on: date | None) -> date | None:
    return _coming(*_SEASONS[match["season"]], said_on)


def _year(match: re.Match[str], said_on: date | None) -> date | None:
    return date(int(match["y"]), 12, 31)


def _urgent(match: re.Match[str], said_on: date | None) -> date | None:
    return None


_Reader = Callable[[re.Match[str], date | None], date | None]
_FEAST_WORDS: Final = "|".join(sorted((re.escape(f) for f in _FEASTS), key=len, reverse=True))
_READERS: Final[tuple[tuple[re.Pattern[str], _Reader, float], ...]] = (
    (
        re.compile(
            r"(?P<y>20\d\d)\s*[-/.年]\s*(?P<m>\d{1,2})(?:\s*[-/.月]\s*(?P<d>\d{1,2}))"
            r"?\s*[日号月]?(?:底|之?前|以前)?(?!\d)"
        ),
        _ymd,
        0.85,
    ),
    (
        re.compile(
            rf"(?:(?:by|before|until)\s+(?=end|mid|early|late|the end))?(?:(?<![a-z]){_BY}\s+)"
            rf"?(?:the\s+)?(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<mon>{_M})"
            rf"(?![a-z])"
            rf"(?:\s+(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))?(?:,?\s+(?P<y>20\d\d))"
            rf"?(?<=\d|[a-z.])"
        ),
        lambda m, on: _english_md(m, on) if _is_date(m) else date.min,
        0.85,
    ),
    (
        re.compile(
            r"(?<![\d年])(?:(?:今|(?P<next>明))年)?(?P<m>\d{1,2}|十[一二]?|"
            r"[一二三四五六七八九])\s*月(?!台)\s*(?:(?P<d>\d{1,2})\s*[日号]?|(?P<part>底|末|"
            r"初|中旬|上旬|下旬|中|份)?)\s*(?:之?前|以前|内|交货|到货)?"
        ),
        _han_md,
        0.8,
    ),
    (
        re.compile(
            rf"(?:(?<![a-z]){_BY}(?=\D{{0,4}}\d+/)|截止|交期|交货)\D{{0,4}}(?P<a>\d{{1,2}})"
            rf"[/.](?P<b>\d{{1,2}})(?:[/.](?P<y>\d{{2,4}}))?(?!\d)"
        ),
        _slash,
        0.8,
    ),
    (
        re.compile(
            rf"(?P<n>{_N})\s*(?:个)?(?P<u>工作日|天|日|周|星期|礼拜|月|年)\s*(?:之内|以内|内|"
            rf"之后要|后要|后交|后到)"
        ),
        _within,
        0.85,
    ),
    (
        re.compile(
            rf"(?:within|in|over|for)\s+(?:the\s+)?(?:next\s+|about\s+)?(?P<n>{_N})(?:\s*(?:-|"
            rf"to)\s*\d+)?\s+(?P<u>(?:business |working )?days?|weeks?|months?|fortnights?)"
            rf"(?![a-z])"
        ),
        _within,
        0.8,
    ),
    (
        re.compile(
            r"(?:下下?|本|这|当)个?(?:周|星期|礼拜)(?P<day>[一二三四五六日天])(?:之?前|以前)?|"
            r"(?<![每上前])(?:周|星期|礼拜)(?P<day2>[一二三四五六日天])(?:之?前|以前)"
        ),
        lambda m, on: _weekday(_named(m), on),
        0.85,
    ),
    (
        re.compile(
            r"(?:by|before|until|this|next|coming)\s+(?:next\s+|this\s+)?(?P<day>mon|tues?|"
            r"wednes|thurs?|fri|satur|sun)(?:day)?(?![a-z])"
        ),
        _weekday,
        0.85,
    ),
    (
        re.compile(
            r"(?:本|这|下|当)个?(?:周末|周|星期|礼拜|月|季度)(?:内|底|初|中|末|之?前)*|"
            r"(?<![去前每])(?:今|明)年(?:底|初|中|内|上半年|之?前)*|(?<![去前])(?:年|月)(?:底|"
            r"末|中)(?:之?前)?"
        ),
        _period,
        0.8,
    ),
    (
        re.compile(
            r"(?:by|before|within|end of|until|in|for|during|sometime|start(?:ing)?|(?<=[,.] )|"
            r"later)\s+(?:the\s+)?(?:end of\s+)?(?:this|next|the|coming)\s+(?:coming\s+)"
            r"?(?:week(?:end)?|month|quarter|year)(?![a-z'])|(?:this|next) (?:week(?:end)?|"
            r"month|quarter)(?![a-z'])|next year(?![a-z'])|(?:by |before )?(?:the )"
            r"?(?:end of (?:the )?)(?:week|month|quarter|year)|by year[- ]end"
        ),
        _period,
        0.75,
    ),
    (
        re.compile(
            r"(?:今天|明天|后天|今晚)(?:之?前|内|要|就要)?|(?:by|before|until|for|needed?)"
            r"\s+(?:today|tonight|tomorrow)"
        ),
        _tomorrow,
        0.75,
    ),
    (
        re.compile(
            rf"(?P<feast>春节|过年|农历年|年前|{_FEAST_WORDS}|chinese new year|lunar new year)"
            rf"(?:节)?(?:之?前|以前|活动|用)|(?:by|before|for|until)\s+(?:the\s+)"
            rf"?(?P<feast2>{_FEAST_WORDS}|chinese new year|lunar new year)"
        ),
        lambda m, on: _feast(_named(m), on),
        0.8,
    ),
    (
        re.compile(r"(?:(?P<y>20\d\d)年?\s*)?(?:第(?P<q2>[一二三四])季度|q(?P<q>[1-4])(?!\d))"),
        lambda m, on: _quarter(_named(m), on),
        0.7,
    ),
    (
        re.compile(
            r"(?:by|before|this|next|in|for)\s+(?:the\s+|this\s+|next\s+)?(?P<season>spring|"
            r"summer|autumn|fall|winter)(?![a-z])"
        ),
        _season,
        0.7,
    ),
    (
        re.compile(
            r"(?:by|before|until)\s+(?:the\s+end\s+of\s+)?(?P<y>20\d\d)(?![\d-])|(?P<y2>20\d\d)"
            r"年(?:内|底|之?前)"
        ),
        lambda m, on: _year(_named(m), on),
        0.7,
    ),
    (
        re.compile(
            r"尽快|尽早|急需|急求|急购|急找|急用|很急|比较急|加急|马上要|立即|立刻|越快越好|"
            r"十万火急|\basap\b|\burgent(?:ly)?\b|as soon as possible|right away|immediately|"
            r"in a hurry|\brush order\b"
        ),
        _urgent,
        0.7,
    ),
)


class _Named:
    """A match whose second spelling of a group stands for the first."""

    def __init__(self, match: re.Match[str]) -> None:
        self._match = match

    def __getitem__(self, name: str) -> str:
        groups = self._match.groupdict()
        return str(groups.get(name) or groups.get(f"{name}2") or "")

    def group(self) -> str:
        """The whole match."""
        return self._match.group()


def _named(match: re.Match[str]) -> re.Match[str]:
    return _Named(match)  # type: ignore[return-value]


def _is_date(match: re.Match[str]) -> bool:
    """Whether a month is meant: "may" and "march" are words as well."""
    if match["d1"] or match["d2"] or match["y"]:
        return True
    led = re.match(_BY, match.group()) is not None
    return led and not (
        match["mon"] == "may" and not re.match(r"(?:by|before|in|until|end of)\s", match.group())
    )
