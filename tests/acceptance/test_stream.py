"""The whole stream on both databases: crawl, score, draft, hand over, win, book, close, state."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlmodel import func, select

from leadminer import work
from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.config import load_config
from leadminer.deals.tables import Accrual, Deal, Statement
from leadminer.demo import answers, people
from leadminer.demo.run import SETTINGS, mine_all
from leadminer.demo.site import serve_site
from leadminer.flow import settle
from leadminer.ledger.verification import verify
from leadminer.reports.documents import write_files
from leadminer.reports.statements import Issuer

pytestmark = pytest.mark.acceptance


def allow_loopback(app: App) -> None:
    """The sample web is on this machine: settings as `leadminer demo` makes them."""
    path = app.workspace.config_path
    text = path.read_text(encoding="utf-8")
    for old, new in SETTINGS.items():
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    app.config = load_config(app.workspace)


def walk_to_statements(app: App, clock: FixedClock, out: Path) -> dict[str, int]:
    """From the signals in the database to statements. Returns counts."""
    judged, _, leads = work.qualify_all(app)
    drafts, _, _ = work.propose_all(app)
    placed = work.allocate_all(app)
    answers.answer_all(app)
    work.accrue_all(app)
    today = app.clock.now()
    period = f"{today:%Y-%m}"
    next_month = datetime(today.year + today.month // 12, today.month % 12 + 1, 1, 6, tzinfo=UTC)
    clock.advance(next_month - today)
    with app.begin() as session:
        settle.close_period(session, clock, period, actor="finance:test")
    with app.begin() as session:
        issued = settle.make_statements(
            session, clock, period, issuer=Issuer("Test"), actor="finance:test"
        )
    for statement in issued:
        write_files(app.workspace, statement, out)
    return {"judged": judged, "leads": leads, "drafts": drafts, "placed": placed}


def test_one_stream_on_both_databases(app: App, clock: FixedClock, tmp_path: Path) -> None:
    allow_loopback(app)
    people.set_up(app)
    with serve_site(now=clock.now()) as site:
        mine_all(app, site, lambda step, outcome: print(step, outcome))
        counts = walk_to_statements(app, clock, tmp_path / "out")
    print(app.engine.dialect.name, counts)
    assert min(counts.values()) > 0
    with app.read() as session:
        deals = session.exec(select(func.count()).select_from(Deal)).one()
        accruals = session.exec(select(func.count()).select_from(Accrual)).one()
        assert deals == accruals >= 6
        assert session.exec(select(func.count()).select_from(Statement)).one() == 3
        assert [f for f in verify(session) if f.level == "error"] == []
    assert len(list((tmp_path / "out").rglob("*.pdf"))) == 3
