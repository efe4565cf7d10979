"""Which prospects are one: pairs that wait for a person, side by side, and what was merged."""

from __future__ import annotations

from datetime import datetime, time
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.flow import link
from leadminer.prospects import merging
from leadminer.reports import identity as report
from leadminer.web.templating import with_query
from leadminer.web.visit import ID_MAX, Cursor, Id, Operator, OperatorActs, Visit

router = APIRouter()
ROWS = 30
After = Annotated[int | None, Form(ge=1, le=ID_MAX)]


@router.get("/identity")
def pairs(
    visit: Operator,
    after: Cursor = None,
    pair: Annotated[int | None, Query(ge=1, le=ID_MAX)] = None,
) -> Response:
    """The likeliest pair (behind `after`, which was passed over), and what comes next."""
    session = visit.session
    skipped = merging.pair(session, after) if after else None
    queue = report.waiting(session, after=skipped)
    shown = merging.pair(session, pair) if pair else (queue[0][0] if queue else None)
    return visit.page(
        "operator/identity.html",
        view=report.pair_view(session, shown) if shown else None,
        queue=[row for row in queue if shown is None or row[0].id != shown.id],
        figures=_figures(visit),
        after=after,
    )


@router.post("/identity/pairs/{pair_id}")
def decide(
    visit: OperatorActs,
    pair_id: Id,
    verdict: Annotated[str, Form(pattern="^(same|never)$")],
    after: After = None,
) -> Response:
    """One party, or two for good; the next pair is shown."""
    now = visit.app.clock.now()
    link.decide(visit.session, pair_id, same=verdict == "same", actor=visit.actor, now=now)
    said = "merged" if verdict == "same" else "apart"
    return visit.go(with_query("/identity", {}, after=str(after or "")), said, pair_id)


@router.post("/identity/pairs/{pair_id}/undo")
def undo(visit: OperatorActs, pair_id: Id) -> Response:
    """Take the last verdict back; the pair is shown again."""
    link.take_back(visit.session, pair_id, actor=visit.actor, now=visit.app.clock.now())
    return visit.go(f"/identity?pair={pair_id}", "undone")


@router.get("/identity/merges")
def merges(visit: Operator, before: Cursor = None) -> Response:
    """What was merged, by whom and why; and the pairs that are never merged."""
    rows = report.merge_rows(visit.session, before=before, limit=ROWS)
    return visit.page(
        "operator/identity_merges.html",
        rows=rows,
        apart=report.apart_rows(visit.session) if before is None else [],
        figures=_figures(visit),
        more=f"/identity/merges?before={rows[-1].merge.id}" if len(rows) == ROWS else "",
    )


@router.post("/identity/merges/{merge_id}/undo")
def unmerge(visit: OperatorActs, merge_id: Id) -> Response:
    """Two again, with all that went over; they are not merged by themselves any more."""
    link.unmerge(visit.session, merge_id, actor=visit.actor, now=visit.app.clock.now())
    return visit.go("/identity/merges", "unmerged", merge_id)


@router.post("/identity/merges/{merge_id}/again")
def again(visit: OperatorActs, merge_id: Id) -> Response:
    """The undoing was wrong: merged once more."""
    link.merge_again(visit.session, merge_id, actor=visit.actor, now=visit.app.clock.now())
    return visit.go("/identity/merges", "merged")


def _figures(visit: Visit) -> report.Figures:
    here = visit.write.now.astimezone(visit.write.zone)
    midnight = datetime.combine(here.date(), time(), tzinfo=visit.write.zone)
    return report.figures(visit.session, since=midnight, by_itself=link.ACTOR)
