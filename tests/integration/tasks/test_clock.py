"""A planned time fires once, whoever fires it; a missed one is made up for at start."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from leadminer.app import App
from leadminer.tasks.clock import Schedule, missed_firing, record_firing

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
NIGHTLY = Schedule("forum", "0 5 * * *", "Asia/Shanghai", "once")


def test_the_next_times_follow_the_schedules_own_zone() -> None:
    first, second = NIGHTLY.next_times(NOW, 2)
    assert first.astimezone(UTC) == datetime(2026, 11, 18, 21, 0, tzinfo=UTC)
    assert second - first == timedelta(days=1)


def test_a_night_without_the_hour_still_fires_once_a_day() -> None:
    berlin = Schedule("x", "30 2 * * *", "Europe/Berlin", "once")
    times = berlin.next_times(datetime(2027, 3, 26, 12, 0, tzinfo=UTC), 4)
    assert len({t.astimezone(UTC).date() for t in times}) == 4


def test_a_planned_time_is_recorded_once(app: App) -> None:
    with app.begin() as session:
        assert record_firing(session, NIGHTLY, NOW, NOW) is True
        assert record_firing(session, NIGHTLY, NOW, NOW) is False


def test_a_missed_firing_is_found_at_start(app: App) -> None:
    with app.begin() as session:
        assert missed_firing(session, NIGHTLY, NOW) is None, "what never ran has missed nothing"
        record_firing(session, NIGHTLY, datetime(2026, 11, 16, 21, 0, tzinfo=UTC), NOW)
        missed = missed_firing(session, NIGHTLY, NOW)
        assert missed is not None
        assert missed.astimezone(UTC) == datetime(2026, 11, 17, 21, 0, tzinfo=UTC)
        record_firing(session, NIGHTLY, missed, NOW)
        assert missed_firing(session, NIGHTLY, NOW) is None


def test_a_schedule_may_skip_what_it_missed(app: App) -> None:
    lazy = Schedule("forum", "0 5 * * *", "UTC", "skip")
    with app.begin() as session:
        record_firing(session, lazy, datetime(2026, 11, 16, 5, 0, tzinfo=UTC), NOW)
        assert missed_firing(session, lazy, NOW) is None
