"""One mail through a real mail server: Debian's postfix as a private instance on loopback.

The instance has a folder of its own and touches no system file. It hands mail for people.example
to an LMTP server inside this test, and knows an address that does not exist.
"""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.lmtp import LMTP

from leadminer.app import App
from leadminer.conversations.outreach.queries import unsubscribe
from leadminer.conversations.outreach.tokens import unsubscribe_token
from leadminer.flow import converse
from leadminer.prospects.consents import is_suppressed
from tests.factories.conversations import make_case, messages, outreach_config
from tests.factories.mail_sink import Sink, mail_sink

pytestmark = pytest.mark.acceptance

MAIN = """\
compatibility_level = 3.6
queue_directory = {root}/spool
data_directory = {root}/data
command_directory = /usr/sbin
daemon_directory = /usr/lib/postfix/sbin
mail_owner = postfix
setgid_group = postdrop
myhostname = mta.example
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
relay_domains = people.example
transport_maps = inline:{{ {{people.example=lmtp:inet:127.0.0.1:{lmtp}}} }}
default_transport = error:5.4.4 no outside mail
smtpd_reject_unlisted_recipient = no
smtpd_recipient_restrictions =
  check_recipient_access inline:{{ {{gone@people.example=550 5.1.1 no such user}} }},
  permit_mynetworks, reject
maillog_file = {root}/mail.log
maillog_file_prefixes = {root}
smtpd_peername_lookup = no
in_flow_delay = 0
queue_run_delay = 2s
"""
SERVICES = (
    ("pickup", "n", "60", "1", "pickup"),
    ("cleanup", "n", "-", "0", "cleanup"),
    ("qmgr", "n", "300", "1", "qmgr"),
    ("rewrite", "-", "-", "-", "trivial-rewrite"),
    ("bounce", "-", "-", "0", "bounce"),
    ("defer", "-", "-", "0", "bounce"),
    ("trace", "-", "-", "0", "bounce"),
    ("verify", "-", "-", "1", "verify"),
    ("proxymap", "-", "-", "-", "proxymap"),
    ("lmtp", "-", "-", "-", "lmtp"),
    ("error", "-", "-", "-", "error"),
    ("retry", "-", "-", "-", "error"),
    ("anvil", "-", "-", "1", "anvil"),
)


class LmtpController(Controller):
    """LMTP instead of SMTP: how a mail server hands over to a mailbox."""

    def factory(self) -> LMTP:
        return LMTP(self.handler)


@dataclass
class Mta:
    """A running mail server."""

    port: int
    root: Path
    sink: Sink

    def log(self) -> str:
        path = self.root / "mail.log"
        return path.read_text(encoding="utf-8", errors="replace") if path.exists() else ""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mta() -> Iterator[Mta]:
    if shutil.which("postfix") is None or os.geteuid() != 0:
        pytest.skip("SKIPPED REAL MAIL SERVER: needs root and Debian's postfix (apt-get install)")
    # not below pytest's own folder: that one is closed to the server's user
    root = Path(tempfile.mkdtemp(prefix="leadminer-mta-"))
    root.chmod(0o755)
    owner = pwd.getpwnam("postfix")
    port = free_port()
    with mail_sink(LmtpController) as sink:
        for name in ("etc", "spool", "data"):
            (root / name).mkdir()
        os.chown(root / "data", owner.pw_uid, owner.pw_gid)
        (root / "etc" / "main.cf").write_text(MAIN.format(root=root, lmtp=sink.port))
        lines = [
            f"127.0.0.1:{port} inet n - n - 100 smtpd",
            "postlog unix-dgram n - n - 1 postlogd",
            *(f"{n} unix {p} - n {wake} {most} {prog}" for n, p, wake, most, prog in SERVICES),
        ]
        (root / "etc" / "master.cf").write_text("\n".join(lines) + "\n")
        control = ["postfix", "-c", str(root / "etc")]
        try:
            subprocess.run([*control, "start"], check=True, capture_output=True, timeout=60)
            yield Mta(port, root, sink)
        finally:
            subprocess.run([*control, "stop"], capture_output=True, timeout=60, check=False)
            shutil.rmtree(root, ignore_errors=True)


def wait_for(sink: Sink, count: int) -> None:
    deadline = time.monotonic() + 30
    while len(sink.raw) < count and time.monotonic() < deadline:
        time.sleep(0.05)


def test_a_mail_goes_through_a_real_server_with_every_header_whole(app: App, mta: Mta) -> None:
    config = outreach_config(mta.port, sender_name="港口线索 Harbour")
    with app.begin() as session:
        for number, name in enumerate(("ann", "gone", "zoe")):
            make_case(
                session, app.hash_key, number, now=app.clock.now(), lang="zh-Hans",
                email=f"{name}@people.example", consent=True, merchant=f"m{number}",
            )  # fmt: skip
        converse.propose_next(
            session, clock=app.clock, config=config, workspace=app.workspace,
            hash_key=app.hash_key,
        )  # fmt: skip
    result = converse.send_due(app.engine, config, app.clock, hash_key=app.hash_key)
    assert (result.handed, result.refused) == (2, 1)
    wait_for(mta.sink, 2)
    with app.read() as session:
        by_state: dict[str, list[str]] = {}
        rows = messages(session)
        for row in rows:
            by_state.setdefault(row.state, []).append(row.message_id or "")
        refused = next(row for row in rows if row.state == "refused")
        assert "5.1.1" in refused.response
        assert is_suppressed(session, refused.contact_hash or "")
        session.expunge_all()
    assert sorted(mta.sink.ids) == sorted(by_state["handed"])
    mail = next(mail for mail in mta.sink.mails if mail["To"] == "ann@people.example")
    message = next(row for row in rows if row.message_id == mail["Message-ID"])
    token = unsubscribe_token(message.contact_hash or "", hash_key=app.hash_key)
    assert f"<https://console.harbour.example/u/{token}>" in mail["List-Unsubscribe"]
    assert mail["List-Unsubscribe"].count("<") == 2
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert mail["Subject"] == message.subject
    assert mail["From"].addresses[0].addr_spec == "hello@harbour.example"
    assert mail["From"].addresses[0].display_name == "港口线索 Harbour"
    text = mail.get_content().replace("\r\n", "\n").strip()
    assert text == message.body
    assert "1 Harbour Street, Bristol" in text and "佣金" in text
    assert mail["Received"] is not None  # it went through a server
    assert f"message-id={message.message_id}" in mta.log()
    with app.begin() as session:  # the link of the mail as it arrived
        arrived = mail["List-Unsubscribe"].partition("/u/")[2].partition(">")[0]
        assert unsubscribe(session, arrived, hash_key=app.hash_key, now=app.clock.now())
        assert is_suppressed(session, message.contact_hash or "")
