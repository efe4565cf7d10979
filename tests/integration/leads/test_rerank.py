"""Time passes for the ranks of leads, once a window, on both databases."""

from __future__ import annotations

from datetime import timedelta

from leadminer import work
from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.flow import learn
from leadminer.leads import queries as leads
from leadminer.reports import due
from tests.factories.leads import make_lead
from tests.factories.merchants import make_merchant, make_offer


def waits(app: App, clock: FixedClock) -> bool:
    with app.read() as session:
        return due.leads_to_rerank(session, clock.now())


def test_ranks_fall_with_time_once_a_window(app: App, clock: FixedClock) -> None:
    assert not waits(app, clock)  # no lead, nothing to do
    with app.begin() as session:
        offer = make_offer(session, make_merchant(session))
        open_one = make_lead(session, offer, timeliness=1.0, rank=0.9).id or 0
        won = make_lead(session, offer, state="won", timeliness=1.0, rank=0.9).id or 0
    clock.advance(timedelta(days=14))
    assert waits(app, clock)
    assert work.rerank_all(app) == 1
    with app.read() as session:
        row = leads.lead(session, open_one)
        assert 0.45 < row.timeliness < 0.5  # it halves in 14 days, and was 2 hours old
        assert row.rank < 0.9
        assert leads.lead(session, won).rank == 0.9
    assert not waits(app, clock)
    assert work.rerank_all(app) == 0
    clock.advance(timedelta(hours=due.RERANK_HOURS))
    assert waits(app, clock)


def test_time_never_makes_a_lead_fresher_and_every_batch_is_reached(
    app: App, clock: FixedClock
) -> None:
    with app.begin() as session:
        offer = make_offer(session, make_merchant(session))
        ids = [make_lead(session, offer, timeliness=0.1, rank=0.0).id or 0 for _ in range(3)]
        after, batches = 0, 0
        use_id = learn.begin_ranking(session, clock=clock, decay_days=14.0)
        while True:
            _, more = learn.rank_next(
                session, now=clock.now(), use_id=use_id, after_id=after, limit=2
            )
            batches += 1
            if more is None:
                break
            after = more
        assert batches == 2
        rows = [leads.lead(session, number) for number in ids]
    assert {row.timeliness for row in rows} == {0.1}
    assert all(row.rank > 0.5 for row in rows)


def test_the_rank_is_a_background_task(app: App) -> None:
    assert "leads.rerank" in work.build_registry(app).tasks
