"""All tables of all rooms, for migrations and tests.

The one place below the rooms that knows their names: it loads them by name so that the floor
rule (a room imports only rooms below it) holds for everything that runs.
"""

from __future__ import annotations

from importlib import import_module

from sqlalchemy import MetaData
from sqlmodel import SQLModel

TABLE_MODULES = (
    "leadminer.tasks.tables",
    "leadminer.signals.tables",
    "leadminer.mining.tables",
    "leadminer.merchants.tables",
    "leadminer.webhooks.tables",
    "leadminer.ledger.tables",
    "leadminer.prospects.tables",
    "leadminer.leads.tables",
    "leadminer.intake.tables",
    "leadminer.conversations.tables",
    "leadminer.handoffs.tables",
    "leadminer.deals.tables",
    "leadminer.learning.tables",
)


def all_metadata() -> MetaData:
    """The metadata with every table loaded."""
    for name in TABLE_MODULES:
        import_module(name)
    return SQLModel.metadata
