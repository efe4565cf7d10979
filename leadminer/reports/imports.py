"""What became of the rows of an import after they were judged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlmodel import col, select

from leadminer.intake.states import REASONS
from leadminer.leads.tables import Judgement, Lead
from leadminer.store import Session


def followed(session: Session, rows: Iterable[Any]) -> list[dict[str, Any]]:
    """For each row (line, outcome, reason, detail, signal_id): the lead it led to, or why none.

    `outcome`: lead, no_lead, known (brought in or read before), error.
    """
    told = list(rows)
    ids = [row.signal_id for row in told if row.signal_id is not None]
    leads = session.exec(select(Lead).where(col(Lead.signal_id).in_(ids))).all()
    verdicts = session.exec(select(Judgement).where(col(Judgement.signal_id).in_(ids))).all()
    lead_of = {lead.signal_id: lead for lead in leads}
    verdict_of = {verdict.signal_id: verdict for verdict in verdicts}
    return [_followed(row, lead_of, verdict_of) for row in told]


def _followed(
    row: Any, lead_of: dict[int, Lead], verdict_of: dict[int, Judgement]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "line": row.line,
        "outcome": "error",
        "detail": "",
        "signal_id": row.signal_id,
        "lead_id": None,
    }
    lead, verdict = lead_of.get(row.signal_id), verdict_of.get(row.signal_id)
    if row.outcome == "refused":
        said = REASONS.get(row.reason, row.reason)
        found["detail"] = f"{said}: {row.detail}" if row.detail else said
    elif row.outcome == "duplicate":
        found |= {"outcome": "known", "detail": REASONS.get(row.reason, row.reason)}
    elif lead is not None:
        found |= {"outcome": "lead", "lead_id": lead.id, "detail": lead.state}
    else:
        score = f"score {verdict.score:.2f}, class {verdict.intent_class}" if verdict else ""
        found |= {"outcome": "no_lead", "detail": f"{score}, or no offer serves it".lstrip(", ")}
    return found
