"""What extraction finds on a page, before it becomes a signal."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from leadminer.mining.extraction.values.contacts import Contact


@dataclass(slots=True)
class Post:
    """A first post or a reply, as it stands on a page."""

    text: str
    author: str = ""
    author_url: str | None = None
    posted: datetime | None = None
    title: str = ""
    url: str = ""  # its own address, with its anchor
    anchor: str = ""  # the id it has on its page
    is_reply: bool = False
    stands_alone: bool = False  # one of several on its page that have nothing to do with each other
    notice: bool = False  # a tender or purchase that its page is all about
    fields: dict[str, str] = field(default_factory=dict)
    section: list[str] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    lang: str | None = None
    method: str = ""  # jsonld microdata rdfa microformats blocks
    noted: list[dict[str, Any]] = field(default_factory=list)  # facts that pipelines found
    answers: Post | None = field(default=None, repr=False, compare=False)  # another of its page
    says_whom: bool = False  # by a link, a name or words, not by its place
    in_reply_to: str = ""  # what it answers: a signal's key or, elsewhere, its address


@dataclass(slots=True)
class Company:
    """A company, as a directory shows it."""

    name: str
    url: str = ""
    phone: str = ""  # E.164
    extension: str = ""
    email: str = ""
    site: str = ""
    address: str = ""
    country: str | None = None
    about: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    contacts: list[Contact] = field(default_factory=list)
    section: list[str] = field(default_factory=list)
    lang: str | None = None
    method: str = ""
    # what was told, field by field, the same in several ways or not; see signals/company_values.py
    values: list[dict[str, Any]] = field(default_factory=list)
    is_listed: bool = False  # stands on a page with others: that page's address is not its own


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page, with what it is likely to lead to."""

    url: str  # canonical
    text: str
    kind: str  # next page title content nav own (a post's own address or control)
    near: str = ""  # the row of a list it stands in, see listing.py


@dataclass(slots=True)
class PageReading:
    """All that was read from one page."""

    url: str  # canonical address
    title: str = ""
    name: str = ""  # what links call it, where the page shows it as well
    lang: str | None = None
    section: list[str] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    companies: list[Company] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    generator: str = ""
    as_turned: str = ""  # its own address with all that its pager asks beside the page
    first_page: str = ""  # on a later page of a list or thread: its first page
    one_message: bool = False  # a reply that has a page of its own
    noindex: bool = False
    nofollow: bool = False
    tdm_reserved: bool | None = None  # mining is reserved (or not) by the page itself
    wall: str = ""  # login captcha cookies; postback: it leads on only by a script's forms
    unread: bool = False  # looks as if it held posts, yet none could be read
    rows: int = 0  # of lists, which only announce threads that stand elsewhere
    is_echo: bool = False  # what it shows is known from another address
    keys: list[str] = field(default_factory=list)  # marks of its first posts and companies

    @property
    def own_company(self) -> Company | None:
        """The company whose page this is; it may show its neighbours, which have pages too."""
        here = self.url.split("#")[0]
        own = [company for company in self.companies if company.url == here]
        if len(own) != 1:
            return None
        is_named = own[0].name and own[0].name.casefold() in self.title.casefold()
        return own[0] if is_named or len(self.companies) == 1 else None

    def tell_listed(self) -> None:
        """Tell of each company whether this page's address is not its own."""
        several = len(self.companies) > 1
        home = self.own_company if several else None
        for company in self.companies:
            company.is_listed = company is not home and (several or company.method == "blocks")
