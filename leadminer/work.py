"""What there is to do in the background: each task, how its due work is found, and the loop."""

from __future__ import annotations

import fcntl
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from typing import IO, Any

from leadminer.app import App
from leadminer.base.errors import Conflict
from leadminer.flow import (
    converse,
    hand_off,
    jobs,
    learn,
    link,
    mailbox,
    mine,
    qualify,
    settle,
    tell,
    verify,
)
from leadminer.merchants import logins
from leadminer.reports import due
from leadminer.store import Session, insert_ignore
from leadminer.store.dialects import try_leader_lock
from leadminer.tasks.clock import Schedule, missed_firing, record_firing, start_scheduler
from leadminer.tasks.dispatcher import LocalDispatcher, Registry
from leadminer.tasks.tables import Firing
from leadminer.webhooks import outbox

logger = logging.getLogger(__name__)

LEADER_LOCK = 0x6C656164  # any number, the same on every machine
BATCHES_MAX = 1000  # a step never works longer than this without looking up


def build_registry(app: App) -> Registry:
    """Every background task of the stream."""
    registry = Registry()
    kept = app.config.webhooks.keep_days
    registry.add("mining.run", handle=lambda key: run_mining(app, int(key)), find_due=_runs(app))
    registry.add("intake.mailbox", handle=_handler(app, read_mailbox), find_due=_mailbox_due(app))
    registry.add(
        "webhooks.deliver",
        handle=_keyed(app, deliver_webhooks),
        find_due=_endpoints(app),
    )
    for name, step, waits in (
        ("signals.qualify", qualify_all, due.signals_wait),
        ("leads.converse", propose_all, due.leads_wait_for_words),
        ("outreach.send", send_all, due.messages_due),
        ("handoff.allocate", allocate_all, due.leads_to_hand_over),
        ("handoff.expire", expire_all, due.handoffs_overdue),
        ("leads.rerank", rerank_all, due.leads_to_rerank),
        ("intent.learn", learn_all, learn.waits),
        ("prospects.link", link_all, due.organisations_to_link),
        ("deal.accrue", accrue_all, due.deals_to_book),
        ("logins.sweep", sweep_logins, logins.logins_to_sweep),
        ("webhooks.prune", prune_webhooks, partial(due.webhooks_to_prune, days=kept)),
    ):
        registry.add(name, handle=_handler(app, step), find_due=_when(app, waits))
    return registry


def _handler(app: App, step: Callable[[App], Any]) -> Callable[[str], None]:
    def handle(_key: str) -> None:
        step(app)

    return handle


def _keyed(app: App, step: Callable[[App, int], Any]) -> Callable[[str], None]:
    def handle(key: str) -> None:
        step(app, int(key))

    return handle


def _when(app: App, waits: Callable[[Session, datetime], bool]) -> Callable[[], list[str]]:
    def find() -> list[str]:
        with app.read() as session:
            return ["all"] if waits(session, app.clock.now()) else []

    return find


def _runs(app: App) -> Callable[[], list[str]]:
    def find() -> list[str]:
        with app.read() as session:
            return [str(run_id) for run_id in due.due_runs(session, app.clock.now())]

    return find


def _mailbox_due(app: App) -> Callable[[], list[str]]:
    def find() -> list[str]:
        with app.read() as session:
            due_now = mailbox.is_due(session, app.config.intake, app.clock.now())
            return ["all"] if due_now else []

    return find


def _endpoints(app: App) -> Callable[[], list[str]]:
    def find() -> list[str]:
        with app.read() as session:
            return [str(number) for number in outbox.due_endpoints(session, app.clock.now())]

    return find


def run_mining(app: App, run_id: int, on_progress: Callable[[Any], None] | None = None) -> Any:
    """Carry out one mining run; a run somebody else holds is left alone."""
    return mine.execute_run(
        app.engine, app.workspace, app.config, app.clock, run_id, on_progress=on_progress
    )


def read_mailbox(app: App) -> Any:
    """Take in what is new in the mailbox of [intake]."""
    return mailbox.read_mailbox(
        app.begin, app.workspace, app.config, app.clock, actor="system:mailbox"
    )


def qualify_all(app: App) -> tuple[int, int, int]:
    """Judge everything unjudged, a transaction a batch. Returns judged, prospects, leads."""
    scorer = app.scorer()
    judged = prospects = found = 0
    for _ in range(BATCHES_MAX):
        with app.begin() as session:
            result = qualify.qualify_batch(
                session, scorer=scorer, clock=app.clock, hash_key=app.hash_key, config=app.config
            )
        judged += result.judged
        prospects += result.prospects
        found += result.leads
        if not result.judged:
            break
    return judged, prospects, found


def propose_all(app: App) -> tuple[int, int, int]:
    """Find the next allowed action for every lead without one. Returns drafts, mails, refused."""
    verify_waiting(app)
    drafts = emails = refused = 0
    for _ in range(BATCHES_MAX):
        with app.begin() as session:
            result = converse.propose_next(
                session,
                clock=app.clock,
                config=app.config,
                workspace=app.workspace,
                hash_key=app.hash_key,
            )
        drafts += result.drafts
        emails += result.emails
        refused += result.refused
        if not (result.drafts or result.emails or result.refused):
            break
    return drafts, emails, refused


def verify_waiting(app: App) -> verify.Verified:
    """Look at addresses that are about to be written to; nothing to do where no mail is sent."""
    if not app.config.outreach.smtp_host:
        return verify.Verified()
    return verify.verify_waiting(app.engine, app.config.outreach, app.clock, hash_key=app.hash_key)


def send_all(app: App) -> Any:
    """Send the mails that are due, after a look whether they can arrive."""
    verify_waiting(app)
    return converse.send_due(app.engine, app.config, app.clock, hash_key=app.hash_key)


def allocate_all(app: App) -> int:
    """Hand every qualified lead to the merchant that suits it. Returns how many were placed."""
    with app.begin() as session:
        share = app.config.handoff.exploration_share
        hand_off.enqueue_qualified(session, clock=app.clock, exploration=share)
    placed = 0
    for _ in range(BATCHES_MAX):
        with app.begin() as session:
            given = hand_off.allocate(
                session,
                clock=app.clock,
                config=app.config.handoff,
                fit_min=app.config.scoring.fit_min,
            )
        placed += len(given)
        with app.read() as session:
            if not due.leads_to_hand_over(session, app.clock.now()):
                break
    return placed


def expire_all(app: App) -> Any:
    """Take back what was not accepted in time, and pass it on."""
    with app.begin() as session:
        return hand_off.expire(session, clock=app.clock)


def accrue_all(app: App) -> int:
    """Book the commission of every deal that has none yet. Returns how many were booked."""
    with app.begin() as session:
        return len(settle.accrue_all(session, app.clock))


def deliver_webhooks(app: App, endpoint_id: int, delivery_id: int | None = None) -> dict[str, int]:
    """Send what is due to one endpoint of a merchant. Returns how many ended in which state."""
    return tell.deliver_due(
        app.engine,
        app.config.webhooks,
        app.clock,
        endpoint_id,
        hash_key=app.hash_key,
        delivery_id=delivery_id,
    )


def prune_webhooks(app: App) -> int:
    """Drop deliveries that are older than they are to be kept. Returns how many."""
    before = app.clock.now() - timedelta(days=app.config.webhooks.keep_days)
    with app.begin() as session:
        return outbox.prune(session, before)


def sweep_logins(app: App) -> None:
    """Forget log-ins that are over and attempts to log in that no longer count."""
    with app.begin() as session:
        logins.sweep_logins(session, now=app.clock.now())


def link_all(app: App) -> int:
    """Compare all organisations once a window, merge what is sure. Returns how many were merged."""
    with app.begin() as session:
        done = link.link_organisations(session, clock=app.clock)
        fired = {"key": due.link_key(app.clock.now()), "fired_at": app.clock.now()}
        insert_ignore(session, Firing, [fired])
    return done.merged


def rerank_all(app: App) -> int:
    """Rank all open leads by the model in use and the time. Returns how many moved.

    One that dies midway is done again from the start, which changes nothing twice.
    """
    now = app.clock.now()
    with app.begin() as session:
        decay_days = app.config.scoring.decay_days
        use_id = learn.begin_ranking(session, clock=app.clock, decay_days=decay_days)
    changed, after_id, kept = 0, 0, app.config.scoring.models_kept
    while True:
        with app.begin() as session:
            moved, more = learn.rank_next(
                session, now=now, use_id=use_id, after_id=after_id, models_kept=kept
            )
            if more is None:
                done = {"key": due.rerank_key(now), "fired_at": now}
                insert_ignore(session, Firing, [done])
        changed += moved
        if more is None:
            return changed
        after_id = more


def learn_all(app: App) -> learn.Learnt:
    """Learn from outcomes and verdicts, and rank all open leads by what was learnt."""
    with app.begin() as session:
        done = learn.learn(session, clock=app.clock)
    with app.read() as session:
        use_waits = learn.use_waits(session)
    if use_waits:
        rerank_all(app)
    return done


@contextmanager
def single_service(app: App) -> Iterator[IO[str]]:
    """Hold the workspace's service lock; raises Conflict if another service runs here."""
    path = app.workspace.state_dir / "service.lock"
    with path.open("a+", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise Conflict(
                f"another leadminer serve already runs on {app.workspace.root}; stop it first"
            ) from None
        yield file


class Service:
    """Clock, sweeper and workers of one process."""

    def __init__(self, app: App) -> None:
        self._app = app
        self._dispatcher = LocalDispatcher(build_registry(app), workers=app.config.tasks.workers)
        self._stop = threading.Event()
        self._sweeper = threading.Thread(target=self._sweep, name="sweeper", daemon=True)
        self._scheduler: Any = None
        self._leader = app.engine.connect()  # holds the leader's lock as long as we live

    def start(self) -> None:
        """Begin: make up for missed firings, start the clock, sweep."""
        self._lead()
        self._sweeper.start()

    def _lead(self) -> None:
        """Own the clock if nobody else does; asked again at each sweep, for leaders may die."""
        if self._scheduler is not None or not try_leader_lock(self._leader, LEADER_LOCK):
            return
        schedules = job_schedules(self._app)
        with self._app.read() as session:
            missed = [(s, missed_firing(session, s, self._app.clock.now())) for s in schedules]
        for schedule, planned in missed:
            if planned is not None:
                self.fire(schedule, planned)
        self._scheduler = start_scheduler(schedules, self.fire, self._app.clock)

    def fire(self, schedule: Schedule, planned: datetime) -> None:
        """Queue the job's run, once a planned time."""
        with self._app.begin() as session:
            if record_firing(session, schedule, planned, self._app.clock.now()):
                job = jobs.job_named(self._app.config, schedule.name)
                jobs.fire(session, job, planned, clock=self._app.clock)

    def stop(self) -> None:
        """Finish what runs, begin nothing new."""
        self._stop.set()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=False)
        self._sweeper.join(timeout=10)
        self._dispatcher.stop()
        self._leader.close()

    def _sweep(self) -> None:
        while not self._stop.is_set():
            try:
                self._lead()
                self._dispatcher.sweep()
            except Exception:
                # the sweeper is the recovery of everything else: it may never end by an error
                logger.exception("sweep failed", extra={"action": "sweep_failed"})
            self._stop.wait(self._app.config.tasks.sweep_seconds)


def job_schedules(app: App) -> list[Schedule]:
    """The schedules of the jobs in config.toml that have one."""
    return [
        Schedule(job.name, job.cron, job.timezone, job.missed)
        for job in app.config.jobs
        if job.cron
    ]
