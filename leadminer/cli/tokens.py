"""`leadminer tokens`: the keys by which other systems send signals."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

app = typer.Typer(help="Keys by which other systems send signals to the API.")


@app.command("add")
def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Which system uses it.")],
    *,
    days: Annotated[
        int, typer.Option("--days", min=0, help="How long it is valid; 0: until revoked.")
    ] = 0,
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Make a token and print it, this once.

    Example: leadminer tokens add website-form --days 365
    """
    from leadminer.cli.opening import opened
    from leadminer.intake import tokens

    with opened() as app_, app_.begin() as session:
        row, text = tokens.add_token(
            session,
            name,
            scopes=list(tokens.SCOPES),
            actor="operator:cli",
            now=app_.clock.now(),
            days=days or None,
        )
        told = {"id": row.id, "name": row.name, "scopes": row.scopes, "token": text}
    if json:
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
        return
    typer.echo(f"token {told['id']} of {name}, shown this once: {text}")


@app.command("list")
def list_tokens(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List tokens and when they were last used.

    Example: leadminer tokens list
    """
    from leadminer.cli.opening import opened
    from leadminer.intake import tokens

    with opened() as app_, app_.read() as session:
        rows = [
            {
                "id": row.id,
                "name": row.name,
                "scopes": row.scopes,
                "created_at": row.created_at.isoformat(),
                "expires_at": row.expires_at.isoformat() if row.expires_at else None,
                "revoked_at": row.revoked_at.isoformat() if row.revoked_at else None,
                "used_at": row.used_at.isoformat() if row.used_at else None,
            }
            for row in tokens.tokens(session)
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no tokens yet; make one with: leadminer tokens add NAME")
    for row in rows:
        state = "revoked" if row["revoked_at"] else f"last used {row['used_at'] or 'never'}"
        typer.echo(f"{row['id']:>4} {row['name']!s:<32} {state}")


@app.command("revoke")
def revoke(
    token: Annotated[int, typer.Argument(metavar="TOKEN", help="Number, as `list` shows it.")],
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """End a token at once.

    Example: leadminer tokens revoke 1
    """
    from leadminer.cli.opening import opened
    from leadminer.intake import tokens

    with opened() as app_, app_.begin() as session:
        row = tokens.revoke(session, token, now=app_.clock.now())
        told = {"id": row.id, "name": row.name, "revoked": True}
    typer.echo(json_module.dumps(told) if json else f"token {token} is revoked")
