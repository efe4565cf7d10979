"""Reads every file of a folder of recorded pages and prints exceptions and time a page.

usage: python benchmarks/mining_pages.py [FOLDER]     (default: the recorded pages of the tests)
"""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from leadminer.mining.extraction.html.encoding import decode
from leadminer.mining.extraction.page import Context, read_page

DEFAULT = Path(__file__).resolve().parents[1] / "tests" / "pages"


def main() -> None:
    context = Context(now=datetime(2026, 11, 1, tzinfo=UTC))
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DEFAULT
    times: list[tuple[float, str]] = []
    failed = posts = companies = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        began = time.process_time()
        try:
            text = decode(path.read_bytes()).text
            reading = read_page(text, "https://recorded.example/a/b.html", context)
        except Exception as error:
            failed += 1
            print(f"{path}: {type(error).__name__}: {error}")
            continue
        times.append((time.process_time() - began, path.name))
        posts += len(reading.posts)
        companies += len(reading.companies)
    times.sort()
    mean = sum(t for t, _ in times) / len(times) * 1000
    print(f"{len(times)} files read, {failed} exceptions, {posts} posts, {companies} companies")
    print(f"mean {mean:.1f} ms, median {times[len(times) // 2][0] * 1000:.1f} ms CPU a page")
    for seconds, name in times[-3:]:
        print(f"  slowest: {seconds * 1000:.0f} ms {name}")


if __name__ == "__main__":
    main()
