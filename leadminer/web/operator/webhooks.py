"""All merchants' endpoints: which answer, which were switched off, what waits."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.web import webhook_acts
from leadminer.web.visit import Id, Operator, OperatorActs

router = APIRouter(prefix="/webhooks")


@router.get("")
def endpoints(visit: Operator) -> Response:
    """Every endpoint and what was sent; secrets are shown to nobody again."""
    return webhook_acts.page(visit, None)


@router.post("/{endpoint_id}/{what}")
def act(visit: OperatorActs, endpoint_id: Id, what: webhook_acts.Act) -> Response:
    """Test it, switch it on or off, remove it."""
    return webhook_acts.act(visit, endpoint_id, what, None)


@router.post("/deliveries/{delivery_id}/replay")
def replay(visit: OperatorActs, delivery_id: Id) -> Response:
    """Send one delivery again."""
    return webhook_acts.replay(visit, delivery_id, None)
