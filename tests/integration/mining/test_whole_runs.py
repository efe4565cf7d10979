"""From where the next reading goes on: after the last run that came to its end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from leadminer.app import App
from leadminer.mining.beginnings import wholeness
from leadminer.signals import queries
from leadminer.signals.states import Outcome
from leadminer.signals.tables import SourceRun
from leadminer.store import Session

URL = "https://forum.example.org/"


def began(session: Session, app: App, day: int, *, url: str = URL, **options: Any) -> SourceRun:
    now = app.clock.now() + timedelta(days=day)
    run = queries.add_run(
        session, spider="qa", url=url, options=options, now=now, key=f"{url}{day}"
    )
    run = queries.claim_run(session, run.id or 0, now=now, lease=timedelta(seconds=60))
    run.spider_version = "1"
    session.flush()
    return run


def ended(
    session: Session, app: App, day: int, outcome: Outcome, *, finished: bool = False, **more: Any
) -> None:
    run = began(session, app, day, **more)
    run.quality = {"finished": finished}
    session.flush()
    now = app.clock.now() + timedelta(days=day, hours=1)
    token = run.lease_token or ""
    queries.end_run(session, run.id or 0, token, outcome=outcome, reason="", now=now)


def told(session: Session, run: SourceRun) -> tuple[bool, bool]:
    session.expire_all()
    return wholeness(queries.runs_of_spider(session, spider="qa", spider_version="1"), run)


def test_only_a_run_that_came_to_its_end_makes_what_is_known_whole(
    app: App, session: Session
) -> None:
    assert told(session, began(session, app, 0)) == (False, False)
    ended(session, app, 1, Outcome.PARTIAL)
    assert told(session, began(session, app, 2)) == (False, True)
    ended(session, app, 3, Outcome.OK)
    assert told(session, began(session, app, 4)) == (True, False)


@pytest.mark.parametrize(
    ("outcome", "more", "was_cut"),
    [
        (Outcome.PARTIAL, {}, True),  # a limit was reached
        (Outcome.PARTIAL, {"finished": True}, False),  # a page did not come
        (Outcome.OK, {"since": "2026-11-01"}, True),  # older rows were left out
        (Outcome.PARTIAL, {"url": URL + "board/2"}, True),  # the same pages
        (Outcome.PARTIAL, {"url": "https://other.example.org/"}, False),
        (Outcome.PARTIAL, {"watch": {"any": ["drum"]}}, False),  # remembers apart
    ],
)
def test_a_run_that_was_cut_short_makes_the_next_one_read_lists_to_their_end(
    app: App, session: Session, outcome: Outcome, more: dict[str, Any], was_cut: bool
) -> None:
    ended(session, app, 1, Outcome.OK)
    ended(session, app, 2, outcome, **more)
    assert told(session, began(session, app, 3)) == (True, was_cut)


def test_a_run_that_was_killed_and_taken_up_again_was_cut(app: App, session: Session) -> None:
    ended(session, app, 1, Outcome.OK)
    run = began(session, app, 2)
    assert told(session, run) == (True, False)
    run.attempts = 2
    session.flush()
    assert told(session, run) == (True, True)
