"""Reads texts of our own and prints precision and recall of the sensitive categories.

usage: PYTHONPATH=. python benchmarks/sensitive_categories.py [--show] [--held]

The texts below "# held" in data/sensitive.tsv were written before the vocabulary and are never
tuned on; their figures stand apart. A category counts once a text. "left" counts texts in which a
word that had to go still stands after masking.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from leadminer.mining.extraction.values.language import guess_language
from leadminer.signals.sensitive.detecting import find_sensitive, mentions
from leadminer.signals.sensitive.items import CATEGORIES
from leadminer.signals.sensitive.masking import masked

GOLD = Path(__file__).parent / "data" / "sensitive.tsv"


@dataclass(frozen=True, slots=True)
class Case:
    """One text, with the categories it tells of its author and the words that must go."""

    lang: str
    categories: frozenset[str]
    words: tuple[str, ...]
    text: str


def gold() -> dict[str, list[Case]]:
    """The texts, open and held back."""
    parts: dict[str, list[Case]] = {"open": [], "held": [], "later": []}
    part = "open"
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            part = next((name for name in ("held", "later") if line.startswith(f"# {name}")), part)
            continue
        lang, categories, words, text = line.split("\t")
        found = frozenset(filter(None, categories.split(",")))
        parts[part].append(Case(lang, found, tuple(filter(None, words.split("|"))), text))
    return parts


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true", help="the mistakes on the open part")
    parser.add_argument("--held", action="store_true", help="the part held back, too")
    args = parser.parse_args()
    for part, cases in gold().items():
        if part != "held" or args.held:
            report(part, cases, show=args.show and part != "held")


def report(part: str, cases: list[Case], *, show: bool) -> None:
    """Precision and recall of one part."""
    right, extra, missed = Counter[str](), Counter[str](), Counter[str]()
    left = 0
    for case in cases:
        lang = guess_language(case.text)
        found = find_sensitive(case.text, lang=lang)
        told = {finding.category for finding in found}
        again = mentions(case.text, found, told=case.text, lang=lang)
        after = masked(case.text, [*found, *again]).text
        is_left = told >= case.categories and any(word in after for word in case.words)
        left += is_left
        right.update(told & case.categories)
        extra.update(told - case.categories)
        missed.update(case.categories - told)
        if show and (told != case.categories or is_left):
            print(f"  wanted {sorted(case.categories)} got {sorted(told)}: {after}")
    tellers = sum(bool(case.categories) for case in cases)
    print(f"{part}: {len(cases)} texts, {tellers} of them tell something")
    for name in (*CATEGORIES, "all"):
        counts = [
            sum(each.values()) if name == "all" else each[name] for each in (right, extra, missed)
        ]
        precision = counts[0] / ((counts[0] + counts[1]) or 1)
        recall = counts[0] / ((counts[0] + counts[2]) or 1)
        print(
            f"  {name:<12} told {counts[0] + counts[2]:>3}  precision {precision:.2f}"
            f"  recall {recall:.2f}"
        )
    print(f"  words left in {left} of {tellers} texts")


if __name__ == "__main__":
    main()
