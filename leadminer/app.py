"""The composition root: workspace and config -> database, clock, keys, scorer.

Used by the command line, the web, the workers and tests; nothing below reads global settings.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from leadminer.base.clock import Clock, SystemClock
from leadminer.base.errors import ConfigError, Finding, LeadminerError
from leadminer.base.ids import random_token
from leadminer.config import Config, database_url, load_config
from leadminer.store import Session, open_engine, reachable, read, write
from leadminer.store.migrations import migrate, missing_revisions
from leadminer.workspace import Workspace

if TYPE_CHECKING:
    from leadminer.scoring import Scorer

logger = logging.getLogger(__name__)

HASH_KEY_BYTES_MIN = 32


class DatabaseUnreachable(LeadminerError):
    """The database does not answer."""


@dataclass
class App:
    """One running leadminer: everything a room needs is handed to it from here."""

    workspace: Workspace
    config: Config
    engine: Engine
    clock: Clock
    hash_key: bytes  # keys the hashes of contact points and the signatures of links
    _scorer: Scorer | None = field(default=None, repr=False)

    def begin(self) -> AbstractContextManager[Session]:
        """One transaction that is committed at the end. Only edges call this."""
        return write(self.engine)

    def read(self) -> AbstractContextManager[Session]:
        """A transaction for reading; nothing in it is kept."""
        return read(self.engine)

    def scorer(self) -> Scorer:
        """The intent scorer, loaded on first use."""
        if self._scorer is None:
            from leadminer.scoring import load_scorer  # heavy: spaCy

            model_dir = self.config.scoring.model_dir
            self._scorer = load_scorer(Path(model_dir) if model_dir else None)
        return self._scorer


@contextmanager
def open_app(
    workspace: Path | None = None, *, clock: Clock | None = None, migrate_sqlite: bool = True
) -> Iterator[App]:
    """Open the workspace in `workspace` (default: the one around the current folder).

    A SQLite database is made and migrated on first use; PostgreSQL is migrated only by
    `leadminer db upgrade`, because other machines may run the old code on it.
    Raises NotFound, ConfigError, DatabaseUnreachable.
    """
    found = Workspace.at(workspace) if workspace else Workspace.find_upwards(Path.cwd())
    config = load_config(found)
    engine = open_engine(database_url(config, found))
    try:
        problem = reachable(engine)
        if problem:
            where = engine.url.render_as_string(hide_password=True)
            raise DatabaseUnreachable(f"the database {where} does not answer: {problem}")
        if migrate_sqlite:
            if engine.dialect.name == "sqlite":
                migrate(engine)
            elif missing_revisions(engine):
                raise DatabaseUnreachable(
                    "the database schema is older than this leadminer; run: leadminer db upgrade"
                )
        yield App(found, config, engine, clock or SystemClock(), _hash_key(found))
    finally:
        engine.dispose()


def _hash_key(workspace: Workspace) -> bytes:
    """The installation's key; made once, kept in the state folder, readable by its owner only.

    Several machines on one database must share it: LEADMINER_HASH_KEY wins over the file.
    """
    from_env = os.environ.get("LEADMINER_HASH_KEY")
    if from_env:
        return _long_enough(from_env.encode(), "LEADMINER_HASH_KEY")
    path = workspace.state_dir / "keys" / "hash.key"
    path.parent.mkdir(mode=0o700, exist_ok=True)
    if not path.exists():
        # whole or not at all: written aside, then linked; whoever links first has made the key
        aside = path.with_name(f"hash.key.{random_token(8)}")
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(random_token(48).encode())
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileExistsError):
            os.link(aside, path)
        aside.unlink()
    return _long_enough(path.read_bytes(), str(path))


def _long_enough(key: bytes, where: str) -> bytes:
    if len(key) < HASH_KEY_BYTES_MIN:
        problem = f"the key is shorter than {HASH_KEY_BYTES_MIN} bytes; restore it from a backup"
        raise ConfigError([Finding(where, problem)])
    return key
