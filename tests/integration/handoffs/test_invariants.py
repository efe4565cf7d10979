"""Any order of events keeps the invariants of the hand-off queue (handoffs/README.md)."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import SQLModel, select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict
from leadminer.flow import hand_off
from leadminer.handoffs import matching, queries, queue
from leadminer.handoffs.states import LIVE, QueueState
from leadminer.handoffs.tables import Candidate, CapCounter, DeliveryContract, Handoff, QueuedLead
from leadminer.leads.states import LeadState
from leadminer.leads.tables import Lead
from leadminer.merchants.queries import offer
from leadminer.prospects.consents import hashes_of, is_suppressed, suppress
from leadminer.store import open_engine, write
from leadminer.store.metadata import all_metadata
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead

ACTOR = "operator:1"
LEASE = 60
ATTEMPTS_MAX = 3


class HandoffQueue:
    """Workers, merchants, people and the clock, in any order."""

    def __init__(self, shapes: list[tuple[bool, int, int | None, int, int]]) -> None:
        """`shapes`: (exclusive, seats, cap a day, weight, priority) of each contract."""
        self.engine = open_engine("sqlite://")
        all_metadata()
        SQLModel.metadata.create_all(self.engine)
        self.clock = FixedClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))
        self.zombies: list[queue.Claim] = []
        self.suppressed: set[int] = set()
        with write(self.engine) as session:
            for exclusive, seats, cap, weight, priority in shapes:
                row = make_contract(
                    session,
                    exclusive=exclusive,
                    shared_max=seats,  # of no meaning where the contract is exclusive
                    daily_cap=cap,
                    weight=weight,
                    priority=priority,
                    accept_within_minutes=90,
                    return_within_days=2,
                )
                self.offer_id = row.offer_id

    def teardown(self) -> None:
        self.engine.dispose()

    def leads_come_in(self, count: int) -> None:
        with write(self.engine) as session:
            for _ in range(count):
                make_lead(session, offer(session, self.offer_id))
            hand_off.enqueue_qualified(session, clock=self.clock)

    def a_worker_places(self, limit: int) -> None:
        with write(self.engine) as session:
            queue.reap(session, now=self.clock.now(), attempts_max=ATTEMPTS_MAX)
            claimed = queue.claim(session, now=self.clock.now(), lease_seconds=LEASE, limit=limit)
            given = matching.place(session, claimed, now=self.clock.now())
            for handoff in given:
                lead = session.get(Lead, handoff.lead_id)
                assert lead is not None and lead.prospect_id not in self.suppressed

    def a_worker_claims_and_hangs(self, limit: int) -> None:
        with write(self.engine) as session:
            now = self.clock.now()
            claimed = queue.claim(session, now=now, lease_seconds=LEASE, limit=limit)
        if claimed.lead_ids:
            self.zombies.append(claimed)

    def a_hanging_worker_wakes_up(self, which: int) -> None:
        claimed = self.zombies.pop(which % len(self.zombies))
        with write(self.engine) as session:
            ours = {
                row.lead_id
                for row in session.exec(select(QueuedLead))
                if row.state == QueueState.LEASED and row.lease_token == claimed.token
            }
            given = matching.place(session, claimed, now=self.clock.now())
            assert {handoff.lead_id for handoff in given} <= ours

    def a_merchant_answers(self, which: int, act: str) -> None:
        self._act(which, act)

    def a_lead_is_returned(self, which: int, reason: str, granted: bool) -> None:
        number = self._act(which, "return", reason=reason)
        if number is not None:
            with write(self.engine) as session:
                hand_off.decide_return(
                    session, number, actor=ACTOR, clock=self.clock, accepted=granted
                )
                lead = session.get(Lead, queries.get_handoff(session, number).lead_id)
                if granted and reason == "never_asked" and lead is not None:
                    self.suppressed.add(lead.prospect_id)

    def a_deal_is_won(self, which: int) -> None:
        self._act(which, "won")

    def a_person_says_no(self, which: int, called_back: bool) -> None:
        with write(self.engine) as session:
            rows = session.exec(select(Lead)).all()
            if not rows:
                return
            person = rows[which % len(rows)].prospect_id
            for value in hashes_of(session, person):
                suppress(session, value, reason="unsubscribed", now=self.clock.now())
            if called_back:
                hand_off.withdraw_person(session, person, actor=ACTOR, clock=self.clock)
            self.suppressed.add(person)

    def time_passes(self, minutes: int) -> None:
        self.clock.advance(timedelta(minutes=minutes))
        with write(self.engine) as session:
            hand_off.expire(session, clock=self.clock)

    def _act(self, which: int, act: str, reason: str = "") -> int | None:
        with write(self.engine) as session:
            rows = session.exec(select(Handoff).order_by(Handoff.id)).all()  # type: ignore[arg-type]
            live = [row for row in rows if row.state in LIVE]
            # most of them have ended: who only acts on any of them mostly acts in vain
            ids = [row.id or 0 for row in (live if live and which % 4 else rows)]
        if not ids:
            return None
        number = ids[which % len(ids)]
        known: dict[str, Any] = {"actor": ACTOR, "clock": self.clock}
        try:
            with write(self.engine) as session:
                if act == "accept":
                    hand_off.accept(session, number, **known)
                elif act == "decline":
                    hand_off.decline(session, number, **known)
                elif act == "work":
                    hand_off.start_work(session, number, **known)
                elif act == "return":
                    hand_off.request_return(session, number, reason=reason, **known)
                else:
                    handoff = queries.get_handoff(session, number)
                    now = self.clock.now()
                    queries.move(session, handoff, act, actor=ACTOR, reason="", now=now)
        except Conflict:
            return None
        return number

    def exclusive_and_shared_hold(self) -> None:
        with write(self.engine) as session:
            contracts = {c.id: c for c in session.exec(select(DeliveryContract))}
            per_lead: dict[int, list[Handoff]] = {}
            for handoff in session.exec(select(Handoff)):
                if handoff.state in LIVE:
                    per_lead.setdefault(handoff.lead_id, []).append(handoff)
                assert (handoff.seat is None) == (handoff.state not in LIVE), (
                    "a seat is held exactly as long as the hand-off is live"
                )
        for live in per_lead.values():
            assert len({h.merchant_id for h in live}) == len(live)
            if any(h.exclusive for h in live):
                assert len(live) == 1
            else:
                assert len(live) <= min(contracts[h.contract_id].shared_max for h in live)

    def caps_hold_and_count_what_was_delivered(self) -> None:
        with write(self.engine) as session:
            contracts = {c.id: c for c in session.exec(select(DeliveryContract))}
            used = {
                (c.contract_id, c.window_start): c.used
                for c in session.exec(select(CapCounter))
                if c.used
            }
            delivered = Counter(
                (h.contract_id, (h.delivered_at + timedelta(hours=8)).date().isoformat())
                for h in session.exec(select(Handoff))
            )
        assert used == dict(delivered)
        for (contract_id, _day), count in used.items():
            cap = contracts[contract_id].daily_cap
            assert cap is None or count <= cap

    def no_lead_is_lost(self) -> None:
        with write(self.engine) as session:
            rows = {row.lead_id: row for row in session.exec(select(QueuedLead))}
            leads = {lead.id: lead for lead in session.exec(select(Lead))}
            live = {h.lead_id for h in session.exec(select(Handoff)) if h.state in LIVE}
        assert set(rows) == set(leads), "every lead stands in the queue, once"
        for lead_id, row in rows.items():
            state = leads[lead_id].state
            if row.state == QueueState.PLACED and state not in (LeadState.WON, LeadState.LOST):
                assert lead_id in live, "placed means that a merchant has it"
            if state == LeadState.QUALIFIED:
                waits = (QueueState.PENDING, QueueState.LEASED, QueueState.EXHAUSTED)
                assert row.state in (*waits, QueueState.DEAD_LETTER)
            if state in (LeadState.HANDED_OFF, LeadState.ACCEPTED):
                assert lead_id in live

    def who_said_no_and_was_called_back_is_with_nobody(self) -> None:
        with write(self.engine) as session:
            for lead in session.exec(select(Lead)):
                if lead.state == LeadState.DISQUALIFIED:
                    assert is_suppressed(session, hashes_of(session, lead.prospect_id))
                    for handoff in queries.handoffs_of_lead(session, lead.id or 0):
                        assert handoff.state not in LIVE or handoff.state == "won"


def walk_of(seed: int, steps: int = 50) -> HandoffQueue:
    """A walk of random steps; after each of them all invariants hold."""
    drawn = random.Random(seed)
    walk = HandoffQueue(
        [
            (
                drawn.random() < 0.35,
                drawn.choice([2, 3]),
                drawn.choice([None, None, None, 0, 1, 2]),
                drawn.choice([1, 2]),
                drawn.choice([0, 1]),
            )
            for _ in range(drawn.choice([2, 3, 4]))
        ]
    )
    numbers = lambda: drawn.randrange(99)  # noqa: E731
    reasons = ["unreachable", "never_asked", "out_of_area"]
    answers = ["accept", "accept", "accept", "decline", "work", "lost", "won"]
    acts = (
        (4, lambda: walk.leads_come_in(drawn.choice([1, 2, 3]))),
        (6, lambda: walk.a_worker_places(drawn.choice([1, 2, 4]))),
        (8, lambda: walk.a_merchant_answers(numbers(), drawn.choice(answers))),
        (
            6,
            lambda: walk.a_lead_is_returned(numbers(), drawn.choice(reasons), drawn.random() < 0.7),
        ),
        (2, lambda: walk.time_passes(drawn.choice([1, 1, 61, 61, 95, 420, 1440, 4320]))),
        (1, lambda: walk.a_worker_claims_and_hangs(drawn.choice([1, 2]))),
        (1, lambda: walk.zombies and walk.a_hanging_worker_wakes_up(numbers())),
        (1, lambda: walk.a_person_says_no(numbers(), drawn.random() < 0.5)),
    )
    weights = [weight for weight, _ in acts]
    for _ in range(steps):
        (act,) = drawn.choices([act for _, act in acts], weights)
        act()
        walk.exclusive_and_shared_hold()
        walk.caps_hold_and_count_what_was_delivered()
        walk.no_lead_is_lost()
        walk.who_said_no_and_was_called_back_is_with_nobody()
    return walk


def test_walks_of_random_steps_keep_the_invariants() -> None:
    """And they meet what the invariants speak of: of rows that are not there they hold always."""
    met: Counter[str] = Counter()
    for seed in range(20):
        try:
            walk = walk_of(seed)
        except Exception as error:
            error.add_note(f"in the walk of seed {seed}")
            raise
        with write(walk.engine) as session:
            met.update(candidate.rule for candidate in session.exec(select(Candidate)))
            handoffs = session.exec(select(Handoff)).all()
        met.update(handoff.state for handoff in handoffs)
        met["exclusive hand-off"] += sum(handoff.exclusive for handoff in handoffs)
        met["second seat"] += sum(handoff.seat == 1 for handoff in handoffs)
        walk.teardown()
    wanted = ["chosen", "cap", "exclusive", "duplicate", "suppressed", "second seat"]
    wanted += ["exclusive hand-off", "accepted", "declined", "expired", "withdrawn", "won"]
    wanted += ["return_accepted", "return_refused"]
    assert [case for case in wanted if not met[case]] == [], met
