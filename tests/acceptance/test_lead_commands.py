"""Leads in and out, why a merchant got one, the funnel: by the command line alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from leadminer.workspace import Workspace
from tests.acceptance.test_bad_input import leadminer, one_sentence

pytestmark = pytest.mark.acceptance


def test_needs_come_in_from_a_file_are_counted_and_go_out(
    workspace: Workspace, tmp_path: Path
) -> None:
    needs = tmp_path / "needs.csv"
    needs.write_text("title,text\n求购搅拌罐,急需两台500L搅拌罐\n,\n", encoding="utf-8")
    done = leadminer(workspace, "leads", "import", str(needs), "--json")
    assert done.returncode == 6, done.stderr  # one row is no need
    rows = json.loads(done.stdout)
    assert [(row["line"], row["outcome"]) for row in rows][1] == (3, "error")
    assert rows[0]["outcome"] in ("lead", "no_lead")
    funnel = json.loads(leadminer(workspace, "report", "funnel", "--json").stdout)
    counts = {step["key"]: step["count"] for step in funnel["steps"]}
    assert (counts["signals"], counts["judged"]) == (1, 1)
    out = tmp_path / "leads.jsonl"
    done = leadminer(workspace, "leads", "export", str(out))
    assert done.returncode == 0, done.stderr
    assert len(out.read_text(encoding="utf-8").splitlines()) == counts["leads"]


def test_why_of_a_lead_there_is_not_says_so(workspace: Workspace) -> None:
    assert "there is no lead 17" in one_sentence(leadminer(workspace, "handoff", "why", "17"), 5)
