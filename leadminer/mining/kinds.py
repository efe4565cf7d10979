"""What the pages of each kind of address have given, and which kinds are worth no more. Pure.

A kind is a pattern of addresses (`/topic/{n}/{s}`), a path whatever its parameters, or a folder.
Pages of one kind are built alike: where some have held nothing at all, the next will hardly do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlsplit

from leadminer.mining.extraction.places.addresses import canonical, numbers_of, pattern_of
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.views import Views

BARREN_LISTS_AFTER: Final = 30  # visits to pages that list known records
FRESH_VISITS: Final = 10  # a kind of page is given the benefit of the doubt so often
_BARREN_AFTER: Final = 4  # visits that gave nothing: neither records nor new links
_MISSING_AFTER: Final = 2  # ... where no page of the kind exists, and others give records
_BARREN_PATHS_AFTER: Final = 12  # ... of one path, whatever its parameters (facets, sessions)
_BARREN_FOLDERS_AFTER: Final = 8  # ... of one folder, whatever its pages are called (products)
_BOTTOMLESS_AFTER: Final = 24  # ... below one folder, if it goes on so many levels down:
_BOTTOMLESS_LEVELS: Final = 7
_TREE_FOLDERS: Final = 3  # folders of an address that are looked at so
_BARREN_VIEWS_AFTER: Final = 2  # ... where lists have shown all that is known once more
_BARREN_ALIASES_AFTER: Final = 12  # ... of addresses of single posts
_BARREN_CHOICES_AFTER: Final = 3  # ... of choices from a list that was read as a whole
_HOLLOW_AFTER: Final = 3  # ... that had nothing on them at all, once the site's records are known
_HOLLOW_MINOR_AFTER: Final = 2  # ... where little is at stake
_RECORDS_SURE: Final = 8  # of a site that shows what it holds
_ALIASES_SURE: Final = 6  # of a whole run that led to nothing else
TOLD_MIN: Final = 10  # records of a site that is seen to be readable


@dataclass(slots=True)
class Kind:
    """What the pages of one kind have given."""

    admitted: int = 0
    visits: int = 0
    records: int = 0
    idle: int = 0  # visits in a row that gave nothing
    idle_lists: int = 0
    led: int = 0  # visits that led to something new
    missing: int = 0  # visits to what is not there
    echoes: int = 0  # visits that showed a thread known under another address
    aliases: int = 0  # visits to pages that name an address of another kind as their own
    hollow: int = 0  # visits in a row to pages that held nothing at all
    turns: int = 0  # links to them that turn the pages of a list
    is_beside: bool = True  # met on pages of records only
    is_numbered: bool = True  # each was asked by a number: one kind, not several by their names

    @property
    def is_alias(self) -> bool:
        """Whether these are other names of pages (`?p=9` for `?t=2`), best read under their own."""
        return self.aliases * 2 > self.visits


@dataclass(slots=True)
class Tree:
    """What all pages below one folder have given, however deep."""

    visits: int = 0
    records: int = 0
    deepest: int = 0  # levels below the folder

    @property
    def is_bottomless(self) -> bool:
        """Whether links lead deeper and deeper to nothing (`a/` on every page of `/x/a/a/`)."""
        return (
            not self.records
            and self.visits >= _BOTTOMLESS_AFTER
            and self.deepest >= _BOTTOMLESS_LEVELS
        )


@dataclass(slots=True)
class Kinds:
    """All kinds of address of one site."""

    views: Views = field(default_factory=Views)
    told: int = 0  # records
    _patterns: dict[str, Kind] = field(default_factory=dict)
    _paths: dict[str, Kind] = field(default_factory=dict)  # the same, without parameters
    _folders: dict[str, Kind] = field(default_factory=dict)  # ... without the page's name
    _trees: dict[str, Tree] = field(default_factory=dict)  # by the folders an address begins with

    def of(self, pattern: str) -> Kind:
        """A kind, which may be met for the first time."""
        return self._patterns.setdefault(pattern, Kind())

    def met(self, pattern: str) -> Kind | None:
        """A kind that was met before."""
        return self._patterns.get(pattern)

    def learn(
        self, asked: str, page: PageReading, *, new_records: int, new_links: int, is_one: bool
    ) -> None:
        """What a visit gave. `is_one`: it tells nothing of pages whose addresses are like it."""
        pattern = pattern_of(asked)
        known = self.of(pattern)
        path = self._paths.setdefault(_path_of(pattern), Kind())
        folder = self._folders.setdefault(_folder_of(asked), Kind())
        lists = sum(1 for link in page.links if self.is_productive(pattern_of(link.url)))
        self.told += new_records
        for level, name in enumerate(_trees_of(asked), start=1):
            tree = self._trees.setdefault(name, Tree())
            tree.visits += 1
            tree.records += new_records
            tree.deepest = max(tree.deepest, _levels_of(asked) - level)
        for each in (known, path, folder):
            each.visits += 1
            each.records += 0 if is_one else new_records
        self.views.learn(page, lists, new_records=new_records)
        own = pattern_of(page.url)
        if own != pattern:
            # a thread met by the address of one of its posts: addresses of threads hold records
            known.aliases += 1
            self.of(own).records += 0 if is_one else new_records
        known.led += bool(new_links)
        if new_records or new_links:
            known.idle = known.idle_lists = path.idle = folder.idle = 0
        elif lists >= 3:
            known.idle_lists += 1
            known.idle = 0  # a letter without a firm among letters of firms that were met already
        else:
            known.idle += 1
            path.idle += 1
            folder.idle += 1
        holds = new_records or new_links or page.posts or page.companies or lists >= 3
        known.hollow = 0 if holds else known.hollow + 1
        known.is_numbered &= bool(numbers_of(asked))

    def may_hold(self, pattern: str) -> bool:
        """Whether pages of this kind have held something, or it is too early to tell."""
        path, known = self._paths.get(_path_of(pattern)), self.met(pattern)
        if path is not None and not path.records and path.visits >= FRESH_VISITS:
            return False  # another choice of parameters for what gave nothing so far
        return known is None or bool(known.records) or known.visits < FRESH_VISITS

    def is_productive(self, pattern: str) -> bool:
        """Whether pages of this kind have held records."""
        known = self.met(pattern)
        return bool(known and known.records)

    def is_spent(self, url: str) -> bool:
        """Whether pages beside this one, whatever they are called, have stopped giving anything."""
        trees = (self._trees.get(name) for name in _trees_of(url))
        if any(tree is not None and tree.is_bottomless for tree in trees):
            return True
        folder = self._folders.get(_folder_of(url))
        return bool(folder and not folder.records and folder.idle >= _BARREN_FOLDERS_AFTER)

    def is_barren(self, pattern: str) -> bool:
        """Whether pages of this kind have stopped giving anything."""
        path = self._paths.get(_path_of(pattern))
        if path is not None and not path.records and path.idle >= _BARREN_PATHS_AFTER:
            return True
        known = self.met(pattern)
        if known is None:
            return False
        if known.missing == known.visits >= _MISSING_AFTER and self.told >= _RECORDS_SURE:
            return True  # forms to claim, to rate, to write to each of what is listed
        views_max = 1 if self.views.is_agreed else _BARREN_VIEWS_AFTER
        if known.idle_lists >= views_max and self.views.are_all_told:
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
        if self._is_told_of(pattern, known):
            return True
        return known.idle >= _BARREN_AFTER + known.led or known.idle_lists >= BARREN_LISTS_AFTER

    def is_doubtful(self, pattern: str) -> bool:
        """Whether all visits to pages of this kind have found nothing at all: the others can wait
        until the rest of the site is read."""
        known = self.met(pattern)
        return known is not None and 0 < known.visits == known.hollow

    def is_choice(self, pattern: str) -> bool:
        """Whether addresses of this kind ask for a part of a list that was met as a whole. Where
        one address is that of all pages, records are seen to stand there."""
        if self.told < TOLD_MIN:
            return False
        path, _, asked = pattern.partition("?")
        whole, known, held = self.met(path), self.met(pattern), self._paths.get(path)
        met_whole = bool(whole and whole.visits and not whole.hollow)
        met_whole = met_whole and not (held and held.records)
        return bool(asked) and met_whole and not (known and known.turns)

    def _is_told_of(self, pattern: str, known: Kind) -> bool:
        """Whether a kind that gave nothing yet is left sooner, as the site has been seen to be
        readable. What is known of it from an earlier run is judged by that."""
        if self.told < TOLD_MIN or self.views.is_site_known:
            return False
        if self.is_choice(pattern):
            return known.hollow >= _HOLLOW_MINOR_AFTER or (
                known.idle + known.idle_lists >= _BARREN_CHOICES_AFTER
            )
        if not known.is_numbered:  # "/projects/x/search" and "/projects/x/boards"
            return False
        is_minor = known.is_beside or known.admitted * 2 <= self.told
        return known.hollow >= (_HOLLOW_MINOR_AFTER if is_minor else _HOLLOW_AFTER)

    def recall_aliases(self, pattern: str, count: int) -> None:
        """What an earlier run learned of a kind of addresses: all led to threads known already."""
        known = self.of(pattern)
        known.visits += count
        known.aliases += count
        known.idle += count if count < _ALIASES_SURE else max(count, _BARREN_ALIASES_AFTER)

    def recall_barren(self, pattern: str) -> None:
        """What an earlier run learned of a page: it gave nothing."""
        known = self.of(pattern)
        known.visits += 1
        known.idle += 1

    def recall_echo(self, pattern: str) -> None:
        """What an earlier run learned of a page: what it showed is known from elsewhere."""
        known = self.of(pattern)
        known.visits += 1
        known.echoes += 1


def _path_of(pattern: str) -> str:
    return pattern.partition("?")[0]


def _folder_of(url: str) -> str:
    """The folder a page stands in; a page of the site's root has none but itself."""
    parts = urlsplit(url)
    folder = pattern_of(parts.path.rstrip("/").rpartition("/")[0])
    return folder if folder.strip("/") else pattern_of(url)


def _levels_of(url: str) -> int:
    return urlsplit(url).path.strip("/").count("/") + 1


def _trees_of(url: str) -> list[str]:
    """The first folders of an address, the widest first."""
    parts = urlsplit(url)
    names = parts.path.strip("/").split("/")[:_TREE_FOLDERS]
    return [f"{parts.netloc}/{'/'.join(names[:n])}" for n in range(1, len(names) + 1)]


def asked_as(url: str) -> str:
    """The kind of an address as it was asked."""
    return pattern_of(canonical(url))
