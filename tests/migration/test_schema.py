"""Migrations end at exactly the tables the code knows, on both databases."""

from __future__ import annotations

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import text

from leadminer.app import App
from leadminer.store.metadata import all_metadata
from leadminer.store.migrations import migrate, missing_revisions


def test_migrations_equal_the_metadata(app: App) -> None:
    with app.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = compare_metadata(context, all_metadata())
    assert differences == []


def test_a_second_upgrade_does_nothing(app: App) -> None:
    assert missing_revisions(app.engine) == []
    migrate(app.engine)
    assert missing_revisions(app.engine) == []


def test_the_guards_of_the_ledger_are_in_place(app: App) -> None:
    query = {
        "sqlite": "SELECT count(*) FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal",
    }[app.engine.dialect.name]
    with app.engine.connect() as connection:
        count = connection.execute(text(query)).scalar_one()
    assert count >= 5
