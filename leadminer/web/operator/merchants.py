"""Merchants: what they offer, what they got, what came of it."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.deals.queries import agreements
from leadminer.merchants import queries
from leadminer.reports import funnel
from leadminer.web.visit import Operator

router = APIRouter()


@router.get("/merchants")
def merchants(visit: Operator) -> Response:
    """Every merchant with its offers and terms."""
    values = {value.slug: value for value in funnel.merchants(visit.session)}
    rows = []
    for merchant in queries.merchants(visit.session):
        assert merchant.id is not None
        offers = queries.offers(visit.session, merchant_id=merchant.id, active_only=False)
        terms = agreements(visit.session, merchant.id)
        rows.append((merchant, offers, values.get(merchant.slug), terms[-1] if terms else None))
    return visit.page("operator/merchants.html", rows=rows)
