"""Who may have a lead, and who of them gets it."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest

from leadminer.handoffs.rules import (
    ContractFacts,
    LeadFacts,
    LiveHandoff,
    Verdict,
    in_order,
    judge,
    local_date,
    next_midnight,
    seats_free,
)
from leadminer.leads.fit import Fit

FITS = Fit(0.6, "keywords")


def verdict(number: int, **values: object) -> Verdict:
    contract = ContractFacts(number, number, **values)  # type: ignore[arg-type]
    return Verdict(contract, 0.6, True, "passed")


@pytest.mark.parametrize(
    ("lead", "contract", "rule"),
    [
        ({"suppressed": "unsubscribed", "consent_withdrawn": True}, {}, "suppressed"),
        ({"suppressed_for": frozenset({1})}, {}, "suppressed"),
        ({"consent_withdrawn": True}, {"score_min": 1.0}, "consent"),
        ({"country": "GB"}, {"countries": ("CN",), "score_min": 1.0}, "region"),
        ({"lang": "en"}, {"langs": ("zh",)}, "language"),
        ({}, {"score_min": 0.95}, "score"),
        ({"spoken_for": frozenset({2})}, {}, "spoken_for"),
        ({"had_by": frozenset({1})}, {"daily_cap": 0}, "duplicate"),
        ({"live": (LiveHandoff(2, True, 1, 0),)}, {}, "exclusive"),
        ({}, {"daily_cap": 0}, "cap"),
        ({}, {"active": False}, "inactive"),
        ({"lang": "zh-Hant"}, {"langs": ("zh-Hans",), "daily_cap": 1}, "passed"),
    ],
)
def test_the_first_rule_that_says_no_is_the_answer(
    lead: dict[str, object], contract: dict[str, object], rule: str
) -> None:
    facts = LeadFacts(lead_id=1, intent=0.9, **lead)  # type: ignore[arg-type]
    party = ContractFacts(1, 1, **contract)  # type: ignore[arg-type]
    assert judge(facts, party, FITS, fit_min=0.2, used_today=0).rule == rule


def test_priority_goes_before_share_and_share_before_fit() -> None:
    passed = [verdict(1), verdict(2, weight=2), verdict(3, priority=1)]
    order = in_order(passed, lead_id=1, delivered={1: 3, 2: 4, 3: 99})
    assert [v.contract.contract_id for v in order] == [3, 2, 1]


def test_the_same_lead_is_drawn_the_same_way_again_and_leads_are_spread() -> None:
    passed = [verdict(n) for n in (1, 2, 3)]
    first = [in_order(passed, lead_id=n, delivered={})[0].contract.contract_id for n in range(300)]
    again = [
        in_order(passed[::-1], lead_id=n, delivered={})[0].contract.contract_id for n in range(300)
    ]
    assert first == again
    assert min(Counter(first).values()) > 60


def test_a_day_ends_at_the_merchants_midnight_also_when_clocks_change() -> None:
    before = datetime(2026, 10, 24, 22, 30, tzinfo=UTC)  # 25 October has 25 hours in Berlin
    assert local_date(before, "Europe/Berlin") == "2026-10-25"
    assert next_midnight(before, "Europe/Berlin") == datetime(2026, 10, 25, 23, tzinfo=UTC)


def test_beside_an_exclusive_handoff_nobody_has_a_seat_whatever_its_seats_say() -> None:
    shared = ContractFacts(contract_id=1, merchant_id=1, exclusive=False, shared_max=3)
    sole = ContractFacts(contract_id=2, merchant_id=2, exclusive=True, shared_max=3)
    assert not seats_free([LiveHandoff(3, True, 3, 0)], shared)
    assert not seats_free([LiveHandoff(3, False, 3, 0)], sole)
    assert seats_free([LiveHandoff(3, False, 3, 0)], shared)
