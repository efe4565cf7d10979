"""Lists in a fixed order, by name or number: whether something was put in between is seen at the
last page, and looked for by halves. Pure.

A list of a hundred pages of which nothing is new costs its last page, and one in its middle (for as
many may have gone as came). What was put in moves all that follows: where the entries of two pages
have moved by the same number of places, nothing was put in on the pages between them. That holds of
lists that are cut into pages of one size, and only of these: not of months, letters, post codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from leadminer.mining.known import Known
from leadminer.mining.surveys import Identity, Survey

_CHAIN_MIN: Final = 2  # pages
_MIDDLE_FROM: Final = 8  # pages of a list of which one in the middle is read as well


@dataclass(slots=True)
class Tail:
    """One list: what it held, page by page, and what of it has been read anew."""

    pages: list[list[object]]  # the entries of each page when it was read last
    _common: set[object] = field(default_factory=set)
    _base: list[int] = field(default_factory=list)
    _place: dict[object, int] = field(default_factory=dict)
    _moved: dict[int, tuple[int, int] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._moved[-1] = 0, 0  # before the first page there is nothing
        met = Counter(each for entries in self.pages for each in set(entries))
        self._common = {each for each, count in met.items() if count > 1}  # beside the list
        count = 0
        for entries in map(self._own, self.pages):
            self._base.append(count)
            self._place |= {each: count + n for n, each in enumerate(entries)}
            count += len(entries)

    def _own(self, entries: list[object]) -> list[object]:
        return [each for each in dict.fromkeys(entries) if each not in self._common]

    def read(self, page: int, entries: list[object]) -> None:
        """A page was read anew."""
        entries = self._own(entries)
        known = [(n, self._place[each]) for n, each in enumerate(entries) if each in self._place]
        if not known:
            self._moved[page] = None
            return
        base, (last, place) = self._base[page], known[-1]
        begins = 0 if page == 0 else base - known[0][1]
        ends = base + last - place + (len(entries) - 1 - last)
        self._moved[page] = (begins, ends)

    def gaps(self) -> tuple[list[int], list[int]]:
        """Pages that hold nothing new, and pages to read next: the middle of each gap in which
        something was put in."""
        still: list[int] = []
        ask: list[int] = []
        read = sorted(self._moved)
        for left, right in pairwise(read):
            if right - left < 2:
                continue
            before, after = self._moved[left], self._moved[right]
            if before is not None and after is not None and before[1] == after[0]:
                still += range(left + 1, right)
            else:
                ask.append((left + right) // 2)
        return still, ask


@dataclass(slots=True)
class _List:
    chain: list[Known]
    tail: Tail
    of_keys: bool  # its entries have no pages of their own
    open: set[int]  # pages of which nothing is known yet

    def take(self, numbers: list[int]) -> list[Known]:
        """Those of these pages of which nothing was known; something is from now on."""
        fresh = [n for n in numbers if n in self.open]
        self.open -= {*fresh}
        return [self.chain[n] for n in fresh]


@dataclass(slots=True)
class Tails:
    """The lists of one crawl that are read so."""

    survey: Survey
    may_leave: Callable[[Known], bool]  # whether a page was read not too long ago
    _lists: dict[Identity, tuple[_List, int]] = field(default_factory=dict)

    def begin(self, head: Known) -> list[Known]:
        """What to read first of the list that begins here: its last page, and of a long one a page
        in its middle. Nothing if it is not read so."""
        chain = self.survey.chain(head)
        if any(self.survey.identity(page.url) in self._lists for page in chain):
            return []
        if len(chain) < _CHAIN_MIN or not self.survey.is_cut_to_size(chain):
            return []
        if not all(self.may_leave(page) for page in chain[1:]):
            return []
        of_keys = not any(self.survey.items_on(page) for page in chain)
        entries: list[list[object]] = [
            [*page.keys] if of_keys else self.survey.items_on(page) for page in chain
        ]
        if not all(entries):
            return []
        one = _List(chain, Tail(entries), of_keys, set(range(len(chain))))
        for n, page in enumerate(chain):
            self._lists[self.survey.identity(page.url)] = (one, n)
        last = len(chain) - 1
        return one.take([last, *([last // 2] if len(chain) >= _MIDDLE_FROM else [])])

    def holds(self, identity: Identity) -> bool:
        """Whether this is a later page of such a list: asked for only when its turn comes."""
        return identity in self._lists and self._lists[identity][1] > 0

    def read(
        self, identity: Identity, threads: list[object], keys: list[object]
    ) -> tuple[list[Known], list[Known]]:
        """A page was read, with these entries: what to ask for next, and which pages are as they
        were."""
        one, number = self._lists[identity]
        one.tail.read(number, keys if one.of_keys else threads)
        one.open -= {number}
        if number == 0 and len(one.chain) > 1:
            last = one.take([len(one.chain) - 1])
            if last:
                return last, []
        still, ask = one.tail.gaps()
        return one.take(ask), one.take(still)

    def is_of(self, identity: Identity) -> bool:
        """Whether this is any page of such a list."""
        return identity in self._lists

    def rest(self) -> list[Known]:
        """Pages that nothing was learned of, because another one did not come."""
        found: dict[str, Known] = {}
        for one, _ in self._lists.values():
            found |= {one.chain[n].url: one.chain[n] for n in one.open}
            one.open.clear()
        return list(found.values())
