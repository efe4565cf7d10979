"""What is kept of one person, to be sent to that person when it asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query, Response

from leadminer.base.errors import NotFound
from leadminer.reports import access as report
from leadminer.web import access
from leadminer.web.visit import Id, Operator

router = APIRouter()


@router.get("/prospects/{prospect_id}/access")
def page(visit: Operator, prospect_id: Id) -> Response:
    """All that is kept of somebody, in the operator's language."""
    prospect = report.find(visit.session, str(prospect_id))
    view = report.access_view(visit.session, prospect)
    return visit.page("operator/access.html", view=view, theirs=access.language_for(prospect))


@router.get("/prospects/{prospect_id}/access/file.{kind}")
def file(
    visit: Operator,
    prospect_id: Id,
    kind: str,
    lang: Annotated[str, Query(max_length=16)] = "",
) -> Response:
    """The same as a file for the person: HTML in its language, or JSON."""
    prospect = report.find(visit.session, str(prospect_id))
    view = report.access_view(visit.session, prospect)
    config = visit.app.config
    name = f"P-{prospect.id}.{kind}"
    if kind == "json":
        return _attached(access.as_json(view, config), "application/json", name)
    if kind != "html":
        raise NotFound("what is kept of a person comes as html, json")
    lang = access.language_for(prospect, lang)
    html = access.as_html(view, config, lang=lang, now=visit.app.clock.now())
    return _attached(html, "text/html; charset=utf-8", name)


def _attached(text: str, media_type: str, name: str) -> Response:
    """Never opened here: it holds what strangers wrote."""
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(text.encode(), media_type=media_type, headers=headers)
