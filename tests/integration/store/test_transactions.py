"""The two kinds of transaction, on both databases."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import pytest
from sqlmodel import func, select

from leadminer.app import App
from leadminer.base.errors import ConfigError
from leadminer.signals.tables import Source
from leadminer.store import insert_ignore, open_engine, reachable, update_by_id

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def rows(count: int) -> list[dict[str, object]]:
    return [{"host": f"h{i}.example", "family": "qa", "created_at": NOW} for i in range(count)]


def test_what_a_failed_transaction_wrote_is_gone(app: App) -> None:
    with pytest.raises(RuntimeError), app.begin() as session:
        session.add(Source(host="a.example", created_at=NOW))
        session.flush()
        raise RuntimeError
    with app.read() as session:
        assert session.exec(select(func.count()).select_from(Source)).one() == 0


def test_a_reading_transaction_keeps_nothing(app: App) -> None:
    with app.read() as session:
        session.add(Source(host="a.example", created_at=NOW))
        session.flush()
    with app.read() as session:
        assert session.exec(select(func.count()).select_from(Source)).one() == 0


def test_a_row_with_a_known_key_is_skipped_and_not_counted(app: App) -> None:
    with app.begin() as session:
        assert insert_ignore(session, Source, rows(3)) == 3
        assert insert_ignore(session, Source, rows(5)) == 2
        assert insert_ignore(session, Source, []) == 0


def test_times_come_back_as_the_same_moment_in_utc(app: App) -> None:
    from datetime import timedelta, timezone

    shanghai = datetime(2026, 11, 18, 17, 0, tzinfo=timezone(timedelta(hours=8)))
    with app.begin() as session:
        session.add(Source(host="a.example", created_at=shanghai))
    with app.read() as session:
        assert session.exec(select(Source.created_at)).one() == NOW


def test_writers_at_once_lose_nothing(app: App) -> None:
    def write(number: int) -> None:
        for i in range(10):
            with app.begin() as session:
                session.add(Source(host=f"w{number}-{i}.example", created_at=NOW))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.read() as session:
        assert session.exec(select(func.count()).select_from(Source)).one() == 40


def test_an_unknown_kind_of_database_is_refused() -> None:
    with pytest.raises(ConfigError, match="mysql is not supported"):
        open_engine("mysql://x/y")
    with pytest.raises(ConfigError, match="not a database address"):
        open_engine("nonsense")


def test_an_unreachable_database_says_so_in_one_line() -> None:
    engine = open_engine("postgresql://nobody@127.0.0.1:1/none?connect_timeout=2")
    problem = reachable(engine)
    assert problem is not None
    assert "\n" not in problem
    engine.dispose()


def test_many_rows_take_values_of_their_own(app: App) -> None:
    with app.begin() as session:
        insert_ignore(session, Source, rows(3))
        known = {source.host: source.id for source in session.exec(select(Source))}
        later = datetime(2026, 11, 19, 9, 30, tzinfo=UTC)
        values = [(known["h0.example"], "forum", later), (known["h2.example"], "qa", NOW)]
        table = Source.__table__  # type: ignore[attr-defined]
        update_by_id(session, table, ("id", "family", "created_at"), values)
        update_by_id(session, table, ("id", "family"), [])
    with app.read() as session:
        found = {each.host: (each.family, each.created_at) for each in session.exec(select(Source))}
    assert found == {
        "h0.example": ("forum", later), "h1.example": ("qa", NOW), "h2.example": ("qa", NOW),
    }  # fmt: skip


def test_rows_are_told_apart_by_their_id(app: App) -> None:
    with app.begin() as session, pytest.raises(ValueError, match="comes first"):
        table = Source.__table__  # type: ignore[attr-defined]
        update_by_id(session, table, ("family", "id"), [("qa", 1)])
