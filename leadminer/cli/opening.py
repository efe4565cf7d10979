"""Opening the workspace a command was called in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from leadminer.app import App
    from leadminer.workspace import Workspace


def named_workspace() -> Path | None:
    """The folder given by --workspace or LEADMINER_WORKSPACE, if any."""
    name = os.environ.get("LEADMINER_WORKSPACE", "")
    return Path(name) if name else None


def found_workspace() -> Workspace:
    """The workspace this command works in, where nothing but its files is wanted."""
    from leadminer.workspace import Workspace

    named = named_workspace()
    return Workspace.at(named) if named else Workspace.find_upwards(Path.cwd())


@contextmanager
def opened() -> Iterator[App]:
    """The app of the workspace this command works in."""
    from leadminer.app import open_app

    with open_app(named_workspace()) as app:
        yield app
