"""On a list that shows but titles, by who was answered last, the answered ones have risen."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from leadminer.mining.rises import risen

NOW = datetime(2026, 11, 18, 9, tzinfo=UTC)
NEWEST = {n: NOW - timedelta(days=n) for n in range(30)}


@given(st.sets(st.integers(0, 29), max_size=6), st.integers(0, 4), st.integers(6, 20))
def test_all_that_were_answered_have_risen_and_no_other(
    answered: set[int], fresh: int, rows: int
) -> None:
    before = list(range(rows))
    kept = [n for n in range(30) if n not in answered]
    now = [*range(100, 100 + fresh), *sorted(answered, reverse=True), *kept]
    found = risen(before, now, NEWEST)
    assert found <= answered
    top = 0  # those that were on top already, in this very order, need not have moved
    while top in answered:
        top += 1
    assert {n for n in answered if n > top} <= found


def test_what_moves_up_because_others_are_gone_has_not_risen() -> None:
    assert risen(list(range(10)), [0, 3, 4, 5, 6, 7, 8, 9, 10, 11], NEWEST) == set()


def test_a_pinned_thread_rises_only_when_it_has_moved() -> None:
    before = [20, *range(10)]
    assert risen(before, before, NEWEST) == set()
    assert risen(before, [20, 7, 0, 1, 2, 3, 4, 5, 6, 8, 9], NEWEST) == {7}


def test_a_list_in_another_order_tells_nothing() -> None:
    by_title = [5, 1, 9, 3, 7, 2, 8]
    assert risen(by_title, [8, *by_title[:-1]], NEWEST) == set()
