"""prospect -> conversation: is there anybody at the addresses that are about to be written to?

Looking takes a network and so happens outside transactions; what was found out is written after.
Nothing waits for it: an address nobody could look at stays unknown, and unknown stops no mail.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Engine, or_
from sqlmodel import col, exists, select

from leadminer.base.clock import Clock
from leadminer.config import OutreachSection
from leadminer.conversations.outreach.mail_verdicts import MailStatus, Verdict
from leadminer.conversations.outreach.mailboxes import MailChecker
from leadminer.conversations.outreach.states import MessageState
from leadminer.conversations.tables import Message
from leadminer.leads.rules import reachability
from leadminer.leads.states import OPEN
from leadminer.leads.tables import Lead
from leadminer.learning import ranking, scores
from leadminer.prospects import queries as prospects
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import ContactPoint
from leadminer.store import Session, read, write

logger = logging.getLogger(__name__)

WAITING = (MessageState.DUE, MessageState.HELD)
BATCH = 50  # addresses of one transaction


@dataclass
class Verified:
    """What was found out, by address; `counts` by status."""

    verdicts: dict[str, Verdict] = field(default_factory=dict)

    @property
    def counts(self) -> dict[str, int]:
        """How many addresses are in each state."""
        return dict(Counter(str(verdict.status) for verdict in self.verdicts.values()))


def checker_of(settings: OutreachSection) -> MailChecker:
    """A round of looking, by the settings."""
    return MailChecker(
        mode=settings.verify, sender=settings.sender_address, nameserver=settings.verify_nameserver
    )


def unverified(session: Session, *, clock: Clock, limit: int) -> list[str]:
    """Addresses that may be written to soon and of which nothing is known any more.

    Those of mails that wait, then those of leads nobody has written to, best rank first.
    """
    stale = or_(col(ContactPoint.mail_until).is_(None), col(ContactPoint.mail_until) <= clock.now())
    mine = (col(ContactPoint.kind) == "email") & stale
    waiting = (
        select(ContactPoint.value)
        .join(Message, col(Message.contact_point_id) == col(ContactPoint.id))
        .where(mine, Message.channel == "email", col(Message.state).in_(WAITING))
        .order_by(col(Message.due_at), col(Message.id))
        .limit(limit)
    )
    answered = exists().where(col(Message.lead_id) == col(Lead.id))
    fresh = (
        select(ContactPoint.value)
        .join(Lead, col(Lead.prospect_id) == col(ContactPoint.prospect_id))
        .where(mine, col(Lead.state).in_(("new", "qualified")), ~answered)
        .order_by(col(Lead.rank).desc(), col(ContactPoint.id))
        .limit(limit)
    )
    found = [*session.exec(waiting), *session.exec(fresh)]
    return [value for value in dict.fromkeys(found) if "@" in value][:limit]


def verify_waiting(
    engine: Engine,
    settings: OutreachSection,
    clock: Clock,
    *,
    hash_key: bytes,
    limit: int = 200,
    checker: MailChecker | None = None,
) -> Verified:
    """Look at the addresses that are about to be written to, in transactions of its own."""
    if settings.verify == "off":
        return Verified()
    with read(engine) as session:
        waiting = unverified(session, clock=clock, limit=limit)
    return verify_addresses(engine, settings, clock, waiting, hash_key=hash_key, checker=checker)


def verify_addresses(
    engine: Engine,
    settings: OutreachSection,
    clock: Clock,
    addresses: Sequence[str],
    *,
    hash_key: bytes,
    checker: MailChecker | None = None,
) -> Verified:
    """Look at these addresses; what is found out of those we know is kept with them."""
    checker = checker or checker_of(settings)
    done = Verified()
    for begin in range(0, len(addresses), BATCH):
        batch = addresses[begin : begin + BATCH]
        found = {address: checker.check(address) for address in batch}
        with write(engine) as session:
            _keep(session, found.items(), settings, clock, hash_key)
        done.verdicts |= found
    if done.verdicts:
        logger.info("addresses were looked at", extra={"action": "verified", **done.counts})
    return done


def _keep(
    session: Session,
    found: Iterable[tuple[str, Verdict]],
    settings: OutreachSection,
    clock: Clock,
    hash_key: bytes,
) -> None:
    now = clock.now()
    changed: set[int] = set()
    for address, verdict in found:
        hashed = contact_hash(hash_key, "email", address)
        same = select(ContactPoint).where(
            ContactPoint.value_hash == hashed, ContactPoint.kind == "email"
        )
        for point in session.exec(same):
            if point.mail_status != verdict.status:
                changed.add(point.prospect_id)
            point.mail_status = str(verdict.status)
            point.mail_check = {**verdict.to_json(), "at": now.isoformat()}
            point.mail_until = now + verdict.keep_for(settings.verify_days)
            session.add(point)
    session.flush()
    _reach_anew(session, changed, now)


def reach_of(points: Iterable[ContactPoint]) -> float:
    """How surely somebody can be answered; an address at which nothing arrives is no way."""
    undeliverable = str(MailStatus.UNDELIVERABLE)
    return reachability((p.kind, p.origin) for p in points if p.mail_status != undeliverable)


def _reach_anew(session: Session, prospect_ids: set[int], now: datetime) -> None:
    """Open leads of people whose addresses turned out otherwise: their reachability, and rank.

    Written into the log of scores, so that the rank of any moment can be told.
    """
    points = prospects.contact_points_of(session, prospect_ids)
    query = select(Lead).where(col(Lead.prospect_id).in_(prospect_ids), col(Lead.state).in_(OPEN))
    leads = {lead.id or 0: lead for lead in session.exec(query).all()}
    for lead in [*leads.values()]:
        reach = reach_of(points[lead.prospect_id])
        if lead.id is None or reach == lead.reachability:
            leads.pop(lead.id or 0)
            continue
        lead.reachability, lead.updated_at = reach, now
        session.add(lead)
        scores.record_reach(session, lead.id, reach, now=now)
    session.flush()
    if leads:
        ranking.rank_leads(session, now=now, ids=[*leads])
