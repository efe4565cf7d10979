"""Leads at merchants: what waits for an answer, what came back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.flow import hand_off
from leadminer.reports import console
from leadminer.web.language import N_
from leadminer.web.visit import Cursor, Id, Operator, OperatorActs

router = APIRouter()

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": (N_("All"), ()),
    "waiting": (N_("Waiting"), ("delivered",)),
    "returns": (N_("Returns to decide"), ("return_requested",)),
    "work": (N_("In work"), ("accepted", "working", "return_refused")),
    "won": (N_("Won"), ("won",)),
    "over": (
        N_("Ended without a deal"),
        ("lost", "declined", "expired", "return_accepted", "withdrawn"),
    ),
}


@router.get("/handoffs")
def handoffs(
    visit: Operator,
    tab: Annotated[str, Query(max_length=8)] = "",
    before: Cursor = None,
) -> Response:
    """Every hand-off, newest first."""
    tab = tab if tab in TABS else ""
    rows = console.handoff_rows(visit.session, states=TABS[tab][1], before=before)
    counts = console.handoff_counts(visit.session)
    return visit.page(
        "operator/handoffs.html",
        tab=tab,
        rows=rows,
        more=f"/handoffs?tab={tab}&before={rows[-1].handoff.id}"
        if len(rows) == console.PAGE_ROWS
        else "",
        tabs=[
            (key, label, sum(counts.get(s, 0) for s in (states or counts)))
            for key, (label, states) in TABS.items()
        ],
    )


@router.post("/handoffs/{handoff_id}/return")
def decide(
    visit: OperatorActs,
    handoff_id: Id,
    verdict: Annotated[str, Form(pattern="^(accept|refuse)$")],
    reason: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Answer a merchant's wish to return a lead."""
    accepted = verdict == "accept"
    hand_off.decide_return(
        visit.session,
        handoff_id,
        accepted=accepted,
        actor=visit.actor,
        clock=visit.app.clock,
        reason=reason,
    )
    return visit.go("/handoffs?tab=returns", "return_accepted" if accepted else "return_refused")
