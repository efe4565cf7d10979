"""Shares of money: rates in basis points, and the one place where a share is rounded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from leadminer.base.errors import InvalidInput
from leadminer.base.money import Money, plain


class Rounding(StrEnum):
    """What happens to a part of a minor unit."""

    HALF_EVEN = "half_even"  #: to the nearest, a half to the even neighbour (default)
    HALF_UP = "half_up"  #: to the nearest, a half away from zero (many tax rules)
    DOWN = "down"  #: towards zero
    UP = "up"  #: away from zero


@dataclass(frozen=True, slots=True, order=True)
class Rate:
    """A share in basis points: Rate(500) is 5 %. Zero or more."""

    basis_points: int

    def __post_init__(self) -> None:
        if type(self.basis_points) is not int or self.basis_points < 0:
            raise InvalidInput(
                f"a rate is a whole number of basis points, zero or more (500 is 5 %),"
                f" not {self.basis_points!r}"
            )

    @property
    def fraction(self) -> Fraction:
        """The rate as an exact fraction of one."""
        return Fraction(self.basis_points, 10_000)

    def percent(self) -> str:
        """Plain text of the percentage, without a sign: "5", "7.5", "0.25"."""
        text = plain(self.basis_points, 2)
        return text.rstrip("0").rstrip(".")


def rounded(exact: Fraction, rounding: Rounding = Rounding.HALF_EVEN) -> int:
    """An exact fraction of a minor unit as a whole one, by the named rule."""
    sign = -1 if exact < 0 else 1
    quotient, rest = divmod(abs(exact.numerator), exact.denominator)
    if rest == 0 or rounding is Rounding.DOWN:
        return sign * quotient
    twice = 2 * rest - exact.denominator
    more = (
        rounding is Rounding.UP
        or twice > 0
        or (twice == 0 and (rounding is Rounding.HALF_UP or quotient % 2 == 1))
    )
    return sign * (quotient + more)


def share(money: Money, rate: Rate | Fraction, *, rounding: Rounding = Rounding.HALF_EVEN) -> Money:
    """A rate of an amount, rounded once, to whole minor units of the same currency."""
    fraction = rate.fraction if isinstance(rate, Rate) else rate
    if not isinstance(fraction, Fraction):
        raise InvalidInput("a share is taken by a Rate (basis points) or by a Fraction")
    return Money(rounded(money.minor * fraction, rounding), money.currency)
