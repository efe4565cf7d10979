"""The ranked list of leads and one lead with its evidence, beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Query, Response

from leadminer.base.errors import Conflict
from leadminer.flow import hand_off
from leadminer.leads import queries as leads_room
from leadminer.leads.states import LeadState
from leadminer.merchants.queries import offers
from leadminer.reports import console
from leadminer.reports import leads as report
from leadminer.signals.industries import table
from leadminer.signals.states import Outcome
from leadminer.web.language import N_
from leadminer.web.templating import with_query
from leadminer.web.visit import Id, Operator, OperatorActs, Visit

router = APIRouter()
ROWS = 30
OUTCOMES = (LeadState.WON, LeadState.LOST)

GROUPS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": (
        N_("Open"),
        ("new", "contacted", "engaged", "qualified", "handed_off", "accepted", "returned"),
    ),
    "new": (N_("New"), ("new",)),
    "talk": (N_("In conversation"), ("contacted", "engaged")),
    "qualified": (N_("Qualified"), ("qualified",)),
    "waiting": (N_("Waiting for merchant"), ("handed_off",)),
    "accepted": (N_("Accepted"), ("accepted",)),
    "won": (N_("Won"), ("won",)),
    "no": (N_("Closed"), ("lost", "disqualified", "recycled")),
}


@dataclass(frozen=True)
class View:
    """What the list is narrowed to, as it stands in the address."""

    state: str
    lang: str
    offer: int | None
    q: str
    after: str
    industry: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The address's query, for links that keep the list as it is."""
        offer = str(self.offer) if self.offer else ""
        return {
            "state": self.state,
            "lang": self.lang,
            "offer": offer,
            "q": self.q,
            "industry": self.industry,
            "after": self.after,
        }

    @property
    def filters(self) -> report.LeadFilters:
        """The same for the report."""
        return report.LeadFilters(
            states=GROUPS.get(self.state, GROUPS[""])[1],
            langs=(self.lang,) if self.lang else (),
            offer_id=self.offer,
            search=self.q,
            industry=self.industry,
        )


def view_of(
    state: Annotated[str, Query(max_length=12)] = "",
    lang: Annotated[str, Query(max_length=16)] = "",
    offer: Annotated[str, Query(max_length=12)] = "",
    q: Annotated[str, Query(max_length=200)] = "",
    *,
    after: Annotated[str, Query(max_length=60)] = "",
    industry: Annotated[str, Query(max_length=3)] = "",
) -> View:
    """The view in the address; an unknown filter filters nothing."""
    return View(
        state if state in GROUPS else "",
        lang,
        int(offer) if offer.isdecimal() else None,
        q.strip(),
        after,
        industry if industry in table() else "",
    )


Seen = Annotated[View, Depends(view_of)]


@router.get("/leads")
def leads(visit: Operator, view: Seen) -> Response:
    """The ranked list; the first lead is open beside it."""
    return _page(visit, view, None)


@router.get("/leads/{lead_id}")
def lead(visit: Operator, view: Seen, lead_id: Id) -> Response:
    """One lead, open beside the list."""
    return _page(visit, view, lead_id)


def _page(visit: Visit, view: View, lead_id: int | None) -> Response:
    page = report.lead_rows(
        visit.session, view.filters, after=view.after or None, limit=ROWS, counted=False
    )
    shown = lead_id if lead_id is not None else (page.rows[0].lead.id if page.rows else None)
    detail = report.lead_detail(visit.session, shown) if shown is not None else None
    ids = [row.lead.id for row in page.rows]
    following = ids[ids.index(shown) + 1] if shown in ids and shown != ids[-1] else None
    counts = console.lead_counts(visit.session)
    return visit.page(
        "operator/leads.html",
        view=view,
        rows=page.rows,
        detail=detail,
        following=following,
        opened=lead_id is not None,
        more=with_query("/leads", view.query, after=page.after) if page.after else "",
        groups=[
            (key, label, sum(counts.get(s, 0) for s in states))
            for key, (label, states) in GROUPS.items()
        ],
        langs=console.lead_langs(visit.session),
        trades=console.lead_industries(visit.session),
        offers=offers(visit.session, active_only=False),
        stream=console.stream(visit.session),
        fresh=counts.get("new", 0),
        outcomes=_outcomes(visit),
        reach=_next_action(detail),
    )


def _outcomes(visit: Visit) -> list[tuple[str, int]]:
    """How the last day's runs ended, the good ones first."""
    found = console.run_outcomes(visit.session, visit.app.clock.now() - timedelta(days=1))
    return [(outcome, found[outcome]) for outcome in Outcome if outcome in found]


def _next_action(detail: report.LeadDetail | None) -> dict[str, Any] | None:
    """The message that says what may be done next: the open draft, else the latest word."""
    if detail is None or not detail.messages:
        return None
    open_drafts = [m for m in detail.messages if m.state == "proposed"]
    message = open_drafts[0] if open_drafts else detail.messages[-1]
    return {"message": message, "draft": bool(open_drafts)}


@router.post("/leads/{lead_id}/good")
def good(
    visit: OperatorActs,
    view: Seen,
    lead_id: Id,
    reason: Annotated[str, Form(max_length=24)] = "",
) -> Response:
    """The operator confirms the need; the scorer learns from it."""
    found = leads_room.lead(visit.session, lead_id)
    now = visit.app.clock.now()
    leads_room.set_feedback(visit.session, found, "good", now=now, actor=visit.actor, reason=reason)
    return visit.go(with_query(f"/leads/{lead_id}", view.query), "good", lead_id)


@router.post("/leads/{lead_id}/bad")
def bad(
    visit: OperatorActs,
    view: Seen,
    lead_id: Id,
    reason: Annotated[str, Form(max_length=40)] = "no_need",
    following: Annotated[str, Form(max_length=12)] = "",
) -> Response:
    """Not a lead; the next one of the list is opened.

    Raises Conflict for a lead whose outcome is known: what came of it is in the books.
    """
    state = leads_room.lead(visit.session, lead_id).state
    if state in OUTCOMES:
        raise Conflict(
            f"lead {lead_id} is won and stays so: its deal is in the books. If the deal itself was"
            " wrong, ask finance to reverse its commission"
            if state == LeadState.WON
            else f"lead {lead_id} is {state} and stays so; there is nothing left to give up"
        )
    hand_off.withdraw(visit.session, lead_id, actor=visit.actor, clock=visit.app.clock, code=reason)
    target = f"/leads/{following}" if following.isdecimal() else f"/leads/{lead_id}"
    return visit.go(with_query(target, view.query), "bad", lead_id)


@router.post("/leads/{lead_id}/undo")
def undo(visit: OperatorActs, view: Seen, lead_id: Id) -> Response:
    """Take a verdict back; a lead that was given up is new again."""
    now = visit.app.clock.now()
    found = leads_room.lead(visit.session, lead_id)
    leads_room.set_feedback(visit.session, found, "", now=now, actor=visit.actor)
    if found.state == LeadState.DISQUALIFIED:
        reason = "verdict taken back"
        leads_room.move(
            visit.session, found, LeadState.NEW, actor=visit.actor, reason=reason, now=now
        )
    return visit.go(with_query(f"/leads/{lead_id}", view.query), "undone", lead_id)


@router.post("/leads/{lead_id}/answer")
def answer(
    visit: OperatorActs,
    view: Seen,
    lead_id: Id,
    item: Annotated[str, Form(max_length=40)],
    value: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Note what is known of one item; with all of them known the lead is qualified."""
    leads_room.answer(
        visit.session,
        leads_room.lead(visit.session, lead_id),
        item,
        value.strip(),
        origin="operator",
        actor=visit.actor,
        now=visit.app.clock.now(),
    )
    return visit.go(with_query(f"/leads/{lead_id}", view.query), "saved", lead_id)
