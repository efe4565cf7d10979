"""Lists in a fixed order, by name or number: whether something was put in between is seen at the
last page, and looked for by halves. Pure.

A list of a hundred pages of which nothing is new costs its first and its last page. What was put
in moves all that follows: where the entries of two pages have moved by the same number of places,
nothing was put in on the pages between them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from leadminer.mining.known import Known
from leadminer.mining.surveys import Identity, Survey

CHAIN_MIN: Final = 4  # pages; of a shorter list all are read


@dataclass(slots=True)
class Tail:
    """One list: what it held, page by page, and what of it has been read anew."""

    pages: list[list[object]]  # the entries of each page when it was read last
    _common: set[object] = field(default_factory=set)
    _base: list[int] = field(default_factory=list)
    _place: dict[object, int] = field(default_factory=dict)
    _moved: dict[int, tuple[int, int] | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
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


@dataclass(slots=True)
class Tails:
    """The lists of one crawl that are read so."""

    survey: Survey
    may_leave: Callable[[Known], bool]  # whether a page was read not too long ago
    _lists: dict[Identity, tuple[_List, int]] = field(default_factory=dict)

    def begin(self, head: Known) -> bool:
        """Whether the list that begins here is read by its first and last page from now on."""
        identity = self.survey.identity(head.url)
        chain = self.survey.chain(head)
        if identity in self._lists or len(chain) < CHAIN_MIN:
            return False
        if not all(self.may_leave(page) for page in chain[1:]):
            return False
        of_keys = not any(self.survey.items_on(page) for page in chain)
        entries: list[list[object]] = [
            [*page.keys] if of_keys else self.survey.items_on(page) for page in chain
        ]
        if not all(entries):
            return False
        one = _List(chain, Tail(entries), of_keys, set(range(1, len(chain))))
        for n, page in enumerate(chain):
            self._lists[self.survey.identity(page.url)] = (one, n)
        return True

    def holds(self, identity: Identity) -> bool:
        """Whether this is a later page of such a list: asked for only when its turn comes."""
        return identity in self._lists and self._lists[identity][1] > 0

    def read(
        self, identity: Identity, threads: list[object], keys: list[object]
    ) -> tuple[list[Known], list[Known]]:
        """A page was read, with these entries: what to ask for next, and which pages are as they
        were."""
        one, number = self._lists[identity]
        still: list[int]
        one.tail.read(number, keys if one.of_keys else threads)
        if number == 0:
            still, ask = [], [len(one.chain) - 1]
        else:
            still, ask = one.tail.gaps()
        fresh = [n for n in ask if n in one.open]
        quiet = [n for n in still if n in one.open]
        one.open -= {*fresh, *quiet}
        return [one.chain[n] for n in fresh], [one.chain[n] for n in quiet]

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
