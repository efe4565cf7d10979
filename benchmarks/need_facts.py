"""Reads the facts of needs out of texts of our own and prints precision, recall and F1 per kind.

usage: PYTHONPATH=. python benchmarks/need_facts.py [--show] [--held]

The texts below "# held" in data/need_facts.tsv are never tuned on; their figures stand apart.
A budget or quantity is right if both ends and the currency are; a deadline by its day (or that it
is urgent), a place by its country, a product if the words overlap by half.
"""

from __future__ import annotations

import argparse
from collections import Counter
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

from leadminer.signals.facts.items import KINDS, Fact, best
from leadminer.signals.facts.reading import read_facts

SAID_AT = datetime(2026, 11, 22, 9, tzinfo=UTC)
GOLD = Path(__file__).parent / "data" / "need_facts.tsv"
SURE_MIN = 0.4


def gold() -> dict[str, list[tuple[str, str, dict[str, str]]]]:
    """The texts with what they tell, open and held back."""
    parts: dict[str, list[tuple[str, str, dict[str, str]]]] = {"open": [], "held": []}
    part = "open"
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            part = "held" if "held" in line else part
            continue
        cells = [*line.split("\t"), *[""] * 6][:7]
        names = ("product", "quantity", "budget", "deadline", "place")
        parts[part].append(
            (cells[0], cells[1], dict(zip(names, map(str.strip, cells[2:]), strict=True)))
        )
    return parts


def is_right(fact: Fact, wanted: str) -> bool:
    """Whether a fact is the one that is written down."""
    value = fact.value
    if fact.kind == "quantity":
        low, high = wanted.split("-")
        return _same(value["min"], low) and _same(value["max"] or value["min"], high)
    if fact.kind == "budget":
        currency, low, high = wanted.split()
        return value["currency"] == (None if currency == "?" else currency) and all(
            _minor(want) == got for want, got in ((low, value["min"]), (high, value["max"]))
        )
    if fact.kind == "deadline":
        return bool(value["urgent"]) if wanted == "urgent" else value["until"] == wanted
    if fact.kind == "place":
        return bool(value["country"] == wanted)
    got, want = value["name"].casefold(), wanted.casefold()
    if got in want or want in got:
        return min(len(got), len(want)) * 2 >= max(len(got), len(want))
    return False


def _same(got: str | None, wanted: str) -> bool:
    return got is not None and Decimal(got) == Decimal(wanted)


def _minor(wanted: str) -> int | None:
    return None if wanted == "-" else int(Decimal(wanted) * 100)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--held", action="store_true", help="only what is held back")
    args = parser.parse_args()
    for part, rows in gold().items():
        if args.held and part == "open":
            continue
        counts: Counter[tuple[str, str]] = Counter()
        for lang, text, wanted in rows:
            facts = [
                f
                for f in read_facts("", text, said_at=SAID_AT, lang=lang)
                if f.confidence >= SURE_MIN
            ]
            for kind in KINDS:
                fact, want = best(facts, kind), wanted[kind]
                right = bool(fact and want and is_right(fact, want))
                counts[kind, "right"] += right
                counts[kind, "told"] += fact is not None
                counts[kind, "wanted"] += bool(want)
                if args.show and part == "open" and not right and (fact or want):
                    print(f"  {kind}: {want!r} {fact and (fact.text, fact.value)} | {text}")
        print(f"{part}: {len(rows)} texts")
        for kind in KINDS:
            right, told, want_n = (counts[kind, key] for key in ("right", "told", "wanted"))
            precision, recall = right / max(1, told), right / max(1, want_n)
            f1 = 2 * precision * recall / max(1e-9, precision + recall)
            print(
                f"  {kind:9} precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f} ({want_n})"
            )


if __name__ == "__main__":
    main()
