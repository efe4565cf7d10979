"""What watch rules would keep of all that is stored: a preview before a job is saved."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from leadminer.leads.briefs import Brief, signs_in
from leadminer.leads.fit import FoldedNeed
from leadminer.leads.needs import plain_need
from leadminer.mining.watch import Watch, watched_signal
from leadminer.signals import queries
from leadminer.signals.tables import Signal
from leadminer.store import Session

EXAMPLES_MAX = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A stored signal a rule would keep, and where the rule's words stand in it."""

    signal_id: int
    kind: str
    url: str
    title: str
    text: str
    rule: str
    spans: list[tuple[int, int]]  # offsets into `text`
    signs: list[dict[str, Any]]  # phrases of the job's brief and of its noise that stand in it


@dataclass(slots=True)
class Preview:
    """How much of what is stored would be kept, newest examples, and why the rest would not."""

    looked_at: int = 0
    kept: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    by_rule: dict[str, int] = field(default_factory=dict)
    examples: list[Match] = field(default_factory=list)


def preview(
    session: Session,
    watch: Watch,
    *,
    brief: Brief | None = None,
    host: str = "",
    newest: int = 20_000,
) -> Preview:
    """Hold stored signals (of a host, the newest so many) against watch rules and a brief."""
    told = Preview(by_rule={rule.source: 0 for rule in watch.rules})
    kept_topics: set[str] = set()
    for signal in queries.newest_signals(session, host=host, limit=newest):
        told.looked_at += 1
        watched = watched_signal(signal)
        answers_kept = signal.kind == "reply" and signal.parent_url in kept_topics
        reason = watch.refuses(watched, of_kept_topic=answers_kept)
        if reason:
            told.refused[reason] = told.refused.get(reason, 0) + 1
            continue
        told.kept += 1
        if signal.kind == "post":
            kept_topics.add(signal.url)
        matching = [rule for rule in watch.rules if rule.matches(watched)]
        for rule in matching:
            told.by_rule[rule.source] += 1
        if len(told.examples) < EXAMPLES_MAX:
            spans = matching[0].spans(signal.text) if matching else []
            source = matching[0].source if matching else ""
            told.examples.append(_match(signal, source, spans, brief))
    return told


def _match(signal: Signal, rule: str, spans: list[tuple[int, int]], brief: Brief | None) -> Match:
    assert signal.id is not None
    signs = list(signs_in(FoldedNeed.of(plain_need(signal)), brief)) if brief else []
    return Match(signal.id, signal.kind, signal.url, signal.title, signal.text, rule, spans, signs)
