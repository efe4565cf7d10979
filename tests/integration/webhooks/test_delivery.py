"""Events reach a real receiver, on both databases, however the two ends fail."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlmodel import select

from leadminer import work
from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, NotFound
from leadminer.base.money import Money
from leadminer.base.rates import Rate
from leadminer.deals import queries as deals
from leadminer.deals.rules import Plan
from leadminer.flow import close_deal, hand_off, tell
from leadminer.handoffs.tables import DeliveryContract
from leadminer.merchants.queries import offer
from leadminer.reports import due
from leadminer.store import Session
from leadminer.webhooks import outbox, queries
from leadminer.webhooks.rules import secret_of
from leadminer.webhooks.tables import WebhookDelivery, WebhookEndpoint
from tests.factories.handoffs import make_contract
from tests.factories.leads import make_lead
from tests.factories.webhook_receiver import Receiver, receiver, verify

PHONE = "13812345678"
TEXT = f"求购搅拌罐 200 台，电话 {PHONE}，请报价"


@pytest.fixture
def hooks(app: App) -> App:
    """The app with deliveries to loopback allowed."""
    open_ = app.config.webhooks.model_copy(update={"allow_private": True, "timeout_seconds": 5.0})
    app.config = app.config.model_copy(update={"webhooks": open_})
    return app


@pytest.fixture
def there() -> Iterator[Receiver]:
    with receiver() as opened:
        yield opened


def add(app: App, merchant_id: int, url: str, *events: str) -> WebhookEndpoint:
    with app.begin() as session:
        return queries.add_endpoint(
            session,
            merchant_id,
            url,
            events=list(events),
            actor="operator:cli",
            allow_private=True,
            now=app.clock.now(),
        )


def contract_with_lead(app: App, leads: int = 1) -> DeliveryContract:
    with app.begin() as session:
        contract = make_contract(session)
        plan = Plan(currency="CNY", rate=Rate(500), min_fee=Money.zero("CNY"))
        terms = deals.Terms(plan)
        deals.agree(
            session, contract.merchant_id, terms, valid_from=date(2026, 1, 1), now=app.clock.now()
        )
        for number in range(leads):
            phone = str(int(PHONE) + number)
            make_lead(
                session,
                offer(session, contract.offer_id),
                signal={
                    "text": TEXT.replace(PHONE, phone),
                    "author": f"buyer-{number}",
                    "contacts": [
                        {
                            "kind": "phone",
                            "value": f"+86{phone}",
                            "raw": phone,
                            "owner": "unknown",
                            "method": "text",
                        }
                    ],
                },
            )
    return contract


def hand_over(app: App) -> list[int]:
    with app.begin() as session:
        hand_off.enqueue_qualified(session, clock=app.clock)
        return [h.id or 0 for h in hand_off.allocate(session, clock=app.clock)]


def deliver(app: App) -> None:
    """What the sweeper does: everything that is due, endpoint by endpoint."""
    with app.read() as session:
        waiting = outbox.due_endpoints(session, app.clock.now())
    for endpoint_id in waiting:
        work.deliver_webhooks(app, endpoint_id)


def rows(app: App) -> list[WebhookDelivery]:
    with app.read() as session:
        return list(session.exec(select(WebhookDelivery).order_by(WebhookDelivery.id)))  # type: ignore[arg-type]


def fresh(app: App, endpoint: WebhookEndpoint) -> WebhookEndpoint:
    with app.read() as session:
        return queries.endpoint(session, endpoint.id or 0)


def advance(app: App, **by: float) -> None:
    assert isinstance(app.clock, FixedClock)
    app.clock.advance(timedelta(**by))


def test_a_merchant_is_told_of_its_leads_their_answers_and_deals_and_can_verify_it(
    hooks: App, there: Receiver
) -> None:
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url)
    (handoff_id,) = hand_over(hooks)
    deliver(hooks)
    with hooks.begin() as session:
        hand_off.accept(session, handoff_id, actor="operator:1", clock=hooks.clock)
        close_deal.record_deal(
            session,
            hooks.clock,
            handoff_id=handoff_id,
            value=Money.parse("78000", "CNY"),
            won_on=date(2026, 11, 18),
            actor="operator:1",
            evidence="PO 17",
        )
    deliver(hooks)
    assert there.types == ["lead.handed_off", "handoff.accepted", "deal.recorded"]
    secret = secret_of(hooks.hash_key, target.nonce)
    assert all(verify(secret, received) for received in there.got)
    assert [received.event["timestamp"] for received in there.got] == ["2026-11-18T09:00:00Z"] * 3
    deal = there.got[2].event["data"]["deal"]
    assert deal["value"] == {"amount": "78000.00", "minor": 7800000, "currency": "CNY"}
    assert [row.state for row in rows(hooks)] == ["delivered"] * 3


def test_who_the_person_is_is_told_only_after_acceptance(hooks: App, there: Receiver) -> None:
    contract = contract_with_lead(hooks)
    add(hooks, contract.merchant_id, there.url)
    (handoff_id,) = hand_over(hooks)
    deliver(hooks)
    before = there.got[0].body.decode("unicode_escape", "surrogatepass")
    assert PHONE not in before and "buyer-0" not in before
    data = there.got[0].event["data"]
    assert data["person"] is None and "求购搅拌罐" in data["lead"]["text"]
    for reason in data["lead"]["reasons"]:
        text = data["lead"][reason["field"]]
        assert text[reason["start"] : reason["end"]] == reason["text"]
    with hooks.begin() as session:
        hand_off.accept(session, handoff_id, actor="operator:1", clock=hooks.clock)
    deliver(hooks)
    person = there.got[1].event["data"]["person"]
    assert person["name"] == "buyer-0"
    assert {"kind": "phone", "value": f"+86{PHONE}"} in person["contacts"]


def test_nothing_more_is_told_of_a_person_who_withdrew(hooks: App, there: Receiver) -> None:
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url)
    (handoff_id,) = hand_over(hooks)
    deliver(hooks)
    with hooks.begin() as session:
        hand_off.accept(session, handoff_id, actor="operator:1", clock=hooks.clock)
        lead_id = hand_off.queries.get_handoff(session, handoff_id).lead_id
    with hooks.begin() as session:
        hand_off.withdraw(session, lead_id, actor="operator:1", clock=hooks.clock, code="opt_out")
    deliver(hooks)
    assert there.types == ["lead.handed_off", "handoff.withdrawn"]
    first, second, last = rows(hooks)
    assert (first.payload, second.payload, second.state) == ("", "", "cancelled")
    assert PHONE not in last.payload and "buyer-0" not in last.payload
    with hooks.begin() as session, pytest.raises(Conflict, match="may not be told"):
        outbox.replay(session, first, now=hooks.clock.now())
    assert fresh(hooks, target).failures == 0


def test_a_person_who_withdraws_after_it_is_over_is_forgotten_too(
    hooks: App, there: Receiver
) -> None:
    contract = contract_with_lead(hooks)
    add(hooks, contract.merchant_id, there.url)
    (handoff_id,) = hand_over(hooks)
    with hooks.begin() as session:
        hand_off.accept(session, handoff_id, actor="operator:1", clock=hooks.clock)
        close_deal.record_lost(session, hooks.clock, handoff_id=handoff_id, actor="operator:1")
        lead_id = hand_off.queries.get_handoff(session, handoff_id).lead_id
    with hooks.begin() as session:
        hand_off.withdraw(session, lead_id, actor="operator:1", clock=hooks.clock, code="opt_out")
    deliver(hooks)
    assert there.types == ["handoff.withdrawn"], "who has seen the person is told of the no"
    assert "buyer-0" not in there.got[0].body.decode()
    assert {(row.state, row.payload) for row in rows(hooks)[:3]} == {("cancelled", "")}


def test_a_lost_answer_is_repeated_under_the_same_id_with_the_same_bytes(hooks: App) -> None:
    answers: list[tuple[int, dict[str, str]] | None] = [None, (500, {}), (204, {})]
    with receiver(lambda _received: answers.pop(0)) as there:
        contract = contract_with_lead(hooks)
        add(hooks, contract.merchant_id, there.url)
        hand_over(hooks)
        for _ in range(3):
            deliver(hooks)
            advance(hooks, hours=1)
    assert len(there.got) == 3
    assert len({received.id for received in there.got}) == 1
    assert len({received.body for received in there.got}) == 1
    stamps = [int(received.headers["webhook-timestamp"]) for received in there.got]
    assert stamps == sorted(set(stamps)), "each try is signed with its own time"
    (row,) = rows(hooks)
    assert (row.state, row.attempts, row.last_status) == ("delivered", 3, 204)


def test_a_worker_killed_between_answer_and_record_sends_again_and_doubles_no_event(
    hooks: App, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url)
    hand_over(hooks)

    def killed(*_args: Any, **_values: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(outbox, "record", killed)
        with pytest.raises(KeyboardInterrupt):
            deliver(hooks)
    deliver(hooks)
    assert len(there.got) == 1, "its lease still runs"
    advance(hooks, seconds=60)
    deliver(hooks)
    assert [received.id for received in there.got] == [there.got[0].id] * 2
    (row,) = rows(hooks)
    assert row.state == "delivered"
    assert fresh(hooks, target).failures == 0


def test_an_event_of_a_change_that_was_rolled_back_is_never_told(
    hooks: App, there: Receiver
) -> None:
    contract = contract_with_lead(hooks)
    add(hooks, contract.merchant_id, there.url)
    with pytest.raises(RuntimeError), hooks.begin() as session:
        hand_off.enqueue_qualified(session, clock=hooks.clock)
        assert hand_off.allocate(session, clock=hooks.clock)
        assert session.exec(select(WebhookDelivery)).all()
        raise RuntimeError("killed before the commit")
    deliver(hooks)
    assert there.got == [] and rows(hooks) == []


def test_two_workers_send_every_event_once(hooks: App, there: Receiver) -> None:
    contract = contract_with_lead(hooks, leads=12)
    target = add(hooks, contract.merchant_id, there.url)
    assert len(hand_over(hooks)) == 12
    barrier, problems = threading.Barrier(2), []

    def run() -> None:
        barrier.wait()
        try:
            work.deliver_webhooks(hooks, target.id or 0)
        except Exception as error:  # shown by the assertion below
            problems.append(error)

    workers = [threading.Thread(target=run) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    deliver(hooks)
    assert problems == []
    assert sorted(r.id for r in there.got) == sorted(row.event_id for row in rows(hooks))
    assert {row.state for row in rows(hooks)} == {"delivered"}


def test_a_late_workers_success_counts_and_its_failure_does_not(
    hooks: App, there: Receiver
) -> None:
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url)
    hand_over(hooks)
    limits = tell.Limits(12, 20, 24)

    def claim(session: Session) -> outbox.Claim:
        found = outbox.claim(
            session, target.id or 0, hash_key=b"k" * 32, lease_seconds=40, now=hooks.clock.now()
        )
        assert found is not None
        return found

    with hooks.begin() as session:
        late = claim(session)
    advance(hooks, seconds=60)
    with hooks.begin() as session:
        claim(session)
    now = hooks.clock.now()
    with hooks.begin() as session:
        failed = tell.outbox.Answer(500, "status")
        assert outbox.record(session, late, failed, limits=limits, now=now) == "claimed"
    with hooks.begin() as session:
        worked = outbox.Answer(200)
        assert outbox.record(session, late, worked, limits=limits, now=now) == "delivered"


def test_an_endpoint_that_is_gone_is_disabled_and_what_happens_meanwhile_waits(
    hooks: App,
) -> None:
    status = {"now": 410}
    with receiver(lambda _received: (status["now"], {})) as there:
        contract = contract_with_lead(hooks)
        target = add(hooks, contract.merchant_id, there.url)
        (handoff_id,) = hand_over(hooks)
        deliver(hooks)
        row = fresh(hooks, target)
        assert (row.state, row.disabled_why) == ("disabled", "gone")
        assert row.disabled_at == hooks.clock.now()
        with hooks.begin() as session:
            hand_off.accept(session, handoff_id, actor="operator:1", clock=hooks.clock)
        advance(hooks, days=2)
        deliver(hooks)
        assert len(there.got) == 1, "nothing is sent to a disabled endpoint"
        status["now"] = 200
        with hooks.begin() as session:
            queries.enable(session, queries.endpoint(session, target.id or 0))
        deliver(hooks)
    assert there.types[1:] in (
        ["lead.handed_off", "handoff.accepted"],
        ["handoff.accepted", "lead.handed_off"],
    )


def test_what_is_never_taken_is_dead_after_the_last_try_and_can_be_replayed(hooks: App) -> None:
    status = {"now": 500}
    with receiver(lambda _received: (status["now"], {})) as there:
        contract = contract_with_lead(hooks)
        target = add(hooks, contract.merchant_id, there.url)
        hand_over(hooks)
        for _ in range(20):
            deliver(hooks)
            advance(hooks, hours=8)
        (row,) = rows(hooks)
        assert (row.state, row.attempts, len(there.got)) == ("dead", 12, 12)
        status["now"] = 200
        with hooks.begin() as session:
            assert outbox.replay_dead(session, target.id or 0, now=hooks.clock.now()) == 1
        deliver(hooks)
    assert len({received.id for received in there.got}) == 1
    assert rows(hooks)[0].state == "delivered"


def test_an_endpoint_that_fails_for_long_is_disabled(hooks: App) -> None:
    with receiver(lambda _received: (500, {})) as there:
        contract = contract_with_lead(hooks, leads=4)
        target = add(hooks, contract.merchant_id, there.url)
        hand_over(hooks)
        for _ in range(12):
            deliver(hooks)
            advance(hooks, hours=8)
    row = fresh(hooks, target)
    assert (row.state, row.disabled_why, row.failures) == ("disabled", "failing", 20)
    assert there.got


def test_a_receiver_that_asks_for_a_pause_gets_it(hooks: App) -> None:
    answers = [(429, {"retry-after": "3600"}), (200, {}), (200, {})]
    with receiver(lambda _received: answers.pop(0)) as there:
        contract = contract_with_lead(hooks, leads=2)
        add(hooks, contract.merchant_id, there.url)
        hand_over(hooks)
        deliver(hooks)
        assert len(there.got) == 1, "the second event waits, too"
        advance(hooks, minutes=59)
        deliver(hooks)
        assert len(there.got) == 1
        advance(hooks, minutes=2)
        deliver(hooks)
    assert len(there.got) == 3


def test_a_redirect_is_not_followed(hooks: App, there: Receiver) -> None:
    with receiver(lambda _received: (307, {"location": there.url})) as sly:
        contract = contract_with_lead(hooks)
        add(hooks, contract.merchant_id, sly.url)
        hand_over(hooks)
        deliver(hooks)
    assert there.got == []
    (row,) = rows(hooks)
    assert (row.state, row.last_status, row.last_problem) == ("due", 307, "redirect")


def test_a_name_that_leads_to_a_private_address_is_not_posted_to(
    app: App, there: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    import socket

    port = int(there.url.rsplit(":", 1)[1].split("/")[0])
    real = socket.getaddrinfo

    def lies(host: Any, *args: Any, **values: Any) -> Any:
        host = "127.0.0.1" if host == "hooks.example.com" else host
        return real(host, *args, **values)

    contract = contract_with_lead(app)
    add(app, contract.merchant_id, f"http://hooks.example.com:{port}/hook")
    hand_over(app)
    with monkeypatch.context() as patch:
        patch.setattr(socket, "getaddrinfo", lies)
        deliver(app)
    assert there.got == []
    assert rows(app)[0].last_problem == "closed_address"


def test_a_merchant_neither_sees_nor_is_told_what_is_anothers(hooks: App, there: Receiver) -> None:
    contract = contract_with_lead(hooks)
    with hooks.begin() as session:
        rival = make_contract(session, active=False)
    mine = add(hooks, contract.merchant_id, there.url)
    add(hooks, rival.merchant_id, there.url + "/rival")
    hand_over(hooks)
    deliver(hooks)
    assert [received.path for received in there.got] == ["/hook"]
    with hooks.read() as session:
        with pytest.raises(NotFound):
            queries.endpoint(session, mine.id or 0, merchant_id=rival.merchant_id)
        with pytest.raises(NotFound):
            outbox.delivery(session, rows(hooks)[0].id or 0, merchant_id=rival.merchant_id)
        assert queries.deliveries(session, merchant_id=rival.merchant_id) == []


def test_only_the_events_asked_for_are_kept_and_none_where_nobody_listens(
    hooks: App, there: Receiver
) -> None:
    contract = contract_with_lead(hooks)
    add(hooks, contract.merchant_id, there.url, "handoff.accepted")
    (handoff_id,) = hand_over(hooks)
    assert rows(hooks) == []
    with hooks.begin() as session:
        hand_off.accept(session, handoff_id, actor="operator:1", clock=hooks.clock)
    assert [row.event_type for row in rows(hooks)] == ["handoff.accepted"]


def test_neither_secret_nor_address_stands_in_the_database_or_the_log(
    hooks: App, there: Receiver, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url + "?token=dontlog")
    hand_over(hooks)
    deliver(hooks)
    secret = secret_of(hooks.hash_key, target.nonce)
    key = secret.removeprefix("whsec_")
    ours = [r for r in caplog.records if r.name.startswith("leadminer")]
    assert ours and all("dontlog" not in json.dumps(vars(r), default=str) for r in ours)
    assert key not in caplog.text
    kept = json.dumps([target.model_dump(), *(r.model_dump() for r in rows(hooks))], default=str)
    assert key not in kept and there.got


def test_a_rotated_secret_signs_beside_the_old_one_for_a_day(hooks: App, there: Receiver) -> None:
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url)
    old = secret_of(hooks.hash_key, target.nonce)
    with hooks.begin() as session:
        row = queries.endpoint(session, target.id or 0)
        queries.rotate(session, row, now=hooks.clock.now())
        new = secret_of(hooks.hash_key, row.nonce)
        tell.send_test(session, row, now=hooks.clock.now())
    deliver(hooks)
    assert old != new and verify(old, there.got[0]) and verify(new, there.got[0])
    advance(hooks, hours=25)
    with hooks.begin() as session:
        tell.send_test(session, queries.endpoint(session, target.id or 0), now=hooks.clock.now())
    deliver(hooks)
    assert verify(new, there.got[1]) and not verify(old, there.got[1])


def test_a_removed_endpoint_is_sent_nothing_and_what_it_was_sent_is_forgotten(
    hooks: App, there: Receiver
) -> None:
    contract = contract_with_lead(hooks)
    target = add(hooks, contract.merchant_id, there.url)
    hand_over(hooks)
    with hooks.begin() as session:
        queries.remove(session, queries.endpoint(session, target.id or 0))
    deliver(hooks)
    assert there.got == []
    assert [(row.state, row.payload) for row in rows(hooks)] == [("cancelled", "")]
    add(hooks, contract.merchant_id, there.url)  # the same address may come back


def test_old_deliveries_are_dropped(hooks: App, there: Receiver) -> None:
    contract = contract_with_lead(hooks)
    add(hooks, contract.merchant_id, there.url)
    hand_over(hooks)
    deliver(hooks)
    advance(hooks, days=29)
    with hooks.read() as session:
        assert not due.webhooks_to_prune(session, hooks.clock.now(), days=30)
    advance(hooks, days=2)
    with hooks.read() as session:
        assert due.webhooks_to_prune(session, hooks.clock.now(), days=30)
    assert work.prune_webhooks(hooks) == 1
    assert rows(hooks) == []
