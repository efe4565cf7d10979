"""What may not be kept of a post is taken out of it before anything else sees it.

Policy: config.toml, [sensitive]. What is masked is gone for good: no original is stored. The first
rule that fits a category counts; where the market is not known, what any market drops is dropped,
and what some markets keep is not kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from leadminer.config import SensitiveSection
from leadminer.mining.extraction.values.items import Company, Post
from leadminer.signals.facts.countries import country_of
from leadminer.signals.folding import fold
from leadminer.signals.sensitive.detecting import find_sensitive, mentions
from leadminer.signals.sensitive.items import Finding
from leadminer.signals.sensitive.masking import MASK, Masked, Span, masked

DROP, MASKED, KEEP = "drop", "mask", "keep"
SETTING: Final = "LEADMINER_SENSITIVE"
# labels (folded) of fields whose whole value is of a category
_LABELS: Final[dict[str, tuple[str, ...]]] = {
    "health": ("病史", "病情", "诊断", "疾病", "过敏史", "健康状况", "diagnosis", "medical history",
               "medical condition", "health condition", "allergies", "disability"),
    "religion": ("宗教", "宗教信仰", "religion", "faith"),
    "politics": ("政治面貌", "party membership", "political views"),
    "origin": ("民族", "族裔", "ethnicity", "race", "ethnic origin"),
    "sexuality": ("性取向", "sexual orientation"),
    "union": ("trade union", "union membership", "工会"),
    "crime": ("犯罪记录", "criminal record"),
    "immigration": ("签证状态", "visa status", "immigration status"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Policy:
    """What to do with each category, for one run or import."""

    mode: str = MASKED
    rules: tuple[Mapping[str, Any], ...] = ()
    market: str = ""
    job: str = ""
    offers: tuple[str, ...] = ()
    third_parties: bool = True

    def mode_of(self, category: str, market: str = "") -> str:
        """drop, mask or keep, in a market (ISO 3166; empty: the run's own)."""
        market = (self.market or market).upper()
        for rule in self.rules:
            if self._fits(rule, category, market):
                return str(rule["mode"])
        return self.mode

    def _fits(self, rule: Mapping[str, Any], category: str, market: str) -> bool:
        if rule.get("categories") and category not in rule["categories"]:
            return False
        if rule.get("jobs") and self.job not in rule["jobs"]:
            return False
        offers = rule.get("offers")
        if offers and not (self.offers and all(_is_of(o, offers) for o in self.offers)):
            return False
        markets = rule.get("markets")
        return not markets or market in markets or (not market and rule["mode"] == DROP)


def _is_of(offer: str, allowed: Sequence[str]) -> bool:
    """Whether an offer (merchant or merchant/offer) is among those that are allowed."""
    return any(offer == each or offer.startswith(f"{each}/") for each in allowed)


def settings_for(
    section: SensitiveSection, *, market: str = "", job: str = "", offers: Sequence[str] = ()
) -> dict[str, Any]:
    """What a run's settings carry under SETTING. `market`, `job`, `offers`: what the run is for."""
    told = section.model_dump(mode="json")
    return told | {"market": market, "job": job, "offers": list(offers)}


def policy_of(settings: Mapping[str, Any]) -> Policy:
    """The policy as a run's settings carry it; without any, everything is masked."""
    told = dict(settings.get(SETTING) or {})
    return Policy(
        mode=str(told.get("mode") or MASKED),
        rules=tuple(told.get("rules") or ()),
        market=str(told.get("market") or ""),
        job=str(told.get("job") or ""),
        offers=tuple(told.get("offers") or ()),
        third_parties=bool(told.get("third_parties", True)),
    )


@dataclass(slots=True)
class Screened:
    """What was found in a post: categories by what the policy says of them."""

    dropped: frozenset[str] = frozenset()
    masked: frozenset[str] = frozenset()
    kept: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Parts:
    """The texts of a post by field ("title", "text", "fields:LABEL"), and what they tell."""

    texts: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[Finding]] = field(default_factory=dict)


def screen(record: Post | Company, policy: Policy) -> Screened:
    """Take out of a post what the policy does not let us keep; the record is changed.

    Where something must be dropped, nothing is changed: the caller drops all of it. A company's
    page tells what it trades in, and is let be.
    """
    if isinstance(record, Company):
        return Screened()
    parts = _read(record)
    told = {finding.category for found in parts.found.values() for finding in found}
    if not told:
        return Screened()
    market = _market(record)
    modes = {category: policy.mode_of(category, market) for category in told}
    done = Screened(*(frozenset(c for c in told if modes[c] == m) for m in (DROP, MASKED, KEEP)))
    if not done.dropped:
        _apply(record, parts, modes)
    return done


def _market(record: Post) -> str:
    told = record.fields.get("country", "").strip()
    place = None if len(told) == 2 else country_of(told)
    return (place.country or "") if place else told


def _read(record: Post) -> _Parts:
    parts = _Parts({"title": record.title, "text": record.text})
    for label, value in record.fields.items():
        parts.texts[f"fields:{label}"] = value
        category = _category_of(label)
        if category and value.strip():
            parts.found[f"fields:{label}"] = [Finding(category, 0, len(value), 0.95, "label")]
    for name, text in parts.texts.items():
        own = find_sensitive(text, lang=record.lang)
        if own:
            parts.found.setdefault(name, []).extend(own)
    return parts


def _category_of(label: str) -> str | None:
    folded = fold(label.strip())
    return next((name for name, labels in _LABELS.items() if folded in labels), None)


def _apply(record: Post, parts: _Parts, modes: Mapping[str, str]) -> None:
    for name, text in parts.texts.items():
        own = [f for f in parts.found.get(name, ()) if modes[f.category] == KEEP]
        record.noted += [finding.as_fact(name, "kept") for finding in own]
        gone = _to_mask(text, name, parts, modes, record.lang)
        if gone:
            _mask_field(record, name, gone)


def _to_mask(
    text: str, name: str, parts: _Parts, modes: Mapping[str, str], lang: str | None
) -> list[Finding]:
    gone = [f for f in parts.found.get(name, ()) if modes[f.category] == MASKED]
    for other, found in parts.found.items():
        told = [f for f in found if modes[f.category] == MASKED and f.method != "label"]
        if told:
            gone += mentions(text, told, told=parts.texts[other], lang=lang)
    return gone


def _mask_field(record: Post, name: str, gone: Sequence[Finding]) -> None:
    cut = mask_spans(record, name, gone)
    told: dict[tuple[int, str], Finding] = {}
    for finding in gone:
        start, _ = cut.mask_of(finding.start, finding.end)
        known = told.get((start, finding.category))
        if known is None or known.confidence < finding.confidence:
            told[start, finding.category] = finding
    for (start, category), finding in sorted(told.items()):
        at_mask = Finding(category, start, start + len(MASK), finding.confidence, finding.method)
        record.noted.append(at_mask.as_fact(name, "masked"))


def mask_spans(record: Post, name: str, spans: Iterable[Span]) -> Masked:
    """Mask spans of one field of a post, and move what points into it.

    `name`: title, text or fields:LABEL. A contact point that is cut goes with the words.
    """
    if name.startswith("fields:"):
        label = name.removeprefix("fields:")
        cut = masked(record.fields[label], spans)
        record.fields = {**record.fields, label: cut.text}
        return cut
    cut = masked(getattr(record, name), spans)
    setattr(record, name, cut.text)
    contacts = []
    for contact in record.contacts:
        if contact.start is None or contact.end is None or (contact.field or "text") != name:
            contacts.append(contact)
            continue
        moved = cut.moved(contact.start, contact.end)
        if moved is not None:
            contacts.append(replace(contact, start=moved[0], end=moved[1]))
    record.contacts = contacts
    for fact in record.noted:
        moved = cut.moved(fact["start"], fact["end"]) if fact["field"] == name else None
        if moved is not None:
            fact["start"], fact["end"] = moved
    return cut
