"""Runs of the real miner on servers of the tests."""

from __future__ import annotations

from typing import Any

from leadminer.app import App
from leadminer.flow import mine
from leadminer.signals.tables import SourceRun


def read_site(app: App, url: str, *, spider: str = "qa", **options: Any) -> SourceRun:
    """A whole run on a server of the test, by the child process as a command would start it."""
    wanted = {"allow_private": True, "delay_seconds": 0, **options}
    with app.begin() as session:
        run = mine.queue_run(session, clock=app.clock, spider=spider, url=url, options=wanted)
        assert run.id is not None
        run_id = run.id
    ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run_id)
    print(ended.outcome, ended.reason, ended.refusals)
    return ended
