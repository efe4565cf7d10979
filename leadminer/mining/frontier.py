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

from leadminer.mining.extraction.places.addresses import (
    canonical,
    is_skipped,
    is_user_page,
    numbers_of,
    pattern_of,
    site_of,
    without_first_page,
    without_page,
)
from leadminer.mining.extraction.places.house_pages import is_house_page
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.values.items import Link, PageReading
from leadminer.mining.kinds import BARREN_LISTS_AFTER, TOLD_MIN, Kinds, asked_as

_LIST_PAGES_MAX: Final = 1000
_PRIORITY: Final = {"next": 45, "page": 40, "title": 60, "content": 50, "nav": 20, "own": 0}
_OF_A_CHOICE: Final = 35  # after the pages of the list it is made from
_OF_THE_HOUSE: Final = 5
IN_DOUBT: Final = 1  # once all else is read


@dataclass(frozen=True, slots=True)
class Visit:
    """A page to fetch."""

    url: str
    priority: int
    depth: int
    pattern: str
    thread_url: str = ""  # set on later pages of a thread: its first page


@dataclass(slots=True)
class Frontier:
    """What is known of a site while it is read."""

    start_url: str
    depth_max: int = 12
    follow_users: bool = False
    pattern_pages_max: int = 20_000
    _seen: set[tuple[str, ...]] = field(default_factory=set)
    _kinds: Kinds = field(default_factory=Kinds)
    _twins: dict[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    _lists: Counter[str] = field(default_factory=Counter)
    _sites: set[str] = field(default_factory=set)
    _people: set[str] = field(default_factory=set)  # where the pages of authors stand
    _rests: set[str] = field(default_factory=set)  # pages that show all of a thread
    _houses: set[str] = field(default_factory=set)  # pages in which the site speaks of itself
    _waited: set[str] = field(default_factory=set)  # pages of which much is not expected
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
        if page.as_turned:
            self._seen.add(self._identity(page.as_turned))
        self._kinds.views.leads_on = 0
        in_vain = self._kinds.views.turns_in_vain(page, thread_url)
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
                self._kinds.views.leads_on += not paged and self._kinds.is_productive(visit.pattern)
        order = {link.url: n for n, link in enumerate(page.links)}
        return sorted(found, key=lambda visit: order[visit.url])

    def learn(self, requested: str, page: PageReading, *, new_records: int, new_links: int) -> None:
        """What a visit gave. Teaches patterns, and which addresses are twins of one page."""
        asked = canonical(requested)
        is_start = asked == canonical(self.start_url)  # chosen by a person: tells of no kind
        self._kinds.learn(
            asked, page, new_records=new_records, new_links=new_links, is_one=is_start
        )
        self._learn_twin(asked, page.url)
        if not page.noindex:  # its own address may be open where this view of it is not
            self._seen.add(self._identity(page.url))

    def promising(self, visits: list[Visit]) -> int:
        """How many of these lead to pages that may hold something: kinds that did, or new kinds.

        An endless chain of pages that only lead to their likes promises nothing.
        """
        return sum(1 for visit in visits if self._may_hold(visit))

    def _may_hold(self, visit: Visit) -> bool:
        return visit.priority >= _PRIORITY["content"] and self._kinds.may_hold(visit.pattern)

    def is_useless(self, url: str, pattern: str) -> bool:
        """Whether a page is not worth the visit: its likes have stopped giving anything."""
        if self._kinds.is_spent(url) or self.is_of_people(url):
            return True
        if url in self._houses and self._kinds.told >= TOLD_MIN:
            return True
        if url in self._onward or not self.is_barren(pattern):
            return False
        known = self._kinds.of(pattern)
        # many threads may come first that nobody has answered
        wait = url in self._rests and (known.records or known.visits < BARREN_LISTS_AFTER)
        return not wait

    def is_barren(self, pattern: str) -> bool:
        """Whether pages of this pattern have stopped giving anything."""
        return self._kinds.is_barren(pattern)

    def may_wait(self, url: str, pattern: str) -> bool:
        """Whether a page had better be asked for last: its likes have held nothing so far. Said
        once of each page."""
        if url in self._waited or not self._kinds.is_doubtful(pattern):
            return False
        self._waited.add(url)
        return True

    def offer(self, url: str) -> Visit | None:
        """A visit to an address that no link led to (a sitemap's, a feed's), if it is worth one."""
        return self._admit(Link(canonical(url), "", "nav"), PageReading(canonical(url)), 0, "")

    def yield_of(self, pattern: str) -> int:
        """How many records pages of this pattern have given."""
        known = self._kinds.met(pattern)
        return known.records if known else 0

    @property
    def is_agreed(self) -> bool:
        """Whether links and maps tell of the very same pages with records."""
        return self._kinds.views.is_agreed

    @is_agreed.setter
    def is_agreed(self, agreed: bool) -> None:
        self._kinds.views.is_agreed = agreed

    @property
    def told(self) -> int:
        """How many records pages have given."""
        return self._kinds.told

    def addresses_of(self, pattern: str) -> int:
        """How many addresses of this kind were met."""
        known = self._kinds.met(pattern)
        return known.admitted if known else 0

    def is_idle(self, pattern: str, *, after: int) -> bool:
        """Whether so many visits to pages of this pattern gave nothing new at all."""
        known = self._kinds.met(pattern)
        return known is not None and known.idle + known.idle_lists >= after

    def learn_missing(self, requested: str) -> None:
        """A visit found that there is no such page; `learn` has counted it."""
        self._kinds.of(asked_as(requested)).missing += 1

    def learn_echo(self, requested: str) -> None:
        """A visit showed a thread that is known under another address."""
        self._kinds.of(asked_as(requested)).echoes += 1

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
            and not self._kinds.is_productive(pattern_of(url))
        )

    def is_known(self, url: str) -> bool:
        """Whether this page, or a twin of it, was read or stands in the queue."""
        return self._identity(url) in self._seen

    def identity(self, url: str) -> tuple[str, ...]:
        """What makes two addresses one page, as far as is known."""
        return self._identity(canonical(url))

    def recall(self, requested: str, page_url: str, *, records: int) -> None:
        """What an earlier run learned of a page: its kind gives something; which page it is."""
        self._kinds.views.is_site_known = True
        self._kinds.of(pattern_of(requested)).records += records
        self._kinds.told += records
        self._learn_twin(requested, page_url)

    def recall_aliases(self, pattern: str, count: int) -> None:
        """What an earlier run learned of a kind of addresses: all led to threads known already."""
        self._kinds.recall_aliases(pattern, count)

    def recall_barren(self, requested: str) -> None:
        """What an earlier run learned of a page: it gave nothing."""
        self._kinds.recall_barren(pattern_of(requested))

    def recall_echo(self, requested: str) -> None:
        """What an earlier run learned of a page: what it showed is known from elsewhere."""
        self._kinds.recall_echo(pattern_of(requested))

    def _admit(self, link: Link, page: PageReading, depth: int, thread_url: str) -> Visit | None:
        paged = link.kind in ("next", "page")
        asked_here = (page.as_turned or page.url) if paged else ""
        if site_of(link.url) not in self._sites or is_skipped(
            link.url, users=self.follow_users, asked_here=asked_here
        ):
            return None
        if link.kind == "own":
            return None
        identity = self._identity(link.url)
        pattern = pattern_of(link.url)
        known = self._kinds.of(pattern)
        known.turns += paged
        known.is_beside &= bool(page.posts or page.companies)
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
        if not known.records and is_house_page(link):
            self._houses.add(link.url)
            priority = _OF_THE_HOUSE
        elif not known.records and not paged and self._kinds.is_choice(pattern):
            priority = min(priority, _OF_A_CHOICE)
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


def _place_of(url: str) -> str:
    """Where an author's page stands: the address without the part that is the author."""
    parts = urlsplit(url)
    return pattern_of(url) if parts.query else parts.path.rstrip("/").rpartition("/")[0]


def first_visit(url: str) -> Visit:
    """The start page as a visit."""
    return Visit(url, 100, 0, pattern_of(canonical(url)))
