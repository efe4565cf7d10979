"""Mails as bytes: headers, encodings, and that nothing is smuggled into them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.conversations.outreach.letter import Letter, build, make_message_id
from leadminer.conversations.outreach.sending import _stuffed

TOKEN = "T" * 66
LETTER = Letter(
    message_id="<m1.abc@harbour.example>",
    sender_name="Harbour Leads",
    sender_address="hello@harbour.example",
    recipient="ann@people.example",
    subject="Your question",
    body=f"Hello\n\nbye https://console.harbour.example/u/{TOKEN}",
    unsubscribe_url=f"https://console.harbour.example/u/{TOKEN}",
    token=TOKEN,
    at=datetime(2026, 11, 18, 9, 0, tzinfo=UTC),
)
# printable, any script, no line breaks: what a name or subject may be
printable = st.text(
    st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cf"]), min_size=1, max_size=120
).filter(lambda text: text.strip() == text and "  " not in text and text)


def parsed(letter: Letter) -> EmailMessage:
    return message_from_bytes(build(letter), policy=SMTP)  # type: ignore[return-value]


def test_links_to_unsubscribe_survive_whole_on_a_line_each() -> None:
    raw = build(LETTER)
    assert f"List-Unsubscribe: <https://console.harbour.example/u/{TOKEN}>,\r\n <mailto:" in (
        raw.decode()
    )
    assert b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n" in raw


@given(printable)
def test_any_subject_reads_back_the_same(subject: str) -> None:
    mail = parsed(replace(LETTER, subject=subject))
    assert " ".join(str(mail["Subject"]).split()) == " ".join(subject.split())
    assert set(mail.keys()) == set(parsed(LETTER).keys())


@given(printable)
def test_any_name_reads_back_the_same_and_never_changes_the_address(name: str) -> None:
    mail = parsed(replace(LETTER, sender_name=name))
    (address,) = mail["From"].addresses
    assert address.addr_spec == "hello@harbour.example"
    # the new parser keeps the blank between encoded words of a name, against RFC 2047, 6.2
    raw = message_from_bytes(build(replace(LETTER, sender_name=name)))["From"]
    read = str(make_header(decode_header(raw))).rpartition(" <")[0]
    plain = re.sub(r"\\(.)", r"\1", read[1:-1]) if raw.startswith('"') else read
    assert "".join(plain.split()) == "".join(name.split())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r"), max_size=300))
def test_any_body_reads_back_the_same(body: str) -> None:
    letter = replace(LETTER, body=f"{body}\n{LETTER.body}")
    raw = build(letter)
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")
    text = parsed(letter).get_payload(decode=True).decode("utf-8")  # type: ignore[union-attr]
    assert text.replace("\r\n", "\n").rstrip("\n") == letter.body.rstrip("\n")


@pytest.mark.parametrize(
    "field", ["sender_name", "subject", "message_id", "unsubscribe_url", "token"]
)
@pytest.mark.parametrize(
    "smuggled", ["\r\nBcc: x@y.example", "\nBcc: x", "\rX: y", "\x00", "\u2028"]
)
def test_a_line_break_in_a_header_is_refused(field: str, smuggled: str) -> None:
    letter = replace(LETTER, **{field: getattr(LETTER, field) + smuggled})
    with pytest.raises(InvalidInput, match="line break or control character"):
        build(letter)


@pytest.mark.parametrize(
    "address",
    [
        "ann@people.example\r\nBcc: x@y.example",
        "ann@people.example, x@y.example",
        "Ann <ann@people.example>",
        "ann@people..example",
        "ann people.example",
        "änn@people.example",
        "ann@-people.example",
        "",
    ],
)
def test_only_one_plain_address_is_written_to(address: str) -> None:
    with pytest.raises(InvalidInput):
        build(replace(LETTER, recipient=address))


def test_a_mail_without_the_way_out_is_refused() -> None:
    with pytest.raises(InvalidInput, match="unsubscribe link"):
        build(replace(LETTER, body="Hello"))
    with pytest.raises(InvalidInput, match="no web address"):
        build(replace(LETTER, unsubscribe_url="/u/x"))


def test_the_message_id_carries_the_senders_domain() -> None:
    assert make_message_id(7, "x" * 40, "a@b.example") == f"<m7.{'x' * 20}@b.example>"


@pytest.mark.parametrize(
    ("raw", "wire"),
    [
        (b"a\r\n", b"a\r\n.\r\n"),
        (b"a", b"a\r\n.\r\n"),
        (b".\r\nb\r\n", b"..\r\nb\r\n.\r\n"),
        (b"a\r\n.\r\n..b\r\n", b"a\r\n..\r\n...b\r\n.\r\n"),
    ],
)
def test_dots_are_doubled_on_the_wire(raw: bytes, wire: bytes) -> None:
    assert _stuffed(raw) == wire
