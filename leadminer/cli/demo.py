"""`leadminer demo`."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add this command to the top level."""
    app.command("demo")(demo)


def demo(
    once: Annotated[bool, typer.Option("--once", help="Print the outcome and exit.")] = False,
    json: Annotated[bool, typer.Option("--json", help="With --once: print one object.")] = False,
    port: Annotated[int, typer.Option(help="Port of the console; 0: any free.")] = 8080,
    folder: Annotated[
        str, typer.Option("--dir", help="Folder to make; default: a new one for temporary files.")
    ] = "",
) -> None:
    """Show the whole stream in a minute: mine a sample web, score, hand over, close the month.

    Nothing leaves this machine. Then open the console as operator, merchant or finance.

    Examples: leadminer demo · leadminer demo --once --json
    """
    import tempfile
    from pathlib import Path

    from leadminer.base.errors import InvalidInput
    from leadminer.demo.run import make_workspace, run_stream, sample_web

    if json and not once:
        raise InvalidInput("--json goes with --once")
    target = Path(folder) if folder else Path(tempfile.mkdtemp(prefix="leadminer-demo-")) / "demo"

    def tell(step: str, outcome: str) -> None:
        if not json:
            typer.echo(f"  {step:<17} {outcome}")

    if not json:
        typer.echo("leadminer demo: from a public question to a commission statement")
    with sample_web() as site:
        workspace = make_workspace(target, port=port or 8080)
        outcome = run_stream(workspace, site, tell)
        if json:
            typer.echo(json_module.dumps(outcome.as_dict(), ensure_ascii=False, indent=2))
            return
        _print_summary(outcome)
        if not once:
            _open_console(workspace, port)


def _print_summary(outcome: object) -> None:
    from leadminer.demo.run import Outcome

    assert isinstance(outcome, Outcome)
    counts = outcome.counts
    order = ("signals", "prospects", "leads", "drafts", "handoffs", "deals", "commissions")
    most = max(counts.values()) or 1
    typer.echo("")
    for name in (*order, "statements"):
        bar = "█" * max(1, round(28 * counts[name] / most)) if counts[name] else ""
        typer.echo(f"  {name:<12} {counts[name]:>5}  {bar}")
    typer.echo("\n  commission earned: " + ", ".join(outcome.commission))
    typer.echo("  best leads:")
    for lead in outcome.best:
        typer.echo(f"    {lead['rank']:.2f}  {lead['title']}")
    typer.echo(f"\n  workspace  {outcome.workspace}")
    for path in outcome.documents:
        typer.echo(f"  statement  {path}")
    typer.echo(f"  {outcome.requests} requests, {outcome.seconds:.1f} seconds")


def _open_console(workspace: object, port: int) -> None:
    from leadminer.app import open_app
    from leadminer.demo.people import LOGINS, PASSWORD
    from leadminer.web.server import serve_web
    from leadminer.work import Service, single_service
    from leadminer.workspace import Workspace

    assert isinstance(workspace, Workspace)

    def ready(url: str) -> None:
        typer.echo(f"\n  console    {url}   (Ctrl-C stops it)")
        for email, _name, role, _slug, lang in LOGINS:
            typer.echo(f"    {role:<9} {email:<24} {PASSWORD}   {lang}")

    with open_app(workspace.root) as app, single_service(app):
        service = Service(app)
        service.start()
        try:
            serve_web(app, host="127.0.0.1", port=port, on_ready=ready)
        finally:
            service.stop()
