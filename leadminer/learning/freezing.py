"""What was known when a lead was handed over, written down in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import numpy as np
from sqlmodel import col, select

from leadminer.handoffs.tables import DeliveryContract, Handoff
from leadminer.leads.fit import Fit, fit
from leadminer.leads.needs import need_text, offer_words
from leadminer.leads.queries import leads_by_id, topics_of
from leadminer.leads.tables import ChecklistAnswer, Judgement, Lead
from leadminer.learning import models
from leadminer.learning.facts import known_of, words_of_fit
from leadminer.learning.scores import last_said
from leadminer.learning.tables import HandoffFeatures
from leadminer.merchants.tables import Offer
from leadminer.scoring.outcome_features import row_of, table_of
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session, insert_ignore


def freeze(session: Session, handoffs: Sequence[Handoff], *, now: datetime) -> int:
    """Write down the features of new hand-offs; those frozen already stay as they are. Flushes."""
    if not handoffs:
        return 0
    leads = leads_by_id(session, [handoff.lead_id for handoff in handoffs])
    signals = _by_id(session, Signal, {lead.signal_id for lead in leads.values()})
    sources = _by_id(session, Source, {signal.source_id for signal in signals.values()})
    contracts = _by_id(session, DeliveryContract, {h.contract_id for h in handoffs})
    offers = _by_id(session, Offer, {row.offer_id for row in contracts.values()})
    topics = topics_of(session, list(signals.values()))
    judged = select(Judgement).where(col(Judgement.signal_id).in_(signals))
    judgements = {row.signal_id: row for row in session.exec(judged)}
    answers = _text_answers(session, leads)
    said = last_said(session, leads)
    model = models.active(session)
    rows = []
    for handoff in handoffs:
        lead = leads[handoff.lead_id]
        signal, judgement = signals[lead.signal_id], judgements.get(lead.signal_id)
        if judgement is None:
            continue  # never judged: nothing to learn from
        offer = offers[contracts[handoff.contract_id].offer_id]
        suits = _fit(lead, offer, signal, topics.get(signal.id or 0))
        known = known_of(
            signal,
            judgement,
            now=now,
            family=sources[signal.source_id].family,
            fit=suits.score,
            fit_words=words_of_fit(suits.reasons),
            reachability=lead.reachability,
            answers=answers.get(handoff.lead_id, ()),
            said_at=said.get(handoff.lead_id),
        )
        columns, values = row_of(known).packed()
        learnt = model.learnt(table_of([(columns, values)]), np.array([handoff.merchant_id]))
        rows.append(
            {
                "handoff_id": handoff.id,
                "lead_id": handoff.lead_id,
                "offer_id": offer.id,
                "merchant_id": handoff.merchant_id,
                "source_id": signal.source_id,
                "at": now,
                "text_model": judgement.model_version,
                "model_version": model.version,
                "intent": judgement.score,
                "learnt": float(learnt[0]),
                "rank": lead.rank,
                "feature_columns": columns,
                "feature_values": values,
            }
        )
    return insert_ignore(session, HandoffFeatures, rows)


def _fit(lead: Lead, offer: Offer, signal: Signal, topic: Signal | None) -> Fit:
    """How well the need suits the offer it was handed over for; the lead may be another's."""
    if lead.offer_id == offer.id:
        return Fit(lead.fit, "keywords", lead.fit_reasons)
    need = need_text(signal, topic, lang=lead.lang, country=lead.country)
    return fit(need, offer_words(offer))


def _text_answers(session: Session, leads: dict[int, Lead]) -> dict[int, list[str]]:
    statement = select(ChecklistAnswer.lead_id, ChecklistAnswer.item).where(
        col(ChecklistAnswer.lead_id).in_(leads), ChecklistAnswer.origin == "text"
    )
    found: dict[int, list[str]] = {}
    for lead_id, item in session.exec(statement):
        found.setdefault(lead_id, []).append(item)
    return found


def _by_id(session: Session, table: Any, ids: set[int]) -> dict[int, Any]:
    rows = session.exec(select(table).where(table.id.in_(ids)))
    return {row.id: row for row in rows}
