"""Every statement on sources, runs and signals. First argument is the session; nothing commits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import and_, func, or_, update
from sqlalchemy.orm import aliased
from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.base.ids import random_token
from leadminer.signals import company_values, places
from leadminer.signals.states import Outcome, RunState
from leadminer.signals.tables import Signal, Source, SourceRun
from leadminer.store import Session, insert_ignore

_RUNS_LOOKED_AT = 300  # for the last one that came to its end
_ENRICHED = (
    *("url", "title", "text", "text_hash", "section", "fields", "contacts", "company", "lang"),
    *("industry", "industries"),
    *("fetched_at", "http_status", "content_hash", "quote_start", "quote_end", "last_seen_at"),
)


def source_of_host(session: Session, host: str, *, now: datetime, family: str = "other") -> Source:
    """The source of a host, made if it is new."""
    insert_ignore(session, Source, [{"host": host, "family": family, "created_at": now}])
    return session.exec(select(Source).where(Source.host == host)).one()


def add_run(
    session: Session,
    *,
    spider: str,
    url: str,
    options: dict[str, Any],
    now: datetime,
    job: str | None = None,
    job_version: int | None = None,
    key: str | None = None,
    due_at: datetime | None = None,
) -> SourceRun:
    """Queue a run, due now or later. The same key again gives the run that already is there."""
    row = {
        "key": key or random_token(16), "job": job, "spider": spider, "url": url,
        "options": options,
        "state": RunState.QUEUED, "due_at": due_at or now, "queued_at": now, "attempts": 0,
        "requests": 0, "pages": 0, "bytes_read": 0, "signals_new": 0, "signals_seen": 0,
        "refusals": {}, "reason": "", "spider_version": "", "job_version": job_version,
        "quality": {}, "alarm": "",
    }  # fmt: skip
    insert_ignore(session, SourceRun, [row])
    return session.exec(select(SourceRun).where(SourceRun.key == row["key"])).one()


def get_run(session: Session, run_id: int) -> SourceRun:
    """One run, as it stands now. Raises NotFound."""
    run = session.get(SourceRun, run_id, populate_existing=True)
    if run is None:
        raise NotFound(f"there is no mining run {run_id}")
    return run


def detached_run(session: Session, run_id: int) -> SourceRun:
    """One run as it stands now, to be looked at after the session is gone. Raises NotFound."""
    run = get_run(session, run_id)
    session.expunge(run)
    return run


def claim_run(session: Session, run_id: int, *, now: datetime, lease: timedelta) -> SourceRun:
    """Take a run for this worker under a new fencing token.

    Raises Conflict if it has ended or another worker's lease still holds.
    """
    found = session.exec(
        select(SourceRun)
        .where(SourceRun.id == run_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()
    if found is None:
        raise NotFound(f"there is no mining run {run_id}")
    if found.state == RunState.ENDED:
        raise Conflict(f"mining run {run_id} has ended; queue a new one")
    held = found.lease_until is not None and found.lease_until > now
    if found.state == RunState.RUNNING and held:
        raise Conflict(f"mining run {run_id} is held by another worker until {found.lease_until}")
    found.state = RunState.RUNNING
    found.lease_token = random_token(16)
    found.lease_until = now + lease
    found.attempts += 1
    found.started_at = found.started_at or now
    session.add(found)
    session.flush()
    return found


def renew_run(
    session: Session, run_id: int, token: str, *, until: datetime, counts: dict[str, Any]
) -> bool:
    """Keep the lease and write the counters; False if another worker has taken the run."""
    done = session.execute(
        update(SourceRun)
        .where(
            col(SourceRun.id) == run_id,
            col(SourceRun.lease_token) == token,
            col(SourceRun.state) == RunState.RUNNING,
        )
        .values(lease_until=until, **counts)
    )
    return bool(getattr(done, "rowcount", 0))


def runs_of_spider(session: Session, *, spider: str, spider_version: str) -> list[SourceRun]:
    """The latest runs of a spider that read anything, newest first."""
    query = (
        select(SourceRun)
        .where(SourceRun.spider == spider, SourceRun.spider_version == spider_version)
        .order_by(col(SourceRun.started_at).desc(), col(SourceRun.id).desc())
        .limit(_RUNS_LOOKED_AT)
    )
    return list(session.exec(query))


def last_good_run(session: Session, *, spider: str, url: str) -> SourceRun | None:
    """The newest run of a spider at an address that read it without a fault."""
    query = (
        select(SourceRun)
        .where(SourceRun.spider == spider, SourceRun.url == url, SourceRun.outcome == Outcome.OK)
        .order_by(col(SourceRun.started_at).desc())
        .limit(1)
    )
    return session.exec(query).first()


def end_run(
    session: Session, run_id: int, token: str, *, outcome: Outcome, reason: str, now: datetime
) -> bool:
    """Close a run; False if it is no longer ours to close."""
    done = session.execute(
        update(SourceRun)
        .where(
            col(SourceRun.id) == run_id,
            col(SourceRun.lease_token) == token,
            col(SourceRun.state) == RunState.RUNNING,
        )
        .values(
            state=RunState.ENDED,
            outcome=outcome,
            reason=reason[:1000],
            ended_at=now,
            lease_until=None,
        )
    )
    return bool(getattr(done, "rowcount", 0))


def offers_asked(session: Session, run_ids: Iterable[int]) -> dict[int, tuple[str, ...]]:
    """For which offers runs were ordered, by run; a run for all offers is not among them."""
    ids = set(run_ids)
    query = select(SourceRun.id, SourceRun.options).where(col(SourceRun.id).in_(ids))
    return {
        run_id: tuple(options["offers"])
        for run_id, options in session.exec(query)
        if run_id is not None and options.get("offers")
    }


def briefs_asked(session: Session, run_ids: Iterable[int]) -> dict[int, dict[str, str]]:
    """What runs were ordered to look for and to take for noise, by run; only where it is said."""
    query = select(SourceRun.id, SourceRun.options).where(col(SourceRun.id).in_(set(run_ids)))
    return {
        run_id: dict(options["brief"])
        for run_id, options in session.exec(query)
        if run_id is not None and options.get("brief")
    }


def add_signals(session: Session, rows: Sequence[dict[str, Any]], *, now: datetime) -> int:
    """Keep signals; one whose key is known is only marked as seen again, one whose text is known
    from another place becomes a place of that signal. Returns how many signals are new."""
    if not rows:
        return 0
    batch = places.sort_out_twins(session, rows, now=now)
    _add_told(session, [row for row in batch.signals if row["kind"] == "company"])
    new = insert_ignore(session, Signal, batch.signals)
    keys = [row["key"] for row in batch.signals]
    session.execute(update(Signal).where(col(Signal.key).in_(keys)).values(last_seen_at=now))
    places.keep_prints(session, batch.prints)
    return new + add_signals(session, batch.later, now=now)


def _known_companies(session: Session, rows: Sequence[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    query = select(Signal.key, Signal.company).where(
        col(Signal.key).in_([row["key"] for row in rows]), col(Signal.kind) == "company"
    )
    return {key: dict(company) for key, company in session.exec(query)} if rows else {}


def _with_told(
    company: dict[str, Any], known: dict[str, Any], read: dict[str, Any]
) -> dict[str, Any]:
    """A company with what was told of it before and now."""
    values = company_values.merged(known.get("values", []), read.get("values", []))
    return company_values.as_company(company, values) if values else company


def _add_told(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """What is told now of companies kept before is kept beside what was told then."""
    known = _known_companies(session, rows)
    for row in rows:
        before = known.get(row["key"])
        if not before:  # new, or emptied on somebody's wish
            continue
        after = _with_told(before, before, row["company"])
        if after != before:
            session.execute(
                update(Signal).where(col(Signal.key) == row["key"]).values(company=after)
            )


def newest_by_page(session: Session, source_id: int) -> dict[str, datetime | None]:
    """Threads and companies of a source by their address, each with the time of its newest post."""
    page = func.coalesce(col(Signal.parent_url), col(Signal.url))
    rows = session.exec(
        select(page, func.max(col(Signal.posted_at)))
        .where(Signal.source_id == source_id)
        .group_by(page)
    )
    return {str(url): newest for url, newest in rows}


def said_on(session: Session, source_id: int, *, limit: int) -> Iterator[Any]:
    """What was said on a source, newest first: kind, address, thread, author, title, text, time."""
    query = (
        select(
            Signal.kind, Signal.url, Signal.parent_url, Signal.author, Signal.title, Signal.text,
            Signal.posted_at,
        )  # type: ignore[call-overload]  # SQLModel types no more than four columns
        .where(Signal.source_id == source_id, col(Signal.kind) != "company")
        .order_by(col(Signal.id).desc())
        .limit(limit)
    )  # fmt: skip
    yield from session.exec(query)


def enrich_companies(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    """More is known of companies kept before: the newer reading, which holds all of the older."""
    known = _known_companies(session, rows)
    for row in rows:
        values = {name: row[name] for name in _ENRICHED}
        if known.get(row["key"]):
            values["company"] = _with_told(row["company"], known[row["key"]], row["company"])
            values["title"] = values["company"].get("name") or row["title"]
        session.execute(
            update(Signal)
            .where(col(Signal.key) == row["key"], col(Signal.kind) == "company")
            .values(**values)
        )


def count_signals(session: Session, *, host: str | None = None, spider: str | None = None) -> int:
    """How many signals there are, at a host, by a spider."""
    query = select(func.count()).select_from(Signal)
    if host is not None:
        query = query.join(Source, col(Source.id) == col(Signal.source_id)).where(
            Source.host == host
        )
    if spider is not None:
        query = query.where(Signal.spider == spider)
    return int(session.exec(query).one())


def list_signals(
    session: Session,
    *,
    kind: str | None = None,
    run_id: int | None = None,
    industry: str = "",
    limit: int = 100,
    newest_first: bool = True,
) -> list[Signal]:
    """Signals by time of posting. `industry`: a section ("C") or division ("C28")."""
    query = select(Signal)
    if industry:
        query = query.where(col(Signal.industry).startswith(industry, autoescape=True))
    if kind:
        query = query.where(Signal.kind == kind)
    if run_id is not None:
        query = query.where(Signal.run_id == run_id)
    order = col(Signal.posted_at).desc().nulls_last() if newest_first else col(Signal.id).asc()
    return list(session.exec(query.order_by(order, col(Signal.id).desc()).limit(limit)))


def newest_signals(session: Session, *, host: str = "", limit: int) -> Iterator[Signal]:
    """The newest signals, topics before the replies to them, of a host or of all."""
    query = select(Signal)
    if host:
        query = query.join(Source, col(Source.id) == col(Signal.source_id)).where(
            Source.host == host
        )
    newest = query.order_by(col(Signal.id).desc()).limit(limit).subquery()
    kept = aliased(Signal, newest)
    yield from session.exec(select(kept).order_by(newest.c.kind, newest.c.id.desc()))


def signals_since(session: Session, run: SourceRun) -> list[Signal]:
    """What a run brought or saw again, at its host."""
    host = urlsplit(run.url).netloc.lower()
    query = (
        select(Signal)
        .join(Source, col(Source.id) == col(Signal.source_id))
        .where(
            or_(
                col(Signal.run_id) == run.id,
                and_(col(Source.host) == host, col(Signal.last_seen_at) >= run.started_at),
            )
        )
    )
    return list(session.exec(query.order_by(col(Signal.id))))


def signals_of_keys(session: Session, keys: Sequence[str]) -> list[Signal]:
    """Signals by their keys, oldest first; keys of none are passed over."""
    found: list[Signal] = []
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        found += session.exec(select(Signal).where(col(Signal.key).in_(part)))
    return sorted(found, key=lambda signal: signal.id or 0)


def each_signal(session: Session, *, size: int = 500) -> Iterator[Signal]:
    """All signals in order of arrival, a page at a time."""
    last = 0
    while True:
        page = list(
            session.exec(
                select(Signal).where(col(Signal.id) > last).order_by(col(Signal.id)).limit(size)
            )
        )
        if not page:
            return
        yield from page
        last = page[-1].id or last
