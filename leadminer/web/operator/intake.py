"""Files brought in: what became of each row, and the way back."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

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
