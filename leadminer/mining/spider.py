"""The base of every spider in a workspace: it walks a site, reads its pages, hands on signals.

A spider adds what it is looking for; it may override `records` to read a page its own way.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import scrapy
from scrapy import signals
from scrapy.exceptions import CloseSpider, StopDownload
from scrapy.http import HtmlResponse, Request, Response
from twisted.python.failure import Failure

from leadminer.base.clock import Clock, SystemClock
from leadminer.base.ids import content_hash
from leadminer.mining.answers import HTML, looks_like_html
from leadminer.mining.company_book import CompanyBook
from leadminer.mining.extraction.companies.memory import DirectoryMemory
from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.html.wishes import Wishes, wishes_of_headers
from leadminer.mining.extraction.page import Context, read_page
from leadminer.mining.extraction.places.addresses import canonical, is_user_page
from leadminer.mining.extraction.places.homes import Homes
from leadminer.mining.extraction.values.builds import SiteMemory
from leadminer.mining.extraction.values.dates import Zone
from leadminer.mining.extraction.values.items import Company, PageReading, Post
from leadminer.mining.frontier import Frontier, Visit, first_visit
from leadminer.mining.known import Known, asked_again, conditions
from leadminer.mining.lessons import learn_again, lessons_of
from leadminer.mining.memory import Memory
from leadminer.mining.places import Places
from leadminer.mining.politeness.page_failures import reason_of
from leadminer.mining.politeness.time_limits import TooSlow, cpu_limit, give_back_memory
from leadminer.mining.readers.discovery import Discovery
from leadminer.mining.readers.finding import Finding
from leadminer.mining.readers.maps import Maps, described, visit_of
from leadminer.mining.revisits import Chosen, Revisits
from leadminer.mining.rows import Evidence, Found, PageKeys, kind_of, name_answered
from leadminer.mining.sampling import Sampler
from leadminer.mining.sink import SignalSink

logger = logging.getLogger(__name__)

# refusals of ours, or of the whole host: the kind of page is none the worse for them
_SAYS_NOTHING = frozenset(
    {"barren", "unchanged", "too_old", "stopped", "circuit", "paused", "budget", "no_mine",
     "http_429", "our_error", "robots", "tdm_reserved", "ignored"}
)  # fmt: skip
_NO_PAGE = frozenset({"http_404", "http_405", "http_410"})
PAGE_CPU_SECONDS_MAX = 6.0  # for understanding one page
PAGE_CPU_SECONDS_MIN = 2.5
_LARGE_PAGE = 500_000  # bytes
_STREAMS = ("text/event-stream", "multipart/", "video/", "audio/", "image/")


class SignalSpider(scrapy.Spider):
    """Reads one site from one address."""

    name = "signals"
    version: ClassVar[str] = "1"
    wants_posts: ClassVar[bool] = True
    wants_companies: ClassVar[bool] = False
    looks_first: ClassVar[bool] = False  # whether a JSON API is preferred where the site names one
    # set by the runner
    sink: SignalSink
    clock: Clock = SystemClock()

    def __init__(
        self,
        url: str = "",
        *,
        pages_max: int = 2000,
        depth_max: int = 12,
        timezone: str = "UTC",
        region: str | None = None,
        finding: Finding | None = None,
        discovery: Discovery | None = None,
        memory: Memory | None = None,
        homes: Homes | None = None,
        pattern_pages_max: int = 20_000,
        sampler: Sampler | None = None,
        **options: Any,
    ) -> None:
        super().__init__(**options)
        self.url = url
        self._too_slow = 0  # pages that could not be understood in time
        self.pages_max = pages_max
        self.region = region
        self.finding = finding
        self.sampler = sampler
        self.zone = Zone(ZoneInfo(timezone) if timezone != "UTC" else UTC)
        self.companies = CompanyBook()
        self.memory = DirectoryMemory()
        self.build = SiteMemory()
        self.homes = homes or Homes()
        self.frontier = Frontier(
            url, depth_max=depth_max, follow_users=self.wants_companies,
            pattern_pages_max=pattern_pages_max,
        )  # fmt: skip
        self.places = Places()
        memory = Memory(self.clock.now()) if memory is None else memory
        memory.settle(self.frontier)
        self.maps = Maps(self, discovery or Discovery(), memory)
        wanted = self.maps.discovery.wanted_since
        self.revisits = Revisits(memory, self.frontier, self.sink, wanted_since=wanted)
        learn_again(memory.lessons, self.build, self.memory)
        self.revisits.book.taught = partial(lessons_of, self.build, self.memory)

    @classmethod
    def from_crawler(cls, crawler: Any, *args: Any, **options: Any) -> Self:
        """Made by Scrapy."""
        made = super().from_crawler(crawler, *args, **options)
        made.maps.listen()
        idle = made.maps.on_idle_sampling if made.sampler else made.revisits.on_idle
        made.crawler.signals.connect(idle, signal=signals.spider_idle)
        made.crawler.signals.connect(made.on_headers, signal=signals.headers_received)
        return made

    def on_headers(self, headers: Any, request: Request) -> None:
        """What is no page need not come whole, and may have no end at all."""
        kind = (headers.get("Content-Type") or b"").decode("latin-1").lower().lstrip()
        is_page = request.meta.get("pattern") is not None
        if kind.startswith(_STREAMS) or (is_page and kind and not kind.startswith(HTML)):
            raise StopDownload(fail=False)

    async def start(self) -> AsyncIterator[Any]:
        """Begin at the address we were given."""
        known = self.revisits.known_start(self.url)
        first = Request(
            self.url, self.parse, errback=self.refused, dont_filter=True,
            headers=conditions(known), meta={"depth_": 0, **asked_again(known)},
        )  # fmt: skip
        if self.finding is None:
            yield first
            return
        for request in self.maps.requests_for(self.finding.site.sitemaps):
            yield request
        body = self.finding.body  # it was asked for already, to find out what the site is
        asked = first.replace(url=body.url)
        page = HtmlResponse(body.url, body.status, dict(body.headers), body.body, request=asked)
        for each in self._parse_at_start(page):
            yield each

    def _parse_at_start(self, page: Response) -> Iterator[Any]:
        """As Scrapy would call `parse`: an error costs the page, a limit ends the crawl."""
        try:
            yield from self.parse(page)
        except CloseSpider as limit:
            engine = self.crawler.engine
            assert engine is not None
            engine.close_spider(self, limit.reason)
        except Exception:  # what follows may still be read: sitemaps, feeds
            logger.exception("reading the first page failed")
            self.sink.refuse("our_error")

    def records(self, page: PageReading) -> list[Post | Company]:
        """What of a page becomes a signal. Override to read a page your own way."""
        found: list[Post | Company] = []
        if self.wants_posts:
            found += page.posts
        if self.wants_companies:
            found += page.companies
        return found

    def parse(self, response: Response, **_: Any) -> Iterator[Found | Request]:
        """Read a page, hand on what it holds, follow what is worth it."""
        if self.sink.tally.pages >= self.pages_max:
            return  # was under way when the limit was reached
        meta = response.meta
        if meta.get("pattern") is not None and not self.frontier.is_on_site(response.url):
            self._left_the_site(meta["asked"])
            return
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        known = self.revisits.unchanged(response)
        if known is not None and known.is_map and response.status == 304:
            self.maps.read(response)
            return
        if known is not None and not known.is_map:
            yield from self._go_on_from(response, known)
            return
        if meta.get("pattern") is None:
            self._begun_at(response.url)
            led_to = self.maps.read_first(response, kind)
            if led_to is not None:
                yield from led_to
                return
        if (kind and not kind.startswith(HTML)) or not looks_like_html(response.body, kind):
            self.sink.refuse("not_html", response.url)
            return
        thread_url = meta.get("thread_url", "")
        page = self._understood(response, kind, is_later_page=bool(thread_url))
        if page is None:
            return
        thread_url = thread_url or (page.first_page if page.posts else "")
        self.sink.tally.pages += 1
        if page.wall and not page.posts and not page.companies:
            self.sink.refuse(page.wall, response.url)
        self.sink.tally.unread_pages += int(page.unread and self.wants_posts)
        barred = _why_not_kept(response, page, self.clock.now())
        told = [] if barred else self._found(response, page, thread_url)
        found = [each for each in told if not self._is_too_old(each)]
        if barred:
            self.sink.refuse(barred, response.url)
        fresh = sum(1 for f in told if f.enriches or not self.sink.has(f.key))
        yield from found
        self.frontier.learn_people(page)
        self.revisits.narrow(page)
        visits = self.frontier.visits(page, depth=meta["depth_"], thread_url=thread_url)
        self.sink.tally.addresses_known += len(visits)
        new_links = self.frontier.promising(visits)
        asked = meta.get("asked", self.url)
        self.frontier.learn(asked, page, new_records=fresh, new_links=new_links)
        self.revisits.book.keep(
            asked, page, response, found=found, visits=visits, is_barred=bool(barred)
        )
        if self.sampler is not None:
            self.sampler.saw(asked, page, [each.key for each in told], size=len(response.body))
        if self.sink.tally.pages >= self.pages_max:
            raise CloseSpider("pages_max")
        below = {visit.url for visit in visits if visit.thread_url or not page.posts}
        self.places.learn(asked, page, below, first=meta.get("pattern") is None)
        chosen = self.revisits.choose(asked, page, visits)
        chosen = self.sampler.go_on(asked, page, chosen) if self.sampler else chosen
        for visit, known in chosen:
            yield self.request_of(visit, known)

    def _understood(
        self, response: Response, kind: str, *, is_later_page: bool
    ) -> PageReading | None:
        """A page, read; None if that costs too much time or memory."""
        try:
            # where pages are made to cost us, the next may cost less
            with cpu_limit(max(PAGE_CPU_SECONDS_MIN, PAGE_CPU_SECONDS_MAX / 2**self._too_slow)):
                return self._read(response, kind, is_later_page=is_later_page)
        except (TooSlow, MemoryError, RecursionError):
            self._too_slow += 1
            self.sink.refuse("page_time", response.url)
            self._learn_nothing(response.meta.get("asked", self.url))
            return None
        finally:
            if len(response.body) > _LARGE_PAGE:
                give_back_memory()

    def _go_on_from(self, response: Response, known: Known) -> Iterator[Request]:
        """A page that has not changed leads where it led."""
        meta = response.meta
        if meta.get("pattern") is None:
            self._begun_at(response.url)
        visit = visit_of(meta) if meta.get("pattern") else first_visit(self.url)
        self.revisits.book.touch(known)
        chosen = self._heard_again(response, known, visit)
        if chosen is None:
            chosen = self.revisits.recall(visit, known, is_same=True)
        for each, child in chosen:
            yield self.request_of(each, child)

    def _heard_again(self, response: Response, known: Known, visit: Visit) -> Chosen | None:
        """What an unchanged list speaks for: that its rows are as they were tells of other pages.
        None where there is nothing to hear, or all of the site must be read."""
        memory = self.revisits.memory
        if not response.body or known.is_item or memory.was_cut or not memory.is_whole:
            return None
        kind = (response.headers.get("Content-Type") or b"").decode("latin-1").lower()
        page = self._understood(response, kind, is_later_page=False)
        if page is None or page.posts:
            return None
        self.revisits.sink.tally.unchanged += 1
        self.revisits.narrow(page)
        visits = self.frontier.visits(page, depth=visit.depth)
        self.frontier.learn(visit.url, page, new_records=known.records, new_links=1)
        return self.revisits.choose(visit.url, page, visits, is_same=True)

    def _is_too_old(self, found: Found) -> bool:
        since = self.maps.discovery.wanted_since
        posted = found.record.posted if isinstance(found.record, Post) else None
        return bool(since and posted and posted < since)

    def request_of(self, visit: Visit, known: Known | None = None) -> Request:
        """A visit as a request; of a page that is known, on condition that it has changed."""
        return Request(
            visit.url,
            self.parse,
            errback=self.refused,
            priority=visit.priority,
            dont_filter=True,
            headers=conditions(known),
            meta={**described(visit), **asked_again(known)},
        )

    def refused(self, failure: Failure) -> None:
        """Count what could not be read, with its reason."""
        reason = reason_of(failure)
        request = getattr(failure, "request", None)
        if reason:
            self.sink.refuse(reason, request.url if request is not None else "")
        asked = request.meta.get("asked") if request is not None else None
        if asked and reason and reason not in _SAYS_NOTHING:
            self._learn_nothing(asked)
            if reason in _NO_PAGE:
                self.frontier.learn_missing(asked)
            self.revisits.book.missed(asked, reason)

    def _learn_nothing(self, asked: str) -> None:
        self.frontier.learn(asked, PageReading(url=canonical(asked)), new_records=0, new_links=0)

    def _begun_at(self, url: str) -> None:
        """The start page is read: where it came from is the site, wherever it was asked for."""
        self.frontier.moved_to(url)
        host = urlsplit(url).netloc.lower()
        if host != urlsplit(self.url).netloc.lower():
            self.sink.move_to(host, spider=self.name)

    def _left_the_site(self, asked: str) -> None:
        self.sink.refuse("off_site", asked)
        self._learn_nothing(asked)

    def read_response(self, response: Response, content_type: str = "text/html") -> PageReading:
        """One page, read as in a crawl, for trying a spider out."""
        return self._read(response, content_type, is_later_page=False)

    def _read(self, response: Response, content_type: str, *, is_later_page: bool) -> PageReading:
        asked = response.meta.get("asked", "") if response.request else ""  # a recorded page: no
        text = decode(response.body, content_type).text
        context = Context(
            now=self.clock.now(),
            zone=self.zone,
            region=self.region,
            is_later_page=is_later_page,
            want_posts=self.wants_posts,
            want_companies=self.wants_companies,
            memory=self.memory,
            build=self.build,
            called=self.places.called(asked),
        )
        page = read_page(text, response.url, context)
        if is_user_page(page.url) and canonical(self.url) != page.url:
            page.posts = []  # what one person says in many threads stands in those
        return page

    def _found(self, response: Response, page: PageReading, thread_url: str) -> list[Found]:
        evidence = Evidence(
            response.url, self.clock.now(), response.status, content_hash(response.body)
        )
        here = canonical(page.url)
        home = thread_url or next((p.url for p in page.posts if not p.is_reply), here)
        known = self.homes.known_home(home, page.posts)
        page.is_echo = bool(known)
        if not known:
            self.homes.remember(home, page.posts)
        home, first = known or home, home
        asked = response.meta.get("asked", "")
        place = self.places.of(asked, page)
        found, views, keys = list[Found](), Counter[str](), PageKeys()
        for record in self.records(page):
            if isinstance(record, Post):
                record.is_reply |= bool(thread_url) and not record.stands_alone
                record.section = record.section or list(place)
                own = page.one_message and not known
                if not own and record.url == (here if record.is_reply else first):
                    record.url = home  # a reply without an address of its own; a twin's first post
                if elsewhere := self.homes.met_at(record):
                    views[elsewhere.partition("#")[0]] += 1
                    continue
            each = Found(record, evidence, home)
            each.key = keys.key_of(each)
            if kind_of(record) != "reply":
                page.keys.append(each.key[:16])
            kept = self.companies.meet(each) if isinstance(record, Company) else each
            if kept is not None:
                self.sink.saw(kept)
                found.append(kept)
        name_answered(found)
        page.is_echo |= max(views.values(), default=0) >= max(3, len(found) + 1)
        if page.is_echo:
            self.frontier.learn_echo(response.meta.get("asked", self.url))
        return found


def _why_not_kept(response: Response, page: PageReading, now: datetime) -> str:
    """Why a page may be read but not kept: noindex or tdm_reserved; nothing if it may."""
    told = [value.decode("latin-1") for value in response.headers.getlist("X-Robots-Tag")]
    tdm = (response.headers.get("tdm-reservation") or b"").decode("latin-1")
    said = wishes_of_headers(told, tdm, now=now).and_(
        Wishes(page.noindex, page.nofollow, page.tdm_reserved)
    )
    page.nofollow, page.noindex = said.nofollow, said.noindex
    if said.noindex:
        return "noindex"
    return "tdm_reserved" if said.tdm_reserved else ""
