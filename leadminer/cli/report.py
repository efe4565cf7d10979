"""`leadminer report`: what came of it all."""

from __future__ import annotations

import json as json_module
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from leadminer.base.money import Money

app = typer.Typer(help="Counts along the stream, value per source and per merchant.")

BAR = 32


@app.command("funnel")
def funnel(
    queries: Annotated[
        bool, typer.Option("--queries", help="Print the question behind each number.")
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Count each step of the stream, from signal to statement.

    Example: leadminer report funnel
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.funnel import funnel as ask

    with opened() as app_, app_.read() as session:
        found = ask(session)
    if json:
        told = {
            "steps": [
                {"key": step.key, "count": step.count, "query": step.query} for step in found.steps
            ],
            "commissions": _amounts(found.commissions),
        }
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
        return
    most = max((step.count for step in found.steps), default=0)
    for step in found.steps:
        typer.echo(f"{step.key:<12} {step.count:>8}  {_bar(step.count, most)}")
        if queries:
            typer.echo(f"             {step.query}")
    if found.commissions:
        typer.echo(f"{'earned':<12} {', '.join(str(amount) for amount in found.commissions)}")


@app.command("sources")
def sources(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """What each source brought, the richest first.

    Example: leadminer report sources
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.funnel import sources as ask

    with opened() as app_, app_.read() as session:
        found = ask(session)
    if json:
        rows = [
            {
                "host": row.host,
                "signals": row.signals,
                "intents": row.intents,
                "leads": row.leads,
                "handoffs": row.handoffs,
                "deals": row.deals,
                "commissions": _amounts(row.commissions),
                "last_outcome": row.last_outcome,
                "last_reason": row.last_reason,
            }
            for row in found
        ]
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not found:
        typer.echo("no source was read yet; begin with: leadminer mine --url URL")
        return
    typer.echo(f"{'source':<32} {'signals':>8} {'needs':>6} {'leads':>6} {'given':>6} {'deals':>6}")
    most = max(row.leads for row in found)
    for row in found:
        typer.echo(
            f"{row.host:<32} {row.signals:>8} {row.intents:>6} {row.leads:>6} {row.handoffs:>6}"
            f" {row.deals:>6}  {_bar(row.leads, most)} {_sum(row.commissions)}"
        )


@app.command("merchants")
def merchants(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """What each merchant got, and what came of it.

    Example: leadminer report merchants
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.funnel import merchants as ask

    with opened() as app_, app_.read() as session:
        found = ask(session)
    if json:
        rows = [
            {
                "slug": row.slug,
                "name": row.name,
                "handoffs": row.handoffs,
                "accepted": row.accepted,
                "declined": row.declined,
                "expired": row.expired,
                "returned": row.returned,
                "won": row.won,
                "lost": row.lost,
                "deal_value": _amounts(row.deal_value),
                "commissions": _amounts(row.commissions),
            }
            for row in found
        ]
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not found:
        typer.echo("no merchants yet; bring some in with: leadminer merchants import FILE")
        return
    typer.echo(f"{'merchant':<24} {'given':>6} {'taken':>6} {'back':>6} {'won':>6} {'lost':>6}")
    most = max(row.handoffs for row in found)
    for row in found:
        back = row.declined + row.expired + row.returned
        typer.echo(
            f"{row.slug:<24} {row.handoffs:>6} {row.accepted:>6} {back:>6} {row.won:>6}"
            f" {row.lost:>6}  {_bar(row.handoffs, most)} {_sum(row.commissions)}"
        )


def _bar(count: int, most: int) -> str:
    width = round(BAR * count / most) if most else 0
    return "█" * max(width, 1 if count else 0)


def _amounts(amounts: Sequence[Money]) -> list[dict[str, str]]:
    return [{"amount": money.text(), "currency": money.currency} for money in amounts]


def _sum(amounts: Sequence[Money]) -> str:
    return ", ".join(str(money) for money in amounts)
