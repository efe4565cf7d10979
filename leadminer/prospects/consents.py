"""What people allowed and what they forbade; by keyed hash of the contact, never by its text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import or_
from sqlmodel import col, select

from leadminer.prospects.tables import Consent, ContactPoint, Prospect, Suppression
from leadminer.store import Session


def suppression(
    session: Session, hashes: Iterable[str], *, merchant_id: int | None = None
) -> Suppression | None:
    """The row that forbids contact over any of these contacts, the widest first; None if none.

    Without `merchant_id` only what holds for everybody counts; with it, this merchant's too.
    """
    wanted = list(hashes)
    if not wanted:
        return None
    for_whom = col(Suppression.scope) != "merchant"
    statement = select(Suppression).where(
        col(Suppression.contact_hash).in_(wanted),
        or_(for_whom, col(Suppression.merchant_id) == merchant_id) if merchant_id else for_whom,
    )
    return session.exec(statement.order_by(col(Suppression.scope), col(Suppression.id))).first()


def is_suppressed(
    session: Session, contact_hash: str | Iterable[str], *, merchant_id: int | None = None
) -> bool:
    """Whether contact over this value (or any of these) is forbidden."""
    hashes = [contact_hash] if isinstance(contact_hash, str) else contact_hash
    return suppression(session, hashes, merchant_id=merchant_id) is not None


def suppress(
    session: Session,
    contact_hash: str,
    *,
    reason: str,
    now: datetime,
    merchant_id: int | None = None,
    scope: str | None = None,
) -> Suppression:
    """Never contact this value again: by anybody, or by one merchant if `merchant_id` is given.

    `reason`: unsubscribed complaint bounced manual erased. Doing it again changes nothing. What
    is on its way to merchants is called back by `flow.hand_off.withdraw_person`.
    """
    lock_persons_by_hash(session, [contact_hash])
    scope = scope or ("merchant" if merchant_id else "all")
    same = select(Suppression).where(
        Suppression.contact_hash == contact_hash, Suppression.scope == scope
    )
    if merchant_id is None:
        same = same.where(col(Suppression.merchant_id).is_(None))
    else:
        same = same.where(Suppression.merchant_id == merchant_id)
    known = session.exec(same).first()
    if known is not None:
        return known
    row = Suppression(
        contact_hash=contact_hash, scope=scope, merchant_id=merchant_id, reason=reason, at=now
    )
    session.add(row)
    session.flush()
    return row


def suppress_prospect(
    session: Session,
    prospect_id: int,
    *,
    reason: str,
    now: datetime,
    merchant_id: int | None = None,
) -> int:
    """Never contact this person again, over any known contact point. Returns how many there are."""
    hashes = sorted(set(hashes_of(session, prospect_id)))
    for value in hashes:
        suppress(session, value, reason=reason, now=now, merchant_id=merchant_id)
    return len(hashes)


def hashes_of(session: Session, prospect_id: int) -> Sequence[str]:
    """The keyed hashes of a prospect's contact points."""
    statement = select(ContactPoint.value_hash).where(ContactPoint.prospect_id == prospect_id)
    return session.exec(statement.order_by(col(ContactPoint.id))).all()


def hashes_of_many(session: Session, prospect_ids: Iterable[int]) -> dict[int, set[str]]:
    """The keyed hashes of several prospects' contact points."""
    wanted = set(prospect_ids)
    found: dict[int, set[str]] = {prospect_id: set() for prospect_id in wanted}
    statement = select(ContactPoint.prospect_id, ContactPoint.value_hash).where(
        col(ContactPoint.prospect_id).in_(wanted)
    )
    for prospect_id, value in session.exec(statement):
        found[prospect_id].add(value)
    return found


def suppressions_of(session: Session, hashes: Iterable[str]) -> dict[str, list[Suppression]]:
    """All suppressions of these contacts, by hash; for a batch of leads at once."""
    wanted = set(hashes)
    found: dict[str, list[Suppression]] = {}
    if wanted:
        statement = select(Suppression).where(col(Suppression.contact_hash).in_(wanted))
        for row in session.exec(statement):
            found.setdefault(row.contact_hash, []).append(row)
    return found


def withdrawn_consents(session: Session, hashes: Iterable[str], *, now: datetime) -> set[str]:
    """Those of these contacts that took a consent back and have given no other since."""
    wanted = set(hashes)
    if not wanted:
        return set()
    rows = session.exec(select(Consent).where(col(Consent.contact_hash).in_(wanted))).all()
    withdrawn = {row.contact_hash for row in rows if row.withdrawn_at and row.withdrawn_at <= now}
    live = {row.contact_hash for row in rows if _is_live(row, now)}
    return withdrawn - live


def grant_consent(
    session: Session,
    contact_hash: str,
    *,
    channel: str,
    kind: str,
    evidence: str,
    now: datetime,
    merchant_id: int | None = None,
    purpose: str = "offers",
    valid_until: datetime | None = None,
) -> Consent:
    """Keep a permission with its proof. `kind`: express, double_opt_in, inquiry."""
    row = Consent(
        contact_hash=contact_hash,
        channel=channel,
        purpose=purpose,
        merchant_id=merchant_id,
        kind=kind,
        evidence=evidence,
        valid_from=now,
        valid_until=valid_until,
    )
    session.add(row)
    session.flush()
    return row


def withdraw_consent(
    session: Session, contact_hash: str, *, now: datetime, channel: str | None = None
) -> int:
    """The person takes back what it allowed, on one channel or all. Returns how many rows ended."""
    statement = select(Consent).where(
        Consent.contact_hash == contact_hash, col(Consent.withdrawn_at).is_(None)
    )
    if channel is not None:
        statement = statement.where(Consent.channel == channel)
    rows = session.exec(statement).all()
    for row in rows:
        row.withdrawn_at = now
        session.add(row)
    session.flush()
    return len(rows)


def lock_persons_by_hash(session: Session, hashes: Iterable[str]) -> None:
    """Hold the rows of everybody these contacts belong to until the transaction ends.

    Handing over and writing hold them shared: so either they see the suppression, or the
    suppression sees what they did.
    """
    owners = select(ContactPoint.prospect_id).where(col(ContactPoint.value_hash).in_(list(hashes)))
    statement = select(Prospect.id).where(col(Prospect.id).in_(owners)).order_by(col(Prospect.id))
    session.exec(statement.with_for_update()).all()


def share_persons(session: Session, prospect_ids: Iterable[int]) -> set[int]:
    """Hold these prospects' rows, shared with others that do; see `lock_persons_by_hash`.

    Returns those it got. One that somebody holds for a "no" right now is left out instead of
    waited for: whoever says no may be waiting for rows that we hold.
    """
    statement = select(Prospect.id).where(col(Prospect.id).in_(set(prospect_ids)))
    ordered = statement.order_by(col(Prospect.id))
    rows = session.exec(ordered.with_for_update(read=True, skip_locked=True)).all()
    return {row for row in rows if row is not None}


def _is_live(row: Consent, now: datetime) -> bool:
    return (
        row.withdrawn_at is None
        and row.valid_from <= now
        and (row.valid_until is None or now < row.valid_until)
    )
