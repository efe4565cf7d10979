"""Documents a second of one core, from decoded text to score, class, strength and reasons.

    python benchmarks/intent_speed.py [FILE.jsonl ...]

Without files: our own texts of ``data/``.

CPU seconds of this process are counted, so that a busy machine does not blur the figure.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path


def main(files: list[str]) -> None:
    """Print start-up, rate per file, and the peak memory."""
    began = time.process_time()
    from leadminer.scoring import ScoringText, load_scorer

    scorer = load_scorer()
    print(f"start {time.process_time() - began:.2f} s")
    for name in files:
        rows = map(json.loads, Path(name).read_text(encoding="utf-8").splitlines())
        texts = [
            ScoringText(id=row["id"], text=row["text"], title=row.get("title") or "")
            for row in rows
        ]
        texts *= max(1, 3000 // len(texts))
        list(scorer.score_many(texts[:200]))
        began = time.process_time()
        judged = sum(1 for _ in scorer.score_many(texts))
        rate = judged / (time.process_time() - began)
        characters = sum(len(text.text) + len(text.title) for text in texts) // len(texts)
        print(f"{Path(name).name}: {rate:,.0f} docs/s at {characters} characters")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"peak memory {peak} MB")


if __name__ == "__main__":
    own = sorted(str(path) for path in (Path(__file__).parent / "data").glob("intent_*.jsonl"))
    main(sys.argv[1:] or own)
