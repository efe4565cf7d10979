"""A workspace: the part an operator edits (spiders, pipelines, templates, config.toml).

Files are looked up in the workspace first and in the bundled copy second, so that a fix in a
release reaches everybody who has not overridden it.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from leadminer.base.errors import Conflict, NotFound

PARTS = ("spiders", "pipelines", "templates")
CONFIG_NAME = "config.toml"
STATE_NAME = ".leadminer"

_LOADING = threading.RLock()


def bundled_root() -> Path:
    """The copy that ships with the package; in a source checkout, the repository itself."""
    package = Path(__file__).resolve().parent
    inside = package / "bundled"
    return inside if inside.is_dir() else package.parent


@dataclass(frozen=True)
class Workspace:
    """One workspace by its root folder (absolute)."""

    root: Path

    @classmethod
    def at(cls, root: Path) -> Workspace:
        """The workspace in a folder. Raises NotFound if there is no config.toml in it."""
        root = root.resolve()
        if not (root / CONFIG_NAME).is_file():
            raise NotFound(
                f"{root} is no workspace (no {CONFIG_NAME}); make one with: leadminer init {root}"
            )
        return cls(root)

    @classmethod
    def find_upwards(cls, start: Path) -> Workspace:
        """The workspace that holds a folder: the folder itself or the nearest one above."""
        start = start.resolve()
        for folder in (start, *start.parents):
            if (folder / CONFIG_NAME).is_file() and (
                (folder / "spiders").is_dir() or (folder / STATE_NAME).is_dir()
            ):
                return cls(folder)
        raise NotFound(
            f"no workspace in {start} or above; make one with `leadminer init DIR`"
            " or name one with --workspace DIR"
        )

    @property
    def config_path(self) -> Path:
        """The settings file."""
        return self.root / CONFIG_NAME

    @property
    def state_dir(self) -> Path:
        """Database, page cache, exports and keys; made on first use, readable by its owner only."""
        path = self.root / STATE_NAME
        if not path.is_dir():
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
            (path / ".gitignore").write_text("*\n", encoding="utf-8")
        return path

    def find(self, relative: str) -> Path:
        """A file by its path inside a workspace, e.g. "templates/statement.typ"."""
        for root in (self.root, bundled_root()):
            path = (root / relative).resolve()
            if path.is_file() and path.is_relative_to(root.resolve()):
                return path
        raise NotFound(f"{relative} is neither in {self.root} nor in the bundled workspace")

    def list(self, part: str) -> dict[str, Path]:
        """Files of "spiders", "pipelines" or "pipelines/providers" by their stem; the workspace's
        win. A spider is a Python file, or a TOML file that describes a site."""
        found: dict[str, Path] = {}
        endings = (".toml", ".py") if part == "spiders" else (".py",)
        for root in (bundled_root(), self.root):
            for path in sorted((root / part).glob("*.*")):
                if path.suffix in endings and not path.stem.startswith("_"):
                    found[path.stem] = path
        return found

    def load_module(self, part: str, name: str) -> ModuleType:
        """Import one file of "spiders" or "pipelines" under a name of its own.

        The name carries a hash of the path, so that two workspaces in one process do not collide.
        """
        paths = self.list(part)
        if name not in paths:
            known = ", ".join(paths) or "none"
            raise NotFound(f"no {part[:-1]} named {name!r}; there are: {known}")
        path = paths[name]
        mark = hashlib.sha256(str(path).encode()).hexdigest()[:12]
        full_name = f"leadminer_workspace_{mark}_{part.replace('/', '_')}_{name}"
        with _LOADING:  # another thread may be in the middle of it
            return _loaded(full_name, path)


def _loaded(full_name: str, path: Path) -> ModuleType:
    if full_name in sys.modules:
        return sys.modules[full_name]
    spec = importlib.util.spec_from_file_location(full_name, path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[full_name] = module
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[full_name]
        raise
    return module


def create_workspace(root: Path) -> Workspace:
    """Make a workspace from the bundled one. Raises Conflict if there is one already."""
    root = root.resolve()
    if (root / CONFIG_NAME).exists():
        raise Conflict(f"{root} already is a workspace; nothing was changed")
    if root.exists() and not root.is_dir():
        raise Conflict(f"{root} is a file; name a folder")
    root.mkdir(parents=True, exist_ok=True)
    bundled = bundled_root()
    for part in PARTS:
        shutil.copytree(
            bundled / part,
            root / part,
            dirs_exist_ok=True,
            ignore=shutil.ignore_patterns("__pycache__", "*.pyc"),
        )
    shutil.copy2(bundled / CONFIG_NAME, root / CONFIG_NAME)
    workspace = Workspace(root)
    _ = workspace.state_dir
    return workspace
