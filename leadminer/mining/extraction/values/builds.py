"""What earlier pages of a site have taught about its build.

A page with one lonely post says little of where the text and the name stand; its sisters with many
posts say it plainly. Kinds and relations are those of `tree.py`;
nothing of this is kept after a run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from leadminer.base.ids import content_hash

_PLACES_TRIED: Final = 4
KINDS_MAX: Final = 4000  # a hostile site invents a class for every page
_PAIRS_MAX: Final = 20_000
_NUMBERS_MIN: Final = 2
_PAGES_MIN: Final = 3  # lists that say the same
_SHARE: Final = 0.8  # ... of all that were read by then


@dataclass(slots=True)
class SiteMemory:
    """Counts of what pages of one site have shown."""

    posts: Counter[str] = field(default_factory=Counter)  # kinds of times that begin posts
    rows: Counter[str] = field(default_factory=Counter)  # ... that stand in lists of threads
    heads: Counter[str] = field(default_factory=Counter)  # ... that begin but the first post
    other: Counter[str] = field(default_factory=Counter)  # ... of edits, memberships and the like
    authors: Counter[tuple[str, str]] = field(default_factory=Counter)  # (kind, relation)
    firsts: Counter[tuple[str, str]] = field(default_factory=Counter)  # where names come first
    bylines: Counter[tuple[str, str]] = field(default_factory=Counter)  # words around names
    lines: Counter[str] = field(default_factory=Counter)  # looks of what holds loose lines of time
    bodies: Counter[tuple[str, str]] = field(default_factory=Counter)
    titles: Counter[tuple[str, str]] = field(default_factory=Counter)  # of what rows announce
    homes: Counter[tuple[str, str]] = field(default_factory=Counter)  # what posts fill: its look
    controls: Counter[tuple[str, str]] = field(default_factory=Counter)
    ranks: dict[str, set[str]] = field(default_factory=dict)  # kind -> what lists of members say
    read: set[str] = field(default_factory=set)  # addresses of pages that have been read
    people: Counter[str] = field(default_factory=Counter)  # forms of addresses of authors' pages
    threads: Counter[str] = field(default_factory=Counter)  # ... of pages with posts
    quotes: Counter[str] = field(default_factory=Counter)  # looks of what repeats others' words
    signatures: dict[str, set[str]] = field(default_factory=dict)  # author -> how posts ended
    numbered_names: bool = False  # the number of an account stands behind each name
    honoured_names: bool = False  # several on one page are called with it, and all are
    plain_names: bool = False  # somebody is called without the word that honours (さん)
    pages: int = 0  # that were looked at for labels and are no record
    repeated: Counter[str] = field(default_factory=Counter)  # marks of pairs -> such pages
    steady: set[str] = field(default_factory=set)  # marks of pairs that nearly all pages have
    countries: Counter[str] = field(default_factory=Counter)  # of numbers that tell theirs
    numbers: set[str] = field(default_factory=set)  # marks of those, each counted once
    month_first: int = 0  # dates that can only begin with the month, less those with the day

    def learn(self, counts: Counter[str], kind: str, by: int = 1) -> None:
        """Count one kind of time."""
        if kind in counts or len(counts) < KINDS_MAX:
            counts[kind] += by

    def ranks_of(self, kind: str) -> set[str]:
        """What lists of members of a kind said of each; to be added to."""
        if kind in self.ranks or len(self.ranks) < KINDS_MAX:
            return self.ranks.setdefault(kind, set())
        return set()

    def saw_numbers(self, told: Iterable[tuple[str, str]]) -> None:
        """These phone numbers stood on a page with the code of their country: (E.164, country)."""
        for number, country in told:
            mark = content_hash(number)[:16]
            if mark not in self.numbers and len(self.numbers) < _PAIRS_MAX:
                self.numbers.add(mark)
                self.countries[country] += 1

    def likely_country(self) -> str | None:
        """Whose numbers nearly all are that tell their country, once there are several."""
        best = self.countries.most_common(1)
        sure = best and best[0][1] >= max(_NUMBERS_MIN, _SHARE * self.countries.total())
        return best[0][0] if sure else None

    def saw_pairs(self, pairs: Iterable[str]) -> None:
        """These labels with their values stood on a page that is no record."""
        self.pages += 1
        for mark in {content_hash(pair)[:16] for pair in pairs}:
            if mark in self.repeated or len(self.repeated) < _PAIRS_MAX:
                self.repeated[mark] += 1
                if _PAGES_MIN <= self.repeated[mark] >= _SHARE * self.pages:
                    self.steady.add(mark)

    def is_steady(self, pair: str) -> bool:
        """Whether a label and its value stand on nearly all pages, whatever is on them."""
        return bool(self.steady) and content_hash(pair)[:16] in self.steady

    def usual_author(self, kind: str) -> str:
        """Where the names of most authors stood, seen from times of a kind; empty if unknown."""
        places = ((count, way) for (of, way), count in self.authors.items() if of == kind)
        return max(places, default=(0, ""))[1]

    def author_places(self, kind: str) -> list[str]:
        """Where names stood, seen from times of a kind, the most usual place first."""
        places = [(count, way) for (of, way), count in self.authors.items() if of == kind]
        return [way for _, way in sorted(places, reverse=True)[:_PLACES_TRIED]]

    def known_people(self) -> set[str]:
        """The forms of addresses at which authors have their pages, and no thread stands."""
        return {p for p, pages in self.people.items() if pages > 1 and not self.threads[p]}

    def learn_place(self, places: Counter[tuple[str, str]], kind: str, relation: str) -> None:
        """Count where an author or a text stood, seen from the time."""
        if (kind, relation) in places or len(places) < KINDS_MAX:
            places[kind, relation] += 1
