"""Walks a skin with the real spider and pipelines, without a network between them: quick."""

from __future__ import annotations

import heapq
from collections.abc import Iterator
from itertools import count
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from scrapy.exceptions import CloseSpider, DropItem
from scrapy.http import HtmlResponse, Request
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from leadminer.base.clock import FixedClock
from leadminer.mining.frontier import IN_DOUBT
from leadminer.mining.outcomes import Tally
from leadminer.mining.rows import Found, row_of
from leadminer.mining.sampling import Sampler
from pipelines.normalise import Pipeline as Normalise
from pipelines.validate import Pipeline as Validate
from spiders.qa import QuestionSpider
from tests.integration.mining.skins.engine import Skin

SITE = "http://forum.example:8080"


class Memory:
    """What a spider needs of a sink."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.rows: dict[str, dict[str, Any]] = {}

    def has(self, key: str) -> bool:
        return key in self.rows

    def refuse(self, reason: str, url: str = "") -> None:
        self.tally.refusals[reason] = self.tally.refusals.get(reason, 0) + 1

    def remember(self, row: dict[str, Any], keys: set[str]) -> None:
        return

    def saw(self, found: Found) -> None:
        return

    def put(self, found: Found) -> None:
        record = found.record
        found = Validate().process_item(Normalise().process_item(found))
        row = row_of(found, spider="qa", version="1")
        assert record.url
        if found.enriches:
            self.rows[row["key"]] = row
        self.rows.setdefault(row["key"], row)


def walk(
    skin: Skin,
    *,
    spider_class: type[QuestionSpider] = QuestionSpider,
    memory: Memory | None = None,
    sampler: Sampler | None = None,
) -> tuple[list[dict[str, Any]], list[str]]:
    """Rows found, and the addresses asked for."""
    memory = memory or Memory()
    clock = FixedClock(skin.now)
    kind = type("Walker", (spider_class,), {"sink": memory, "clock": clock})
    url = SITE + skin.urls.get("index", "/")
    spider = kind(url=url, timezone=skin.timezone, sampler=sampler)
    # maps (feeds) are asked for through the engine: there is none, and no skin has any
    spider.crawler = SimpleNamespace(engine=SimpleNamespace(crawl=lambda request: None))
    order = count()
    queue: list[tuple[int, int, Request]] = [(0, 0, Request(spider.url, meta={"depth_": 0}))]
    asked: list[str] = []
    while queue or (sampler and _push(sampler, spider, queue, order)):
        _, _, request = heapq.heappop(queue)
        pattern = request.meta.get("pattern")
        if pattern and spider.frontier.is_useless(request.url, pattern):
            continue
        if pattern and spider.frontier.may_wait(request.url, pattern):
            heapq.heappush(queue, (-IN_DOUBT, next(order), request))
            continue
        parts = urlsplit(request.url)
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        asked.append(path)
        answer = skin.answer(path)
        response = HtmlResponse(
            request.url,
            status=answer.status,
            body=answer.body,
            headers=answer.headers,
            request=request,
        )
        if answer.status != 200:
            failure = Failure(HttpError(response))
            failure.request = request
            spider.refused(failure)
            continue
        try:
            for each in spider.parse(response):
                if isinstance(each, Request):
                    heapq.heappush(queue, (-each.priority, next(order), each))
                else:
                    try:
                        memory.put(each)
                    except DropItem:
                        memory.refuse("dropped")
        except CloseSpider:
            break
    return list(memory.rows.values()), asked


def _push(sampler: Sampler, spider: Any, queue: list[Any], order: Iterator[int]) -> bool:
    """A page of a sample could not be had: another is drawn."""
    for visit, _ in sampler.draw():
        heapq.heappush(queue, (-visit.priority, next(order), spider.request_of(visit)))
    return bool(queue)
