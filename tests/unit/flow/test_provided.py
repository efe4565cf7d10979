"""A provider's answer is a stranger's text: types, lengths and meanings are looked at."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.flow.provided import VALUE_MAX, checked
from leadminer.prospects.providers import Told
from leadminer.signals.company_values import ASKED_FIELDS

SOURCE = "https://register.example/r/1"


def kept(field: Any, value: Any, *, source: Any = SOURCE, sure: Any = 0.8) -> list[str]:
    return [row["value"] for row in checked([Told(field, value, source, sure)], country="DE")]


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("phone", "030 901820", "+4930901820"),
        ("phone", "call us", None),
        ("email", "INFO@Hengli.example", "info@hengli.example"),
        ("email", "kim.li@hengli.example", None),
        ("email", "kim@hengli.example", None),
        ("email", "kim@gmail.com", None),
        ("country", "de", "DE"),
        ("country", "Germany", None),
        ("site", "https://hengli.example/", "https://hengli.example/"),
        ("site", "javascript:alert(1)", None),
        ("site", "http://127.0.0.1/", None),
        ("lei", "529900t8bm49aursdo55", "529900T8BM49AURSDO55"),
        ("lei", "x", None),
        ("address", "Werkstr.\n9\x00 \u202eUlm", "Werkstr. 9 Ulm"),
        ("address", "x" * (VALUE_MAX + 1), None),
        ("size", " ", None),
        ("owner", "Kim Li", None),
        ("name", 7, None),
        ("name", None, None),
    ],
)
def test_only_values_of_a_company_are_kept(field: str, value: Any, expected: str | None) -> None:
    assert kept(field, value) == ([expected] if expected else [])


@pytest.mark.parametrize("sure", [math.nan, math.inf, -1, 0, 2, True, "0.9", None])
def test_a_confidence_that_is_none_leaves_the_value_out(sure: Any) -> None:
    assert kept("name", "Hengli", sure=sure) == []


@pytest.mark.parametrize(
    "source", ["", "register", "data:text/plain,x", "http://10.0.0.1/", "https://a b.example", 7]
)
def test_a_value_without_a_source_people_can_look_at_is_left_out(source: Any) -> None:
    assert kept("name", "Hengli", source=source) == []


def test_nobody_is_wholly_sure() -> None:
    assert checked([Told("name", "Hengli", SOURCE, 1.0)], country="")[0]["confidence"] == 0.95


@pytest.mark.parametrize("answer", [None, "text", {"name": "x"}, [{"field": "name"}], 7])
def test_an_answer_of_another_shape_is_refused(answer: Any) -> None:
    with pytest.raises(ValueError):
        checked(answer, country="")


anything = st.one_of(st.none(), st.integers(), st.floats(), st.text(), st.lists(st.text()))


@given(st.lists(st.builds(Told, anything, anything, anything, anything)))
def test_no_answer_breaks_it(answer: list[Told]) -> None:
    for row in checked(answer, country=""):
        assert row["field"] in ASKED_FIELDS and 0 < row["confidence"] <= 0.95
