"""Sending what is due: claim a batch, then mail by mail, each step in a transaction of its own.

Writing down how one mail ended and that the next begins is one transaction, so a mail costs one
commit, and a sender that dies leaves at most one mail nobody knows the end of.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta

from leadminer.base.clock import Clock
from leadminer.base.errors import DeliveryError, InvalidInput
from leadminer.config import OutreachSection
from leadminer.conversations.outreach import claims
from leadminer.conversations.outreach.known import Cap
from leadminer.conversations.outreach.letter import Letter, build
from leadminer.conversations.outreach.policy import Policy
from leadminer.conversations.outreach.queries import contact_of, say_no
from leadminer.conversations.outreach.rules import ATTEMPTS_MAX, is_hard_bounce, retry_at
from leadminer.conversations.outreach.sending import Connection, Delivery, Outcome
from leadminer.conversations.outreach.states import MessageState
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.conversations.tables import Message
from leadminer.store import Session

logger = logging.getLogger(__name__)

BATCH = 50
STATES = {
    Outcome.HANDED: MessageState.HANDED,
    Outcome.LATER: MessageState.DUE,
    Outcome.REFUSED: MessageState.REFUSED,
    Outcome.UNCERTAIN: MessageState.UNCERTAIN,
}


@dataclass
class SendResult:
    """How many mails ended how. `taken_back`: left by a stopped sender, before its first byte."""

    handed: int = 0
    refused: int = 0
    later: int = 0
    uncertain: int = 0
    held: int = 0
    taken_back: int = 0


@dataclass(frozen=True)
class Sender:
    """What a sender works with. `begin` opens a transaction that is committed at its end."""

    begin: Callable[[], AbstractContextManager[Session]]
    settings: OutreachSection
    unsubscribe_url: Callable[[str], str]
    clock: Clock
    hash_key: bytes
    policy: Policy
    cap: Cap
    lease: timedelta = claims.LEASE


@dataclass(frozen=True, slots=True)
class _Ended:
    message: Message
    delivery: Delivery


def send_all_due(sender: Sender, *, limit: int = 10_000) -> SendResult:
    """Send what is due, at most `limit`. Raises DeliveryError if the server cannot be reached.

    Whatever happens, every claimed mail is handed, refused, due again, or uncertain.
    """
    result = SendResult()
    with sender.begin() as session:
        taken_back, uncertain = claims.recover(session, now=sender.clock.now())
    result.taken_back, result.uncertain = taken_back, uncertain
    connection = Connection(sender.settings)
    done = 0
    try:
        while done < limit:
            connection.open()  # nothing is claimed while there is nobody to hand it to
            claim = _claim(sender, min(BATCH, limit - done))
            result.held += claim.held
            result.refused += claim.refused
            done += len(claim.messages) + claim.held + claim.refused
            if claim.messages:
                _send_batch(sender, connection, claim, result)
            elif not claim.held and not claim.refused:
                break
    finally:
        connection.close()
    return result


def _claim(sender: Sender, limit: int) -> claims.Claim:
    with sender.begin() as session:
        return claims.claim_due(
            session,
            now=sender.clock.now(),
            limit=limit,
            cap=sender.cap,
            policy=sender.policy,
            hash_key=sender.hash_key,
            sender_address=sender.settings.sender_address,
            lease=sender.lease,
        )


def _send_batch(
    sender: Sender, connection: Connection, claim: claims.Claim, result: SendResult
) -> None:
    ended: _Ended | None = None
    for index, message in enumerate(claim.messages):
        with sender.begin() as session:
            if ended is not None:
                _record(sender, session, claim, ended, result)
                ended = None
            letter = _letter(sender, session, message, claim, result)
        if letter is None:
            continue
        try:
            delivery = connection.send(
                sender.settings.sender_address, letter.recipient, build(letter)
            )
        except DeliveryError as error:  # no server any more; not a byte of this one was sent
            ended = _Ended(message, Delivery(Outcome.LATER, 0, error.message))
            with sender.begin() as session:
                _record(sender, session, claim, ended, result)
                for left in claim.messages[index + 1 :]:
                    claims.release(session, left, now=sender.clock.now(), lease_token=claim.token)
            raise
        ended = _Ended(message, delivery)
    if ended is not None:
        with sender.begin() as session:
            _record(sender, session, claim, ended, result)


def _letter(
    sender: Sender, session: Session, message: Message, claim: claims.Claim, result: SendResult
) -> Letter | None:
    """Mark that a mail begins, and give it; None if it must not leave any more."""
    now = sender.clock.now()
    point = contact_of(session, message).point
    token = unsubscribe_token(message.contact_hash or "", hash_key=sender.hash_key)
    letter = Letter(
        message_id=message.message_id or "",
        sender_name=sender.settings.sender_name,
        sender_address=sender.settings.sender_address,
        recipient=point.value if point is not None else "",
        subject=message.subject,
        body=message.body,
        unsubscribe_url=sender.unsubscribe_url(token),
        token=token,
        at=now,
    )
    if point is not None:
        try:
            build(letter)
        except InvalidInput as error:
            claims.refuse_claimed(
                session, message, why=error.message, now=now, lease_token=claim.token
            )
            result.refused += 1
            return None
    begun = claims.begin(
        session,
        message,
        now=now,
        hash_key=sender.hash_key,
        lease_token=claim.token,
        lease=sender.lease,
    )
    if not begun:
        result.refused += 1
        return None
    return letter


def _record(
    sender: Sender, session: Session, claim: claims.Claim, ended: _Ended, result: SendResult
) -> None:
    message, delivery, now = ended.message, ended.delivery, sender.clock.now()
    state = STATES[delivery.outcome]
    if delivery.outcome is Outcome.LATER and message.attempts + 1 >= ATTEMPTS_MAX:
        state = MessageState.REFUSED
    kept = claims.end_sending(
        session,
        message,
        state,
        lease_token=claim.token,
        response=delivery.response,
        now=now,
        due_at=retry_at(now, message.attempts) if state is MessageState.DUE else None,
    )
    if not kept:
        return
    if delivery.outcome is Outcome.REFUSED and is_hard_bounce(delivery.code, delivery.text):
        say_no(session, message.contact_hash or "", reason="bounced", now=now)
    counter = {
        MessageState.HANDED: "handed",
        MessageState.DUE: "later",
        MessageState.REFUSED: "refused",
        MessageState.UNCERTAIN: "uncertain",
    }[state]
    setattr(result, counter, getattr(result, counter) + 1)
    logger.info(
        "mail %s: %s", message.id, state, extra={"action": "mail_ended", "message_id": message.id}
    )
