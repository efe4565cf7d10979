"""A seeded console on each database, and a client for each role."""

from __future__ import annotations

import warnings
from collections.abc import Callable

import pytest

from leadminer.app import App
from leadminer.web import create_web

from . import seed

with warnings.catch_warnings():  # it asks for another client library than the one of this project
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

Enter = Callable[[str], TestClient]


@pytest.fixture
def world(app: App) -> seed.World:
    """The seeded database's ids."""
    with app.begin() as session:
        return seed.plant(session)


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
