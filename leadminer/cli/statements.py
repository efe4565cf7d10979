"""`leadminer statements`: issue them, write them as files, list them."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="Monthly commission statements for merchants.")


@app.command("make")
def make(
    period: Annotated[str, typer.Option("--period", "-p", help="A closed month: 2026-11.")],
    out: Annotated[str, typer.Option("--out", "-o", metavar="DIR", help="Folder for the files.")],
    merchant: Annotated[
        str, typer.Option("--merchant", "-m", help="One merchant's short name; else all.")
    ] = "",
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """Issue the statements of a closed month as PDF, XLSX and CSV.

    What was issued before is written again with the same bytes.

    Example: leadminer statements make --period 2026-11 --out statements/
    """
    from pathlib import Path

    from leadminer.cli.opening import opened
    from leadminer.flow.settle import make_statements
    from leadminer.merchants import queries as merchants
    from leadminer.reports.documents import write_files
    from leadminer.reports.statements import Issuer

    with opened() as app_:
        issuer = Issuer(app_.config.ledger.legal_entity, app_.config.web.base_url)
        with app_.begin() as session:
            one = merchants.merchant_by_slug(session, merchant).id if merchant else None
            issued = make_statements(
                session, app_.clock, period, issuer=issuer, actor="finance:cli", merchant_id=one
            )
        files = [write_files(app_.workspace, statement, Path(out)) for statement in issued]
    if json:
        rows = [
            {"number": statement.number, "totals": statement.totals, "files": [*map(str, paths)]}
            for statement, paths in zip(issued, files, strict=True)
        ]
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not issued:
        typer.echo(f"no merchant has anything in {period}: no statement was made")
    for statement, paths in zip(issued, files, strict=True):
        names = ", ".join(path.name for path in paths)
        typer.echo(f"{statement.number}: {_due(statement.totals)} -> {names}")


@app.command("list")
def list_statements(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List the statements issued so far, latest month first.

    Example: leadminer statements list
    """
    from leadminer.cli.opening import opened
    from leadminer.deals import queries as deals

    with opened() as app_, app_.read() as session:
        rows = [
            {
                "id": statement.id,
                "number": statement.number,
                "period": statement.period,
                "merchant_id": statement.merchant_id,
                "language": statement.language,
                "issued_at": statement.issued_at.isoformat(),
                "due_on": statement.due_on.isoformat(),
                "totals": statement.totals,
                "content_hash": statement.content_hash,
            }
            for statement in deals.statements(session)
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no statements yet; close a month (leadminer ledger close), then make them")
    for row in rows:
        totals = _due(row["totals"])
        typer.echo(f"{row['number']:32} due {row['due_on']}  {totals}")


def _due(totals: object) -> str:
    from leadminer.base.money import Money

    assert isinstance(totals, dict)
    return " + ".join(str(Money(total["due"], currency)) for currency, total in totals.items())
