"""Draft answers: a person changes, copies, posts by hand, and says so."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.conversations.outreach import queries as outreach
from leadminer.flow import converse
from leadminer.reports import console
from leadminer.reports import leads as report
from leadminer.web.language import N_
from leadminer.web.visit import Id, Operator, OperatorActs

router = APIRouter()

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": (N_("To post"), ("proposed",)),
    "posted": (N_("Posted"), ("posted",)),
    "mail": (N_("Mail"), ("due", "held", "claimed", "data_begun", "uncertain", "handed")),
    "no": (N_("Not written"), ("dismissed", "refused")),
}


@router.get("/drafts")
def drafts(visit: Operator, tab: Annotated[str, Query(max_length=8)] = "") -> Response:
    """What waits to be posted, best lead first."""
    tab = tab if tab in TABS else ""
    counts = console.message_counts(visit.session)
    return visit.page(
        "operator/drafts.html",
        tab=tab,
        rows=console.draft_rows(visit.session, states=TABS[tab][1]),
        tabs=[
            (key, label, sum(counts.get(s, 0) for s in states))
            for key, (label, states) in TABS.items()
        ],
    )


@router.get("/drafts/{message_id}")
def draft(visit: Operator, message_id: Id) -> Response:
    """One draft beside what it answers."""
    message = outreach.get_message(visit.session, message_id)
    detail = report.lead_detail(visit.session, message.lead_id)
    return visit.page("operator/draft.html", message=message, detail=detail)


@router.post("/drafts/{message_id}/save")
def save(
    visit: OperatorActs, message_id: Id, body: Annotated[str, Form(max_length=20_000)]
) -> Response:
    """Keep a change to a draft."""
    outreach.edit_draft(visit.session, outreach.get_message(visit.session, message_id), body)
    return visit.go(f"/drafts/{message_id}", "saved")


@router.post("/drafts/{message_id}/posted")
def posted(
    visit: OperatorActs, message_id: Id, body: Annotated[str, Form(max_length=20_000)] = ""
) -> Response:
    """The person has posted it on the site; the contact is counted."""
    app = visit.app
    converse.post_draft(
        visit.session,
        message_id,
        actor=visit.actor,
        clock=app.clock,
        config=app.config,
        hash_key=app.hash_key,
        body=body or None,
    )
    return visit.go("/drafts", "posted")


@router.post("/drafts/{message_id}/dismissed")
def dismissed(visit: OperatorActs, message_id: Id) -> Response:
    """The person decides against it."""
    converse.dismiss_draft(visit.session, message_id, actor=visit.actor, clock=visit.app.clock)
    return visit.go("/drafts", "dismissed")
