"""`leadminer nomine`: whom we never read."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="The no-mine register: domains, authors and addresses that are never read.")


@app.command("add")
def add(
    whom: Annotated[
        str, typer.Argument(metavar="DOMAIN|ADDRESS|author:NAME", help="Who is not to be read.")
    ],
    purge: Annotated[
        bool, typer.Option("--purge", help="Delete what was read of them before, now.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept with the entry.")] = "",
) -> None:
    """Never read a domain (with its subdomains), an author, or what begins with an address.

    Running crawls obey from their next request on.

    Examples:

      leadminer nomine add forum.example.org --purge --reason "asked by mail"

      leadminer nomine add https://example.org/private/

      leadminer nomine add author:wang@forum.example.org
    """
    from leadminer.cli.opening import opened
    from leadminer.flow import no_mine

    with opened() as opened_app, opened_app.begin() as session:
        kind, value, done = no_mine.add(
            session, whom, reason=reason, actor="operator:cli", clock=opened_app.clock, purge=purge
        )
    typer.echo(f"{kind} {value} is not read any more")
    if purge:
        typer.echo(
            f"  {done.removed} signals removed, {done.emptied} emptied (something that left the"
            f" house points to them), {done.contacts} contact points removed"
        )


@app.command("remove")
def remove(
    whom: Annotated[str, typer.Argument(metavar="DOMAIN|ADDRESS|author:NAME", help="As added.")],
) -> None:
    """Take somebody off the register.

    Example: leadminer nomine remove forum.example.org
    """
    from leadminer.cli.opening import opened
    from leadminer.mining.politeness import no_mine

    with opened() as opened_app, opened_app.begin() as session:
        kind, value = no_mine.remove_entry(session, whom)
    typer.echo(f"{kind} {value} may be read again")


@app.command("list")
def list_(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """Show the register.

    Example: leadminer nomine list
    """
    from leadminer.cli.opening import opened
    from leadminer.mining.politeness import no_mine

    with opened() as opened_app, opened_app.read() as session:
        rows = [
            {"kind": row.kind, "value": row.value, "reason": row.reason, "added_by": row.added_by,
             "added_at": row.added_at.isoformat()}
            for row in no_mine.list_entries(session)
        ]  # fmt: skip
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("the no-mine register is empty; add to it: leadminer nomine add DOMAIN")
    for row in rows:
        typer.echo(f"{row['kind']:8} {row['value']:40} {row['added_at'][:10]} {row['reason']}")
