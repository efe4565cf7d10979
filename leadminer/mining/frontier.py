"""Which links of a site are worth a visit, learned while reading it.

Addresses fall into patterns (`/topic/{n}/{s}`). A pattern whose pages hold records, or lead to new
ones, is followed wherever it shows up; one whose pages give nothing is dropped after a few visits.
So a site nobody has told us about costs little more than its threads.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from leadminer.mining.extraction.addresses import (
    canonical,
    is_skipped,
    is_user_page,
    numbers_of,
    pattern_of,
    site_of,
    without_first_page,
    without_page,
)
from leadminer.mining.extraction.items import Link, PageReading
from leadminer.mining.extraction.page_links import is_other_view
from leadminer.mining.views import Views

_BARREN_AFTER: Final = 4  # visits that gave nothing: neither records nor new links
_MISSING_AFTER: Final = 2  # ... where no page of the kind exists, and others give records
_BARREN_PATHS_AFTER: Final = 12  # ... of one path, whatever its parameters (facets, sessions)
_BARREN_FOLDERS_AFTER: Final = 8  # ... of one folder, whatever its pages are called (products)
_BARREN_LISTS_AFTER: Final = 30  # ... of pages that list known records
_BARREN_VIEWS_AFTER: Final = 2  # ... where lists have shown all that is known once more
_BARREN_ALIASES_AFTER: Final = 12  # ... of addresses of single posts
_ALIASES_SURE: Final = 6  # of a whole run that led to nothing else
_RECORDS_SURE: Final = 8  # of a site that shows what it holds
_FRESH_VISITS: Final = 10  # a kind of page is given the benefit of the doubt so often
_LIST_PAGES_MAX: Final = 1000
_PRIORITY: Final = {"next": 45, "page": 40, "title": 60, "content": 50, "nav": 20, "own": 0}


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to fetch."""

    url: str
    priority: int
    depth: int
    pattern: str
    thread_url: str = ""  # set on later pages of a thread: its first page


@dataclass(slots=True)
class _Pattern:
    admitted: int = 0
    visits: int = 0
    records: int = 0
    idle: int = 0  # visits in a row that gave nothing
    idle_lists: int = 0
    missing: int = 0  # visits to what is not there
    echoes: int = 0  # visits that showed a thread known under another address
    aliases: int = 0  # visits to pages that name an address of another kind as their own

    @property
    def is_alias(self) -> bool:
        """Whether these are other names of pages (`?p=9` for `?t=2`), best read under their own."""
        return self.aliases * 2 > self.visits


@dataclass(slots=True)
class Frontier:
    """What is known of a site while it is read."""

    start_url: str
    depth_max: int = 12
    follow_users: bool = False
    pattern_pages_max: int = 20_000
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    _patterns: dict[str, _Pattern] = field(default_factory=dict)
    _paths: dict[str, _Pattern] = field(default_factory=dict)  # the same, without parameters
    _folders: dict[str, _Pattern] = field(default_factory=dict)  # ... without the page's name
    _twins: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    _lists: Counter[str] = field(default_factory=Counter)
    _sites: set[str] = field(default_factory=set)
    _records: int = 0  # that the site has given
    _people: set[str] = field(default_factory=set)  # where the pages of authors stand
    _views: Views = field(default_factory=Views)
    _rests: set[str] = field(default_factory=set)  # pages that show all of a thread
    _onward: set[str] = field(default_factory=set)  # next pages of lists that led to something new

    def __post_init__(self) -> None:
        self._sites.add(site_of(self.start_url))
        self._seen.add(self._identity(canonical(self.start_url)))

    def moved_to(self, url: str) -> None:
        """The start page sent us to another host: that is the site."""
        self._sites.add(site_of(canonical(url)))

    def is_on_site(self, url: str) -> bool:
        """Whether a page belongs to what is crawled; a redirect may have led elsewhere."""
        return site_of(canonical(url)) in self._sites

    def visits(self, page: PageReading, *, depth: int, thread_url: str = "") -> list[Visit]:
        """What to fetch next, after a page was read; each address comes up once."""
        found: list[Visit] = []
        if page.nofollow:
            return found
        self._views.leads_on = 0
        in_vain = self._views.turns_in_vain(page, thread_url)
        # a list that leads to what was not known yet is turned, whatever its likes have given
        for link in sorted(page.links, key=lambda each: each.kind == "next"):
            if in_vain and link.kind in ("next", "page"):
                continue
            if link.kind == "next" and not page.posts and self.promising(found):
                self._onward.add(link.url)
            if link.kind == "content" and page.posts and is_other_view(link.url, page.url):
                self._rests.add(link.url)
            visit = self._admit(link, page, depth, thread_url)
            if visit:
                found.append(visit)
                paged = link.kind in ("next", "page")
                self._views.leads_on += not paged and self._is_productive(visit.pattern)
        order = {link.url: n for n, link in enumerate(page.links)}
        return sorted(found, key=lambda visit: order[visit.url])

    def learn(self, requested: str, page: PageReading, *, new_records: int, new_links: int) -> None:
        """What a visit gave. Teaches patterns, and which addresses are twins of one page."""
        known = self._patterns.setdefault(pattern_of(canonical(requested)), _Pattern())
        known.visits += 1
        known.records += new_records
        self._records += new_records
        lists = sum(1 for link in page.links if self._is_productive(pattern_of(link.url)))
        path = self._paths.setdefault(_path_of(pattern_of(canonical(requested))), _Pattern())
        path.visits += 1
        path.records += new_records
        folder = self._folders.setdefault(_folder_of(canonical(requested)), _Pattern())
        folder.records += new_records
        self._views.learn(page, lists, new_records=new_records)
        own = pattern_of(page.url)
        if own != pattern_of(canonical(requested)):
            # a thread met by the address of one of its posts: addresses of threads hold records
            known.aliases += 1
            self._patterns.setdefault(own, _Pattern()).records += new_records
        if new_records or new_links:
            known.idle = known.idle_lists = path.idle = folder.idle = 0
        elif lists >= 3:
            known.idle_lists += 1
        else:
            known.idle += 1
            path.idle += 1
            folder.idle += 1
        self._learn_twin(canonical(requested), page.url)
        if not page.noindex:  # its own address may be open where this view of it is not
            self._seen.add(self._identity(page.url))

    def promising(self, visits: list[Visit]) -> int:
        """How many of these lead to pages that may hold something: kinds that did, or new kinds.

        An endless chain of pages that only lead to their likes promises nothing.
        """
        return sum(1 for visit in visits if self._may_hold(visit))

    def _may_hold(self, visit: Visit) -> bool:
        path = self._paths.get(_path_of(visit.pattern))
        if path is not None and not path.records and path.visits >= _FRESH_VISITS:
            return False  # another choice of parameters for what gave nothing so far
        known = self._patterns.get(visit.pattern)
        return visit.priority >= _PRIORITY["content"] and (
            known is None or bool(known.records) or known.visits < _FRESH_VISITS
        )

    def is_useless(self, url: str, pattern: str) -> bool:
        """Whether a page is not worth the visit: its likes have stopped giving anything."""
        if self.is_spent(url) or self.is_of_people(url):
            return True
        if url in self._onward or not self.is_barren(pattern):
            return False
        known = self._patterns.get(pattern, _Pattern())
        # many threads may come first that nobody has answered
        wait = url in self._rests and (known.records or known.visits < _BARREN_LISTS_AFTER)
        return not wait

    def is_barren(self, pattern: str) -> bool:
        """Whether pages of this pattern have stopped giving anything."""
        path = self._paths.get(_path_of(pattern))
        if path is not None and not path.records and path.idle >= _BARREN_PATHS_AFTER:
            return True
        known = self._patterns.get(pattern)
        if known is None:
            return False
        if known.missing == known.visits >= _MISSING_AFTER and self._records >= _RECORDS_SURE:
            return True  # forms to claim, to rate, to write to each of what is listed
        if known.idle_lists >= _BARREN_VIEWS_AFTER and self._views.are_all_told:
            return True
        if known.echoes >= _BARREN_AFTER and known.echoes * 2 > known.visits:
            # as many as all other kinds have shown may be known; where there are more, some are new
            told = sum(
                one.admitted
                for name, one in self._patterns.items()
                if one.records and name != pattern
            )
            return known.admitted <= told or known.idle >= told + _BARREN_AFTER
        if known.records:
            idle_max = _BARREN_ALIASES_AFTER if known.is_alias else 50
            return known.idle >= idle_max or known.idle_lists >= 100
        return known.idle >= _BARREN_AFTER or known.idle_lists >= _BARREN_LISTS_AFTER

    def is_spent(self, url: str) -> bool:
        """Whether pages beside this one, whatever they are called, have stopped giving anything."""
        folder = self._folders.get(_folder_of(url))
        return bool(folder and not folder.records and folder.idle >= _BARREN_FOLDERS_AFTER)

    def offer(self, url: str) -> Visit | None:
        """A visit to an address that no link led to (a sitemap's, a feed's), if it is worth one."""
        return self._admit(Link(canonical(url), "", "nav"), PageReading(canonical(url)), 0, "")

    def yield_of(self, pattern: str) -> int:
        """How many records pages of this pattern have given."""
        known = self._patterns.get(pattern)
        return known.records if known else 0

    def is_idle(self, pattern: str, *, after: int) -> bool:
        """Whether so many visits to pages of this pattern gave nothing new at all."""
        known = self._patterns.get(pattern)
        return known is not None and known.idle + known.idle_lists >= after

    def learn_missing(self, requested: str) -> None:
        """A visit found that there is no such page; `learn` has counted it."""
        self._patterns.setdefault(pattern_of(canonical(requested)), _Pattern()).missing += 1

    def learn_echo(self, requested: str) -> None:
        """A visit showed a thread that is known under another address."""
        self._patterns.setdefault(pattern_of(canonical(requested)), _Pattern()).echoes += 1

    def learn_people(self, page: PageReading) -> None:
        """Where a page's authors have their own pages, no company has one."""
        self._people.update(people_of(page))

    def recall_people(self, place: str) -> None:
        """What an earlier run learned: where authors have their pages."""
        self._people.add(place)

    def is_of_people(self, url: str) -> bool:
        """Whether an address is one author's page: not worth a visit, even among companies."""
        return (
            bool(self._people)
            and _place_of(url) in self._people
            and not self._is_productive(pattern_of(url))
        )

    def is_known(self, url: str) -> bool:
        """Whether this page, or a twin of it, was read or stands in the queue."""
        return self._identity(url) in self._seen

    def identity(self, url: str) -> tuple[str, ...]:
        """What makes two addresses one page, as far as is known."""
        return self._identity(canonical(url))

    def recall(self, requested: str, page_url: str, *, records: int) -> None:
        """What an earlier run learned of a page: its kind gives something; which page it is."""
        self._views.is_site_known = True
        known = self._patterns.setdefault(pattern_of(requested), _Pattern())
        known.records += records
        self._learn_twin(requested, page_url)

    def recall_aliases(self, pattern: str, count: int) -> None:
        """What an earlier run learned of a kind of addresses: all led to threads known already."""
        known = self._patterns.setdefault(pattern, _Pattern())
        known.visits += count
        known.aliases += count
        known.idle += count if count < _ALIASES_SURE else max(count, _BARREN_ALIASES_AFTER)

    def recall_barren(self, requested: str) -> None:
        """What an earlier run learned of a page: it gave nothing."""
        known = self._patterns.setdefault(pattern_of(requested), _Pattern())
        known.visits += 1
        known.idle += 1

    def recall_echo(self, requested: str) -> None:
        """What an earlier run learned of a page: what it showed is known from elsewhere."""
        known = self._patterns.setdefault(pattern_of(requested), _Pattern())
        known.visits += 1
        known.echoes += 1

    def _is_productive(self, pattern: str) -> bool:
        known = self._patterns.get(pattern)
        return bool(known and known.records)

    def _admit(self, link: Link, page: PageReading, depth: int, thread_url: str) -> Visit | None:
        paged = link.kind in ("next", "page")
        asked_here = page.url if paged else ""
        if site_of(link.url) not in self._sites or is_skipped(
            link.url, users=self.follow_users, asked_here=asked_here
        ):
            return None
        if link.kind == "own":
            return None
        identity = self._identity(link.url)
        pattern = pattern_of(link.url)
        known = self._patterns.setdefault(pattern, _Pattern())
        if paged and identity == self._identity(page.url) and _counts_from_zero(link):
            identity = (link.url,)  # the second page, though it says 1
        if identity in self._seen or self.is_useless(link.url, pattern):
            return None
        if known.admitted >= self.pattern_pages_max or (not paged and depth + 1 > self.depth_max):
            return None
        if paged:
            bare = without_page(link.url)
            self._lists[bare] += 1
            if self._lists[bare] > _LIST_PAGES_MAX:
                return None
        self._seen.add(identity)
        known.admitted += 1
        kind = link.kind
        if is_user_page(link.url):  # companies, or but people? One is looked at early
            kind = "title" if known.admitted == 1 and not known.visits else "nav"
        priority = _PRIORITY[kind] + (30 if known.records and not known.is_alias else 0)
        # turning pages is no step deeper into a site
        thread = (thread_url or page.url) if paged and page.posts else ""
        thread = "" if thread == link.url else thread  # its first page is no later one
        return Visit(link.url, priority, depth if paged else depth + 1, pattern, thread)

    def _identity(self, url: str) -> tuple[str, ...]:
        bare = without_first_page(url.split("#", 1)[0])
        pattern = pattern_of(bare)
        twin = self._twins.get(pattern)
        numbers = numbers_of(bare)
        if twin and len(numbers) == 1:
            return (twin[0], numbers[0], *twin[1])
        if any(twin_pattern == pattern for twin_pattern, _ in self._twins.values()):
            return (pattern, *numbers)
        scheme, _, rest = bare.partition("://")
        return (rest or scheme,)

    def _learn_twin(self, requested: str, canonical_url: str) -> None:
        """`viewthread.php?tid=7` turned out to be `thread-7-1.html`: so will its likes."""
        if requested == canonical_url:
            return
        pattern, target = pattern_of(requested), pattern_of(canonical_url)
        ours, theirs = numbers_of(requested), numbers_of(canonical_url)
        if pattern == target or len(ours) != 1 or not theirs or ours[0] != theirs[0]:
            return
        if pattern not in self._twins:
            self._twins[pattern] = (target, theirs[1:])
            # what was seen under plain addresses must be found under the numbers as well
            for identity in list(self._seen):
                if len(identity) == 1:
                    self._seen.add(self._identity(f"http://{identity[0]}"))


def people_of(page: PageReading) -> list[str]:
    """Where the authors of a page's posts have their own pages."""
    # what begins with its author's name is told of him: an entry of a directory, not his post
    posts = (p for p in page.posts if not (p.author and p.text.startswith(p.author)))
    places = (_place_of(p.author_url) for p in posts if p.author_url)
    return [place for place in dict.fromkeys(places) if place]


def _counts_from_zero(link: Link) -> bool:
    """Whether a link to a page "1" is called the second or the next."""
    number = re.search(r"(\d+)\W*$", link.text)  # "Page 2" as well
    return number[1] == "2" if number else link.kind == "next"


def _path_of(pattern: str) -> str:
    return pattern.partition("?")[0]


def _folder_of(url: str) -> str:
    """The folder a page stands in; a page of the site's root has none but itself."""
    parts = urlsplit(url)
    folder = pattern_of(parts.path.rstrip("/").rpartition("/")[0])
    return folder if folder.strip("/") else pattern_of(url)


def _place_of(url: str) -> str:
    """Where an author's page stands: the address without the part that is the author."""
    parts = urlsplit(url)
    return pattern_of(url) if parts.query else parts.path.rstrip("/").rpartition("/")[0]
