"""Books and deals of their own on each database, with every guard in place."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine

from leadminer.deals import guards as deal_guards
from leadminer.ledger.guards import install_guards
from leadminer.store import Session, open_engine
from leadminer.store.metadata import all_metadata


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    opened = open_engine(database_url)
    with opened.begin() as connection:
        all_metadata().create_all(connection)
        install_guards(connection)
        deal_guards.install_guards(connection)
    yield opened
    opened.dispose()


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    with Session(engine, expire_on_commit=False) as opened:
        yield opened
        opened.rollback()
