"""Where a run's signals go: small batches, each one transaction, under the run's fencing token.

The mining child is an edge: it commits. A batch that was cut off by a kill leaves nothing, one
that was written is recognised by its keys when the run is done again.
"""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Engine
from sqlalchemy.exc import InterfaceError, OperationalError

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict
from leadminer.mining import drift, positions
from leadminer.mining.outcomes import Tally, decide
from leadminer.mining.politeness import page_queries
from leadminer.mining.politeness.gate import HostGate
from leadminer.mining.politeness.hosts import NOES_MAX, host_key
from leadminer.mining.politeness.no_mine import read_register
from leadminer.mining.rows import Found
from leadminer.signals import job_queries, queries
from leadminer.signals.states import Outcome
from leadminer.store import Session, write

logger = logging.getLogger(__name__)

BATCH = 25
FORGET = timedelta(days=180)  # a page that no run has met for so long
EXAMPLES_MAX = 5  # addresses kept of each reason why something was not read
SEEN_MAX = 500_000  # keys of one run
_NOT_NOW = (OperationalError, InterfaceError)  # locked, deadlocked, gone for a moment


class LostRun(Conflict):
    """Another worker has taken this run."""


@dataclass
class SignalSink:
    """Collects signals of one run, writes them in batches, keeps its lease and its counters."""

    engine: Engine
    clock: Clock
    run_id: int
    token: str
    source_id: int
    lease: timedelta
    tally: Tally = field(default_factory=Tally)
    requests: int = 0
    bytes_read: int = 0
    new: int = 0
    spider_version: str = ""
    gate: HostGate | None = None
    _rows: list[dict[str, Any]] = field(default_factory=list)
    _enriched: dict[str, dict[str, Any]] = field(default_factory=dict)
    _keys: set[str] = field(default_factory=set)
    _seen: set[str] = field(default_factory=set)
    _passed: set[str] = field(default_factory=set)
    _pages: list[tuple[dict[str, Any], set[str]]] = field(default_factory=list)
    _last_pages: dict[str, dict[str, Any]] = field(default_factory=dict)
    _examples: list[tuple[str, str]] = field(default_factory=list)
    _dropped: set[str] = field(default_factory=set)
    _captchas: int = 0  # in a row
    home_id: int = 0  # the source we were told of, under which its pages are remembered
    reader: str = ""  # name and version of who reads, for what is remembered of pages
    position: positions.Position | None = None  # of a reader of an API
    plan: dict[str, Any] | None = None  # how the site is read, where that was ours to choose

    def has(self, key: str) -> bool:
        """Whether this run has met a signal of that key."""
        return key in self._keys or key in self._passed

    def saw(self, found: Found) -> None:
        """Count a record as it came from a page, and which of its fields were filled."""
        self._captchas = 0
        if found.key in self._seen or len(self._seen) >= SEEN_MAX:
            return
        self._seen.add(found.key)
        self.tally.quality.add(found.record)

    def pass_over(self, key: str, reason: str) -> None:
        """Count a record the job does not ask for."""
        if key not in self._passed and len(self._passed) < SEEN_MAX:
            self._passed.add(key)
            self.tally.passed_over[reason] = self.tally.passed_over.get(reason, 0) + 1

    def withhold(self, key: str, reason: str) -> None:
        """Count a record that is read but may not be kept."""
        if key not in self._passed:
            self.refuse(reason)
        self.pass_over(key, reason)

    def put(self, row: dict[str, Any], *, enriches: bool = False) -> None:
        """Take one signal (a row without source and run). Raises LostRun.

        `enriches`: a company that was taken before, of which more is known now.
        """
        if row["key"] in self._keys:
            if enriches:
                self._enriched[row["key"]] = row
            return
        self._keys.add(row["key"])
        self.tally.signals_seen += 1
        self._rows.append({**row, "source_id": self.source_id, "run_id": self.run_id})
        if len(self._rows) >= BATCH:
            self.try_flush()

    def remember(self, page: dict[str, Any], keys: set[str]) -> None:
        """Keep a page's row as soon as the signals of these keys are stored, or known not to be."""
        self._pages.append((page, keys))

    def remember_at_end(self, url: str, page: dict[str, Any]) -> None:
        """Keep a page's row with the end of the run, if it comes to its end."""
        self._last_pages[url] = page

    def dropped(self, key: str) -> None:
        """A record that will not come: a pipeline found that it is none, or known already."""
        self._dropped.add(key)

    def spoiled(self, key: str) -> None:
        """A record was lost by an error of ours: its page must be read again."""
        self._pages = [(page, keys) for page, keys in self._pages if key not in keys]

    def refuse(self, reason: str, url: str = "") -> None:
        """Count something that was not read, with its reason; a few addresses are kept.

        A host that shows nothing but captchas any more is left alone, as one that answers 403 is.
        """
        if reason == "captcha":
            self._captchas += 1
            if self._captchas == NOES_MAX and self.gate is not None and url:
                self.gate.leave_alone(host_key(url))
        count = self.tally.refusals[reason] = self.tally.refusals.get(reason, 0) + 1
        if url and count <= EXAMPLES_MAX:
            self._examples.append((reason, url[:2000]))

    def move_to(self, host: str, *, spider: str) -> None:
        """The site is at another host than we were told: what follows belongs to that one."""
        with write(self.engine) as session:
            source = queries.source_of_host(session, host, now=self.clock.now())
            before = queries.count_signals(session, host=host, spider=spider)
        assert source.id is not None
        self.source_id = source.id
        self.tally.signals_before = before

    def flush(self) -> None:
        """Write what is held, renew the lease. Raises LostRun if the run is no longer ours.

        What could not be written is held for the next time: a page must never be remembered
        without the signals that were to be written before it.
        """
        settled, waiting = self._settled_pages()
        try:
            new = self._write(settled, now=self.clock.now())
        except (LostRun, *_NOT_NOW):
            raise
        except Exception:
            self._give_up_batch()
            raise
        self._rows, self._enriched, self._pages, self._examples = [], {}, waiting, []
        self.new += new

    def try_flush(self) -> bool:
        """`flush`, unless the database is not to be had now, as when others keep it locked.
        Whether all is written."""
        try:
            self.flush()
        except _NOT_NOW as error:
            logger.warning("not written yet: %s", error.orig)
            return False
        return True

    def _write(self, settled: list[dict[str, Any]], *, now: datetime) -> int:
        with write(self.engine) as session:
            self._rows = self._permitted(session, self._rows)
            new = queries.add_signals(session, self._rows, now=now)
            queries.enrich_companies(session, list(self._enriched.values()))
            page_queries.remember(
                session, settled, source_id=self.home_id or self.source_id, reader=self.reader
            )
            if self.position is not None and self.position.moved:
                positions.keep(session, self.position, now=now)
            page_queries.keep_examples(session, self._examples, run_id=self.run_id, now=now)
            if self.gate is not None:
                self.gate.spend(session)
            counts = self.counts() | {"signals_new": self.new + new}
            if self.plan is not None:
                counts["plan"] = self.plan
            if not queries.renew_run(
                session, self.run_id, self.token, until=now + self.lease, counts=counts
            ):
                raise LostRun(f"mining run {self.run_id} was taken by another worker")
        return new

    def _give_up_batch(self) -> None:
        """One of these rows cannot be written: the run goes on, their pages must be read again."""
        for key in [row["key"] for row in self._rows] + list(self._enriched):
            self.spoiled(key)
        self._rows, self._enriched, self._examples = [], {}, []

    def _permitted(self, session: Session, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Without what the no-mine register bars now; it is read in the transaction that writes."""
        if not rows:
            return rows
        register = read_register(session)
        kept = []
        for row in rows:
            barred = register.bars_url(row["url"])
            if barred or register.bars_author(row["author"] or "", row["url"], row["author_url"]):
                self.refuse("no_mine", row["url"])
                self.tally.signals_seen -= 1
            else:
                kept.append(row)
        return kept

    def _settled_pages(
        self,
    ) -> tuple[list[dict[str, Any]], list[tuple[dict[str, Any], set[str]]]]:
        """Pages all of whose records are stored or dropped, and those that wait for a later
        batch."""
        settled, waiting = [], []
        for page, keys in self._pages:
            missing = {k for k in keys if not self.has(k) and k not in self._dropped}
            if missing:
                waiting.append((page, missing))
            else:
                settled.append(page)
        return settled, waiting

    def counts(self) -> dict[str, Any]:
        """The run's counters."""
        return {
            "spider_version": self.spider_version,
            "requests": self.requests,
            "pages": self.tally.pages,
            "bytes_read": self.bytes_read,
            "signals_new": self.new,
            "signals_seen": self.tally.signals_seen,
            "unchanged": self.tally.unchanged,
            "refusals": dict(sorted(Counter(self.tally.refusals).items())),
            "quality": self.tally.described() | {"finished": self.tally.closed == "finished"},
        }

    def end(self) -> tuple[str, str]:
        """Write the rest and close the run. Returns outcome and reason."""
        if not self.try_flush():
            self.flush()
        outcome, reason = decide(self.tally)
        now = self.clock.now()
        with write(self.engine) as session:
            page_queries.forget_old(
                session, source_id=self.home_id, reader=self.reader, before=now - FORGET
            )
            ended = queries.end_run(
                session, self.run_id, self.token, outcome=outcome, reason=reason, now=now
            )
            if ended and self.tally.closed == "finished" and not self._pages:
                page_queries.remember(
                    session, list(self._last_pages.values()), source_id=self.home_id,
                    reader=self.reader,
                )  # fmt: skip
            if ended and self.position is not None and self.tally.closed == "finished":
                is_whole = outcome == Outcome.OK
                positions.finish(session, self.position, is_whole=is_whole, now=now)
            if ended:
                self._sound_alarm(session, outcome, reason)
        return outcome, reason

    def _sound_alarm(self, session: Session, outcome: str, reason: str) -> None:
        """If the source no longer gives what it used to: say so, and keep the clock from the job.

        What was read stays; a run by hand is still possible.
        """
        run = queries.get_run(session, self.run_id)
        if self.tally.sample is not None:
            return  # its pages are drawn otherwise than a run reads
        rows = job_queries.earlier_qualities(session, run, limit=drift.HISTORY_MAX)
        alarm = drift.drifted(self.tally.quality, [drift.quality_of(row) for row in rows])
        if outcome == Outcome.LAYOUT_CHANGED:
            alarm = alarm or reason
        run.alarm = alarm
        session.add(run)
        is_held = run.job is None or job_queries.pause_of(session, run.job) is not None
        if alarm and run.job is not None and not is_held:
            job_queries.pause(
                session, run.job, kind=job_queries.QUARANTINED, reason=alarm,
                actor="system:mining", now=self.clock.now(), run_id=run.id,
            )  # fmt: skip
