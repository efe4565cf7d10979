"""A server process of the seeded console: python -m tests.acceptance.console_server FOLDER PORT"""

from __future__ import annotations

import sys
from pathlib import Path

import uvicorn

from leadminer.app import open_app
from leadminer.web import create_web
from leadminer.workspace import create_workspace
from tests.integration.web import seed


def main(folder: str, port: str) -> None:
    """Make a workspace, fill it, serve it until stopped."""
    workspace = create_workspace(Path(folder))
    with open_app(workspace.root) as app:
        with app.begin() as session:
            seed.plant(session, now=app.clock.now())
        uvicorn.run(create_web(app), host="127.0.0.1", port=int(port), log_level="warning")


if __name__ == "__main__":
    main(*sys.argv[1:3])
