"""The day that a matched phrase of time means, counted from the day it was said.

Each public function reads the matches of one kind of phrase in `deadlines`. It takes the match and
the day of the post (None where that is not known) and gives the last day that is meant: a month
means its end, "next week" its Sunday. None where there is no such day (31 June) or where the day of
the post is needed and not known.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Final

from leadminer.signals.facts.numerals import read_number

MONTHS: Final = {
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
FEASTS: Final = {
    "国庆": (10, 1), "十一": (10, 1), "元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1),
    "双十一": (11, 11), "双11": (11, 11), "双十二": (12, 12), "双12": (12, 12),
    "圣诞": (12, 25), "618": (6, 18), "christmas": (12, 25), "xmas": (12, 25), "new year": (1, 1),
    "halloween": (10, 31), "valentine's day": (2, 14),
}  # fmt: skip
# of the United States: month, weekday (Monday is 0), which of them in the month, days after it
MOVING_FEASTS: Final = {
    "labor day": (9, 0, 1, 0), "thanksgiving": (11, 3, 4, 0), "black friday": (11, 3, 4, 1),
}  # fmt: skip
# the last day of each, as the northern half of the earth counts
_SEASONS: Final = {
    "spring": (5, 31), "summer": (8, 31), "autumn": (11, 30), "fall": (11, 30), "winter": (2, 28),
}  # fmt: skip
_SPAN_DAYS: Final = {
    "天": 1, "日": 1, "周": 7, "星期": 7, "礼拜": 7, "月": 30, "个月": 30, "年": 365, "工作日": 1.4,
    "day": 1, "week": 7, "month": 30, "year": 365, "fortnight": 14,
    "business day": 1.4, "working day": 1.4,
}  # fmt: skip


def _safe(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _day_or_month_end(year: int, month: int, day: int | None) -> date | None:
    if day:
        return _safe(year, month, day)
    return _month_end(year, month) if 1 <= month <= 12 else None


def _moving(year: int, feast: str) -> date:
    month, weekday, nth, after = MOVING_FEASTS[feast]
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1) + after)


def _coming(month: int, day: int | None, said_on: date | None) -> date | None:
    """The next such day, or the end of the next such month."""
    if said_on is None:
        return None
    found = (_day_or_month_end(said_on.year + n, month, day) for n in (0, 1))
    return next((d for d in found if d and d >= said_on), None)


def _either(match: re.Match[str], name: str) -> str:
    """The group of this name, or of this name and "2": one pattern names it once only."""
    groups = match.groupdict()
    return groups[name] or groups.get(f"{name}2") or ""


def year_month_day(match: re.Match[str], said_on: date | None) -> date | None:
    """2026-12-05, 2026年12月: the day, or the end of the month."""
    year, month, day = int(match["y"]), int(match["m"]), int(match["d"] or 0)
    year += 2000 if year < 100 else 0
    return _day_or_month_end(year, month, day)


def chinese_month_day(match: re.Match[str], said_on: date | None) -> date | None:
    """明年3月中旬, 十二月五日: the day, the middle or the end of the month."""
    number = read_number(match["m"])
    month = int(number.low) if number and number.low else 0
    part = match["part"] or ""
    day = int(match["d"]) if match["d"] else {"初": 5, "上旬": 10, "中旬": 20, "中": 15}.get(part)
    if match["next"] and said_on is not None:
        return _day_or_month_end(said_on.year + 1, month, day)
    return _coming(month, day, said_on)


def english_month_day(match: re.Match[str], said_on: date | None) -> date | None:
    """by mid June, 5th of March 2027: the day, the middle or the end of the month."""
    month = MONTHS[match["mon"].rstrip(".")]
    day = int(match["d1"] or match["d2"] or 0) or None
    if day is None and re.search(r"early|mid", match.group()):
        day = 10 if "early" in match.group() else 15
    if match["y"]:
        return _day_or_month_end(int(match["y"]), month, day)
    return _coming(month, day, said_on)


def slashed(match: re.Match[str], said_on: date | None) -> date | None:
    """due 12/24, before 24.12.26: the month first where both can be it."""
    first, second = int(match["a"]), int(match["b"])
    month, day = (first, second) if first <= 12 else (second, first)
    if match["y"]:
        year = int(match["y"]) + (2000 if int(match["y"]) < 100 else 0)
        return _safe(year, month, day)
    return _coming(month, day, said_on)


def within(match: re.Match[str], said_on: date | None) -> date | None:
    """within 3 weeks, 10个工作日内: so many days on; None beyond 800 of a unit."""
    number = read_number(match["n"].strip()) if match["n"] else None
    if said_on is None or number is None or number.high is None or number.high > 800:
        return None
    unit = match["u"].rstrip("s") if match["u"].isascii() else match["u"]
    return said_on + timedelta(days=round(float(number.high) * _SPAN_DAYS[unit]))


def this_or_next(match: re.Match[str], said_on: date | None) -> date | None:
    """this week, 下个月底, end of the quarter: its last day."""
    if said_on is None:
        return None
    words = match.group()
    ahead = 1 if re.search(r"next|下|明年|coming", words) else 0
    if re.search(r"week|周|星期|礼拜", words):
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


def tomorrow(match: re.Match[str], said_on: date | None) -> date | None:
    """today, tonight, tomorrow, 后天."""
    ahead = (
        0 if re.search(r"今|today|tonight", match.group()) else 2 if "后天" in match.group() else 1
    )
    return said_on + timedelta(days=ahead) if said_on else None


def weekday(match: re.Match[str], said_on: date | None) -> date | None:
    """by Friday, 下周三: the coming one, or that of next week."""
    if said_on is None:
        return None
    word = _either(match, "day")
    wanted = _HAN_DAYS[word] if word in _HAN_DAYS else _DAYS[word[:3]]
    ahead = (wanted - said_on.weekday()) % 7 or 7
    if re.search(r"下|next", match.group()):
        ahead = 7 - said_on.weekday() + wanted
    return said_on + timedelta(days=ahead)


def feast(match: re.Match[str], said_on: date | None) -> date | None:
    """before Christmas, 春节前: its next day."""
    word = _either(match, "feast")
    if said_on is None:
        return None
    if re.match(r"春节|过年|农历年|年前|chinese new year|cny|lunar new year", word):
        days = [date(y, *_SPRING[y]) for y in (said_on.year, said_on.year + 1) if y in _SPRING]
    elif word in MOVING_FEASTS:
        days = [_moving(y, word) for y in (said_on.year, said_on.year + 1)]
    else:
        return _coming(*FEASTS[word], said_on)
    return next((d for d in days if d >= said_on), None)


def quarter(match: re.Match[str], said_on: date | None) -> date | None:
    """Q3, 2027年第一季度: its last day."""
    word = _either(match, "q")
    last_month = 3 * (int(word) if word.isdigit() else "一二三四".index(word) + 1)
    if match["y"]:
        return _month_end(int(match["y"]), last_month)
    return _coming(last_month, None, said_on)


def season(match: re.Match[str], said_on: date | None) -> date | None:
    """this summer: its last day."""
    return _coming(*_SEASONS[match["season"]], said_on)


def year_end(match: re.Match[str], said_on: date | None) -> date | None:
    """before 2028, 2027年底: the last day of the year."""
    return date(int(_either(match, "y")), 12, 31)


def none_said(match: re.Match[str], said_on: date | None) -> date | None:
    """asap, 尽快: as soon as can be, which is no day."""
    return None
