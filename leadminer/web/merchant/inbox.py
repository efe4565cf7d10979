"""A merchant's leads: accept, decline, return, report the outcome. Two taps each."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Form, Query, Response

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.base.money import Money
from leadminer.flow import close_deal, hand_off, settle
from leadminer.handoffs.states import DECLINE_REASONS, RETURN_REASONS
from leadminer.merchants import queries as merchants
from leadminer.reports.inbox import InboxLead, merchant_counts, merchant_handoff, merchant_inbox
from leadminer.web.language import N_
from leadminer.web.visit import Cursor, Id, Merchant, MerchantActs, NoAgreement, Visit

router = APIRouter()
ROWS = 30

TABS: dict[str, tuple[str, tuple[str, ...]]] = {
    "": (N_("To answer"), ("delivered",)),
    "work": (N_("In work"), ("accepted", "working", "return_requested", "return_refused")),
    "won": (N_("Won"), ("won",)),
    "over": (N_("Over"), ("lost", "declined", "expired", "return_accepted", "withdrawn")),
}


@router.get("/inbox")
def inbox(
    visit: Merchant,
    tab: Annotated[str, Query(max_length=8)] = "",
    before: Cursor = None,
) -> Response:
    """The leads of this merchant, what waits for an answer first."""
    counts = merchant_counts(visit.session, visit.merchant_id)
    tabs = [
        (key, label, sum(counts.get(s, 0) for s in states)) for key, (label, states) in TABS.items()
    ]
    tab = tab if tab in TABS else ""
    rows = merchant_inbox(
        visit.session, visit.merchant_id, states=TABS[tab][1], before_id=before, limit=ROWS
    )
    more = f"/inbox?tab={tab}&before={rows[-1].handoff.id}" if len(rows) == ROWS else ""
    return visit.page(
        "merchant/inbox.html", tab=tab, tabs=tabs, rows=rows, more=more, total=sum(counts.values())
    )


@router.get("/inbox/{handoff_id}")
def lead(visit: Merchant, handoff_id: Id) -> Response:
    """One lead with its evidence and what can be done with it."""
    row = _own(visit, handoff_id)
    merchant = merchants.merchant(visit.session, visit.merchant_id)
    now = visit.app.clock.now()
    return visit.page(
        "merchant/lead.html",
        row=row,
        merchant=merchant,
        return_reasons=list(RETURN_REASONS),
        decline_reasons=[code for code in DECLINE_REASONS if code],
        today=now.astimezone(visit.write.zone).date().isoformat(),
        answerable=row.handoff.state == "delivered" and row.handoff.accept_until > now,
        returnable=row.handoff.state in {"accepted", "working"} and row.handoff.return_until > now,
        closable=row.handoff.state in {"accepted", "working", "return_refused"},
        startable=row.handoff.state in {"accepted", "return_refused"},
    )


@router.post("/inbox/{handoff_id}/accept")
def accept(visit: MerchantActs, handoff_id: Id) -> Response:
    """Take the lead; who it is and how to reach them is shown from now on."""
    _own(visit, handoff_id)
    hand_off.accept(visit.session, handoff_id, actor=visit.actor, clock=visit.app.clock)
    return visit.go(f"/inbox/{handoff_id}", "accepted")


@router.post("/inbox/{handoff_id}/work")
def work(visit: MerchantActs, handoff_id: Id) -> Response:
    """Say that the person was spoken to; the operator sees that the lead does not lie about."""
    _own(visit, handoff_id)
    hand_off.start_work(visit.session, handoff_id, actor=visit.actor, clock=visit.app.clock)
    return visit.go(f"/inbox/{handoff_id}", "working")


@router.post("/inbox/{handoff_id}/decline")
def decline(
    visit: MerchantActs, handoff_id: Id, reason: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Leave the lead to the next merchant."""
    _own(visit, handoff_id)
    hand_off.decline(
        visit.session, handoff_id, actor=visit.actor, clock=visit.app.clock, reason=reason
    )
    return visit.go("/inbox", "declined")


@router.post("/inbox/{handoff_id}/return")
def give_back(
    visit: MerchantActs,
    handoff_id: Id,
    reason: Annotated[str, Form(max_length=24)],
) -> Response:
    """Ask to give an accepted lead back, with a reason from the list."""
    _own(visit, handoff_id)
    hand_off.request_return(
        visit.session, handoff_id, actor=visit.actor, clock=visit.app.clock, reason=reason
    )
    return visit.go(f"/inbox/{handoff_id}", "return")


@router.post("/inbox/{handoff_id}/won")
def won(
    visit: MerchantActs,
    handoff_id: Id,
    *,
    value: Annotated[str, Form(max_length=30)],
    currency: Annotated[str, Form(max_length=3)],
    won_on: Annotated[str, Form(max_length=10)],
    evidence: Annotated[str, Form(max_length=500)] = "",
) -> Response:
    """Record the deal that came of it, and its commission."""
    row = _own(visit, handoff_id)
    try:
        deal = close_deal.record_deal(
            visit.session,
            visit.app.clock,
            handoff_id=handoff_id,
            value=Money.parse(_plain(value), currency.strip().upper()),
            won_on=_day(won_on),
            actor=visit.actor,
            evidence=evidence.strip(),
            title=row.title[:200],
        )
    except NotFound as error:  # the hand-off is there, so it is the agreement that is not
        raise NoAgreement(error.message) from None
    assert deal.id is not None
    settle.accrue(visit.session, visit.app.clock, deal.id)
    return visit.go(f"/inbox/{handoff_id}", "won")


@router.post("/inbox/{handoff_id}/lost")
def lost(
    visit: MerchantActs, handoff_id: Id, reason: Annotated[str, Form(max_length=500)] = ""
) -> Response:
    """Record that no deal came of it."""
    _own(visit, handoff_id)
    close_deal.record_lost(
        visit.session,
        visit.app.clock,
        handoff_id=handoff_id,
        actor=visit.actor,
        reason=reason.strip(),
    )
    return visit.go(f"/inbox/{handoff_id}", "lost")


def _own(visit: Visit, handoff_id: int) -> InboxLead:
    """The hand-off if it is this merchant's. Raises NotFound, also for somebody else's."""
    return merchant_handoff(visit.session, visit.merchant_id, handoff_id)


def _plain(value: str) -> str:
    """An amount as people type it, without spaces and group separators: "78,000.00" -> 78000.00.

    One comma with other than three digits behind it would be a guess and is left to be refused.
    """
    text = "".join(value.split())
    whole, point, decimals = text.partition(".")
    groups = whole.split(",")
    if len(groups) > 1 and groups[0] and all(len(group) == 3 for group in groups[1:]):
        whole = "".join(groups)
    return whole + point + decimals


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidInput(f"{text!r} is no day: write it as 2026-11-22") from None
