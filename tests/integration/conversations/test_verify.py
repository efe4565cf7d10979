"""Addresses are looked at before they are written to: a real DNS server and real mail servers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from sqlmodel import select
from typer.testing import CliRunner

from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.cli.prospects import app as prospects
from leadminer.conversations.outreach.mail_verdicts import MailStatus
from leadminer.conversations.outreach.mailboxes import MailChecker
from leadminer.flow import converse, learn
from leadminer.flow.verify import verify_waiting
from leadminer.leads.tables import Lead
from leadminer.learning.ranking import rank_at
from leadminer.prospects.tables import ContactPoint
from tests.factories.conversations import make_case, messages, outreach_config, tick
from tests.factories.mail_sink import mail_sink
from tests.factories.name_server import name_server

ZONE = {
    "firm.de": ["MX 10 mx.firm.de."],
    "mx.firm.de": ["A 127.0.0.1"],
    "old.de": ["A 127.0.0.1"],
    "nomail.de": ["MX 0 ."],
    "empty.de": ['TXT "v=spf1 -all"'],
    "broken.de": ["SERVFAIL"],
}
ANSWERS = {
    "kim@firm.de": "250 2.1.5 Ok",
    "gone@firm.de": "550 5.1.1 User unknown",
    "slow@firm.de": "450 4.2.0 Greylisted, try again later",
    "heavy@firm.de": "452 4.2.2 Mailbox full",
    "shut@firm.de": "550 5.7.1 Client host blocked",
}


class Desk:
    """A mail server that answers by name, and must never be given a mail."""

    def __init__(self, other: str) -> None:
        self.other = other
        self.asked: list[str] = []

    async def handle_RCPT(
        self, server: Any, session: Any, envelope: Any, address: str, options: Any
    ) -> str:
        self.asked.append(address)
        answer = ANSWERS.get(address, self.other)
        if answer.startswith("2"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        raise AssertionError("a look at an address must end before DATA")


@contextmanager
def desk(other: str = "550 5.1.1 User unknown") -> Iterator[tuple[Desk, int]]:
    handler = Desk(other)
    controller = Controller(handler, hostname="127.0.0.1", port=0)
    # port 0: taken by the system; the controller's own probe needs a fixed one
    controller.port = _free_port()
    controller.start()
    try:
        yield handler, controller.port
    finally:
        controller.stop()


def _free_port() -> int:
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def checker(nameserver: str, mode: Any = "dns", port: int = 25) -> MailChecker:
    return MailChecker(
        mode,
        sender="hello@harbour.example",
        nameserver=nameserver,
        smtp_port=port,
        allow_private=True,
    )


@pytest.mark.parametrize(
    ("address", "status", "causes"),
    [
        ("kim@firm.de", "unknown", ["not_asked"]),
        ("info@firm.de", "unknown", ["role", "not_asked"]),
        ("kim@old.de", "unknown", ["implicit_mx", "not_asked"]),
        ("kim@nomail.de", "undeliverable", ["null_mx"]),
        ("kim@empty.de", "undeliverable", ["no_mx"]),
        ("info@nowhere.de", "undeliverable", ["no_domain", "role"]),
        ("kim@broken.de", "unknown", ["dns_failed"]),
    ],
)
def test_dns_tells_what_can_never_arrive_and_no_more(
    address: str, status: str, causes: list[str]
) -> None:
    with name_server(ZONE) as (where, _):
        verdict = checker(where).check(address)
    assert (str(verdict.status), list(verdict.causes), verdict.method) == (status, causes, "dns")


def test_a_resolver_that_is_cut_off_denies_nobody() -> None:
    with name_server({}, root=False) as (where, _):
        verdict = checker(where).check("kim@firm.de")
    assert (verdict.status, verdict.causes) == (MailStatus.UNKNOWN, ("no_network",))
    gone = checker(where)  # nobody answers at that port any more
    for name in ("a", "b", "c", "d", "e"):
        assert gone.check(f"kim@{name}.de").causes == ("no_network",)


def test_a_domain_is_asked_about_once_a_round() -> None:
    with name_server(ZONE) as (where, names):
        mine = checker(where)
        for number in range(50):
            mine.check(f"kim{number}@firm.de")
        assert names.asked == ["firm.de MX"]


@pytest.mark.parametrize(
    ("address", "status", "cause"),
    [
        ("kim@firm.de", "deliverable", None),
        ("gone@firm.de", "undeliverable", "no_mailbox"),
        ("slow@firm.de", "unknown", "greylisted"),
        ("heavy@firm.de", "unknown", "full"),
        ("shut@firm.de", "unknown", "blocked"),
    ],
)
def test_a_mail_server_is_asked_and_sent_nothing(
    address: str, status: str, cause: str | None
) -> None:
    with name_server(ZONE) as (where, _), desk() as (asked, port):
        verdict = checker(where, "smtp", port).check(address)
        assert asked.asked[0] == address
    assert (str(verdict.status), verdict.method) == (status, "smtp")
    assert list(verdict.causes) == ([cause] if cause else [])
    assert verdict.said


def test_a_server_that_takes_any_name_proves_nothing() -> None:
    with name_server(ZONE) as (where, _), desk("250 Ok") as (asked, port):
        verdict = checker(where, "smtp", port).check("kim@firm.de")
        assert len(asked.asked) == 2 and asked.asked[1].endswith("@firm.de")
    assert (verdict.status, verdict.causes) == (MailStatus.UNKNOWN, ("catch_all",))


def test_a_server_is_not_pestered_and_a_private_one_not_asked() -> None:
    with name_server(ZONE) as (where, _), desk() as (asked, port):
        mine = checker(where, "smtp", port)
        for number in range(30):
            mine.check(f"kim{number}@firm.de")
        assert len(asked.asked) == 20
        careful = checker(where, "smtp", port)
        careful.allow_private = False
        assert careful.check("kim@firm.de").causes == ("unreachable",)
        assert len(asked.asked) == 20
    nobody = checker(where, "smtp", _free_port())
    assert nobody.check("kim@firm.de").status is MailStatus.UNKNOWN


def test_no_mail_goes_to_an_address_that_cannot_take_it(app: App, clock: FixedClock) -> None:
    now = clock.now()
    with app.begin() as session:
        make_case(session, app.hash_key, 1, now=now, email="kim@firm.de", consent=True)
        make_case(session, app.hash_key, 2, now=now, email="kim@nomail.de", consent=True)
        make_case(session, app.hash_key, 3, now=now, email="kim@broken.de", consent=True)
    with ExitStack() as stack:
        where, names = stack.enter_context(name_server(ZONE))
        sink = stack.enter_context(mail_sink())
        config = outreach_config(sink.port, verify_nameserver=where)

        def look() -> dict[str, int]:
            return verify_waiting(app.engine, config.outreach, clock, hash_key=app.hash_key).counts

        assert look() == {"unknown": 2, "undeliverable": 1}
        assert look() == {}  # kept: nothing is asked twice
        count = len(names.asked)
        with app.begin() as session:
            done = converse.propose_next(
                session, clock=clock, config=config, workspace=app.workspace, hash_key=app.hash_key
            )
        assert (done.emails, done.drafts) == (2, 1)  # the third is answered where it asked
        converse.send_due(app.engine, config, clock, hash_key=app.hash_key)
        assert sorted(sink.recipients) == ["kim@broken.de", "kim@firm.de"]
        assert len(names.asked) == count
        tick(clock, hours=2)  # what could not be told is looked at again soon, the rest later
        assert look() == {}  # both are written to already
    with app.read() as session:
        points = {p.value: p for p in session.exec(select(ContactPoint))}
        assert points["kim@nomail.de"].mail_until == now + timedelta(days=30)
        assert points["kim@broken.de"].mail_until == now + timedelta(hours=1)


def test_an_address_at_which_nothing_arrives_makes_its_person_harder_to_reach(
    app: App, clock: FixedClock
) -> None:
    began = clock.now()
    with app.begin() as session:
        for number, address in ((1, "kim@nomail.de"), (2, "lee@firm.de")):
            make_case(session, app.hash_key, number, now=began, email=address, consent=True)
        for lead in session.exec(select(Lead)):
            lead.reachability = 0.9
            session.add(lead)
        use_id = learn.begin_ranking(session, clock=clock, decay_days=14.0)
        learn.rank_next(session, now=began, use_id=use_id)
    tick(clock, hours=1)

    def leads() -> dict[str, Lead]:
        with app.read() as session:
            points = {p.prospect_id: p.value for p in session.exec(select(ContactPoint))
                      if p.kind == "email"}  # fmt: skip
            return {points[lead.prospect_id]: lead for lead in session.exec(select(Lead))}

    before = leads()
    with name_server(ZONE) as (where, _):
        settings = outreach_config(25, verify_nameserver=where).outreach
        verify_waiting(app.engine, settings, clock, hash_key=app.hash_key)
    after = leads()
    assert after["kim@nomail.de"].reachability < 0.9
    assert after["kim@nomail.de"].rank < before["kim@nomail.de"].rank
    assert after["lee@firm.de"].reachability >= 0.5
    with app.read() as session:  # the log tells the rank of either moment
        number = after["kim@nomail.de"].id or 0
        assert rank_at(session, number, began).reachability == 0.9
        now = rank_at(session, number, clock.now())
        assert now.rank == pytest.approx(after["kim@nomail.de"].rank, abs=1e-3)


def test_a_mail_that_waits_is_stopped_when_its_address_dies(app: App, clock: FixedClock) -> None:
    with app.begin() as session:
        make_case(session, app.hash_key, 1, now=clock.now(), email="kim@nomail.de", consent=True)
    with name_server(ZONE) as (where, _), mail_sink() as sink:
        config = outreach_config(sink.port, verify_nameserver=where)
        with app.begin() as session:
            done = converse.propose_next(
                session, clock=clock, config=config, workspace=app.workspace, hash_key=app.hash_key
            )
        assert done.emails == 1
        verify_waiting(app.engine, config.outreach, clock, hash_key=app.hash_key)
        assert converse.send_due(app.engine, config, clock, hash_key=app.hash_key).refused == 1
        assert sink.recipients == []
    with app.read() as session:
        message = messages(session)[0]
        assert message.rule_id == "guard-undeliverable" and "null_mx" in message.state_reason
        assert message.decision["facts"]["undeliverable"] == "null_mx"


def test_the_command_tells_the_verdict_and_keeps_it(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LEADMINER_WORKSPACE", str(app.workspace.root))
    with app.begin() as session:
        make_case(session, app.hash_key, 1, now=app.clock.now(), email="kim@nomail.de")
    with name_server(ZONE) as (where, _):
        path = app.workspace.config_path
        text = path.read_text(encoding="utf-8")
        path.write_text(
            text.replace('verify_nameserver = ""', f'verify_nameserver = "{where}"'),
            encoding="utf-8",
        )
        result = CliRunner().invoke(prospects, ["verify", "--json"])
        assert [(row["address"], row["status"]) for row in json.loads(result.output)] == [
            ("kim@nomail.de", "undeliverable")
        ]
        result = CliRunner().invoke(prospects, ["verify", "info@firm.de", "nonsense"])
        assert "unknown        info@firm.de  role, not_asked" in result.output
        assert "undeliverable  nonsense  syntax" in result.output
    with app.read() as session:
        point = session.exec(select(ContactPoint)).one()
        assert point.mail_status == "undeliverable" and point.mail_check
        assert point.mail_check["causes"] == ["null_mx"]
