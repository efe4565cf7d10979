"""A small world for the console: three merchants, leads in every state, deals, a statement."""

from __future__ import annotations

import tomllib
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from leadminer.base.ids import content_hash
from leadminer.deals.tables import Agreement
from leadminer.handoffs.tables import DeliveryContract
from leadminer.learning import scores
from leadminer.merchants.tables import Merchant, Offer, User
from leadminer.mining.tables import MiningHost, NoMine, RefusalExample, RobotsCopy
from leadminer.signals.tables import Source, SourceRun
from leadminer.store import Session

from . import seed_identity
from .seed_leads import NOW, World, add, add_handoffs, add_lead

PASSWORD = "correct horse battery"
# argon2 is slow on purpose; what the product makes is tested where passwords are
HASHER = PasswordHash((Argon2Hasher(time_cost=1, memory_cost=8, parallelism=1),))


DATA = tomllib.loads(Path(__file__).with_name("leads.toml").read_text(encoding="utf-8"))
TEXTS = [tuple(row.values()) for row in DATA["lead"]]
RUNS = [tuple(row.values()) for row in DATA["run"]]


# as `mining/readers/plans.py` keeps it
PLAN = {
    "url": "https://eng-forum.example/c/suppliers",
    "found": [
        "software: Discourse 3.4",
        "robots.txt names 2 sitemap(s)",
        "feed: https://eng-forum.example/latest.rss",
        "the page lists 30 pages of one kind",
    ],
    "steps": [
        {
            "reader": "discourse",
            "url": "https://eng-forum.example/latest.json",
            "why": "software: Discourse 3.4",
        },
        {
            "reader": "crawl",
            "url": "https://eng-forum.example/c/suppliers",
            "why": "its pages are read where the API does not answer as it should",
        },
    ],
    "requests_low": 1,
    "requests_high": 200,
    "delay_seconds": 1.0,
    "seconds_low": 1,
    "seconds_high": 200,
}


def users(session: Session, merchant_ids: list[int], now: datetime = NOW) -> None:
    """One log-in a role, and one a merchant."""
    people = [
        ("operator", "operator", None, "Mei Lin"),
        ("finance", "finance", None, "Jonas Adler"),
    ]
    people += [
        (f"merchant{n}", "merchant", one, f"Merchant {n}") for n, one in enumerate(merchant_ids, 1)
    ]
    for name, role, merchant_id, shown in people:
        add(
            session,
            User(
                email=f"{name}@example.org",
                password_hash=_hash(),
                role=role,
                name=shown,
                merchant_id=merchant_id,
                created_at=now,
            ),
        )


@cache
def _hash() -> str:
    return HASHER.hash(PASSWORD)


def plant(session: Session, *, now: datetime = NOW, copies: int = 1) -> World:
    """Fill an empty database; `copies` repeats the new leads for long lists."""
    world = World()
    offers = _merchants(session, world, now)
    users(session, world.merchants, now)
    runs = _runs(session, now)
    sources = {
        host: add(session, Source(host=host, family="forum", created_at=now))
        for host in sorted({t[3] for t in TEXTS})
    }
    for copy in range(copies):
        for number, row in enumerate(TEXTS):
            if copy and row[0] != "new":
                continue
            add_lead(session, world, offers, sources, runs[0], now, number + 100 * copy, row)
    add_handoffs(session, world, now)
    scores.fill_in(session, now=now - timedelta(days=3), decay_days=14.0)
    world.parties = seed_identity.plant(session, sources, now=now)
    return world


def _merchants(session: Session, world: World, now: datetime) -> list[Offer]:
    found = []
    for slug, name, lang, country, zone, currency, offer, keywords in (
        (
            "hengli",
            "恒力机械 Hengli",
            "zh-Hans",
            "CN",
            "Asia/Shanghai",
            "CNY",
            "Mixing and storage tanks 200-1000 L",
            ["搅拌罐", "tank"],
        ),
        (
            "northpump",
            "North Pump Works",
            "en",
            "GB",
            "Europe/London",
            "EUR",
            "Dosing pumps and skids",
            ["pump"],
        ),
        (
            "clearview",
            "晴明眼科 Clearview",
            "zh-Hant",
            "TW",
            "Asia/Taipei",
            "TWD",
            "近視雷射",
            ["雷射"],
        ),
    ):
        merchant = add(
            session,
            Merchant(
                slug=slug,
                name=name,
                lang=lang,
                country=country,
                timezone=zone,
                currency=currency,
                site=f"https://{slug}.example",
                created_at=now,
            ),
        )
        world.merchants.append(merchant.id)
        found.append(
            add(
                session,
                Offer(
                    merchant_id=merchant.id,
                    slug=f"{slug}-1",
                    name=offer,
                    keywords=keywords,
                    checklist=["need", "quantity"],
                    typical_value_minor=8_000_000,
                ),
            )
        )
        add(session, DeliveryContract(merchant_id=merchant.id, offer_id=found[-1].id))
        add(
            session,
            Agreement(
                merchant_id=merchant.id,
                version=1,
                valid_from=date(2026, 1, 1),
                currency=currency,
                rate_bp=500,
                min_fee_minor=50_000,
                holdback_bp=1000,
                holdback_days=30,
                in_force_at=now,
            ),
        )
    return found


def _runs(session: Session, now: datetime) -> list[SourceRun]:
    rows = []
    for number, (outcome, url, reason, pages, new, seen, refusals) in enumerate(RUNS):
        start = now - timedelta(hours=3, minutes=20 * number)
        rows.append(
            add(
                session,
                SourceRun(
                    key=f"run{number}",
                    job="night",
                    spider="qa",
                    spider_version="1",
                    url=url,
                    state="ended",
                    outcome=outcome,
                    reason=reason,
                    due_at=start,
                    queued_at=start,
                    started_at=start,
                    ended_at=start + timedelta(minutes=7),
                    pages=pages,
                    requests=pages + 2,
                    signals_new=new,
                    signals_seen=seen,
                    refusals=refusals,
                    plan=PLAN if number == 1 else None,
                    options={"brief": {"looks_for": "搅拌罐, pumps", "noise": "job ads, 招聘"}},
                    bytes_read=pages * 41_000,
                ),
            )
        )
    add(
        session,
        SourceRun(
            key="running",
            spider="directory",
            url="https://directory.example/",
            state="running",
            due_at=now,
            queued_at=now,
            started_at=now - timedelta(minutes=1),
            pages=12,
            signals_new=7,
        ),
    )
    _spared(session, rows, now)
    return rows


def _spared(session: Session, runs: list[SourceRun], now: datetime) -> None:
    """Hosts that rest, somebody who is never read, and addresses that were refused."""
    for host, values in (
        ("bbs.food-machine.example", {"last_at": now, "requests_today": 214}),
        ("machinery-forum.example", {"circuit": "open", "open_until": now + timedelta(hours=1)}),
        (
            "b2b.tanks.example",
            {"paused_until": now + timedelta(minutes=40), "pause_reason": "http_429", "noes": 3},
        ),
    ):
        add(
            session,
            MiningHost(host=host, day=now.date().isoformat(), bytes_today=7_340_032, **values),
        )
    for kind, value in (("domain", "quiet.example"), ("author", "kim@forum.example")):
        add(
            session,
            NoMine(kind=kind, value=value, added_by="operator:1", added_at=now),
        )
    robots = "User-agent: *\nDisallow: /forum/\n"
    add(
        session,
        RobotsCopy(
            origin="https://machinery-forum.example", status=200, body=robots, fetched_at=now
        ),
    )
    for run in runs:
        for reason in run.refusals:
            url = f"{run.url.rstrip('/')}/forum/7"
            add(
                session,
                RefusalExample(
                    run_id=run.id, reason=reason, url=url, url_hash=content_hash(url), at=now
                ),
            )
