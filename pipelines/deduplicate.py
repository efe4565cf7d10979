"""A record that came up twice in a run (two addresses, two lists) goes on once."""

from __future__ import annotations

from leadminer.sdk import DropItem, Found, SignalSink


class Pipeline:
    """Knows the keys of this run; those of earlier runs are the database's to know."""

    def process_item(self, item: Found) -> Found:
        """Drops what this run has already seen."""
        if self.sink.has(item.key) and not item.enriches:
            raise DropItem("seen in this run")
        return item

    def __init__(self, sink: SignalSink) -> None:
        self.sink = sink

    @classmethod
    def from_crawler(cls, crawler) -> Pipeline:  # type: ignore[no-untyped-def]
        """Made by Scrapy."""
        return cls(crawler.spidercls.sink)
