"""The queue of leads: claim under a lease, place, give back. The row is the truth.

A worker claims rows (SKIP LOCKED on PostgreSQL, the write lock on SQLite), places them and
records it in one transaction. Claim and placing may also be two transactions: then the token of
the lease fences every write, and a worker that lost its lease changes nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, literal_column, update
from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.base.ids import random_token
from leadminer.handoffs.exploration import FIRST, goes_first
from leadminer.handoffs.states import QueueState
from leadminer.handoffs.tables import QueuedLead
from leadminer.leads.tables import Lead
from leadminer.store import Session, insert_ignore

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """Queued leads a worker holds, and the token that proves it."""

    token: str
    lead_ids: tuple[int, ...]


def enqueue(
    session: Session,
    leads: Iterable[Lead],
    *,
    now: datetime,
    exploration: float = 0.0,
    seed: str = "",
) -> int:
    """Put qualified leads into the queue; those in it already stay. Returns how many are new.

    `exploration`: the share of leads drawn to go first whatever their rank.
    """
    rows = []
    for lead in leads:
        explored = goes_first(lead.id or 0, share=exploration, seed=seed)
        rows.append(
            {
                "lead_id": lead.id,
                "state": QueueState.PENDING.value,
                "priority": lead.rank + (FIRST if explored else 0.0),
                "explored": explored,
                "due_at": now,
                "attempts": 0,
                "reason": "",
                "created_at": now,
            }
        )
    return insert_ignore(session, QueuedLead, rows)


def queued(session: Session, lead_id: int) -> QueuedLead | None:
    """A lead's row in the queue."""
    # updates go past the session, so what it remembers may be old
    fresh = select(QueuedLead).execution_options(populate_existing=True)
    return session.exec(fresh.where(QueuedLead.lead_id == lead_id)).first()


def lock(session: Session, lead_id: int) -> None:
    """Hold a lead's row in the queue until the transaction ends."""
    statement = select(QueuedLead.id).where(QueuedLead.lead_id == lead_id).with_for_update()
    session.exec(statement).first()


def claim(session: Session, *, now: datetime, lease_seconds: int, limit: int) -> Claim:
    """Take up to `limit` due leads, best first, for `lease_seconds`."""
    # for: index queued_lead_pending. The limit stands in the text: as a bound value PostgreSQL
    # would plan it generically after five runs and sort every pending row.
    statement = (
        select(QueuedLead.id, QueuedLead.lead_id)
        .where(col(QueuedLead.state) == literal_column("'pending'"), col(QueuedLead.due_at) <= now)
        .order_by(col(QueuedLead.priority).desc(), col(QueuedLead.id))
        .limit(literal_column(str(int(limit))))
        .with_for_update(skip_locked=True)
    )
    rows = session.exec(statement).all()
    token = random_token(16)
    if rows:
        held = {
            "state": QueueState.LEASED.value,
            "lease_token": token,
            "lease_until": now + timedelta(seconds=lease_seconds),
            "attempts": QueuedLead.attempts + 1,
        }
        _update(session, col(QueuedLead.id).in_([row[0] for row in rows]), **held)
    return Claim(token, tuple(row[1] for row in rows))


def held(session: Session, claimed: Claim) -> list[int]:
    """Those leads of a claim that are still ours, locked until the transaction ends."""
    if not claimed.lead_ids:
        return []
    statement = (
        select(QueuedLead.lead_id)
        .where(col(QueuedLead.lead_id).in_(claimed.lead_ids), *_fence(claimed.token))
        .order_by(col(QueuedLead.id))
        .with_for_update()
    )
    ours = set(session.exec(statement).all())
    return [lead_id for lead_id in claimed.lead_ids if lead_id in ours]


def explored(session: Session, lead_ids: Sequence[int]) -> dict[int, int]:
    """Those of these leads that were drawn to go first, each with how many wait ahead by rank."""
    statement = (
        select(QueuedLead.lead_id, QueuedLead.priority)
        .where(col(QueuedLead.lead_id).in_(lead_ids), col(QueuedLead.explored).is_(True))
        .order_by(col(QueuedLead.lead_id))
    )
    found = {}
    for lead_id, priority in session.exec(statement).all():
        waiting = (QueueState.PENDING.value, QueueState.LEASED.value)
        better = select(func.count(col(QueuedLead.id))).where(
            col(QueuedLead.state).in_(waiting),
            col(QueuedLead.explored).is_(False),
            col(QueuedLead.priority) > priority - FIRST,
        )
        found[lead_id] = int(session.exec(better).one())
    return found


def settle(
    session: Session,
    token: str,
    lead_ids: Sequence[int],
    state: QueueState,
    *,
    reason: str = "",
    due_at: datetime | None = None,
) -> None:
    """Record how a claim ended for these leads. Raises Conflict when the lease was lost."""
    if not lead_ids:
        return
    values: dict[str, Any] = {"lease_token": None, "lease_until": None, "attempts": 0}
    values |= {"state": state.value, "reason": reason}
    if due_at is not None:
        values["due_at"] = due_at
    where = (col(QueuedLead.lead_id).in_(lead_ids), *_fence(token))
    if _update(session, *where, **values) != len(lead_ids):
        raise Conflict("the lease was lost meanwhile: another worker has these leads")


def requeue(
    session: Session, lead_id: int, *, now: datetime, reason: str, called_back_too: bool = False
) -> None:
    """Back into the queue, due now; a called-back lead stays out unless asked. Raises NotFound."""
    row = queued(session, lead_id)
    if row is None:
        raise NotFound(f"lead {lead_id} was never in the queue")
    if row.state == QueueState.LEASED:
        return  # a worker has it and will look at it as it is now
    if row.state == QueueState.WITHDRAWN and not called_back_too:
        return
    row.state, row.reason, row.due_at = QueueState.PENDING, reason, now
    row.attempts, row.lease_token, row.lease_until = 0, None, None
    session.add(row)
    session.flush()


def withdraw(session: Session, lead_id: int, *, reason: str) -> None:
    """Out of the queue for good."""
    values = {"lease_token": None, "lease_until": None, "reason": reason}
    where = col(QueuedLead.lead_id) == lead_id
    _update(session, where, state=QueueState.WITHDRAWN.value, **values)


def revive_exhausted(session: Session, *, now: datetime) -> int:
    """New contracts or offers: leads nobody might have are looked at again."""
    where = col(QueuedLead.state) == QueueState.EXHAUSTED
    return _update(session, where, state=QueueState.PENDING.value, due_at=now)


def reap(session: Session, *, now: datetime, attempts_max: int) -> int:
    """Leases that are over go back to pending, or to the dead letters after too many tries."""
    over = (col(QueuedLead.state) == QueueState.LEASED, col(QueuedLead.lease_until) <= now)
    free = {"lease_token": None, "lease_until": None}
    tired = col(QueuedLead.attempts) >= attempts_max
    reason = f"workers failed on it {attempts_max} times"
    dead = _update(session, *over, tired, state=QueueState.DEAD_LETTER.value, reason=reason, **free)
    if dead:
        logger.warning("leads went to the dead letters", extra={"action": "dead", "count": dead})
    return dead + _update(session, *over, state=QueueState.PENDING.value, **free)


def _fence(token: str) -> tuple[Any, Any]:
    return (col(QueuedLead.state) == QueueState.LEASED, col(QueuedLead.lease_token) == token)


def _update(session: Session, *where: Any, **values: Any) -> int:
    statement = (
        update(QueuedLead)
        .where(*where)
        .values(**values)
        .execution_options(synchronize_session=False)
    )
    return int(session.execute(statement).rowcount)  # type: ignore[attr-defined]
