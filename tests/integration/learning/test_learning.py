"""Outcomes teach, reproducibly; versions are kept and taken back; ranks can be made again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlmodel import col, select

from leadminer import work
from leadminer.app import App
from leadminer.base.clock import FixedClock
from leadminer.base.errors import Conflict, NotFound
from leadminer.flow import learn
from leadminer.handoffs.tables import Handoff
from leadminer.leads import queries as leads
from leadminer.leads.tables import Lead
from leadminer.learning import models, outcomes, ranking, reports
from leadminer.learning.tables import HandoffFeatures, IntentModel, ModelUse, ScoreEvent
from leadminer.store import Session
from tests.factories.handoffs import make_contract
from tests.factories.learning import FOOD, PAINT, end, hand_over, scored_lead, season


def rank_all(session: Session, clock: FixedClock) -> int:
    use_id = learn.begin_ranking(session, clock=clock, decay_days=14.0)
    return learn.rank_next(session, now=clock.now(), use_id=use_id)[0]


def test_outcomes_move_what_is_like_them_and_only_that(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    season(session, contract, clock)
    food = scored_lead(session, contract, clock, signal=FOOD)
    paint = scored_lead(session, contract, clock, signal=PAINT)
    rank_all(session, clock)
    session.refresh(food), session.refresh(paint)
    assert (food.learnt, paint.learnt, food.model_version) == (0.0, 0.0, "")
    assert food.need_p is not None and food.calibration == "not calibrated yet"
    assert food.deal_p is None
    done = learn.learn(session, clock=clock)
    assert (done.new, done.in_use, done.outcomes, done.verdicts) == (True, True, 24, 0)
    rank_all(session, clock)
    session.refresh(food), session.refresh(paint)
    assert food.learnt > 0.2 > -0.1 > paint.learnt
    assert food.rank > paint.rank
    assert food.model_version == paint.model_version == done.version
    assert food.deal_p is not None and paint.deal_p is not None
    assert 0.01 <= paint.deal_low <= paint.deal_p < food.deal_p <= food.deal_high <= 0.99  # type: ignore[operator]


def test_the_same_events_are_the_same_model_whatever_the_order(
    session: Session, clock: FixedClock
) -> None:
    season(session, make_contract(session), clock)
    first = learn.learn(session, clock=clock)
    clock.advance(timedelta(hours=1))
    again = learn.learn(session, clock=clock)
    assert again.version == first.version and not again.new
    assert len(session.exec(select(IntentModel)).all()) == 1
    assert len(session.exec(select(ModelUse)).all()) == 1
    one = models.active(session)
    found = list(reversed(outcomes.examples(session)))
    from leadminer.learning.fitting import learn_from

    other, _ = learn_from(found, learn._scores(session))
    assert other.version == one.version
    assert abs(other.weights - one.weights).max() < 1e-5


def test_a_new_outcome_is_a_new_version_and_waits_are_noticed(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session)
    assert not learn.waits(session, clock.now())
    season(session, contract, clock, count=12)
    assert learn.waits(session, clock.now())
    first = learn.learn(session, clock=clock)
    assert learn.waits(session, clock.now())  # not applied yet
    rank_all(session, clock)
    assert not learn.waits(session, clock.now())
    scored_lead(session, contract, clock, signal=FOOD)
    (handoff,) = hand_over(session, clock)
    clock.advance(timedelta(hours=1))
    assert not learn.waits(session, clock.now())  # handed over, and no answer yet
    end(session, handoff, "won", clock)
    assert learn.waits(session, clock.now())
    second = learn.learn(session, clock=clock)
    assert second.version != first.version and second.outcomes == 13
    assert models.stored(session, second.version).parent == first.version


def test_what_happens_after_the_hand_over_changes_no_frozen_feature(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session)
    lead = scored_lead(session, contract, clock, signal=FOOD)
    (handoff,) = hand_over(session, clock)
    frozen = session.exec(select(HandoffFeatures)).one()
    before = frozen.model_dump()
    clock.advance(timedelta(hours=5))
    leads.answer(
        session, lead, "budget", "90000", origin="operator", actor="operator:1", now=clock.now()
    )
    end(session, handoff, "won", clock)
    leads.set_feedback(session, lead, "good", now=clock.now(), actor="operator:1")
    session.execute(
        update(Lead).where(col(Lead.id) == lead.id).values(country="FR", fit=0.1, intent=0.2)
    )
    from leadminer.learning.freezing import freeze

    assert freeze(session, [handoff], now=clock.now()) == 0
    session.expire_all()
    assert session.exec(select(HandoffFeatures)).one().model_dump() == before


def test_answers_of_a_talk_and_states_never_enter_the_features(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session)
    plain = scored_lead(session, contract, clock, signal={**FOOD, "text": "same"})
    talked = scored_lead(session, contract, clock, signal={**FOOD, "text": "same", "author": "X Y"})
    leads.answer(
        session, talked, "budget", "90000", origin="conversation", actor="s", now=clock.now()
    )
    leads.set_feedback(session, talked, "good", now=clock.now(), actor="operator:1")
    hand_over(session, clock)
    rows = {row.lead_id: row for row in session.exec(select(HandoffFeatures))}
    one, other = rows[plain.id or 0], rows[talked.id or 0]
    assert (one.feature_columns, one.feature_values) == (
        other.feature_columns,
        other.feature_values,
    )


def test_the_table_of_frozen_features_has_no_place_for_anything_else() -> None:
    assert set(HandoffFeatures.model_fields) == {
        *("id", "handoff_id", "lead_id", "offer_id", "merchant_id", "source_id", "at"),
        *("text_model", "model_version", "intent", "learnt", "rank"),
        *("feature_columns", "feature_values", "cut_at"),
    }


@pytest.mark.parametrize("how", ["no_capacity", "duplicate"])
def test_what_says_nothing_of_the_lead_teaches_nothing(
    session: Session, clock: FixedClock, how: str
) -> None:
    contract = make_contract(session)
    scored_lead(session, contract, clock)
    (handoff,) = hand_over(session, clock)
    end(session, handoff, how, clock)
    assert outcomes.examples(session) == []


def test_outcomes_are_graded_and_the_past_can_be_asked(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    ends = ("won", "accepted", "lost", "too_small", "spam_test", "unreachable")
    for _ in ends:
        scored_lead(session, contract, clock)
    given = sorted(hand_over(session, clock), key=lambda h: h.id or 0)
    start = clock.now()
    for handoff, how in zip(given, ends, strict=True):
        clock.advance(timedelta(minutes=1))
        end(session, handoff, how, clock)
    found = {e.key: (e.target, e.need, e.deal) for e in outcomes.examples(session)}
    assert [found[f"handoff:{h.id:012d}"] for h in given] == [
        (1.0, 1, 1),
        (0.6, 1, None),
        (0.25, 1, 0),
        (0.15, None, 0),
        (0.0, 0, 0),
        (0.1, None, 0),
    ]
    assert outcomes.examples(session, as_of=start) == []
    early = outcomes.examples(session, as_of=start + timedelta(minutes=3))
    assert [e.target for e in early] == [1.0, 0.6, 0.25]


def test_feedback_teaches_and_can_be_taken_back(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    lead = scored_lead(session, contract, clock)
    late = scored_lead(session, contract, clock)
    now = clock.now()
    leads.set_feedback(session, lead, "good", now=now, actor="operator:1")
    leads.disqualify(session, late, "too_late", actor="operator:1", now=now)
    assert [(e.target, e.need) for e in outcomes.examples(session)] == [(1.0, 1)]
    leads.set_feedback(session, lead, "bad", now=now, actor="operator:1", reason="seller")
    assert [(e.target, e.need) for e in outcomes.examples(session)] == [(0.0, 0)]
    leads.set_feedback(session, lead, "", now=now, actor="operator:1")
    assert outcomes.examples(session) == []


def test_a_version_is_taken_back_and_stays_so_until_somebody_lets_go(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session)
    with pytest.raises(Conflict):
        models.rollback(session, actor="operator:1", now=clock.now())
    season(session, contract, clock, count=12)
    first = learn.learn(session, clock=clock).version
    season(session, contract, clock, count=6)
    second = learn.learn(session, clock=clock).version
    lead = scored_lead(session, contract, clock, signal=FOOD, state="new")
    rank_all(session, clock)
    session.refresh(lead)
    assert lead.model_version == second
    use = models.rollback(session, actor="operator:1", now=clock.now())
    assert (use.version, use.pinned, use.applied_at) == (first, True, None)
    rank_all(session, clock)
    session.refresh(lead)
    assert lead.model_version == first
    season(session, contract, clock, count=6)
    third = learn.learn(session, clock=clock)
    assert third.new and not third.in_use
    assert models.active(session).version == first
    models.follow(session, actor="operator:1", now=clock.now())
    assert models.active(session).version == third.version
    models.use(session, "none", actor="operator:1", now=clock.now())
    rank_all(session, clock)
    session.refresh(lead)
    assert (lead.learnt, lead.model_version, lead.deal_p) == (0.0, "", None)
    with pytest.raises(NotFound):
        models.use(session, "no such", actor="operator:1", now=clock.now())
    assert [row["in_use"] for row in reports.model_rows(session)] == [False, False, False]


def test_a_rank_of_the_past_is_made_again_from_the_log(session: Session, clock: FixedClock) -> None:
    contract = make_contract(session)
    lead = scored_lead(session, contract, clock, signal=FOOD, state="new")
    number = lead.id or 0
    seen = []
    for step in range(3):
        rank_all(session, clock)
        session.refresh(lead)
        seen.append((clock.now(), lead.rank, lead.model_version))
        season(session, contract, clock, count=8)
        learn.learn(session, clock=clock)
        clock.advance(timedelta(days=3, hours=step))
    for moment, rank, version in seen:
        again = ranking.rank_at(session, number, moment)
        assert again.rank == pytest.approx(rank, abs=2e-6)
        assert again.model_version == version
    assert seen[0][2] == "" and seen[1][2] != seen[2][2]
    with pytest.raises(NotFound):
        ranking.rank_at(session, number, seen[0][0] - timedelta(days=1))


def test_needs_of_different_kinds_age_at_different_speed(
    session: Session, clock: FixedClock
) -> None:
    contract = make_contract(session)
    asked = scored_lead(session, contract, clock)
    event = session.exec(select(ScoreEvent).where(ScoreEvent.lead_id == asked.id)).one()
    assert event.half_life_days == 14.0
    from leadminer.leads.rules import half_life

    assert half_life("recommendation", decay_days=14) < 14 < half_life("complaint", decay_days=14)


def test_the_background_step_learns_and_ranks(app: App, clock: FixedClock) -> None:
    with app.begin() as session:
        contract = make_contract(session)
        season(session, contract, clock, count=12)
        number = scored_lead(session, contract, clock, signal=FOOD).id or 0
    task = work.build_registry(app).tasks["intent.learn"]
    assert task.find_due() == ["all"]
    task.handle("all")
    with app.read() as session:
        lead = leads.lead(session, number)
        assert lead.model_version.startswith("outcomes-12-")
        assert lead.learnt > 0
        assert [use.applied_at is not None for use in models.model_uses(session)] == [True]
    assert task.find_due() == []
    task.handle("all")  # once more changes nothing
    with app.read() as session:
        assert len(session.exec(select(IntentModel)).all()) == 1


def test_what_was_given_is_kept_with_its_chance(session: Session, clock: FixedClock) -> None:
    scored_lead(session, make_contract(session), clock)
    hand_over(session, clock)
    handoff = session.exec(select(Handoff)).one()
    assert (handoff.explored, handoff.propensity) == (False, 1.0)
