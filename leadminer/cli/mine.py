"""`leadminer mine`: read a site now and here."""

from __future__ import annotations

import json as json_module
import sys
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from leadminer.app import App
    from leadminer.signals.tables import SourceRun

# 0: all that could be read was read (or some of it, or there was nothing); 3: the site says no
EXIT_CODES = {"ok": 0, "partial": 0, "empty": 0, "blocked": 3, "rate_limited": 3}
AUTO = "auto"


def register(app: typer.Typer) -> None:
    """Add this command to the top level."""
    app.command("mine")(mine)


def mine(
    job: Annotated[str, typer.Argument(help="A job of config.toml.")] = "",
    *,
    url: Annotated[str, typer.Option("--url", help="Where to begin.")] = "",
    spider: Annotated[
        str, typer.Option("--spider", help="File in spiders/; without it the site is looked at.")
    ] = "",
    max_pages: Annotated[int, typer.Option("--max-pages", min=0, help="Most pages to read.")] = 0,
    since: Annotated[
        str, typer.Option("--since", help="Keep only what was posted since, e.g. 2026-10-01.")
    ] = "",
    full: Annotated[
        bool, typer.Option("--full", help="Read all anew, also what has not changed.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only look: say how it would be read, and the cost.")
    ] = False,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read loopback and private addresses too.")
    ] = False,
    delay: Annotated[
        float, typer.Option("--delay", help="Seconds between requests, for servers of your own.")
    ] = -1.0,
    json: Annotated[bool, typer.Option("--json", help="Print one object at the end.")] = False,
) -> None:
    """Read a site and keep what people ask for on it, and which companies it shows.

    Without --spider the site is looked at first (robots.txt and the page): a JSON API it names is
    read, else its pages, with the help of its sitemaps and feeds.

    Examples:

      leadminer mine --url https://forum.example.org/

      leadminer mine --url https://forum.example.org/ --dry-run

      leadminer mine --url https://forum.example.org/ --since 2026-10-01 --max-pages 200

      leadminer mine --spider directory --url https://directory.example.org/

      leadminer mine machine-forum          a job of config.toml

    Exit code: 0 read (also if nothing was found), 3 the site refuses or asks for a pause, 1 failed.
    """
    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened

    if bool(job) == bool(url):
        raise InvalidInput("name either a job of config.toml, or an address with --url URL")
    with opened() as app:
        codes = []
        for order in _orders(app, job, spider or AUTO, url):
            if max_pages:
                order["options"]["pages_max"] = max_pages
            if since:
                order["options"]["since"] = _day(since)
            if full:
                order["options"]["full"] = True
            if allow_private:
                order["options"]["allow_private"] = True
            if delay >= 0:
                order["options"]["delay_seconds"] = delay
            if dry_run:
                _show_plan(app, order, as_json=json)
                continue
            ended, plan = _run(app, order, as_json=json)
            _tell(ended, plan, as_json=json)
            codes.append(EXIT_CODES.get(ended.outcome or "failed", 1))
        if codes:
            _judge(app, as_json=json)
    raise typer.Exit(1 if 1 in codes else max(codes, default=0))


def _day(text: str) -> str:
    from datetime import date

    from leadminer.base.errors import InvalidInput

    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise InvalidInput(f"--since {text!r} is no day; write it like 2026-10-01") from None


def _orders(app: App, job: str, spider: str, url: str) -> list[dict[str, Any]]:
    from leadminer.base.errors import NotFound
    from leadminer.flow import jobs

    if url:
        if spider not in app.workspace.list("spiders"):
            known = ", ".join(app.workspace.list("spiders"))
            raise NotFound(f"no spider named {spider!r}; there are: {known}")
        return [{"spider": spider, "url": url, "options": {}, "job": None}]
    found = jobs.job_named(app.config, job)
    with app.begin() as session:
        version = jobs.version_of(session, found, clock=app.clock)
    return [
        {
            "spider": found.spider,
            "url": address,
            "options": jobs.options_of(found),
            "job": found.name,
            "job_version": version,
        }
        for address in found.addresses
    ]


def _show_plan(app: App, order: dict[str, Any], *, as_json: bool) -> None:
    from leadminer.flow.mine import look_at

    plan = look_at(
        app.engine,
        app.workspace,
        app.config,
        app.clock,
        url=order["url"],
        options=order["options"],
    ).as_row()
    if as_json:
        typer.echo(json_module.dumps({**plan, "spider": order["spider"]}, ensure_ascii=False))
        return
    _print_plan(plan)
    if order["spider"] != AUTO:
        typer.echo(f"  --spider {order['spider']} is taken in its stead")
    low, high = plan["requests_low"], plan["requests_high"]
    typer.echo(
        f"  estimate: {low} to {high} requests, {_span(plan['seconds_low'])} to"
        f" {_span(plan['seconds_high'])} at {plan['delay_seconds']:g} s between two"
    )


def _print_plan(plan: dict[str, Any]) -> None:
    typer.echo(f"looked at {plan['url']}")
    for line in plan["found"]:
        typer.echo(f"  {line}")
    for n, step in enumerate(plan["steps"]):
        typer.echo(f"  {'else' if n else 'read by'} {step['reader']}: {step['why']}")


def _span(seconds: int) -> str:
    if seconds < 120:
        return f"{seconds} s"
    return f"{seconds / 60:.0f} min" if seconds < 7200 else f"{seconds / 3600:.1f} h"


def _run(app: App, order: dict[str, Any], *, as_json: bool) -> tuple[SourceRun, dict[str, Any]]:
    from rich.console import Console

    from leadminer.flow.mine import Progress, execute_run, queue_run

    with app.begin() as session:
        run = queue_run(session, clock=app.clock, **order)
        assert run.id is not None
        run_id = run.id
    console = Console(stderr=True, quiet=as_json or not sys.stderr.isatty())
    plan: dict[str, Any] = {}
    with console.status(f"reading {order['url']} ...") as status:

        def show(progress: Progress) -> None:
            if progress.plan:
                plan.update(progress.plan)
                if not as_json:
                    _print_plan(plan)
                return
            refused = sum(progress.refusals.values())
            status.update(
                f"reading {order['url']}  pages {progress.pages}  signals {progress.signals_seen}"
                f" (new {progress.signals_new})" + (f"  refused {refused}" if refused else "")
            )

        ended = execute_run(
            app.engine, app.workspace, app.config, app.clock, run_id, on_progress=show
        )
    return ended, plan


def _tell(run: SourceRun, plan: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        row = {
            "run": run.id,
            "outcome": run.outcome,
            "reason": run.reason,
            "requests": run.requests,
            "pages": run.pages,
            "bytes": run.bytes_read,
            "signals_new": run.signals_new,
            "signals_seen": run.signals_seen,
            "refusals": run.refusals,
            "plan": plan or None,
        }
        typer.echo(json_module.dumps(row, ensure_ascii=False))
        return
    typer.echo(f"{run.outcome}: {run.reason}")
    typer.echo(
        f"  {run.pages} pages, {run.requests} requests, {run.bytes_read / 1024:,.0f} KiB;"
        f" {run.signals_seen} signals, {run.signals_new} of them new"
    )
    if run.refusals:
        listed = ", ".join(f"{reason} {count}" for reason, count in sorted(run.refusals.items()))
        typer.echo(f"  not read: {listed}")


def _judge(app: App, *, as_json: bool) -> None:
    """Say at once who needs something; where `serve` or `work` run, they may have been quicker."""
    from leadminer.merchants.queries import offers
    from leadminer.work import qualify_all

    judged, _, leads = qualify_all(app)
    if as_json or not judged:
        return
    with app.read() as session:
        served = bool(offers(session))
    typer.echo(f"judged {judged} signals: {leads} new leads")
    if not served:
        typer.echo("  no merchant offers anything yet: leadminer merchants import FILE")
    typer.echo("  next: leadminer signals list · leadminer leads list")
