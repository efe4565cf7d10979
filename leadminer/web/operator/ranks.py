"""How the rank of a lead came about and changed: made again from the log, moment by moment."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from fastapi import APIRouter, Response

from leadminer.leads import queries as leads
from leadminer.learning.ranking import RankAt, rank_at
from leadminer.learning.scores import events_of
from leadminer.web.charts import history
from leadminer.web.language import N_
from leadminer.web.visit import Id, Operator

router = APIRouter()
STEPS: Final = 8  # moments between the first and now


@router.get("/leads/{lead_id}/rank")
def rank(visit: Operator, lead_id: Id) -> Response:
    """The rank of a lead since it was made, with its parts and what changed them."""
    session, now = visit.session, visit.app.clock.now()
    lead = leads.lead(session, lead_id)
    events = events_of(session, lead_id)
    causes = {event.at: event.cause for event in events}
    rows: list[tuple[datetime, str, RankAt]] = []
    for moment in _moments(list(causes), now):
        rows.append((moment, causes.get(moment, ""), rank_at(session, lead_id, moment)))
    title = visit.text(N_("Rank over time"))
    return visit.page(
        "operator/rank.html",
        lead=lead,
        rows=rows,
        chart=history([found.rank for _, _, found in rows], title, "{:.2f}".format)
        if len(rows) > 1
        else "",
    )


def _moments(logged: list[datetime], now: datetime) -> list[datetime]:
    """When something was logged, and evenly between the first of it and now."""
    if not logged:
        return []
    first = min(logged)
    between = (
        {first + (now - first) * n / STEPS for n in range(STEPS + 1)} if now > first else set()
    )
    return sorted({*logged, *between})
