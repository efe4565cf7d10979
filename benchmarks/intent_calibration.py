"""How far probabilities can be believed on a source the scorer never saw, by labels of that source.

    python benchmarks/intent_calibration.py DIR

DIR holds the labelled JSONL files. Each set of sources is left out in turn, the scorer is trained
on the read texts of all other licensed sources and our own; then: the expected calibration error
of its plain probabilities, after the correction by the source's scores alone, after 50 and 200
labels of that source (on the rest, means over 40 draws), and the error that chance alone makes of
so many texts, were the probabilities right.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from intent_unseen import HELD_OUT

from leadminer.scoring.fitting import design
from leadminer.scoring.reliability import believed
from leadminer.scoring.seeds import spelled_out
from leadminer.scoring.training import LICENSED_SOURCES, Recipe, examples_in, fit_intent


def main(folder: str) -> None:
    """Print a row a held-out set."""
    every = [e for e in examples_in(Path(folder)) if not e.family.startswith("weak:")]
    own = spelled_out()
    print(f"{'left out':<36} texts needs  plain  scores  50 labels  200 labels  chance")
    for name, sources in HELD_OUT.items():
        known = [e for e in every if e.family in LICENSED_SOURCES - sources] + own
        groups = {e.group for e in known}
        test = [e for e in every if e.family in sources and e.group not in groups]
        ours = fit_intent(design([e.text for e in known]), known, Recipe())
        log_odds = ours.log_odds(design([e.text for e in test]))
        row = believed(name, log_odds, np.array([e.label for e in test], dtype=float))
        after = [f"{row.after[n][0]:.3f}" if n in row.after else "-" for n in (50, 200)]
        print(
            f"{name:<36} {row.texts:>5} {row.share:5.0%}  {row.plain:.3f}   {row.unlabelled:.3f}"
            f"  {after[0]:>9}  {after[1]:>10}   {row.floor:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("skipped: name a folder of labelled posts (*.jsonl) to measure on")
    main(sys.argv[1])
