"""A share is drawn by lot, always the same, and its chance is the true one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.handoffs.exploration import (
    chosen_propensity,
    drawn_order,
    goes_first,
    lot,
    queue_propensity,
)


def first(order: list[str]) -> list[str]:
    return order[:1]


def test_about_the_share_goes_first_and_a_replay_draws_the_same() -> None:
    drawn = [number for number in range(20_000) if goes_first(number, share=0.03, seed="s")]
    assert 480 <= len(drawn) <= 720
    assert drawn == [number for number in range(20_000) if goes_first(number, share=0.03, seed="s")]
    assert not any(goes_first(number, share=0.0) for number in range(500))


@given(st.lists(st.integers(), min_size=1, max_size=4))
def test_a_lot_lies_between_nothing_and_one(parts: list[int]) -> None:
    assert 0.0 <= lot(*parts) < 1.0


def test_merchants_are_given_as_often_as_their_chance_says() -> None:
    order, share, runs = ["a", "b", "c", "d"], 0.2, 20_000
    chance = chosen_propensity(order, equals=3, share=share, choose=first)
    assert chance == pytest.approx({"a": 0.8 + 0.2 / 3, "b": 0.2 / 3, "c": 0.2 / 3, "d": 0.0})
    seen: Counter[str] = Counter()
    for number in range(runs):
        drawn, _ = drawn_order(order, equals=3, share=share, parts=(number,))
        assert sorted(drawn) == order and drawn[3] == "d"  # a lower priority is never asked first
        seen[drawn[0]] += 1
    for name, expected in chance.items():
        assert seen[name] / runs == pytest.approx(expected, abs=0.01)


def test_shared_leads_have_the_chance_of_each_seat() -> None:
    def two(order: list[str]) -> list[str]:
        return order[:2]

    chance = chosen_propensity(["a", "b", "c"], equals=3, share=0.3, choose=two)
    # drawn a: a b; drawn b: b a; drawn c: c a
    assert chance == pytest.approx({"a": 1.0, "b": 0.7 + 0.2, "c": 0.1})


def test_nothing_is_drawn_where_there_is_no_choice() -> None:
    assert drawn_order(["a"], equals=1, share=1.0, parts=(1,)) == (["a"], False)
    assert chosen_propensity(["a", "b"], equals=1, share=0.5, choose=first) == {"a": 1.0, "b": 0.0}


def test_a_lead_the_rank_alone_would_have_placed_was_certain() -> None:
    assert queue_propensity(explored=False, ahead=50, places=3, share=0.03) == 1.0
    assert queue_propensity(explored=True, ahead=2, places=3, share=0.03) == 1.0
    assert queue_propensity(explored=True, ahead=3, places=3, share=0.03) == 0.03
    assert queue_propensity(explored=True, ahead=999, places=None, share=0.03) == 1.0
