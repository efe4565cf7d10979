"""Leads come in from a file and go out into one."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from leadminer.base.clock import FixedClock
from leadminer.base.errors import InvalidInput
from leadminer.leads.imports import import_rows, read_rows
from leadminer.reports.lead_export import neutral, write_leads
from leadminer.store import Session
from tests.factories.leads import make_lead
from tests.factories.merchants import make_merchant, make_offer

ROWS = """title,text,author,email,posted
求购搅拌罐,急需两台,王先生,wang@example.com,2026-11-03
,,,,
Need a tank,two of them,Ann,no address,
Need a tank,two of them,Ann,,yesterday
"""


def test_every_row_has_an_outcome_of_its_own_and_a_second_import_changes_nothing(
    session: Session, clock: FixedClock, tmp_path: Path
) -> None:
    file = tmp_path / "needs.csv"
    file.write_text(ROWS, encoding="utf-8")
    told = import_rows(session, read_rows(file), name=file.name, now=clock.now())
    assert [(o.line, o.outcome) for o in told] == [
        (2, "new"),
        (3, "error"),
        (4, "error"),
        (5, "error"),
    ]
    assert "neither title nor text" in told[1].detail
    assert "no address" in told[2].detail
    assert "yesterday" in told[3].detail
    again = import_rows(session, read_rows(file), name=file.name, now=clock.now())
    assert again[0].outcome == "known"
    assert again[0].signal_id == told[0].signal_id


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "needs.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(InvalidInput, match="title or text"):
        list(read_rows(file))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "  =1", "＝1"])
def test_a_cell_that_begins_like_a_formula_is_text(text: str) -> None:
    assert neutral(text) == f"'{text}"


def test_an_export_neutralises_formulas_in_csv_only(session: Session, tmp_path: Path) -> None:
    evil = '=HYPERLINK("http://evil.example","搅拌罐")'
    make_lead(session, make_offer(session, make_merchant(session)), signal={"title": evil})
    assert write_leads(session, tmp_path / "leads.csv") == 1
    with (tmp_path / "leads.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert row["title"] == f"'{evil}"
    assert write_leads(session, tmp_path / "leads.jsonl") == 1
    (line,) = (tmp_path / "leads.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["title"] == evil
    with pytest.raises(InvalidInput, match="csv"):
        write_leads(session, tmp_path / "leads.pdf")
    assert sorted(path.name for path in tmp_path.glob("leads*")) == ["leads.csv", "leads.jsonl"]
