"""A hostile server: every post is found, nothing forbidden is kept, at a bounded cost."""

from __future__ import annotations

import resource
from pathlib import Path

import pytest

from leadminer.app import open_app
from leadminer.flow import mine
from leadminer.mining.politeness import page_queries
from leadminer.signals import queries
from leadminer.workspace import create_workspace
from tests.integration.mining.hostile import FORBIDDEN, Hostile

pytestmark = pytest.mark.acceptance
MEMORY_MIB_MAX = 600


def test_a_hostile_site_is_read_whole_and_left_alive(tmp_path: Path) -> None:
    site = Hostile()
    with open_app(create_workspace(tmp_path / "w").root) as app, site.served() as url:
        with app.begin() as session:
            run = mine.queue_run(
                session, clock=app.clock, spider="qa", url=url,
                options={"allow_private": True, "delay_seconds": 0},
            )  # fmt: skip
        assert run.id is not None
        ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run.id)
        with app.read() as session:
            signals = list(queries.each_signal(session))
            examples = page_queries.examples_of(session, run.id)
    found = {n for n in site.wanted if any(f"need {n} steel" in s.text for s in signals)}
    assert site.wanted - found == set()
    assert [s.url for s in signals if FORBIDDEN in s.text] == []
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    assert peak <= MEMORY_MIB_MAX, f"{peak:.0f} MiB"
    assert ended.outcome == "partial" and ended.requests <= 400, ended.reason
    for reason in ("robots", "noindex", "tdm_reserved", "login", "captcha", "cookies", "too_large",
                   "metadata_address", "redirects", "redirect_refused", "timeout"):  # fmt: skip
        assert ended.refusals.get(reason) and examples[reason], f"{reason} was not told of"
