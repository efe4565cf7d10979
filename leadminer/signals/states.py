"""States of a source run and how it can end."""

from __future__ import annotations

from enum import StrEnum


class RunState(StrEnum):
    """Where a source run stands."""

    QUEUED = "queued"  #: waiting for a worker
    RUNNING = "running"  #: a worker holds its lease
    ENDED = "ended"  #: done; `Outcome` says how


class Outcome(StrEnum):
    """How a source run ended. "Nothing found" and "blocked" are never the same answer."""

    OK = "ok"  #: everything reachable was read
    PARTIAL = "partial"  #: something was read, something was not (budget, errors)
    EMPTY = "empty"  #: everything was read and held no signal
    BLOCKED = "blocked"  #: the site forbids reading (robots, 403, wall)
    RATE_LIMITED = "rate_limited"  #: the site asked for a pause (429, 503 + Retry-After)
    LAYOUT_CHANGED = "layout_changed"  #: pages were read but no longer look as known
    FAILED = "failed"  #: unreachable, or an error of ours
