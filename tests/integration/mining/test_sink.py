"""A run's sink while the database cannot be written: what is held is neither lost nor forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from leadminer.app import App
from leadminer.base.clock import SystemClock
from leadminer.flow import mine
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.known import Known, row_of_known
from leadminer.mining.rows import Evidence, Found, row_of
from leadminer.mining.sink import BATCH, SignalSink
from leadminer.mining.tables import PageMemory
from leadminer.signals import queries
from leadminer.signals.tables import Signal

URL = "https://forum.example/"


@contextmanager
def refused_writes(app: App, word: str, error: Exception) -> Iterator[None]:
    """Every statement that holds this word fails, as it does while others keep the lock."""

    def on_execute(_c: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        if word in statement:
            raise error

    event.listen(app.engine, "before_cursor_execute", on_execute)
    try:
        yield
    finally:
        event.remove(app.engine, "before_cursor_execute", on_execute)


@pytest.fixture
def sink(app: App) -> SignalSink:
    clock, lease = SystemClock(), timedelta(minutes=2)
    with app.begin() as session:
        run = mine.queue_run(session, clock=clock, spider="qa", url=URL, options={})
        assert run.id is not None
        source = queries.source_of_host(session, "forum.example", now=clock.now())
        claimed = queries.claim_run(session, run.id, now=clock.now(), lease=lease)
        assert source.id is not None and claimed.lease_token
        made = SignalSink(app.engine, clock, run.id, claimed.lease_token, source.id, lease)
    made.reader = "qa/1"
    return made


def page_of(number: int) -> dict[str, Any]:
    url = f"{URL}t/{number}"
    now = datetime(2026, 11, 1, tzinfo=UTC)
    return row_of_known(Known(url, url, "", "", "", 1, None, True, "", now, "", (), now))


def put(sink: SignalSink, *numbers: int) -> None:
    for number in numbers:
        post = Post(text=f"We need {number} drums of oil.", url=f"{URL}t/{number}")
        evidence = Evidence(post.url, SystemClock().now(), 200, "0" * 64)
        row = row_of(Found(post, evidence, post.url, f"key{number}"), spider="qa", version="1")
        sink.put(row)
        sink.remember(page_of(number), {f"key{number}"})


def stored(app: App) -> tuple[set[str], set[str]]:
    with app.read() as session:
        pages = set(session.exec(select(PageMemory.url)))
        return set(session.exec(select(Signal.key))), {url.rpartition("/")[2] for url in pages}


LOCKED = OperationalError("INSERT", {}, Exception("database is locked"))


def test_what_a_locked_database_refused_is_written_with_the_next_beat(
    app: App, sink: SignalSink
) -> None:
    put(sink, 1, 2, 3)
    with refused_writes(app, "INSERT INTO signal ", LOCKED):
        assert not sink.try_flush()
    assert stored(app) == (set(), set())
    put(sink, 4)
    assert sink.try_flush()
    assert stored(app) == ({f"key{n}" for n in (1, 2, 3, 4)}, {"1", "2", "3", "4"})
    assert sink.new == 4


def test_a_full_batch_that_meets_a_lock_costs_no_record(app: App, sink: SignalSink) -> None:
    with refused_writes(app, "INSERT INTO signal ", LOCKED):
        put(sink, *range(BATCH + 3))
    sink.tally.pages = 1
    assert sink.end()[0] == "ok"
    assert len(stored(app)[0]) == BATCH + 3


def test_a_page_whose_records_cannot_be_written_at_all_is_not_remembered(
    app: App, sink: SignalSink
) -> None:
    put(sink, 1)
    broken = ValueError("no such letter")
    with refused_writes(app, "INSERT INTO signal ", broken), pytest.raises(ValueError):
        sink.flush()
    put(sink, 2)
    sink.flush()
    assert stored(app) == ({"key2"}, {"2"})
