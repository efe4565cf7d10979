"""Mails as people and programs send them, whole, broken and hostile."""

from __future__ import annotations

import mailbox
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from leadminer.intake.mails import mail_row, mails_in, without_quotes

HEAD = "From: Ann Lee <ann@buyer.example>\nMessage-ID: <a1@buyer.example>\n"


def mail(body: str = "We need 200 boxes.", **headers: str) -> EmailMessage:
    found = EmailMessage()
    found["From"] = headers.pop("From", "王先生 <Wang@buyer.example>")
    found["Subject"] = headers.pop("Subject", "Re: 回复：求购搅拌罐")
    found["Message-ID"] = "<a1@buyer.example>"
    found["Date"] = "Tue, 03 Nov 2026 10:00:00 +0800"
    for name, value in headers.items():
        found[name.replace("_", "-")] = value
    found.set_content(body)
    return found


def test_a_mail_says_who_wrote_what_and_when() -> None:
    row = mail_row(1, mail().as_bytes())
    assert row.problem == ""
    assert row.values == {
        "url": "mid:a1@buyer.example",
        "title": "求购搅拌罐",
        "text": "We need 200 boxes.",
        "author": "王先生",
        "email": "wang@buyer.example",
        "posted": "2026-11-03T02:00:00+00:00",
        "section": [],
    }


def test_who_is_to_be_answered_counts_not_the_form_that_sent_it() -> None:
    row = mail_row(
        1, mail(From="Form <form@site.example>", Reply_To="Bo <bo@b.example>").as_bytes()
    )
    assert (row.values["author"], row.values["email"]) == ("Bo", "bo@b.example")


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"List_Unsubscribe": "<https://x.example/>"},
        {"Return_Path": "<>"},
    ],
)
def test_machines_are_refused(headers: dict[str, str]) -> None:
    assert mail_row(1, mail(**headers).as_bytes()).problem == "automatic"


def test_a_bounce_and_our_own_mail_are_refused() -> None:
    bounce = f"{HEAD}Content-Type: multipart/report; boundary=x\n\n--x\n\nno\n--x--\n"
    assert mail_row(1, bounce.encode()).problem == "automatic"
    own = frozenset({"ann@buyer.example"})
    assert mail_row(1, f"{HEAD}\nhello".encode(), own=own).problem == "own_mail"


def test_html_is_read_as_it_shows_and_attachments_are_not() -> None:
    found = mail()
    found.clear_content()
    found.set_content("<p>Need <b>tanks</b></p><script>evil()</script>", subtype="html")
    found.add_attachment(b"attached words", maintype="text", subtype="plain", filename="a.txt")
    inner = mail("an inner mail")
    found.add_attachment(inner)
    assert mail_row(1, found.as_bytes()).values["text"] == "Need tanks"
    both = mail("plain words")
    both.add_alternative("<p>html words</p>", subtype="html")
    assert mail_row(1, both.as_bytes()).values["text"] == "plain words"


@pytest.mark.parametrize("charset", ["gb2312", "gbk", "big5", "utf-7", "x-unknown", "", "us-ascii"])
def test_a_charset_that_is_wrong_or_unknown_does_not_lose_the_mail(charset: str) -> None:
    words = "求购不锈钢搅拌罐两台，请厂家报价"
    raw = f"{HEAD}Content-Type: text/plain; charset={charset}\n\n".encode() + words.encode("gbk")
    row = mail_row(1, raw)
    assert row.problem == ""
    if charset != "big5":  # told so, and readable as such
        assert row.values["text"] == words


@pytest.mark.parametrize(
    "quoted",
    [
        "On Mon, 2 Nov 2026 at 10:00, Bo <bo@b.example> wrote:\n> hello\n> there",
        "在 2026年11月2日，李写道：\n> 你好",
        "-----Original Message-----\nFrom: Bo\nhello",
        "From: Bo <bo@b.example>\nSent: Monday\nTo: Ann\nSubject: x\n\nhello",
        "发件人: 李\n发送时间: 2026年11月2日\n你好",
        "-- \nAnn Lee\nhttps://buyer.example",
    ],
)
def test_what_a_mail_quotes_and_its_signature_are_left_out(quoted: str) -> None:
    assert without_quotes(f"We need two.\r\n\r\n{quoted}\n") == "We need two."


def test_a_mail_that_is_forwarded_whole_keeps_its_words() -> None:
    text = without_quotes("From: our colleague\nwe need two tanks")
    assert "two tanks" in text


def test_deep_nesting_and_many_parts_end_in_a_reason() -> None:
    deep = HEAD
    for number in range(2000):
        deep += f'Content-Type: multipart/mixed; boundary="b{number}"\n\n--b{number}\n'
    assert mail_row(1, deep.encode()).problem == "nested"
    many = f'{HEAD}Content-Type: multipart/mixed; boundary="x"\n\n' + "--x\n\nword\n" * 5000
    assert mail_row(1, many.encode()).problem == ""
    messages = HEAD
    for _ in range(3000):
        messages += f"Content-Type: message/rfc822\n\n{HEAD}"
    assert mail_row(1, messages.encode()).problem in ("nested", "", "not_mail")


def test_what_is_no_mail_says_so() -> None:
    for raw in (b"", b"\n\n\n", b"hello", b"\x00\xff" * 100):
        assert mail_row(1, raw).problem == "not_mail"


@settings(max_examples=200)
@given(st.binary(max_size=300), st.binary(max_size=60))
def test_no_bytes_make_it_stumble(body: bytes, header: bytes) -> None:
    row = mail_row(1, HEAD.encode() + b"Subject: " + header + b"\nDate: " + header + b"\n\n" + body)
    assert isinstance(row.problem, str)


def test_a_file_an_mbox_and_a_maildir_are_read(tmp_path: Path) -> None:
    one = tmp_path / "one.eml"
    one.write_bytes(mail().as_bytes())
    assert [place for place, _ in mails_in(one)] == [1]
    box = mailbox.mbox(tmp_path / "box")
    folder = mailbox.Maildir(tmp_path / "folder")
    for store in (box, folder):
        store.add(mail("first"))
        store.add(mail("From here on: second"))
        store.close()
    for path in (tmp_path / "box", tmp_path / "folder"):
        texts = {mail_row(place, raw).values["text"] for place, raw in mails_in(path)}
        assert texts == {"first", "From here on: second"}, path
    for nothing in (tmp_path, tmp_path / "none"):
        with pytest.raises(InvalidInput):
            list(mails_in(nothing))
