"""The events a merchant can be told of, and the states of endpoints and deliveries."""

from __future__ import annotations

from enum import StrEnum

from leadminer.base.errors import InvalidInput

TEST = "webhook.test"

# what happened -> what it means; the catalogue with samples stands in docs/merchants.md
EVENTS: dict[str, str] = {
    "lead.handed_off": "a lead waits for the merchant's answer; contact data are blotted out",
    "handoff.accepted": "the merchant took the lead; says who the person is",
    "handoff.declined": "the merchant left the lead to the next one",
    "handoff.expired": "nobody answered in time; the lead went on",
    "handoff.returned": "the merchant asked to give the lead back",
    "handoff.return_decided": "the operator granted or refused that",
    "handoff.withdrawn": "the lead was called back: do not contact the person",
    "handoff.lost": "no deal came of it",
    "deal.recorded": "a deal came of it",
    "statement.issued": "a month was closed and its statement issued",
    TEST: "a test, sent on request only",
}


class EndpointState(StrEnum):
    """Whether an endpoint is sent anything."""

    ENABLED = "enabled"
    DISABLED = "disabled"  #: events wait in the outbox until it is enabled again
    REMOVED = "removed"


class DeliveryState(StrEnum):
    """Where one event for one endpoint stands."""

    DUE = "due"  #: waits for its time
    CLAIMED = "claimed"  #: a worker is sending it
    DELIVERED = "delivered"  #: the endpoint answered 2xx
    DEAD = "dead"  #: every try failed; can be replayed
    CANCELLED = "cancelled"  #: nobody may be told any more, or the endpoint was removed


def check_events(events: list[str]) -> list[str]:
    """Event names as they are kept: sorted, each once; none means all. Raises InvalidInput."""
    wanted = sorted({name.strip() for name in events if name.strip()})
    unknown = [name for name in wanted if name not in EVENTS]
    if unknown:
        raise InvalidInput(
            f"unknown event {unknown[0]!r}: use {', '.join(e for e in EVENTS if e != TEST)}"
        )
    return [name for name in wanted if name != TEST]
