"""What a job does not ask for is not kept: watch rules, exclusions, languages."""

from __future__ import annotations

from leadminer.sdk import DropItem, Found, SignalSink, Watch, read_watch, watched_record

KEPT_TOPICS_MAX = 50_000


class Pipeline:
    """Holds each record against the job's watch rules."""

    def __init__(self, sink: SignalSink, watch: Watch) -> None:
        self.sink = sink
        self.watch = watch
        self._kept_topics: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler) -> Pipeline:  # type: ignore[no-untyped-def]
        """Made by Scrapy."""
        wishes = crawler.settings.get("LEADMINER_WATCH") or {}
        return cls(crawler.spidercls.sink, read_watch(**wishes))

    def process_item(self, item: Found) -> Found:
        """Drops what nobody asked for, and counts it with its reason."""
        watched = watched_record(item.record)
        answers_kept = watched.kind == "reply" and item.thread_url in self._kept_topics
        reason = self.watch.refuses(watched, of_kept_topic=answers_kept)
        if reason:
            self.sink.pass_over(item.key, reason)
            raise DropItem(reason)
        if watched.kind == "post" and len(self._kept_topics) < KEPT_TOPICS_MAX:
            self._kept_topics.add(item.thread_url or item.record.url)
        return item
