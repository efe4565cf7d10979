"""The model card: what a set of weights learnt from, for whoever relies on it."""

from __future__ import annotations

from collections import Counter

from leadminer.scoring.class_training import CLASS_ONLY
from leadminer.scoring.model import Model
from leadminer.scoring.seeds import Example, spelled_out


def card_of(model: Model, examples: list[Example]) -> str:
    """The card of ``model``, trained on ``examples`` and our own texts."""
    own = spelled_out()
    lines = [
        f"# Intent model {model.version}",
        "",
        "Linear heads (need, classes, strength) over hashed word and letter n-grams and named",
        "groups of phrases with prior weights. Languages: English, Chinese in both scripts; eleven",
        "more by their phrases alone.",
        "",
        "| texts | label 1 | label 0 |",
        "|---|---|---|",
    ]
    counts = Counter((example.family, example.label) for example in [*examples, *own])
    classed = [family for family, _ in counts if family.startswith(CLASS_ONLY)]
    for family in sorted({family for family, _ in counts} - set(classed)):
        lines.append(f"| {family} | {counts[family, 1]} | {counts[family, 0]} |")
    lines += [
        "",
        "`own` are texts written for this, one by one or spelled out from templates. `weak:` are",
        "labelled by subforum, not read; only the seller's head learns from them. `taught:` were",
        "read by nobody: a sentence model and the scorer judged them, and need is learnt from its",
        "chance.",
        f"Of {sum(counts[family, 0] for family in classed)} texts more only the class was learnt.",
        "",
        "Not for decisions about persons. Probabilities are not calibrated until outcomes exist.",
    ]
    return "\n".join(lines) + "\n"
