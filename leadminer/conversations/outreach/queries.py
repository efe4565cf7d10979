"""Statements about messages and drafts: propose, list, edit, end, unsubscribe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound, Refused
from leadminer.base.ids import content_hash, keyed_hash
from leadminer.conversations.outreach.composing import Written
from leadminer.conversations.outreach.known import Cap, Contact, Known, load_known
from leadminer.conversations.outreach.policy import ContactFacts, Decision, Policy, decide
from leadminer.conversations.outreach.states import MessageState, check_move
from leadminer.conversations.outreach.tokens import read_token
from leadminer.conversations.tables import Message, Touch
from leadminer.prospects.consents import is_suppressed, suppress, withdraw_consent
from leadminer.prospects.tables import Consent, ContactPoint
from leadminer.store import Session, insert_ignore


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is needed to write down a message or draft."""

    lead_id: int
    contact: Contact
    state: MessageState
    lang: str
    facts: ContactFacts
    decision: Decision
    subject: str = ""
    body: str = ""
    target_url: str = ""
    thread_key: str | None = None
    reason: str = ""
    consent: Consent | None = None


def propose(session: Session, proposal: Proposal, *, now: datetime) -> Message | None:
    """Write a message down. None if the lead, or the thread, has one already."""
    contact, ended = proposal.contact, proposal.state is MessageState.REFUSED
    row: dict[str, Any] = {
        "lead_id": proposal.lead_id,
        "merchant_id": contact.merchant_id,
        "prospect_id": contact.prospect_id,
        "channel": contact.channel,
        "step": 1,
        "state": proposal.state.value,
        "state_reason": proposal.reason,
        "lang": proposal.lang,
        "subject": proposal.subject,
        "body": proposal.body,
        "target_url": proposal.target_url,
        "thread_key": proposal.thread_key,
        "contact_point_id": contact.point.id if contact.point else None,
        "contact_hash": contact.contact_hash,
        "policy_version": proposal.decision.version,
        "rule_id": proposal.decision.rule_id,
        "decision": proof(proposal, now=now),
        "due_at": now,
        "attempts": 0,
        "response": "",
        "created_at": now,
        "ended_at": now if ended else None,
    }
    if not insert_ignore(session, Message, [row]):
        return None
    return session.exec(
        select(Message).where(
            Message.lead_id == proposal.lead_id,
            Message.channel == contact.channel,
            Message.step == 1,
        )
    ).one()


def with_text(
    proposal: Proposal, state: MessageState, written: Written, *, thread_key: str | None = None
) -> Proposal:
    """A proposal that says something and waits."""
    return replace(
        proposal,
        state=state,
        lang=written.lang,
        subject=written.subject,
        body=written.body,
        thread_key=thread_key,
        reason="" if proposal.decision.permitted else proposal.decision.explanation,
    )


def without_text(proposal: Proposal, *, reason: str) -> Proposal:
    """A proposal that is refused for a reason of ours, kept so that it can be asked why."""
    return replace(
        proposal,
        state=MessageState.REFUSED,
        subject="",
        body="",
        thread_key=None,
        reason=reason,
    )


def proof(proposal: Proposal, *, now: datetime) -> dict[str, Any]:
    """All that is needed to explain, and to compute again, why a message was allowed."""
    point, consent = proposal.contact.point, proposal.consent
    stored = decided(proposal.facts, proposal.decision, now)
    stored["text_hash"] = content_hash(proposal.body)
    if point is not None:
        stored["address"] = {
            "origin": point.origin,
            "source_url": point.source_url,
            "observed_at": point.observed_at.isoformat(),
            "method": point.method,
        }
    if consent is not None:
        stored["consent"] = {
            "id": consent.id,
            "kind": consent.kind,
            "evidence": consent.evidence,
            "valid_from": consent.valid_from.isoformat(),
        }
    return stored


def decided(facts: ContactFacts, decision: Decision, now: datetime) -> dict[str, Any]:
    """The part of a proof that says what was decided from what."""
    return {
        "facts": facts.to_json(),
        "verdict": decision.verdict,
        "outcome": decision.outcome,
        "rule_id": decision.rule_id,
        "citation": decision.citation,
        "version": decision.version,
        "explanation": decision.explanation,
        "decided_at": now.isoformat(),
    }


def get_message(session: Session, message_id: int) -> Message:
    """A message by its number. Raises NotFound."""
    message = session.get(Message, message_id)
    if message is None:
        raise NotFound(f"there is no message {message_id}; see: leadminer outreach list")
    return message


def list_messages(
    session: Session,
    *,
    channel: str | None = None,
    states: Sequence[str] = (),
    lead_id: int | None = None,
    limit: int = 100,
) -> Sequence[Message]:
    """Messages and drafts, newest first."""
    statement = select(Message)
    if channel:
        statement = statement.where(Message.channel == channel)
    if states:
        statement = statement.where(col(Message.state).in_(list(states)))
    if lead_id is not None:
        statement = statement.where(Message.lead_id == lead_id)
    return session.exec(statement.order_by(col(Message.id).desc()).limit(limit)).all()


def drafts(session: Session, *, limit: int = 100) -> Sequence[Message]:
    """Drafts that wait for a person, oldest first. Index: message_due."""
    statement = select(Message).where(
        Message.channel == "draft", Message.state == MessageState.PROPOSED
    )
    return session.exec(statement.order_by(col(Message.due_at), col(Message.id)).limit(limit)).all()


def end_draft(
    session: Session,
    message: Message,
    to_state: MessageState,
    *,
    now: datetime,
    reason: str = "",
    body: str | None = None,
) -> None:
    """Post or dismiss a draft; `body` is the text as the person changed it. Raises Conflict."""
    message = locked(session, message)
    message.state = check_move("draft", message.state, to_state)
    if body is not None and body.strip():
        message.body = body.strip()
        message.decision = {**message.decision, "posted_text_hash": content_hash(message.body)}
    message.state_reason = reason
    message.ended_at = now
    session.add(message)
    session.flush()


def edit_draft(session: Session, message: Message, body: str) -> None:
    """Keep a person's changes to a draft that is not posted yet. Raises Conflict."""
    message = locked(session, message)
    if message.channel != "draft" or message.state != MessageState.PROPOSED:
        raise Conflict(f"message {message.id} is {message.state}; only a waiting draft is edited")
    if not body.strip():
        raise Conflict("an empty draft is dismissed, not saved")
    message.body = body.strip()
    session.add(message)
    session.flush()


def check_draft_waits(message: Message) -> None:
    """Raises Conflict unless a message is a draft that waits for a person."""
    if message.channel != "draft" or message.state != MessageState.PROPOSED:
        raise Conflict(f"message {message.id} is {message.state}; only a waiting draft is posted")


def check_contact_now(
    session: Session,
    message: Message,
    *,
    cap: Cap,
    policy: Policy,
    hash_key: bytes,
    now: datetime,
) -> None:
    """Decide about a draft again, at the moment it is posted, and count the contact.

    Raises Refused if the person said no since, or was contacted too often.
    """
    contact = contact_of(session, message)
    known = load_known(
        session,
        [message.prospect_id],
        extra_hashes=[contact.contact_hash],
        since=now - timedelta(days=cap.days),
        hash_key=hash_key,
        lock=True,
    )
    facts = known.facts(contact, cap=cap, now=now)
    decision = decide(facts, policy)
    if not decision.permitted:
        raise Refused(
            f"this draft may not be posted: {decision.explanation}", reason_code=decision.rule_id
        )
    message.decision = {**message.decision, **decided(facts, decision, now)}
    touch(session, known, message, contact, now=now)


def contact_of(session: Session, message: Message) -> Contact:
    """The contact a stored message would make."""
    stored = ContactFacts.from_json(message.decision.get("facts", {"channel": message.channel}))
    point = (
        session.get(ContactPoint, message.contact_point_id) if message.contact_point_id else None
    )
    return Contact(
        channel=message.channel,
        prospect_id=message.prospect_id,
        merchant_id=message.merchant_id,
        contact_hash=message.contact_hash or "",
        country=stored.country,
        point=point,
        site=stored.site,
        message_id=message.id,
    )


def unsubscribe(session: Session, token: str, *, hash_key: bytes, now: datetime) -> bool:
    """Never write to this person again, for any merchant. True if that is new.

    Works without the person's data, and as often as it is called. Raises InvalidInput for a
    token that is not ours.
    """
    return say_no(session, read_token(token, hash_key=hash_key), reason="unsubscribed", now=now)


def say_no(
    session: Session, contact_hash: str, *, reason: str, now: datetime, domain: bool = False
) -> bool:
    """Enter a no for all merchants and take every consent back. True if the no is new.

    `domain`: the hash is a domain's, and the no is everybody's there.
    """
    new = not is_suppressed(session, contact_hash)
    suppress(session, contact_hash, reason=reason, now=now, scope="domain" if domain else "all")
    withdraw_consent(session, contact_hash, now=now)
    return new


def person_hash(hash_key: bytes, prospect_id: int) -> str:
    """What stands for a person of whom no contact point is known."""
    return keyed_hash(hash_key, f"prospect:{prospect_id}")


def locked(session: Session, message: Message) -> Message:
    """A message's row as it is now, held until the transaction ends. Raises NotFound."""
    fresh = session.exec(
        select(Message)
        .where(Message.id == message.id)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).one_or_none()
    if fresh is None:
        raise NotFound(f"there is no message {message.id}")
    return fresh


def touch(
    session: Session, known: Known, message: Message, contact: Contact, *, now: datetime
) -> None:
    """Count a contact, once a message."""
    assert message.id is not None
    counted = Touch(
        contact_hash=contact.contact_hash,
        merchant_id=message.merchant_id,
        message_id=message.id,
        at=now,
    )
    insert_ignore(session, Touch, [counted.model_dump(exclude={"id"})])
    known.add_touch(counted)
