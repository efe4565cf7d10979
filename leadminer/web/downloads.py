"""A statement as a file to keep."""

from __future__ import annotations

from fastapi import Response

from leadminer.base.errors import NotFound
from leadminer.deals.tables import Statement
from leadminer.reports.documents.files import FORMS, render
from leadminer.workspace import Workspace

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def download(workspace: Workspace, statement: Statement, form: str) -> Response:
    """The file, always as an attachment. Raises NotFound for another form."""
    if form not in FORMS:
        raise NotFound(f"a statement comes as {', '.join(FORMS)}")
    name = f"statement-{statement.number}.{form}"
    return Response(
        render(workspace, statement, form),
        media_type=TYPES[form],
        headers={"content-disposition": f'attachment; filename="{name}"'},
    )
