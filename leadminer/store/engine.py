"""Opening the database, and the two kinds of transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlmodel import Session

from leadminer.base.errors import ConfigError, Finding

BUSY_TIMEOUT_MS = 30_000


def open_engine(url: str) -> Engine:
    """An engine for a SQLite or PostgreSQL address, with what we rely on switched on.

    SQLite: WAL, foreign keys, full durability, and a busy timeout; transactions are opened by
    us (`write`, `read`), not by the driver. Raises ConfigError on an address it cannot use.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ConfigError([Finding("database.url", f"not a database address: {error}")]) from None
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        engine = create_engine(parsed, connect_args={"timeout": BUSY_TIMEOUT_MS // 1000})
        _prepare_sqlite(engine)
        return engine
    if backend == "postgresql":
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    problem = f"{backend} is not supported; use sqlite:///FILE or postgresql://..."
    raise ConfigError([Finding("database.url", problem)])


def _prepare_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def on_connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver must not open transactions by itself
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA foreign_keys = ON")
        cursor.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def on_begin(connection: Any) -> None:
        # A write takes the lock at once: a later upgrade from read to write could be refused.
        mode = connection.get_execution_options().get("leadminer_mode", "write")
        connection.exec_driver_sql("BEGIN" if mode == "read" else "BEGIN IMMEDIATE")


@contextmanager
def write(engine: Engine) -> Iterator[Session]:
    """One transaction that is committed at the end, or rolled back on any error."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        yield session


@contextmanager
def read(engine: Engine) -> Iterator[Session]:
    """A transaction for reading; whatever was changed in it is rolled back."""
    with (
        engine.connect().execution_options(leadminer_mode="read") as connection,
        Session(connection, expire_on_commit=False) as session,
    ):
        yield session
        session.expunge_all()  # what was read stays readable after the transaction
        session.rollback()


def reachable(engine: Engine) -> str | None:
    """None if the database answers, else one sentence that says why not."""
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1")
            if engine.dialect.name == "sqlite":
                connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
    except DBAPIError as error:
        return str(error.orig).strip().splitlines()[0]
    return None
