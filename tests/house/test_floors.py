"""The floors of the house: a room imports only rooms below it, and siblings form no ring."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_every_room_stands_on_its_floor() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-4000:]


def test_every_room_says_what_it_is_for() -> None:
    rooms = sorted(p.parent for p in (ROOT / "leadminer").glob("*/__init__.py"))
    without = [room.name for room in rooms if not (room / "README.md").is_file()]
    assert without == [], "each room has a README.md: what for, its words, its invariants"


def test_workspace_code_imports_only_the_sdk() -> None:
    import ast

    wrong = []
    for part in ("spiders", "pipelines"):
        for path in sorted((ROOT / part).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                names = []
                if isinstance(node, ast.Import):
                    names = [alias.name for alias in node.names]
                elif isinstance(node, ast.ImportFrom):
                    names = [node.module or ""]
                wrong += [
                    f"{part}/{path.name}: {name}"
                    for name in names
                    if name.startswith("leadminer") and name != "leadminer.sdk"
                ]
    assert wrong == [], "workspace code imports only leadminer.sdk"


def test_the_engine_never_imports_workspace_code() -> None:
    wrong = [
        f"{path.relative_to(ROOT)}"
        for path in (ROOT / "leadminer").rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.startswith(("import spiders", "from spiders", "import pipelines", "from pipelines"))
    ]
    assert wrong == [], "the engine loads spiders and pipelines through the workspace"
