"""What people allow, entered by an operator with its proof."""

from __future__ import annotations

from datetime import timedelta

from sqlmodel import select

from leadminer.base.clock import Clock
from leadminer.base.errors import InvalidInput, Refused
from leadminer.conversations.outreach.rules import plain_address
from leadminer.merchants.queries import merchant_by_slug
from leadminer.prospects.consents import grant_consent, is_suppressed
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import ContactPoint
from leadminer.store import Session

KINDS = ("express", "double_opt_in", "inquiry")


def add_consent(
    session: Session,
    address: str,
    *,
    evidence: str,
    kind: str,
    clock: Clock,
    hash_key: bytes,
    merchant_slug: str = "",
    days: int = 0,
    given: bool = False,
) -> int:
    """Keep a permission to be written to by e-mail; returns its number.

    `given`: the person told us the address, so it no longer counts as taken from a page. Raises
    InvalidInput without proof, Refused if the person said no before (a no is final here).
    """
    plain_address(address)
    if kind not in KINDS:
        raise InvalidInput(f"there is no kind {kind!r} of consent; there are: {', '.join(KINDS)}")
    if not evidence.strip():
        raise InvalidInput("a consent needs its evidence: the words agreed to, or where they are")
    if days < 0:
        raise InvalidInput(f"a consent cannot end {-days} days ago; 0: it does not end")
    hashed = contact_hash(hash_key, "email", address)
    now = clock.now()
    merchant = merchant_by_slug(session, merchant_slug) if merchant_slug else None
    if is_suppressed(session, hashed, merchant_id=merchant.id if merchant else None):
        raise Refused("this person said no before; that is final", reason_code="guard-suppressed")
    row = grant_consent(
        session,
        hashed,
        channel="email",
        kind=kind,
        evidence=evidence.strip(),
        now=now,
        merchant_id=merchant.id if merchant else None,
        valid_until=now + timedelta(days=days) if days > 0 else None,
    )
    if given:
        for point in session.exec(select(ContactPoint).where(ContactPoint.value_hash == hashed)):
            point.origin, point.method, point.observed_at = "given", "consent", now
            session.add(point)
        session.flush()
    assert row.id is not None
    return row.id
