"""Mining runs: what was read, how it ended and why; a first source can be read from here."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from leadminer.base.errors import InvalidInput
from leadminer.flow import mine
from leadminer.reports import console, funnel
from leadminer.web.charts import Bar
from leadminer.web.evidence import safe_url
from leadminer.web.visit import Cursor, Operator, OperatorActs

router = APIRouter()
BARS = 12


@router.get("/mining")
def mining(visit: Operator, before: Cursor = None) -> Response:
    """Runs, newest first, and what each source yields."""
    rows = console.run_rows(visit.session, before=before)
    sources = funnel.sources(visit.session)
    write = visit.write
    return visit.page(
        "operator/mining.html",
        rows=rows,
        sources=sources,
        chart=[
            Bar(source.host, source.leads, write.number(source.leads))
            for source in sources
            if source.leads
        ][:BARS],
        spiders=sorted(visit.app.workspace.list("spiders")),
        jobs=visit.app.config.jobs,
        more=f"/mining?before={rows[-1].id}" if len(rows) == console.PAGE_ROWS else "",
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
