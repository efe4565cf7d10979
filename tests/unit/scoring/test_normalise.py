"""The table of characters that ships is the one its builder makes."""

from __future__ import annotations

import numpy as np
import opencc

from leadminer.scoring.normalise import TABLE_FILE, build_table, letter_ranges


def test_the_shipped_table_is_what_is_built_from_unicode_and_opencc() -> None:
    """But for a few characters: other versions of Unicode and OpenCC know more."""
    to_simplified = opencc.OpenCC("t2s").convert
    han = (
        chr(n) for n in (*range(0x2E80, 0xD800), *range(0xF900, 0xFB00), *range(0x20000, 0x33480))
    )
    simplified = {c: s for c in han if len(s := to_simplified(c)) == 1 and s != c}
    built = build_table(simplified)
    with np.load(TABLE_FILE) as stored:
        shipped = set(zip(stored["source"].tolist(), stored["target"].tolist(), strict=True))
        letters = stored["letters"]
    now = set(zip(built["source"].tolist(), built["target"].tolist(), strict=True))
    assert len(shipped ^ now) <= 50
    assert abs(int(np.diff(letters).sum()) - int(np.diff(letter_ranges()["letters"]).sum())) <= 6000
