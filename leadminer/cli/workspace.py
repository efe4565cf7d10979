"""`leadminer init` and `leadminer check`."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer


def register(app: typer.Typer) -> None:
    """Add these commands to the top level."""
    app.command("init")(init)
    app.command("check")(check)


def init(
    folder: Annotated[str, typer.Argument(metavar="DIR", help="Folder to make.")],
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Make a workspace: spiders, pipelines, templates and config.toml to edit.

    Example: leadminer init my-service && cd my-service && leadminer check
    """
    from pathlib import Path

    from leadminer.workspace import create_workspace

    workspace = create_workspace(Path(folder))
    if json:
        typer.echo(json_module.dumps({"workspace": str(workspace.root)}))
        return
    typer.echo(f"made the workspace {workspace.root}")
    typer.echo("next:")
    typer.echo(f"  cd {folder}")
    typer.echo("  leadminer check          says what is missing")
    typer.echo("  leadminer merchants example > merchants.toml    then edit it")
    typer.echo("  leadminer merchants import merchants.toml")
    typer.echo("  leadminer users add you@example.com --role operator")
    typer.echo("  leadminer mine --url https://...")
    typer.echo("  leadminer leads list")
    typer.echo("  leadminer serve")


def check(
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Check settings, database, migrations, spiders and mail set-up; all findings at once.

    Exits 4 if something is wrong; warnings alone exit 0.
    """
    from pathlib import Path

    from leadminer.checks import check_workspace
    from leadminer.cli.opening import named_workspace
    from leadminer.workspace import Workspace

    named = named_workspace()
    workspace = Workspace.at(named) if named else Workspace.find_upwards(Path.cwd())
    findings = check_workspace(workspace)
    wrong = [finding for finding in findings if finding.level == "error"]
    if json:
        rows = [{"where": f.where, "level": f.level, "message": f.message} for f in findings]
        result = {"workspace": str(workspace.root), "ok": not wrong, "findings": rows}
        typer.echo(json_module.dumps(result, ensure_ascii=False, indent=2))
    else:
        marks = {"ok": "ok   ", "warning": "warn ", "error": "ERROR"}
        for finding in findings:
            typer.echo(f"{marks[finding.level]} {finding.where}: {finding.message}")
        count = len(wrong)
        doubts = sum(finding.level == "warning" for finding in findings)
        fine = f"nothing is wrong; {doubts} still to set up" if doubts else "everything is in order"
        typer.echo(f"{count} to mend" if wrong else fine)
    if wrong:
        raise typer.Exit(4)
