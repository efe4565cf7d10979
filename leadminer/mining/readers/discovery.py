"""Addresses that sitemaps and feeds name, held back until links have shown which kinds of page hold
something: a sitemap may list every tag, user and empty category of a site."""

from __future__ import annotations

import logging
import re
from collections import Counter, deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.places.addresses import canonical, pattern_of, site_of
from leadminer.mining.frontier import Frontier, Visit
from leadminer.mining.readers.feeds import Entry, read_feed
from leadminer.mining.readers.sitemaps import Listed, read_sitemap

logger = logging.getLogger(__name__)

MAPS_MAX: Final = 60  # sitemaps and feeds of one run
DEPTH_MAX: Final = 3  # an index of indexes
ADDRESSES_MAX: Final = 200_000
MARKS_MAX: Final = 5_000  # addresses of a map that are remembered
_TRIALS: Final = 3  # pages of an unknown kind that are tried
_TRIALS_AGREED: Final = 2  # ... where links and maps tell of the same pages
_AGREED_MIN: Final = 20  # pages that links and maps both know ...
_AGREED_SHARE: Final = 0.5  # ... and of all that was told, how much by them; the rest by lists
_LIARS_MAX: Final = 0.1  # share of pages that changed after their lastmod
_BORING: Final = re.compile(
    r"image|video|news-?sitemap|tag|author|user|member|categor|taxonom|attachment|static", re.I
)
_OVERLAP: Final = timedelta(hours=1)
_EARLY: Final = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Discovery:
    """What is known of a site beside its links.

    `known`: threads and companies already stored, with the time of their newest post; `read_at`:
    when pages that held something were read last.
    """

    wanted_since: datetime | None = None  # nothing older is asked for
    known: dict[str, datetime | None] = field(default_factory=dict)
    read_at: dict[str, datetime] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)  # of feeds, by address
    listed: int = 0
    offered: set[str] = field(default_factory=set)  # addresses that no link had led to
    _asked: dict[str, int] = field(default_factory=dict)  # maps -> depth
    _kinds: dict[str, deque[Listed]] = field(default_factory=dict)
    _changed: dict[str, datetime] = field(default_factory=dict)
    _trusted: bool | None = None
    marks: list[str] = field(default_factory=list)  # of what the map read last names
    _before: frozenset[str] = frozenset()  # ... and named before
    _left: set[str] = field(default_factory=set)  # named before, and not read then
    _met: Counter[str] = field(default_factory=Counter)  # by kind: named, and known by links
    _new: Counter[str] = field(default_factory=Counter)  # ... and by no link

    def worth_asking(self, urls: Iterable[str], *, home: str, depth: int = 0) -> list[str]:
        """Which of these maps are to be fetched: each once, of this site only, not too many."""
        found = []
        for url in urls:
            is_ours = site_of(url) == site_of(home) or site_of(url).endswith("." + site_of(home))
            if url in self._asked or not is_ours or depth > DEPTH_MAX:
                continue
            if len(self._asked) >= MAPS_MAX:
                break
            self._asked[url] = depth
            found.append(url)
        return found

    def read(
        self, body: bytes, url: str, *, asked: str, content_type: str, bytes_max: int,
        before: Collection[str] = (),
    ) -> list[str] | None:  # fmt: skip
        """Take in a sitemap or a feed; returns further maps it names, None if it is neither.
        `before`: marks of what it named when a run that came to its end has read it.

        Raises TooLarge.
        """
        self._before, self.marks = frozenset(before), []
        depth = self._asked.get(asked, 0)
        told = read_sitemap(body, url, bytes_max=bytes_max)
        if told is not None:
            self._add(told.pages)
            fresh = [m for m in told.maps if not self._is_before(m.changed)]
            fresh.sort(key=lambda m: (self.is_minor(m.url), -_age_of(m)))
            return self.worth_asking((m.url for m in fresh), home=url, depth=depth + 1)
        feed = read_feed(body, url, content_type)
        if feed is None:
            return None
        for entry in feed.entries:
            if entry.url:
                self.entries[canonical(entry.url)] = entry
        self._add([Listed(e.url, e.changed) for e in feed.entries if e.url])
        return []

    def take(self, frontier: Frontier, count: int) -> list[Visit]:
        """The next pages to fetch: kinds that hold something first, some of each unknown kind."""
        found: list[Visit] = []
        kinds = sorted(self._kinds, key=frontier.yield_of, reverse=True)
        for kind in kinds:
            waiting = self._kinds[kind]
            limit = count if frontier.yield_of(kind) else self._trials_left(frontier, kind)
            while waiting and limit > 0 and len(found) < count:
                url = waiting.popleft().url
                if self._was_left(url):
                    continue
                told = self._met if frontier.is_known(url) else self._new
                told[kind] += 1
                visit = frontier.offer(url)
                if visit is not None:
                    self.offered.add(visit.url)
                    found.append(visit)
                    limit -= 1
            if len(found) >= count:
                break
            if frontier.yield_of(kind) and not waiting:
                self._compare(frontier, kinds)
        return found

    def _compare(self, frontier: Frontier, kinds: list[str]) -> None:
        """Whether what was found by links and what maps name are the very same pages: two ways of
        counting that miss nothing of each other have hardly missed much (Petersen's estimate)."""
        same = [
            kind for kind in kinds
            if frontier.yield_of(kind) and not (self._new[kind] or self._kinds[kind])
            and self._met[kind] >= frontier.addresses_of(kind)
        ]  # fmt: skip
        records = sum(frontier.yield_of(kind) for kind in same)
        if sum(self._met[kind] for kind in same) >= _AGREED_MIN:
            frontier.is_agreed |= records >= _AGREED_SHARE * frontier.told

    def is_minor(self, url: str) -> bool:
        """Whether a map hardly names what holds records: pictures, tags, people."""
        return bool(_BORING.search(urlsplit(url).path))

    def _trials_left(self, frontier: Frontier, kind: str) -> int:
        trials = _TRIALS_AGREED if frontier.is_agreed else _TRIALS
        return 0 if frontier.is_idle(kind, after=trials) else trials

    def is_unchanged(self, url: str) -> bool:
        """Whether a page has not changed since it was read, if this site's lastmods can be
        trusted. Clocks differ, and an index may lag behind its site."""
        here = canonical(url)
        changed, read_at = self._changed.get(here), self.read_at.get(here)
        if changed is None or read_at is None or changed >= read_at - _OVERLAP:
            return False
        if self._trusted is None:
            self._trusted = self._tells_the_truth()
        return self._trusted

    def _was_left(self, url: str) -> bool:
        """Whether an earlier run knew of an address and passed it over: it had found pages of this
        kind to hold nothing of their own."""
        return url in self._left and url not in self.read_at

    def has_changed(self, url: str) -> bool:
        """Whether a time tells that a page has changed since it was read."""
        here = canonical(url)
        changed, read_at = self._changed.get(here), self.read_at.get(here)
        return changed is not None and read_at is not None and changed >= read_at - _OVERLAP

    def is_too_old(self, url: str) -> bool:
        """Whether a page has not changed since the day from which posts are wanted."""
        return self._is_before(self._changed.get(canonical(url)))

    def _tells_the_truth(self) -> bool:
        """Whether pages have ever got a post after the time their lastmod tells."""
        pairs = [
            (changed, newest)
            for url, changed in self._changed.items()
            if (newest := self.known.get(url)) is not None
        ]
        liars = sum(1 for changed, newest in pairs if newest > changed + timedelta(days=1))
        several = len(set(self._changed.values())) > 1
        return several and liars <= len(pairs) * _LIARS_MAX

    def _add(self, pages: Iterable[Listed]) -> None:
        for page in pages:
            if self.listed >= ADDRESSES_MAX:
                return
            here = canonical(page.url)
            if page.changed is not None:
                self._changed[here] = max(page.changed, self._changed.get(here, _EARLY))
            if self._is_before(page.changed):
                continue
            if len(self.marks) <= MARKS_MAX:
                self.marks.append(mark := content_hash(here)[:8])
                if mark in self._before:
                    self._left.add(here)
            self.listed += 1
            self._kinds.setdefault(pattern_of(here), deque()).append(Listed(here, page.changed))

    def _is_before(self, changed: datetime | None) -> bool:
        return bool(changed and self.wanted_since and changed < self.wanted_since)


def _age_of(listed: Listed) -> float:
    return listed.changed.timestamp() if listed.changed else 0.0
