"""Log-in, log-out, and what keeps other people's pages from acting for you."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from leadminer.app import App
from leadminer.base.clock import FixedClock

from . import seed
from .conftest import Enter, TestClient, client_of, post, token

pytestmark = pytest.mark.usefixtures("world")


def test_a_page_asks_to_log_in_and_leads_back_afterwards(stranger: TestClient) -> None:
    answer = stranger.get("/leads?state=new")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/login?next=%2Fleads%3Fstate%3Dnew"
    form = stranger.get(answer.headers["location"])
    assert 'value="/leads?state=new"' in form.text
    answer = stranger.post(
        "/login",
        data={
            "email": "OPERATOR@example.org",
            "password": seed.PASSWORD,
            "next": "/leads?state=new",
        },
    )
    assert answer.headers["location"] == "/leads?state=new"
    assert stranger.get("/leads?state=new").status_code == 200


def test_a_wrong_log_in_says_what_to_do_and_opens_nothing(stranger: TestClient) -> None:
    for email in ("operator@example.org", "nobody@example.org"):
        answer = stranger.post("/login", data={"email": email, "password": "wrong password"})
        assert answer.status_code == 401
        assert "The e-mail address or the password is wrong" in answer.text
        assert "set-cookie" not in answer.headers
    assert stranger.get("/leads").status_code == 303


def test_guessing_is_slowed_down_and_the_right_password_does_not_help(
    stranger: TestClient, app: App, clock: FixedClock
) -> None:
    for _ in range(5):
        wrong = {"email": "operator@example.org", "password": "wrong password"}
        assert stranger.post("/login", data=wrong).status_code == 401
    right = {"email": "operator@example.org", "password": seed.PASSWORD}
    answer = stranger.post("/login", data=right)
    assert answer.status_code == 429
    assert "Too many failed log-ins. Wait 5 minutes, then try again." in answer.text
    clock.advance(timedelta(minutes=4, seconds=30))
    answer = stranger.post("/login", data=right)
    assert "Too many failed log-ins. Wait 1 minute, then try again." in answer.text
    other = {"email": "finance@example.org", "password": seed.PASSWORD}
    assert stranger.post("/login", data=other).status_code == 303, "others are not locked out"
    clock.advance(timedelta(minutes=1))
    assert stranger.post("/login", data=right).status_code == 303


def test_the_cookie_is_out_of_reach_of_script_and_other_sites(app: App) -> None:
    data = {"email": "operator@example.org", "password": seed.PASSWORD}
    cookie = client_of(app).post("/login", data=data).headers["set-cookie"]
    assert cookie.startswith("leadminer=")
    assert "HttpOnly" in cookie
    assert "samesite=lax" in cookie.lower()
    secure = client_of(app)
    secure.base_url = "https://console.example"
    secure.headers["origin"] = "https://console.example"
    answer = secure.post("/login", data=data)
    assert answer.headers["set-cookie"].startswith("__Host-leadminer=")
    assert "Secure" in answer.headers["set-cookie"]
    assert "Path=/" in answer.headers["set-cookie"]
    assert answer.headers["strict-transport-security"]


def test_a_log_in_ends_by_time_and_by_log_out(enter: Enter, clock: FixedClock) -> None:
    client, other = enter("operator"), enter("operator")
    assert post(client, "/logout").status_code == 303
    assert client.get("/leads").status_code == 303
    assert other.get("/leads").status_code == 200
    clock.advance(timedelta(hours=13))
    assert other.get("/leads").status_code == 303


def test_a_log_in_can_be_ended_from_another(enter: Enter) -> None:
    lost, kept = enter("operator"), enter("operator")
    page = kept.get("/account").text
    [path] = re.findall(r'action="(/account/logins/\d+/end)"', page)
    assert post(kept, path).status_code == 303
    assert lost.get("/leads").status_code == 303
    assert kept.get("/leads").status_code == 200


def test_nobody_ends_the_log_in_of_somebody_else(enter: Enter) -> None:
    finance = enter("finance")
    enter("merchant1")
    for number in range(1, 4):
        answer = post(enter("operator"), f"/account/logins/{number}/end")
        assert answer.status_code in {303, 404}
    assert finance.get("/finance").status_code == 200


def test_a_form_without_the_token_changes_nothing(enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    path = f"/leads/{world.leads[0]}/bad"
    assert client.post(path).status_code == 403
    assert client.post(path, data={"csrf_token": "guessed"}).status_code == 403
    foreign = token(enter("finance"))
    assert client.post(path, data={"csrf_token": foreign}).status_code == 403
    assert client.get(f"/leads/{world.leads[0]}").text.count("Not a lead<kbd>") == 1
    assert client.post(path, headers={"x-csrf-token": token(client)}).status_code == 303


@pytest.mark.parametrize(
    "headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}]
)
def test_a_form_of_a_foreign_page_changes_nothing_even_with_the_token(
    enter: Enter, world: seed.World, headers: dict[str, str]
) -> None:
    client = enter("operator")
    data = {"csrf_token": token(client)}
    answer = client.post(f"/leads/{world.leads[0]}/good", data=data, headers=headers)
    assert answer.status_code == 403
    assert "did not come from this console" in answer.text


def test_a_foreign_page_cannot_log_anybody_in(app: App) -> None:
    data = {"email": "operator@example.org", "password": seed.PASSWORD}
    answer = client_of(app).post("/login", data=data, headers={"origin": "https://evil.example"})
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_language_switch_wins_over_the_browser(stranger: TestClient) -> None:
    assert '<html lang="en">' in stranger.get("/login").text
    answer = stranger.post("/language", data={"lang": "zh-Hant", "back": "/login"})
    assert answer.headers["location"] == "/login"
    assert '<html lang="zh-Hant">' in stranger.get("/login").text
    answer = stranger.post("/language", data={"lang": "zh-Hant", "back": "//evil.example"})
    assert answer.headers["location"] == "/"


def test_a_body_no_form_needs_is_refused(enter: Enter, world: seed.World) -> None:
    client = enter("operator")
    answer = post(client, f"/drafts/{world.drafts[0]}/save", body="x" * 1_200_000)
    assert answer.status_code == 413
