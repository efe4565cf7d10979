"""Where to put the cut: what a least rank lets through a week, brings, costs, asks of merchants.

Every figure is counted, none is guessed, and each has a 95 % interval: counts are taken as Poisson
(square roots, Anscombe 1948), shares as binomial (Wilson 1927). Below `OUTCOMES_MIN` hand-offs that
ended nothing is said of deals.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.base.money import Money
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.learning.tables import HandoffFeatures
from leadminer.prospects.tables import ProviderAnswer
from leadminer.scoring.calibration import OUTCOMES_MIN, wilson
from leadminer.signals.tables import SourceRun
from leadminer.store import Session

ENDED = ("won", "lost", "declined", "return_accepted")
CUTS = tuple(round(0.3 + 0.05 * step, 2) for step in range(13))
WEEKS = 4
Z = 1.96
WEIGHT_MAX = 10.0  # an outcome drawn by lot counts by its inverse chance, at most so often


@dataclass(frozen=True, slots=True)
class Span:
    """A figure with its 95 % interval; `high` None: there is no upper end."""

    likely: float
    low: float
    high: float | None

    def times(self, factor: float) -> Span:
        """The same of another unit."""
        high = None if self.high is None else self.high * factor
        return Span(self.likely * factor, self.low * factor, high)


@dataclass(frozen=True, slots=True)
class Prices:
    """What work costs, as the operator reckons it; what is not told costs nothing."""

    lead_minutes: float = 0.0  # of a person, for each lead that is let through
    hour: Money | None = None
    thousand_requests: Money | None = None


@dataclass(frozen=True, slots=True)
class CutAdvice:
    """What a cut of the rank would let through, and what would come of it."""

    cut: float
    leads_per_week: Span
    leads_share: float  # of all leads of these weeks
    ended: int  # hand-offs at or above the cut that ended: the ground of what is said of deals
    deal_rate: Span | None  # None here and below: not enough data
    deals_per_week: Span | None
    deals_kept: Span | None  # of all deals, the share at or above the cut
    requests_per_lead: Span | None  # None: nothing was let through, or nothing was mined
    requests_per_deal: Span | None
    handoffs_per_merchant: Span  # a week
    # by currency, in its minor units: estimates, never booked
    cost_per_week: Mapping[str, Span]
    cost_per_lead: Mapping[str, Span]
    cost_per_deal: Mapping[str, Span]

    @property
    def enough(self) -> bool:
        """Whether there are outcomes enough to speak of deals."""
        return self.deal_rate is not None


@dataclass(frozen=True, slots=True)
class _Seen:
    ranks: Sequence[float]  # of leads of the last weeks
    ended: Sequence[tuple[float, bool, float]]  # (rank, won, weight)
    given: int  # hand-offs of the last weeks
    merchants: int  # that got them
    requests: int  # of mining in the last weeks
    # by currency, in minor units: what is spent a week whatever the cut, and for each lead
    fixed: Mapping[str, float] = field(default_factory=dict)
    each: Mapping[str, float] = field(default_factory=dict)


def threshold_advice(
    session: Session, *, now: datetime, prices: Prices | None = None
) -> list[CutAdvice]:
    """For each cut of the rank: volume, deals, cost and merchants' load of a week, with intervals.

    Volume, cost and load are of the last four weeks; deals are counted among hand-offs that ended,
    by their rank when they were handed over. What mining and providers cost is the same whatever
    the cut: what changes is on how many leads and deals it falls. A person's work comes with each
    lead that is let through.
    """
    seen = _seen(session, since=now - timedelta(weeks=WEEKS), prices=prices or Prices())
    return [_advice(seen, cut) for cut in CUTS]


def _seen(session: Session, *, since: datetime, prices: Prices) -> _Seen:
    ranks = session.exec(select(Lead.rank).where(col(Lead.created_at) >= since)).all()
    statement = (
        select(HandoffFeatures.rank, Handoff.state, Handoff.propensity)
        .join(Handoff, col(Handoff.id) == col(HandoffFeatures.handoff_id))
        .where(col(Handoff.state).in_(ENDED))
    )
    ended = [
        (rank, state == "won", min(WEIGHT_MAX, 1.0 / max(chance, 1e-6)))
        for rank, state, chance in session.exec(statement)
    ]
    recent = select(func.count(col(Handoff.id)), func.count(func.distinct(Handoff.merchant_id)))
    given, merchants = session.exec(recent.where(col(Handoff.delivered_at) >= since)).one()
    asked = select(func.coalesce(func.sum(SourceRun.requests), 0))
    requests = session.exec(asked.where(col(SourceRun.ended_at) >= since)).one()
    paid = select(ProviderAnswer.currency, func.sum(ProviderAnswer.price_minor))
    paid = paid.where(col(ProviderAnswer.asked_at) >= since, ProviderAnswer.price_minor > 0)
    fixed = {
        currency: float(minor) / WEEKS
        for currency, minor in session.exec(paid.group_by(col(ProviderAnswer.currency)))
    }
    each: dict[str, float] = {}
    if prices.thousand_requests:
        price = prices.thousand_requests
        weekly = price.minor * int(requests) / 1000 / WEEKS
        fixed[price.currency] = fixed.get(price.currency, 0.0) + weekly
    if prices.hour and prices.lead_minutes:
        each[prices.hour.currency] = prices.hour.minor * prices.lead_minutes / 60
    return _Seen(ranks, ended, given, merchants, int(requests), fixed, each)


def _advice(seen: _Seen, cut: float) -> CutAdvice:
    passed = sum(rank >= cut for rank in seen.ranks)
    share = passed / len(seen.ranks) if seen.ranks else 0.0
    volume = counted(passed).times(1 / WEEKS)
    above = [(won, weight) for rank, won, weight in seen.ended if rank >= cut]
    rate = deals = kept = per_deal = None
    if len(above) >= OUTCOMES_MIN:
        rate = _rate(above)
        deals = Span(
            rate.likely * volume.likely, rate.low * volume.low, _product(rate.high, volume.high)
        )
        all_won = [(rank >= cut, weight) for rank, won, weight in seen.ended if won]
        kept = _rate(all_won) if all_won else None
        per_deal = _per(seen.requests / WEEKS, deals)
    load = counted(seen.given).times(share / max(1, seen.merchants) / WEEKS)
    a_week, a_lead, a_deal = _costs(seen, volume, deals, rate)
    return CutAdvice(
        cut=cut,
        leads_per_week=volume,
        leads_share=round(share, 4),
        ended=len(above),
        deal_rate=rate,
        deals_per_week=deals,
        deals_kept=kept,
        requests_per_lead=_per(seen.requests / WEEKS, volume),
        requests_per_deal=per_deal,
        handoffs_per_merchant=load,
        cost_per_week=a_week,
        cost_per_lead=a_lead,
        cost_per_deal=a_deal,
    )


def _costs(
    seen: _Seen, volume: Span, deals: Span | None, rate: Span | None
) -> tuple[dict[str, Span], dict[str, Span], dict[str, Span]]:
    """A week's cost, and that of a lead and of a deal, by currency."""
    a_week, a_lead, a_deal = dict[str, Span](), dict[str, Span](), dict[str, Span]()
    for currency in sorted({*seen.fixed, *seen.each}):
        fixed, each = seen.fixed.get(currency, 0.0), seen.each.get(currency, 0.0)
        work = volume.times(each)
        a_week[currency] = _sum(Span(fixed, fixed, fixed), work)
        if volume.likely:
            a_lead[currency] = _sum(_per(fixed, volume), Span(each, each, each))
        if deals and rate and deals.likely:
            a_deal[currency] = _sum(_per(fixed, deals), _per(each, rate))
    return a_week, a_lead, a_deal


def _sum(one: Span | None, other: Span | None) -> Span:
    """Two costs together, at their worst and at their best; None costs nothing."""
    one, other = one or Span(0.0, 0.0, 0.0), other or Span(0.0, 0.0, 0.0)
    high = None if one.high is None or other.high is None else one.high + other.high
    return Span(one.likely + other.likely, one.low + other.low, high)


def counted(count: int) -> Span:
    """A count with its Poisson interval."""
    root = math.sqrt(count + 3 / 8)
    low = max(0.0, (root - Z / 2) ** 2 - 3 / 8) if root > Z / 2 else 0.0
    return Span(float(count), low, (root + Z / 2) ** 2 - 3 / 8)


def _rate(weighted: Sequence[tuple[bool, float]]) -> Span:
    """A share of weighted cases; weights make fewer of them than their number says (Kish)."""
    total = sum(weight for _, weight in weighted)
    rate = sum(weight for hit, weight in weighted if hit) / total
    size = total**2 / sum(weight**2 for _, weight in weighted)
    low, high = wilson(rate * size, size)
    return Span(rate, low, high)


def _product(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other


def _per(cost: float, of: Span) -> Span | None:
    """A cost for each of something; none of it: no figure, and no upper end where none may come."""
    if not cost or not of.likely:
        return None
    return Span(
        cost / of.likely, cost / of.high if of.high else 0.0, cost / of.low if of.low else None
    )
