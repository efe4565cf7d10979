"""Reads the hostile servers of the tests: python benchmarks/mining_hostile.py [second] [OPTIONS]

Runs `leadminer mine --url` and prints seconds, peak memory of all its processes together, posts
found, what was asked or kept although it was forbidden, every refusal with its reason. Bars: 180 s,
600 MiB, every post that can be reached, nothing forbidden.
"""

from __future__ import annotations

import json
import sys
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.integration.mining.snares import Snares
from tests.integration.mining.trap_reading import read
from tests.integration.mining.traps import Traps


def main() -> int:
    """Run it once; 0 if the bars are met."""
    options = sys.argv[1:]
    site = Snares() if options[:1] == ["second"] else Traps()
    with site.served():
        told = read(site, *options[options[:1] == ["second"] :])
    missed, lawless = sorted(site.wanted - told.found), site.broken_law()
    print(f"{told.ended.get('outcome')}: {told.ended.get('reason')}")
    print(f"{told.seconds:.0f} s ({told.cpu_seconds:.0f} s of the processor), peak {told.peak_mib}"
          f" MiB, {told.ended.get('pages')} pages,"
          f" {sum(site.asked.values())} requests")  # fmt: skip
    print(f"{site.count_cases()} cases, never met: {site.not_asked()}")
    print(f"posts found {len(told.found)} of {len(site.wanted)}, missed {missed}; doubled"
          f" {len(told.texts) - len(set(told.texts))}")  # fmt: skip
    print(f"forbidden: kept {told.kept_forbidden}, asked {lawless}; mail addresses nobody sees:"
          f" {len(told.hidden_mails)}; complaints: {told.complaints[-300:] or 'none'}")  # fmt: skip
    print("refusals", json.dumps(told.ended.get("refusals")))
    for reason, urls in sorted(told.examples.items()):
        print(f"  {reason:20} {urls[0][-80:]}")
    slow = sorted(((b[0] - a[0], a[1][:40]) for a, b in pairwise(site.came)), reverse=True)
    print("slowest", [(round(seconds, 1), path) for seconds, path in slow[:12]])
    bad = missed or lawless or told.kept_forbidden or told.hidden_mails
    return 1 if bad or told.seconds > 180 or told.peak_mib > 600 else 0


if __name__ == "__main__":
    sys.exit(main())
