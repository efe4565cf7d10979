"""Kills a mining run at random moments: python benchmarks/mining_kills.py [KILLS] [SEED]

Starts `mine` in a process of its own, sends SIGKILL to it, to its reading child or to both at a
random moment, and starts again, KILLS times (default 50); then lets a run end. Prints posts lost
and doubled: both must be 0.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from leadminer.app import open_app
from leadminer.signals import queries
from leadminer.workspace import create_workspace
from tests.integration.mining.small_web import forum, served

ROOT = Path(__file__).resolve().parent.parent
TOPICS = 300
RUN = """
import sys
from pathlib import Path
from leadminer.app import open_app
from leadminer.flow import mine
with open_app(Path(sys.argv[1])) as app:
    with app.begin() as session:
        run = mine.queue_run(
            session, clock=app.clock, spider="qa", url=sys.argv[2],
            options={"allow_private": True, "delay_seconds": 0.0},
        )
    ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run.id)
    print(ended.outcome, ended.reason)
"""


def main() -> int:
    """Kill, and count; 0 if nothing was lost or doubled."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    picker = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    began = time.monotonic()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(lambda path, n: forum(path, n, topics=TOPICS), pause_seconds=0.01) as (url, log),
    ):
        home = create_workspace(Path(folder) / "w").root
        stored: list[int] = []
        for _ in range(kills):
            _kill_one(home, url, picker)
            stored.append(_count(home))
        last = subprocess.run(
            [sys.executable, "-c", RUN, str(home), url], capture_output=True, text=True,
            env=_environment(), check=False,
        )  # fmt: skip
        with open_app(home) as app, app.read() as session:
            urls = [f"{s.url} {s.kind}" for s in queries.each_signal(session)]
    lost, doubled = 2 * TOPICS - len(set(urls)), len(urls) - len(set(urls))
    print(f"{kills} kills in {time.monotonic() - began:.0f} s, {len(log)} requests; last run:"
          f" {last.stdout.strip() or last.stderr[-300:]}")  # fmt: skip
    print("stored after each:", stored)
    print(f"lost {lost}, doubled {doubled} of {2 * TOPICS}")
    return 1 if lost or doubled else 0


def _kill_one(home: Path, url: str, picker: random.Random) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", RUN, str(home), url], env=_environment(),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    end = time.monotonic() + picker.uniform(1.0, 9.0)
    while time.monotonic() < end and parent.poll() is None:
        time.sleep(0.02)
    children = _children(parent.pid)
    victims = picker.choice(([parent.pid], children, [parent.pid, *children]))
    for victim in victims:
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            continue
    parent.wait()


def _children(parent: int) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False
    ).stdout.split()
    return [int(each) for each in found]


def _count(home: Path) -> int:
    with open_app(home) as app, app.read() as session:
        return queries.count_signals(session)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


if __name__ == "__main__":
    sys.exit(main())
