"""Probes invented sites, then reads them whole, and counts how often the interval was right.

usage: python benchmarks/mining_probe.py [--markets N] [--first N] [--share PER_CENT] [--each]

A market is a forum in the manner of one family of software (tests/integration/mining/skins), or
every fifth a directory (tests/factories/directories), of a size, a number of boards and a lot of
topics a board drawn for it. The real spider draws its sample without a network, then a whole run
reads all. Needs are counted by the scorer that judges signals. Covered: the whole run's figure
lies within the 90 % interval. Markets of an even number were looked at while the sample was
made ("seen"); those of an odd number ("held") were only counted, once, before the spread was set.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from leadminer.mining.forecast import Range, forecast
from leadminer.mining.sampling import Sampler
from leadminer.scoring import ScoringText, load_scorer
from spiders.directory import DirectorySpider
from tests.factories.directories import book as books
from tests.factories.directories.apart import APART
from tests.factories.directories.kept import KEPT
from tests.factories.directories.newer import NEWER
from tests.factories.directories.serve import _address
from tests.factories.directories.skins import SKINS
from tests.factories.directories.wild import WILD
from tests.integration.mining.skins.content import Board
from tests.integration.mining.skins.engine import Skin, load, names
from tests.integration.mining.skins.walk import walk
from tests.integration.mining.small_web import Answer

NOW = datetime(2026, 11, 18, 9, 0, tzinfo=UTC)
SCORE_MIN = 0.5
WHAT = ("requests", "signals", "needs")
BOOKS = (*SKINS, *WILD, *NEWER, *KEPT, *APART)


@dataclass
class Shelf:
    """A directory, as the walker wants a site."""

    name: str
    pages: dict[str, bytes]
    charset: str
    now: datetime = NOW
    timezone: str = "UTC"
    urls: dict[str, str] = field(default_factory=dict)

    def answer(self, path: str, _count: int = 0) -> Answer:
        """A page of it."""
        body = self.pages.get(_address(path))
        kind = {"Content-Type": f"text/html; charset={self.charset}"}
        return Answer(200, body, kind) if body is not None else Answer(404)


def forum(name: str, chance: random.Random) -> Skin:
    """A forum of some size whose boards are uneven, as boards are."""
    skin = load(name, 1, NOW)
    skin.shape.topics = round(10 ** chance.uniform(2.3, 2.9))
    skin.fill(chance.randrange(1000), NOW)
    if not hasattr(skin.template, "index") or len(skin.boards) < 2:
        return skin
    topics = [topic for board in skin.boards for topic in board.topics]
    first = skin.boards
    more = [
        Board(n + 2, f"{first[n % 3].name} {n // 3 + 1}", f"{first[n % 3].slug}-{n}")
        for n in range(3, chance.randrange(3, 16))
    ]
    skin.boards = [*first, *more]
    sizes = [chance.paretovariate(1.1) for _ in skin.boards]
    for board in skin.boards:
        board.topics = []
    for topic in topics:
        topic.board = chance.choices(skin.boards, sizes)[0]
        topic.board.topics.append(topic)
    skin.boards = [board for board in skin.boards if board.topics]
    for board in skin.boards:
        board.url = skin.url("board", b=board)
        for topic in board.topics:
            topic.url = skin.url("thread", t=topic, b=board)
            for post in topic.posts:
                place = skin.thread_page(topic, (post.n - 1) // skin.per_thread + 1)
                pattern = skin.urls.get("post", "{page}#p{p.id}")
                post.url = pattern.format(page=place, p=post, t=topic, b=board)
    return skin


def directory(number: int, chance: random.Random) -> Shelf:
    """A directory of many times its own size."""
    make, times = BOOKS[number % len(BOOKS)], chance.randrange(6, 14)
    whole = books.Book.__post_init__

    def larger(self: books.Book) -> None:
        self.count *= times
        whole(self)

    books.Book.__post_init__ = larger  # type: ignore[method-assign]
    try:
        book = make(chance)
    finally:
        books.Book.__post_init__ = whole  # type: ignore[method-assign]
    pages = {_address(path): body for path, body in book.pages.items()}
    return Shelf(make.__name__, pages, book.charset)


def needs_of(scorer: Any, rows: Iterable[dict[str, Any]]) -> set[str]:
    """Keys of rows that are needs."""
    posts = [row for row in rows if row["kind"] != "company"]
    texts = [
        ScoringText(
            id=row["key"], text=row["text"], title=row["title"], lang=row["lang"], url=row["url"],
            section=() if row["kind"] == "reply" else tuple(row["section"]),
        )
        for row in posts
    ]  # fmt: skip
    judged = zip(posts, scorer.score_many(texts), strict=True)
    return {row["key"] for row, verdict in judged if verdict.score >= SCORE_MIN}


def market(number: int) -> Skin | Shelf:
    """One of the markets."""
    chance = random.Random(f"market {number}")
    if number % 5 == 4:
        return directory(number // 5, chance)
    kinds = names()
    return forum(kinds[(number * 7) % len(kinds)], chance)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--markets", type=int, default=100)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--only", choices=("seen", "held"))
    parser.add_argument("--share", type=float, default=5.0)
    parser.add_argument("--each", action="store_true")
    args = parser.parse_args()
    scorer = load_scorer()
    covered = dict.fromkeys(WHAT, 0)
    costs: list[float] = []
    for number in range(args.first, args.first + args.markets):
        if args.only and (number % 2 == 0) != (args.only == "seen"):
            continue
        site = market(number)
        kind = {"spider_class": DirectorySpider} if isinstance(site, Shelf) else {}
        sampler = Sampler(seed=str(number), share=args.share / 100)
        rows, asked = walk(site, sampler=sampler, **kind)  # type: ignore[arg-type]
        needs = needs_of(scorer, rows)
        sample = json.loads(json.dumps(sampler.described()))
        counts = [[row["fresh"], len(needs & set(row["keys"]))] for row in sample["rows"]]
        told = forecast(sample, counts, seed=number)
        whole, all_asked = walk(site, **kind)  # type: ignore[arg-type]
        truth = (len(all_asked), len(whole), len(needs_of(scorer, whole)))
        each = len(asked) / len(sample["rows"])  # requests a page
        pages = Range(told[0].low * each, told[0].likely * each, told[0].high * each)
        ranges = (pages, told[2], told[3])
        costs.append(len(asked) / max(1, len(all_asked)))
        right = [low_enough(r, t) for r, t in zip(ranges, truth, strict=True)]
        for name, is_right in zip(WHAT, right, strict=True):
            covered[name] += is_right
        if args.each:
            figures = "  ".join(
                f"{'' if ok else '!'}{t}:{r.low:.0f}-{r.likely:.0f}-{r.high:.0f}"
                for r, t, ok in zip(ranges, truth, right, strict=True)
            )
            print(f"{number:3} {site.name:16} {costs[-1]:6.1%}  {figures}", flush=True)
    print(f"{len(costs)} markets; a probe cost {sum(costs) / len(costs):.1%} of the whole run, "
          f"at most {max(costs):.1%}")  # fmt: skip
    for name, count in covered.items():
        print(f"{name:8} covered {count} of {len(costs)} ({count / len(costs):.0%})")


def low_enough(told: Range, truth: int) -> bool:
    """Whether the interval covers what the whole run gave."""
    return round(told.low) <= truth <= round(told.high)


if __name__ == "__main__":
    main()
