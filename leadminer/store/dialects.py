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


def update_by_id(
    session: Session, table: Table, names: Sequence[str], rows: Sequence[Sequence[Any]]
) -> None:
    """Update many rows by their `id`, each with values of its own: `rows` hold the values of the
    columns `names`, the first of which is `id`.

    One statement on PostgreSQL, where a round trip a row would cost most of the time; on SQLite
    the driver's own loop, because naming each value of each row takes as long as writing it.
    """
    if not rows:
        return
    first, *others = names
    if first != "id":
        raise ValueError(f"rows are told apart by their id, which comes first, not {first!r}")
    columns = [table.c[name] for name in names]
    if not is_postgresql(session):
        connection = session.connection()
        quoted = connection.dialect.identifier_preparer.quote
        told = [column.type.bind_processor(connection.dialect) for column in columns]
        parts = [
            values if as_told is None else [as_told(value) for value in values]
            for as_told, values in zip(told, zip(*rows, strict=True), strict=True)
        ]
        fields = ", ".join(f"{quoted(name)} = ?" for name in others)
        connection.exec_driver_sql(
            f"UPDATE {quoted(table.name)} SET {fields} WHERE {quoted(first)} = ?",  # noqa: S608 - our own names
            list(zip(*parts[1:], parts[0], strict=True)),
        )
        return
    arrays = [
        bindparam(column.name, list(values), type_=postgresql.ARRAY(column.type))
        for column, values in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    given = func.unnest(*arrays).table_valued(*names).render_derived("given")
    merged = update(table).where(table.c.id == given.c.id)
    session.connection().execute(merged.values({name: given.c[name] for name in others}))


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
