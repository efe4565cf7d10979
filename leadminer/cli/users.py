"""`leadminer users`: the people who log in."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(help="The people who log in, each in one role.")


@app.command("list")
def list_users(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List users by role.

    Example: leadminer users list
    """
    from leadminer.cli.opening import opened
    from leadminer.merchants import queries

    with opened() as app_, app_.read() as session:
        parties = {row.id: row.slug for row in queries.merchants(session)}
        rows = [
            {
                "id": row.id,
                "email": row.email,
                "name": row.name,
                "role": row.role,
                "merchant": parties.get(row.merchant_id),
                "lang": row.lang,
                "active": row.active,
            }
            for row in queries.users(session)
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no users yet; add one with: leadminer users add EMAIL --role operator")
    for row in rows:
        off = "" if row["active"] else "  (off)"
        typer.echo(f"{row['role']:<9} {row['email']:<36} {row['merchant'] or ''}{off}")


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Address to log in with.")],
    *,
    role: Annotated[str, typer.Option("--role", help="operator, merchant or finance.")],
    merchant: Annotated[
        str, typer.Option("--merchant", "-m", help="Short name of the merchant, for that role.")
    ] = "",
    name: Annotated[str, typer.Option("--name", help="The person's name.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="zh-Hans, zh-Hant or en.")] = "en",
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="File whose first line is the password.")
    ] = None,
) -> None:
    """Add a user. The password is asked for, or read from a file or LEADMINER_PASSWORD.

    It is never taken from the command line, where other users of the machine could read it.

    Example: leadminer users add he@hengli.example --role merchant --merchant hengli
    """
    from leadminer.cli.opening import opened
    from leadminer.merchants import queries

    with opened() as app_, app_.begin() as session:
        party = queries.merchant_by_slug(session, merchant).id if merchant else None
        row = queries.add_user(
            session,
            email,
            _password(password_file),
            role=role,
            now=app_.clock.now(),
            merchant_id=party,
            name=name,
            lang=lang,
        )
        typer.echo(f"added {row.email} as {row.role}")


@app.command("password")
def password(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")],
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="File whose first line is the password.")
    ] = None,
) -> None:
    """Set a new password; all log-ins of the user end.

    Example: leadminer users password he@hengli.example
    """
    from leadminer.base.errors import NotFound
    from leadminer.cli.opening import opened
    from leadminer.merchants import queries

    with opened() as app_, app_.begin() as session:
        row = queries.user_by_email(session, email)
        if row is None:
            raise NotFound(f"there is no user {email!r}; see: leadminer users list")
        queries.set_password(session, row, _password(password_file))
        typer.echo(f"{row.email} has a new password; every log-in was ended")


@app.command("deactivate")
def deactivate(
    email: Annotated[str, typer.Argument(metavar="EMAIL", help="Whose.")],
) -> None:
    """Let a user log in no more.

    Example: leadminer users deactivate he@hengli.example
    """
    from leadminer.base.errors import NotFound
    from leadminer.cli.opening import opened
    from leadminer.merchants import queries

    with opened() as app_, app_.begin() as session:
        row = queries.user_by_email(session, email)
        if row is None:
            raise NotFound(f"there is no user {email!r}; see: leadminer users list")
        queries.deactivate(session, row)
        typer.echo(f"{row.email} may not log in any more")


def _password(file: Path | None) -> str:
    import os

    from leadminer.base.errors import InvalidInput

    if file is not None:
        try:
            lines = file.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise InvalidInput(f"the password file cannot be read: {error}") from None
        return lines[0] if lines else ""
    given = os.environ.get("LEADMINER_PASSWORD")
    if given is not None:
        return given
    return str(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
