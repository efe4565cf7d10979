"""From where the next reading of an API goes on."""

from __future__ import annotations

from datetime import timedelta

from leadminer.app import App
from leadminer.signals import queries
from leadminer.signals.states import Outcome
from leadminer.store import Session

URL = "https://forum.example.org/"


def ended(session: Session, app: App, key: str, outcome: Outcome, *, days: int) -> None:
    now = app.clock.now() + timedelta(days=days)
    run = queries.add_run(session, spider="discourse", url=URL, options={}, now=now, key=key)
    assert run.id is not None
    run = queries.claim_run(session, run.id, now=now, lease=timedelta(seconds=60))
    run.spider_version = "1"
    session.flush()
    token = run.lease_token or ""
    queries.end_run(session, run.id or 0, token, outcome=outcome, reason="", now=now)


def test_only_a_run_that_read_all_moves_the_beginning_of_the_next(
    app: App, session: Session
) -> None:
    def began(**other: str) -> object:
        wanted = {"spider": "discourse", "spider_version": "1", "url": URL} | other
        return queries.began_last_whole_run(session, **wanted)

    assert began() is None
    ended(session, app, "a", Outcome.OK, days=1)
    ended(session, app, "b", Outcome.OK, days=2)
    ended(session, app, "c", Outcome.PARTIAL, days=3)
    ended(session, app, "d", Outcome.EMPTY, days=4)
    assert began() == app.clock.now() + timedelta(days=2)
    assert began(spider_version="2") is None, "another version may see more"
    assert began(url=URL + "c/5") is None and began(spider="qa") is None
