"""Probabilities that can be believed: monotone, bounded, with intervals that hold."""

from __future__ import annotations

import json
from unittest import mock

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.scoring import calibration
from leadminer.scoring.calibration import Calibrator

numbers = st.floats(-12, 12, allow_nan=False)
outcomes = st.lists(st.tuples(numbers, st.sampled_from([0.0, 1.0])), max_size=260)
GRID = np.linspace(-15, 15, 61)


def fitted(pairs: list[tuple[float, float]]) -> Calibrator:
    x, y = np.array([p[0] for p in pairs]), np.array([p[1] for p in pairs])
    return calibration.fit(x, y)


@settings(max_examples=60)
@given(outcomes)
def test_whatever_the_outcomes_it_is_bounded_and_rises_with_the_score(
    pairs: list[tuple[float, float]],
) -> None:
    chance, low, high = fitted(pairs).probability(GRID)
    assert ((chance >= 0.01) & (chance <= 0.99)).all()
    assert (np.diff(chance) >= -1e-12).all()
    assert (low <= chance + 1e-12).all() and (chance <= high + 1e-12).all()


@settings(max_examples=30)
@given(outcomes)
def test_it_survives_being_stored(pairs: list[tuple[float, float]]) -> None:
    known = fitted(pairs)
    again = calibration.calibrator_of(json.loads(json.dumps(known.as_dict())))
    assert again == known


@settings(max_examples=50)
@given(st.lists(numbers, min_size=1, max_size=300), st.floats(0.05, 0.95))
def test_the_share_of_a_source_stays_between_what_was_expected_and_what_is_read(
    scores: list[float], expected: float
) -> None:
    x = np.array(scores)
    share = calibration.share_of_needs(x, expected=expected)
    assert 0.0 < share < 1.0
    # damped: however many texts say otherwise, the expectation keeps its three quarters
    assert expected * 0.75 - 1e-6 <= share <= expected * 0.75 + 0.25 + 1e-6


def test_a_source_of_needs_is_thought_richer_than_one_of_chatter() -> None:
    rng = np.random.default_rng(3)
    rich = calibration.of_source(rng.normal(2, 1, 300))
    poor = calibration.of_source(rng.normal(-3, 1, 300))
    assert rich.offset > calibration.OFFSET_PRIOR > poor.offset
    assert rich.note == poor.note == calibration.NOT_CALIBRATED


def test_a_source_where_people_speak_is_thought_poorer_in_needs_by_the_same_scores() -> None:
    scores = np.random.default_rng(4).normal(0, 2, 300)
    spoken, notices = (
        calibration.of_source(scores, calibration.bounded(calibration.logistic(0.7 * scores + off)))
        for off in (-0.6, 0.7)
    )
    assert spoken.offset < calibration.of_source(scores).offset < notices.offset
    # chances that were cut off tell nothing of the source
    cut = np.full(len(scores), calibration.LEAST_PROBABILITY)
    assert calibration.of_source(scores, cut) == calibration.of_source(scores)


@pytest.mark.parametrize("count", [60, 180, 400])
def test_outcomes_mend_what_a_source_gets_wrong(count: int) -> None:
    rng = np.random.default_rng(count)
    x = rng.normal(0, 2, count + 4000)
    truth = (rng.random(len(x)) < calibration.logistic(0.5 * x - 1.5)).astype(float)
    known = calibration.fit(x[:count], truth[:count])
    assert known.method == ("isotonic" if count > calibration.PLATT_MAX else "platt")
    assert known.outcomes == count and f"{count} outcomes" in known.note

    def error(chance: np.ndarray) -> float:
        return calibration.expected_error(calibration.reliability(truth[count:], chance))

    raw = error(calibration.logistic(x[count:]))
    mended = error(known.probability(x[count:])[0])
    assert mended < 0.09 < raw


def test_the_interval_holds_the_truth_about_as_often_as_it_says() -> None:
    held = []
    for seed in range(60):
        rng = np.random.default_rng(seed)
        x = rng.normal(0, 2, 120)
        truth = (rng.random(120) < calibration.logistic(0.7 * x - 0.3)).astype(float)
        _, low, high = calibration.fit(x, truth).probability(np.array([-2.0, 0.0, 2.0]))
        real = calibration.logistic(0.7 * np.array([-2.0, 0.0, 2.0]) - 0.3)
        held += ((low <= real) & (real <= high)).tolist()
    assert 0.88 <= np.mean(held) <= 1.0


def test_the_interval_narrows_as_outcomes_come() -> None:
    rng = np.random.default_rng(5)
    x = rng.normal(0, 2, 200)
    truth = (rng.random(200) < calibration.logistic(x)).astype(float)
    widths = []
    for count in (0, 20, 100, 200):
        _, low, high = calibration.fit(x[:count], truth[:count]).probability(np.array([0.0]))
        widths.append(float(high[0] - low[0]))
    assert widths == sorted(widths, reverse=True) and widths[0] > 0.5


def test_below_twenty_outcomes_it_says_so() -> None:
    x = np.zeros(19)
    assert calibration.fit(x, np.tile([1.0, 0.0], 10)[:19]).note == calibration.NOT_CALIBRATED


def test_one_kind_of_outcome_alone_never_makes_certain() -> None:
    chance, _, high = calibration.fit(np.zeros(500), np.zeros(500)).probability(np.array([0.0]))
    assert 0.01 <= chance[0] < 0.05 and high[0] < 0.1


def test_wilson_brackets_the_share() -> None:
    low, high = calibration.wilson(8, 10)
    assert (round(low, 3), round(high, 3)) == (0.490, 0.943)  # Wilson 1927, 95 %
    assert calibration.wilson(0, 0) == (0.0, 1.0)


def test_the_reliability_curve_adds_up() -> None:
    truth = np.array([0, 0, 1, 1, 1.0])
    rows = calibration.reliability(truth, np.array([0.05, 0.05, 0.95, 1.0, 0.55]))
    assert [row.count for row in rows] == [2, 1, 2]
    assert calibration.expected_error(rows) == pytest.approx((2 * 0.05 + 1 * 0.45 + 2 * 0.025) / 5)


@settings(max_examples=60)
@given(outcomes)
def test_steps_are_bounded_and_never_turn_the_ranking_round(
    pairs: list[tuple[float, float]],
) -> None:
    with mock.patch.object(calibration, "PLATT_MAX", 20):
        known = fitted(pairs)
    chance, low, high = known.probability(GRID)
    assert ((chance >= 0.01) & (chance <= 0.99)).all()
    assert (np.diff(chance) >= -1e-12).all()
    assert (low <= chance + 1e-12).all() and (chance <= high + 1e-12).all()


@settings(max_examples=60)
@given(outcomes)
def test_a_line_keeps_the_very_ranking_of_the_scores(pairs: list[tuple[float, float]]) -> None:
    known = fitted(pairs)
    assert known.method in ("prior", "platt") and known.slope > 0
    chance = known.probability(GRID)[0]
    inside = (chance > 0.01) & (chance < 0.99)
    assert (np.diff(chance[inside]) > 0).all()


@pytest.mark.parametrize("count", [250, 1000])
def test_some_hundred_outcomes_are_read_by_a_line_and_come_closer_than_steps(count: int) -> None:
    lines, steps = [], []
    for seed in range(12):
        rng = np.random.default_rng(seed)
        x = rng.normal(0, 2, count)
        truth = (rng.random(count) < calibration.logistic(0.5 * x - 1.0)).astype(float)
        real = calibration.logistic(0.5 * GRID[20:41] - 1.0)
        line = calibration.fit(x, truth)
        with mock.patch.object(calibration, "PLATT_MAX", 20):
            step = calibration.fit(x, truth)
        assert (line.method, step.method) == ("platt", "isotonic")
        lines.append(np.abs(line.probability(GRID[20:41])[0] - real).mean())
        steps.append(np.abs(step.probability(GRID[20:41])[0] - real).mean())
    assert np.mean(lines) < 0.8 * np.mean(steps)
