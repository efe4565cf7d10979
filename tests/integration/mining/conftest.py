"""An app for whole runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leadminer.app import App, open_app
from leadminer.workspace import create_workspace


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[App]:
    """An app on SQLite: what is tested here does not depend on the database."""
    workspace = create_workspace(tmp_path / "w")
    text = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(
        text.replace("timeout_seconds = 20.0", "timeout_seconds = 2.0")
    )
    with open_app(workspace.root) as opened:
        yield opened
