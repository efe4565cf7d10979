"""What an address's form and a mail server's words tell, without asking anybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.conversations.outreach.mail_verdicts import (
    HOPELESS,
    MailStatus,
    judge,
    recipient_answer,
)
from leadminer.conversations.outreach.mailboxes import MailChecker


@pytest.mark.parametrize(
    ("code", "text", "told"),
    [
        (250, "2.1.5 Ok", "accepted"),
        (251, "user not local; will forward", "accepted"),
        (550, "5.1.1 <x@y>: Recipient address rejected: User unknown", "no_mailbox"),
        (550, "5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found", "no_mailbox"),
        (550, "5.2.1 The email account that you tried to reach is disabled", "no_mailbox"),
        (550, "No such user here", "no_mailbox"),
        (550, "Unknown user", "no_mailbox"),
        (550, "Mailbox does not exist", "no_mailbox"),
        (553, "sorry, no mailbox here by that name (#5.1.1)", "no_mailbox"),
        (450, "4.2.0 <x@y>: Recipient address rejected: Greylisted, see later", "greylisted"),
        (451, "4.7.1 Please try again later", "greylisted"),
        (421, "too many connections", "greylisted"),
        (452, "4.2.2 Mailbox full", "full"),
        (552, "5.2.2 Over quota", "full"),
        (550, "5.7.1 Service unavailable; client blocked using zen", "blocked"),
        (550, "5.7.1 Recipient not found in our policy", "blocked"),
        (554, "5.7.1 <x@y>: Relay access denied", "blocked"),
        (550, "Your IP is on our blacklist, unknown user", "blocked"),
        (550, "Requested action not taken: mailbox unavailable", "blocked"),
        (550, "5.1.8 Sender address rejected: Domain not found", "blocked"),
        (503, "5.5.1 Bad sequence of commands", "blocked"),
    ],
)
def test_a_servers_words_tell_of_the_mailbox_only_if_they_speak_of_it(
    code: int, text: str, told: str
) -> None:
    assert recipient_answer(code, text) == told


@given(st.integers(400, 499), st.text(max_size=80))
def test_no_temporary_answer_is_ever_final(code: int, text: str) -> None:
    verdict = judge([recipient_answer(code, text)], method="smtp")
    assert verdict.status is MailStatus.UNKNOWN


@given(
    st.sets(st.sampled_from(sorted({"role", "disposable", "catch_all", "greylisted", "full"}))),
    st.booleans(),
)
def test_catch_all_greylisting_and_a_full_mailbox_are_never_invalid(
    causes: set[str], accepted: bool
) -> None:
    verdict = judge(sorted(causes), method="smtp", accepted=accepted)
    assert verdict.status is not MailStatus.UNDELIVERABLE
    if causes & {"catch_all", "greylisted", "full"} or not accepted:
        assert verdict.status is MailStatus.UNKNOWN


@given(st.sets(st.sampled_from(sorted(HOPELESS | {"role", "catch_all"})), min_size=1))
def test_the_deciding_cause_stands_first(causes: set[str]) -> None:
    verdict = judge(sorted(causes), method="dns")
    if causes & HOPELESS:
        assert verdict.status is MailStatus.UNDELIVERABLE and verdict.causes[0] in HOPELESS


@pytest.mark.parametrize(
    "address",
    ["", "@", "a@", "@b.de", "a b@c.de", "a@b", "a..b@c.de", "a@-b.de", "a@b..de", "x@[1.2.3.4]",
     "a@b.de, c@d.de", "a@b.de\nBcc: x@y.de", "a@b_c.de", "nobody", "a@" + "b" * 300 + ".de"],
)  # fmt: skip
def test_what_is_no_address_is_undeliverable_without_asking(address: str) -> None:
    verdict = MailChecker("dns", nameserver="127.0.0.1:9").check(address)
    assert (verdict.status, verdict.causes[0]) == (MailStatus.UNDELIVERABLE, "syntax")
    assert verdict.method == "syntax"


@pytest.mark.parametrize(
    ("address", "causes"),
    [
        ("Kim.Lee@Firm.de", ()),
        ("info@firm.de", ("role",)),
        ("王@例子.中国", ()),
        ("x@mailinator.com", ("disposable",)),
        ("x@sub.mailinator.com", ("disposable",)),
        ("ann@people.example", ("reserved",)),
        ("ann@intranet.local", ("reserved",)),
    ],
)
def test_the_form_alone_never_says_deliverable(address: str, causes: tuple[str, ...]) -> None:
    verdict = MailChecker("syntax").check(address)
    assert verdict.status is MailStatus.UNKNOWN
    told = set(verdict.causes) - {"not_asked"}
    assert told == set(causes) - {"reserved"}
    asked = MailChecker("dns", nameserver="127.0.0.1:9").check("ann@people.example")
    assert asked.causes == ("reserved",)


@pytest.mark.parametrize("nameserver", ["abc:def", ":", "1.2.3:53", "::1:x", "999.1.1.1"])
def test_a_name_server_that_is_no_address_is_no_network(nameserver: str) -> None:
    assert MailChecker("dns", nameserver=nameserver).check("a@firm.de").causes == ("no_network",)


@given(st.text(max_size=60))
def test_whatever_is_given_there_is_a_verdict(address: str) -> None:
    assert MailChecker("syntax").check(address).status in MailStatus
