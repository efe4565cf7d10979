"""Removing a row with everything that hangs on it, unless something of that may not go."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, delete, select
from sqlmodel import Session

from leadminer.base.errors import Conflict
from leadminer.store.metadata import all_metadata

# table -> whether this row (all its columns by name) must stay
Holds = Mapping[str, Callable[[Mapping[str, Any]], bool]]


class InUse(Conflict):
    """Something that may not go hangs on this row."""


def remove(session: Session, table: str, row_id: int, *, holds: Holds) -> int:
    """Delete a row and all rows that point to it, whatever rooms they are of. Returns how many.

    Raises InUse when one of them must stay; the caller rolls back to its savepoint then.
    """
    return _remove(session, all_metadata().tables[table], [row_id], holds)


def _remove(session: Session, table: Table, ids: list[int], holds: Holds) -> int:
    removed = 0
    for column in _pointing(table):
        other = column.table
        rows = session.execute(select(other).where(column.in_(ids))).mappings().all()
        must_stay = holds.get(other.name)
        if must_stay is not None and any(must_stay(dict(row)) for row in rows):
            raise InUse(f"{other.name} needs it")
        if rows and "id" not in other.c:
            removed += len(rows)
            session.execute(delete(other).where(column.in_(ids)))
        elif rows and other is not table:
            removed += _remove(session, other, [row["id"] for row in rows], holds)
    session.execute(delete(table).where(table.c.id.in_(ids)))
    return removed + len(ids)


@cache
def _pointing(table: Table) -> list[Column[Any]]:
    """The columns that point to rows of this table, in the order tables need each other."""
    return [
        fk.parent
        for other in table.metadata.sorted_tables
        for fk in other.foreign_keys
        if fk.column is table.c.id
    ]
