"""A mailbox read by IMAP from a real server: Debian's dovecot as a private instance on loopback."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import func, select

from leadminer.app import App
from leadminer.base.errors import InvalidInput, Retry
from leadminer.config import IntakeSection
from leadminer.flow.intake import Taken
from leadminer.flow.mailbox import is_due, read_mailbox
from leadminer.intake.imap import Account, Folder, Place
from leadminer.signals.tables import Signal

pytestmark = pytest.mark.acceptance

CONFIG = """\
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/log
protocols = imap
listen = 127.0.0.1
mail_location = maildir:{root}/mail:LAYOUT=fs
disable_plaintext_auth = no
ssl = yes
ssl_cert = <{root}/cert.pem
ssl_key = <{root}/key.pem
first_valid_uid = 1
service imap-login {{
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
service anvil {{
  chroot =
}}
passdb {{
  driver = static
  args = password=s3cret
}}
userdb {{
  driver = static
  args = uid=mail gid=mail home={root}/mail
}}
"""
_numbers = count(1)


@dataclass
class Mailbox:
    """A running mail server with one account."""

    root: Path
    plain: int
    tls: int

    def deliver(self, text: str, *, folder: str = "", number: str = "") -> Path:
        """As a mail server would: a file in new/."""
        mail = EmailMessage()
        mail["From"] = "王先生 <wang@buyer.example>"
        mail["Subject"] = "求购搅拌罐"
        mail["Message-ID"] = f"<{number or next(_numbers)}@buyer.example>"
        mail["Date"] = "Tue, 03 Nov 2026 10:00:00 +0800"
        mail.set_content(text)
        box = self.root / "mail" / folder
        for part in ("new", "cur", "tmp"):
            (box / part).mkdir(parents=True, exist_ok=True)
        path = box / "new" / f"{time.time_ns()}.{next(_numbers)}.host"
        path.write_bytes(mail.as_bytes())
        shutil.chown(path, "mail", "mail")
        for each in (box, *box.iterdir()):
            shutil.chown(each, "mail", "mail")
        return path

    def files(self) -> set[str]:
        """Names without the flags, that a server adds to what was read."""
        found = (self.root / "mail").rglob("*.host*")
        return {path.name.partition(":")[0] for path in found}

    def flags(self) -> set[str]:
        return {p.name.partition(":2,")[2] for p in (self.root / "mail").rglob("*.host*")}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    if shutil.which("dovecot", path="/usr/sbin:/usr/bin") is None or os.geteuid() != 0:
        pytest.skip("SKIPPED REAL IMAP SERVER: needs root and Debian's dovecot (apt-get install)")
    root = Path(tempfile.mkdtemp(prefix="leadminer-imap-"))
    root.chmod(0o755)
    found = Mailbox(root, free_port(), free_port())
    for name in ("run", "state", "mail"):
        (root / name).mkdir()
    shutil.chown(root / "mail", "mail", "mail")
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj",
         "/CN=localhost", "-addext", "subjectAltName=DNS:localhost", "-keyout",
         str(root / "key.pem"), "-out", str(root / "cert.pem")],
        check=True, capture_output=True,
    )  # fmt: skip
    (root / "dovecot.conf").write_text(
        CONFIG.format(root=root, plain=found.plain, tls=found.tls), encoding="utf-8"
    )
    server = subprocess.Popen(["/usr/sbin/dovecot", "-F", "-c", str(root / "dovecot.conf")])
    try:
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline:
            with socket.socket() as tried:
                if tried.connect_ex(("127.0.0.1", found.tls)) == 0:
                    break
            time.sleep(0.05)
        yield found
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(timeout=20)
        shutil.rmtree(root, ignore_errors=True)


@pytest.fixture
def configured(app: App, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch) -> App:
    """Over TLS, with the server's own certificate trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(mailbox.root / "cert.pem"))
    monkeypatch.setenv("BOX_PASSWORD", "s3cret")
    intake = IntakeSection(
        imap_host="localhost", imap_port=mailbox.tls, imap_user="leads@ours.example",
        imap_password_env="BOX_PASSWORD", imap_minutes=5,
    )  # fmt: skip
    app.config = app.config.model_copy(update={"intake": intake})
    return app


def read(app: App, **more: Any) -> Taken | None:
    return read_mailbox(
        app.begin, app.workspace, app.config, app.clock, actor="operator:cli", **more
    )


def signals(app: App) -> int:
    with app.read() as session:
        return int(session.exec(select(func.count()).select_from(Signal)).one())


def test_new_mails_come_in_once_and_nothing_in_the_mailbox_changes(
    configured: App, mailbox: Mailbox
) -> None:
    for n in range(3):
        mailbox.deliver(f"我们需要 {n + 2} 台搅拌罐，请报价")
    before = mailbox.files()
    first = read(configured)
    assert first is not None
    assert first.counts == {"stored": 3}
    assert read(configured) is None
    mailbox.deliver("我们还需要一台混合机，请报价")
    again = read(configured)
    assert again is not None
    assert again.counts == {"stored": 1}  # the others were not even asked for
    assert signals(configured) == 4
    assert before < mailbox.files()
    assert not any("S" in flags or "T" in flags for flags in mailbox.flags())


def test_a_folder_that_was_made_anew_is_read_anew_and_doubles_nothing(
    configured: App, mailbox: Mailbox
) -> None:
    mailbox.deliver("We need two mixing tanks, please quote.", folder="Anfragen & 询价", number="a")
    with pytest.raises(InvalidInput, match="no folder"):
        read(configured, folder="Leads")
    # on the disk a folder has its own name, over the wire it is told in modified UTF-7
    root = mailbox.root / "mail"
    (root / "Anfragen & 询价").rename(root / "Anfragen &- &i+JO9w-")
    first = read(configured, folder="Anfragen & 询价")
    assert first is not None
    assert first.counts == {"stored": 1}
    shutil.rmtree(root / "Anfragen &- &i+JO9w-")
    mailbox.deliver("We need two mixing tanks, please quote.", folder="Anfragen &- &i+JO9w-",
                    number="a")  # fmt: skip
    mailbox.deliver("We need a dryer, please quote.", folder="Anfragen &- &i+JO9w-")
    second = read(configured, folder="Anfragen & 询价")
    assert second is not None
    assert second.counts == {"duplicate": 1, "stored": 1}


def test_a_wrong_password_and_a_certificate_nobody_vouches_for_are_told_without_the_password(
    configured: App, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BOX_PASSWORD", "wr0ng-one")
    with pytest.raises(InvalidInput, match="refuses the log-in") as refused:
        read(configured)
    assert "wr0ng-one" not in str(refused.value.__dict__) + str(refused.value)
    account = Account("localhost", mailbox.tls, "leads@ours.example")
    monkeypatch.delenv("SSL_CERT_FILE")
    with pytest.raises(Retry, match="certificate"):
        Folder(account, "s3cret")
    with pytest.raises(Retry, match="cannot be reached"):
        Folder(Account("localhost", 1, "x"), "s3cret")


@pytest.mark.parametrize("security", ["starttls", "none"])
def test_the_other_ways_to_connect(mailbox: Mailbox, security: Any) -> None:
    mailbox.deliver("We need two mixing tanks.")
    account = Account("localhost", mailbox.plain, "leads@ours.example", security=security)
    trusted = ssl.create_default_context(cafile=str(mailbox.root / "cert.pem"))
    with Folder(account, "s3cret", context=trusted) as folder:
        ((place, raw),) = folder.mails_after(Place())
        assert b"mixing tanks" in raw
        assert list(folder.mails_after(place)) == []


def test_the_service_looks_again_after_some_minutes(configured: App, mailbox: Mailbox) -> None:
    mailbox.deliver("我们需要两台搅拌罐，请报价")

    def due(minutes: int) -> bool:
        now = configured.clock.now() + timedelta(minutes=minutes)
        with configured.read() as session:
            return is_due(session, configured.config.intake, now)

    assert due(0)
    read(configured)
    assert not due(1)
    assert due(6)


def test_kill_9_while_reading_neither_loses_nor_doubles_a_mail(
    tmp_path: Path, mailbox: Mailbox
) -> None:
    for n in range(600):  # three batches
        mailbox.deliver(f"Wanted {n}: we need {n + 2} mixing tanks, please quote.")
    env = os.environ | {
        "SSL_CERT_FILE": str(mailbox.root / "cert.pem"), "BOX_PASSWORD": "s3cret",
    }  # fmt: skip
    run = [sys.executable, "-m", "leadminer"]
    subprocess.run([*run, "init", str(tmp_path / "w")], check=True, capture_output=True, env=env)
    path = tmp_path / "w" / "config.toml"
    text = path.read_text(encoding="utf-8")
    for name, value in (
        ("imap_host", '"localhost"'), ("imap_port", str(mailbox.tls)),
        ("imap_user", '"leads@ours.example"'), ("imap_password_env", '"BOX_PASSWORD"'),
    ):  # fmt: skip
        text = re.sub(rf"(?m)^{name} = .*$", f"{name} = {value}", text)
    path.write_text(text, encoding="utf-8")
    mail = [*run, "--workspace", str(tmp_path / "w"), "signals", "mail", "--imap"]
    killed = 0
    for seconds in (2.0, 3.0, 4.0):
        reading = subprocess.Popen(
            mail, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            reading.wait(timeout=seconds)
        except subprocess.TimeoutExpired:
            reading.kill()
            killed += 1
        reading.wait()
    last = subprocess.run(mail, env=env, check=False, capture_output=True, text=True)
    assert last.returncode == 0, last.stderr
    done = subprocess.run(
        [*mail[:-3], "signals", "list", "--json", "--limit", "1000"], env=env, check=False,
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)
    assert killed
    assert len({row["url"] for row in rows}) == len(rows) == 600
