"""One text at two places is told from two needs of one pattern."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.twins import NEAR_BITS, Seen, bands, distance, fingerprint, is_twin

EN = (
    "We are looking for a supplier of 200 steel drums for our plant in Berlin. Delivery before"
    " March, budget about 8000 EUR. Please send offers."
)
ZH = (
    "我们工厂急需两台500L的搅拌罐，不锈钢材质，预算8万以内，"
    "求推荐靠谱的厂家，最好在苏州附近，月底前到货。"
)
DAY = datetime(2026, 11, 1, tzinfo=UTC)
POST = Seen("a.example", "Ann", "Drums wanted", EN, DAY)


def elsewhere(text: str = EN, **other: object) -> Seen:
    return replace(POST, host="b.example", author="ann_1987", text=text, **other)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", [EN, EN.upper(), EN.replace(" ", "  "), EN.replace(". ", ".\n\n"), f"{EN} Thanks!"]
)
def test_a_text_copied_to_another_site_is_one_post(text: str) -> None:
    assert is_twin(POST, elsewhere(text))


def test_traditional_characters_are_the_same_words() -> None:
    copy = opencc.OpenCC("s2t").convert(ZH)
    assert copy != ZH
    assert is_twin(replace(POST, text=ZH), elsewhere(copy))
    assert fingerprint(copy) == fingerprint(ZH)


@pytest.mark.parametrize(
    "text",
    [
        EN.replace("Berlin", "Munich"),
        EN.replace("200", "300"),
        EN.replace("8000", "80000"),
        EN.replace("steel drums", "oak barrels"),
        EN.replace("looking for", "a supplier, not"),
        ZH,
    ],
)
def test_a_need_of_the_same_pattern_is_another_need(text: str) -> None:
    assert not is_twin(POST, elsewhere(text))


def test_on_one_site_only_the_same_author_with_the_same_words_said_it_twice() -> None:
    assert is_twin(POST, replace(POST, text=EN.upper()))
    assert not is_twin(POST, replace(POST, author="Bob"))
    assert not is_twin(POST, replace(POST, author=""))
    assert not is_twin(POST, replace(POST, title="More drums wanted"))
    assert not is_twin(POST, replace(POST, text=f"{EN} Thanks!"))


def test_another_view_of_a_thread_shows_the_same_minute_under_another_title() -> None:
    then = replace(POST, posted_at=DAY.replace(hour=10, minute=5))
    view = replace(then, title="Archive", posted_at=DAY.replace(hour=10, minute=5, second=40))
    assert is_twin(then, view)
    assert not is_twin(then, replace(view, posted_at=DAY.replace(hour=10, minute=7)))
    assert not is_twin(POST, replace(POST, title="Archive"))  # a bare day says no minute


def test_said_again_after_a_month_it_is_a_need_said_again() -> None:
    assert is_twin(POST, elsewhere(posted_at=DAY + timedelta(days=20)))
    assert not is_twin(POST, elsewhere(posted_at=DAY + timedelta(days=40)))
    assert is_twin(POST, elsewhere(posted_at=None))


def test_short_texts_are_the_same_by_chance() -> None:
    assert fingerprint("+1, me too") is None
    assert fingerprint("any updates on this?") is None
    short = "Can anyone recommend a good dentist near Leeds?"
    assert not is_twin(replace(POST, text=short), elsewhere(short))


@given(st.text(max_size=300))
def test_any_text_has_a_fingerprint_of_64_bits_or_none(text: str) -> None:
    value = fingerprint(text)
    if value is None:
        return
    assert -(2**63) <= value < 2**63
    assert distance(value, value) == 0
    assert all(2**16 <= band < 2**31 for band in bands(value, text)), "a column holds them"


@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=3))
def test_near_fingerprints_share_a_band(value: int, flipped: set[int]) -> None:
    other = value
    for bit in flipped:
        other ^= 1 << bit
    assert distance(value, other) <= NEAR_BITS
    shared = zip(bands(value, EN), bands(other, f"{EN} Thanks!"), strict=True)
    assert any(a == b for a, b in shared)
