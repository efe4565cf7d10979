"""A wrong link is undone; what people allowed and forbade holds."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict
from leadminer.conversations.outreach.known import Contact, Known
from leadminer.prospects import consents
from leadminer.prospects.identity import link_signal, live_edge, undo_edge
from leadminer.prospects.tables import Consent
from leadminer.store import Session
from tests.factories.leads import KEY
from tests.factories.merchants import make_merchant
from tests.factories.signals import make_signal

HASH = "a" * 64


def test_an_undone_link_leaves_its_trace_and_the_signal_a_person_of_its_own(
    session: Session, clock: FixedClock
) -> None:
    now = clock.now()
    one, two = make_signal(session, author="one"), make_signal(session, author="one")
    person = link_signal(session, one, now=now, hash_key=KEY)
    assert link_signal(session, two, now=now, hash_key=KEY).id == person.id
    edge = live_edge(session, two.id or 0)
    assert edge is not None
    other = undo_edge(session, edge, now=now, reason="two people share a name", hash_key=KEY)
    assert other.id != person.id
    assert edge.undone_at == now
    current = live_edge(session, two.id or 0)
    assert current is not None
    assert (current.prospect_id, current.evidence["undone"]) == (other.id, edge.id)
    assert link_signal(session, two, now=now, hash_key=KEY).id == other.id
    assert link_signal(session, one, now=now, hash_key=KEY).id == person.id
    with pytest.raises(Conflict):
        undo_edge(session, edge, now=now, reason="again", hash_key=KEY)


def test_a_consent_holds_for_its_channel_its_merchant_and_its_time(
    session: Session, clock: FixedClock
) -> None:
    now = clock.now()
    mine, theirs = make_merchant(session).id, make_merchant(session).id
    consents.grant_consent(
        session,
        HASH,
        channel="email",
        kind="express",
        evidence="I agree",
        now=now,
        merchant_id=mine,
        valid_until=now + timedelta(days=1),
    )

    def live(channel: str, merchant_id: int | None, days: int = 0) -> bool:
        at = now + timedelta(days=days)
        known = Known()
        known.consents[HASH] = list(session.exec(select(Consent)))
        contact = Contact(channel, 0, merchant_id or 0, HASH, None)
        return known.consent(contact, at)[0] == "live"

    assert live("email", mine)
    assert not live("email", theirs)
    assert not live("phone", mine)
    assert not live("email", mine, days=1)
    assert consents.withdraw_consent(session, HASH, now=now) == 1
    assert not live("email", mine)
    assert consents.withdrawn_consents(session, [HASH], now=now) == {HASH}


def test_a_suppression_of_one_merchant_is_none_for_others(
    session: Session, clock: FixedClock
) -> None:
    mine, theirs = make_merchant(session).id, make_merchant(session).id
    consents.suppress(session, HASH, reason="manual", now=clock.now(), merchant_id=mine)
    assert consents.is_suppressed(session, HASH, merchant_id=mine)
    assert not consents.is_suppressed(session, HASH, merchant_id=theirs)
    first = consents.suppress(session, HASH, reason="unsubscribed", now=clock.now())
    assert consents.suppress(session, HASH, reason="manual", now=clock.now()).id == first.id
    assert consents.is_suppressed(session, HASH, merchant_id=theirs)
