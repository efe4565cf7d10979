"""One request of one person: who asks, in which language, within which transaction."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any, cast

from fastapi import Depends, Form, Header, Path, Query, Request, Response
from fastapi.responses import RedirectResponse

from leadminer.app import App
from leadminer.base.errors import LeadminerError, NotAllowed
from leadminer.merchants.logins import find_login, touch_login
from leadminer.merchants.tables import LoginSession, User
from leadminer.store import Session
from leadminer.web import words
from leadminer.web.language import Writer, choose, translations
from leadminer.web.security import CSRF_FIELD, CSRF_HEADER, check_origin, check_token
from leadminer.web.templating import render

LANGUAGE_COOKIE = "lang"
SAFE = {"GET", "HEAD"}
HOME = {"operator": "/leads", "merchant": "/inbox", "finance": "/finance"}


ID_MAX = 2**63 - 1  # what the databases hold

# every number in an address: another cannot be asked for, and is no error of ours
Id = Annotated[int, Path(ge=1, le=ID_MAX)]
Cursor = Annotated[int | None, Query(ge=1, le=ID_MAX)]


class LoginNeeded(LeadminerError):
    """Log in to see this page."""


class NoAgreement(LeadminerError):
    """No agreement with this merchant covers that day."""


def app_of(request: Request) -> App:
    """The app this server was made for."""
    return cast(App, request.app.state.app)


def cookie_name(request: Request) -> str:
    """The log-in's cookie; over https it is bound to this host by its prefix."""
    return "__Host-leadminer" if request.url.scheme == "https" else "leadminer"


def open_session(request: Request) -> Iterator[Session]:
    """The transaction of a request: read for GET, write for POST; the web edge commits here."""
    app = app_of(request)
    with app.read() if request.method in SAFE else app.begin() as session:
        yield session


# "function": committed before the answer leaves, so that the next page shows what was done
SessionDep = Annotated[Session, Depends(open_session, scope="function")]


@dataclass
class Visit:
    """What a page function gets."""

    request: Request
    app: App
    session: Session
    write: Writer
    user: User | None = None
    login: LoginSession | None = None

    @property
    def actor(self) -> str:
        """Who acts, as the moves and entries record it: "operator:3"."""
        assert self.user is not None and self.user.id is not None
        return f"{self.user.role}:{self.user.id}"

    @property
    def merchant_id(self) -> int:
        """The merchant whose rows this person may see. Raises NotAllowed for anybody else."""
        if self.user is None or self.user.merchant_id is None:
            raise NotAllowed
        return self.user.merchant_id

    def text(self, text: str) -> str:
        """A text of ours in the reader's language; mark it with N_."""
        return translations(self.write.lang).gettext(text)

    def word(self, kind: str, code: str) -> str:
        """What a code is called in the reader's language."""
        english = words.word(kind, code)
        return translations(self.write.lang).gettext(english) if english else ""

    def page(self, template: str, status: int = 200, /, **context: Any) -> Response:
        """An HTML page in the reader's language."""
        return render(self, template, status, context)

    def go(self, path: str, said: str = "", about: int | None = None) -> Response:
        """Send the browser on after an act; `said` names the confirmation the next page shows."""
        if said:
            path += ("&" if "?" in path else "?") + f"said={said}"
            path += f"&about={about}" if about is not None else ""
        return RedirectResponse(path, status_code=303)


def open_visit(request: Request, session: SessionDep) -> Visit:
    """A visit, logged in or not."""
    app = app_of(request)
    now = app.clock.now()
    token = request.cookies.get(cookie_name(request))
    found = find_login(session, token, now=now) if token else None
    login, user = found if found else (None, None)
    if login is not None and user is not None:
        if request.method not in SAFE:
            touch_login(session, login, now=now)
            session.flush()
        # read only from here on; an error page still names the user after the rollback
        session.expunge(login)
        session.expunge(user)
    lang = choose(
        cookie=request.cookies.get(LANGUAGE_COOKIE),
        accept=request.headers.get("accept-language"),
        own=user.lang if user else None,
    )
    write = Writer.of(lang, now, app.config.ledger.timezone)
    visit = Visit(request, app, session, write, user, login)
    request.state.visit = visit
    return visit


AnyVisit = Annotated[Visit, Depends(open_visit)]


def checked_visit(
    visit: AnyVisit,
    form_token: Annotated[str | None, Form(alias=CSRF_FIELD)] = None,
    header_token: Annotated[str | None, Header(alias=CSRF_HEADER)] = None,
) -> Visit:
    """A visit whose POST is proved to come from our own page."""
    check_origin(visit.request, visit.app.config.web.base_url)
    if visit.login is not None:
        check_token(header_token or form_token, visit.login.csrf_token)
    return visit


def only(*roles: str, changes: bool = False) -> Callable[..., Visit]:
    """A dependency that lets only these roles in; others are sent to log in, or told no."""

    def let_in(visit: Visit) -> Visit:
        if visit.user is None:
            raise LoginNeeded
        if visit.user.role not in roles:
            raise NotAllowed
        return visit

    if changes:

        def changing(visit: Annotated[Visit, Depends(checked_visit)]) -> Visit:
            return let_in(visit)

        return changing

    def reading(visit: AnyVisit) -> Visit:
        return let_in(visit)

    return reading


CheckedVisit = Annotated[Visit, Depends(checked_visit)]
Operator = Annotated[Visit, Depends(only("operator"))]
OperatorActs = Annotated[Visit, Depends(only("operator", changes=True))]
Merchant = Annotated[Visit, Depends(only("merchant"))]
MerchantActs = Annotated[Visit, Depends(only("merchant", changes=True))]
Finance = Annotated[Visit, Depends(only("finance"))]
FinanceActs = Annotated[Visit, Depends(only("finance", changes=True))]
Anyone = Annotated[Visit, Depends(only("operator", "merchant", "finance"))]
AnyoneActs = Annotated[Visit, Depends(only("operator", "merchant", "finance", changes=True))]
