"""Hands records to the run's sink, which writes them in batches."""

from __future__ import annotations

from leadminer.sdk import Found, SignalSink, row_of


class Pipeline:
    """The last pipeline."""

    def __init__(self, sink: SignalSink, *, spider: str, version: str) -> None:
        self.sink = sink
        self.spider = spider
        self.version = version

    @classmethod
    def from_crawler(cls, crawler) -> Pipeline:  # type: ignore[no-untyped-def]
        """Made by Scrapy."""
        kind = crawler.spidercls
        return cls(kind.sink, spider=kind.name, version=kind.version)

    def process_item(self, item: Found) -> Found:
        """Store one record."""
        row = row_of(item, spider=self.spider, version=self.version)
        self.sink.put(row, enriches=item.enriches)
        return item
