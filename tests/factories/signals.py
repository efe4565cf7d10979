"""Signals for tests."""

from __future__ import annotations

from datetime import timedelta
from itertools import count
from typing import Any

from sqlmodel import select

from leadminer.signals.rules import signal_key
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session
from tests.factories.merchants import NOW

_numbers = count(1)


def make_source(session: Session, host: str = "bbs.example") -> Source:
    """A source, made once a host."""
    known = session.exec(select(Source).where(Source.host == host)).first()
    if known is None:
        known = Source(host=host, created_at=NOW)
        session.add(known)
        session.flush()
    return known


def make_signal(session: Session, *, host: str = "bbs.example", **values: Any) -> Signal:
    """A post that asks for two mixing tanks, unless told otherwise."""
    number = next(_numbers)
    source = make_source(session, host)
    kind = values.get("kind", "post")
    url = values.pop("url", f"https://{host}/t/{number}")
    row = Signal(
        **{
            "key": signal_key(kind, url, text=str(number)),
            "kind": kind,
            "source_id": source.id,
            "url": url,
            "author": f"author {number}",
            "title": "求购搅拌罐" if kind == "post" else "",
            "text": "急需两台500L搅拌罐，预算8万以内",
            "text_hash": f"{number:064d}",
            "posted_at": NOW - timedelta(hours=2),
            "lang": "zh-Hans",
            "fetched_at": NOW,
            "http_status": 200,
            "content_hash": "0" * 64,
            "spider": "qa",
            "spider_version": "1",
            "first_seen_at": NOW,
            "last_seen_at": NOW,
            **values,
        }
    )
    session.add(row)
    session.flush()
    return row
