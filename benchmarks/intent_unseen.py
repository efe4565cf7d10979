"""Quality and belief on sources the scorer did not learn from, beside TF-IDF + logistic regression.

    python benchmarks/intent_unseen.py DIR

DIR holds the labelled JSONL files.  Each set of sources in ``HELD_OUT`` is left out in turn; both
learners see the read texts of all other licensed sources, ours also our own texts and what the
teacher says of unread posts of other sources, as the shipped weights do.  Intervals are bootstraps
over groups; "gain" is paired with the first row.  Then the expected calibration error: of what is
printed beside a score, after the correction by the source's scores alone, after 50 and 200 labels
of that source (on the rest, means over 40 draws), and what chance alone makes of so many texts,
were the probabilities right.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import numpy as np

from leadminer.scoring.evaluation import baseline, table
from leadminer.scoring.fitting import F64, Fit, design
from leadminer.scoring.judging import believed_log_odds, probability_of
from leadminer.scoring.reliability import believed
from leadminer.scoring.rules import GROUPS, STARTS
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


class Held:
    """Learners that saw nothing of some sources; each is fitted once however often it is asked."""

    def __init__(self, folder: Path) -> None:
        found = examples_in(folder, with_taught=True)
        self.read = [e for e in found if e.taught is None and not e.family.startswith("weak:")]
        self._unread = [e for e in found if e.taught is not None]
        self._fitted = cache(self._fit)
        self._yardstick = cache(self._measure)

    def known(self, sources: set[str]) -> list[Example]:
        """Read texts of the other licensed sources."""
        return [e for e in self.read if e.family in LICENSED_SOURCES - sources]

    def test(self, sources: set[str]) -> list[Example]:
        """Texts of ``sources`` whose group no other source holds."""
        groups = {e.group for e in self.known(sources)}
        return [e for e in self.read if e.family in sources and e.group not in groups]

    def scores(self, sources: set[str], test: list[Example]) -> dict[str, F64]:
        """Each learner's scores of ``test``."""
        seen = frozenset(LICENSED_SOURCES - sources)
        learnt, yardstick = self._fitted(seen), self._yardstick(seen)
        unseen = design([example.text for example in test])
        self.spoken = unseen.spoken
        return {
            "TF-IDF + LR": np.array([yardstick[example.text.id] for example in test]),
            "rule priors alone": unseen.groups @ np.array([STARTS[group] for group in GROUPS]),
            "leadminer": learnt.log_odds(unseen),
        }

    def _measure(self, seen: frozenset[str]) -> dict[str, float]:
        known = [e for e in self.read if e.family in seen]
        unknown = [e for e in self.read if e.family not in seen]
        scores = baseline(known, unknown).tolist()
        return dict(zip((e.text.id for e in unknown), scores, strict=True))

    def _fit(self, seen: frozenset[str]) -> Fit:
        every = [e for e in self.read if e.family in seen] + spelled_out()
        every += [e for e in self._unread if e.family.removeprefix("taught:") in seen]
        return fit_intent(design([e.text for e in every]), every, Recipe())


def main(folder: str) -> None:
    """Print one block a held-out set."""
    held = Held(Path(folder))
    for name, sources in HELD_OUT.items():
        test = held.test(sources)
        print(f"{name}: {len(test)} texts, learnt from {len(held.known(sources))} read")
        scores = held.scores(sources, test)
        for row in table(test, scores):
            gain = f"  gain {row.roc_gain}" if row.roc_gain else ""
            print(
                f"  {row.name:<18} ROC {row.roc}  PR {row.pr}  top 5 % {row.top_5.value:.2f}{gain}"
            )
        truth = np.array([e.label for e in test], dtype=float)
        ours = scores["leadminer"]
        told = [
            probability_of(believed_log_odds(value, spoken=spoken))
            for value, spoken in zip(ours.tolist(), held.spoken.tolist(), strict=True)
        ]
        row = believed(name, ours, truth, np.array(told))
        after = [f"{row.after[n][0]:.3f}" if n in row.after else "-" for n in (50, 200)]
        print(
            f"  error of the chance: plain {row.plain:.3f}, by scores {row.unlabelled:.3f},"
            f" 50 labels {after[0]}, 200 labels {after[1]}, by chance {row.floor:.3f}",
            flush=True,
        )


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("skipped: name a folder of labelled posts (*.jsonl) to measure on")
    main(sys.argv[1])
