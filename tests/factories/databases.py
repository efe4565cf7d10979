"""Databases for tests: made once with the schema (or more) in place, then copied."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import Engine, make_url, text

from leadminer.store import open_engine


def copy_sqlite(template: Path, target: Path) -> None:
    """The rows and the schema of one file in another; works on a file that is in use, too."""
    with sqlite3.connect(template) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    source.close()
    copy.close()


def address_of(server: str, name: str) -> str:
    """The address of a database on a PostgreSQL server."""
    return make_url(server).set(database=name).render_as_string(hide_password=False)


def tell(server: str, *statements: str) -> None:
    """Say something to the server outside of any transaction."""
    admin = open_engine(server)
    with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in statements:
            connection.execute(text(statement))
    admin.dispose()


def copy_postgres(server: str, template: str, target: str) -> None:
    """A new database like another. Nobody may be connected to the template."""
    tell(server, f'CREATE DATABASE "{target}" TEMPLATE "{template}"')


def refill(engine: Engine, server: str, template: Path | str) -> None:
    """The database an engine stands for becomes a copy of a template."""
    engine.dispose()
    name = str(engine.url.database)
    if isinstance(template, Path):
        copy_sqlite(template, Path(name))
        return
    tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')
    copy_postgres(server, template, name)
