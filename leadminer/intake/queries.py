"""Every statement about imports and their rows. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.base.errors import NotFound
from leadminer.intake.tables import Intake, IntakeRow
from leadminer.signals import queries as signals
from leadminer.signals.places import signals_at
from leadminer.signals.tables import Signal
from leadminer.store import Session, insert_ignore


def intake(session: Session, intake_id: int) -> Intake:
    """One import. Raises NotFound."""
    found = session.get(Intake, intake_id)
    if found is None:
        raise NotFound(f"there is no import {intake_id}")
    return found


def intakes(session: Session, *, limit: int = 50) -> Sequence[Intake]:
    """Imports, newest first."""
    return session.exec(select(Intake).order_by(col(Intake.id).desc()).limit(limit)).all()


def counts(session: Session, intake_ids: Sequence[int]) -> dict[int, dict[str, int]]:
    """How many rows of each import ended how."""
    statement = (
        select(IntakeRow.intake_id, IntakeRow.outcome, func.count(col(IntakeRow.id)))
        .where(col(IntakeRow.intake_id).in_(list(intake_ids)))
        .group_by(col(IntakeRow.intake_id), col(IntakeRow.outcome))
    )
    found: dict[int, dict[str, int]] = {}
    for intake_id, outcome, number in session.exec(statement):
        found.setdefault(intake_id, {})[outcome] = number
    return found


def sent_by(session: Session, signal_id: int, *, token_id: int) -> bool:
    """Whether a signal was first stored by a request of this token."""
    statement = (
        select(IntakeRow.id)
        .join(Intake, col(Intake.id) == col(IntakeRow.intake_id))
        .where(
            IntakeRow.signal_id == signal_id,
            IntakeRow.outcome == "stored",
            Intake.token_id == token_id,
        )
    )
    return session.exec(statement.limit(1)).first() is not None


def rows(
    session: Session,
    intake_id: int,
    *,
    outcome: str | None = None,
    after_line: int = 0,
    limit: int = 200,
) -> Sequence[IntakeRow]:
    """The rows of an import in their order; `after_line`: the last one of the page before."""
    statement = select(IntakeRow).where(
        IntakeRow.intake_id == intake_id, col(IntakeRow.line) > after_line
    )
    if outcome is not None:
        statement = statement.where(IntakeRow.outcome == outcome)
    return session.exec(statement.order_by(col(IntakeRow.line)).limit(limit)).all()


def begin(
    session: Session,
    *,
    kind: str,
    name: str,
    actor: str,
    now: datetime,
    token_id: int | None = None,
) -> Intake:
    """A new import."""
    row = Intake(kind=kind, name=name[:200], actor=actor, began_at=now, token_id=token_id)
    session.add(row)
    session.flush()
    return row


def known_signals(session: Session, keys: Sequence[str]) -> dict[str, Signal]:
    """The signals that are there already, by key."""
    found = session.exec(select(Signal).where(col(Signal.key).in_(list(keys)))).all()
    return {row.key: row for row in found}


def store(
    session: Session, signal_rows: list[dict[str, Any]], *, mark: str, now: datetime
) -> dict[str, tuple[int, str]]:
    """Keep signals, in one order for all workers. Returns by key the signal's id, and why it is
    not ours: "" for one that is, "known", or "twin" of words known from another place.

    A key somebody else stored a moment earlier is theirs: `mark` (spider_version) tells.
    """
    before = known_signals(session, [row["key"] for row in signal_rows])
    ordered = sorted(signal_rows, key=lambda row: str(row["key"]))
    signals.add_signals(session, ordered, now=now)
    found: dict[str, tuple[int, str]] = {}
    for key, row in signals_at(session, [row["key"] for row in signal_rows]).items():
        if row.key != key:
            found[key] = (row.id or 0, "twin")
        else:
            ours = key not in before and row.spider_version == mark
            found[key] = (row.id or 0, "" if ours else "known")
    return found


def note(session: Session, intake_id: int, outcomes: list[dict[str, Any]]) -> None:
    """Keep what became of rows."""
    insert_ignore(session, IntakeRow, [{"intake_id": intake_id, **row} for row in outcomes])
