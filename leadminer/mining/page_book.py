"""What a crawl writes down of the pages it reads, so that a later run need not ask for them.

A page is remembered with the keys of the signals it held, and stored when these are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import pairwise
from typing import Any, Final
from urllib.parse import urlsplit

from scrapy.http import Response

from leadminer.base.ids import content_hash
from leadminer.mining.extraction.places.addresses import canonical
from leadminer.mining.extraction.places.page_links import is_other_view
from leadminer.mining.extraction.values.items import PageReading
from leadminer.mining.frontier import Frontier, Visit, people_of
from leadminer.mining.known import Known, row_of_known
from leadminer.mining.memory import Memory
from leadminer.mining.rows import Found
from leadminer.mining.sink import SignalSink

TURNS: Final = ("next", "page")  # ... and for its other pages
ROWS: Final = ("content", "title")  # kinds of links that a list has for what it lists
_ROWS_MIN: Final = 3
_JUST_NOW: Final = timedelta(seconds=5)
_AGREE: Final = 0.6
_LESSON: Final = 25  # pages, after which what was learned is written down again
_LEADS_MAX: Final = 500
_SHOWS_MAX: Final = 400
# there is nothing to be had at such an address
_GONE: Final = frozenset(
    {"http_404", "http_410", "http_400", "http_405", "not_html", "off_site", "redirects",
     "redirect_refused", "encoding", "robots", "too_large", "private_address"}
)  # fmt: skip

Identity = tuple[str, ...]


@dataclass
class PageBook:
    """The pages of one crawl."""

    memory: Memory
    frontier: Frontier
    sink: SignalSink
    gave: set[str] = field(default_factory=set)  # new pages that held something
    taught: Callable[[], dict[str, Any]] = dict  # what reading has taught so far
    _pages: int = 0
    _rows: dict[Identity, tuple[str, str]] = field(default_factory=dict)
    # threads that were read before any list that shows them
    _without_row: dict[Identity, tuple[Known, set[str]]] = field(default_factory=dict)
    # what lists said of these, which told more than was read of them till then
    _doubted: dict[Identity, tuple[str, str]] = field(default_factory=dict)
    # threads by the address of the page that shows all of one
    _rests: dict[Identity, Identity] = field(default_factory=dict)
    # posts of a thread on all of its pages, and the time of the last one
    _held: dict[Identity, tuple[int, datetime | None]] = field(default_factory=dict)
    _threads: int = 0  # threads read whose row was seen ...
    _talking: int = 0  # ... with replies ...
    _agreeing: int = 0  # ... and their row tells of the last one

    def rows_tell_last_posts(self) -> bool:
        """Whether rows show when a thread was last heard of, as far as threads were read; else a
        thread of long ago may hold what is new."""
        return self._threads >= _ROWS_MIN and self._agreeing >= _AGREE * self._talking

    def is_newest_first(self, page: Known) -> bool:
        """Whether a list shows its threads by the time of their newest post."""
        threads = (self.memory.of(self.frontier.identity(url)) for url, _, _ in page.leads_to)
        times = [t.newest_at for t in threads if t is not None and t.is_item and t.newest_at]
        wrong = sum(1 for above, below in pairwise(times) if below > above)
        return len(times) > _ROWS_MIN and wrong <= len(times) // 5

    def hear(self, identity: Identity, near: str, kind: str) -> None:
        """What a list says of a page. Of a thread that was read before, it is believed if it tells
        of no more than was read."""
        before = self.memory.of(identity)
        if before is not None and kind == before.row_kind != self._rows.get(identity, ("", ""))[1]:
            self._rows[identity] = (near, kind)  # comparable with what was said before
        else:
            self._rows.setdefault(identity, (near, kind))
        if identity in self._without_row:
            self._doubted[identity] = near, kind
            self._believe(identity)

    def _believe(self, identity: Identity) -> None:
        """Take what a list said of a thread, if all that was read of this bears it out."""
        if identity not in self._doubted or identity not in self._without_row:
            return
        near, kind = self._doubted[identity]
        known, keys = self._without_row[identity]
        posts, newest = self._held.get(identity, (known.records, known.newest_at))
        if self.memory.agrees(near, replace(known, records=posts, newest_at=newest)):
            del self._without_row[identity], self._doubted[identity]
            self._remember(replace(known, row=near, row_kind=kind, row_at=self.memory.now), keys)

    def _add_up(self, identity: Identity, page: Known, thread_url: str) -> Identity:
        """Add a page to what its thread holds; which thread that is."""
        whole = self._rests.get(identity)
        home = whole or (self.frontier.identity(canonical(thread_url)) if thread_url else identity)
        posts, newest = self._held.get(home, (0, None))
        times = [at for at in (newest, page.newest_at) if at]
        total = max(posts, page.records) if whole else posts + page.records
        self._held[home] = total, max(times, default=None)
        return home

    def keep(
        self,
        asked: str,
        page: PageReading,
        response: Response,
        *,
        found: list[Found],
        visits: list[Visit],
        is_barred: bool = False,
    ) -> None:
        """Remember a page that was read, once what it held is stored. Of one that may not be kept
        (noindex) but where it leads."""
        kinds = {link.url: link.kind for link in page.links}
        identity = self.frontier.identity(canonical(asked))
        before = self.memory.of(identity)
        near, kind, told_at = self._row_of(identity, before)
        times = [] if is_barred else [p.posted for p in page.posts if p.posted]
        if near and times and _is_item(page, ""):
            self._threads += 1
            self._talking += len(page.posts) > 1
            self._agreeing += len(page.posts) > 1 and self.memory.tells_of(near, max(times))
        if found and before is None:
            self.gave.add(canonical(asked))
        is_item = _is_item(page, response.meta.get("thread_url", ""))
        shows = () if is_item or (is_barred and not visits) else shown_on(page)
        keys = () if is_barred else tuple(page.keys[:3] if is_item else page.keys[:_SHOWS_MAX])
        is_same = before is not None and (before.shows, before.keys) == (shows, keys)
        known = Known(
            url=canonical(asked), page_url=page.url, etag=header_of(response, "ETag"),
            last_modified=_last_modified(response),
            content_hash="" if is_barred else content_hash(response.body), records=len(found),
            newest_at=max(times) if times else None, is_item=is_item, row=near,
            row_at=told_at, row_kind=kind,
            leads_to=_leads_of(visits, kinds, before),
            read_at=self.memory.now, shows=shows, keys=keys, size=len(response.body),
            same=before.same + 1 if before is not None and is_same else 0,
            began_at=min(times) if len(times) > 1 and is_item else None,
            is_echo=page.is_echo, moved=_moved_on(before, shows, page),
            people=next(iter(people_of(page)), ""),
        )  # fmt: skip
        marks = {each.key for each in found}
        if is_item and not near:
            self._without_row[identity] = known, marks
        self._remember(known, set(marks))
        if is_item:
            for visit in visits:
                if is_other_view(visit.url, page.url):
                    self._rests[self.frontier.identity(visit.url)] = identity
            self._believe(self._add_up(identity, known, response.meta.get("thread_url", "")))
        self._pages += 1
        if self._pages & (self._pages - 1) == 0 or self._pages % _LESSON == 0:
            self._remember_lessons()

    def _row_of(self, identity: Identity, before: Known | None) -> tuple[str, str, datetime | None]:
        """What was said of a page, on which kind of list, and when; what was said in an earlier run
        if nothing was in this one: the page was not read before it was said."""
        near, kind = self._rows.get(identity, ("", ""))
        if before is None or not before.row:
            return near, kind, self.memory.now
        if not near or (kind != before.row_kind and not before.is_item):
            return before.row, before.row_kind, before.row_at
        return near, kind, self.memory.now

    def _remember_lessons(self) -> None:
        """What reading has taught so far; it stands for the site, at an address no page has."""
        parts, survey = urlsplit(self.frontier.start_url), self.memory.survey
        url = f"{parts.scheme}://{parts.netloc}/#lessons"
        known = Known(
            url, url, "", "", "", 0, None, False, "", None, "", (), self.memory.now,
            lessons=self.taught() | ({"lists": survey.described_rows()} if survey else {}),
        )  # fmt: skip
        self._remember(known, set())

    def touch(self, known: Known) -> None:
        """A page was there and unchanged: it is as good as read now."""
        near, kind, told_at = self._row_of(self.frontier.identity(known.url), known)
        self._remember(
            replace(known, row=near, row_kind=kind, row_at=told_at,
                    read_at=self.memory.now, same=known.same + 1),
            set(),
        )  # fmt: skip

    def missed(self, asked: str, reason: str) -> None:
        """A page could not be read. Where it is gone or none to read, it is left alone for a
        while; else the next run asks for it, whatever led to it then."""
        now, url = self.memory.now, canonical(asked)
        known = self.memory.of(self.frontier.identity(url))
        if reason in _GONE:
            same = known.same + 1 if known is not None and known.is_gone else 0
            self._remember(Known(
                url, url, "", "", "", 0, None, False, "", now, "", (), now, same=same
            ), set())  # fmt: skip
        elif known is not None:
            self._remember(replace(known, missed=reason), set())
        else:
            self._remember(Known(
                url, url, "", "", "", 0, None, False, "", now, "", (), now, missed=reason
            ), set())  # fmt: skip

    def _remember(self, known: Known, keys: set[str]) -> None:
        self.sink.remember(row_of_known(known), keys)


def shown_on(page: PageReading) -> tuple[str, ...]:
    """What a list links to; what stands in menus last, as a page may be one menu all over."""
    rows = [link.url for link in page.links if link.kind in ROWS]
    menus = [link.url for link in page.links if link.kind == "nav"]
    return tuple([*rows, *menus][:_SHOWS_MAX])


def _leads_of(
    visits: list[Visit], kinds: dict[str, str], before: Known | None
) -> tuple[tuple[str, str, str], ...]:
    """Where a page leads, first of all pages; and to its other pages, as far as it did before and
    still does: where these were come upon otherwise they belong to it none the less."""
    new = tuple((v.url, kinds.get(v.url, "content"), v.thread_url) for v in visits[:_LEADS_MAX])
    told = {url for url, _, _ in new}
    old = before.leads_to if before is not None else ()
    return new + tuple(
        each for each in old
        if each[1] in TURNS and each[0] not in told and kinds.get(each[0]) in TURNS
    )  # fmt: skip


def _moved_on(before: Known | None, shows: tuple[str, ...], page: PageReading) -> tuple[str, ...]:
    """What a list of several pages showed here in earlier runs: news have pushed it on to pages
    that need not be read for it."""
    if before is None or not any(link.kind in TURNS for link in page.links):
        return ()
    now = {*shows}
    return tuple(u for u in dict.fromkeys((*before.shows, *before.moved)) if u not in now)[
        :_SHOWS_MAX
    ]


def _is_item(page: PageReading, thread_url: str) -> bool:
    if thread_url:
        return bool(page.posts)
    here = page.url.split("#")[0]
    firsts = [post for post in page.posts if not post.is_reply]
    if page.posts and not firsts:
        return True  # a later page of a thread, however it was come upon
    if len(firsts) == 1 and firsts[0].url.split("#")[0] == here:
        return True
    if len(firsts) == 1 and len(page.posts) > 1 and not firsts[0].stands_alone:
        return True  # a thread, come upon by the address of one of its posts
    rows = sum(1 for link in page.links if link.kind in ROWS and link.near)
    if len(firsts) == 1 and page.is_echo and rows < _ROWS_MIN:
        return True
    if page.rows >= _ROWS_MIN or any(link.kind in TURNS for link in page.links):
        return False  # a list that names whom one writes to about it
    return not page.posts and page.own_company is not None


def _last_modified(response: Response) -> str:
    """When an answer was changed; nothing where that is the moment of the answer, as programs say
    who make each page anew: such a condition never holds."""
    told, now = header_of(response, "Last-Modified")[:80], header_of(response, "Date")
    try:
        age = parsedate_to_datetime(now) - parsedate_to_datetime(told) if told and now else None
    except (ValueError, TypeError):  # not as RFC 9110, 5.6.7 has it; or but one of them has a zone
        return told
    return "" if age is not None and age < _JUST_NOW else told


def header_of(response: Response, name: str) -> str:
    """A header of an answer that can be sent back to its server."""
    value = (response.headers.get(name) or b"").decode("latin-1").strip()
    return value if len(value) <= 500 and value.isprintable() else ""
