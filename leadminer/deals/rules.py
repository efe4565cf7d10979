"""What a deal owes under an agreement. Pure: whole minor units in, whole minor units out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from leadminer.base.errors import CurrencyMismatch, InvalidInput
from leadminer.base.money import Money
from leadminer.base.rates import Rate, Rounding, share

RULE_VERSION = 1  # goes into the ledger key: another way to reckon is another version
WHOLE = 10_000  # basis points of one
NOTHING = Rate(0)


@dataclass(frozen=True, slots=True)
class Plan:
    """How a deal becomes commission: a share, then at least the minimum, then at most the cap.

    `holdback` is the part kept back for `holdback_days` against refunds.
    """

    currency: str
    rate: Rate
    min_fee: Money
    cap_deal: Money | None = None
    holdback: Rate = NOTHING
    holdback_days: int = 0
    rounding: Rounding = Rounding.HALF_EVEN

    def __post_init__(self) -> None:
        for amount in (self.min_fee, self.cap_deal):
            if amount is None:
                continue
            if amount.currency != self.currency:
                raise CurrencyMismatch(
                    f"the agreement is in {self.currency} but names {amount}: use one currency"
                )
            if amount.minor < 0:
                raise InvalidInput(f"a minimum fee or cap is zero or more, not {amount}")
        if self.cap_deal is not None and self.cap_deal < self.min_fee:
            raise InvalidInput(f"the cap {self.cap_deal} lies below the minimum {self.min_fee}")
        for name, rate in (("rate", self.rate), ("holdback", self.holdback)):
            if rate.basis_points > WHOLE:
                raise InvalidInput(f"the {name} is at most 10000 basis points (100 %)")
        if type(self.holdback_days) is not int or self.holdback_days < 0:
            raise InvalidInput("holdback days are a whole number, zero or more")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a reckoning: its name and the amount after it, in minor units."""

    name: str
    minor: int
    basis_points: int | None = None


@dataclass(frozen=True, slots=True)
class Commission:
    """What one deal owes: all of it, its top-up to the minimum, the part held back, and why."""

    base: Money
    amount: Money
    top_up: Money
    holdback: Money
    holdback_until: date | None
    steps: tuple[Step, ...]

    @property
    def earned(self) -> Money:
        """The part that is not held back."""
        return self.amount - self.holdback


def check_value(value: Money, currency: str) -> None:
    """Refuse a deal's value that an agreement in `currency` (ISO 4217) cannot be reckoned with.

    Raises InvalidInput for what is no money or not above zero, CurrencyMismatch for another
    currency.
    """
    if not isinstance(value, Money):
        raise InvalidInput(f"a deal's value is money, not {value!r}: read it with Money.parse")
    if value.minor <= 0:
        raise InvalidInput(f"a deal's value is above zero, not {value}: record a refund otherwise")
    if value.currency != currency:
        raise CurrencyMismatch(
            f"the agreement is in {currency}, the deal in {value.currency}: give the value in"
            f" {currency}, or agree on terms in {value.currency} first"
        )


def commission(plan: Plan, value: Money, *, won_on: date) -> Commission:
    """The commission of one deal. Raises InvalidInput or CurrencyMismatch for a wrong value."""
    check_value(value, plan.currency)
    by_rate = share(value, plan.rate, rounding=plan.rounding)
    steps = [Step("rate", by_rate.minor, plan.rate.basis_points)]
    amount = by_rate
    if amount < plan.min_fee:
        amount = plan.min_fee
        steps.append(Step("min_fee", amount.minor))
    if plan.cap_deal is not None and amount > plan.cap_deal:
        amount = plan.cap_deal
        steps.append(Step("cap_deal", amount.minor))
    holdback = share(amount, plan.holdback, rounding=plan.rounding)
    until = None
    if holdback:
        until = won_on + timedelta(days=plan.holdback_days)
        steps.append(Step("holdback", holdback.minor, plan.holdback.basis_points))
    zero = Money.zero(plan.currency)
    return Commission(
        base=value,
        amount=amount,
        top_up=amount - by_rate if amount > by_rate else zero,
        holdback=holdback,
        holdback_until=until,
        steps=tuple(steps),
    )
