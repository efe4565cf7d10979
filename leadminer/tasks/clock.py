"""The clock: fires schedules once each, on one leader, by APScheduler; never a queue.

A firing writes a row with the unique key "schedule:planned time": a double firing does nothing,
and one missed while nobody ran is seen at start.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.base import BaseTrigger
from sqlmodel import Session, select

from leadminer.base.clock import Clock
from leadminer.config import cron
from leadminer.store import insert_ignore
from leadminer.tasks.tables import Firing

logger = logging.getLogger(__name__)

CATCH_UP_DAYS_MAX = 7


@dataclass(frozen=True)
class Schedule:
    """When something is wanted: five cron fields in a named zone, and what a missed one means."""

    name: str
    cron: str
    timezone: str
    missed: str  # once | skip

    def next_times(self, after: datetime, count: int) -> list[datetime]:
        """The next planned times after a moment."""
        times, moment, zone = list[datetime](), after, ZoneInfo(self.timezone)
        for _ in range(count):
            planned = cron.next_after(self.cron, zone, moment)
            if planned is None:
                break
            times.append(planned)
            moment = planned.astimezone(UTC) + timedelta(seconds=1)
        return times

    def last_planned(self, *, since: datetime, until: datetime) -> datetime | None:
        """The latest planned time in a span, if any."""
        return cron.last_before(self.cron, ZoneInfo(self.timezone), since=since, until=until)


class _Trigger(BaseTrigger):  # type: ignore[misc]  # the library has no types
    """A schedule's times for APScheduler."""

    def __init__(self, schedule: Schedule) -> None:
        self._schedule = schedule

    def get_next_fire_time(
        self, previous_fire_time: datetime | None, now: datetime
    ) -> datetime | None:
        """The next time after the last one; those missed while nobody ran are not made up for."""
        after = now
        if previous_fire_time is not None:
            after = previous_fire_time.astimezone(UTC) + timedelta(seconds=1)
        return next(iter(self._schedule.next_times(after, 1)), None)


def firing_key(schedule: Schedule, planned: datetime) -> str:
    """The key that makes a firing happen once."""
    return f"{schedule.name}:{planned.astimezone(ZoneInfo('UTC')).isoformat(timespec='minutes')}"


def record_firing(session: Session, schedule: Schedule, planned: datetime, now: datetime) -> bool:
    """Write the firing; False if it was written before (by us or by another process)."""
    row = {"key": firing_key(schedule, planned), "fired_at": now}
    return insert_ignore(session, Firing, [row]) == 1


def missed_firing(session: Session, schedule: Schedule, now: datetime) -> datetime | None:
    """The latest planned time that nobody fired, if the schedule wants it made up for.

    A schedule that never fired has missed nothing: it starts with its next time.
    """
    if schedule.missed != "once":
        return None
    seen = session.exec(
        select(Firing).where(Firing.key.startswith(f"{schedule.name}:")).limit(1)
    ).first()
    if seen is None:
        return None
    planned = schedule.last_planned(since=now - timedelta(days=CATCH_UP_DAYS_MAX), until=now)
    if planned is None:
        return None
    key = firing_key(schedule, planned)
    fired = session.exec(select(Firing).where(Firing.key == key)).first()
    return None if fired else planned


def start_scheduler(
    schedules: list[Schedule], fire: Callable[[Schedule, datetime], None], clock: Clock
) -> BackgroundScheduler:
    """Start APScheduler, memory store; `fire(schedule, planned)` is called at each planned time."""
    scheduler = BackgroundScheduler(timezone=ZoneInfo("UTC"))
    for schedule in schedules:

        def job(schedule: Schedule = schedule) -> None:
            # APScheduler does not hand over the planned time: it is the latest one up to now
            now = clock.now()
            planned = schedule.last_planned(since=now - timedelta(hours=1), until=now)
            fire(schedule, planned or now)

        options: dict[str, Any] = {"coalesce": True, "max_instances": 1, "misfire_grace_time": 300}
        scheduler.add_job(job, _Trigger(schedule), id=schedule.name, **options)
    scheduler.start()
    return scheduler
