"""An empty statement, to see whether the workspace's template can be set at all."""

from __future__ import annotations

from typing import Any

from leadminer.base.errors import LeadminerError
from leadminer.reports.documents.files import pdf_bytes
from leadminer.workspace import Workspace

EMPTY: dict[str, Any] = {
    "form": 1,
    "number": "2026-01-sample",
    "period": "2026-01",
    "language": "en",
    "issuer": {"name": "Sample", "base_url": ""},
    "merchant": {"id": 0, "slug": "sample", "name": "Sample", "address": "", "country": "DE"},
    "issued_at": "2026-02-01T06:00:00+00:00",
    "due_on": "2026-02-15",
    "books": {"head_seq": 0, "head_hash": "0" * 64, "closing_hash": "0" * 64},
    "terms": [],
    "lines": [],
    "totals": {"EUR": {"lines": 0, "value": 0, "commission": 0, "held": 0, "due": 0}},
}


def compile_sample(workspace: Workspace) -> str:
    """Empty if the statement template compiles, else what typst says, in one line."""
    try:
        pdf_bytes(workspace, EMPTY)
    except LeadminerError as error:
        return " ".join(error.message.split())
    return ""
