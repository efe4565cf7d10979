"""What the guards of the ledger cost: guarded posting against the same four rows inserted bare.

Durable on both sides (one transaction = one commit to disk, or 100 entries a commit), the same
SQLAlchemy connection, interleaved rounds, medians. The bare side writes an entry row and its three
lines into tables without a trigger, a hash or a balance.

    python benchmarks/ledger_post.py                     SQLite in a temporary folder
    python benchmarks/ledger_post.py postgresql://...    and PostgreSQL (an empty database)

Bars: one at a time on SQLite >= 0.4 x bare; batches of 100 >= 4 x one at a time.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine, text

from leadminer.ledger import AccountRef, NewEntry, NewLine, open_book, post, post_all, verify
from leadminer.ledger.guards import install_guards
from leadminer.store import Session, open_engine, write
from leadminer.store.metadata import all_metadata

NOW = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
DAY = date(2026, 11, 21)
MERCHANTS = 100
ROUNDS = 5
SECONDS = 1.0

_BARE = (
    "CREATE TABLE bare_entry (id INTEGER PRIMARY KEY, idem VARCHAR(200) NOT NULL,"
    " kind VARCHAR(40), occurred DATE, period VARCHAR(7), posted_at VARCHAR(40),"
    " actor VARCHAR(40))",
    "CREATE TABLE bare_line (entry_id INTEGER, n INTEGER, account_id INTEGER, currency VARCHAR(3),"
    " amount BIGINT, PRIMARY KEY (entry_id, n))",
)


def entry(number: int) -> NewEntry:
    """A commission of 119.00: 100.00 earned, 19.00 held back, for one of a hundred merchants."""
    merchant = number % MERCHANTS + 1
    lines = (
        NewLine(AccountRef("1100", "asset", "EUR", "Accrued", 0, "merchant", merchant), 11_900),
        NewLine(AccountRef("4000", "income", "EUR", "Commission"), -10_000),
        NewLine(AccountRef("2100", "liability", "EUR", "Held", 0, "merchant", merchant), -1_900),
    )
    return NewEntry("commission", DAY, lines, "bench", "deal", str(number))


class Bench:
    """Numbers entries on and posts them, guarded or bare."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self.number = 0
        self.bare_number = 0

    def guarded(self, count: int) -> None:
        """`count` entries in one durable transaction through `post` or `post_all`."""
        with write(self.engine) as session:
            numbers = range(self.number + 1, self.number + count + 1)
            self.number += count
            if count == 1:
                post(session, entry(self.number), key=f"k{self.number}", book="main", now=NOW)
                return
            entries = [(f"k{number}", entry(number)) for number in numbers]
            post_all(session, entries, book="main", now=NOW)

    def bare(self, count: int) -> None:
        """The same rows in one durable transaction, with nothing around them."""
        with write(self.engine) as session:
            connection = session.connection()
            for _ in range(count):
                self.bare_number += 1
                number = self.bare_number
                connection.execute(
                    text("INSERT INTO bare_entry VALUES (:i, :k, 'commission', :d, :p, :t, 'b')"),
                    {"i": number, "k": f"k{number}", "d": DAY.isoformat(), "p": "2026-11", "t": ""}
                    if self.engine.dialect.name == "sqlite"
                    else {"i": number, "k": f"k{number}", "d": DAY, "p": "2026-11", "t": ""},
                )
                connection.execute(
                    text("INSERT INTO bare_line VALUES (:i, :n, :a, 'EUR', :m)"),
                    [
                        {"i": number, "n": n, "a": n, "m": amount}
                        for n, amount in enumerate((11_900, -10_000, -1_900))
                    ],
                )


def rate(run: Callable[[int], None], batch: int) -> float:
    """Entries a second over about SECONDS."""
    began, done = time.perf_counter(), 0
    while time.perf_counter() - began < SECONDS:
        run(batch)
        done += batch
    return done / (time.perf_counter() - began)


def measure(url: str) -> dict[str, object]:
    """Medians and ratios on one database; the ledger is verified afterwards."""
    engine = open_engine(url)
    with engine.begin() as connection:
        all_metadata().create_all(connection)
        install_guards(connection)
        for statement in _BARE:
            connection.execute(text(statement))
    with write(engine) as session:
        open_book(session, "main", base_currency="EUR")
    bench = Bench(engine)
    bench.guarded(MERCHANTS)  # opens the accounts
    legs = {
        "bare_1": (bench.bare, 1),
        "guarded_1": (bench.guarded, 1),
        "bare_100": (bench.bare, 100),
        "guarded_100": (bench.guarded, 100),
    }
    rates: dict[str, list[float]] = {name: [] for name in legs}
    for _ in range(ROUNDS):
        for name, (run, batch) in legs.items():
            rates[name].append(rate(run, batch))
    middle = {name: statistics.median(values) for name, values in rates.items()}
    with Session(engine) as session:
        sound = not verify(session)
    result: dict[str, object] = {f"{name}_per_s": round(value) for name, value in middle.items()}
    result |= {
        "database": engine.dialect.name,
        "guarded_to_bare_1": round(middle["guarded_1"] / middle["bare_1"], 2),
        "guarded_to_bare_100": round(middle["guarded_100"] / middle["bare_100"], 2),
        "batch_100_to_1": round(middle["guarded_100"] / middle["guarded_1"], 2),
        "entries": bench.number,
        "sound": sound,
    }
    engine.dispose()
    return result


def main() -> None:
    """Measure SQLite, and the PostgreSQL given as an argument."""
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(measure(f"sqlite:///{Path(folder) / 'bench.sqlite'}")))
    for url in sys.argv[1:]:
        print(json.dumps(measure(url)))


if __name__ == "__main__":
    main()
