"""A probe: read a little of a source, tell what all of it would bring and cost, and with what
certainty, before an operator says yes to the whole."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from leadminer.config import Config
from leadminer.flow.judging import Scores, hosts_of, scoring_text
from leadminer.leads import queries as leads
from leadminer.leads.briefs import Brief
from leadminer.leads.needs import fits_of, need_text
from leadminer.leads.rules import is_seller
from leadminer.merchants import queries as merchants
from leadminer.signals import queries
from leadminer.signals.tables import Signal, SourceRun
from leadminer.store import Session

Z: Final = 1.645  # 90 % two-sided


@dataclass(frozen=True, slots=True)
class Range:
    """An estimate with its 90 % interval."""

    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Probe:
    """What was read, and what reading all would bring and cost."""

    pages: int
    signals: int
    needs: int
    leads: int
    pages_known: int  # pages seen to exist: there are at least so many
    total_signals: Range
    total_needs: Range
    total_leads: Range
    requests: Range
    megabytes: Range
    minutes: Range


def estimate(session: Session, run: SourceRun, *, scorer: Scores, config: Config) -> Probe:
    """Judge what a probe run read, store nothing, and scale it up to the pages known to exist.

    Counts are taken as Poisson (exact-coverage approximation by square roots, Anscombe 1948);
    pages nobody has seen yet are not in it: the whole may be larger, and the note says so.
    """
    found = queries.signals_since(session, run)
    needs, matched = _count(session, run, found, scorer=scorer, config=config)
    pages = max(1, run.pages)
    total = max(int(run.quality.get("known", 0)), run.pages)
    scale = total / pages
    per_page = run.requests / pages
    delay = float(run.options.get("delay_seconds", config.mining.delay_seconds))
    took = (run.ended_at - run.started_at).total_seconds() if run.ended_at and run.started_at else 0
    seconds = max(delay, took / max(1, run.requests))
    size = run.bytes_read / pages / 1e6
    requests = _around(total * per_page, spread=0.15)
    return Probe(
        pages=run.pages,
        signals=len(found),
        needs=needs,
        leads=matched,
        pages_known=total,
        total_signals=scaled(len(found), scale),
        total_needs=scaled(needs, scale),
        total_leads=scaled(matched, scale),
        requests=requests,
        megabytes=_around(total * size, spread=0.3),
        minutes=_around(requests.likely * seconds / 60, spread=0.3),
    )


def scaled(count: int, scale: float) -> Range:
    """A Poisson count of a sample, scaled up to the whole. What was counted is certain."""
    root = math.sqrt(count + 3 / 8)
    low = max(0.0, (root - Z / 2) ** 2 - 3 / 8)
    high = (root + Z / 2) ** 2 - 3 / 8
    rest = max(0.0, scale - 1)
    return Range(count + low * rest, count * scale, count + high * rest)


def _around(value: float, *, spread: float) -> Range:
    return Range(value * (1 - spread), value, value * (1 + spread))


def _count(
    session: Session,
    run: SourceRun,
    found: Sequence[Signal],
    *,
    scorer: Scores,
    config: Config,
) -> tuple[int, int]:
    """How many of these are needs, and how many of those an offer serves."""
    posts = [signal for signal in found if signal.kind != "company"]
    topics = leads.topics_of(session, posts)
    hosts = hosts_of(session, posts)
    offers = list(merchants.offers(session))
    if run.options.get("offers"):
        called = merchants.offers_called(session, run.options["offers"])
        offers = [offer for offer in offers if offer.id in called]
    brief = Brief.of(run.options)
    needs = matched = 0
    verdicts = scorer.score_many([scoring_text(signal, hosts) for signal in posts])
    for signal, verdict in zip(posts, verdicts, strict=True):
        if verdict.score < config.scoring.lead_score_min or is_seller(verdict.intent_class):
            continue
        needs += 1
        text = need_text(
            signal, topics.get(signal.id or 0), lang=verdict.lang or signal.lang or "", country=None
        )
        fits = fits_of(text, offers, fit_min=config.scoring.fit_min, brief=brief)
        matched += bool(fits)
    return needs, matched
