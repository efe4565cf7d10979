"""The command `leadminer`. Commands import what they need inside, so that --help is quick."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer

from leadminer import __version__
from leadminer.base.errors import LeadminerError
from leadminer.cli.errors import exit_code

app = typer.Typer(
    name="leadminer",
    help="Find people who publicly say they need something, hand them to who can serve them.",
    epilog="Try it: leadminer demo    ·    Your own: leadminer init DIR",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)

GROUPS = (  # (name, module)
    ("signals", "signals"),
    ("intent", "intent"),
    ("leads", "leads"),
    ("handoff", "handoff"),
    ("outreach", "outreach"),
    ("merchants", "merchants"),
    ("webhooks", "webhooks"),
    ("users", "users"),
    ("tokens", "tokens"),
    ("deals", "deals"),
    ("ledger", "ledger"),
    ("statements", "statements"),
    ("report", "report"),
    ("prospects", "prospects"),
    ("jobs", "jobs"),
    ("spiders", "spiders"),
    ("nomine", "nomine"),
    ("db", "db"),
)
for _name, _module in GROUPS:
    app.add_typer(import_module(f"leadminer.cli.{_module}").app, name=_name, no_args_is_help=True)
for _module in ("workspace", "mine", "demo", "serve"):
    import_module(f"leadminer.cli.{_module}").register(app)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"leadminer {__version__}")
        raise typer.Exit()


@app.callback()
def root(
    workspace: Annotated[
        str,
        typer.Option("--workspace", "-w", help="Workspace folder.", envvar="LEADMINER_WORKSPACE"),
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Find people who publicly say they need something, hand them to who can serve them."""
    if workspace:
        import os

        os.environ["LEADMINER_WORKSPACE"] = workspace


def run() -> None:
    """The console script: one clear sentence and an exit code for every error of ours."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except LeadminerError as error:
        typer.echo(f"leadminer: {error.message}", err=True)
        sys.exit(exit_code(error))
    except BrokenPipeError:
        sys.exit(141)
    except OSError as error:
        where = f" {error.filename}" if error.filename else ""
        typer.echo(f"leadminer: cannot use{where}: {error.strerror or error}", err=True)
        sys.exit(1)
    except Exception as error:
        if not _is_database_error(error):
            raise
        typer.echo(f"leadminer: the database refused: {_first_line(error)}", err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        typer.echo("leadminer: stopped", err=True)
        sys.exit(130)


def _is_database_error(error: Exception) -> bool:
    """Whether SQLAlchemy or SQLite raised it; asked without loading either."""
    names = {f"{kind.__module__.partition('.')[0]}.{kind.__name__}" for kind in type(error).__mro__}
    return bool(names & {"sqlalchemy.DBAPIError", "sqlite3.Error"})


def _first_line(error: Exception) -> str:
    return str(getattr(error, "orig", error)).strip().splitlines()[0]
