"""Runs are held by one worker; signals are stored once; the export keeps its contract."""

from __future__ import annotations

import io
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from leadminer.base.errors import Conflict, NotFound
from leadminer.leads.tables import Judgement
from leadminer.reports.signal_export import write_jsonl
from leadminer.signals import queries
from leadminer.signals.states import Outcome
from leadminer.signals.tables import SourceRun
from leadminer.store import Session

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def queued(session: Session, key: str | None = None) -> SourceRun:
    return queries.add_run(
        session, spider="qa", url="https://x.example/", options={}, now=NOW, key=key
    )


def row(session: Session, key: str, **more: Any) -> dict[str, Any]:
    source = queries.source_of_host(session, "x.example", now=NOW)
    plain = {
        "key": key, "kind": "post", "source_id": source.id, "run_id": None,
        "url": f"https://x.example/{key}", "parent_url": None, "author": "anna",
        "author_url": None,
        "title": "Drums", "text": "We need drums 桶", "text_hash": "", "posted_at": NOW,
        "lang": "en",
        "section": ["Buying"], "fields": {"Quantity": "40"}, "contacts": [], "company": {},
        "fetched_at": NOW, "http_status": 200, "content_hash": "0" * 64, "quote_start": 0,
        "quote_end": 5, "spider": "qa", "spider_version": "1", "first_seen_at": NOW,
        "last_seen_at": NOW,
    }  # fmt: skip
    return plain | more


def test_the_same_key_queues_one_run(session: Session) -> None:
    assert queued(session, "daily:2026-11-18").id == queued(session, "daily:2026-11-18").id
    assert queued(session).id != queued(session).id


def test_a_held_run_cannot_be_taken_until_its_lease_runs_out(session: Session) -> None:
    run = queued(session)
    assert run.id is not None
    first = queries.claim_run(session, run.id, now=NOW, lease=LEASE).lease_token
    with pytest.raises(Conflict):
        queries.claim_run(session, run.id, now=NOW + LEASE / 2, lease=LEASE)
    again = queries.claim_run(session, run.id, now=NOW + LEASE * 2, lease=LEASE)
    assert again.lease_token != first and again.attempts == 2


def test_a_worker_that_lost_its_run_writes_nothing_more(session: Session) -> None:
    run = queued(session)
    assert run.id is not None
    old = queries.claim_run(session, run.id, now=NOW, lease=LEASE).lease_token or ""
    new = queries.claim_run(session, run.id, now=NOW + LEASE * 2, lease=LEASE).lease_token or ""
    later = NOW + LEASE * 3
    assert not queries.renew_run(session, run.id, old, until=later, counts={"pages": 9})
    assert not queries.end_run(session, run.id, old, outcome=Outcome.OK, reason="", now=later)
    assert queries.renew_run(session, run.id, new, until=later, counts={"pages": 3})
    assert queries.end_run(session, run.id, new, outcome=Outcome.OK, reason="done", now=later)
    ended = queries.get_run(session, run.id)
    assert (ended.state, ended.outcome, ended.pages) == ("ended", "ok", 3)
    with pytest.raises(Conflict):
        queries.claim_run(session, run.id, now=later, lease=LEASE)


def test_a_run_that_is_not_there_is_said_so(session: Session) -> None:
    with pytest.raises(NotFound):
        queries.get_run(session, 999)


def test_a_signal_is_kept_once_and_seen_again(session: Session) -> None:
    assert queries.add_signals(session, [row(session, "a"), row(session, "b")], now=NOW) == 2
    later = NOW + timedelta(days=1)
    assert queries.add_signals(session, [row(session, "b"), row(session, "c")], now=later) == 1
    seen = {s.key: s.last_seen_at for s in queries.each_signal(session, size=2)}
    assert len(seen) == 3 and seen["b"] == later and seen["a"] == NOW
    assert queries.count_signals(session, host="x.example", spider="qa") == 3
    assert queries.count_signals(session, host="y.example") == 0


def test_the_export_has_the_form_of_the_contract(session: Session) -> None:
    company = {"name": "Drum AG", "phone": "+41443640000", "email": "", "site": "", "country": "CH"}
    rows = [
        row(session, "a"),
        row(session, "r", kind="reply", parent_url="https://x.example/a", title=""),
        row(session, "c", kind="company", company=company),
    ]
    queries.add_signals(session, rows, now=NOW)
    first = next(queries.each_signal(session))
    session.add(
        Judgement(
            signal_id=first.id, score=0.9, probability=0.8, intent=True, intent_class="request",
            strength=3, model_version="test", judged_at=NOW,
        )
    )  # fmt: skip
    session.flush()
    out = io.StringIO()
    assert write_jsonl(session, out) == 3
    post, reply, firm = (json.loads(line) for line in out.getvalue().splitlines())
    assert post == {
        "kind": "post", "url": "https://x.example/a", "author": "anna", "title": "Drums",
        "text": "We need drums 桶", "posted": "2026-11-18T09:00:00+00:00", "lang": "en",
        "section": ["Buying"], "fields": {"Quantity": "40"}, "intent": True, "score": 0.9,
        "category": "request",
    }  # fmt: skip
    assert reply["parent_url"] == "https://x.example/a" and reply["score"] is None
    assert firm["name"] == "Drum AG" and firm["phone"] == "+41443640000" and firm["email"] is None
    assert {"kind", "url", "name", "phone", "email", "site", "country"} <= set(firm)


def told(phone: str, source: str) -> dict[str, Any]:
    value = {
        "field": "phone", "value": phone, "method": "label", "confidence": 0.9, "source": source,
        "observed_at": NOW.isoformat(),
    }  # fmt: skip
    return {"name": "Acme", "phone": phone, "extension": "", "values": [value], "conflicts": []}


def test_a_later_run_adds_what_it_is_told_otherwise_of_a_company(session: Session) -> None:
    first = row(session, "acme", kind="company", company=told("+442079460001", "https://x/1"))
    queries.add_signals(session, [first], now=NOW)
    queries.add_signals(
        session, [{**first, "company": told("+442079460002", "https://x/2")}], now=NOW
    )
    company = queries.list_signals(session, kind="company")[0].company
    assert [v["value"] for v in company["values"]] == ["+442079460001", "+442079460002"]
    assert (company["phone"], company["conflicts"]) == ("+442079460001", ["phone"])
    queries.add_signals(
        session, [{**first, "company": told("+442079460002", "https://x/1")}], now=NOW
    )
    session.expire_all()
    company = queries.list_signals(session, kind="company")[0].company
    assert company["phone"] == "+442079460002", "its page tells another number now"


def test_what_was_emptied_is_not_filled_again(session: Session) -> None:
    first = row(session, "acme", kind="company", company={})
    queries.add_signals(session, [first], now=NOW)
    queries.add_signals(
        session, [{**first, "company": told("+442079460002", "https://x/2")}], now=NOW
    )
    assert queries.list_signals(session, kind="company")[0].company == {}
