"""Taking an import back: its signals and what followed from them go, unless it left the house."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict
from leadminer.flow import hand_off
from leadminer.flow.intake import Begin
from leadminer.handoffs import queue
from leadminer.intake import queries
from leadminer.intake.states import RowOutcome
from leadminer.intake.tables import IntakeRow
from leadminer.leads.states import LeadState
from leadminer.leads.tables import Lead
from leadminer.prospects import answers
from leadminer.prospects.identity import points_of
from leadminer.prospects.tables import ContactPoint, IdentityEdge, IdentityKey
from leadminer.signals.tables import Signal, SignalPlace
from leadminer.store import Session
from leadminer.store.removal import Holds, InUse, remove

logger = logging.getLogger(__name__)

BATCH = 100
UNSENT = frozenset({"proposed", "dismissed", "due", "held", "refused"})


def _always(_row: Mapping[str, Any]) -> bool:
    return True


def _was_sent(row: Mapping[str, Any]) -> bool:
    return row["state"] not in UNSENT


# what stands for something outside of the house, or for a person's own work
HOLDS: Holds = {
    "handoff": _always,
    "touch": _always,
    "deal": _always,
    "signal_label": _always,
    "message": _was_sent,
}
# a person whom anything else still names stays
PERSON_HOLDS: Holds = {**HOLDS, "lead": _always, "identity_edge": _always, "message": _always}


def undo(
    begin: Begin,
    clock: Clock,
    intake_id: int,
    *,
    actor: str,
    on_batch: Callable[[dict[str, int]], None] | None = None,
) -> dict[str, int]:
    """Take an import back, a batch a transaction. Returns how many rows were undone and kept;
    `on_batch` is told so after each.

    A signal goes with its judgement, its lead and whom it was the only trace of. A lead that
    is with a merchant is called back instead, and one whose person was written to is given up:
    both are told as kept. Doing it again changes nothing. Raises NotFound.
    """
    counts: dict[str, int] = {}
    last = 0
    while True:
        with begin() as session:
            intake = queries.intake(session, intake_id)
            rows = queries.rows(
                session, intake_id, outcome=RowOutcome.STORED, after_line=last, limit=BATCH
            )
            for row in rows:
                outcome = _take_back(session, row, actor=actor, clock=clock)
                counts[outcome] = counts.get(outcome, 0) + 1
                last = row.line
            if not rows:
                intake.ended_at = intake.ended_at or clock.now()
                intake.undone_at, intake.undone_by = intake.undone_at or clock.now(), actor
                session.add(intake)
                break
        if on_batch is not None:
            on_batch(counts)
    logger.info("an import was taken back", extra={"action": "intake_undone", "intake": intake_id})
    return counts


def _take_back(session: Session, row: IntakeRow, *, actor: str, clock: Clock) -> RowOutcome:
    signal = session.exec(
        select(Signal).where(Signal.id == row.signal_id).with_for_update()
    ).first()
    outcome, why = RowOutcome.UNDONE, "in_use"
    if signal is not None and _is_read_elsewhere(session, signal):
        outcome, why = RowOutcome.KEPT, "seen_elsewhere"
    elif signal is not None:
        leads = session.exec(select(Lead).where(Lead.signal_id == signal.id)).all()
        for lead in leads:
            queue.lock(session, lead.id or 0)  # nobody hands it over while we look
        try:
            with session.begin_nested():
                _remove_signal(session, signal)
        except (InUse, IntegrityError):
            outcome = RowOutcome.KEPT
            for lead in leads:
                _give_up(session, lead.id or 0, row.intake_id, actor=actor, clock=clock)
    row.outcome = outcome
    if outcome is RowOutcome.UNDONE:
        row.signal_id = None
    else:
        row.reason = why
    session.add(row)
    session.flush()
    return outcome


def _is_read_elsewhere(session: Session, signal: Signal) -> bool:
    """Whether mining met the same words at a place of its own: then they are not ours to take."""
    mined = select(SignalPlace.id).where(
        SignalPlace.signal_id == signal.id, col(SignalPlace.run_id).is_not(None)
    )
    return session.exec(mined.limit(1)).first() is not None


def _give_up(session: Session, lead_id: int, intake_id: int, *, actor: str, clock: Clock) -> None:
    lead = session.get(Lead, lead_id, populate_existing=True)
    if lead is None or lead.state in (LeadState.WON, LeadState.LOST):
        return
    words = f"import {intake_id} was taken back"
    try:
        hand_off.withdraw(session, lead_id, actor=actor, clock=clock, code="other", words=words)
    except Conflict as error:
        logger.warning("a lead of an undone import stays: %s", error.message)


def _remove_signal(session: Session, signal: Signal) -> None:
    """Delete a signal and what followed from it. Raises InUse, or the database's own no."""
    assert signal.id is not None
    edges = session.exec(select(IdentityEdge).where(IdentityEdge.signal_id == signal.id)).all()
    prospects = sorted({edge.prospect_id for edge in edges})
    signal_id, url = signal.id, signal.url
    session.flush()
    if signal.kind == "company":
        answers.forget_company(session, signal.company)
    remove(session, "signal", signal_id, holds=HOLDS)
    session.expire_all()
    for prospect_id in prospects:
        _forget_points(session, prospect_id, url)
        try:
            with session.begin_nested():
                remove(session, "prospect", prospect_id, holds=PERSON_HOLDS)
        except (InUse, IntegrityError):
            continue


def _forget_points(session: Session, prospect_id: int, url: str) -> None:
    """Drop the contact points only this signal told of."""
    told = session.exec(
        select(Signal)
        .join(IdentityEdge, col(IdentityEdge.signal_id) == col(Signal.id))
        .where(IdentityEdge.prospect_id == prospect_id, col(IdentityEdge.undone_at).is_(None))
    ).all()
    others = {(p.kind, p.value) for other in told for p in points_of(session, other)}
    points = session.exec(
        select(ContactPoint).where(
            ContactPoint.prospect_id == prospect_id,
            ContactPoint.source_url == url,
            ContactPoint.origin == "imported",
        )
    ).all()
    for point in points:
        if (point.kind, point.value) in others:
            continue
        try:
            with session.begin_nested():
                session.execute(delete(ContactPoint).where(col(ContactPoint.id) == point.id))
                session.execute(
                    delete(IdentityKey).where(
                        col(IdentityKey.prospect_id) == prospect_id,
                        col(IdentityKey.value_hash) == point.value_hash,
                    )
                )
        except IntegrityError:
            continue  # a message was written to it
    session.expire_all()
