"""Why a message was allowed or forbidden, from what was stored, and whether that still holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from leadminer.conversations.outreach.policy import ContactFacts, Decision, Policy, decide
from leadminer.conversations.tables import Message


@dataclass(frozen=True, slots=True)
class Why:
    """The stored decision beside the one computed again from the stored facts."""

    stored: dict[str, Any]
    again: Decision
    same_version: bool
    same: bool


def explain(message: Message, policy: Policy) -> Why:
    """Compute the decision of a message again from its stored facts. Pure."""
    stored = dict(message.decision)
    again = decide(ContactFacts.from_json(stored["facts"]), policy)
    parts = ("verdict", "outcome", "rule_id", "citation", "explanation")
    same = all(stored.get(part) == getattr(again, part) for part in parts)
    return Why(stored, again, stored.get("version") == again.version, same)


def why_json(message: Message, why: Why) -> dict[str, Any]:
    """All of it as plain values, for people and machines."""
    return {
        "message": message.id,
        "channel": message.channel,
        "state": message.state,
        "state_reason": message.state_reason,
        "response": message.response,
        "message_id": message.message_id,
        **why.stored,
        "recomputed": {
            "same": why.same,
            "version": why.again.version,
            "same_version": why.same_version,
            "verdict": why.again.verdict,
            "outcome": why.again.outcome,
            "rule_id": why.again.rule_id,
        },
    }
