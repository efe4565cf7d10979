"""Work that is done later: names, keys and who carries them out.

A task is only a name and a key ("mining.run", "17"). Losing or doubling one is harmless, because
the domain row it names is the truth: the handler claims that row, does one idempotent step and
records it. A sweeper defers a task for whatever is due, which is all the recovery there is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Protocol

logger = logging.getLogger(__name__)

Handler = Callable[[str], None]
Finder = Callable[[], list[str]]  # keys of what is due now


class Dispatcher(Protocol):
    """Takes tasks and has them carried out, on this machine or another."""

    def defer(self, name: str, key: str) -> None:
        """Have `name` carried out for `key` soon; the same pair waiting twice is one task."""
        ...


@dataclass(frozen=True)
class Task:
    """What can be done in the background: how to find what is due, and how to do it."""

    name: str
    handle: Handler
    find_due: Finder


@dataclass
class Registry:
    """All tasks this process knows."""

    tasks: dict[str, Task] = field(default_factory=dict)

    def add(self, name: str, *, handle: Handler, find_due: Finder) -> None:
        """Make a task known. A name stands for one thing only."""
        assert name not in self.tasks, f"task {name} is registered twice"
        self.tasks[name] = Task(name, handle, find_due)


class LocalDispatcher:
    """Threads of this process; needs nothing else. Coarse tasks only: a run, a batch."""

    def __init__(self, registry: Registry, *, workers: int) -> None:
        self._registry = registry
        self._pool = ThreadPoolExecutor(max_workers=workers, thread_name_prefix="task")
        self._lock = threading.Lock()
        self._busy: set[tuple[str, str]] = set()
        self._stopping = False

    def defer(self, name: str, key: str) -> None:
        """Queue a task unless the same one is queued or running here."""
        with self._lock:
            if self._stopping or (name, key) in self._busy:
                return
            self._busy.add((name, key))
            future = self._pool.submit(self._registry.tasks[name].handle, key)
        future.add_done_callback(lambda done: self._ended(name, key, done))

    def _ended(self, name: str, key: str, future: Future[None]) -> None:
        with self._lock:
            self._busy.discard((name, key))
        error = None if future.cancelled() else future.exception()
        if error is not None:
            logger.error(
                "task %s %s failed: %s",
                name,
                key,
                error,
                exc_info=error,
                extra={"action": "task_failed", "task": name, "key": key},
            )

    def sweep(self) -> int:
        """Defer a task for everything that is due. Returns how many were found."""
        found = 0
        for task in self._registry.tasks.values():
            for key in task.find_due():
                self.defer(task.name, key)
                found += 1
        return found

    @property
    def idle(self) -> bool:
        """Whether nothing is queued or running here."""
        with self._lock:
            return not self._busy

    def stop(self) -> None:
        """Take no more tasks, drop those not begun, wait for those running."""
        with self._lock:
            self._stopping = True
        self._pool.shutdown(wait=True, cancel_futures=True)
