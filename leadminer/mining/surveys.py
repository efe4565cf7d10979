"""What earlier runs tell of a site's lists: which of them show all there is, at the least cost, and
whether what is said of a list elsewhere tells when something in it has changed. Pure.

A list that shows only what others show as well (tags, months, people, "popular") is left alone
until it is due; so is a page that never showed anything. Choosing is the weighted set cover of
Chvatal (1979): the kind of list that shows most for its bytes first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any, Final
from urllib.parse import urlsplit

from leadminer.mining.extraction.places.addresses import (
    counts_in,
    is_user_page,
    pattern_of,
    without_page,
)
from leadminer.mining.extraction.places.listing import Signs, overlap
from leadminer.mining.known import Known
from leadminer.mining.rises import risen

Identity = tuple[str, ...]

_PASSES: Final = 6  # lists of lists of lists
_CHAIN_MAX: Final = 2000  # pages of a list
_TURNS: Final = ("next", "page")
_SIDE_SHARE: Final = 0.1  # a kind that adds less than this of its own: only those that add
_AGREE: Final = 0.6
_KINDS_MIN: Final = 3  # lists of a kind, before a new one of it is left alone as well
_TELLING_MAX: Final = 2000
_SIZES_MIN: Final = 3  # full pages of lists of a kind
_SIZES_AGREE: Final = 0.9
_NEWS_MIN: Final = 5  # rows of a list that is to stand for the whole site
# lists that need not show what is new
_BIASED: Final = re.compile(
    r"(?:^|[/_=.&-])(?:top|hot|best|popular|trending|featured|random|unanswered|unsolved|votes?|score|"
    r"digest|essence|recommend\w*|stats?|rss)(?:[/_=.?&-]|$)|热门|精华|推荐|随机",
    re.I,
)


@dataclass(frozen=True, slots=True)
class RowKind:
    """How the rows on lists of one kind are to be taken."""

    counters: frozenset[int]  # which of their numbers count what is below
    tells_time: bool  # whether they show when something was last written below
    offsets: tuple[tuple[int, int], ...] = ()  # of counters: by how much they are less than posts
    silent: frozenset[str] = frozenset()  # lists whose own row did not tell what they held


@dataclass(slots=True)
class Survey:
    """One site, as it is remembered."""

    pages: Mapping[Identity, Known]
    identity: Callable[[str], Identity]
    start: Identity
    telling: Mapping[str, RowKind] = field(default_factory=dict)  # kinds of lists of threads ...
    has_replies: bool = False  # ... where anybody ever answers
    needed: set[str] = field(default_factory=set)  # addresses of lists
    newest: dict[Identity, datetime | None] = field(default_factory=dict)  # of threads, to the end
    rows: dict[str, RowKind] = field(default_factory=dict)  # by the kind of list they stand on
    _holds: dict[Identity, set[object]] = field(default_factory=dict)
    _homes: dict[Identity, Identity] = field(default_factory=dict)
    _posts: dict[Identity, int] = field(default_factory=dict)  # in a thread
    _families: dict[str, list[Identity]] = field(default_factory=lambda: defaultdict(list))
    led: set[Identity] = field(default_factory=set)  # wherever pages led, but for ...
    later: set[Identity] = field(default_factory=set)  # ... second pages of lists, third, ...
    _idle: dict[str, bool] = field(default_factory=dict)  # families none of which is needed
    _items: set[str] = field(default_factory=set)  # families of threads and companies
    _firsts: dict[str, list[Known]] = field(default_factory=dict)  # pages by that of page one
    _sizes: dict[str, int] = field(default_factory=dict)  # entries a page, by family; 0: they vary

    def __post_init__(self) -> None:
        self._find_homes()
        self._add_up()
        own = {key for page in self.pages.values() if page.is_item for key in page.keys}
        for identity, page in self.pages.items():
            if page.is_item and page.records:
                self._items.add(family_of(page.url))
            if page.is_item or page.is_map:
                continue
            shown = self._links_of(identity)
            self._holds[identity] = {self.home_of(e) for e in shown if self._is_found(e)} | (
                set(page.keys) - own
            )
            if identity != self.start:
                self._families[family_of(page.url)].append(identity)
        self._choose()

    def is_needed(self, page: Known) -> bool:
        """Whether a list shows something that no other, cheaper one shows."""
        return page.url in self.needed

    def is_idle_kind(self, url: str) -> bool:
        """Whether of several lists of this kind none was needed, and no thread or company stands at
        such an address: a new one hardly will be."""
        return self._idle.get(family_of(url), False)

    def is_needed_kind(self, url: str) -> bool:
        """Whether a list of this kind was needed: its like may come to hold something, too."""
        return not self._idle.get(family_of(url), True)

    def is_item_kind(self, url: str) -> bool:
        """Whether threads or companies stand at addresses like this one."""
        return family_of(url) in self._items

    def chain(self, page: Known) -> list[Known]:
        """The pages of a list in their order, beginning with this one."""
        found = {page.url: page}
        stack = [page]
        while stack and len(found) < _CHAIN_MAX:
            for url, kind, _ in stack.pop().leads_to:
                other = self.pages.get(self.identity(url)) if kind in _TURNS else None
                if other is not None and not other.is_item and other.url not in found:
                    found[other.url] = other
                    stack.append(other)
        rest = sorted((u for u in found if u != page.url), key=counts_in)
        return [page, *(found[url] for url in rest)]

    def below(self, page: Known) -> set[Identity]:
        """The threads that a list shows on all of its pages."""
        found: set[Identity] = set()
        for each in self.chain(page):
            found |= {e for e in self._holds[self.identity(each.url)] if isinstance(e, tuple)}
        return found

    def home_of(self, identity: Identity) -> Identity:
        """The first page of the thread that stands at an address: threads have an address for
        each of their posts."""
        return self._homes.get(identity, identity)

    def held_in(self, page: Known) -> tuple[int, datetime | None]:
        """How many posts a thread held on all of its pages, and the time of the last one."""
        identity = self.home_of(self.identity(page.url))
        at = self.newest.get(identity, page.newest_at)
        return self._posts.get(identity, page.records), at

    def orphans(self) -> Iterator[Known]:
        """Threads and companies that no page is known to lead to."""
        led = {self.identity(url) for p in self.pages.values() for url, _, _ in p.leads_to}
        led |= {each for held in self._holds.values() for each in held if isinstance(each, tuple)}
        for identity, page in self.pages.items():
            is_home = self.home_of(identity) == identity
            if page.is_item and page.records and is_home and identity not in led:
                yield page

    def is_cut_to_size(self, chain: Sequence[Known]) -> bool:
        """Whether the pages of a list hold equally many entries each, but for the last: only then
        does what is put in move all that follows. Of a short one its likes tell."""
        kind = family_of(chain[0].url)
        if kind not in self._sizes:
            heads = [self.pages[e] for e in self._families[kind] if e not in self.later]
            heads += [] if chain[0] in heads else [chain[0]]
            full = [
                len(self.items_on(page) or page.keys)
                for head in heads for page in self.chain(head)[:-1]
            ]  # fmt: skip
            size, times = Counter(full).most_common(1)[0] if full else (0, 0)
            self._sizes[kind] = size if times >= max(_SIZES_MIN, _SIZES_AGREE * len(full)) else 0
        last = self.items_on(chain[-1]) or chain[-1].keys
        return 0 < len(last) <= self._sizes[kind]

    def risen(self, page: Known, shows: Sequence[str]) -> set[Identity]:
        """Threads that stand higher than they did on a list whose rows may tell no more."""
        if not self.has_replies:
            return set()
        was, now = ([*dict.fromkeys(map(self.identity, urls))] for urls in (page.shows, shows))
        above = [*dict.fromkeys(self.identity(url) for p in self._above(page) for url in p.shows)]
        # what is new on the pages above has pushed these on to this one
        pushed = {*above} - {*was}
        rest = risen(was, [each for each in now if each not in pushed], self.newest)
        return rest | risen(above, [each for each in now if each in pushed], self.newest)

    def _above(self, page: Known) -> list[Known]:
        """The pages of a list that come before this one, in their order."""
        if not self._firsts:
            for each in self.pages.values():
                if not each.is_item and not each.is_map:
                    self._firsts.setdefault(without_page(each.url), []).append(each)
        number = counts_in(page.url)
        likes = self._firsts.get(without_page(page.url), [])
        return sorted(
            (each for each in likes if counts_in(each.url) < number),
            key=lambda each: counts_in(each.url),
        )

    def items_on(self, page: Known) -> list[object]:
        """The threads and companies that a list leads to, in its order."""
        return [each for each in map(self.identity, page.shows) if self._is_found(each)]

    def learn_rows(self, signs: Callable[[Known], Signs]) -> None:
        """Which kinds of rows tell of the lists they lead to, by what was found in these."""
        seen: dict[str, list[tuple[Known, Signs]]] = defaultdict(list)
        for page in self.pages.values():
            if not page.is_item and not page.is_map and page.row and page.row_kind:
                seen[page.row_kind].append((page, signs(page)))
        for kind, rows in seen.items():
            votes: dict[int, int] = defaultdict(int)
            timely: set[str] = set()
            fits: dict[str, list[int]] = {}
            asked = timed = 0  # of the rows that show numbers, and times
            for page, said in rows:
                below = self.below(page)
                if not below and not page.keys:  # empty, or a list of lists
                    continue
                counted, tells_apart = self._counted(page, below)
                fits[page.url] = [n for n, each in enumerate(said.counts) if each in counted]
                asked += tells_apart and bool(said.counts)
                timed += said.newest is not None
                for n in fits[page.url] if tells_apart else ():
                    votes[n] += 1
                if self._is_timely(said, below):
                    timely.add(page.url)
            needed = max(1.0, _AGREE * asked)
            counters = frozenset(n for n, count in votes.items() if count >= needed)
            tells_time = len(timely) >= max(1.0, _AGREE * timed)
            if counters or tells_time:
                telling = {url for url, places in fits.items() if counters & set(places)}
                telling |= timely if tells_time else set()
                silent = frozenset(fits.keys() - telling)
                self.rows[kind] = RowKind(counters, tells_time, silent=silent)

    def described_rows(self) -> dict[str, Any]:
        """What was found of rows, as plain values."""
        return {
            kind: {"counters": sorted(row.counters), "time": row.tells_time,
                   "telling": sorted(self._listed_on(kind) - row.silent)[:_TELLING_MAX]}
            for kind, row in self.rows.items()
        }  # fmt: skip

    def inherit_rows(self, told: Mapping[str, Any]) -> None:
        """What an earlier run found of rows: where threads have moved on to pages of a list that
        were not read since, what is known of it adds up no more."""
        for kind, said in told.items():
            counters = frozenset(int(n) for n in said["counters"])
            silent = frozenset(self._listed_on(kind) - set(said["telling"]))
            known = self.rows.get(kind)
            if known is None:
                self.rows[kind] = RowKind(counters, bool(said["time"]), silent=silent)
            elif known.counters == counters:
                self.rows[kind] = replace(known, silent=known.silent & silent)

    def _listed_on(self, kind: str) -> set[str]:
        return {
            page.url for page in self.pages.values()
            if page.row_kind == kind and page.row and not page.is_item and not page.is_map
        }  # fmt: skip

    def is_news_of_all(self, rows: Iterable[tuple[Identity, bool]]) -> bool:
        """Whether a list shows the newest of the whole site on top, down to what has not changed:
        then nothing has changed anywhere below.

        `rows`: threads in the list's order, and whether each is known and unchanged.
        """
        listed = [(self.home_of(each), same) for each, same in rows]
        still = [(each, at) for each, same in listed if same and (at := self.newest.get(each))]
        if len(still) < _NEWS_MIN or not all(same for _, same in listed[-2:]):
            return False
        wrong = sum(
            1 for (_, a), (_, b) in pairwise(still)
            if b > a + timedelta(minutes=1)
        )  # fmt: skip
        oldest = still[-1][1]
        shown = {each for each, _ in listed}
        missing = any(
            at is None or (at > oldest and each not in shown) for each, at in self.newest.items()
        )
        return wrong <= len(still) // 10 and not missing

    def _is_found(self, identity: Identity) -> bool:
        page = self.pages.get(identity)
        return page is not None and page.is_item and page.records > 0

    def _find_homes(self) -> None:
        """Which pages are later ones, or other addresses, of which threads."""
        firsts: dict[Identity, Identity] = {}
        for page in self.pages.values():
            for url, kind, thread in page.leads_to:
                if thread:
                    firsts[self.identity(url)] = self.identity(thread)
                elif kind in _TURNS:
                    self.later.add(self.identity(url))
                else:
                    self.led.add(self.identity(url))
        for identity, page in self.pages.items():
            if page.is_item and page.records:
                own = self.identity(page.page_url)
                same = own if own != identity and self._is_found(own) else identity
                self._homes[identity] = firsts.get(same, same)

    def _add_up(self) -> None:
        """What a thread holds on all of its pages, each counted once."""
        for identity, page in self.pages.items():
            if not page.is_item or not page.records:
                continue
            own = self.identity(page.page_url)
            if own != identity and self._is_found(own):
                continue
            first = self.home_of(identity)
            known, at = self.newest.get(first), page.newest_at
            self.newest[first] = max(known, at) if known and at else known or at
            self._posts[first] = self._posts.get(first, 0) + page.records

    def _choose(self) -> None:
        """The lists that show all threads; then those that show these lists; and so on."""
        holds = {each: held | self._moved_on(each) for each, held in self._holds.items()}
        for _ in range(_PASSES):
            fresh = self._cover(holds) - {
                each for each in self._holds if self.pages[each].url in self.needed
            }
            if not fresh:
                break
            self.needed |= {self.pages[each].url for each in fresh}
            heads = fresh - self.later
            holds = {each: {*(self._links_of(each) & heads - {each})} for each in self._holds}
        for kind, members in self._families.items():
            needed = kind in self._items or any(
                self.pages[each].url in self.needed for each in members
            )
            if needed or len(members) >= _KINDS_MIN:
                self._idle[kind] = not needed

    def _links_of(self, identity: Identity) -> set[Identity]:
        page = self.pages[identity]
        led = [url for url, kind, thread in page.leads_to if kind not in _TURNS and not thread]
        return {self.identity(url) for url in (*page.shows, *led)}

    def _moved_on(self, identity: Identity) -> set[object]:
        moved = map(self.identity, self.pages[identity].moved)
        return {self.home_of(each) for each in moved if self._is_found(each)}

    def _cover(self, holds: Mapping[Identity, set[object]]) -> set[Identity]:
        """Lists that together, and with the first page, show all that any list shows."""
        wanted: set[object] = set().union(*holds.values())
        covered = set(holds.get(self.start, ()))
        fresh: set[Identity] = set()
        left = {
            kind: (set[object]().union(*(holds[each] for each in members)), self._cost(members))
            for kind, members in self._families.items()
        }

        def worth(kind: str) -> tuple[bool, float]:
            gain = len(left[kind][0] - covered)
            return gain > 0 and kind in self.telling, gain / left[kind][1]

        while wanted - covered and left:
            best = max(left, key=worth)
            theirs, _ = left.pop(best)
            gain = len(theirs - covered)
            if not gain:
                break
            members = self._families[best]
            if gain < _SIDE_SHARE * len(theirs):  # but those that add something
                members = [each for each in members if holds[each] - covered]
            fresh.update(members)
            covered |= theirs
        return fresh

    def _cost(self, members: Sequence[Identity]) -> float:
        """The bytes of these lists: of their first pages, where what is new stands on top; more
        where they show but a choice."""
        pages = [self.pages[each] for each in members]
        kind = self.telling.get(family_of(pages[0].url))
        on_top = not self.has_replies or (kind is not None and kind.tells_time)
        heads = sum(1 for each in members if not on_top or each not in self.later) or 1
        size = sum(page.size or 1 for page in pages) / len(pages)
        path = urlsplit(pages[0].url)
        biased = _BIASED.search(f"{path.path}?{path.query}") or is_user_page(pages[0].url)
        return size * heads * (10 if biased else 1)

    def _counted(self, page: Known, below: set[Identity]) -> tuple[set[int], bool]:
        """The numbers of posts, or companies, below a list; and whether they tell such a number
        from that of its threads: of a board where nobody has answered they are the same."""
        posts = sum(self._posts.get(each, 0) for each in below)
        if not self.has_replies:
            return {len(below), posts, len(page.keys)} - {0}, True
        return {posts, posts - len(below)} - {0}, posts != len(below) != posts - len(below)

    def _is_timely(self, said: Signs, below: set[Identity]) -> bool:
        times = [at for each in below if (at := self.newest.get(each))]
        return bool(times and said.newest) and overlap((max(times), 60), said.newest or _NEVER)


_NEVER: Final = (datetime.min.replace(tzinfo=UTC), 0)


def family_of(url: str) -> str:
    """The kind of list an address is of, whichever page of it."""
    return pattern_of(without_page(url))
