"""A sample of a site: which pages a probe reads, drawn over kinds of pages and over lists, and what
it writes down of them.

A probe does not follow what is most promising first, as a run does: that would read one list and
its first threads. Of all addresses known so far it draws by turns a list, a further page of a
list and an item, the items from the lists in proportion to what these are seen to hold
(Sainte-Laguë's divisors), by chance within a list. The chance is seeded: the same seed over the
same answers reads the same pages.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from math import gcd
from typing import Any, Final, NamedTuple

from scrapy.exceptions import CloseSpider

from leadminer.mining.extraction.places.addresses import counts_in, pattern_of, without_page
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.frontier import Visit
from leadminer.mining.known import Known

PAGES_MIN: Final = 20  # below so many a sample tells nothing
_TURNS: Final = ("next", "page")
_LISTS_SHARE: Final = 0.35  # of the pages of a sample
_FURTHER_SHARE: Final = 0.2
_ITEMS_MAX: Final = 400  # pages of which something is written down
_IN_VAIN_MAX: Final = 4  # pages of a kind that could not be had, before it is left alone
_KEYS_MAX: Final = 200  # of records, of one page
_STEPS_MAX: Final = 6  # lists of lists of lists
_PAGES_MAX: Final = 1000  # of a list
_ROWS_MIN: Final = 5  # of a page, where links count rows

Asked = tuple[Visit, Known | None]


class _Spot(NamedTuple):
    """Where a page stands: its first page (a list, a thread), the list that led to it."""

    root: int
    section: int
    is_further: bool


@dataclass(slots=True)
class _Root:
    """A list, a thread, a company: all pages of it."""

    kind: str
    section: int
    is_list: bool | None = None  # None: not read yet
    pages: int = 1  # as its links to further pages tell
    is_open: bool = False  # all that is told is the next one
    is_counted: bool = False  # several were told at once
    read: int = 0
    kids: Counter[str] = field(default_factory=Counter)  # first met on it, by kind


@dataclass
class Sampler:
    """Draws the pages of one probe. `share` (0..1) of the pages the site seems to have, at least
    `pages_min`."""

    seed: str
    share: float
    pages_min: int = PAGES_MIN
    rows: list[dict[str, Any]] = field(default_factory=list)
    attempts: int = 0
    _roots: list[_Root] = field(default_factory=list)
    _by_address: dict[str, int] = field(default_factory=dict)
    _spots: dict[str, _Spot] = field(default_factory=dict)
    _pool: dict[str, list[Asked]] = field(default_factory=dict)  # "further", or "KIND SECTION"
    _gave: Counter[str] = field(default_factory=Counter)  # records, by kind of root
    _read: Counter[str] = field(default_factory=Counter)
    _keys: set[str] = field(default_factory=set)
    _has_grown: set[str] = field(default_factory=set)  # kinds whose links tell but the next pages
    _likes: int = 0  # of what a page led to, how many have addresses like its own
    _met: set[str] = field(default_factory=set)  # on several lists
    _drawn: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - no secret hangs on it

    def saw(self, asked: str, page: PageReading, keys: list[str], *, size: int) -> None:
        """A page was read: these records stood on it, it is so many bytes long."""
        spot = self._spots.get(asked) or self._start(asked)
        root = self._roots[spot.root]
        root.read += 1
        fresh = [key for key in dict.fromkeys(keys) if key not in self._keys]
        self._keys.update(fresh)
        self._gave[root.kind] += len(fresh)
        self._read[root.kind] += 1
        turns = [link.url for link in page.links if link.kind in _TURNS]
        self._measure(spot, asked, turns)
        root.is_list = not page.posts and not (len(page.companies) == 1 and len(fresh) == 1)
        self.rows.append({
            "root": spot.root, "further": spot.is_further, "bytes": size, "fresh": len(fresh),
            "keys": fresh[:_KEYS_MAX], "kids": {}, "again": {},
        })  # fmt: skip

    def take(self, asked: str, page: PageReading, chosen: list[Asked]) -> None:
        """What a page that was just read leads to waits to be drawn."""
        here = self._spots.get(asked) or self._start(asked)
        kinds = {link.url: link.kind for link in page.links}
        kids: Counter[str] = Counter()
        mine = self._roots[here.root].kind
        self._likes = sum(1 for visit, _ in chosen if pattern_of(without_page(visit.url)) == mine)
        for visit, known in chosen:
            if visit.url in self._spots:
                continue
            spot = self._spot_of(visit, here, kinds.get(visit.url, ""))
            self._spots[visit.url] = spot
            kind = self._roots[spot.root].kind
            if spot.is_further:
                where = "further"
            else:
                kids[kind] += 1
                where = f"{kind} {spot.section}"
            self._pool.setdefault(where, []).append((visit, known))
        self._roots[here.root].kids.update(kids)
        if self.rows and self.rows[-1]["root"] == here.root:
            self.rows[-1]["kids"] = dict(kids)
            self.rows[-1]["again"] = self._again(page, {visit.url for visit, _ in chosen})

    def go_on(self, asked: str, page: PageReading, chosen: list[Asked]) -> list[Asked]:
        """What a page leads to waits to be drawn; returns the next page to ask for.

        Raises CloseSpider where the sample is large enough.
        """
        self.take(asked, page, chosen)
        if self.is_enough():
            raise CloseSpider("sampled" if self._pool else "finished")
        return self.draw()

    def offer(self, visits: list[Visit]) -> None:
        """Pages that no link led to: a map names them."""
        for visit in visits:
            if visit.url not in self._spots:
                spot = self._spots[visit.url] = self._spot_of(visit, _Spot(0, -1, False), "")
                where = f"{self._roots[spot.root].kind} {spot.section}"
                self._pool.setdefault(where, []).append((visit, None))

    def draw(self) -> list[Asked]:
        """The next page to ask for; none where the sample is large enough, or all is read."""
        if self.is_enough() or not self._pool:
            return []
        self.attempts += 1
        where = self._where()
        waiting = self._pool[where]
        at = self._chance.randrange(len(waiting))
        if where == "further":
            at = self._far(waiting, at)
        waiting[at], waiting[-1] = waiting[-1], waiting[at]
        visit = waiting.pop()
        kind = self._roots[self._spots[visit[0].url].root].kind
        self._drawn[kind] += 1
        if not waiting or (not self._read[kind] and self._drawn[kind] >= _IN_VAIN_MAX):
            del self._pool[where]
        return [visit]

    def _again(self, page: PageReading, new: set[str]) -> dict[str, int]:
        """How many of what a list shows were known from another one, by kind."""
        shown = {link.url for link in page.links if link.kind in ("content", "title")} - new
        shown -= self._met  # what stands beside every list tells nothing
        self._met |= shown
        spots = [self._spots[url] for url in shown if url in self._spots]
        return dict(
            Counter(
                self._roots[spot.root].kind for spot in spots
                if not spot.is_further and self._roots[spot.root].is_list is not True
            )
        )  # fmt: skip

    def is_enough(self) -> bool:
        """Whether the sample is as large as it is to be."""
        read = len(self.rows)
        if self.attempts > 3 * max(read, self.pages_min):
            return True  # next to nothing can be had
        return read >= _ITEMS_MAX or read >= max(self.pages_min, self.share * self.pages_guessed())

    def is_whole(self) -> bool:
        """Whether nothing is left to be read."""
        return not self._pool

    def pages_guessed(self) -> float:
        """About how many pages there are, by what was read so far."""
        later = [r for r in self._roots if r.read]
        whole: dict[str, float] = {}
        for _ in range(_STEPS_MAX):
            for kind in {r.kind for r in later}:
                ours = [r for r in later if r.kind == kind]
                each = [
                    r.pages + (0 if r.is_list is False else r.pages / r.read * _sum(r.kids, whole))
                    for r in ours
                ]
                whole[kind] = sum(each) / len(each)
        total = 0.0
        for root in self._roots:
            if root.read:
                unread = max(0, root.pages - root.read)
                total += root.pages
                if root.is_list is not False:
                    total += unread / root.read * _sum(root.kids, whole)
            else:
                total += whole.get(root.kind, 1.0)
        return total

    def described(self) -> dict[str, Any]:
        """The sample, as it is stored with its run."""
        numbers = {n for n, root in enumerate(self._roots) if root.read}
        waiting: Counter[str] = Counter()
        for root in self._roots:
            waiting[root.kind] += not root.read
        going_on = self._going_on()
        return {
            "seed": self.seed,
            "rows": self.rows,
            "roots": {
                str(n): {
                    "kind": root.kind, "section": root.section, "pages": root.pages,
                    "open": n in going_on,
                    "list": root.is_list is not False,
                }
                for n, root in enumerate(self._roots) if n in numbers
            },
            "waiting": {kind: count for kind, count in waiting.items() if count},
            "attempts": max(self.attempts, len(self.rows)),
            "whole": self.is_whole(),
        }  # fmt: skip

    def _going_on(self) -> set[int]:
        """Lists whose end nobody has seen: their links tell but the next page, as those of their
        kind do, and that one is not read."""
        counted = {root.kind for root in self._roots if root.is_counted}
        found = set()
        for visit, _ in self._pool.get("further", ()):
            spot = self._spots[visit.url]
            root = self._roots[spot.root]
            if root.kind in self._has_grown or (root.is_open and root.kind not in counted):
                found.add(spot.root)
        return found

    # where a page stands

    def _start(self, asked: str) -> _Spot:
        self._roots.append(_Root(pattern_of(asked), -1))
        self._by_address[without_page(asked)] = len(self._roots) - 1
        spot = self._spots[asked] = _Spot(len(self._roots) - 1, -1, False)
        return spot

    def _spot_of(self, visit: Visit, here: _Spot, kind: str) -> _Spot:
        address = without_page(visit.url)
        mine = self._roots[here.root]
        if kind in _TURNS and self._turns_here(visit, address, here):
            return _Spot(here.root, mine.section, True)
        known = self._by_address.get(address)
        if known is not None:
            return _Spot(known, self._roots[known].section, True)
        is_further = address != visit.url and kind in _TURNS
        shape = pattern_of(address)
        if shape == mine.kind and mine.is_list and self._likes >= _ROWS_MIN:
            shape += "'"  # a list and what it lists have addresses of one kind
        elif shape == mine.kind and mine.is_list:
            return _Spot(here.root, mine.section, True)  # its next page, whatever it is called
        self._roots.append(_Root(shape, here.root))
        self._by_address[address] = len(self._roots) - 1
        return _Spot(len(self._roots) - 1, here.root, is_further)

    def _turns_here(self, visit: Visit, address: str, here: _Spot) -> bool:
        """Whether a link turns a page of what it stands on, not of a thread that is listed there"""
        if self._by_address.get(address) == here.root:
            return True
        same = pattern_of(address) == self._roots[here.root].kind.rstrip("'")
        return same or visit.pattern not in {r.kind for r in self._roots if r.is_list is False}

    def _measure(self, spot: _Spot, asked: str, turns: list[str]) -> None:
        root = self._roots[spot.root]
        ours = [url for url in turns if self._by_address.get(without_page(url)) == spot.root]
        alike = ours or [u for u in turns if pattern_of(u) == pattern_of(turns[-1])]
        told, is_open = pages_told(alike)
        if spot.is_further and told > root.pages:
            self._has_grown.add(root.kind)
        root.is_open = is_open if told >= root.pages else root.is_open
        root.is_counted |= told > 1 and not is_open
        root.pages = min(_PAGES_MAX, max(root.pages, told, root.read))

    # what is drawn

    def _where(self) -> str:
        read = len(self.rows) or 1
        gives = {kind for kind, count in self._gave.items() if count}
        items: list[str] = []
        lists: list[str] = []
        for where in self._pool:
            kind = where.rpartition(" ")[0]
            if where != "further":
                (items if kind in gives and not self._lists(kind) else lists).append(where)
        further = sum(1 for row in self.rows if row["further"])
        listed = sum(1 for row in self.rows if self._roots[row["root"]].is_list) - further
        if "further" in self._pool and (further < _FURTHER_SHARE * read or not (items or lists)):
            return "further"
        if lists and (listed < _LISTS_SHARE * read or not items):
            return self._chance.choice(self._least(sorted(lists)))
        if not items:
            return "further"
        return self._largest(sorted(items))

    def _lists(self, kind: str) -> bool:
        ours = [root.is_list for root in self._roots if root.kind == kind and root.read]
        return sum(map(bool, ours)) * 2 > len(ours)

    def _least(self, lists: list[str]) -> list[str]:
        """Kinds of pages that were read least for their number; new kinds first."""

        def weight(where: str) -> float:
            kind = where.rpartition(" ")[0]
            count = len(self._pool[where])
            barren = 8 if self._read[kind] > 2 and not self._gave[kind] and not self._leads(kind) \
                else 1  # fmt: skip
            return float(count) / ((2 * self._read[kind] + 1) * barren)

        best = max(weight(where) for where in lists)
        return [where for where in lists if weight(where) >= best * 0.999]

    def _leads(self, kind: str) -> bool:
        return any(root.kids for root in self._roots if root.kind == kind and root.read)

    def _largest(self, items: list[str]) -> str:
        """The list that is due: Sainte-Laguë over what lists are seen to hold."""
        read = Counter(self._roots[row["root"]].section for row in self.rows if not row["further"])

        def weight(where: str) -> float:
            section = int(where.rpartition(" ")[2])
            root = self._roots[section] if section >= 0 else _Root("", -1)
            size = len(self._pool[where]) * root.pages / max(1, root.read)
            return size / (2 * read[section] + 1)

        return max(items, key=weight)

    def _far(self, waiting: list[Asked], at: int) -> int:
        """Of a list whose links tell but the next pages, the farthest that is known."""
        root = self._spots[waiting[at][0].url].root
        if not (self._roots[root].is_open or self._roots[root].kind in self._has_grown):
            return at
        ours = [n for n, (v, _) in enumerate(waiting) if self._spots[v.url].root == root]
        return max(ours, key=lambda n: counts_in(waiting[n][0].url))


def _sum(kids: Counter[str], whole: dict[str, float]) -> float:
    return sum(count * whole.get(kind, 1.0) for kind, count in kids.items())


def pages_told(turns: list[str]) -> tuple[int, bool]:
    """How many pages the links to further pages of a list tell of, and whether there may be more:
    all they tell is the next one."""
    numbers = [counts_in(url) for url in dict.fromkeys(turns)]
    if not numbers:
        return 1, False
    length = max(map(len, numbers))
    rows = [row for row in numbers if len(row) == length]
    if not length:
        return 2, True
    columns = [sorted({row[n] for row in rows}) for n in range(length)]
    told = max(
        columns, key=lambda column: (len(column), column[-1] < 100_000, column is columns[-1])
    )
    is_open = len(told) == 1
    if is_open and told[0] > 100_000:
        return 2, True  # a moment or an item's number: where the next page begins
    step = gcd(*told)
    if step >= _ROWS_MIN:  # posts or rows are counted, not pages
        return told[-1] // step + 1, is_open
    return max(2, told[-1]), is_open
