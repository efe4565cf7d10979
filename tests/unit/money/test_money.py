"""Money: exact in every currency, and refusing what would need a guess."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import CurrencyMismatch, InvalidInput
from leadminer.base.money import EXPONENTS, Money, allocate, exponent, total
from leadminer.base.rates import Rate, Rounding, rounded, share

CURRENCIES = st.sampled_from(["JPY", "CNY", "EUR", "KWD", "CLF"])
MINOR = st.integers(min_value=-(10**15), max_value=10**15)
MONEY = st.builds(Money, MINOR, CURRENCIES)


@given(MONEY)
def test_the_text_of_an_amount_reads_back_as_the_same_amount(money: Money) -> None:
    assert Money.parse(money.text(), money.currency) == money


@pytest.mark.parametrize(
    ("text", "currency", "minor"),
    [
        ("78000.00", "CNY", 7_800_000),
        ("78000", "CNY", 7_800_000),
        ("0.5", "EUR", 50),
        ("-0.05", "EUR", -5),
        ("1200", "JPY", 1200),
        ("1.234", "KWD", 1234),
        ("0.0001", "CLF", 1),
    ],
)
def test_a_decimal_text_becomes_minor_units(text: str, currency: str, minor: int) -> None:
    assert Money.parse(text, currency).minor == minor


@pytest.mark.parametrize(
    ("given", "currency", "told"),
    [
        (78000.5, "CNY", "text"),
        (78000, "CNY", "text"),
        ("78,000.00", "CNY", "separators"),
        ("1e5", "CNY", "not an amount"),
        ("nan", "CNY", "not an amount"),
        ("", "CNY", "not an amount"),
        ("٣", "CNY", "not an amount"),
        ("1.005", "CNY", "has 3 decimals but CNY has 2"),
        ("1.0", "JPY", "has 1 decimals but JPY has 0"),
        ("1", "XXX", "unknown currency"),
        ("1", "cny", "write it as 'CNY'"),
        ("1", "", "unknown currency"),
        ("1", None, "unknown currency"),
        ("9" * 30, "CNY", "too large"),
    ],
)
def test_what_would_need_a_guess_is_refused_with_advice(
    given: object, currency: object, told: str
) -> None:
    with pytest.raises(InvalidInput, match=told):
        Money.parse(given, currency)  # type: ignore[arg-type]


@pytest.mark.parametrize("minor", [1.5, 1.0, True, "1", None])
def test_minor_units_are_whole_numbers_and_nothing_else(minor: object) -> None:
    with pytest.raises(InvalidInput, match="whole number of minor units"):
        Money(minor, "CNY")  # type: ignore[arg-type]


def test_two_currencies_never_meet() -> None:
    with pytest.raises(CurrencyMismatch, match="convert one"):
        Money(1, "CNY") + Money(1, "EUR")
    with pytest.raises(CurrencyMismatch):
        assert Money(1, "CNY") < Money(2, "EUR")
    assert Money(1, "CNY") != Money(1, "EUR")


def test_money_goes_only_with_money() -> None:
    with pytest.raises(InvalidInput, match="only with money"):
        Money(1, "CNY") + 1  # type: ignore[operator]


@given(MONEY, MINOR)
def test_adding_and_taking_away_gives_the_first_amount_back(money: Money, other: int) -> None:
    step = Money(other, money.currency)
    assert money + step - step == money
    assert Money.zero(money.currency) - (-money) == money


@given(MONEY, st.lists(st.integers(0, 10**6), min_size=1, max_size=12).filter(any))
def test_parts_sum_to_the_whole_and_none_is_off_by_a_unit(money: Money, weights: list[int]) -> None:
    parts = allocate(money, weights)
    assert total(parts, money.currency) == money
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part.minor - Fraction(money.minor * weight, sum(weights))) < 1


def test_the_units_left_over_go_to_the_largest_remainders() -> None:
    assert [p.minor for p in allocate(Money(100, "CNY"), [1, 1, 1])] == [34, 33, 33]
    assert [p.minor for p in allocate(Money(-100, "CNY"), [1, 1, 1])] == [-34, -33, -33]
    assert [p.minor for p in allocate(Money(5, "JPY"), [7, 3])] == [4, 1]
    assert [p.minor for p in allocate(Money(1, "JPY"), [0, 1])] == [0, 1]


@pytest.mark.parametrize("weights", [[], [0, 0], [-1, 2], [1.5]])
def test_weights_that_split_nothing_are_refused(weights: list[int]) -> None:
    with pytest.raises(InvalidInput):
        allocate(Money(1, "CNY"), weights)


@given(MONEY, st.integers(0, 10_000), st.sampled_from(list(Rounding)))
def test_a_share_is_within_a_unit_of_the_exact_one(money: Money, bp: int, how: Rounding) -> None:
    exact = Fraction(money.minor * bp, 10_000)
    part = share(money, Rate(bp), rounding=how)
    assert abs(part.minor - exact) < 1
    if how in (Rounding.HALF_EVEN, Rounding.HALF_UP):
        assert abs(part.minor - exact) <= Fraction(1, 2)


@given(st.fractions(), st.sampled_from(list(Rounding)))
def test_rounding_is_the_same_on_both_sides_of_zero(exact: Fraction, how: Rounding) -> None:
    assert rounded(-exact, how) == -rounded(exact, how)


@pytest.mark.parametrize(
    ("how", "halves"),
    [
        (Rounding.HALF_EVEN, [0, 2, 2, 4]),
        (Rounding.HALF_UP, [1, 2, 3, 4]),
        (Rounding.DOWN, [0, 1, 2, 3]),
        (Rounding.UP, [1, 2, 3, 4]),
    ],
)
def test_halves_go_where_the_rule_says(how: Rounding, halves: list[int]) -> None:
    assert [rounded(Fraction(2 * n + 1, 2), how) for n in range(4)] == halves


@pytest.mark.parametrize(("bp", "text"), [(500, "5"), (750, "7.5"), (25, "0.25"), (0, "0")])
def test_a_rate_reads_as_a_percentage(bp: int, text: str) -> None:
    assert Rate(bp).percent() == text


@pytest.mark.parametrize("bp", [-1, 1.5, True, "5"])
def test_a_rate_is_whole_basis_points(bp: object) -> None:
    with pytest.raises(InvalidInput, match="basis points"):
        Rate(bp)  # type: ignore[arg-type]


def test_the_currency_table_has_the_odd_ones_right() -> None:
    odd = {"JPY": 0, "VND": 0, "ISK": 0, "KWD": 3, "TND": 3, "CLF": 4, "CNY": 2, "TWD": 2}
    assert {code: exponent(code) for code in odd} == odd
    assert all(len(code) == 3 and code.isupper() for code in EXPONENTS)


def test_no_active_currency_is_missing() -> None:
    from babel.core import get_global

    current = {
        code
        for uses in get_global("territory_currencies").values()
        for code, _, ends, tender in uses
        if ends is None and tender
    }
    withdrawn = {"ANG", "BGN", "ZWL", "SLL", "CUC"}  # still current in older CLDR releases
    assert current - withdrawn - set(EXPONENTS) == set()
