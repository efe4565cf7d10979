"""Other systems send signals: once each, under their own key, with a way back."""

from __future__ import annotations

import json
import math
import re
import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import func, select

from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.flow.qualify import qualify_batch
from leadminer.intake import tokens
from leadminer.intake.tables import ApiToken, Intake
from leadminer.signals.tables import Signal

from .conftest import TestClient, client_of

NEED = {
    "subject": "求购不锈钢搅拌罐",
    "message": "我们需要两台搅拌罐，请厂家报价",
    "name": "王先生",
    "phone": "138 1234 5678",
    "country": "CN",
    "预算": "20 万",
}


def token(app: App, **more: Any) -> str:
    with app.begin() as session:
        given = {"scopes": ["signals:write"], "actor": "operator:cli", "now": app.clock.now()}
        _, text = tokens.add_token(session, "form", **{**given, **more})
    return text


@pytest.fixture
def client(app: App) -> TestClient:
    """A system with a token of its own; no cookie, no origin."""
    found = client_of(app)
    found.headers.clear()
    found.headers["authorization"] = f"Bearer {token(app)}"
    return found


def signals(app: App) -> list[Signal]:
    with app.read() as session:
        return list(session.exec(select(Signal)))


def send(client: TestClient, body: Any, **headers: str) -> Any:
    return client.post("/api/v1/signals", json=body, headers=headers)


def test_a_signal_is_stored_once_with_what_a_page_would_give(app: App, client: TestClient) -> None:
    answer = send(client, NEED)
    assert answer.status_code == 200, answer.text
    told = answer.json()
    assert told["counts"] == {"stored": 1}
    assert told["rows"][0] | {"signal": 0} == {
        "line": 1, "outcome": "stored", "reason": "", "detail": "", "signal": 0,
    }  # fmt: skip
    (signal,) = signals(app)
    assert signal.fields == {"预算": "20 万", "country": "CN"}
    assert signal.contacts[0]["value"] == "+8613812345678"
    assert signal.posted_at == app.clock.now(), "what a system sends is said now"
    again = send(client, {"signals": [NEED, {"text": ""}, {"text": "x", "is_test": True}]})
    assert [(r["outcome"], r["reason"]) for r in again.json()["rows"]] == [
        ("duplicate", "known"),
        ("refused", "no_words"),
        ("refused", "test"),
    ]


@pytest.mark.parametrize("kind", ["none", "wrong", "revoked", "expired", "cookie"])
def test_without_a_token_in_force_nothing_is_taken(app: App, kind: str) -> None:
    client = client_of(app)
    text = token(app, days=1)
    if kind == "wrong":
        text = text[:-1] + ("a" if text[-1] != "a" else "b")
    if kind == "revoked":
        with app.begin() as session:
            row = session.exec(select(ApiToken)).one()
            tokens.revoke(session, row.id or 0, now=app.clock.now())
    if kind == "expired":
        assert isinstance(app.clock, FixedClock)
        app.clock.advance(timedelta(days=1))
    headers = {} if kind in ("none", "cookie") else {"authorization": f"Bearer {text}"}
    answer = send(client, NEED, **headers)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert answer.headers["content-type"] == "application/problem+json"
    assert signals(app) == []


def test_only_the_hash_of_a_token_is_kept(app: App) -> None:
    text = token(app)
    with app.read() as session:
        row = session.exec(select(ApiToken)).one()
    assert text not in json.dumps(row.model_dump(), default=str)
    assert len(row.token_hash) == 64


def test_the_same_request_gets_the_same_answer_and_another_one_does_not(
    app: App, client: TestClient
) -> None:
    first = send(client, NEED, **{"idempotency-key": "order-1"})
    second = send(client, NEED, **{"idempotency-key": "order-1"})
    assert first.json() == second.json()
    assert second.headers["idempotency-replayed"] == "true"
    assert "idempotency-replayed" not in first.headers
    other = send(client, {"text": "another need"}, **{"idempotency-key": "order-1"})
    assert other.status_code == 422
    with app.read() as session:
        assert session.exec(select(func.count()).select_from(Intake)).one() == 1
    stranger = client_of(app)
    stranger.headers["authorization"] = f"Bearer {token(app)}"
    fresh = send(stranger, {"text": "another need"}, **{"idempotency-key": "order-1"})
    assert fresh.json()["counts"] == {"stored": 1}, "keys of two tokens are two keys"


def test_a_request_whose_worker_died_is_done_again_and_stores_nothing_twice(
    app: App, client: TestClient
) -> None:
    from leadminer.base.ids import content_hash

    body = json.dumps(NEED).encode()
    with app.begin() as session:
        tokens.begin_request(session, 1, "k", content_hash(body), now=app.clock.now())
    headers = {"idempotency-key": "k", "content-type": "application/json"}
    assert client.post("/api/v1/signals", content=body, headers=headers).status_code == 409
    assert isinstance(app.clock, FixedClock)
    app.clock.advance(timedelta(minutes=3))
    done = client.post("/api/v1/signals", content=body, headers=headers)
    assert done.json()["counts"] == {"stored": 1}


def test_two_requests_with_one_key_at_once_are_done_once(app: App, client: TestClient) -> None:
    barrier, told = threading.Barrier(2), []

    def run() -> None:
        barrier.wait()
        told.append(send(client, NEED, **{"idempotency-key": "same"}).status_code)

    both = [threading.Thread(target=run) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join()
    assert sorted(told) in ([200, 200], [200, 409])
    with app.read() as session:
        assert session.exec(select(func.count()).select_from(Intake)).one() == 1


def test_a_token_that_sends_too_often_is_told_how_long_to_wait(
    app: App, client: TestClient
) -> None:
    limit = app.config.intake.model_copy(update={"requests_per_minute": 3})
    app.config = app.config.model_copy(update={"intake": limit})
    codes = [send(client, NEED).status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    assert send(client, NEED).headers["retry-after"] == "60"
    assert isinstance(app.clock, FixedClock)
    app.clock.advance(timedelta(seconds=60))
    assert send(client, NEED).status_code == 200


def test_a_request_can_be_looked_at_and_taken_back_by_its_own_token_only(
    app: App, client: TestClient
) -> None:
    number = send(client, {"signals": [NEED, {"text": "another need"}]}).json()["id"]
    assert len(client.get(f"/api/v1/imports/{number}").json()["rows"]) == 2
    stranger = client_of(app)
    stranger.headers["authorization"] = f"Bearer {token(app)}"
    assert stranger.get(f"/api/v1/imports/{number}").status_code == 404
    assert stranger.post(f"/api/v1/imports/{number}/undo").status_code == 404
    assert len(signals(app)) == 2
    told = client.post(f"/api/v1/imports/{number}/undo").json()
    assert told["undone"] is True and told["counts"] == {"undone": 2}
    assert signals(app) == []
    assert client.get("/api/v1/imports/99").status_code == 404
    assert client.get("/api/v1/imports/zero").status_code == 422


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"[" * 20_000, "application/json", 400),
        (b"[]", "application/json", 422),
        (b"3", "application/json", 422),
        (b'{"signals": 3}', "application/json", 422),
        (json.dumps([{"text": "a"}] * 1001).encode(), "application/json", 422),
        (b"text=a", "application/x-www-form-urlencoded", 415),
        (b'{"text": "' + b"a" * 1_100_000 + b'"}', "application/json", 413),
        (b'\xff{"text": 1}', "application/json", 400),
    ],
)
def test_a_body_that_cannot_be_used_is_a_problem(
    app: App, client: TestClient, body: bytes, kind: str, status: int
) -> None:
    answer = client.post("/api/v1/signals", content=body, headers={"content-type": kind})
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status and answer.json()["detail"]
    assert signals(app) == []


def test_no_object_makes_it_stumble(app: App, client: TestClient) -> None:
    odd: list[Any] = [
        None, 3, "x", [], {}, {"text": None}, {"text": []}, {"text": {"a": 1}}, {"title": 10**400},
        {"text": "a\u0000b", "author": "\ud800", "url": "http://[", "phone": "\u0000"},
        {"text": "nul", "author": "\u0000x", "fields": {"a\u0000": "\ud800b", "c": {"d": 1}}},
        {"text": "x" * 200_000}, {"text": "ok", "section": [1, None, ["x"]], "country": "\u0000"},
        {"text": "ok 2", "posted": "\ud83d", "lang": "\u0000" * 50},
        {"text": "ok 3", "author": "a" * 5000, "email": "a@b.example\u0000", "url": "mid:x"},
        {"kind": "company", "name": "\u0000", "url": "https://x.example/"},
        {"kind": "reply", "text": "y", "parent_url": "javascript:x"}, {"": "", "text": "ok 4"},
    ]  # fmt: skip
    answer = client.post(
        "/api/v1/signals",
        content=json.dumps({"signals": odd}).encode(),
        headers={"content-type": "application/json"},
    )
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["rows"]) == len(odd)
    assert answer.json()["counts"].get("refused", 0) >= 10
    for signal in signals(app):
        assert "\0" not in json.dumps(signal.model_dump(), default=str, ensure_ascii=False)


def test_the_api_describes_itself(client: TestClient) -> None:
    told = client.get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert set(told["paths"]) == {
        *(
            "/signals",
            "/signals/{number}",
            "/imports/{number}",
            "/imports/{number}/undo",
            "/lead-forms",
        ),
    }
    send_ = told["paths"]["/signals"]["post"]
    assert send_["security"] and "429" in send_["responses"]
    shown = json.dumps(told)
    for name in set(re.findall(r'"\$ref": "#/components/schemas/(\w+)"', shown)):
        assert name in told["components"]["schemas"]


def test_an_unknown_address_of_the_api_is_a_problem_and_no_page(client: TestClient) -> None:
    answer = client.get("/api/v1/nothing")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"


LEAD = {
    "lead_id": "Lead-1",
    "user_column_data": [
        {"column_id": "FULL_NAME", "string_value": "Ann Lee"},
        {"column_id": "EMAIL", "string_value": "ann@buyer.example"},
        {"column_id": "q1", "column_name": "What?", "string_value": "500 chairs for an office"},
    ],
}


def test_a_lead_form_is_a_signal_once_and_a_test_is_none(app: App, client: TestClient) -> None:
    key = client.headers.pop("authorization").removeprefix("Bearer ")
    barred = client.post("/api/v1/lead-forms", json={**LEAD, "google_key": "lmt_wrong"})
    assert barred.status_code == 401
    said = []
    for more in ({"is_test": True}, {}, {}):
        answer = client.post("/api/v1/lead-forms", json={**LEAD, **more, "google_key": key})
        assert answer.status_code == 200, answer.text
        said.append(answer.json()["rows"][0]["outcome"])
    assert said == ["refused", "stored", "duplicate"]
    (signal,) = signals(app)
    assert (signal.author, signal.text) == ("Ann Lee", "What?: 500 chairs for an office")
    assert key not in str(signal)
    broken = client.post("/api/v1/lead-forms", json={"google_key": key})
    assert broken.status_code == 400


def test_the_verdict_on_a_sent_signal_is_told_with_reasons_that_sum_to_it(
    app: App, client: TestClient
) -> None:
    number = send(client, NEED).json()["rows"][0]["signal"]
    where = f"/api/v1/signals/{number}"
    assert client.get(where).json() == {"signal": number, "judgement": None}
    with app.begin() as session:
        qualify_batch(
            session,
            scorer=app.scorer(),
            config=app.config,
            clock=app.clock,
            hash_key=app.hash_key,
        )
    told = client.get(where).json()["judgement"]
    assert told["intent"] and told["class"] == "request" and told["note"]
    parts = {"title": NEED["subject"], "text": NEED["message"]}
    quoted = [each for each in told["reasons"] if each["field"] in parts]
    assert quoted
    for each in quoted:
        assert parts[each["field"]][each["start"] : each["end"]] == each["text"]
    total = sum(each["weight"] for each in told["reasons"]) + told["rest"]
    assert total == pytest.approx(told["log_odds"])
    assert told["score"] == pytest.approx(1 / (1 + math.exp(-told["log_odds"] / 2)))
    stranger = client_of(app)
    stranger.headers["authorization"] = f"Bearer {token(app)}"
    assert stranger.get(where).status_code == 404, "a token sees only what it sent"
    assert client_of(app).get(where).status_code == 401
