"""Cron as people know it: weekdays, clocks set forward and back, and every minute."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.config.cron import last_before, next_after, walls

BERLIN = ZoneInfo("Europe/Berlin")


def times(cron: str, after: datetime, count: int, zone: ZoneInfo = BERLIN) -> list[str]:
    found = []
    for _ in range(count):
        at = next_after(cron, zone, after)
        assert at is not None
        found.append(f"{at:%a %d %H:%M %z}")
        after = at.astimezone(UTC) + timedelta(seconds=1)
    return found


@pytest.mark.parametrize(
    ("field", "days"),
    [
        ("0", "Sun"), ("7", "Sun"), ("1", "Mon"), ("6", "Sat"), ("mon", "Mon"),
        ("1-3", "Mon Tue Wed"),
        ("5-7", "Fri Sat Sun"), ("fri-mon", "Fri Sat Sun Mon"), ("*/2", "Sun Tue Thu Sat"),
        ("0,3", "Sun Wed"), ("1-5/2", "Mon Wed Fri"), ("*", "Sun Mon Tue Wed Thu Fri Sat"),
    ],
)  # fmt: skip
def test_weekdays_are_those_of_cron(field: str, days: str) -> None:
    week = datetime(2026, 11, 22, tzinfo=UTC)  # a Sunday
    told = {t[:3] for t in times(f"0 5 * * {field}", week, 7, ZoneInfo("UTC"))}
    assert told == set(days.split())


def test_what_the_clock_shows_twice_comes_once_and_every_half_hour_goes_on() -> None:
    eve = datetime(2026, 10, 24, 22, 0, tzinfo=UTC)
    assert times("30 2 * * *", eve, 2) == ["Sun 25 02:30 +0200", "Mon 26 02:30 +0100"]
    assert times("*/30 * * * *", datetime(2026, 10, 24, 23, 40, tzinfo=UTC), 5) == [
        "Sun 25 02:00 +0200", "Sun 25 02:30 +0200", "Sun 25 02:00 +0100", "Sun 25 02:30 +0100",
        "Sun 25 03:00 +0100",
    ]  # fmt: skip


def test_what_the_clock_jumps_over_comes_when_it_has_jumped() -> None:
    eve = datetime(2027, 3, 27, 12, 0, tzinfo=UTC)
    assert times("30 2 * * *", eve, 2) == ["Sun 28 03:30 +0200", "Mon 29 02:30 +0200"]


def test_the_last_time_is_the_last_however_often_it_comes() -> None:
    now = datetime(2026, 11, 23, 12, 0, 30, tzinfo=UTC)
    week = now - timedelta(days=7)
    utc = ZoneInfo("UTC")
    assert last_before("* * * * *", utc, since=week, until=now) == now.replace(second=0)
    assert last_before("0 5 * * 2", utc, since=week, until=now) == datetime(
        2026, 11, 17, 5, tzinfo=UTC
    )
    assert last_before("0 5 1 1 *", utc, since=week, until=now) is None


@pytest.mark.parametrize("cron", ["0 5 * *", "99 5 * * *", "0 5 * * 8", "a b c d e", "0 5 * * mo"])
def test_what_cannot_be_read_is_an_error_at_once(cron: str) -> None:
    with pytest.raises(ValueError):
        walls(cron)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["* * * * *", "*/15 * * * *", "30 2 * * *", "0 */3 * * *", "5 1-3 * * 0"]),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Shanghai"]),
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)),
)
def test_times_go_on_and_on(cron: str, zone: str, after: datetime) -> None:
    moment = after.replace(tzinfo=UTC)
    for _ in range(4):
        at = next_after(cron, ZoneInfo(zone), moment)
        assert at is not None and at >= moment
        moment = at.astimezone(UTC) + timedelta(seconds=1)
