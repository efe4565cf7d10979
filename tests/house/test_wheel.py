"""The wheel works outside the repository: installed alone, in an empty folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's files, in a folder that stands for site-packages."""
    out = tmp_path_factory.mktemp("wheel")
    code = "import sys; from hatchling.build import build_wheel; print(build_wheel(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, str(out)], cwd=ROOT, check=True, capture_output=True
    )
    wheel = next(out.glob("*.whl"))
    target = out / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(site: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    code = "import sys; from leadminer.cli.main import run; sys.argv[0] = 'leadminer'; run()"
    environment = {**os.environ, "PYTHONPATH": str(site), "PYTHONSAFEPATH": "1"}
    environment.pop("LEADMINER_WORKSPACE", None)
    return subprocess.run(
        [sys.executable, "-c", code, *words],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_wheel_is_what_runs(unpacked: Path, tmp_path: Path) -> None:
    code = "import leadminer; print(leadminer.__file__)"
    environment = {**os.environ, "PYTHONPATH": str(unpacked), "PYTHONSAFEPATH": "1"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(done.stdout.strip()).is_relative_to(unpacked)


def test_init_check_and_demo_work_from_an_empty_folder(unpacked: Path, tmp_path: Path) -> None:
    made = run(unpacked, tmp_path, "init", "mine")
    assert made.returncode == 0, made.stderr
    assert (tmp_path / "mine" / "spiders" / "qa.py").is_file()

    checked = run(unpacked, tmp_path / "mine", "check", "--json")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    assert json.loads(checked.stdout)["ok"] is True

    shown = run(unpacked, tmp_path, "demo", "--once", "--json")
    assert shown.returncode == 0, shown.stderr
    counts = json.loads(shown.stdout)
    for name in ("signals", "prospects", "leads", "drafts", "handoffs", "deals"):
        assert counts[name] > 0, counts
    assert counts["commissions"] > 0
    assert counts["statements"] == 3
    assert Path(counts["workspace"]).is_dir()
