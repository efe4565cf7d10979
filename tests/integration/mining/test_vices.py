"""Whole sites of one vice each; all of them are read by benchmarks/mining_vices.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.integration.mining.vice_reading import read_vice
from tests.integration.mining.vice_ways import VICES

# of each kind the odd ones, and every one that once went wrong
TRIED = (
    "robots_five_mib", "robots_old_mac_lines", "robots_han", "robots_nul_bytes",
    "pace_500_at_times", "pace_429_nonsense", "wall_captcha_later", "front_refresh",
    "front_script", "front_image_map", "lists_noindex_follow", "reserved_by_head",
    "letters_big5_called_gbk", "letters_utf16_no_mark", "letters_double_kind", "hrefs_backslashed",
    "four_addresses_of_a_thread", "calls_itself_wordpress", "map_of_the_dead", "mountains",
    "pace_503_at_times", "downward", "baits",
)  # fmt: skip


@pytest.mark.parametrize("name", TRIED)
def test_a_site_of_one_vice_is_read_as_it_should_be(name: str, tmp_path: Path) -> None:
    assert read_vice(VICES[name], tmp_path).complaints(VICES[name]) == []
