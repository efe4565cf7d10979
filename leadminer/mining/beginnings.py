"""What a run knows when it begins: the last whole run, stored threads, remembered pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from leadminer import __version__
from leadminer.base.ids import content_hash
from leadminer.mining import positions
from leadminer.mining.extraction.places.addresses import site_of
from leadminer.mining.extraction.places.homes import Homes
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Post
from leadminer.mining.known import known_of
from leadminer.mining.memory import Memory
from leadminer.mining.politeness import page_queries
from leadminer.mining.readers.discovery import Discovery
from leadminer.mining.sink import SignalSink
from leadminer.signals import queries
from leadminer.signals.states import Outcome
from leadminer.signals.tables import SourceRun
from leadminer.store import read

SAID_MAX: Final = 50_000  # posts whose words are held in memory
LOOK_AGAIN: Final = timedelta(days=7)  # what a site is hardly ever changes
OVERLAP: Final = timedelta(hours=1)  # clocks differ, and an index may lag behind its site


def discovery_for(sink: SignalSink, run: SourceRun, memory: Memory) -> Discovery:
    """What is known of a site beside its links."""
    known: dict[str, datetime | None] = {}
    if memory:
        with read(sink.engine) as session:
            known = queries.newest_by_page(session, sink.source_id)
    return Discovery(wanted_since=wanted_since(run), known=known, read_at=memory.read_times())


def memory_for(
    spider_class: Any, sink: SignalSink, run: SourceRun, *, settings: dict[str, Any]
) -> Memory:
    """What earlier runs of this reader know; nothing where all is to be read anew.

    A run that was cut short after the last one that came to its end shows by the pages it read.
    """
    timezone = settings["LEADMINER_TIMEZONE"]
    # a newer leadminer may see more on the same page
    sink.reader = f"{spider_class.name}/{spider_class.version}/{__version__}"[:120]
    if run.options.get("watch"):  # what another job passes over may be what this one wants
        rules = json.dumps(run.options["watch"], sort_keys=True)
        sink.reader += f"/{content_hash(rules)[:16]}"
    memory = Memory(
        sink.clock.now(),
        zone=Zone(ZoneInfo(timezone) if timezone != "UTC" else UTC),
        reread=timedelta(days=settings["LEADMINER_REREAD_DAYS"]),
        revisit=timedelta(hours=settings["LEADMINER_REVISIT_HOURS"]),
    )
    if not run.options.get("full"):
        with read(sink.engine) as session:
            rows = page_queries.each_page(session, source_id=sink.home_id, reader=sink.reader)
            memory.take(known_of(row) for row in rows)
            runs = queries.runs_of_spider(
                session, spider=run.spider, spider_version=sink.spider_version
            )
            memory.is_whole, memory.was_cut = wholeness(runs, run)
    return memory


def known_way(
    sink: SignalSink, run: SourceRun
) -> tuple[dict[str, Any], dict[str, Any] | None] | None:
    """How this address was read lately, so that it need not be looked at again: the plan, and the
    step that read it by an API (None: its pages were crawled). None where nothing is known."""
    if run.options.get("full"):
        return None
    with read(sink.engine) as session:
        last = queries.last_good_run(session, spider=run.spider, url=run.url)
    plan = dict(last.plan or {}) if last is not None else {}
    looked_at = plan.get("looked_at")
    if last is None or not looked_at:
        return None
    if sink.clock.now() - datetime.fromisoformat(looked_at) > LOOK_AGAIN:
        return None
    name, is_api, _ = last.spider_version.partition("/")
    steps = [step for step in plan["steps"] if not is_api or step["reader"] == name]
    return (plan, steps[0] if is_api else None) if steps else None


def wholeness(runs: Sequence[SourceRun], run: SourceRun) -> tuple[bool, bool]:
    """Whether an earlier run asked for all there was at this run's address; and whether a later
    one, which shares its memory, left lists half read: killed, stopped, or wanting but what is new.

    `runs`: newest first.
    """
    was_cut = False
    for other in runs:
        if other.id == run.id:
            was_cut |= other.attempts > 1
            continue
        is_alike = other.options.get("watch") == run.options.get("watch")
        if not is_alike or site_of(other.url) != site_of(run.url):
            continue
        came_to_end = other.outcome in (Outcome.OK, Outcome.EMPTY) or (
            other.outcome == Outcome.PARTIAL and bool(other.quality.get("finished"))
        )
        if not came_to_end or other.options.get("since"):
            was_cut = True
        elif other.url == run.url:
            return True, was_cut
    return False, was_cut


def homes_for(sink: SignalSink, run: SourceRun) -> Homes:
    """Where what was said stands, so that another view of it is known for one; newest first."""
    homes = Homes()
    if run.options.get("full"):
        return homes
    with read(sink.engine) as session:
        for kind, url, thread, *said in queries.said_on(session, sink.source_id, limit=SAID_MAX):
            author, title, text, posted = said
            post = Post(
                text=text, author=author or "", title=title, url=url, posted=posted,
                is_reply=kind == "reply",
            )  # fmt: skip
            homes.remember(thread or url, [post])
            homes.met_at(post)
    return homes


def stand_of(
    sink: SignalSink, run: SourceRun, reader: Any
) -> tuple[datetime | None, dict[str, Any]]:
    """From when on a reader of an API has to read, and the place at which it goes on.

    A day the run names makes it leave out what is older: such a run keeps no position.
    """
    day = wanted_since(run)
    if run.options.get("full"):
        return day, {}
    name = f"{reader.name}/{reader.version}"
    with read(sink.engine) as session:
        position = positions.load(session, reader=name, url=run.url, now=sink.clock.now())
    if day is not None and (position.since is None or day > position.since):
        return day, {}
    sink.position = position
    return position.since - OVERLAP if position.since else None, position.place


def wanted_since(run: SourceRun) -> datetime | None:
    """The day from which posts are wanted, where the run names one."""
    day = run.options.get("since")
    return datetime.fromisoformat(str(day)).replace(tzinfo=UTC) if day else None
