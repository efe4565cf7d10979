"""Where state lives: engine, transactions, migrations, and the only dialect branches."""

from sqlmodel import Session

from leadminer.store.dialects import insert_ignore, is_postgresql, shared_now, update_by_id
from leadminer.store.engine import open_engine, reachable, read, write

__all__ = [
    "Session",
    "insert_ignore",
    "is_postgresql",
    "open_engine",
    "reachable",
    "read",
    "shared_now",
    "update_by_id",
    "write",
]
