"""Fit by the merchant's own texts and prices: in whatever languages they were written."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.leads.fit import NeedText, OfferWords, fit
from leadminer.leads.offer_terms import terms_of
from leadminer.leads.price_band import LEEWAY, Budget, budget_of, outside
from leadminer.merchants.imports import price_band
from leadminer.signals.facts.reading import read_facts

BOXES = OfferWords(
    ["folding carton"],
    name="Faltschachteln 彩盒 Mailer boxes",
    sheets=(
        "Wir fertigen bedruckte Versandkartons aus Wellpappe, meist innerhalb von drei Wochen.",
        "我们做瓦楞纸箱和彩盒,可免费打样,交期一般两周。",
        "Printed mailer boxes from corrugated board, usual lead time three weeks.",
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "Suche bedruckte Versandkartons, Wellpappe, 500 Stück",
        "求购一批瓦楞纸箱，彩盒也要",
        "求購一批瓦楞紙箱，彩盒也要",
        "who makes small runs of mailer boxes for a coffee shop?",
    ],
)
def test_a_need_in_any_language_of_the_merchants_texts_is_found_without_a_keyword(
    text: str,
) -> None:
    found = fit(NeedText(title=text), BOXES)
    assert found.rule == "texts"
    assert found.score >= 0.2
    for reason in found.reasons:
        assert text[reason["start"] : reason["end"]] == reason["text"]


@pytest.mark.parametrize(
    "text",
    [
        "usual lead time of three weeks, is that normal for a passport?",
        "交期一般多久?免费打样的多吗",
        "I boxed my mailer last week",  # words of theirs, but no phrase
    ],
)
def test_words_of_every_trade_make_no_fit(text: str) -> None:
    assert fit(NeedText(title=text), BOXES).score == 0


def test_a_keyword_still_counts_more_than_the_texts() -> None:
    by_texts = fit(NeedText(title="corrugated mailer boxes wanted"), BOXES)
    by_both = fit(NeedText(title="folding carton or corrugated mailer boxes wanted"), BOXES)
    assert by_texts.score < by_both.score
    assert by_both.rule == "keywords"


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_texts_make_terms_and_any_need_a_fit(sheet: str, need: str) -> None:
    terms_of((sheet,))
    found = fit(NeedText(text=need), OfferWords(["x"], name=sheet, sheets=(sheet,)))
    assert 0 <= found.score < 1


def _need(text: str) -> NeedText:
    facts: list[dict[str, Any]] = [fact.as_row() for fact in read_facts("", text)]
    return NeedText(text=text, budget=budget_of(facts))


PRICES = {"CNY": (500_000, 8_000_000), "USD": (70_000, None)}


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("need a tank, budget $300", "price"),
        ("need a tank, budget $600", "keywords"),  # within a fifth of the least: talk
        ("need a tank, budget $90,000", "keywords"),  # no most in this currency
        ("need a tank, budget €5", "keywords"),  # no band in this currency: not guessed
        ("need a tank", "keywords"),
        ("求购 tank，预算50万元", "price"),
        ("求购 tank，预算3万元", "keywords"),
        ("need 200 pcs of tank, budget $5 per piece", "keywords"),  # 1,000 in all
        ("need 20 pcs of tank, budget $5 per piece", "price"),
    ],
)
def test_a_budget_outside_the_price_band_is_no_fit(text: str, rule: str) -> None:
    found = fit(_need(text), OfferWords(["tank"], prices=PRICES))
    assert found.rule == rule
    assert (found.score == 0) == (rule == "price")


@given(st.integers(1, 10**9), st.integers(1, 10**9), st.integers(1, 10**9))
def test_a_budget_that_meets_the_band_is_never_refused(least: int, most: int, told: int) -> None:
    least, most = min(least, most), max(least, most)
    why = outside(Budget("EUR", told, told, ""), {"EUR": (least, most)})
    if least <= told <= most:
        assert not why
    if told > most * (1 + LEEWAY) or told < least * (1 - LEEWAY):
        assert why


@pytest.mark.parametrize(
    "told",
    [{"CNY": ("", "")}, {"CNY": ("9", "3")}, {"XXQ": ("1", "2")}, {"USD": ("1.005", "")}],
)
def test_a_band_that_says_nothing_or_nonsense_is_refused(told: dict[str, tuple[str, str]]) -> None:
    with pytest.raises(InvalidInput):
        price_band(told)


def test_a_band_is_kept_in_minor_units() -> None:
    assert price_band({"JPY": ("5000", ""), "USD": ("1.50", "20")}) == {
        "JPY": [5000, None],
        "USD": [150, 2000],
    }
