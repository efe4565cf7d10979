"""How many leads a second the hand-off queue places on SQLite.

One transaction a batch: claim, eligibility of every contract, cap, seat, hand-off, the reasons
for every candidate, the moves. Prints one line a batch size.

    python benchmarks/handoff_queue.py [LEADS]
"""

from __future__ import annotations

import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sqlmodel import SQLModel

from leadminer.base.clock import FixedClock, monotonic
from leadminer.flow import hand_off
from leadminer.merchants.queries import offer
from leadminer.store import open_engine, write
from leadminer.store.metadata import all_metadata

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead

MERCHANTS = 5


def run(leads: int, batch: int) -> float:
    """Leads a second with batches of `batch`."""
    clock = FixedClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{folder}/bench.sqlite")
        all_metadata()
        SQLModel.metadata.create_all(engine)
        with write(engine) as session:
            contracts = [make_contract(session, weight=n + 1) for n in range(MERCHANTS)]
            shown = offer(session, contracts[0].offer_id)
            for _ in range(leads):
                make_lead(session, shown)
            hand_off.enqueue_qualified(session, clock=clock, limit=leads)
        placed = 0
        began = monotonic()
        while placed < leads:
            with write(engine) as session:
                placed += len(hand_off.allocate(session, clock=clock, limit=batch))
        seconds = monotonic() - began
        engine.dispose()
    return leads / seconds


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    for size in (20, 100):
        print(
            f"{count} leads, {MERCHANTS} merchants, batches of {size:>3}: {run(count, size):8.0f}/s"
        )
