"""Signal -> prospect, by deterministic keys, with the evidence; and undoing it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import col, select

from leadminer.base.errors import Conflict
from leadminer.prospects.rules import (
    Point,
    contact_hash,
    identity_keys,
    points_of_company,
    points_of_person,
)
from leadminer.prospects.tables import (
    ContactPoint,
    IdentityEdge,
    IdentityKey,
    LinkPair,
    Prospect,
)
from leadminer.signals.company_values import page_told
from leadminer.signals.tables import Signal, Source
from leadminer.store import Session, insert_ignore

SHARED_SIGNAL = 0.5  # two parties' keys in one text: nobody knows which way it is
IMPORT = "import"  # the spider of signals that an operator brought in from a file


def live_edge(session: Session, signal_id: int) -> IdentityEdge | None:
    """The edge that says whose a signal is, if it was linked."""
    statement = select(IdentityEdge).where(
        IdentityEdge.signal_id == signal_id, col(IdentityEdge.undone_at).is_(None)
    )
    return session.exec(statement).first()


def link_signal(
    session: Session, signal: Signal, *, now: datetime, hash_key: bytes, lang: str | None = None
) -> Prospect:
    """The prospect a signal is by; made if it is the first one seen.

    Linking again changes nothing. Keys are tried strongest first: account, e-mail, phone (for a
    company: domain, e-mail, phone); a signal without any is a prospect of its own.
    """
    assert signal.id is not None
    edge = live_edge(session, signal.id)
    if edge is not None:
        known = session.get(Prospect, edge.prospect_id)
        assert known is not None
        return known
    points = points_of(session, signal)
    organisation = signal.kind == "company"
    keys = identity_keys(points, organisation=organisation)
    prospect, key = _whose(session, signal, keys, now=now, hash_key=hash_key, lang=lang)
    assert prospect.id is not None
    evidence: dict[str, Any] = {"url": signal.url, "text_hash": signal.text_hash}
    if key is not None:
        evidence |= {"key": key.kind, "value_hash": contact_hash(hash_key, key.kind, key.value)}
    account = next((k for k in keys if k.kind == "account"), None)
    if account is not None:
        evidence["account_hash"] = contact_hash(hash_key, "account", account.value)
    kind = key.kind if key else "single"
    _add_edge(session, signal, prospect, kind=kind, evidence=evidence, now=now)
    _add_points(session, prospect.id, signal, points, now=now, hash_key=hash_key)
    return prospect


def undo_edge(
    session: Session, edge: IdentityEdge, *, now: datetime, reason: str, hash_key: bytes
) -> Prospect:
    """A link was wrong: the edge ends, the signal becomes a prospect of its own.

    Contact points and keys that only this signal told go with it; the others, and leads, stay
    with the prospect they were found for. Raises Conflict when it was undone before.
    """
    if edge.undone_at is not None:
        raise Conflict("this link was undone before")
    signal = session.get(Signal, edge.signal_id)
    assert signal is not None
    edge.undone_at = now
    session.add(edge)
    session.flush()  # the index allows one live edge a signal
    prospect = _new_prospect(session, signal, now=now, lang=signal.lang)
    evidence = {"url": signal.url, "undone": edge.id, "reason": reason}
    _add_edge(session, signal, prospect, kind="single", evidence=evidence, now=now)
    _give_back(session, edge, signal, prospect, hash_key=hash_key)
    return prospect


def _give_back(
    session: Session, edge: IdentityEdge, signal: Signal, prospect: Prospect, *, hash_key: bytes
) -> None:
    """What only the signal told of the wrong person goes with it: keys, and ways to reach it."""
    others = (
        select(Signal)
        .join(IdentityEdge, col(IdentityEdge.signal_id) == col(Signal.id))
        .where(IdentityEdge.prospect_id == edge.prospect_id, col(IdentityEdge.undone_at).is_(None))
    )
    organisation = _kind(signal) == "organization"

    def told_by(other: Signal) -> set[tuple[str, str]]:
        points = points_of(session, other)
        keys = [*points, *identity_keys(points, organisation=organisation)]
        return {(key.kind, contact_hash(hash_key, key.kind, key.value)) for key in keys}

    own = told_by(signal)
    for other in session.exec(others):
        own -= told_by(other)
    assert prospect.id is not None
    points = select(ContactPoint).where(ContactPoint.prospect_id == edge.prospect_id)
    keys = select(IdentityKey).where(IdentityKey.prospect_id == edge.prospect_id)
    for row in (*session.exec(points), *session.exec(keys)):
        if (row.kind, row.value_hash) in own:
            row.prospect_id = prospect.id
            session.add(row)
    session.flush()


def points_of(session: Session, signal: Signal) -> list[Point]:
    """The contact points a signal gives of whom it is by, in their normal form."""
    if signal.kind == "company":
        return points_of_company(page_told(signal.company), signal.contacts)
    source = session.get(Source, signal.source_id)
    return points_of_person(
        signal.contacts,
        host=source.host if source else "",
        author=signal.author,
        author_url=signal.author_url,
        region=source.country if source else None,
    )


def _whose(
    session: Session,
    signal: Signal,
    keys: list[Point],
    *,
    now: datetime,
    hash_key: bytes,
    lang: str | None,
) -> tuple[Prospect, Point | None]:
    """The prospect of the strongest known key; else a new one that now owns all keys.

    The insert of the key is what decides between two workers: the second waits for the first
    (or skips its row) and then reads whose it is. A person who names a company's number is not the
    company: keys of the other kind of party lead nowhere.
    """
    kind = _kind(signal)
    owners = _owners(session, keys, hash_key, kind=kind)
    _note_disagreement(session, owners, signal, now=now)
    for key in keys:
        owner = owners.get((key.kind, contact_hash(hash_key, key.kind, key.value)))
        if owner is not None:
            _own(session, owner, keys, hash_key)
            prospect = session.get(Prospect, owner)
            assert prospect is not None
            return prospect, key
    prospect = _new_prospect(session, signal, now=now, lang=lang or signal.lang)
    if not keys:
        return prospect, None
    assert prospect.id is not None
    if _own(session, prospect.id, keys, hash_key) == len(keys):
        return prospect, keys[0]
    owners = _owners(session, keys, hash_key, kind=kind)
    known = [k for k in keys if (k.kind, contact_hash(hash_key, k.kind, k.value)) in owners]
    if not known:
        return prospect, None
    key = known[0]
    owner = owners[key.kind, contact_hash(hash_key, key.kind, key.value)]
    if owner != prospect.id:  # somebody was quicker: theirs is the prospect, ours was for nothing
        for ours in session.exec(select(IdentityKey).where(IdentityKey.prospect_id == prospect.id)):
            ours.prospect_id = owner
            session.add(ours)
        session.flush()
        session.delete(prospect)
        session.flush()
    found = session.get(Prospect, owner)
    assert found is not None
    return found, key


def _note_disagreement(
    session: Session, owners: dict[tuple[str, str], int], signal: Signal, *, now: datetime
) -> None:
    """One signal bears the keys of several prospects: they may be one, which a person decides."""
    parties = sorted(set(owners.values()))
    kinds = sorted({kind for kind, _ in owners})
    rows = [
        {
            "one_id": one,
            "other_id": other,
            "probability": SHARED_SIGNAL,
            "evidence": {"signal": signal.id, "keys": kinds},
            "state": "open",
            "created_at": now,
        }
        for n, one in enumerate(parties)
        for other in parties[n + 1 :]
    ]
    insert_ignore(session, LinkPair, rows)


def _owners(
    session: Session, keys: list[Point], hash_key: bytes, *, kind: str
) -> dict[tuple[str, str], int]:
    """Whose these keys are, among parties of one kind."""
    hashes = [contact_hash(hash_key, key.kind, key.value) for key in keys]
    if not hashes:
        return {}
    statement = (
        select(IdentityKey)
        .join(Prospect, col(Prospect.id) == col(IdentityKey.prospect_id))
        .where(col(IdentityKey.value_hash).in_(hashes), Prospect.kind == kind)
    )
    return {(row.kind, row.value_hash): row.prospect_id for row in session.exec(statement)}


def _own(session: Session, prospect_id: int, keys: list[Point], hash_key: bytes) -> int:
    rows = [
        {
            "kind": key.kind,
            "value_hash": contact_hash(hash_key, key.kind, key.value),
            "prospect_id": prospect_id,
        }
        for key in keys
    ]
    # one order for all workers, or two of them wait for each other
    return insert_ignore(session, IdentityKey, sorted(rows, key=lambda r: str(r["value_hash"])))


def _new_prospect(session: Session, signal: Signal, *, now: datetime, lang: str | None) -> Prospect:
    company = page_told(signal.company) if signal.kind == "company" else {}
    prospect = Prospect(
        kind=_kind(signal),
        display_name=str(company.get("name") or signal.author or "").strip(),
        lang=lang,
        country=_country(company.get("country")),
        created_at=now,
    )
    session.add(prospect)
    session.flush()
    return prospect


def _kind(signal: Signal) -> str:
    return "organization" if signal.kind == "company" else "person"


def _country(value: Any) -> str | None:
    code = str(value or "").strip().upper()
    return code if len(code) == 2 and code.isalpha() else None


def _add_edge(
    session: Session,
    signal: Signal,
    prospect: Prospect,
    *,
    kind: str,
    evidence: dict[str, Any],
    now: datetime,
) -> IdentityEdge:
    assert signal.id is not None and prospect.id is not None
    edge = IdentityEdge(
        signal_id=signal.id,
        prospect_id=prospect.id,
        kind=kind,
        evidence=evidence,
        created_at=now,
    )
    session.add(edge)
    session.flush()
    return edge


def _add_points(
    session: Session,
    prospect_id: int,
    signal: Signal,
    points: list[Point],
    *,
    now: datetime,
    hash_key: bytes,
) -> None:
    rows = [
        {
            "prospect_id": prospect_id,
            "kind": point.kind,
            "value": point.value,
            "value_hash": contact_hash(hash_key, point.kind, point.value),
            "owner": point.owner,
            "origin": "imported" if signal.spider == IMPORT else "crawled",
            "source_url": signal.url,
            "observed_at": now,
            "method": point.method,
        }
        for point in points
    ]
    insert_ignore(session, ContactPoint, rows)
