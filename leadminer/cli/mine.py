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


def register(app: typer.Typer) -> None:
    """Add this command to the top level."""
    app.command("mine")(mine)


def mine(
    job: Annotated[str, typer.Argument(help="A job of config.toml.")] = "",
    *,
    spider: Annotated[str, typer.Option("--spider", help="File in spiders/, e.g. qa.")] = "",
    url: Annotated[str, typer.Option("--url", help="Where to begin.")] = "",
    max_pages: Annotated[int, typer.Option("--max-pages", min=0, help="Most pages to read.")] = 0,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Read loopback and private addresses too.")
    ] = False,
    delay: Annotated[
        float, typer.Option("--delay", help="Seconds between requests, for servers of your own.")
    ] = -1.0,
    json: Annotated[bool, typer.Option("--json", help="Print one object at the end.")] = False,
) -> None:
    """Read a site and keep what people ask for on it.

    Examples:

      leadminer mine --spider qa --url https://forum.example.org/ --max-pages 200

      leadminer mine --spider directory --url https://directory.example.org/

      leadminer mine machine-forum          a job of config.toml

    Exit code: 0 read (also if nothing was found), 3 the site refuses or asks for a pause, 1 failed.
    """
    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened

    if bool(job) == bool(url):
        raise InvalidInput("name either a job of config.toml, or --spider NAME --url URL")
    with opened() as app:
        order = _order(app, job, spider or "qa", url)
        if max_pages:
            order["options"]["pages_max"] = max_pages
        if allow_private:
            order["options"]["allow_private"] = True
        if delay >= 0:
            order["options"]["delay_seconds"] = delay
        ended = _run(app, order, quiet=json or not sys.stderr.isatty())
    _tell(ended, as_json=json)
    raise typer.Exit(EXIT_CODES.get(ended.outcome or "failed", 1))


def _order(app: App, job: str, spider: str, url: str) -> dict[str, Any]:
    from leadminer.base.errors import NotFound

    if url:
        if spider not in app.workspace.list("spiders"):
            known = ", ".join(app.workspace.list("spiders"))
            raise NotFound(f"no spider named {spider!r}; there are: {known}")
        return {"spider": spider, "url": url, "options": {}, "job": None}
    found = next((each for each in app.config.jobs if each.name == job), None)
    if found is None:
        known = ", ".join(each.name for each in app.config.jobs) or "none yet"
        raise NotFound(f"no job named {job!r} in config.toml; there are: {known}")
    options = {"pages_max": found.pages_max} if found.pages_max else {}
    return {"spider": found.spider, "url": found.url, "options": options, "job": found.name}


def _run(app: App, order: dict[str, Any], *, quiet: bool) -> SourceRun:
    from rich.console import Console

    from leadminer.flow.mine import Progress, execute_run, queue_run

    with app.begin() as session:
        run = queue_run(session, clock=app.clock, **order)
        assert run.id is not None
        run_id = run.id
    console = Console(stderr=True, quiet=quiet)
    with console.status(f"reading {order['url']} ...") as status:

        def show(progress: Progress) -> None:
            refused = sum(progress.refusals.values())
            status.update(
                f"reading {order['url']}  pages {progress.pages}  signals {progress.signals_seen}"
                f" (new {progress.signals_new})" + (f"  refused {refused}" if refused else "")
            )

        return execute_run(
            app.engine, app.workspace, app.config, app.clock, run_id, on_progress=show
        )


def _tell(run: SourceRun, *, as_json: bool) -> None:
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
    if run.signals_new:
        typer.echo("  next: leadminer signals list · leadminer leads list")
