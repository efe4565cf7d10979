"""Sending signals: each with its outcome, each request once, each import with a way back."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from pydantic import BaseModel, ConfigDict, Field

from leadminer.app import App
from leadminer.base.errors import NotFound
from leadminer.base.ids import content_hash
from leadminer.flow.intake import take_in
from leadminer.flow.undo_intake import undo
from leadminer.intake import queries, tokens
from leadminer.intake.files import object_row
from leadminer.intake.tables import ApiToken, Intake
from leadminer.store import Session
from leadminer.web.api.problems import MEDIA_TYPE, Problem
from leadminer.web.visit import ID_MAX, app_of

SIGNALS_MAX = 1000
ROWS_MAX = 1000
SCOPE = "signals:write"
PROBLEMS: dict[int | str, dict[str, Any]] = {
    status: {"description": said, "content": {MEDIA_TYPE: {}}}
    for status, said in (
        (401, "no token, or one that is not in force"),
        (403, "the token may not do this"),
        (429, "too many requests in this minute: wait as long as Retry-After says"),
    )
}
router = APIRouter(responses=PROBLEMS)
bearer = HTTPBearer(auto_error=False, description="made with: leadminer tokens add NAME")


class SignalIn(BaseModel):
    """One signal. Names are read as headings of a file are, so `subject` and `内容` do as well;
    any other name is a labelled field."""

    model_config = ConfigDict(extra="allow")

    title: str = Field("", description="title or text is needed")
    text: str = ""
    author: str = Field("", description="who said it")
    email: str = ""
    phone: str = Field("", description="E.164, or national with `country`")
    country: str = Field("", description="ISO 3166 code")
    lang: str = Field("", description="BCP 47; found out if not given")
    url: str = Field("", description="where it stands; without one it is known by its words")
    posted: str = Field("", description="ISO 8601; now if not given")
    section: list[str] = []
    fields: dict[str, str] = Field({}, description="labelled fields: quantity, budget ...")
    is_test: bool = Field(False, description="a test is answered and not kept")


ONE = SignalIn.model_json_schema()
MANY = {
    "type": "object",
    "required": ["signals"],
    "properties": {
        "signals": {"type": "array", "minItems": 1, "maxItems": SIGNALS_MAX, "items": ONE}
    },
}


class RowOut(BaseModel):
    """What became of one signal."""

    line: int = Field(description="its place in the request, from 1")
    outcome: str = Field(description="stored duplicate refused; after undoing undone kept")
    reason: str = Field(description="a code; see docs/intake.md")
    detail: str
    signal: int | None


class ImportOut(BaseModel):
    """What became of a request."""

    id: int
    counts: dict[str, int]
    rows: list[RowOut]
    undone: bool = False


def sender(
    request: Request,
    given: Annotated[HTTPAuthorizationCredentials | None, Depends(bearer)],
) -> ApiToken:
    """The token of who asks. Raises Problem 401, 403 or 429."""
    return token_in_force(app_of(request), given.credentials if given is not None else "")


def token_in_force(app: App, text: str) -> ApiToken:
    """The token of this text, its request counted. Raises Problem 401, 403 or 429."""
    now = app.clock.now()
    with app.begin() as session:
        row = tokens.find_token(session, text, now=now)
        if row is None:
            header = {"www-authenticate": "Bearer"}
            raise Problem(
                401, "send a token that is in force: Authorization: Bearer lmt_...", header
            )
        limit = app.config.intake.requests_per_minute
        seconds = tokens.count_request(session, row, per_minute=limit, now=now)
    if seconds:
        more = {"retry-after": str(seconds)}
        raise Problem(429, f"more than {limit} requests in a minute", more)
    if SCOPE not in row.scopes:
        raise Problem(403, f"this token lacks the scope {SCOPE}")
    return row


async def body_of(request: Request) -> bytes:
    """The body as it was sent. Raises Problem 415."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise Problem(415, "send application/json")
    return await request.body()


Sender = Annotated[ApiToken, Depends(sender)]
ImportId = Annotated[int, Path(ge=1, le=ID_MAX, alias="number", description="of the import")]


@router.post(
    "/signals",
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {"application/json": {"schema": {"anyOf": [MANY, ONE]}}},
        }
    },
)
def send(
    request: Request,
    response: Response,
    token: Sender,
    body: Annotated[bytes, Depends(body_of)],
    idempotency_key: Annotated[str | None, Header(max_length=tokens.KEY_MAX)] = None,
) -> ImportOut:
    """Send signals. The same request again stores nothing twice; with an Idempotency-Key it gets
    the very answer of the first time, for two days."""
    app = app_of(request)
    signals = _signals(body)
    assert token.id is not None
    if idempotency_key is None:
        return take_signals(app, token, signals)
    digest = content_hash(body)
    with app.begin() as session:
        known = tokens.begin_request(
            session, token.id, idempotency_key, digest, now=app.clock.now()
        )
    if known is not None:
        response.headers["idempotency-replayed"] = "true"
        return ImportOut.model_validate(known)
    answer: ImportOut | None = None
    try:
        answer = take_signals(app, token, signals)
    finally:
        with app.begin() as session:
            kept = answer.model_dump() if answer else None
            tokens.end_request(session, token.id, idempotency_key, kept)
    return answer


@router.get("/imports/{number}")
def look(
    request: Request,
    token: Sender,
    number: ImportId,
    after_line: Annotated[int, Query(ge=0, le=ID_MAX)] = 0,
) -> ImportOut:
    """What became of an earlier request of this token, 1000 rows at a time."""
    with app_of(request).read() as session:
        return _import(session, _own(session, token, number), after_line)


@router.post("/imports/{number}/undo")
def take_back(request: Request, token: Sender, number: ImportId) -> ImportOut:
    """Take back all that a request of this token stored; doing it again changes nothing."""
    app = app_of(request)
    with app.read() as session:
        _own(session, token, number)
    undo(app.begin, app.clock, number, actor=f"system:api:{token.id}")
    with app.read() as session:
        return _import(session, _own(session, token, number), 0)


def _signals(body: bytes) -> list[Any]:
    try:
        sent = json.loads(body)
    except (ValueError, RecursionError):
        raise Problem(400, "the body is no JSON") from None
    if isinstance(sent, dict):
        sent = sent.get("signals", [sent])
    if not isinstance(sent, list) or not sent:
        raise Problem(422, 'send one object, or {"signals": [...]} with at least one')
    if len(sent) > SIGNALS_MAX:
        raise Problem(422, f"send at most {SIGNALS_MAX} signals at once")
    return sent


def take_signals(app: App, token: ApiToken, signals: list[Any]) -> ImportOut:
    """Take signals in for a token."""
    taken = take_in(
        app.begin,
        app.workspace,
        app.config,
        app.clock,
        (object_row(place, signal) for place, signal in enumerate(signals, start=1)),
        kind="api",
        name=token.name,
        actor=f"system:api:{token.id}",
        token_id=token.id,
    )
    rows = [
        RowOut(line=o.line, outcome=o.outcome, reason=o.reason, detail=o.detail, signal=o.signal_id)
        for o in taken.outcomes
    ]
    return ImportOut(id=taken.intake_id, counts=taken.counts, rows=rows)


def _own(session: Session, token: ApiToken, number: int) -> Intake:
    found = queries.intake(session, number)
    if found.token_id != token.id:
        raise NotFound(f"there is no import {number}")
    return found


def _import(session: Session, row: Intake, after_line: int) -> ImportOut:
    number = row.id or 0
    rows = queries.rows(session, number, after_line=after_line, limit=ROWS_MAX)
    return ImportOut(
        id=number,
        counts=queries.counts(session, [number]).get(number, {}),
        rows=[
            RowOut(
                line=r.line, outcome=r.outcome, reason=r.reason, detail=r.detail, signal=r.signal_id
            )
            for r in rows
        ],
        undone=row.undone_at is not None,
    )
