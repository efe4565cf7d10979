"""Whether `leadminer mine --dry-run` tells the cost of a site: the interval that a few looks give
against the pages that the spider then asks for, on invented forums and question sites.

usage: PYTHONPATH=. python benchmarks/mining_looks.py [--seed N] [--notes]

Prints how many intervals held what was asked, which way the others were wrong, and how wide they
are.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

import httpx

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from leadminer.mining.extraction.page import Context
from leadminer.mining.first_looks import requests_expected
from leadminer.mining.politeness.answers import Body, Refused
from tests.factories.talks import SETS
from tests.factories.talks.world import Site
from tests.integration.mining.skins.engine import Skin, load, names
from tests.integration.mining.skins.walk import SITE, walk

PAGES_MAX = 2000
BESIDE = 2  # robots.txt and tdmrep.json, which the walk does not ask for


def asking(skin: Skin | Site) -> Callable[[str], Body]:
    def ask(url: str) -> Body:
        parts = urlsplit(url)
        answer = skin.answer(parts.path + (f"?{parts.query}" if parts.query else ""), 0)
        if answer.status >= 400:
            raise Refused(f"http_{answer.status}")
        return Body(url, answer.status, httpx.Headers(answer.headers), answer.body)

    return ask


def sites(seed: int) -> Iterator[tuple[str, Skin | Site]]:
    for name in names():
        yield name, load(name, seed)
    for makers in SETS.values():
        for make in makers:
            site = make(seed)
            yield site.name, site


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--notes", action="store_true")
    args = parser.parse_args()
    held, less, more, widths = 0, 0, 0, []
    for name, skin in sites(args.seed):
        ask = asking(skin)
        start = ask(SITE + skin.urls.get("index", "/"))
        low, high = requests_expected(
            start, ask, context=Context(now=skin.now), pages_max=PAGES_MAX
        )
        asked = len(walk(skin)[1]) + BESIDE
        held += low <= asked <= high
        less, more = less + (asked < low), more + (asked > high)
        widths.append(high / low)
        if args.notes and not low <= asked <= high:
            print(f"  {name}: {low} to {high}, asked {asked}")
    total = len(widths)
    print(f"{held} of {total} held ({held / total:.2f}); asked less {less}, more {more}")
    print(f"the upper end is {median(widths):.1f} times the lower one (median)")


if __name__ == "__main__":
    main()
