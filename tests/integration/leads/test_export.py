"""Leads go out into a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from leadminer.base.errors import InvalidInput
from leadminer.reports.lead_export import neutral, write_leads
from leadminer.store import Session
from tests.factories.leads import make_lead
from tests.factories.merchants import make_merchant, make_offer


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
