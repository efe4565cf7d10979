"""An erased person leaves nothing to find them by, and the model learns on; on both databases."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from sqlalchemy import text as sql
from sqlmodel import col, select

from leadminer.base.clock import FixedClock
from leadminer.base.errors import InvalidInput, NotFound
from leadminer.flow import learn, link
from leadminer.flow.erase import erase_person
from leadminer.handoffs.tables import Handoff
from leadminer.leads.tables import Lead
from leadminer.learning import erasing, models, outcomes
from leadminer.learning.tables import HandoffFeatures, IntentModel, ScoreEvent
from leadminer.mining.politeness.no_mine import read_register
from leadminer.prospects.identity import link_signal
from leadminer.prospects.tables import Prospect
from leadminer.scoring.outcome_features import NAMED, unpacked
from leadminer.signals.tables import Signal
from leadminer.store import Session
from leadminer.store.metadata import all_metadata
from tests.factories.handoffs import make_contract
from tests.factories.learning import end, hand_over, scored_lead, season

CANARY = "zygomorphic"


def rank_all(session: Session, clock: FixedClock, kept: int | None = None) -> None:
    use_id = learn.begin_ranking(session, clock=clock, decay_days=14.0)
    learn.rank_next(session, now=clock.now(), use_id=use_id, models_kept=kept)


def everything(session: Session) -> str:
    found = []
    for table in all_metadata().tables:
        found += [str(tuple(row)) for row in session.execute(sql(f'SELECT * FROM "{table}"'))]
    return "\n".join(found)


def one_who_was_handed_over(session: Session, clock: FixedClock) -> tuple[Lead, Handoff]:
    contract = make_contract(session)
    season(session, contract, clock)
    lead = scored_lead(
        session, contract, clock,
        signal={"text": f"We need {CANARY} pumps", "author": f"{CANARY}-ann",
                "fields": {"use": CANARY}, "url": "https://forum.example/t/9"},
    )  # fmt: skip
    (handoff,) = hand_over(session, clock)
    end(session, handoff, "won", clock)
    return lead, handoff


def test_hashed_words_go_and_the_outcome_stays(session: Session, clock: FixedClock) -> None:
    lead, handoff = one_who_was_handed_over(session, clock)
    before = learn.learn(session, clock=clock)
    rank_all(session, clock)
    assert len(outcomes.examples(session)) == 25
    clock.advance(timedelta(hours=1))
    done = erase_person(session, lead.prospect_id, actor="operator:1", clock=clock)
    assert done.features == 2
    session.expire_all()
    for table in (ScoreEvent, HandoffFeatures):
        for row in session.exec(select(table).where(col(table.lead_id) == lead.id)):
            kept = unpacked(row.feature_columns, row.feature_values)
            assert len(kept.columns) and kept.columns.max() < NAMED
            assert np.array_equal(kept.values * 4, np.round(kept.values * 4))
            assert row.cut_at is not None
    others = session.exec(select(HandoffFeatures).where(col(HandoffFeatures.lead_id) != lead.id))
    assert all(row.cut_at is None for row in others)
    assert CANARY not in everything(session)
    assert len(outcomes.examples(session)) == 25
    assert session.get(Handoff, handoff.id) is not None
    assert learn.waits(session, clock.now())
    after = learn.learn(session, clock=clock)
    assert after.new and after.version != before.version
    rank_all(session, clock, kept=20)
    versions = session.exec(select(IntentModel.version)).all()
    assert versions == [after.version], "what was learnt from their words is gone"
    with pytest.raises(NotFound, match="any more"):
        models.stored(session, before.version)
    again = learn.learn(session, clock=clock)
    assert again.version == after.version and not again.new


def test_an_erased_person_is_not_read_again(session: Session, clock: FixedClock) -> None:
    lead, _ = one_who_was_handed_over(session, clock)
    erase_person(session, lead.prospect_id, actor="operator:1", clock=clock)
    register = read_register(session)
    assert register.bars_author(f"{CANARY}-ANN", "https://forum.example/t/77")
    assert not register.bars_author(f"{CANARY}-ann", "https://other.example/t/77")
    twice = erase_person(session, lead.prospect_id, actor="operator:1", clock=clock)
    assert (twice.features, twice.removed, twice.barred) == (0, 0, 0)


def test_somebody_nothing_points_to_goes_whole(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    lead = scored_lead(session, contract, clock, signal={"text": f"need {CANARY} pumps"})
    signal = session.get(Signal, lead.signal_id)
    assert signal is not None
    link_signal(session, signal, now=clock.now(), hash_key=b"k")
    number = lead.prospect_id
    erase_person(session, number, actor="operator:1", clock=clock)
    session.expire_all()
    assert CANARY not in everything(session)
    assert session.get(Prospect, number) is None


@pytest.mark.parametrize("asks", ["kept", "merged"])
def test_a_person_that_was_merged_goes_by_either_number(
    session: Session, clock: FixedClock, asks: str
) -> None:
    contract = make_contract(session)
    numbers = {}
    for name in ("kept", "merged"):
        text, author = f"need {CANARY} pumps {name}", f"{CANARY}-{name}"
        lead = scored_lead(session, contract, clock, signal={"text": text, "author": author})
        numbers[name] = lead.prospect_id
    link.merge(session, numbers["kept"], numbers["merged"], actor="o", now=clock.now())
    erase_person(session, numbers[asks], actor="operator:1", clock=clock)
    session.expire_all()
    assert CANARY not in everything(session)


def test_a_person_and_a_company_are_never_merged(session: Session, clock: FixedClock) -> None:
    rows = [Prospect(kind=k, created_at=clock.now()) for k in ("organization", "person")]
    session.add_all(rows)
    session.flush()
    with pytest.raises(InvalidInput, match="one is a person"):
        link.merge(session, rows[0].id or 0, rows[1].id or 0, actor="o", now=clock.now())


def test_an_organisation_is_no_person(session: Session, clock: FixedClock) -> None:
    row = Prospect(kind="organization", display_name="Hengli", created_at=clock.now())
    session.add(row)
    session.flush()
    with pytest.raises(InvalidInput, match="organisation"):
        erase_person(session, row.id or 0, actor="operator:1", clock=clock)


def test_old_versions_go_but_those_in_use_stay(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    for _ in range(4):
        season(session, contract, clock, count=6)
        clock.advance(timedelta(hours=1))
        learn.learn(session, clock=clock)
    rows = session.exec(select(IntentModel).order_by(col(IntentModel.id))).all()
    assert len(rows) == 4
    first = rows[0].version
    models.use(session, first, actor="operator:1", now=clock.now())
    assert models.prune(session, keep=2) == 1
    left = session.exec(select(IntentModel.version).order_by(col(IntentModel.id))).all()
    assert left == [first, rows[2].version, rows[3].version]
    assert models.prune(session, keep=2) == 0
    assert erasing.last_cut(session) is None
