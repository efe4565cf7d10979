"""Two prospects made one, and two again: what moved is written down, so that it can move back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlmodel import and_, col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.prospects.linkage import Pair
from leadminer.prospects.parties import Party
from leadminer.prospects.tables import (
    ContactPoint,
    IdentityEdge,
    IdentityKey,
    LinkPair,
    Prospect,
    ProspectMerge,
)
from leadminer.signals.company_values import page_told
from leadminer.signals.tables import Signal
from leadminer.store import Session, insert_ignore

OPEN, MERGED, APART = "open", "merged", "apart"
_PARTS = {"edges": IdentityEdge, "keys": IdentityKey, "points": ContactPoint}


def organisations(session: Session, ids: Iterable[int] | None = None) -> list[Party]:
    """Every organisation (of `ids`, if given) that is not merged into another, as its newest
    directory entry has it."""
    query = (
        select(Prospect, Signal)
        .join(IdentityEdge, col(IdentityEdge.prospect_id) == col(Prospect.id))
        .join(Signal, col(Signal.id) == col(IdentityEdge.signal_id))
        .where(
            Prospect.kind == "organization",
            col(Prospect.merged_into).is_(None),
            col(IdentityEdge.undone_at).is_(None),
            Signal.kind == "company",
        )
        .order_by(col(Signal.last_seen_at), col(Signal.id))
    )
    if ids is not None:
        query = query.where(col(Prospect.id).in_(set(ids)))
    found: dict[int, Party] = {}
    for prospect, signal in session.exec(query):
        assert prospect.id is not None
        older = found.get(prospect.id)
        told = page_told(signal.company)
        found[prospect.id] = _party(prospect.id, prospect.display_name, told, older)
    return list(found.values())


def _party(number: int, name: str, company: Mapping[str, Any], older: Party | None) -> Party:
    def told(key: str) -> str:
        return str(company.get(key) or "") or (getattr(older, key) if older else "")

    return Party(
        id=number,
        name=str(company.get("name") or name),
        address=told("address"),
        postcode=told("postcode"),
        phone=told("phone"),
        email=told("email"),
        site=told("site"),
        country=told("country"),
    )


def note_pairs(session: Session, pairs: Iterable[Pair], *, now: datetime) -> int:
    """Keep pairs for review or as evidence; what was decided of a pair stays. Returns new ones."""
    rows = [
        {
            "one_id": pair.one,
            "other_id": pair.other,
            "probability": pair.probability,
            "evidence": pair.evidence,
            "state": OPEN,
            "created_at": now,
        }
        for pair in pairs
    ]
    return insert_ignore(session, LinkPair, rows)


def set_apart(
    session: Session, one_id: int, other_id: int, *, actor: str, now: datetime
) -> LinkPair:
    """Two prospects are never to be merged. Raises Conflict if they are one already."""
    pair = _pair_row(session, one_id, other_id, now=now)
    if pair.state == MERGED:
        raise Conflict(
            f"prospects {one_id} and {other_id} are merged; undo that first:"
            " leadminer prospects merges"
        )
    pair.state, pair.decided_by, pair.decided_at = APART, actor, now
    session.add(pair)
    session.flush()
    return pair


def pairs_apart(session: Session) -> list[tuple[int, int]]:
    """The pairs an operator set apart."""
    query = select(LinkPair.one_id, LinkPair.other_id).where(LinkPair.state == APART)
    return [(one, other) for one, other in session.exec(query)]


def waiting_pairs() -> SelectOfScalar[LinkPair]:
    """The question for pairs that wait for a decision; none whose party was merged meanwhile."""
    gone = select(Prospect.id).where(col(Prospect.merged_into).is_not(None))
    return select(LinkPair).where(
        LinkPair.state == OPEN,
        col(LinkPair.one_id).not_in(gone),
        col(LinkPair.other_id).not_in(gone),
    )


def open_pairs(
    session: Session, *, limit: int = 50, after: LinkPair | None = None
) -> Sequence[LinkPair]:
    """Pairs that wait for a decision, likeliest first; those behind `after`, if it is given."""
    query = waiting_pairs()
    if after is not None:
        less = col(LinkPair.probability) < after.probability
        same = col(LinkPair.probability) == after.probability
        query = query.where(or_(less, and_(same, col(LinkPair.id) > (after.id or 0))))
    order = (col(LinkPair.probability).desc(), col(LinkPair.id))
    return session.exec(query.order_by(*order).limit(limit)).all()


def pair(session: Session, pair_id: int) -> LinkPair:
    """One pair. Raises NotFound."""
    found = session.get(LinkPair, pair_id)
    if found is None:
        raise NotFound(f"there is no pair {pair_id}")
    return found


def pair_of(session: Session, one_id: int, other_id: int) -> LinkPair | None:
    """The row of two prospects, if anybody looked at them."""
    first, second = sorted((one_id, other_id))
    query = select(LinkPair).where(LinkPair.one_id == first, LinkPair.other_id == second)
    return session.exec(query).first()


def pairs_set_apart(session: Session, *, limit: int = 30) -> Sequence[LinkPair]:
    """Pairs that a person said are two, newest first."""
    query = select(LinkPair).where(LinkPair.state == APART)
    order = (col(LinkPair.decided_at).desc(), col(LinkPair.id).desc())
    return session.exec(query.order_by(*order).limit(limit)).all()


def reopen(session: Session, pair_id: int) -> LinkPair:
    """A decision that two prospects are two is taken back: the pair waits again.

    Raises NotFound, and Conflict if they are merged: that is undone by `unmerge`.
    """
    found = session.exec(select(LinkPair).where(LinkPair.id == pair_id).with_for_update()).first()
    if found is None:
        raise NotFound(f"there is no pair {pair_id}")
    if found.state == MERGED:
        raise Conflict(
            f"prospects {found.one_id} and {found.other_id} are merged; undo that first:"
            " leadminer prospects merges"
        )
    found.state, found.decided_by, found.decided_at = OPEN, None, None
    session.add(found)
    session.flush()
    return found


def lift_apart(session: Session, one_id: int, other_id: int) -> LinkPair:
    """Two prospects that were set apart may be merged again. Raises Conflict if they were not."""
    found = pair_of(session, one_id, other_id)
    if found is None or found.state != APART:
        raise Conflict(f"prospects {one_id} and {other_id} are not set apart")
    return reopen(session, found.id or 0)


def live_merge(session: Session, one_id: int, other_id: int) -> ProspectMerge | None:
    """The merge of two prospects that is in force, if there is one."""
    both = (one_id, other_id)
    query = select(ProspectMerge).where(
        col(ProspectMerge.kept_id).in_(both),
        col(ProspectMerge.merged_id).in_(both),
        col(ProspectMerge.undone_at).is_(None),
    )
    return session.exec(query.order_by(col(ProspectMerge.id).desc())).first()


def merge(
    session: Session,
    kept_id: int,
    merged_id: int,
    *,
    actor: str,
    now: datetime,
    evidence: Mapping[str, Any] | None = None,
    probability: float | None = None,
) -> ProspectMerge:
    """Give all that is known of one prospect to another: links, keys, contact points.

    Raises InvalidInput for a prospect and itself or a person and an organisation, NotFound, and
    Conflict if one of them is merged already or an operator set them apart.
    """
    kept, merged = _locked(session, kept_id, merged_id)
    if kept.kind != merged.kind:  # or the person's right to be erased would be the company's
        raise InvalidInput(f"of prospects {kept_id} and {merged_id} one is a person, one a company")
    for each in (kept, merged):
        if each.merged_into is not None:
            raise Conflict(f"prospect {each.id} is merged into {each.merged_into} already")
    pair = _pair_row(session, kept_id, merged_id, now=now)
    if pair.state == APART:
        raise Conflict(
            f"prospects {kept_id} and {merged_id} were set apart by {pair.decided_by}; lift that"
            f" first: leadminer prospects never {kept_id} {merged_id} --lift"
        )
    had = {(p.kind, p.value) for p in _points(session, kept_id)}
    points = [p.id for p in _points(session, merged_id) if (p.kind, p.value) not in had]
    moved: dict[str, Any] = {"points": points}
    for name, table in (("edges", IdentityEdge), ("keys", IdentityKey)):
        ids = select(table.id).where(table.prospect_id == merged_id)
        moved[name] = list(session.exec(ids))
    for name, ids_moved in moved.items():
        _give(session, name, ids_moved, from_id=merged_id, to_id=kept_id)
    merged.merged_into = kept_id
    pair.state, pair.decided_by, pair.decided_at = MERGED, actor, now
    row = ProspectMerge(
        kept_id=kept_id,
        merged_id=merged_id,
        probability=probability,
        evidence=dict(evidence or {}),
        moved=moved,
        actor=actor,
        at=now,
    )
    session.add_all([merged, pair, row])
    session.flush()
    return row


def unmerge(session: Session, merge_id: int, *, actor: str, now: datetime) -> ProspectMerge:
    """Take a merge back: what moved and is still there goes back; the two are set apart.

    What came to the kept party since stays with it. Raises NotFound, and Conflict if it was
    undone before or the kept party has itself been merged since.
    """
    row = session.exec(
        select(ProspectMerge).where(ProspectMerge.id == merge_id).with_for_update()
    ).first()
    if row is None:
        raise NotFound(f"there is no merge {merge_id}")
    if row.undone_at is not None:
        raise Conflict(f"merge {merge_id} was undone before")
    kept, merged = _locked(session, row.kept_id, row.merged_id)
    if kept.merged_into is not None:
        raise Conflict(f"prospect {kept.id} is merged into {kept.merged_into}; undo that first")
    for name in _PARTS:
        _give(session, name, row.moved[name], from_id=row.kept_id, to_id=row.merged_id)
    merged.merged_into = None
    row.undone_at, row.undone_by = now, actor
    pair = _pair_row(session, row.kept_id, row.merged_id, now=now)
    pair.state, pair.decided_by, pair.decided_at = APART, actor, now
    session.add_all([merged, row, pair])
    session.flush()
    return row


def merges(
    session: Session, *, limit: int = 50, before: int | None = None
) -> Sequence[ProspectMerge]:
    """Merges, newest first; those older than the merge `before`, if it is given."""
    query = select(ProspectMerge).order_by(col(ProspectMerge.id).desc())
    if before is not None:
        query = query.where(col(ProspectMerge.id) < before)
    return session.exec(query.limit(limit)).all()


def get_merge(session: Session, merge_id: int) -> ProspectMerge:
    """One merge. Raises NotFound."""
    row = session.get(ProspectMerge, merge_id)
    if row is None:
        raise NotFound(f"there is no merge {merge_id}")
    return row


def _locked(session: Session, one_id: int, other_id: int) -> tuple[Prospect, Prospect]:
    """Both prospects, their rows held in one order for all workers."""
    if one_id == other_id:
        raise InvalidInput("a prospect is one with itself; name two")
    query = (
        select(Prospect)
        .where(or_(col(Prospect.id) == one_id, col(Prospect.id) == other_id))
        .order_by(col(Prospect.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    found = {row.id: row for row in session.exec(query)}
    for number in (one_id, other_id):
        if number not in found:
            raise NotFound(f"there is no prospect {number}")
    return found[one_id], found[other_id]


def _pair_row(session: Session, one_id: int, other_id: int, *, now: datetime) -> LinkPair:
    """The row of two prospects, made if nobody looked at them yet."""
    first, second = sorted((one_id, other_id))
    fresh = {
        "one_id": first, "other_id": second, "probability": 1.0, "evidence": {},
        "state": OPEN, "created_at": now,
    }  # fmt: skip
    insert_ignore(session, LinkPair, [fresh])
    query = select(LinkPair).where(LinkPair.one_id == first, LinkPair.other_id == second)
    return session.exec(query.with_for_update()).one()


def _points(session: Session, prospect_id: int) -> Sequence[ContactPoint]:
    return session.exec(select(ContactPoint).where(ContactPoint.prospect_id == prospect_id)).all()


def _give(
    session: Session, part: str, ids: Iterable[int | None], *, from_id: int, to_id: int
) -> None:
    """Rows that are still one prospect's become another's."""
    table: Any = _PARTS[part]
    session.execute(
        update(table)
        .where(table.id.in_([n for n in ids if n]), table.prospect_id == from_id)
        .values(prospect_id=to_id)
        .execution_options(synchronize_session="fetch")
    )
