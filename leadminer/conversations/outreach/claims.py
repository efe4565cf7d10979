"""E-mails on their way: the claim, and what follows it.

In one transaction a sender takes due rows, reads noes, consents, policy and cap, and writes the
Message-ID and the touch. Before the first byte of each mail it writes that it has begun. So a
crash at any moment leaves a row that says how far it came.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import col, select

from leadminer.base.ids import random_token
from leadminer.conversations.outreach.known import Cap, load_known
from leadminer.conversations.outreach.letter import make_message_id
from leadminer.conversations.outreach.policy import Policy, decide
from leadminer.conversations.outreach.queries import contact_of, decided, locked, touch
from leadminer.conversations.outreach.rules import cap_frees_at
from leadminer.conversations.outreach.states import MessageState, check_move
from leadminer.conversations.tables import Message
from leadminer.store import Session

LEASE = timedelta(minutes=10)  # longer than a mail server may take to answer (RFC 5321: 10 min)


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sender took: messages to hand over, and how many a rule held or refused."""

    token: str
    messages: tuple[Message, ...]
    held: int
    refused: int


def recover(session: Session, *, now: datetime) -> tuple[int, int]:
    """Take up what a stopped sender left: (back to due, uncertain). Index: message_due.

    Claimed only: nothing was on the wire, so it is due again. Begun: nobody knows; it waits for
    a person and is never re-sent by itself.
    """
    stale = session.exec(
        select(Message)
        .where(
            Message.channel == "email",
            col(Message.state).in_([MessageState.CLAIMED, MessageState.DATA_BEGUN]),
            col(Message.lease_until) < now,
        )
        .with_for_update(skip_locked=True)
    ).all()
    counts = [0, 0]
    for message in stale:
        begun = message.state == MessageState.DATA_BEGUN
        target = MessageState.UNCERTAIN if begun else MessageState.DUE
        _move(message, target)
        if begun:
            message.state_reason = "the sender stopped after it had begun; it may have arrived"
        else:
            message.due_at, message.lease_token = now, None
        message.lease_until = None
        counts[begun] += 1
        session.add(message)
    session.flush()
    return counts[0], counts[1]


def claim_due(
    session: Session,
    *,
    now: datetime,
    limit: int,
    cap: Cap,
    policy: Policy,
    hash_key: bytes,
    sender_address: str,
    lease: timedelta = LEASE,
) -> Claim:
    """Take due e-mails. Noes, consents, policy and cap are read here, in this transaction.

    The Message-ID and the touch are written with the claim, before any byte leaves.
    """
    rows = session.exec(
        select(Message)
        .where(
            Message.channel == "email",
            col(Message.state).in_([MessageState.DUE, MessageState.HELD]),
            col(Message.due_at) <= now,
        )
        .order_by(col(Message.due_at), col(Message.id))
        .limit(limit)
        .with_for_update(skip_locked=True)
    ).all()
    known = load_known(
        session,
        [row.prospect_id for row in rows],
        extra_hashes=[row.contact_hash or "" for row in rows],
        since=now - timedelta(days=cap.days),
        hash_key=hash_key,
        lock=True,
    )
    token, taken, held, refused = random_token(16), [], 0, 0
    for message in rows:
        contact = contact_of(session, message)
        facts = known.facts(contact, cap=cap, now=now)
        decision = decide(facts, policy)
        message.decision = {**message.decision, **decided(facts, decision, now)}
        message.policy_version, message.rule_id = decision.version, decision.rule_id
        if decision.outcome == "hold":
            _move(message, MessageState.HELD)
            message.state_reason = decision.explanation
            seen = known.touched_at(contact, since=now - timedelta(days=cap.days))
            message.due_at = cap_frees_at(seen, cap=cap.touches, days=cap.days, now=now)
            held += 1
        elif decision.outcome == "stop" or contact.point is None:
            gone = "the address is no longer known" if contact.point is None else ""
            _refuse(message, gone or decision.explanation, now=now)
            refused += 1
        else:
            _take(message, token, now + lease, sender_address=sender_address)
            touch(session, known, message, contact, now=now)
            taken.append(message)
        session.add(message)
    session.flush()
    return Claim(token, tuple(taken), held, refused)


def begin(
    session: Session,
    message: Message,
    *,
    now: datetime,
    hash_key: bytes,
    lease_token: str,
    lease: timedelta = LEASE,
) -> bool:
    """Mark a claimed message before its first byte leaves. False if it must not leave any more.

    The person's no is looked for once more, so that it stops even what was already claimed.
    """
    message = locked(session, message)
    if message.state != MessageState.CLAIMED or message.lease_token != lease_token:
        return False  # its lease ran out, and somebody else has it
    contact = contact_of(session, message)
    known = load_known(
        session,
        [message.prospect_id],
        extra_hashes=[contact.contact_hash],
        since=now,
        hash_key=hash_key,
        lock=True,
    )
    why = known.no(contact) or (
        "consent taken back" if known.consent(contact, now)[0] == "withdrawn" else ""
    )
    if why or contact.point is None:
        _refuse(message, f"the person said no ({why or 'erased'})", now=now)
        message.rule_id = "guard-suppressed"
    else:
        _move(message, MessageState.DATA_BEGUN)
        message.lease_until = now + lease
    session.add(message)
    session.flush()
    return not why and contact.point is not None


def end_sending(
    session: Session,
    message: Message,
    to_state: MessageState,
    *,
    lease_token: str | None,
    response: str,
    now: datetime,
    due_at: datetime | None = None,
) -> bool:
    """Record how handing over ended. False if the row is no longer this sender's.

    `lease_token` None is a person's decision about an uncertain message.
    """
    message = locked(session, message)
    if lease_token is not None and message.lease_token != lease_token:
        return False
    _move(message, to_state)
    message.response = response
    message.state_reason = ""
    message.lease_until = None
    if to_state is MessageState.DUE:
        message.attempts += 1
        message.due_at = due_at or now
        message.state_reason = "temporary failure; it is tried again"
    if to_state in (MessageState.HANDED, MessageState.REFUSED):
        message.ended_at = now
    session.add(message)
    session.flush()
    return True


def release(session: Session, message: Message, *, now: datetime, lease_token: str) -> None:
    """Give a claimed message back; nothing of it was sent."""
    message = locked(session, message)
    if message.state == MessageState.CLAIMED and message.lease_token == lease_token:
        _move(message, MessageState.DUE)
        message.lease_until, message.lease_token, message.due_at = None, None, now
        session.add(message)
        session.flush()


def refuse_claimed(
    session: Session, message: Message, *, why: str, now: datetime, lease_token: str
) -> None:
    """End a claimed message that cannot be sent as it is; nothing of it was."""
    message = locked(session, message)
    if message.state == MessageState.CLAIMED and message.lease_token == lease_token:
        _refuse(message, why, now=now)
        session.add(message)
        session.flush()


def _take(message: Message, token: str, until: datetime, *, sender_address: str) -> None:
    assert message.id is not None
    _move(message, MessageState.CLAIMED)
    message.state_reason = ""
    message.lease_token, message.lease_until = token, until
    if message.message_id is None:
        message.message_id = make_message_id(message.id, random_token(15), sender_address)


def _refuse(message: Message, why: str, *, now: datetime) -> None:
    _move(message, MessageState.REFUSED)
    message.state_reason, message.ended_at, message.lease_until = why, now, None


def _move(message: Message, to_state: MessageState) -> None:
    message.state = check_move(message.channel, message.state, to_state)
