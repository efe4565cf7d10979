"""source -> signal: queue a run, carry it out in a process of its own."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from sqlalchemy import Engine

import leadminer
from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict, InvalidInput
from leadminer.config import Config
from leadminer.mining.extraction.page import Context
from leadminer.mining.first_looks import requests_expected
from leadminer.mining.outcomes import words_of
from leadminer.mining.politeness.answers import Body, Manners, Refused, Silence, StopReading
from leadminer.mining.politeness.gate import HostGate
from leadminer.mining.politeness.hosts import Terms
from leadminer.mining.politeness.middlewares import PAUSE_SECONDS_MAX
from leadminer.mining.politeness.pace import SharedPace
from leadminer.mining.readers.finding import find_out
from leadminer.mining.readers.json_api import JsonClient
from leadminer.mining.readers.plans import CRAWL, Plan
from leadminer.signals import queries
from leadminer.signals.states import Outcome, RunState
from leadminer.signals.tables import SourceRun
from leadminer.store import Session, read, write
from leadminer.workspace import Workspace

logger = logging.getLogger(__name__)

STOP_SECONDS = 10.0
_USER_PART = re.compile(r"[^/?#]*[/\\]{2,}[^/?#]*@")  # browsers take a backslash for a slash


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is."""

    requests: int = 0
    pages: int = 0
    signals_seen: int = 0
    signals_new: int = 0
    bytes_read: int = 0
    refusals: dict[str, int] = field(default_factory=dict)
    plan: dict[str, Any] = field(default_factory=dict)  # told once, when a site was looked at


def queue_run(
    session: Session,
    *,
    clock: Clock,
    spider: str,
    url: str,
    options: dict[str, Any],
    job: str | None = None,
    job_version: int | None = None,
    key: str | None = None,
    due_at: datetime | None = None,
) -> SourceRun:
    """Put a run into the queue, due now or later. Options: pages_max, bytes_max, minutes_max,
    allow_private, timezone, region, delay_seconds, watch, offers, since. The same
    key again gives the run that already is there.

    Raises InvalidInput for an address that is none, or that we must not keep.
    """
    return queries.add_run(
        session, spider=spider, url=check_url(url), options=options, now=clock.now(), job=job,
        job_version=job_version, key=key, due_at=due_at,
    )  # fmt: skip


def check_url(url: str) -> str:
    """An address that may be read and kept. Raises InvalidInput."""
    url = url.strip()
    if _USER_PART.match(url):  # its words are not repeated: they may hold a password
        raise InvalidInput(
            "the address holds a user name or a password, and addresses are kept; "
            "leave out all between :// and @"
        )
    if any(letter.isspace() or not letter.isprintable() for letter in url):
        raise InvalidInput(
            f"{url!r} holds blanks or control characters; write a blank in an address as %20"
        )
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise InvalidInput(f"{url!r} is no address to read; it begins with http:// or https://")
    return url


def execute_run(
    engine: Engine,
    workspace: Workspace,
    config: Config,
    clock: Clock,
    run_id: int,
    *,
    on_progress: Callable[[Progress], None] | None = None,
) -> SourceRun:
    """Carry out a queued run; returns it ended, with outcome and reason.

    The reading is done by a child process that dies with us; what it wrote stays, and doing the
    run again neither loses nor doubles a signal. Raises Conflict if another worker holds it.
    """
    lease = timedelta(seconds=config.tasks.lease_seconds)
    with write(engine) as session:
        run = queries.claim_run(session, run_id, now=clock.now(), lease=lease)
        token, attempts = run.lease_token or "", run.attempts
    if attempts > config.tasks.attempts_max:
        return _end(engine, clock, run_id, token, f"given up after {attempts - 1} attempts")
    complaint = _run_child(workspace, run_id, token, on_progress)
    with read(engine) as session:
        run = queries.detached_run(session, run_id)
    if run.state == RunState.ENDED or run.lease_token != token:
        return run
    return _end(engine, clock, run_id, token, complaint or "the mining process ended early")


def look_at(
    engine: Engine,
    workspace: Workspace,
    config: Config,
    clock: Clock,
    *,
    url: str,
    options: dict[str, Any],
) -> Plan:
    """Look at a site and say how it would be read, and at what cost. One page where an API is named
    or maps list what there is, else a few, in turns that all jobs share; nothing is stored.

    Raises InvalidInput for an address that is none, Conflict where the site is not to be had.
    """
    mining = config.mining
    manners = _manners(config, options)
    watch = Silence()
    terms = Terms(
        delay_seconds=manners.delay_seconds, lease_seconds=manners.timeout_seconds + 10.0,
        requests_a_day=mining.host_requests_a_day, bytes_a_day=mining.host_bytes_a_day,
    )  # fmt: skip
    pace = SharedPace(
        manners.delay_seconds, watch.beat, gate=HostGate(engine, clock, terms),
        patience=PAUSE_SECONDS_MAX,
    )  # fmt: skip
    with JsonClient(manners, clock=clock, watch=watch, pace=pace) as api:
        try:
            context = Context(now=clock.now())
            pages_max = int(options.get("pages_max") or mining.pages_max)
            finding = find_out(
                check_url(url), api, workspace, context=context, pages_max=pages_max,
                delay_seconds=manners.delay_seconds,
            )  # fmt: skip
            plan = finding.plan
            if plan.steps[0].reader == CRAWL and finding.site.kind == "html":
                low, high = requests_expected(
                    finding.body, api.page, context=context, pages_max=pages_max
                )
                high = plan.requests_high if finding.site.sitemaps else high
                plan = replace(plan, requests_low=low, requests_high=high)
        except Refused as refused:
            raise Conflict(f"the site cannot be looked at: {words_of(refused.reason)}") from None
        except StopReading as stop:
            raise Conflict(f"the site cannot be looked at now: {stop.closed}") from None
    return plan


def fetch_page(config: Config, clock: Clock, *, url: str, allow_private: bool = False) -> Body:
    """One page, fetched as politely as a run would, for trying a spider on it.

    Raises InvalidInput for an address that is none, Conflict where the page is not to be had.
    """
    manners = _manners(config, {"allow_private": allow_private})
    with JsonClient(manners, clock=clock, watch=Silence()) as api:
        try:
            return api.page(check_url(url))
        except Refused as refused:
            raise Conflict(f"the page cannot be had: {words_of(refused.reason)}") from None
        except StopReading as stop:
            raise Conflict(f"the page cannot be had now: {stop.closed}") from None


def _manners(config: Config, options: dict[str, Any]) -> Manners:
    mining = config.mining
    return Manners(
        user_agent=mining.user_agent,
        delay_seconds=float(options.get("delay_seconds", mining.delay_seconds)),
        timeout_seconds=mining.timeout_seconds,
        page_bytes_max=mining.page_bytes_max,
        allow_private=bool(options.get("allow_private") or mining.allow_private),
    )


def _end(engine: Engine, clock: Clock, run_id: int, token: str, reason: str) -> SourceRun:
    with write(engine) as session:
        run = queries.get_run(session, run_id)
        outcome = Outcome.PARTIAL if run.signals_seen else Outcome.FAILED
        queries.end_run(session, run_id, token, outcome=outcome, reason=reason, now=clock.now())
    with read(engine) as session:
        return queries.detached_run(session, run_id)


def _run_child(
    workspace: Workspace,
    run_id: int,
    token: str,
    on_progress: Callable[[Progress], None] | None,
) -> str:
    """Start the child, pass on what it says; returns its last complaint."""
    # a token may begin with a dash: it must not stand alone
    arguments = ["--workspace", str(workspace.root), "--run", str(run_id), f"--token={token}"]
    child = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "leadminer.mining.child", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        env=_environment(),
        cwd=workspace.root,
    )
    assert child.stdin and child.stdout and child.stderr
    complaints: deque[str] = deque(maxlen=40)
    listener = threading.Thread(target=_listen, args=(child.stderr, complaints), daemon=True)
    listener.start()
    try:
        for line in child.stdout:
            _pass_on(line, on_progress)
        child.wait()
    finally:
        _stop(child)
        listener.join(timeout=2)
        for stream in (child.stdin, child.stdout, child.stderr):
            stream.close()
    return complaints[-1][:500] if child.returncode and complaints else ""


def _environment() -> dict[str, str]:
    """Ours, with the place this package was imported from, wherever the child starts."""
    here = str(Path(leadminer.__file__).resolve().parent.parent)
    paths = [here, *os.environ.get("PYTHONPATH", "").split(os.pathsep)]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in paths if p)}


def _listen(stream: IO[bytes], complaints: deque[str]) -> None:
    for line in stream:
        text = line.decode("utf-8", "replace").rstrip()
        if text:
            complaints.append(text)
            logger.debug("%s", text)


def _pass_on(line: bytes, on_progress: Callable[[Progress], None] | None) -> None:
    if on_progress is None:
        return
    try:
        said = json.loads(line)
    except ValueError:
        return
    known = Progress.__dataclass_fields__
    on_progress(Progress(**{k: v for k, v in said.items() if k in known}))


def _stop(child: subprocess.Popen[bytes]) -> None:
    """End the child and whatever it started, gently first."""
    if child.poll() is not None:
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(child.pid, number)
        except ProcessLookupError:
            return
        try:
            child.wait(timeout=STOP_SECONDS)
            return
        except subprocess.TimeoutExpired:
            continue
