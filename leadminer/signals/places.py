"""Where a text was posted: its first place is the signal, the others are kept beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col, select

from leadminer.signals import twins
from leadminer.signals.rules import signal_key
from leadminer.signals.tables import Signal, SignalPlace, Source, TextPrint
from leadminer.store import Session, insert_ignore

SHARING_MAX = 2000  # a band so many texts share is a template of the site
CANDIDATES_MAX = 20  # whose words are compared
_PLACE_COLUMNS = (
    *("key", "source_id", "run_id", "url", "author", "section", "posted_at"),
    *("fetched_at", "http_status", "content_hash"),
)
_MOMENT_COLUMNS = (
    *("source_id", "author", "posted_at", "kind", "title", "text", "parent_url", "url"),
)
Row = dict[str, Any]  # a signal to be stored


@dataclass(frozen=True, slots=True)
class Print:
    """A text's fingerprint, and the parts by which others like it are found."""

    value: int
    bands: tuple[int, ...]


@dataclass(slots=True)
class Sorted:
    """A batch by what becomes of each row."""

    signals: list[Row] = field(default_factory=list)  # to be stored as signals
    prints: dict[str, Print] = field(default_factory=dict)  # of their texts, by key
    later: list[Row] = field(default_factory=list)  # twins of rows of this very batch
    sharing: dict[tuple[int, int], list[tuple[str, twins.Seen]]] = field(default_factory=dict)


def sort_out_twins(session: Session, rows: Sequence[Row], *, now: datetime) -> Sorted:
    """Sort a batch: a post whose text is known from another place becomes a place of that signal.

    Rows whose key is known, as a signal or as a place, are no twins of anything.
    """
    keys = [row["key"] for row in rows]
    known_places = set(session.exec(select(SignalPlace.key).where(col(SignalPlace.key).in_(keys))))
    known = set(session.exec(select(Signal.key).where(col(Signal.key).in_(keys))))
    if known_places:
        session.execute(
            update(SignalPlace)
            .where(col(SignalPlace.key).in_(known_places))
            .values(last_seen_at=now)
        )
    hosts = _hosts(session, rows)
    same = _same_moments(session, [r for r in rows if r["key"] not in known | known_places])
    done = Sorted()
    for row in rows:
        if row["key"] in known_places:
            continue
        if row["key"] in same:
            _add_place(session, same[row["key"]], row, now=now)
            continue
        fresh = row["kind"] == "post" and row["key"] not in known
        value = twins.fingerprint(row["text"]) if fresh else None
        if value is not None:
            seen = _seen(row, hosts)
            mark = Print(value, twins.bands(value, row["text"]))
            if _has_twin(done, row["key"], mark, seen):
                done.later.append(row)
                continue
            twin = _stored_twin(session, mark, seen)
            if twin is not None:
                _add_place(session, twin, row, now=now)
                continue
            done.prints[row["key"]] = mark
            for place in enumerate(mark.bands):
                done.sharing.setdefault(place, []).append((row["key"], seen))
        done.signals.append(row)
    return done


def _same_moments(session: Session, rows: Sequence[Row]) -> dict[str, Signal]:
    """Signals that are rows of this batch seen in another view of their site, by the row's key.

    The same person's same words at the same moment. Short ones ("+1", "thanks") count only in
    a view of the same thread: people say them in many, and some sites tell but the minute.
    """
    told = [r for r in rows if r["kind"] != "company" and r["author"] and r["posted_at"]]
    told = [r for r in told if r["posted_at"].time() != time.min]
    if not told:
        return {}
    told_by = select(Signal.id, *(getattr(Signal, name) for name in _MOMENT_COLUMNS)).where(
        col(Signal.posted_at).in_({row["posted_at"] for row in told}),
        col(Signal.source_id).in_({row["source_id"] for row in told}),
        col(Signal.author).in_({row["author"] for row in told}),
    )
    stored = {_moment(row): row for row in session.execute(told_by).mappings()}
    found = {row["key"]: stored[_moment(row)] for row in told if _moment(row) in stored}
    # long words tell of which stored thread a thread of this batch is another view
    views = {
        (_thread(row), _thread(found[row["key"]]))
        for row in told
        if row["key"] in found and twins.weight(row["text"]) >= twins.WEIGHT_MIN
    }
    for row in [row for row in told if row["key"] in found]:
        threads = (_thread(row), _thread(found[row["key"]]))
        if threads not in views and threads[0] != threads[1]:
            del found[row["key"]]
    signals = {
        row["key"]: session.get(Signal, found[row["key"]]["id"])
        for row in told
        if row["key"] in found
    }
    return {key: signal for key, signal in signals.items() if signal is not None}


def _thread(row: Mapping[Any, Any]) -> str:
    return str(row["parent_url"] or row["url"])


def _moment(row: Mapping[Any, Any]) -> tuple[int, str, str, str, str]:
    words = "".join(row["text"].split())
    title = row["title"] if row["kind"] == "post" else ""
    return row["source_id"], row["author"] or "", str(row["posted_at"]), title, words


def _has_twin(done: Sorted, key: str, mark: Print, seen: twins.Seen) -> bool:
    """Whether a row of the batch is a twin of this one; only those that share a part are asked."""
    asked = {key}
    for place in enumerate(mark.bands):
        for other, theirs in done.sharing.get(place, ()):
            if other in asked:
                continue
            asked.add(other)
            near = twins.distance(mark.value, done.prints[other].value) <= twins.NEAR_BITS
            if near and twins.is_twin(seen, theirs):
                return True
    return False


def keep_prints(session: Session, prints: Mapping[str, Print]) -> None:
    """Remember the fingerprints of signals that were stored, by their key."""
    if not prints:
        return
    found = session.exec(select(Signal.id, Signal.key).where(col(Signal.key).in_(prints)))
    rows = []
    for number, key in found:
        parts = {f"band_{n}": part for n, part in enumerate(prints[key].bands)}
        rows.append({"signal_id": number, "simhash": prints[key].value, **parts})
    insert_ignore(session, TextPrint, rows)


def places_of(session: Session, signal_ids: Iterable[int]) -> dict[int, list[SignalPlace]]:
    """The further places of signals, in the order they were met."""
    wanted = set(signal_ids)
    query = select(SignalPlace).where(col(SignalPlace.signal_id).in_(wanted))
    found: dict[int, list[SignalPlace]] = {}
    for place in session.exec(query.order_by(col(SignalPlace.id))):
        found.setdefault(place.signal_id, []).append(place)
    return found


def signals_at(session: Session, keys: Iterable[str]) -> dict[str, Signal]:
    """Signals by the key of any of their places."""
    wanted = set(keys)
    found = {
        row.key: row for row in session.exec(select(Signal).where(col(Signal.key).in_(wanted)))
    }
    query = (
        select(SignalPlace.key, Signal)
        .join(Signal, col(Signal.id) == col(SignalPlace.signal_id))
        .where(col(SignalPlace.key).in_(wanted))
    )
    return dict(session.exec(query).all()) | found


def answered_by(session: Session, signals: Sequence[Signal]) -> dict[int, Signal]:
    """What replies answer as their pages show it, by the reply's id; see `Signal.in_reply_to`."""
    told = {s.id: s.in_reply_to for s in signals if s.id and s.in_reply_to}
    if not told:
        return {}
    keys = {s.id: _keys_of(told[s.id], s.parent_url or "") for s in signals if s.id in told}
    known = signals_at(session, {key for each in keys.values() for key in each})
    found = {
        reply: next((known[key] for key in each if key in known), None)
        for reply, each in keys.items()
    }
    return {reply: other for reply, other in found.items() if other and other.id != reply}


def _keys_of(told: str, thread: str) -> tuple[str, ...]:
    """By which keys the post is known that a reply names: by its key or by its address, which is
    that of another reply or of a thread."""
    if "/" not in told:
        return (told,)
    return signal_key("reply", told, parent_url=thread), signal_key("post", told)


def _hosts(session: Session, rows: Sequence[Row]) -> dict[int, str]:
    ids = {row["source_id"] for row in rows}
    query = select(Source.id, Source.host).where(col(Source.id).in_(ids))
    return {number: host for number, host in session.exec(query) if number is not None}


def _seen(row: Row, hosts: Mapping[int, str]) -> twins.Seen:
    return twins.Seen(
        host=hosts.get(row["source_id"], ""),
        author=row["author"] or "",
        title=row["title"],
        text=row["text"],
        posted_at=row["posted_at"],
    )


def _stored_twin(session: Session, mark: Print, seen: twins.Seen) -> Signal | None:
    columns = (TextPrint.band_0, TextPrint.band_1, TextPrint.band_2, TextPrint.band_3)
    parts = zip(columns, mark.bands, twins.plain_bands(mark.value), strict=True)
    sharing = (
        select(TextPrint.signal_id, TextPrint.simhash)
        .where(or_(*(col(column).in_((part, plain)) for column, part, plain in parts)))
        .limit(SHARING_MAX)
    )
    near = sorted(
        (far, number)
        for number, value in session.exec(sharing)
        if (far := twins.distance(mark.value, value)) <= twins.NEAR_BITS
    )
    if not near:
        return None
    nearest = [number for _, number in near[:CANDIDATES_MAX]]
    query = (
        select(Signal, Source.host)
        .join(Source, col(Source.id) == col(Signal.source_id))
        .where(col(Signal.id).in_(nearest))
        .order_by(col(Signal.id))
    )
    for signal, host in session.exec(query):
        theirs = twins.Seen(host, signal.author or "", signal.title, signal.text, signal.posted_at)
        if twins.is_twin(seen, theirs):
            return signal
    return None


def _add_place(session: Session, signal: Signal, row: Row, *, now: datetime) -> None:
    place = {name: row[name] for name in _PLACE_COLUMNS}
    insert_ignore(session, SignalPlace, [{**place, "signal_id": signal.id, "last_seen_at": now}])
    signal.last_seen_at = now
    session.add(signal)
