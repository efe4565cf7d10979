"""What a deal owes: percentage, minimum, cap, holdback; exact in every currency."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import CurrencyMismatch, InvalidInput
from leadminer.base.money import Money
from leadminer.base.rates import Rate, Rounding
from leadminer.deals.chart import won_lines
from leadminer.deals.rules import Plan, commission

DAY = date(2026, 11, 3)
CURRENCIES = st.sampled_from(["JPY", "CNY", "KWD"])


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    currency = draw(CURRENCIES)
    low = draw(st.integers(0, 10**6))
    cap = draw(st.none() | st.integers(low, 10**9))
    return Plan(
        currency=currency,
        rate=Rate(draw(st.integers(0, 10_000))),
        min_fee=Money(low, currency),
        cap_deal=None if cap is None else Money(cap, currency),
        holdback=Rate(draw(st.integers(0, 10_000))),
        holdback_days=draw(st.integers(0, 365)),
        rounding=draw(st.sampled_from(list(Rounding))),
    )


@given(plans(), st.integers(1, 10**14))
def test_a_commission_keeps_its_bounds_and_its_parts_sum_up(plan: Plan, minor: int) -> None:
    owed = commission(plan, Money(minor, plan.currency), won_on=DAY)
    assert owed.amount >= plan.min_fee
    assert plan.cap_deal is None or owed.amount <= plan.cap_deal
    assert Money.zero(plan.currency) <= owed.holdback <= owed.amount
    assert owed.earned + owed.holdback == owed.amount
    exact = Fraction(minor * plan.rate.basis_points, 10_000)
    if plan.min_fee < owed.amount and (plan.cap_deal is None or owed.amount < plan.cap_deal):
        assert abs(owed.amount.minor - exact) < 1


@given(plans(), st.integers(1, 10**14), st.integers(0, 10**12))
def test_a_larger_deal_never_owes_less(plan: Plan, minor: int, more: int) -> None:
    small = commission(plan, Money(minor, plan.currency), won_on=DAY)
    large = commission(plan, Money(minor + more, plan.currency), won_on=DAY)
    assert small.amount <= large.amount


@given(plans(), st.integers(1, 10**14))
def test_the_lines_of_a_deal_balance_and_name_what_is_owed(plan: Plan, minor: int) -> None:
    owed = commission(plan, Money(minor, plan.currency), won_on=DAY)
    lines = won_lines(7, owed)
    assert sum(line.amount for line in lines) == 0
    assert all(line.amount != 0 for line in lines)
    assert sum(line.amount for line in lines if line.account.code == "1100") == owed.amount.minor
    assert sum(line.amount for line in lines if line.account.code == "2100") == -owed.holdback.minor
    assert all(line.amount < 0 for line in lines if line.account.code != "1100")


def test_the_steps_say_how_it_was_reckoned() -> None:
    plan = Plan(
        currency="CNY",
        rate=Rate(500),
        min_fee=Money(20_000, "CNY"),
        cap_deal=Money(1_000_000, "CNY"),
        holdback=Rate(1000),
        holdback_days=30,
    )
    owed = commission(plan, Money.parse("78000.00", "CNY"), won_on=DAY)
    assert [(s.name, s.minor) for s in owed.steps] == [("rate", 390_000), ("holdback", 39_000)]
    assert owed.holdback_until == date(2026, 12, 3)
    small = commission(plan, Money.parse("10.00", "CNY"), won_on=DAY)
    assert [s.name for s in small.steps] == ["rate", "min_fee", "holdback"]
    assert small.top_up == Money(19_950, "CNY")
    large = commission(plan, Money.parse("9000000.00", "CNY"), won_on=DAY)
    assert [s.name for s in large.steps] == ["rate", "cap_deal", "holdback"]
    assert large.amount == Money(1_000_000, "CNY") and not large.top_up


def test_terms_that_contradict_themselves_are_refused() -> None:
    with pytest.raises(CurrencyMismatch, match="use one currency"):
        Plan(currency="CNY", rate=Rate(1), min_fee=Money(0, "EUR"))
    with pytest.raises(InvalidInput, match="below the minimum"):
        Plan(currency="CNY", rate=Rate(1), min_fee=Money(5, "CNY"), cap_deal=Money(4, "CNY"))
    with pytest.raises(InvalidInput, match="zero or more"):
        Plan(currency="CNY", rate=Rate(1), min_fee=Money(-5, "CNY"))
    with pytest.raises(InvalidInput, match="at most 10000"):
        Plan(currency="CNY", rate=Rate(10_001), min_fee=Money(0, "CNY"))
    with pytest.raises(InvalidInput, match="whole number"):
        Plan(currency="CNY", rate=Rate(1), min_fee=Money(0, "CNY"), holdback_days=-1)
