"""Every statement on what jobs share about a host: turns, pauses, the circuit, robots.txt.

First argument is the session; nothing commits. A turn is held from before a request is sent until
its answer is there, so a host has one request of ours at a time, from wherever.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from sqlalchemy import or_
from sqlmodel import col, select

from leadminer.mining.politeness.holders import is_gone
from leadminer.mining.tables import MiningHost, RobotsCopy
from leadminer.store import Session, insert_ignore

AHEAD_SECONDS: Final = 0.15  # a turn may be taken so long before it comes
POLL_SECONDS: Final = 0.03  # while somebody else's request is under way
NOES_MAX: Final = 8  # refusals in a row, after which a host is left alone
REST_SECONDS: Final = 30 * 60.0  # for so long at first, then twice as long each time
REST_SECONDS_MAX: Final = 24 * 3600.0
PAUSE_SECONDS_MAX: Final = 7 * 24 * 3600.0  # nobody means a longer one
_NO = frozenset({403, 429, 503})
_TWINS: Final = ("www", "www1", "www2", "www3", "m", "mobile", "wap")
_TWIN: Final = re.compile(rf"^(?:{'|'.join(_TWINS)})\.(?=[^.]+\.)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a run keeps to at any host. 0 is no limit."""

    delay_seconds: float
    lease_seconds: float  # longer than a request may take
    requests_a_day: int = 0
    bytes_a_day: int = 0


@dataclass(frozen=True, slots=True)
class Turn:
    """May the host be asked? `wait`: seconds until it may, or until it is worth asking again."""

    granted: bool
    wait: float = 0.0
    closed: str = ""  # why this host is not to be asked now: circuit, budget, paused
    until: datetime | None = None
    is_free: bool = False  # asked without delay, by whoever likes


def host_key(url: str) -> str:
    """The host that an address is on, as the shared table names it: who takes turns is a host name,
    whatever the scheme and the port, and `www.`, `m.` and their likes are the same host.

    robots.txt holds for a scheme, name and port (RFC 9309, 2.3), but a delay spares the machine
    that answers. On loopback, where the servers of one's own are, each port is a host.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").rstrip(".").lower()
    if not _is_loopback(host):
        return f"[{host}]" if ":" in host else _TWIN.sub("", host)
    host = f"[{host}]" if ":" in host else host
    try:
        port = parts.port
    except ValueError:
        port = None
    usual = {"http": 80, "https": 443}.get(parts.scheme)
    return host if port in (None, usual) else f"{host}:{port}"


def _is_loopback(host: str) -> bool:
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def robots_of_host(session: Session, host: str, *, since: datetime) -> list[RobotsCopy]:
    """The robots.txt of every scheme, name and port that is this host, had since then."""
    names = [host] if _is_loopback(host.rpartition(":")[0] or host) else [
        host, *(f"{twin}.{host}" for twin in _TWINS)
    ]  # fmt: skip
    origin = col(RobotsCopy.origin)
    starts = [f"{scheme}://{name}" for scheme in ("http", "https") for name in names]
    ported = [origin.startswith(f"{start}:", autoescape=True) for start in starts]
    found = session.exec(
        select(RobotsCopy).where(or_(origin.in_(starts), *ported), RobotsCopy.fetched_at >= since)
    )
    return [copy for copy in found if not urlsplit(copy.origin).path]


def host_of(session: Session, host: str) -> MiningHost | None:
    """What is known of a host; read only."""
    return session.exec(select(MiningHost).where(MiningHost.host == host)).first()


def locked_host(session: Session, host: str) -> MiningHost:
    """A host's row, ours to change until the transaction ends; made if it is new."""
    query = select(MiningHost).where(MiningHost.host == host).with_for_update()
    row = session.exec(query.execution_options(populate_existing=True)).first()
    if row is None:
        new = {"host": host, "delay_seconds": 0.0, "pause_reason": "", "noes": 0,
               "circuit": "closed", "times_opened": 0, "day": "", "requests_today": 0,
               "bytes_today": 0}  # fmt: skip
        insert_ignore(session, MiningHost, [new])
        row = session.exec(query.execution_options(populate_existing=True)).one()
    return row


def why_resting(row: MiningHost, *, now: datetime) -> Turn | None:
    """A host that must be left alone for a while, whoever asks; None if it need not."""
    if row.circuit == "open" and row.open_until and row.open_until > now:
        return Turn(False, _seconds(row.open_until - now), "circuit", row.open_until)
    if row.paused_until and row.paused_until > now:
        return Turn(False, _seconds(row.paused_until - now), "paused", row.paused_until)
    return None


def take_turn(
    session: Session, row: MiningHost, *, holder: str, now: datetime, terms: Terms
) -> Turn:
    """Take the host's next turn, if it is (nearly) there; `wait` then says how long until then."""
    resting = why_resting(row, now=now)
    if resting:
        return resting
    _begin_day(row, now)
    over_requests = 0 < terms.requests_a_day <= row.requests_today
    if over_requests or 0 < terms.bytes_a_day <= row.bytes_today:
        return Turn(False, 0.0, "budget", _midnight(now))
    held = row.holder is not None and row.held_until is not None and row.held_until > now
    if held and row.holder != holder:
        if not is_gone(row.holder or ""):
            return Turn(False, POLL_SECONDS)
        row.last_at = now  # it may have sent its request with its last breath
    delay = max(terms.delay_seconds, row.delay_seconds)
    due = row.last_at + timedelta(seconds=delay) if row.last_at else now
    wait = _seconds(due - now)
    if wait > AHEAD_SECONDS:
        session.add(row)
        return Turn(False, wait - AHEAD_SECONDS / 2)
    if row.circuit == "open":
        row.circuit = "half_open"
    row.holder = holder
    row.last_at = max(now, due)
    row.held_until = row.last_at + timedelta(seconds=terms.lease_seconds)
    session.add(row)
    session.flush()
    return Turn(True, wait)


def end_turn(
    session: Session,
    row: MiningHost,
    *,
    holder: str,
    reached_at: datetime | None,
    requests: int,
    size: int,
    now: datetime,
) -> None:
    """A request is over. `reached_at`: when it was at the host at the latest; None: it was none
    that took a turn."""
    _begin_day(row, now)
    row.requests_today += requests
    row.bytes_today += size
    if reached_at is not None and row.holder == holder:
        row.last_at = reached_at
        row.holder = row.held_until = None
    session.add(row)
    session.flush()


def give_back(session: Session, row: MiningHost, *, holder: str) -> None:
    """A turn nobody used: another may have it."""
    if row.holder == holder:
        row.holder = row.held_until = None
        session.add(row)


def note_answer(
    session: Session, row: MiningHost, *, status: int, pause: float | None, now: datetime
) -> None:
    """What an answer's status means for everybody: refusals add up, a pause holds for all."""
    if pause is not None:
        until = now + timedelta(seconds=min(pause, PAUSE_SECONDS_MAX))
        if row.paused_until is None or row.paused_until < until:
            row.paused_until, row.pause_reason = until, _asked_by(status)
    if status in _NO:
        row.noes += 1
        if row.noes >= NOES_MAX or row.circuit == "half_open":
            leave_alone(session, row, now=now)
    elif 0 < status < 400:
        row.noes = row.times_opened = 0
        row.circuit, row.open_until = "closed", None
    session.add(row)
    session.flush()


def _asked_by(status: int) -> str:
    """Which answer asked for a pause, in the codes of refusals; empty if an API's words did."""
    if status >= 500:
        return "http_5xx"
    return f"http_{status}" if status >= 400 else ""


def leave_alone(session: Session, row: MiningHost, *, now: datetime) -> None:
    """Nobody asks this host for a while, twice as long each time."""
    rest = min(REST_SECONDS * 2 ** min(row.times_opened, 10), REST_SECONDS_MAX)
    row.circuit, row.open_until = "open", now + timedelta(seconds=rest)
    row.times_opened += 1
    row.noes = 0
    session.add(row)
    session.flush()


def robots_of(session: Session, origin: str) -> RobotsCopy | None:
    """The robots.txt of a scheme, host and port, as it was last had."""
    return session.exec(select(RobotsCopy).where(RobotsCopy.origin == origin)).first()


def keep_robots(session: Session, origin: str, *, status: int, body: str, now: datetime) -> None:
    """Keep a robots.txt for the next who asks."""
    insert_ignore(
        session, RobotsCopy, [{"origin": origin, "status": status, "body": "", "fetched_at": now}]
    )
    row = session.exec(select(RobotsCopy).where(RobotsCopy.origin == origin)).one()
    row.status, row.body, row.fetched_at = status, body.replace("\x00", ""), now
    session.add(row)
    session.flush()


def list_hosts(session: Session, *, limit: int = 200) -> list[MiningHost]:
    """Hosts by the last time they were asked, newest first."""
    query = select(MiningHost).order_by(col(MiningHost.last_at).desc().nulls_last())
    return list(session.exec(query.limit(limit)))


def _begin_day(row: MiningHost, now: datetime) -> None:
    today = now.date().isoformat()
    if row.day != today:
        row.day, row.requests_today, row.bytes_today = today, 0, 0


def _midnight(now: datetime) -> datetime:
    return now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


def _seconds(span: timedelta) -> float:
    return max(0.0, span.total_seconds())
