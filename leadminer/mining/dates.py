"""Times as sites write them: ISO, time elements, numbers, month names, relative, Chinese.

A time that states no zone is in the source's zone. "CST" is the source's own (China, or the
middle of America): it is never guessed. Every reading is made against `now`, never the clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Final

_ISO: Final = re.compile(
    r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2}))?(?:\.\d+)?"
    r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_YMD: Final = re.compile(
    r"(?<!\d)(\d{4})\s*(?:[/.]|年)\s*(\d{1,2})\s*(?:[/.]|月)\s*(\d{1,2})\s*(?:日|号|號)?"
    r"(?:\s*\(?(?:星期|周|週)?[一二三四五六日天]?\)?)?"
)
_MD: Final = re.compile(r"(?<![\d年/.-])(\d{1,2})\s*月\s*(\d{1,2})\s*(?:日|号|號)")
_DMY: Final = re.compile(r"(?<!\d)(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?!\d)")
_CLOCK: Final = re.compile(
    r"(上午|下午|早上|晚上|凌晨|中午|オ前|午前|"
    r"午後)?\s*(?<![\d:])(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])"
    r"\s*([ap])?\.?(?(5)m\b\.?|)",
    re.I,
)
_HOUR: Final = re.compile(r"(?<![\d:])(\d{1,2})\s*([ap])\.?m\b\.?", re.I)
_ZONE: Final = re.compile(r"(Z|UTC|GMT)?\s*([+-]\d{2}:?\d{2})\b|\b(Z|UTC|GMT)\b")
_ENGLISH: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_MONTHS: Final = {
    **{month: number for number, month in enumerate(_ENGLISH.split(), 1)},
    "mär": 3, "mrz": 3, "mai": 5, "okt": 10, "dez": 12,
    "janv": 1, "fév": 2, "févr": 2, "mars": 3, "avr": 4, "juin": 6, "juil": 7, "août": 8, "déc": 12,
    "ene": 1, "abr": 4, "ago": 8, "dic": 12,
}  # fmt: skip
_NAMED_DMY: Final = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|\.)?\s+([^\W\d_]{3,10})\.?,?\s+(\d{4})", re.I
)
_NAMED_MDY: Final = re.compile(
    r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})", re.I
)
_NAMED_MD: Final = re.compile(
    r"\b([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?\b(?!\s*,?\s*\d{4})", re.I
)
_NAMED_DM: Final = re.compile(r"(?<!\d)(\d{1,2})\s+([a-z]{3,9})\b\.?(?!\s*,?\s*\d{4})", re.I)
_UNITS: Final = {
    "秒": 1, "分": 60, "小时": 3600, "小時": 3600, "钟头": 3600, "鐘頭": 3600, "时间": 3600,
    "時間": 3600, "天": 86400, "日": 86400, "周": 604800, "週": 604800, "星期": 604800,
    "个月": 2592000, "個月": 2592000, "月": 2592000, "ヶ月": 2592000, "年": 31536000,
    "second": 1, "sec": 1, "s": 1, "minute": 60, "min": 60, "m": 60, "hour": 3600, "hr": 3600,
    "h": 3600, "day": 86400, "d": 86400, "week": 604800, "wk": 604800, "w": 604800,
    "month": 2592000, "mo": 2592000, "year": 31536000, "yr": 31536000, "y": 31536000,
    "sekunde": 1, "stunde": 3600, "tag": 86400, "woche": 604800, "monat": 2592000, "jahr": 31536000,
}  # fmt: skip
_NUMERALS: Final = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "兩": 2,
    "半": 0.5,
}
_AGO_CJK: Final = re.compile(
    r"(\d+|[一二两兩三四五六七八九十半]{1,3})\s*(?:个|個)?\s*"
    r"(秒|分|小时|小時|钟头|鐘頭|時間|天|日|周|週|星期|个月|個月|ヶ月|月|"
    r"年)(?:半)?\s*(?:钟|鐘)?\s*(?:以)?(?:前|之前)"
)
_AGO: Final = re.compile(
    r"\b(\d+|an?|one|two|three|few)\s*(seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|wks?"
    r"|months?|mos?|years?|yrs?|s|m|h|d|w|y)(?:\s*,?\s*\d+\s*(?:minutes?|mins?|"
    r"hours?|hrs?|days?|weeks?|months?))?\s+ago\b",
    re.I,
)
_VOR: Final = re.compile(
    r"\bvor\s+(\d+|einer|einem)\s+(Sekunde|Minute|Stunde|Tag|Woche|Monat|Jahr)", re.I
)
_DAY_WORDS: Final = {
    "今天": 0, "今日": 0, "昨天": 1, "昨日": 1, "前天": 2, "today": 0, "yesterday": 1,
    "heute": 0, "gestern": 1, "hoy": 0, "ayer": 1, "aujourd'hui": 0, "hier": 1,
}  # fmt: skip
_DAY_WORD: Final = re.compile("|".join(_DAY_WORDS), re.I)
_JUST_NOW: Final = re.compile(
    r"^(?:刚刚|剛剛|刚才|剛才|just now|moments? ago|gerade eben|たった今)$", re.I
)
_EPOCH: Final = re.compile(r"^(1[0-9]{9})(\d{3})?$")


@dataclass(frozen=True, slots=True)
class Zone:
    """What a source's times mean: its zone, and whether 03/04/2026 begins with the day."""

    tz: tzinfo = UTC
    day_first: bool = True


UTC_ZONE: Final = Zone()


def read_time(text: str | None, *, now: datetime, zone: Zone = UTC_ZONE) -> datetime | None:
    """The moment a short text speaks of, in UTC; None if it speaks of none we are sure of."""
    if not text or len(text) > 300:
        return None
    text = " ".join(text.split())
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


def has_time(text: str, *, now: datetime, zone: Zone = UTC_ZONE) -> bool:
    """Whether a short text holds a posting time."""
    return read_time(text, now=now, zone=zone) is not None


def _relative(text: str, now: datetime) -> datetime | None:
    if _JUST_NOW.match(text.strip()):
        return now
    match = _AGO_CJK.search(text) or _AGO.search(text) or _VOR.search(text)
    if match:
        amount = _number(match.group(1))
        unit = match.group(2).lower()
        seconds = _UNITS.get(unit) or _UNITS.get(unit.rstrip("s"))
        if amount is not None and seconds:
            return now - timedelta(seconds=amount * seconds)
    day = _DAY_WORD.search(text)
    if day:
        base = now - timedelta(days=_DAY_WORDS[day.group().lower()])
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
        return _build((int(year), int(month), int(day)), clock, _offset(offset) or zone.tz)
    date, end = _date(text, now, zone)
    if date is None:
        return None
    rest = text[end:] if _clock(text[end:]) else text
    stated = _ZONE.search(text[end:])
    tz = (_offset(stated.group(2) or stated.group(0)) if stated else None) or zone.tz
    found = _build(date, _clock(rest), tz)
    if found and found > now + timedelta(days=2) and not re.search(r"\d{4}", text):
        found = found.replace(year=found.year - 1)  # no year stated: the last such day
    return found


def _date(text: str, now: datetime, zone: Zone) -> tuple[tuple[int, int, int] | None, int]:
    match = _YMD.search(text)
    if match:
        return (int(match[1]), int(match[2]), int(match[3])), match.end()
    match = _MD.search(text)
    if match:
        return (now.year, int(match[1]), int(match[2])), match.end()
    match = _DMY.search(text)
    if match:
        first, second = int(match[1]), int(match[3])
        day_first = match[2] == "." or first > 12 or (zone.day_first and second <= 12)
        day, month = (first, second) if day_first else (second, first)
        return (int(match[4]), month, day), match.end()
    return _named_date(text, now)


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
    low = word.lower()
    if low in _MONTHS:
        return _MONTHS[low]
    known = [
        "january",
        "february",
        "march",
        "april",
        "june",
        "july",
        "august",
        "september",
        "sept",
        "october",
        "november",
        "december",
        "januar",
        "februar",
        "märz",
        "juni",
        "juli",
        "oktober",
        "dezember",
    ]
    return _MONTHS.get(low[:3]) if low in known else None


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
    late = (letter or "").lower() == "p" or word in ("下午", "晚上", "午後")
    early = (letter or "").lower() == "a" or word in ("上午", "凌晨", "早上", "午前")
    if late and hour < 12:
        return hour + 12
    return 0 if early and hour == 12 else hour


def _offset(text: str | None) -> tzinfo | None:
    if not text:
        return None
    match = re.search(r"([+-])(\d{2}):?(\d{2})", text)
    if not match:
        return UTC
    sign = -1 if match[1] == "-" else 1
    from datetime import timezone

    minutes = sign * (int(match[2]) * 60 + int(match[3]))
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
    if text.isdigit():
        return int(text)
    words = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "few": 3, "einer": 1, "einem": 1}
    if text.lower() in words:
        return words[text.lower()]
    total = 0.0
    for char in text:
        value = _NUMERALS.get(char)
        if value is None:
            return None
        total = total * 10 if value == 10 and total else total + value
    return total
