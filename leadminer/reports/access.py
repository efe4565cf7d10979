"""All that is kept of a person or organisation, for that person: from where, why, who got it.

GDPR Art. 15 (with (1)(h): the logic of a judgement, in words) and PIPL Art. 24 and 45 give
everybody the right to see it. Names of other people are left out; recipients are named. Read-only.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlmodel import col, or_, select
from sqlmodel.sql.expression import SelectOfScalar

from leadminer.base.errors import InvalidInput, NotFound
from leadminer.conversations.tables import Message
from leadminer.handoffs.tables import Handoff, HandoffMove
from leadminer.leads import queries as leads
from leadminer.leads.rules import RANK_WEIGHTS
from leadminer.leads.sums import sum_of
from leadminer.leads.tables import Judgement, Lead
from leadminer.merchants.tables import Merchant, Offer
from leadminer.prospects import answers, queries
from leadminer.prospects.consents import hashes_of, suppressions_of
from leadminer.prospects.rules import normalise
from leadminer.prospects.tables import (
    Consent,
    ContactPoint,
    IdentityEdge,
    Prospect,
    ProviderAnswer,
)
from leadminer.signals.company_values import ASKED_FIELDS, FIELDS, chosen
from leadminer.signals.tables import Signal, SignalPlace, Source
from leadminer.store import Session

KINDS = ("email", "phone", "account", "wechat", "qq", "whatsapp", "telegram", "line", "site")
Told = dict[str, Any]


def find(session: Session, asked: str) -> Prospect:
    """The prospect of a number ("17") or of a contact point ("kim@mail.example").

    One that was merged into another gives the other. Raises NotFound, and InvalidInput if a
    contact point belongs to several.
    """
    if asked.strip().isdecimal():
        return _kept(session, int(asked))
    values = {value for kind in KINDS if (value := normalise(kind, asked.strip()))}
    rows = session.exec(
        select(ContactPoint.prospect_id).where(col(ContactPoint.value).in_(values)).distinct()
    )
    found = sorted({_kept(session, number).id or 0 for number in rows})
    if not found:
        raise NotFound(f"nothing is kept of {asked!r}: no prospect has this contact point")
    if len(found) > 1:
        raise InvalidInput(
            f"several prospects have {asked!r}; name one by its number:"
            f" {', '.join(str(number) for number in found)}"
        )
    return queries.prospect(session, found[0])


def _kept(session: Session, number: int) -> Prospect:
    found = queries.prospect(session, number)
    while found.merged_into is not None:
        found = queries.prospect(session, found.merged_into)
    return found


def access_view(session: Session, prospect: Prospect) -> Told:
    """Everything kept of a prospect. Moments are datetimes; the rest is plain JSON."""
    number = prospect.id or 0
    names = dict(session.exec(select(Merchant.id, Merchant.name)).all())
    mine = leads.leads_of_prospects(session, [number])[number]
    return {
        "prospect": {
            "id": number,
            "kind": prospect.kind,
            "name": prospect.display_name,
            "lang": prospect.lang or "",
            "country": prospect.country or "",
            "since": prospect.created_at,
        },
        "contact_points": [
            {
                "kind": point.kind,
                "value": point.value,
                "origin": point.origin,
                "read_on": point.source_url,
                "at": point.observed_at,
                "mail": point.mail_check,
            }
            for point in queries.contact_points(session, number)
        ],
        "texts": _texts(session, number),
        "asked": _asked(session, number),
        "leads": [_lead(session, lead, names) for lead in mine],
        "messages": _messages(session, number, names),
        "recipients": _recipients(session, [lead.id or 0 for lead in mine], names),
        "consents": _consents(session, number, names),
        "refusals": _refusals(session, number, names),
    }


def _edges(prospect_id: int) -> SelectOfScalar[int]:
    return select(IdentityEdge.signal_id).where(
        IdentityEdge.prospect_id == prospect_id, col(IdentityEdge.undone_at).is_(None)
    )


def _asked(session: Session, prospect_id: int) -> list[Told]:
    """Which services were asked about a company, what each was told of it and what it answered."""
    theirs = select(Signal).where(col(Signal.id).in_(_edges(prospect_id)), Signal.kind == "company")
    told = {
        answers.question_key(s.company): answers.told_of(s.company) for s in session.exec(theirs)
    }
    query = select(ProviderAnswer).where(col(ProviderAnswer.key).in_(told.keys() - {""}))
    return [
        {
            "provider": row.provider,
            "told": told[row.key],
            "state": row.state,
            "at": row.asked_at,
            "held_until": row.expires_at,
            "answer": [{"field": v["field"], "value": v["value"]} for v in row.fields],
        }
        for row in session.exec(query.order_by(col(ProviderAnswer.asked_at)))
    ]


def _texts(session: Session, prospect_id: int) -> list[Told]:
    """What was read of the prospect, each text with what was made of it and why.

    A text that turned out to be somebody else's is that person's, whatever lead it began.
    """
    theirs = _edges(prospect_id)
    linked = select(IdentityEdge.signal_id).where(col(IdentityEdge.undone_at).is_(None))
    of_leads = select(Lead.signal_id).where(
        Lead.prospect_id == prospect_id, col(Lead.signal_id).not_in(linked)
    )
    query = (
        select(Signal, Source.host, Judgement)
        .join(Source, col(Source.id) == col(Signal.source_id))
        .outerjoin(Judgement, col(Judgement.signal_id) == col(Signal.id))
        .where(or_(col(Signal.id).in_(theirs), col(Signal.id).in_(of_leads)))
        .order_by(col(Signal.id))
    )
    return [_text(session, *row) for row in session.exec(query)]


def _text(session: Session, signal: Signal, host: str, judgement: Judgement | None) -> Told:
    places = select(SignalPlace.url).where(SignalPlace.signal_id == signal.id)
    return {
        "url": signal.url,
        "also_at": list(session.exec(places.order_by(col(SignalPlace.id)))),
        "host": host,
        "author": signal.author or "",
        "title": signal.title,
        "text": signal.text,
        "lang": signal.lang or "",
        "section": list(signal.section),
        "fields": dict(signal.fields),
        "company": dict(signal.company),
        "values": _values(signal),
        "posted_at": signal.posted_at,
        "read_at": signal.fetched_at,
        "facts": [
            {"kind": str(fact.get("kind", "")), "text": str(fact.get("text", ""))}
            for fact in signal.facts
            if fact.get("text")
        ],
        "sensitive": _sensitive(signal),
        "judgement": _judgement(judgement) if judgement else None,
    }


def _values(signal: Signal) -> list[Told]:
    """What is known of a company, value by value: the one that counts first, with how sure it is,
    then what else is told. Rows of old, and of imports, tell no more than the value."""
    company = signal.company
    values: list[Told] = company.get("values") or [
        {"field": field, "value": company[field], "source": signal.url}
        for field in FIELDS
        if company.get(field)
    ]
    best = chosen(values) if company.get("values") else {}
    sure = company.get("confidence") or {}
    return sorted(
        (
            {
                "field": value["field"],
                "value": str(value["value"]),
                "extension": str(value.get("extension") or ""),
                "counts": not best or best.get(value["field"]) is value,
                "confidence": sure.get(value["field"])
                if best.get(value["field"]) is value
                else value.get("confidence"),
                "method": str(value.get("method") or ""),
                "provider": str(value.get("provider") or ""),
                "source": str(value.get("source") or ""),
                "at": _moment(value.get("observed_at")),
                "gone": bool(value.get("gone")),
            }
            for value in values
            if value["field"] in ASKED_FIELDS
        ),
        key=lambda row: (ASKED_FIELDS.index(row["field"]), not row["counts"]),
    )


def _moment(text: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(text))
    except ValueError:
        return None


def _sensitive(signal: Signal) -> list[Told]:
    """Of what kind something was masked or kept, each once; the words are not there to be told."""
    told = [fact["value"] for fact in signal.facts if fact.get("kind") == "sensitive"]
    pairs = sorted({(each["category"], each["action"]) for each in told})
    return [{"category": category, "action": action} for category, action in pairs]


def _judgement(row: Judgement) -> Told:
    whole = sum_of(row)
    return {
        "intent_class": row.intent_class,
        "score": row.score,
        "probability": row.probability,
        "strength": row.strength,
        "reasons": list(row.reasons),
        "rest": whole.rest,
        "log_odds": whole.log_odds,
        "note": row.note,
        "by": row.model_version,
        "at": row.judged_at,
    }


def _lead(session: Session, lead: Lead, names: dict[int | None, str]) -> Told:
    offer = session.get(Offer, lead.offer_id)
    known = leads.checklist(session, lead.id or 0)
    return {
        "id": lead.id,
        "state": lead.state,
        "offer": offer.name if offer else "",
        "merchant": names.get(offer.merchant_id, "") if offer else "",
        "rank": lead.rank,
        "parts": [
            {"name": name, "value": getattr(lead, name), "share": share}
            for name, share in RANK_WEIGHTS.items()
        ],
        "learnt": lead.learnt,
        "need_p": lead.need_p,
        "deal_p": lead.deal_p,
        "fit_reasons": list(lead.fit_reasons),
        "known": {item: row.value for item, row in known.items() if row.status == "known"},
        "verdict": lead.feedback,
        "moves": [
            {"to": move.to_state, "reason": move.reason, "by": _role(move.actor), "at": move.at}
            for move in leads.moves(session, lead.id or 0)
        ],
        "since": lead.created_at,
    }


def _messages(session: Session, prospect_id: int, names: dict[int | None, str]) -> list[Told]:
    query = select(Message).where(Message.prospect_id == prospect_id).order_by(col(Message.id))
    return [
        {
            "channel": row.channel,
            "state": row.state,
            "merchant": names.get(row.merchant_id, ""),
            "subject": row.subject,
            "body": row.body,
            "rule": row.rule_id,
            "policy": row.policy_version,
            "explanation": str(row.decision.get("explanation", "")),
            "citation": str(row.decision.get("citation", "")),
            "at": row.ended_at or row.created_at,
        }
        for row in session.exec(query)
    ]


def _recipients(
    session: Session, lead_ids: Sequence[int], names: dict[int | None, str]
) -> list[Told]:
    """Merchants that got something, what they saw of it, and when."""
    query = select(Handoff).where(col(Handoff.lead_id).in_(lead_ids)).order_by(col(Handoff.id))
    found = []
    for row in session.exec(query):
        moves = select(HandoffMove.at).where(
            HandoffMove.handoff_id == row.id, HandoffMove.to_state == "accepted"
        )
        merchant = session.get(Merchant, row.merchant_id)
        found.append(
            {
                "merchant": names.get(row.merchant_id, ""),
                "site": merchant.site if merchant else "",
                "lead": row.lead_id,
                "state": row.state,
                "given_at": row.delivered_at,
                "name_shown_at": session.exec(moves.order_by(col(HandoffMove.id))).first(),
            }
        )
    return found


def _consents(session: Session, prospect_id: int, names: dict[int | None, str]) -> list[Told]:
    hashes = hashes_of(session, prospect_id)
    query = select(Consent).where(col(Consent.contact_hash).in_(hashes)).order_by(col(Consent.id))
    return [
        {
            "channel": row.channel,
            "purpose": row.purpose,
            "kind": row.kind,
            "merchant": names.get(row.merchant_id, ""),
            "evidence": row.evidence,
            "from": row.valid_from,
            "until": row.valid_until,
            "withdrawn_at": row.withdrawn_at,
        }
        for row in session.exec(query)
    ]


def _refusals(session: Session, prospect_id: int, names: dict[int | None, str]) -> list[Told]:
    """Where the person is on the do-not-contact list, so that nobody writes again."""
    found = suppressions_of(session, hashes_of(session, prospect_id))
    return [
        {"reason": row.reason, "merchant": names.get(row.merchant_id, ""), "at": row.at}
        for rows in found.values()
        for row in rows
    ]


def _role(actor: str) -> str:
    return actor.partition(":")[0]
