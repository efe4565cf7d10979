"""Secrets, signatures, and what follows from an answer. Nothing here touches anything.

Headers and signature: Standard Webhooks (https://www.standardwebhooks.com), symmetric scheme v1.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from leadminer.base.errors import InvalidInput
from leadminer.base.private_addresses import is_metadata_host, is_private_host
from leadminer.webhooks.states import DeliveryState

URL_MAX = 2000
PREFIX = "whsec_"
FIRST_WAIT = timedelta(seconds=30)
WAIT_FACTOR = 4
WAIT_MAX = timedelta(hours=6)
RETRY_AFTER_MAX = timedelta(hours=24)
# answers that say "not now" about the whole endpoint, not about this one event
BUSY = frozenset({429, 502, 503, 504})
GONE = 410


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of one try: a status, or a problem before there was one."""

    status: int | None = None
    problem: str = ""  # timeout unreachable tls closed_address protocol; redirect, status
    retry_after: timedelta | None = None

    @property
    def delivered(self) -> bool:
        """Whether the endpoint took it (2xx)."""
        return self.status is not None and 200 <= self.status < 300


@dataclass(frozen=True, slots=True)
class Verdict:
    """What follows from an answer, for the delivery and for its endpoint."""

    state: DeliveryState
    due_at: datetime
    pause_until: datetime | None = None
    disable_why: str = ""


@dataclass(frozen=True, slots=True)
class Limits:
    """When to give up."""

    attempts_max: int
    failures_max: int
    failing_hours: int


def secret_of(hash_key: bytes, nonce: str) -> str:
    """The secret of an endpoint, as its merchant gets it: "whsec_" and 32 bytes in base64.

    Derived from the installation's key, so that neither the database nor its backup holds it.
    """
    raw = hmac.new(hash_key, f"webhook-secret:{nonce}".encode(), hashlib.sha256).digest()
    return PREFIX + base64.b64encode(raw).decode()


def sign(secret: str, event_id: str, timestamp: int, body: bytes) -> str:
    """One signature as it stands in webhook-signature: "v1," and base64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = f"{event_id}.{timestamp}.".encode() + body
    return "v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def signed_headers(secrets: list[str], event_id: str, now: datetime, body: bytes) -> dict[str, str]:
    """The three headers of a try; while a secret is being replaced, one signature of each."""
    timestamp = int(now.timestamp())
    return {
        "webhook-id": event_id,
        "webhook-timestamp": str(timestamp),
        "webhook-signature": " ".join(sign(s, event_id, timestamp, body) for s in secrets),
    }


def check_url(url: str, *, allow_private: bool) -> str:
    """An address that may be posted to. Raises InvalidInput that says what is wrong with it.

    What the name resolves to is looked at when the connection is made, each time.
    """
    text = url.strip()
    try:
        parts = urlsplit(text)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise InvalidInput(f"{text[:80]!r} is no address: write it as https://...") from None
    if len(text) > URL_MAX or re.search(r"[\s\x00-\x1f\\]", text) or not host:
        raise InvalidInput("this is no address to post to: write it as https://host/path")
    if parts.scheme != "https" and not (allow_private and parts.scheme == "http"):
        raise InvalidInput("the address must begin with https://, for it is sent personal data")
    if parts.username is not None or parts.password is not None:
        raise InvalidInput("leave user name and password out: every delivery is signed instead")
    if is_metadata_host(host) or (not allow_private and is_private_host(host)):
        raise InvalidInput(f"{host} is a private address: give one the internet can reach")
    return parts._replace(fragment="").geturl()


def retry_after(header: str | None, now: datetime) -> timedelta | None:
    """A Retry-After header, in seconds or as a date (RFC 9110); None for nonsense."""
    if not header:
        return None
    if header.strip().isdecimal():
        return min(timedelta(seconds=int(header.strip()[:9])), RETRY_AFTER_MAX)
    try:
        at = parsedate_to_datetime(header)
    except (ValueError, OverflowError):
        return None
    left = (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
    return min(max(left, timedelta()), RETRY_AFTER_MAX)


def wait(event_id: str, attempts: int) -> timedelta:
    """How long to wait after that many tries: 30 s, 2 min, 8 min ... 6 h, each +- 25 %.

    The spread comes from the event's id, so that events that failed together do not come back
    together, and the same sum gives the same time.
    """
    factor = float(WAIT_FACTOR ** min(attempts - 1, 12))
    drawn = hashlib.sha256(f"{event_id}:{attempts}".encode()).digest()
    spread = 0.75 + int.from_bytes(drawn[:4], "big") / 2**33
    return min(FIRST_WAIT * factor, WAIT_MAX) * spread


def judge(
    answer: Answer,
    *,
    event_id: str,
    attempts: int,
    failures: int,
    failing_since: datetime | None,
    limits: Limits,
    now: datetime,
) -> Verdict:
    """What follows from an answer. `attempts` and `failures` count this try, too."""
    if answer.delivered:
        return Verdict(DeliveryState.DELIVERED, now)
    pause = answer.retry_after or timedelta()
    due_at = now + max(wait(event_id, attempts), pause)
    state = DeliveryState.DEAD if attempts >= limits.attempts_max else DeliveryState.DUE
    unreachable = answer.status is None or answer.status in BUSY
    until = now + max(wait(event_id, min(failures, 3)), pause) if unreachable or pause else None
    why = ""
    if answer.status == GONE:
        why = "gone"
    elif (
        failures >= limits.failures_max
        and failing_since is not None
        and now - failing_since >= timedelta(hours=limits.failing_hours)
    ):
        why = "failing"
    return Verdict(state, due_at, until, why)
