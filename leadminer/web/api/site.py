"""The API, put together; its description by OpenAPI 3.1 at /api/v1/openapi.json."""

from __future__ import annotations

from fastapi import FastAPI

from leadminer import __version__
from leadminer.app import App
from leadminer.web.api import judged, lead_forms, problems, signals


def create_api(app: App) -> FastAPI:
    """REST v1 of one app, to be mounted at /api/v1."""
    api = FastAPI(
        title="leadminer",
        version=__version__,
        description="Send signals from other systems. Every request carries a bearer token made"
        " with `leadminer tokens add`; errors are application/problem+json (RFC 9457).",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
    )
    api.state.app = app
    problems.install(api)
    api.include_router(signals.router)
    api.include_router(judged.router)
    api.include_router(lead_forms.router)
    return api
