"""A person is erased: what they said goes, who they are goes, and they are not read again.

What left the house stays as rows without words: hand-offs and the books keep their numbers, a mail
that was sent stays as proof of what was sent. Suppressions stay, by keyed hash, so that the person
is left alone when somebody brings them in again (GDPR Art. 17 and 21).
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

from sqlalchemy import delete, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.base.errors import InvalidInput
from leadminer.conversations.tables import Message
from leadminer.flow import hand_off, no_mine
from leadminer.flow.undo_intake import PERSON_HOLDS, UNSENT
from leadminer.leads.tables import Lead
from leadminer.learning.erasing import cut_features
from leadminer.mining.politeness.no_mine import add_hidden_author
from leadminer.prospects import queries
from leadminer.prospects.rules import is_anonymous
from leadminer.prospects.tables import ContactPoint, IdentityEdge, IdentityKey, Prospect
from leadminer.signals.tables import Signal
from leadminer.store import Session
from leadminer.store.removal import InUse, remove

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Erased:
    """What an erasure did. `emptied`: rows that stay without words; `barred`: accounts never read
    again; `kept`: the prospect's own row stays, without name and contact points."""

    removed: int = 0
    emptied: int = 0
    leads: int = 0  # given up, and called back from merchants
    features: int = 0
    barred: int = 0
    kept: bool = False


def erase_person(session: Session, prospect_id: int, *, actor: str, clock: Clock) -> Erased:
    """Erase a person with all records held to be theirs: what was merged into the prospect, and
    what it was merged into. Raises NotFound, InvalidInput (a company).

    Done again for what is left it changes nothing.
    """
    prospect = queries.prospect(session, prospect_id)
    while prospect.merged_into is not None:  # what is known of it is the other's since
        prospect = queries.prospect(session, prospect.merged_into)
    assert prospect.id is not None
    prospect_id = prospect.id
    if prospect.kind != "person":
        raise InvalidInput(
            f"prospect {prospect_id} is an organisation; leave it alone with: leadminer nomine add"
        )
    done = Erased()
    numbers = [prospect_id, *_merged_into(session, prospect_id)]
    statement = select(Lead.id).where(col(Lead.prospect_id).in_(numbers))
    leads = [number for number in session.exec(statement) if number]
    for number in numbers:
        done.leads += hand_off.withdraw_person(
            session, number, actor=actor, clock=clock, code="erased"
        )
    done.features = cut_features(session, leads, now=clock.now())
    unsent = col(Message.state).in_(UNSENT) & col(Message.lead_id).in_(leads)
    session.execute(update(Message).where(unsent).values(subject="", body="", target_url=""))
    purged = no_mine.Purged()
    for signal in _signals(session, numbers):
        done.barred += _bar(session, signal, actor=actor, clock=clock)
        no_mine.let_go(session, signal, purged, actor=actor, clock=clock)
    done.removed, done.emptied = purged.removed, purged.emptied
    for number in numbers:
        done.kept |= _forget(session, number)
    logger.info("a person was erased", extra={"action": "erased", "id": prospect_id})
    return done


def _merged_into(session: Session, prospect_id: int) -> list[int]:
    found, waiting = [], [prospect_id]
    while waiting:
        rows = session.exec(select(Prospect.id).where(col(Prospect.merged_into).in_(waiting))).all()
        waiting = [number for number in rows if number and number not in found]
        found += waiting
    return found


def _signals(session: Session, numbers: list[int]) -> list[Signal]:
    statement = (
        select(Signal)
        .join(IdentityEdge, col(IdentityEdge.signal_id) == col(Signal.id))
        .where(col(IdentityEdge.prospect_id).in_(numbers), col(IdentityEdge.undone_at).is_(None))
        .order_by(col(Signal.id))
    )
    return list(session.exec(statement))


def _bar(session: Session, signal: Signal, *, actor: str, clock: Clock) -> bool:
    """The account is read no more: else the next crawl would bring the person back."""
    host = urlsplit(signal.url).hostname or ""
    if not host or not signal.author or is_anonymous(signal.author):
        return False
    return add_hidden_author(
        session, signal.author, host, reason="erased", actor=actor, now=clock.now()
    )


def _forget(session: Session, prospect_id: int) -> bool:
    """Remove a prospect, or what it tells of a person. Returns whether its row stays."""
    try:
        with session.begin_nested():
            remove(session, "prospect", prospect_id, holds=PERSON_HOLDS)
        return False
    except (InUse, IntegrityError):
        session.expire_all()
    session.execute(delete(IdentityKey).where(col(IdentityKey.prospect_id) == prospect_id))
    for point in queries.contact_points(session, prospect_id):
        try:
            with session.begin_nested():
                session.execute(delete(ContactPoint).where(col(ContactPoint.id) == point.id))
        except IntegrityError:  # a mail was written to it: the row stays, the address goes
            session.execute(
                update(ContactPoint)
                .where(col(ContactPoint.id) == point.id)
                .values(value=f"erased:{point.id}", source_url="")
            )
    session.execute(
        update(IdentityEdge).where(col(IdentityEdge.prospect_id) == prospect_id).values(evidence={})
    )
    session.execute(
        update(Prospect)
        .where(col(Prospect.id) == prospect_id)
        .values(display_name="", country=None, lang=None)
    )
    session.expire_all()
    return True
