"""From stored rows to what may be learnt from: the only door into the features."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from leadminer.leads.tables import Judgement
from leadminer.scoring.judging import log_odds_of_score
from leadminer.scoring.outcome_features import Known
from leadminer.signals.tables import Signal


def known_of(
    signal: Signal,
    judgement: Judgement,
    *,
    now: datetime,
    family: str = "other",
    fit: float | None = None,
    fit_words: Iterable[str] = (),
    reachability: float | None = None,
    answers: Iterable[str] = (),
    said_at: datetime | None = None,
) -> Known:
    """What is known of a post, and of the lead it made, at a moment.

    Nothing is taken from a lead's state, its moves, its messages or its hand-offs, and nothing
    that tells who the author is. `answers`: items the text itself answered.
    """
    said = said_at or signal.posted_at or signal.first_seen_at
    return Known(
        log_odds=log_odds_of_score(judgement.score),
        strength=judgement.strength,
        intent_class=judgement.intent_class,
        groups=tuple(str(reason["label"]) for reason in judgement.reasons),
        fit=fit,
        fit_words=tuple(fit_words),
        reachability=reachability,
        age_days=max(0.0, (now - said).total_seconds() / 86_400),
        answers=tuple(answers),
        kind=signal.kind,
        family=family,
        section=tuple(signal.section),
        fields=dict(signal.fields),
        title=signal.title,
        text=signal.text,
    )


def words_of_fit(reasons: Iterable[dict[str, object]]) -> list[str]:
    """The offer's own words among the reasons of a fit."""
    return [str(r["text"]) for r in reasons if r.get("label") == "keyword" and r.get("text")]
