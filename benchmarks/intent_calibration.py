"""How far the chance of a need can be believed on a source nobody knew, and after 50 outcomes.

    python benchmarks/intent_calibration.py FILE... [--left-out FOLDER]

FILEs are read texts of sources the shipped model did not learn from (``intent_business.py`` says in
which form).  Every source of at least ``SOURCE_MIN`` texts is held in turn: ``OUTCOMES`` of its
texts, drawn at random, are outcomes, ``DRAWS`` times; the error is of its other texts.
``--left-out`` adds the sources of FOLDER, each left out of a model of its own (minutes).

Expected calibration error in ten bins of as many texts each.  On so few texts it is far from 0
even for a perfect forecast: "chance" is what it would be, were the chances exactly right, "beyond"
what is left of it (squares subtracted).  "To the line" does not suffer from that: the mean distance
from the chances told to those of a line fitted on all labels of the source.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent))

from leadminer.scoring import calibration, load_scorer
from leadminer.scoring.calibration import Calibrator
from leadminer.scoring.fitting import F64
from leadminer.scoring.judging import believed_log_odds, probability_of
from leadminer.scoring.lines import texts_in
from leadminer.scoring.reliability import beyond_chance, chance_error, mass_error
from leadminer.scoring.training import LICENSED_SOURCES, read_lines

OUTCOMES, DRAWS, SOURCE_MIN, BOOTSTRAPS = 50, 200, 110, 2000
WIDE = Calibrator("prior", slope=0.8, offset=0.0)


@dataclass(frozen=True, slots=True)
class Source:
    """Scores of one source's texts, the chances printed beside them, and the labels."""

    name: str
    log_odds: F64
    told: F64
    truth: F64


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one way to tell the chance on one source."""

    error: float
    by_chance: float
    to_the_line: float


def sources_in(file: Path) -> list[Source]:
    """Sources of a file, judged by the shipped model, with their place where they have one."""
    rows, texts = list(read_lines(file)), list(texts_in(file))
    read = [at for at, row in enumerate(rows) if row.get("label") in (0, 1)]
    read = [at for at in read if rows[at]["source"] not in LICENSED_SOURCES]
    judged = list(load_scorer().score_many(texts[at] for at in read))
    names = np.array([str(rows[at]["source"]) for at in read])
    log_odds = np.array([one.log_odds for one in judged])
    told = np.array([one.probability for one in judged])
    truth = np.array([float(rows[at]["label"]) for at in read])
    found = []
    for name in sorted(set(names.tolist())):
        ours = names == name
        if ours.sum() >= SOURCE_MIN:
            found.append(Source(name, log_odds[ours], told[ours], truth[ours]))
    return found


def left_out(folder: Path) -> list[Source]:
    """Forums and boards of ``folder``, each judged by a model that saw nothing of it."""
    from intent_unseen import HELD_OUT, Held

    held, found = Held(folder), []
    for name, sources in HELD_OUT.items():
        test = held.test(sources)
        log_odds = held.scores(sources, test)["leadminer"]
        spoken = held.spoken.tolist()
        told = [
            probability_of(believed_log_odds(value, spoken=one))
            for value, one in zip(log_odds.tolist(), spoken, strict=True)
        ]
        truth = np.array([float(e.label) for e in test])
        found.append(Source(f"left out: {name}", log_odds, np.array(told), truth))
    return found


def measured(source: Source) -> dict[str, Row]:
    """The chance as printed, by the source's scores, and after outcomes."""
    known = calibration.of_source(source.log_odds, source.told)
    every = calibration.fit_line(source.log_odds, source.truth, prior=WIDE)
    line = every.probability(source.log_odds)[0]
    answer = {}
    for name, chance in (
        ("printed", source.told),
        ("by scores", known.probability(source.log_odds)[0]),
    ):
        distance = float(np.abs(chance - line).mean())
        answer[name] = Row(mass_error(source.truth, chance), chance_error(chance), distance)
    draw, after = np.random.default_rng(13), []
    for number in range(DRAWS):
        order = draw.permutation(len(source.truth))
        seen, rest = order[:OUTCOMES], order[OUTCOMES:]
        fitted = calibration.fit(source.log_odds[seen], source.truth[seen], prior=known)
        chance = fitted.probability(source.log_odds[rest])[0]
        distance = float(np.abs(chance - line[rest]).mean())
        by_chance = chance_error(chance, draws=2, seed=number)
        after.append((mass_error(source.truth[rest], chance), by_chance, distance))
    answer[f"{OUTCOMES} outcomes"] = Row(*map(float, np.mean(after, axis=0)))
    return answer


def main(files: list[Path], folder: Path | None) -> None:
    """A line a source, then the means with bootstraps over sources."""
    found = [source for file in files for source in sources_in(file)]
    found += left_out(folder) if folder else []
    rows: dict[str, list[Row]] = {}
    for source in found:
        told = []
        for name, row in measured(source).items():
            rows.setdefault(name, []).append(row)
            beyond = beyond_chance(row.error, row.by_chance)
            told.append(f"{name} {row.error:.3f} (chance {row.by_chance:.3f}, beyond {beyond:.3f})")
        share = source.truth.mean()
        print(f"{source.name} ({len(source.truth)}, needs {share:.2f}): {'; '.join(told)}")
    draws = np.random.default_rng(3).integers(0, len(found), (BOOTSTRAPS, len(found)))
    print(f"mean of {len(found)} sources, 95 % by bootstrap over sources:")
    for name, some in rows.items():
        table = np.array([(one.error, one.by_chance, one.to_the_line) for one in some])
        error, _, distance = table.mean(axis=0)
        drawn = table[draws]
        beyond = [pooled(one) for one in drawn]
        print(
            f"  {name}: error {error:.3f} {interval(drawn[:, :, 0].mean(axis=1))}, chance"
            f" {table[:, 1].mean():.3f}, beyond {pooled(table):.3f} {interval(np.array(beyond))},"
            f" to the line {distance:.3f} {interval(drawn[:, :, 2].mean(axis=1))}"
        )


def pooled(table: F64) -> float:
    """The error beyond chance of all sources together."""
    return float(np.sqrt(max(0.0, float((table[:, 0] ** 2 - table[:, 1] ** 2).mean()))))


def interval(drawn: F64) -> str:
    """2.5 and 97.5 percentile."""
    low, high = np.percentile(drawn, [2.5, 97.5])
    return f"[{low:.3f}, {high:.3f}]"


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit("skipped: name files of read texts of sources nothing was learnt from")
    asked = argparse.ArgumentParser()
    asked.add_argument("files", nargs="+", type=Path)
    asked.add_argument("--left-out", type=Path, metavar="FOLDER")
    wish = asked.parse_args()
    main(wish.files, wish.left_out)
