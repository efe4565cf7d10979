"""Deliveries: written with the change they tell of, claimed by lease, recorded, replayed.

At least once: a worker that dies between the answer and its record sends again, with the same
webhook-id, by which the receiver knows it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import delete, update
from sqlmodel import and_, col, or_, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.base.ids import random_token
from leadminer.store import Session
from leadminer.webhooks import queries
from leadminer.webhooks.rules import Answer, Limits, judge
from leadminer.webhooks.states import TEST, DeliveryState, EndpointState
from leadminer.webhooks.tables import WebhookDelivery, WebhookEndpoint

WAITING = (DeliveryState.DUE.value, DeliveryState.CLAIMED.value)


@dataclass(frozen=True, slots=True)
class Claim:
    """One delivery in the hands of one worker."""

    delivery_id: int
    endpoint_id: int
    event_id: str
    body: bytes
    url: str
    secrets: list[str]
    token: str


def listeners(session: Session, merchant_id: int, event_type: str) -> list[WebhookEndpoint]:
    """The merchant's endpoints that want to know of this; disabled ones, too: theirs waits."""
    return [
        row
        for row in queries.endpoints(session, merchant_id=merchant_id)
        if event_type == TEST or not row.events or event_type in row.events
    ]


def emit(
    session: Session,
    targets: Sequence[WebhookEndpoint],
    event_type: str,
    data: dict[str, Any],
    *,
    now: datetime,
    subject: str = "",
) -> list[WebhookDelivery]:
    """Write an event into the outbox of these endpoints, in the caller's transaction.

    The payload is frozen here: every try sends the same bytes under the same id.
    """
    if not targets:
        return []
    event_id = f"msg_{random_token(18)}"
    body = {"type": event_type, "timestamp": iso(now), "data": data}
    # escaped to ASCII: lone surrogates of a broken page must not make a row nobody can send
    payload = json.dumps(body, separators=(",", ":"))
    rows = [
        WebhookDelivery(
            endpoint_id=row.id or 0,
            event_id=event_id,
            event_type=event_type,
            subject=subject,
            payload=payload,
            due_at=now,
            created_at=now,
        )
        for row in targets
    ]
    session.add_all(rows)
    session.flush()
    return rows


def forget(session: Session, subject: str) -> None:
    """Nobody may be told of this any more: nothing of it is sent, and what was kept is emptied."""
    same = col(WebhookDelivery.subject) == subject
    waiting = same & col(WebhookDelivery.state).in_(WAITING)
    session.execute(
        update(WebhookDelivery).where(waiting).values(state=DeliveryState.CANCELLED.value)
    )
    session.execute(update(WebhookDelivery).where(same).values(payload=""))


def due_endpoints(session: Session, now: datetime, *, limit: int = 50) -> list[int]:
    """Endpoints with something to send now."""
    statement = (
        select(WebhookDelivery.endpoint_id)
        .join(WebhookEndpoint, col(WebhookEndpoint.id) == col(WebhookDelivery.endpoint_id))
        .where(_open(now), _due(now))
        .distinct()
        .limit(limit)
    )
    return list(session.exec(statement))


def claim(
    session: Session,
    endpoint_id: int,
    *,
    hash_key: bytes,
    lease_seconds: float,
    now: datetime,
    delivery_id: int | None = None,
) -> Claim | None:
    """Take the next due delivery of an endpoint, or None. Two workers never get the same.

    A given `delivery_id` is taken although its endpoint is disabled or pauses: somebody asked.
    """
    statement = (
        select(WebhookDelivery, WebhookEndpoint)
        .join(WebhookEndpoint, col(WebhookEndpoint.id) == col(WebhookDelivery.endpoint_id))
        .where(WebhookDelivery.endpoint_id == endpoint_id, _due(now))
        .where(WebhookEndpoint.state != EndpointState.REMOVED)
        .order_by(col(WebhookDelivery.due_at), col(WebhookDelivery.id))
        .limit(1)
        .with_for_update(skip_locked=True, of=WebhookDelivery)
    )
    if delivery_id is None:
        statement = statement.where(_open(now))
    else:
        statement = statement.where(WebhookDelivery.id == delivery_id)
    found = session.exec(statement).first()
    if found is None:
        return None
    row, target = found
    token = random_token(16)
    row.state, row.lease_token = DeliveryState.CLAIMED.value, token
    row.lease_until = now + timedelta(seconds=lease_seconds)
    session.add(row)
    session.flush()
    assert row.id is not None
    return Claim(
        delivery_id=row.id,
        endpoint_id=endpoint_id,
        event_id=row.event_id,
        body=row.payload.encode("ascii"),
        url=target.url,
        secrets=queries.secrets_of(target, hash_key, now=now),
        token=token,
    )


def record(
    session: Session, claimed: Claim, answer: Answer, *, limits: Limits, now: datetime
) -> DeliveryState:
    """Keep what came of a try. Returns the state the delivery is in now.

    Of a worker whose lease was lost only a success counts: it is true whoever tells it.
    """
    row = session.exec(
        select(WebhookDelivery)
        .where(WebhookDelivery.id == claimed.delivery_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    ours = row.state == DeliveryState.CLAIMED and row.lease_token == claimed.token
    if not ours and not (answer.delivered and row.state in WAITING):
        return DeliveryState(row.state)
    target = session.exec(
        select(WebhookEndpoint)
        .where(WebhookEndpoint.id == row.endpoint_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one()
    if answer.delivered:
        target.failures, target.failing_since, target.paused_until = 0, None, None
    else:
        target.failures += 1
        target.failing_since = target.failing_since or now
    row.attempts += 1
    verdict = judge(
        answer,
        event_id=row.event_id,
        attempts=row.attempts,
        failures=target.failures,
        failing_since=target.failing_since,
        limits=limits,
        now=now,
    )
    row.state, row.due_at = verdict.state.value, verdict.due_at
    row.lease_token, row.lease_until = None, None
    row.last_at, row.last_status, row.last_problem = now, answer.status, answer.problem
    if verdict.pause_until is not None:
        target.paused_until = verdict.pause_until
    session.add_all([row, target])
    session.flush()
    if verdict.disable_why and target.state == EndpointState.ENABLED:
        queries.disable(session, target, why=verdict.disable_why, now=now)
    return verdict.state


def delivery(
    session: Session, delivery_id: int, *, merchant_id: int | None = None
) -> WebhookDelivery:
    """One delivery; with `merchant_id` only if it is theirs. Raises NotFound."""
    found = session.get(WebhookDelivery, delivery_id)
    if found is None:
        raise NotFound(f"there is no webhook delivery {delivery_id}")
    try:
        queries.endpoint(session, found.endpoint_id, merchant_id=merchant_id)
    except NotFound:
        raise NotFound(f"there is no webhook delivery {delivery_id}") from None
    return found


def replay(session: Session, row: WebhookDelivery, *, now: datetime) -> None:
    """Send a delivery again, under its old id, whatever came of it before.

    Raises Conflict when it is being sent, or when nobody may be told of it any more.
    """
    if not row.payload:
        raise Conflict(f"delivery {row.id} cannot be sent again: its contents may not be told")
    if row.state in WAITING:
        raise Conflict(f"delivery {row.id} is on its way already")
    row.state, row.due_at, row.attempts = DeliveryState.DUE.value, now, 0
    session.add(row)
    session.flush()


def replay_dead(session: Session, endpoint_id: int, *, now: datetime) -> int:
    """Send again everything an endpoint never took. Returns how many."""
    statement = select(WebhookDelivery).where(
        WebhookDelivery.endpoint_id == endpoint_id,
        WebhookDelivery.state == DeliveryState.DEAD,
        col(WebhookDelivery.payload) != "",
    )
    rows = session.exec(statement.order_by(col(WebhookDelivery.id))).all()
    for row in rows:
        replay(session, row, now=now)
    return len(rows)


def has_old(session: Session, before: datetime) -> bool:
    """Whether the oldest delivery is older than that."""
    oldest = session.exec(
        select(WebhookDelivery.created_at).order_by(col(WebhookDelivery.id)).limit(1)
    ).first()
    return oldest is not None and oldest < before


def prune(session: Session, before: datetime) -> int:
    """Drop deliveries older than that, whatever came of them. Returns how many."""
    old = delete(WebhookDelivery).where(col(WebhookDelivery.created_at) < before)
    return int(session.execute(old).rowcount)  # type: ignore[attr-defined]


def iso(moment: datetime) -> str:
    """A moment as it stands in payloads: RFC 3339, UTC, whole seconds."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _open(now: datetime) -> Any:
    pauses = col(WebhookEndpoint.paused_until)
    return and_(
        col(WebhookEndpoint.state) == EndpointState.ENABLED, or_(pauses.is_(None), pauses <= now)
    )


def _due(now: datetime) -> Any:
    return or_(
        and_(
            col(WebhookDelivery.state) == DeliveryState.DUE,
            col(WebhookDelivery.due_at) <= now,
        ),
        and_(
            col(WebhookDelivery.state) == DeliveryState.CLAIMED,
            col(WebhookDelivery.lease_until) < now,
        ),
    )
