"""A request of ours that must not be made, and why."""

from __future__ import annotations

from datetime import datetime

from scrapy.exceptions import IgnoreRequest


class Forbidden(IgnoreRequest):
    """`reason` is one word of docs/mining.md; `until`: when it may be tried again."""

    def __init__(self, reason: str, *, until: datetime | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.until = until
