"""Whether this server can do its work; for load balancers and people."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from leadminer.store import reachable
from leadminer.web.visit import app_of

router = APIRouter()


@router.get("/healthz")
def healthz(request: Request) -> JSONResponse:
    """200 when the database answers, else 503 with the reason's kind."""
    problem = reachable(app_of(request).engine)
    if problem is None:
        return JSONResponse({"status": "ok"})
    return JSONResponse({"status": "database unreachable"}, 503)
