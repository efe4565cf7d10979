"""Every page, for every role, in every language: whole, without inline script or style."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute

from leadminer.app import App
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.prospects.tables import Suppression
from leadminer.store import Session
from leadminer.web import create_web
from leadminer.web.language import LANGUAGES

from . import seed
from .conftest import Enter, TestClient, client_of

ROLES = {"operator": "operator", "merchant": "merchant1", "finance": "finance"}


def paths(world: seed.World) -> dict[str, list[str]]:
    """Every GET page by the role it is for."""
    return {
        "operator": [
            "/leads",
            "/leads?state=no",
            "/leads?q=tank",
            "/leads?lang=zh",
            "/leads?industry=C28",
            "/leads?offer=1",
            "/leads?q=no+such+words",
            *(f"/leads/{i}" for i in world.leads),
            f"/leads/{world.leads[0]}/rank",
            "/drafts",
            "/drafts?tab=posted",
            "/drafts?tab=mail",
            *(f"/drafts/{i}" for i in world.drafts),
            "/handoffs",
            "/handoffs?tab=returns",
            "/mining",
            "/mining/runs/2",
            "/mining/jobs",
            "/mining/jobs/night",
            "/mining/unread",
            "/mining/unread?url=https://machinery-forum.example/forum/7",
            "/mining/hosts",
            "/learning",
            "/learning/calibration",
            "/learning/models",
            "/identity",
            "/identity?after=1",
            "/identity/merges",
            "/prospects/1/access",
            f"/prospects/{world.parties[0]}/access",
            "/merchants",
            "/webhooks",
            "/imports",
            "/imports/one",
            "/reports",
            "/account",
        ],
        "merchant": [
            "/inbox",
            "/inbox?tab=work",
            "/inbox?tab=won",
            "/inbox?tab=over",
            f"/inbox/{world.handoffs['delivered:1']}",
            f"/inbox/{world.handoffs['won:1']}",
            "/my/statements",
            f"/my/statements/{world.statement}",
            "/my/webhooks",
            "/account",
        ],
        "finance": [
            "/finance",
            "/finance?audit=true",
            f"/finance/statements/{world.statement}",
            "/finance/deals/1",
            "/finance/deals/2",
            "/account",
        ],
    }


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_whole_in_every_language(
    enter: Enter, world: seed.World, role: str, lang: str
) -> None:
    client = enter(ROLES[role])
    for path in paths(world)[role]:
        answer = client.get(path, headers={"accept-language": lang})
        assert answer.status_code == 200, path
        html = answer.text
        assert f'<html lang="{lang}">' in html
        assert html.rstrip().endswith("</html>"), path
        assert " style=" not in html, path
        assert not re.search(r"\son[a-z]+=", html.replace("hx-on", "")), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", html), path
        assert not re.search(r'(?:src|href)="(?:https?:)?//(?!\S*\.example)', html), path
        assert html.count("<h1") == 1, path


def test_every_get_page_of_the_console_is_visited_by_these_tests(
    app: App, world: seed.World
) -> None:
    visited = [path.partition("?")[0] for found in paths(world).values() for path in found]
    visited += [
        "/",
        "/login",
        "/healthz",
        "/mining/live",
        "/imports/1",
        "/signals/1",  # of the API, as the one before
        "/prospects/1/access/file.html",
        "/u/x",
        "/static/console.css",
        f"/my/statements/{world.statement}/file.csv",
        f"/finance/statements/{world.statement}/file.csv",
    ]
    for route in _routes(create_web(app)):
        if "GET" in route.methods:
            assert any(route.path_regex.match(path) for path in visited), route.path


def _routes(web: object) -> list[APIRoute]:
    found: list[APIRoute] = []
    waiting = list(web.routes)  # type: ignore[attr-defined]
    while waiting:
        route = waiting.pop()
        if isinstance(route, APIRoute):
            found.append(route)
        inner = getattr(route, "routes", None) or getattr(
            getattr(route, "original_router", None), "routes", ()
        )
        waiting.extend(inner)
    assert len(found) > 20
    return found


def test_every_answer_carries_the_protective_headers(
    stranger: TestClient, world: seed.World
) -> None:
    for path in ("/login", "/leads", "/static/console.css", "/nothing/here", "/healthz"):
        headers = stranger.get(path).headers
        assert "default-src 'self'" in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "camera=()" in headers["permissions-policy"]
    assert stranger.get("/login").headers["cache-control"] == "no-store"


def test_a_role_does_not_see_the_pages_of_another(enter: Enter, world: seed.World) -> None:
    found = paths(world)
    for role, name in ROLES.items():
        client = enter(name)
        for other in ROLES.keys() - {role}:
            for path in set(found[other]) - {"/account"}:
                assert client.get(path).status_code == 403, (role, path)


def test_a_stranger_sees_no_page_of_anybody(stranger: TestClient, world: seed.World) -> None:
    for found in paths(world).values():
        for path in found:
            assert stranger.get(path).status_code == 303, path


def test_the_first_page_is_light(enter: Enter, world: seed.World) -> None:
    """At most 60 kB in all over the wire, and at most 12 requests."""
    client = enter("operator")
    page = client.get("/leads", headers={"accept-encoding": "gzip"})
    addresses = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page.text))
    sizes = [int(client.get(address).headers["content-length"]) for address in addresses]
    total = sum(sizes) + int(page.headers["content-length"])
    assert len(addresses) + 1 <= 12
    assert total <= 60_000, total
    css = next(address for address in addresses if "console.css" in address)
    assert int(client.get(css).headers["content-length"]) <= 12_000


def test_an_unknown_page_and_an_unknown_thing_say_what_to_do(
    enter: Enter, world: seed.World
) -> None:
    client = enter("operator")
    for path in ("/no/such/page", "/leads/999999", "/drafts/999999", "/leads/zero"):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert "There is no such page" in answer.text
        assert 'href="/"' in answer.text
    assert client.get("/leads?after=nonsense").status_code == 400


def test_what_breaks_is_a_page_too_and_tells_no_secret(app: App, world: seed.World) -> None:
    web = create_web(app)

    @web.get("/broken")
    def broken() -> None:
        raise RuntimeError("password=hunter2")

    client = TestClient(web, raise_server_exceptions=False)
    answer = client.get("/broken", headers={"accept-language": "zh-CN"})
    assert answer.status_code == 500
    assert "我们这边出了故障" in answer.text
    assert "hunter2" not in answer.text


def test_an_empty_console_says_what_to_do_next(app: App) -> None:
    with app.begin() as session:
        seed.users(session, [])
    client = client_of(app)
    client.post("/login", data={"email": "operator@example.org", "password": seed.PASSWORD})
    for path in ("/leads", "/drafts", "/handoffs", "/mining", "/merchants", "/reports"):
        assert client.get(path).status_code == 200, path
    assert 'href="/mining">Read a first source' in client.get("/leads").text
    client.post("/login", data={"email": "finance@example.org", "password": seed.PASSWORD})
    assert "Nothing was booked yet" in client.get("/finance").text


def test_looking_at_an_unsubscribe_link_changes_nothing_and_one_click_ends_it(
    app: App, stranger: TestClient
) -> None:
    address = "/u/" + unsubscribe_token("ab" * 32, hash_key=app.hash_key)
    assert "Stop all messages" in stranger.get(address).text
    assert _suppressed(app) == 0
    # as a mail program sends it by itself (RFC 8058): no cookie, no token, no origin of ours
    program = TestClient(create_web(app), base_url="http://console.example")
    for _ in range(2):
        answer = program.post(address, data={"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert "Nobody who uses this service here will write to you again" in answer.text
    assert _suppressed(app) == 1
    assert stranger.get("/u/nonsense").status_code == 400
    assert stranger.post("/u/nonsense").status_code == 400


def _suppressed(app: App) -> int:
    with app.read() as session:
        return _count(session)


def _count(session: Session) -> int:
    from sqlmodel import func, select

    return session.exec(select(func.count()).select_from(Suppression)).one()


def test_health_is_told_to_anybody(stranger: TestClient) -> None:
    assert stranger.get("/healthz").json() == {"status": "ok"}
