"""Train the heads on labelled texts; the shipped weights and an operator's own come from here.

Needs the ``train`` extra.  A training folder holds JSONL files (``.jsonl`` or ``.jsonl.gz``), a line
``{"id", "text", "label": 1|0[, "title", "strength", "source", "group", "kind", "origin"]}``; lines
whose label is null are left out.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from leadminer.base.errors import InvalidInput
from leadminer.scoring.fitting import Design, Fit, design, fit
from leadminer.scoring.model import HEADS, Model
from leadminer.scoring.records import ScoringText
from leadminer.scoring.rules import GROUPS, PRIORS
from leadminer.scoring.seeds import Example, spelled_out

SELLER_KINDS = frozenset({"seller", "deal", "listing", "ad", "boast"})
SELLER_PRIORS = {"seller": 1.5, "deal": 1.0, "for_hire": 1.5, "place_seller": 1.5, "ask_supplier": -1.0}
READY_PRIORS = {"budget": 0.7, "quantity": 0.7, "deadline": 0.5, "tender": 1.0, "ask_supplier": 0.5}

LICENSED_SOURCES = frozenset({"reddit-top-2013", "v2ex-hot", "v2ex-2024", "thucnews"})
"""Sources of the shared development data that state a licence: the shipped weights learn from these."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What training may turn; the defaults made the shipped weights."""

    strength: float = 0.03
    group_strength: float = 10.0
    own_weight: float = 0.33
    weak_weight: float = 0.0
    prior_scale: float = 1.0


class TrainingDataError(InvalidInput):
    """A training or evaluation file that cannot be read; names the file and line."""


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """Objects of a JSONL file; a line that is none raises, naming its number."""
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
                raise TrainingDataError(f"{path.name} line {number}: an object with a text expected")
            yield row


def example_of(row: dict[str, Any]) -> Example:
    """A labelled line as an example.  One-text groups ("q") do not hold a whole source together."""
    weak = row.get("origin") == "weak-structure"
    source = str(row.get("source") or "unknown")
    group = str(row.get("group") or row.get("id"))
    kind = row.get("kind")
    return Example(
        text=ScoringText(
            id=str(row.get("id", "")), text=row["text"], title=str(row.get("title") or "")
        ),
        label=int(row["label"]),
        strength=int(row.get("strength") or 0),
        intent_class="seller" if kind in SELLER_KINDS else None,
        family=f"weak:{source}" if weak else source,
        group=str(row["id"]) if group == "q" else group,
    )


def examples_in(folder: Path, *, licensed_only: bool = False) -> list[Example]:
    """Every labelled line of the folder's JSONL files."""
    files = sorted(p for p in folder.iterdir() if p.name.endswith((".jsonl", ".jsonl.gz")))
    rows = (row for path in files for row in read_lines(path))
    found = [
        example_of(row)
        for row in rows
        if row.get("label") in (0, 1)
        and (not licensed_only or row.get("source") in LICENSED_SOURCES)
    ]
    if not found:
        raise TrainingDataError(f"{folder}: no labelled line in any .jsonl file")
    return found


def weights_of(examples: Iterable[Example], recipe: Recipe) -> np.ndarray[Any, Any]:
    """Sample weights: read posts count whole, own and structure-labelled texts less."""
    return np.array(
        [
            recipe.own_weight
            if example.family == "own"
            else recipe.weak_weight
            if example.family.startswith("weak:")
            else example.weight
            for example in examples
        ]
    )


def families_of(examples: list[Example]) -> np.ndarray[Any, Any]:
    """A number a family, for the intercepts."""
    names = sorted({example.family for example in examples})
    number = {name: at for at, name in enumerate(names)}
    return np.array([number[example.family] for example in examples], dtype=np.int64)


def fit_intent(data: Design, examples: list[Example], recipe: Recipe) -> Fit:
    """The head that matters; used alone when cross-validating."""
    prior = np.array([PRIORS[name] for name in GROUPS]) * recipe.prior_scale
    weight = weights_of(examples, recipe)
    kept = np.flatnonzero(weight > 0)
    return fit(
        data.rows(kept),
        np.array([example.label for example in examples], dtype=float)[kept],
        weight[kept],
        prior=prior,
        family=families_of([examples[at] for at in kept]),
        strength=recipe.strength,
        group_strength=recipe.group_strength,
    )


def _head(
    data: Design, truth: list[bool], weight: np.ndarray[Any, Any], priors: dict[str, float]
) -> Fit:
    prior = np.array([priors.get(name, 0.0) for name in GROUPS])
    return fit(data, np.array(truth, dtype=float), weight, prior=prior)


def train(examples: list[Example], *, version: str, recipe: Recipe | None = None) -> Model:
    """All heads on ``examples`` and our own texts."""
    recipe = recipe or Recipe()
    every = examples + spelled_out()
    data = design([example.text for example in every])
    weight = weights_of(every, recipe)
    intent = fit_intent(data, every, recipe)
    # Structure is trusted to say who sells, even where it is not to say who needs.
    selling = np.where(weight > 0, weight, 0.05)
    seller = _head(data, [e.intent_class == "seller" for e in every], selling, SELLER_PRIORS)
    needs = np.flatnonzero(
        [e.label == 1 and not e.family.startswith("weak:") for e in every]
    )
    some, weight = data.rows(needs), weight[needs]
    strengths = [every[at].strength for at in needs]
    choosing = _head(some, [value >= 2 for value in strengths], weight, READY_PRIORS)
    ready = _head(some, [value >= 3 for value in strengths], weight, READY_PRIORS)
    fits = (intent, seller, choosing, ready)
    assert len(fits) == len(HEADS)
    return Model(
        version=version,
        ngrams=np.stack([one.ngrams for one in fits], axis=1).astype(np.float32),
        groups=np.stack([one.groups for one in fits], axis=1).astype(np.float32),
        bias=np.array([one.bias for one in fits], dtype=np.float32),
    )
