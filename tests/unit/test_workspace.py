"""Workspaces: looked up first in their own folder, then in the bundled one."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadminer.base.errors import Conflict, NotFound
from leadminer.workspace import Workspace, bundled_root, create_workspace


def test_a_new_workspace_has_its_parts(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "w")
    assert (made.root / "config.toml").is_file()
    assert (made.root / "spiders" / "qa.py").is_file()
    assert made.state_dir.stat().st_mode & 0o077 == 0


def test_a_workspace_is_never_overwritten(tmp_path: Path) -> None:
    create_workspace(tmp_path / "w")
    with pytest.raises(Conflict, match="already is a workspace"):
        create_workspace(tmp_path / "w")


def test_a_folder_without_settings_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="leadminer init"):
        Workspace.at(tmp_path)


def test_the_workspaces_own_file_wins_and_the_bundled_one_fills_in(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "w")
    own = made.root / "spiders" / "qa.py"
    assert made.list("spiders")["qa"] == own
    own.unlink()
    assert made.list("spiders")["qa"] == bundled_root() / "spiders" / "qa.py"


def test_a_path_cannot_lead_out_of_the_workspace(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "w")
    (tmp_path / "secret.txt").write_text("x")
    with pytest.raises(NotFound):
        made.find("../secret.txt")


def test_two_workspaces_in_one_process_do_not_collide(tmp_path: Path) -> None:
    first, second = create_workspace(tmp_path / "a"), create_workspace(tmp_path / "b")
    (first.root / "spiders" / "own.py").write_text("name = 'first'\n")
    (second.root / "spiders" / "own.py").write_text("name = 'second'\n")
    assert first.load_module("spiders", "own").name == "first"
    assert second.load_module("spiders", "own").name == "second"


def test_an_unknown_spider_names_the_known_ones(tmp_path: Path) -> None:
    made = create_workspace(tmp_path / "w")
    with pytest.raises(NotFound, match=r"directory, .*qa"):
        made.load_module("spiders", "nope")
