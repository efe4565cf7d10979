"""`leadminer intent` learns, lists, rolls back, asks and exports, on both databases."""

from __future__ import annotations

import csv
import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.cli.intent import app as intent
from leadminer.leads.queries import lead as one_lead
from tests.factories.handoffs import make_contract
from tests.factories.learning import FOOD, scored_lead, season


@pytest.fixture(autouse=True)
def _workspace(app: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEADMINER_WORKSPACE", str(app.workspace.root))


def call(*arguments: str, told: str = "") -> Result:
    result = CliRunner().invoke(intent, list(arguments), input=told)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def test_learning_listing_and_rolling_back(app: App, clock: FixedClock) -> None:
    assert "nothing learnt yet" in call("models", "list").output
    assert "nothing to learn from yet" in call("learn").output
    with pytest.raises(Conflict):
        call("models", "rollback")
    with app.begin() as session:
        contract = make_contract(session)
        season(session, contract, clock, count=24)
        number = scored_lead(session, contract, clock, signal=FOOD, state="new").id or 0
    done = json.loads(call("learn", "--json").output)
    assert done["new"] and done["in_use"] and done["outcomes"] == 24
    again = json.loads(call("learn", "--json").output)
    assert again["version"] == done["version"] and not again["new"]
    listed = json.loads(call("models", "list", "--json").output)
    assert [row["version"] for row in listed["models"]] == [done["version"]]
    assert listed["models"][0]["figures"]["deals"]["count"] == 24
    parts = json.loads(call("rank", str(number), "--json").output)
    assert parts["model_version"] == done["version"] and parts["learnt"] > 0
    assert "none is in use again" in call("models", "rollback").output
    with app.read() as session:
        assert one_lead(session, number).learnt == 0.0
    assert done["version"] in call("models", "follow").output
    with app.read() as session:
        assert one_lead(session, number).learnt > 0
    assert "chance of a deal: 24 outcomes" in call("calibration").output
    assert len(json.loads(call("cuts", "--json").output)) == 13
    assert "0.30" in call("cuts").output
    with pytest.raises(NotFound):
        call("models", "use", "nonsense")
    with pytest.raises(InvalidInput):
        call("rank", str(number), "--at", "yesterday")


def test_posts_are_asked_about_labelled_and_exported(
    app: App, clock: FixedClock, tmp_path: Path
) -> None:
    with app.begin() as session:
        contract = make_contract(session)
        leads = [
            scored_lead(session, contract, clock, signal={"text": f"text number {word}"})
            for word in ("one", "two", "three")
        ]
        numbers = {lead.signal_id for lead in leads}
    asked = json.loads(call("label", "--json").output)
    assert {post["signal_id"] for post in asked["posts"]} == numbers
    output = call("label", "--limit", "3", told="y\n3\nn\nq\n").output
    assert "2 read" in output and "[3/3]" in output
    left = json.loads(call("label", "--json").output)
    assert left["state"]["labels"] == 2
    (last,) = [post["signal_id"] for post in left["posts"]]
    call("label", str(last), "yes", "--strength", "2", "--class", "request")
    assert "nothing to read" in call("label").output
    path = tmp_path / "mine.jsonl"
    assert "3 labelled posts" in call("label", "--export", str(path)).output
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert sorted(line["label"] for line in lines) == [0, 1, 1]
    for wrong in (("label", str(last)), ("label", str(last), "perhaps")):
        with pytest.raises(InvalidInput):
            call(*wrong)


def test_past_leads_are_replayed_without_what_was_written_later(tmp_path: Path) -> None:
    chance = random.Random(4)
    path = tmp_path / "past.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        rows = csv.writer(out)
        rows.writerow(["number", "won", "use", "shop", "Lead Quality"])
        for number in range(1300):
            use = chance.choice(["food", "paint"])
            won = chance.random() < (0.8 if use == "food" else 0.2)
            rows.writerow([number, int(won), use, chance.choice("ab"), "high" if won else "low"])
    told = json.loads(call("replay", str(path), "--merchant", "shop", "--json").output)
    assert told["left_out"] == ["Lead Quality"] and told["leads"] == 1300
    nothing = [row for row in told["rows"] if row["question"] == "from nothing"]
    rocs = {row["outcomes"]: row["roc"][0] for row in nothing}
    assert rocs[0] == 0.5 < rocs[50] < 0.86  # 1 would be the leak
    assert rocs[200] > 0.75
    with pytest.raises(InvalidInput):
        call("replay", str(path), "--outcome", "no such column")
