"""--help answers at once, everywhere, and without loading what only a command's work needs."""

from __future__ import annotations

import subprocess
import sys

import pytest
import typer.main
from click import Command, Group

from leadminer.cli.main import app

HEAVY = ("scrapy", "spacy", "sqlmodel", "sqlalchemy", "fastapi", "alembic", "numpy", "httpx")


def all_commands() -> list[tuple[str, Command]]:
    found: list[tuple[str, Command]] = []

    def walk(prefix: str, command: Command) -> None:
        found.append((prefix, command))
        if isinstance(command, Group):
            for name, child in command.commands.items():
                walk(f"{prefix} {name}".strip(), child)

    walk("", typer.main.get_command(app))
    return found


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys\n"
        "from leadminer.cli.main import app\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]", "import it inside the command"


@pytest.mark.parametrize(("name", "command"), all_commands(), ids=lambda v: str(v) or "leadminer")
def test_every_command_says_what_it_does(name: str, command: Command) -> None:
    assert (command.help or "").strip(), f"leadminer {name} has no help text"
    for parameter in command.params:
        if parameter.param_type_name == "option" and parameter.name != "help":
            assert getattr(parameter, "help", None), f"{name}: --{parameter.name} has no help"


def test_help_of_every_command_exits_zero() -> None:
    from typer.testing import CliRunner

    runner = CliRunner()
    for name, _ in all_commands():
        result = runner.invoke(app, [*name.split(), "--help"])
        assert result.exit_code == 0, f"leadminer {name} --help: {result.output}"
