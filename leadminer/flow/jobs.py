"""A mining job of config.toml -> runs in the queue: versioned, never two of one at a time."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict, NotFound
from leadminer.config import Config, JobSection
from leadminer.flow import mine
from leadminer.leads.briefs import Brief
from leadminer.mining.watch import read_watch
from leadminer.signals import job_queries
from leadminer.signals.tables import SourceRun
from leadminer.store import Session

logger = logging.getLogger(__name__)

PROBE_API_PAGES = 10  # answers of a source that is read by its API
# when it is read and when it is worth it is no part of what a job reads: no new version
_WHEN = ("cron", "timezone", "jitter_seconds", "missed", "leads_min", "requests_per_lead_max")
_BRIEF = ("looks_for", "noise")


@dataclass(frozen=True, slots=True)
class Queued:
    """What a firing led to: new runs, and addresses whose run is still under way."""

    runs: list[SourceRun]
    busy: list[SourceRun]


def job_named(config: Config, name: str) -> JobSection:
    """A job by its name. Raises NotFound."""
    found = next((job for job in config.jobs if job.name == name), None)
    if found is None:
        known = ", ".join(job.name for job in config.jobs) or "none yet"
        raise NotFound(f"no job named {name!r} in config.toml; there are: {known}")
    return found


def definition(job: JobSection) -> dict[str, Any]:
    """What a job reads and keeps, without its times, and without a brief it does not have."""
    unsaid = {name for name in _BRIEF if not getattr(job, name)}
    return job.model_dump(mode="json", exclude=set(_WHEN) | unsaid)


def brief_of(job: JobSection) -> Brief | None:
    """What a job looks for and calls noise; None if it says neither."""
    return Brief.of({"brief": {name: getattr(job, name) for name in _BRIEF}})


def version_of(session: Session, job: JobSection, *, clock: Clock) -> int:
    """The version of a job as it is defined now; a new one if that changed."""
    return job_queries.ensure_version(session, job.name, definition(job), now=clock.now())


def options_of(job: JobSection) -> dict[str, Any]:
    """A run's options, frozen as the job stands now. Raises InvalidInput for a bad watch rule."""
    read_watch(job.watch, job.exclude)
    options: dict[str, Any] = {
        "pages_max": job.pages_max,
        "bytes_max": job.bytes_max,
        "minutes_max": job.minutes_max,
        "delay_seconds": job.delay_seconds,
        "region": job.market or None,
        "offers": list(job.offers),
        "leads_min": job.leads_min,
        "requests_per_lead_max": job.requests_per_lead_max,
        "brief": {name: getattr(job, name) for name in _BRIEF if getattr(job, name)} or None,
    }
    watch = {
        "rules": list(job.watch),
        "excluded": list(job.exclude),
        "languages": list(job.languages),
    }
    options["watch"] = watch if any(watch.values()) else None
    return {key: value for key, value in options.items() if value not in (None, [])}


def queue_job(
    session: Session,
    job: JobSection,
    *,
    clock: Clock,
    key: str = "",
    due_at: datetime | None = None,
) -> Queued:
    """Queue a run for each of a job's addresses, unless one of it is queued or under way there."""
    version = version_of(session, job, clock=clock)
    options = options_of(job)
    done = Queued([], [])
    for number, url in enumerate(job.addresses):
        busy = job_queries.active_run(session, job.name, url)
        if busy is not None:
            logger.info(
                "a run of this job is still under way: %s", job.name, extra={"action": "job_busy"}
            )
            done.busy.append(busy)
            continue
        run = mine.queue_run(
            session,
            clock=clock,
            spider=job.spider,
            url=url,
            options=options,
            job=job.name,
            job_version=version,
            key=f"{key}:{number}" if key and number else key or None,
            due_at=due_at,
        )
        done.runs.append(run)
    return done


def queue_probe(
    session: Session,
    job: JobSection,
    *,
    clock: Clock,
    share: float,
    pages: int = 0,
    seed: str = "1",
    allow_private: bool = False,
) -> list[SourceRun]:
    """Queue a small run at each of a job's addresses: of `pages`, or of a share (0..1) of the pages
    there seem to be, drawn anew by chance whatever earlier runs have read. One that is read by
    its API ends after `pages` answers."""
    runs = []
    version = version_of(session, job, clock=clock)
    options = options_of(job) | ({"allow_private": True} if allow_private else {})
    sample: dict[str, Any] = {"seed": seed, "share": 0.0 if pages else share}
    if pages:
        sample["pages_min"] = pages
    drawn = {"sample": sample, "full": True, "answers_max": pages or PROBE_API_PAGES}
    for url in job.addresses:
        runs.append(
            mine.queue_run(
                session,
                clock=clock,
                spider=job.spider,
                url=url,
                options=options | drawn,
                job=job.name,
                job_version=version,
            )
        )
    return runs


def fire(session: Session, job: JobSection, planned: datetime, *, clock: Clock) -> Queued | None:
    """Queue what the clock asks for; None if the job is paused or in quarantine."""
    held = job_queries.pause_of(session, job.name)
    if held is not None:
        logger.info("job %s is %s: not fired", job.name, held.kind, extra={"action": "job_held"})
        return None
    put_off = timedelta(seconds=jitter(job, planned))
    due_at = max(clock.now(), planned) + put_off
    key = f"{job.name}:{planned.isoformat()}"
    return queue_job(session, job, clock=clock, key=key, due_at=due_at)


def jitter(job: JobSection, planned: datetime) -> int:
    """By how many seconds a firing is put off, so that a site is not asked on the minute.

    Drawn from the job's name and the planned time: whoever asks again gets the same.
    """
    if not job.jitter_seconds:
        return 0
    drawn = hashlib.sha256(f"{job.name}:{planned.isoformat()}".encode()).digest()
    return int.from_bytes(drawn[:8], "big") % (job.jitter_seconds + 1)


def queue_by_hand(session: Session, job: JobSection, *, clock: Clock) -> list[SourceRun]:
    """Queue a job now, paused or not. Raises Conflict if all of its runs are under way."""
    done = queue_job(session, job, clock=clock)
    if not done.runs:
        numbers = ", ".join(str(run.id) for run in done.busy)
        raise Conflict(f"job {job.name!r} is under way already (run {numbers}); wait for its end")
    return done.runs
