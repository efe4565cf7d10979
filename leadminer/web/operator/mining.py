"""Mining runs: what is read now, how each ended and why, and why something was not read."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.base.errors import InvalidInput
from leadminer.flow import mine
from leadminer.flow.probing import Probe, estimate
from leadminer.reports import console, funnel, mining_costs
from leadminer.reports import mining as report
from leadminer.signals.tables import SourceRun
from leadminer.web.charts import Bar
from leadminer.web.evidence import safe_url
from leadminer.web.visit import Cursor, Id, Operator, OperatorActs, Visit

router = APIRouter()
BARS = 12
SOURCES = 15
UNREAD_DAYS = 30


@router.get("/mining")
def mining(visit: Operator, before: Cursor = None) -> Response:
    """Runs, newest first, and what each source yields."""
    rows = console.run_rows(visit.session, before=before)
    sources = funnel.sources(visit.session)
    write = visit.write
    return visit.page(
        "operator/mining.html",
        rows=rows,
        active=report.active_runs(visit.session) if before is None else [],
        costs=mining_costs.costs(visit.session, sources[:SOURCES]),
        chart=[
            Bar(source.host, source.leads, write.number(source.leads))
            for source in sources
            if source.leads
        ][:BARS],
        spiders=sorted(visit.app.workspace.list("spiders")),
        more=f"/mining?before={rows[-1].id}" if len(rows) == console.PAGE_ROWS else "",
    )


@router.get("/mining/live")
def live(visit: Operator) -> Response:
    """The runs under way, as a piece of the page that asks for it every two seconds."""
    return visit.page("operator/mining_live.html", active=report.active_runs(visit.session))


@router.get("/mining/runs/{run_id}")
def run(visit: Operator, run_id: Id) -> Response:
    """One run: what it was asked, what it read, what it did not read and why, what it brought."""
    view = report.run_view(visit.session, run_id)
    return visit.page(
        "operator/run.html",
        view=view,
        run=view.run,
        plan=view.run.plan or {},
        estimate=mining_costs.estimate_of(visit.session, view.run),
        probe=_probe_of(visit, view.run),
    )


def _probe_of(visit: Visit, run: SourceRun) -> Probe | None:
    """What a sample tells of the whole; None of a run that was none."""
    if run.state != "ended" or not run.options.get("sample"):
        return None
    app = visit.app
    return estimate(visit.session, run, scorer=app.scorer(), config=app.config)


@router.get("/mining/unread")
def unread(
    visit: Operator,
    host: Annotated[str, Query(max_length=255)] = "",
    url: Annotated[str, Query(max_length=2000)] = "",
) -> Response:
    """Why something was not read: by reason with examples, and of one address on demand."""
    now, url = visit.app.clock.now(), url.strip()
    asked = None
    if url:
        if not safe_url(url):
            raise InvalidInput(
                f"{url!r} is no address of a page: it begins with https:// or http://"
            )
        agent = visit.app.config.mining.user_agent
        asked = report.address_view(visit.session, url, agent=agent, now=now)
    since = now - timedelta(days=UNREAD_DAYS)
    rows = report.unread(visit.session, since=since, host=host.strip())
    return visit.page(
        "operator/unread.html",
        rows=rows,
        host=host.strip(),
        url=url,
        asked=asked,
        days=UNREAD_DAYS,
        chart=[
            Bar(visit.word("refusal", row.reason), row.count, visit.write.number(row.count), "warn")
            for row in rows[:BARS]
        ],
    )


@router.post("/mining")
def order(
    visit: OperatorActs,
    url: Annotated[str, Form(max_length=2000)],
    spider: Annotated[str, Form(max_length=64)] = "qa",
    pages_max: Annotated[int, Form(ge=1, le=100_000)] = 200,
) -> Response:
    """Queue a run; a worker takes it up."""
    if not safe_url(url):
        raise InvalidInput(f"{url!r} is no address of a page: it begins with https:// or http://")
    if spider not in visit.app.workspace.list("spiders"):
        raise InvalidInput(f"there is no spider {spider!r} in this workspace")
    mine.queue_run(
        visit.session,
        clock=visit.app.clock,
        spider=spider,
        url=url,
        options={"pages_max": pages_max},
    )
    return visit.go("/mining", "queued")
