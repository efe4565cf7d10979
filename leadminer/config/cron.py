"""When five cron fields in a named zone come true; weekdays as cron has them: 0 and 7 are Sunday.

Times are reckoned on the wall clock and then put into the zone. A time the clock jumps over comes
when it has jumped; one that comes twice counts once, unless the hours are open (`*`). Where days
and weekdays are both named both must fit. Source: POSIX crontab; the fields are APScheduler's.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Final
from zoneinfo import ZoneInfo

from apscheduler.triggers.cron import CronTrigger

_DAYS: Final = ("sun", "mon", "tue", "wed", "thu", "fri", "sat")
_SHIFT: Final = timedelta(hours=3)  # no clock is set by more
_SPANS: Final = (timedelta(hours=1), timedelta(days=1), timedelta(days=32), timedelta(days=400))


@lru_cache(maxsize=256)
def walls(cron: str) -> CronTrigger:
    """The fields as a trigger of wall-clock times, which bear UTC for want of a zone.

    Raises ValueError, with what is wrong.
    """
    fields = cron.split()
    if len(fields) != 5:
        raise ValueError("needs five fields: minute hour day month weekday, e.g. 0 5 * * *")
    return CronTrigger.from_crontab(" ".join([*fields[:4], _weekdays(fields[4])]), timezone=UTC)


def next_after(cron: str, zone: ZoneInfo, after: datetime) -> datetime | None:
    """The first time at or after a moment, in the zone; None if there is none.

    Raises ValueError for fields that cannot be read.
    """
    after = after.astimezone(UTC)
    begin = _wall(after, zone)
    first = next(_walls_from(cron, begin), None)
    if first is None:
        return None
    at = _instants(first, zone)[0]
    if zone.utcoffset(_wall(after - _SHIFT, zone)) == zone.utcoffset(_wall(at + _SHIFT, zone)):
        return at.astimezone(zone)
    return _near_a_change(cron, zone, after)


def last_before(cron: str, zone: ZoneInfo, *, since: datetime, until: datetime) -> datetime | None:
    """The latest time in a span, if any."""
    for span in (*_SPANS, until - since):
        begin, latest = max(since, until - span), None
        found = next_after(cron, zone, begin)
        while found is not None and found <= until:
            latest = found
            found = next_after(cron, zone, found.astimezone(UTC) + timedelta(seconds=1))
        if latest is not None or begin == since:
            return latest
    return None


def _near_a_change(cron: str, zone: ZoneInfo, after: datetime) -> datetime | None:
    best: datetime | None = None
    both = "*" in cron.split()[1]
    for wall in _walls_from(cron, _wall(after, zone) - _SHIFT):
        if best is not None and wall > _wall(best, zone) + _SHIFT:
            break
        instants = _instants(wall, zone)
        for at in instants if both else instants[:1]:
            if at >= after and (best is None or at < best):
                best = at
    return best.astimezone(zone) if best else None


def _walls_from(cron: str, wall: datetime) -> Iterator[datetime]:
    trigger, moment = walls(cron), wall.replace(tzinfo=UTC)
    while (found := trigger.get_next_fire_time(None, moment)) is not None:
        yield found.replace(tzinfo=None)
        moment = found + timedelta(seconds=1)


def _wall(at: datetime, zone: ZoneInfo) -> datetime:
    return at.astimezone(zone).replace(tzinfo=None, fold=0)


def _instants(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """When a clock on the wall shows that: once, or twice where it is set back."""
    once, again = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    return [once, again] if once < again else [once]


def _weekdays(field: str) -> str:
    """Numbers of weekdays as names: the library counts from Monday, and knows no 7."""
    return ",".join(_weekday(part) for part in field.lower().split(","))


def _weekday(part: str) -> str:
    span, slash, step = part.partition("/")
    first, dash, last = span.partition("-")
    if span == "*":
        first, last = "0", "6"
    ends = [_number(each) for each in (first, last if dash or span == "*" else first)]
    if None in ends or (slash and not step.isdecimal()):
        return part
    begin, end = (int(each or 0) for each in ends)
    if slash and not dash and span != "*":
        end = 6
    if end < begin:
        end += 7  # fri-mon
    if span == "*" and not slash:
        return "*"
    return ",".join(dict.fromkeys(_DAYS[day % 7] for day in range(begin, end + 1, int(step or 1))))


def _number(name: str) -> int | None:
    if name.isdecimal() and int(name) <= 7:
        return int(name)
    return _DAYS.index(name) if name in _DAYS else None
