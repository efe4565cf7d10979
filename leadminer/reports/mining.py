"""Mining as operators look at it: one run, what was not read and why, one address. Read-only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

from sqlmodel import col, select

from leadminer.base.errors import NotFound
from leadminer.leads.tables import Judgement, Lead
from leadminer.mining.politeness import hosts
from leadminer.mining.politeness.gate import rules_of
from leadminer.mining.politeness.no_mine import read_register
from leadminer.mining.tables import MiningHost, PageMemory, RefusalExample
from leadminer.signals.tables import Signal, SourceRun
from leadminer.store import Session

EXAMPLES = 5
SIGNALS = 30
RUNS = 500  # the newest so many runs tell what is not read


@dataclass(frozen=True)
class Refused:
    """One reason why pages were not read, how often, and some of their addresses."""

    reason: str
    count: int
    runs: int = 1
    examples: list[RefusalExample] = field(default_factory=list)


@dataclass(frozen=True)
class FoundSignal:
    """A signal a run brought first, what was thought of it, and the lead made of it."""

    signal: Signal
    judgement: Judgement | None
    lead_id: int | None


@dataclass(frozen=True)
class RunView:
    """One run with all that is kept of it."""

    run: SourceRun
    refused: list[Refused]
    signals: list[FoundSignal]
    before: Sequence[SourceRun]  # earlier runs at the same address, newest first


def run_view(session: Session, run_id: int) -> RunView:
    """One run. Raises NotFound."""
    run = session.get(SourceRun, run_id)
    if run is None:
        raise NotFound(f"there is no mining run {run_id}")
    examples = _examples(session, [run_id])
    refused = [
        Refused(reason, count, examples=examples.get(reason, [])[:EXAMPLES])
        for reason, count in sorted(run.refusals.items(), key=lambda item: -item[1])
    ]
    brought = (
        select(Signal, Judgement, Lead.id)
        .outerjoin(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .outerjoin(Lead, col(Lead.signal_id) == col(Signal.id))
        .where(Signal.run_id == run_id)  # index signal_run
        .order_by(col(Judgement.score).desc(), col(Signal.id))
        .limit(SIGNALS)
    )
    earlier = (
        select(SourceRun)
        .where(SourceRun.url == run.url, col(SourceRun.id) < run_id)
        .order_by(col(SourceRun.id).desc())
        .limit(10)
    )
    seen: dict[int | None, FoundSignal] = {}
    for signal, judgement, lead_id in session.exec(brought):
        seen.setdefault(signal.id, FoundSignal(signal, judgement, lead_id))
    return RunView(run, refused, list(seen.values()), session.exec(earlier).all())


def active_runs(session: Session) -> Sequence[SourceRun]:
    """Runs that wait or are under way, the oldest first."""
    statement = select(SourceRun).where(col(SourceRun.state) != "ended")  # index source_run_due
    return session.exec(statement.order_by(col(SourceRun.id)).limit(50)).all()


def unread(session: Session, *, since: datetime, host: str = "") -> list[Refused]:
    """What was not read since a time (at one host), by reason, the most frequent first."""
    statement = (
        select(SourceRun)
        .where(col(SourceRun.queued_at) >= since)
        .order_by(col(SourceRun.id).desc())
        .limit(RUNS)
    )
    runs = [run for run in session.exec(statement) if run.refusals and _is_at(run.url, host)]
    counts: Counter[str] = Counter()
    in_runs: Counter[str] = Counter()
    for run in runs:
        counts.update(run.refusals)
        in_runs.update(run.refusals.keys())
    examples = _examples(session, [run.id for run in runs if run.id is not None])
    return [
        Refused(reason, count, in_runs[reason], examples.get(reason, [])[:EXAMPLES])
        for reason, count in counts.most_common()
    ]


def _is_at(url: str, host: str) -> bool:
    return not host or (urlsplit(url).hostname or "").endswith(host.lower())


def _examples(session: Session, run_ids: Sequence[int]) -> dict[str, list[RefusalExample]]:
    statement = (
        select(RefusalExample)
        .where(col(RefusalExample.run_id).in_(run_ids))  # index run_id
        .order_by(col(RefusalExample.id).desc())
        .limit(2000)
    )
    found: dict[str, list[RefusalExample]] = {}
    for row in session.exec(statement):
        found.setdefault(row.reason, []).append(row)
    return found


@dataclass(frozen=True)
class AddressView:
    """What is known of one address: whether it may be read, and whether it was."""

    url: str
    host: str
    on_register: bool
    resting: str  # circuit, paused or empty
    resting_until: datetime | None
    robots: str  # allowed, forbidden, none (there are no rules), unknown (never asked)
    robots_at: datetime | None
    refusals: Sequence[RefusalExample]  # of this very address, newest first
    memory: PageMemory | None  # when it was read last
    signals: Sequence[Signal]
    state: MiningHost | None

    @property
    def may_be_read(self) -> bool:
        """Nothing that is known now stands against it."""
        return not self.on_register and not self.resting and self.robots != "forbidden"


def address_view(session: Session, url: str, *, agent: str, now: datetime) -> AddressView:
    """Why an address was not read, or when it was. `agent`: the name robots.txt is asked by.

    From what is stored; nothing is asked of the site.
    """
    host = hosts.host_key(url)
    state = hosts.host_of(session, host)
    turn = hosts.why_resting(state, now=now) if state else None
    parts = urlsplit(url)
    copy = hosts.robots_of(session, f"{parts.scheme}://{parts.netloc}")
    robots = "unknown"
    if copy is not None:
        known = copy.status < 400
        allowed = not known or rules_of(copy.body).can_fetch(url, agent)
        robots = ("allowed" if allowed else "forbidden") if known else "none"
    refused = select(RefusalExample).where(RefusalExample.url == url)
    memory = select(PageMemory).where(PageMemory.url == url)
    signals = select(Signal).where(Signal.url == url).limit(EXAMPLES)
    return AddressView(
        url=url,
        host=host,
        on_register=read_register(session).bars_url(url),
        resting=turn.closed if turn else "",
        resting_until=turn.until if turn else None,
        robots=robots,
        robots_at=copy.fetched_at if copy else None,
        refusals=session.exec(
            refused.order_by(col(RefusalExample.id).desc()).limit(EXAMPLES)
        ).all(),
        memory=session.exec(memory.order_by(col(PageMemory.id).desc()).limit(1)).first(),
        signals=session.exec(signals).all(),
        state=state,
    )
