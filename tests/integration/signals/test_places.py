"""A text met at another place is kept as a place of its signal, once, with its evidence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.leads.queries import topics_of
from leadminer.reports.signal_export import each_object
from leadminer.signals import queries, twins
from leadminer.signals.places import places_of
from leadminer.signals.rules import signal_key
from leadminer.signals.tables import Signal, SignalPlace, TextPrint
from leadminer.store import Session
from tests.factories.signals import make_signal, make_source

TEXT = (
    "We are looking for a supplier of 200 steel drums for our plant in Berlin. Delivery before"
    " March, budget about 8000 EUR. Please send offers."
)


def row(
    session: Session, clock: FixedClock, host: str, number: int, **other: Any
) -> dict[str, Any]:
    url = f"https://{host}/t/{number}"
    return {
        "key": signal_key(other.get("kind", "post"), url, parent_url=other.get("parent_url", "")),
        "kind": "post", "source_id": make_source(session, host).id, "run_id": None, "url": url,
        "parent_url": None, "author": "ann", "author_url": None, "title": "Drums wanted",
        "text": TEXT, "text_hash": "0" * 64, "posted_at": None, "lang": "en", "section": ["RFQ"],
        "fields": {}, "contacts": [], "company": {}, "fetched_at": clock.now(), "http_status": 200,
        "content_hash": "1" * 64, "quote_start": 0, "quote_end": 10, "spider": "qa",
        "spider_version": "1", "first_seen_at": clock.now(), "last_seen_at": clock.now(),
        **other,
    }  # fmt: skip


def test_a_cross_posted_text_is_one_signal_with_several_places(
    session: Session, clock: FixedClock
) -> None:
    batch = [
        row(session, clock, "a.example", 1),
        row(session, clock, "b.example", 1),  # a twin within the batch
        row(session, clock, "a.example", 2, text=TEXT.replace("200", "300")),
    ]
    assert queries.add_signals(session, batch, now=clock.now()) == 2
    later = [row(session, clock, "c.example", 9), row(session, clock, "b.example", 1)]
    for _ in range(2):  # met again, nothing doubles
        assert queries.add_signals(session, later, now=clock.now()) == 0
    first, _second = session.exec(select(Signal).order_by(Signal.id)).all()  # type: ignore[arg-type]
    found = places_of(session, [first.id or 0])[first.id or 0]
    assert [place.url for place in found] == ["https://b.example/t/1", "https://c.example/t/9"]
    assert found[0].content_hash == "1" * 64
    assert len(session.exec(select(TextPrint)).all()) == 2
    told = [r for r in each_object(session) if "places" in r]
    assert [r["places"] for r in told] == [[place.url for place in found]]


def test_a_reply_at_another_place_answers_the_signal(session: Session, clock: FixedClock) -> None:
    queries.add_signals(session, [row(session, clock, "a.example", 1)], now=clock.now())
    queries.add_signals(session, [row(session, clock, "b.example", 1)], now=clock.now())
    reply = make_signal(
        session, host="b.example", kind="reply", parent_url="https://b.example/t/1", text="+1"
    )
    topic = topics_of(session, [reply])[reply.id or 0]
    assert topic.url == "https://a.example/t/1"


def test_replies_and_short_texts_keep_signals_of_their_own(
    session: Session, clock: FixedClock
) -> None:
    batch = [
        row(session, clock, host, 1, kind=kind, text=text, parent_url=f"https://{host}/t/0")
        for host in ("a.example", "b.example")
        for kind, text in (("reply", TEXT), ("post", "Need drums, anyone?"))
    ]
    for n, each in enumerate(batch):
        each["key"] = f"{n:064d}"
    assert queries.add_signals(session, batch, now=clock.now()) == 4
    assert session.exec(select(SignalPlace)).all() == []


def test_texts_that_differ_in_a_number_are_no_candidates_for_each_other(
    session: Session, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[object] = []
    really = twins.is_twin
    monkeypatch.setattr(
        twins, "is_twin", lambda one, other: compared.append(one) or really(one, other)
    )
    # long, so that one number changes few bits of the fingerprint
    pattern = " ".join(
        f"{TEXT} Item {word}." for word in ["alpha", "beta", "gamma", "delta", "epsilon"]
    )
    texts = [f"{pattern} Lot {7000 + n}." for n in range(400)]
    for start in range(0, 400, 100):
        batch = [
            row(session, clock, "a.example", n, text=texts[n]) for n in range(start, start + 100)
        ]
        assert queries.add_signals(session, batch, now=clock.now()) == 100
    assert len(compared) < 40, "each is compared with next to none of the others"
    # and the one that is a twin is found among them
    copies = [row(session, clock, "b.example", n, text=texts[n]) for n in (0, 217, 399)]
    assert queries.add_signals(session, copies, now=clock.now()) == 0
    assert len(session.exec(select(SignalPlace)).all()) == 3


def test_a_twin_of_a_text_kept_by_an_older_version_is_found(
    session: Session, clock: FixedClock
) -> None:
    queries.add_signals(session, [row(session, clock, "a.example", 1)], now=clock.now())
    old = session.exec(select(TextPrint)).one()
    for n, part in enumerate(twins.plain_bands(old.simhash)):
        setattr(old, f"band_{n}", part)
    session.add(old)
    session.flush()
    again = [row(session, clock, "b.example", 1)]
    assert queries.add_signals(session, again, now=clock.now()) == 0


def test_another_view_of_a_thread_brings_no_new_signal_however_short_the_words(
    session: Session, clock: FixedClock
) -> None:
    when = datetime(2026, 11, 3, 10, 5, tzinfo=UTC)
    said: dict[str, Any] = {"kind": "reply", "text": "+1", "title": "", "posted_at": when}
    long = said | {"text": TEXT}
    batch = [
        row(session, clock, "a.example", n, parent_url="https://a.example/t/0", **words)
        for n, words in ((1, said), (7, long))
    ]
    assert queries.add_signals(session, batch, now=clock.now()) == 2
    views = [
        row(session, clock, "a.example", 8, parent_url="https://a.example/print/0", **long),
        row(session, clock, "a.example", 9, parent_url="https://a.example/t/5", **said),
        row(session, clock, "a.example", 2, parent_url="https://a.example/print/0", **said),
        row(session, clock, "a.example", 3, parent_url="https://a.example/t/9",
            **{**said, "posted_at": when + timedelta(minutes=1)}),
        row(session, clock, "b.example", 4, parent_url="https://b.example/t/0", **said),
    ]  # fmt: skip
    assert queries.add_signals(session, views, now=clock.now()) == 3  # said in another thread
    first = session.exec(select(Signal).order_by(Signal.id)).first()  # type: ignore[arg-type]
    assert first is not None
    assert [p.url for p in places_of(session, [first.id or 0])[first.id or 0]] == [
        "https://a.example/t/2"
    ]
