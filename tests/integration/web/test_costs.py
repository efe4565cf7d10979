"""Runs say how they read, what was expected and what it took; sources what a lead of them costs."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlmodel import select

from leadminer.app import App
from leadminer.learning.ranking import rank_at
from leadminer.reports import funnel, mining_costs
from leadminer.signals.tables import SourceRun

from . import seed
from .conftest import Enter


def ended(url: str, number: int, requests: int, minutes: int, **values: object) -> SourceRun:
    start = seed.NOW + timedelta(hours=number)
    return SourceRun(
        **{
            "key": f"cost{number}",
            "spider": "auto",
            "url": url,
            "state": "ended",
            "outcome": "ok",
            "due_at": start,
            "queued_at": start,
            "started_at": start,
            "ended_at": start + timedelta(minutes=minutes),
            "pages": requests,
            "requests": requests,
            **values,
        }
    )


def test_a_run_tells_what_the_look_found_and_which_readers_it_takes(
    app: App, enter: Enter, world: seed.World
) -> None:
    with app.read() as session:
        query = select(SourceRun).where(SourceRun.url == seed.PLAN["url"])
        number = session.exec(query).one().id
    html = enter("operator").get(f"/mining/runs/{number}").text
    for line in ("robots.txt names 2 sitemap(s)", "the page lists 30 pages of one kind"):
        assert line in html
    assert html.index("discourse</b>") < html.index("crawl</b>"), "in the order of the plan"
    assert "1 – 200" in html and "more than expected" in html, "202 requests were made"
    bare = enter("operator").get("/mining/runs/1").text
    assert "What the look at the site found" not in bare


def test_a_run_without_a_look_is_measured_by_those_before_it(app: App, world: seed.World) -> None:
    url = "https://steady.example/"
    with app.begin() as session:
        for n, requests in enumerate((40, 60, 50)):
            session.add(ended(url, n, requests, minutes=requests // 10))
        session.add(ended(url, 3, 0, 0, pages=0, outcome="failed"))  # tells nothing of the next
        session.add(ended(url, 4, 58, 6))
    with app.read() as session:
        runs = session.exec(
            select(SourceRun).where(SourceRun.url == url).order_by(SourceRun.id)  # type: ignore[arg-type]
        ).all()
        assert mining_costs.estimate_of(session, runs[0]) is None, "nothing is known of it yet"
        last = mining_costs.estimate_of(session, runs[-1])
        assert last is not None
        assert (last.requests_low, last.requests_high, last.runs) == (40, 60, 3)
        assert (last.seconds_low, last.seconds_high) == (240, 360)
        assert [last.compared(n) for n in (39, 40, 60, 61)] == ["under", "within", "within", "over"]
        after = mining_costs.estimates(session, [url, "https://unknown.example/"])
        assert list(after) == [url] and after[url].runs == 4


def test_what_a_lead_of_a_source_costs_is_reckoned_over_all_its_runs(
    app: App, world: seed.World
) -> None:
    with app.begin() as session:
        session.add(ended("https://www.eng-forum.example/other", 7, 98, 3))
    with app.read() as session:
        values = funnel.sources(session)
        found = {cost.value.host: cost for cost in mining_costs.costs(session, values)}
        cost = found["eng-forum.example"]
        leads = cost.value.leads
        assert leads > 0
        assert (cost.pages, cost.requests) == (200 + 98, 202 + 98)
        assert cost.leads_per_100_pages == 100 * leads / 298
        assert cost.requests_per_lead == 300 / leads
        nothing = found["yellow.example"]  # brought in, never read by a run
        assert nothing.leads_per_100_pages is None and nothing.requests_per_lead is None


def test_the_rank_of_a_lead_is_shown_as_it_fell(app: App, enter: Enter, world: seed.World) -> None:
    lead = world.leads[0]
    html = enter("operator").get(f"/leads/{lead}/rank").text
    ranks = [float(found) for found in re.findall(r"<b>(0\.\d{3})</b>", html)]
    assert len(ranks) >= 9, "the first, now, and moments between"
    assert ranks == sorted(ranks), "newest first: what was said grows old"
    assert ranks[0] < ranks[-1] and "log begun" in html
    assert "Rank over time" in html, "drawn, too"
    with app.read() as session:
        assert abs(rank_at(session, lead, app.clock.now()).rank - ranks[0]) < 0.001
    closed = next(n for n in world.leads if "Nothing is logged yet" in page_of(enter, n))
    assert closed, "a lead that was over before the log began"
    assert enter("merchant1").get(f"/leads/{lead}/rank").status_code == 403


def page_of(enter: Enter, lead: int) -> str:
    return enter("operator").get(f"/leads/{lead}/rank").text


SAMPLE = {
    "seed": "1", "attempts": 6, "whole": False, "waiting": {"/t/{n}": 80, "/b/{n}": 1},
    "roots": {
        "0": {"kind": "/", "section": -1, "pages": 1, "open": False, "list": True},
        "1": {"kind": "/b/{n}", "section": 0, "pages": 9, "open": False, "list": True},
        **{str(n): {"kind": "/t/{n}", "section": 1, "pages": 1, "open": False, "list": False}
           for n in (2, 3, 4, 5)},
    },
    "rows": [
        {"root": n, "further": False, "bytes": 9000, "fresh": int(n > 1), "keys": [f"k{n}"],
         "kids": {0: {"/b/{n}": 2}, 1: {"/t/{n}": 20}}.get(n, {}), "again": {}}
        for n in range(6)
    ],
}  # fmt: skip


def test_a_probe_tells_what_the_whole_would_bring_and_whether_to_go_on(
    app: App, enter: Enter, world: seed.World
) -> None:
    url = "https://probed.example/"
    with app.begin() as session:
        probe = ended(
            url, 11, 6, 1, outcome="partial", quality={"records": {"post": 4}, "sample": SAMPLE},
            options={"sample": {"seed": "1", "share": 0.05}, "leads_min": 30},
        )  # fmt: skip
        session.add(probe)
        session.flush()
        number = probe.id
    html = enter("operator").get(f"/mining/runs/{number}").text
    assert "What all of it would bring" in html
    assert "Wanted: 30 leads or more" in html
    assert re.search(r"tag \w+\">(?:stop|not enough data)<", html), "nothing it read is a need"
    with app.read() as session:  # a sample is no example of what a run takes
        assert mining_costs.estimates(session, [url]) == {}
