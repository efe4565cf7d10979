"""outcomes and verdicts -> a new version of what was learnt -> the ranks of all open leads.

Every step finds its work in rows and may be cut off anywhere: a version is named by what it was
learnt from, so that learning the same again is the same version, and ranks are a function of the
log, the version in use and the time.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy import func
from sqlmodel import col, select

from leadminer.base.clock import Clock
from leadminer.leads.tables import Judgement
from leadminer.learning import erasing, models, outcomes, ranking, scores
from leadminer.learning.fitting import Scores, learn_from
from leadminer.learning.tables import IntentModel
from leadminer.signals.tables import Signal
from leadminer.store import Session

logger = logging.getLogger(__name__)

ACTOR = "system:learn"
SCORES_MAX = 500
"""The newest so many posts of a source tell its share of needs."""
SOURCES_MAX = 200
PAUSE = timedelta(seconds=60)
"""Outcomes that come in a row are learnt from together."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """What a learning step did. `version` "": there is nothing to learn from yet."""

    version: str = ""
    new: bool = False
    in_use: bool = False
    outcomes: int = 0
    verdicts: int = 0


def waits(session: Session, now: datetime) -> bool:
    """Whether something happened that no version has seen, or leads are not ranked by it yet."""
    if use_waits(session):
        return True
    newest = models.newest_facts(session)  # asked every few seconds: without the weights
    if newest is None:
        return any(outcomes.last_events(session).values())
    made_at, figures = newest
    if now - made_at < PAUSE:
        return False
    seen = figures.get("through", {})
    return any(seen.get(name) != last for name, last in outcomes.last_events(session).items())


def use_waits(session: Session) -> bool:
    """Whether the version in use has not ranked all leads yet."""
    use = models.current_use(session)
    return use is not None and use.applied_at is None


def learn(session: Session, *, clock: Clock, actor: str = ACTOR) -> Learnt:
    """Learn from everything there is, keep the version, and take it into use unless pinned."""
    now = clock.now()
    through = outcomes.last_events(session)
    found = outcomes.examples(session)
    if not found:
        return Learnt()
    model, figures = learn_from(found, _scores(session))
    handed = sum(example.key.startswith("handoff") for example in found)
    use = models.current_use(session)
    row = IntentModel(
        version=model.version,
        parent=use.version if use else "",
        made_at=now,
        made_by=actor,
        outcomes=handed,
        verdicts=len(found) - handed,
        figures={**figures, "through": through},
        params=model.packed(),
    )
    new = models.keep(session, row)
    if not new:
        _seen(session, through)
    in_use = use is not None and use.version == model.version
    if not in_use and not (use and use.pinned):
        reason = f"learnt from {handed} hand-offs and {len(found) - handed} verdicts"
        models.use(session, model.version, actor=actor, now=now, reason=reason, pin=False)
        in_use = True
    if new:
        logger.info("an intent model was learnt", extra={"action": "learnt", "id": model.version})
    return Learnt(model.version, new, in_use, handed, len(found) - handed)


def _seen(session: Session, through: dict[str, int]) -> None:
    """The newest events taught nothing new: remember that they were looked at."""
    row = models.newest(session)
    if row is not None:
        row.figures = {**row.figures, "through": through}
        session.add(row)
        session.flush()


def begin_ranking(session: Session, *, clock: Clock, decay_days: float) -> int | None:
    """Before `rank_next`: leads from before the log get their row. Returns the use to apply."""
    while scores.fill_in(session, now=clock.now(), decay_days=decay_days):
        pass
    use = models.current_use(session)
    return use.id if use is not None else None


def rank_next(
    session: Session,
    *,
    now: datetime,
    use_id: int | None,
    after_id: int = 0,
    limit: int = 5000,
    models_kept: int | None = None,
) -> tuple[int, int | None]:
    """Rank the next open leads by the version in use and the time; see `ranking.rank_leads`.

    The last batch notes that `use_id` is applied: one that came meanwhile is applied next. Then
    old versions go, down to `models_kept` and those in use (None: all stay).
    """
    changed, more = ranking.rank_leads(session, now=now, after_id=after_id, limit=limit)
    if more is None and use_id is not None:
        models.mark_applied(session, use_id, now=now)
        if models_kept is not None:
            models.prune(session, keep=models_kept, erased_at=erasing.last_cut(session))
    return changed, more


def _scores(session: Session) -> dict[int, Scores]:
    """Scores and chances of each source's newest posts, by source; the sources with most posts."""
    counted = (
        select(Signal.source_id)
        .group_by(col(Signal.source_id))
        .order_by(func.count(col(Signal.id)).desc(), col(Signal.source_id))
        .limit(SOURCES_MAX)
    )
    found = {}
    for source_id in session.exec(counted).all():
        statement = (
            select(Judgement.score, Judgement.probability)
            .join(Signal, col(Signal.id) == col(Judgement.signal_id))
            .where(Signal.source_id == source_id, Signal.kind != "company")
            .order_by(col(Judgement.id).desc())
            .limit(SCORES_MAX)
        )
        rows = session.exec(statement).all()
        if rows:
            score, chance = zip(*rows, strict=True)
            found[source_id] = ranking.log_odds_of_scores(score), np.array(chance)
    return found
