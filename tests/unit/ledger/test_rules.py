"""The pure part of the ledger: what is refused, what a hash covers, which month a day is in."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.ledger.rules import (
    canonical,
    closing_hash,
    entry_hash,
    moment,
    month_days,
    month_of,
    next_month,
)

DAYS = st.dates(date(1, 1, 1), date(9998, 12, 31))
LINE = ("1100", "CNY", "merchant", 7, 100)


@given(DAYS)
def test_every_day_lies_in_its_month_and_months_follow_each_other(day: date) -> None:
    name = month_of(day)
    first, last = month_days(name)
    assert first <= day <= last
    assert month_days(next_month(name))[0] == last + timedelta(days=1)
    assert next_month(name) > name


@pytest.mark.parametrize("name", ["2026-00", "2026-13", "2026-1", "26-01", "٢٠٢٦-01", "", None])
def test_what_is_no_month_is_refused(name: object) -> None:
    with pytest.raises(InvalidInput, match="such as 2026-11"):
        month_days(name)  # type: ignore[arg-type]


@pytest.mark.parametrize("changed", range(5))
def test_each_part_of_a_line_changes_the_hash(changed: int) -> None:
    line = list(LINE)
    line[changed] = 8 if isinstance(line[changed], int) else "other"
    plain = entry_hash({"kind": "x"}, [LINE], None)
    assert entry_hash({"kind": "x"}, [tuple(line)], None) != plain  # type: ignore[list-item]
    assert entry_hash({"kind": "y"}, [LINE], None) != plain
    assert entry_hash({"kind": "x"}, [LINE], "0" * 64) != plain
    assert entry_hash({"kind": "x"}, [LINE, LINE], None) != plain


def test_one_value_has_one_spelling() -> None:
    assert canonical({"b": 1, "a": "搅拌罐"}) == '{"a":"搅拌罐","b":1}'
    at = datetime(2026, 11, 3, 8, 0, tzinfo=timezone(timedelta(hours=8)))
    assert moment(at) == moment(datetime(2026, 11, 3, 0, 0, tzinfo=UTC))
    assert moment(at) == "2026-11-03T00:00:00.000000Z"


def test_a_closing_hash_covers_head_and_balances() -> None:
    sums = [["1100", "CNY", "", 0, 5]]
    plain = closing_hash("main", "2026-11", "h", sums)
    assert closing_hash("main", "2026-11", "i", sums) != plain
    assert closing_hash("main", "2026-12", "h", sums) != plain
    assert closing_hash("main", "2026-11", "h", [["1100", "CNY", "", 0, 6]]) != plain
