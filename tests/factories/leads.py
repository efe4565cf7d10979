"""Leads for tests, with all that stands before them."""

from __future__ import annotations

from typing import Any

from leadminer.leads.tables import Judgement, Lead
from leadminer.merchants.tables import Offer
from leadminer.prospects.identity import link_signal
from leadminer.store import Session
from tests.factories.merchants import NOW
from tests.factories.signals import make_signal

KEY = b"a key for tests"


def make_lead(
    session: Session, offer: Offer, *, signal: dict[str, Any] | None = None, **values: Any
) -> Lead:
    """A qualified lead from a post of its own author."""
    row = make_signal(session, **(signal or {}))
    judgement = Judgement(
        signal_id=row.id,
        score=0.9,
        probability=0.9,
        intent=True,
        intent_class="request",
        strength=2,
        lang=row.lang or "",
        reasons=[
            {
                "field": "text",
                "start": 0,
                "end": 2,
                "text": row.text[:2],
                "label": "ask_buy",
                "weight": 1.1,
            }
        ],
        model_version="test",
        judged_at=NOW,
    )
    session.add(judgement)
    prospect = link_signal(session, row, now=NOW, hash_key=KEY)
    lead = Lead(
        **{
            "prospect_id": prospect.id,
            "offer_id": offer.id,
            "signal_id": row.id,
            "state": "qualified",
            "intent": 0.9,
            "fit": 0.6,
            "reachability": 0.7,
            "timeliness": 0.9,
            "rank": 0.8,
            "lang": row.lang or "",
            "created_at": NOW,
            "updated_at": NOW,
            **values,
        }
    )
    session.add(lead)
    session.flush()
    return lead
