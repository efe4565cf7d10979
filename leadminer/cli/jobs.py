"""`leadminer jobs`: what config.toml orders, and when."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="Mining jobs of config.toml.")


@app.command("list")
def list_jobs(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List the jobs with their next planned times.

    Example: leadminer jobs list
    """
    from leadminer.cli.opening import opened
    from leadminer.work import job_schedules

    with opened() as app_:
        schedules = {schedule.name: schedule for schedule in job_schedules(app_)}
        now = app_.clock.now()
        rows = [
            {
                "name": job.name,
                "spider": job.spider,
                "url": job.url,
                "cron": job.cron,
                "timezone": job.timezone,
                "next": [t.isoformat() for t in schedules[job.name].next_times(now, 3)]
                if job.name in schedules
                else [],
            }
            for job in app_.config.jobs
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no jobs yet; add a [[jobs]] table to config.toml (an example stands there)")
    for row in rows:
        when = row["next"][0] if row["next"] else "by hand"
        typer.echo(f"{row['name']:24} {row['spider']:10} {row['url']:40} next: {when}")


@app.command("run")
def run_job(name: Annotated[str, typer.Argument(help="The job's name.")]) -> None:
    """Queue a run of a job for `leadminer serve` to carry out (now and here: leadminer mine NAME).

    Example: leadminer jobs run machine-forum
    """
    from leadminer.cli.opening import opened
    from leadminer.work import queue_job

    with opened() as app_:
        with app_.begin() as session:
            run = queue_job(app_, session, name)
        typer.echo(f"queued run {run.id} of {name}")
