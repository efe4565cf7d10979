"""Which pages of a known site are asked for again: those that a list, a time or their own age
speak for. The others are remembered, and lead where they led."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from scrapy.exceptions import DontCloseSpider
from scrapy.http import Response

from leadminer.base.clock import monotonic
from leadminer.base.ids import content_hash
from leadminer.mining.extraction.places.addresses import canonical, counts_in, pattern_of
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.values.items import Link, PageReading, Post
from leadminer.mining.frontier import Frontier, Visit
from leadminer.mining.known import Known
from leadminer.mining.memory import CHANGED, SAME, UNCLEAR, Memory
from leadminer.mining.page_book import ROWS, TURNS, PageBook, header_of, shown_on
from leadminer.mining.sink import SignalSink
from leadminer.mining.surveys import Identity, family_of
from leadminer.mining.tails import Tails

_ROWS_MIN = 3
_BATCH = 20
_IDLE_SECONDS = 1.0  # of looking through what waits, before the heart must beat
_TRIALS = 2  # new lists of a kind that never showed anything of its own

Chosen = list[tuple[Visit, Known | None]]


@dataclass
class Revisits:
    """The choice, page by page, of one crawl."""

    memory: Memory
    frontier: Frontier
    sink: SignalSink
    wanted_since: datetime | None = None  # nothing older is asked for
    _ignores_conditions: bool = False  # sends validators, yet all of an unchanged page
    _waiting: dict[Identity, Visit] = field(default_factory=dict)
    _skipped: dict[Identity, Visit] = field(default_factory=dict)
    _asked: set[Identity] = field(default_factory=set)
    _tried: Counter[str] = field(default_factory=Counter)
    _has_idled: bool = False
    _all_quiet: bool = False  # one list has told that nothing else has changed
    _tails: Tails | None = None

    def __post_init__(self) -> None:
        survey = self.memory.survey
        self.book = PageBook(self.memory, self.frontier, self.sink)
        self._item_patterns = self.memory.patterns_of_items()
        if survey is not None and not self.memory.was_cut:
            self._tails = Tails(survey, self.memory.is_fresh)

    def known_start(self, url: str) -> Known | None:
        """What is known of the page where the crawl begins."""
        known = self.memory.of(self.frontier.identity(url))
        return self.memory.map_of(url) or self._condition(known)

    def narrow(self, page: PageReading) -> None:
        """Leave out what is too old, and the later pages of a list that are."""
        if self._leave_out_old(page):
            page.links = [link for link in page.links if link.kind not in TURNS]

    def _leave_out_old(self, page: PageReading) -> bool:
        """Leave out the rows of a list by time that are too old; whether the last ones are."""
        if self.wanted_since is None or page.posts or not self.book.rows_tell_last_posts():
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

    def choose(
        self, asked: str, page: PageReading, visits: list[Visit], *, is_same: bool = False
    ) -> Chosen:
        """Of what a page leads to, what is to be asked for (on condition, if it is known).
        `is_same`: it is as it was to the letter."""
        kind = family_of(page.url)
        links = {link.url: link for link in page.links}
        self._listen(page, kind)
        chosen, visits = self._turned(asked, page, visits, is_same)
        for visit in visits:
            identity = self.frontier.identity(visit.url)
            known = self.memory.of(identity)
            if known is None:
                if not self._is_left(visit):
                    chosen.append((visit, None))
            elif page.posts and is_other_view(visit.url, page.url):
                chosen.append((visit, self._condition(known)))  # the rest of a thread
            elif not known.is_item:
                near = links[visit.url].near if visit.url in links else ""
                chosen += self._of_list(visit, known, near, kind)
            elif visit.thread_url and page.posts:
                chosen.append((visit, known))
            else:
                self._waiting[identity] = visit
        if page.posts:
            chosen += self._further_pages(page)
        return chosen + self._hear_rows(page, kind, self._risen(asked, page))

    def _listen(self, page: PageReading, kind: str) -> None:
        """Whether this list tells that nothing has changed anywhere else."""
        survey = self.memory.survey
        if survey is None or self.memory.was_cut or self._all_quiet or page.posts:
            return
        rows: dict[Identity, bool] = {}
        for link in page.links:
            if link.kind in ROWS:
                identity = self.frontier.identity(link.url)
                known = self.memory.of(identity)
                if known is not None and known.is_item:
                    same = self.memory.judge(known, link.near, kind) != CHANGED
                    rows[identity] = same and rows.get(identity, True)
                elif known is None and pattern_of(link.url) in self._item_patterns:
                    rows[identity] = False
        near = [link.near for link in page.links if link.kind in ROWS and link.near]
        if not self.memory.is_by_activity(kind, near):
            return
        self._all_quiet = survey.is_news_of_all(rows.items())

    def _of_list(self, visit: Visit, known: Known, near: str, kind: str) -> Chosen:
        """A list that is known: asked for, unless something tells that it need not be."""
        asked: Chosen = [(visit, known if self._may_condition(known) else None)]
        memory = self.memory
        if not memory.is_whole or memory.was_cut:
            return asked
        verdict = memory.judge_list(known, near, kind) if near else ""
        if verdict == CHANGED:
            return asked
        is_quiet = (verdict == SAME or self._all_quiet) and memory.is_fresh(known)
        if is_quiet or memory.may_leave(known):
            return self.recall(visit, known, is_quiet=is_quiet)
        ask = [] if known.can_ask or self.book.is_newest_first(known) else self._from_its_end(known)
        return [(self._visit_of(each), self._condition(each)) for each in ask] or asked

    def _from_its_end(self, head: Known) -> list[Known]:
        """What to read first of a list in a fixed order: its end shows whether it has moved."""
        threads = (self.memory.of(self.frontier.identity(url)) for url in head.shows)
        rows = [each.row for each in threads if each is not None and each.is_item]
        if self._tails is None or self.memory.may_tell(rows):
            return []
        return self._tails.begin(head)

    def _is_left(self, visit: Visit) -> bool:
        """Whether a page nobody has read is left as before, or as its idle likes (a few tried)."""
        survey, was_left = self.memory.survey, self.memory.was_left(visit.url)
        if survey is None or visit.thread_url or was_left:
            return was_left and not visit.thread_url
        if not survey.is_idle_kind(visit.url):
            return False
        self._tried[visit.pattern] += 1
        return self._tried[visit.pattern] > _TRIALS

    def _turned(
        self, asked: str, page: PageReading, visits: list[Visit], is_same: bool
    ) -> tuple[Chosen, list[Visit]]:
        """Later pages of a list on which nothing new can stand are left out; of a list in a fixed
        order, what is to be read next is told."""
        if page.posts or not self.memory.is_whole or self.memory.was_cut:
            return [], visits
        paged = {link.url for link in page.links if link.kind in TURNS}
        turns = [v for v in visits if v.url in paged]
        if any(self.memory.was_missed(self.frontier.identity(v.url)) for v in turns):
            return [], visits
        identity = self.frontier.identity(canonical(asked))
        known, tails = self.memory.of(identity), self._tails
        # what is new would have come in on top, and this page is as it was
        is_old = is_same and known is not None and self.book.is_newest_first(known)
        if is_old or (turns and self._has_nothing_below(page)):
            return [], [v for v in visits if v not in turns]
        rows = [link.near for link in page.links if link.kind in ROWS]
        if tails is None or known is None or known.is_item or self.memory.may_tell(rows):
            return [], visits
        first = [] if tails.is_of(identity) else tails.begin(known)
        if not tails.is_of(identity):
            return [], visits
        listed = (url for url in shown_on(page) if pattern_of(url) in self._item_patterns)
        threads = [self.frontier.identity(url) for url in listed]
        ask, still = tails.read(identity, [*threads], [*page.keys])
        chosen = [(self._visit_of(each), self._condition(each)) for each in (*first, *ask)]
        for each in still:
            chosen += self.recall(self._visit_of(each), each, is_quiet=True)
        return chosen, [v for v in visits if not tails.holds(self.frontier.identity(v.url))]

    def _visit_of(self, known: Known) -> Visit:
        url = canonical(known.url)
        return self.frontier.offer(url) or Visit(url, 40, 1, pattern_of(url))

    def _condition(self, known: Known | None) -> Known | None:
        return known if self._may_condition(known) else None

    def _risen(self, asked: str, page: PageReading) -> set[Identity]:
        before = self.memory.of(self.frontier.identity(canonical(asked)))
        survey = self.memory.survey
        if before is None or survey is None or before.is_item or page.posts:
            return set()
        if self.memory.tells_of_posts(family_of(page.url)):
            return set()  # what says nothing there is no row
        return survey.risen(before, [link.url for link in page.links if link.kind in ROWS])

    def _hear_rows(self, page: PageReading, kind: str, higher: set[Identity]) -> Chosen:
        chosen: Chosen = []
        for link in page.links:
            identity = self.frontier.identity(link.url)
            if not (link.near or identity in higher):
                continue
            if not page.posts or page.rows >= _ROWS_MIN:  # else but others beside a thread
                self.book.hear(identity, link.near, kind)
            known = self.memory.of(identity)
            if known is not None and known.is_item:
                told = self.memory.judge(known, link.near, kind)
                told = CHANGED if told == UNCLEAR and identity in higher else told
                chosen += self._hear(identity, known, told)
        return chosen

    def _further_pages(self, page: PageReading) -> Chosen:
        """What a list showed of a thread's later pages, now that the thread itself is read anew."""
        chosen: Chosen = []
        for link in page.links:
            identity = self.frontier.identity(link.url)
            waiting = self._waiting.get(identity) or self._skipped.get(identity)
            if waiting is not None and link.kind in TURNS and not waiting.thread_url:
                # a list showed it among its rows
                waiting = replace(waiting, thread_url=page.first_page or page.url)
            is_rest = bool(waiting and (waiting.thread_url or is_other_view(link.url, page.url)))
            if waiting is not None and is_rest and identity not in self._asked:
                self._waiting.pop(identity, None)
                self._skipped.pop(identity, None)
                self._asked.add(identity)
                known = self.memory.of(identity)
                chosen.append((waiting, self._condition(known)))
        return chosen

    def recall(
        self, visit: Visit, known: Known, *, is_quiet: bool = False, is_same: bool = False
    ) -> Chosen:
        """A page that has not changed: where it led to. Its threads' later pages follow it.

        `is_quiet`: the later pages of a list, and what it lists, are known to be as they were, too.
        `is_same`: the page itself was seen, so that its rows say what they said.
        """
        told = family_of(known.page_url) if is_same else None
        # asked for because of news that its first page does not hold: the last one may
        has_news = is_same and self.frontier.identity(known.url) in self._asked
        chosen: Chosen = []
        stack = [(visit, known)]
        while stack:
            here, page = stack.pop()
            self.sink.tally.unchanged += 1
            links = [Link(url, "", kind) for url, kind, _ in page.leads_to]
            if not page.is_item and self.memory.is_whole and self.book.is_newest_first(page):
                # what is new would have come in on top, and this page is as it was
                links = [link for link in links if link.kind not in TURNS]
            reading = PageReading(
                url=page.page_url,
                links=links,
                posts=[Post("")] if page.is_item and page.records else [],
            )
            turns = {link.url for link in links if link.kind in TURNS}
            new = self.frontier.visits(reading, depth=here.depth, thread_url=here.thread_url)
            self.frontier.learn(here.url, reading, new_records=page.records, new_links=1)
            later = [each.url for each in new if each.thread_url]
            last = max(later, key=counts_in) if later and has_news and page is known else ""
            for each in new:
                identity = self.frontier.identity(each.url)
                child = self.memory.of(identity)
                if child is None and not each.thread_url and self.memory.was_left(each.url, page):
                    continue
                if child is None or each.url == last:
                    chosen.append((each, child))
                elif child.is_item and each.thread_url:
                    stack.append((each, child))
                elif child.is_item and is_quiet and not self.memory.is_due(child):
                    self._skipped[identity] = each
                    stack.append((each, child))
                elif child.is_item:
                    self._waiting[identity] = each
                elif is_quiet and each.url in turns and self.memory.is_fresh(child):
                    stack.append((each, child))
                else:
                    kind = told if told == child.row_kind else ""
                    chosen += self._of_list(each, child, child.row if kind else "", kind or "")
        return chosen

    def choose_listed(self, visits: list[Visit], told: set[str]) -> Chosen:
        """Of what a sitemap or feed names, what is to be asked for. `told`: addresses of which it
        says by time that they have changed."""
        chosen: Chosen = []
        for visit in visits:
            identity = self.frontier.identity(visit.url)
            known = self.memory.of(identity)
            if known is None or visit.url in told:
                self._asked.add(identity)
                chosen.append((visit, known))
            elif known.is_item:
                self._waiting[identity] = visit
            else:
                chosen += self._of_list(visit, known, "", "")
        return chosen

    def leftovers(self) -> Chosen:
        """Threads that no list has told anything of: those that are due, or easily asked."""
        chosen: Chosen = []
        for identity in list(self._waiting)[:_BATCH]:
            visit = self._waiting.pop(identity)
            known = self.memory.of(identity)
            may_ask = bool(known and known.can_ask) and not self._ignores_conditions
            may_ask = may_ask and not self._all_quiet
            if known is None or may_ask or self.memory.is_due(known):
                self._asked.add(identity)
                chosen.append((visit, known))
            else:
                self._skipped[identity] = visit
                chosen += self.recall(visit, known)
        return chosen

    def on_idle(self, spider: Any) -> None:
        """Scrapy has nothing left to do; it asks again only seconds later."""
        chosen, until = self.leftovers(), monotonic() + _IDLE_SECONDS
        while self._waiting and not chosen and monotonic() < until:
            chosen = self.leftovers()
        rest = self._tails.rest() if self._tails else []
        chosen += [(self._visit_of(each), self._condition(each)) for each in rest]
        for visit, known in chosen:
            spider.crawler.engine.crawl(spider.request_of(visit, known))
        if chosen or self._waiting:
            raise DontCloseSpider

    def nothing_listed(self) -> list[Visit]:
        """Links and maps have run out: on with threads that only a map named which was not read
        again, as far as they are due. Told: pages that did not come last time."""
        if self._has_idled:
            return []
        self._has_idled = True
        for known in self.memory.survey.orphans() if self.memory.survey else ():
            visit = self.frontier.offer(canonical(known.url))
            if visit is not None:
                self._waiting[self.frontier.identity(visit.url)] = visit
        again = (self.frontier.offer(url) for url in self.memory.missed())
        return [visit for visit in again if visit is not None]

    def unchanged(self, response: Response) -> Known | None:
        """What is remembered of an answer that says, or shows, that nothing has changed."""
        known: Known | None = response.meta.get("known")
        if known is None or not (known.is_map or self._may_condition(known)):
            return None
        if response.status == 304:
            return known
        if not known.content_hash or content_hash(response.body) != known.content_hash:
            return None
        self._ignores_conditions |= known.can_ask and known.etag == header_of(response, "ETag")
        return known

    def _hear(self, identity: Identity, known: Known, verdict: str) -> Chosen:
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
        kind = family_of(page.url)
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
        if any(k is None or self.memory.looks(k, near, kind) == CHANGED for k, near in ours[-2:]):
            return False
        return self.memory.goes_back_in_time([near for _, near in ours], threads, kind)

    def _may_condition(self, known: Known | None) -> bool:
        # a list's old links are all there is only where an earlier run read to the end
        return known is not None and (self.memory.is_whole or known.is_item)
