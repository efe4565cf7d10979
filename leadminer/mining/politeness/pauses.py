"""How long a host asks us to stay away: Retry-After, in both of its forms."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime


def pause_asked(retry_after: str, *, sent: str, now: datetime) -> float | None:
    """Seconds a Retry-After header asks for; None if it asks for nothing (sensible).

    `sent` is the answer's Date header: a date is meant by the host's clock, and by ours (`now`)
    only where the host does not tell its own. RFC 9110, 10.2.3.
    """
    text = retry_after.strip()
    number = re.fullmatch(r"(-?)(\d{1,9})\d*(?:\.\d*)?", text, re.A)
    if number:  # of seconds; below nothing, and parts of one, stand in no standard, but in answers
        return 0.0 if number[1] else float(number[2]) + ("." in text)
    until = _moment(text)
    if until is None:
        return None
    return max(0.0, (until - (_moment(sent) or now)).total_seconds())


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, IndexError):
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)
