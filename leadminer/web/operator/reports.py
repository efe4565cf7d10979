"""Reports: the funnel, and what each source and merchant is worth."""

from __future__ import annotations

from fastapi import APIRouter, Response

from leadminer.reports import funnel
from leadminer.web.charts import Bar
from leadminer.web.language import N_, translations
from leadminer.web.visit import Operator

router = APIRouter()

SHOWN = {
    "signals": N_("Signals read"),
    "intents": N_("With a need"),
    "leads": N_("Leads"),
    "qualified": N_("Qualified"),
    "handoffs": N_("Handed over"),
    "accepted": N_("Accepted"),
    "deals": N_("Deals"),
    "commissions": N_("Commissions"),
}


@router.get("/reports")
def reports(visit: Operator) -> Response:
    """All on one page; each figure stands in a table, too."""
    stream = funnel.funnel(visit.session)
    say = translations(visit.write.lang).gettext
    return visit.page(
        "operator/reports.html",
        stream=stream,
        shown=SHOWN,
        chart=[
            Bar(say(label), stream.count(key), visit.write.number(stream.count(key)))
            for key, label in SHOWN.items()
        ],
        sources=funnel.sources(visit.session),
        merchants=funnel.merchants(visit.session),
    )
