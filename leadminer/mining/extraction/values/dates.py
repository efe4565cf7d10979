"""Times as sites write them: ISO, time elements, numbers, month names, relative, Chinese.

A time that states no zone is in the source's zone. "CST" is the source's own (China, or the
middle of America): it is never guessed. Every reading is made against `now`, never the clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Final

from leadminer.mining.extraction.values.date_words import (
    AGO_ASIAN,
    AGO_LATIN,
    DAY_WORD,
    DAY_WORDS,
    JUST_NOW,
    MONTHS,
    THAI_MONTHS,
    unit_seconds,
)

_ISO: Final = re.compile(
    r"(?<![\dA-Za-z_-])(\d{4})-(\d{1,2})-(\d{1,2})(?:[T "
    r"]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_ROC: Final = re.compile(  # years of the Republic of China: of three digits only Taiwan has any
    r"(?:(?:民國|民国|中華民國)\s*(?=\d{2,3}\D)|(?<![\d./-])(?=1[01]\d\s?[年./-]))"
    r"(\d{2,3})\s*(?:年|[./-])\s*(\d{1,2})\s*(?:月|[./-])\s*(\d{1,2})(?!\d|[./-]\d)"
)
_THAI: Final = re.compile(
    r"(?<!\d)(\d{1,2})\s*("
    + "|"
    r"".join(map(re.escape, THAI_MONTHS))
    + r")\s*(?:พ\.ศ\.\s*)?(\d{4})(?!\d)"
)
_BUDDHIST: Final = range(2440, 2640)  # years that count from 543 years earlier
# years of Japan's eras: 令和8年5月28日, R8.5.28
_ERA: Final = re.compile(
    r"(令和|平成|(?<![A-Za-z])[RH](?=\d{1,2}[./]))\s*(元|\d{1,2})\s*[年./]\s*(\d{1,2})\s*[月./]\s*(\d{1,2})"
)
_ERAS: Final = {"令和": 2018, "R": 2018, "平成": 1988, "H": 1988}  # the year before the first
_YMD: Final = re.compile(
    r"(?<!\d)(\d{4})\s*(?:[/.]|年|년)\s*(\d{1,2})\s*(?:[/.]|月|월)\s*(\d{1,2})\s*+(?:日|号|號|일)?\.?"
    r"(?:\s*\(?(?:星期|周|週)?[一二三四五六日天]?\)?)?"
)
_MD: Final = re.compile(r"(?<![\d年/.-])(\d{1,2})\s*月\s*(\d{1,2})\s*(?:日|号|號)")
_DMY: Final = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
# 26-08-02, 07/20/26(Mon), 02.08.26: with an hour, or alone
_SHORT: Final = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{2})(?![\d./-])")
_WORD: Final = re.compile(r"[^\W\d_]+")
_WEEKDAYS: Final = tuple(
    frozenset(words.split())
    for words in (
        "mon monday mo montag lun lundi lunes 月 一 월",
        "tue tues tuesday di dienstag mar mardi martes 火 二 화",
        "wed wednesday mi mittwoch mer mercredi mié miércoles 水 三 수",
        "thu thur thurs thursday do donnerstag jeu jeudi jue jueves 木 四 목",
        "fri friday fr freitag ven vendredi vie viernes 金 五 금",
        "sat saturday sa samstag sam samedi sáb sábado 土 六 토",
        "sun sunday so sonntag dim dimanche dom domingo 日 天 일",
    )
)
_CLOCK: Final = re.compile(
    r"(?:(上午|下午|早上|晚上|凌晨|中午|オ前|午前|"
    r"午後|오전|오후)\s*+)?(?<![\d:])(\d{1,2})(?:[:h]|\s?[時时點点시]\s?(?=\d{1,2}\s?[分분]))"
    r"(\d{1,2}(?=\s?[分분])|\d{2})(?:\s?[分분])?(?::(\d{2}))?(?!\d|:\d)"
    r"\s*+([ap])?\.?(?(5)m\b\.?|)",
    re.I,
)
_HOUR: Final = re.compile(r"(?<![\d:])(\d{1,2})\s*([ap])\.?m\b\.?", re.I)
_ZONE: Final = re.compile(
    r"(?:(Z|UTC|GMT)\s*+)?([+-]\d{2}:?\d{2})\b|\b(?:UTC|GMT)\s?[+-]\d{1,2}\b|\b(Z|UTC|GMT)\b"
)
_NAMED_DMY: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|°)?[\s/-]+(?:de\s+)?([^\W\d_]{3,12})\.?,?"
    r"(?:\s+(?:de\s+)?|[/-])(\d{4})",
    re.I,
)
_NAMED_MDY: Final = re.compile(
    r"\b([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(?:\d{1,2}:\d{2}(?::\d{2})?\s+)?"
    r"(?:[A-Z]{3,4}\s+)?(\d{4})",
    re.I,
)
_NAMED_MD: Final = re.compile(
    r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{4}|:\d)", re.I
)
_NAMED_DM: Final = re.compile(
    r"(?<!\d)(\d{1,2})\.?\s+(?:de\s+)?([^\W\d_]{3,10})\b\.?(?!\s*,?\s*\d{4})", re.I
)
_NUMERALS: Final = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "兩": 2,
    "半": 0.5,
}
# Nov-15-26
_HYPHENS: Final = re.compile(r"\b([A-Za-z]{3,9}-\d{1,2})-((?:20)?\d{2})\b")
_SHORT_YEAR: Final = re.compile(r"(?<=[^\W\d_])\.?,?\s?['’](\d{2})(?!\d)")
# 12-Sep-26 07:11, 12 set 26, 7.11: two digits between a month and an hour are its year
_YEAR_OF_TWO: Final = re.compile(
    r"(?<!\d)(\d{1,2}[\s-]{1,2}[^\W\d_]{3,10})\.?[\s-]{1,2}(\d\d)(?=,?\s{1,2}\d{1,2}[:.]\d\d)"
)
# hours with a dot: "ore 7.11", "7.11 Uhr", "12.09.2026 07.11"
_DOTTED: Final = re.compile(
    r"((?:\b(?:ore|klo|kl\.?|um|alle|at|às)|\b(?:19|20)\d\d,?|\d\d[./-]\d\d[./-]\d\d,?)\s)"
    r"([01]?\d|2[0-3])\.([0-5]\d)(?![.\d])|"
    r"(?<![\d.,])([01]?\d|2[0-3])\.([0-5]\d)(?=\s?(?:uhr\b|[ap]\.?m\b))",
    re.I,
)
_EPOCH: Final = re.compile(r"^(1[0-9]{9})(\d{3})?$")


@dataclass(frozen=True, slots=True)
class Zone:
    """What a source's times mean: its zone, and whether 03/04/2026 begins with the day."""

    tz: tzinfo = UTC
    day_first: bool = True


UTC_ZONE: Final = Zone()
_FAR: Final = datetime(2199, 1, 1, tzinfo=UTC)


def read_time(text: str | None, *, now: datetime, zone: Zone = UTC_ZONE) -> datetime | None:
    """The moment a short text speaks of, in UTC; None if it speaks of none we are sure of."""
    if not text or len(text) > 300:
        return None
    text = _with_colons(" ".join(text.split()))
    text = _HYPHENS.sub(lambda m: f"{m[1].replace('-', ' ')} {('20' + m[2])[-4:]}", text)
    text = _YEAR_OF_TWO.sub(r"\1 20\2", text)
    if "'" in text or "’" in text:
        text = _SHORT_YEAR.sub(r" 20\1", text)  # 26 Oct '25
    epoch = _EPOCH.match(text)
    if epoch:
        return datetime.fromtimestamp(int(epoch.group(1)), UTC)
    local_now = now.astimezone(zone.tz)
    found = _relative(text, local_now) or _absolute(text, local_now, zone)
    if found is None:
        return None
    try:
        found = found.astimezone(UTC)
    except (OverflowError, ValueError):
        return None
    # a time far in the future is no posting time (a deadline, a birthday of a product)
    return found if found.year >= 1990 and found <= now + timedelta(days=2) else None


_AMOUNT: Final = re.compile(r"(?<!\d)(\d{1,2})\s*([^\W\d_]+)")  # "20 days", "vor 3 Wochen"


def in_shown_order(time: datetime, told: str, shown: str, *, now: datetime, zone: Zone) -> datetime:
    """The time told in numbers (11/02/26), with its day and month in the order that agrees with
    how long ago it is shown to be ("3 weeks ago")."""
    if not 3 < len(shown) <= 40 or not (_DMY.search(told) or _SHORT.search(told)):
        return time
    said = _AMOUNT.search(shown)
    unit = unit_seconds(said[2]) if said else None
    other = read_time(told, now=now, zone=Zone(zone.tz, not zone.day_first))
    if said is None or not unit or other is None:
        return time
    about = now - timedelta(seconds=int(said[1]) * unit)
    return min(time, other, key=lambda each: abs(each - about))


def is_time(text: str) -> bool:
    """Whether a short text can be read as a time at all."""
    return len(text) < 40 and read_time(text, now=_FAR) is not None


def has_clock(text: str) -> bool:
    """Whether a text says more than a day."""
    return bool(_CLOCK.search(text := _with_colons(text)) or _HOUR.search(text))


def _with_colons(text: str) -> str:
    """A text with hours as "7:11" that it writes as "7.11" where nothing but an hour stands."""
    if "." not in text:
        return text
    return _DOTTED.sub(lambda m: f"{m[1] or ''}{m[2] or m[4]}:{m[3] or m[5]}", text)


# "1 year, 5 months ago"
_SMALLER: Final = re.compile(r"\D\s{0,9},?\s{0,9}(?:and\s*)?\b(\d{1,3})\s*([^\W\d_]+)\s+ago$", re.I)


def _relative(text: str, now: datetime) -> datetime | None:
    if JUST_NOW.match(text.strip()) or JUST_NOW.match(text.rpartition(",")[2].strip()):
        return now
    match = AGO_ASIAN.search(text) or AGO_LATIN.search(text)
    if match:
        said, unit = (each for each in match.groups() if each)
        amount, seconds = _number(said), unit_seconds(unit)
        if amount is not None and seconds:
            rest = _SMALLER.search(match.group())
            less = unit_seconds(rest[2]) if rest else None
            amount += int(rest[1]) * less / seconds if rest and less and less < seconds else 0
            try:
                return now - timedelta(seconds=amount * seconds)
            except OverflowError:
                return None
    day = DAY_WORD.search(text)
    if day:
        base = now - timedelta(days=DAY_WORDS[day.group().lower()])
        clock = _clock(text[day.end() :])
        if clock is None and len(text) > 24:
            return None
        return _at(base, clock)
    return None


def _absolute(text: str, now: datetime, zone: Zone) -> datetime | None:
    iso = _ISO.search(text)
    if iso:
        year, month, day, hour, minute, second, offset = iso.groups()
        clock = (int(hour), int(minute), int(second or 0)) if hour else _clock(text[iso.end() :])
        if hour and re.match(r"\s*[ap]\.?m\b", text[iso.end() :], re.I):
            clock = _clock(text[iso.end(3) :])
        return _build((int(year), int(month), int(day)), clock, _offset(offset) or zone.tz)
    day, end = _date(text, now, zone)
    if day is None:
        return None
    rest = text[end:] if _clock(text[end:]) else text
    stated = _ZONE.search(text[end:])
    tz = (_offset(stated.group(2) or stated.group(0)) if stated else None) or zone.tz
    found = _build(day, _clock(rest), tz)
    if found and found > now + timedelta(days=2) and not re.search(r"\d{4}", text):
        found = found.replace(year=found.year - 1)  # no year stated: the last such day
    return found


def _date(text: str, now: datetime, zone: Zone) -> tuple[tuple[int, int, int] | None, int]:
    match = _ROC.search(text)
    if match:
        return (int(match[1]) + 1911, int(match[2]), int(match[3])), match.end()
    match = _THAI.search(text)
    if match:
        return (_common_era(int(match[3])), THAI_MONTHS[match[2]], int(match[1])), match.end()
    match = _ERA.search(text)
    if match:
        year = _ERAS[match[1]] + (1 if match[2] == "元" else int(match[2]))
        return (year, int(match[3]), int(match[4])), match.end()
    match = _YMD.search(text)
    if match and 1300 < int(match[1]) < 1450:
        return _from_jalali(int(match[1]), int(match[2]), int(match[3])), match.end()
    if match:
        return (int(match[1]), int(match[2]), int(match[3])), match.end()
    match = _MD.search(text)
    if match:
        return (now.year, int(match[1]), int(match[2])), match.end()
    match = _DMY.search(text)
    if match:
        first, second = int(match[1]), int(match[3])
        day_first = match[2] == "." or first > 12 or (zone.day_first and second <= 12)
        if first <= 12 and second <= 12 and match[2] != ".":
            # 03/11 of a year that has not come to its November begins with the month
            ahead = (now + timedelta(days=1)).date()
            ours = (second, first) if day_first else (first, second)
            if (int(match[4]), *ours) > (ahead.year, ahead.month, ahead.day):
                day_first = not day_first
        day, month = (first, second) if day_first else (second, first)
        return (_common_era(int(match[4])), month, day), match.end()
    match = _SHORT.search(text)
    if match and (has_clock(text[match.end() :]) or (match[0] == text and len(text) == 8)):
        return _short_date(match, now, zone), match.end()
    return _named_date(text, now)


def _common_era(year: int) -> int:
    """A year as Thailand may write it (2569), as the rest of the world does."""
    return year - 543 if year in _BUDDHIST else year


def _from_jalali(year: int, month: int, day: int) -> tuple[int, int, int] | None:
    """A day of the Solar Hijri calendar, as Iran writes it, by its cycle of 33 years.

    Exact for the years 1244 to 1472 (Birashk's cycle agrees with the equinox there).
    """
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    years = year - 979
    days = 365 * years + years // 33 * 8 + (years % 33 + 3) // 4
    days += 31 * (month - 1) - max(0, month - 7) + day - 1
    found = date(1600, 3, 20) + timedelta(days=days)
    return found.year, found.month, found.day


def _short_date(match: re.Match[str], now: datetime, zone: Zone) -> tuple[int, int, int] | None:
    """Two digits each: of the readings that are days of the past, the one nearest to now.

    Slashes begin with the day or the month, as everywhere; with dots and dashes the year may come
    first, as in Korea and Japan.
    """
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    orders = [(2000 + third, second, first), (2000 + third, first, second)]
    orders = orders if zone.day_first else orders[::-1]
    orders += [(2000 + first, second, third)] if match[2] != "/" or first > 31 else []
    days: list[tuple[bool, int, tuple[int, int, int]]] = []
    for year, month, day in orders:
        try:
            ago = (now.date() - date(year, month, day)).days
        except ValueError:
            continue
        if ago >= -1:
            said = _weekday(match.string, date(year, month, day))
            days.append((not said, ago // 366, (year, month, day)))
    return min(days, key=lambda each: each[:2])[2] if days else None


def _weekday(text: str, day: date) -> bool:
    """Whether a text names the weekday of a day."""
    return any(word.lower() in _WEEKDAYS[day.weekday()] for word in _WORD.findall(text))


def _named_date(text: str, now: datetime) -> tuple[tuple[int, int, int] | None, int]:
    for pattern, d, m, y in (
        (_NAMED_DMY, 1, 2, 3),
        (_NAMED_MDY, 2, 1, 3),
        (_NAMED_MD, 2, 1, 0),
        (_NAMED_DM, 1, 2, 0),
    ):
        for match in pattern.finditer(text):
            month = _month(match[m])
            if month:
                return (int(match[y]) if y else now.year, month, int(match[d])), match.end()
    return None, 0


def _month(word: str) -> int | None:
    return MONTHS.get(word.lower())


def _clock(text: str) -> tuple[int, int, int] | None:
    match = _CLOCK.search(text)
    if match:
        hour = _half_day(int(match[2]), match[1], match[5])
        return (hour, int(match[3]), int(match[4] or 0))
    match = _HOUR.search(text)
    if match:
        return (_half_day(int(match[1]), None, match[2]), 0, 0)
    if re.search(r"\bnoon\b", text):
        return (12, 0, 0)
    return (0, 0, 0) if re.search(r"\bmidnight\b", text) else None


def _half_day(hour: int, word: str | None, letter: str | None) -> int:
    late = (letter or "").lower() == "p" or word in ("下午", "晚上", "午後", "오후")
    early = (letter or "").lower() == "a" or word in ("上午", "凌晨", "早上", "午前", "오전")
    if late and hour < 12:
        return hour + 12
    return 0 if early and hour == 12 else hour


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = re.search(r"([+-])(\d{1,2}):?(\d{2})?\b", text)
    if not match:
        return UTC
    sign = -1 if match[1] == "-" else 1
    from datetime import timezone

    minutes = sign * (int(match[2]) * 60 + int(match[3] or 0))
    return timezone(timedelta(minutes=minutes)) if abs(minutes) < 1440 else None


def _build(
    date: tuple[int, int, int], clock: tuple[int, int, int] | None, tz: tzinfo
) -> datetime | None:
    try:
        return datetime(*date, *(clock or (0, 0, 0)), tzinfo=tz)
    except (ValueError, OverflowError):
        return None


def _at(base: datetime, clock: tuple[int, int, int] | None) -> datetime | None:
    hour, minute, second = clock or (0, 0, 0)
    try:
        return base.replace(hour=hour, minute=minute, second=second, microsecond=0)
    except ValueError:
        return None


def _number(text: str) -> float | None:
    if text.isdecimal():
        return int(text[:12])
    words = {"two": 2, "three": 3, "few": 3, "a few": 3, "einigen": 3}
    if (text.isascii() and text.isalpha()) or " " in text:
        return words.get(text.lower(), 1)
    total = 0.0
    for char in text:
        value = _NUMERALS.get(char)
        if value is None:
            return None
        total = total * 10 if value == 10 and total else total + value
    return total
