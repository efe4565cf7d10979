"""Mails on their way, against a real SMTP server on loopback, on both databases."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlmodel import select

from leadminer.app import App
from leadminer.base.errors import ConfigError, Conflict, DeliveryError
from leadminer.config import Config
from leadminer.conversations.outreach import claims, queries
from leadminer.conversations.outreach.explaining import explain
from leadminer.conversations.outreach.known import Cap
from leadminer.conversations.outreach.policy import bundled_policy
from leadminer.conversations.outreach.sender import SendResult
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.conversations.tables import Message, Touch
from leadminer.flow import converse
from leadminer.leads.tables import Lead
from leadminer.prospects.consents import is_suppressed, suppress
from leadminer.prospects.rules import contact_hash
from leadminer.prospects.tables import Prospect
from leadminer.store import Session
from tests.factories.conversations import make_case, messages, outreach_config
from tests.factories.mail_sink import Sink, mail_sink


@pytest.fixture
def sink() -> Iterator[Sink]:
    with mail_sink() as running:
        yield running


def queue(app: App, config: Config, *, people: int, merchants: int = 1) -> None:
    """Leads of `people` persons with consent, each for `merchants` merchants, and their mails."""
    with app.begin() as session:
        for person in range(people):
            prospect: Prospect | None = None
            for merchant in range(merchants):
                case = make_case(
                    session,
                    app.hash_key,
                    person,
                    now=app.clock.now(),
                    merchant=f"m{merchant}",
                    email="" if prospect else f"p{person}@people.example",
                    consent=True,
                    prospect=prospect,
                )
                prospect = case.prospect
        result = converse.propose_next(
            session,
            clock=app.clock,
            config=config,
            workspace=app.workspace,
            hash_key=app.hash_key,
            limit=10_000,
        )
        assert result.emails == people * merchants


def send(app: App, config: Config, **more: object) -> SendResult:
    return converse.send_due(app.engine, config, app.clock, hash_key=app.hash_key, **more)


def stored(app: App) -> list[Message]:
    """All messages as they stand, free of the session they were read in."""
    with app.read() as session:
        rows = messages(session)
        session.expunge_all()
        return rows


def states(app: App) -> Counter[str]:
    with app.read() as session:
        return Counter(message.state for message in messages(session))


def test_a_mail_carries_all_that_receivers_and_laws_ask_for(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    assert send(app, config).handed == 1
    (mail,) = sink.mails
    (message,) = stored(app)
    with app.read() as session:
        lead = session.get(Lead, message.lead_id)
        assert lead is not None and lead.state == "contacted"
    token = unsubscribe_token(message.contact_hash or "", hash_key=app.hash_key)
    url = f"https://console.harbour.example/u/{token}"
    assert mail["List-Unsubscribe"] == (
        f"<{url}>, <mailto:hello@harbour.example?subject=unsubscribe%20{token}>"
    )
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["From"] == "Harbour Leads <hello@harbour.example>"
    assert mail["To"] == "p0@people.example"
    assert mail["Message-ID"] == message.message_id
    assert mail["Subject"] == message.subject
    text = mail.get_content().replace("\r\n", "\n")
    assert text.strip() == message.body
    for wanted in (url, "1 Harbour Street, Bristol", "Harbour Leads Ltd", "pays us a commission"):
        assert wanted in text
    assert not mail.defects
    assert message.state == "handed" and message.response.startswith("250")


def test_the_stored_facts_give_the_same_decision_again(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=5, merchants=2)
    send(app, config)
    for message in stored(app):
        found = explain(message, bundled_policy())
        assert found.same and found.same_version, message.id
    message.decision["facts"]["suppressed"] = "manual"
    assert not explain(message, bundled_policy()).same


def test_sending_again_sends_nothing(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=3)
    send(app, config)
    assert send(app, config) == SendResult()
    assert len(sink.raw) == 3


def test_after_an_unsubscribe_none_of_a_hundred_queued_mails_leaves(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port, cap_touches=1000)
    queue(app, config, people=1, merchants=100)
    token = unsubscribe_token(
        contact_hash(app.hash_key, "email", "p0@people.example"), hash_key=app.hash_key
    )

    def one_click_after_the_seventh(_content: bytes) -> str:
        if len(sink.raw) == 6:
            with app.begin() as session:
                assert queries.unsubscribe(
                    session, token, hash_key=app.hash_key, now=app.clock.now()
                )
        return "250 ok"

    sink.data_answer = one_click_after_the_seventh
    send(app, config)
    assert len(sink.raw) == 7
    assert states(app) == {"handed": 7, "refused": 93}
    assert send(app, config) == SendResult()


def test_a_hundred_people_who_said_no_get_nothing(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=100)
    with app.begin() as session:
        suppress(
            session,
            contact_hash(app.hash_key, "domain", "people.example"),
            reason="manual",
            now=app.clock.now(),
            scope="domain",
        )
    send(app, config)
    assert sink.raw == []
    assert states(app) == {"refused": 100}


def test_unsubscribing_twice_is_one_no(app: App, session: Session) -> None:
    hashed = contact_hash(app.hash_key, "email", "nobody.known@people.example")
    token = unsubscribe_token(hashed, hash_key=app.hash_key)
    assert queries.unsubscribe(session, token, hash_key=app.hash_key, now=app.clock.now())
    assert not queries.unsubscribe(session, token, hash_key=app.hash_key, now=app.clock.now())
    assert is_suppressed(session, hashed)


def test_no_interleaving_of_senders_exceeds_the_cap_over_all_merchants(
    app: App, sink: Sink
) -> None:
    config = outreach_config(sink.port, cap_touches=2)
    queue(app, config, people=12, merchants=6)
    failures: list[BaseException] = []
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait()
            send(app, config)
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert Counter(sink.recipients) == {f"p{n}@people.example": 2 for n in range(12)}
    assert states(app) == {"handed": 24, "held": 48}
    with app.read() as session:
        assert len(session.exec(select(Touch)).all()) == 24


def test_a_held_mail_leaves_when_the_window_is_over(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1, merchants=2)
    send(app, config)
    app.clock.advance(timedelta(days=13))
    send(app, config)
    assert len(sink.raw) == 1
    app.clock.advance(timedelta(days=1))
    send(app, config)
    assert len(sink.raw) == 2


def test_a_consent_taken_back_stops_what_is_queued(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    with app.begin() as session:
        from leadminer.prospects.consents import withdraw_consent

        withdraw_consent(
            session,
            contact_hash(app.hash_key, "email", "p0@people.example"),
            now=app.clock.now(),
        )
    assert send(app, config).refused == 1
    with app.read() as session:
        assert messages(session)[0].rule_id == "guard-withdrawn"


def test_a_temporary_refusal_is_tried_again_with_the_same_message_id(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    sink.data_answer = lambda _content: "451 4.3.0 later, please"
    assert send(app, config).later == 1
    (first,) = stored(app)
    assert (first.state, first.attempts) == ("due", 1)
    sink.data_answer = lambda _content: "250 ok"
    assert send(app, config) == SendResult()
    app.clock.advance(timedelta(hours=1))
    assert send(app, config).handed == 1
    assert sink.ids == [first.message_id]


def test_a_dead_address_is_refused_and_never_tried_again(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    sink.rcpt_answer = lambda _address: "550 5.1.1 no such user"
    assert send(app, config).refused == 1
    with app.read() as session:
        (message,) = messages(session)
        assert message.state == "refused" and "5.1.1" in message.response
        assert is_suppressed(session, message.contact_hash or "")


def test_a_refusal_of_the_sender_does_not_suppress_the_person(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    sink.data_answer = lambda _content: "550 5.7.26 not authenticated"
    assert send(app, config).refused == 1
    with app.read() as session:
        assert not is_suppressed(session, messages(session)[0].contact_hash or "")


def test_an_unreachable_server_loses_nothing(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=3)
    with pytest.raises(DeliveryError, match="cannot be used"):
        send(app, outreach_config(1))
    assert states(app) == {"due": 3}
    assert send(app, config).handed == 3


def test_settings_that_are_not_ready_stop_sending_with_all_that_is_missing(app: App) -> None:
    with pytest.raises(ConfigError, match="postal_address") as caught:
        send(app, outreach_config(25, postal_address="", sender_address="x"))
    assert len(caught.value.problems) == 2


def test_a_stopped_sender_leaves_due_what_was_not_begun_and_uncertain_what_was(
    app: App, sink: Sink
) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=3)
    with app.begin() as session:
        claim = claims.claim_due(
            session,
            now=app.clock.now(),
            limit=2,
            cap=Cap(1, 14),
            policy=bundled_policy(),
            hash_key=app.hash_key,
            sender_address="hello@harbour.example",
        )
        begun = claims.begin(
            session,
            claim.messages[0],
            now=app.clock.now(),
            hash_key=app.hash_key,
            lease_token=claim.token,
        )
    assert begun and states(app) == {"due": 1, "claimed": 1, "data_begun": 1}
    assert send(app, config).handed == 1  # the leases still hold
    app.clock.advance(timedelta(hours=1))
    result = send(app, config)
    assert (result.handed, result.uncertain, result.taken_back) == (1, 1, 1)
    assert states(app) == {"handed": 2, "uncertain": 1}
    app.clock.advance(timedelta(days=30))
    assert send(app, config) == SendResult()  # never by itself
    assert claim.messages[0].message_id not in sink.ids
    with app.begin() as session:
        number = claim.messages[0].id
        assert number is not None
        converse.resolve_uncertain(session, number, arrived=False, clock=app.clock)
    assert send(app, config).handed == 1
    assert sink.ids.count(claim.messages[0].message_id or "") == 1


def test_a_late_sender_cannot_use_a_claim_that_was_taken_from_it(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    arguments = {
        "limit": 5,
        "cap": Cap(1, 14),
        "policy": bundled_policy(),
        "hash_key": app.hash_key,
        "sender_address": "hello@harbour.example",
    }
    with app.begin() as session:
        late = claims.claim_due(session, now=app.clock.now(), **arguments)
    app.clock.advance(timedelta(hours=1))
    with app.begin() as session:
        claims.recover(session, now=app.clock.now())
        quick = claims.claim_due(session, now=app.clock.now(), **arguments)
    assert quick.messages[0].id == late.messages[0].id
    assert quick.messages[0].message_id == late.messages[0].message_id
    with app.begin() as session:
        assert not claims.begin(
            session,
            late.messages[0],
            now=app.clock.now(),
            hash_key=app.hash_key,
            lease_token=late.token,
        )
    with app.read() as session:
        assert session.exec(select(Message.state)).all() == ["claimed"]
        assert len(session.exec(select(Touch)).all()) == 1


def test_only_an_uncertain_mail_is_resolved_by_hand(app: App, sink: Sink) -> None:
    config = outreach_config(sink.port)
    queue(app, config, people=1)
    with app.begin() as session, pytest.raises(Conflict, match="due"):
        converse.resolve_uncertain(session, 1, arrived=True, clock=app.clock)
