"""Mining jobs as operators look at them: versions, last outcomes, next times, what holds them."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from leadminer.base.errors import NotFound
from leadminer.config import Config
from leadminer.signals import job_queries
from leadminer.signals.tables import SourceRun
from leadminer.store import Session
from leadminer.tasks.clock import Schedule

NEXT_SHOWN = 3


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job of config.toml and how it stands."""

    name: str
    spider: str
    urls: list[str]
    watch: list[str]
    cron: str
    timezone: str
    version: int | None  # None: it never ran
    last_run: int | None
    last_outcome: str
    last_ended: datetime | None
    held: str  # paused, quarantined, or empty
    reason: str  # why it is held
    next: list[datetime]

    def as_object(self) -> dict[str, Any]:
        """For JSON; times in ISO 8601."""
        return asdict(self) | {
            "next": [moment.isoformat() for moment in self.next],
            "last_ended": self.last_ended.isoformat() if self.last_ended else None,
        }


def job_rows(session: Session, config: Config, now: datetime) -> list[JobRow]:
    """Every job of config.toml, in its order."""
    held = job_queries.pauses(session)
    rows = []
    for job in config.jobs:
        runs = job_queries.job_runs(session, job.name, limit=1)
        last = runs[0] if runs else None
        known = job_queries.versions(session, job.name)
        schedule = Schedule(job.name, job.cron, job.timezone, job.missed) if job.cron else None
        hold = held.get(job.name)
        rows.append(
            JobRow(
                name=job.name,
                spider=job.spider,
                urls=list(job.addresses),
                watch=list(job.watch),
                cron=job.cron,
                timezone=job.timezone,
                version=known[0].version if known else None,
                last_run=last.id if last else None,
                last_outcome=(last.outcome or last.state) if last else "",
                last_ended=last.ended_at if last else None,
                held=hold.kind if hold else "",
                reason=hold.reason if hold else "",
                next=schedule.next_times(now, NEXT_SHOWN) if schedule and not hold else [],
            )
        )
    return rows


def job_history(session: Session, name: str) -> dict[str, Any]:
    """A job's versions and latest runs, for JSON. Raises NotFound for a job that never was."""
    known = job_queries.versions(session, name)
    runs = job_queries.job_runs(session, name)
    if not known and not runs:
        raise NotFound(f"no run of a job {name!r} is known; queue one: leadminer jobs run {name}")
    return {
        "versions": [
            {
                "version": row.version,
                "created_at": row.created_at.isoformat(),
                "definition": row.definition,
            }
            for row in known
        ],
        "runs": [_run(run) for run in runs],
    }


def _run(run: SourceRun) -> dict[str, Any]:
    return {
        "id": run.id,
        "version": run.job_version,
        "url": run.url,
        "state": run.state,
        "outcome": run.outcome,
        "reason": run.reason,
        "alarm": run.alarm,
        "queued_at": run.queued_at.isoformat(timespec="seconds"),
        "signals_new": run.signals_new,
        "signals_seen": run.signals_seen,
        "pages": run.pages,
        "requests": run.requests,
        "plan": run.plan,
    }
