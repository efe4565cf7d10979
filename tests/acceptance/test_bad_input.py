"""Bad input at the command line: one clear sentence, an exit code, nothing half-written."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadminer.workspace import Workspace

pytestmark = pytest.mark.acceptance


def leadminer(workspace: Workspace, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "LEADMINER_WORKSPACE": str(workspace.root)}
    return subprocess.run(
        [sys.executable, "-m", "leadminer", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def one_sentence(done: subprocess.CompletedProcess[str], code: int) -> str:
    assert done.returncode == code, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("leadminer: ")
    return done.stderr


def test_an_unknown_setting_names_its_line(workspace: Workspace) -> None:
    path = workspace.config_path
    path.write_text(path.read_text() + '\n[minning]\nspeed = "fast"\n', encoding="utf-8")
    said = one_sentence(leadminer(workspace, "leads", "list"), 4)
    assert "unknown setting 'minning'" in said
    assert "did you mean 'mining'" in said


def test_broken_toml_says_where(workspace: Workspace) -> None:
    workspace.config_path.write_text("[web\n", encoding="utf-8")
    assert "is no TOML" in one_sentence(leadminer(workspace, "leads", "list"), 4)


def test_a_folder_that_is_no_workspace_says_how_to_make_one(tmp_path: Path) -> None:
    said = one_sentence(leadminer(Workspace(tmp_path), "leads", "list"), 5)
    assert "leadminer init" in said


def test_an_unreachable_host_is_failed_and_not_empty(workspace: Workspace) -> None:
    words = ("mine", "--spider", "qa", "--url", "http://127.0.0.1:9/", "--allow-private", "--json")
    done = leadminer(workspace, *words)
    assert done.returncode == 1
    assert '"failed"' in done.stdout


def test_a_private_address_is_refused_unless_allowed(workspace: Workspace) -> None:
    done = leadminer(workspace, "mine", "--spider", "qa", "--url", "http://127.0.0.1:9/", "--json")
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert "private" in done.stdout + done.stderr
    assert "--allow-private" in done.stdout + done.stderr


def test_an_unknown_spider_names_the_known_ones(workspace: Workspace) -> None:
    said = one_sentence(leadminer(workspace, "mine", "--spider", "x", "--url", "http://a/"), 5)
    assert "directory" in said
    assert "qa" in said


def test_a_statement_of_a_month_without_bookings_says_so(
    workspace: Workspace, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    words = ("statements", "make", "--period", "2026-11", "--out", str(out))
    said = one_sentence(leadminer(workspace, *words), 5)
    assert "nothing was booked in 2026-11" in said
    assert not out.exists() or not list(out.iterdir())


@pytest.mark.parametrize(
    ("value", "currency", "part"),
    [("12.345", "CNY", "decimal"), ("1e3", "CNY", "1e3"), ("100", "XXQ", "XXQ"), ("-5", "EUR", "")],
)
def test_a_deal_with_a_wrong_amount_is_refused(
    workspace: Workspace, value: str, currency: str, part: str
) -> None:
    words = ("deals", "record", "1", f"--value={value}", "--currency", currency)
    done = leadminer(workspace, *words, "--won-on", "2026-11-03")
    assert done.returncode != 0
    assert "Traceback" not in done.stderr
    assert part in done.stderr


def test_json_is_given_where_it_is_asked_for(workspace: Workspace) -> None:
    import json

    for words in (
        ("leads", "list"),
        ("handoff", "list"),
        ("merchants", "list"),
        ("users", "list"),
        ("deals", "list"),
        ("statements", "list"),
        ("signals", "list"),
        ("jobs", "list"),
        ("outreach", "list"),
        ("ledger", "balances"),
        ("report", "funnel"),
    ):
        done = leadminer(workspace, *words, "--json")
        assert done.returncode == 0, (words, done.stderr)
        json.loads(done.stdout)
