"""kill -9 of `leadminer serve` while it mines and hands over: nothing is lost, nothing doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlmodel import col, func, select

from leadminer.app import App, open_app
from leadminer.conversations.tables import Message
from leadminer.demo import people
from leadminer.demo.run import make_workspace
from leadminer.demo.site import SampleSite, serve_site
from leadminer.flow import mine
from leadminer.handoffs.tables import LIVE, Handoff
from leadminer.leads.tables import Judgement, Lead
from leadminer.reports import due
from leadminer.signals.tables import Signal, SourceRun
from leadminer.workspace import Workspace

pytestmark = pytest.mark.acceptance
KILLS = 6
PATIENCE_SECONDS = 150


def pause(seconds: float) -> None:
    threading.Event().wait(seconds)


def start_service(workspace: Workspace) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "leadminer", "serve", "--port", "0"]
    environment = {**os.environ, "LEADMINER_WORKSPACE": str(workspace.root)}
    return subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        start_new_session=True,
    )


def wait_until_ready(service: subprocess.Popen[str]) -> None:
    assert service.stdout is not None
    line = service.stdout.readline()
    assert "leadminer console: http://" in line, line


def queue(app: App, site: SampleSite) -> None:
    with app.begin() as session:
        for spider, url in (("qa", site.qa_url), ("directory", site.directory_url)):
            mine.queue_run(session, clock=app.clock, spider=spider, url=url, options={})


def settled(app: App) -> bool:
    now = app.clock.now()
    with app.read() as session:
        open_runs = select(func.count()).select_from(SourceRun).where(SourceRun.state != "ended")
        return not (
            session.exec(open_runs).one()
            or due.signals_wait(session, now)
            or due.leads_wait_for_words(session, now)
            or due.leads_to_hand_over(session, now)
        )


def wait_until_settled(app: App) -> None:
    for _ in range(PATIENCE_SECONDS * 4):
        if settled(app):
            return
        pause(0.25)
    with app.read() as session:
        runs = [(r.id, r.state, r.outcome, r.reason) for r in session.exec(select(SourceRun))]
    raise AssertionError(f"work is left after {PATIENCE_SECONDS} s: {runs}")


def found(app: App) -> set[str]:
    with app.read() as session:
        return set(session.exec(select(Signal.key)))


@pytest.fixture
def demo_workspace(tmp_path: Path) -> Workspace:
    workspace = make_workspace(tmp_path / "demo")
    text_ = workspace.config_path.read_text(encoding="utf-8")
    text_ = text_.replace("\nlease_seconds = 120", "\nlease_seconds = 5")
    text_ = text_.replace("sweep_seconds = 2.0", "sweep_seconds = 0.3")
    # a run that dies with its worker again and again is given up; here it is we who kill
    text_ = text_.replace("attempts_max = 5", "attempts_max = 50")
    workspace.config_path.write_text(text_, encoding="utf-8")
    return workspace


def test_a_killed_service_loses_nothing_and_doubles_nothing(
    demo_workspace: Workspace, tmp_path: Path
) -> None:
    chance = random.Random(20261122)
    with serve_site() as site, open_app(demo_workspace.root) as app:
        people.set_up(app)
        queue(app, site)
        for _ in range(KILLS):
            service = start_service(demo_workspace)
            wait_until_ready(service)
            pause(chance.uniform(0.5, 7.0))
            service.send_signal(signal.SIGKILL)  # the process alone: its children must notice
            service.wait()
        service = start_service(demo_workspace)
        wait_until_ready(service)
        wait_until_settled(app)
        service.send_signal(signal.SIGTERM)
        assert service.wait(timeout=60) is not None
        assert found(app) == undisturbed(tmp_path / "calm", site)
        nothing_is_doubled(app)


def undisturbed(folder: Path, site: SampleSite) -> set[str]:
    """The keys a run finds that nobody disturbs."""
    from leadminer import work

    workspace = make_workspace(folder)
    with open_app(workspace.root) as app:
        queue(app, site)
        with app.read() as session:
            runs = [r for r in session.exec(select(SourceRun.id)) if r is not None]
        for run_id in runs:
            work.run_mining(app, run_id)
        keys = found(app)
    assert len(keys) > 100
    return keys


def nothing_is_doubled(app: App) -> None:
    with app.read() as session:
        signals = session.exec(select(func.count()).select_from(Signal)).one()
        judged = session.exec(select(func.count()).select_from(Judgement)).one()
        assert judged <= signals
        leads = session.exec(select(Lead.id, Lead.prospect_id, Lead.offer_id)).all()
        assert len({(p, o) for _, p, o in leads}) == len(leads) > 0
        live = session.exec(
            select(Handoff.lead_id, func.count())
            .where(text(LIVE), col(Handoff.exclusive).is_(True))
            .group_by(col(Handoff.lead_id))
        ).all()
        assert live
        assert all(count == 1 for _, count in live)
        words = session.exec(
            select(Message.lead_id, func.count()).group_by(col(Message.lead_id))
        ).all()
        assert all(count == 1 for _, count in words)
