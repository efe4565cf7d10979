"""`leadminer ledger`: balances, audit, closing, exports."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="The books: balances, audit, month-end, exports.")

JsonOption = Annotated[bool, typer.Option("--json", help="Print one array.")]


@app.command("balances")
def balances(json: JsonOption = False) -> None:
    """List every account with its balance; debit is positive.

    Example: leadminer ledger balances
    """
    from leadminer.base.money import Money
    from leadminer.cli.opening import opened
    from leadminer.deals.chart import BOOK
    from leadminer.ledger import queries

    with opened() as app_, app_.read() as session:
        book = queries.find_book(session, BOOK)
        rows = [] if book is None or book.id is None else queries.balances(session, book.id)
    if json:
        typer.echo(
            json_module.dumps(
                [
                    {
                        "account": row.code,
                        "name": row.name,
                        "kind": row.kind,
                        "party": f"{row.party_type}:{row.party_id}" if row.party_type else None,
                        "currency": row.currency,
                        "amount": Money(row.amount, row.currency).text(),
                        "amount_minor": row.amount,
                    }
                    for row in rows
                ],
                ensure_ascii=False,
                indent=2,
            )
        )
        return
    if not rows:
        typer.echo("nothing is booked yet; a won deal books the first commission")
    for row in rows:
        party = f"{row.party_type} {row.party_id}" if row.party_type else ""
        amount = Money(row.amount, row.currency).text()
        typer.echo(f"{row.code:6} {row.name:22} {party:14} {amount:>18} {row.currency}")


@app.command("verify")
def verify(json: JsonOption = False) -> None:
    """Reckon books, deals and statements again; exits with 1 if anything differs.

    Example: leadminer ledger verify
    """
    from leadminer.cli.opening import opened
    from leadminer.ledger import queries
    from leadminer.ledger import verify as verify_ledger
    from leadminer.ledger.verification import count_entries
    from leadminer.reports.audit import audit

    with opened() as app_, app_.read() as session:
        findings = [*verify_ledger(session), *audit(session)]
        entries = count_entries(session)
        heads = {
            book.code: queries.head(session, book.id)
            for book in queries.list_books(session)
            if book.id is not None
        }
    if json:
        rows = [{"where": finding.where, "message": finding.message} for finding in findings]
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(f"{finding.where}: {finding.message}")
        for code, head in heads.items():
            if head is not None:
                typer.echo(f"book {code}: head {head[1]} (entry number {head[0]})")
        wrong = f"{len(findings)} findings" if findings else "sound"
        typer.echo(f"{entries} entries checked: {wrong}")
    if findings:
        raise typer.Exit(1)


@app.command("close")
def close(
    period: Annotated[str, typer.Argument(metavar="PERIOD", help="A month, such as 2026-11.")],
    early: Annotated[
        bool, typer.Option("--early", help="Close before its last day is over.")
    ] = False,
) -> None:
    """Close a month for good; what still happens in it is booked in the next one.

    Example: leadminer ledger close 2026-11
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.settle import close_period

    with opened() as app_, app_.begin() as session:
        closed = close_period(session, app_.clock, period, "finance:cli", early=early)
        line = f"closed {closed.name}: closing hash {closed.closing_hash}"
    typer.echo(line)


@app.command("export")
def export(
    form: Annotated[
        str, typer.Option("--format", "-f", help="beancount, hledger or csv.")
    ] = "beancount",
    out: Annotated[str, typer.Option("--out", "-o", help="File to write; else printed.")] = "",
) -> None:
    """Write the whole book for another tool to read and check.

    Example: leadminer ledger export --format hledger --out books.journal
    """
    from pathlib import Path

    from leadminer.cli.opening import opened
    from leadminer.deals.chart import BOOK
    from leadminer.ledger import export as export_book

    with opened() as app_, app_.read() as session:
        text = export_book(session, BOOK, form)
    if not out:
        typer.echo(text, nl=False)
        return
    target = Path(out)
    part = target.with_name(target.name + ".part")
    part.write_text(text, encoding="utf-8", newline="")
    part.replace(target)
    typer.echo(f"wrote {target} ({target.stat().st_size:,} bytes)")
