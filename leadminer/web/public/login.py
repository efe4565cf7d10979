"""Log-in, log-out, the account page with its open log-ins, and the choice of language."""

from __future__ import annotations

from ipaddress import IPv6Address, ip_address, ip_network
from typing import Annotated

from fastapi import APIRouter, Form, Request, Response

from leadminer.base.errors import NotAllowed, NotFound
from leadminer.merchants.logins import (
    TooManyAttempts,
    authenticate,
    logins,
    open_login,
    revoke_login,
    revoke_login_by_id,
)
from leadminer.web.language import LANGUAGES, N_
from leadminer.web.security import check_origin
from leadminer.web.visit import (
    HOME,
    LANGUAGE_COOKIE,
    Anyone,
    AnyoneActs,
    AnyVisit,
    CheckedVisit,
    Id,
    LoginNeeded,
    cookie_name,
)

router = APIRouter()
YEAR_SECONDS = 365 * 24 * 3600
WRONG = N_("The e-mail address or the password is wrong. Try again; nobody was logged in.")


@router.get("/")
def home(visit: AnyVisit) -> Response:
    """Everybody's own first page."""
    if visit.user is None:
        raise LoginNeeded
    return visit.go(HOME[visit.user.role])


@router.get("/login")
def ask(visit: AnyVisit, next: str = "") -> Response:
    """The log-in form."""
    if visit.user is not None:
        return visit.go(local_path(next) or HOME[visit.user.role])
    return visit.page("public/login.html", wrong="", minutes=0, email="", next=local_path(next))


@router.post("/login")
def enter(
    visit: AnyVisit,
    email: Annotated[str, Form(max_length=320)] = "",
    password: Annotated[str, Form(max_length=1000)] = "",
    next: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Open a log-in. What was wrong is not told apart, and a failed attempt is counted."""
    # no token: somebody may already be logged in, in another tab
    check_origin(visit.request, visit.app.config.web.base_url)
    now = visit.app.clock.now()
    try:
        user = authenticate(visit.session, email, password, ip=network(visit.request), now=now)
    except NotAllowed as error:  # caught here, so that the counted attempt is committed
        minutes = error.minutes if isinstance(error, TooManyAttempts) else 0
        return visit.page(
            "public/login.html",
            429 if minutes else 401,
            wrong="" if minutes else WRONG,
            minutes=minutes,
            email=email[:255],
            next=local_path(next),
        )
    old = visit.request.cookies.get(cookie_name(visit.request))
    if old:
        revoke_login(visit.session, old)
    hours = visit.app.config.web.session_hours
    token, _ = open_login(visit.session, user, now=now, hours=hours)
    answer = visit.go(local_path(next) or HOME[user.role])
    answer.set_cookie(
        cookie_name(visit.request),
        token,
        max_age=hours * 3600,
        path="/",
        httponly=True,
        samesite="lax",
        secure=visit.request.url.scheme == "https",
    )
    return answer


@router.post("/logout")
def leave(visit: CheckedVisit) -> Response:
    """End this log-in."""
    name = cookie_name(visit.request)
    revoke_login(visit.session, visit.request.cookies.get(name, ""))
    answer = visit.go("/login")
    answer.delete_cookie(
        name, path="/", httponly=True, samesite="lax", secure=visit.request.url.scheme == "https"
    )
    return answer


@router.get("/account")
def account(visit: Anyone) -> Response:
    """Who is logged in, and where; each log-in can be ended."""
    assert visit.user is not None
    rows = logins(visit.session, visit.user, now=visit.app.clock.now())
    return visit.page("public/account.html", logins=rows)


@router.post("/account/logins/{login_id}/end")
def end(visit: AnyoneActs, login_id: Id) -> Response:
    """End one of one's own log-ins."""
    assert visit.user is not None
    if not revoke_login_by_id(visit.session, visit.user, login_id):
        raise NotFound("this log-in has already ended")
    return visit.go("/account", "revoked")


@router.post("/language")
def language(
    visit: CheckedVisit,
    lang: Annotated[str, Form(max_length=16)],
    back: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Keep the reader's choice of language in a cookie of its own."""
    answer = visit.go(local_path(back) or "/")
    if lang in LANGUAGES:
        answer.set_cookie(
            LANGUAGE_COOKIE,
            lang,
            max_age=YEAR_SECONDS,
            path="/",
            httponly=True,
            samesite="lax",
            secure=visit.request.url.scheme == "https",
        )
    return answer


def local_path(path: str) -> str:
    """A path on this site, or "" for anything that would lead elsewhere."""
    safe = path.startswith("/") and not path.startswith(("//", "/\\"))
    return path if safe and path.isprintable() and "\\" not in path else ""


def network(request: Request) -> str:
    """What log-in attempts are counted by: the address, or its /64 for IPv6."""
    host = request.client.host if request.client else "unknown"
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if isinstance(address, IPv6Address):
        return str(ip_network(f"{address}/64", strict=False))
    return host
