"""What several pages tell of one company: all of it is kept, and a stated rule chooses."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from leadminer.signals.company_values import as_company, chosen, conflicts, merged


def told(
    value: str, source: str = "a", *, field: str = "phone", sure: float = 0.9
) -> dict[str, Any]:
    return {
        "field": field, "value": value, "method": "label", "confidence": sure, "source": source,
        "observed_at": "2026-11-22T00:00:00+00:00",
    }  # fmt: skip


def test_the_surer_value_counts_and_the_other_is_kept() -> None:
    values = merged([told("+44201", sure=0.7)], [told("+44202", "b")])
    assert chosen(values)["phone"]["value"] == "+44202"
    assert [v["value"] for v in values] == ["+44201", "+44202"]
    assert conflicts(values) == ["phone"]


def test_of_equals_the_one_that_more_pages_tell_counts_then_the_first() -> None:
    two = [told("+44201", "a"), told("+44202", "b")]
    assert chosen(two)["phone"]["value"] == "+44201"
    assert chosen([*two, told("+44202", "c")])["phone"]["value"] == "+44202"


def test_what_a_page_tells_no_more_is_kept_and_counts_no_more() -> None:
    values = merged([told("+44201", sure=0.95)], [told("+44202", sure=0.5)])
    assert chosen(values)["phone"]["value"] == "+44202"
    assert [v["value"] for v in values if v.get("gone")] == ["+44201"]
    assert chosen(values[:1])["phone"]["value"] == "+44201", "nothing else is known"


def test_a_page_that_is_silent_takes_nothing_back() -> None:
    values = merged([told("+44201")], [told("Acme Ltd", field="name")])
    assert not any(v.get("gone") for v in values)


def test_spellings_of_one_value_do_not_contradict() -> None:
    names = [told("ACME  Ltd.", field="name"), told("Acme Ltd", "b", field="name")]
    sites = [
        told("http://www.a.example/", field="site"),
        told("https://a.example", "b", field="site"),
    ]
    assert conflicts(names + sites) == []


def test_an_extension_that_one_place_leaves_out_is_kept() -> None:
    values = [told("+44201"), {**told("+44201", "b"), "extension": "12"}]
    assert as_company({"phone": "", "extension": ""}, values)["extension"] == "12"


_SOME = st.lists(
    st.builds(
        told, st.sampled_from(["x", "y", "z"]), st.sampled_from("abcdefgh"),
        field=st.sampled_from(["phone", "name", "site"]), sure=st.sampled_from([0.5, 0.9]),
    ),
    max_size=12,
)  # fmt: skip


@given(_SOME, _SOME)
def test_nothing_that_was_told_is_lost(
    known: list[dict[str, Any]], read: list[dict[str, Any]]
) -> None:
    values = merged(merged([], known), read)
    assert {(v["field"], v["value"]) for v in known + read} == {
        (v["field"], v["value"]) for v in values
    }


@given(_SOME)
def test_reading_the_same_again_changes_nothing(read: list[dict[str, Any]]) -> None:
    once = merged([], read)
    assert merged(once, once) == once
