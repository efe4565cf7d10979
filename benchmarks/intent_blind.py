"""Quality on texts of our own, hard on purpose.

    python benchmarks/intent_blind.py [DIR]

Business texts in English and Chinese and local requests in English (``data/intent_*.jsonl``); half
of those with a board behind them carry its section, URL and fields, some of which mislead.  Their
worst mistakes were read before the phrases of model 2026.11.6 were written: figures of development.
Nothing may be trained on them.  DIR holds labelled JSONL files: with it, TF-IDF + logistic
regression learns from the read ones of all sources, and is set beside the scorer as it ships.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from leadminer.scoring import load_scorer
from leadminer.scoring.evaluation import baseline, roc_auc, table
from leadminer.scoring.fitting import F64
from leadminer.scoring.lines import texts_in
from leadminer.scoring.records import ScoringText
from leadminer.scoring.rules import GROUPS, STARTS
from leadminer.scoring.seeds import Example
from leadminer.scoring.training import examples_in, read_lines

DATA = Path(__file__).with_name("data")
FILES = {
    "business, English": "intent_b2b_en.jsonl",
    "business, Chinese": "intent_b2b_zh.jsonl",
    "local needs, English": "intent_local_en.jsonl",
}
SUBSETS = {
    "paid project against job": (("project",), ("job", "internship")),
    "call against award": (
        ("tender", "rfi", "eoi"),
        ("award", "cancel", "single-source", "press"),
    ),
    "wanted against offered": (
        ("rfq", "board", "linkedin", "forum", "mail"),
        ("listing", "ad", "forhire", "franchise"),
    ),
}


@dataclass(frozen=True)
class Read:
    """A file of texts with what is known of each beside it."""

    rows: list[dict[str, Any]]
    texts: list[ScoringText]

    @property
    def truth(self) -> F64:
        return np.array([float(row["label"]) for row in self.rows])

    def examples(self) -> list[Example]:
        """For the table; the two texts of a pair are one group."""
        return [
            Example(
                text=bare(text),
                label=row["label"],
                strength=row["strength"],
                intent_class=row["class"],
                family="own",
                group=row.get("pair", row["id"]),
            )
            for row, text in zip(self.rows, self.texts, strict=True)
        ]


def bare(text: ScoringText) -> ScoringText:
    """The text without the place it stood in."""
    return replace(text, section=(), url=None, fields={})


def main(folder: str | None) -> None:
    """Print a block a file."""
    known = read_elsewhere(Path(folder)) if folder else []
    scorer = load_scorer()
    for name, file in FILES.items():
        read = Read(list(read_lines(DATA / file)), list(texts_in(DATA / file)))
        placed = [bare(text) != text for text in read.texts]
        scores = {"leadminer, text alone": log_odds(scorer, map(bare, read.texts))}
        if known:
            scores = {"TF-IDF + LR, read texts": baseline(known, read.examples()), **scores}
        scores["leadminer, with place"] = log_odds(scorer, read.texts)
        scores["rule priors alone"] = rules_alone(read.texts)
        print(f"{name}: {len(placed)} texts, {int(read.truth.sum())} needs, {sum(placed)} placed")
        for row in table(read.examples(), scores):
            gain = f"  gain {row.roc_gain}" if row.roc_gain else ""
            print(
                f"  {row.name:<24} ROC {row.roc}  PR {row.pr.value:.3f}  top 5 % "
                f"{row.top_5.value:.2f}  top 10 % {row.top_10.value:.2f}{gain}"
            )
        print_parts(read, scores, np.array(placed))


def read_elsewhere(folder: Path) -> list[Example]:
    """Read labels of every source, licensed or not: only a yardstick learns from them."""
    return [e for e in examples_in(folder) if not e.family.startswith("weak:")]


def log_odds(scorer: Any, texts: Iterable[ScoringText]) -> F64:
    """What the shipped scorer says."""
    return np.array([judged.log_odds for judged in scorer.score_many(texts)])


def rules_alone(texts: list[ScoringText]) -> F64:
    """The rule groups with the weights they had before any data was seen, place included."""
    from leadminer.scoring.fitting import design

    weights = np.array([STARTS[group] for group in GROUPS])
    score: F64 = design(texts).groups @ weights
    return score


def print_parts(read: Read, scores: dict[str, F64], placed: np.ndarray[Any, Any]) -> None:
    """ROC of the kinds that share their words, how often a pair is in order, verdicts by kind."""
    truth = read.truth
    kinds = np.array([row["kind"] for row in read.rows])
    pairs: dict[str, list[int]] = {}
    for at, row in enumerate(read.rows):
        if "pair" in row:
            pairs.setdefault(row["pair"], []).append(at)
    parts = {"placed texts": placed}
    for part, (needs, others) in SUBSETS.items():
        parts[part] = (np.isin(kinds, needs) & (truth == 1)) | (
            np.isin(kinds, others) & (truth == 0)
        )
    for part, chosen in parts.items():
        if 0 < truth[chosen].sum() < chosen.sum():
            name = f"{part} ({chosen.sum()})"
            print_row(name, scores, lambda s, c=chosen: roc_auc(truth[c], s[c]))
    if pairs:
        ordered = np.array([sorted(two, key=lambda at: -truth[at]) for two in pairs.values()])
        print_row(
            f"pairs of like wording in order ({len(pairs)})",
            scores,
            lambda s: float(np.mean(s[ordered[:, 0]] > s[ordered[:, 1]])),
        )


def print_row(part: str, scores: dict[str, F64], figure: Any) -> None:
    """One figure of each ranking."""
    told = "  ".join(f"{name} {figure(score):.3f}" for name, score in scores.items())
    print(f"    {part}: {told}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else None)
