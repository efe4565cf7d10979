"""Addresses that belong to nobody's public site: loopback, private, link-local, reserved."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NAMES: Final = ("localhost", "localhost.localdomain", "ip6-localhost")
_ENDINGS: Final = (".localhost", ".local", ".internal", ".home.arpa")
# IPv6 networks whose last 32 bits are an IPv4 address: NAT64, and the old "compatible" form
_EMBEDDING: Final = (ipaddress.ip_network("64:ff9b::/96"), ipaddress.ip_network("::/96"))
# where the clouds tell a machine its own passwords: no site, on anybody's network
_METADATA_NAMES: Final = ("metadata.google.internal", "metadata.goog", "instance-data")
_METADATA: Final = frozenset(
    ipaddress.ip_address(text)
    for text in ("fd00:ec2::254", "100.100.100.200", "168.63.129.16", "192.0.0.192")
)


def is_private_ip(text: str) -> bool:
    """Whether an IP address is anything but a public one."""
    return any(not a.is_global or a.is_multicast for a in _addresses(text))


def is_private_host(host: str) -> bool:
    """Whether a host name says by itself that it is private; 127.1 and 0x7f000001 too."""
    name = _plain(host)
    if name in _NAMES or name in _METADATA_NAMES or name.endswith(_ENDINGS):
        return True
    return any(is_private_ip(text) for text in _spellings(name))


def is_metadata_ip(text: str) -> bool:
    """Whether an IP address is link-local or a cloud's metadata service: never to be read."""
    return any(a.is_link_local or a in _METADATA for a in _addresses(text))


def is_metadata_host(host: str) -> bool:
    """Whether a host name says by itself that it is such an address."""
    name = _plain(host)
    return name in _METADATA_NAMES or any(is_metadata_ip(text) for text in _spellings(name))


def why_closed(url: str, *, allow_private: bool) -> str | None:
    """Why a URL's host must not be asked ("metadata_address", "private_address"), or None.

    Asks DNS and looks at every address behind the name; an unknown host is not closed.
    """
    host = urlsplit(url).hostname or ""
    found = _resolved(host)
    if is_metadata_host(host) or any(is_metadata_ip(ip) for ip in found):
        return "metadata_address"
    if allow_private:
        return None
    is_private = is_private_host(host) or any(is_private_ip(ip) for ip in found)
    return "private_address" if is_private else None


def why_closed_ip(text: str, *, allow_private: bool) -> str | None:
    """The same for the address of a peer we are connected to."""
    if is_metadata_ip(text):
        return "metadata_address"
    return "private_address" if not allow_private and is_private_ip(text) else None


def is_known_name(host: str) -> bool:
    """Whether DNS has an address for a name."""
    return bool(_resolved(host))


def _resolved(host: str) -> list[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def _plain(host: str) -> str:
    return host.strip("[]").rstrip(".").lower()


def _spellings(name: str) -> Iterator[str]:
    yield name
    try:
        yield socket.inet_ntoa(socket.inet_aton(name))
    except (OSError, ValueError):
        return


def _addresses(text: str) -> Iterator[Address]:
    """What an address leads to: itself, or the IPv4 address it embeds."""
    try:
        address: Address = ipaddress.ip_address(text.split("%", maxsplit=1)[0])
    except ValueError:
        return
    if isinstance(address, ipaddress.IPv4Address):
        yield address
        return
    embedded = address.ipv4_mapped or address.sixtofour
    if embedded is None and int(address) > 1 and any(address in net for net in _EMBEDDING):
        embedded = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    yield embedded or address
