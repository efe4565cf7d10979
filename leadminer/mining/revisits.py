"""Which pages of a known site are asked for again: those that a list, a time or their own age
speak for. The others are remembered, and lead where they led."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any

from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.addresses import canonical, is_user_page, pattern_of
from leadminer.mining.extraction.items import Link, PageReading, Post
from leadminer.mining.frontier import Frontier, Visit
from leadminer.mining.memory import CHANGED, SAME, Known, Memory
from leadminer.mining.rows import Found
from leadminer.mining.sink import SignalSink

_ROWS_MIN = 3
_AGREE = 0.6
_LEADS_MAX = 500
_BATCH = 20

Chosen = list[tuple[Visit, Known | None]]


@dataclass
class Revisits:
    """The choice, page by page, of one crawl."""

    memory: Memory
    frontier: Frontier
    sink: SignalSink
    wanted_since: datetime | None = None  # nothing older is asked for
    _ignores_conditions: bool = False  # sends validators, yet all of an unchanged page
    _waiting: dict[tuple[str, ...], Visit] = field(default_factory=dict)
    _skipped: dict[tuple[str, ...], Visit] = field(default_factory=dict)
    _asked: set[tuple[str, ...]] = field(default_factory=set)
    _threads: int = 0  # threads read whose row was seen ...
    _talking: int = 0  # ... with replies ...
    _agreeing: int = 0  # ... and their row tells of the last one
    _rows: dict[tuple[str, ...], tuple[str, str]] = field(default_factory=dict)

    def known_start(self, url: str) -> Known | None:
        """What is known of the page where the crawl begins."""
        known = self.memory.of(self.frontier.identity(url))
        return known if self._may_condition(known) else None

    def narrow(self, page: PageReading) -> None:
        """Leave out the later pages of a list on which nothing new can stand any more."""
        nothing_below = self.memory.is_whole and self._has_nothing_below(page)
        if self._leave_out_old(page) or nothing_below:
            page.links = [link for link in page.links if link.kind not in ("next", "page")]

    def _leave_out_old(self, page: PageReading) -> bool:
        """Leave out the rows of a list by time that are too old; whether the last ones are."""
        if self.wanted_since is None or page.posts or not self._rows_tell_last_posts():
            return False
        rows = [link for link in page.links if link.near and link.kind in ("content", "title")]
        patterns = [pattern_of(link.url) for link in rows]
        main = max(set(patterns), key=patterns.count, default="")
        ours = [link for link, pattern in zip(rows, patterns, strict=True) if pattern == main]
        old = self.memory.are_before([link.near for link in ours], self.wanted_since)
        gone = {link.url for link, is_old in zip(ours, old, strict=False) if is_old}
        for url in sorted(gone):
            self.sink.refuse("too_old", url)
        page.links = [link for link in page.links if link.url not in gone]
        return len(old) >= _ROWS_MIN and all(old[-2:])

    def _rows_tell_last_posts(self) -> bool:
        """Whether rows show when a thread was last heard of, as far as threads were read; else a
        thread of long ago may hold what is new."""
        return self._threads >= _ROWS_MIN and self._agreeing >= _AGREE * self._talking

    def choose(self, page: PageReading, visits: list[Visit]) -> Chosen:
        """Of what a page leads to, what is to be asked for (on condition, if it is known)."""
        chosen: Chosen = []
        for visit in visits:
            identity = self.frontier.identity(visit.url)
            known = self.memory.of(identity)
            if known is not None and self._is_somebodys(known):
                self.sink.tally.unchanged += 1
            elif known is None or not known.is_item or (visit.thread_url and page.posts):
                chosen.append((visit, known if self._may_condition(known) else None))
            else:
                self._waiting[identity] = visit
        if page.posts:
            chosen += self._further_pages(page)
        kind = pattern_of(page.url)
        for link in page.links:
            if not link.near:
                continue
            identity = self.frontier.identity(link.url)
            self._rows.setdefault(identity, (link.near, kind))
            known = self.memory.of(identity)
            if known is not None and known.is_item:
                chosen += self._hear(identity, known, self.memory.judge(known, link.near, kind))
        return chosen

    def _further_pages(self, page: PageReading) -> Chosen:
        """What a list showed of a thread's later pages, now that the thread itself is read anew."""
        chosen: Chosen = []
        for link in page.links:
            identity = self.frontier.identity(link.url)
            waiting = self._waiting.get(identity) or self._skipped.get(identity)
            if waiting is not None and waiting.thread_url and identity not in self._asked:
                self._waiting.pop(identity, None)
                self._skipped.pop(identity, None)
                self._asked.add(identity)
                known = self.memory.of(identity)
                chosen.append((waiting, known if self._may_condition(known) else None))
        return chosen

    def _is_somebodys(self, known: Known) -> bool:
        """Whether a page is a person's that held nothing: not worth asking for until it is due."""
        barren = not known.is_item and not known.records and is_user_page(known.url)
        return barren and self.memory.is_whole and not self.memory.is_due(known)

    def recall(self, visit: Visit, known: Known) -> Chosen:
        """A page that has not changed: where it led to. Its threads' later pages follow it."""
        chosen: Chosen = []
        stack = [(visit, known)]
        while stack:
            here, page = stack.pop()
            self.sink.tally.unchanged += 1
            links = [Link(url, "", kind) for url, kind, _ in page.leads_to]
            if not page.is_item and self.memory.is_whole and self._is_newest_first(page):
                # what is new would have come in on top, and this page is as it was
                links = [link for link in links if link.kind not in ("next", "page")]
            reading = PageReading(
                url=page.page_url,
                links=links,
                posts=[Post("")] if page.is_item and page.records else [],
            )
            new = self.frontier.visits(reading, depth=here.depth, thread_url=here.thread_url)
            self.frontier.learn(here.url, reading, new_records=page.records, new_links=1)
            for each in new:
                identity = self.frontier.identity(each.url)
                child = self.memory.of(identity)
                if child is not None and self._is_somebodys(child):
                    self.sink.tally.unchanged += 1
                elif child is None or not child.is_item:
                    chosen.append((each, child if self._may_condition(child) else None))
                elif each.thread_url:
                    stack.append((each, child))
                else:
                    self._waiting[identity] = each
        return chosen

    def leftovers(self) -> Chosen:
        """Threads that no list has told anything of: those that are due, or easily asked."""
        chosen: Chosen = []
        for identity in list(self._waiting)[:_BATCH]:
            visit = self._waiting.pop(identity)
            known = self.memory.of(identity)
            may_ask = known is not None and known.can_ask and not self._ignores_conditions
            if known is None or may_ask or self.memory.is_due(known):
                self._asked.add(identity)
                chosen.append((visit, known))
            else:
                self._skipped[identity] = visit
                chosen += self.recall(visit, known)
        return chosen

    def on_idle(self, spider: Any) -> None:
        """Scrapy has nothing left to do."""
        chosen = self.leftovers()
        for visit, known in chosen:
            spider.crawler.engine.crawl(spider.request_of(visit, known))
        if chosen or self._waiting:
            raise DontCloseSpider

    def unchanged(self, response: Response) -> Known | None:
        """What is remembered of an answer that says, or shows, that nothing has changed."""
        known: Known | None = response.meta.get("known")
        if known is None or not self._may_condition(known):
            return None
        if response.status == 304:
            return known
        if not known.content_hash or content_hash(response.body) != known.content_hash:
            return None
        self._ignores_conditions |= known.can_ask and known.etag == _header(response, "ETag")
        return known

    def keep(
        self,
        asked: str,
        page: PageReading,
        response: Response,
        *,
        found: list[Found],
        visits: list[Visit],
    ) -> None:
        """Remember a page that was read, once what it held is stored."""
        kinds = {link.url: link.kind for link in page.links}
        identity = self.frontier.identity(canonical(asked))
        near, kind = self._rows.get(identity, ("", ""))
        times = [p.posted for p in page.posts if p.posted]
        if near and times and _is_item(page, ""):
            self._threads += 1
            self._talking += len(page.posts) > 1
            self._agreeing += len(page.posts) > 1 and self.memory.tells_of(near, max(times))
        row = {
            "url": canonical(asked),
            "etag": _header(response, "ETag"),
            "last_modified": _header(response, "Last-Modified")[:80],
            "content_hash": content_hash(response.body),
            "records": len(found),
            "newest_at": max(times) if times else None,
            "row": {
                "is": page.url,
                "item": _is_item(page, response.meta.get("thread_url", "")),
                "near": near,
                "at": self.memory.now.isoformat(),
                "list": kind,
            },
            "leads_to": [
                [v.url, kinds.get(v.url, "content"), v.thread_url] for v in visits[:_LEADS_MAX]
            ],
            "read_at": self.memory.now,
        }
        self.sink.remember(row, {each.key for each in found})

    def touch(self, known: Known) -> None:
        """A page was there and unchanged: it is as good as read now."""
        near, kind = self._rows.get(self.frontier.identity(known.url), (known.row, known.row_kind))
        self.sink.remember(
            {
                "url": known.url, "etag": known.etag, "last_modified": known.last_modified,
                "content_hash": known.content_hash, "records": known.records,
                "newest_at": known.newest_at,
                "row": {"is": known.page_url, "item": known.is_item, "near": near,
                        "at": self.memory.now.isoformat(), "list": kind},
                "leads_to": [list(each) for each in known.leads_to],
                "read_at": self.memory.now,
            },
            set(),
        )  # fmt: skip

    def _hear(self, identity: tuple[str, ...], known: Known, verdict: str) -> Chosen:
        if verdict == CHANGED and identity not in self._asked:
            visit = self._waiting.pop(identity, None) or self._skipped.pop(identity, None)
            if visit is not None:
                self._asked.add(identity)
                return [(visit, known)]
        if verdict == SAME and identity in self._waiting:
            visit = self._waiting.pop(identity)
            self._skipped[identity] = visit
            return self.recall(visit, known)
        return []

    def _has_nothing_below(self, page: PageReading) -> bool:
        rows: list[tuple[str, Known | None, str]] = []  # (pattern, thread, row)
        kind = pattern_of(page.url)
        for link in page.links:
            if link.kind in ("content", "title"):
                known = self.memory.of(self.frontier.identity(link.url))
                known = known if known is not None and known.is_item else None
                rows.append((pattern_of(link.url), known, link.near))
        patterns = [pattern for pattern, known, _ in rows if known is not None]
        if len(patterns) < _ROWS_MIN:
            return False
        main = max(set(patterns), key=patterns.count)
        ours = [(known, near) for pattern, known, near in rows if pattern == main]
        threads = [known for known, _ in ours if known is not None]
        for known, near in ours[-2:]:
            if known is None or self.memory.looks(known, near, kind) == CHANGED:
                return False
        return self.memory.goes_back_in_time([near for _, near in ours], threads)

    def _is_newest_first(self, page: Known) -> bool:
        """Whether a list shows its threads by the time of their newest post."""
        threads = (self.memory.of(self.frontier.identity(url)) for url, _, _ in page.leads_to)
        times = [t.newest_at for t in threads if t is not None and t.is_item and t.newest_at]
        wrong = sum(1 for above, below in pairwise(times) if below > above)
        return len(times) > _ROWS_MIN and wrong <= len(times) // 5

    def _may_condition(self, known: Known | None) -> bool:
        # a list's old links are all there is only where an earlier run read to the end
        return known is not None and (self.memory.is_whole or known.is_item)


def conditions(known: Known | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed."""
    if known is None:
        return {}
    headers = {}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def first_visit(url: str) -> Visit:
    """The start page as a visit."""
    return Visit(url, 100, 0, pattern_of(canonical(url)))


def asked_again(known: Known | None) -> dict[str, Any]:
    """What a request carries of a known page; the answer 304 is let through to the spider."""
    return {"known": known, "handle_httpstatus_list": [304]} if known is not None else {}


def _is_item(page: PageReading, thread_url: str) -> bool:
    if thread_url:
        return bool(page.posts)
    here = page.url.split("#")[0]
    firsts = [post for post in page.posts if not post.is_reply]
    if page.posts and not firsts:
        return True  # a later page of a thread, however it was come upon
    if len(firsts) == 1 and firsts[0].url.split("#")[0] == here:
        return True
    return not page.posts and len(page.companies) == 1 and page.companies[0].url == here


def _header(response: Response, name: str) -> str:
    value = (response.headers.get(name) or b"").decode("latin-1").strip()
    return value if len(value) <= 500 and value.isprintable() else ""
