"""Facts of a need: what is told is found where it stands, what is not told is not made up."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.facts.items import best
from leadminer.signals.facts.numerals import read_number
from leadminer.signals.facts.reading import read_facts

SAID_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)  # a Sunday


def told(text: str, kind: str, *, lang: str = "en", region: str | None = None) -> dict[str, Any]:
    fact = best(read_facts("", text, said_at=SAID_AT, lang=lang, region=region), kind)
    return fact.value if fact else {}


@pytest.mark.parametrize(
    ("text", "lang", "region", "expected"),
    [
        ("budget is 5-10k EUR", "en", None, ("EUR", 500_000, 1_000_000)),
        ("can spend under £500", "en", None, ("GBP", None, 50_000)),
        ("we can pay $41k", "en", "US", ("USD", 4_100_000, 4_100_000)),
        ("budget $900", "en", "CA", ("CAD", 90_000, 90_000)),
        ("预算8万", "zh-Hans", "CN", ("CNY", 8_000_000, 8_000_000)),
        ("预算1万以内", "zh-Hans", "CN", ("CNY", None, 1_000_000)),
        ("预算三四万", "zh-Hans", "CN", ("CNY", 3_000_000, 4_000_000)),
        ("预算一万五", "zh-Hans", None, ("CNY", 1_500_000, 1_500_000)),
        ("預算NT$320萬", "zh-Hant", "TW", ("TWD", 320_000_000, 320_000_000)),
        ("預算3萬元以上", "zh-Hant", "HK", ("HKD", 3_000_000, None)),
        ("予算は¥50000, budget ¥50000", "ja", "JP", ("JPY", 50_000, 50_000)),
    ],
)
def test_a_budget_is_a_range_in_minor_units(
    text: str, lang: str, region: str | None, expected: tuple[str, int | None, int | None]
) -> None:
    value = told(text, "budget", lang=lang, region=region)
    assert (value["currency"], value["min"], value["max"]) == expected
    assert all(isinstance(value[end], int | None) for end in ("min", "max"))


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("needed by 10 December", "2026-12-10"),
        ("within 3 weeks please", "2026-12-13"),
        ("by next Friday", "2026-11-27"),
        ("ready before Christmas", "2026-12-25"),
        ("stock by Thanksgiving", "2026-11-26"),
        ("open before Labor Day", "2027-09-06"),
        ("this quarter", "2026-12-31"),
        ("月底前要", "2026-11-30"),
        ("春节前上线", "2027-02-06"),
        ("明年三月前", "2027-03-31"),
        ("下周三前送到", "2026-11-25"),
        ("3天内到货", "2026-11-25"),
    ],
)
def test_a_deadline_counts_from_the_day_of_the_post(text: str, until: str) -> None:
    assert told(text, "deadline")["until"] == until


def test_a_word_like_may_is_no_deadline_on_a_post_of_no_known_day() -> None:
    facts = read_facts("", "we may buy 3 pumps", said_at=None, lang="en", region=None)
    assert best(facts, "deadline") is None


@pytest.mark.parametrize(
    "text",
    [
        "Version 2.14.1 crashes since 12 October",
        "They were founded in 2015 and the invoice is 4471120",
        "I may march on with it",
        "三天前发布",
    ],
)
def test_the_past_and_mere_numbers_are_no_deadline(text: str) -> None:
    assert told(text, "deadline") == {}


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("need two dozen chairs", "24", "24"),
        ("求购200台水泵", "200", "200"),
        ("采购纸箱十几万个", "110000", "190000"),
        ("looking for 2,000 boxes", "2000", "2000"),
        ("数量：1.5万件", "15000", "15000"),
    ],
)
def test_a_quantity_is_read_with_its_multiplier(text: str, low: str, high: str) -> None:
    value = told(text, "quantity")
    assert (float(value["min"]), float(value["max"])) == (float(low), float(high))


@pytest.mark.parametrize(
    "text", ["推荐一个靠谱的工厂", "3 years ago", "a 500 liter tank", "get 3 quotes", "型号200"]
)
def test_articles_years_and_sizes_are_no_quantity(text: str) -> None:
    fact = best(read_facts("", text, said_at=SAID_AT), "quantity")
    assert fact is None or fact.confidence < 0.5


def test_a_labelled_field_is_surer_than_the_text_and_both_stay() -> None:
    facts = read_facts(
        "", "预算2万", fields={"预算": "8万元"}, said_at=SAID_AT, lang="zh-Hans", region="CN"
    )
    budgets = [f for f in facts if f.kind == "budget"]
    assert len(budgets) == 2
    chosen = best(facts, "budget")
    assert chosen is not None
    assert chosen.value["max"] == 8_000_000
    assert chosen.method == "label"


@given(st.text(alphabet="预算求购台万元十三 ,.-$€k1250日月前内by in need a of", max_size=120))
def test_a_fact_quotes_the_text_at_its_offsets(text: str) -> None:
    for fact in read_facts("", text, said_at=SAID_AT, lang="zh-Hans"):
        assert text[fact.start : fact.end] == fact.text
        assert 0 < fact.confidence <= 1


@given(st.integers(1, 9_999_999))
def test_a_grouped_number_is_read_as_written(number: int) -> None:
    amount = read_number(f"{number:,}")
    assert amount is not None
    assert amount.low == amount.high == number


@pytest.mark.parametrize("said", ["looking for", "budget 5k", "need about 5", "1,111.1 百万", "买"])
def test_a_wide_gap_is_read_as_the_end_of_a_sentence(said: str) -> None:
    near = read_facts("", f"We need 500 chairs by 5 May 2027. {said}   ")
    wide = read_facts("", f"We need 500 chairs by 5 May 2027. {said}" + " " * 7000)
    assert [(f.kind, f.start, f.end, f.text) for f in wide] == [
        (f.kind, f.start, f.end, f.text) for f in near
    ]
