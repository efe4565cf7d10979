"""A box of the map, laid out in tiles."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leadminer.base.errors import InvalidInput
from spiders.overpass import TILE_DEGREES, quarters_of, tiles_of


@given(st.floats(-80, 78), st.floats(-170, 160), st.floats(0.01, 2), st.floats(0.01, 2))
def test_tiles_cover_a_box_and_no_more_each_within_the_bound(
    south: float, west: float, high: float, wide: float
) -> None:
    north, east = south + high, west + wide
    tiles = tiles_of(south, west, north, east)
    assert min(t[0] for t in tiles) == south and max(t[2] for t in tiles) == north
    assert min(t[1] for t in tiles) == west and max(t[3] for t in tiles) == east
    area = sum((t[2] - t[0]) * (t[3] - t[1]) for t in tiles)
    assert area == pytest.approx(high * wide)
    assert all(max(t[2] - t[0], t[3] - t[1]) <= TILE_DEGREES * 1.001 for t in tiles)


def test_a_small_box_is_one_tile_and_four_quarters_make_it_again() -> None:
    (tile,) = tiles_of(48.0, 11.0, 48.1, 11.2)
    assert tile == (48.0, 11.0, 48.1, 11.2)
    parts = quarters_of(tile)
    assert sum((p[2] - p[0]) * (p[3] - p[1]) for p in parts) == pytest.approx(0.02)


@pytest.mark.parametrize(
    "box", [(48, 11, 47, 12), (48, 179, 49, -179), (-91, 0, 0, 1), (-60, -170, 70, 170)]
)
def test_a_box_that_is_none_or_too_large_is_refused(box: tuple[float, ...]) -> None:
    with pytest.raises(InvalidInput):
        tiles_of(*box)
