"""Many workers at once: real threads, real commits, on both databases."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlmodel import select

from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict
from leadminer.flow import hand_off
from leadminer.handoffs import queue
from leadminer.handoffs.tables import CapCounter, Handoff, QueuedLead
from leadminer.merchants.queries import offer
from leadminer.prospects.consents import hashes_of, suppress
from leadminer.prospects.identity import link_signal
from leadminer.prospects.tables import Prospect
from tests.factories.handoffs import make_contract
from tests.factories.leads import KEY, make_lead
from tests.factories.signals import make_signal

WORKERS = 4


def work_until_empty(app: App, clock: FixedClock, size: int = 5) -> int:
    placed = 0
    while True:
        with app.begin() as session:
            given = hand_off.allocate(session, clock=clock, limit=size)
            more = hand_off.has_waiting(session, clock=clock)
        placed += len(given)
        if not more:
            return placed


def in_threads(work: object, count: int = WORKERS) -> list[object]:
    with ThreadPoolExecutor(count) as pool:
        return [f.result() for f in [pool.submit(work, n) for n in range(count)]]  # type: ignore[arg-type]


def test_workers_at_once_place_every_lead_once_and_keep_the_cap(
    app: App, clock: FixedClock
) -> None:
    with app.begin() as session:
        capped = make_contract(session, daily_cap=7, priority=1)
        open_end = make_contract(session)
        shown = offer(session, capped.offer_id)
        for _ in range(40):
            make_lead(session, shown)
        hand_off.enqueue_qualified(session, clock=clock)
    in_threads(lambda _: work_until_empty(app, clock))
    with app.begin() as session:
        handoffs = session.exec(select(Handoff)).all()
        assert max(Counter(h.lead_id for h in handoffs).values()) == 1
        got = Counter(h.contract_id for h in handoffs)
        assert (got[capped.id or 0], got[open_end.id or 0]) == (7, 33)
        counters = session.exec(select(CapCounter)).all()
        assert {c.contract_id: c.used for c in counters} == dict(got)
        states = Counter(row.state for row in session.exec(select(QueuedLead)))
        assert states == {"placed": 40}


def test_shared_seats_are_never_oversold_by_workers_at_once(app: App, clock: FixedClock) -> None:
    with app.begin() as session:
        contracts = [make_contract(session, exclusive=False, shared_max=3) for _ in range(6)]
        shown = offer(session, contracts[0].offer_id)
        for _ in range(10):
            make_lead(session, shown)
        hand_off.enqueue_qualified(session, clock=clock)

    def work(_number: int) -> None:
        work_until_empty(app, clock, size=3)
        with app.begin() as session:
            open_ones = select(Handoff).where(Handoff.state == "delivered")
            ids = [h.id or 0 for h in session.exec(open_ones)]
        for number in ids[::3]:
            try:
                with app.begin() as session:
                    hand_off.decline(session, number, actor="operator:1", clock=clock)
            except Conflict:
                pass  # another worker was quicker
        work_until_empty(app, clock, size=3)

    in_threads(work)
    with app.begin() as session:
        live = session.exec(select(Handoff).where(Handoff.state == "delivered")).all()
        per_lead = Counter(h.lead_id for h in live)
        assert max(per_lead.values()) <= 3
        assert len({(h.lead_id, h.seat) for h in live}) == len(live)
        assert len({(h.lead_id, h.merchant_id) for h in live}) == len(live)


def test_one_answer_wins_when_accept_and_decline_come_together(app: App, clock: FixedClock) -> None:
    with app.begin() as session:
        contract = make_contract(session)
        make_lead(session, offer(session, contract.offer_id))
        hand_off.enqueue_qualified(session, clock=clock)
        (handoff,) = hand_off.allocate(session, clock=clock)
    number = handoff.id or 0

    def answer(worker: int) -> bool:
        act = hand_off.accept if worker % 2 else hand_off.decline
        try:
            with app.begin() as session:
                act(session, number, actor="operator:1", clock=clock)
        except Conflict:
            return False
        return True

    assert in_threads(answer).count(True) == 1


def test_a_no_beside_the_hand_over_is_never_overtaken(app: App, clock: FixedClock) -> None:
    """Either the hand-off is there first and is called back, or the lead is not handed over."""
    with app.begin() as session:
        contract = make_contract(session)
        shown = offer(session, contract.offer_id)
        people = [make_lead(session, shown).prospect_id for _ in range(12)]
        hand_off.enqueue_qualified(session, clock=clock)

    def work(worker: int) -> None:
        if worker % 2:
            work_until_empty(app, clock, size=2)
            return
        for person in people[worker // 2 :: 2]:
            with app.begin() as session:
                for value in hashes_of(session, person):
                    suppress(session, value, reason="unsubscribed", now=clock.now())
                hand_off.withdraw_person(session, person, actor="system:optout", clock=clock)

    in_threads(work)
    with app.begin() as session:
        assert {h.state for h in session.exec(select(Handoff))} <= {"withdrawn"}


def test_two_workers_that_meet_the_same_person_make_one_prospect(
    app: App, clock: FixedClock
) -> None:
    with app.begin() as session:
        for number in range(8):
            make_signal(session, author="何先生", url=f"https://bbs.example/t/same-{number}")

    def link(worker: int) -> list[int]:
        from leadminer.signals.tables import Signal

        with app.begin() as session:
            mine = session.exec(select(Signal).order_by(Signal.id)).all()[worker::WORKERS]  # type: ignore[arg-type]
            return [
                link_signal(session, row, now=clock.now(), hash_key=KEY).id or 0 for row in mine
            ]

    found = in_threads(link)
    assert len({number for numbers in found for number in numbers}) == 1  # type: ignore[attr-defined]
    with app.begin() as session:
        assert len(session.exec(select(Prospect)).all()) == 1


def test_a_killed_workers_leads_are_placed_by_the_next(app: App, clock: FixedClock) -> None:
    with app.begin() as session:
        contract = make_contract(session)
        for _ in range(4):
            make_lead(session, offer(session, contract.offer_id))
        hand_off.enqueue_qualified(session, clock=clock)
    with app.begin() as session:  # claims, commits, and dies
        assert len(queue.claim(session, now=clock.now(), lease_seconds=60, limit=2).lead_ids) == 2
    assert work_until_empty(app, clock) == 2
    clock.advance(timedelta(seconds=60))
    assert work_until_empty(app, clock) == 2
    with app.begin() as session:
        assert {row.state for row in session.exec(select(QueuedLead))} == {"placed"}
