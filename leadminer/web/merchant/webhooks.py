"""A merchant's own endpoints: where its system is told what happens."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Response

from leadminer.web import webhook_acts
from leadminer.web.visit import Id, Merchant, MerchantActs, Visit
from leadminer.webhooks import queries
from leadminer.webhooks.rules import URL_MAX, secret_of
from leadminer.webhooks.tables import WebhookEndpoint

router = APIRouter(prefix="/my/webhooks")


@router.get("")
def endpoints(visit: Merchant) -> Response:
    """The endpoints, what was sent, and a form for another one."""
    return webhook_acts.page(visit, visit.merchant_id)


@router.post("")
def add(
    visit: MerchantActs,
    url: Annotated[str, Form(max_length=URL_MAX)],
    event: Annotated[list[str] | None, Form(max_length=50)] = None,
) -> Response:
    """A new endpoint; its secret is on this page and on no other."""
    row = queries.add_endpoint(
        visit.session,
        visit.merchant_id,
        url,
        events=event or [],
        actor=visit.actor,
        allow_private=visit.app.config.webhooks.allow_private,
        now=visit.app.clock.now(),
    )
    return _with_secret(visit, row)


@router.post("/{endpoint_id}/rotate")
def rotate(visit: MerchantActs, endpoint_id: Id) -> Response:
    """A new secret, shown once; the old one signs beside it for a day."""
    row = queries.endpoint(visit.session, endpoint_id, merchant_id=visit.merchant_id)
    queries.rotate(visit.session, row, now=visit.app.clock.now())
    return _with_secret(visit, row)


@router.post("/{endpoint_id}/{what}")
def act(visit: MerchantActs, endpoint_id: Id, what: webhook_acts.Act) -> Response:
    """Test it, switch it on or off, remove it."""
    return webhook_acts.act(visit, endpoint_id, what, visit.merchant_id)


@router.post("/deliveries/{delivery_id}/replay")
def replay(visit: MerchantActs, delivery_id: Id) -> Response:
    """Send one delivery again."""
    return webhook_acts.replay(visit, delivery_id, visit.merchant_id)


def _with_secret(visit: Visit, row: WebhookEndpoint) -> Response:
    answer = webhook_acts.page(
        visit,
        visit.merchant_id,
        secret=secret_of(visit.app.hash_key, row.nonce),
        secret_of=row.url,
    )
    answer.headers["cache-control"] = "no-store"
    return answer
