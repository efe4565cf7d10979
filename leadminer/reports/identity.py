"""Pairs of prospects that may be one, side by side; what was merged, and by whom. Read-only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func
from sqlmodel import col, select

from leadminer.leads.tables import Lead
from leadminer.prospects import merging
from leadminer.prospects.parties import Party
from leadminer.prospects.queries import contact_points_of
from leadminer.prospects.tables import (
    ContactPoint,
    IdentityEdge,
    LinkPair,
    Prospect,
    ProspectMerge,
)
from leadminer.reports.console import COUNT_MAX, capped
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session

# what a card shows of a party, in this order; the names linkage weighs them by
FIELDS = ("name", "address", "postcode", "phone", "email", "domain", "country")
PAGES = 4  # pages of a party that are named
QUEUE = 12


@dataclass(frozen=True)
class Seen:
    """One page a party was read on."""

    url: str
    host: str
    title: str
    text: str
    lang: str
    at: datetime


@dataclass(frozen=True)
class Side:
    """One of two prospects: what is known of it and where that was read."""

    prospect: Prospect
    values: Mapping[str, str]  # of FIELDS; "" for what nobody told
    points: Sequence[ContactPoint]  # of a person
    pages: Sequence[Seen]
    page_count: int
    leads: int


@dataclass(frozen=True)
class PairView:
    """Two prospects that may be one, and what each field says of it."""

    pair: LinkPair
    one: Side
    other: Side
    weights: Mapping[str, float]  # field -> weight in nats: above 0 for one party, below for two
    keys: Sequence[str] = ()  # kinds of keys that stood in one text
    shared: Seen | None = None  # that text

    @property
    def fields(self) -> list[str]:
        """Fields that at least one of the two tells."""
        told = [name for name in FIELDS if self.one.values[name] or self.other.values[name]]
        return told or ["name"]


@dataclass(frozen=True)
class MergeRow:
    """A merge with the names of both."""

    merge: ProspectMerge
    kept: str
    merged: str
    weights: Mapping[str, float]
    moved: Mapping[str, int]  # how many leads, contact points, pages went over


@dataclass(frozen=True)
class Figures:
    """How much waits, and what was decided since a moment."""

    waiting: int
    merged: int  # in force
    merged_by_itself: int  # of those
    apart: int
    organisations: int


@dataclass
class _Known:
    """What is asked once for all prospects of a page."""

    prospects: dict[int, Prospect] = field(default_factory=dict)
    parties: dict[int, Party] = field(default_factory=dict)
    points: dict[int, list[ContactPoint]] = field(default_factory=dict)
    pages: dict[int, list[Seen]] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)
    leads: dict[int, int] = field(default_factory=dict)


def pair_view(session: Session, pair: LinkPair) -> PairView:
    """A pair with all that helps to decide it."""
    known = _known(session, (pair.one_id, pair.other_id))
    shared = pair.evidence.get("signal")
    return PairView(
        pair,
        _side(known, pair.one_id),
        _side(known, pair.other_id),
        weights_of(pair.evidence),
        [str(kind) for kind in pair.evidence.get("keys") or ()],
        _page_of(session, shared) if isinstance(shared, int) else None,
    )


def weights_of(evidence: Mapping[str, object]) -> dict[str, float]:
    """The weights of fields in the evidence of a pair, or of a merge, the strongest first."""
    inner = evidence.get("fields")
    found = inner if isinstance(inner, dict) else evidence
    weights = {
        name: float(weight) for name in FIELDS if isinstance(weight := found.get(name), int | float)
    }
    return dict(sorted(weights.items(), key=lambda item: -abs(item[1])))


def waiting(
    session: Session, *, after: LinkPair | None = None, limit: int = QUEUE
) -> list[tuple[LinkPair, str, str]]:
    """Pairs that wait, likeliest first, with both names."""
    pairs = merging.open_pairs(session, after=after, limit=limit)
    names = _names(session, [n for pair in pairs for n in (pair.one_id, pair.other_id)])
    return [(pair, names[pair.one_id], names[pair.other_id]) for pair in pairs]


def merge_rows(session: Session, *, before: int | None = None, limit: int = 30) -> list[MergeRow]:
    """Merges, newest first, with what went over."""
    rows = merging.merges(session, before=before, limit=limit)
    names = _names(session, [n for row in rows for n in (row.kept_id, row.merged_id)])
    return [
        MergeRow(
            row,
            names[row.kept_id],
            names[row.merged_id],
            weights_of(row.evidence),
            {
                "pages": len(row.moved.get("edges", ())),
                "leads": len(row.moved.get("leads", ())),
                "points": len(row.moved.get("points", ())),
            },
        )
        for row in rows
    ]


def figures(session: Session, *, since: datetime, by_itself: str) -> Figures:
    """`since`: when today began; `by_itself`: who merges what is sure."""
    lately = select(func.count()).where(
        col(ProspectMerge.at) >= since, col(ProspectMerge.undone_at).is_(None)
    )
    apart = select(func.count()).where(
        LinkPair.state == merging.APART, col(LinkPair.decided_at) >= since
    )
    organisations = select(Prospect.id).where(
        Prospect.kind == "organization", col(Prospect.merged_into).is_(None)
    )
    return Figures(
        waiting=pairs_waiting(session),
        merged=session.exec(lately).one(),
        merged_by_itself=session.exec(lately.where(ProspectMerge.actor == by_itself)).one(),
        apart=session.exec(apart).one(),
        organisations=capped(session, organisations),
    )


def pairs_waiting(session: Session) -> int:
    """How many pairs wait, counted up to COUNT_MAX."""
    return min(COUNT_MAX, capped(session, merging.waiting_pairs()))


def _names(session: Session, ids: Iterable[int]) -> dict[int, str]:
    found = select(Prospect.id, Prospect.display_name).where(col(Prospect.id).in_(set(ids)))
    return {number or 0: name for number, name in session.exec(found)}


def _known(session: Session, ids: tuple[int, int]) -> _Known:
    known = _Known()
    for row in session.exec(select(Prospect).where(col(Prospect.id).in_(ids))):
        known.prospects[row.id or 0] = row
    known.parties = {party.id: party for party in merging.organisations(session, ids)}
    known.points = contact_points_of(session, ids)
    leads = select(Lead.prospect_id, func.count()).where(col(Lead.prospect_id).in_(ids))
    known.leads = dict(session.exec(leads.group_by(col(Lead.prospect_id))).all())
    for number in ids:
        edges = (
            select(Signal, Source.host)
            .join(IdentityEdge, col(IdentityEdge.signal_id) == col(Signal.id))
            .join(Source, col(Source.id) == col(Signal.source_id))
            .where(IdentityEdge.prospect_id == number, col(IdentityEdge.undone_at).is_(None))
            .order_by(col(Signal.last_seen_at).desc(), col(Signal.id))
            .limit(PAGES)
        )
        known.pages[number] = [_seen(signal, host) for signal, host in session.exec(edges)]
        count = select(func.count()).where(
            IdentityEdge.prospect_id == number, col(IdentityEdge.undone_at).is_(None)
        )
        known.counts[number] = session.exec(count).one()
    return known


def _seen(signal: Signal, host: str) -> Seen:
    at = signal.posted_at or signal.first_seen_at
    title = signal.title or str(signal.company.get("name") or "")
    return Seen(signal.url, host, title, signal.text[:240], signal.lang or "", at)


def _page_of(session: Session, signal_id: int) -> Seen | None:
    query = (
        select(Signal, Source.host)
        .join(Source, col(Source.id) == col(Signal.source_id))
        .where(Signal.id == signal_id)
    )
    found = session.exec(query).first()
    return _seen(*found) if found else None


def _side(known: _Known, number: int) -> Side:
    prospect = known.prospects[number]
    party = known.parties.get(number)
    points = known.points.get(number, [])
    values = dict.fromkeys(FIELDS, "")
    if party is not None:
        values |= {name: getattr(party, name) for name in FIELDS if name != "domain"}
        values["domain"] = party.site
    else:
        values |= {point.kind: point.value for point in reversed(points) if point.kind in values}
        values |= {"name": prospect.display_name, "country": prospect.country or ""}
    shown = [point for point in points if point.value not in values.values()]
    return Side(
        prospect,
        values,
        shown,
        known.pages[number],
        known.counts[number],
        known.leads.get(number, 0),
    )


def apart_rows(session: Session, *, limit: int = 30) -> list[tuple[LinkPair, str, str]]:
    """Pairs that a person said are two, newest first, with both names."""
    pairs = merging.pairs_set_apart(session, limit=limit)
    names = _names(session, [n for pair in pairs for n in (pair.one_id, pair.other_id)])
    return [(pair, names[pair.one_id], names[pair.other_id]) for pair in pairs]
