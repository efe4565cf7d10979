"""A mail server on loopback that keeps what it is handed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

from aiosmtpd.controller import Controller


@dataclass
class Sink:
    """What arrived; `answer` decides what the server says to a mail."""

    port: int = 0
    raw: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    rcpt_answer: Callable[[str], str] = lambda _address: "250 ok"
    data_answer: Callable[[bytes], str] = lambda _content: "250 ok"
    lock: threading.Lock = field(default_factory=threading.Lock)

    async def handle_RCPT(
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        answer = self.rcpt_answer(address)
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        answer = self.data_answer(envelope.content)
        if answer.startswith("250"):
            with self.lock:
                self.raw.append(envelope.content)
                self.recipients.extend(envelope.rcpt_tos)
        return answer

    @property
    def mails(self) -> list[EmailMessage]:
        """What arrived, parsed by the standard library."""
        return [message_from_bytes(raw, policy=SMTP) for raw in self.raw]  # type: ignore[misc]

    @property
    def ids(self) -> list[str]:
        """The Message-IDs in the order they arrived."""
        return [str(mail["Message-ID"]) for mail in self.mails]


@contextmanager
def mail_sink(controller: type[Controller] = Controller, port: int = 0) -> Iterator[Sink]:
    """Run one; port 0 takes any free one."""
    sink = Sink()
    if not port:
        import socket

        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            port = probe.getsockname()[1]
    running = controller(sink, hostname="127.0.0.1", port=port)
    running.start()
    sink.port = port
    try:
        yield sink
    finally:
        running.stop()
