"""What a page says of its own times: their zone, and whether day or month comes first."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone, read_time
from leadminer.mining.extraction.values.gated import Gated

# how a foot begins that says in which zone a site's times are
_TIMES_ARE: Final = (
    r"all times (?:are|shown are|displayed are)(?: in)?|times (?:are|shown)(?: in)?|"
    r"time ?zone(?: is)?|"
    r"alle zeiten(?: sind)?(?: in)?(?: ortszeit)?|zeitzone|"
    r"(?:les|toutes les) heures sont(?: au format| en)?|"
    r"heures en|fuseau horaire|todas las horas son|zona horaria|os horários são|fuso horário|"
    r"tutti gli orari sono|fuso orario|alle tijden zijn(?: in)?|tijdzone|strefa czasowa|"
    r"часовой пояс|время указано(?: в)?|время|giờ việt nam|saat dilimi|múi giờ|zona waktu|"
    r"المنطقة الزمنية|"
    r"时间(?:均|都)?[为是]|時間(?:均|都)?[為是]|时区|時區|時[刻間](?:は|帯)|タイムゾーン|시간(?:은|대)"
)
# what is called by one name in one place only, or by so many that it is clear which is meant
_PLACES: Final = (
    (r"(?:北京|台北|香港)[时時][间間]|beijing time|china standard time", "Asia/Shanghai"),
    (r"JST|日本時間|日本标准时间|japan (?:standard )?time", "Asia/Tokyo"),
    (r"KST|한국 ?(?:시간|표준시)|korea (?:standard )?time", "Asia/Seoul"),
    (r"MSK|мск|московск\w+|moscow time", "Europe/Moscow"),
    (r"CES?T|MES?Z|central european (?:summer )?time|mitteleuropäische zeit", "Europe/Berlin"),
    (r"E[SD]T|(?:US )?eastern(?: standard| daylight)? time|new york time", "America/New_York"),
    (r"P[SD]T|(?:US )?pacific(?: standard| daylight)? time", "America/Los_Angeles"),
    (r"uk time|london time", "Europe/London"),
    (r"india[n]? standard time", "Asia/Kolkata"),
)  # fmt: skip
_IN_PLACE: Final = Gated(
    rf"(?:{_TIMES_ARE})[\s:：(\[（]*(?:"
    + "|".join(f"({name})" for name, _ in _PLACES)
    + r"|((?:Africa|America|Asia|Australia|Europe|Pacific)/[A-Z][A-Za-z]+(?:_[A-Z][a-z]+)?))"
    r"(?![A-Za-z])",
    re.I,
)
_ALL_TIMES: Final = Gated(
    rf"(?:{_TIMES_ARE}|北京时间|现在时间|当前时间|現在時間)"
    r"[\s:：(\[（]*(UTC|GMT)\s*+([+\-−]?\s*+\d{1,2}(?::?\d{2})?)?(?:\s*(?:hours?|小时))?",
    re.I,
)
_FOOT: Final = Gated(
    r"\b(GMT|UTC)\s*([+-]\s*\d{1,2}(?::?\d{2})?)\s*[,，]\s*\d{4}-\d{1,2}-\d{1,2}", re.I
)
_NOW: Final = Gated(
    r"(?:current time|time is now|time now is|it is currently|server time|现在(?:时间)?是?|"
    r"当前时间|現在時間|"
    r"aktuelles datum|aktuelle zeit|heure actuelle|date du jour|hora actual|data atual)"
    r"\s*+(?:is)?\s*+[:：]?\s*+(.{4,40})",
    re.I,
)
# 07/19/2026, 19-07-2026, and 07/19/26 with an hour
_NUMERIC: Final = re.compile(
    r"(?<![\d./-])(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}(?!\d)|\d{2}(?=,?\s{1,3}\d{1,2}:\d\d))"
)


def stated_zone(text: str, zone: Zone, *, now: datetime, memory: SiteMemory | None) -> Zone:
    """The zone a page states (in words, or by the time it shows as now); else the given one."""
    tz = _in_words(text) or zone.tz
    day_first = _day_first(text, zone.day_first, memory)
    found = Zone(tz, day_first)
    if tz is zone.tz:
        shift = _by_the_clock(text, found, now)
        if shift is not None:
            found = Zone(shift, day_first)
    return found


# zones that a page names beside its times, in words that mean one place only; right after a day
# and its hour, for people say "at eight, Beijing time" of other things
_NAMED: Final = Gated(
    r"\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?\s*"
    r"\d{1,2}\s?(?:[:：]\d{2}(?::\d{2})?|[时時点點]\s?(?:\d{1,2}\s?分)?)\s*+[(（\[]?\s*+"
    r"(?:北京时间|北京時間|(?<![A-Za-z])Beijing time|台北時間|臺北時間|香港时间|香港時間|"
    r"(日本時間|日本标准时间)|(한국 ?시간|한국표준시)|(мск|московск\w+ врем\w+)|"
    r"(india[n]? standard time))", re.I,
)  # fmt: skip
_NAMED_MINUTES: Final = (8 * 60, 9 * 60, 9 * 60, 3 * 60, 5 * 60 + 30)


def _by_name(text: str) -> timezone | None:
    """The zone that a place gives a page's times (北京时间); None where two are named."""
    found = {match.lastindex or 0 for match in _NAMED.finditer(text)}
    return timezone(timedelta(minutes=_NAMED_MINUTES[found.pop()])) if len(found) == 1 else None


def _in_place(text: str) -> tzinfo | None:
    """The zone of a place that a page says its times are of."""
    match = _IN_PLACE.search(text)
    if match is None or match.lastindex is None:
        return None
    named = match.lastindex <= len(_PLACES)
    try:
        return ZoneInfo(_PLACES[match.lastindex - 1][1] if named else match[match.lastindex])
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _in_words(text: str) -> tzinfo | None:
    match = _ALL_TIMES.search(text) or _FOOT.search(text)
    if match is None:
        return _in_place(text) or _by_name(text)
    said = re.sub(r"\s", "", (match[2] or "0").replace("−", "-"))
    parts = re.fullmatch(r"([+-]?)(\d{1,2}):?(\d{2})?", said)
    if parts is None:
        return None
    minutes = int(parts[2]) * 60 + int(parts[3] or 0)
    if minutes > 14 * 60:
        return None
    return timezone(timedelta(minutes=-minutes if parts[1] == "-" else minutes))


def _by_the_clock(text: str, zone: Zone, now: datetime) -> timezone | None:
    match = _NOW.search(text)
    if match is None or not re.search(r"\d:\d\d", match[1]) or not re.search(r"\d{4}", match[1]):
        return None
    shown = read_time(match[1], now=now + timedelta(days=1), zone=Zone(UTC, zone.day_first))
    if shown is None:
        return None
    minutes = (shown - now).total_seconds() / 60
    rounded = round(minutes / 15) * 15
    if abs(minutes - rounded) > 5 or abs(rounded) > 14 * 60:
        return None
    return timezone(timedelta(minutes=rounded))


def _day_first(text: str, default: bool, memory: SiteMemory | None) -> bool:
    votes = 0
    months: set[str] = set()
    for match in _NUMERIC.finditer(text):
        first, second = int(match[1]), int(match[3])
        months.add(match[1])
        if second > 12 >= first:
            votes += 1
        elif first > 12 >= second:
            votes -= 1
    if not months:
        return default
    if memory is not None:
        memory.month_first += max(-50, min(50, votes))
        votes = memory.month_first or votes
    if votes:
        return votes < 0
    # nothing on the site tells: who writes am and pm mostly begins with the month
    halves = re.search(
        r"\d{1,2}[/-]\d{1,2}[/-](?:\d{2}|\d{4}),?\s+\d{1,2}:\d{2}(?::\d{2})?\s*[ap]\.?m", text, re.I
    )
    return default and not halves
