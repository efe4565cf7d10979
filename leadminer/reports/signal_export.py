"""Signals as one object a line, with what the scorer said of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, Any

from sqlmodel import col, select

from leadminer.base.errors import NotFound
from leadminer.leads.tables import Judgement
from leadminer.signals import places, queries
from leadminer.signals.industries import table
from leadminer.signals.tables import Signal
from leadminer.store import Session

PAGE = 500


def each_object(session: Session) -> Iterator[dict[str, Any]]:
    """Every signal in order of arrival, in the form of the export contract.

    A signal that was not judged yet has intent false, score null and category null.
    """
    page: list[Signal] = []
    for signal in queries.each_signal(session, size=PAGE):
        page.append(signal)
        if len(page) == PAGE:
            yield from objects_of(session, page)
            page = []
    yield from objects_of(session, page)


def one_object(session: Session, signal_id: int) -> dict[str, Any]:
    """One signal as above, with its number, the languages of its parts and what was masked or kept
    of what it tells. Raises NotFound."""
    signal = session.get(Signal, signal_id)
    if signal is None:
        raise NotFound(f"there is no signal {signal_id}; list them: leadminer signals list --json")
    spans = [fact for fact in signal.facts if fact["kind"] == "language"]
    told = {
        f"{fact['value']['category']}: {fact['value']['action']}"
        for fact in signal.facts if fact["kind"] == "sensitive"
    }  # fmt: skip
    return {
        "id": signal.id,
        **objects_of(session, [signal])[0],
        "languages": [
            {"field": f["field"], "start": f["start"], "end": f["end"],
             "lang": f["value"]["lang"], "confidence": f["confidence"]} for f in spans
        ],
        "sensitive": sorted(told),
    }  # fmt: skip


def write_jsonl(session: Session, file: IO[str]) -> int:
    """Write all signals; returns how many."""
    count = 0
    for row in each_object(session):
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
        count += 1
    return count


def objects_of(session: Session, page: list[Signal]) -> list[dict[str, Any]]:
    """Some signals in the form of the export contract, with their judgements."""
    ids = [signal.id for signal in page]
    found = session.exec(select(Judgement).where(col(Judgement.signal_id).in_(ids)))
    by_signal = {judgement.signal_id: judgement for judgement in found}
    elsewhere = places.places_of(session, (number for number in ids if number))
    answered = places.answered_by(session, page)
    return [
        as_object(
            signal,
            by_signal.get(signal.id or 0),
            places=[place.url for place in elsewhere.get(signal.id or 0, [])],
        )
        | _answered(signal, answered.get(signal.id or 0))
        for signal in page
    ]


def _answered(signal: Signal, other: Signal | None) -> dict[str, Any]:
    """Which post of its thread a reply answers, where its page shows that."""
    if other is not None:
        return {"in_reply_to": {"id": other.id, "url": other.url, "author": other.author}}
    told = signal.in_reply_to or ""
    return {"in_reply_to": {"id": None, "url": told, "author": None}} if "/" in told else {}


def as_object(
    signal: Signal, judgement: Judgement | None, *, places: Sequence[str] = ()
) -> dict[str, Any]:
    """One signal as the contract wants it; `places`: where else the same text was posted."""
    if signal.kind == "company":
        company = signal.company
        return {
            "kind": "company",
            "url": signal.url,
            "name": company.get("name", signal.title),
            "phone": company.get("phone") or None,
            "extension": company.get("extension") or None,
            "email": company.get("email") or None,
            "site": company.get("site") or None,
            "country": company.get("country"),
            "address": company.get("address") or None,
            # all that was told, what of it is contradicted, and why (see docs/mining.md)
            "values": company.get("values", []),
            "conflicts": company.get("conflicts", []),
            **industry_of(signal),
        }
    row: dict[str, Any] = {"kind": signal.kind, "url": signal.url}
    if signal.kind == "reply":
        row["parent_url"] = signal.parent_url
    return (
        row
        | {
            "author": signal.author,
            "title": signal.title,
            "text": signal.text,
            "posted": _iso(signal.posted_at),
            "lang": signal.lang,
            "section": signal.section,
            "fields": signal.fields,
            "intent": bool(judgement and judgement.intent),
            "score": judgement.score if judgement else None,
            "category": judgement.intent_class if judgement else None,
        }
        | ({"facts": signal.facts} if signal.facts else {})
        | industry_of(signal)
        | ({"contacts": signal.contacts} if signal.contacts else {})
        | ({"places": list(places)} if places else {})
    )


def industry_of(signal: Signal) -> dict[str, Any]:
    """The industry of a signal in the lists it is told in; nothing where it is not known."""
    entry = table().get(signal.industry)
    if entry is None:
        return {}
    told = {"isic4": entry.code, "nace2": entry.code, "gbt4754": list(entry.gbt)}
    return {"industry": {**told, "name": entry.name("en"), "found": signal.industries}}


def _iso(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC).isoformat()
