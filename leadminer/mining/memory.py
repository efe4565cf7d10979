"""What earlier runs of a reader know of a source's pages, and what of it need not be read again.

A thread whose row on a list shows nothing new is not asked for. A page that a list says nothing of
is asked for on condition (ETag, Last-Modified), or, where its server knows none, when it is due.
Everything is read anew from time to time. RFC 9110, 13.1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from leadminer.mining.extraction.places.addresses import is_user_page, pattern_of
from leadminer.mining.extraction.places.listing import Signs, overlap, shows_news, signs_of
from leadminer.mining.extraction.values.dates import UTC_ZONE, Zone
from leadminer.mining.frontier import Frontier
from leadminer.mining.known import Known, share_of
from leadminer.mining.surveys import RowKind, Survey

CHANGED: Final = "changed"
SAME: Final = "same"
UNCLEAR: Final = "unclear"
_VOTES_MIN: Final = 3
_AGREE: Final = 0.6
_TWINS: Final = 0.8
_INVERSIONS_MIN: Final = 2
_IDLE_SHARE: Final = 0.1  # a thread silent for ten days is looked at again after one
_IDLE_MAX: Final = timedelta(days=30)
_LEFT_ALONE: Final = timedelta(days=1)  # at first, and twice as long each time nothing came of it


@dataclass(slots=True)
class Memory:
    """All that is known of one source by one reader.

    `is_whole`: an earlier run read all there was, so that what is unchanged leads to nothing new.
    `was_cut`: a later one did not come to its end, so that of lists it read not all may be known.
    """

    now: datetime
    zone: Zone = UTC_ZONE
    is_whole: bool = False
    was_cut: bool = False
    reread: timedelta = timedelta(days=30)
    revisit: timedelta = timedelta(hours=12)
    _all: list[Known] = field(default_factory=list)
    _pages: dict[tuple[str, ...], Known] = field(default_factory=dict)
    _missed: dict[tuple[str, ...], Known] = field(default_factory=dict)
    _maps: dict[str, Known] = field(default_factory=dict)
    survey: Survey | None = None
    lessons: dict[str, Any] = field(default_factory=dict)  # what reading the site has taught
    _signs: dict[str, Signs] = field(default_factory=dict)
    _read_rows: dict[str, Signs] = field(default_factory=dict)
    _has_replies: bool = False
    _kinds: dict[str, RowKind] = field(default_factory=dict)  # of rows of threads, by their list

    def take(self, pages: Iterable[Known]) -> None:
        """Take in what is remembered; what is too old is not believed any more."""
        self._all = []
        for page in pages:
            if page.lessons is not None:
                self.lessons = page.lessons
            elif self.now - page.read_at < self.reread:
                self._all.append(page)

    def read_times(self) -> dict[str, datetime]:
        """When each page was read, by both its addresses."""
        found: dict[str, datetime] = {}
        for page in self._all:
            if not page.missed and page.records:
                found[page.url] = found[page.page_url] = page.read_at
        return found

    def settle(self, frontier: Frontier) -> None:
        """Tell the frontier what kinds of page give something; learn how lists talk."""
        for page in self._all:
            if page.is_echo:
                frontier.recall_echo(page.url)
            elif page.is_item and page.records:
                frontier.recall(page.url, page.page_url, records=page.records)
                if page.people:
                    frontier.recall_people(page.people)
            elif not (page.is_item or page.records or page.is_map or page.missed) and (
                is_user_page(page.url) or page.is_gone
            ):
                frontier.recall_barren(page.url)
        for page in self._all:
            if page.is_map:
                self._maps[page.url] = page
                continue
            told = self._missed if page.missed else self._pages
            told.setdefault(frontier.identity(page.url), page)
        for page in self._all:
            if page.page_url != page.url and not (page.is_map or page.missed):
                self._pages.setdefault(frontier.identity(page.page_url), page)
        self._recall_twins(frontier)
        self._all = []
        self._learn()
        start = frontier.identity(frontier.start_url)
        if self.is_whole:
            self.survey = Survey(
                self._pages, frontier.identity, start, self._kinds, self._has_replies
            )
            self.survey.learn_rows(self._old_signs)
            self.survey.inherit_rows(self.lessons.get("lists") or {})

    def _recall_twins(self, frontier: Frontier) -> None:
        """Kinds of addresses (of single posts) that lead to threads known by their own."""
        own = {page.url for page in self._all if page.is_item and page.records}
        others = [
            page for page in self._all
            if page.page_url != page.url and not (page.is_map or page.missed)
            and pattern_of(page.url) != pattern_of(page.page_url)
        ]  # fmt: skip
        told = Counter(pattern_of(page.url) for page in others)
        twins = Counter(pattern_of(page.url) for page in others if page.page_url in own)
        for pattern, count in twins.items():
            if count >= _TWINS * told[pattern]:
                frontier.recall_aliases(pattern, count)

    def __len__(self) -> int:
        return len(self._pages) or len(self._all)

    def of(self, identity: tuple[str, ...]) -> Known | None:
        """What is known of a page."""
        return self._pages.get(identity)

    def missed(self) -> list[str]:
        """Pages that did not come when they were asked for last."""
        return [page.url for page in self._missed.values()]

    def map_of(self, url: str) -> Known | None:
        """What is known of a sitemap or feed that a run read to the end of what it names."""
        found = self._maps.get(url)
        return None if self.was_cut or not self.is_whole else found

    def was_missed(self, identity: tuple[str, ...]) -> bool:
        """Whether a page did not come when it was asked for last."""
        return identity in self._missed

    def was_left(self, url: str, turned_from: Known | None = None) -> bool:
        """Whether a run that read all there was came upon an address and left it aside: as a list
        that shows once more what others do, or as one of a kind that gives nothing. Later pages of
        a list only where nobody needs it: they may be new, and not read for a hint."""
        survey = self.survey
        if survey is None or self.was_cut:
            return False
        if survey.is_item_kind(url) or survey.is_needed_kind(url):
            return False
        identity = survey.identity(url)
        if identity in self._pages or identity in self._missed:
            return False
        is_view = turned_from is not None and not survey.is_needed(turned_from)
        return identity in survey.led or (is_view and identity in survey.later)

    def judge(self, page: Known, row: str, row_kind: str) -> str:
        """What a row of a list says of a thread: changed, same or unclear."""
        seen = self.looks(page, row, row_kind)
        if seen != SAME or not self._has_replies:
            return seen
        kind = self._kinds.get(row_kind)
        return SAME if kind and self._is_sure(kind, page, self._new_signs(row)) else UNCLEAR

    def looks(self, page: Known, row: str, row_kind: str) -> str:
        """The same, whether or not this site's rows are known to tell of replies."""
        new, old = self._new_signs(row), self._old_signs(page)
        if not (new.times or new.counts):
            return UNCLEAR
        kind = self._kinds.get(row_kind)
        if not page.row or row_kind != page.row_kind or not (old.times or old.counts):
            return self._against_thread(kind, page, new) if kind else UNCLEAR
        counters = kind.counters if kind else None
        news = shows_news(old, new, counters=counters, same_list=True)
        return CHANGED if news else SAME

    def _against_thread(self, kind: RowKind, page: Known, row: Signs) -> str:
        """What a row says, compared with what the thread held when it was read."""
        posts, held = page.records, page.newest_at
        if self.survey is not None:
            posts, held = self.survey.held_in(page)
        if kind.tells_time and row.newest and held:
            latest, grain = row.newest
            if latest - timedelta(seconds=grain) > held + timedelta(seconds=60):
                return CHANGED
            return SAME if overlap((held, 60), row.newest) else UNCLEAR
        counts = [row.counts[n] + more for n, more in kind.offsets if n < len(row.counts)]
        if not counts:
            return UNCLEAR
        return SAME if set(counts) == {posts} else CHANGED

    def judge_list(self, page: Known, row: str, row_kind: str) -> str:
        """What a row says of a list, as far as such rows were found to tell of what is below."""
        kind = self.survey.rows.get(row_kind) if self.survey else None
        if kind is None or not page.row or row_kind != page.row_kind or page.url in kind.silent:
            return UNCLEAR
        old, new = self._old_signs(page), self._new_signs(row)
        if not (old.counts or old.times) or not (new.counts or new.times):
            return UNCLEAR
        # where none is known to count what is below, any may
        if shows_news(old, new, counters=kind.counters or None, same_list=True):
            return CHANGED
        return SAME if self._is_sure(kind, page, new) else UNCLEAR

    def _is_sure(self, kind: RowKind, page: Known, row: Signs) -> bool:
        return bool(kind.counters) or (kind.tells_time and not self._may_hide(page, row))

    def _may_hide(self, page: Known, row: Signs) -> bool:
        """Whether the time of a row is so coarse that a post after our reading may share it."""
        if row.newest is None:
            return False
        latest, grain = row.newest
        slack = timedelta(seconds=grain if grain < 86_000 else 0)
        return grain >= 60 and latest + slack >= page.read_at

    def agrees(self, row: str, page: Known) -> bool:
        """Whether a row tells of a thread as it was read, and of nothing that came after."""
        said = self._new_signs(row)
        if said.newest is not None and page.newest_at is not None:
            if overlap((page.newest_at, 60), said.newest):
                return True
            if said.newest[0] - timedelta(seconds=said.newest[1]) > page.newest_at:
                return False
        return page.records - 1 in said.counts or page.records in said.counts

    def is_due(self, page: Known) -> bool:
        """Whether a thread that no list tells of is to be looked at again."""
        silent = page.read_at - page.newest_at if page.newest_at else timedelta()
        wait = max(self.revisit, silent * _IDLE_SHARE)
        if page.newest_at is None:
            wait *= 1 << min(page.same, 10)
        return self.now - page.read_at >= min(wait, _IDLE_MAX)

    def may_leave(self, page: Known) -> bool:
        """Whether a list that shows nothing of its own, or nothing at all, is left alone today.

        Each waits a little longer than a day, by its address: they do not all come at once.
        """
        if self.survey is None or self.survey.is_needed(page):
            return False
        return self.is_fresh(page)

    def is_fresh(self, page: Known) -> bool:
        """Whether a list was read so lately that hints may stand for reading it."""
        wait: timedelta = _LEFT_ALONE * (1 + share_of(page.url)) * (1 << min(page.same, 10))
        return self.now - page.read_at < min(wait, _IDLE_MAX)

    def may_tell(self, rows: list[str]) -> bool:
        """Whether these rows may show when somebody has answered."""
        if not self._has_replies:
            return False
        return any(signs.counts or signs.times for signs in map(self._new_signs, rows))

    def tells_of_posts(self, row_kind: str) -> bool:
        """Whether rows on this kind of list were seen to count posts, or to tell of the last."""
        return row_kind in self._kinds

    def is_by_activity(self, row_kind: str, rows: list[str]) -> bool:
        """Whether a list that has what was written last on top would show an answer so: its rows
        tell when, or it is out of the order of the times it shows (when threads began)."""
        kind = self._kinds.get(row_kind)
        if not self._has_replies or (kind and kind.tells_time):
            return True
        times = [at[0] for row in rows if (at := self._new_signs(row).newest)]
        return sum(1 for above, below in pairwise(times) if below > above) >= _INVERSIONS_MIN

    def patterns_of_items(self) -> set[str]:
        """The kinds of pages that were threads or companies."""
        return {pattern_of(p.url) for p in self._pages.values() if p.is_item and p.records}

    def goes_back_in_time(self, rows: list[str], threads: list[Known], row_kind: str) -> bool:
        """Whether a list has on top what is new: by the times of its rows, or by what its
        threads held.

        Where rows count replies and show but when a thread began, news may stand anywhere.
        """
        kind = self._kinds.get(row_kind)
        if self._has_replies and not (kind and kind.tells_time) and self._have_counts(rows):
            return False
        found = [self._new_signs(row).newest for row in rows]
        times = [each for each in found if each]
        if len(times) < _VOTES_MIN or len(times) < len(rows) * 0.8:
            times = [(t.newest_at, 60) for t in threads if t.newest_at]
        pairs = list(pairwise(times))
        wrong = sum(1 for a, b in pairs if b[0] - timedelta(seconds=b[1]) > a[0])
        return len(times) >= _VOTES_MIN and wrong <= max(1, len(pairs) // 5)

    def _have_counts(self, rows: list[str]) -> bool:
        return any(self._new_signs(row).counts for row in rows)

    def tells_of(self, row: str, newest: datetime) -> bool:
        """Whether a row's latest time is that of the last post of its thread."""
        told = self._new_signs(row).newest
        return told is not None and overlap((newest, 60), told)

    def are_before(self, rows: list[str], since: datetime) -> list[bool]:
        """Of the rows of one list, which tell of nothing since then. Empty where the list does not
        show by its own times that it goes back in time."""
        times = [self._new_signs(row).newest for row in rows]
        told = [each for each in times if each]
        if len(told) < _VOTES_MIN or len(told) < len(rows) * 0.8:
            return []
        if not self.goes_back_in_time(rows, [], ""):
            return []
        return [t is not None and t[0] + timedelta(seconds=t[1]) < since for t in times]

    def _new_signs(self, row: str) -> Signs:
        found = self._read_rows.get(row)
        if found is None:
            found = self._read_rows[row] = signs_of(row, now=self.now, zone=self.zone)
        return found

    def _old_signs(self, page: Known) -> Signs:
        found = self._signs.get(page.url)
        if found is None:
            found = signs_of(page.row, now=page.row_at or page.read_at, zone=self.zone)
            self._signs[page.url] = found
        return found

    def _learn(self) -> None:
        """Of each kind of list: which numbers of its rows count posts, and whether their time is
        that of the last post."""
        self._has_replies = any(p.is_item and p.records > 1 for p in self._pages.values())
        talking: dict[str, list[Known]] = defaultdict(list)
        for page in self._pages.values():
            if page.is_item and page.row and page.records > 1:
                talking[page.row_kind].append(page)
        for kind, threads in talking.items():
            votes = Counter[tuple[int, int]]()
            timely = told = 0
            for page in threads:
                signs = self._old_signs(page)
                votes.update(
                    (n, page.records - count) for n, count in enumerate(signs.counts)
                    if count in (page.records, page.records - 1)
                )  # fmt: skip
                if page.newest_at and page.began_at and signs.newest:
                    # a row that tells but the day says nothing of a thread of one day
                    last = overlap((page.newest_at, 60), signs.newest)
                    first = overlap((page.began_at, 60), signs.newest)
                    told += not (first and last)
                    timely += last and not first
            needed = max(_VOTES_MIN, _AGREE * len(threads))
            offsets = tuple(sorted(place for place, count in votes.items() if count >= needed))
            tells_time = told > 0 and timely >= max(_VOTES_MIN, _AGREE * told)
            if offsets or tells_time:
                self._kinds[kind] = RowKind(frozenset(n for n, _ in offsets), tells_time, offsets)
