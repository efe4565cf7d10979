"""Rendering an issued statement. Whatever is rendered again has the same bytes.

Everything comes from the statement's frozen content, its time of issue among it; no clock, no
system font and nothing of the machine gets into a file.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from leadminer.base.errors import InvalidInput, LeadminerError
from leadminer.deals.tables import Statement
from leadminer.reports.documents.sheets import csv_bytes, xlsx_bytes
from leadminer.reports.documents.view import view
from leadminer.workspace import Workspace

TEMPLATE = "templates/statement.typ"


class BrokenTemplate(LeadminerError):
    """The template of the statement cannot be set."""


def pdf_bytes(workspace: Workspace, content: dict[str, Any]) -> bytes:
    """The statement as PDF, set by the workspace's templates/statement.typ.

    Raises BrokenTemplate with typst's own words if the template does not compile.
    """
    import typst
    from noto_cjk_sans_otc import FONT_PATH

    template = workspace.find(TEMPLATE)
    issued = datetime.fromisoformat(content["issued_at"]).astimezone(UTC)
    try:
        result = typst.compile(
            str(template),
            root=str(template.parent),
            format="pdf",
            font_paths=[str(Path(str(FONT_PATH)).parent)],
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(view(content), ensure_ascii=False, sort_keys=True)},
            timestamp=issued,
        )
    except typst.TypstError as error:
        raise BrokenTemplate(f"{template} cannot be set: {error}") from error
    assert isinstance(result, bytes)
    return result


FORMS: dict[str, Callable[[Workspace, dict[str, Any]], bytes]] = {
    "pdf": pdf_bytes,
    "xlsx": lambda _workspace, content: xlsx_bytes(content),
    "csv": lambda _workspace, content: csv_bytes(content),
}


def render(workspace: Workspace, statement: Statement, form: str) -> bytes:
    """An issued statement as 'pdf', 'xlsx' or 'csv'. Raises InvalidInput for another form."""
    if form not in FORMS:
        raise InvalidInput(f"unknown form {form!r}: use one of {', '.join(FORMS)}")
    return FORMS[form](workspace, statement.content)


def write_files(workspace: Workspace, statement: Statement, folder: Path) -> list[Path]:
    """Write all forms of a statement into a folder; a file is there whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form in FORMS:
        path = folder / f"statement-{statement.number}.{form}"
        part = path.with_name(path.name + ".part")
        part.write_bytes(render(workspace, statement, form))
        part.replace(path)
        written.append(path)
    return written
