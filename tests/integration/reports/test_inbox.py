"""What a merchant sees of its leads, and nothing of anybody else's."""

from __future__ import annotations

import pytest

from leadminer.base.clock import FixedClock
from leadminer.base.errors import NotFound
from leadminer.flow import hand_off
from leadminer.handoffs.tables import Handoff
from leadminer.merchants.queries import offer
from leadminer.reports.funnel import funnel, merchants, sources
from leadminer.reports.inbox import merchant_counts, merchant_handoff, merchant_inbox
from leadminer.store import Session
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead

MAIL = "he.ming@example.com"
TEXT = f"急需两台500L搅拌罐，联系老何 {MAIL} 或 13800138000"


@pytest.fixture
def given(session: Session, clock: FixedClock) -> tuple[Handoff, int]:
    """A hand-off, and the number of a merchant that has none."""
    contract, rival = make_contract(session, priority=1), make_contract(session)
    contacts = [{"kind": "email", "value": MAIL, "raw": MAIL, "owner": "personal"}]
    make_lead(
        session,
        offer(session, contract.offer_id),
        signal={"text": TEXT, "author": "老何", "contacts": contacts},
    )
    hand_off.enqueue_qualified(session, clock=clock)
    (handoff,) = hand_off.allocate(session, clock=clock)
    return handoff, rival.merchant_id


def test_another_merchant_sees_nothing_of_it(session: Session, given: tuple[Handoff, int]) -> None:
    handoff, rival = given
    assert [v.handoff.id for v in merchant_inbox(session, handoff.merchant_id)] == [handoff.id]
    assert merchant_inbox(session, rival) == []
    assert merchant_counts(session, rival) == {}
    with pytest.raises(NotFound):
        merchant_handoff(session, rival, handoff.id or 0)


def test_who_it_is_is_blotted_until_accepted_and_after_it_is_given_back(
    session: Session, clock: FixedClock, given: tuple[Handoff, int]
) -> None:
    handoff, _ = given
    number = handoff.id or 0
    before = merchant_handoff(session, handoff.merchant_id, number)
    assert not before.revealed
    assert (before.author, before.url, before.host, before.contacts) == ("", "", "", [])
    for secret in ("老何", MAIL, "13800138000"):
        assert secret not in repr(before.text)
        assert secret in TEXT
    assert len(before.text) == len(TEXT)  # the marked reasons stand at their places
    assert "•" in before.text
    assert "搅拌罐" in before.text
    hand_off.accept(session, number, actor="operator:1", clock=clock)
    after = merchant_handoff(session, handoff.merchant_id, number)
    assert (after.text, after.author) == (TEXT, "老何")
    assert after.url.startswith("https://bbs.example/")
    assert MAIL in [point.value for point in after.contacts]
    known = {"actor": "operator:1", "clock": clock}
    hand_off.request_return(session, number, reason="unreachable", **known)  # type: ignore[arg-type]
    hand_off.decide_return(session, number, **known)  # type: ignore[arg-type]
    back = merchant_handoff(session, handoff.merchant_id, number)
    assert not back.revealed
    assert back.contacts == []
    assert MAIL not in back.text


def test_the_funnel_counts_each_step_and_tells_its_question(
    session: Session, clock: FixedClock, given: tuple[Handoff, int]
) -> None:
    handoff, rival = given
    counts = {step.key: step.count for step in funnel(session).steps}
    wanted = {"signals": 1, "judged": 1, "intents": 1, "prospects": 1, "leads": 1, "handoffs": 1}
    assert {key: counts[key] for key in wanted} == wanted
    assert (counts["accepted"], counts["deals"]) == (0, 0)
    hand_off.accept(session, handoff.id or 0, actor="operator:1", clock=clock)
    assert funnel(session).count("accepted") == 1
    assert all(step.query.startswith("SELECT") for step in funnel(session).steps)
    (source,) = sources(session)
    assert (source.host, source.signals, source.leads, source.handoffs) == ("bbs.example", 1, 1, 1)
    assert sorted((row.handoffs, row.accepted) for row in merchants(session)) == [(0, 0), (1, 1)]
    assert rival != handoff.merchant_id
