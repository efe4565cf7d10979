"""Mining jobs: versions, no overlap, pauses, quarantine, watch rules in a real crawl, probes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from leadminer.app import App
from leadminer.base.errors import Conflict, NotFound
from leadminer.config import Config, JobSection, parse_config
from leadminer.flow import jobs, mine, probing
from leadminer.mining.watch import read_watch
from leadminer.reports.jobs import job_history, job_rows
from leadminer.reports.watching import preview
from leadminer.signals import job_queries, queries
from leadminer.signals.tables import SourceRun
from leadminer.work import Service
from tests.integration.mining.small_web import Answer, forum, html, served

PLANNED = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)


def job(url: str = "https://forum.example/", **more: object) -> JobSection:
    return JobSection(name="drums", url=url, **more)  # type: ignore[arg-type]


def with_jobs(app: App, *wanted: JobSection) -> App:
    config = app.config.model_copy(update={"jobs": wanted})
    return replace(app, config=config)


def carry_out(app: App, run: SourceRun | int) -> SourceRun:
    number = run if isinstance(run, int) else run.id
    assert number is not None
    return mine.execute_run(app.engine, app.workspace, app.config, app.clock, number)


def order(app: App, wanted: JobSection, *, full: bool = False) -> list[int]:
    """Queue a job as an intranet would be read: at once, on loopback; `full`: all of it anew."""
    with app.begin() as session:
        runs = jobs.queue_by_hand(session, wanted, clock=app.clock)
        for run in runs:
            own = {"allow_private": True, "delay_seconds": 0} | ({"full": True} if full else {})
            run.options = {**run.options, **own}
            session.add(run)
        return [run.id or 0 for run in runs]


def test_a_changed_job_is_a_new_version_and_its_times_are_no_part_of_it(app: App) -> None:
    with app.begin() as session:
        one = jobs.version_of(session, job(), clock=app.clock)
        same = jobs.version_of(session, job(cron="0 5 * * *", jitter_seconds=60), clock=app.clock)
        two = jobs.version_of(session, job(watch=("drums",)), clock=app.clock)
        back = jobs.version_of(session, job(), clock=app.clock)
        brief = jobs.version_of(session, job(noise="job ads"), clock=app.clock)
    assert (one, same, two, back, brief) == (1, 1, 2, 3, 4)
    assert "noise" not in jobs.definition(job())  # jobs of earlier versions stay what they were
    assert jobs.options_of(job(noise="job ads"))["brief"] == {"noise": "job ads"}


def test_a_job_never_runs_twice_at_a_time(app: App) -> None:
    wanted = job(urls=("https://another.example/",))
    with app.begin() as session:
        first = jobs.queue_by_hand(session, wanted, clock=app.clock)
        assert [run.url for run in first] == ["https://forum.example/", "https://another.example/"]
        with pytest.raises(Conflict, match="under way already"):
            jobs.queue_by_hand(session, wanted, clock=app.clock)
        fired = jobs.fire(session, wanted, PLANNED, clock=app.clock)
        assert fired is not None
        assert (len(fired.runs), len(fired.busy)) == (0, 2)


def test_the_same_firing_queues_once(app: App) -> None:
    for _ in range(2):
        with app.begin() as session:
            jobs.fire(session, job(), PLANNED, clock=app.clock)
    with app.read() as session:
        assert len(job_queries.job_runs(session, "drums")) == 1


def test_jitter_puts_off_by_the_same_time_whoever_asks(app: App) -> None:
    wanted = job(jitter_seconds=600)
    drawn = [jobs.jitter(wanted, PLANNED + timedelta(days=n)) for n in range(50)]
    assert drawn == [jobs.jitter(wanted, PLANNED + timedelta(days=n)) for n in range(50)]
    assert len(set(drawn)) > 40
    assert min(drawn) >= 0
    assert max(drawn) <= 600
    with app.begin() as session:
        fired = jobs.fire(session, wanted, PLANNED, clock=app.clock)
        assert fired is not None
        assert fired.runs[0].due_at == PLANNED + timedelta(seconds=drawn[0])


def test_a_paused_job_is_not_fired_and_may_be_run_by_hand(app: App) -> None:
    now = app.clock.now()
    with app.begin() as session:
        job_queries.pause(session, "drums", reason="asked to wait", actor="operator:1", now=now)
        with pytest.raises(Conflict):
            job_queries.pause(session, "drums", reason="again", actor="operator:1", now=now)
        assert jobs.fire(session, job(), PLANNED, clock=app.clock) is None
        row = job_rows(session, Config(jobs=(job(cron="0 5 * * *"),)), now)[0]
        assert (row.held, row.reason, row.next) == ("paused", "asked to wait", [])
        assert jobs.queue_by_hand(session, job(), clock=app.clock)
        assert job_queries.resume(session, "drums", actor="operator:1", now=now) == 1
        with pytest.raises(NotFound):
            job_queries.resume(session, "drums", actor="operator:1", now=now)


def test_the_service_fires_a_job_with_all_of_its_wishes(app: App) -> None:
    wanted = job(watch=("steel",), languages=("en",), pages_max=7, cron="0 5 * * *")
    service = Service(with_jobs(app, wanted))
    from leadminer.work import job_schedules

    schedule = job_schedules(with_jobs(app, wanted))[0]
    service.fire(schedule, PLANNED)
    service.fire(schedule, PLANNED)
    service._leader.close()
    with app.read() as session:
        runs = job_queries.job_runs(session, "drums")
        assert len(runs) == 1
        assert runs[0].options["pages_max"] == 7
        assert runs[0].options["watch"]["rules"] == ["steel"]
        assert runs[0].job_version == 1


def mixed(path: str, count: int) -> Answer:
    """A forum with drums on even pages and cats on odd ones; a reply to each."""
    if not path.startswith("/topic/"):
        return forum(path, count)
    number = int(path.split("/")[2])
    subject = "steel drums" if number % 2 == 0 else "cat food"
    said = (f"We need {subject} for lot {number}, who sells?", f"+1 from lot {number}")
    posts = "".join(
        f'<div class="post" id="p{number}{n}"><a class="author" href="/u/user{n}">user{n}</a> '
        f'<span class="date">2026-10-0{n + 1} 10:00</span><div class="message">{text}</div></div>'
        for n, text in enumerate(said)
    )
    return html(f"<html><body><h1>About lot {number}</h1>{posts}</body></html>")


@pytest.fixture
def web() -> Iterator[Callable[[], str]]:
    with served(mixed) as (url, _log):
        yield lambda: url


def test_a_run_keeps_what_its_watch_rules_ask_for_and_counts_the_rest(
    app: App, web: Callable[[], str]
) -> None:
    (number,) = order(app, job(web(), watch=("drums",), exclude=("text:4",)))
    run = carry_out(app, number)
    with app.read() as session:
        kept = queries.list_signals(session, run_id=number)
    assert run.outcome == "ok", run.reason
    assert {s.kind for s in kept} == {"post", "reply"}
    topics = {s.url for s in kept if s.kind == "post"}
    lots = {n for n in range(0, 30, 2) if n != 4}
    assert len(topics) == len(lots)
    assert {s.parent_url for s in kept if s.kind == "reply"} <= topics
    assert run.quality["passed_over"] == {"excluded": 2, "not_watched": 30}
    assert run.quality["records"] == {"post": 30, "reply": 30}


def test_a_run_that_keeps_nothing_says_what_was_read(app: App, web: Callable[[], str]) -> None:
    (number,) = order(app, job(web(), watch=("submarine",)))
    run = carry_out(app, number)
    assert run.outcome == "empty"
    assert "60 match no watch rule" in run.reason


def test_a_preview_says_what_rules_would_keep(app: App, web: Callable[[], str]) -> None:
    (number,) = order(app, job(web()))
    carry_out(app, number)
    with app.read() as session:
        told = preview(session, read_watch(["drums", "lot"], ["cat"]))
    assert told.looked_at == 60
    assert told.by_rule == {"drums": 15, "lot": 45}
    assert told.refused == {"excluded": 15}
    example = next(match for match in told.examples if match.rule == "drums")
    assert [example.text[a:b] for a, b in example.spans] == ["drums"]


def test_a_probe_scales_up_with_an_interval(app: App, web: Callable[[], str]) -> None:
    with app.begin() as session:
        (run,) = jobs.queue_probe(
            session, job(web(), delay_seconds=0, leads_min=40), clock=app.clock, share=0.05,
            pages=11, allow_private=True,
        )  # fmt: skip
        number = run.id or 0
    ended = carry_out(app, number)
    with app.read() as session:
        found = probing.estimate(session, ended, scorer=app.scorer(), config=app.config)
    assert (ended.outcome, found.pages, found.signals) == ("partial", 11, 20)
    assert "sample" in ended.reason
    assert ended.alarm == ""
    assert found.needs >= 10
    assert found.total_pages.low <= 31 <= found.total_pages.high
    assert found.total_signals.low <= 60 <= found.total_signals.high
    assert found.total_needs.low < found.total_needs.likely < found.total_needs.high
    assert found.advice.verdict == "stop"  # no offer serves any of it


def test_the_same_seed_draws_the_same_pages_whatever_was_read_before(
    app: App, web: Callable[[], str]
) -> None:
    def drawn(seed: str) -> list[str]:
        with app.begin() as session:
            (run,) = jobs.queue_probe(
                session, job(url, delay_seconds=0), clock=app.clock, share=0.05, pages=9,
                seed=seed, allow_private=True,
            )  # fmt: skip
            number = run.id or 0
        rows = carry_out(app, number).quality["sample"]["rows"]
        return [key for row in rows for key in row["keys"]]

    url = web()
    first = drawn("1")
    assert len(first) == 16
    assert drawn("1") == first
    assert drawn("2") != first


def test_a_probe_is_no_example_of_what_a_source_usually_gives(
    app: App, web: Callable[[], str]
) -> None:
    wanted = job(web(), delay_seconds=0)
    for seed in ("1", "2", "3", "4"):
        with app.begin() as session:
            (run,) = jobs.queue_probe(
                session, wanted, clock=app.clock, share=0.05, seed=seed, allow_private=True
            )
            number = run.id or 0
        assert carry_out(app, number).quality["records"]
    (number,) = order(app, wanted)
    with app.read() as session:
        run = session.get_one(SourceRun, number)
        assert not list(job_queries.earlier_qualities(session, run, limit=9))


def test_a_rebuilt_site_rings_the_alarm_and_holds_the_job(app: App) -> None:
    rebuilt = False

    def site(path: str, count: int) -> Answer:
        answer = forum(path, count, topics=20)
        if rebuilt and path.startswith("/topic/"):
            body = answer.body.replace(b'class="author"', b"").replace(b"/u/user", b"/go")
            for n in range(3):
                body = body.replace(f">user{n}</a>".encode(), b"></a>")
            return html(body.decode())
        return answer

    with served(site) as (url, _log):
        wanted = job(url)
        for _ in range(4):
            assert carry_out(app, order(app, wanted, full=True)[0]).alarm == ""
        rebuilt = True
        ended = carry_out(app, order(app, wanted, full=True)[0])
        assert ended.alarm
        with app.begin() as session:
            held = job_queries.pause_of(session, "drums")
            assert held is not None
            assert held.kind == "quarantined"
            assert jobs.fire(session, wanted, PLANNED, clock=app.clock) is None
            told = job_history(session, "drums")
            assert told["runs"][0]["alarm"] == held.reason
            job_queries.resume(session, "drums", actor="operator:1", now=app.clock.now())


def test_a_bad_job_names_its_mistake_and_line() -> None:
    text = '[[jobs]]\nname = "a"\nwatch = ["x"]\n'
    with pytest.raises(Exception, match="needs url or urls"):
        parse_config(text)
    with pytest.raises(Exception, match="is no address"):
        parse_config('[[jobs]]\nname = "a"\nurls = ["forum"]\n')
