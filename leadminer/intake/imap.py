"""A mailbox folder by IMAP4rev1 (RFC 3501): its mails in order, from a place on; nothing in it is
changed (EXAMINE, BODY.PEEK), nothing deleted.

The server is believed no more than any other source: an answer is cut at the size of the largest
mail, and it answers in time or not at all.
"""

from __future__ import annotations

import imaplib
import ssl
from base64 import b64encode
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal, Self

from leadminer.base.errors import InvalidInput, Retry
from leadminer.intake.mails import MAIL_BYTES_MAX

TIMEOUT_SECONDS: Final = 30.0
_WINDOW: Final = 100_000  # UIDs looked for at once: the answer is one line
_SPARE: Final = 65_536  # beside a mail, in one answer

Security = Literal["tls", "starttls", "none"]


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mails are, and who asks. The password is never part of what is told."""

    host: str
    port: int
    user: str
    folder: str = "INBOX"
    security: Security = "tls"

    @property
    def name(self) -> str:
        """What it is called in lists."""
        return f"{self.user}@{self.host}/{self.folder}"


@dataclass(frozen=True, slots=True)
class Place:
    """Up to where a folder was read: UIDs hold as long as UIDVALIDITY does (RFC 3501, 2.3.1.1)."""

    validity: int = 0
    uid: int = 0


class _Bounded:
    """No literal is larger than a mail may be."""

    def read(self, size: int) -> bytes:
        if size > MAIL_BYTES_MAX + _SPARE:
            raise imaplib.IMAP4.abort("an answer is too long")
        found: bytes = super().read(size)  # type: ignore[misc]
        return found


class _Tls(_Bounded, imaplib.IMAP4_SSL):
    pass


class _Plain(_Bounded, imaplib.IMAP4):
    pass


class Folder:
    """An open folder. Use as a context manager.

    Raises InvalidInput where the account is refused or the folder is not there, Retry where the
    server cannot be reached or breaks off.
    """

    def __init__(
        self, account: Account, password: str, *, context: ssl.SSLContext | None = None
    ) -> None:
        self.account = account
        try:
            self._server = _connected(account, context or ssl.create_default_context())
        except (OSError, imaplib.IMAP4.error) as error:
            raise Retry(
                f"{account.host}:{account.port} cannot be reached: {_said(error)}"
            ) from None
        try:
            self._server.login(account.user, password)
        except (imaplib.IMAP4.error, OSError, UnicodeEncodeError):
            self._leave()  # what was said is not repeated: it may hold what was sent
            raise InvalidInput(
                f"{account.host} refuses the log-in of {account.user}: see intake.imap_user and "
                "intake.imap_password_file"
            ) from None
        self.validity, self._next = self._examined()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._leave()

    def mails_after(self, place: Place) -> Iterator[tuple[Place, bytes]]:
        """Mails that came after a place, oldest first, each with its own place; all where the
        folder was made anew since. A mail that is gone by now is passed over. Raises Retry."""
        begin = place.uid + 1 if place.validity == self.validity else 1
        while begin < self._next:
            end = min(begin + _WINDOW, self._next) - 1
            for uid in self._uids(begin, end):
                raw = self._mail(uid)
                if raw is not None:
                    yield Place(self.validity, uid), raw
            begin = end + 1

    def _uids(self, first: int, last: int) -> list[int]:
        found = self._asked("SEARCH", f"UID {first}:{last}")
        numbers = [int(n) for line in found if isinstance(line, bytes) for n in line.split()]
        return sorted(n for n in set(numbers) if first <= n <= last)

    def _mail(self, uid: int) -> bytes | None:
        # one byte more than may be shows that it is too long
        for part in self._asked("FETCH", str(uid), f"(BODY.PEEK[]<0.{MAIL_BYTES_MAX + 1}>)"):
            if isinstance(part, tuple) and len(part) > 1:
                return bytes(part[1])
        return None

    def _asked(self, command: str, *words: str) -> list[Any]:
        try:
            state, found = self._server.uid(command, *words)
        except (OSError, ValueError, imaplib.IMAP4.error) as error:
            raise Retry(f"{self.account.host} broke off: {_said(error)}") from None
        if state != "OK":
            raise Retry(f"{self.account.host} answers {state} to {command}")
        return list(found or [])

    def _examined(self) -> tuple[int, int]:
        """UIDVALIDITY, and a number above every UID."""
        try:
            state, _ = self._server.select(quoted_name(self.account.folder), readonly=True)
            told = self._number("UIDVALIDITY"), self._number("UIDNEXT")
        except (OSError, ValueError, imaplib.IMAP4.error) as error:
            self._leave()
            raise Retry(f"{self.account.host} broke off: {_said(error)}") from None
        if state != "OK" or told[0] is None:
            self._leave()
            raise InvalidInput(
                f"there is no folder {self.account.folder!r} in the mailbox; see intake.imap_folder"
            )
        return told[0], told[1] or 2**32

    def _number(self, name: str) -> int | None:
        _, found = self._server.response(name)
        return int(found[-1]) if found and found[-1] else None

    def _leave(self) -> None:
        with suppress(OSError, ValueError, imaplib.IMAP4.error):
            self._server.logout()


def _connected(account: Account, context: ssl.SSLContext) -> imaplib.IMAP4:
    if account.security == "tls":
        return _Tls(account.host, account.port, ssl_context=context, timeout=TIMEOUT_SECONDS)
    server = _Plain(account.host, account.port, timeout=TIMEOUT_SECONDS)
    if account.security == "starttls":
        server.starttls(context)
    return server


def quoted_name(folder: str) -> str:
    """A folder's name as IMAP has it: modified UTF-7 (RFC 3501, 5.1.3), in quotes.

    Raises InvalidInput for control characters.
    """
    if not folder or any(ord(letter) < 32 or ord(letter) == 127 for letter in folder):
        raise InvalidInput("intake.imap_folder is empty or holds control characters")
    told, held = "", ""
    for letter in [*folder, ""]:
        if letter and not " " <= letter <= "~":
            held += letter
            continue
        if held:
            coded = b64encode(held.encode("utf-16-be")).decode().rstrip("=").replace("/", ",")
            told, held = f"{told}&{coded}-", ""
        told += "&-" if letter == "&" else letter
    return '"' + told.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _said(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
