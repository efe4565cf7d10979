"""A probe: read a sample of a source, tell what all of it would bring and cost, with what
certainty, and whether that is enough, before an operator says yes to the whole."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from leadminer.config import Config
from leadminer.flow.judging import Scores, hosts_of, scoring_text
from leadminer.leads import queries as leads
from leadminer.leads.briefs import Brief
from leadminer.leads.needs import fits_of, need_text
from leadminer.leads.rules import is_seller
from leadminer.merchants import queries as merchants
from leadminer.mining.forecast import Range, forecast
from leadminer.signals import queries
from leadminer.signals.tables import Signal, SourceRun
from leadminer.store import Session

Z: Final = 1.645  # 90 % two-sided
LEADS_MIN: Final = 1
_PAGES_SPREAD: Final = 0.3  # of time: sites are not always as quick


@dataclass(frozen=True, slots=True)
class Advice:
    """Whether the whole is worth its cost, by the job's thresholds."""

    verdict: Literal["go", "stop", "not_enough_data"]
    leads_min: float
    requests_per_lead_max: float | None
    pages_needed: int | None = None  # a sample of about so many pages would tell; None: not known


@dataclass(frozen=True, slots=True)
class Probe:
    """What was read, and what reading all would bring and cost."""

    pages: int
    signals: int
    needs: int
    leads: int
    is_whole: bool  # there was no more to be read
    total_pages: Range
    total_signals: Range
    total_needs: Range
    total_leads: Range
    requests: Range
    megabytes: Range
    minutes: Range
    advice: Advice


def estimate(session: Session, run: SourceRun, *, scorer: Scores, config: Config) -> Probe:
    """Judge what a probe run read, store nothing, and tell what the whole would bring.

    A source that is read by its API has no sample: what was read is the least there is, and how
    much more there may be is not told (the upper ends are infinite).
    """
    sample: Mapping[str, Any] = run.quality.get("sample") or {}
    rows = sample.get("rows", [])
    if rows:
        found = queries.signals_of_keys(session, [key for row in rows for key in row["keys"]])
    else:
        found = queries.signals_since(session, run)
    needs, matched = _count(session, run, found, scorer=scorer, config=config)
    pages_max = int(run.options.get("pages_max") or config.mining.pages_max)
    if rows:
        kept = {signal.key for signal in found}
        counts = [
            [len(keys & kept), len(keys & needs), len(keys & matched)]
            for keys in (set(row["keys"]) for row in rows)
        ]
        pages, size, signals, need, lead = forecast(sample, counts, pages_max=pages_max)
    else:
        read = (run.pages, run.bytes_read, len(found), len(needs), len(matched))
        pages, size, signals, need, lead = (_at_least(each, run) for each in read)
    per_page = run.requests / max(1, run.pages)
    requests = _times(pages, per_page)
    took = (run.ended_at - run.started_at).total_seconds() if run.ended_at and run.started_at else 0
    delay = float(run.options.get("delay_seconds", config.mining.delay_seconds))
    seconds = max(delay, took / max(1, run.requests))
    minutes = _times(requests, seconds / 60)
    return Probe(
        pages=run.pages,
        signals=len(found),
        needs=len(needs),
        leads=len(matched),
        is_whole=bool(sample.get("whole")),
        total_pages=pages,
        total_signals=signals,
        total_needs=need,
        total_leads=lead,
        requests=requests,
        megabytes=_times(size, 1e-6),
        minutes=Range(
            minutes.low * (1 - _PAGES_SPREAD), minutes.likely, minutes.high * (1 + _PAGES_SPREAD)
        ),
        advice=advise(run.options, lead, requests, pages=run.pages),
    )


def advise(options: Mapping[str, Any], leads_: Range, requests: Range, *, pages: int) -> Advice:
    """Go where even the lower end brings what the job wants at its price, stop where not even the
    upper end does."""
    least = float(options.get("leads_min") or LEADS_MIN)
    dearest = options.get("requests_per_lead_max")
    wanted = max(least, requests.likely / float(dearest)) if dearest else least
    if leads_.low >= wanted:
        verdict: Literal["go", "stop", "not_enough_data"] = "go"
    elif leads_.high < wanted:
        verdict = "stop"
    else:
        verdict = "not_enough_data"
    needed = None if verdict != "not_enough_data" else _needed(leads_, wanted, pages)
    return Advice(verdict, least, float(dearest) if dearest else None, needed)


def _needed(told: Range, wanted: float, pages: int) -> int | None:
    """About how many pages a sample needs until its interval lies on one side of what is wanted:
    its width falls with the root of them."""
    if not math.isfinite(told.high) or told.likely <= 0:
        return None
    side = told.likely - told.low if told.likely > wanted else told.high - told.likely
    away = abs(told.likely - wanted)
    if away < 0.05 * wanted:
        return None  # it lies too near: no sample tells
    return math.ceil(pages * max(1.1, (side / away) ** 2))


def _at_least(count: float, run: SourceRun) -> Range:
    high = float(count) if run.quality.get("finished") else math.inf
    return Range(float(count), float(count), high)


def _times(told: Range, factor: float) -> Range:
    return Range(told.low * factor, told.likely * factor, told.high * factor)


def _count(
    session: Session,
    run: SourceRun,
    found: Sequence[Signal],
    *,
    scorer: Scores,
    config: Config,
) -> tuple[set[str], set[str]]:
    """Keys of those that are needs, and of those of them that an offer serves."""
    posts = [signal for signal in found if signal.kind != "company"]
    topics = leads.topics_of(session, posts)
    hosts = hosts_of(session, posts)
    offers = list(merchants.offers(session))
    if run.options.get("offers"):
        called = merchants.offers_called(session, run.options["offers"])
        offers = [offer for offer in offers if offer.id in called]
    brief = Brief.of(run.options)
    needs, matched = set(), set()
    verdicts = scorer.score_many([scoring_text(signal, hosts) for signal in posts])
    for signal, verdict in zip(posts, verdicts, strict=True):
        if verdict.score < config.scoring.lead_score_min or is_seller(verdict.intent_class):
            continue
        needs.add(signal.key)
        text = need_text(
            signal, topics.get(signal.id or 0), lang=verdict.lang or signal.lang or "", country=None
        )
        if fits_of(text, offers, fit_min=config.scoring.fit_min, brief=brief):
            matched.add(signal.key)
    return needs, matched
