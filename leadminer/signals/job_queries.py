"""Statements on mining jobs: their versions, their pauses, their runs. Nothing commits."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.base.ids import content_hash
from leadminer.signals.states import Outcome, RunState
from leadminer.signals.tables import JobPause, MiningJob, SourceRun
from leadminer.store import Session, insert_ignore

PAUSED, QUARANTINED = "paused", "quarantined"


def ensure_version(
    session: Session, name: str, definition: Mapping[str, Any], *, now: datetime
) -> int:
    """The version of a job that is defined so: the newest if nothing changed, else a new one."""
    written = json.dumps(definition, sort_keys=True, ensure_ascii=False)
    digest = content_hash(written)
    newest = session.exec(
        select(MiningJob)
        .where(MiningJob.name == name)
        .order_by(col(MiningJob.version).desc())
        .limit(1)
    ).first()
    if newest is not None and newest.digest == digest:
        return newest.version
    version = newest.version + 1 if newest else 1
    row = {
        "name": name, "version": version, "digest": digest,
        "definition": dict(definition), "created_at": now,
    }  # fmt: skip
    if not insert_ignore(session, MiningJob, [row]):  # somebody else was quicker
        return ensure_version(session, name, definition, now=now)
    return version


def versions(session: Session, name: str) -> list[MiningJob]:
    """Every version of a job, newest first."""
    query = select(MiningJob).where(MiningJob.name == name)
    return list(session.exec(query.order_by(col(MiningJob.version).desc())))


def job_runs(session: Session, name: str, *, limit: int = 20) -> list[SourceRun]:
    """A job's runs, newest first."""
    query = select(SourceRun).where(SourceRun.job == name).order_by(col(SourceRun.id).desc())
    return list(session.exec(query.limit(limit)))


def active_run(session: Session, name: str, url: str) -> SourceRun | None:
    """The run of a job at an address that is queued or under way, if there is one."""
    query = select(SourceRun).where(
        SourceRun.job == name, SourceRun.url == url, SourceRun.state != RunState.ENDED
    )
    return session.exec(query.order_by(col(SourceRun.id)).limit(1)).first()


def pause_of(session: Session, name: str) -> JobPause | None:
    """What keeps the clock from a job now: a pause before a quarantine; None if nothing does."""
    query = select(JobPause).where(JobPause.job == name, col(JobPause.ended_at).is_(None))
    return session.exec(query.order_by(col(JobPause.kind), col(JobPause.id)).limit(1)).first()


def pauses(session: Session) -> dict[str, JobPause]:
    """Every job the clock leaves alone, by name."""
    query = select(JobPause).where(col(JobPause.ended_at).is_(None))
    found: dict[str, JobPause] = {}
    for pause in session.exec(query.order_by(col(JobPause.kind).desc(), col(JobPause.id).desc())):
        found[pause.job] = pause
    return found


def pause(
    session: Session,
    name: str,
    *,
    kind: str = PAUSED,
    reason: str,
    actor: str,
    now: datetime,
    run_id: int | None = None,
) -> JobPause:
    """Keep the clock from a job. Raises Conflict if it is paused so already."""
    query = select(JobPause).where(
        JobPause.job == name, JobPause.kind == kind, col(JobPause.ended_at).is_(None)
    )
    if session.exec(query.with_for_update().limit(1)).first() is not None:
        raise Conflict(f"job {name!r} is {kind} already")
    row = JobPause(
        job=name, kind=kind, reason=reason[:1000], actor=actor, began_at=now, run_id=run_id
    )
    session.add(row)
    session.flush()
    return row


def resume(session: Session, name: str, *, actor: str, now: datetime) -> int:
    """End every pause and quarantine of a job; returns how many. Raises NotFound if none is."""
    query = select(JobPause).where(JobPause.job == name, col(JobPause.ended_at).is_(None))
    open_ones = list(session.exec(query.with_for_update()))
    if not open_ones:
        raise NotFound(f"job {name!r} is neither paused nor in quarantine")
    for row in open_ones:
        row.ended_at, row.ended_by = now, actor
        session.add(row)
    session.flush()
    return len(open_ones)


def earlier_qualities(
    session: Session, run: SourceRun, *, limit: int
) -> Sequence[Mapping[str, Any]]:
    """What the runs before this one gave that read the same address in the same way, newest first.

    Runs that rang the alarm are no example of what is usual, until an operator ended the
    quarantine they led to: from then on, what they gave is the new usual.
    """
    accepted = session.exec(
        select(func.max(col(JobPause.run_id))).where(
            JobPause.job == run.job,
            JobPause.kind == QUARANTINED,
            col(JobPause.ended_at).is_not(None),
        )
    ).one()
    query = (
        select(SourceRun.quality)
        .where(
            col(SourceRun.id) < run.id,
            SourceRun.spider == run.spider,
            SourceRun.spider_version == run.spider_version,
            SourceRun.url == run.url,
            col(SourceRun.id) >= accepted if accepted else SourceRun.alarm == "",
            col(SourceRun.outcome).in_((Outcome.OK, Outcome.PARTIAL, Outcome.EMPTY)),
        )
        .order_by(col(SourceRun.id).desc())
        .limit(limit)
    )
    rows = session.exec(query)  # a sample is drawn otherwise than a run reads
    return [row for row in rows if row.get("records") and "sample" not in row]
