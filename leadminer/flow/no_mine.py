"""Somebody does not want to be read: from the next request on they are not, and with `purge` what
was read of them before goes in the same transaction."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import delete, or_
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.base.errors import Conflict
from leadminer.flow import hand_off
from leadminer.flow.undo_intake import HOLDS, PERSON_HOLDS
from leadminer.leads.tables import Judgement, Lead
from leadminer.learning.erasing import cut_features
from leadminer.mining.politeness import no_mine
from leadminer.mining.politeness.no_mine import Register
from leadminer.mining.tables import PageMemory, RefusalExample
from leadminer.prospects import answers
from leadminer.prospects.tables import ContactPoint, IdentityEdge, IdentityKey, ProviderAnswer
from leadminer.signals.tables import Signal, SignalPlace, TextPrint
from leadminer.store import Session
from leadminer.store.removal import InUse, remove

_PIECE = 200


@dataclass(slots=True)
class Purged:
    """What a purge did. `emptied`: their words are gone, the row stays, for something that left
    the house (a hand-off, a mail that was sent, the books) points to it."""

    removed: int = 0
    emptied: int = 0
    contacts: int = 0


def add(
    session: Session, text: str, *, reason: str, actor: str, clock: Clock, purge: bool
) -> tuple[str, str, Purged]:
    """Put a domain, author or address on the no-mine register. Returns kind, value and what was
    purged. Raises InvalidInput."""
    kind, value = no_mine.add_entry(session, text, reason=reason, actor=actor, now=clock.now())
    done = Purged()
    if purge:
        done = _purge(session, _barred(kind, value), actor=actor, clock=clock)
    return kind, value, done


def would_go(session: Session, text: str) -> int:
    """How many stored signals a purge of this entry would delete or empty. Raises InvalidInput."""
    return sum(1 for _ in _signals(session, _barred(*no_mine.entry_of(text))))


def _barred(kind: str, value: str) -> Register:
    return Register(
        frozenset([value] if kind == "domain" else []),
        frozenset([value] if kind == "author" else []),
        (value,) if kind == "address" else (),
    )


def _purge(session: Session, barred: Register, *, actor: str, clock: Clock) -> Purged:
    done = Purged()
    for signal_id in list(_signals(session, barred)):
        signal = session.get(Signal, signal_id)
        if signal is not None:
            let_go(session, signal, done, actor=actor, clock=clock)
    _forget_elsewhere(session, barred)
    session.flush()
    return done


def _signals(session: Session, barred: Register) -> Iterator[int]:
    query = select(Signal.id, Signal.url, Signal.author, Signal.author_url).order_by(col(Signal.id))
    if not barred.authors:
        words = [*barred.domains, *(each.partition("/")[0] for each in barred.addresses)]
        query = query.where(or_(*(col(Signal.url).ilike(f"%{word}%") for word in words)))
    for number, url, author, author_url in session.execute(query.execution_options(yield_per=500)):
        if barred.bars_url(url) or barred.bars_author(author or "", url, author_url):
            yield int(number)


def let_go(session: Session, signal: Signal, done: Purged, *, actor: str, clock: Clock) -> None:
    """Remove a signal with all that hangs on it, or empty it where something left the house."""
    assert signal.id is not None
    signal_id, url = signal.id, signal.url
    query = select(IdentityEdge.prospect_id).where(IdentityEdge.signal_id == signal_id)
    people = sorted(set(session.exec(query)))
    leads = list(session.exec(select(Lead.id).where(Lead.signal_id == signal_id)))
    done.contacts += _forget_contacts(session, people, url)
    if signal.kind == "company":
        answers.forget_company(session, signal.company)
    try:
        with session.begin_nested():
            remove(session, "signal", signal_id, holds=HOLDS)
        done.removed += 1
    except (InUse, IntegrityError):
        for lead_id in leads:
            _call_back(session, lead_id or 0, actor=actor, clock=clock)
        cut_features(session, [lead_id for lead_id in leads if lead_id], now=clock.now())
        _empty(session, signal_id)
        done.emptied += 1
    session.expire_all()
    for person in people:
        try:
            with session.begin_nested():
                remove(session, "prospect", person, holds=PERSON_HOLDS)
        except (InUse, IntegrityError):
            continue


def _call_back(session: Session, lead_id: int, *, actor: str, clock: Clock) -> None:
    try:
        hand_off.withdraw(
            session, lead_id, actor=actor, clock=clock, code="other", words="no-mine register"
        )
    except Conflict:
        return  # it has ended; the books keep it


def _empty(session: Session, signal_id: int) -> None:
    """The words go; the keys, times and hashes that evidence rests on stay."""
    signal = session.get(Signal, signal_id, populate_existing=True)
    assert signal is not None
    signal.title = signal.text = ""
    signal.author = signal.author_url = None
    signal.contacts, signal.fields, signal.section, signal.company = [], {}, [], {}
    signal.facts = []  # they hold the words they were read from
    signal.quote_start = signal.quote_end = 0
    session.add(signal)
    for judgement in session.exec(select(Judgement).where(Judgement.signal_id == signal_id)):
        judgement.reasons = []
        session.add(judgement)
    session.flush()
    session.execute(delete(TextPrint).where(col(TextPrint.signal_id) == signal_id))
    session.execute(delete(SignalPlace).where(col(SignalPlace.signal_id) == signal_id))


def _forget_contacts(session: Session, people: list[int], url: str) -> int:
    """Contact points that were read at this address. Those a mail was written to stay."""
    if not people:
        return 0
    gone = 0
    points = session.exec(
        select(ContactPoint).where(
            col(ContactPoint.prospect_id).in_(people),
            ContactPoint.source_url == url,
            col(ContactPoint.origin) == "crawled",
        )
    ).all()
    for point in points:
        try:
            with session.begin_nested():
                session.execute(delete(ContactPoint).where(col(ContactPoint.id) == point.id))
                session.execute(
                    delete(IdentityKey).where(
                        col(IdentityKey.prospect_id) == point.prospect_id,
                        col(IdentityKey.value_hash) == point.value_hash,
                    )
                )
            gone += 1
        except IntegrityError:
            continue
    return gone


def _forget_elsewhere(session: Session, barred: Register) -> None:
    """Other places of texts that stand elsewhere too; remembered pages; examples of refusals; what
    was asked about companies."""
    asked = [number for number, site in answers.hosts_asked(session) if barred.bars_url(site)]
    for start in range(0, len(asked), _PIECE):
        piece = asked[start : start + _PIECE]
        session.execute(delete(ProviderAnswer).where(col(ProviderAnswer.id).in_(piece)))
    for table in (SignalPlace, PageMemory, RefusalExample):
        rows = session.execute(select(table.id, table.url).execution_options(yield_per=500))
        gone = [number for number, url in rows if number and barred.bars_url(url)]
        if table is SignalPlace and barred.authors:
            named = session.execute(select(SignalPlace.id, SignalPlace.url, SignalPlace.author))
            gone += [n for n, url, author in named if n and barred.bars_author(author or "", url)]
        for start in range(0, len(gone), _PIECE):
            piece = gone[start : start + _PIECE]
            session.execute(delete(table).where(col(table.id).in_(piece)))
