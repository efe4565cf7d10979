"""Four jobs on one host at once: the server itself measures how far apart its requests are."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import httpx
import pytest

from leadminer.app import App
from leadminer.base.clock import FixedClock, SystemClock
from leadminer.flow import mine
from leadminer.mining.politeness import hosts
from leadminer.mining.politeness.dialling import Dialling
from leadminer.mining.politeness.gate import HostGate
from leadminer.mining.politeness.holders import is_gone, new_holder
from leadminer.mining.politeness.hosts import Terms, host_key
from leadminer.mining.politeness.pace import SharedPace
from leadminer.store import Session
from tests.integration.mining.runs import read_site
from tests.integration.mining.small_web import Answer, forum, served

DELAY = 0.25
TERMS = Terms(delay_seconds=1.0, lease_seconds=30.0)
NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def test_no_gap_is_shorter_than_the_delay_whoever_asks(app: App) -> None:
    came: list[float] = []

    def site(path: str, count: int) -> Answer:
        came.append(time.monotonic())
        return forum(path, count, topics=6)

    def job(url: str, spider: str) -> None:
        options = {"allow_private": True, "delay_seconds": DELAY}
        with app.begin() as session:
            run = mine.queue_run(
                session, clock=SystemClock(), spider=spider, url=url, options=options
            )
        assert run.id is not None
        mine.execute_run(app.engine, app.workspace, app.config, SystemClock(), run.id)

    with served(site) as (url, log):
        spiders = ["qa", "qa", "directory", "discourse"]
        jobs = [threading.Thread(target=job, args=(url, spider)) for spider in spiders]
        for each in jobs:
            each.start()
        for each in jobs:
            each.join()
    gaps = [later - earlier for earlier, later in pairwise(came)]
    assert len(came) >= 20 and min(gaps) >= DELAY, sorted(gaps)[:5]
    assert log.count("/robots.txt") <= 2, "jobs begun together share one robots.txt"


def test_a_page_whose_connection_had_gone_stale_is_asked_for_again_in_a_turn(desk: App) -> None:
    came: list[tuple[float, str]] = []

    def site(path: str, count: int) -> Answer:
        came.append((time.monotonic(), path))
        gone = path == "/topic/2/" and count == 1
        return Answer(hang_up=True) if gone else forum(path, count, topics=4)

    with served(site) as (url, _):
        run = read_site(desk, url, delay_seconds=DELAY)
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 8, {})
    paths = [path for _, path in came]
    at = paths.index("/topic/2/")
    assert paths[at + 1] == "/topic/2/", "it waits for nothing but its turn"
    assert min(later - earlier for (earlier, _), (later, _) in pairwise(came)) >= DELAY


def test_a_pause_one_job_is_told_of_holds_for_the_others(app: App) -> None:
    ours, theirs = gate_of(app), gate_of(app)
    assert ours.ask("a.example").granted
    ours.done("a.example", size=10, status=429, pause=600.0)
    turn = theirs.ask("a.example")
    assert not turn.granted and turn.closed == "paused" and 590 < turn.wait <= 600
    assert theirs.ask("b.example").granted, "other hosts are not concerned"


def test_a_free_host_is_paused_too(app: App) -> None:
    free = Terms(delay_seconds=0.0, lease_seconds=30.0)
    ours, theirs = gate_of(app, free), gate_of(app, free)
    assert ours.ask("a.example").granted and theirs.ask("b.example").granted
    ours.done("a.example", size=1, status=503, pause=60.0)
    assert theirs.ask("a.example").closed == "paused"


def test_a_turn_is_one_at_a_time_and_passes_on_when_its_holder_is_dead(app: App) -> None:
    ours, theirs = gate_of(app), gate_of(app)
    assert ours.ask("a.example").granted
    turn = theirs.ask("a.example")
    assert not turn.granted and turn.wait < 1.0
    with app.begin() as session:
        row = hosts.locked_host(session, "a.example")
        row.holder = (row.holder or "").replace(f" {row.holder.split()[1]} ", " 999999999 ")
    assert is_gone(row.holder or "") and not is_gone(new_holder())
    wait = theirs.ask("a.example").wait
    assert 0.5 < wait <= 1.0, "it may have asked with its last breath"


def test_noes_open_the_circuit_and_each_time_for_longer(session: Session) -> None:
    row = hosts.locked_host(session, "a.example")
    now = NOW
    for _ in range(hosts.NOES_MAX):
        assert hosts.take_turn(session, row, holder="x", now=now, terms=TERMS).granted
        hosts.end_turn(
            session, row, holder="x", reached_at=now - timedelta(seconds=9), requests=1, size=0,
            now=now,
        )  # fmt: skip
        hosts.note_answer(session, row, status=403, pause=None, now=now)
    turn = hosts.take_turn(session, row, holder="x", now=now, terms=TERMS)
    assert turn.closed == "circuit" and turn.until is not None
    later = turn.until + timedelta(seconds=1)
    assert hosts.take_turn(session, row, holder="x", now=later, terms=TERMS).granted
    assert row.circuit == "half_open"
    hosts.note_answer(session, row, status=403, pause=None, now=later)
    assert row.circuit == "open" and row.open_until is not None
    assert row.open_until - later > turn.until - now, "the second rest is longer"
    probe = row.open_until + timedelta(seconds=60)
    row.holder = None
    assert hosts.take_turn(session, row, holder="x", now=probe, terms=TERMS).granted
    hosts.note_answer(session, row, status=200, pause=None, now=probe)
    assert (row.circuit, row.times_opened, row.noes) == ("closed", 0, 0)


def test_a_budget_of_a_day_ends_with_the_day(session: Session) -> None:
    terms = Terms(delay_seconds=0.0, lease_seconds=30.0, requests_a_day=2)
    row = hosts.locked_host(session, "a.example")
    for _ in range(2):
        assert hosts.take_turn(session, row, holder="x", now=NOW, terms=terms).granted
        hosts.end_turn(
            session, row, holder="x", reached_at=NOW, requests=1, size=5, now=NOW
        )  # fmt: skip
    turn = hosts.take_turn(session, row, holder="x", now=NOW, terms=terms)
    assert turn.closed == "budget" and turn.until == datetime(2026, 11, 19, tzinfo=UTC)
    tomorrow = NOW + timedelta(days=1)
    assert hosts.take_turn(session, row, holder="x", now=tomorrow, terms=terms).granted


def test_a_copy_of_robots_txt_is_used_while_it_is_fresh(app: App) -> None:
    clock = FixedClock(NOW)
    gate = HostGate(app.engine, clock, TERMS)
    gate.keep_robots("https://a.example", status=200, body="User-agent: *\nDisallow: /x\n")
    assert gate.robots("https://a.example") and not gate.robots("http://a.example")
    clock.advance(timedelta(hours=1))
    assert gate.robots("https://a.example") is None
    assert gate.robots("https://a.example", even_old=True), "it could not be had now"
    clock.advance(timedelta(hours=24))
    assert gate.robots("https://a.example", even_old=True) is None


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://Forum.Example.org./x", "forum.example.org"),
        ("https://forum.example.org:443/", "forum.example.org"),
        ("http://forum.example.org:8080/", "forum.example.org"),
        ("http://www.example.org/", "example.org"),
        ("http://m.example.org/", "example.org"),
        ("http://m.example/", "m.example"),
        ("http://10.0.0.7:8080/", "10.0.0.7"),
        ("http://127.0.0.1:8080/", "127.0.0.1:8080"),
        ("http://localhost:80/", "localhost"),
        ("http://[::1]:8080/", "[::1]:8080"),
        ("http://user:pw@a.example/", "a.example"),
    ],
)
def test_one_host_has_one_name(url: str, key: str) -> None:
    assert host_key(url) == key


def test_what_another_job_had_while_one_waited_is_not_asked_for_again(app: App) -> None:
    ours, theirs = gate_of(app), gate_of(app)
    assert ours.ask("a.example").granted and not theirs.ask("a.example").granted
    ours.done("a.example", size=1, status=404)
    assert theirs.copied("https://a.example/robots.txt") is None
    ours.keep_robots("https://a.example", status=404, body="")
    with app.begin() as session:  # the delay since is over
        hosts.locked_host(session, "a.example").last_at = None
    assert theirs.ask("a.example").granted
    copy = theirs.copied("https://A.example/robots.txt")
    assert copy is not None and copy.status == 404
    assert theirs.copied("https://a.example/robots") is None, "a page"
    theirs.give_back("a.example")
    with app.begin() as session:
        row = hosts.locked_host(session, "a.example")
        assert (row.holder, row.requests_today) == (None, 1)


def test_a_host_keeps_the_longest_delay_that_any_of_its_names_asks_for(app: App) -> None:
    gate = gate_of(app)
    asked = {"http://www.a.example": 7, "https://a.example:8443": 9, "http://m.a.example": 3600,
             "http://b.example": 40, "http://xa.example": 50}  # fmt: skip
    for origin, delay in asked.items():
        body = f"User-agent: *\nCrawl-delay: {delay}\n"
        gate.keep_robots(origin, status=200, body=body)
    gate.keep_robots("http://a.example/.well-known/tdmrep.json", status=200, body="Crawl-delay: 60")
    key = host_key("http://www.a.example/")
    gate.learn_delay(key, 0.0)
    assert key == host_key("https://a.example:8443/") and gate.delay_of(key) == 9.0


def gate_of(app: App, terms: Terms = TERMS) -> HostGate:
    return HostGate(app.engine, SystemClock(), terms)


def test_a_request_that_leaves_late_counts_from_when_it_left(app: App) -> None:
    came: list[float] = []

    def site(path: str, count: int) -> Answer:
        came.append(time.monotonic())
        return forum(path, count, topics=1)

    gate = HostGate(app.engine, SystemClock(), Terms(delay_seconds=1.0, lease_seconds=30.0))
    pace = SharedPace(1.0, lambda: None, gate=gate, patience=5.0)
    dialling = Dialling(allow_private=True, is_proxied=False)
    with served(site) as (url, _), httpx.Client() as client:
        host = host_key(url)
        pace.wait_turn(host)
        threading.Event().wait(0.6)  # as the first request of a process may: it loads much
        with dialling.within(20.0):
            client.get(url, extensions={"trace": dialling.trace})
        pace.done(host, size=1, sent=dialling.sent, answered=dialling.answered)
        pace.wait_turn(host)
        client.get(url)
    assert came[1] - came[0] >= 1.0
