"""`leadminer check` finds what is wrong with a workspace, all of it at once."""

from __future__ import annotations

import pytest

from leadminer.app import open_app
from leadminer.base.errors import ConfigError
from leadminer.checks import check_workspace
from leadminer.workspace import Workspace
from tests.factories.merchants import make_merchant, make_offer


def errors(workspace: Workspace) -> dict[str, str]:
    return {f.where: f.message for f in check_workspace(workspace) if f.level == "error"}


def test_a_new_workspace_is_in_order(workspace: Workspace) -> None:
    assert errors(workspace) == {}


def test_broken_templates_and_spiders_are_found_together(workspace: Workspace) -> None:
    (workspace.root / "templates" / "statement.typ").write_text("#bad(", encoding="utf-8")
    letter = workspace.root / "templates" / "messages" / "answer.en.j2"
    letter.write_text("{% block body %}{{ name }", encoding="utf-8")
    (workspace.root / "spiders" / "own.py").write_text("import nothing_of_that_name\n")
    found = errors(workspace)
    assert "templates/statement.typ" in found
    assert "answer.en.j2" in found["templates"]
    assert "nothing_of_that_name" in found["spiders/own.py"]


def test_a_damaged_database_is_a_finding(workspace: Workspace) -> None:
    (workspace.state_dir / "leadminer.sqlite").write_bytes(b"this is no database" * 100)
    assert "not a database" in errors(workspace)["database"]


def test_an_emptied_key_is_refused_and_never_used(workspace: Workspace) -> None:
    with open_app(workspace.root) as app:
        first = app.hash_key
    with open_app(workspace.root) as app:
        assert app.hash_key == first
    (workspace.state_dir / "keys" / "hash.key").write_bytes(b"")
    with pytest.raises(ConfigError, match="shorter than"), open_app(workspace.root):
        pass


def test_a_site_file_is_checked_as_such(workspace: Workspace) -> None:
    path = workspace.root / "spiders" / "board.toml"
    path.write_text("[posts]\nblock = '.post'\ntext = 'p'\n", encoding="utf-8")
    assert errors(workspace) == {}
    path.write_text("[posts]\nblock = '.post['\ntext = 'p'\n", encoding="utf-8")
    (told,) = errors(workspace).values()
    assert "no CSS selector" in told


def test_an_offer_of_a_job_that_nobody_has_is_found(workspace: Workspace) -> None:
    job = '\n[[jobs]]\nname = "j"\nurl = "https://x.example/"\n'
    job += 'offers = ["smile", "smile/implants", "smile/whitening"]\n'
    with open(workspace.config_path, "a", encoding="utf-8") as file:
        file.write(job)
    with open_app(workspace.root) as app, app.begin() as session:
        make_offer(session, make_merchant(session, slug="smile"), slug="whitening")
    told = [f.message for f in check_workspace(workspace) if f.level == "warning"]
    (one,) = [each for each in told if "is called" in each]
    assert "'smile/implants'" in one
