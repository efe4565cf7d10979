"""Mines invented forums, question sites and pages with comments by the real command, on loopback.

usage: PYTHONPATH=. python benchmarks/mining_talks.py [NAME ...] [--set SET] [--notes N] [--seed N]
                                                      [--fast] [--drawn FROM TO] [--odd FROM TO]
                                                      [--flat FROM TO]

Prints what came right per site, which bars are missed, and two sums: sites that meet every bar
(posts found .98, with author, title, time and section .95; replies .95 with author and time;
nothing invented or twice; 1.5 requests a record) and sites read without any fault at all.
With --fast the spider walks without the command, a network and the look at the site; with --drawn
it does so on sites whose build is drawn by lot, one for each seed of a span, with --odd on such
with what is met now and then, with --flat in plain hand-written mark-up; those that miss a bar are
shown with their build.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from datetime import datetime
from multiprocessing import Pool
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.factories.talks import SETS
from tests.factories.talks.drawn import Drawn
from tests.factories.talks.drawn_flat import DrawnFlat
from tests.factories.talks.drawn_odd import DrawnOdd
from tests.factories.talks.world import Site
from tests.integration.mining.skins.judge import COLUMNS, Marks, judge
from tests.integration.mining.skins.walk import walk
from tests.integration.mining.small_web import served

BARS = {"post": 0.98, "author": 0.95, "title": 0.95, "time": 0.95, "section": 0.95, "reply": 0.95,
        "r.author": 0.95, "r.time": 0.95}  # fmt: skip


def crawl(site: Site) -> tuple[list[dict[str, Any]], list[str]]:
    """`leadminer mine --url` as an operator runs it: rows, and what was asked for."""
    with tempfile.TemporaryDirectory() as folder, served(site.answer) as (url, log):
        place = Path(folder) / "w"
        call = [sys.executable, "-m", "leadminer"]
        settings = {"capture_output": True, "text": True, "env": os.environ}
        subprocess.run([*call, "init", str(place)], check=True, **settings)  # type: ignore[call-overload]
        done = subprocess.run(
            [*call, "mine", "--url", url + "/", "--allow-private", "--delay", "0"],
            cwd=place, check=False, **settings,
        )  # type: ignore[call-overload]  # fmt: skip
        if done.returncode:
            sys.stderr.write(f"{site.name}: {done.stdout}{done.stderr}\n")
        out = place / "signals.jsonl"
        subprocess.run([*call, "signals", "export", str(out)], check=True, cwd=place, **settings)  # type: ignore[call-overload]
        rows = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    for row in rows:
        row["posted_at"] = datetime.fromisoformat(row["posted"]) if row.get("posted") else None
        for name in ("parent_url", "title", "author", "text"):
            row[name] = row.get(name) or ""
        row["section"], row["fields"] = row.get("section") or [], row.get("fields") or {}
    return rows, [path for path in log if path != "/robots.txt"]


def missed(marks: Marks) -> list[str]:
    """The bars a site does not meet."""
    below = [name for name, bar in BARS.items() if marks.share(name) < bar]
    return below + [
        name
        for name, over in (
            ("invented", marks.invented), ("doubled", marks.doubled), ("requests", marks.rate > 1.5)
        )
        if over
    ]  # fmt: skip


def faultless(marks: Marks) -> bool:
    return not missed(marks) and all(marks.share(name) == 1 for name in COLUMNS)


def walked(build: tuple[type[Drawn], int]) -> tuple[Drawn, Marks]:
    """What a walk through a drawn site found."""
    site = build[0](build[1])
    rows, asked = walk(site)  # type: ignore[arg-type]
    return site, judge(site, rows, len(asked))  # type: ignore[arg-type]


def drawn(kind: type[Drawn], seeds: range, notes: int) -> None:
    """Sites whose build is drawn by lot: how many meet every bar, and which bars are missed."""
    good = whole = 0
    why: Counter[str] = Counter()
    with Pool() as pool:
        for site, marks in pool.imap(walked, [(kind, seed) for seed in seeds]):
            below = missed(marks)
            good, whole = good + (not below), whole + faultless(marks)
            why.update(below)
            if below:
                shares = (f"{name} {marks.share(name):.3f}" for name in COLUMNS)
                print(f"{site.name} {', '.join(below)}: {' '.join(shares)}", flush=True)
                print("     ", site.build)
            for note in marks.notes[: notes if below else 0]:
                print("     ", note)
    print(f"{good} of {len(seeds)} meet every bar, {whole} without any fault")
    print(", ".join(f"{name} missed by {count}" for name, count in why.most_common()))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--set", nargs="+", choices=list(SETS), default=list(SETS))
    parser.add_argument("--notes", type=int, default=0)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--fast", action="store_true")
    parser.add_argument("--drawn", nargs=2, type=int, metavar=("FROM", "TO"))
    parser.add_argument("--odd", nargs=2, type=int, metavar=("FROM", "TO"))
    parser.add_argument("--flat", nargs=2, type=int, metavar=("FROM", "TO"))
    args = parser.parse_args()
    for kind, span in ((Drawn, args.drawn), (DrawnOdd, args.odd), (DrawnFlat, args.flat)):
        if span:
            drawn(kind, range(span[0], span[1] + 1), args.notes)
    if args.drawn or args.odd or args.flat:
        return
    for title in args.set:
        heads = "".join(f"{name:>9}" for name in COLUMNS)
        print(f"{title:16}{heads}{'inv':>5}{'dup':>5}{'req':>6}")
        good = whole = count = 0
        for kind in SETS[title]:
            if args.names and kind.__name__.lower() not in args.names:
                continue
            site = kind(args.seed)
            rows, asked = walk(site) if args.fast else crawl(site)  # type: ignore[arg-type]
            marks = judge(site, rows, len(asked))  # type: ignore[arg-type]
            below = missed(marks)
            count, good, whole = count + 1, good + (not below), whole + faultless(marks)
            shares = "".join(f"{marks.share(name):9.3f}" for name in COLUMNS)
            print(
                f"{site.name:16}{shares}{marks.invented:5}{marks.doubled:5}{marks.rate:6.2f}",
                end="",
            )
            print(
                "  " + (" ".join(below) or ("faultless" if faultless(marks) else "bars met")),
                flush=True,
            )
            for note in marks.notes[: args.notes]:
                print("    ", note)
        print(f"{title}: {good} of {count} meet every bar, {whole} without any fault")


if __name__ == "__main__":
    main()
