"""Languages without a model: phrases of their own vocabulary, and the words of the text's place."""

from __future__ import annotations

import numpy as np

from leadminer.scoring import records
from leadminer.scoring.batch import Batch, clipped
from leadminer.scoring.features import tokenize
from leadminer.scoring.judging import class_by_groups, probability_of, score_of
from leadminer.scoring.normalise import fold
from leadminer.scoring.reasons import span_of
from leadminer.scoring.records import PARTS, Judgement, Reason, ScoringText
from leadminer.scoring.rules import GROUPS, PRIORS, language_lexicon

STARTING_LOG_ODDS = -0.9
"""Log-odds of a text before any phrase of it."""


def judge_by_rules(
    text: ScoringText, language: str, batch: Batch, number: int, *, version: str
) -> Judgement:
    """The judgement of text ``number`` of ``batch`` by phrases alone; each group counts once."""
    spans = {reason.label: reason for reason in place_reasons(text, batch, number)}
    for part in ("title", "text"):
        for reason in phrases_in(text.part(part), part, language):
            spans.setdefault(reason.label, reason)
    found = sorted(spans.values(), key=lambda reason: -abs(reason.weight))
    log_odds = STARTING_LOG_ODDS + sum(reason.weight for reason in found)
    intent = log_odds > 0
    return Judgement(
        score=score_of(log_odds),
        probability=probability_of(log_odds),
        intent=intent,
        intent_class=class_by_groups(intent, spans.keys()),
        strength=(2 if "price" in spans or log_odds > 1.5 else 1) if intent else 0,
        lang=language,
        reasons=tuple(found),
        model_version=version,
        confidence_note=records.RULES_ONLY,
        log_odds=log_odds,
        rest=STARTING_LOG_ODDS,
    )


def place_reasons(text: ScoringText, batch: Batch, number: int) -> list[Reason]:
    """Spans of section, fields and address of one text, with the prior weight of their group."""
    width = len(PARTS)
    hits = batch.hits
    spans: dict[int, Reason] = {}
    for at in np.flatnonzero(hits.text // width == number).tolist():
        part, group = int(hits.text[at]) % width, int(hits.group[at])
        if part < 2 or group in spans:
            continue
        original = text.part(PARTS[part])
        first, last = int(hits.first[at]), int(hits.last[at])
        start, end = span_of(batch.folded, batch.grams, first, last, original)
        spans[group] = Reason(
            PARTS[part], start, end, original[start:end], GROUPS[group], PRIORS[GROUPS[group]]
        )
    return list(spans.values())


def phrases_in(part: str, name: str, language: str) -> list[Reason]:
    """Phrases of ``language`` in one part, longest first, each with the prior of its group."""
    folded = fold([clipped(part)])
    grams = tokenize(folded)
    hits = language_lexicon(language).find(grams)
    found = []
    for at in np.argsort(hits.first - hits.last, kind="stable").tolist():
        start, end = span_of(folded, grams, int(hits.first[at]), int(hits.last[at]), part)
        group = GROUPS[int(hits.group[at])]
        found.append(Reason(name, start, end, part[start:end], group, PRIORS[group]))
    return found
