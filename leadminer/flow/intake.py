"""rows from anywhere -> signals, through the pipelines mining uses; and taking an import back.

Batches of rows, each one transaction: a kill leaves whole batches, and taking the same in again
stores nothing twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from itertools import islice
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from scrapy.exceptions import DropItem

from leadminer.base.clock import Clock
from leadminer.base.errors import LeadminerError
from leadminer.config import Config
from leadminer.intake import queries
from leadminer.intake.files import RawRow
from leadminer.intake.records import Reading, found_of
from leadminer.intake.states import RowOutcome, RowRefused
from leadminer.mining import sensitive
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.outcomes import Tally
from leadminer.mining.politeness.no_mine import Register, read_register
from leadminer.mining.readers.api_reader import pipeline_steps
from leadminer.mining.sink import SignalSink
from leadminer.prospects.identity import IMPORT
from leadminer.signals.queries import source_of_host
from leadminer.store import Session
from leadminer.workspace import Workspace

logger = logging.getLogger(__name__)

Begin = Callable[[], AbstractContextManager[Session]]  # a transaction of the caller's edge
BATCH = 200
PIPELINES = ("validate", "normalise", "sensitive", "third_parties", "deduplicate", "store")
SEEN = "seen in this run"  # what the bundled pipeline says of a record that came up twice
# what the bundled pipelines say, as codes
SAID = {"no address": "bad_url", "no name": "no_name", "no words": "no_words", SEEN: "repeated"}
# where signals are from that have no address on the web; see prospects.rules.account_value
HOSTS = {"mail": "mail.local", "api": "api.local"}
FILE_HOST = "import.local"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row."""

    line: int
    outcome: RowOutcome
    reason: str = ""
    detail: str = ""
    signal_id: int | None = None


@dataclass(slots=True)
class Taken:
    """What became of everything that was sent; `outcomes` of each kind only up to a limit."""

    intake_id: int
    counts: dict[str, int] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)


class _Collector(SignalSink):
    """What the pipelines take for a run's sink: keeps the rows of a batch."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.rows: list[dict[str, Any]] = []
        self._keys: set[str] = set()
        self._seen: set[str] = set()
        self._passed: set[str] = set()

    def put(self, row: dict[str, Any], *, enriches: bool = False) -> None:
        """Take one signal."""
        self._keys.add(row["key"])
        self.rows.append(row)


def take_in(
    begin: Begin,
    workspace: Workspace,
    config: Config,
    clock: Clock,
    rows: Iterable[RawRow],
    *,
    kind: str,
    name: str,
    actor: str,
    token_id: int | None = None,
    keep: int = 10_000,
    on_batch: Callable[[Taken], None] | None = None,
    with_batch: Callable[[Session, list[RawRow]], None] | None = None,
) -> Taken:
    """Take rows in, a batch a transaction of `begin`.

    Every row gets an outcome, kept with its line; `keep` of each kind are returned. `with_batch` is
    called in the transaction that stores a batch.

    Raises InvalidInput where a source as a whole turns out to be unusable; what was taken in
    before that stays, and can be undone.
    """
    each = iter(rows)
    batch = list(islice(each, BATCH))  # a file that cannot be used leaves no import behind
    with begin() as session:
        intake = queries.begin(
            session, kind=kind, name=name, actor=actor, now=clock.now(), token_id=token_id
        )
        assert intake.id is not None
        taken = Taken(intake.id)
    taker = _Taker(begin, workspace, config, clock, kind=kind, intake_id=taken.intake_id)
    while batch:
        outcomes = taker.take(batch, with_batch)
        for outcome in outcomes:
            count = taken.counts[outcome.outcome] = taken.counts.get(outcome.outcome, 0) + 1
            if count <= keep:
                taken.outcomes.append(outcome)
        if on_batch is not None:
            on_batch(taken)
        batch = list(islice(each, BATCH))
    with begin() as session:
        queries.intake(session, taken.intake_id).ended_at = clock.now()
    told = {"action": "taken_in", "intake": taken.intake_id, **taken.counts}
    logger.info("rows were taken in", extra=told)
    return taken


class _Taker:
    """Takes the batches of one import."""

    def __init__(
        self,
        begin: Begin,
        workspace: Workspace,
        config: Config,
        clock: Clock,
        *,
        kind: str,
        intake_id: int,
    ) -> None:
        now = clock.now()
        self._begin, self._clock, self._kind, self._intake_id = begin, clock, kind, intake_id
        # what a system sends is said now; what stands in a file was said whenever
        said = now if kind == "api" else None
        self._reading = Reading(now, Zone(ZoneInfo(config.mining.timezone)), said)
        self._mark = f"{kind}:{intake_id}"
        self._collector = _Collector()
        # the workspace's own pipelines, as a mining run has them; only job rules do not apply
        known = {"name": IMPORT, "version": self._mark, "sink": self._collector}
        modules = [workspace.load_module("pipelines", name).Pipeline for name in PIPELINES]
        settings = {sensitive.SETTING: sensitive.settings_for(config.sensitive)}
        self._steps = pipeline_steps(type("Intake", (), known), modules, settings)

    def take(
        self, batch: list[RawRow], also: Callable[[Session, list[RawRow]], None] | None
    ) -> list[Outcome]:
        """Take one batch: one transaction."""
        judged = [(row, self._pass(row)) for row in batch]
        with self._begin() as session:
            outcomes = list(self._kept(session, judged))
            noted = [
                {
                    "line": one.line,
                    "outcome": one.outcome.value,
                    "reason": one.reason,
                    "detail": one.detail,
                    "signal_id": one.signal_id,
                }
                for one in outcomes
            ]
            queries.note(session, self._intake_id, noted)
            if also is not None:
                also(session, batch)
        return outcomes

    def _pass(self, row: RawRow) -> Outcome | dict[str, Any]:
        """Send one row through the pipelines: a row to store, or what speaks against it."""
        self._collector.rows.clear()
        try:
            found = found_of(row, self._reading)
            for step in self._steps:
                found = step(found)
            return self._collector.rows[-1]
        except RowRefused as error:
            return Outcome(row.line, RowOutcome.REFUSED, error.code, error.detail)
        except DropItem as error:
            said = str(error)
            outcome = RowOutcome.DUPLICATE if said == SEEN else RowOutcome.REFUSED
            return Outcome(row.line, outcome, SAID.get(said, said[:40]))
        except LeadminerError:
            raise
        except Exception as error:  # one row is lost, the others go on; never its words in a log
            logger.error("a pipeline failed: %s", type(error).__name__)
            return Outcome(row.line, RowOutcome.REFUSED, "our_error", type(error).__name__)

    def _kept(
        self, session: Session, judged: list[tuple[RawRow, Outcome | dict[str, Any]]]
    ) -> Iterator[Outcome]:
        now = self._clock.now()
        register = read_register(session)
        judged = [(raw, _permitted(register, raw, row)) for raw, row in judged]
        rows = [row for _, row in judged if isinstance(row, dict)]
        sources = {
            host: source_of_host(session, host, now=now).id
            for host in sorted({_host(row["url"], self._kind) for row in rows})
        }
        full = [
            {**row, "source_id": sources[_host(row["url"], self._kind)], "run_id": None}
            for row in rows
        ]
        ids = queries.store(session, full, mark=self._mark, now=now) if full else {}
        for raw, row in judged:
            if isinstance(row, Outcome):
                yield row
                continue
            signal_id, whose = ids[row["key"]]
            outcome = RowOutcome.DUPLICATE if whose else RowOutcome.STORED
            yield Outcome(raw.line, outcome, whose, signal_id=signal_id)


def _permitted(
    register: Register, raw: RawRow, row: Outcome | dict[str, Any]
) -> Outcome | dict[str, Any]:
    if isinstance(row, Outcome):
        return row
    barred = register.bars_url(row["url"])
    if barred or register.bars_author(row["author"] or "", row["url"], row["author_url"]):
        return Outcome(raw.line, RowOutcome.REFUSED, "no_mine")
    return row


def _host(url: str, kind: str) -> str:
    if url.startswith(("http://", "https://")):
        return urlsplit(url).netloc.lower()[:255]
    return HOSTS.get(kind, FILE_HOST)
