"""Quality on read business texts of whole sources that nothing was learnt from or written after.

    python benchmarks/intent_business.py FILE...

A line a text: ``{"id", "source", "text", "label"[, "title", "kind", "section", "url", "fields"]}``,
as ``labels/README-en-business.md`` and ``labels/README-zh.md`` say where to find them.  For each
file: ROC of text alone and with its place, of the kinds that share their words, and the expected
error of the printed chance.  Intervals are bootstraps over texts; the sources are few.
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from leadminer.scoring import load_scorer
from leadminer.scoring.evaluation import (
    average_precision,
    calibration_error,
    precision_at,
    roc_auc,
)
from leadminer.scoring.fitting import F64
from leadminer.scoring.lines import texts_in
from leadminer.scoring.training import read_lines

PAIRS = {
    "paid project against job": (("project",), ("job",)),
    "call against award": (("tender", "plan"), ("award",)),
    "buyers against sellers": (("request", "rfq", "board"), ("listing", "ad", "boast", "chat")),
    "calls and buyers against sellers": (
        ("tender", "project", "request", "rfq"),
        ("listing", "ad", "boast", "chat"),
    ),
    "forum": (("forum",), ("forum",)),
}
DRAWS = 1000


def main(file: Path) -> None:
    """Print the figures of one file."""
    rows, texts = list(read_lines(file)), list(texts_in(file))
    read = [at for at, row in enumerate(rows) if row.get("label") in (0, 1)]
    rows, texts = [rows[at] for at in read], [texts[at] for at in read]
    truth = np.array([float(row["label"]) for row in rows])
    kinds = np.array([str(row.get("kind") or row.get("stratum") or "") for row in rows])
    print(f"{file.name}: {len(rows)} texts of {len({r['source'] for r in rows})} sources,")
    print(f"  {int(truth.sum())} needs, model {load_scorer().model_version}")
    for name, some in (
        ("text alone", [replace(t, section=(), url=None, fields={}) for t in texts]),
        ("with place", texts),
    ):
        judged = list(load_scorer().score_many(some))
        score = np.array([one.log_odds for one in judged])
        told = np.array([one.probability for one in judged])
        parts = "".join(
            f"; {pair} {roc_auc(truth[at], score[at]):.3f} ({at.sum()})"
            for pair, at in pairs_of(kinds, truth)
        )
        print(
            f"  {name}: ROC {interval(truth, score)}, PR {average_precision(truth, score):.3f},"
            f" top 5 % {precision_at(truth, score, 0.05):.2f}, verdict right"
            f" {np.mean([j.intent == bool(t) for j, t in zip(judged, truth, strict=True)]):.2f},"
            f" error of the chance {calibration_error(truth, told):.3f}{parts}"
        )


def pairs_of(kinds: Any, truth: F64) -> list[tuple[str, Any]]:
    """Needs of some kinds and others of some kinds, where there are enough of both."""
    found = []
    for name, (needs, others) in PAIRS.items():
        at = (np.isin(kinds, needs) & (truth == 1)) | (np.isin(kinds, others) & (truth == 0))
        if min(truth[at].sum(), at.sum() - truth[at].sum()) >= 10:
            found.append((name, at))
    return found


def interval(truth: F64, score: F64) -> str:
    """ROC with the 2.5 and 97.5 percentile of a bootstrap over texts."""
    chance = np.random.default_rng(11)
    draws = [chance.integers(0, len(truth), len(truth)) for _ in range(DRAWS)]
    low, high = np.nanpercentile([roc_auc(truth[d], score[d]) for d in draws], [2.5, 97.5])
    return f"{roc_auc(truth, score):.3f} [{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("skipped: name files of read business texts")
    for name in sys.argv[1:]:
        main(Path(name))
