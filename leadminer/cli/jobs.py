"""`leadminer jobs`: what config.toml orders, when, and how it went."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from leadminer.app import App
    from leadminer.flow.probing import Advice, Probe
    from leadminer.mining.forecast import Range
    from leadminer.reports.watching import Preview

app = typer.Typer(help="Mining jobs of config.toml.")

Name = Annotated[str, typer.Argument(help="The job's name.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one object.")]
ACTOR = "operator:cli"


@app.command("list")
def list_jobs(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List the jobs: version, last outcome, next time, and what keeps the clock from them.

    Example: leadminer jobs list
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.jobs import job_rows

    with opened() as app_, app_.read() as session:
        rows = [row.as_object() for row in job_rows(session, app_.config, app_.clock.now())]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no jobs yet; add a [[jobs]] table to config.toml (an example stands there)")
    for row in rows:
        when = row["held"] or (row["next"][0] if row["next"] else "by hand")
        last = f"{row['last_outcome'] or 'never ran':<14}"
        typer.echo(f"{row['name']:<24} v{row['version'] or '-':<3} {last} next: {when}")
        if row["reason"]:
            typer.echo(f"{'':<24} {row['held']}: {row['reason']}")
            typer.echo(f"{'':<24} look at the source, then: leadminer jobs resume {row['name']}")


@app.command("next")
def next_times(
    name: Annotated[str, typer.Argument(help="A job; none: all.")] = "",
    *,
    count: Annotated[int, typer.Option("--count", min=1, max=100, help="Times a job.")] = 5,
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Show the next planned times, in the job's own zone.

    Example: leadminer jobs next machine-forum --count 10
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.jobs import job_named
    from leadminer.work import job_schedules

    with opened() as app_:
        if name:
            job_named(app_.config, name)
        now = app_.clock.now()
        times = {
            schedule.name: [t.isoformat() for t in schedule.next_times(now, count)]
            for schedule in job_schedules(app_)
            if not name or schedule.name == name
        }
    if json:
        typer.echo(json_module.dumps(times, indent=2))
        return
    if not times:
        typer.echo("no times: a job without `cron` runs by hand (leadminer jobs run NAME)")
    for job, planned in times.items():
        typer.echo(job)
        for moment in planned:
            typer.echo(f"  {moment}")


@app.command("run")
def run_job(name: Name) -> None:
    """Queue a run of a job for `leadminer serve` to carry out (now and here: leadminer mine NAME).

    Example: leadminer jobs run machine-forum
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.jobs import job_named, queue_by_hand

    with opened() as app_:
        job = job_named(app_.config, name)
        with app_.begin() as session:
            numbers = [run.id for run in queue_by_hand(session, job, clock=app_.clock)]
        told = ", ".join(f"run {number}" for number in numbers)
        typer.echo(f"queued {told} of {name}")


@app.command("pause")
def pause(
    name: Name,
    reason: Annotated[str, typer.Option("--reason", "-r", help="Why; shown in lists.")] = "",
) -> None:
    """Keep the clock from a job until `jobs resume`; a run by hand stays possible.

    Example: leadminer jobs pause machine-forum --reason "the owner asked us to wait"
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.jobs import job_named
    from leadminer.signals import job_queries

    with opened() as app_:
        job_named(app_.config, name)
        with app_.begin() as session:
            job_queries.pause(
                session, name, reason=reason or "by hand", actor=ACTOR, now=app_.clock.now()
            )
    typer.echo(f"{name} is paused; go on with: leadminer jobs resume {name}")


@app.command("resume")
def resume(name: Name) -> None:
    """Let the clock have a job again that was paused or in quarantine.

    After a quarantine, what the source gives now becomes what is usual for it.

    Example: leadminer jobs resume machine-forum
    """
    from leadminer.cli.opening import opened
    from leadminer.signals import job_queries

    with opened() as app_, app_.begin() as session:
        job_queries.resume(session, name, actor=ACTOR, now=app_.clock.now())
    typer.echo(f"{name} goes on")


@app.command("history")
def history(name: Name, *, json: AsJson = False) -> None:
    """Show a job's versions and its latest runs, each with the version it ran in.

    Example: leadminer jobs history machine-forum
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.jobs import job_history

    with opened() as app_, app_.read() as session:
        told = job_history(session, name)
    if json:
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
        return
    for version in told["versions"]:
        typer.echo(f"v{version['version']}  since {version['created_at']}")
    for run in told["runs"]:
        typer.echo(
            f"run {run['id']:<6} v{run['version'] or '-':<3} {run['queued_at']}"
            f"  {run['outcome'] or run['state']:<14} {run['signals_new']} new"
            f" of {run['signals_seen']}  {run['alarm'] or run['reason']}"
        )
        for step in (run["plan"] or {}).get("steps", ())[:1]:
            typer.echo(f"{'':11}read by {step['reader']}: {step['why']}")
    if not told["runs"]:
        typer.echo(f"no run of {name!r} yet; queue one: leadminer jobs run {name}")


@app.command("preview")
def preview(
    name: Annotated[str, typer.Argument(help="A job, whose rules are tried.")] = "",
    *,
    watch: Annotated[
        list[str] | None, typer.Option("--watch", "-w", help="A rule; repeat.")
    ] = None,
    exclude: Annotated[
        list[str] | None, typer.Option("--exclude", "-x", help="A rule that keeps out; repeat.")
    ] = None,
    lang: Annotated[list[str] | None, typer.Option("--lang", help="A language; repeat.")] = None,
    host: Annotated[str, typer.Option("--host", help="Only what was read there.")] = "",
    json: AsJson = False,
) -> None:
    """Try watch rules on what is stored, before a job is saved: what would be kept, and why.

    Examples:

      leadminer jobs preview --watch '"looking for" (CRM OR ERP) -job'

      leadminer jobs preview machine-forum
    """
    from dataclasses import asdict

    from leadminer.cli.opening import opened
    from leadminer.flow.jobs import brief_of, job_named
    from leadminer.mining.watch import read_watch
    from leadminer.reports import watching

    with opened() as app_:
        rules, excluded, languages = list(watch or ()), list(exclude or ()), list(lang or ())
        brief = None
        if name:
            job = job_named(app_.config, name)
            rules += job.watch
            excluded += job.exclude
            languages += job.languages
            brief = brief_of(job)
        wishes = read_watch(rules, excluded, languages)
        with app_.read() as session:
            told = watching.preview(session, wishes, brief=brief, host=host)
    if json:
        typer.echo(json_module.dumps(asdict(told), ensure_ascii=False, indent=2))
        return
    _tell_preview(told)


def _tell_preview(told: Preview) -> None:
    typer.echo(f"{told.kept} of {told.looked_at} stored signals would be kept")
    for rule, count in told.by_rule.items():
        typer.echo(f"  {count:>6}  {rule}")
    for reason, count in sorted(told.refused.items()):
        typer.echo(f"  {count:>6}  not kept: {reason}")
    for match in told.examples:
        typer.echo(f"\n{match.kind} {match.title or match.url}")
        typer.echo("  " + _marked(match.text, match.spans))
        for sign in match.signs:
            side = "looked for" if sign["label"] == "brief_for" else "noise"
            typer.echo(f"  {side}: “{sign['text']}”")


def _marked(text: str, spans: Iterable[tuple[int, int]], width: int = 160) -> str:
    """The text around its first match, with the words found in bold where a terminal shows it."""
    chosen = list(spans)
    begin = max(0, chosen[0][0] - width // 3) if chosen else 0
    end = begin + width
    shown, at = "", begin
    for first, last in chosen:
        if first < at or last > end:
            continue
        shown += text[at:first] + typer.style(text[first:last], bold=True)
        at = last
    return " ".join((shown + text[at:end]).split())


@app.command("probe")
def probe(
    name: Name,
    *,
    share: Annotated[
        float, typer.Option("--share", min=0.1, max=100, help="Per cent of the pages.")
    ] = 5.0,
    pages: Annotated[int, typer.Option("--pages", min=0, help="Or so many pages.")] = 0,
    seed: Annotated[str, typer.Option("--seed", help="Another draws another sample.")] = "1",
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read loopback and private addresses too.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Read a sample of a job's sources; tell what all would bring and cost, and whether to go on.

    Pages are drawn by chance over kinds of pages and over lists; the same seed draws the same.
    What is read is kept, as of any run. Go and stop are told by the job's leads_min and
    requests_per_lead_max, against a 90 % interval.

    Example: leadminer jobs probe machine-forum --share 5
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.jobs import job_named, queue_probe
    from leadminer.flow.probing import estimate

    told: list[dict[str, Any]] = []
    with opened() as app_:
        job = job_named(app_.config, name)
        with app_.begin() as session:
            runs = queue_probe(session, job, clock=app_.clock, share=share / 100, pages=pages,
                               seed=seed, allow_private=allow_private)  # fmt: skip
            numbers = [run.id or 0 for run in runs]
        for number in numbers:
            run = _carry_out(app_, number, quiet=json)
            with app_.read() as session:
                found = estimate(session, run, scorer=app_.scorer(), config=app_.config)
            told.append({"run": number, "url": run.url, "outcome": run.outcome,
                         "reason": run.reason, **_as_json(found)})  # fmt: skip
            if not json:
                typer.echo(f"{run.url}\n  {run.outcome}: {run.reason}")
                _tell_probe(found)
    if json:
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
    else:
        typer.echo(f"read all of it: leadminer mine {name}")


def _as_json(found: Probe) -> dict[str, Any]:
    """A probe as an object; an upper end that is not known is null."""
    from dataclasses import asdict
    from math import isinf

    return {
        name: {k: None if isinstance(v, float) and isinf(v) else v for k, v in each.items()}
        if isinstance(each, dict)
        else each
        for name, each in asdict(found).items()
    }


def _carry_out(app_: App, number: int, *, quiet: bool) -> Any:
    from rich.console import Console

    from leadminer.flow.mine import execute_run

    console = Console(stderr=True, quiet=quiet or not sys.stderr.isatty())
    with console.status("reading a sample ..."):
        return execute_run(app_.engine, app_.workspace, app_.config, app_.clock, number)


def _tell_probe(found: Probe) -> None:
    from math import isinf

    typer.echo(
        f"  sample: {found.pages} pages; {found.signals} signals, {found.needs} needs,"
        f" {found.leads} that an offer serves"
    )
    typer.echo("  all of it" + (":" if found.is_whole else ", with a 90 % interval:"))
    ranges: dict[str, Range] = {
        "pages": found.total_pages,
        "signals": found.total_signals,
        "needs": found.total_needs,
        "leads": found.total_leads,
        "requests": found.requests,
        "megabytes": found.megabytes,
        "minutes": found.minutes,
    }
    for label, each in ranges.items():
        high = "unknown" if isinf(each.high) else f"{each.high:,.0f}"
        typer.echo(f"    {label:<12}{each.likely:>9,.0f}  ({each.low:,.0f} to {high})")
    typer.echo(f"  {_advice(found.advice)}")


def _advice(told: Advice) -> str:
    wanted = f"{told.leads_min:,.0f} leads or more are wanted"
    if told.requests_per_lead_max:
        wanted += f", at no more than {told.requests_per_lead_max:,.1f} requests each"
    if told.verdict != "not_enough_data":
        return f"{told.verdict}: {wanted}"
    needed = (
        f"; a sample of about {told.pages_needed:,} pages would tell" if told.pages_needed else ""
    )
    return f"not enough data: {wanted}, the interval says neither yes nor no{needed}"
