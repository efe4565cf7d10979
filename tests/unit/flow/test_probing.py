"""Go, stop, or not enough data."""

from __future__ import annotations

import math
from typing import Any

import pytest

from leadminer.flow.probing import advise
from leadminer.mining.forecast import Range

REQUESTS = Range(800, 1000, 1300)


@pytest.mark.parametrize(
    ("options", "leads", "verdict"),
    [
        ({}, Range(2, 9, 20), "go"),
        ({}, Range(0, 0.1, 0.7), "stop"),
        ({}, Range(0.2, 2, 9), "not_enough_data"),
        ({"leads_min": 30}, Range(40, 60, 90), "go"),
        ({"leads_min": 30}, Range(2, 9, 20), "stop"),
        ({"leads_min": 30}, Range(20, 60, 90), "not_enough_data"),
        # a thousand requests at 20 each: fifty leads
        ({"requests_per_lead_max": 20}, Range(55, 60, 90), "go"),
        ({"requests_per_lead_max": 20}, Range(5, 20, 40), "stop"),
        ({"requests_per_lead_max": 20}, Range(40, 60, 90), "not_enough_data"),
        # an interval without an upper end never says stop
        ({"leads_min": 30}, Range(9, 9, math.inf), "not_enough_data"),
        ({"leads_min": 30}, Range(31, 31, math.inf), "go"),
    ],
)
def test_advice(options: dict[str, Any], leads: Range, verdict: str) -> None:
    assert advise(options, leads, REQUESTS, pages=50).verdict == verdict


def test_the_nearer_the_threshold_the_larger_the_sample_that_would_tell() -> None:
    far = advise({"leads_min": 30}, Range(20, 60, 90), REQUESTS, pages=50)
    near = advise({"leads_min": 50}, Range(20, 60, 90), REQUESTS, pages=50)
    same = advise({"leads_min": 60}, Range(20, 60, 90), REQUESTS, pages=50)
    assert 50 < (far.pages_needed or 0) < (near.pages_needed or 0)
    assert same.pages_needed is None
