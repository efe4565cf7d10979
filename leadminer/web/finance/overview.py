"""The books at a glance: verified or not, balances, months, statements."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.deals import chart
from leadminer.deals import queries as deals
from leadminer.flow import settle
from leadminer.ledger import queries as ledger
from leadminer.ledger.verification import verify
from leadminer.merchants.queries import merchants
from leadminer.reports import audit as beside
from leadminer.web.finance.issuing import issuer_of
from leadminer.web.visit import Finance, FinanceActs

router = APIRouter()
ENTRIES_AT_ONCE = 5000  # longer chains are audited when asked, not on every look


@router.get("/finance")
def finance(visit: Finance, audit: bool = False) -> Response:
    """The month to close, what is owed, and whether the chain of entries holds."""
    session = visit.session
    book = ledger.find_book(session, chart.BOOK)
    if book is None or book.id is None:
        return visit.page("finance/overview.html", book=None)
    head = ledger.head(session, book.id)
    audited = audit or head is None or head[0] < ENTRIES_AT_ONCE
    issued = deals.statements(session)
    return visit.page(
        "finance/overview.html",
        book=book,
        entity=visit.app.config.ledger.legal_entity,
        head=head,
        audited=audited,
        findings=[*verify(session), *beside.audit(session)] if audited else [],
        balances=[row for row in ledger.balances(session, book.id) if row.amount],
        trial=ledger.trial_balance(session, book.id),
        periods=list(reversed(ledger.list_periods(session, book.id))),
        statements=issued,
        stated={row.period for row in issued},
        names={row.id: row.name for row in merchants(session)},
        month=visit.app.clock.now().astimezone(visit.write.zone).strftime("%Y-%m"),
    )


@router.post("/finance/periods/{period}/close")
def close(visit: FinanceActs, period: str) -> Response:
    """Close a month for good; what is left to book is booked first."""
    settle.close_period(visit.session, visit.app.clock, period, visit.actor)
    return visit.go("/finance", "closed")


@router.post("/finance/periods/{period}/statements")
def make(visit: FinanceActs, period: str) -> Response:
    """Issue the statements of a closed month; issued ones stay as they are."""
    settle.make_statements(
        visit.session,
        visit.app.clock,
        period,
        issuer=issuer_of(visit.app.config),
        actor=visit.actor,
    )
    return visit.go("/finance", "made")
