"""Crawls invented directories on loopback; prints, per directory, what was read right.

usage: PYTHONPATH=. python benchmarks/mining_directories.py [--set SET ...] [--only KEY]
       [--show N] [--seed N] [--fast] [--drawn FROM TO] [--odd FROM TO] [--drawn-boards FROM TO]

tests/factories/directories/README.md says what each set is like and which are held back.
All but `open` and `held` are crawled without naming a spider: the site is looked at. With --fast
the spider walks without the command, a network and that look: all sets in a minute or two; with
--drawn it does so on directories whose build is drawn by lot, one for each seed of a span, with
--odd on such with what is met now and then, with --drawn-boards on trade boards, tender portals and
project markets drawn likewise; those that miss a bar are told.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable
from multiprocessing import Pool
from pathlib import Path
from typing import Any

from tests.factories.directories.afternoon import AFTERNOON
from tests.factories.directories.alleys import ALLEYS
from tests.factories.directories.apart import APART
from tests.factories.directories.asia import ASIA
from tests.factories.directories.asia_boards import ASIA_BOARDS
from tests.factories.directories.asia_held import ASIA_HELD, ASIA_HELD_BOARDS
from tests.factories.directories.asia_last import ASIA_LAST, ASIA_LAST_BOARDS
from tests.factories.directories.asia_late import ASIA_LATE, ASIA_LATE_BOARDS
from tests.factories.directories.asia_more import ASIA_MORE_BOARDS
from tests.factories.directories.board import (
    NOTICE_FIELDS,
    Board,
    BoardTally,
    compare_board,
    missed_of_board,
)
from tests.factories.directories.boards import BOARDS
from tests.factories.directories.book import Book
from tests.factories.directories.cellars import CELLARS
from tests.factories.directories.cliffs import CLIFFS
from tests.factories.directories.dawn import DAWN
from tests.factories.directories.drawn import Drawn
from tests.factories.directories.drawn_odd import DrawnOdd
from tests.factories.directories.dusk import DUSK
from tests.factories.directories.dusk_boards import DUSK_BOARDS
from tests.factories.directories.evening import EVENING
from tests.factories.directories.fresh import FRESH
from tests.factories.directories.harbour import HARBOUR, HARBOUR_HELD
from tests.factories.directories.harbour_boards import HARBOUR_BOARDS, HARBOUR_HELD_BOARDS
from tests.factories.directories.held import HELD
from tests.factories.directories.kept import KEPT
from tests.factories.directories.kept_boards import KEPT_BOARDS
from tests.factories.directories.late import LATE
from tests.factories.directories.later import LATER
from tests.factories.directories.later_boards import LATER_BOARDS
from tests.factories.directories.markets_held import MARKETS_HELD
from tests.factories.directories.markets_more import MARKETS
from tests.factories.directories.markets_second import MARKETS_SECOND
from tests.factories.directories.midnight import MIDNIGHT
from tests.factories.directories.morning import MORNING
from tests.factories.directories.morning_boards import MORNING_BOARDS
from tests.factories.directories.newer import NEWER
from tests.factories.directories.newest import NEWEST
from tests.factories.directories.noon import NOON, NOON_BOARDS
from tests.factories.directories.rooms import ROOMS
from tests.factories.directories.serve import FIELDS, Tally, compare, missed, served
from tests.factories.directories.skins import SKINS
from tests.factories.directories.squares import SQUARES
from tests.factories.directories.streets import STREETS
from tests.factories.directories.unheard import UNHEARD
from tests.factories.directories.wells import WELLS
from tests.factories.directories.wild import WILD
from tests.factories.directories.wilder import WILDER
from tests.integration.mining.directory_walk import board_walked, stroll, walked

SETS = {
    "open": SKINS, "held": (*HELD, *FRESH), "wild": (*WILD, *WILDER), "apart": APART, "late": LATE,
    "newer": (*NEWER, *NEWEST, *LATER), "kept": KEPT, "asia": ASIA, "asia_held": ASIA_HELD,
    "asia_late": ASIA_LATE, "asia_last": ASIA_LAST,
    "streets": STREETS, "unheard": UNHEARD, "rooms": ROOMS,
    "squares": (*SQUARES, *ALLEYS), "cellars": CELLARS, "wells": WELLS, "cliffs": CLIFFS,
    "afternoon": AFTERNOON, "evening": EVENING, "midnight": MIDNIGHT, "dawn": DAWN,
    "morning": MORNING, "noon": NOON, "dusk": DUSK,
    "harbour": HARBOUR, "harbour_held": HARBOUR_HELD,
}  # fmt: skip
BOARD_SETS = {
    "boards": (*BOARDS, *LATER_BOARDS), "kept_boards": KEPT_BOARDS, "asia_boards": ASIA_BOARDS,
    "asia_held_boards": ASIA_HELD_BOARDS, "asia_late_boards": ASIA_LATE_BOARDS,
    "asia_last_boards": ASIA_LAST_BOARDS, "asia_more_boards": ASIA_MORE_BOARDS,
    "markets": MARKETS, "markets_held": MARKETS_HELD, "markets_second": MARKETS_SECOND,
    "morning_boards": MORNING_BOARDS, "noon_boards": NOON_BOARDS,
    "dusk_boards": DUSK_BOARDS, "harbour_boards": HARBOUR_BOARDS,
    "harbour_held_boards": HARBOUR_HELD_BOARDS,
}  # fmt: skip
NAMED = {"open", "held"}  # of the others `mine` looks at the site first: no spider is named


def crawl(book: Book | Board, *, look: bool = False) -> tuple[list[dict[str, object]], int]:
    """`leadminer mine` on a served book, as an operator would run it: rows, and requests."""
    with tempfile.TemporaryDirectory() as folder, served(book) as (url, asked):
        workspace = Path(folder) / "w"
        run = [sys.executable, "-m", "leadminer"]
        subprocess.run(
            [*run, "init", str(workspace)], check=True, capture_output=True, env=os.environ
        )
        options = ["--allow-private", "--delay", "0", *([] if look else ["--spider", "directory"])]
        done = subprocess.run(
            [*run, "mine", "--url", url, *options],
            cwd=workspace, capture_output=True, text=True, check=False, env=os.environ,
        )  # fmt: skip
        if done.returncode:
            sys.stderr.write(f"{book.key}: {done.stdout}{done.stderr}\n")
        out = workspace / "signals.jsonl"
        subprocess.run(
            [*run, "signals", "export", str(out)],
            cwd=workspace,
            check=True,
            capture_output=True,
            env=os.environ,
        )
        rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
        return rows, len(asked)


def drawn(kind: type[Drawn], seeds: range, show: int) -> None:
    """Directories drawn by lot: how many meet every bar, and which bars are missed."""
    with Pool() as pool:
        walks = pool.imap(walked, [(kind, seed) for seed in seeds])
        _report(((site.build, tally, missed(tally)) for site, tally in walks), _print, show)


def drawn_boards(seeds: range, show: int) -> None:
    """Boards drawn by lot: how many meet every bar, and which bars are missed."""
    with Pool() as pool:
        walks = pool.imap(board_walked, seeds)
        told = ((site.build, tally, missed_of_board(tally)) for site, tally in walks)
        _report(told, _print_board, show)


def _report(
    walks: Iterable[tuple[str, Any, list[str]]], line_of: Callable[[Any], None], show: int
) -> None:
    """A line for each site that misses a bar, with its build, and the sums."""
    count = good = whole = 0
    why: Counter[str] = Counter()
    for build, tally, below in walks:
        count, good = count + 1, good + (not below)
        whole += not below and not tally.wrong
        why.update(below)
        if below:
            print(f"{tally.key} misses {', '.join(below)}")
            line_of(tally)
            print("     ", build)
        for line in tally.wrong[: show if below else 0]:
            print("     ", line)
    print(f"{good} of {count} meet every bar, {whole} without any fault")
    print(", ".join(f"{name} missed by {sites}" for name, sites in why.most_common()))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--set", nargs="+", choices=[*SETS, *BOARD_SETS], default=["open", "wild"])
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="mistakes to show per directory")
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--drawn", nargs=2, type=int, metavar=("FROM", "TO"))
    parser.add_argument("--odd", nargs=2, type=int, metavar=("FROM", "TO"))
    parser.add_argument("--drawn-boards", nargs=2, type=int, metavar=("FROM", "TO"))
    args = parser.parse_args()
    if args.drawn_boards:
        drawn_boards(range(args.drawn_boards[0], args.drawn_boards[1] + 1), args.show)
    for kind, span in ((Drawn, args.drawn), (DrawnOdd, args.odd)):
        if span:
            drawn(kind, range(span[0], span[1] + 1), args.show)
    if args.drawn or args.odd or args.drawn_boards:
        return
    for title in args.set:
        if title in BOARD_SETS:
            _boards(title, args)
            continue
        print(f"{title:16} found  name phone   ext email  site  invented doubled", end="")
        print(" posts  requests/record")
        total = Tally("together")
        for skin in SETS[title]:
            if args.only and args.only not in skin.__name__:
                continue
            book = skin(random.Random(f"{args.seed}{skin.__name__}"))
            read = stroll if args.fast else crawl
            tally = compare(book, *read(book, look=title not in NAMED))
            _print(tally)
            for line in tally.wrong[: args.show]:
                print("    ", line)
            for name in ("firms", "found", "records", "doubled", "requests", "invented", "posts"):
                setattr(total, name, getattr(total, name) + getattr(tally, name))
            for name in FIELDS:
                total.right[name] += tally.right[name]
                total.asked[name] += tally.asked[name]
        _print(total)


def _boards(title: str, args: argparse.Namespace) -> None:
    print(
        f"{title:16} found author title  time context phone  text  invented doubled requests/record"
    )
    total = BoardTally("together")
    for skin in BOARD_SETS[title]:
        if args.only and args.only not in skin.__name__:
            continue
        board = skin(random.Random(f"{args.seed}{skin.__name__}"))
        tally = compare_board(board, *(stroll if args.fast else crawl)(board, look=True))
        _print_board(tally)
        for line in tally.wrong[: args.show]:
            print("    ", line)
        for name in ("notices", "found", "doubled", "invented", "requests"):
            setattr(total, name, getattr(total, name) + getattr(tally, name))
        for name in NOTICE_FIELDS:
            total.right[name] += tally.right[name]
    _print_board(total)


def _print_board(tally: BoardTally) -> None:
    shares = " ".join(f"{tally.share(name):5.3f}" for name in NOTICE_FIELDS)
    print(
        f"{tally.key:16} {tally.found / max(1, tally.notices):5.3f} {shares}"
        f"  {tally.invented:7} {tally.doubled:7} {tally.requests / max(1, tally.found):8.2f}",
        flush=True,
    )  # fmt: skip


def _print(tally: Tally) -> None:
    shares = " ".join(f"{tally.share(name):5.3f}" for name in FIELDS)
    named = tally.found / max(1, tally.records)
    per = tally.requests / max(1, tally.found + tally.posts)
    print(
        f"{tally.key:16} {tally.found / max(1, tally.firms):5.3f} {named:5.3f} {shares}"
        f"  {tally.invented:7} {tally.doubled:7} {tally.posts:5}  {per:8.2f}", flush=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
