"""`leadminer merchants`: who receives leads, and the file that describes them."""

from __future__ import annotations

import json as json_module
from pathlib import Path
from typing import Annotated, Any

import typer

app = typer.Typer(help="Merchants, what they offer and what they want delivered.")


@app.command("list")
def list_merchants(
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List merchants with their offers and what they got so far.

    Example: leadminer merchants list
    """
    from leadminer.cli.opening import opened
    from leadminer.merchants import queries

    with opened() as app_, app_.read() as session:
        rows: list[dict[str, Any]] = [
            {
                "slug": row.slug,
                "name": row.name,
                "country": row.country,
                "currency": row.currency,
                "timezone": row.timezone,
                "active": row.active,
                "offers": [
                    offer.slug
                    for offer in queries.offers(session, merchant_id=row.id, active_only=False)
                ],
            }
            for row in queries.merchants(session)
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no merchants yet; begin a file with: leadminer merchants example")
    for row in rows:
        off = "" if row["active"] else "  (off)"
        typer.echo(f"{row['slug']:<20} {row['country']}  {row['currency']}  {row['name']}{off}")
        for slug in row["offers"]:
            typer.echo(f"    {slug}")


@app.command("example")
def example() -> None:
    """Print an example of a merchants file, to edit and import; docs/merchants.md explains it.

    Example: leadminer merchants example > merchants.toml
    """
    from importlib.resources import files

    typer.echo(files("leadminer.merchants").joinpath("example.toml").read_text("utf-8"), nl=False)


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Merchants file (TOML).")],
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Bring in merchants, offers, delivery contracts and agreements of a file.

    Known ones (by slug) are updated; a second import of the same file changes nothing. Needs
    that no offer served until now are held against the new ones. The format: docs/merchants.md.

    Example: leadminer merchants import merchants.toml
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.merchants import import_merchants
    from leadminer.flow.qualify import refit_batch
    from leadminer.handoffs.queue import revive_exhausted

    with opened() as app_:
        with app_.begin() as session:
            done = import_merchants(session, file, now=app_.clock.now())
            again = revive_exhausted(session, now=app_.clock.now())
        leads, after = 0, 0
        while True:
            with app_.begin() as session:
                result, following = refit_batch(
                    session,
                    clock=app_.clock,
                    hash_key=app_.hash_key,
                    config=app_.config,
                    after_id=after,
                )
            leads += result.leads
            if following is None:
                break
            after = following
    told = {
        "merchants_new": done.merchants_new,
        "merchants_changed": done.merchants_changed,
        "offers_new": done.offers_new,
        "offers_changed": done.offers_changed,
        "leads_new": leads,
        "leads_requeued": again,
    }
    if json:
        typer.echo(json_module.dumps(told))
        return
    typer.echo(
        f"merchants: {done.merchants_new} new, {done.merchants_changed} changed;"
        f" offers: {done.offers_new} new, {done.offers_changed} changed"
    )
    if leads or again:
        typer.echo(f"leads: {leads} new from known signals, {again} queued again")
