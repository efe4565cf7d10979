"""What 20, 50 and 200 outcomes add to the text's ranking, on sources the scorer never saw.

    python benchmarks/intent_outcomes.py DIR

DIR holds the labelled JSONL files. Each set of sources is left out in turn and stands for one
merchant's leads: the label of a post says how its hand-off went. The scorer is trained on the read
texts of all other licensed sources and our own; so many posts drawn at random are the outcomes,
the gain in ROC over the text alone is measured on others. Means over draws, 2.5 and 97.5
percentile.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))
from intent_unseen import HELD_OUT

from leadminer.learning.fitting import area
from leadminer.scoring.batch import read
from leadminer.scoring.fitting import design
from leadminer.scoring.outcome_features import Known, row_of, table_of
from leadminer.scoring.outcome_model import Examples, fit
from leadminer.scoring.rules import GROUPS
from leadminer.scoring.seeds import Example, spelled_out
from leadminer.scoring.training import LICENSED_SOURCES, Recipe, examples_in, fit_intent

STEPS = (20, 50, 200)
DRAWS = 20
REST_MIN, REST_MAX = 80, 800
BATCH = 256


def examples_of(posts: list[Example], log_odds: np.ndarray) -> Examples:
    """Posts as hand-offs of one merchant."""
    texts = [post.text for post in posts]
    parts = [texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]
    present = np.vstack([read(part).present for part in parts])
    packed = []
    for text, groups, odds in zip(texts, present, log_odds.tolist(), strict=True):
        found = tuple(GROUPS[at] for at in np.flatnonzero(groups))
        known = Known(log_odds=odds, groups=found, title=text.title, text=text.text)
        packed.append(row_of(known).packed())
    ones = np.ones(len(posts))
    truth = np.array([post.label for post in posts], dtype=float)
    return Examples(table_of(packed), log_odds, truth, ones, ones.astype(np.int64), ones)


def gains(data: Examples, count: int) -> list[float]:
    """Gain in ROC by so many outcomes, a figure a draw."""
    chance, found = np.random.default_rng(3), []
    for _ in range(DRAWS):
        order = chance.permutation(len(data.target))
        model = fit(data.take(order[:count]))
        rest = data.take(order[count : count + REST_MAX])
        after = area(rest.target, model.log_odds(rest.rows, rest.text, rest.merchant))
        found.append(after - area(rest.target, rest.text))
    return found


def main(folder: str) -> None:
    """Print a row a held-out set."""
    every = [e for e in examples_in(Path(folder)) if not e.family.startswith("weak:")]
    own = spelled_out()
    for name, sources in HELD_OUT.items():
        known = [e for e in every if e.family in LICENSED_SOURCES - sources] + own
        groups = {e.group for e in known}
        test = [e for e in every if e.family in sources and e.group not in groups]
        ours = fit_intent(design([e.text for e in known]), known, Recipe())
        data = examples_of(test, ours.log_odds(design([e.text for e in test])))
        told = [f"text alone {area(data.target, data.text):.3f}"]
        for count in STEPS:
            if len(test) >= count + REST_MIN:
                found = gains(data, count)
                low, high = np.percentile(found, [2.5, 97.5])
                told.append(f"{count}: {np.mean(found):+.3f} [{low:+.3f}, {high:+.3f}]")
        print(f"{name:<36} {len(test):>5} posts  {'   '.join(told)}", flush=True)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("skipped: name a folder of labelled posts (*.jsonl) to measure on")
    main(sys.argv[1])
