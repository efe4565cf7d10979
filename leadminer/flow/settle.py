"""deal -> commission -> statement: what a deal owes is booked once, and stated month by month."""

from __future__ import annotations

import logging
from datetime import timedelta

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict, LedgerError, NotFound
from leadminer.base.ids import content_hash
from leadminer.base.money import Money
from leadminer.deals import chart
from leadminer.deals import queries as deals
from leadminer.deals.rules import RULE_VERSION, commission
from leadminer.deals.tables import Accrual, Agreement, Statement
from leadminer.flow.tell import statement_event
from leadminer.ledger import NewEntry, close, open_book, post
from leadminer.ledger import queries as ledger
from leadminer.ledger.rules import canonical, month_days
from leadminer.ledger.tables import Period
from leadminer.merchants import queries as merchants
from leadminer.reports.statements import (
    Facts,
    Issuer,
    StatementLine,
    content_of,
    merchants_of,
    statement_lines,
    totals_of,
)
from leadminer.store import Session

logger = logging.getLogger(__name__)
RULE = f"won:{RULE_VERSION}"


def accrue(
    session: Session, clock: Clock, deal_id: int, *, actor: str = "system:settle"
) -> Accrual | None:
    """Book the commission of a won deal: debit 1100, credit 4000 (and 4010), 2100 the holdback.

    Once only: a second call gives back the first accrual. None if the terms owe nothing (a rate
    of zero): there is nothing to book then.
    """
    deal = deals.get_deal(session, deal_id)
    known = deals.find_accrual(session, deal_id, RULE)
    if known is not None:
        return known
    plan = deals.plan_of(deals.get_agreement(session, deal.agreement_id))
    owed = commission(plan, Money(deal.value_minor, deal.currency), won_on=deal.won_on)
    if not owed.amount:
        return None
    now = clock.now()
    open_book(session, chart.BOOK, base_currency=deal.currency)
    entry = post(
        session,
        NewEntry(
            kind="commission",
            occurred=deal.won_on,
            lines=chart.won_lines(deal.merchant_id, owed),
            actor=actor,
            source_type="deal",
            source_id=str(deal_id),
            memo=f"deal {deal_id} won",
            # the chain covers what the commission was reckoned from, not only the amount
            meta={
                "value_minor": deal.value_minor,
                "currency": deal.currency,
                "agreement_id": deal.agreement_id,
            },
        ),
        key=f"deal:{deal_id}:{RULE}",
        book=chart.BOOK,
        now=now,
    )
    assert entry.id is not None
    accrual = deals.add_accrual(session, deal, owed, rule=RULE, entry_id=entry.id, now=now)
    logger.info("a commission was booked", extra={"action": "accrued", "deal_id": deal_id})
    return accrual


def accrue_all(session: Session, clock: Clock) -> list[Accrual]:
    """Book every deal that was not booked yet; what a stopped machine left is done here."""
    booked = [
        accrue(session, clock, deal.id) for deal in deals.not_accrued(session, RULE) if deal.id
    ]
    return [accrual for accrual in booked if accrual is not None]


def close_period(
    session: Session, clock: Clock, period: str, actor: str, *, early: bool = False
) -> Period:
    """Book what is left to book, then close the period for good. See `ledger.close`."""
    month_days(period)
    accrue_all(session, clock)
    if ledger.find_book(session, chart.BOOK) is None:
        raise NotFound("nothing was booked yet: there is no period to close")
    return close(session, chart.BOOK, period, actor=actor, now=clock.now(), early=early)


def make_statements(
    session: Session,
    clock: Clock,
    period: str,
    *,
    issuer: Issuer,
    actor: str,
    merchant_id: int | None = None,
) -> list[Statement]:
    """Issue the statements of a closed period, each once; issued ones are given back unchanged.

    Raises Conflict for an open period, NotFound where a merchant has nothing in it.
    """
    closed = _closed(session, period)
    wanted = merchants_of(session, period) if merchant_id is None else [merchant_id]
    return [
        _issue(session, clock, closed, issuer=issuer, actor=actor, merchant_id=one)
        for one in wanted
    ]


def _closed(session: Session, name: str) -> Period:
    month_days(name)
    book = ledger.find_book(session, chart.BOOK)
    period = None if book is None or book.id is None else ledger.find_period(session, book.id, name)
    if period is None:
        raise NotFound(f"nothing was booked in {name}: there is nothing to state")
    if period.state != "closed":
        raise Conflict(f"{name} is still open: close it first with `leadminer ledger close {name}`")
    return period


def _issue(
    session: Session, clock: Clock, period: Period, *, issuer: Issuer, actor: str, merchant_id: int
) -> Statement:
    known = deals.find_statement(session, merchant_id, period.name)
    if known is not None:
        return known
    merchant = merchants.merchant(session, merchant_id)
    lines = statement_lines(session, merchant_id, period.name)
    if not lines:
        raise NotFound(f"{merchant.name} has nothing in {period.name}: there is nothing to state")
    _check_totals(session, period, merchant_id, lines)
    used = _agreements(session, lines)
    now = clock.now()
    terms = max(agreement.payment_terms_days for agreement in used)
    head = ledger.head(session, period.book_id)
    assert head is not None and period.closing_hash is not None
    facts = Facts(
        number=f"{period.name}-{merchant.slug}",
        period=period.name,
        issued_at=now,
        due_on=month_days(period.name)[1] + timedelta(days=terms),
        head_seq=head[0],
        head_hash=head[1],
        closing_hash=period.closing_hash,
        agreements=used,
    )
    content = content_of(issuer, merchant, facts, lines)
    statement = Statement(
        merchant_id=merchant_id,
        book_id=period.book_id,
        period=period.name,
        number=facts.number,
        language=merchant.lang,
        issued_at=now,
        issued_by=actor,
        due_on=facts.due_on,
        totals=content["totals"],
        content=content,
        content_hash=content_hash(canonical(content)),
        head_hash=facts.head_hash,
    )
    session.add(statement)
    session.flush()
    statement_event(session, statement, now=now)
    return statement


def _agreements(session: Session, lines: list[StatementLine]) -> list[Agreement]:
    ids = {deals.get_deal(session, line.deal_id).agreement_id for line in lines}
    return [deals.get_agreement(session, agreement_id) for agreement_id in sorted(ids)]


def _check_totals(
    session: Session, period: Period, merchant_id: int, lines: list[StatementLine]
) -> None:
    """A statement that differs from the books is not issued."""
    booked = ledger.moved(
        session, period.book_id, period.name, code=chart.ACCRUED, party=("merchant", merchant_id)
    )
    stated = {currency: total["commission"] for currency, total in totals_of(lines).items()}
    if booked != stated:
        raise LedgerError(
            f"the statement of merchant {merchant_id} would say {stated} but the books say"
            f" {booked}: run `leadminer ledger verify` and look at entries without a deal"
        )
