"""The page behind every unsubscribe link: one click, no log-in, no question."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Response
from sqlmodel import col, select

from leadminer.base.errors import LeadminerError
from leadminer.conversations.outreach.queries import unsubscribe
from leadminer.conversations.outreach.tokens import read_token
from leadminer.flow import hand_off
from leadminer.prospects.tables import ContactPoint
from leadminer.web.visit import AnyVisit, Visit

router = APIRouter()
logger = logging.getLogger(__name__)


@router.get("/u/{token}")
def ask(visit: AnyVisit, token: str) -> Response:
    """One button. Looking changes nothing: mail scanners open links."""
    read_token(token, hash_key=visit.app.hash_key)
    return visit.page("public/unsubscribe.html", token=token, done=False)


@router.post("/u/{token}")
def stop(visit: AnyVisit, token: str) -> Response:
    """Never write again. Also what mail programs send by themselves (RFC 8058), so it takes no
    token of ours and asks for no origin: whoever holds the link may stop the mail."""
    app = visit.app
    unsubscribe(visit.session, token, hash_key=app.hash_key, now=app.clock.now())
    reached = col(ContactPoint.value_hash) == read_token(token, hash_key=app.hash_key)
    people = select(ContactPoint.prospect_id).where(reached).distinct()
    for prospect_id in sorted(visit.session.exec(people).all()):
        _call_back(visit, prospect_id)
    return visit.page("public/unsubscribe.html", token=token, done=True)


def _call_back(visit: Visit, prospect_id: int) -> None:
    """Take the person's leads out of the queue and back from merchants.

    Whatever stands in the way of that, the no itself is kept.
    """
    try:
        with visit.session.begin_nested():
            hand_off.withdraw_person(
                visit.session, prospect_id, actor="system:unsubscribe", clock=visit.app.clock
            )
    except LeadminerError as error:
        logger.error("call back failed: %s", error, extra={"action": "unsubscribe"})
