"""`leadminer signals import | mail | imports | undo`: signals by another door than mining."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from leadminer.app import App
    from leadminer.flow.intake import Outcome, Taken
    from leadminer.intake.files import RawRow

ACTOR = "operator:cli"
SHOWN = 200  # rows on a screen of each kind of outcome; --json tells all
Json = Annotated[bool, typer.Option("--json", help="Print one object.")]


def register(app: typer.Typer) -> None:
    """Add the commands to `leadminer signals`."""
    app.command("import")(import_file)
    app.command("mail")(mail)
    app.command("imports")(imports)
    app.command("undo")(undo)


def import_file(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="To read: .csv .xlsx .jsonl; - is JSONL piped in")
    ],
    charset: Annotated[
        str, typer.Option("--charset", help="Of a CSV file; found out if not given.")
    ] = "",
    json: Json = False,
) -> None:
    """Bring in a file as signals, and tell for each row what became of it.

    Columns by their headings in English or Chinese: title text author url posted lang country
    email phone section; any other is a labelled field. JSONL as `signals export` writes it. A
    second import of the same file stores nothing.

    Example: leadminer signals import fair-visitors.xlsx
    """
    from leadminer.cli.opening import opened

    with opened() as app_:
        kind, rows = rows_of(app_, file, charset)
        _take(app_, rows, kind=kind, name=file.name, json=json)


def rows_of(app: App, file: Path, charset: str) -> tuple[str, Iterator[RawRow]]:
    """The kind and the rows of a file, or of what is piped in. Raises InvalidInput."""
    from leadminer.base.errors import InvalidInput
    from leadminer.intake.files import kind_of, read_rows

    limit = app.config.intake.file_bytes_max
    if str(file) == "-":
        body, kind = sys.stdin.buffer.read(limit + 1), "jsonl"
    else:
        kind = kind_of(file.name)
        with file.open("rb") as opened_file:
            body = opened_file.read(limit + 1)
    if len(body) > limit:
        raise InvalidInput(
            f"{file} is larger than {limit} bytes: split it, or raise intake.file_bytes_max"
        )
    return kind, read_rows(body, kind, charset=charset, rows_max=app.config.intake.rows_max)


def mail(
    path: Annotated[
        str, typer.Argument(metavar="[PATH]", help=".eml or mbox file, or maildir; - is piped in.")
    ] = "-",
    *,
    imap: Annotated[
        bool, typer.Option("--imap", help="From the mailbox of config.toml, what is new in it.")
    ] = False,
    folder: Annotated[str, typer.Option("--folder", help="Another folder of it.")] = "",
    json: Json = False,
) -> None:
    """Bring in mails as signals: who wrote is the author, without what the mail quotes.

    Answers of machines, bounces, newsletters and our own mails are refused. A mail is known by
    its Message-ID, so a maildir can be read again and again.

    A mailbox by IMAP is only read, never changed, and goes on where it was left.

    Example: leadminer signals mail ~/Maildir    or, from a mail server: | leadminer signals mail
    Example: leadminer signals mail --imap --folder Leads
    """
    from leadminer.cli.opening import opened
    from leadminer.intake.mails import MAIL_BYTES_MAX, mail_row, mails_in

    if imap:
        _from_mailbox(folder, json=json)
        return
    with opened() as app_:
        own = frozenset({app_.config.outreach.sender_address.strip().lower()} - {""})

        def rows() -> Iterator[RawRow]:
            if path == "-":
                yield mail_row(1, sys.stdin.buffer.read(MAIL_BYTES_MAX + 1), own=own)
                return
            for place, raw in mails_in(Path(path)):
                yield mail_row(place, raw, own=own)

        name = "piped in" if path == "-" else Path(path).name
        _take(app_, rows(), kind="mail", name=name, json=json)


def _from_mailbox(folder: str, *, json: bool) -> None:
    from leadminer.cli.opening import opened
    from leadminer.flow.mailbox import read_mailbox

    with opened() as app:
        taken = read_mailbox(
            app.begin, app.workspace, app.config, app.clock, actor=ACTOR, folder=folder,
            keep=1_000_000 if json else SHOWN,
        )  # fmt: skip
    if taken is not None:
        _report(taken, json=json)
    elif json:
        typer.echo(json_module.dumps({"import": None, "counts": {}, "rows": []}))
    else:
        typer.echo("no new mail")


def imports(
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, max=1000, help="At most.")] = 20,
    json: Annotated[bool, typer.Option("--json", help="Print one array.")] = False,
) -> None:
    """List what was brought in, newest first.

    Example: leadminer signals imports
    """
    from leadminer.cli.opening import opened
    from leadminer.intake import queries

    with opened() as app_, app_.read() as session:
        found = queries.intakes(session, limit=limit)
        counts = queries.counts(session, [row.id or 0 for row in found])
        rows: list[dict[str, Any]] = [
            {
                "id": row.id,
                "kind": row.kind,
                "name": row.name,
                "actor": row.actor,
                "began_at": row.began_at.isoformat(),
                "ended_at": row.ended_at.isoformat() if row.ended_at else None,
                "undone_at": row.undone_at.isoformat() if row.undone_at else None,
                "rows": counts.get(row.id or 0, {}),
            }
            for row in found
        ]
    if json:
        typer.echo(json_module.dumps(rows, ensure_ascii=False, indent=2))
        return
    if not rows:
        typer.echo("nothing was brought in yet; try: leadminer signals import FILE")
    for row in rows:
        said = " ".join(f"{name} {row['rows'][name]}" for name in sorted(row["rows"]))
        state = "taken back  " if row["undone_at"] else ("" if row["ended_at"] else "cut off  ")
        typer.echo(
            f"{row['id']:>5} {row['began_at'][:16]} {row['kind']:<6} {row['name'][:40]:<40} "
            f"{state}{said}"
        )


def undo(
    number: Annotated[int, typer.Argument(metavar="IMPORT", help="Number, as `imports` shows it.")],
    json: Json = False,
) -> None:
    """Take a whole import back: its signals, their leads, and whom only they told of.

    What a merchant has is called back, what was written to a person stays; both are told as kept.

    Example: leadminer signals undo 3
    """
    from leadminer.cli.opening import opened
    from leadminer.flow.undo_intake import undo as take_back

    with opened() as app_, _status(f"taking import {number} back", quiet=json) as tell:
        counts = take_back(app_.begin, app_.clock, number, actor=ACTOR, on_batch=tell)
    if json:
        typer.echo(json_module.dumps({"import": number, **counts}))
        return
    kept = counts.get("kept", 0)
    typer.echo(f"import {number}: {counts.get('undone', 0)} taken back, {kept} kept")
    if kept:
        typer.echo("kept: merchants or people outside have them; they were called back if possible")


@contextmanager
def _status(doing: str, *, quiet: bool) -> Iterator[Callable[[dict[str, int]], None]]:
    """A line on a terminal that says how far long work is: rows by what became of them."""
    from rich.console import Console

    console = Console(stderr=True, quiet=quiet or not sys.stderr.isatty())
    with console.status(f"{doing} ...") as status:

        def tell(counts: Mapping[str, int]) -> None:
            said = "  ".join(f"{name} {counts[name]}" for name in sorted(counts))
            status.update(f"{doing}  {said}")

        yield tell


def _take(app: App, rows: Iterator[RawRow], *, kind: str, name: str, json: bool) -> None:
    from leadminer.flow.intake import take_in

    with _status(f"taking {name} in", quiet=json) as tell:
        taken = take_in(
            app.begin,
            app.workspace,
            app.config,
            app.clock,
            rows,
            kind=kind,
            name=name,
            actor=ACTOR,
            keep=1_000_000 if json else SHOWN,
            on_batch=lambda so_far: tell(so_far.counts),
        )
    _report(taken, json=json)


def _report(taken: Taken, *, json: bool) -> None:
    if json:
        told = {
            "import": taken.intake_id,
            "counts": taken.counts,
            "rows": [_told(outcome) for outcome in taken.outcomes],
        }
        typer.echo(json_module.dumps(told, ensure_ascii=False, indent=2))
    else:
        _print(taken)
    if taken.counts.get("refused"):
        raise typer.Exit(6)


def _print(taken: Taken) -> None:
    from leadminer.intake.states import REASONS

    for outcome in taken.outcomes:
        if outcome.outcome == "stored":
            typer.echo(f"line {outcome.line}: stored as signal {outcome.signal_id}")
            continue
        reason = REASONS.get(outcome.reason, outcome.reason)
        detail = f" ({outcome.detail})" if outcome.detail else ""
        typer.echo(f"line {outcome.line}: {outcome.outcome}, {reason}{detail}")
    total = sum(taken.counts.values())
    if total > len(taken.outcomes):
        typer.echo(f"... and {total - len(taken.outcomes)} more rows; --json tells all")
    numbers = ", ".join(f"{taken.counts[name]} {name}" for name in sorted(taken.counts))
    typer.echo(f"import {taken.intake_id}: {numbers or 'no rows'}")
    if taken.counts.get("stored"):
        typer.echo(f"to take it back: leadminer signals undo {taken.intake_id}")


def _told(outcome: Outcome) -> dict[str, Any]:
    return {
        "line": outcome.line,
        "outcome": outcome.outcome.value,
        "reason": outcome.reason,
        "detail": outcome.detail,
        "signal": outcome.signal_id,
    }
