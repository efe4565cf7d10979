"""How much came through each step of the stream; each number tells the question it answers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.base.money import Money
from leadminer.conversations.tables import Message
from leadminer.deals.tables import Accrual, Deal, Statement
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Judgement, Lead, LeadMove
from leadminer.merchants.tables import Merchant
from leadminer.prospects.tables import IdentityEdge
from leadminer.signals.tables import Signal, Source, SourceRun
from leadminer.store import Session

TAKEN = ("accepted", "working", "won", "lost", "return_requested", "return_refused")


@dataclass(frozen=True, slots=True)
class FunnelStep:
    """One step: its name, how many, the query that counted them."""

    key: str
    count: int
    query: str


@dataclass(frozen=True, slots=True)
class Funnel:
    """The stream in numbers, and what it earned by currency."""

    steps: list[FunnelStep]
    commissions: list[Money]
    commissions_query: str

    def count(self, key: str) -> int:
        """The number of a step. Raises KeyError for a step there is not."""
        return {step.key: step.count for step in self.steps}[key]


@dataclass(frozen=True, slots=True)
class SourceValue:
    """What one source brought."""

    host: str
    signals: int
    intents: int
    leads: int
    handoffs: int
    deals: int
    commissions: list[Money]
    last_outcome: str  # of its latest run; "" when it never ran
    last_reason: str


@dataclass(frozen=True, slots=True)
class MerchantValue:
    """What one merchant got and did with it."""

    slug: str
    name: str
    handoffs: int
    accepted: int
    declined: int
    expired: int
    returned: int
    won: int
    lost: int
    deal_value: list[Money]
    commissions: list[Money]


def _count(*conditions: Any, of: Any) -> Any:
    return select(func.count(func.distinct(of))).where(*conditions)


STEPS: tuple[tuple[str, Callable[[], Any]], ...] = (
    ("signals", lambda: _count(of=col(Signal.id))),
    ("judged", lambda: _count(of=col(Judgement.id))),
    ("intents", lambda: _count(col(Judgement.intent).is_(True), of=col(Judgement.id))),
    (
        "prospects",
        lambda: _count(col(IdentityEdge.undone_at).is_(None), of=col(IdentityEdge.prospect_id)),
    ),
    ("leads", lambda: _count(of=col(Lead.id))),
    ("drafts", lambda: _count(Message.channel == "draft", of=col(Message.id))),
    ("contacted", lambda: _count(col(Message.state).in_(("posted", "handed")), of=Message.lead_id)),
    ("qualified", lambda: _count(LeadMove.to_state == "qualified", of=LeadMove.lead_id)),
    ("handoffs", lambda: _count(of=col(Handoff.id))),
    ("accepted", lambda: _count(col(Handoff.state).in_(TAKEN), of=col(Handoff.id))),
    ("deals", lambda: _count(of=col(Deal.id))),
    ("commissions", lambda: _count(of=col(Accrual.id))),
    ("statements", lambda: _count(of=col(Statement.id))),
)


def funnel(session: Session) -> Funnel:
    """Counts along the stream, all of now, each with its query."""
    steps = []
    for key, question in STEPS:
        statement = question()
        steps.append(FunnelStep(key, session.exec(statement).one(), _text(session, statement)))
    earned = select(Accrual.currency, func.sum(Accrual.commission_minor)).group_by(
        col(Accrual.currency)
    )
    amounts = _amounts(session.exec(earned.order_by(col(Accrual.currency))).all())
    return Funnel(steps, amounts, _text(session, earned))


def sources(session: Session) -> list[SourceValue]:
    """What each source brought, richest in deals, then leads, then signals first."""
    per_source = {
        "signals": _per(Signal.source_id, col(Signal.id)),
        "intents": _per(Signal.source_id, col(Judgement.id), _judged).where(
            col(Judgement.intent).is_(True)
        ),
        "leads": _per(Signal.source_id, col(Lead.id), _leads),
        "handoffs": _per(Signal.source_id, col(Handoff.id), _leads, _handoffs),
        "deals": _per(Signal.source_id, col(Deal.id), _leads, _handoffs, _deals),
    }
    counts = {key: dict(session.exec(statement).all()) for key, statement in per_source.items()}
    earned: dict[int, list[tuple[str, int]]] = {}
    statement = select(Signal.source_id, Accrual.currency, func.sum(Accrual.commission_minor))
    for join in (_leads, _handoffs, _deals, _accruals):
        statement = join(statement)
    for source_id, currency, minor in session.exec(
        statement.group_by(col(Signal.source_id), col(Accrual.currency))
    ):
        earned.setdefault(source_id, []).append((currency, minor))
    runs = _last_runs(session)
    values = [
        SourceValue(
            host=source.host,
            **{key: found.get(source.id, 0) for key, found in counts.items()},
            commissions=_amounts(earned.get(source.id or 0, [])),
            last_outcome=(runs[source.id or 0].outcome or "") if source.id in runs else "",
            last_reason=runs[source.id or 0].reason if source.id in runs else "",
        )
        for source in session.exec(select(Source).order_by(Source.host)).all()
    ]
    return sorted(values, key=lambda v: (-v.deals, -v.leads, -v.signals, v.host))


def merchants(session: Session) -> list[MerchantValue]:
    """What each merchant got and did with it, by name."""
    states: dict[int, dict[str, int]] = {}
    by_state = select(Handoff.merchant_id, Handoff.state, func.count()).group_by(
        col(Handoff.merchant_id), col(Handoff.state)
    )
    for merchant_id, state, number in session.exec(by_state):
        states.setdefault(merchant_id, {})[state] = number
    sold = select(Deal.merchant_id, Deal.currency, func.sum(Deal.value_minor)).group_by(
        col(Deal.merchant_id), col(Deal.currency)
    )
    earned = (
        select(Deal.merchant_id, Accrual.currency, func.sum(Accrual.commission_minor))
        .join(Accrual, col(Accrual.deal_id) == col(Deal.id))
        .group_by(col(Deal.merchant_id), col(Accrual.currency))
    )
    values, fees = _by_party(session.exec(sold).all()), _by_party(session.exec(earned).all())
    found = []
    for row in session.exec(select(Merchant).order_by(Merchant.name, col(Merchant.id))):
        assert row.id is not None
        had = states.get(row.id, {})
        found.append(
            MerchantValue(
                slug=row.slug,
                name=row.name,
                handoffs=sum(had.values()),
                accepted=sum(had.get(state, 0) for state in TAKEN),
                declined=had.get("declined", 0),
                expired=had.get("expired", 0),
                returned=had.get("return_accepted", 0),
                won=had.get("won", 0),
                lost=had.get("lost", 0),
                deal_value=_amounts(values.get(row.id, [])),
                commissions=_amounts(fees.get(row.id, [])),
            )
        )
    return found


def _per(group: Any, what: Any, *joins: Callable[[Any], Any]) -> Any:
    statement: Any = select(group, func.count(func.distinct(what))).select_from(Signal)
    for join in joins:
        statement = join(statement)
    return statement.group_by(group)


def _judged(statement: Any) -> Any:
    return statement.join(Judgement, col(Judgement.signal_id) == col(Signal.id))


def _leads(statement: Any) -> Any:
    return statement.join(Lead, col(Lead.signal_id) == col(Signal.id))


def _handoffs(statement: Any) -> Any:
    return statement.join(Handoff, col(Handoff.lead_id) == col(Lead.id))


def _deals(statement: Any) -> Any:
    return statement.join(Deal, col(Deal.handoff_id) == col(Handoff.id))


def _accruals(statement: Any) -> Any:
    return statement.join(Accrual, col(Accrual.deal_id) == col(Deal.id))


def _last_runs(session: Session) -> dict[int, SourceRun]:
    """The latest run that brought or saw something of each source."""
    latest = (
        select(Signal.source_id, func.max(Signal.run_id).label("run_id"))
        .group_by(col(Signal.source_id))
        .subquery()
    )
    statement = select(latest.c.source_id, SourceRun).join(
        SourceRun, col(SourceRun.id) == latest.c.run_id
    )
    return dict(session.exec(statement).all())


def _by_party(rows: Sequence[Any]) -> dict[int, list[tuple[str, int]]]:
    found: dict[int, list[tuple[str, int]]] = {}
    for party, currency, minor in rows:
        found.setdefault(party, []).append((currency, minor))
    return found


def _amounts(rows: Sequence[Any]) -> list[Money]:
    return [Money(int(minor), currency) for currency, minor in sorted(rows)]


def _text(session: Session, statement: Any) -> str:
    dialect = session.get_bind().dialect
    compiled = statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True})
    return " ".join(str(compiled).split())
