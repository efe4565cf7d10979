"""Versions of what was learnt: kept, listed, taken into use, taken back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete
from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.leads.states import OPEN
from leadminer.leads.tables import Lead
from leadminer.learning.tables import IntentModel, ModelUse
from leadminer.scoring.outcome_model import OutcomeModel, model_of
from leadminer.store import Session, insert_ignore

NONE = "none"
"""How people name the state before any model: the text's score alone."""


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A version in the list: what it is, whether it is in use, and since when."""

    model: IntentModel
    in_use: bool
    used_at: datetime | None  # the last time it was taken into use


def list_models(session: Session, *, limit: int = 50) -> list[ModelRow]:
    """Versions, newest first."""
    statement = select(IntentModel).order_by(col(IntentModel.id).desc()).limit(limit)
    current = current_use(session)
    uses: dict[str, datetime] = {}
    for use in session.exec(select(ModelUse).order_by(col(ModelUse.id))):
        uses[use.version] = use.at
    now_used = current.version if current else ""
    return [
        ModelRow(row, row.version == now_used, uses.get(row.version))
        for row in session.exec(statement)
    ]


def model_uses(session: Session, *, limit: int = 50) -> Sequence[ModelUse]:
    """Which version was in use from when on, newest first."""
    return session.exec(select(ModelUse).order_by(col(ModelUse.id).desc()).limit(limit)).all()


def current_use(session: Session) -> ModelUse | None:
    """What is in use now; None before anything was learnt."""
    return session.exec(select(ModelUse).order_by(col(ModelUse.id).desc()).limit(1)).first()


def newest(session: Session) -> IntentModel | None:
    """The version made last, in use or not."""
    return session.exec(select(IntentModel).order_by(col(IntentModel.id).desc()).limit(1)).first()


def newest_facts(session: Session) -> tuple[datetime, dict[str, Any]] | None:
    """When the version made last was made, and its figures."""
    statement = select(IntentModel.made_at, IntentModel.figures)
    found = session.exec(statement.order_by(col(IntentModel.id).desc()).limit(1)).first()
    return (found[0], dict(found[1])) if found else None


def stored(session: Session, version: str) -> IntentModel:
    """One version. Raises NotFound, naming the newest there are."""
    found = session.exec(select(IntentModel).where(IntentModel.version == version)).first()
    if found is None:
        known = ", ".join(row.model.version for row in list_models(session, limit=5)) or "none yet"
        raise NotFound(
            f"there is no intent model {version!r} (any more: scoring.models_kept, or somebody "
            f"was erased); the newest are: {known}"
        )
    return found


def active(session: Session) -> OutcomeModel:
    """The model in use; one that has learnt nothing before there is any."""
    use = current_use(session)
    return model_named(session, use.version) if use else OutcomeModel()


def active_at(session: Session, moment: datetime) -> OutcomeModel:
    """The model that was in use at a moment."""
    statement = select(ModelUse).where(col(ModelUse.at) <= moment)
    use = session.exec(statement.order_by(col(ModelUse.id).desc()).limit(1)).first()
    return model_named(session, use.version) if use else OutcomeModel()


def model_named(session: Session, version: str) -> OutcomeModel:
    """A version ready to use; "" is the one that has learnt nothing."""
    return model_of(stored(session, version).params) if version else OutcomeModel()


def keep(session: Session, row: IntentModel) -> bool:
    """Store a version; one that is there already (learnt from the same events) is left alone."""
    values = {name: getattr(row, name) for name in IntentModel.model_fields if name != "id"}
    return bool(insert_ignore(session, IntentModel, [values]))


def use(
    session: Session, version: str, *, actor: str, now: datetime, reason: str = "", pin: bool = True
) -> ModelUse:
    """Take a version into use ("none": the text's score alone). Ranks follow as a later step.

    Pinned, newer versions are still made, but not taken into use until `follow`. Raises NotFound.
    """
    version = "" if version == NONE else version
    if version:
        stored(session, version)
    row = ModelUse(version=version, pinned=pin, actor=actor, reason=reason, at=now)
    session.add(row)
    session.flush()
    return row


def rollback(session: Session, *, actor: str, now: datetime) -> ModelUse:
    """Take the version that was in use before the present one into use, and stay with it.

    Raises Conflict when there was none before.
    """
    present = current_use(session)
    if present is None:
        raise Conflict("no intent model is in use: there is nothing to roll back to")
    statement = select(ModelUse.version).where(
        col(ModelUse.id) < present.id, col(ModelUse.version) != present.version
    )
    before = session.exec(statement.order_by(col(ModelUse.id).desc()).limit(1)).first()
    if before is None and not present.version:
        raise Conflict("no intent model was in use before: there is nothing to roll back to")
    return use(
        session, before or NONE, actor=actor, now=now, reason=f"back from {present.version or NONE}"
    )


def follow(session: Session, *, actor: str, now: datetime) -> ModelUse:
    """Take the newest version into use, and every newer one from now on. Raises Conflict."""
    row = newest(session)
    if row is None:
        raise Conflict("nothing was learnt yet: there is no intent model to follow")
    return use(session, row.version, actor=actor, now=now, reason="follow the newest", pin=False)


def mark_applied(session: Session, use_id: int, *, now: datetime) -> None:
    """Note that all open leads are ranked by this use."""
    row = session.get(ModelUse, use_id)
    assert row is not None
    row.applied_at = now
    session.add(row)
    session.flush()


def prune(session: Session, *, keep: int, erased_at: datetime | None = None) -> int:
    """Let old versions go; returns how many. What stays: the version in use, the newest `keep`,
    and those that open leads are ranked by.

    Of versions from before `erased_at` (somebody's features were cut then) only the one in use
    stays, until a newer one is. The log of which version was in use when stays whole.
    """
    current = current_use(session)
    in_use = current.version if current else ""
    rows = session.exec(
        select(IntentModel.id, IntentModel.version, IntentModel.made_at).order_by(
            col(IntentModel.id).desc()
        )
    ).all()
    ranked = set(
        session.exec(select(Lead.model_version).where(col(Lead.state).in_(OPEN)).distinct())
    )
    gone = [
        number
        for place, (number, version, made_at) in enumerate(rows)
        if version != in_use
        and (
            (erased_at is not None and made_at <= erased_at)
            or (place >= keep and version not in ranked)
        )
    ]
    if gone:
        session.execute(delete(IntentModel).where(col(IntentModel.id).in_(gone)))
    return len(gone)
