"""What a provider answers stands beside what pages told, and never in its place."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.company_values import (
    FIELDS,
    answered_company,
    as_company,
    merged,
    page_told,
    with_answer,
)

PAGE = {"method": "text", "confidence": 0.7, "source": "https://d.example/1", "observed_at": "t"}


def value(field: str, text: str, *, sure: float = 0.9, source: str = "https://d.example/1") -> Any:
    return {
        "field": field, "value": text, "method": "label", "confidence": sure, "source": source,
        "observed_at": "2026-11-01T00:00:00+00:00",
    }  # fmt: skip


def told(field: str, text: str, sure: float = 0.95) -> dict[str, Any]:
    return {
        "field": field, "value": text, "confidence": sure, "source": "https://api.example/r/1",
        "observed_at": "2026-11-02T00:00:00+00:00",
    }  # fmt: skip


def test_a_page_counts_before_a_provider_that_is_surer_and_both_are_kept() -> None:
    company = as_company({}, [value("address", "Bonn", sure=0.5)])
    after = answered_company(company, [told("address", "Ulm"), told("lei", "L")], "p", page=PAGE)
    assert after["address"] == "Bonn"
    assert after["lei"] == "L"
    assert after["conflicts"] == ["address"]
    assert after["confidence"]["address"] < company["confidence"]["address"]
    assert {v["value"]: v["method"] for v in after["values"]}["Ulm"] == "provider"


def test_a_field_no_page_tells_is_filled_with_its_source() -> None:
    after = answered_company(
        as_company({}, [value("name", "Hengli")]), [told("address", "Ulm")], "p", page=PAGE
    )
    assert after["address"] == "Ulm"
    kept = next(v for v in after["values"] if v["field"] == "address")
    assert (kept["provider"], kept["source"]) == ("p", "https://api.example/r/1")


def test_a_page_read_later_counts_before_the_answer() -> None:
    answered = answered_company(
        as_company({}, [value("name", "Hengli")]), [told("address", "Ulm")], "p", page=PAGE
    )
    values = merged(answered["values"], [value("address", "Bonn", sure=0.5)])
    assert as_company(answered, values)["address"] == "Bonn"


def test_a_new_answer_takes_the_place_of_the_providers_own_old_one_only() -> None:
    first = with_answer([value("name", "Hengli")], [told("address", "Ulm")], "p")
    first = with_answer(first, [told("address", "Bonn")], "q")
    then = with_answer(first, [told("address", "Kiel")], "p")
    assert [(v["value"], v.get("gone", False)) for v in then] == [
        ("Hengli", False), ("Ulm", True), ("Bonn", False), ("Kiel", False),
    ]  # fmt: skip


def test_an_answer_with_a_pages_address_as_its_source_leaves_the_page_alone() -> None:
    page = value("phone", "+49301")
    hostile = {**told("phone", "+49302"), "source": page["source"]}
    assert with_answer([page], [hostile], "p")[0] == page


def test_a_row_without_values_keeps_its_fields_before_the_answer() -> None:
    row = {"name": "Hengli", "phone": "+49301", "country": None}
    after = answered_company(row, [told("phone", "+49302"), told("country", "DE")], "p", page=PAGE)
    assert (after["phone"], after["country"]) == ("+49301", "DE")
    assert page_told(after)["phone"] == "+49301"
    assert not page_told(after)["country"]


texts = st.sampled_from(["a", "b", "c"])
pages = st.lists(
    st.builds(value, st.sampled_from(FIELDS), texts, sure=st.floats(0.1, 0.99)), max_size=8
)
answers = st.lists(
    st.builds(told, st.sampled_from([*FIELDS, "lei", "size"]), texts, st.floats(0.01, 0.95)),
    max_size=8,
)


@given(pages, st.lists(answers, max_size=3))
def test_whatever_is_answered_what_pages_tell_stays(page: Any, rounds: list[Any]) -> None:
    before = as_company({}, page)
    after = before
    for number, answer in enumerate(rounds):
        after = answered_company(after, answer, f"p{number % 2}", page=PAGE)
    for field in FIELDS:
        if before.get(field):
            assert after[field] == before[field]
    assert [v for v in after["values"] if v["method"] != "provider"] == before["values"]
    bare = page_told(after)
    assert {f: bare.get(f) or "" for f in FIELDS} == {f: before.get(f) or "" for f in FIELDS}
