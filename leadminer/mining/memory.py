"""What earlier runs of a reader know of a source's pages, and what of it need not be read again.

A thread whose row on a list shows nothing new is not asked for. A page that a list says nothing of
is asked for on condition (ETag, Last-Modified), or, where its server knows none, when it is due.
Everything is read anew from time to time. RFC 9110, 13.1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any, Final

from leadminer.mining.extraction.addresses import is_user_page
from leadminer.mining.extraction.dates import UTC_ZONE, Zone
from leadminer.mining.extraction.listing import Signs, overlap, shows_news, signs_of
from leadminer.mining.frontier import Frontier
from leadminer.mining.tables import PageMemory

CHANGED: Final = "changed"
SAME: Final = "same"
UNCLEAR: Final = "unclear"
_VOTES_MIN: Final = 3
_AGREE: Final = 0.6
_IDLE_SHARE: Final = 0.1  # a thread silent for ten days is looked at again after one
_IDLE_MAX: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Known:
    """One page, as it is remembered."""

    url: str
    page_url: str  # what it calls itself
    etag: str
    last_modified: str
    content_hash: str
    records: int
    newest_at: datetime | None
    is_item: bool  # a thread or a company, not a list of them
    row: str  # what a list said of it ...
    row_at: datetime | None  # ... when
    row_kind: str  # ... on which kind of list
    leads_to: tuple[tuple[str, str, str], ...]  # (address, kind of link, thread)
    read_at: datetime

    @property
    def can_ask(self) -> bool:
        """Whether its server lets us ask on condition."""
        return bool(self.etag or self.last_modified)


def known_of(row: PageMemory) -> Known:
    """A stored row, as it is used."""
    said: dict[str, Any] = row.row or {}
    at = said.get("at")
    return Known(
        url=row.url,
        page_url=str(said.get("is") or row.url),
        etag=row.etag,
        last_modified=row.last_modified,
        content_hash=row.content_hash,
        records=row.records,
        newest_at=row.newest_at,
        is_item=bool(said.get("item")),
        row=str(said.get("near") or ""),
        row_at=datetime.fromisoformat(at) if at else None,
        row_kind=str(said.get("list") or ""),
        leads_to=tuple((str(a), str(b), str(c)) for a, b, c in row.leads_to or ()),
        read_at=row.read_at,
    )


@dataclass(slots=True)
class Memory:
    """All that is known of one source by one reader.

    `is_whole`: an earlier run read all there was, so that what is unchanged leads to nothing new.
    """

    now: datetime
    zone: Zone = UTC_ZONE
    is_whole: bool = False
    reread: timedelta = timedelta(days=30)
    revisit: timedelta = timedelta(hours=12)
    _all: list[Known] = field(default_factory=list)
    _pages: dict[tuple[str, ...], Known] = field(default_factory=dict)
    _signs: dict[str, Signs] = field(default_factory=dict)
    _read_rows: dict[str, Signs] = field(default_factory=dict)
    _has_replies: bool = False
    _counters: frozenset[int] | None = None
    _tells_activity: bool = False
    _tells: bool = False

    def take(self, pages: Iterable[Known]) -> None:
        """Take in what is remembered; what is too old is not believed any more."""
        self._all = [page for page in pages if self.now - page.read_at < self.reread]

    def settle(self, frontier: Frontier) -> None:
        """Tell the frontier what kinds of page give something; learn how lists talk."""
        for page in self._all:
            if page.is_item and page.records:
                frontier.recall(page.url, page.page_url, records=page.records)
            elif not page.is_item and not page.records and is_user_page(page.url):
                frontier.recall_barren(page.url)
        for page in self._all:
            self._pages.setdefault(frontier.identity(page.url), page)
        self._all = []
        self._learn()

    def __len__(self) -> int:
        return len(self._pages)

    def of(self, identity: tuple[str, ...]) -> Known | None:
        """What is known of a page."""
        return self._pages.get(identity)

    def judge(self, page: Known, row: str, row_kind: str) -> str:
        """What a row of a list says of a thread: changed, same or unclear."""
        seen = self.looks(page, row, row_kind)
        return seen if seen != SAME or self._tells or not self._has_replies else UNCLEAR

    def looks(self, page: Known, row: str, row_kind: str) -> str:
        """The same, whether or not this site's rows are known to tell of replies."""
        new, old = self._new_signs(row), self._old_signs(page)
        says = bool(new.times) or bool(new.counts)
        if not page.row or not says or not (old.times or old.counts):
            return UNCLEAR
        same_list = row_kind == page.row_kind
        if not same_list and not (old.times and new.times):
            return UNCLEAR
        news = shows_news(old, new, counters=self._counters, same_list=same_list)
        return CHANGED if news else SAME

    def is_due(self, page: Known) -> bool:
        """Whether a thread that no list tells of is to be looked at again."""
        silent = page.read_at - page.newest_at if page.newest_at else timedelta()
        wait = min(max(self.revisit, silent * _IDLE_SHARE), _IDLE_MAX)
        return self.now - page.read_at >= wait

    def goes_back_in_time(self, rows: list[str], threads: list[Known]) -> bool:
        """Whether a list has on top what is new: by the times of its rows, or by what its
        threads held.

        Where rows count replies and show but when a thread began, news may stand anywhere.
        """
        if self._counters and not self._tells_activity:
            return False
        found = [self._new_signs(row).newest for row in rows]
        times = [each for each in found if each]
        if len(times) < _VOTES_MIN or len(times) < len(rows) * 0.8:
            times = [(t.newest_at, 60) for t in threads if t.newest_at]
        pairs = list(pairwise(times))
        wrong = sum(1 for a, b in pairs if b[0] - timedelta(seconds=b[1]) > a[0])
        return len(times) >= _VOTES_MIN and wrong <= max(1, len(pairs) // 5)

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
        if not self.goes_back_in_time(rows, []):
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
        """Which numbers of a row count posts, and whether its time is that of the last post."""
        threads = [p for p in self._pages.values() if p.is_item and p.row]
        self._has_replies = any(p.is_item and p.records > 1 for p in self._pages.values())
        votes, voters = Counter[int](), 0
        activity = talkers = 0
        for page in threads:
            signs = self._old_signs(page)
            if page.records > 1:
                voters += 1
                votes.update(
                    n for n, count in enumerate(signs.counts)
                    if count in (page.records, page.records - 1)
                )  # fmt: skip
                if page.newest_at and signs.newest:
                    talkers += 1
                    activity += overlap((page.newest_at, 60), signs.newest)
        counters = {n for n, count in votes.items() if count >= max(_VOTES_MIN, _AGREE * voters)}
        self._counters = frozenset(counters) if counters else None
        self._tells_activity = activity >= max(_VOTES_MIN, _AGREE * talkers) and talkers > 0
        self._tells = bool(counters) or self._tells_activity
