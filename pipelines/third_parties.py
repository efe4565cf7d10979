"""Numbers and addresses of people who are not the author are masked: they asked for nothing."""

from __future__ import annotations

from leadminer.sdk import Found, SensitivePolicy, redact, sensitive_policy


class Pipeline:
    """Masks what is plainly of somebody else: quotes, forwarded mails, "my boss's number"."""

    def __init__(self, policy: SensitivePolicy) -> None:
        self.policy = policy

    @classmethod
    def from_crawler(cls, crawler) -> Pipeline:  # type: ignore[no-untyped-def]
        """Made by Scrapy."""
        return cls(sensitive_policy(crawler.settings))

    def process_item(self, item: Found) -> Found:
        """The record without other people's contact points."""
        redact(item.record, self.policy)
        return item
