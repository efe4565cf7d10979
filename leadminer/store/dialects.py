"""The only place that asks which database this is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel

from leadminer.base.clock import Clock, SystemClock

# bound parameters one statement may hold (SQLite allows 32,766)
PARAMETERS_MAX = 20_000


def insert_ignore(session: Session, table: type[SQLModel], rows: Sequence[dict[str, Any]]) -> int:
    """Insert rows; one that hits a unique key is skipped. Returns how many were new."""
    if not rows:
        return 0
    new = 0
    size = max(1, PARAMETERS_MAX // max(1, len(rows[0])))
    for start in range(0, len(rows), size):
        chunk = list(rows[start : start + size])
        insert: Any = postgresql.insert if is_postgresql(session) else sqlite.insert
        # RETURNING counts on both; the driver's row count does not on PostgreSQL
        statement = insert(table).values(chunk).on_conflict_do_nothing().returning(literal(1))
        new += len(session.execute(statement).all())
    return new


def update_by_id(session: Session, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    """Update many rows by their `id`, each with values of its own; all rows name the same columns.

    One statement on PostgreSQL, where a round trip a row would cost most of the time.
    """
    if not rows:
        return
    names = [name for name in rows[0] if name != "id"]
    if not is_postgresql(session):
        statement = update(table).where(table.c.id == bindparam("row_id"))
        statement = statement.values({name: bindparam(name) for name in names})
        values = [{("row_id" if k == "id" else k): v for k, v in row.items()} for row in rows]
        session.connection().execute(statement, values)
        return
    arrays = [
        bindparam(name, [row[name] for row in rows], type_=postgresql.ARRAY(table.c[name].type))
        for name in ("id", *names)
    ]
    given = func.unnest(*arrays).table_valued("id", *names).render_derived("given")
    merged = update(table).where(table.c.id == given.c.id)
    session.connection().execute(merged.values({name: given.c[name] for name in names}))


def is_postgresql(session: Session) -> bool:
    """Whether this session talks to PostgreSQL (else SQLite)."""
    return session.get_bind().dialect.name == "postgresql"


def try_leader_lock(connection: Connection, number: int) -> bool:
    """Take a cluster-wide lock for this connection's life. On SQLite one process serves anyway."""
    if connection.dialect.name != "postgresql":
        connection.rollback()
        return True
    query = "SELECT pg_try_advisory_lock(%(number)s)"
    taken = bool(connection.exec_driver_sql(query, {"number": number}).scalar())
    connection.rollback()  # the lock belongs to the connection, not to a transaction
    return taken


def shared_now(session: Session, clock: Clock) -> datetime:
    """A present that all who share this database agree on: PostgreSQL's own clock.

    SQLite is one machine's, so its clock will do; a clock that was set by hand is believed.
    """
    if not is_postgresql(session) or not isinstance(clock, SystemClock):
        return clock.now()
    found: datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return found.astimezone(UTC)
