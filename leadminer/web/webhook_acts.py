"""What can be done to an endpoint on a page; the same for its merchant and for the operator."""

from __future__ import annotations

from typing import Any, Literal

from fastapi import Response

from leadminer.base.errors import Conflict
from leadminer.flow import tell
from leadminer.merchants.queries import merchants
from leadminer.web import webhook_words
from leadminer.web.visit import Visit
from leadminer.webhooks import outbox, queries
from leadminer.webhooks.states import EVENTS, TEST

Act = Literal["test", "enable", "disable", "remove"]
ROWS = 50


def page(visit: Visit, merchant_id: int | None, **more: Any) -> Response:
    """The endpoints of one merchant, or of all, with their latest deliveries."""
    endpoints = queries.endpoints(visit.session, merchant_id=merchant_id)
    rows = queries.deliveries(visit.session, merchant_id=merchant_id, limit=ROWS)
    names = {row.id: row.name for row in merchants(visit.session)} if merchant_id is None else {}
    return visit.page(
        "webhooks.html",
        base=base(visit),
        own=merchant_id is not None,
        endpoints=endpoints,
        urls={row.id: row.url for row in endpoints},
        deliveries=[row for row in rows if row.endpoint_id in {e.id for e in endpoints}],
        counts=queries.counts(visit.session),
        names=names,
        events=[name for name in EVENTS if name != TEST],
        delivery_tones=webhook_words.DELIVERY_TONES,
        **{"secret": "", "secret_of": None, **more},
    )


def act(visit: Visit, endpoint_id: int, what: Act, merchant_id: int | None) -> Response:
    """Do one thing to an endpoint. Raises NotFound, also for another merchant's."""
    session, now = visit.session, visit.app.clock.now()
    row = queries.endpoint(session, endpoint_id, merchant_id=merchant_id)
    if what == "test":
        if row.state != "enabled":
            raise Conflict("this endpoint is switched off: switch it on, then test it")
        tell.send_test(session, row, now=now)
    elif what == "enable":
        queries.enable(session, row)
    elif what == "disable":
        queries.disable(session, row, why="by_hand", now=now)
    else:
        queries.remove(session, row)
    return visit.go(base(visit), f"webhook_{what}")


def replay(visit: Visit, delivery_id: int, merchant_id: int | None) -> Response:
    """Send one delivery again. Raises NotFound, also for another merchant's."""
    row = outbox.delivery(visit.session, delivery_id, merchant_id=merchant_id)
    outbox.replay(visit.session, row, now=visit.app.clock.now())
    return visit.go(base(visit), "webhook_replay")


def base(visit: Visit) -> str:
    """Where these pages are for who looks at them."""
    return "/my/webhooks" if visit.user and visit.user.role == "merchant" else "/webhooks"
