"""A post turns out to be somebody else's: the person becomes two, with what belongs to each."""

from __future__ import annotations

import pytest
from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, NotFound
from leadminer.flow import link
from leadminer.leads.states import LeadState
from leadminer.prospects import merging
from leadminer.prospects.identity import link_signal
from leadminer.prospects.queries import contact_points, signal_ids
from leadminer.prospects.tables import IdentityKey
from leadminer.store import Session
from tests.factories.leads import KEY, make_lead
from tests.factories.merchants import make_merchant, make_offer
from tests.factories.signals import make_signal

ACTOR = "operator:1"


def mail(value: str) -> list[dict[str, str]]:
    return [{"kind": "email", "value": value, "raw": value, "owner": "personal", "method": "text"}]


def split(session: Session, signal_id: int, clock: FixedClock) -> tuple[int, int, list[int]]:
    return link.split(
        session, signal_id, actor=ACTOR, now=clock.now(), reason="another Kim", hash_key=KEY
    )


def mails(session: Session, prospect_id: int) -> list[str]:
    return [p.value for p in contact_points(session, prospect_id) if p.kind == "email"]


def test_what_only_one_post_told_goes_with_it(session: Session, clock: FixedClock) -> None:
    offer = make_offer(session, make_merchant(session))
    first = make_signal(session, author="kim", contacts=mail("kim@one.example"))
    person = link_signal(session, first, now=clock.now(), hash_key=KEY)
    said = {"author": "kim", "contacts": [*mail("kim@one.example"), *mail("kim@two.example")]}
    lead = make_lead(session, offer, signal=said)
    assert lead.prospect_id == person.id
    old, new, moved = split(session, lead.signal_id, clock)
    session.refresh(lead)
    assert (old, moved, lead.prospect_id) == (person.id, [lead.id], new)
    assert mails(session, old) == ["kim@one.example"], "both posts told it: it stays"
    assert mails(session, new) == ["kim@two.example"]
    assert list(signal_ids(session, new)) == [lead.signal_id]
    assert (old, new) in merging.pairs_apart(session), "and nothing makes them one again"
    later = make_signal(session, author="kim2", contacts=mail("kim@two.example"))
    assert link_signal(session, later, now=clock.now(), hash_key=KEY).id == new
    keys = session.exec(select(IdentityKey).where(IdentityKey.kind == "account")).all()
    assert {key.prospect_id for key in keys} == {old, new}, "the account is still the first's"


def test_a_lead_a_merchant_has_stays(session: Session, clock: FixedClock) -> None:
    offer = make_offer(session, make_merchant(session))
    make_lead(session, offer, signal={"author": "kim"})
    other = make_offer(session, make_merchant(session))
    lead = make_lead(session, other, signal={"author": "kim"}, state=LeadState.ACCEPTED)
    old, _, moved = split(session, lead.signal_id, clock)
    session.refresh(lead)
    assert (lead.prospect_id, moved) == (old, [])


def test_a_person_known_by_one_post_is_not_split(session: Session, clock: FixedClock) -> None:
    lead = make_lead(session, make_offer(session, make_merchant(session)))
    with pytest.raises(Conflict, match="all that is known"):
        split(session, lead.signal_id, clock)
    with pytest.raises(NotFound):
        split(session, lead.signal_id + 999, clock)
