"""The log of scores: the parts of each lead's rank from one moment on, with its features."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import log2

from sqlalchemy import func
from sqlalchemy import select as select_many
from sqlmodel import col, exists, select

from leadminer.leads.rules import half_life, timeliness
from leadminer.leads.states import OPEN
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead
from leadminer.learning.facts import known_of, words_of_fit
from leadminer.learning.tables import ScoreEvent
from leadminer.scoring.outcome_features import row_of
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

MADE, SAID_AGAIN, FILLED_IN, REACH = "made", "said_again", "filled_in", "reach"


def record(
    session: Session,
    leads: Sequence[Lead],
    *,
    cause: str,
    now: datetime,
    decay_days: float,
    said_at: dict[int, datetime] | None = None,
) -> list[ScoreEvent]:
    """Write down the parts of these leads' ranks as they are now. Flushes.

    `said_at`: when a lead's person last said the need, by lead; else when its signal was posted.
    """
    said_at = said_at or {}
    signals, judgements, families = _evidence(session, {lead.signal_id for lead in leads})
    answers = _answers(session, [lead.id for lead in leads if lead.id is not None])
    events = []
    for lead in leads:
        assert lead.id is not None
        signal, judgement = signals[lead.signal_id], judgements.get(lead.signal_id)
        if judgement is None:  # brought in without a judgement: its intent is all that is known
            judgement = Judgement(
                signal_id=lead.signal_id,
                score=lead.intent,
                probability=lead.intent,
                intent=True,
                intent_class="",
                strength=0,
                model_version="",
                judged_at=now,
            )
        said = said_at.get(lead.id) or signal.posted_at or signal.first_seen_at
        known = known_of(
            signal,
            judgement,
            now=now,
            family=families[signal.source_id],
            fit=lead.fit,
            fit_words=words_of_fit(lead.fit_reasons),
            reachability=lead.reachability,
            answers=answers.get(lead.id, ()),
            said_at=said,
        )
        columns, values = row_of(known).packed()
        event = ScoreEvent(
            lead_id=lead.id,
            source_id=signal.source_id,
            at=now,
            cause=cause,
            intent=lead.intent,
            fit=lead.fit,
            reachability=lead.reachability,
            said_at=min(said, now),
            half_life_days=half_life(judgement.intent_class, decay_days=decay_days),
            text_model=judgement.model_version,
            feature_columns=columns,
            feature_values=values,
        )
        events.append(event)
    session.add_all(events)
    session.flush()
    return events


def record_reach(session: Session, lead_id: int, reach: float, *, now: datetime) -> None:
    """Write down that a lead's person can be answered more, or less, surely; nothing else of its
    parts has changed. One that is not logged yet is filled in later."""
    log = events_of(session, lead_id)
    if log:
        session.add(
            ScoreEvent.model_validate(
                log[-1].model_dump(exclude={"id"})
                | {"cause": REACH, "reachability": reach, "at": now}
            )
        )


def fill_in(session: Session, *, now: datetime, decay_days: float, limit: int = 1000) -> int:
    """Open leads from before this log: their parts as they are now. Returns how many."""
    logged = exists().where(col(ScoreEvent.lead_id) == col(Lead.id))
    statement = select(Lead).where(col(Lead.state).in_(OPEN), ~logged).limit(limit)
    leads = session.exec(statement).all()
    if not leads:
        return 0
    signals, judgements, _ = _evidence(session, {lead.signal_id for lead in leads})
    said_at = {}
    for lead in leads:
        signal, judgement = signals[lead.signal_id], judgements.get(lead.signal_id)
        said = signal.posted_at or signal.first_seen_at
        days = half_life(judgement.intent_class if judgement else "", decay_days=decay_days)
        if 0.0 < lead.timeliness < timeliness(said, now, decay_days=days):
            # it was less fresh than that already, and time never makes a lead fresher
            said = now - timedelta(days=-days * log2(lead.timeliness))
        assert lead.id is not None
        said_at[lead.id] = said
    record(session, leads, cause=FILLED_IN, now=now, decay_days=decay_days, said_at=said_at)
    return len(leads)


def last_said(session: Session, lead_ids: Iterable[int]) -> dict[int, datetime]:
    """When the need of each lead was last said, as logged."""
    statement = (
        select(ScoreEvent.lead_id, func.max(ScoreEvent.said_at))
        .where(col(ScoreEvent.lead_id).in_(set(lead_ids)))
        .group_by(col(ScoreEvent.lead_id))
    )
    return dict(session.exec(statement).all())


def events_of(session: Session, lead_id: int) -> Sequence[ScoreEvent]:
    """The log of one lead, oldest first."""
    statement = select(ScoreEvent).where(ScoreEvent.lead_id == lead_id)
    return session.exec(statement.order_by(col(ScoreEvent.id))).all()


def _evidence(
    session: Session, signal_ids: set[int]
) -> tuple[dict[int, Signal], dict[int, Judgement], dict[int, str]]:
    """Signals, judgements by signal, and the family of each source."""
    found = select(Signal).where(col(Signal.id).in_(signal_ids))
    signals = {row.id: row for row in session.exec(found) if row.id is not None}
    judged = select(Judgement).where(col(Judgement.signal_id).in_(signal_ids))
    judgements = {row.signal_id: row for row in session.exec(judged)}
    wanted = {row.source_id for row in signals.values()}
    sources = select_many(col(Source.id), col(Source.family)).where(col(Source.id).in_(wanted))
    return signals, judgements, {row[0]: row[1] for row in session.execute(sources)}


def _answers(session: Session, lead_ids: Sequence[int]) -> dict[int, list[str]]:
    """Items of the checklist that the text answered; what a talk answered is left out."""
    statement = select(ChecklistAnswer.lead_id, ChecklistAnswer.item).where(
        col(ChecklistAnswer.lead_id).in_(lead_ids), ChecklistAnswer.origin == "text"
    )
    found: dict[int, list[str]] = {}
    for lead_id, item in session.exec(statement):
        found.setdefault(lead_id, []).append(item)
    return found
