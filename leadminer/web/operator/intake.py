"""Files and single needs brought in: what became of each row, and the way back."""

from __future__ import annotations

import json
from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Response, UploadFile
from pydantic import BaseModel, Field

from leadminer.base.errors import InvalidInput
from leadminer.flow.intake import take_in
from leadminer.flow.undo_intake import undo
from leadminer.intake import queries
from leadminer.intake.files import RawRow, kind_of, read_rows
from leadminer.intake.mails import mail_row
from leadminer.intake.states import RowOutcome
from leadminer.web.visit import ID_MAX, Id, Operator, OperatorActs, Visit

router = APIRouter(prefix="/imports")
ROWS = 200
TITLE_MAX, TEXT_MAX, URL_MAX = 500, 20_000, 2_000
# what is marked on a page goes into the form; addresses of some servers end at 8,000 characters
BOOKMARK = (
    "void(open(%s+new URLSearchParams({url:location.href.slice(0,1900),"
    "title:document.title.slice(0,200),text:String(getSelection()).slice(0,700)})))"
)


class NeedForm(BaseModel):
    """One need as somebody types it in."""

    title: str = Field(default="", max_length=TITLE_MAX)
    text: str = Field(default="", max_length=TEXT_MAX)
    author: str = Field(default="", max_length=200)
    email: str = Field(default="", max_length=320)
    phone: str = Field(default="", max_length=60)
    country: str = Field(default="", max_length=60)
    url: str = Field(default="", max_length=URL_MAX)


@router.get("")
def imports(visit: Operator) -> Response:
    """Everything that was brought in, newest first, and a form for another file."""
    rows = queries.intakes(visit.session)
    counts = queries.counts(visit.session, [row.id or 0 for row in rows])
    return visit.page("operator/imports.html", rows=rows, counts=counts)


@router.post("")
def bring_in(
    visit: OperatorActs,
    file: Annotated[UploadFile, File()],
    charset: Annotated[str, Form(max_length=40)] = "",
) -> Response:
    """Take a file in, batch by batch; its page tells what became of each row."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2].replace("\0", "")[:200]
    limit = visit.app.config.intake.upload_bytes_max
    body = file.file.read(limit + 1)
    if not name or not body:
        raise InvalidInput("choose a file first: .csv, .xlsx, .jsonl or .eml")
    if len(body) > limit:
        raise InvalidInput(f"more than {limit} bytes: use leadminer signals import")
    kind, rows = _rows(visit, name, body, charset.strip())
    actor, app = visit.actor, visit.app
    visit.session.commit()  # each batch is a transaction of its own; nobody waits for the whole
    taken = take_in(
        app.begin, app.workspace, app.config, app.clock, rows,
        kind=kind, name=name, actor=actor, keep=0,
    )  # fmt: skip
    return visit.go(f"/imports/{taken.intake_id}", "brought_in")


@router.get("/one")
def one_need(
    visit: Operator,
    title: Annotated[str, Query(max_length=TITLE_MAX)] = "",
    text: Annotated[str, Query(max_length=TEXT_MAX)] = "",
    url: Annotated[str, Query(max_length=URL_MAX)] = "",
) -> Response:
    """A form for one need; a bookmark fills it with what is marked on the page one looks at."""
    fill = BOOKMARK % json.dumps(f"{visit.app.config.web.base_url.rstrip('/')}/imports/one?")
    values = {"title": title, "text": text, "url": url}
    return visit.page("operator/import_one.html", values=values, bookmark=f"javascript:{fill}")


@router.post("/one")
def bring_one_in(visit: OperatorActs, need: Annotated[NeedForm, Form()]) -> Response:
    """Take one need in; its page tells what became of it."""
    values = {name: value.strip() for name, value in need.model_dump().items() if value.strip()}
    if not (need.title.strip() or need.text.strip()):
        raise InvalidInput("give at least a title or a text")
    actor, app = visit.actor, visit.app
    visit.session.commit()
    name = (need.title.strip() or need.text.strip()).replace("\0", "")[:80]
    taken = take_in(
        app.begin, app.workspace, app.config, app.clock, [RawRow(1, values)],
        kind="api", name=name, actor=actor, keep=0,
    )  # fmt: skip
    return visit.go(f"/imports/{taken.intake_id}", "need_brought_in")


@router.get("/{number}")
def one(
    visit: Operator,
    number: Id,
    outcome: Annotated[str, Query(max_length=12)] = "",
    after: Annotated[int, Query(ge=0, le=ID_MAX)] = 0,
) -> Response:
    """One import, row by row."""
    row = queries.intake(visit.session, number)
    wanted = outcome if outcome in set(RowOutcome) else None
    rows = queries.rows(visit.session, number, outcome=wanted, after_line=after, limit=ROWS)
    more = ""
    if len(rows) == ROWS:
        more = f"/imports/{number}?outcome={wanted or ''}&after={rows[-1].line}"
    return visit.page(
        "operator/import.html",
        row=row,
        rows=rows,
        counts=queries.counts(visit.session, [number]).get(number, {}),
        outcomes=[str(one) for one in RowOutcome],
        outcome=wanted or "",
        more=more,
    )


@router.post("/{number}/undo")
def take_back(visit: OperatorActs, number: Id) -> Response:
    """Take all back that this import stored."""
    queries.intake(visit.session, number)
    actor, app = visit.actor, visit.app
    visit.session.commit()
    undo(app.begin, app.clock, number, actor=actor)
    return visit.go(f"/imports/{number}", "taken_back")


def _rows(visit: Visit, name: str, body: bytes, charset: str) -> tuple[str, list[RawRow]]:
    """The rows of an upload, all of them looked at before any is kept."""
    config = visit.app.config
    if name.lower().endswith(".eml"):
        own = frozenset({config.outreach.sender_address.strip().lower()} - {""})
        return "mail", [mail_row(1, body, own=own)]
    kind = kind_of(name)
    return kind, list(read_rows(body, kind, charset=charset, rows_max=config.intake.rows_max))
