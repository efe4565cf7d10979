"""`leadminer signals`: what was seen."""

from __future__ import annotations

import json as json_module
from typing import Annotated

import typer

from leadminer.cli.intake import register

app = typer.Typer(help="Signals: what people said, where and when.")
register(app)


@app.command("list")
def list_signals(
    kind: Annotated[str, typer.Option("--kind", help="post, reply or company.")] = "",
    industry: Annotated[
        str, typer.Option("--industry", help="Section (C) or division (C28) of ISIC Rev. 4.")
    ] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, max=10_000, help="Most to show.")] = 50,
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List signals, newest first.

    Example: leadminer signals list --kind company --industry C28
    """
    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened
    from leadminer.reports.signal_export import objects_of
    from leadminer.signals import queries
    from leadminer.signals.industries import known_code

    if kind and kind not in ("post", "reply", "company"):
        raise InvalidInput(f"there is no kind {kind!r}; there are: post, reply, company")
    with opened() as opened_app, opened_app.read() as session:
        found = queries.list_signals(
            session, kind=kind or None, industry=known_code(industry), limit=limit
        )
        rows = objects_of(session, found)
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("no signals yet; read a site: leadminer mine --url https://...")
    for row in rows:
        said = row.get("title") or row.get("name") or row.get("text") or ""
        when = (row.get("posted") or "")[:16].replace("T", " ")
        score = row.get("score")
        mark = f"{score:.2f}" if isinstance(score, float) else "    "
        typer.echo(f"{row['kind']:8}{when:17}{mark}  {' '.join(said.split())[:70]}  {row['url']}")


@app.command("show")
def show_signal(
    number: Annotated[int, typer.Argument(metavar="ID", min=1, help="Number of a signal.")],
    json: Annotated[bool, typer.Option("--json", help="Print one object.")] = False,
) -> None:
    """Show one signal: what was said, its facts, its languages, and what was masked.

    Example: leadminer signals show 42 --json
    """
    from leadminer.cli.opening import opened
    from leadminer.reports.signal_export import one_object

    with opened() as opened_app, opened_app.read() as session:
        row = one_object(session, number)
    if json:
        typer.echo(json_module.dumps(row, ensure_ascii=False, indent=2))
        return
    for name, value in row.items():
        if name == "facts":
            for fact in value:
                told = ", ".join(f"{k} {v}" for k, v in fact["value"].items() if v is not None)
                place = f"{fact['field']} {fact['start']}-{fact['end']}"
                typer.echo(f"{fact['kind']:12}{place:20}{fact['confidence']:.2f}  {told}")
        elif value not in (None, "", [], {}):
            typer.echo(f"{name:12}{value}")


@app.command("export")
def export_signals(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSONL to write; - is the screen.")],
) -> None:
    """Write all signals, one JSON object a line.

    Example: leadminer signals export signals.jsonl
    """
    import sys
    from pathlib import Path

    from leadminer.base.errors import InvalidInput
    from leadminer.cli.opening import opened
    from leadminer.reports.signal_export import write_jsonl

    with opened() as opened_app, opened_app.read() as session:
        if file == "-":
            write_jsonl(session, sys.stdout)
            return
        path = Path(file)
        part = path.with_name(path.name + ".part")
        try:
            with part.open("w", encoding="utf-8") as out:
                count = write_jsonl(session, out)
            part.replace(path)
        except OSError as error:
            raise InvalidInput(f"{path} cannot be written: {error.strerror}") from None
    typer.echo(f"{count} signals written to {path}")
