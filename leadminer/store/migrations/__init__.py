"""Schema versions by Alembic, run from inside the package."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config as AlembicConfig
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine


def _alembic(engine: Engine) -> AlembicConfig:
    config = AlembicConfig()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.attributes["engine"] = engine
    return config


def migrate(engine: Engine) -> None:
    """Bring the schema to the newest version; does nothing if it is there."""
    if missing_revisions(engine):
        command.upgrade(_alembic(engine), "head")


def current_revision(engine: Engine) -> str | None:
    """The schema version of a database; None if it is empty."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def missing_revisions(engine: Engine) -> list[str]:
    """Versions between the database and this code, oldest first."""
    script = ScriptDirectory.from_config(_alembic(engine))
    current = current_revision(engine)
    head = script.get_current_head()
    if current == head:
        return []
    return [r.revision for r in reversed(list(script.iterate_revisions(head, current or "base")))]
