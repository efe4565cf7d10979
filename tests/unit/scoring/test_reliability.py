"""How far chances can be believed, apart from what chance alone makes of few texts."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from leadminer.scoring.calibration import logistic
from leadminer.scoring.reliability import beyond_chance, chance_error, mass_error

pairs = st.lists(st.tuples(st.floats(0.01, 0.99), st.sampled_from([0.0, 1.0])), max_size=80)


def test_bins_of_as_many_texts_each_add_up() -> None:
    truth = np.array([0.0, 1.0, 1.0, 1.0])
    chance = np.array([0.2, 0.3, 0.9, 0.8])
    # the two lowest: 1 met, .5 claimed; the two highest: 2 met, 1.7 claimed
    assert mass_error(truth, chance, bins=2) == pytest.approx((0.5 + 0.3) / 4)


@settings(max_examples=60)
@given(pairs)
def test_the_error_is_a_share_whatever_the_texts(found: list[tuple[float, float]]) -> None:
    chance, truth = np.array([p[0] for p in found]), np.array([p[1] for p in found])
    error = mass_error(truth, chance)
    assert 0.0 <= error <= 1.0
    assert error <= mass_error(truth, chance, bins=1000) + 1e-12  # finer bins cancel less


def test_a_perfect_forecast_of_few_texts_has_an_error_that_is_foreseen() -> None:
    rng = np.random.default_rng(2)
    for count in (60, 300, 3000):
        chance = logistic(rng.normal(-1, 1.5, count))
        seen = [mass_error((rng.random(count) < chance).astype(float), chance) for _ in range(200)]
        assert chance_error(chance, draws=200) == pytest.approx(np.mean(seen), rel=0.08)
    assert chance_error(logistic(rng.normal(-1, 1.5, 60))) > 0.05  # no forecast meets .05 there


@pytest.mark.parametrize("count", [100, 400])
def test_a_lasting_error_is_told_apart_from_chance(count: int) -> None:
    rng, errors, floors, real = np.random.default_rng(count), [], [], []
    for _ in range(400):  # forecasts that are off by another offset each time
        x = rng.normal(-0.5, 1.5, count)
        right, told = logistic(x), logistic(x + rng.normal(0, 0.4))
        errors.append(mass_error((rng.random(count) < right).astype(float), told))
        floors.append(chance_error(told, draws=4))
        real.append(abs(float((right - told).mean())))
    found = beyond_chance(float(np.mean(errors)), float(np.mean(floors)))
    assert np.mean(errors) > 1.25 * np.mean(real)  # as counted it is not to be read so
    assert found == pytest.approx(np.mean(real), abs=0.015)
    assert beyond_chance(0.04, 0.05) == 0.0
