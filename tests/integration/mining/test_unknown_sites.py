"""Sites nobody has described: looked at, then read by what fits. Real child process, real HTTP."""

from __future__ import annotations

from pathlib import Path

import pytest

from leadminer.app import App, open_app
from leadminer.base.errors import Conflict
from leadminer.flow import mine
from leadminer.mining.first_looks import LOOKS
from leadminer.signals import queries
from leadminer.signals.tables import Signal, SourceRun
from leadminer.workspace import create_workspace
from tests.integration.mining.apis import NOWHERE, Discourse
from tests.integration.mining.small_web import Answer, Site, forum, html, served

HINT = '<meta name="generator" content="Discourse 3.4 - https://github.com/discourse/discourse">'


@pytest.fixture
def desk(tmp_path: Path):
    workspace = create_workspace(tmp_path / "w")
    with open_app(workspace.root) as opened:
        yield opened


def read_unknown(app: App, url: str, **options: object) -> tuple[SourceRun, dict]:
    wanted = {"allow_private": True, "delay_seconds": 0, **options}
    with app.begin() as session:
        run = mine.queue_run(session, clock=app.clock, spider="auto", url=url, options=wanted)
        assert run.id is not None
        run_id = run.id
    plans: list[dict] = []
    ended = mine.execute_run(
        app.engine, app.workspace, app.config, app.clock, run_id,
        on_progress=lambda told: plans.append(told.plan) if told.plan else None,
    )  # fmt: skip
    print(ended.outcome, ended.reason, ended.refusals, ended.requests)
    assert len(plans) <= 1
    return ended, plans[0] if plans else {}


def signals_of(app: App) -> list[Signal]:
    with app.read() as session:
        found = list(queries.each_signal(session))
        session.expunge_all()
    return found


def with_front_page(front: str, rest: Site) -> Site:
    def site(path: str, count: int) -> Answer:
        return html(front) if path == "/" else rest(path, count)

    return site


def test_a_forum_that_names_its_api_is_read_by_it(desk: App) -> None:
    front = f"<html><head>{HINT}</head><body><a href='/t/1'>Presse 1</a></body></html>"
    with served(with_front_page(front, Discourse(topics=4, replies=2))) as (url, log):
        run, plan = read_unknown(desk, url)
    assert (run.outcome, run.signals_new) == ("ok", 12)
    assert [step["reader"] for step in plan["steps"]] == ["discourse", "crawl"]
    assert "discourse" in run.reason and run.spider_version == "discourse/1"
    assert log.count("/robots.txt") == 1 and log.count("/") == 1
    assert {s.spider for s in signals_of(desk)} == {"discourse"}


def test_an_api_that_is_not_what_it_seemed_costs_one_request_and_its_pages_are_read(
    desk: App,
) -> None:
    front = forum("/", 0).body.decode().replace("<html>", f"<html><head>{HINT}</head>")
    with served(with_front_page(front, forum)) as (url, log):
        run, plan = read_unknown(desk, url)
    assert (run.outcome, run.signals_new) == ("ok", 60), run.reason
    assert "not answered as promised (http_404)" in run.reason and run.refusals == {}
    assert [step["reader"] for step in plan["steps"]] == ["discourse", "crawl"]
    assert log.count("/latest.json") == 1 and log.count("/") == 1, "the first page is kept"


def company(number: int) -> str:
    return (
        f"<html><head><title>Presswerk {number} GmbH</title></head><body>"
        f"<h1>Presswerk {number} GmbH</h1><table>"
        f"<tr><th>Telefon</th><td>030 123456{number:02d}</td></tr>"
        f"<tr><th>E-Mail</th><td>info@presswerk{number}.example</td></tr>"
        f"<tr><th>Anschrift</th><td>Hauptstraße {number}, 10115 Berlin, Deutschland</td></tr>"
        "</table></body></html>"
    )


def test_questions_and_companies_of_one_site_are_both_read(desk: App) -> None:
    def site(path: str, count: int) -> Answer:
        if path == "/":
            words = "<a href='/board/'>Forum</a> <a href='/firmen/'>Firmen</a>"
            return html(f"<html lang='de'><body><h1>Presses</h1><p>{words}</p></body></html>")
        if path == "/board/":
            return forum("/", count, topics=12)
        if path == "/firmen/":
            rows = "".join(
                f"<li><a href='/firma/{n}'>Presswerk {n} GmbH</a></li>" for n in range(9)
            )
            return html(f"<html lang='de'><body><h1>Firmen</h1><ul>{rows}</ul></body></html>")
        if path.startswith("/firma/"):
            return html(company(int(path.split("/")[2])))
        return forum(path, count)

    with served(site) as (url, log):
        run, _ = read_unknown(desk, url)
    kinds = [s.kind for s in signals_of(desk)]
    assert (kinds.count("post"), kinds.count("reply"), kinds.count("company")) == (12, 12, 9)
    assert run.outcome == "ok" and run.requests == len(log)
    assert len(log) <= 1.5 * len(kinds)
    phones = {s.company["phone"] for s in signals_of(desk) if s.kind == "company"}
    assert "+493012345603" in phones


def test_a_closed_site_is_blocked_and_nothing_is_guessed(desk: App) -> None:
    def site(path: str, _: int) -> Answer:
        closed = b"User-agent: *\nDisallow: /\n"
        return Answer(200, closed) if path == "/robots.txt" else html("secret")

    with served(site) as (url, log):
        run, plan = read_unknown(desk, url)
    assert (run.outcome, run.refusals, plan) == ("blocked", {"robots": 1}, {})
    assert log == ["/robots.txt"]


def test_a_limit_of_one_page_is_kept(desk: App) -> None:
    with served(forum) as (url, log):
        run, _ = read_unknown(desk, url, pages_max=1)
    assert run.pages == 1 and run.outcome == "partial"
    assert log == ["/robots.txt", "/", "/.well-known/tdmrep.json"]


def test_looking_costs_six_pages_and_stores_nothing(desk: App) -> None:
    options = {"allow_private": True, "delay_seconds": 0.5}
    asked = 1 + 30 + 2  # the list, its threads, robots.txt and tdmrep.json
    with served(forum) as (url, log):
        plan = mine.look_at(
            desk.engine, desk.workspace, desk.config, desk.clock, url=url, options=options
        ).as_row()
    assert log[:3] == ["/robots.txt", "/", "/.well-known/tdmrep.json"]
    assert len(log) == len(set(log)) == 2 + LOOKS
    assert plan["requests_low"] <= asked <= plan["requests_high"] < 4 * asked
    assert plan["seconds_high"] == round(plan["requests_high"] / 2) and plan["delay_seconds"] == 0.5
    assert signals_of(desk) == []


def test_a_site_that_is_not_there_cannot_be_looked_at(desk: App) -> None:
    options = {"allow_private": True, "delay_seconds": 0}
    with served(lambda path, _: NOWHERE) as (url, _), pytest.raises(Conflict, match="404"):
        mine.look_at(desk.engine, desk.workspace, desk.config, desk.clock, url=url, options=options)
