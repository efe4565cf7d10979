"""A seeded console on each database, and a client for each role."""

from __future__ import annotations

import uuid
import warnings
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path

import pytest

from leadminer.app import App
from leadminer.merchants import passwords
from leadminer.store import open_engine, write
from leadminer.web import create_web
from tests.factories import databases

from . import seed

with warnings.catch_warnings():  # it asks for another client library than the one of this project
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

Enter = Callable[[str], TestClient]


@pytest.fixture(autouse=True)
def quick_passwords(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Log-ins at argon2's least cost: hundreds of them take place here."""
    monkeypatch.setattr(passwords, "_hasher", lambda: seed.HASHER)
    passwords._decoy.cache_clear()
    yield
    passwords._decoy.cache_clear()


@pytest.fixture(scope="session")
def seeded_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Path, seed.World]:
    """The seeded world as a file to copy, planted once."""
    path = tmp_path_factory.mktemp("seeded") / "seeded.sqlite"
    databases.copy_sqlite(sqlite_template, path)
    return path, _planted(f"sqlite:///{path}")


@pytest.fixture(scope="session")
def seeded_postgres(postgres_server: str, postgres_template: str) -> tuple[str, seed.World]:
    """The same on the server: the name of its database."""
    name = f"seeded_{uuid.uuid4().hex[:12]}"
    databases.copy_postgres(postgres_server, postgres_template, name)
    return name, _planted(databases.address_of(postgres_server, name))


def _planted(url: str) -> seed.World:
    engine = open_engine(url)
    with write(engine) as session:
        world = seed.plant(session)
    engine.dispose()
    return world


@pytest.fixture
def world(request: pytest.FixtureRequest, app: App) -> seed.World:
    """The database of `app` filled; its ids."""
    kind = "sqlite" if app.engine.dialect.name == "sqlite" else "postgres"
    template, planted = request.getfixturevalue(f"seeded_{kind}")
    server = request.getfixturevalue("postgres_server") if kind == "postgres" else ""
    databases.refill(app.engine, server, template)
    return deepcopy(planted)


@pytest.fixture
def stranger(app: App) -> TestClient:
    """A client that is not logged in."""
    return client_of(app)


def client_of(app: App) -> TestClient:
    """A browser without script; redirects are shown, not followed."""
    return TestClient(
        create_web(app),
        base_url="http://console.example",
        follow_redirects=False,
        headers={"accept-language": "en", "origin": "http://console.example"},
    )


@pytest.fixture
def enter(app: App) -> Enter:
    """Log in as "operator", "finance", "merchant1", "merchant2"."""

    def log_in(name: str) -> TestClient:
        client = client_of(app)
        answer = client.post(
            "/login", data={"email": f"{name}@example.org", "password": seed.PASSWORD}
        )
        assert answer.status_code == 303, answer.text
        return client

    return log_in


def token(client: TestClient) -> str:
    """The CSRF token of a client's log-in, as its pages carry it."""
    page = client.get("/account").text
    return page.split('name="csrf_token" value="', 1)[1].split('"', 1)[0]


def post(client: TestClient, path: str, **fields: str):
    """Send a form as its page would."""
    return client.post(path, data={**fields, "csrf_token": token(client)})
