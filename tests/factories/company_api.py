"""A register of companies on loopback: a real HTTP server that answers as GLEIF's API documents."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

Reply = tuple[int, dict[str, str], bytes]


@dataclass
class Register:
    """What was asked, and who is on it: `script` answers in its place, None hangs up."""

    url: str = ""
    records: list[dict[str, Any]] = field(default_factory=list)
    asked: list[dict[str, str]] = field(default_factory=list)
    script: Callable[[dict[str, str]], Reply | None] | None = None

    @property
    def names(self) -> list[str]:
        return [asked["filter[entity.legalName]"] for asked in self.asked]

    def answer(self, asked: dict[str, str]) -> Reply:
        name = asked["filter[entity.legalName]"].casefold()
        country = asked.get("filter[entity.legalAddress.country]")
        found = [
            record
            for record in self.records
            if record["attributes"]["entity"]["legalName"]["name"].casefold().startswith(name)
            and country in (None, record["attributes"]["entity"]["legalAddress"]["country"])
        ]
        body = {"meta": {"pagination": {"total": len(found)}}, "data": found}
        return 200, {"content-type": "application/vnd.api+json"}, json.dumps(body).encode()


def record(name: str, lei: str, *, country: str = "DE", **entity: Any) -> dict[str, Any]:
    """A record of a company in the documented form."""
    address = {
        "language": "de", "addressLines": ["Werkstr. 9"], "addressNumber": None, "city": "Ulm",
        "region": f"{country}-BW", "country": country, "postalCode": "89073",
    }  # fmt: skip
    return {
        "type": "lei-records",
        "id": lei,
        "attributes": {
            "lei": lei,
            "entity": {
                "legalName": {"name": name, "language": "de"}, "otherNames": [],
                "legalAddress": address, "headquartersAddress": address,
                "jurisdiction": country, "category": "GENERAL", "status": "ACTIVE", **entity,
            },
            "registration": {"status": "ISSUED"},
        },
    }  # fmt: skip


@contextmanager
def company_register(*records: dict[str, Any]) -> Iterator[Register]:
    """A register that runs until the block ends."""
    state = Register(records=list(records))

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = {n: v[0] for n, v in parse_qs(urlsplit(self.path).query).items()}
            state.asked.append(asked)
            reply = state.script(asked) if state.script else state.answer(asked)
            if reply is None:
                self.connection.close()
                self.close_connection = True
                return
            status, headers, body = reply
            try:
                self.send_response(status)
                for name, value in {"content-length": str(len(body)), **headers}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)
            except OSError:  # who asked was killed
                return

        def log_message(self, *args: Any) -> None:
            return

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    state.url = f"http://127.0.0.1:{server.server_port}/api/v1"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
