"""May this merchant have this lead, and who of those that may gets it. Pure.

The rules are asked in one fixed order; the first that says no is the answer kept for "why not
me". Among those that pass: highest priority; then, by the strategy `weighted`, the contract
furthest below its share (deliveries of the last 30 days by weight); then the better fit; then an
order drawn from seed, lead and contract, so that a replay chooses the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from leadminer.leads.fit import Fit, serves, speaks

SHARE_DAYS = 30
STRATEGIES = ("weighted", "priority")


@dataclass(frozen=True, slots=True)
class LiveHandoff:
    """A hand-off of the lead that is still live."""

    merchant_id: int
    exclusive: bool
    shared_max: int
    seat: int


@dataclass(frozen=True, slots=True)
class LeadFacts:
    """What the rules ask of a lead and its person."""

    lead_id: int
    intent: float
    lang: str = ""
    country: str | None = None
    suppressed: str = ""  # reason, when the person said no to everybody
    suppressed_for: frozenset[int] = frozenset()  # merchants the person said no to
    consent_withdrawn: bool = False
    spoken_for: frozenset[int] = frozenset()  # merchants somebody already wrote for
    had_by: frozenset[int] = frozenset()  # merchants that ever got this person
    live: tuple[LiveHandoff, ...] = ()


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What the rules ask of a delivery contract."""

    contract_id: int
    merchant_id: int
    countries: tuple[str, ...] = ()
    langs: tuple[str, ...] = ()
    score_min: float = 0.0
    daily_cap: int | None = None
    exclusive: bool = True
    shared_max: int = 1
    weight: int = 1
    priority: int = 0
    timezone: str = "UTC"
    active: bool = True


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules say of one contract and one lead."""

    contract: ContractFacts
    fit: float
    passed: bool
    rule: str
    detail: str = ""


def judge(
    lead: LeadFacts, contract: ContractFacts, fit: Fit, *, fit_min: float, used_today: int
) -> Verdict:
    """Whether a contract may have a lead: the first rule that says no, or "passed"."""
    rule, detail = _first_no(lead, contract, fit, fit_min=fit_min, used_today=used_today)
    return Verdict(contract, fit.score, not rule, rule or "passed", detail)


def _first_no(
    lead: LeadFacts, contract: ContractFacts, fit: Fit, *, fit_min: float, used_today: int
) -> tuple[str, str]:
    merchant = contract.merchant_id
    if not contract.active:
        return "inactive", "the contract or its merchant is switched off"
    if lead.suppressed:
        return "suppressed", f"the person may not be contacted: {lead.suppressed}"
    if merchant in lead.suppressed_for:
        return "suppressed", "the person said no to this merchant"
    if lead.consent_withdrawn:
        return "consent", "the person took a consent back"
    if fit.score <= 0 or fit.score < fit_min:
        rule = fit.rule if fit.rule in ("region", "language", "price") else "category"
        return rule, _why_no_fit(fit, fit_min)
    if not serves(contract.countries, lead.country):
        return "region", f"serves {', '.join(contract.countries)}, the need is in {lead.country}"
    if not speaks(contract.langs, lead.lang):
        return "language", f"serves {', '.join(contract.langs)}, the need is told in {lead.lang}"
    if lead.intent < contract.score_min:
        return "score", f"score {lead.intent:.2f} is below {contract.score_min:.2f}"
    if lead.spoken_for and merchant not in lead.spoken_for:
        return "spoken_for", "the person was already written to for another merchant"
    if merchant in lead.had_by:
        return "duplicate", "this merchant had this person before"
    if not seats_free(lead.live, contract):
        return "exclusive", "another merchant holds the lead, or all its seats are taken"
    if contract.daily_cap is not None and used_today >= contract.daily_cap:
        return "cap", f"{used_today} of {contract.daily_cap} leads of today are used"
    return "", ""


def _why_no_fit(fit: Fit, fit_min: float) -> str:
    told = next((r["text"] for r in fit.reasons if r["text"]), "")
    if fit.rule == "excluded":
        return f"an excluded word stands in it: {told}"
    if fit.rule == "price":
        return f"the budget is outside the offer's prices ({told})"
    if fit.rule in ("region", "language"):
        return f"the offer does not serve {told}"
    return f"fit {fit.score:.2f} is below {fit_min:.2f}" if fit.score else "no keyword is in it"


def seats_free(live: Sequence[LiveHandoff], contract: ContractFacts) -> bool:
    """Whether one more hand-off may go live beside those that are."""
    if not live:
        return True
    if contract.exclusive or any(handoff.exclusive for handoff in live):
        return False
    return len(live) < min([contract.shared_max, *(handoff.shared_max for handoff in live)])


def free_seat(live: Sequence[LiveHandoff]) -> int:
    """The lowest seat number that is free."""
    taken = {handoff.seat for handoff in live}
    return next(seat for seat in range(len(taken) + 1) if seat not in taken)


def in_order(
    passed: Sequence[Verdict],
    *,
    lead_id: int,
    delivered: dict[int, int],
    strategy: str = "weighted",
    seed: str = "",
) -> list[Verdict]:
    """Those that may have the lead, first one first; see the module for the order.

    `delivered`: deliveries of the last 30 days by contract.
    """
    assert strategy in STRATEGIES

    def key(verdict: Verdict) -> tuple[int, Fraction, float, str]:
        contract = verdict.contract
        share = Fraction(0)
        if strategy == "weighted":
            share = Fraction(delivered.get(contract.contract_id, 0), contract.weight)
        drawn = hashlib.sha256(f"{seed}:{lead_id}:{contract.contract_id}".encode()).hexdigest()
        return -contract.priority, share, -verdict.fit, drawn

    return sorted(passed, key=key)


def local_date(now: datetime, timezone: str) -> str:
    """The merchant's date, as caps count it."""
    return now.astimezone(ZoneInfo(timezone)).date().isoformat()


def next_midnight(now: datetime, timezone: str) -> datetime:
    """When the merchant's day ends, in UTC; right also on days of 23 and 25 hours."""
    zone = ZoneInfo(timezone)
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    return datetime.combine(tomorrow, time(0), tzinfo=zone).astimezone(ZoneInfo("UTC"))
