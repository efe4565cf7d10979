"""Services that know companies: what an adapter is given, what it may do, what it gives back.

An adapter is a file of `pipelines/providers/` with a class `Provider(CompanyProvider)`. It is asked
about companies only, never about a person, and reaches the network through `Web` alone.
"""

from __future__ import annotations

import json
import ssl
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import httpcore
import httpx

from leadminer import __version__
from leadminer.base.clock import monotonic
from leadminer.base.errors import LeadminerError
from leadminer.webhooks.outbound import GuardedTransport

# how a service says that it will answer nobody for now: no further company is tried in this round
STOPPING: Final = frozenset({"http_401", "http_402", "http_403", "http_429", "private_address"})


class Unanswered(LeadminerError):
    """The provider gave no answer that can be used (`reason`)."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"the provider gave no answer: {reason}")


@dataclass(frozen=True, slots=True)
class AskedCompany:
    """A company to ask about, as pages tell of it; what is not known is ""."""

    name: str
    domain: str  # host of its own site, without www.
    country: str  # ISO 3166-1 alpha-2


@dataclass(frozen=True, slots=True)
class Told:
    """One field of an answer. `field`: name phone email site address country industry size lei."""

    field: str
    value: str
    source: str  # the address of the record, for people to look at
    confidence: float  # 0..1, that this is the company asked about and the value is right


class CompanyProvider(ABC):
    """One service that knows companies; subclass it as `Provider`."""

    name: ClassVar[str]  # as the file
    url: ClassVar[str]  # of the API
    terms_url: ClassVar[str]  # what the operator has to read and accept
    price_minor: ClassVar[int] = 0  # for a company answered, "nothing known" too; minor units of
    currency: ClassVar[str] = "EUR"  # ISO 4217
    ttl_days: ClassVar[int] = 90  # days an answer holds
    pause_seconds: ClassVar[float] = 1.0  # between two companies
    needs_key: ClassVar[bool] = False

    def __init__(self, *, url: str = "", key: str = "") -> None:
        self.base_url = (url or self.url).rstrip("/")
        self.key = key

    @abstractmethod
    def ask(self, company: AskedCompany, web: Web) -> Sequence[Told]:
        """What the service knows of a company; nothing: []. Raises Unanswered (as `web` does)."""


class Web:
    """The way out for one company: JSON over GET, under one deadline and limits of size.

    No private address, no redirect, no proxy. `is_owed` tells whether the service may have
    answered, and so charged: it said 2xx, or was silent after it had been asked.
    """

    def __init__(self, *, seconds: float, bytes_max: int, allow_private: bool) -> None:
        self.is_owed = False
        self._bytes_max, self._allow_private = bytes_max, allow_private
        self._ends, self._seconds = monotonic() + seconds, seconds

    def get(
        self,
        url: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Any:
        """The JSON that stands at an address. Raises Unanswered."""
        left = self._ends - monotonic()
        if left <= 0:
            raise Unanswered("timeout")
        if not url.startswith("https://") and not self._allow_private:
            raise Unanswered("no_tls")
        told = {
            "accept": "application/json", "accept-encoding": "identity", "connection": "close",
            "user-agent": f"leadminer/{__version__}", **(headers or {}),
        }  # fmt: skip
        body = self._body(url, dict(params or {}), told, left)
        try:
            return json.loads(body)
        except (ValueError, RecursionError):
            raise Unanswered("not_json") from None

    def _body(self, url: str, params: dict[str, str], told: dict[str, str], left: float) -> bytes:
        transport = GuardedTransport(allow_private=self._allow_private, seconds=left)
        try:
            with (
                httpx.Client(transport=transport, timeout=left, trust_env=False) as client,
                client.stream("GET", url, params=params, headers=told) as answer,
            ):
                if not 200 <= answer.status_code < 300:
                    raise Unanswered(f"http_{answer.status_code}")
                self.is_owed = True
                return self._read(answer)
        except httpcore.ConnectError as error:
            closed = str(error) in ("private_address", "metadata_address")
            is_tls = isinstance(error.__cause__, ssl.SSLError)
            reason = "private_address" if closed else "tls" if is_tls else "unreachable"
            raise Unanswered(reason) from None
        except httpcore.ConnectTimeout:
            raise Unanswered("timeout") from None
        except (httpcore.TimeoutException, httpcore.NetworkError, httpcore.ProtocolError) as error:
            self.is_owed = True  # it was asked, and may have heard it
            late = isinstance(error, httpcore.TimeoutException)
            raise Unanswered("timeout" if late else "cut_off") from None
        except (httpx.HTTPError, httpx.InvalidURL, ValueError):
            raise Unanswered("protocol") from None

    def _read(self, answer: httpx.Response) -> bytes:
        if answer.headers.get("content-encoding", "identity").lower() not in ("identity", ""):
            raise Unanswered("encoding")
        body = bytearray()
        for piece in answer.iter_raw():
            body += piece
            if len(body) > self._bytes_max:
                raise Unanswered("too_large")
        return bytes(body)
