"""How sure the values of a company are that count."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.company_values import chosen, confidences


def told(value: str, confidence: float, source: str, field: str = "address") -> dict[str, Any]:
    return {"field": field, "value": value, "confidence": confidence, "source": source,
            "method": "text"}  # fmt: skip


A, B, C = "https://a.example/1", "https://b.example/1", "https://a.example/2"


def test_one_page_tells_as_surely_as_its_way_of_telling() -> None:
    assert confidences([told("Hauptstr. 1", 0.8, A)]) == {"address": 0.8}


def test_two_sites_that_agree_are_surer_and_two_pages_of_one_site_are_not() -> None:
    one = told("Hauptstr. 1", 0.8, A)
    assert confidences([one, told("Hauptstr 1", 0.7, B)])["address"] == pytest.approx(0.94)
    assert confidences([one, told("Hauptstr 1", 0.7, C)])["address"] == 0.8


def test_a_contradiction_lowers_it_and_two_telephones_are_none() -> None:
    both = [told("Hauptstr. 1", 0.8, A), told("Ringweg 9", 0.7, B)]
    assert 0.4 < confidences(both)["address"] < 0.65
    phones = [told("+4930111", 0.8, A, "phone"), told("+4930222", 0.7, B, "phone")]
    assert confidences(phones)["phone"] == 0.8


def test_what_a_page_tells_no_more_speaks_against_nothing() -> None:
    old = told("Ringweg 9", 0.9, B) | {"gone": True}
    assert confidences([told("Hauptstr. 1", 0.8, A), old])["address"] == 0.8


@given(
    st.lists(
        st.builds(
            told,
            st.sampled_from(["x", "y", "z"]),
            st.floats(0.05, 0.99),
            st.sampled_from([A, B, C]),
        ),
        min_size=1, max_size=12,
    )
)  # fmt: skip
def test_it_is_a_chance_and_agreement_never_lowers_it(values: list[dict[str, Any]]) -> None:
    before = confidences(values)["address"]
    assert 0.0 < before <= 1.0
    best = chosen(values)["address"]["value"]
    more = [*values, told(best, 0.5, "https://new.example/")]
    assert chosen(more)["address"]["value"] == best
    assert confidences(more)["address"] >= before - 1e-9
