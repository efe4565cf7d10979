"""prospect <-> prospect: which records are one party, merged with their leads, and undone.

Only what is sure is merged by itself (the automatic band); what is likely waits for a person.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import update
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict, NotFound
from leadminer.conversations.tables import Message
from leadminer.leads import queries as leads
from leadminer.leads.states import MOVES, LeadState
from leadminer.leads.tables import Lead
from leadminer.prospects import identity, linkage, merging
from leadminer.prospects.linkage import Pair
from leadminer.prospects.tables import IdentityEdge, LinkPair, ProspectMerge
from leadminer.store import Session

logger = logging.getLogger(__name__)

ACTOR = "system:link"


@dataclass(slots=True)
class Linked:
    """What a look at all organisations came to."""

    organisations: int = 0
    merged: int = 0
    for_review: int = 0  # pairs new to the review list


def link_organisations(session: Session, *, clock: Clock, apply: bool = True) -> Linked:
    """Look for organisations that are one, merge what is sure, list what is likely.

    With `apply` off nothing is merged: what would be is listed for review.
    """
    now = clock.now()
    parties = merging.organisations(session)
    done = Linked(organisations=len(parties))
    apart = merging.pairs_apart(session)
    pairs = [pair for pair in linkage.link(parties) if pair.band != "distinct"]
    done.for_review = merging.note_pairs(
        session, [p for p in pairs if not apply or p.band == "review"], now=now
    )
    if not apply:
        return done
    sure = {(pair.one, pair.other): pair for pair in pairs if pair.band == "auto"}
    for group in linkage.groups(sure, apart):
        kept, *others = sorted(group)  # the one known longest
        for other in others:
            done.merged += _merge_sure(session, sure, kept, other, now=now)
    logger.info(
        "organisations were compared",
        extra={"action": "organisations_linked", "merged": done.merged, "of": done.organisations},
    )
    return done


def _merge_sure(
    session: Session, sure: dict[tuple[int, int], Pair], kept: int, other: int, *, now: datetime
) -> bool:
    pair = sure.get((kept, other))
    # joined by way of a third: the best pair that joins it says why
    pair = pair or max(
        (p for ends, p in sure.items() if other in ends), key=lambda p: p.probability
    )
    try:
        merge(session, kept, other, actor=ACTOR, now=now, pair=pair)
    except Conflict as refused:  # somebody decided while we looked
        logger.info("not merged: %s", refused.message, extra={"action": "merge_refused"})
        return False
    return True


def merge(
    session: Session,
    kept_id: int,
    merged_id: int,
    *,
    actor: str,
    now: datetime,
    pair: Pair | None = None,
) -> ProspectMerge:
    """Make two prospects one, with their leads and messages.

    A lead for an offer the kept party has a lead for already is given up, if it is still open: the
    same need is not handed over twice. Raises what `merging.merge` raises.
    """
    evidence = {"fields": pair.evidence, "pair": [pair.one, pair.other]} if pair else {}
    row = merging.merge(
        session,
        kept_id,
        merged_id,
        actor=actor,
        now=now,
        evidence=evidence,
        probability=pair.probability if pair else None,
    )
    served = {lead.offer_id: lead for lead in leads.leads_of_prospects(session, [kept_id])[kept_id]}
    moving: list[int] = []
    given_up: list[int] = []
    for lead in leads.leads_of_prospects(session, [merged_id])[merged_id]:
        assert lead.id is not None
        if lead.offer_id not in served:
            moving.append(lead.id)
            continue
        if lead.state in _NOT_HANDED_OVER:
            reason = f"same party as lead {served[lead.offer_id].id}"
            leads.move(session, lead, LeadState.DISQUALIFIED, actor=actor, reason=reason, now=now)
            given_up.append(lead.id)
    messages = _move_leads(session, moving, from_id=merged_id, to_id=kept_id)
    row.moved = {**row.moved, "leads": moving, "given_up": given_up, "messages": messages}
    session.add(row)
    session.flush()
    return row


# once a merchant has a lead, a merge is no reason to take it away
_NOT_HANDED_OVER = tuple(
    state
    for state, allowed in MOVES.items()
    if LeadState.DISQUALIFIED in allowed
    and state not in (LeadState.HANDED_OFF, LeadState.ACCEPTED, LeadState.RETURNED)
)


def unmerge(session: Session, merge_id: int, *, actor: str, now: datetime) -> ProspectMerge:
    """Take a merge back, with its leads; a lead that was given up for it is new again.

    Raises NotFound or Conflict as `merging.unmerge` does.
    """
    row = merging.unmerge(session, merge_id, actor=actor, now=now)
    _move_leads(session, row.moved.get("leads", []), from_id=row.kept_id, to_id=row.merged_id)
    for lead in leads.leads_by_id(session, row.moved.get("given_up", [])).values():
        if lead.state == LeadState.DISQUALIFIED:
            reason = f"merge {merge_id} was undone"
            leads.move(session, lead, LeadState.NEW, actor=actor, reason=reason, now=now)
    return row


def split(
    session: Session, signal_id: int, *, actor: str, now: datetime, reason: str, hash_key: bytes
) -> tuple[int, int, list[int]]:
    """A signal is not by whom it was held to be: it becomes a prospect of its own, never merged
    with the other again by itself. Leads that began with it go with it, unless a merchant has them.

    Returns the prospect it was held to be, the new one and the leads that moved. Raises NotFound,
    and Conflict if it is all that is known of that prospect.
    """
    edge = identity.live_edge(session, signal_id)
    if edge is None:
        raise NotFound(f"signal {signal_id} is linked to nobody; see: leadminer signals list")
    old = edge.prospect_id
    live = select(IdentityEdge.id).where(
        IdentityEdge.prospect_id == old, col(IdentityEdge.undone_at).is_(None)
    )
    if len(session.exec(live.limit(2)).all()) < 2:
        raise Conflict(f"signal {signal_id} is all that is known of prospect {old}")
    new = identity.undo_edge(session, edge, now=now, reason=reason, hash_key=hash_key).id
    assert new is not None
    merging.set_apart(session, old, new, actor=actor, now=now)
    began = select(Lead.id).where(
        Lead.signal_id == signal_id,
        Lead.prospect_id == old,
        col(Lead.state).in_(_NOT_HANDED_OVER),
    )
    moving = [number for number in session.exec(began) if number is not None]
    _move_leads(session, moving, from_id=old, to_id=new)
    return old, new, moving


def decide(
    session: Session, pair_id: int, *, same: bool, actor: str, now: datetime
) -> ProspectMerge | None:
    """What a person says of a pair that waits: one party (merged into the one known longest), or
    two for good. Returns the merge, if there is one.

    Raises NotFound, and Conflict if somebody decided meanwhile.
    """
    pair = merging.pair(session, pair_id)
    if pair.state != merging.OPEN:
        raise Conflict(f"pair {pair_id} was decided before by {pair.decided_by}")
    if not same:
        merging.set_apart(session, pair.one_id, pair.other_id, actor=actor, now=now)
        return None
    row = merge(session, pair.one_id, pair.other_id, actor=actor, now=now)
    # no probability: a person said so; what it looked like to that person is kept
    row.evidence = {"fields": dict(pair.evidence), "pair": [pair.one_id, pair.other_id]}
    session.add(row)
    session.flush()
    return row


def take_back(session: Session, pair_id: int, *, actor: str, now: datetime) -> LinkPair:
    """A slip of the hand: what was decided of a pair is undone, and the pair waits again.

    Raises NotFound, and Conflict if nothing was decided or the merge cannot be undone any more.
    """
    pair = merging.pair(session, pair_id)
    if pair.state == merging.OPEN:
        raise Conflict(f"pair {pair_id} waits; there is nothing to take back")
    if pair.state == merging.MERGED:
        row = merging.live_merge(session, pair.one_id, pair.other_id)
        if row is not None and row.id is not None:
            unmerge(session, row.id, actor=actor, now=now)
    return merging.reopen(session, pair_id)


def merge_again(session: Session, merge_id: int, *, actor: str, now: datetime) -> ProspectMerge:
    """A merge that was undone is made once more. Raises NotFound or Conflict as `merge` does."""
    row = merging.get_merge(session, merge_id)
    pair = merging.pair_of(session, row.kept_id, row.merged_id)
    if row.undone_at is None or pair is None or pair.id is None:
        raise Conflict(f"merge {merge_id} is in force; there is nothing to do again")
    merging.reopen(session, pair.id)
    again = merge(session, row.kept_id, row.merged_id, actor=actor, now=now)
    again.evidence = dict(row.evidence)
    session.add(again)
    session.flush()
    return again


def _move_leads(session: Session, ids: list[int], *, from_id: int, to_id: int) -> list[int]:
    """Leads and their messages from one prospect to another; returns the messages' ids."""
    mine = (col(Lead.id).in_(ids), col(Lead.prospect_id) == from_id)
    session.execute(
        update(Lead)
        .where(*mine)
        .values(prospect_id=to_id)
        .execution_options(synchronize_session="fetch")
    )
    theirs = (col(Message.lead_id).in_(ids), col(Message.prospect_id) == from_id)
    numbers = [n for n in session.exec(select(Message.id).where(*theirs)) if n is not None]
    session.execute(
        update(Message)
        .where(*theirs)
        .values(prospect_id=to_id)
        .execution_options(synchronize_session="fetch")
    )
    return numbers
