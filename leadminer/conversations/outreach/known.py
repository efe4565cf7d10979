"""What is known of people at one moment: their noes, consents and contacts, read in bulk.

Read inside the transaction that acts on it. With `lock`, nobody else can act on the same people
before that transaction ends, so no interleaving of workers gets past a no or over the cap.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlmodel import col, select

from leadminer.conversations.outreach.policy import ContactFacts
from leadminer.conversations.outreach.rules import recipient_kind
from leadminer.conversations.tables import Touch
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import Consent, ContactPoint, Prospect, Suppression
from leadminer.store import Session

PURPOSE = "offers"  # what a consent must have been given for


@dataclass(frozen=True, slots=True)
class Cap:
    """Most contacts of a person over all merchants in a window of days."""

    touches: int
    days: int


@dataclass(frozen=True, slots=True)
class Contact:
    """One contact that is to be judged."""

    channel: str
    prospect_id: int
    merchant_id: int
    contact_hash: str
    country: str | None
    point: ContactPoint | None = None
    site: str = ""
    message_id: int | None = None  # its own touch does not count against it


@dataclass
class Known:
    """Rows about some people, by what they are looked up with."""

    prospects: dict[int, Prospect] = field(default_factory=dict)
    points: dict[int, list[ContactPoint]] = field(default_factory=lambda: defaultdict(list))
    suppressions: dict[str, list[Suppression]] = field(default_factory=lambda: defaultdict(list))
    consents: dict[str, list[Consent]] = field(default_factory=lambda: defaultdict(list))
    touches: dict[str, list[Touch]] = field(default_factory=lambda: defaultdict(list))
    domains: dict[str, str] = field(default_factory=dict)  # hash of an address -> of its domain

    def hashes(self, contact: Contact) -> set[str]:
        """All hashes that stand for the person: of every contact point we know."""
        return {point.value_hash for point in self.points[contact.prospect_id]} | {
            contact.contact_hash
        }

    def consent(self, contact: Contact, now: datetime) -> tuple[str, Consent | None]:
        """("live" | "withdrawn" | "none", the row) for this address, channel and merchant.

        A consent given to the operator counts for every merchant; one taken back counts as a no
        until a newer one is given.
        """
        rows = [
            row
            for row in self.consents[contact.contact_hash]
            if row.channel == contact.channel
            and row.purpose == PURPOSE
            and row.merchant_id in (None, contact.merchant_id)
            and row.valid_from <= now
        ]
        rows.sort(key=lambda row: (row.valid_from, row.id or 0), reverse=True)
        for row in rows:
            if row.withdrawn_at is not None and row.withdrawn_at <= now:
                return "withdrawn", row
            if row.valid_until is None or row.valid_until > now:
                return "live", row
        return "none", None

    def no(self, contact: Contact) -> str:
        """The reason of a no that covers this contact; empty if there is none."""
        hashes = self.hashes(contact)
        hashes |= {self.domains[known] for known in hashes if known in self.domains}
        for known in sorted(hashes):
            for row in self.suppressions[known]:
                if row.scope != "merchant" or row.merchant_id == contact.merchant_id:
                    return row.reason
        return ""

    def touched_at(self, contact: Contact, *, since: datetime) -> list[datetime]:
        """When the person was contacted by anybody after a moment."""
        return [
            touch.at
            for known in self.hashes(contact)
            for touch in self.touches[known]
            if touch.at > since and touch.message_id != contact.message_id
        ]

    def facts(self, contact: Contact, *, cap: Cap, now: datetime) -> ContactFacts:
        """The facts a decision is made from, and nothing else."""
        prospect = self.prospects.get(contact.prospect_id)
        point = contact.point
        seen = self.touched_at(contact, since=now - timedelta(days=cap.days))
        return ContactFacts(
            channel=contact.channel,
            country=contact.country,
            recipient_kind=recipient_kind(
                prospect.kind if prospect else "", point.owner if point else ""
            ),
            origin=point.origin if point else "crawled",
            consent=self.consent(contact, now)[0],
            suppressed=self.no(contact),
            touches_seen=len(seen),
            cap_touches=cap.touches,
            cap_days=cap.days,
            site=contact.site,
            undeliverable=_undeliverable(point, now) if contact.channel == "email" else "",
        )

    def add_touch(self, touch: Touch) -> None:
        """Count a contact made in this transaction."""
        self.touches[touch.contact_hash].append(touch)


def _undeliverable(point: ContactPoint | None, now: datetime) -> str:
    """Why mail to an address cannot arrive, by a verdict that still holds; empty: it may."""
    if point is None or point.mail_status != "undeliverable" or not point.mail_until:
        return ""
    causes = (point.mail_check or {}).get("causes", [])
    return str(causes[0]) if point.mail_until > now and causes else ""


def load_known(
    session: Session,
    prospect_ids: Iterable[int],
    *,
    extra_hashes: Iterable[str] = (),
    since: datetime,
    hash_key: bytes,
    lock: bool = False,
) -> Known:
    """Everything that decides about some people. `since`: the oldest contact that may count."""
    ids = sorted(set(prospect_ids))
    known = Known()
    if not ids:
        return known
    hashes = set(extra_hashes)
    hashes |= set(
        session.exec(
            select(ContactPoint.value_hash).where(col(ContactPoint.prospect_id).in_(ids))
        ).all()
    )
    if lock:
        # The same address may be known of two prospects: lock by hash, always in one order.
        session.exec(
            select(ContactPoint.id)
            .where(col(ContactPoint.value_hash).in_(hashes))
            .order_by(col(ContactPoint.id))
            .with_for_update(key_share=True)
        ).all()
        session.exec(
            select(Prospect.id)
            .where(col(Prospect.id).in_(ids))
            .order_by(col(Prospect.id))
            .with_for_update(key_share=True)
        ).all()
    for prospect in session.exec(select(Prospect).where(col(Prospect.id).in_(ids))):
        known.prospects[prospect.id or 0] = prospect
    by_prospect = select(ContactPoint).where(col(ContactPoint.prospect_id).in_(ids))
    for point in session.exec(by_prospect.order_by(col(ContactPoint.id))):
        known.points[point.prospect_id].append(point)
        if point.kind == "email":
            domain = point.value.rpartition("@")[2]
            known.domains[point.value_hash] = contact_hash(hash_key, "domain", domain)
    noes = hashes | set(known.domains.values())
    for no in session.exec(select(Suppression).where(col(Suppression.contact_hash).in_(noes))):
        known.suppressions[no.contact_hash].append(no)
    for consent in session.exec(select(Consent).where(col(Consent.contact_hash).in_(hashes))):
        known.consents[consent.contact_hash].append(consent)
    counted = select(Touch).where(col(Touch.contact_hash).in_(hashes), col(Touch.at) > since)
    for touch in session.exec(counted):  # index touch_person
        known.touches[touch.contact_hash].append(touch)
    return known
