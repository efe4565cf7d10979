"""Scrapy's log without what people wrote: ids and addresses only, never texts."""

from __future__ import annotations

import logging
from typing import Any

from scrapy import Spider
from scrapy.http import Response
from scrapy.logformatter import LogFormatter, LogFormatterResult
from twisted.python.failure import Failure


class QuietFormatter(LogFormatter):
    """Dropped items are counted, not printed."""

    def dropped(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """One short line for a dropped item."""
        return {"level": logging.DEBUG, "msg": "dropped: %(why)s", "args": {"why": str(exception)}}

    def item_error(
        self,
        item: Any,
        exception: BaseException,
        response: Response | Failure | None,
        spider: Spider,
    ) -> LogFormatterResult:
        """One line for an item a pipeline failed on."""
        name = type(exception).__name__
        return {"level": logging.ERROR, "msg": "a pipeline failed: %(why)s", "args": {"why": name}}
