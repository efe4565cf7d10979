"""Who holds a host's turn: a process, named so that its neighbours can see whether it lives."""

from __future__ import annotations

import os
import socket
from pathlib import Path

from leadminer.base.ids import random_token


def new_holder() -> str:
    """A name for this process: its machine, number and time of birth, and something of its own."""
    number = os.getpid()
    return f"{_machine()} {number} {_born(number)} {random_token(6)}"


def is_gone(holder: str) -> bool:
    """Whether a holder surely is dead. Of other machines' processes we cannot know."""
    parts = holder.split(" ")
    if len(parts) != 4 or parts[0] != _machine() or not parts[1].isdigit():
        return False
    born = _born(int(parts[1]))
    if born == "?":
        return not _exists(int(parts[1]))
    return parts[2] not in ("?", born)


def _machine() -> str:
    try:  # containers may share a host name, and do not see each other's processes
        space = str(Path("/proc/self/ns/pid").readlink())
    except OSError:
        space = "-"
    return f"{socket.gethostname()[:60]}/{space}".replace(" ", "_")


def _born(number: int) -> str:
    try:
        stat = Path(f"/proc/{number}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "?"
    fields = stat.rpartition(")")[2].split()
    return fields[19] if len(fields) > 19 and fields[0] not in "ZX" else "?"


def _exists(number: int) -> bool:
    if Path("/proc/self/stat").exists():
        return False  # it would have been seen there
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
