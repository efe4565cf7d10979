"""Lookups of prospects and their contact points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlmodel import col, select

from leadminer.base.errors import NotFound
from leadminer.prospects.tables import ContactPoint, IdentityEdge, Prospect
from leadminer.store import Session


def prospect(session: Session, prospect_id: int) -> Prospect:
    """One prospect. Raises NotFound."""
    found = session.get(Prospect, prospect_id)
    if found is None:
        raise NotFound(f"there is no prospect {prospect_id}")
    return found


def contact_points(session: Session, prospect_id: int) -> Sequence[ContactPoint]:
    """How a prospect can be reached, in the order seen."""
    statement = select(ContactPoint).where(ContactPoint.prospect_id == prospect_id)
    return session.exec(statement.order_by(col(ContactPoint.id))).all()


def contact_points_of(
    session: Session, prospect_ids: Iterable[int]
) -> dict[int, list[ContactPoint]]:
    """Contact points of several prospects."""
    wanted = set(prospect_ids)
    found: dict[int, list[ContactPoint]] = {prospect_id: [] for prospect_id in wanted}
    statement = select(ContactPoint).where(col(ContactPoint.prospect_id).in_(wanted))
    for point in session.exec(statement.order_by(col(ContactPoint.id))):
        found[point.prospect_id].append(point)
    return found


def signal_ids(session: Session, prospect_id: int) -> Sequence[int]:
    """The signals held to be a prospect's, oldest first."""
    statement = select(IdentityEdge.signal_id).where(
        IdentityEdge.prospect_id == prospect_id, col(IdentityEdge.undone_at).is_(None)
    )
    return session.exec(statement.order_by(col(IdentityEdge.signal_id))).all()
