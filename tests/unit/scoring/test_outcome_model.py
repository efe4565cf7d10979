"""Learning from outcomes: shrunk, reproducible, and right where the truth is known."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from leadminer.scoring.outcome_features import COLUMN, COLUMNS, Known, row_of, table_of
from leadminer.scoring.outcome_model import (
    LEARNT_MAX,
    Examples,
    OutcomeModel,
    fit,
    ips_weights,
    model_of,
    out_of_fold,
)

A, B = replace(Known(), fields={"use": "food"}), replace(Known(), fields={"use": "paint"})


def drawn(count: int, seed: int, *, merchant: int = 1, good: dict[str, float]) -> Examples:
    """Leads of two uses that go well as often as `good` says."""
    rng = np.random.default_rng(seed)
    kinds = rng.integers(0, 2, count)
    packed = [row_of((A, B)[kind]).packed() for kind in kinds]
    chance = np.array([good["food"], good["paint"]])[kinds]
    return Examples(
        table_of(packed),
        np.zeros(count),
        (rng.random(count) < chance).astype(float),
        np.ones(count),
        np.full(count, merchant, dtype=np.int64),
        np.ones(count),
    )


def joined(*parts: Examples) -> Examples:
    dense = np.vstack([part.rows.dense() for part in parts])
    owner, column = np.nonzero(dense)
    rows = type(parts[0].rows)(owner, column, dense[owner, column], len(dense))
    rest = [
        np.concatenate([getattr(part, name) for part in parts])
        for name in ("text", "target", "weight", "merchant", "propensity")
    ]
    return Examples(rows, *rest)


def learnt(model: OutcomeModel, merchant: int) -> tuple[float, float]:
    """What the model adds to a lead of either use."""
    rows = table_of([row_of(A).packed(), row_of(B).packed()])
    food, paint = model.learnt(rows, np.array([merchant, merchant]))
    return float(food), float(paint)


def test_without_outcomes_nothing_is_added() -> None:
    none = drawn(0, 0, good={"food": 0.5, "paint": 0.5})
    assert learnt(fit(none), 1) == (0.0, 0.0)
    assert learnt(OutcomeModel(), 7) == (0.0, 0.0)


def test_what_goes_well_is_ranked_higher_and_few_outcomes_move_little() -> None:
    gaps = []
    for count in (4, 40, 400):
        food, paint = learnt(fit(drawn(count, 1, good={"food": 0.8, "paint": 0.1})), 1)
        gaps.append(food - paint)
    assert 0 < gaps[0] < gaps[1] < gaps[2]
    assert gaps[0] < 1.0 < gaps[2]


def test_merchants_differ_and_a_new_one_gets_what_holds_for_all() -> None:
    data = joined(
        drawn(300, 1, merchant=1, good={"food": 0.8, "paint": 0.1}),
        drawn(300, 2, merchant=2, good={"food": 0.1, "paint": 0.8}),
        drawn(300, 3, merchant=3, good={"food": 0.8, "paint": 0.1}),
    )
    model = fit(data)
    one, two, new = learnt(model, 1), learnt(model, 2), learnt(model, 99)
    assert one[0] > one[1] and two[0] < two[1]
    assert new[0] > new[1]  # two of three say food
    assert new[0] - new[1] < one[0] - one[1]


def test_the_order_of_examples_changes_nothing() -> None:
    data = drawn(80, 5, good={"food": 0.7, "paint": 0.2})
    turned = data.take(np.arange(80)[::-1])
    assert np.allclose(fit(data).weights, fit(turned).weights, atol=1e-5)


def test_what_was_rarely_given_counts_for_more_but_not_without_end() -> None:
    weights = ips_weights(np.array([1.0, 0.5, 0.001]))
    assert weights[1] / weights[0] == 2.0
    assert weights[2] / weights[0] == 10.0
    assert weights.mean() == 1.0


def test_selection_by_rank_is_undone_by_the_propensity() -> None:
    # paint leads were sent one time in twenty; of those sent, half of the good ones only
    food = drawn(200, 1, good={"food": 0.5, "paint": 0.5})
    rare = drawn(20, 2, good={"food": 0.9, "paint": 0.9})
    plain = fit(joined(food, rare))
    told = joined(food, replace(rare, propensity=np.full(20, 0.1)))
    rows = table_of([row_of(B).packed()])
    base = np.zeros(1)
    merchant = np.array([1])
    assert fit(told).log_odds(rows, base, merchant) > plain.log_odds(rows, base, merchant)


def test_how_often_operators_say_yes_moves_no_lead() -> None:
    model = replace(OutcomeModel(), weights=np.zeros(COLUMNS))
    model.weights[COLUMN["one"]] = 3.0
    assert learnt(model, 1) == (0.0, 0.0)


def test_what_is_added_is_bounded() -> None:
    wild = OutcomeModel(weights=np.full(COLUMNS, 50.0))
    assert max(learnt(wild, 1)) == LEARNT_MAX


def test_a_model_survives_being_stored() -> None:
    model = replace(fit(drawn(60, 4, good={"food": 0.8, "paint": 0.2})), version="v1")
    again = model_of(model.packed())
    assert again.version == "v1"
    assert np.allclose(learnt(again, 1), learnt(model, 1), atol=1e-5)


def test_figures_come_from_models_that_did_not_see_the_example() -> None:
    # pure noise: seen examples would look good, unseen ones cannot
    rng = np.random.default_rng(0)
    packed = [
        row_of(
            replace(Known(), fields={"number": f"n{i}"}, text=f"word{chr(97 + i % 26)}")
        ).packed()
        for i in range(120)
    ]
    truth = (rng.random(120) < 0.5).astype(float)
    ones = np.ones(120)
    data = Examples(table_of(packed), np.zeros(120), truth, ones, ones.astype(np.int64), ones)
    held = out_of_fold(data, np.arange(120) % 5)
    assert np.corrcoef(held, truth)[0, 1] < 0.2
    seen = fit(data).log_odds(data.rows, data.text, data.merchant)
    assert np.corrcoef(seen, truth)[0, 1] > 0.5
