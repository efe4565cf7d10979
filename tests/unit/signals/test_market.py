"""The country of a need that names none: what tells it, how sure, and what that does to the fit."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.leads.fit import NeedText, OfferWords, fit
from leadminer.signals.market import Market, market_of

FORUM = "https://forum.example.com/t/1"


def phone(value: str, raw: str) -> dict[str, Any]:
    return {"kind": "phone", "value": value, "raw": raw}


def budget(currency: str) -> dict[str, Any]:
    return {"kind": "budget", "value": {"currency": currency}}


@pytest.mark.parametrize(
    ("told", "country"),
    [
        ({"contacts": [phone("+886223456789", "+886 2 2345 6789")]}, "TW"),
        ({"contacts": [phone("+14165550123", "+1 416 555 0123")]}, "CA"),  # not the other +1
        ({"contacts": [{"kind": "email", "value": "kim@mail.example.co.uk"}]}, "GB"),
        ({"contacts": [{"kind": "site", "value": "https://shop.example.fr/a"}]}, "FR"),
        ({"facts": [budget("TWD")]}, "TW"),
        ({"facts": [budget("AUD")]}, "AU"),  # Kiribati and Nauru count in it, too
        ({"section": ["Jobs", "Singapore"]}, "SG"),
        ({"url": "https://www.example.com.my/ask/1"}, "MY"),
        ({"lang": "ja"}, "JP"),
        ({"lang": "zh-Hant"}, "TW"),
    ],
)
def test_each_kind_of_evidence_tells_a_country(told: dict[str, Any], country: str) -> None:
    found = market_of(**{"url": FORUM, **told})
    assert found is not None
    assert found.country == country
    assert found.reason


@pytest.mark.parametrize(
    "told",
    [
        {"lang": "en"},
        {"facts": [budget("USD")]},
        {"facts": [budget("EUR")]},
        {"url": "https://forum.example.io/t/1"},
        {"url": "https://forum.example.eu/t/1"},
        {"url": "http://127.0.0.1:8000/t/1"},
        {"contacts": [{"kind": "email", "value": "kim@mail.example"}]},
        {"contacts": [{"kind": "wechat", "value": "kim_88"}]},
        {"contacts": [phone("nonsense", "nonsense")]},
    ],
)
def test_what_everybody_uses_tells_no_country(told: dict[str, Any]) -> None:
    assert market_of(**{"url": FORUM, **told}) is None


def test_evidence_that_agrees_makes_surer_and_what_contradicts_less_sure() -> None:
    number = [phone("+4915112345678", "+49 151 12345678")]
    alone = market_of(url=FORUM, contacts=number)
    agreed = market_of(url=FORUM, contacts=number, lang="de")
    against = market_of(url=FORUM, contacts=number, lang="zh-Hans")
    assert alone and agreed and against
    assert alone.country == agreed.country == against.country == "DE"
    assert agreed.confidence > alone.confidence > against.confidence


def test_a_number_written_as_at_home_says_less_than_one_with_its_country() -> None:
    home = market_of(url=FORUM, contacts=[phone("+4915112345678", "0151 12345678")])
    abroad = market_of(url=FORUM, contacts=[phone("+4915112345678", "0049 151 12345678")])
    assert home and abroad and home.confidence < abroad.confidence


_COUNTRIES = st.sampled_from(["DE", "TW", "US", "GB"])


@given(
    st.lists(st.sampled_from(["+4930123456", "+886223456789", "+14165550123"]), max_size=4),
    st.lists(st.sampled_from(["CNY", "TWD", "USD", "zzz", ""]), max_size=3),
    st.text(max_size=30),
    st.sampled_from([None, "", "en", "de", "zh-Hant", "xx"]),
)
def test_the_confidence_is_a_chance_whatever_is_told(
    numbers: list[str], currencies: list[str], section: str, lang: str | None
) -> None:
    found = market_of(
        url=FORUM,
        section=[section],
        contacts=[phone(n, n) for n in numbers],
        facts=[budget(c) for c in currencies],
        lang=lang,
    )
    if found is not None:
        assert 0.0 < found.confidence < 1.0
        assert found.country in {e.country for e in found.evidence}


def test_the_market_orders_offers_and_refuses_none() -> None:
    def suits(market: Market | None) -> float:
        need = NeedText(title="need folding cartons", market=market)
        found = fit(need, OfferWords(["folding cartons"], countries=["DE"]))
        assert found.rule == "keywords"
        return found.score

    here = market_of(url="https://forum.example.de/t/1", lang="de")
    there = market_of(url=FORUM, lang="ja")
    assert suits(here) > suits(None) > suits(there) > 0.0
    stated = NeedText(title="need folding cartons", country="JP")
    assert fit(stated, OfferWords(["folding cartons"], countries=["DE"])).rule == "region"


def test_an_offer_for_all_countries_does_not_care() -> None:
    market = market_of(url=FORUM, lang="ja")
    told = NeedText(title="need folding cartons", market=market)
    untold = NeedText(title="need folding cartons")
    offer = OfferWords(["folding cartons"])
    assert fit(told, offer) == fit(untold, offer)
