"""`leadminer db`: schema, backup, restore."""

from __future__ import annotations

from typing import Annotated

import typer

app = typer.Typer(help="The database: upgrade, backup, restore.")


@app.command("upgrade")
def upgrade() -> None:
    """Bring the schema to this version's; does nothing if it is there.

    Example: leadminer db upgrade
    """
    from leadminer.app import open_app
    from leadminer.cli.opening import named_workspace
    from leadminer.store.migrations import current_revision, migrate

    with open_app(named_workspace(), migrate_sqlite=False) as app_:
        before = current_revision(app_.engine)
        migrate(app_.engine)
        after = current_revision(app_.engine)
    same = before == after
    typer.echo(f"schema {after}" + (" (was there)" if same else f" (was {before or 'empty'})"))


@app.command("backup")
def backup(
    file: Annotated[str, typer.Argument(metavar="FILE", help="File to write; must not exist.")],
) -> None:
    """Copy the database, consistently, while it is in use (SQLite; for PostgreSQL use pg_dump).

    Example: leadminer db backup leads-2026-11-22.sqlite
    """
    import sqlite3
    from contextlib import closing
    from pathlib import Path

    from leadminer.base.errors import Conflict
    from leadminer.cli.opening import opened

    target = Path(file)
    if target.exists():
        raise Conflict(f"{target} exists; name a file that does not")
    with opened() as app_:
        source_path = _sqlite_path(app_.engine.url)
        part = target.with_name(target.name + ".part")
        with closing(sqlite3.connect(source_path)) as source, closing(sqlite3.connect(part)) as out:
            source.backup(out)
        _check_sqlite(part)
        part.rename(target)
    typer.echo(f"wrote {target} ({target.stat().st_size:,} bytes, checked)")


@app.command("restore")
def restore(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A file made by backup.")],
    yes: Annotated[bool, typer.Option("--yes", help="Replace the present database.")] = False,
) -> None:
    """Put a backup in the place of the present database, which is kept beside it.

    Example: leadminer db restore leads-2026-11-22.sqlite --yes
    """
    import sqlite3
    from contextlib import closing
    from pathlib import Path

    from leadminer.base.errors import Conflict, NotFound
    from leadminer.cli.opening import opened
    from leadminer.work import single_service

    source_path = Path(file)
    if not source_path.is_file():
        raise NotFound(f"{source_path} is not there")
    _check_sqlite(source_path)
    with opened() as app_, single_service(app_):
        live = Path(_sqlite_path(app_.engine.url))
        if not yes:
            raise Conflict(f"this replaces {live}; say --yes (the present one is kept beside it)")
        app_.engine.dispose()
        if source_path.resolve() == live.resolve():
            raise Conflict(f"{source_path} is the database itself; name a backup")
        kept = live.with_name(f"{live.name}.before-restore-{app_.clock.now():%Y%m%dT%H%M%S}")
        if kept.exists():
            raise Conflict(f"{kept} exists already; wait a second and try again")
        with closing(sqlite3.connect(live)) as now, closing(sqlite3.connect(kept)) as out:
            now.backup(out)
        with closing(sqlite3.connect(source_path)) as source, closing(sqlite3.connect(live)) as out:
            source.backup(out)
    typer.echo(f"restored {source_path}; what was there before is {kept}")


def _sqlite_path(url: object) -> str:
    from leadminer.base.errors import InvalidInput

    if getattr(url, "get_backend_name", str)() != "sqlite":
        raise InvalidInput("the database is PostgreSQL: use pg_dump and pg_restore for it")
    return str(getattr(url, "database", ""))


def _check_sqlite(path: object) -> None:
    import sqlite3
    from contextlib import closing

    from leadminer.base.errors import InvalidInput

    try:
        with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
            tables = connection.execute(
                "SELECT count(*) FROM sqlite_master WHERE name IN ('signal', 'entry')"
            ).fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise InvalidInput(f"{path} is no SQLite database: {error}") from None
    if answer != "ok":
        raise InvalidInput(f"{path} is damaged: {answer}")
    if tables != 2:
        raise InvalidInput(f"{path} is not a leadminer database")
