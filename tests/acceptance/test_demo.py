"""`leadminer demo --once`: the whole stream, real, and every statement line resolves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from leadminer.app import open_app
from leadminer.base.ids import content_hash
from leadminer.deals.tables import Deal
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.ledger.verification import verify
from leadminer.signals.tables import Signal

pytestmark = pytest.mark.acceptance


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("demo") / "demo"
    words = ["demo", "--once", "--json", "--dir", str(folder)]
    done = subprocess.run(
        [sys.executable, "-m", "leadminer", *words],
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    print(done.stdout)
    return dict(json.loads(done.stdout))


def test_every_step_of_the_stream_brought_something(outcome: dict[str, Any]) -> None:
    assert outcome["signals"] >= 150
    assert outcome["leads"] >= 20
    assert outcome["drafts"] >= 15
    assert outcome["handoffs"] >= 15
    assert outcome["deals"] >= 6
    assert outcome["commissions"] == outcome["deals"]
    assert outcome["statements"] == 3


def test_the_statements_are_real_documents(outcome: dict[str, Any]) -> None:
    for name in outcome["documents"]:
        path = Path(name)
        assert path.read_bytes()[:5] == b"%PDF-"
        for ending in (".xlsx", ".csv"):
            assert path.with_suffix(ending).stat().st_size > 100


def test_every_deal_resolves_to_a_quoted_sentence_whose_hash_re_verifies(
    outcome: dict[str, Any],
) -> None:
    with open_app(Path(outcome["workspace"])) as app, app.read() as session:
        deals = session.exec(select(Deal)).all()
        for deal in deals:
            handoff = session.get(Handoff, deal.handoff_id)
            assert handoff is not None
            lead = session.get(Lead, handoff.lead_id)
            assert lead is not None
            signal = session.get(Signal, lead.signal_id)
            assert signal is not None
            assert signal.text[signal.quote_start : signal.quote_end].strip()
            assert signal.text_hash == content_hash(signal.text)
            assert signal.url.startswith("http://127.0.0.1:")


def test_the_books_verify(outcome: dict[str, Any]) -> None:
    with open_app(Path(outcome["workspace"])) as app, app.read() as session:
        assert [f for f in verify(session) if f.level == "error"] == []


def test_what_is_forbidden_was_not_read(outcome: dict[str, Any]) -> None:
    with open_app(Path(outcome["workspace"])) as app, app.read() as session:
        texts = session.exec(select(Signal.text)).all()
    assert not any("MUST-NOT-BE-READ" in text for text in texts)
