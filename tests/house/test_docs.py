"""Every setting, command, state and exit code stands in the documentation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

from leadminer.config import Config, JobSection
from tests.house.test_help import all_commands

ROOT = Path(__file__).resolve().parents[2]
DOCS = "\n".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs").rglob("*.md")))


def settings() -> list[tuple[str, str]]:
    found = []
    for section, field in Config.model_fields.items():
        kind = JobSection if section == "jobs" else field.annotation
        assert kind is not None
        found += [(section, name) for name in kind.model_fields]  # type: ignore[union-attr]
    return found


def test_every_setting_is_documented() -> None:
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    missing = [f"{s}.{n}" for s, n in settings() if f"`{s}.{n}`" not in text]
    assert missing == [], "add it to docs/settings.md"


def test_every_setting_stands_in_the_bundled_config_with_its_default() -> None:
    text = (ROOT / "config.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text)
    for section, field in Config.model_fields.items():
        if section == "jobs":
            for name in JobSection.model_fields:
                assert re.search(rf"^# {name} = ", text, re.MULTILINE), f"jobs.{name} is not shown"
            continue
        assert raw[section] == field.default.model_dump(), f"[{section}] differs from its defaults"


def test_every_setting_says_what_it_is() -> None:
    for section, field in Config.model_fields.items():
        kind = JobSection if section == "jobs" else field.annotation
        for name, setting in kind.model_fields.items():  # type: ignore[union-attr]
            assert setting.description, f"{section}.{name} has no description"


def test_every_command_is_documented() -> None:
    missing = [n for n, c in all_commands() if n and f"leadminer {n}" not in DOCS]
    assert missing == [], "add it to docs/commands.md"


def test_links_inside_the_documentation_lead_somewhere() -> None:
    broken = []
    for path in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text(encoding="utf-8")):
            if "://" not in target and not (path.parent / target).exists():
                broken.append(f"{path.relative_to(ROOT)}: {target}")
    assert broken == []
