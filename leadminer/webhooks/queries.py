"""Endpoints: where a merchant wants to be told, and whether it may be."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, update
from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.base.ids import random_token
from leadminer.store import Session
from leadminer.webhooks.rules import check_url, secret_of
from leadminer.webhooks.states import DeliveryState, EndpointState, check_events
from leadminer.webhooks.tables import WebhookDelivery, WebhookEndpoint

logger = logging.getLogger(__name__)

ENDPOINTS_MAX = 10  # of one merchant
OLD_SECRET = timedelta(hours=24)  # how long the secret before a rotation still signs


def endpoint(
    session: Session, endpoint_id: int, *, merchant_id: int | None = None
) -> WebhookEndpoint:
    """One endpoint; with `merchant_id` only if it is theirs. Raises NotFound."""
    found = session.get(WebhookEndpoint, endpoint_id)
    foreign = found is not None and merchant_id not in (None, found.merchant_id)
    if found is None or foreign or found.state == EndpointState.REMOVED:
        raise NotFound(f"there is no webhook endpoint {endpoint_id}")
    return found


def endpoints(session: Session, *, merchant_id: int | None = None) -> Sequence[WebhookEndpoint]:
    """Endpoints that were not removed, oldest first."""
    statement = select(WebhookEndpoint).where(WebhookEndpoint.state != EndpointState.REMOVED)
    if merchant_id is not None:
        statement = statement.where(WebhookEndpoint.merchant_id == merchant_id)
    return session.exec(statement.order_by(col(WebhookEndpoint.id))).all()


def add_endpoint(
    session: Session,
    merchant_id: int,
    url: str,
    *,
    events: list[str],
    actor: str,
    allow_private: bool,
    now: datetime,
) -> WebhookEndpoint:
    """A new endpoint; no events means all of them.

    Raises InvalidInput for an address or an event that cannot be, Conflict for one that is there.
    """
    address = check_url(url, allow_private=allow_private)
    known = endpoints(session, merchant_id=merchant_id)
    if any(row.url == address for row in known):
        raise Conflict("this address is an endpoint already: remove it first, or rotate its secret")
    if len(known) >= ENDPOINTS_MAX:
        raise Conflict(f"a merchant has at most {ENDPOINTS_MAX} endpoints: remove one first")
    row = WebhookEndpoint(
        merchant_id=merchant_id,
        url=address,
        events=check_events(events),
        nonce=random_token(24),
        created_at=now,
        created_by=actor,
    )
    session.add(row)
    session.flush()
    _log("webhook_added", row)
    return row


def secrets_of(row: WebhookEndpoint, hash_key: bytes, *, now: datetime) -> list[str]:
    """The secrets that sign for an endpoint now, the present one first."""
    nonces = [row.nonce]
    if row.old_nonce and row.old_until and row.old_until > now:
        nonces.append(row.old_nonce)
    return [secret_of(hash_key, nonce) for nonce in nonces]


def rotate(session: Session, row: WebhookEndpoint, *, now: datetime) -> None:
    """A new secret; the old one signs beside it for a day."""
    row.old_nonce, row.old_until = row.nonce, now + OLD_SECRET
    row.nonce = random_token(24)
    session.add(row)
    session.flush()
    _log("webhook_rotated", row)


def enable(session: Session, row: WebhookEndpoint) -> None:
    """Send to it again, beginning with what waited meanwhile."""
    row.state, row.disabled_at, row.disabled_why = EndpointState.ENABLED.value, None, ""
    row.failures, row.failing_since, row.paused_until = 0, None, None
    session.add(row)
    session.flush()
    _log("webhook_enabled", row)


def disable(session: Session, row: WebhookEndpoint, *, why: str, now: datetime) -> None:
    """Send nothing to it for now; what happens meanwhile waits in the outbox."""
    row.state, row.disabled_at, row.disabled_why = EndpointState.DISABLED.value, now, why
    session.add(row)
    session.flush()
    _log("webhook_disabled", row)


def remove(session: Session, row: WebhookEndpoint) -> None:
    """Forget an endpoint and all that it was or would have been sent."""
    # deliveries before their endpoint, as a worker that records an answer locks them
    session.execute(
        update(WebhookDelivery)
        .where(col(WebhookDelivery.endpoint_id) == row.id)
        .where(col(WebhookDelivery.state).in_((DeliveryState.DUE, DeliveryState.CLAIMED)))
        .values(state=DeliveryState.CANCELLED.value)
    )
    session.execute(
        update(WebhookDelivery).where(col(WebhookDelivery.endpoint_id) == row.id).values(payload="")
    )
    row.state = EndpointState.REMOVED.value
    session.add(row)
    session.flush()
    _log("webhook_removed", row)


def deliveries(
    session: Session,
    *,
    endpoint_id: int | None = None,
    merchant_id: int | None = None,
    state: str | None = None,
    limit: int = 50,
) -> Sequence[WebhookDelivery]:
    """Deliveries, newest first."""
    statement = select(WebhookDelivery)
    if merchant_id is not None:
        statement = statement.join(
            WebhookEndpoint, col(WebhookEndpoint.id) == col(WebhookDelivery.endpoint_id)
        ).where(WebhookEndpoint.merchant_id == merchant_id)
    if endpoint_id is not None:
        statement = statement.where(WebhookDelivery.endpoint_id == endpoint_id)
    if state is not None:
        statement = statement.where(WebhookDelivery.state == state)
    return session.exec(statement.order_by(col(WebhookDelivery.id).desc()).limit(limit)).all()


def counts(session: Session) -> dict[int, dict[str, int]]:
    """How many deliveries of each endpoint are in which state."""
    statement = select(
        WebhookDelivery.endpoint_id, WebhookDelivery.state, func.count(col(WebhookDelivery.id))
    ).group_by(col(WebhookDelivery.endpoint_id), col(WebhookDelivery.state))
    found: dict[int, dict[str, int]] = {}
    for endpoint_id, state, number in session.exec(statement):
        found.setdefault(endpoint_id, {})[state] = number
    return found


def _log(action: str, row: WebhookEndpoint) -> None:
    # never the address: people put tokens into it
    logger.info("a webhook endpoint changed", extra={"action": action, "endpoint": row.id})
