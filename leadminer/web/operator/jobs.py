"""Mining jobs: when they run, what holds them, what they would keep, and their history."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.base.errors import NotFound
from leadminer.flow import jobs as flow
from leadminer.mining.watch import read_watch
from leadminer.reports import jobs as report
from leadminer.reports import mining_costs, watching
from leadminer.signals import job_queries
from leadminer.web.charts import Bar
from leadminer.web.visit import Operator, OperatorActs, Visit

router = APIRouter()
PROBE_SHARE = 0.05
Name = Annotated[str, Query(max_length=64)]


@router.get("/mining/jobs")
def jobs(visit: Operator) -> Response:
    """Every job of config.toml and how it stands."""
    rows = report.job_rows(visit.session, visit.app.config, visit.app.clock.now())
    return visit.page("operator/jobs.html", rows=rows)


@router.get("/mining/jobs/{name}")
def job(visit: Operator, name: str, rules: Annotated[str, Query(max_length=4000)] = "") -> Response:
    """One job: definition, versions, runs, and what its rules (or others) would keep."""
    rows = report.job_rows(visit.session, visit.app.config, visit.app.clock.now())
    row = next((row for row in rows if row.name == name), None)
    runs = job_queries.job_runs(visit.session, name, limit=30)
    if row is None and not runs:
        raise NotFound(f"there is no job {name!r} in config.toml, and none ever ran")
    section = next((job for job in visit.app.config.jobs if job.name == name), None)
    wanted = [line.strip() for line in rules.splitlines() if line.strip()]
    if not wanted and section is not None:
        wanted = list(section.watch)
    exclude = section.exclude if section else ()
    languages = section.languages if section else ()
    brief = flow.brief_of(section) if section else None
    preview = (
        watching.preview(
            visit.session, read_watch(wanted, exclude, languages), brief=brief, newest=5000
        )
        if wanted or exclude or languages or brief
        else None
    )
    return visit.page(
        "operator/job.html",
        name=name,
        row=row,
        section=section,
        runs=runs,
        versions=job_queries.versions(visit.session, name),
        rules="\n".join(wanted),
        preview=preview,
        estimates=mining_costs.estimates(visit.session, section.addresses if section else ()),
        expected={run.id: mining_costs.estimate_of(visit.session, run) for run in runs},
        chart=[
            Bar(
                f"R-{run.id} · {visit.write.day(run.ended_at or run.queued_at)}",
                run.signals_new,
                visit.write.number(run.signals_new),
                "warn" if run.alarm else "accent",
            )
            for run in runs[:10]
            if run.state == "ended"
        ],
    )


@router.post("/mining/jobs/{name}/run")
def run(visit: OperatorActs, name: str) -> Response:
    """Queue it now, paused or not."""
    flow.queue_by_hand(visit.session, flow.job_named(visit.app.config, name), clock=visit.app.clock)
    return visit.go("/mining", "queued")


@router.post("/mining/jobs/{name}/probe")
def probe(visit: OperatorActs, name: str) -> Response:
    """Queue a small run, to see what the whole would bring."""
    job = flow.job_named(visit.app.config, name)
    flow.queue_probe(visit.session, job, clock=visit.app.clock, share=PROBE_SHARE)
    return visit.go("/mining", "queued")


@router.post("/mining/jobs/{name}/pause")
def pause(
    visit: OperatorActs, name: str, reason: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Keep the clock from it."""
    flow.job_named(visit.app.config, name)
    now = visit.app.clock.now()
    job_queries.pause(visit.session, name, reason=reason.strip(), actor=visit.actor, now=now)
    return _back(visit, name, "paused")


@router.post("/mining/jobs/{name}/resume")
def resume(visit: OperatorActs, name: str) -> Response:
    """End its pause and its quarantine."""
    job_queries.resume(visit.session, name, actor=visit.actor, now=visit.app.clock.now())
    return _back(visit, name, "resumed")


def _back(visit: Visit, name: str, said: str) -> Response:
    return visit.go(f"/mining/jobs/{name}", said)
