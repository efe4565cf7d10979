"""Amounts, dates and rates of a statement as its reader writes them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal, get_currency_symbol

from leadminer.base.money import EXPONENTS, plain
from leadminer.base.rates import Rate
from leadminer.reports.documents.labels import LOCALES, labels, language_of


@dataclass(frozen=True)
class Reader:
    """How one language writes what stands on a statement."""

    language: str

    @property
    def locale(self) -> str:
        """Babel's name of the reader's locale."""
        return LOCALES[language_of(self.language)]

    @property
    def words(self) -> dict[str, str]:
        """The fixed words."""
        return labels(self.language)

    def say(self, key: str, **places: Any) -> str:
        """One of the words with its places filled."""
        return self.words[key].format(**places)

    def number(self, minor: int, currency: str) -> str:
        """An amount without its currency: 78,000.00; a minus sign, not a hyphen."""
        decimals = EXPONENTS[currency]
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
        text = format_decimal(Decimal(plain(minor, decimals)), format=pattern, locale=self.locale)
        return text.replace("-", "−")

    def money(self, minor: int, currency: str) -> str:
        """An amount with its currency as the reader writes it: ¥78,000.00."""
        sign = get_currency_symbol(currency, locale=self.locale)
        space = "\u00a0" if sign.isalpha() else ""
        return f"{'−' if minor < 0 else ''}{sign}{space}{self.number(abs(minor), currency)}"

    def day(self, iso: str) -> str:
        """A day with its year: 3 Nov 2026, 2026年11月3日."""
        return format_date(date.fromisoformat(iso), format="medium", locale=self.locale)

    def short_day(self, iso: str) -> str:
        """A day of a known year: 3 Nov, 11月3日."""
        return format_skeleton("MMMd", date.fromisoformat(iso), locale=self.locale)

    def month(self, period: str) -> str:
        """A period: November 2026, 2026年11月."""
        return format_skeleton("yMMMM", date.fromisoformat(f"{period}-01"), locale=self.locale)

    def time(self, iso: str) -> str:
        """A moment in UTC, to the minute."""
        moment = datetime.fromisoformat(iso)
        return f"{self.day(iso[:10])} {moment:%H:%M}"

    def rate(self, basis_points: int) -> str:
        """A rate with its sign: 5 %, 5%."""
        return self.say("step_rate", rate=Rate(basis_points).percent())
