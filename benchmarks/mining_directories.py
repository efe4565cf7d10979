"""Crawls invented directories on loopback; prints, per directory, what was read right.

usage: PYTHONPATH=. python benchmarks/mining_directories.py [--held] [--only KEY] [--show N]

The first lines are directories a reader may be tuned on, the second those held back.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.factories.directories.book import Book
from tests.factories.directories.fresh import FRESH
from tests.factories.directories.held import HELD
from tests.factories.directories.serve import FIELDS, Tally, compare, served
from tests.factories.directories.skins import SKINS


def crawl(book: Book) -> Tally:
    """`leadminer mine --spider directory` on a served book, as an operator would run it."""
    with tempfile.TemporaryDirectory() as folder, served(book) as (url, asked):
        workspace = Path(folder) / "w"
        run = [sys.executable, "-m", "leadminer"]
        subprocess.run(
            [*run, "init", str(workspace)], check=True, capture_output=True, env=os.environ
        )
        options = ["--allow-private", "--delay", "0"]
        done = subprocess.run(
            [*run, "mine", "--spider", "directory", "--url", url, *options],
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
        return compare(book, rows, len(asked))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--held", action="store_true")
    parser.add_argument("--only", default="")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--show", type=int, default=0, help="mistakes to show per directory")
    args = parser.parse_args()
    for title, skins in (("open", SKINS), ("held back", (*HELD, *FRESH))):
        if args.held and title == "open":
            continue
        if not args.held and title != "open" and not args.only:
            continue
        print(f"{title:16} found  name phone   ext email  site  invented doubled  requests/record")
        total = Tally("together")
        for skin in skins:
            if args.only and args.only not in skin.__name__:
                continue
            tally = crawl(skin(random.Random(f"{args.seed}{skin.__name__}")))
            _print(tally)
            for line in tally.wrong[: args.show]:
                print("    ", line)
            for name in ("firms", "found", "records", "doubled", "requests", "invented"):
                setattr(total, name, getattr(total, name) + getattr(tally, name))
            for name in FIELDS:
                total.right[name] += tally.right[name]
                total.asked[name] += tally.asked[name]
        _print(total)


def _print(tally: Tally) -> None:
    shares = " ".join(f"{tally.share(name):5.3f}" for name in FIELDS)
    named = tally.found / max(1, tally.records)
    per = tally.requests / max(1, tally.found)
    print(
        f"{tally.key:16} {tally.found / max(1, tally.firms):5.3f} {named:5.3f} {shares}"
        f"  {tally.invented:7} {tally.doubled:7}  {per:8.2f}", flush=True,
    )  # fmt: skip


if __name__ == "__main__":
    main()
