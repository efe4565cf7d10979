"""What may be learnt from, and what may not (schema tests)."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.scoring.outcome_features import (
    COLUMN,
    COLUMNS,
    NAMED,
    Known,
    allowed_label,
    row_of,
    table_of,
    unpacked,
)

POST = Known(
    log_odds=1.5,
    strength=2,
    intent_class="request",
    groups=("budget", "quantity"),
    fit=0.7,
    fit_words=("搅拌罐",),
    reachability=0.9,
    age_days=2.0,
    answers=("need", "quantity"),
    family="board",
    section=("求购",),
    fields={"Quantity": "500 pcs"},
    title="求购搅拌罐",
    text="We need two mixing tanks before May",
)


def same(one: Known, other: Known) -> bool:
    return row_of(one).packed() == row_of(other).packed()


def test_nothing_but_what_is_known_before_contact_has_a_place() -> None:
    assert {f.name for f in fields(Known)} == {
        *("log_odds", "strength", "intent_class", "groups", "fit", "fit_words", "reachability"),
        *("age_days", "answers", "kind", "family", "section", "fields", "title", "text"),
    }


@pytest.mark.parametrize(
    "label",
    [
        *("Tags", "Lead Quality", "Lead Profile", "Last Activity", "Last Notable Activity"),
        *("Asymmetrique Activity Index", "Asymmetrique Profile Score", "Converted", "Status"),
        *("lead_status", "deal-value", "成交金额", "Follow-up", "Last contact", "outcome"),
    ],
)
def test_what_is_written_after_contact_cannot_enter(label: str) -> None:
    assert not allowed_label(label)
    assert same(POST, replace(POST, fields={**POST.fields, label: "yes"}))


@pytest.mark.parametrize(
    "label",
    [
        *("Gender", "sex", "Age", "Religion", "Nationality", "marital status", "Disability"),
        *(
            "E-mail",
            "Phone",
            "Name",
            "first_name",
            "性别",
            "年龄",
            "民族",
            "ethnicity",
            "Date of birth",
        ),
    ],
)
def test_who_the_person_is_cannot_enter(label: str) -> None:
    assert not allowed_label(label)
    assert same(POST, replace(POST, fields={**POST.fields, label: "x"}))


def test_words_for_such_attributes_are_not_learnt() -> None:
    told = replace(POST, text="muslim pregnant woman 孕妇 needs a tank")
    plain = replace(POST, text="needs a tank")
    one, other = row_of(told), row_of(plain)
    words = [c for c in one.columns.tolist() if c >= NAMED]
    assert words == [c for c in other.columns.tolist() if c >= NAMED]


@pytest.mark.parametrize("label", ["Quantity", "Budget", "Lead Source", "交期", "Specialization"])
def test_what_the_page_said_may_be_learnt(label: str) -> None:
    assert allowed_label(label)
    assert not same(replace(POST, fields={}), replace(POST, fields={label: "7"}))


def test_a_rule_group_of_a_newer_scorer_is_learnt_from_too() -> None:
    assert not same(POST, replace(POST, groups=(*POST.groups, "a group to come")))


def test_columns_of_stored_rows_never_move() -> None:
    # rows are kept for years: these numbers are part of the data
    assert (COLUMN["one"], COLUMN["log_odds"], COLUMN["fit"], COLUMN["age"]) == (0, 3, 7, 9)
    assert (COLUMN["class:request"], COLUMN["group:ask_supplier"]) == (12, 20)
    assert sum(row_of(POST).columns.tolist()) == 11784


@settings(max_examples=80)
@given(
    st.text(max_size=300),
    st.text(max_size=40),
    st.dictionaries(st.text(max_size=20), st.text(max_size=80), max_size=5),
    st.floats(-50, 50),
)
def test_any_text_gives_a_finite_row_that_survives_packing(
    text: str, title: str, told: dict[str, str], log_odds: float
) -> None:
    row = row_of(Known(text=text, title=title, fields=told, log_odds=log_odds))
    assert np.isfinite(row.values.astype(np.float64)).all()
    assert (np.diff(row.columns.astype(int)) > 0).all() and row.columns.max() < COLUMNS
    again = unpacked(*row.packed())
    assert (again.columns == row.columns).all() and (again.values == row.values).all()


def test_a_table_is_its_rows() -> None:
    rows = [row_of(POST), row_of(replace(POST, text="other words"))]
    table = table_of([row.packed() for row in rows])
    weights = np.arange(COLUMNS, dtype=np.float64)
    for row, total in zip(rows, table.dot(weights).tolist(), strict=True):
        expected = float(weights[row.columns] @ row.values.astype(np.float64))
        assert total == pytest.approx(expected, rel=1e-5)
    assert table.dense().sum(axis=1)[0] == pytest.approx(float(rows[0].values.sum()), rel=1e-2)
