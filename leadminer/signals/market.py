"""Which country a need stands in where nobody says so, with what tells it. Pure.

A stated place always comes first and is read elsewhere (`facts/`); this is for the many texts that
name none. Each piece of evidence has a share of needs it is right about, by judgement; pieces that
agree make surer, pieces that contradict make less sure. It orders and explains; what may be sent
to whom is never decided by it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import phonenumbers
from babel.core import get_global

from leadminer.signals.facts.countries import find_place

# how often each kind of evidence is right about the need's country
SHARES = {
    "phone_abroad": 0.90,  # a number written with its country code
    "phone": 0.60,  # a number written as at home: whose home was guessed when it was read
    "email": 0.75,
    "site": 0.70,
    "section": 0.70,  # "Berlin", "Singapore jobs"
    "currency": 0.65,
    "host": 0.55,  # the domain of the page
}
# currencies that people of many countries count in
_EVERYBODYS_MONEY = frozenset({"USD", "EUR", "XAF", "XOF", "XCD", "XPF"})
# two letters that are sold to everybody and tell no country
_EVERYBODYS_DOMAINS = frozenset(
    {"ac", "ag", "ai", "am", "bz", "cc", "cd", "co", "fm", "gg", "gl", "im", "io", "la", "ly", "me"}
    | {"ms", "nu", "pw", "sc", "sh", "so", "st", "tk", "to", "tv", "vc", "vg", "ws"}
)
_OF_DOMAIN = {"uk": "GB"}
# how much of what is written in a language comes from one country; English and the other languages
# of many countries tell none
_OF_LANGUAGE = {
    "ja": ("JP", 0.9),
    "ko": ("KR", 0.85),
    "th": ("TH", 0.9),
    "vi": ("VN", 0.85),
    "id": ("ID", 0.85),
    "pl": ("PL", 0.8),
    "tr": ("TR", 0.8),
    "it": ("IT", 0.8),
    "zh-Hans": ("CN", 0.7),
    "zh-Hant": ("TW", 0.55),
    "de": ("DE", 0.6),
    "pt": ("BR", 0.55),
    "ru": ("RU", 0.5),
}
# the money of each country today (CLDR)
_CURRENCIES: dict[str, frozenset[str]] = {
    str(code): frozenset(
        str(currency) for currency, _, until, tender in rows if until is None and tender
    )
    for code, rows in get_global("territory_currencies").items()
    if len(str(code)) == 2 and code not in ("EU", "EZ", "UN", "ZZ")
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for a country: the kind, the words or value, the country."""

    kind: str  # a key of SHARES, or "language"
    text: str
    country: str  # ISO 3166 alpha-2
    share: float


@dataclass(frozen=True, slots=True)
class Market:
    """The likeliest country of a need, how sure that is (0..1), and what speaks for and against."""

    country: str
    confidence: float
    evidence: tuple[Evidence, ...]

    @property
    def reason(self) -> str:
        """The strongest piece of evidence for it, in few words."""
        best = max((e for e in self.evidence if e.country == self.country), key=lambda e: e.share)
        return best.text


def market_of(
    *,
    url: str,
    section: Sequence[str] = (),
    contacts: Sequence[Mapping[str, Any]] = (),
    facts: Sequence[Mapping[str, Any]] = (),
    lang: str | None = None,
) -> Market | None:
    """The likeliest country of a signal that names none; None where nothing tells one.

    `contacts` and `facts`: as a signal keeps them. Per country the chance that all its evidence
    errs is the product of what each piece leaves open; the confidence is the chance that this
    country is right and the others are not, over all countries spoken for.
    """
    evidence = tuple(dict.fromkeys(_evidence(url, section, contacts, facts, lang)))
    if not evidence:
        return None
    wrong: dict[str, float] = defaultdict(lambda: 1.0)
    for kind, country in {(e.kind, e.country) for e in evidence}:
        share = max(e.share for e in evidence if (e.kind, e.country) == (kind, country))
        wrong[country] *= 1.0 - share
    nothing = math.prod(wrong.values())
    alone = {c: (1.0 - left) * nothing / left for c, left in wrong.items()}
    country = max(sorted(alone), key=lambda c: alone[c])
    confidence = alone[country] / (nothing + sum(alone.values()))
    return Market(country, round(confidence, 3), evidence)


def _evidence(
    url: str,
    section: Sequence[str],
    contacts: Sequence[Mapping[str, Any]],
    facts: Sequence[Mapping[str, Any]],
    lang: str | None,
) -> Iterator[Evidence]:
    yield from _of_contacts(contacts)
    place = find_place(*section)
    if place is not None:
        yield Evidence("section", place.name, place.country, SHARES["section"])
    for fact in facts:
        if fact.get("kind") == "budget":
            yield from _of_currency(str(fact["value"].get("currency") or ""))
    yield from _of_domain("host", urlsplit(url).hostname or "")
    if lang in _OF_LANGUAGE:
        country, share = _OF_LANGUAGE[lang]
        yield Evidence("language", lang, country, share)


def _of_contacts(contacts: Iterable[Mapping[str, Any]]) -> Iterator[Evidence]:
    for point in contacts:
        kind, value = point.get("kind"), str(point.get("value") or "")
        if kind == "phone":
            yield from _of_phone(value, str(point.get("raw") or ""))
        elif kind == "email":
            yield from _of_domain("email", value.rpartition("@")[2])
        elif kind == "site":
            yield from _of_domain("site", urlsplit(value).hostname or value.partition("/")[0])


def _of_phone(value: str, raw: str) -> Iterator[Evidence]:
    try:
        number = phonenumbers.parse(value)
    except phonenumbers.NumberParseException:
        return
    country = phonenumbers.region_code_for_number(number)
    if country and len(country) == 2 and country.isalpha():
        kind = "phone_abroad" if raw.strip().startswith(("+", "00", "＋")) else "phone"
        yield Evidence(kind, f"+{number.country_code}", country, SHARES[kind])


def _of_domain(kind: str, host: str) -> Iterator[Evidence]:
    last = host.rstrip(".").rpartition(".")[2].lower()
    country = _OF_DOMAIN.get(last, last.upper())
    if last not in _EVERYBODYS_DOMAINS and country in _CURRENCIES:
        yield Evidence(kind, f".{last}", country, SHARES[kind])


def _of_currency(currency: str) -> Iterator[Evidence]:
    homes = [code for code, known in _CURRENCIES.items() if currency in known]
    if currency not in _EVERYBODYS_MONEY and homes:
        # a few neighbours count in their large neighbour's money; the money is named after it
        home = currency[:2] if currency[:2] in homes else homes[0]
        yield Evidence("currency", currency, home, SHARES["currency"])
