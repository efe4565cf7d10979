"""How well the class of a text is told: F1 of each class and their mean, by language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from leadminer.scoring.judging import believed_log_odds, class_of
from leadminer.scoring.language import count_scripts, detect, named
from leadminer.scoring.records import INTENT_CLASSES, ScoringText
from leadminer.scoring.scorer import READ_FOR_SCRIPT, load_scorer
from leadminer.scoring.seeds import Example, spelled_out

LEAST = 5
"""Texts of a class below which its F1 is chance and stays out of the mean."""


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """The classes of the texts of one language."""

    lang: str
    texts: int
    right: float
    """Share of texts whose class was told."""
    macro_f1: float
    """Mean F1 of the classes that ``LEAST`` texts or more are of."""
    by_class: dict[str, tuple[int, float, float, float]]
    """Texts of the class, precision, recall, F1."""

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return asdict(self)


def figures(langs: list[str], truth: list[str], told: list[str]) -> list[ClassFigures]:
    """A row a language; the three lists are of one length."""
    rows = []
    for lang in sorted(set(langs)):
        at = [number for number, one in enumerate(langs) if one == lang]
        true, said = [truth[n] for n in at], [told[n] for n in at]
        by_class: dict[str, tuple[int, float, float, float]] = {
            name: _of_class(name, true, said) for name in INTENT_CLASSES if name in true
        }
        counted = [f1 for count, _, _, f1 in by_class.values() if count >= LEAST]
        if counted:
            right = float(np.mean([a == b for a, b in zip(true, said, strict=True)]))
            rows.append(ClassFigures(lang, len(at), right, float(np.mean(counted)), by_class))
    return rows


def _of_class(name: str, truth: list[str], told: list[str]) -> tuple[int, float, float, float]:
    both = sum(a == name == b for a, b in zip(truth, told, strict=True))
    of_it, said = truth.count(name), told.count(name)
    return of_it, both / said if said else 0.0, both / of_it, 2 * both / (of_it + said)


def language_of(text: ScoringText) -> str:
    """The caller's language, else what the text looks like."""
    if text.lang:
        return named(text.lang)
    prose = f"{text.title} {text.text}"[:READ_FOR_SCRIPT]
    points = np.frombuffer(prose.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return detect(count_scripts(points), prose)


def _with_class(examples: Iterable[Example]) -> list[Example]:
    return [e for e in examples if e.intent_class in INTENT_CLASSES and e.taught is None]


def measured_classes(examples: list[Example], model: Path | None = None) -> list[ClassFigures]:
    """The scorer as it is on those ``examples`` that have a class; none, where there are none."""
    some = _with_class(examples)
    judged = load_scorer(model).score_many(example.text for example in some)
    told = [judgement.intent_class for judgement in judged]
    langs = [language_of(example.text) for example in some]
    return figures(langs, [str(example.intent_class) for example in some], told)


def cross_validated_classes(examples: list[Example]) -> list[ClassFigures]:
    """Heads trained on four fifths and our own texts, measured on the fifth, groups kept whole.

    Empty where too few examples have a class.
    """
    from leadminer.scoring.class_training import class_heads
    from leadminer.scoring.evaluation import FOLDS, folds_of
    from leadminer.scoring.fitting import design
    from leadminer.scoring.training import Recipe, fit_intent, weights_of

    some = _with_class(e for e in examples if not e.family.startswith("weak:"))
    if len(some) < FOLDS * LEAST:
        return []
    fold = folds_of(some)
    every = [*some, *spelled_out()]
    data = design([example.text for example in every])
    words, weight = data.words_only(), weights_of(every, Recipe())
    told = [""] * len(some)
    for number in range(FOLDS):
        test = np.flatnonzero(fold == number)
        learn = np.append(np.flatnonzero(fold != number), np.arange(len(some), len(every)))
        known = [every[at] for at in learn]
        need = fit_intent(data.rows(learn), known, Recipe()).log_odds(data.rows(test))
        heads = class_heads(words.rows(learn), known, weight[learn])[: len(INTENT_CLASSES)]
        odds = np.stack([head.log_odds(words.rows(test)) for head in heads], axis=1)
        for at, log_odds, of_classes in zip(test, need, odds.tolist(), strict=True):
            spoken = bool(data.spoken[at])
            told[at] = class_of(believed_log_odds(log_odds, spoken=spoken) > 0, of_classes)
    langs = [language_of(example.text) for example in some]
    return figures(langs, [str(example.intent_class) for example in some], told)


def classes_in(
    file: Path,
    model: Path | None,
    more: Path | None,
    *,
    cross_validate: bool,
    labels: Path | None = None,
) -> list[ClassFigures]:
    """The figures of ``file``; cross-validated, those of ``more`` (a training folder) with it.

    Empty where too few lines have a class.
    """
    from leadminer.scoring.evaluation import labelled
    from leadminer.scoring.training import examples_in

    examples = labelled(file, labels)
    if not cross_validate:
        return measured_classes(examples, model)
    if more is not None:
        ids = {example.text.id for example in examples}
        further = examples_in(more, licensed_only=True)
        examples += [example for example in further if example.text.id not in ids]
    return cross_validated_classes(examples)
