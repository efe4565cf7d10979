"""JSON APIs, read by the real child process, from servers that behave and that do not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from leadminer.app import App, open_app
from leadminer.flow import mine
from leadminer.signals import queries
from leadminer.signals.tables import Signal, SourceRun
from leadminer.workspace import create_workspace
from tests.integration.mining.apis import NOWHERE, Discourse, answer
from tests.integration.mining.small_web import Answer, served


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[App]:
    """An app on SQLite: what is tested here does not depend on the database."""
    workspace = create_workspace(tmp_path / "w")
    text = workspace.config_path.read_text("utf-8")
    workspace.config_path.write_text(
        text.replace("timeout_seconds = 20.0", "timeout_seconds = 2.0")
    )
    with open_app(workspace.root) as opened:
        yield opened


def read_api(app: App, spider: str, url: str, **options: object) -> SourceRun:
    wanted = {"allow_private": True, "delay_seconds": 0, **options}
    with app.begin() as session:
        run = mine.queue_run(session, clock=app.clock, spider=spider, url=url, options=wanted)
        assert run.id is not None
        run_id = run.id
    ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run_id)
    print(ended.outcome, ended.reason, ended.refusals)
    return ended


def signals_of(app: App) -> list[Signal]:
    with app.read() as session:
        found = list(queries.each_signal(session))
        session.expunge_all()
    return found


def test_a_discourse_forum_is_read_whole(desk: App) -> None:
    with served(Discourse()) as (url, log):
        run = read_api(desk, "discourse", url)
    assert (run.outcome, run.signals_new, run.refusals) == ("ok", 7 * 31, {})
    assert len(log) == len(set(log)) == run.requests, "nothing is asked for twice"
    # robots.txt, 3 pages of topics, the categories, and for each topic 20 posts and the rest
    assert len(log) == 1 + 3 + 1 + 7 * 2
    found = {s.url: s for s in signals_of(desk)}
    post, reply = found[f"{url}/t/presse-2/2"], found[f"{url}/t/presse-2/2/25"]
    assert (post.kind, post.title, post.author) == ("post", "Presse 2 & mehr", "user1")
    assert (reply.kind, reply.parent_url, reply.author) == ("reply", post.url, "user25")
    assert reply.text == "We need one too, number 2025.", "nobody is given words he only quotes"
    assert reply.author_url == f"{url}/u/user25" and reply.section == ["Wanted", "Presses"]
    assert reply.posted_at is not None and reply.posted_at.isoformat().startswith(
        "2026-10-01T10:25"
    )
    assert (reply.http_status, len(reply.content_hash), reply.spider) == (200, 64, "discourse")


def test_a_second_reading_doubles_nothing(desk: App) -> None:
    with served(Discourse()) as (url, _):
        read_api(desk, "discourse", url, pages_max=6)
        again = read_api(desk, "discourse", url)
    assert again.outcome == "ok"
    assert len(signals_of(desk)) == 7 * 31


def test_pages_without_end_stop_at_the_limit(desk: App) -> None:
    with served(Discourse(topics=100_000, replies=0)) as (url, log):
        run = read_api(desk, "discourse", url, pages_max=12)
    assert run.outcome == "partial" and "limit of pages" in run.reason
    assert run.pages == 12 and len(log) == 13


def test_a_list_that_repeats_itself_comes_to_an_end(desk: App) -> None:
    forum = Discourse(topics=3, replies=0)

    def site(path: str, count: int) -> Answer:
        if path.startswith("/latest.json"):
            first = forum.latest(0)
            return Answer(200, first.body.replace(b'"per_page"', b'"more_topics_url": "/x", "p"'))
        return forum(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "ok" and run.signals_new == 3
    assert sum(path.startswith("/latest.json") for path in log) == 2


def test_html_instead_of_json_is_a_changed_layout(desk: App) -> None:
    page = Answer(200, b"<html><body>All new</body></html>", {"Content-Type": "text/html"})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else page) as (url, _):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "layout_changed" and run.refusals == {"not_json": 1}
    assert "JSON" in run.reason


def test_json_of_another_kind_is_a_changed_layout(desk: App) -> None:
    odd = answer({"topic_list": {"topics": "moved"}})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else odd) as (url, _):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "layout_changed" and run.refusals == {"not_the_api": 1}


def test_an_endless_answer_is_refused(desk: App) -> None:
    huge = Answer(200, b'{"a":"' + b"x" * (11 * 1024 * 1024), {})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else huge) as (url, _):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "failed" and run.refusals == {"too_large": 1}


def test_429_without_end_is_rate_limited(desk: App) -> None:
    no = Answer(429, b"{}", {"Retry-After": "3600"})
    with served(lambda path, _: NOWHERE if path == "/robots.txt" else no) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "rate_limited" and run.refusals == {"http_429": 1}
    assert len(log) == 2, "an hour's pause is not slept through, nor argued with"


def test_a_short_retry_after_is_waited_for(desk: App) -> None:
    forum = Discourse(topics=1, replies=0)

    def site(path: str, count: int) -> Answer:
        if path == "/latest.json" and count == 1:
            return Answer(429, b"{}", {"Retry-After": "1"})
        return forum(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "ok" and run.signals_new == 1
    assert log.count("/latest.json") == 2


def test_a_robots_txt_that_closes_all_is_obeyed(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/robots.txt":
            return Answer(200, b"User-agent: *\nDisallow: /\n")
        return Discourse()(path, count)

    with served(site) as (url, log):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "blocked" and run.refusals == {"robots": 1}
    assert log == ["/robots.txt"]


def test_a_robots_txt_that_fails_means_keep_out(desk: App) -> None:
    with served(lambda path, n: Answer(500) if "robots" in path else Discourse()(path, n)) as (
        url,
        log,
    ):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "blocked" and set(log) == {"/robots.txt"}


def test_a_private_address_is_not_asked_unless_allowed(desk: App) -> None:
    with served(Discourse()) as (url, log):
        run = read_api(desk, "discourse", url, allow_private=False)
    assert run.outcome == "failed" and run.refusals == {"private_address": 1} and log == []
    assert "--allow-private" in run.reason


def test_a_topic_that_is_closed_to_us_does_not_end_the_run(desk: App) -> None:
    forum = Discourse(topics=3, replies=0)
    with served(lambda path, n: Answer(403, b"{}") if path == "/t/2.json" else forum(path, n)) as (
        url,
        _,
    ):
        run = read_api(desk, "discourse", url)
    assert run.outcome == "partial" and run.refusals == {"http_403": 1} and run.signals_new == 2
