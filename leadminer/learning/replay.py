"""What outcomes bring, replayed by time on a file of leads whose end is known. Pure but the file.

Two questions are asked, each of leads that come later than what was learnt from:
- starting with nothing: how well are leads ranked, and how far can the chance be believed, after
  0, 20, 50, 200 ... outcomes?
- one merchant more: with what all others taught, how much do its own outcomes add?
Columns that are written after contact, or tell who a person is, are left out by name
(`scoring.outcome_features.allowed_label`).
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from leadminer.base.errors import InvalidInput
from leadminer.learning.fitting import area
from leadminer.scoring import calibration
from leadminer.scoring.calibration import Calibrator
from leadminer.scoring.outcome_features import Known, allowed_label, row_of, table_of
from leadminer.scoring.outcome_model import FOLDS, Examples, OutcomeModel, fit, out_of_fold

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
STEPS = (0, 20, 50, 200, 1000)
WINDOWS = 24
TEST = 400
OTHERS_MAX = 1500
OWN_MIN = 300
DRAWS = 1000
OUTCOME_NAMES = ("converted", "outcome", "won", "deal", "label")
ORDER_NAMES = ("lead number", "created", "created_at", "date", "time", "number", "id")
YES = frozenset({"1", "1.0", "yes", "true", "won", "y"})
NO = frozenset({"0", "0.0", "no", "false", "lost", "n"})


@dataclass(frozen=True, slots=True)
class History:
    """Leads with a known end, oldest first."""

    data: Examples
    outcome: str
    order: str
    used: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Brought:
    """What so many outcomes bring, as means over windows of time (or merchants), with 95 %."""

    question: str  # "from nothing", "one merchant more"
    outcomes: int
    windows: int
    roc: tuple[float, float, float]
    gain: tuple[float, float, float] | None  # against 0 outcomes, paired
    ece: tuple[float, float, float]

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def read_history(path: Path, *, outcome: str = "", order: str = "", merchant: str = "") -> History:
    """The leads of a CSV file. Raises InvalidInput naming what is missing or no yes or no."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            names = list(reader.fieldnames or [])
            rows = list(reader)
    except OSError as error:
        raise InvalidInput(f"cannot read {path}: {error.strerror}") from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise InvalidInput(f"{path} cannot be read as CSV in UTF-8: {error}") from None
    told = _column(names, outcome, OUTCOME_NAMES, "--outcome")
    when = _column(names, order, ORDER_NAMES, "--order")
    if merchant and merchant not in names:
        raise InvalidInput(f"there is no column {merchant!r}; columns: {', '.join(names)}")
    rows.sort(key=lambda row: _sortable(row.get(when) or ""))
    given = [name for name in names if name not in (told, when, merchant)]
    used = tuple(name for name in given if allowed_label(name))
    truth, packed, owners = [], [], []
    known = Counter(row.get(merchant) or "" for row in rows) if merchant else Counter()
    number = {name: at for at, (name, _) in enumerate(known.most_common(), start=1)}
    for line, row in enumerate(rows, start=2):
        end = (row.get(told) or "").strip().casefold()
        if end not in YES and end not in NO:
            raise InvalidInput(f"row {line}: {told} is {end!r}, neither yes nor no")
        truth.append(float(end in YES))
        packed.append(row_of(Known(fields={name: row.get(name) or "" for name in used})).packed())
        owners.append(number[row.get(merchant) or ""] if merchant else 1)
    if len(rows) < 2 * TEST:
        raise InvalidInput(f"{path.name} holds {len(rows)} leads; at least {2 * TEST} are needed")
    ones = np.ones(len(rows))
    data = Examples(
        table_of(packed), 0.0 * ones, np.array(truth), ones, np.array(owners, dtype=np.int64), ones
    )
    left_out = tuple(name for name in given if name not in used)
    return History(data, told, when, used, left_out)


def _column(names: list[str], asked: str, usual: tuple[str, ...], option: str) -> str:
    if asked:
        if asked not in names:
            raise InvalidInput(f"there is no column {asked!r}; columns: {', '.join(names)}")
        return asked
    folded = {name.casefold(): name for name in names}
    found = next((folded[name] for name in usual if name in folded), None)
    if found is None:
        raise InvalidInput(f"name the column by {option}; columns: {', '.join(names)}")
    return found


def _sortable(value: str) -> tuple[float, str]:
    try:
        return float(value), ""
    except ValueError:
        return float("inf"), value


def replay(history: History, *, merchants: bool) -> list[Brought]:
    """What 0, 20, 50, 200 ... outcomes bring; `merchants`: also the second question."""
    rows = _from_nothing(history.data)
    return [*rows, *_one_more(history.data)] if merchants else rows


def _from_nothing(data: Examples) -> list[Brought]:
    count = len(data.target)
    steps = [step for step in STEPS if step <= count - 2 * TEST]
    starts = np.linspace(max(steps), count - TEST, WINDOWS).astype(int)
    found: dict[int, list[tuple[float, float]]] = {step: [] for step in steps}
    for start in starts.tolist():
        test = data.take(np.arange(start, start + TEST))
        for step in steps:
            learn = data.take(np.arange(start - step, start))
            found[step].append(_measured(learn, test, share=0.0))
    return _rows("from nothing", found)


def _one_more(data: Examples) -> list[Brought]:
    """Each merchant in turn is the new one; the others' earlier outcomes are known."""
    steps = [step for step in STEPS if step <= 200]
    found: dict[int, list[tuple[float, float]]] = {step: [] for step in steps}
    counts = Counter(data.merchant.tolist())
    for merchant in sorted(m for m, n in counts.items() if n >= OWN_MIN):
        own = np.flatnonzero(data.merchant == merchant)
        begin, end = own[0], own[max(steps)] if len(own) > max(steps) + 100 else own[len(own) // 2]
        test = own[own > end][:TEST]
        before = own[own <= end]
        others = np.flatnonzero((data.merchant != merchant) & (np.arange(len(data.target)) <= end))
        others = others[-OTHERS_MAX:]
        if len(test) < 100 or len(others) < 100 or begin >= end:
            continue
        held = data.take(test)
        for step in steps:
            # the newest of its outcomes, as they would have come in
            learn = np.sort(np.concatenate([others, before[len(before) - step :]]))
            found[step].append(_measured(data.take(learn), held, share=None))
    return _rows("one merchant more", found) if any(found.values()) else []


def _measured(learn: Examples, test: Examples, *, share: float | None) -> tuple[float, float]:
    """ROC and calibration error on later leads."""
    if not len(learn.target):
        model = OutcomeModel()
        calibrator = Calibrator("prior", slope=1.0, offset=-1.0)
    else:
        model = fit(learn) if share is None else fit(learn, merchant_share=share)
        split = np.arange(len(learn.target)) % FOLDS
        held = out_of_fold(learn, split)
        newest = slice(-1000, None)
        prior = Calibrator("prior", slope=1.0, offset=0.0)
        calibrator = calibration.fit(held[newest], learn.target[newest], prior=prior)
    score = model.log_odds(test.rows, test.text, test.merchant)
    chance = calibrator.probability(score)[0]
    error = calibration.expected_error(calibration.reliability(test.target, chance))
    return area(test.target, score), error


def _rows(question: str, found: dict[int, list[tuple[float, float]]]) -> list[Brought]:
    base = np.array([roc for roc, _ in found[0]])
    draws = np.random.default_rng(7).integers(0, len(base), (DRAWS, len(base)))
    rows = []
    for step, pairs in found.items():
        roc, ece = np.array(pairs).T
        rows.append(
            Brought(
                question=question,
                outcomes=step,
                windows=len(roc),
                roc=_mean(roc, draws),
                gain=_mean(roc - base, draws) if step else None,
                ece=_mean(ece, draws),
            )
        )
    return rows


def _mean(values: F64, draws: I64) -> tuple[float, float, float]:
    low, high = np.percentile(values[draws].mean(axis=1), [2.5, 97.5])
    return round(float(values.mean()), 4), round(float(low), 4), round(float(high), 4)
