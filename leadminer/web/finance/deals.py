"""From an amount back to the sentence: entry, deal, hand-off, conversation, signal, quote."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.ledger.queries import entry_lines
from leadminer.reports.statements import trace
from leadminer.web.visit import Finance, Id

router = APIRouter()


@router.get("/finance/deals/{deal_id}")
def deal(visit: Finance, deal_id: Id) -> Response:
    """The whole way of one deal, its evidence checked again while you look."""
    way = trace(visit.session, deal_id)
    lines = {entry.id: entry_lines(visit.session, entry.id) for entry in way.entries if entry.id}
    return visit.page("finance/deal.html", way=way, lines=lines)
