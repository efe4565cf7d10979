"""A real DNS server on loopback, with the names a test gives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from dnslib import QTYPE, RCODE, RR, DNSRecord
from dnslib.server import BaseResolver, DNSHandler, DNSLogger, DNSServer

ROOT = {".": ["NS a.root-servers.net."]}


class Names(BaseResolver):  # type: ignore[misc]
    """Answers from a zone; what is not in it does not exist. Counts the questions."""

    def __init__(self, zone: Mapping[str, list[str]]) -> None:
        self.zone = {name.rstrip(".").lower(): rows for name, rows in zone.items()}
        self.asked: list[str] = []

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        name, kind = str(request.q.qname).rstrip(".").lower(), QTYPE[request.q.qtype]
        self.asked.append(f"{name or '.'} {kind}")
        reply = request.reply()
        if name not in self.zone:
            reply.header.rcode = RCODE.NXDOMAIN
            return reply
        for row in self.zone[name]:
            if row == "SERVFAIL":
                reply.header.rcode = RCODE.SERVFAIL
            elif row.split()[0] == kind:
                reply.add_answer(*RR.fromZone(f"{request.q.qname} 60 IN {row}"))
        return reply


@contextmanager
def name_server(zone: Mapping[str, list[str]], *, root: bool = True) -> Iterator[tuple[str, Names]]:
    """("IP:PORT", names); without `root` it denies even the root, as one cut off does."""
    names = Names({**(ROOT if root else {}), **zone})
    quiet = DNSLogger(logf=lambda _line: None)
    server = DNSServer(names, port=0, address="127.0.0.1", logger=quiet)
    server.start_thread()
    try:
        yield f"127.0.0.1:{server.server.server_address[1]}", names
    finally:
        server.stop()
        server.server.server_close()
