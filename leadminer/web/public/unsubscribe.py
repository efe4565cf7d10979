"""The page behind every unsubscribe link: one click, no log-in, no question."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.conversations.outreach.queries import unsubscribe
from leadminer.conversations.outreach.tokens import read_token
from leadminer.web.visit import AnyVisit

router = APIRouter()


@router.get("/u/{token}")
def ask(visit: AnyVisit, token: str) -> Response:
    """One button. Looking changes nothing: mail scanners open links."""
    read_token(token, hash_key=visit.app.hash_key)
    return visit.page("public/unsubscribe.html", token=token, done=False)


@router.post("/u/{token}")
def stop(visit: AnyVisit, token: str) -> Response:
    """Never write again. Also what mail programs send by themselves (RFC 8058), so it takes no
    token of ours and asks for no origin: whoever holds the link may stop the mail."""
    unsubscribe(visit.session, token, hash_key=visit.app.hash_key, now=visit.app.clock.now())
    return visit.page("public/unsubscribe.html", token=token, done=True)
