"""A merchant's own statements; what is listed here is what finance issued, unchanged."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.base.errors import NotFound
from leadminer.deals import queries as deals
from leadminer.deals.tables import Statement
from leadminer.web.downloads import download
from leadminer.web.visit import Id, Merchant, Visit

router = APIRouter()


@router.get("/my/statements")
def statements(visit: Merchant) -> Response:
    """All statements of this merchant, newest first."""
    rows = deals.statements(visit.session, merchant_id=visit.merchant_id)
    return visit.page("merchant/statements.html", rows=rows)


@router.get("/my/statements/{statement_id}")
def statement(visit: Merchant, statement_id: Id) -> Response:
    """One statement; each line opens the lead it came of."""
    row = _own(visit, statement_id)
    return visit.page("merchant/statement.html", statement=row)


@router.get("/my/statements/{statement_id}/file.{form}")
def file(visit: Merchant, statement_id: Id, form: str) -> Response:
    """The statement as PDF, XLSX or CSV."""
    return download(visit.app.workspace, _own(visit, statement_id), form)


def _own(visit: Visit, statement_id: int) -> Statement:
    found = deals.get_statement(visit.session, statement_id)
    if found.merchant_id != visit.merchant_id:
        raise NotFound(f"there is no statement {statement_id}")
    return found
