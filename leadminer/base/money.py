"""Money as whole minor units of an ISO 4217 currency. No binary fractions anywhere.

`Money` adds and subtracts within one currency only. The only divisions are `allocate` here and
`share` in `rates.py`, each with a named rounding. Text for people is made in templates, not here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import total_ordering

from leadminer.base.errors import CurrencyMismatch, InvalidInput

# Active codes of ISO 4217 (list one), by the number of decimals of their minor unit. Codes
# without a minor unit (metals, XDR, XTS and the like) cannot price a deal and are left out.
_BY_EXPONENT = {
    0: "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF",
    2: """
        AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD
        CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP
        GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK
        LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO
        NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS
        SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST
        XAD XCD XCG YER ZAR ZMW ZWG
    """,
    3: "BHD IQD JOD KWD LYD OMR TND",
    4: "CLF UYW",
}
EXPONENTS: dict[str, int] = {
    code: exponent for exponent, codes in _BY_EXPONENT.items() for code in codes.split()
}
LARGEST_MINOR = 2**63 - 1  # what a BIGINT column holds

_DECIMAL = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]+))?", re.ASCII)


def exponent(currency: str) -> int:
    """Decimals of a currency's minor unit: 2 for CNY, 0 for JPY, 3 for KWD.

    Raises InvalidInput for a code that is not an active ISO 4217 currency.
    """
    try:
        return EXPONENTS[currency]
    except (KeyError, TypeError):
        hint = ""
        if isinstance(currency, str) and currency.strip().upper() in EXPONENTS:
            hint = f"; write it as {currency.strip().upper()!r}"
        raise InvalidInput(
            f"unknown currency {currency!r}: use an active ISO 4217 code such as CNY, EUR or USD"
            f"{hint}"
        ) from None


@total_ordering
@dataclass(frozen=True, slots=True)
class Money:
    """An amount: `minor` units (fen, cents, yen) of `currency`. Never a fraction of a unit."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        exponent(self.currency)
        if type(self.minor) is not int:  # a bool is an int, too, and no amount
            raise InvalidInput(
                f"an amount is a whole number of minor units, not {self.minor!r}: give it as text"
                f" such as '78000.00' to Money.parse, or as minor units"
            )
        if abs(self.minor) > LARGEST_MINOR:
            raise InvalidInput(f"the amount {self.minor} {self.currency} is too large to be booked")

    @classmethod
    def zero(cls, currency: str) -> Money:
        """Nothing, of a currency."""
        return cls(0, currency)

    @classmethod
    def parse(cls, text: str, currency: str) -> Money:
        """Read a plain decimal text ("78000.00", "-5"); refuses what would need a guess.

        Raises InvalidInput for anything but text, for more decimals than the currency has, for
        separators other than one point, and for an unknown currency.
        """
        digits = exponent(currency)
        if not isinstance(text, str):
            raise InvalidInput(
                f"give the amount as text such as '78000.00', not as the number {text!r}:"
                f" a number with a binary fraction loses cents"
            )
        match = _DECIMAL.fullmatch(text.strip())
        if match is None:
            raise InvalidInput(
                f"{text!r} is not an amount: write digits and at most one point,"
                f" without separators or currency signs, such as '78000.00'"
            )
        sign, whole, decimals = match[1], match[2], match[3] or ""
        if len(decimals) > digits:
            raise InvalidInput(
                f"{text!r} has {len(decimals)} decimals but {currency} has {digits}:"
                f" round it to {digits} and give it again"
            )
        if len(whole) > 19:
            raise InvalidInput(f"the amount {text} {currency} is too large to be booked")
        minor = int(whole + decimals.ljust(digits, "0"))
        return cls(-minor if sign == "-" else minor, currency)

    def text(self) -> str:
        """Plain decimal text that `parse` reads back: "78000.00", "-5", "1.234"."""
        return plain(self.minor, exponent(self.currency))

    def __str__(self) -> str:
        return f"{self.text()} {self.currency}"

    def __add__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: Money) -> Money:
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.minor, self.currency)

    def __lt__(self, other: Money) -> bool:
        self._same(other)
        return self.minor < other.minor

    def __bool__(self) -> bool:
        return self.minor != 0

    def _same(self, other: Money) -> None:
        if not isinstance(other, Money):
            raise InvalidInput(f"money goes only with money, not with {other!r}")
        if self.currency != other.currency:
            raise CurrencyMismatch(
                f"{self} and {other} are two currencies: convert one of them first"
            )


def plain(minor: int, decimals: int) -> str:
    """Minor units as plain decimal text with exactly `decimals` decimals."""
    sign = "-" if minor < 0 else ""
    digits = str(abs(minor)).rjust(decimals + 1, "0")
    if decimals == 0:
        return sign + digits
    return f"{sign}{digits[:-decimals]}.{digits[-decimals:]}"


def total(amounts: Iterable[Money], currency: str) -> Money:
    """Sum of amounts of one currency; zero of it when there are none."""
    result = Money.zero(currency)
    for amount in amounts:
        result = result + amount
    return result


def allocate(money: Money, weights: Sequence[int]) -> list[Money]:
    """Split an amount by whole-number weights; the parts always sum to the whole.

    Largest remainder: each part is its exact share rounded towards zero, and the units left go
    one each to the largest remainders, earlier parts first among equals.
    """
    if any(type(weight) is not int or weight < 0 for weight in weights):
        raise InvalidInput("weights are whole numbers, zero or more")
    whole = sum(weights)
    if whole == 0:
        raise InvalidInput("at least one weight has to be above zero")
    sign = -1 if money.minor < 0 else 1
    shares = [divmod(abs(money.minor) * weight, whole) for weight in weights]
    parts = [quotient for quotient, _ in shares]
    left = abs(money.minor) - sum(parts)
    order = sorted(range(len(parts)), key=lambda i: (-shares[i][1], i))
    for index in order[:left]:
        parts[index] += 1
    return [Money(sign * part, money.currency) for part in parts]
