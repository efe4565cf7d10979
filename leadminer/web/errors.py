"""Errors as pages: what happened, that nothing was changed, and what to do next."""

from __future__ import annotations

import logging
from collections.abc import Collection
from urllib.parse import quote

from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse
from sqlalchemy.exc import DataError
from starlette.exceptions import HTTPException
from starlette.routing import Route

from leadminer.base.errors import (
    Conflict,
    InvalidInput,
    LeadminerError,
    LedgerError,
    NotAllowed,
    NotFound,
    Refused,
)
from leadminer.web.language import N_, Writer, choose
from leadminer.web.phrases import FIELD
from leadminer.web.security import ForeignRequest, TooLarge
from leadminer.web.templating import render
from leadminer.web.visit import LANGUAGE_COOKIE, LoginNeeded, NoAgreement, Visit, app_of

logger = logging.getLogger(__name__)

# (heading, what to do); the error's own sentence stands between them
PAGES: dict[int, tuple[str, str]] = {
    400: (
        N_("This cannot be used"),
        N_("Go back, correct what the message names, and send again."),
    ),
    403: (
        N_("This page is not for your role"),
        N_("Go to your own pages, or log in as somebody who may see it."),
    ),
    404: (
        N_("There is no such page"),
        N_("It may have been moved or never was. Your own pages are one click away."),
    ),
    405: (
        N_("This cannot be done at this address"),
        N_("Go back to the page and use its buttons."),
    ),
    409: (
        N_("Not possible as things stand"),
        N_("Nothing was changed by you. Go back to see how it stands now."),
    ),
    413: (N_("That is too much"), N_("Send less; forms here take up to one megabyte.")),
    500: (
        N_("Something broke on our side"),
        N_("Nothing was saved. Try again; if it stays, tell the operator what you did."),
    ),
}
# what has a heading of its own within its status
OWN_PAGES: dict[type[LeadminerError], tuple[str, str]] = {
    ForeignRequest: (
        N_("This form did not come from here"),
        N_("Nothing was changed. Open the page here again and send its form from there."),
    ),
    NoAgreement: (
        N_("No agreement covers that day"),
        N_(
            "Nothing was changed. Ask the operator to enter the agreement, then report the deal"
            " again."
        ),
    ),
    Refused: (
        N_("A rule forbids this"),
        N_("Nothing was changed. What must hold first is said above."),
    ),
    LedgerError: (
        N_("The books do not take this"),
        N_("Nothing was booked. Go back to see how the books stand now."),
    ),
}
STATUS: list[tuple[type[LeadminerError], int]] = [
    (ForeignRequest, 403),
    (TooLarge, 413),
    (NoAgreement, 409),
    (NotFound, 404),
    (NotAllowed, 403),
    (InvalidInput, 400),
    (Conflict, 409),
    (Refused, 409),
    (LedgerError, 409),
]


def status_of(error: LeadminerError) -> int:
    """The HTTP status an error is shown with."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 500)


def install(web: FastAPI) -> None:
    """Answer every error with a page."""

    @web.exception_handler(LoginNeeded)
    def to_login(request: Request, _error: LoginNeeded) -> Response:
        wanted = request.url.path
        if request.url.query:
            wanted += "?" + request.url.query
        known = request.method == "GET" and wanted != "/"
        target = "/login" + (f"?next={quote(wanted, safe='')}" if known else "")
        if "hx-request" in request.headers:
            return Response(status_code=204, headers={"hx-redirect": target})
        return RedirectResponse(target, status_code=303)

    @web.exception_handler(LeadminerError)
    def known(request: Request, error: LeadminerError) -> Response:
        status = status_of(error)
        if status == 500:
            logger.error("page failed: %s", error, extra={"action": "web_error"})
        own = next((page for kind, page in OWN_PAGES.items() if isinstance(error, kind)), None)
        return error_page(request, status, error.message, page=own)

    @web.exception_handler(RequestValidationError)
    def malformed(request: Request, error: RequestValidationError) -> Response:
        if any(part["loc"][0] == "path" for part in error.errors()):
            return error_page(request, 404)
        return error_page(request, 400, wrong={str(part["loc"][-1]) for part in error.errors()})

    @web.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> Response:
        if isinstance(error.__cause__, LeadminerError):  # raised while the form was read
            return known(request, error.__cause__)
        status = error.status_code if error.status_code in PAGES else 404
        answer = error_page(request, status)
        if status == 405:
            answer.headers["allow"] = ", ".join(sorted(methods_of(request)))
        return answer

    # a figure no column holds: it came from outside, and finds or keeps nothing
    @web.exception_handler(OverflowError)
    @web.exception_handler(DataError)
    def too_large(request: Request, _error: Exception) -> Response:
        return error_page(request, 400)

    @web.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        logger.exception("page failed", exc_info=error, extra={"action": "web_error"})
        return error_page(request, 500)


def methods_of(request: Request) -> set[str]:
    """What may be done at an address that is known for something else."""
    found: set[str] = set()
    waiting = list(request.app.routes)
    while waiting:
        route = waiting.pop()
        if isinstance(route, Route) and route.path_regex.match(request.url.path):
            found |= route.methods or set()
        inner = getattr(route, "original_router", route)
        waiting.extend(getattr(inner, "routes", None) or [])
    return found | {"HEAD"} if "GET" in found else found


def error_page(
    request: Request,
    status: int,
    detail: str = "",
    *,
    page: tuple[str, str] | None = None,
    wrong: Collection[str] = (),
) -> Response:
    """A page for an error, with the shell of whoever is logged in; `wrong` names form fields."""
    visit: Visit | None = getattr(request.state, "visit", None)
    if visit is None:
        visit = _stranger(request)
    heading, advice = page or PAGES[status]
    answer = render(
        visit,
        "error.html",
        status,
        {
            "status": status,
            "heading": heading,
            "advice": advice,
            "detail": detail,
            "wrong": sorted(name for name in wrong if name in FIELD),
        },
    )
    # an enriched part of a page that meets an error shows the whole page instead
    answer.headers.update(
        {"hx-retarget": "body", "hx-reselect": "body > *", "hx-reswap": "innerHTML"}
    )
    return answer


def _stranger(request: Request) -> Visit:
    """A visit for a page made outside any transaction."""
    app = app_of(request)
    lang = choose(
        cookie=request.cookies.get(LANGUAGE_COOKIE), accept=request.headers.get("accept-language")
    )
    write = Writer.of(lang, app.clock.now(), app.config.ledger.timezone)
    return Visit(request, app, None, write)  # type: ignore[arg-type]
