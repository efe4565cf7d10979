"""What people tell of themselves that may not be kept: found, and only that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.sensitive.detecting import find_sensitive, mentions
from leadminer.signals.sensitive.items import CATEGORIES
from leadminer.signals.sensitive.masking import MASK, masked
from leadminer.signals.sensitive.vocabulary import LANGUAGES, plain, vocabulary_of


def told(text: str, lang: str | None = None) -> set[str]:
    return {finding.category for finding in find_sensitive(text, lang=lang)}


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("I was told I have Crohn's disease, need a quiet office", "health"),
        ("My grandfather, who is blind, needs a talking clock", "health"),
        ("Recently diagnosed with lupus. Who sells sun-proof blinds?", "health"),
        ("my 4 yo daughter needs a bed", "minors"),
        ("我奶奶去年确诊帕金森，求购防滑垫", "health"),
        ("本人今年15岁，想买台电脑", "minors"),
        ("Je suis au chômage et je cherche une voiture", "hardship"),
        ("Мой сын болеет, у меня эпилепсия", "health"),
    ],
)
def test_what_somebody_tells_of_themselves_is_found(text: str, category: str) -> None:
    assert category in told(text, "fr" if "Je " in text else None)


@pytest.mark.parametrize(
    "text",
    [
        "Our hospital buys 20 dialysis machines and 400 insulin pens",
        "We are a Catholic charity and need a van",
        "Looking for a supplier of wheelchairs in Poland",
        "Patients with diabetes should drink more, says the ministry",
        "I am looking for gay bars that want to test our beer app",
        "I need 12 chairs, 6 tables and 3 lamps",
        "My van is 9 years old and needs brakes",
        "医院采购血压计，高血压门诊用",
        "我们是做糖尿病食品的工厂，找代理",
        "我想买10岁以上儿童玩的积木，批发",
    ],
)
def test_trade_reports_and_figures_tell_of_nobody(text: str) -> None:
    assert told(text) == set()


def test_other_words_of_a_category_that_was_told_give_it_away() -> None:
    text = "I have HIV. Is there an insurer for people with HIV or hepatitis?"
    found = find_sensitive(text)
    gone = [*found, *mentions(text, found, told=text)]
    assert masked(text, gone).text == (
        f"I have {MASK}. Is there an insurer for people with {MASK} or {MASK}?"
    )


def test_spans_that_stay_are_found_where_they_went() -> None:
    text = "I have type 2 diabetes, call 555 0100"
    cut = masked(text, find_sensitive(text))
    start = text.index("555")
    moved = cut.moved(start, start + 8)
    assert moved is not None
    assert cut.text[slice(*moved)] == "555 0100"
    assert cut.moved(10, 15) is None


@given(st.text(max_size=300))
def test_any_text_can_be_read_and_nothing_found_overlaps(text: str) -> None:
    found = find_sensitive(text)
    for finding in found:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.category in CATEGORIES
    assert len(plain(text)) == len(text)
    cut = masked(text, found)
    assert len(cut.text) - cut.text.count(MASK) * len(MASK) <= len(text)


@pytest.mark.parametrize("text", ["my my my my " * 4000, "我妈我妈" * 5000, "i have a " * 3000])
def test_a_hostile_text_is_read_in_bounded_time(text: str) -> None:
    assert find_sensitive(f"{text} diabetes") is not None


def test_every_vocabulary_can_be_read() -> None:
    assert len(LANGUAGES) == 13
    for lang in LANGUAGES:
        assert vocabulary_of(lang).terms


@pytest.mark.parametrize(
    "text",
    [
        "I wish I could camp with my girlfriend more often, but she just cannot",
        "They have been together for about 3 years. My niece never met them",
        "They have been together for about 3 years My niece says",
    ],
)
def test_numbers_inside_words_and_spans_of_years_are_no_ages(text: str) -> None:
    assert find_sensitive(text) == []


def test_a_drawn_line_parts_what_is_said_before_it_from_what_is_said_after() -> None:
    told = find_sensitive("I have cancer" + "\n" * 5000 + "-" * 5000)
    assert [(each.start, each.end) for each in told] == [
        (each.start, each.end) for each in find_sensitive("I have cancer")
    ]
    assert told
