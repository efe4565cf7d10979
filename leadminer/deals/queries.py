"""Every statement about agreements, deals, accruals and statements. Nothing here commits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlmodel import col, select

from leadminer.base.errors import Conflict, NotFound
from leadminer.base.money import Money
from leadminer.base.rates import Rate, Rounding
from leadminer.deals.rules import Commission, Plan
from leadminer.deals.tables import Accrual, Agreement, Deal, Statement
from leadminer.store import Session


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed with a merchant: the plan of a deal's commission, and when it is due."""

    plan: Plan
    payment_terms_days: int = 15
    note: str = ""


def agree(
    session: Session, merchant_id: int, terms: Terms, *, valid_from: date, now: datetime
) -> Agreement:
    """Put terms in force from a day on, as the merchant's next version.

    The version before ends the day before; nothing else of it changes. Raises Conflict if a
    version begins on or after that day already, or has deals from that day on.
    """
    versions = agreements(session, merchant_id)
    last = versions[-1] if versions else None
    if last is not None:
        if valid_from <= last.valid_from:
            raise Conflict(
                f"version {last.version} begins on {last.valid_from}: a new version begins later"
            )
        _no_deals_from(session, last, valid_from)
        if last.valid_to is None or last.valid_to >= valid_from:
            last.valid_to = valid_from - timedelta(days=1)
            session.add(last)
            session.flush()  # the end of the old one before the beginning of the new one
    plan = terms.plan
    agreement = Agreement(
        merchant_id=merchant_id,
        version=1 if last is None else last.version + 1,
        valid_from=valid_from,
        currency=plan.currency,
        rate_bp=plan.rate.basis_points,
        min_fee_minor=plan.min_fee.minor,
        cap_deal_minor=None if plan.cap_deal is None else plan.cap_deal.minor,
        holdback_bp=plan.holdback.basis_points,
        holdback_days=plan.holdback_days,
        payment_terms_days=terms.payment_terms_days,
        rounding=plan.rounding.value,
        in_force_at=now,
        note=terms.note,
    )
    session.add(agreement)
    session.flush()
    return agreement


def _no_deals_from(session: Session, agreement: Agreement, day: date) -> None:
    late = session.exec(
        select(Deal).where(col(Deal.agreement_id) == agreement.id, col(Deal.won_on) >= day)
    ).first()
    if late is not None:
        raise Conflict(
            f"deal {late.id} was won on {late.won_on} under version {agreement.version}:"
            f" let the new terms begin after that day"
        )


def agreements(session: Session, merchant_id: int) -> Sequence[Agreement]:
    """All versions with a merchant, first to last."""
    return session.exec(
        select(Agreement)
        .where(col(Agreement.merchant_id) == merchant_id)
        .order_by(col(Agreement.version))
    ).all()


def get_agreement(session: Session, agreement_id: int) -> Agreement:
    """One version of an agreement. Raises NotFound."""
    found = session.get(Agreement, agreement_id)
    if found is None:
        raise NotFound(f"there is no agreement {agreement_id}")
    return found


def agreement_on(session: Session, merchant_id: int, day: date) -> Agreement:
    """The one version in force on a day. Raises NotFound that says what to do."""
    found = session.exec(
        select(Agreement).where(
            col(Agreement.merchant_id) == merchant_id,
            col(Agreement.in_force_at).is_not(None),
            col(Agreement.valid_from) <= day,
            (col(Agreement.valid_to).is_(None)) | (col(Agreement.valid_to) >= day),
        )
    ).first()
    if found is None:
        raise NotFound(
            f"no agreement with merchant {merchant_id} is in force on {day}:"
            f" agree on terms first, or correct the day of the deal"
        )
    return found


def plan_of(agreement: Agreement) -> Plan:
    """The plan a version of an agreement stands for."""
    currency = agreement.currency
    cap = agreement.cap_deal_minor
    return Plan(
        currency=currency,
        rate=Rate(agreement.rate_bp),
        min_fee=Money(agreement.min_fee_minor, currency),
        cap_deal=None if cap is None else Money(cap, currency),
        holdback=Rate(agreement.holdback_bp),
        holdback_days=agreement.holdback_days,
        rounding=Rounding(agreement.rounding),
    )


def get_deal(session: Session, deal_id: int) -> Deal:
    """One deal. Raises NotFound."""
    found = session.get(Deal, deal_id)
    if found is None:
        raise NotFound(f"there is no deal {deal_id}")
    return found


def deal_of_handoff(session: Session, handoff_id: int) -> Deal | None:
    """The deal a hand-off ended in, if it did."""
    return session.exec(select(Deal).where(col(Deal.handoff_id) == handoff_id)).first()


def deals(session: Session, *, merchant_id: int | None = None, limit: int = 200) -> Sequence[Deal]:
    """Deals, latest win first. Index: deal(merchant_id, won_on)."""
    statement = select(Deal).order_by(col(Deal.won_on).desc(), col(Deal.id).desc()).limit(limit)
    if merchant_id is not None:
        statement = statement.where(col(Deal.merchant_id) == merchant_id)
    return session.exec(statement).all()


def add_deal(session: Session, deal: Deal) -> Deal:
    """Keep a deal. The unique key on its hand-off forbids a second one."""
    session.add(deal)
    session.flush()
    return deal


def accruals_of(session: Session, deal_id: int) -> Sequence[Accrual]:
    """What was accrued for a deal, first to last."""
    return session.exec(
        select(Accrual).where(col(Accrual.deal_id) == deal_id).order_by(col(Accrual.id))
    ).all()


def find_accrual(session: Session, deal_id: int, rule: str) -> Accrual | None:
    """The accrual of a deal by one rule, if it was made."""
    return session.exec(
        select(Accrual).where(col(Accrual.deal_id) == deal_id, col(Accrual.rule) == rule)
    ).first()


def not_accrued(session: Session, rule: str) -> Sequence[Deal]:
    """Deals whose commission was not booked by that rule yet, oldest first."""
    booked = select(col(Accrual.deal_id)).where(col(Accrual.rule) == rule)
    return session.exec(
        select(Deal).where(col(Deal.id).not_in(booked)).order_by(col(Deal.id))
    ).all()


def add_accrual(
    session: Session,
    deal: Deal,
    commission: Commission,
    *,
    rule: str,
    entry_id: int,
    now: datetime,
) -> Accrual:
    """Keep the reckoning beside the ledger entry that books it."""
    assert deal.id is not None
    accrual = Accrual(
        deal_id=deal.id,
        rule=rule,
        entry_id=entry_id,
        currency=commission.amount.currency,
        base_minor=commission.base.minor,
        commission_minor=commission.amount.minor,
        holdback_minor=commission.holdback.minor,
        holdback_until=commission.holdback_until,
        steps=[asdict(step) for step in commission.steps],
        accrued_at=now,
    )
    session.add(accrual)
    session.flush()
    return accrual


def find_statement(session: Session, merchant_id: int, period: str) -> Statement | None:
    """The statement of a merchant for a period, if it was issued."""
    return session.exec(
        select(Statement).where(
            col(Statement.merchant_id) == merchant_id, col(Statement.period) == period
        )
    ).first()


def get_statement(session: Session, statement_id: int) -> Statement:
    """One statement. Raises NotFound."""
    found = session.get(Statement, statement_id)
    if found is None:
        raise NotFound(f"there is no statement {statement_id}")
    return found


def statements(
    session: Session, *, merchant_id: int | None = None, period: str | None = None
) -> Sequence[Statement]:
    """Issued statements, latest period first."""
    statement = select(Statement).order_by(col(Statement.period).desc(), col(Statement.number))
    if merchant_id is not None:
        statement = statement.where(col(Statement.merchant_id) == merchant_id)
    if period is not None:
        statement = statement.where(col(Statement.period) == period)
    return session.exec(statement).all()
