"""Times as sites write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from leadminer.mining.extraction.values.dates import Zone, read_time

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SHANGHAI = Zone(ZoneInfo("Asia/Shanghai"))


def at(month: int, day: int, hour: int = 0, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-11-03T10:15:00Z", at(11, 3, 10, 15)),
        ("2026-11-03T10:15:00+08:00", at(11, 3, 2, 15)),
        ("2026-11-03 10:15", at(11, 3, 10, 15)),
        ("2026-11-03 4:18 p.m.", at(11, 3, 16, 18)),
        ("13 Nov 10:25 a.m.", at(11, 13, 10, 25)),
        ("26 Oct '25", at(10, 26, year=2025)),
        ("12-Sep-26 07:11", at(9, 12, 7, 11)),
        ("12 wrz 2026, 07:11", at(9, 12, 7, 11)),
        ("12 set 26, 07:11", at(9, 12, 7, 11)),
        ("12 sett 2026 ore 7.11", at(9, 12, 7, 11)),
        ("12.09.2026 um 07.11 Uhr", at(9, 12, 7, 11)),
        ("12. sep 2026 kl. 07.11", at(9, 12, 7, 11)),
        ("12 Sep 2026 7.11pm", at(9, 12, 19, 11)),
        ("12.09.26 07.11", at(9, 12, 7, 11)),
        ("1° settembre 2026, 07:11", at(9, 1, 7, 11)),
        ("12/Sep/2026 07:11", at(9, 12, 7, 11)),
        ("26-08-02 11:11", at(8, 2, 11, 11)),  # the year first: as a day of 2002 it is far off
        ("26.08.02", at(8, 2)),
        ("31.12.25 20:15", at(12, 31, 20, 15, 2025)),
        ("07/20/26(Mon)14:11:05", at(7, 20, 14, 11).replace(second=5)),
        ("11/08/26 (Sun) 09:00", at(11, 8, 9)),  # the weekday tells day from month
        ("\u200e06-20-2026 11:11 AM", at(6, 20, 11, 11)),
        ("26 Oct 2025 noon", at(10, 26, 12, year=2025)),
        ("发表于 2026-11-3 10:15:07", at(11, 3, 10, 15).replace(second=7)),
        ("2026年11月3日 下午 3:05", at(11, 3, 15, 5)),
        ("2026/11/03 10:15", at(11, 3, 10, 15)),
        ("11月3日 10:15", at(11, 3, 10, 15)),
        ("12月3日 10:15", at(12, 3, 10, 15, 2025)),
        ("03.11.2026, 10:15 Uhr", at(11, 3, 10, 15)),
        ("3. November 2026", at(11, 3)),
        ("Oct. 2, 2026, 8:23 p.m.", at(10, 2, 20, 23)),
        ("Oct. 2, 2026, 8 p.m.", at(10, 2, 20)),
        ("Oct. 2, 2026, noon", at(10, 2, 12)),
        ("Tue Nov 03, 2026 10:15 am", at(11, 3, 10, 15)),
        ("3 Nov 2026 at 10:15", at(11, 3, 10, 15)),
        ("1793700900", datetime.fromtimestamp(1793700900, UTC)),
        ("5分钟前", NOW - timedelta(minutes=5)),
        ("3小时前", NOW - timedelta(hours=3)),
        ("三天前", NOW - timedelta(days=3)),
        ("两个月前", NOW - timedelta(days=60)),
        ("半小时前", NOW - timedelta(minutes=30)),
        ("昨天 18:20", at(11, 17, 18, 20)),
        ("前天 09:05", at(11, 16, 9, 5)),
        ("2 hours ago", NOW - timedelta(hours=2)),
        ("asked an hour ago", NOW - timedelta(hours=1)),
        ("vor 3 Tagen", NOW - timedelta(days=3)),
        ("Yesterday at 4:05 PM", at(11, 17, 16, 5)),
        ("刚刚", NOW),
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, expected: datetime) -> None:
    assert read_time(text, now=NOW) == expected


@pytest.mark.parametrize(
    "text",
    ["", None, "Buy 40 drums", "3 answers", "page 2 of 7", "2026-13-40", "+49 30 2312", "7/24"],
)
def test_what_is_no_time_gives_none(text: str | None) -> None:
    assert read_time(text, now=NOW) is None


def test_a_time_far_ahead_is_no_posting_time() -> None:
    assert read_time("2027-03-01", now=NOW) is None


def test_a_time_without_zone_is_in_the_zone_of_its_source() -> None:
    assert read_time("2026-11-03 10:15", now=NOW, zone=SHANGHAI) == at(11, 3, 2, 15)
    assert read_time("昨天 18:20", now=NOW, zone=SHANGHAI) == at(11, 17, 10, 20)


def test_the_order_of_day_and_month_belongs_to_the_source() -> None:
    assert read_time("03/11/2026", now=NOW) == at(11, 3)
    assert read_time("03/11/2026", now=NOW, zone=Zone(UTC, day_first=False)) == at(3, 11)
    assert read_time("03/25/2026", now=NOW) == at(3, 25)


@pytest.mark.parametrize("text", ["hace una hora", "há uma hora", "un'ora fa", "vor einer Stunde"])
def test_one_hour_ago_in_words(text: str) -> None:
    assert read_time(text, now=NOW) == NOW - timedelta(hours=1)
