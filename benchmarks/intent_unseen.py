"""Quality on sources the scorer did not learn from, beside TF-IDF + logistic regression.

    python benchmarks/intent_unseen.py DIR

DIR holds the labelled JSONL files.  Each set of sources in ``HELD_OUT`` is left out in turn; both
learners see the read texts of all other licensed sources and our own texts, in the same run; the
last row also what the teacher says of unread posts of other sources, as the shipped weights do.
Intervals are bootstraps over groups; "gain" is paired with the first row.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np

from leadminer.scoring.evaluation import baseline, table
from leadminer.scoring.fitting import design
from leadminer.scoring.rules import GROUPS, PRIORS
from leadminer.scoring.seeds import Example, spelled_out
from leadminer.scoring.training import LICENSED_SOURCES, Recipe, examples_in, fit_intent

HELD_OUT = {
    "Reddit, English": {"reddit-top-2013", "reddit"},
    "V2EX, Chinese": {"v2ex-hot", "v2ex-2024"},
    "Zhidao questions, Chinese": {"lcqmc-zhidao"},
    "B2B, English": {"upwork", "sesami", "sam.gov", "indiamart", "agnews", "fiverr"},
    "B2B, Chinese": {"china-telecom", "china-mobile", "tw-pcc", "3566t"},
    "B2B, Chinese, with forum and news": {
        "china-telecom",
        "china-mobile",
        "tw-pcc",
        "3566t",
        "v2ex-2024",
        "thucnews",
    },
}


def main(folder: str) -> None:
    """Print one block a held-out set."""
    found = examples_in(Path(folder), with_taught=True)
    every = [e for e in found if e.taught is None and not e.family.startswith("weak:")]
    unread = [e for e in found if e.taught is not None]
    own = spelled_out()
    for name, sources in HELD_OUT.items():
        known = [e for e in every if e.family in LICENSED_SOURCES - sources]
        groups = {e.group for e in known}
        test = [e for e in every if e.family in sources and e.group not in groups]
        print(f"{name}: {len(test)} texts, learnt from {len(known)} read and {len(own)} own")
        held = {e.group for e in test}
        taught = [
            e
            for e in unread
            if e.family.removeprefix("taught:") not in sources and e.group not in held
        ]
        print_table(known, own, test, taught)


def print_table(
    known: list[Example], own: list[Example], test: list[Example], taught: list[Example]
) -> None:
    """Figures of each learner on ``test``."""
    unseen = design([example.text for example in test])
    ours = fit_intent(design([e.text for e in [*known, *own]]), [*known, *own], Recipe())
    every = [*known, *own, *taught]
    with_taught = fit_intent(design([e.text for e in every]), every, Recipe()) if taught else ours
    rules = unseen.groups @ np.array([PRIORS[group] for group in GROUPS])
    scores = {
        "TF-IDF + LR, read texts": baseline(known, test),
        "TF-IDF + LR, read and own": baseline([*known, *own], test),
        "rule priors alone": rules,
        "leadminer": ours.log_odds(unseen),
        "leadminer, unread posts too": with_taught.log_odds(unseen),
    }
    for row in table(test, scores):
        gain = f"  gain {row.roc_gain}" if row.roc_gain else ""
        print(f"  {row.name:<28} ROC {row.roc}  PR {row.pr}  top 5 % {row.top_5.value:.2f}{gain}")


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("skipped: name a folder of labelled posts (*.jsonl) to measure on")
    main(sys.argv[1])
