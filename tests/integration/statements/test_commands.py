"""The commands of finance on both databases: what they print, and what they refuse."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from leadminer.app import App
from leadminer.base.errors import Conflict, InvalidInput, LeadminerError
from leadminer.base.money import Money
from leadminer.cli import deals as deals_cli
from leadminer.cli import ledger as ledger_cli
from leadminer.cli import statements as statements_cli
from leadminer.flow.close_deal import record_deal
from leadminer.flow.settle import accrue
from tests.integration.deals import stream


@pytest.fixture
def booked(app: App, monkeypatch: pytest.MonkeyPatch) -> App:
    """A workspace with one commission booked in a month that is over by the machine's clock."""
    monkeypatch.setenv("LEADMINER_WORKSPACE", str(app.workspace.root))
    with app.begin() as session:
        merchant = stream.merchant(session)
        stream.agree(session, merchant.id or 0)
        for n in (1, 2):
            stream.handed_over(session, merchant, n)
        deal = record_deal(
            session,
            app.clock,
            handoff_id=1,
            value=Money.parse("78000.00", "CNY"),
            won_on=date(2026, 1, 15),
            actor="operator:1",
        )
        accrue(session, app.clock, deal.id or 0)
    return app


def run(commands: object, *words: str) -> str:
    """What a command prints; an error of ours comes out as it is."""
    result = CliRunner().invoke(commands.app, list(words))  # type: ignore[attr-defined]
    if isinstance(result.exception, LeadminerError):
        raise result.exception
    assert result.exit_code == 0, result.output
    return result.output


def test_a_month_is_closed_and_stated_by_commands(booked: App, tmp_path: Path) -> None:
    with pytest.raises(Conflict, match="close it first with `leadminer ledger close 2026-01`"):
        run(statements_cli, "make", "--period", "2026-01", "--out", str(tmp_path / "out"))
    assert not (tmp_path / "out").exists()
    assert "closing hash" in run(ledger_cli, "close", "2026-01")
    for _ in range(2):  # again gives the same
        told = run(statements_cli, "make", "--period", "2026-01", "--out", str(tmp_path / "out"))
        assert "3510.00 CNY" in told
    assert len(list((tmp_path / "out").iterdir())) == 3
    [row] = json.loads(run(statements_cli, "list", "--json"))
    assert (row["number"], row["totals"]["CNY"]["due"]) == ("2026-01-hengli", 351_000)
    assert "sound" in run(ledger_cli, "verify")
    balances = json.loads(run(ledger_cli, "balances", "--json"))
    assert {row["account"]: row["amount"] for row in balances} == {
        "1100": "3900.00",
        "2100": "-390.00",
        "4000": "-3510.00",
    }


def test_a_deal_is_recorded_by_a_command_and_wrong_ones_are_refused(booked: App) -> None:
    def record(value: str, currency: str = "CNY", day: str = "2026-02-03") -> str:
        words = ("2", "--value", value, "--currency", currency, "--won-on", day)
        return run(deals_cli, "record", *words)

    with pytest.raises(InvalidInput, match="unknown currency"):
        record("100", "CNX")
    with pytest.raises(InvalidInput, match="has 3 decimals"):
        record("1.005")
    with pytest.raises(InvalidInput, match="is no day"):
        record("1.00", day="3.2.2026")
    assert "commission 500.00 CNY" in record("10000.00")
    rows = json.loads(run(deals_cli, "list", "--json"))
    assert [(row["value"], row["commission"]) for row in rows] == [
        ("10000.00", "500.00"),
        ("78000.00", "3900.00"),
    ]


def test_new_terms_are_agreed_by_a_command(booked: App) -> None:
    words = ("--from", "2026-06-01", "--currency", "CNY", "--rate-bp", "800")
    told = run(deals_cli, "agree", "hengli", *words)
    assert "version 2" in told
    with pytest.raises(Conflict, match="begins later"):
        run(deals_cli, "agree", "hengli", *words)


@pytest.mark.parametrize("form", ["beancount", "hledger", "csv"])
def test_the_books_are_exported_to_a_file(booked: App, tmp_path: Path, form: str) -> None:
    target = tmp_path / f"books.{form}"
    run(ledger_cli, "export", "--format", form, "--out", str(target))
    assert "3900.00" in target.read_text(encoding="utf-8")
