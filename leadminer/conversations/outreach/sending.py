"""Handing mails to a mail server, one kept connection, each step's answer taken apart.

What matters is what is known when something breaks: before DATA was accepted nothing was sent;
after it, only the server's answer tells.
"""

from __future__ import annotations

import os
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from leadminer.base.errors import DeliveryError
from leadminer.config import OutreachSection

TIMEOUT_SECONDS = 60


class Outcome(StrEnum):
    """How handing over one mail ended."""

    HANDED = "handed"  #: the server has it and said so
    LATER = "later"  #: refused for now, or the connection broke before any byte of the mail
    REFUSED = "refused"  #: refused for good
    UNCERTAIN = "uncertain"  #: the connection broke in the middle; it may have been taken


@dataclass(frozen=True, slots=True)
class Delivery:
    """The outcome and the server's words."""

    outcome: Outcome
    code: int
    text: str

    @property
    def response(self) -> str:
        """One line for the record."""
        return f"{self.code} {self.text}".strip()[:1000]


class Connection:
    """An open connection to a mail server; opened again after it broke."""

    def __init__(self, settings: OutreachSection) -> None:
        self._settings = settings
        self._client: smtplib.SMTP | None = None

    def open(self) -> None:
        """Connect, encrypt, log in. Raises DeliveryError with what to look at."""
        if self._client is not None:
            return
        settings = self._settings
        where = f"{settings.smtp_host}:{settings.smtp_port}"
        try:
            client = smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=TIMEOUT_SECONDS)
            client.ehlo_or_helo_if_needed()
            if settings.smtp_starttls:
                client.starttls(context=ssl.create_default_context())
            if settings.smtp_user:
                client.login(settings.smtp_user, smtp_password(settings))
        except (OSError, smtplib.SMTPException) as error:
            raise DeliveryError(
                f"the mail server {where} cannot be used: {error}; see: leadminer outreach check"
            ) from None
        self._client = client

    def send(self, sender: str, recipient: str, raw: bytes) -> Delivery:
        """Hand one mail over. Raises DeliveryError only if there is no server to talk to."""
        self.open()
        client = self._client
        assert client is not None
        try:
            for code, answer in (client.mail(sender), client.rcpt(recipient)):
                if code >= 400:
                    return self._refused(code, answer)
            code, answer = client.docmd("DATA")
            if code != 354:
                return self._refused(code, answer)
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Delivery(Outcome.LATER, 0, f"connection broke before the mail: {error}")
        try:
            client.send(_stuffed(raw))
            code, answer = client.getreply()
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            return Delivery(Outcome.UNCERTAIN, 0, f"connection broke within the mail: {error}")
        if code >= 400:
            return _refusal(code, answer)
        return Delivery(Outcome.HANDED, code, _text(answer))

    def _refused(self, code: int, answer: bytes) -> Delivery:
        try:
            assert self._client is not None
            self._client.rset()
        except (OSError, smtplib.SMTPException):
            self.close()  # 421 and the like: the answer stands, the connection is gone
        return _refusal(code, answer)

    def close(self) -> None:
        """Say good-bye; nothing is raised."""
        if self._client is not None:
            with suppress(OSError, smtplib.SMTPException):
                self._client.quit()
            self._client = None


@contextmanager
def connected(settings: OutreachSection) -> Iterator[Connection]:
    """A connection that is closed at the end. Raises DeliveryError if there is none to be had."""
    connection = Connection(settings)
    try:
        connection.open()
        yield connection
    finally:
        connection.close()


def smtp_password(settings: OutreachSection) -> str:
    """The password from the environment or a file. Raises DeliveryError if it is not there."""
    if settings.smtp_password_env:
        value = os.environ.get(settings.smtp_password_env, "")
        if not value:
            raise DeliveryError(f"the environment variable {settings.smtp_password_env} is empty")
        return value
    if settings.smtp_password_file:
        try:
            return Path(settings.smtp_password_file).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise DeliveryError(f"outreach.smtp_password_file: {error}") from None
    return ""


def _refusal(code: int, answer: bytes) -> Delivery:
    outcome = Outcome.REFUSED if code >= 500 else Outcome.LATER
    return Delivery(outcome, code, _text(answer))


def _text(answer: bytes) -> str:
    return " ".join(answer.decode("utf-8", "replace").split())


def _stuffed(raw: bytes) -> bytes:
    """Dots doubled at line starts, and the closing dot (RFC 5321, 4.5.2)."""
    body = raw.replace(b"\r\n.", b"\r\n..")
    body = b"." + body if body.startswith(b".") else body
    return body + (b"" if body.endswith(b"\r\n") else b"\r\n") + b".\r\n"
