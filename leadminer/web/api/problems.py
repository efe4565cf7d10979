"""Errors of the API as application/problem+json (RFC 9457)."""

from __future__ import annotations

import logging
from http import HTTPStatus

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from leadminer.base.errors import LeadminerError
from leadminer.intake.tokens import KeyReusedForOther
from leadminer.web.errors import status_of

logger = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Problem(LeadminerError):
    """The request cannot be served."""

    def __init__(self, status: int, detail: str, headers: dict[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.headers = headers


def problem(status: int, detail: str = "", headers: dict[str, str] | None = None) -> Response:
    """One problem as an answer."""
    title = HTTPStatus(status).phrase
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail or title}
    return JSONResponse(content, status, headers, media_type=MEDIA_TYPE)


def install(api: FastAPI) -> None:
    """Answer every error of the API with a problem."""

    @api.exception_handler(LeadminerError)
    def known(_request: Request, error: LeadminerError) -> Response:
        if isinstance(error, Problem):
            return problem(error.status, error.message, error.headers)
        if isinstance(error, KeyReusedForOther):
            return problem(422, error.message)
        status = status_of(error)
        if status == 500:
            logger.error("a request failed: %s", error, extra={"action": "api_error"})
            return problem(500)
        return problem(status, error.message)

    @api.exception_handler(RequestValidationError)
    def malformed(_request: Request, error: RequestValidationError) -> Response:
        names = ", ".join(sorted({str(part["loc"][-1]) for part in error.errors()}))
        return problem(422, f"cannot be used: {names}")

    @api.exception_handler(HTTPException)
    def http(_request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, LeadminerError):  # raised while the body was read
            return known(_request, error.__cause__)
        return problem(error.status_code, headers=dict(error.headers or {}))

    @api.exception_handler(Exception)
    def unknown(_request: Request, error: Exception) -> Response:
        logger.exception("a request failed", exc_info=error, extra={"action": "api_error"})
        return problem(500)
