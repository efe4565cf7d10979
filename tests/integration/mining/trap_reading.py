"""One reading of the hostile server by `leadminer mine`, in processes of its own, measured."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from leadminer.app import open_app
from leadminer.mining.politeness import page_queries
from leadminer.signals import queries
from leadminer.workspace import create_workspace
from tests.integration.mining.traps import FORBIDDEN, HIDDEN_MAIL, said

ROOT = Path(__file__).resolve().parents[3]
_TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Reading:
    """What a run of `mine` brought home, and what it cost."""

    ended: dict[str, Any] = field(default_factory=dict)
    complaints: str = ""
    seconds: float = 0.0
    cpu_seconds: float = 0.0
    peak_mib: int = 0
    found: set[int] = field(default_factory=set)
    kept_forbidden: list[str] = field(default_factory=list)
    hidden_mails: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    examples: dict[str, list[str]] = field(default_factory=dict)


class Board(Protocol):
    """A hostile server that knows what of it must be found."""

    url: str

    @property
    def wanted(self) -> set[int]:
        """Numbers of the threads that can be reached and may be kept."""
        ...


def read(site: Board, *options: str, seconds_max: float = 600.0) -> Reading:
    """Read the server, which is being served, by a process of its own."""
    told = Reading()
    with tempfile.TemporaryDirectory() as folder:
        home = create_workspace(Path(folder) / "w").root
        began = time.monotonic()
        miner = subprocess.Popen(
            [sys.executable, "-m", "leadminer", "-w", str(home), "mine", "--url", site.url + "/",
             "--allow-private", "--delay", "0", "--json", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )  # fmt: skip
        _watch(miner, told, until=began + seconds_max)
        told.seconds = time.monotonic() - began
        with open_app(home) as app, app.read() as session:
            signals = list(queries.each_signal(session))
            told.examples = page_queries.examples_of(session, 1)
    told.texts = [" ".join(signal.text.split()) for signal in signals]
    told.found = {n for n in site.wanted if any(said(n) in text for text in told.texts)}
    told.kept_forbidden = [s.url for s in signals if FORBIDDEN in s.text]
    told.hidden_mails = [
        s.url for s in signals if HIDDEN_MAIL in json.dumps(s.contacts, default=str)
    ]
    return told


def _watch(miner: subprocess.Popen[str], told: Reading, *, until: float) -> None:
    out: list[str] = []
    listener = threading.Thread(target=lambda: out.extend(miner.communicate()))
    listener.start()
    spent: dict[int, float] = {}
    while miner.poll() is None and time.monotonic() < until:
        family = _family(miner.pid)
        told.peak_mib = max(told.peak_mib, sum(_memory(pid) for pid in family) // 2**20)
        spent |= {pid: _cpu(pid) for pid in family}
        time.sleep(0.05)
    if miner.poll() is None:
        miner.kill()
    listener.join()
    told.cpu_seconds = sum(spent.values())
    told.complaints = out[1]
    told.ended = json.loads(out[0].splitlines()[-1]) if out[0].strip() else {}


def _family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        children = []
    return [pid, *(each for child in children for each in _family(int(child)))]


def _memory(pid: int) -> int:
    """Bytes of memory in use."""
    try:
        text = Path(f"/proc/{pid}/statm").read_text(encoding="ascii")
        return int(text.split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _cpu(pid: int) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
