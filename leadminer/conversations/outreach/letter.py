"""An e-mail as it goes over the wire: headers every receiver's rules ask for, and the text.

Nothing from outside reaches a header unchecked: a line break in a name, an address or a subject
is refused, never repaired.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime
from email.header import Header
from email.utils import format_datetime

from leadminer.base.errors import InvalidInput
from leadminer.conversations.outreach.rules import one_line, plain_address


@dataclass(frozen=True, slots=True)
class Letter:
    """What a mail is made of."""

    message_id: str
    sender_name: str
    sender_address: str
    recipient: str
    subject: str
    body: str
    unsubscribe_url: str
    token: str
    at: datetime


def build(letter: Letter) -> bytes:
    """The mail in bytes, lines ending in CR LF (RFC 5322), with a one-click way out (RFC 8058).

    Raises InvalidInput if a part is unfit.
    """
    sender = plain_address(letter.sender_address, what="outreach.sender_address")
    recipient = plain_address(letter.recipient, what="the recipient's address")
    url = one_line(letter.unsubscribe_url, what="the unsubscribe link")
    token = one_line(letter.token, what="the unsubscribe token")
    if not url.startswith(("https://", "http://")) or any(c in url for c in "<> "):
        raise InvalidInput("the unsubscribe link is no web address; set web.base_url")
    if not letter.body.strip() or token not in letter.body:
        raise InvalidInput("the mail has no text, or its text does not hold the unsubscribe link")
    name = one_line(letter.sender_name, what="outreach.sender_name")
    body, encoding = _encoded(letter.body)
    headers = (
        ("From", f"{_phrase(name)} <{sender}>" if name else sender),
        ("To", recipient),
        ("Subject", _words(one_line(letter.subject, what="the subject"), "Subject")),
        ("Date", format_datetime(letter.at)),
        ("Message-ID", one_line(letter.message_id, what="the Message-ID")),
        # one link a line: folded elsewhere, receivers no longer recognise it
        ("List-Unsubscribe", f"<{url}>,\r\n <mailto:{sender}?subject=unsubscribe%20{token}>"),
        ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        ("Auto-Submitted", "auto-generated"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", encoding),
    )
    head = "".join(f"{key}: {value}\r\n" for key, value in headers)
    return head.encode("ascii") + b"\r\n" + body


def _words(text: str, header: str) -> str:
    """ASCII as it is (folded), anything else as encoded words of RFC 2047."""
    charset = "us-ascii" if text.isascii() and "=?" not in text else "utf-8"
    return Header(text, charset, header_name=header).encode(linesep="\r\n")


def _phrase(name: str) -> str:
    if name.isascii() and "=?" not in name:
        escaped = name.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return _words(name, "From")


def _encoded(text: str) -> tuple[bytes, str]:
    lines = text.replace("\r\n", "\n").rstrip("\n").split("\n")
    if all(line.isascii() and len(line) <= 990 for line in lines):
        return "".join(f"{line}\r\n" for line in lines).encode("ascii"), "7bit"
    raw = "".join(f"{line}\r\n" for line in lines).encode("utf-8")
    return base64.encodebytes(raw).replace(b"\n", b"\r\n"), "base64"


def make_message_id(number: int, mark: str, sender_address: str) -> str:
    """A Message-ID that is the same each time it is asked for."""
    domain = plain_address(sender_address, what="outreach.sender_address").rpartition("@")[2]
    return f"<m{number}.{mark[:20]}@{domain}>"
