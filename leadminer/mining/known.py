"""One page of a source, as it is remembered from the run that read it last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from leadminer.base.ids import content_hash
from leadminer.mining.tables import PageMemory


@dataclass(frozen=True, slots=True)
class Known:
    """One page, as it is remembered."""

    url: str
    page_url: str  # what it calls itself
    etag: str
    last_modified: str
    content_hash: str
    records: int
    newest_at: datetime | None
    is_item: bool  # a thread or a company, not a list of them
    row: str  # what a list said of it ...
    row_at: datetime | None  # ... when
    row_kind: str  # ... on which kind of list
    leads_to: tuple[tuple[str, str, str], ...]  # (address, kind of link, thread)
    read_at: datetime
    shows: tuple[str, ...] = ()  # the addresses on a list, in its order
    moved: tuple[str, ...] = ()  # what it showed before, and now its later pages must
    keys: tuple[str, ...] = ()  # marks of its first posts and companies, in its order
    size: int = 0  # bytes
    same: int = 0  # visits in a row that found nothing new on it
    missed: str = ""  # why it could not be read when it was last asked for
    began_at: datetime | None = None  # when the first of its posts was written
    people: str = ""  # where its authors have their own pages
    is_echo: bool = False  # all that it showed was known from another address
    is_map: bool = False  # a sitemap or a feed
    lessons: dict[str, Any] | None = None  # no page: what reading the site has taught

    @property
    def is_gone(self) -> bool:
        """Whether nothing was to be had there."""
        return not (self.content_hash or self.missed or self.leads_to)

    @property
    def can_ask(self) -> bool:
        """Whether its server lets us ask on condition."""
        return bool(self.etag or self.last_modified)


def known_of(row: PageMemory) -> Known:
    """A stored row, as it is used."""
    said: dict[str, Any] = row.row or {}
    at = said.get("at")
    return Known(
        url=row.url,
        page_url=str(said.get("is") or row.url),
        etag=row.etag,
        last_modified=row.last_modified,
        content_hash=row.content_hash,
        records=row.records,
        newest_at=row.newest_at,
        is_item=bool(said.get("item")),
        row=str(said.get("near") or ""),
        row_at=datetime.fromisoformat(at) if at else None,
        row_kind=str(said.get("list") or ""),
        leads_to=tuple((str(a), str(b), str(c)) for a, b, c in row.leads_to or ()),
        read_at=row.read_at,
        shows=tuple(str(url) for url in said.get("shows") or ()),
        moved=tuple(str(url) for url in said.get("moved") or ()),
        keys=tuple(str(key) for key in said.get("keys") or ()),
        size=int(said.get("size") or 0),
        same=int(said.get("same") or 0),
        missed=str(said.get("missed") or ""),
        began_at=datetime.fromisoformat(said["began"]) if said.get("began") else None,
        people=str(said.get("people") or ""),
        is_echo=bool(said.get("echo")),
        is_map=bool(said.get("map")),
        lessons=said.get("lessons"),
    )


def row_of_known(known: Known, **changed: Any) -> dict[str, Any]:
    """A page as it is stored; `changed`: what of it is told anew (by the names of Known)."""
    known = replace(known, **changed)
    said: dict[str, Any] = {
        "is": known.page_url, "item": known.is_item, "near": known.row, "list": known.row_kind,
        "at": known.row_at.isoformat() if known.row_at else None, "size": known.size,
    }  # fmt: skip
    if known.shows or known.keys:
        said |= {"shows": list(known.shows), "keys": list(known.keys)}
    if known.moved:
        said["moved"] = list(known.moved)
    if known.same:
        said["same"] = known.same
    if known.missed:
        said["missed"] = known.missed
    if known.began_at is not None:
        said["began"] = known.began_at.isoformat()
    if known.people:
        said["people"] = known.people
    if known.is_echo:
        said["echo"] = True
    if known.is_map:
        said["map"] = True
    if known.lessons is not None:
        said = {"lessons": known.lessons}
    return {
        "url": known.url, "etag": known.etag, "last_modified": known.last_modified,
        "content_hash": known.content_hash, "records": known.records,
        "newest_at": known.newest_at, "row": said,
        "leads_to": [list(each) for each in known.leads_to], "read_at": known.read_at,
    }  # fmt: skip


def share_of(url: str) -> float:
    """A number from 0 to 1 that an address always has."""
    return int(content_hash(url)[:8], 16) / 0xFFFFFFFF


def conditions(known: Known | None) -> dict[str, str]:
    """The headers that ask for a page only if it has changed."""
    if known is None:
        return {}
    headers = {}
    if known.etag:
        headers["If-None-Match"] = known.etag
    if known.last_modified:
        headers["If-Modified-Since"] = known.last_modified
    return headers


def asked_again(known: Known | None) -> dict[str, Any]:
    """What a request carries of a known page; the answer 304 is let through to the spider."""
    return {"known": known, "handle_httpstatus_list": [304]} if known is not None else {}
