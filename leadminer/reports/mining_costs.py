"""What reading costs: expected before a run, actual after it, and per lead of each source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from sqlalchemy import select as select_many  # SQLModel's own stops at four entities
from sqlmodel import col, select

from leadminer.mining.politeness.hosts import host_key
from leadminer.reports.funnel import SourceValue
from leadminer.signals.tables import SourceRun
from leadminer.store import Session

RUNS = 5000  # the newest so many runs tell what a source costs
_COLUMNS: tuple[Any, ...] = (
    *(SourceRun.url, SourceRun.pages, SourceRun.requests, SourceRun.bytes_read),
    *(SourceRun.started_at, SourceRun.ended_at),
)
BEFORE = 5  # earlier runs at an address tell what the next one takes


@dataclass(frozen=True)
class Estimate:
    """What a run was, or is, expected to take, and on what ground."""

    requests_low: int
    requests_high: int
    seconds_low: float
    seconds_high: float
    runs: int  # earlier runs it was taken from; 0: from a look at the site

    def compared(self, requests: int) -> str:
        """How a number of requests stands to it: under, within or over."""
        if requests < self.requests_low:
            return "under"
        return "over" if requests > self.requests_high else "within"


@dataclass(frozen=True)
class Cost:
    """What the runs at one source took, and what came of that."""

    value: SourceValue
    pages: int
    requests: int
    bytes_read: int
    seconds: float

    @property
    def leads_per_100_pages(self) -> float | None:
        """None where no page was counted (imports)."""
        return 100 * self.value.leads / self.pages if self.pages else None

    @property
    def requests_per_lead(self) -> float | None:
        """None where there is no lead, or nothing was asked for."""
        return self.requests / self.value.leads if self.value.leads and self.requests else None


def seconds_of(run: SourceRun) -> float:
    """How long an ended run took; 0 if it never began."""
    if run.started_at is None or run.ended_at is None:
        return 0.0
    return max(0.0, (run.ended_at - run.started_at).total_seconds())


def estimate_of(session: Session, run: SourceRun) -> Estimate | None:
    """What a run was expected to take: by its plan, else by the runs before it at its address."""
    planned = _of_plan(run.plan)
    if planned is not None:
        return planned
    earlier = _earlier(session, [run.url], before=run.id)
    return _of_runs(earlier.get(run.url, ()))


def estimates(session: Session, urls: Sequence[str]) -> dict[str, Estimate]:
    """What the next run at each address is expected to take, where that is known."""
    found = {url: _of_runs(runs) for url, runs in _earlier(session, urls).items()}
    return {url: estimate for url, estimate in found.items() if estimate is not None}


def costs(session: Session, values: Iterable[SourceValue]) -> list[Cost]:
    """Sources with what reading them took, in the order they are given."""
    taken: dict[str, list[float]] = {}
    runs = select_many(*_COLUMNS).where(col(SourceRun.state) == "ended")
    rows = session.execute(runs.order_by(col(SourceRun.id).desc()).limit(RUNS))
    for url, pages, requests, size, started, ended in rows:
        seconds = (ended - started).total_seconds() if started and ended else 0.0
        sums = taken.setdefault(_bare(host_key(url)), [0, 0, 0, 0.0])
        for n, amount in enumerate((pages, requests, size, seconds)):
            sums[n] += amount
    found = []
    for value in values:
        pages, requests, size, seconds = taken.get(_bare(value.host), (0, 0, 0, 0.0))
        found.append(Cost(value, int(pages), int(requests), int(size), seconds))
    return found


def _bare(host: str) -> str:
    return host.partition(":")[0].removeprefix("www.")


def _of_plan(plan: dict[str, Any] | None) -> Estimate | None:
    if not plan or "requests_low" not in plan:
        return None
    return Estimate(
        int(plan["requests_low"]),
        int(plan["requests_high"]),
        float(plan.get("seconds_low", 0)),
        float(plan.get("seconds_high", 0)),
        0,
    )


def _of_runs(runs: Sequence[SourceRun]) -> Estimate | None:
    """Between the least and the most of the latest runs; of one run, within a quarter of it."""
    if not runs:
        return None
    requests = sorted(run.requests for run in runs)
    seconds = sorted(seconds_of(run) for run in runs)
    if len(runs) == 1:
        middle, long = median(requests), median(seconds)
        return Estimate(
            round(middle * 0.75), round(middle * 1.25), long * 0.75, long * 1.25, len(runs)
        )
    return Estimate(requests[0], requests[-1], seconds[0], seconds[-1], len(runs))


def _earlier(
    session: Session, urls: Sequence[str], *, before: int | None = None
) -> dict[str, list[SourceRun]]:
    """The latest ended runs at each address that were answered, newest first."""
    found: dict[str, list[SourceRun]] = {}
    for url in dict.fromkeys(urls):
        query = select(SourceRun).where(
            SourceRun.url == url, SourceRun.state == "ended", col(SourceRun.pages) > 0
        )
        if before is not None:
            query = query.where(col(SourceRun.id) < before)
        latest = session.exec(query.order_by(col(SourceRun.id).desc()).limit(2 * BEFORE)).all()
        runs = [run for run in latest if not run.options.get("sample")][:BEFORE]  # no probes
        if runs:
            found[url] = runs
    return found
