"""Addresses that only lead to another site, and count who goes there."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qsl, urlsplit

_HOST: Final = re.compile(r"https?://([^/?#]+)")
_IN_BASE64: Final = "aHR0c"  # "http" (RFC 4648)


def leads_away(url: str) -> bool:
    """Whether an address names another host in a parameter: it counts a visit there."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    values = [value.strip() for _, value in parse_qsl(parts.query)]
    hosts = map(_HOST.match, values)
    told = any(host and host[1] != parts.netloc for host in hosts)
    return told or any(value.startswith(_IN_BASE64) for value in values)
