"""Languages of the console: which one a reader gets, its texts, and how it writes numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from decimal import Decimal
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, dates, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from leadminer.base.money import Money, exponent, plain

LANGUAGES = {"zh-Hans": "简体中文", "zh-Hant": "繁體中文", "en": "English"}
LOCALE_DIR = Path(__file__).parent / "locale"


def N_(text: str) -> str:  # noqa: N802 (gettext's name for "translate later")
    """Mark a text for translation; it is translated where it is shown."""
    return text


def choose(*, cookie: str | None, accept: str | None, own: str | None = None) -> str:
    """The language of a page: the reader's click, else the browser's wish, else the account's."""
    if cookie in LANGUAGES:
        return str(cookie)
    for tag in _wishes(accept or ""):
        found = match(tag)
        if found:
            return found
    return own if own in LANGUAGES else "en"


def match(tag: str) -> str | None:
    """One of our languages for a BCP 47 tag: zh-TW -> zh-Hant, en-GB -> en; None if there is none.

    Bare `zh` and regions that write simplified characters are zh-Hans.
    """
    parts = tag.lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        traditional = {"hant", "tw", "hk", "mo"} & set(parts)
        return "zh-Hant" if traditional and "hans" not in parts else "zh-Hans"
    return "en" if parts[0] == "en" else None


def _wishes(header: str) -> Iterable[str]:
    """Tags of an Accept-Language header, best first; nonsense is passed over."""
    found: list[tuple[float, int, str]] = []
    for place, item in enumerate(header[:500].split(",")):
        tag, _, weight = item.partition(";")
        try:
            quality = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if tag.strip() and quality > 0:
            found.append((-quality, place, tag.strip()))
    return [tag for _, _, tag in sorted(found)]


@cache
def translations(lang: str) -> NullTranslations:
    """The texts of a language. English is the source and needs no catalogue."""
    path = LOCALE_DIR / f"{lang}.po"
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as file:
        catalogue = read_po(file, locale=lang.replace("-", "_"))
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return GNUTranslations(compiled)


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang, sep="-")


@dataclass(frozen=True)
class Writer:
    """Writes numbers, money and times the way one reader does."""

    lang: str
    now: datetime
    zone: tzinfo = UTC

    @classmethod
    def of(cls, lang: str, now: datetime, zone_name: str = "UTC") -> Writer:
        """For a reader in a named time zone."""
        return cls(lang, now, ZoneInfo(zone_name))

    @property
    def locale(self) -> Locale:
        """Babel's data for the language."""
        return _locale(self.lang)

    def country(self, code: str) -> str:
        """ "DE" as Germany; empty for what is no ISO 3166 code."""
        return str(self.locale.territories.get(code, "")) if len(code) == 2 else ""

    def number(self, value: int | float | Decimal) -> str:
        """12,840"""
        return numbers.format_decimal(value, locale=self.locale)

    def size(self, count: int) -> str:
        """Bytes as people read them: 12.4 MB."""
        for unit, least in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
            if count >= least:
                text = numbers.format_decimal(round(count / least, 1), locale=self.locale)
                return f"{text} {unit}"
        return f"{self.number(count)} B"

    def share(self, value: float, digits: int = 0) -> str:
        """A share of one as a percentage: 12 %."""
        pattern = "#,##0" + ("." + "0" * digits if digits else "") + " %"
        return numbers.format_percent(value, format=pattern, locale=self.locale)

    def signed_share(self, value: float, digits: int = 0) -> str:
        """A difference of shares: +3.2 %."""
        sign = "+" if value > 0 else "−" if value < 0 else ""
        return sign + self.share(abs(value), digits)

    def rate(self, basis_points: int) -> str:
        """A rate in basis points as a percentage: 7.5 %."""
        return plain(basis_points, 2).rstrip("0").rstrip(".") + " %"

    def money(self, minor: int, currency: str) -> str:
        """An amount with its currency sign: ¥78,000.00."""
        amount = Decimal(plain(minor, exponent(currency)))
        return numbers.format_currency(amount, currency, locale=self.locale).replace("-", "−")

    def amount(self, minor: int, currency: str) -> str:
        """An amount without its sign, for a column whose heading names the currency."""
        digits = exponent(currency)
        pattern = "#,##0" + ("." + "0" * digits if digits else "")
        text = numbers.format_decimal(
            Decimal(plain(minor, digits)), format=pattern, locale=self.locale
        )
        return text.replace("-", "−")

    def of_money(self, value: Money) -> str:
        """A Money, with its sign."""
        return self.money(value.minor, value.currency)

    def day(self, value: date | datetime | None) -> str:
        """22 Nov 2026"""
        if value is None:
            return "–"
        if isinstance(value, datetime):
            value = value.astimezone(self.zone).date()
        pattern = "d MMM y" if self.lang == "en" else "medium"
        return dates.format_date(value, pattern, locale=self.locale)

    def iso_day(self, text: str) -> str:
        """A day kept as text: "2026-11-22"."""
        return self.day(date.fromisoformat(text))

    def clock(self, value: datetime | None) -> str:
        """Day and minute in the reader's zone."""
        if value is None:
            return "–"
        local = value.astimezone(self.zone)
        pattern = "d MMM y, HH:mm" if self.lang == "en" else "y年M月d日 HH:mm"
        return dates.format_datetime(local, pattern, locale=self.locale)

    def month(self, period: str) -> str:
        """ "2026-11" as November 2026."""
        year, number = period.split("-")
        pattern = "MMMM y" if self.lang == "en" else "y年M月"
        return dates.format_date(date(int(year), int(number), 1), pattern, locale=self.locale)

    def ago(self, value: datetime | None) -> str:
        """ "2 hours ago", or the day once it is more than a month back."""
        if value is None:
            return "–"
        delta = value - self.now
        if abs(delta) > timedelta(days=31):
            return self.day(value)
        return dates.format_timedelta(delta, add_direction=True, locale=self.locale, threshold=1.0)

    def left(self, until: datetime) -> str:
        """The time left until a moment, without direction: "5 hours"."""
        return dates.format_timedelta(until - self.now, locale=self.locale, threshold=1.0)

    def span(self, low: float, high: float) -> str:
        """Two durations in seconds as one range: "2 minutes – 1 hour"."""
        said = [
            dates.format_timedelta(
                timedelta(seconds=each), locale=self.locale, threshold=1.0, granularity="second"
            )
            for each in (low, high)
        ]
        return said[0] if said[0] == said[1] else " – ".join(said)

    def seconds(self, start: datetime | None, end: datetime | None) -> str:
        """A duration: "1 minute"."""
        if start is None:
            return "–"
        return dates.format_timedelta(
            (end or self.now) - start, locale=self.locale, threshold=1.0, granularity="second"
        )
