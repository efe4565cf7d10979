"""Quality by language on the texts of `labels/own_languages.jsonl`, which nothing was trained on.

python benchmarks/intent_languages.py
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from leadminer.scoring import load_scorer
from leadminer.scoring.evaluation import roc_auc
from leadminer.scoring.records import ScoringText
from leadminer.scoring.training import LABELS, read_lines


def main() -> None:
    """Print ROC, agreement of the verdict, and how often the language was told without a hint."""
    scorer = load_scorer()
    rows = defaultdict(list)
    for row in read_lines(LABELS / "own_languages.jsonl"):
        judged = scorer.score(ScoringText(id=row["id"], text=row["text"], title=row["title"]))
        rows[row["lang"]].append((row["label"], judged))
    figures = []
    for language, pairs in sorted(rows.items()):
        truth = np.array([float(label) for label, _ in pairs])
        roc = roc_auc(truth, np.array([judged.log_odds for _, judged in pairs]))
        right = np.mean([judged.intent == bool(label) for label, judged in pairs])
        told = np.mean([judged.lang == language for _, judged in pairs])
        figures.append(roc)
        print(
            f"{language:<8} texts {len(pairs)}  ROC {roc:.3f}  right {right:.2f}  told {told:.2f}"
        )
    print(f"mean ROC {np.mean(figures):.3f}")


if __name__ == "__main__":
    main()
