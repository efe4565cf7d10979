"""Lead forms of ads: who, how to reach them, and what they answered, each in its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.intake.lead_forms import signal_of_form

LEAD = {
    "lead_id": "TeSter-123",
    "form_id": 40000000000,
    "is_test": False,
    "google_key": "secret",
    "gcl_id": "click",
    "user_column_data": [
        {"column_id": "FIRST_NAME", "string_value": "Ann"},
        {"column_id": "LAST_NAME", "string_value": "Lee"},
        {"column_id": "EMAIL", "string_value": "ann@buyer.example"},
        {"column_id": "PHONE_NUMBER", "string_value": "+12125552368"},
        {"column_id": "CITY", "column_name": "City", "string_value": "Boston"},
        {"column_id": "q1", "column_name": "How many?", "string_value": "500 chairs"},
        {"column_id": "q2", "column_name": "By when?", "string_value": ""},
    ],
}


def test_each_column_goes_where_it_belongs() -> None:
    signal = signal_of_form(LEAD, need="Office chairs")
    assert signal.pop("url").startswith("import:")
    assert signal == {
        "title": "Office chairs",
        "is_test": False,
        "author": "Ann Lee",
        "email": "ann@buyer.example",
        "phone": "+12125552368",
        "text": "How many?: 500 chairs",
        "fields": {"City": "Boston", "How many?": "500 chairs", "form_id": "40000000000"},
    }


def test_one_lead_is_one_signal_whatever_else_changes() -> None:
    assert signal_of_form(LEAD)["url"] == signal_of_form({**LEAD, "is_test": True})["url"]
    assert signal_of_form(LEAD)["url"] != signal_of_form({**LEAD, "lead_id": "2"})["url"]


@pytest.mark.parametrize("sent", [None, [], {}, {"lead_id": "1"}, {"user_column_data": []}])
def test_what_is_no_lead_form_is_refused(sent: object) -> None:
    with pytest.raises(InvalidInput, match="lead_id"):
        signal_of_form(sent)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=8,
)


@given(JSON, JSON)
def test_no_column_makes_it_stumble(column: object, other: object) -> None:
    sent = {"lead_id": "1", "user_column_data": [column, {"column_id": "X", "string_value": other}]}
    assert signal_of_form(sent)["title"] == ""
