"""mails of a mailbox by IMAP -> signals: what came since it was last read. How far it was read is
written with the mails themselves, so that a kill neither loses nor doubles one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from urllib.parse import quote

from leadminer.base.clock import Clock
from leadminer.base.errors import InvalidInput
from leadminer.config import Config, IntakeSection, secret
from leadminer.flow.intake import Begin, Taken, take_in
from leadminer.intake.files import RawRow
from leadminer.intake.imap import Account, Folder, Place
from leadminer.intake.mails import mail_row
from leadminer.mining import positions
from leadminer.store import Session
from leadminer.workspace import Workspace

READER = "imap/1"


def account_of(config: IntakeSection, *, folder: str = "") -> Account:
    """The mailbox that is configured. Raises InvalidInput where there is none."""
    if not config.imap_host or not config.imap_user:
        raise InvalidInput("no mailbox is configured: set intake.imap_host and intake.imap_user")
    return Account(
        config.imap_host, config.imap_port, config.imap_user,
        folder or config.imap_folder, config.imap_security,
    )  # fmt: skip


def read_mailbox(
    begin: Begin,
    workspace: Workspace,
    config: Config,
    clock: Clock,
    *,
    actor: str,
    folder: str = "",
    keep: int = 10_000,
) -> Taken | None:
    """Take in what came since the last time; None if nothing did.

    Raises InvalidInput where the account or the folder is refused, Retry where the server does
    not answer; ConfigError where the password is not to be had.
    """
    account = account_of(config.intake, folder=folder)
    password = secret(
        config.intake.imap_password_env, config.intake.imap_password_file,
        setting="intake.imap_password_env",
    )  # fmt: skip
    with begin() as session:
        position = _load(session, account, clock.now())
        positions.keep(session, position, now=clock.now())  # it was looked at
    with Folder(account, password or "") as opened:
        reading = _Reading(opened, position, config.outreach.sender_address)
        first = next(reading.rows, None)
        if first is None:
            return None

        def rows() -> Iterator[RawRow]:
            yield first
            yield from reading.rows

        return take_in(
            begin, workspace, config, clock, rows(), kind="mail", name=account.name, actor=actor,
            keep=keep, with_batch=lambda session, batch: reading.keep(session, batch, clock.now()),
        )  # fmt: skip


class _Reading:
    """The mails of a folder as rows, and up to where they are stored."""

    def __init__(self, opened: Folder, position: positions.Position, own: str) -> None:
        self._position = position
        self._places: dict[int, Place] = {}
        self.rows = self._read(opened, frozenset({own.strip().lower()} - {""}))

    def _read(self, opened: Folder, own: frozenset[str]) -> Iterator[RawRow]:
        told = self._position.place
        place = Place(int(told.get("validity", 0)), int(told.get("uid", 0)))
        for line, (at, raw) in enumerate(opened.mails_after(place), start=1):
            self._places[line] = at
            yield mail_row(line, raw, own=own)

    def keep(self, session: Session, batch: list[RawRow], now: datetime) -> None:
        """In the transaction that stores these rows."""
        last = self._places[batch[-1].line]
        self._places = {n: at for n, at in self._places.items() if n > batch[-1].line}
        self._position.move({"validity": last.validity, "uid": last.uid})
        positions.keep(session, self._position, now=now)


def is_due(session: Session, config: IntakeSection, now: datetime) -> bool:
    """Whether it is time to look into the mailbox again."""
    if not (config.imap_host and config.imap_minutes):
        return False
    looked_at = positions.looked_at(session, reader=READER, url=_address(account_of(config)))
    return looked_at is None or looked_at <= now - timedelta(minutes=config.imap_minutes)


def _load(session: Session, account: Account, now: datetime) -> positions.Position:
    return positions.load(session, reader=READER, url=_address(account), now=now, stale=None)


def _address(account: Account) -> str:
    user, folder = quote(account.user, safe=""), quote(account.folder, safe="")
    return f"imap://{user}@{account.host}:{account.port}/{folder}"
