"""One statement as it was issued; each line opens its deal."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.base.ids import content_hash
from leadminer.deals import queries as deals
from leadminer.ledger.rules import canonical
from leadminer.merchants.queries import merchant
from leadminer.web.downloads import download
from leadminer.web.visit import Finance, Id

router = APIRouter()


@router.get("/finance/statements/{statement_id}")
def statement(visit: Finance, statement_id: Id) -> Response:
    """The frozen content, with its hash computed again."""
    row = deals.get_statement(visit.session, statement_id)
    return visit.page(
        "finance/statement.html",
        statement=row,
        merchant=merchant(visit.session, row.merchant_id),
        intact=content_hash(canonical(row.content)) == row.content_hash,
    )


@router.get("/finance/statements/{statement_id}/file.{form}")
def file(visit: Finance, statement_id: Id, form: str) -> Response:
    """The statement as PDF, XLSX or CSV."""
    return download(visit.app.workspace, deals.get_statement(visit.session, statement_id), form)
