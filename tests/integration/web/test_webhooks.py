"""Endpoints on the pages of a merchant and of the operator."""

from __future__ import annotations

import re

from sqlmodel import select

from leadminer.app import App
from leadminer.webhooks.rules import secret_of
from leadminer.webhooks.tables import WebhookDelivery, WebhookEndpoint

from . import seed
from .conftest import Enter, post

URL = "https://merchant.example/in"


def endpoints(app: App) -> list[WebhookEndpoint]:
    with app.read() as session:
        return list(session.exec(select(WebhookEndpoint).order_by(WebhookEndpoint.id)))  # type: ignore[arg-type]


def delivery_rows(app: App) -> list[WebhookDelivery]:
    with app.read() as session:
        return list(session.exec(select(WebhookDelivery)))


def test_a_merchant_adds_an_endpoint_and_sees_its_secret_once(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("merchant1")
    answer = post(client, "/my/webhooks", url=URL, event="deal.recorded")
    assert answer.status_code == 200
    (row,) = endpoints(app)
    assert (row.merchant_id, row.events) == (world.merchants[0], ["deal.recorded"])
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", answer.text.replace("&#43;", "+"))
    assert secret is not None and secret[0] == secret_of(app.hash_key, row.nonce)
    assert answer.headers["cache-control"] == "no-store"
    again = client.get("/my/webhooks").text
    assert "whsec_" not in again and URL in again
    assert "A deal was recorded" in again
    assert "whsec_" not in enter("operator").get("/webhooks").text


def test_a_merchant_switches_tests_rotates_and_removes_its_own(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("merchant1")
    post(client, "/my/webhooks", url=URL)
    number = endpoints(app)[0].id
    for act, state in (("test", "enabled"), ("disable", "disabled"), ("enable", "enabled")):
        assert post(client, f"/my/webhooks/{number}/{act}").status_code == 303, act
        assert endpoints(app)[0].state == state
    (row,) = delivery_rows(app)
    assert row.event_type == "webhook.test" and row.state == "due"
    assert post(client, f"/my/webhooks/deliveries/{row.id}/replay").status_code == 409
    before = endpoints(app)[0].nonce
    assert "whsec_" in post(client, f"/my/webhooks/{number}/rotate").text
    assert endpoints(app)[0].nonce != before
    assert post(client, f"/my/webhooks/{number}/remove").status_code == 303
    assert endpoints(app)[0].state == "removed"
    assert post(client, f"/my/webhooks/{number}/enable").status_code == 404


def test_another_merchants_endpoint_is_not_there(app: App, enter: Enter, world: seed.World) -> None:
    post(enter("merchant1"), "/my/webhooks", url=URL)
    number = endpoints(app)[0].id
    post(enter("merchant1"), f"/my/webhooks/{number}/test")
    (row,) = delivery_rows(app)
    rival = enter("merchant2")
    assert URL not in rival.get("/my/webhooks").text
    for act in ("test", "enable", "disable", "remove", "rotate"):
        assert post(rival, f"/my/webhooks/{number}/{act}").status_code == 404, act
    assert post(rival, f"/my/webhooks/deliveries/{row.id}/replay").status_code == 404
    for role in ("finance", "merchant1"):
        assert post(enter(role), f"/webhooks/{number}/remove").status_code == 403
    assert endpoints(app)[0].state == "enabled"


def test_the_operator_sees_all_and_may_switch_them(
    app: App, enter: Enter, world: seed.World
) -> None:
    post(enter("merchant1"), "/my/webhooks", url=URL)
    client = enter("operator")
    assert URL in client.get("/webhooks").text
    number = endpoints(app)[0].id
    assert post(client, f"/webhooks/{number}/disable").status_code == 303
    assert endpoints(app)[0].disabled_why == "by_hand"
    assert post(client, f"/webhooks/{number}/test").status_code == 409
    assert post(client, f"/webhooks/{number}/explode").status_code in {400, 404}


def test_an_address_that_cannot_be_is_refused_with_its_reason(
    app: App, enter: Enter, world: seed.World
) -> None:
    client = enter("merchant1")
    for url in ("http://crm.example.com/", "https://127.0.0.1/", "https://a:b@crm.example.com/"):
        assert post(client, "/my/webhooks", url=url).status_code == 400, url
    assert post(client, "/my/webhooks", url=URL, event="no.such").status_code == 400
    assert endpoints(app) == []
