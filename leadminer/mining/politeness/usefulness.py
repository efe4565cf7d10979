"""The last question before a request is made: is it still worth it?"""

from __future__ import annotations

from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.http import Request

from leadminer.mining.frontier import IN_DOUBT
from leadminer.mining.politeness.middlewares import Forbidden


class UsefulnessMiddleware:
    """Drops queued pages whose kind has turned out to hold nothing; puts last what may be such."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy."""
        return cls(crawler)

    def process_request(self, request: Request) -> Request | None:
        """Ask the frontier what it has learned since."""
        pattern = request.meta.get("pattern")
        spider: Any = self._crawler.spider
        frontier = spider.frontier
        if pattern and frontier.is_useless(request.url, pattern):
            raise Forbidden("barren")
        if pattern and spider.maps.discovery.is_unchanged(request.url):
            raise Forbidden("unchanged")
        if pattern and spider.maps.discovery.is_too_old(request.url):
            raise Forbidden("too_old")
        if pattern and request.priority > IN_DOUBT and frontier.may_wait(request.url, pattern):
            return request.replace(priority=IN_DOUBT)
        return None
