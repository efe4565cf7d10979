"""What is refused, with which status, under which heading, and that nothing breaks over it."""

from __future__ import annotations

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.deals.tables import Agreement
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.prospects.tables import ContactPoint

from . import seed
from .conftest import Enter, TestClient, post

HUGE = (2**63, 10**30, -1, 0)


@pytest.mark.parametrize("number", HUGE)
def test_a_number_no_column_holds_finds_nothing(
    enter: Enter, world: seed.World, number: int
) -> None:
    assert world.leads
    operator, merchant, finance = enter("operator"), enter("merchant1"), enter("finance")
    for client, path in (
        (operator, f"/leads/{number}"),
        (operator, f"/drafts/{number}"),
        (merchant, f"/inbox/{number}"),
        (merchant, f"/my/statements/{number}"),
        (merchant, f"/my/statements/{number}/file.pdf"),
        (finance, f"/finance/deals/{number}"),
        (finance, f"/finance/statements/{number}"),
    ):
        assert client.get(path).status_code == 404, path
    for client, path in (
        (operator, f"/leads/{number}/bad"),
        (operator, f"/handoffs/{number}/return"),
        (operator, f"/account/logins/{number}/end"),
        (merchant, f"/inbox/{number}/accept"),
    ):
        assert post(client, path, verdict="accept").status_code == 404, path
    for client, path in ((operator, "/handoffs"), (operator, "/mining"), (merchant, "/inbox")):
        assert client.get(f"{path}?before={number}").status_code == 400, path


@pytest.mark.parametrize("after", ["9" * 40, f"1.0:{2**63}", f"0.5,{2**64}", "x"])
def test_a_made_up_cursor_breaks_nothing(enter: Enter, world: seed.World, after: str) -> None:
    assert world.leads
    assert enter("operator").get("/leads", params={"after": after}).status_code in {200, 400}


def test_the_greatest_number_a_column_holds_is_asked_for(enter: Enter, world: seed.World) -> None:
    assert world.leads
    client = enter("operator")
    # PostgreSQL's narrower columns do not take it; that is no error of ours either
    assert client.get(f"/leads/{2**63 - 1}").status_code in {400, 404}
    assert client.get(f"/handoffs?before={2**63 - 1}").status_code in {200, 400}
    assert client.get("/leads?offer=999999999999").status_code in {200, 400}


def test_a_nul_character_is_refused_wherever_it_stands(
    stranger: TestClient, enter: Enter, world: seed.World, app: App
) -> None:
    client = enter("operator")
    assert client.get("/leads?q=a%00b").status_code == 400
    assert client.get("/login?next=/%00").status_code == 400
    wrong = {"email": "a\0@example.org", "password": "x"}
    assert stranger.post("/login", data=wrong).status_code == 400
    answer = post(client, f"/drafts/{world.drafts[0]}/save", body="a\0b")
    assert answer.status_code == 400
    assert "NUL character" in answer.text
    files = {"body": (None, "a\0b"), "csrf_token": (None, "x")}
    assert client.post(f"/drafts/{world.drafts[0]}/save", files=files).status_code == 400
    for path in ("/static/%00", "/leads/%00", "/u/%00", "/%00"):
        assert client.get(path).status_code == 404, path
    assert post(client, f"/drafts/{world.drafts[0]}/save", body="50%25 of it").status_code == 303


def test_head_is_get_without_a_body(enter: Enter, world: seed.World) -> None:
    assert world.leads
    client = enter("operator")
    for path in ("/login", "/leads", "/static/console.css", "/healthz", "/nothing", "/leads/99999"):
        asked, told = client.get(path), client.head(path)
        assert told.status_code == asked.status_code, path
        assert told.content == b"", path
        assert told.headers.get("content-type") == asked.headers.get("content-type"), path


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("PUT", "/login", "GET, HEAD, POST"),
        ("DELETE", "/leads/1", "GET, HEAD"),
        ("GET", "/leads/1/bad", "POST"),
        ("HEAD", "/logout", "POST"),
        ("POST", "/static/console.css", "GET, HEAD"),
    ],
)
def test_a_wrong_method_is_told_what_is_allowed(
    stranger: TestClient, world: seed.World, method: str, path: str, allowed: str
) -> None:
    assert world.leads
    answer = stranger.request(method, path)
    assert answer.status_code == 405
    assert answer.headers["allow"] == allowed
    if method != "HEAD":
        assert "This cannot be done at this address" in answer.text


def _lead_of(app: App, handoff_id: int) -> Lead:
    with app.read() as session:
        handoff = session.get(Handoff, handoff_id)
        assert handoff is not None
        found = session.get(Lead, handoff.lead_id)
        assert found is not None
        return found


def test_a_won_lead_is_not_given_up_and_the_page_says_what_to_do(
    app: App, enter: Enter, world: seed.World
) -> None:
    client, lead = enter("operator"), _lead_of(app, world.handoffs["won:1"])
    assert f"/leads/{lead.id}/bad" not in client.get(f"/leads/{lead.id}").text
    answer = post(client, f"/leads/{lead.id}/bad")
    assert answer.status_code == 409
    assert "ask finance to reverse its commission" in answer.text
    assert _lead_of(app, world.handoffs["won:1"]).state == "won"


HEADINGS = {
    "state": ("Not possible as things stand", "目前状态下无法这样做", "目前狀態下無法這樣做"),
    "foreign": ("This form did not come from here", "此表单并非来自本站", "此表單並非來自本站"),
    "agreement": ("No agreement covers that day", "当天没有有效的协议", "當天沒有有效的協議"),
    "role": ("This page is not for your role", "您的角色不能查看此页", "您的角色不能檢視此頁"),
}


@pytest.mark.parametrize("number", range(3))
def test_each_refusal_has_a_heading_of_its_own_in_every_language(
    app: App, enter: Enter, world: seed.World, number: int
) -> None:
    lang = {"accept-language": ("en", "zh-Hans", "zh-Hant")[number]}
    operator, merchant = enter("operator"), enter("merchant1")
    operator.headers.update(lang)
    merchant.headers.update(lang)
    delivered = world.handoffs["delivered:1"]
    answers = {
        "state": post(operator, f"/leads/{_lead_of(app, world.handoffs['won:1']).id}/bad"),
        "foreign": operator.post(f"/leads/{world.leads[0]}/bad"),
        "role": merchant.get("/leads"),
    }
    assert post(merchant, f"/inbox/{delivered}/accept").status_code == 303
    form = {"value": "10", "currency": "CNY", "won_on": "1999-01-01"}
    with app.read() as session:
        assert session.exec(select(Agreement)).first() is not None
    answers["agreement"] = post(merchant, f"/inbox/{delivered}/won", **form)
    for kind, answer in answers.items():
        assert f"<h1>{HEADINGS[kind][number]}</h1>" in answer.text, kind
    assert answers["agreement"].status_code == 409


def test_who_says_no_is_called_back_from_every_merchant(
    app: App, stranger: TestClient, world: seed.World
) -> None:
    delivered = world.handoffs["delivered:1"]
    lead = _lead_of(app, delivered)
    with app.begin() as session:
        session.add(
            ContactPoint(
                prospect_id=lead.prospect_id,
                kind="email",
                value="who@example.org",
                value_hash="cd" * 32,
                observed_at=app.clock.now(),
            )
        )
    address = "/u/" + unsubscribe_token("cd" * 32, hash_key=app.hash_key)
    assert stranger.get(address).status_code == 200
    with app.read() as session:
        assert session.get(Handoff, delivered).state == "delivered"  # type: ignore[union-attr]
    for _ in range(2):
        assert stranger.post(address).status_code == 200
    with app.read() as session:
        assert session.get(Handoff, delivered).state == "withdrawn"  # type: ignore[union-attr]
        won = session.get(Handoff, world.handoffs["won:1"])
        assert won is not None
        assert won.state == "won"
