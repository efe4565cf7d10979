"""How well linkage does on records whose true party is known."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from leadminer.base.errors import InvalidInput
from leadminer.prospects.linkage import AUTO_MIN, Pair, groups, link
from leadminer.prospects.parties import Party

COLUMNS = ("entity", "id", "name", "address", "zip", "phone")


@dataclass(frozen=True, slots=True)
class Figure:
    """Pairs told to be one party, and how many of them and of all true ones were right."""

    what: str
    pairs: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_records(path: Path) -> tuple[list[Party], dict[int, str]]:
    """Records and the true party of each, from a CSV with the columns entity, id, name, address,
    zip, phone (and website, email, country, if there). Raises InvalidInput."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{path} cannot be read as CSV in UTF-8: {error}") from None
    missing = [name for name in COLUMNS if not rows or name not in rows[0]]
    if missing:
        raise InvalidInput(f"{path} lacks the columns {', '.join(missing)}, or has no rows")
    parties, truth = [], {}
    for number, row in enumerate(rows, start=1):
        site = row.get("website") or ""
        parties.append(
            Party(
                id=number,
                name=row["name"] or "",
                address=row["address"] or "",
                postcode=row["zip"] or "",
                phone=row["phone"] or "",
                email=row.get("email") or "",
                site=site if "." in site else "",
                country=row.get("country") or "",
            )
        )
        truth[number] = row["entity"] or f"alone {number}"
    return parties, truth


def evaluate(parties: Sequence[Party], truth: dict[int, str]) -> list[Figure]:
    """Figures of the automatic band, of all above its threshold, with review, and of groups."""
    pairs = link(parties)
    auto = [(p.one, p.other) for p in pairs if p.band == "auto"]
    joined = [
        (one, other)
        for group in groups(auto, [])
        for one in group
        for other in group
        if one < other
    ]
    return [
        _figure("automatic band", auto, truth),
        _figure(
            f"probability >= {AUTO_MIN}", _ends(pairs, lambda p: p.probability >= AUTO_MIN), truth
        ),
        _figure("automatic and review", _ends(pairs, lambda p: p.band != "distinct"), truth),
        _figure("merged groups", joined, truth),
    ]


def _ends(pairs: Iterable[Pair], wanted: Callable[[Pair], bool]) -> list[tuple[int, int]]:
    return [(pair.one, pair.other) for pair in pairs if wanted(pair)]


def _figure(what: str, told: Sequence[tuple[int, int]], truth: dict[int, str]) -> Figure:
    right = sum(truth[one] == truth[other] for one, other in told)
    sizes = Counter(truth.values())
    true = sum(size * (size - 1) // 2 for size in sizes.values())
    return Figure(
        what, len(told), right / len(told) if told else 0.0, right / true if true else 0.0
    )
