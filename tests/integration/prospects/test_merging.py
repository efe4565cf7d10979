"""Organisations found to be one: merged with their leads, undone, set apart for good."""

from __future__ import annotations

from typing import Any

import pytest
from sqlmodel import select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, InvalidInput, NotFound
from leadminer.flow import link
from leadminer.leads.states import LeadState
from leadminer.prospects import merging
from leadminer.prospects.identity import link_signal
from leadminer.prospects.queries import contact_points, signal_ids
from leadminer.prospects.tables import LinkPair, Prospect
from leadminer.store import Session
from tests.factories.leads import KEY, make_lead
from tests.factories.merchants import make_merchant, make_offer
from tests.factories.signals import make_signal

ACTOR = "operator:1"


def company(session: Session, clock: FixedClock, host: str, **told: Any) -> int:
    """A company as one directory has it."""
    values = {"name": "Hengli Precision", "address": "12 Mill Street", "country": "US", **told}
    signal = make_signal(
        session, host=host, kind="company", title=values["name"], company=values, author=None
    )
    found = link_signal(session, signal, now=clock.now(), hash_key=KEY)
    assert found.id is not None
    return found.id


def twins(session: Session, clock: FixedClock) -> tuple[int, int]:
    one = company(session, clock, "a.example", phone="+13125550101", site="https://hengli.com")
    other = company(session, clock, "b.example", name="HENGLI PRECISION INC.", site="")
    company(session, clock, "a.example", name="Lumen Optics", address="700 Oak Avenue")
    return one, other


def known_of(session: Session, prospect_id: int) -> tuple[list[int], int]:
    return list(signal_ids(session, prospect_id)), len(contact_points(session, prospect_id))


def test_what_is_sure_is_merged_and_undone_whole(session: Session, clock: FixedClock) -> None:
    one, other = twins(session, clock)
    before = [known_of(session, n) for n in (one, other)]
    done = link.link_organisations(session, clock=clock)
    assert (done.organisations, done.merged) == (3, 1)
    assert sorted(signal_ids(session, one)) == sorted(before[0][0] + before[1][0])
    assert link.link_organisations(session, clock=clock).merged == 0
    (row,) = merging.merges(session)
    assert row.evidence["fields"]["name"] > 0
    assert row.probability is not None
    link.unmerge(session, row.id or 0, actor=ACTOR, now=clock.now())
    assert [known_of(session, n) for n in (one, other)] == before
    # a merge that was taken back is not made again
    assert link.link_organisations(session, clock=clock).merged == 0
    with pytest.raises(Conflict, match="undone before"):
        link.unmerge(session, row.id or 0, actor=ACTOR, now=clock.now())


def test_a_dry_run_merges_nothing_and_lists_all(session: Session, clock: FixedClock) -> None:
    one, other = twins(session, clock)
    done = link.link_organisations(session, clock=clock, apply=False)
    assert (done.merged, done.for_review) == (0, 1)
    (pair,) = merging.open_pairs(session)
    assert {pair.one_id, pair.other_id} == {one, other}
    link.merge(session, one, other, actor=ACTOR, now=clock.now())
    assert merging.open_pairs(session) == []


def test_a_new_entry_of_a_merged_party_belongs_to_the_kept_one(
    session: Session, clock: FixedClock
) -> None:
    one = company(session, clock, "a.example", site="https://hengli.com")
    other = company(session, clock, "b.example", phone="+13125550101", name="Other")
    link.merge(session, one, other, actor=ACTOR, now=clock.now())
    assert company(session, clock, "c.example", name="X", phone="+13125550101") == one


def test_leads_move_and_the_same_need_is_not_kept_twice(
    session: Session, clock: FixedClock
) -> None:
    merchant = make_merchant(session)
    same, own = make_offer(session, merchant), make_offer(session, merchant)
    kept_lead = make_lead(session, same)
    doubled = make_lead(session, same)
    moving = make_lead(session, own, signal={"author": "other"})
    moving.prospect_id = doubled.prospect_id
    session.add(moving)
    session.flush()
    kept, merged = kept_lead.prospect_id, doubled.prospect_id
    row = link.merge(session, kept, merged, actor=ACTOR, now=clock.now())
    for lead in (doubled, moving):
        session.refresh(lead)
    assert (moving.prospect_id, moving.state) == (kept, "qualified")
    assert (doubled.prospect_id, doubled.state) == (merged, LeadState.DISQUALIFIED)
    link.unmerge(session, row.id or 0, actor=ACTOR, now=clock.now())
    for lead in (doubled, moving):
        session.refresh(lead)
    assert (moving.prospect_id, doubled.state) == (merged, LeadState.NEW)


def test_a_lead_a_merchant_has_is_not_taken_away(session: Session, clock: FixedClock) -> None:
    offer = make_offer(session, make_merchant(session))
    kept, doubled = make_lead(session, offer), make_lead(session, offer, state="accepted")
    link.merge(session, kept.prospect_id, doubled.prospect_id, actor=ACTOR, now=clock.now())
    session.refresh(doubled)
    assert doubled.state == "accepted"


def test_two_set_apart_are_merged_by_nobody(session: Session, clock: FixedClock) -> None:
    one, other = twins(session, clock)
    merging.set_apart(session, other, one, actor=ACTOR, now=clock.now())
    assert link.link_organisations(session, clock=clock).merged == 0
    with pytest.raises(Conflict, match=f"never {one} {other} --lift"):
        link.merge(session, one, other, actor=ACTOR, now=clock.now())
    merging.lift_apart(session, one, other)
    with pytest.raises(Conflict, match="not set apart"):
        merging.lift_apart(session, other, one)
    link.merge(session, one, other, actor=ACTOR, now=clock.now())


def test_merges_of_merges_are_undone_from_the_last(session: Session, clock: FixedClock) -> None:
    a, b, c = (
        company(session, clock, "a.example", name=name, address="") for name in ("A", "B", "C")
    )
    first = link.merge(session, b, c, actor=ACTOR, now=clock.now())
    second = link.merge(session, a, b, actor=ACTOR, now=clock.now())
    with pytest.raises(Conflict, match="undo that first"):
        link.unmerge(session, first.id or 0, actor=ACTOR, now=clock.now())
    with pytest.raises(Conflict, match="merged into"):
        link.merge(session, c, a, actor=ACTOR, now=clock.now())
    link.unmerge(session, second.id or 0, actor=ACTOR, now=clock.now())
    link.unmerge(session, first.id or 0, actor=ACTOR, now=clock.now())
    assert [len(signal_ids(session, n)) for n in (a, b, c)] == [1, 1, 1]


def test_who_is_not_there_cannot_be_merged(session: Session, clock: FixedClock) -> None:
    one = company(session, clock, "a.example")
    with pytest.raises(InvalidInput):
        link.merge(session, one, one, actor=ACTOR, now=clock.now())
    with pytest.raises(NotFound):
        link.merge(session, one, one + 999, actor=ACTOR, now=clock.now())
    with pytest.raises(NotFound):
        link.unmerge(session, 999, actor=ACTOR, now=clock.now())


def test_a_text_with_the_keys_of_two_people_is_shown_to_a_person(
    session: Session, clock: FixedClock
) -> None:
    def post(author: str, email: str) -> Prospect:
        contact = {"kind": "email", "value": email, "owner": "personal"}
        signal = make_signal(session, author=author, contacts=[contact] if email else [])
        return link_signal(session, signal, now=clock.now(), hash_key=KEY)

    one, two = post("one", ""), post("two", "two@example.org")
    post("one", "two@example.org")
    (pair,) = session.exec(select(LinkPair)).all()
    assert {pair.one_id, pair.other_id} == {one.id, two.id}
    assert pair.evidence["keys"] == ["account", "email"]
