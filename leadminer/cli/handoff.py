"""`leadminer handoff`: leads on their way to merchants."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="Hand qualified leads to merchants, and see why each got them or not.")

BATCH = 20


@app.command("run")
def run(
    limit: Annotated[int, typer.Option("--limit", help="At most so many leads.")] = 1000,
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Expire what nobody answered, queue what is qualified, place what waits.

    Example: leadminer handoff run
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import hand_off

    placed = 0
    with opened() as app_:
        with app_.begin() as session:
            expired = hand_off.expire(session, clock=app_.clock)
            share = app_.config.handoff.exploration_share
            queued = hand_off.enqueue_qualified(session, clock=app_.clock, exploration=share)
        for _ in range(0, max(1, limit), BATCH):
            with app_.begin() as session:
                given = hand_off.allocate(
                    session,
                    clock=app_.clock,
                    limit=min(BATCH, limit),
                    config=app_.config.handoff,
                    fit_min=app_.config.scoring.fit_min,
                )
                more = hand_off.has_waiting(session, clock=app_.clock)
            placed += len(given)
            if not more:
                break
    if json:
        typer.echo(json_module.dumps({"expired": expired, "queued": queued, "placed": placed}))
        return
    typer.echo(f"{expired} expired, {queued} queued, {placed} handed to merchants")


@app.command("list")
def list_handoffs(
    merchant: Annotated[
        str, typer.Option("--merchant", "-m", help="One merchant's short name.")
    ] = "",
    state: Annotated[list[str] | None, typer.Option("--state", help="Only these; repeat.")] = None,
    limit: Annotated[int, typer.Option("--limit", help="At most so many.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List hand-offs, newest first.

    Example: leadminer handoff list --merchant hengli --state delivered
    """
    from leadminer.cli.opening import opened
    from leadminer.handoffs import queries
    from leadminer.merchants import queries as parties

    with opened() as app_, app_.read() as session:
        one = parties.merchant_by_slug(session, merchant).id if merchant else None
        found = queries.list_handoffs(
            session, merchant_id=one, states=tuple(state or ()), limit=limit
        )
        names = parties.merchants_by_id(session, {row.merchant_id for row in found})
        rows = [
            {
                "id": row.id,
                "lead_id": row.lead_id,
                "merchant": names[row.merchant_id].slug,
                "state": row.state,
                "exclusive": row.exclusive,
                "delivered_at": row.delivered_at.isoformat(),
                "accept_until": row.accept_until.isoformat(),
                "return_until": row.return_until.isoformat(),
                "return_reason": row.return_reason,
            }
            for row in found
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no hand-offs; place qualified leads with: leadminer handoff run")
    for row in rows:
        typer.echo(
            f"{row['id']:>6}  lead {row['lead_id']:<6} {row['merchant']:<20} {row['state']:<16}"
            f" {str(row['delivered_at'])[:16]}"
        )


@app.command("why")
def why(
    lead: Annotated[int, typer.Argument(metavar="LEAD", help="Number of the lead.")],
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """Tell for every merchant why it got a lead, or why not.

    Example: leadminer handoff why 17
    """
    from leadminer.cli.opening import opened
    from leadminer.handoffs import queue
    from leadminer.leads import queries as leads
    from leadminer.reports.leads import candidates

    with opened() as app_, app_.read() as session:
        row = leads.lead(session, lead)
        waiting = queue.queued(session, lead)
        rows = [
            {
                "round": view.candidate.round,
                "merchant": view.merchant.slug,
                "offer": view.offer.slug,
                "chosen": view.candidate.chosen,
                "passed": view.candidate.passed,
                "rule": view.candidate.rule,
                "detail": view.candidate.detail,
            }
            for view in candidates(session, lead)
        ]
        state, place = row.state, waiting.state if waiting else "not queued"
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    typer.echo(f"lead {lead} is {state}; in the queue: {place}")
    if not rows:
        typer.echo("no merchant was considered yet; run: leadminer handoff run")
    for entry in rows:
        mark = "✓" if entry["chosen"] else "·" if entry["passed"] else "✗"
        detail = entry["detail"]
        typer.echo(
            f"{mark} round {entry['round']}  {entry['offer']:<24} {entry['rule']:<12} {detail}"
        )


@app.command("requeue")
def requeue(
    lead: Annotated[int, typer.Argument(metavar="LEAD", help="Number of the lead.")],
) -> None:
    """Send an exhausted or parked lead through the queue again.

    Example: leadminer handoff requeue 17
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import hand_off

    with opened() as app_, app_.begin() as session:
        hand_off.requeue(session, lead, actor="operator:cli", clock=app_.clock)
    typer.echo(f"lead {lead} is queued; place it with: leadminer handoff run")
