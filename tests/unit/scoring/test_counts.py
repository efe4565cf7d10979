"""How often an n-gram stands in a text is counted without sorting."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from leadminer.scoring.batch import GOLDEN, _numbered


@given(st.lists(st.integers(0, 2**40), min_size=1, max_size=400))
def test_the_same_keys_have_the_same_number_and_others_another(keys: list[int]) -> None:
    numbers = _numbered(np.array(keys, dtype=np.int64)).tolist()
    assert len(set(zip(keys, numbers, strict=True))) == len(set(keys)) == len(set(numbers))


def test_keys_that_share_a_place_in_the_table_are_told_apart() -> None:
    back = pow(int(GOLDEN), -1, 2**64)
    crowded = [n * back % 2**64 for n in range(1, 60)]  # all fall into the first place
    keys = np.array(crowded * 3, dtype=np.uint64).view(np.int64)
    numbers = _numbered(keys)
    assert len(set(numbers.tolist())) == 59
    assert (numbers[:59] == numbers[59:118]).all()
