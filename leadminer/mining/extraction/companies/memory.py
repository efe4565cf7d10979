"""What is learned of a directory while its pages are read: its own contact data, what a company's
block looks like on it, where its companies are."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.values.emails import is_free_mail

_NAMES_MAX: Final = 3  # one number of so many companies is the directory's own
_PAGES_MIN: Final = 2  # other pages on which a part stood: then it is none of this page's own
_TITLES_MIN: Final = 3  # other pages whose titles say so
_ADVERTISERS_MAX: Final = 3  # on one page
_HOSTS_MAX: Final = 20_000
_VALUES_MAX: Final = 200_000
_OWN_PAGE: Final = re.compile(
    r"^/(?:[a-z]{2}(?:-[a-z]{2})?/)?(?:contact|contacts|contact-?us|kontakt|impressum|imprint|about|"
    r"about-?us|contacto|contacts?|contatti|contato|contactez-nous|nous-contacter|mentions-legales|"
    r"lianxi|lianxiwomen|guanyu|aboutus|contactus|help|support|advertise|legal-notice|aviso-legal|"
    r"kontakty|o-nas|lien-he|联系我们|关于我们)(?:\.\w{2,5})?/?$",
    re.I,
)


def is_own_page(url: str) -> bool:
    """Whether a page is the directory's own: its contact page, its imprint."""
    return bool(_OWN_PAGE.match(unquote(urlsplit(url).path)))


def is_home(url: str) -> bool:
    """Whether an address is a site's front page."""
    return urlsplit(url).path in ("", "/") and not urlsplit(url).query


@dataclass(slots=True)
class OwnValues:
    """Contact values of a site itself, which are no company's: kept as marks that only compare."""

    marks: set[str] = field(default_factory=set)
    front: set[str] = field(default_factory=set)  # marks that only the front page's middle taught
    bystanders: set[str] = field(default_factory=set)  # sites of who advertises on many pages

    def add(self, value: str) -> None:
        """This number or address is the site's own."""
        self.marks.add(content_hash(value)[:16])

    def update(self, values: Iterable[str]) -> None:
        """These are the site's own."""
        for value in values:
            self.add(value)

    def add_with_host(self, value: str) -> None:
        """As `add`; of an address of its own domain, all addresses there are the site's own."""
        self.add(value)
        host = value.rpartition("@")[2] if "@" in value else ""
        if host and not is_free_mail(host):
            self.add(f"@{host}")

    def add_from_front(self, values: list[str]) -> None:
        """The middle of the front page shows these: the site's own, or of a firm it praises."""
        known = set(self.marks)
        self.update(values)
        mails = [value for value in values if "@" in value]
        if len(mails) == 1:
            self.add_with_host(mails[0])
        self.front |= self.marks - known

    @contextmanager
    def but_for_front(self) -> Iterator[None]:
        """For a while, what only the front page's middle taught is not known."""
        self.marks -= self.front
        try:
            yield
        finally:
            self.marks |= self.front

    def release(self, values: list[str]) -> bool:
        """An entry of a list tells these: what the front page told of it is not the site's, unless
        it has more of the site. Whether any was released."""
        gone = {v: content_hash(v)[:16] for v in values if v in self}
        if not gone or not self.front.issuperset(gone.values()):
            return False
        hosts = {f"@{value.rpartition('@')[2]}" for value in gone if "@" in value}
        freed = {*gone.values(), *(content_hash(host)[:16] for host in hosts)} & self.front
        self.front -= freed
        self.marks -= freed
        return True

    def __contains__(self, value: str) -> bool:
        if not self.marks:
            return False
        host = f"@{value.rpartition('@')[2]}" if "@" in value else value
        return any(content_hash(told)[:16] in self.marks for told in (value, host))


@dataclass(slots=True)
class DirectoryMemory:
    """Kept over the pages of one run."""

    own: OwnValues = field(default_factory=OwnValues)
    shapes: Counter[str] = field(default_factory=Counter)
    countries: Counter[str] = field(default_factory=Counter)
    furniture: set[str] = field(default_factory=set)  # marks of what many pages say alike
    publishers: set[str] = field(default_factory=set)  # what the site calls itself
    site_names: set[str] = field(default_factory=set)  # what many pages' titles end or begin with
    _linked: dict[str, set[str]] = field(default_factory=dict)  # which pages lead to a site
    _titled: dict[str, set[str]] = field(default_factory=dict)  # on which pages a title says it
    _stood: dict[str, set[str]] = field(default_factory=dict)  # on which pages a part was seen
    _parts: set[int] = field(default_factory=set)  # heads and feet that were read
    _named: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def is_new(self, part: bytes) -> bool:
        """Whether a head or foot was not read before, word for word."""
        key = hash(part)
        known = key in self._parts
        if len(self._parts) < _VALUES_MAX:
            self._parts.add(key)
        return not known

    def is_furniture(self, part: str, page: str) -> bool:
        """Whether this stood on two other pages, word for word."""
        key = content_hash(part)[:16]
        if key in self.furniture:
            return True
        if len(self._stood) < _VALUES_MAX:
            pages = self._stood.setdefault(key, set())
            pages.add(page)
            if len(pages) > _PAGES_MIN:
                self.furniture.add(key)
        return key in self.furniture

    def hear_title(self, parts: list[str], page: str) -> None:
        """What a page's title says: its ends, where many titles share them, name the site."""
        if len(parts) < 2 or len(self._titled) > _VALUES_MAX:
            return
        for part in {parts[0], parts[-1]} - self.site_names:
            pages = self._titled.setdefault(part, set())
            pages.add(page)
            if len(pages) > _TITLES_MIN:
                self.site_names.add(part)

    def hear_hosts(self, hosts: set[str], page: str) -> None:
        """Sites that a page leads to and that none of its companies has: on several pages these
        are of who advertises there, if they are few; many are of the entries of a list."""
        if len(hosts) > _ADVERTISERS_MAX or len(self._linked) > _HOSTS_MAX:
            return
        for host in hosts - self.own.bystanders:
            pages = self._linked.setdefault(host, set())
            pages.add(page)
            if len(pages) >= _PAGES_MIN:
                self.own.bystanders.add(host)

    def note(self, name: str, values: list[str]) -> None:
        """A company was met with these contact values."""
        if len(self._named) > _VALUES_MAX:
            return
        for value in values:
            names = self._named[value]
            names.add(name.casefold())
            if len(names) >= _NAMES_MAX:
                self.own.add(value)

    def likely_country(self) -> str | None:
        """Where most of the directory's companies are, once there is enough to tell."""
        best = self.countries.most_common(1)
        total = sum(self.countries.values())
        return best[0][0] if best and best[0][1] * 2 > total else None
