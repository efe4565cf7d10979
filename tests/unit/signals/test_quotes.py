"""The quoted span is the sentence that says the need."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.quotes import QUOTE_CHARACTERS_MAX, quote_span, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hello. We need 200 boxes. Bye", ["Hello.", "We need 200 boxes.", "Bye"]),
        ("你好！急需两台搅拌罐，预算8万。谢谢", ["你好！", "急需两台搅拌罐，预算8万。", "谢谢"]),
        ("v1.5 is fine.\n\nWho sells it?", ["v1.5 is fine.", "Who sells it?"]),
        ("", []),
        (" …… ", []),
    ],
)
def test_sentences_end_where_a_reader_would_end_them(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in sentences(text)] == expected


def test_the_sentence_with_the_most_weight_is_quoted() -> None:
    text = "We are a small plant. We need two tanks by June. Thanks!"
    at = text.index("need")
    start, end = quote_span(text, [(at, at + 4, 1.9), (0, 2, 0.3)])
    assert text[start:end] == "We need two tanks by June."


def test_what_speaks_against_does_not_choose_the_quote() -> None:
    text = "We sell tanks. Who needs one?"
    start, end = quote_span(text, [(0, 7, -3.0), (15, 18, 0.2)])
    assert text[start:end] == "Who needs one?"


@given(
    st.text(max_size=2000),
    st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 2000), st.floats(-9, 9)), max_size=5),
)
def test_a_quote_always_lies_in_its_text_and_is_short(
    text: str, weights: list[tuple[int, int, float]]
) -> None:
    start, end = quote_span(text, weights)
    assert 0 <= start <= end <= len(text)
    assert end - start <= QUOTE_CHARACTERS_MAX
    assert start < end or not sentences(text)
