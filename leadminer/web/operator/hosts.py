"""Hosts and how they are spared; and whom we never read."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.flow import no_mine as nobody
from leadminer.mining.politeness import hosts as rows
from leadminer.mining.politeness import no_mine
from leadminer.web.templating import with_query
from leadminer.web.visit import Operator, OperatorActs

router = APIRouter()


@router.get("/mining/hosts")
def hosts(visit: Operator, purge: Annotated[str, Query(max_length=1000)] = "") -> Response:
    """Pace, pauses and budgets of each host, and the no-mine register. `purge`: an entry whose
    stored signals are to be deleted, once that is confirmed."""
    now = visit.app.clock.now()
    found = rows.list_hosts(visit.session)
    return visit.page(
        "operator/hosts.html",
        rows=[(row, rows.why_resting(row, now=now)) for row in found],
        register=no_mine.list_entries(visit.session),
        limits=visit.app.config.mining,
        today=now.date().isoformat(),
        purge=purge,
        would_go=nobody.would_go(visit.session, purge) if purge else 0,
    )


@router.post("/mining/nomine")
def add(
    visit: OperatorActs,
    entry: Annotated[str, Form(max_length=1000)],
    reason: Annotated[str, Form(max_length=500)] = "",
    purge: Annotated[bool, Form()] = False,
    confirmed: Annotated[bool, Form()] = False,
) -> Response:
    """Somebody asked not to be read: honoured from the next request on; what was read is deleted,
    if so wished and, because that cannot be undone, confirmed with its number before one's eyes."""
    nobody.add(
        visit.session,
        entry,
        reason=reason.strip(),
        actor=visit.actor,
        clock=visit.app.clock,
        purge=purge and confirmed,
    )
    if purge and not confirmed:
        return visit.go(with_query("/mining/hosts", {}, purge=entry.strip()), "saved")
    return visit.go("/mining/hosts", "purged" if purge else "saved")


@router.post("/mining/nomine/remove")
def remove(visit: OperatorActs, entry: Annotated[str, Form(max_length=1000)]) -> Response:
    """Take an entry off the register."""
    no_mine.remove_entry(visit.session, entry)
    return visit.go("/mining/hosts", "saved")
