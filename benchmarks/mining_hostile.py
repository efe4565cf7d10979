"""Reads the hostile server of the tests: python benchmarks/mining_hostile.py

Prints seconds, peak memory of the reading process, posts found, what was kept of forbidden pages,
and every refusal with its reason. Bars: 180 s, 600 MiB, all posts, nothing forbidden.
"""

from __future__ import annotations

import json
import resource
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from leadminer.app import open_app
from leadminer.flow import mine
from leadminer.mining.politeness import page_queries
from leadminer.signals import queries
from leadminer.workspace import create_workspace
from tests.integration.mining.hostile import FORBIDDEN, Hostile, told


def main() -> int:
    """Run it once; 0 if the bars are met."""
    spider = sys.argv[1] if len(sys.argv) > 1 else "qa"
    site = Hostile()
    with (
        tempfile.TemporaryDirectory() as folder,
        open_app(create_workspace(Path(folder) / "w").root) as app,
        site.served() as url,
    ):
        options = {"allow_private": True, "delay_seconds": 0}
        with app.begin() as session:
            run = mine.queue_run(session, clock=app.clock, spider=spider, url=url, options=options)
        began = time.monotonic()
        assert run.id is not None
        ended = mine.execute_run(app.engine, app.workspace, app.config, app.clock, run.id)
        seconds = time.monotonic() - began
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
        with app.read() as session:
            signals = list(queries.each_signal(session))
            examples = page_queries.examples_of(session, run.id)
    found = {n for n in site.wanted if any(f"need {n} steel" in s.text for s in signals)}
    kept = [s.url for s in signals if FORBIDDEN in s.text]
    missed = sorted(site.wanted - found)
    print(f"{ended.outcome}: {ended.reason}")
    print(f"{seconds:.0f} s, peak {peak} MiB, {ended.pages} pages, {ended.requests} requests,"
          f" {ended.bytes_read / 1e6:.0f} MB")  # fmt: skip
    print(f"posts found {len(found)} of {len(site.wanted)}, missed {missed};"
          f" {len(signals)} signals; forbidden kept: {len(kept)} {kept[:3]}")  # fmt: skip
    print("refusals", json.dumps(ended.refusals))
    for reason, urls in sorted(examples.items()):
        print(f"  {reason:20} {urls[0][:80]}")
    print("asked", told(site))
    return 0 if not missed and not kept and seconds <= 180 and peak <= 600 else 1


if __name__ == "__main__":
    sys.exit(main())
