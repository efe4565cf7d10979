"""Every statement about leads, their moves, their checklist and the judgements they rest on."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, or_, update
from sqlmodel import col, select

from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.leads.checklist import ITEMS, Answer
from leadminer.leads.reasons import After, after, check_good
from leadminer.leads.rules import is_qualified, is_seller
from leadminer.leads.states import LeadState, check_move
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead, LeadFeedback, LeadMove
from leadminer.merchants.tables import Offer
from leadminer.signals import places
from leadminer.signals.rules import signal_key
from leadminer.signals.tables import Signal
from leadminer.store import Session

logger = logging.getLogger(__name__)


def lead(session: Session, lead_id: int) -> Lead:
    """One lead. Raises NotFound."""
    found = session.get(Lead, lead_id)
    if found is None:
        raise NotFound(f"there is no lead {lead_id}")
    return found


def leads_by_id(session: Session, ids: Iterable[int]) -> dict[int, Lead]:
    """Leads by their id."""
    rows = session.exec(select(Lead).where(col(Lead.id).in_(set(ids)))).all()
    return {row.id: row for row in rows if row.id is not None}


def judgement_of(session: Session, signal_id: int) -> Judgement | None:
    """What the scorer said of a signal."""
    return session.exec(select(Judgement).where(Judgement.signal_id == signal_id)).first()


def sold_by(
    session: Session, authors: Iterable[tuple[int, str]]
) -> dict[tuple[int, str], tuple[int, int]]:
    """Of each (source, author): how many posts were judged, and how many of them advertise."""
    wanted = set(authors)
    statement = (
        select(Signal.source_id, Signal.author, Judgement.intent_class, func.count())
        .join(Signal, col(Signal.id) == col(Judgement.signal_id))
        .where(
            col(Signal.source_id).in_({source for source, _ in wanted}),
            col(Signal.author).in_({name for _, name in wanted}),
            Signal.kind == "post",
        )
        .group_by(col(Signal.source_id), col(Signal.author), col(Judgement.intent_class))
    )
    found: dict[tuple[int, str], tuple[int, int]] = {}
    for source, author, intent_class, count in session.exec(statement):
        sold, judged = found.get((source, author or ""), (0, 0))
        sells = count if is_seller(intent_class) else 0
        found[source, author or ""] = (sold + sells, judged + count)
    return found


def leads_of_prospects(session: Session, prospect_ids: Iterable[int]) -> dict[int, list[Lead]]:
    """The leads of several prospects, oldest first."""
    found: dict[int, list[Lead]] = {prospect_id: [] for prospect_id in set(prospect_ids)}
    statement = select(Lead).where(col(Lead.prospect_id).in_(found)).order_by(col(Lead.id))
    for row in session.exec(statement):
        found[row.prospect_id].append(row)
    return found


def ranked(
    session: Session,
    *,
    states: Sequence[str] = (),
    offer_id: int | None = None,
    after_rank: tuple[float, int] | None = None,
    limit: int = 50,
) -> Sequence[Lead]:
    """Leads by rank, best first. `after_rank`: (rank, id) of the last lead of the page before."""
    statement = select(Lead)
    if states:
        statement = statement.where(col(Lead.state).in_(states))
    if offer_id is not None:
        statement = statement.where(Lead.offer_id == offer_id)
    if after_rank is not None:
        best, last = after_rank
        statement = statement.where(
            or_(col(Lead.rank) < best, (col(Lead.rank) == best) & (col(Lead.id) < last))
        )
    # for: index lead_ranked (one state) or lead.rank (all)
    statement = statement.order_by(col(Lead.rank).desc(), col(Lead.id).desc()).limit(limit)
    return session.exec(statement).all()


def move(
    session: Session, row: Lead, to_state: str, *, actor: str, reason: str, now: datetime
) -> Lead:
    """Move a lead and keep who, why and when.

    Raises Conflict for a move that is not allowed, or when somebody else was quicker: the update
    is guarded by the state the lead was read in. To the state it already has: nothing happens.
    """
    if row.state == to_state:
        return row
    start, end = check_move(row.state, to_state)
    guarded = (
        update(Lead)
        .where(col(Lead.id) == row.id, col(Lead.state) == start)
        .values(state=end.value, updated_at=now)
        .execution_options(synchronize_session=False)
    )
    if session.execute(guarded).rowcount == 0:  # type: ignore[attr-defined]
        session.refresh(row)
        raise Conflict(f"lead {row.id} is {row.state} by now: look at it again")
    session.refresh(row)
    assert row.id is not None
    session.add(
        LeadMove(
            lead_id=row.id,
            from_state=start.value,
            to_state=end.value,
            actor=actor,
            reason=reason,
            at=now,
        )
    )
    session.flush()
    logger.info("a lead moved to %s", end, extra={"action": "lead_moved", "lead_id": row.id})
    return row


def disqualify(
    session: Session, row: Lead, code: str, *, actor: str, now: datetime, words: str = ""
) -> After:
    """Give a lead up with a reason code; returns what is to follow (see `reasons.py`).

    The caller carries out SUPPRESS. Raises InvalidInput for an unknown code.
    """
    follows = after(code)
    reason = f"{code}: {words}" if words else code
    move(session, row, LeadState.DISQUALIFIED, actor=actor, reason=reason, now=now)
    if follows is After.TEACH:
        set_feedback(session, row, "bad", now=now, actor=actor, reason=code, words=words)
    return follows


def set_feedback(
    session: Session,
    row: Lead,
    verdict: str,
    *,
    now: datetime,
    actor: str = "",
    reason: str = "",
    words: str = "",
) -> None:
    """The operator's verdict that teaches the scorer: good, bad, or "" to take it back.

    Every verdict is kept with who, when and why; the last one counts. Raises InvalidInput for an
    unknown verdict or reason code.
    """
    if verdict not in ("good", "bad", ""):
        raise InvalidInput(f"unknown verdict {verdict!r}: use good or bad")
    if reason:
        (check_good if verdict == "good" else after)(reason)
    assert row.id is not None
    if row.feedback != verdict or reason or words:
        said = LeadFeedback(
            lead_id=row.id,
            signal_id=row.signal_id,
            verdict=verdict,
            reason=reason,
            words=words,
            actor=actor,
            at=now,
        )
        session.add(said)
    row.feedback = verdict
    row.updated_at = now
    session.add(row)
    session.flush()


def moves(session: Session, lead_id: int) -> Sequence[LeadMove]:
    """The moves of a lead, oldest first."""
    statement = select(LeadMove).where(LeadMove.lead_id == lead_id)
    return session.exec(statement.order_by(col(LeadMove.id))).all()


def checklist(session: Session, lead_id: int) -> dict[str, ChecklistAnswer]:
    """What is known of a lead, by item, in the order of the checklist."""
    rows = session.exec(select(ChecklistAnswer).where(ChecklistAnswer.lead_id == lead_id)).all()
    by_item = {row.item: row for row in rows}
    return {item: by_item[item] for item in ITEMS if item in by_item}


def answer(
    session: Session, row: Lead, item: str, value: str, *, origin: str, actor: str, now: datetime
) -> ChecklistAnswer:
    """Note what is known of one item (`value` "" makes it unknown again; "?" means asked).

    When all that the offer requires is known, the lead becomes qualified; its queueing is a step
    of `flow.hand_off`. Raises InvalidInput for an unknown item.
    """
    if item not in ITEMS:
        raise InvalidInput(f"unknown item {item!r}: use one of {', '.join(ITEMS)}")
    assert row.id is not None
    statement = select(ChecklistAnswer).where(
        ChecklistAnswer.lead_id == row.id, ChecklistAnswer.item == item
    )
    found = session.exec(statement).first()
    if found is None:
        found = ChecklistAnswer(lead_id=row.id, item=item, updated_at=now)
    found.status = "asked" if value == "?" else "known" if value else "unknown"
    found.value = "" if value == "?" else value
    found.origin = origin
    found.updated_at = now
    session.add(found)
    session.flush()
    qualify_if_met(session, row, actor=actor, now=now)
    return found


def qualify_if_met(session: Session, row: Lead, *, actor: str, now: datetime) -> bool:
    """Make a lead qualified if its offer's checklist is met. Returns whether it now is."""
    if row.state not in (LeadState.NEW, LeadState.CONTACTED, LeadState.ENGAGED):
        return row.state == LeadState.QUALIFIED
    offer = session.get(Offer, row.offer_id)
    assert offer is not None and row.id is not None
    known = [item for item, a in checklist(session, row.id).items() if a.status == "known"]
    if not is_qualified(offer.checklist, known):
        return False
    told = ", ".join(sorted(set(offer.checklist) | {"need"}, key=ITEMS.index))
    move(
        session,
        row,
        LeadState.QUALIFIED,
        actor=actor,
        reason=f"the checklist is met: {told}",
        now=now,
    )
    return True


def note_answers(
    session: Session, row: Lead, answers: Mapping[str, Answer], *, now: datetime
) -> None:
    """Keep what the text tells; what is known or asked already stays as it is."""
    assert row.id is not None
    known = checklist(session, row.id)
    for item, told in answers.items():
        if item not in known:
            session.add(
                ChecklistAnswer(
                    lead_id=row.id,
                    item=item,
                    status="known",
                    value=told.value,
                    origin="text",
                    updated_at=now,
                )
            )
    session.flush()


def topics_of(session: Session, signals: Iterable[Signal]) -> dict[int, Signal]:
    """The posts that replies answer, by the reply's id."""
    keys = {s.id: signal_key("post", s.parent_url) for s in signals if s.id and s.parent_url}
    if not keys:
        return {}
    by_key = places.signals_at(session, keys.values())
    return {reply: by_key[key] for reply, key in keys.items() if key in by_key}
