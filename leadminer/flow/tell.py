"""What happened -> the merchant's own system: events into the outbox, deliveries out of it.

Events are written in the transaction of the change they tell of; a payload holds what the portal
shows this merchant at that moment, and nothing else.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Engine

from leadminer.base.clock import Clock, monotonic
from leadminer.base.money import exponent, plain
from leadminer.config import WebhooksSection
from leadminer.deals.tables import Deal, Statement
from leadminer.handoffs.tables import Handoff
from leadminer.reports.inbox import InboxLead, merchant_handoff
from leadminer.store import Session, write
from leadminer.webhooks import outbox
from leadminer.webhooks.outbox import iso
from leadminer.webhooks.rules import Limits, signed_headers
from leadminer.webhooks.states import TEST, DeliveryState
from leadminer.webhooks.tables import WebhookDelivery, WebhookEndpoint

TEXT_MAX = 20_000  # letters of a post in a payload; the whole stands in the portal
LEASE_BEYOND = 30  # seconds a lease outlives the longest POST
SECONDS_MAX = 60.0  # one endpoint never holds a worker longer


def handoff_event(
    session: Session,
    handoff: Handoff,
    event_type: str,
    *,
    now: datetime,
    reason: str = "",
    **more: Any,
) -> None:
    """Tell the merchant of a hand-off what happened to it, if it wants to know."""
    assert handoff.id is not None
    subject = _subject(handoff)
    if event_type == "handoff.withdrawn" or handoff.state == "return_accepted":
        forget_handoff(session, handoff)  # the portal shows the person no longer, nor do we
    targets = outbox.listeners(session, handoff.merchant_id, event_type)
    if not targets:
        return
    row = merchant_handoff(session, handoff.merchant_id, handoff.id)
    data: dict[str, Any] = {"handoff": _handoff(row)}
    if reason:
        data["reason"] = reason
    data |= more
    if event_type in ("lead.handed_off", "handoff.accepted"):
        data["lead"] = _lead(row)
        data["person"] = _person(row)
    outbox.emit(session, targets, event_type, data, now=now, subject=subject)


def forget_handoff(session: Session, handoff: Handoff) -> None:
    """Send nothing more of a hand-off, and empty what was kept of it."""
    outbox.forget(session, _subject(handoff))


def _subject(handoff: Handoff) -> str:
    return f"handoff:{handoff.id}"


def deal_event(session: Session, deal: Deal, *, now: datetime) -> None:
    """Tell the merchant that a deal was recorded."""
    targets = outbox.listeners(session, deal.merchant_id, "deal.recorded")
    if not targets:
        return
    data = {
        "deal": {
            "id": deal.id,
            "value": _money(deal.value_minor, deal.currency),
            "won_on": deal.won_on.isoformat(),
            "title": deal.title,
            "evidence": deal.evidence,
        },
        "handoff": {"id": deal.handoff_id, "path": f"/inbox/{deal.handoff_id}"},
    }
    outbox.emit(session, targets, "deal.recorded", data, now=now, subject=f"deal:{deal.id}")


def statement_event(session: Session, statement: Statement, *, now: datetime) -> None:
    """Tell the merchant that a statement was issued."""
    targets = outbox.listeners(session, statement.merchant_id, "statement.issued")
    if not targets:
        return
    data = {
        "statement": {
            "id": statement.id,
            "number": statement.number,
            "period": statement.period,
            "due_on": statement.due_on.isoformat(),
            "totals": {
                currency: {
                    name: _money(total[name], currency)
                    for name in ("value", "commission", "held", "due")
                }
                for currency, total in statement.totals.items()
            },
            "content_hash": statement.content_hash,
            "path": f"/my/statements/{statement.id}",
        }
    }
    outbox.emit(
        session, targets, "statement.issued", data, now=now, subject=f"statement:{statement.id}"
    )


def send_test(session: Session, target: WebhookEndpoint, *, now: datetime) -> WebhookDelivery:
    """Put a test event into an endpoint's outbox."""
    data = {"endpoint": target.id, "message": "If you can read this, deliveries reach you."}
    return outbox.emit(session, [target], TEST, data, now=now)[0]


def deliver_due(
    engine: Engine,
    config: WebhooksSection,
    clock: Clock,
    endpoint_id: int,
    *,
    hash_key: bytes,
    delivery_id: int | None = None,
) -> dict[str, int]:
    """Send what is due to one endpoint, one after the other, until it is done, fails or a minute
    is over. Returns how many deliveries ended in which state.

    Claim, POST, record: three steps, the POST outside of any transaction.
    """
    from leadminer.webhooks.outbound import post  # httpx only where something is sent

    limits = Limits(config.attempts_max, config.disable_after_failures, config.disable_after_hours)
    counts: dict[str, int] = {}
    ends = monotonic() + SECONDS_MAX
    while monotonic() < ends:
        with write(engine) as session:
            claimed = outbox.claim(
                session,
                endpoint_id,
                hash_key=hash_key,
                lease_seconds=config.timeout_seconds + LEASE_BEYOND,
                now=clock.now(),
                delivery_id=delivery_id,
            )
        if claimed is None:
            break
        now = clock.now()
        answer = post(
            claimed.url,
            claimed.body,
            signed_headers(claimed.secrets, claimed.event_id, now, claimed.body),
            allow_private=config.allow_private,
            seconds=config.timeout_seconds,
            now=now,
        )
        with write(engine) as session:
            state = outbox.record(session, claimed, answer, limits=limits, now=clock.now())
        counts[state.value] = counts.get(state.value, 0) + 1
        if delivery_id is not None:
            break
    return counts


def failed(counts: dict[str, int]) -> bool:
    """Whether any try of `deliver_due` did not reach its endpoint."""
    return any(state != DeliveryState.DELIVERED for state in counts)


def _handoff(row: InboxLead) -> dict[str, Any]:
    handoff = row.handoff
    return {
        "id": handoff.id,
        "state": handoff.state,
        "exclusive": handoff.exclusive,
        "delivered_at": iso(handoff.delivered_at),
        "accept_until": iso(handoff.accept_until),
        "return_until": iso(handoff.return_until),
        "path": f"/inbox/{handoff.id}",
    }


def _lead(row: InboxLead) -> dict[str, Any]:
    return {
        "id": row.handoff.lead_id,
        "offer": row.offer_name,
        "title": row.title[:TEXT_MAX],
        "text": row.text[:TEXT_MAX],
        "shortened": max(len(row.text), len(row.title)) > TEXT_MAX,
        "lang": row.lang,
        "country": row.country,
        "posted_at": iso(row.posted_at) if row.posted_at else None,
        "reasons": [_reason(reason) for reason in row.reasons],
        "fit_reasons": [_reason(reason) for reason in row.fit_reasons],
        "checklist": {item: {"status": s, "value": value} for item, s, value in row.checklist},
    }


def _reason(reason: dict[str, Any]) -> dict[str, Any]:
    return {name: reason.get(name) for name in ("field", "start", "end", "text", "label", "weight")}


def _person(row: InboxLead) -> dict[str, Any] | None:
    """Who it is, from acceptance on; None before."""
    if not row.revealed:
        return None
    return {
        "name": row.author,
        "url": row.url,
        "host": row.host,
        "contacts": [{"kind": point.kind, "value": point.value} for point in row.contacts],
    }


def _money(minor: int, currency: str) -> dict[str, Any]:
    return {"amount": plain(minor, exponent(currency)), "minor": minor, "currency": currency}
