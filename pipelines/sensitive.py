"""What people tell of their health, faith and the like is masked, or the text dropped.

The policy stands in config.toml, [sensitive]. It comes before the watch rules, so that nobody is
looked for by what may not be kept of them.
"""

from __future__ import annotations

from leadminer.sdk import DropItem, Found, SensitivePolicy, SignalSink, screen, sensitive_policy


class Pipeline:
    """Takes out of each post what the policy does not let us keep."""

    def __init__(self, sink: SignalSink, policy: SensitivePolicy) -> None:
        self.sink = sink
        self.policy = policy

    @classmethod
    def from_crawler(cls, crawler) -> Pipeline:  # type: ignore[no-untyped-def]
        """Made by Scrapy."""
        return cls(crawler.spidercls.sink, sensitive_policy(crawler.settings))

    def process_item(self, item: Found) -> Found:
        """The record as it may be kept. Raises DropItem where none of it may."""
        if screen(item.record, self.policy).dropped:
            self.sink.withhold(item.key, "sensitive")
            raise DropItem("sensitive")
        return item
