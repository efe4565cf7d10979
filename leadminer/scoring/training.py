"""Train the heads on labelled texts; the shipped weights and an operator's own come from here.

Needs the ``train`` extra.  A training folder holds JSONL files (``.jsonl`` or ``.jsonl.gz``), a
line ``{"id", "text", "label": 1|0[, "title", "strength", "source", "group", "kind"]}``; lines
whose label is null are left out.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from math import sqrt
from pathlib import Path
from typing import Any

import numpy as np

from leadminer.base.errors import InvalidInput
from leadminer.scoring import records
from leadminer.scoring.class_training import CLASS_ONLY, as_arrays, class_heads
from leadminer.scoring.fitting import F64, Design, Fit, design, fit
from leadminer.scoring.lines import place_of
from leadminer.scoring.model import Model
from leadminer.scoring.records import INTENT_CLASSES
from leadminer.scoring.rules import GROUPS, STARTS
from leadminer.scoring.seeds import Example, spelled_out

_log = logging.getLogger(__name__)

SELLER_KINDS = frozenset({"seller", "deal", "listing", "ad", "boast"})
_SUBREDDIT = re.compile("^(?:s:|r/)")
_HAN = re.compile("[\u4e00-\u9fff]")
LABEL_KEYS = ("label", "strength", "class")
LABELS = Path(__file__).with_name("labels")
TEACHER = LABELS / "teacher.csv.gz"
HALF = 0.5

LICENSED_SOURCES = frozenset(
    {"reddit-top-2013", "reddit", "v2ex-hot", "v2ex-2024", "thucnews", "usenet-1993"}
)
"""Sources that state a licence: the shipped weights learn from these alone."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What training may turn; the defaults made the shipped weights."""

    strength: float = 0.03
    group_strength: float = 30.0
    own_weight: float = 2.0
    weak_weight: float = 0.0
    taught_weight: float = 1.0
    prior_scale: float = 1.0


LEAST_OF_EACH = 20
EXPECTED_SHARE = 0.5
"""Needs among the texts of an unknown source: far more than in chatter, less than on a board."""

USUAL_TEXTS = 4000
"""``Recipe.strength`` holds for so many; fewer texts are held less tightly, by the square root."""


class TrainingDataError(InvalidInput):
    """A training or evaluation file that cannot be read; names the file and line."""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSONL file (.gz, too). Raises TrainingDataError for a line that is none."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except ValueError as error:
                raise TrainingDataError(f"{path.name} line {number}: not JSON ({error})") from error
            if not isinstance(row, dict) or not isinstance(row.get("text"), str):
                raise TrainingDataError(f"{path.name} line {number}: an object with text expected")
            if row.get("label") not in (0, 1, None):
                raise TrainingDataError(
                    f"{path.name} line {number}: a label is 1, 0 or null, not {row['label']!r}"
                )
            yield row


def read_labels(folder: Path = LABELS) -> dict[tuple[str, str], dict[str, Any]]:
    """Labels kept apart from their texts, by id and hash of the text."""
    return {
        (row["id"], row["hash"]): row
        for path in sorted(folder.glob("*_read.jsonl"))
        for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
    }


def labelled_by(rows: Iterable[dict[str, Any]], labels: Path) -> Iterator[dict[str, Any]]:
    """Those ``rows`` that ``labels`` names by id and hash, with the labels it gives them."""
    told = {
        (row["id"], row["hash"]): row
        for row in map(json.loads, labels.read_text(encoding="utf-8").splitlines())
    }
    for row in rows:
        known = told.get((str(row.get("id")), text_hash(row)))
        if known is not None:
            yield {**row, **{key: known[key] for key in LABEL_KEYS}}


def text_hash(row: dict[str, Any]) -> str:
    """First 16 hex digits of SHA-256 over title, line feed, text: how ``labels/`` names a text."""
    whole = f"{row.get('title') or ''}\n{row['text']}"
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def read_classes(folder: Path = LABELS) -> dict[tuple[str, str], str]:
    """Classes by id and hash, of posts read for their class alone or undecidable as needs."""
    rows = map(json.loads, (folder / "classes.jsonl").read_text(encoding="utf-8").splitlines())
    classes = {(row["id"], row["hash"]): str(row["class"]) for row in rows}
    for name, row in read_labels(folder).items():
        classes.pop(name, None)
        if row["label"] is None and row.get("class"):
            classes[name] = row["class"]
    return classes


@cache
def read_teacher(file: Path = TEACHER) -> dict[tuple[str, str], float]:
    """Chance of need by id and hash: texts that nobody read, judged by a sentence model."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split(",") for line in lines]
    return {(name, digest): float(chance) for name, digest, chance in rows}


def taught_example(row: dict[str, Any]) -> Example | None:
    """An unread line as an example, where the teacher judged it."""
    chance = read_teacher().get((str(row.get("id")), text_hash(row)))
    if chance is None:
        return None
    plain = example_of({**row, "label": int(chance > HALF), "class": None, "kind": None})
    family = plain.family.removeprefix("weak:")
    return replace(plain, family=f"taught:{family}", taught=chance)


def title_alone(row: dict[str, Any]) -> dict[str, Any]:
    """The post as if its title were all of it: how short questions are learnt from long posts."""
    group = row.get("group")
    group = row.get("id") if group in (None, "", "q") else group
    return {**row, "id": f"{row.get('id')}#title", "text": "", "group": group}


def example_of(row: dict[str, Any]) -> Example:
    """A labelled line as an example.

    One-text groups ("q") do not hold a whole source together; a subreddit is one group, whichever
    file ("r/name", "s:name") its posts stand in.
    """
    weak = row.get("origin") == "weak-structure"
    source = str(row.get("source") or "unknown")
    group = _SUBREDDIT.sub("r/", str(row.get("group") or row.get("id")).lower())
    kind = row.get("kind")
    return Example(
        text=replace(
            place_of(row, "a labelled line"),
            id=str(row.get("id", "")),
            text=row["text"],
            title=str(row.get("title") or ""),
        ),
        label=int(row["label"]),
        strength=int(row.get("strength") or 0),
        intent_class=row.get("class") or (records.SELLER if kind in SELLER_KINDS else None),
        family=f"weak:{source}" if weak else source,
        group=str(row["id"]) if group == "q" else group,
    )


def examples_in(
    folder: Path, *, licensed_only: bool = False, with_taught: bool = False
) -> list[Example]:
    """Every labelled line of the folder's files; ``labels/`` fills in where a line has none.

    ``with_taught`` adds unread lines with what the teacher said of them.  It saw the read texts:
    leave them out wherever read texts are to be held back.  Raises TrainingDataError for a line
    or label that cannot be read.
    """
    files = sorted(p for p in folder.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
    rows = (row for path in files for row in read_lines(path))
    labels, used = read_labels(), set()
    found = []
    for row in rows:
        if licensed_only and row.get("source") not in LICENSED_SOURCES:
            continue
        if "label" not in row:
            name = (str(row.get("id")), text_hash(row))
            known = labels.get(name)
            if known:
                used.add(name)
                row = {**row, **{key: known[key] for key in LABEL_KEYS}}
        if row.get("label") in (0, 1):
            found.append(example_of(row))
        if with_taught:
            unread = "label" not in row or row.get("origin") == "weak-structure"
            judged = [row, title_alone(row)] if unread else [title_alone(row)]
            found += [one for one in map(taught_example, judged) if one]
    if labels:
        _log.info(
            "labels/: %d texts of %d are not in %s", len(labels.keys() - used), len(labels), folder
        )
    if not found:
        raise TrainingDataError(f"{folder}: no labelled line in any .jsonl file")
    return found


def class_examples_in(folder: Path, *, licensed_only: bool = False) -> list[Example]:
    """Lines of the folder of which ``labels/`` tells the class and no label."""
    classes, found = read_classes(), []
    for path in sorted(p for p in folder.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz"))):
        for row in read_lines(path):
            if "label" in row or (licensed_only and row.get("source") not in LICENSED_SOURCES):
                continue
            name = classes.get((str(row.get("id")), text_hash(row)))
            if name:
                plain = example_of({**row, "label": 0, "class": name})
                found.append(replace(plain, family=f"{CLASS_ONLY}{plain.family}"))
    return found


def weights_of(examples: Iterable[Example], recipe: Recipe) -> np.ndarray[Any, Any]:
    """Sample weights of need: read posts count whole, own and structure-labelled texts less."""
    return np.array(
        [
            0.0
            if example.family.startswith(CLASS_ONLY)
            else recipe.own_weight * example.weight
            if example.family == "own"
            else recipe.weak_weight
            if example.family.startswith("weak:")
            else recipe.taught_weight
            if example.taught is not None
            else example.weight
            for example in examples
        ]
    )


def families_of(examples: list[Example]) -> np.ndarray[Any, Any]:
    """A number a family, for the intercepts.

    Families with fewer than ``LEAST_OF_EACH`` of either label share the number 0: an intercept of
    their own would explain them away, and nothing would be learnt from them.
    """
    counts = Counter((example.family, example.label) for example in examples)
    names = sorted({example.family for example in examples})
    told = [n for n in names if min(counts[n, 0], counts[n, 1]) >= LEAST_OF_EACH]
    number = {name: at for at, name in enumerate(told, start=1)}
    numbers = [number.get(example.family, 0) for example in examples]
    return np.unique(np.array(numbers, dtype=np.int64), return_inverse=True)[1]


def truth_of(example: Example) -> float:
    """The label that was read, else the chance the teacher gave."""
    return float(example.label) if example.taught is None else example.taught


def fit_intent(data: Design, examples: list[Example], recipe: Recipe) -> Fit:
    """The head that matters; used alone when cross-validating."""
    prior = np.array([STARTS[name] for name in GROUPS]) * recipe.prior_scale
    weight = weights_of(examples, recipe)
    kept = np.flatnonzero(weight > 0)
    rows = data.rows(kept)
    truth = np.array([truth_of(example) for example in examples])[kept]
    family = families_of([examples[at] for at in kept])
    fitted = fit(
        rows,
        truth,
        weight[kept],
        prior=prior,
        family=family,
        strength=recipe.strength * sqrt(len(kept) / USUAL_TEXTS),
        group_strength=recipe.group_strength,
        apart=True,
    )
    return replace(fitted, bias=fitted.bias + _shift(fitted.log_odds(rows), truth, family))


def _shift(log_odds: F64, truth: F64, family: np.ndarray[Any, Any]) -> float:
    """What to add so that a new source starts from ``EXPECTED_SHARE`` of needs.

    Every family with both labels counts the same; a source's own share is learnt from outcomes.
    """
    from scipy.optimize import minimize_scalar

    weight = np.zeros(len(truth))
    for number in np.unique(family):
        for label, share in ((1.0, EXPECTED_SHARE), (0.0, 1.0 - EXPECTED_SHARE)):
            members = (family == number) & (truth == label)
            others = (family == number) & (truth != label)
            if members.any() and others.any():
                weight[members] = share / members.sum()
    sign = 2.0 * truth - 1.0

    def loss(shift: float) -> float:
        return float(weight @ np.logaddexp(0.0, -sign * (log_odds + shift)))

    return float(minimize_scalar(loss, bounds=(-10.0, 10.0), method="bounded").x)


def train(examples: list[Example], *, version: str, recipe: Recipe | None = None) -> Model:
    """All heads on ``examples`` and our own texts."""
    recipe = recipe or Recipe()
    every = examples + spelled_out()
    every += in_taiwan_wording(every)
    data = design([example.text for example in every])
    weight = weights_of(every, recipe)
    intent = fit_intent(data, every, recipe)
    words, groups, bias = as_arrays(class_heads(data.words_only(), every, weight))
    return Model(
        version=version,
        ngrams=intent.ngrams.astype(np.float32),
        groups=intent.groups.astype(np.float32),
        bias=intent.bias,
        head_words=words,
        head_groups=groups,
        head_bias=bias,
    )


def train_classes(examples: list[Example], model: Model, *, version: str) -> Model:
    """``model`` with class heads learnt anew on ``examples`` and our own texts.

    Need and strength stay as they are, to the last digit.
    """
    every = [one for one in examples + spelled_out() if one.intent_class is not None]
    every += in_taiwan_wording(every)
    data = design([example.text for example in every]).words_only()
    heads = class_heads(data, every, weights_of(every, Recipe()))
    words, groups, bias = as_arrays(heads)
    count = len(INTENT_CLASSES)
    return replace(
        model,
        version=version,
        head_words=np.hstack([words[:, :count], model.head_words[:, count:]]),
        head_groups=np.hstack([groups[:, :count], model.head_groups[:, count:]]),
        head_bias=np.concatenate([bias[:count], model.head_bias[count:]]),
    )


def in_taiwan_wording(examples: list[Example]) -> list[Example]:
    """Chinese texts once more as Taiwan words them (软件 -> 軟體), at half the weight.

    Only those that still differ once characters are folded: the script itself is no news.
    """
    from opencc import OpenCC

    taiwan, back = OpenCC("s2twp"), OpenCC("t2s")
    again = []
    for example in examples:
        text = example.text
        if not _HAN.search(text.title + text.text) or example.family.startswith("weak:"):
            continue
        title, body = taiwan.convert(text.title), taiwan.convert(text.text)
        if back.convert(title + body) == back.convert(text.title + text.text):
            continue
        reworded = replace(text, id=f"{text.id}-tw", title=title, text=body)
        again.append(replace(example, text=reworded, weight=example.weight * 0.5))
    return again
