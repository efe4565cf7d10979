"""Heads of class and strength, learnt beside need; texts read for their class alone teach classes.

Needs the ``train`` extra.
"""

from __future__ import annotations

import numpy as np

from leadminer.scoring import records
from leadminer.scoring.fitting import F64, Design, Fit, fit, fit_classes
from leadminer.scoring.model import F32, HEADS
from leadminer.scoring.records import INTENT_CLASSES
from leadminer.scoring.rules import GROUPS
from leadminer.scoring.seeds import Example

CLASS_ONLY = "class:"
"""Begins the family of texts of which only the class was read: no other head learns from them."""
STRUCTURE_TRUST = 0.05
HEAD_PRIORS: dict[str, dict[str, float]] = {
    records.REQUEST: {"ask_supplier": 1.5, "tender": 2.0, "project": 1.0, "quantity": 0.7},
    records.RECOMMENDATION: {"ask_recommend": 1.5},
    records.COMPARISON: {"compare": 1.5},
    records.COMPLAINT: {"switch": 1.0},
    records.PROBLEM: {"howto": 0.7},
    records.INFORMATION: {"news": 1.0},
    records.SELLER: {
        "seller": 1.5,
        "deal": 1.0,
        "for_hire": 1.5,
        "place_seller": 1.5,
        "matchmaker": 1.5,
        "ask_supplier": -1.0,
    },
    records.OTHER: {
        "employment": 0.5,
        "salaried": 1.2,
        "award": 1.0,
        "award_said": 0.3,
        "story": 0.5,
        "settled": 1.0,
    },
    "choosing": {"budget": 0.7, "quantity": 0.7, "tender": 1.0, "ask_supplier": 0.5},
    "ready": {"budget": 0.7, "quantity": 0.7, "deadline": 0.5, "tender": 1.0, "ask_supplier": 0.5},
}
"""Where each of the other heads starts, in log-odds of a rule group."""


def class_heads(data: Design, every: list[Example], weight: F64) -> list[Fit]:
    """One head a class on the texts whose class was read, and two for strength on the needs.

    Structure is trusted to say who sells, at a small weight, even where it is not to say who needs.
    """
    known = np.flatnonzero([example.intent_class in INTENT_CLASSES for example in every])
    classes = [INTENT_CLASSES.index(str(every[at].intent_class)) for at in known]
    trust = np.array(
        [
            every[at].weight
            if every[at].family.startswith(CLASS_ONLY)
            else weight[at] or STRUCTURE_TRUST
            for at in known
        ]
    )
    priors = {
        name: np.array([HEAD_PRIORS[name].get(group, 0.0) for group in GROUPS]) for name in HEADS
    }
    of_classes = np.stack([priors[name] for name in INTENT_CLASSES], axis=1)
    fits = fit_classes(data.rows(known), np.array(classes), trust, of_classes)
    needs = np.flatnonzero(
        [e.label == 1 and e.taught is None and not e.family.startswith("weak:") for e in every]
    )
    strengths = np.array([every[at].strength for at in needs])
    for name in HEADS[len(INTENT_CLASSES) :]:
        truth = (strengths >= (2 if name == "choosing" else 3)).astype(float)
        fits.append(fit(data.rows(needs), truth, weight[needs], prior=priors[name]))
    return fits


def as_arrays(heads: list[Fit]) -> tuple[F32, F32, F32]:
    """Words, groups and intercepts of the heads, a column a head, as ``Model`` holds them."""
    return (
        np.stack([one.ngrams[0] for one in heads], axis=1).astype(np.float32),
        np.stack([one.groups[0] for one in heads], axis=1).astype(np.float32),
        np.array([one.bias for one in heads], dtype=np.float32),
    )
