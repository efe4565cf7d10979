"""What asking the web gives: a body, a JSON answer, a refusal, the end of the run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

import httpx


class Refused(Exception):
    """An answer that was not to be had. It has been counted already.

    `reason` is one word of docs/mining.md; `data` what the API said about it, if it was JSON.
    """

    def __init__(self, reason: str, *, data: Any = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.data = data


class StopReading(Exception):
    """The run ends here: pages_max, run_minutes, rate_limited, blocked or quota."""

    def __init__(self, closed: str) -> None:
        super().__init__(closed)
        self.closed = closed


class Watch(Protocol):
    """Who is told what the client does; any of these may raise StopReading."""

    def beat(self) -> None:
        """Called often, also while waiting."""
        ...

    def asked(self) -> None:
        """A request is made."""
        ...

    def came(self, size: int) -> None:
        """A body of `size` bytes was read."""
        ...

    def understood(self) -> None:
        """It was JSON."""
        ...

    def wanted(self) -> None:
        """Another answer is wanted: may it be?"""
        ...

    def refused(self, reason: str) -> None:
        """Something was not to be had."""
        ...

    def delayed(self, seconds: float) -> None:
        """A robots.txt asks for a longer delay than we keep."""
        ...


class Silence:
    """A watch for who only looks: nothing is counted, nothing kept."""

    def beat(self) -> None:
        """Nothing is to be kept alive."""

    def asked(self) -> None:
        """Not counted."""

    def came(self, size: int) -> None:
        """Not counted."""

    def understood(self) -> None:
        """Not counted."""

    def wanted(self) -> None:
        """There is no limit."""

    def refused(self, reason: str) -> None:
        """Whoever asked is told by the error."""

    def delayed(self, seconds: float) -> None:
        """Not kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """The settings of `[mining]` that hold for one run."""

    user_agent: str
    delay_seconds: float
    timeout_seconds: float
    page_bytes_max: int
    allow_private: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One JSON answer with its evidence."""

    url: str  # after redirects
    status: int
    fetched_at: datetime
    content_hash: str  # SHA-256 of the body, decompressed
    data: Any
    refuse: Callable[[str], Refused]
    headers: Mapping[str, str] = field(default_factory=dict)

    def rows(self, *path: str) -> list[dict[str, Any]]:
        """The list of objects under these keys. Raises Refused if the answer is built otherwise."""
        found = self.data
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        if not isinstance(found, list):
            raise self.refuse("not_the_api")
        return [each for each in found if isinstance(each, dict)]


@dataclass(frozen=True, slots=True)
class Body:
    """What a server sent, decompressed. `url`: where it stood after redirects."""

    url: str
    status: int
    headers: httpx.Headers
    body: bytes
