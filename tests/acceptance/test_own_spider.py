"""The way of docs/first-spider.md, with real commands against a real server."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from leadminer.workspace import create_workspace
from tests.integration.mining.small_web import Answer, html, served

pytestmark = pytest.mark.acceptance

SITE = """
[follow]
pages = ["li a"]
[posts]
address = "/x/"
block = "xbox"
title = "h3"
author = "xwho"
time = "xwhen"
text = "xsaid"
"""


def board(path: str, _count: int) -> Answer:
    """A board no reader of unknown sites would make sense of."""
    if path == "/":
        rows = "".join(f'<li><a href="/x/{n}">{n}</a></li>' for n in range(5))
        return html(f"<html><body><ul>{rows}</ul></body></html>")
    if path.startswith("/x/"):
        number = path.rsplit("/", 1)[1]
        boxes = "".join(
            f"<xbox><xwho>who{n}</xwho><xwhen>2026-11-0{n + 1}</xwhen>"
            f"<xsaid>Need {number} drums, part {n}</xsaid></xbox>"
            for n in range(2)
        )
        return html(f"<html><body><h3>Drums {number}</h3>{boxes}</body></html>")
    return Answer(404)


def command(workspace: Path, *words: str, code: int = 0) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "leadminer", "--workspace", str(workspace), *words],
        capture_output=True,
        text=True,
        timeout=120,
        env={**os.environ, "COLUMNS": "200"},
        check=False,
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout


def test_a_site_is_described_recorded_tried_and_mined(tmp_path: Path) -> None:
    root = create_workspace(tmp_path / "w").root
    command(root, "spiders", "new", "board")
    command(root, "spiders", "new", "board", code=7)
    (root / "spiders" / "board.toml").write_text(SITE, encoding="utf-8")
    with served(board) as (url, _log):
        command(root, "spiders", "test", "board", code=5)  # nothing is recorded yet
        command(root, "spiders", "record", "board", f"{url}/x/3", "--allow-private")
        assert "if this is right" in command(root, "spiders", "test", "board")
        command(root, "spiders", "test", "board", "--accept")
        assert "as expected" in command(root, "spiders", "test", "board")
        page = root / "spiders" / "pages" / "board" / "page1" / "page.html"
        page.write_text(page.read_text().replace("who1", "who9"), encoding="utf-8")
        assert "'who9', not 'who1'" in command(root, "spiders", "test", "board", code=1)
        told = json.loads(
            command(
                root, "mine", "--spider", "board", "--url", url, "--allow-private",
                "--delay", "0", "--json",
            )
        )  # fmt: skip
    assert (told["outcome"], told["signals_new"]) == ("ok", 10)
    listed = json.loads(command(root, "spiders", "list", "--json"))
    assert {"name": "board", "kind": "site file", "own": True, "cases": 1} in listed


def test_a_new_python_spider_runs_as_it_comes(tmp_path: Path) -> None:
    root = create_workspace(tmp_path / "w").root
    command(root, "spiders", "new", "own_one", "--python")
    with served(board) as (url, _log):
        command(root, "spiders", "record", "own_one", f"{url}/x/3", "--allow-private")
    assert "records" in command(root, "spiders", "test", "own_one")
    (root / "spiders" / "broken.toml").write_text("[posts]\nblock = 'p['\n", encoding="utf-8")
    command(root, "spiders", "new", "Bad Name", code=6)
