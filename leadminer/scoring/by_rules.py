"""Languages without a model: phrases of their own vocabulary, and the words of the text's place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from leadminer.scoring import records
from leadminer.scoring.batch import Batch
from leadminer.scoring.judging import class_by_groups, probability_of, score_of, strength_by_groups
from leadminer.scoring.reasons import span_of
from leadminer.scoring.records import PARTS, Judgement, Reason, ScoringText
from leadminer.scoring.rules import GROUPS, LANGUAGES_BY_RULES, PRIORS, Hits, language_lexicon

STARTING_LOG_ODDS = -0.6
"""Log-odds of a text before any phrase of it."""
AGAIN = (1.0, 0.4, 0.2)
"""Shares of a group's weight that its first, second and third different phrase bring."""


def judge_by_rules(
    texts: Sequence[ScoringText], batch: Batch, languages: dict[int, str], version: str
) -> Iterator[tuple[int, Judgement]]:
    """Judgements of the texts numbered in ``languages``, by the phrases of their language.

    A language without a vocabulary has the English and Chinese phrases that stand in its texts.
    """
    width = len(PARTS)
    for language in sorted(set(languages.values())):
        numbers = [number for number, one in languages.items() if one == language]
        mine = np.zeros(batch.size, dtype=bool)
        mine[numbers] = True
        known = language in LANGUAGES_BY_RULES
        prose = language_lexicon(language).find(batch.grams) if known else batch.hits
        spans = [
            *_spans(batch.hits, mine[batch.hits.text // width] & (batch.hits.text % width >= 2)),
            *_spans(prose, mine[prose.text // width] & (prose.text % width < 2)),
        ]
        found: dict[int, list[Reason]] = {number: [] for number in numbers}
        for part_number, group, first, last in spans:
            number, part = divmod(part_number, width)
            found[number].append(_reason(texts[number], batch, part, (group, first, last)))
        for number in numbers:
            yield number, _judged(found[number], language, version)


def _spans(hits: Hits, which: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[tuple[int, ...]]:
    """(part, group, first token, last token) of the chosen hits, longest first in each part."""
    order = np.flatnonzero(which)
    order = order[np.lexsort((hits.first[order] - hits.last[order], hits.text[order]))]
    columns = (hits.text, hits.group, hits.first, hits.last)
    return list(zip(*(column[order].tolist() for column in columns), strict=True))


def _reason(text: ScoringText, batch: Batch, part: int, span: tuple[int, int, int]) -> Reason:
    group, first, last = span
    name = PARTS[part]
    original = text.part(name)
    start, end = span_of(batch.folded, batch.grams, first, last, original)
    label = GROUPS[group]
    return Reason(name, start, end, original[start:end], label, PRIORS[label])


def _judged(spans: list[Reason], language: str, version: str) -> Judgement:
    """Different phrases of one group bring the shares of ``AGAIN``; a repeated one counts once."""
    seen: dict[str, set[str]] = {}
    counted: list[Reason] = []
    for reason in spans:
        phrases = seen.setdefault(reason.label, set())
        phrase = reason.text.casefold()
        if phrase in phrases or len(phrases) >= len(AGAIN):
            continue
        share = AGAIN[len(phrases)]
        phrases.add(phrase)
        counted.append(
            Reason(
                reason.field,
                reason.start,
                reason.end,
                reason.text,
                reason.label,
                reason.weight * share,
            )
        )
    counted.sort(key=lambda reason: -abs(reason.weight))
    log_odds = STARTING_LOG_ODDS + sum(reason.weight for reason in counted)
    intent = log_odds > 0
    return Judgement(
        score=score_of(log_odds),
        probability=probability_of(log_odds),
        intent=intent,
        intent_class=class_by_groups(intent, seen.keys()),
        strength=strength_by_groups(seen.keys(), log_odds) if intent else 0,
        lang=language,
        reasons=tuple(counted),
        model_version=version,
        confidence_note=records.RULES_ONLY,
        log_odds=log_odds,
        rest=STARTING_LOG_ODDS,
    )
