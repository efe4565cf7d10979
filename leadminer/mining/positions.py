"""How far a reader has got at an address: up to when it has read all, and where a round that was
cut short goes on. Kept in the transaction that writes the signals before it: none is lost."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import update
from sqlmodel import col, select

from leadminer.base.ids import content_hash
from leadminer.mining.tables import ReaderPosition
from leadminer.store import Session, insert_ignore

STALE: Final = timedelta(days=7)  # a round that was cut short so long ago begins anew


@dataclass(slots=True)
class Position:
    """Of one reader at one address."""

    reader: str  # name and version
    url: str
    began: datetime  # of the round, which may be of an earlier run
    since: datetime | None = None  # all before is read
    place: dict[str, Any] = field(default_factory=dict)  # the reader's own words; empty: the start
    moved: bool = False

    def move(self, place: dict[str, Any]) -> None:
        """What stands before this place has been handed on."""
        self.place, self.moved = dict(place), True


def load(
    session: Session, *, reader: str, url: str, now: datetime, stale: timedelta | None = STALE
) -> Position:
    """Where a reader stands; at the start if it has never been here. `stale`: after how long a
    place no longer holds; None: it always does."""
    row = _row(session, reader, url)
    if row is None:
        return Position(reader, url, now)
    if not row.place or (stale is not None and row.began_at < now - stale):
        return Position(reader, url, now, row.since)
    return Position(reader, url, row.began_at, row.since, dict(row.place))


def looked_at(session: Session, *, reader: str, url: str) -> datetime | None:
    """When a place was last written; None if never."""
    row = _row(session, reader, url)
    return row.updated_at if row is not None else None


def _row(session: Session, reader: str, url: str) -> ReaderPosition | None:
    return session.exec(
        select(ReaderPosition).where(
            ReaderPosition.reader == reader, ReaderPosition.url_hash == content_hash(url)
        )
    ).first()


def keep(session: Session, position: Position, *, now: datetime) -> None:
    """Write where a reader stands."""
    key = {"reader": position.reader, "url_hash": content_hash(position.url)}
    told = {
        "since": position.since, "began_at": position.began, "place": position.place,
        "updated_at": now,
    }  # fmt: skip
    insert_ignore(session, ReaderPosition, [{**key, "url": position.url, **told}])
    session.execute(
        update(ReaderPosition)
        .where(
            col(ReaderPosition.reader) == key["reader"],
            col(ReaderPosition.url_hash) == key["url_hash"],
        )
        .values(**told)
    )


def finish(session: Session, position: Position, *, is_whole: bool, now: datetime) -> None:
    """The round is over; if nothing was left out, all before its beginning is read."""
    position.place = {}
    if is_whole:
        position.since = position.began
    keep(session, position, now=now)
