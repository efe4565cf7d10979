"""Reads small sites of one vice each: python benchmarks/mining_vices.py [NAME...]

Prints, for each that is not as it should be, what was missed, doubled, asked or kept, and the sum.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.integration.mining.vice_reading import read_vice
from tests.integration.mining.vice_ways import VICES


def main() -> int:
    """All, or the named ones; 0 if each is as it should be."""
    wanted = sys.argv[1:] or list(VICES)
    bad = 0
    for name in wanted:
        began = time.monotonic()
        with tempfile.TemporaryDirectory() as folder:
            told = read_vice(VICES[name], Path(folder))
        complaints = told.complaints(VICES[name])
        bad += bool(complaints)
        seconds = time.monotonic() - began
        print(f"{'BAD ' if complaints else 'good'} {name:32} {seconds:4.1f} s {told.asked:4} asked"
              f" {told.outcome:12} {'; '.join(complaints)}", flush=True)  # fmt: skip
    print(f"{len(wanted) - bad} of {len(wanted)} sites as they should be")
    return bad > 0


if __name__ == "__main__":
    sys.exit(main())
