"""Reads sites again and again: what a second and a third run over an unchanged site cost, and what
one that finds five new posts (and two replies to old threads) costs, and whether it finds them.

usage: PYTHONPATH=. python benchmarks/mining_again.py [NAME ...] [--set SET ...] [--etag]
       PYTHONPATH=. python benchmarks/mining_again.py --drawn FROM TO | --odd FROM TO
       PYTHONPATH=. python benchmarks/mining_again.py --url URL [--grow COMMAND --expect N]

Sets: `looks` (sites that grow, drawn anew for each visit), `held` (the same, held back), `odd`
(in odd orders), `fresh` (small ones as a tester writes them; the last two were held back), `skins`
(forums in the manner of many families), `books` (directories; they do not grow). --drawn: forums
and question sites whose build is drawn by lot, one for each seed; --odd: such with what is met now
and then.
Shares are of the first run's bytes, as received and unpacked.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from leadminer.app import App, open_app
from leadminer.flow import mine
from leadminer.signals.tables import SourceRun
from leadminer.workspace import create_workspace
from tests.factories.directories import serve
from tests.factories.directories.apart import APART
from tests.factories.directories.late import LATE
from tests.factories.directories.skins import SKINS
from tests.factories.directories.wild import WILD
from tests.factories.growing import Growing
from tests.factories.growing_fresh import Fresh
from tests.factories.growing_looks import LOOKS
from tests.factories.talks.drawn import Drawn
from tests.factories.talks.drawn_odd import DrawnOdd
from tests.integration.mining.skins.content import Post, Topic
from tests.integration.mining.skins.engine import Skin, load, names
from tests.integration.mining.small_web import served

SETS = ("looks", "held", "odd", "fresh", "skins", "books")


@dataclass
class Case:
    """A server, and what makes it grow (telling how many records more there are)."""

    name: str
    serve: Callable[[], Any]  # a context manager that gives its address
    grow: Callable[[], int] | None = None
    timezone: str = "UTC"
    records: Callable[[], int] | None = None


def read_once(app: App, url: str, timezone: str = "UTC") -> SourceRun:
    """One run, as `leadminer mine --url` does it."""
    options = {"allow_private": True, "delay_seconds": 0, "timezone": timezone}
    with app.begin() as session:
        run = mine.queue_run(session, clock=app.clock, spider="auto", url=url, options=options)
    return mine.execute_run(app.engine, app.workspace, app.config, app.clock, run.id or 0)


def measure(case: Case) -> bool:
    """Three runs, and one after growth; prints a line."""
    with tempfile.TemporaryDirectory() as folder, case.serve() as url:
        workspace = create_workspace(Path(folder) / "w")
        with open_app(workspace.root) as app:
            runs = [read_once(app, url, case.timezone) for _ in range(3)]
            wanted = case.grow() if case.grow else 0
            if case.grow:
                runs.append(read_once(app, url, case.timezone))
    first = max(1, runs[0].bytes_read)
    told = f"{case.name:22}{runs[0].requests:5}{first / 1000:9.1f} kB{runs[0].signals_new:6}"
    if case.records:
        told += f"/{case.records() - wanted:<5}"
    good = True
    for n, run in enumerate(runs[1:]):
        expected = wanted if n == 2 else 0
        good &= run.signals_new == expected and (n == 2 or run.bytes_read <= 0.1 * first)
        told += f" |{run.requests:4}{100 * run.bytes_read / first:6.1f} %{run.signals_new:4} new"
        told += f" of {expected}" if n == 2 else ""
    print(told + ("" if good else "   <--"), flush=True)
    return good


@contextmanager
def _looks_served(site: Growing | Fresh) -> Iterator[str]:
    with served(site) as (url, _):
        site.home = url
        yield url + "/"


def _of_look(site: Growing | Fresh) -> Case:
    return Case(
        type(site).__name__ + ("+etag" if site.etag else ""), lambda: _looks_served(site),
        site.grow, records=site.records,
    )  # fmt: skip


def _of_skin(name: str) -> Case:
    skin = load(name, 3)

    @contextmanager
    def serve_it() -> Iterator[str]:
        with served(skin.answer) as (url, _):
            yield url + skin.urls.get("index", "/")

    return Case(
        name + ("*" if skin.held else ""), serve_it, lambda: grow_skin(skin), skin.timezone,
        records=lambda: len(skin.gold()),
    )  # fmt: skip


def _of_talks(site: Drawn) -> Case:
    @contextmanager
    def serve_it() -> Iterator[str]:
        with served(site.answer) as (url, _):
            yield url + "/"

    return Case(
        f"{type(site).__name__} {site.seed}", serve_it, site.grow, site.timezone,
        records=lambda: len(site.gold()),
    )  # fmt: skip


def grow_skin(skin: Skin) -> int:
    """Five new threads in all boards, and two replies to old ones."""
    skin.now = datetime.now(UTC).replace(microsecond=0)
    rng = random.Random(skin.name)
    every = [t for b in skin.boards for t in b.topics if not t.sticky]
    top = max(p.id for t in every for p in t.posts)
    number = max(t.id for t in every)
    replies = 0
    if skin.shape.replies:
        for k, topic in enumerate(rng.sample(every, 2)):
            _post(skin, topic, top + k + 1, skin.now - timedelta(minutes=k + 1))
            replies += 1
    for k in range(5):
        board = skin.boards[(2 * k + 1) % len(skin.boards)]
        title = f"{board.topics[0].title} again {k + 71}"
        topic = Topic(number + k + 1, board, title, f"once-more-{k + 71}")
        topic.fields = dict(board.topics[0].fields)
        _post(skin, topic, top + 10 + k, skin.now - timedelta(minutes=k + 3))
        board.topics.append(topic)
    for board in skin.boards:
        board.topics.sort(key=lambda t: (not t.sticky, skin.now - t.last.time))
    skin.seed += 1000  # its addresses are known by its seed
    return 5 + replies


def _post(skin: Skin, topic: Topic, number: int, at: datetime) -> None:
    like = topic.posts[0] if topic.posts else topic.board.topics[0].posts[0]
    n = len(topic.posts) + 1
    text = f"{like.paras[0]} ({number})"
    post = Post(number, n, like.author, like.uid, at, [text], topic=topic)
    post.parent = topic.posts[0] if topic.posts else None
    post.depth = 1 if topic.posts else 0
    topic.posts.append(post)
    topic.url = skin.url("thread", t=topic, b=topic.board)
    place = skin.thread_page(topic, (n - 1) // skin.per_thread + 1)
    pattern = skin.urls.get("post", "{page}#p{p.id}")
    post.url = pattern.format(page=place, p=post, t=topic, b=topic.board)


def _of_book(make: Any) -> Case:
    book = make(random.Random(f"7{make.__name__}"))

    @contextmanager
    def serve_it() -> Iterator[str]:
        with serve.served(book) as (url, _):
            yield url

    return Case(book.key, serve_it, records=lambda: len(book.firms))


def cases(args: argparse.Namespace) -> Iterator[Case]:
    """The servers that were asked for."""
    for kind, span in ((Drawn, args.drawn), (DrawnOdd, args.odd)):
        yield from (_of_talks(kind(seed)) for seed in range(span[0], span[1] + 1))
    for title in args.set:
        if title == "looks":
            yield from (_of_look(look(etag=args.etag)) for look in LOOKS)
        if title == "held":
            from tests.factories.growing_held import HELD

            yield from (_of_look(look(etag=args.etag)) for look in HELD)
        if title == "odd":
            from tests.factories.growing_odd import ODD

            yield from (_of_look(look(etag=args.etag)) for look in ODD)
        if title == "fresh":
            from tests.factories.growing_fresh_lists import FRESH, FRESH_HELD

            yield from (_of_look(look(etag=args.etag)) for look in (*FRESH, *FRESH_HELD))
        if title == "skins":
            yield from (_of_skin(name) for name in names())
        if title == "books":
            yield from (_of_book(make) for make in (*SKINS, *WILD, *APART, *LATE))


def _of_url(args: argparse.Namespace) -> Case:
    @contextmanager
    def serve_it() -> Iterator[str]:
        yield args.url

    def grow() -> int:
        subprocess.run(args.grow, shell=True, check=True, stdout=subprocess.DEVNULL)
        return int(args.expect)

    return Case(args.url[:22], serve_it, grow if args.grow else None)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("names", nargs="*")
    parser.add_argument("--set", nargs="+", choices=SETS, default=[])
    parser.add_argument("--etag", action="store_true")
    parser.add_argument("--drawn", nargs=2, type=int, metavar=("FROM", "TO"), default=(0, -1))
    parser.add_argument("--odd", nargs=2, type=int, metavar=("FROM", "TO"), default=(0, -1))
    parser.add_argument("--url")
    parser.add_argument("--grow")
    parser.add_argument("--expect", type=int, default=5)
    args = parser.parse_args()
    print(f"{'site':22}  first run: requests, bytes, found | second | third | after growth")
    if not (args.set or args.url or args.drawn[0] or args.odd[0]):
        args.set = ["looks"]
    wanted = [_of_url(args)] if args.url else cases(args)
    chosen = [c for c in wanted if not args.names or c.name.rstrip("*") in args.names]
    good = sum(measure(case) for case in chosen)
    print(f"{good} of {len(chosen)} within a tenth, with exactly what is new")


if __name__ == "__main__":
    main()
