"""Organisations of the seeded console that may be one, and a merge that was made."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from leadminer.base.clock import FixedClock
from leadminer.base.ids import content_hash
from leadminer.flow import link
from leadminer.prospects import merging
from leadminer.prospects.identity import link_signal
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

KEY = b"k" * 32
ROWS: tuple[tuple[str, dict[str, str]], ...] = (
    # surely one
    (
        "yellow.example",
        {"name": "Oakline Cabinets Ltd", "address": "14 Harbour Road", "phone": "+441632960001",
         "postcode": "NE1 4QQ", "site": "https://oakline.example", "country": "GB"},
    ),
    (
        "trade.example",
        {"name": "OAKLINE CABINETS", "address": "14 Harbour Rd",
         "postcode": "NE1 4QQ", "country": "GB"},
    ),
    # likely one: the same house and street, a like name, another number
    (
        "yellow.example",
        {"name": "Harbour Light Fixtures", "address": "22 Quay Street", "phone": "+441632960044",
         "postcode": "NE1 3DX", "country": "GB"},
    ),
    (
        "trade.example",
        {"name": "Harbour Lighting Fixtures & Lamps", "address": "22 Quay St",
         "postcode": "NE1 3DX", "phone": "+441632960771", "country": "GB"},
    ),
    # one address, two numbers
    (
        "b2b.tanks.example",
        {"name": "苏州恒泰不锈钢制品有限公司", "address": "苏州市园区星湖街328号",
         "phone": "0512-65880011", "country": "CN"},
    ),
    (
        "trade.example",
        {"name": "苏州恒泰不锈钢制品厂", "email": "sales@hengtai.example",
         "phone": "0512-65880099", "country": "CN"},
    ),
)  # fmt: skip


def plant(session: Session, sources: dict[str, Source], *, now: datetime) -> list[int]:
    """Companies, as directories have them; compared as a worker would. Returns prospects' ids."""
    found = []
    for number, (host, company) in enumerate(ROWS):
        source = sources.get(host)
        if source is None:
            source = sources[host] = Source(host=host, family="directory", created_at=now)
            session.add(source)
            session.flush()
        signal = _entry(source, number, company, now)
        session.add(signal)
        session.flush()
        prospect = link_signal(session, signal, now=now, hash_key=KEY)
        assert prospect.id is not None
        found.append(prospect.id)
    link.link_organisations(session, clock=FixedClock(now))
    pairs = {frozenset((p.one_id, p.other_id)) for p in merging.open_pairs(session)}
    assert pairs == {frozenset(found[2:4]), frozenset(found[4:6])}, "two pairs wait"
    return found


def _entry(source: Source, number: int, company: dict[str, Any], now: datetime) -> Signal:
    return Signal(
        key=f"c{number:063d}",
        kind="company",
        source_id=source.id or 0,
        url=f"https://{source.host}/company/{number}",
        title=company["name"],
        company=company,
        text_hash=content_hash(company["name"]),
        fetched_at=now,
        http_status=200,
        content_hash=content_hash(company["name"]),
        spider="directory",
        spider_version="1",
        first_seen_at=now,
        last_seen_at=now,
    )
