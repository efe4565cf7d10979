"""Mines forums in the manner of many families of software and prints how much came out right.

usage: python benchmarks/mining_skins.py [NAME ...] [--crawl] [--notes N] [--seed N]
                                         [--only dev|held] [--wear CLOTHES]

--wear takes away what names and marks tell (skins/wear.py), one or more of them.

Without --crawl the real spider walks the pages without a network; with it each skin is served on
loopback and mined by a real run. "held" skins were written before the reader was tried on any.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from leadminer.app import open_app
from leadminer.flow import mine
from leadminer.signals import queries
from leadminer.workspace import create_workspace
from tests.integration.mining.skins.engine import Skin, load, names
from tests.integration.mining.skins.judge import COLUMNS, Marks, judge
from tests.integration.mining.skins.walk import walk
from tests.integration.mining.small_web import served


def crawl(skin: Skin) -> tuple[list[dict[str, Any]], list[str]]:
    with tempfile.TemporaryDirectory() as folder, served(skin.answer) as (site, log):
        workspace = create_workspace(Path(folder) / "w")
        with open_app(workspace.root) as app:
            url = site + skin.urls.get("index", "/")
            options = {"allow_private": True, "delay_seconds": 0, "timezone": skin.timezone}
            with app.begin() as session:
                run = mine.queue_run(
                    session, clock=app.clock, spider="qa", url=url, options=options
                )
            mine.execute_run(app.engine, app.workspace, app.config, app.clock, run.id or 0)
            with app.read() as session:
                rows = [s.model_dump() for s in queries.each_signal(session)]
        return rows, [path for path in log if path != "/robots.txt"]


def line(marks: Marks) -> str:
    shares = "".join(f"{marks.share(name):9.3f}" for name in COLUMNS)
    return f"{marks.skin:16}{shares}{marks.invented:5}{marks.doubled:5}{marks.rate:6.2f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("skins", nargs="*")
    parser.add_argument("--crawl", action="store_true")
    parser.add_argument("--notes", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wear", default="", metavar="hashed,bare,plain,wrapped")
    parser.add_argument("--only", choices=("dev", "held"))
    args = parser.parse_args()
    print(f"{'skin':16}{''.join(f'{name:>9}' for name in COLUMNS)}{'inv':>5}{'dup':>5}{'req':>6}")
    for held in (False, True):
        if args.only == ("dev" if held else "held"):
            continue
        total = Marks("all held" if held else "all")
        for name in args.skins or names():
            skin = load(name, args.seed)
            skin.clothes = tuple(args.wear.split(",")) if args.wear else ()
            if skin.held is not held and not args.skins:
                continue
            if args.skins and skin.held is not held:
                continue
            rows, asked = crawl(skin) if args.crawl else walk(skin)
            marks = judge(skin, rows, len(asked))
            print(line(marks))
            for note in marks.notes[: args.notes]:
                print("   ", note)
            add(total, marks)
        print(line(total))


def add(total: Marks, marks: Marks) -> None:
    for name in (
        "posts",
        "replies",
        "found_posts",
        "found_replies",
        "invented",
        "doubled",
        "requests",
    ):
        setattr(total, name, getattr(total, name) + getattr(marks, name))
    total.right.update(marks.right)


if __name__ == "__main__":
    main()
