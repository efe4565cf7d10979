"""Addresses that belong to nobody's public site: loopback, private, link-local, reserved."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

_NAMES = ("localhost", "localhost.localdomain", "ip6-localhost", "metadata.google.internal")


def is_private_ip(text: str) -> bool:
    """Whether an IP address is anything but a public one."""
    try:
        address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    mapped = getattr(address, "ipv4_mapped", None) or getattr(address, "sixtofour", None)
    return not (mapped or address).is_global or address.is_multicast


def is_private_host(host: str) -> bool:
    """Whether a host name says by itself that it is private; 127.1 and 0x7f000001 too."""
    name = host.strip("[]").rstrip(".").lower()
    if name in _NAMES or name.endswith((".localhost", ".local", ".internal", ".home.arpa")):
        return True
    if is_private_ip(name):
        return True
    try:
        return is_private_ip(socket.inet_ntoa(socket.inet_aton(name)))
    except (OSError, ValueError):
        return False


def resolves_to_private(url: str) -> bool:
    """Whether any address behind a URL's host is private. Asks DNS; an unknown host is not."""
    host = urlsplit(url).hostname or ""
    if is_private_host(host):
        return True
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return False
    return any(is_private_ip(str(entry[4][0])) for entry in found)
