"""kill -9 of the reading process, and of its parent, at random moments: nothing lost or doubled."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from datetime import timedelta
from pathlib import Path

import pytest

from leadminer.app import App
from leadminer.base.clock import SystemClock
from leadminer.base.errors import Conflict
from leadminer.flow import mine
from leadminer.signals import queries
from tests.integration.mining.small_web import forum, served

KILLS = 3


def queue(app: App, url: str) -> int:
    with app.begin() as session:
        options = {"allow_private": True, "delay_seconds": 0.01}
        run = mine.queue_run(session, clock=SystemClock(), spider="qa", url=url, options=options)
        assert run.id is not None
        return run.id


def test_killing_the_child_and_running_again_gives_every_signal_once(app: App) -> None:
    picker = random.Random(7)
    with served(lambda path, n: forum(path, n, topics=60), pause_seconds=0.01) as (url, _):
        for _ in range(KILLS):
            kill_after_pages(app, queue(app, url), picker.randint(2, 40))
        run = mine.execute_run(
            app.engine, app.workspace, app.config, SystemClock(), queue(app, url)
        )
    # pages that are known whole are not read again: what counts is what is stored
    assert run.outcome == "ok", run.reason
    with app.read() as session:
        signals = list(queries.each_signal(session))
    assert len(signals) == 120 and len({s.key for s in signals}) == 120
    said = {(s.kind, " ".join(s.text.split())) for s in signals}
    kinds = ("post", "reply")
    assert said == {
        (kind, f"We need {n} steel drums, part {part}. Who can help?")
        for n in range(60)
        for part, kind in enumerate(kinds)
    }


def kill_after_pages(app: App, run_id: int, pages: int) -> None:
    """Run until some signals are stored, then kill the child from outside."""
    stop = threading.Event()

    def killer() -> None:
        while not stop.is_set():
            with app.read() as session:
                run = queries.get_run(session, run_id)
                started = run.signals_seen >= min(pages, 25)
            children = subprocess.run(
                ["pgrep", "-P", str(os.getpid()), "-f", f"leadminer.mining.child.*--run {run_id} "],
                capture_output=True, text=True, check=False,
            ).stdout.split()  # fmt: skip
            if started and children:
                os.kill(int(children[0]), signal.SIGKILL)
                return
            time.sleep(0.02)

    thread = threading.Thread(target=killer)
    thread.start()
    run = mine.execute_run(app.engine, app.workspace, app.config, SystemClock(), run_id)
    stop.set()
    thread.join()
    assert run.state == "ended"


PARENT = """
import sys
from pathlib import Path
from leadminer.app import open_app
from leadminer.flow import mine
with open_app(Path(sys.argv[1])) as app:
    mine.execute_run(app.engine, app.workspace, app.config, app.clock, int(sys.argv[2]))
"""


def test_the_child_ends_with_its_parent_and_the_run_can_be_taken_up_again(app: App) -> None:
    with served(lambda path, n: forum(path, n, topics=60), pause_seconds=0.02) as (url, _):
        run_id = queue(app, url)
        parent = subprocess.Popen(
            [sys.executable, "-c", PARENT, str(app.workspace.root), str(run_id)],
            env={**os.environ, "PYTHONPATH": str(Path(mine.__file__).parents[2])},
        )
        wait_for(lambda: signals_of(app, run_id) > 0, parent)
        children = subprocess.run(
            ["pgrep", "-P", str(parent.pid)], capture_output=True, text=True, check=False
        ).stdout.split()
        parent.kill()
        parent.wait()
        wait_for(lambda: not any(alive(int(pid)) for pid in children), None)
        with pytest.raises(Conflict), app.begin() as session:
            queries.claim_run(session, run_id, now=SystemClock().now(), lease=timedelta(seconds=9))
        later = LaterClock(seconds=app.config.tasks.lease_seconds + 60)
        run = mine.execute_run(app.engine, app.workspace, app.config, later, run_id)
    assert run.outcome == "ok" and run.attempts == 2
    with app.read() as session:
        assert queries.count_signals(session) == 120


class LaterClock(SystemClock):
    """The machine's clock, ahead of time."""

    def __init__(self, seconds: int) -> None:
        self.ahead = timedelta(seconds=seconds)

    def now(self):  # type: ignore[no-untyped-def]
        return super().now() + self.ahead


def signals_of(app: App, run_id: int) -> int:
    with app.read() as session:
        return queries.get_run(session, run_id).signals_seen


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(") ")[1][:1]


def wait_for(condition, process, seconds: float = 60.0) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        assert process is None or process.poll() is None, "the parent ended too early"
        time.sleep(0.05)
    raise AssertionError("it did not happen in time")
