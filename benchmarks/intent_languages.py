"""Quality by language on texts of our own which nothing was trained on.

    python benchmarks/intent_languages.py

`labels/own_languages.jsonl` has 30 texts a language.  `benchmarks/data/zh_hant_posts.jsonl` has 100
posts as people in Taiwan and Hong Kong write them, "plain" and "hard": needs without a word of
asking or buying, and such words where nobody needs anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from leadminer.scoring import load_scorer
from leadminer.scoring.evaluation import roc_auc
from leadminer.scoring.records import ScoringText
from leadminer.scoring.training import LABELS, read_lines

ZH_HANT = Path(__file__).parent / "data" / "zh_hant_posts.jsonl"


def measure(rows: Iterable[dict[str, Any]], key: str) -> list[float]:
    """Print ROC, agreement of the verdict and how often the language was told, by ``key``."""
    scorer = load_scorer()
    groups = defaultdict(list)
    for row in rows:
        judged = scorer.score(ScoringText(id=row["id"], text=row["text"], title=row["title"]))
        groups[row[key]].append((row["label"], judged, judged.lang == row["lang"]))
    figures = []
    for name, found in sorted(groups.items()):
        truth = np.array([float(label) for label, _, _ in found])
        roc = roc_auc(truth, np.array([judged.log_odds for _, judged, _ in found]))
        right = np.mean([judged.intent == bool(label) for label, judged, _ in found])
        told = np.mean([same for _, _, same in found])
        figures.append(roc)
        print(f"{name:<8} texts {len(found)}  ROC {roc:.3f}  right {right:.2f}  told {told:.2f}")
    return figures


def main() -> None:
    """One line a language, then zh-Hant plain and hard."""
    figures = measure(read_lines(LABELS / "own_languages.jsonl"), "lang")
    print(f"mean ROC {np.mean(figures):.3f}")
    print("zh-Hant, further posts:")
    measure(read_lines(ZH_HANT), "kind")


if __name__ == "__main__":
    main()
