"""How well a need suits an offer: its words, where it is, which language is spoken.

Pure. Each keyword that is found speaks for the offer by the weight of the field it stands in;
several together come closer to 1 but never reach it: fit = 1 - product of (1 - weight). Terms of
the merchant's own texts, in whatever languages it wrote them, add a little; without a keyword a
phrase of the offer's name is needed, or a phrase of its sheets and something else of theirs. An
exclusion, a country or a language the offer does not serve and a budget outside its price band
make the fit 0. Where nobody says which country it is, what tells one (a phone number, a domain, the
money) makes the fit of an offer bound to countries less, never 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from leadminer.leads.offer_terms import terms_of
from leadminer.leads.price_band import Band, Budget, outside
from leadminer.signals.folding import fold, word_pattern
from leadminer.signals.market import Market

# what one keyword is worth, by the field it stands in
FIELD_WEIGHTS = {"title": 0.60, "text": 0.40, "fields": 0.45, "section": 0.25}
# what a term of the merchant's texts is worth, against a keyword in the same field
PHRASE_SHARE = 0.6
WORD_SHARE = 0.25
TERMS_MAX = 6  # terms that count; a copy of the merchant's own sheet is no better need
TOPIC_SHARE = 0.8  # words of the topic a reply answers count a little less than its own
FIELD_WEIGHTS_OF = FIELD_WEIGHTS | {
    f"topic_{name}": FIELD_WEIGHTS[name] * TOPIC_SHARE for name in ("title", "text")
}
SPECIFIC_BONUS = 0.15  # a phrase, or four ideographs, is hardly there by chance
TEXT_MAX = 20_000  # characters of a text that are looked at
COUNTRY_UNKNOWN = 0.85  # factor where an offer is bound to countries and the need tells none


@dataclass(frozen=True, slots=True)
class NeedText:
    """The words of a need, by field; for a reply also those of the topic."""

    title: str = ""
    text: str = ""
    fields: str = ""
    section: str = ""
    topic_title: str = ""
    topic_text: str = ""
    lang: str = ""
    country: str | None = None
    market: Market | None = None  # the likeliest country where none is told
    budget: Budget | None = None


@dataclass(frozen=True, slots=True)
class OfferWords:
    """What an offer is recognised by. `langs`, `countries`, `prices`: empty means all.

    `prices`: least and most in minor units, by currency. `sheets`: what the merchant wrote of the
    offer, a text a language.
    """

    keywords: Sequence[str]
    exclusions: Sequence[str] = ()
    langs: Sequence[str] = ()
    countries: Sequence[str] = ()
    prices: Mapping[str, Band] = field(default_factory=dict)
    name: str = ""
    sheets: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How well it fits, the rule that decided, and the reasons as spans of the fields."""

    score: float  # 0..1
    rule: str  # keywords texts excluded region language price category
    reasons: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class FoldedNeed:
    """A need whose fields are folded once, to be held against many offers."""

    need: NeedText
    folded: tuple[tuple[str, str, float], ...]  # (field, folded text, weight of a keyword)

    @classmethod
    def of(cls, need: NeedText) -> FoldedNeed:
        """Fold the fields of a need."""
        weighted = [(name, getattr(need, name), at) for name, at in FIELD_WEIGHTS_OF.items()]
        return cls(need, tuple((n, fold(t[:TEXT_MAX]), w) for n, t, w in weighted if t))


def fields_text(fields: Mapping[str, str]) -> str:
    """Labelled fields as one text, a line each."""
    return "\n".join(f"{label}: {value}" for label, value in fields.items())


def fit(need: NeedText | FoldedNeed, offer: OfferWords) -> Fit:
    """How well a need suits an offer, with the reasons."""
    folded = need if isinstance(need, FoldedNeed) else FoldedNeed.of(need)
    told = folded.need
    keywords = [hit for word in offer.keywords if (hit := _find(folded, word, "keyword"))]
    terms = _terms(folded, offer, sure=bool(keywords))
    if not keywords and not terms:
        return Fit(0.0, "category")
    for word in offer.exclusions:
        found = _find(folded, word, "excluded")
        if found is not None:
            return Fit(0.0, "excluded", [{**found, "weight": -1.0}])
    refused = _not_served(told, offer)
    if refused is not None:
        return refused
    hits = _without_overlaps([*keywords, *terms])
    missed = 1.0
    for hit in hits:
        missed *= 1.0 - hit["weight"]
    score = 1.0 - missed
    if offer.countries and told.country is None:
        unsure = _likely_served(offer.countries, told.market)
        score *= 1.0 + unsure["weight"]
        hits.append(unsure)
    return Fit(round(score, 4), "keywords" if keywords else "texts", hits)


def _not_served(told: NeedText, offer: OfferWords) -> Fit | None:
    """The fit of a need whose language, country or budget the offer does not serve."""
    if not speaks(offer.langs, told.lang):
        return Fit(0.0, "language", [_fact("language", told.lang, -1.0)])
    if not serves(offer.countries, told.country):
        return Fit(0.0, "region", [_fact("country", told.country or "", -1.0)])
    budget = told.budget
    if budget is not None and (why := outside(budget, offer.prices)):
        reason = _fact("price", f"{budget.text}: {why}", -1.0)
        return Fit(0.0, "price", [reason])
    return None


def _likely_served(countries: Sequence[str], market: Market | None) -> dict[str, Any]:
    """What it costs that nobody says where a need is: much, where all speaks for elsewhere."""
    unknown = COUNTRY_UNKNOWN - 1.0
    if market is None:
        return _fact("country_unknown", "", unknown)
    open_ = 1.0 - market.confidence
    if serves(countries, market.country):
        return _fact("country_likely", f"{market.country} ({market.reason})", unknown * open_)
    words = f"{market.country} ({market.reason})"
    return _fact("country_unlikely", words, unknown - (1.0 + unknown) * market.confidence**2)


def _terms(folded: FoldedNeed, offer: OfferWords, *, sure: bool) -> list[dict[str, Any]]:
    """Terms of the merchant's texts in the need; none where they alone would be too little."""
    of_name = list(_found_terms(folded, (offer.name,)))
    of_sheets = list(_found_terms(folded, tuple(offer.sheets)))
    hits = _without_overlaps([*of_name, *of_sheets])[:TERMS_MAX]
    named = any(hit["label"] == "offer_phrase" for hit in of_name)
    spoken = any(hit["label"] == "offer_phrase" for hit in of_sheets) and len(hits) > 1
    return hits if sure or named or spoken else []


def _found_terms(folded: FoldedNeed, texts: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    terms = terms_of(texts)
    for words, label, share in (
        (terms.phrases, "offer_phrase", PHRASE_SHARE),
        (terms.words, "offer_word", WORD_SHARE),
    ):
        for word in words:
            first = word.split()[0]
            if not any(first in text for _, text, _ in folded.folded):
                continue  # cheap, and true of nearly all
            hit = _find(folded, word, label)
            if hit is not None:
                yield {**hit, "weight": round(FIELD_WEIGHTS_OF[hit["field"]] * share, 4)}


def speaks(langs: Sequence[str], lang: str) -> bool:
    """Whether a language is among those served; scripts of one language are one, unknown passes."""
    if not langs or not lang or lang in ("und", "unknown"):
        return True
    base = lang.split("-", maxsplit=1)[0].lower()
    return any(served.split("-")[0].lower() == base for served in langs)


def serves(countries: Sequence[str], country: str | None) -> bool:
    """Whether a country is among those served; unknown passes."""
    return not countries or not country or country.upper() in {c.upper() for c in countries}


def _find(folded: FoldedNeed, word: str, label: str) -> dict[str, Any] | None:
    """Where a word stands first, in the field where it says most."""
    if not word.strip():
        return None
    pattern = word_pattern(word)
    for name, text, weight in sorted(folded.folded, key=lambda item: -item[2]):
        match = pattern.search(text)
        if match is not None:
            start, end = match.span()
            quote = str(getattr(folded.need, name))[start:end]
            bonus = SPECIFIC_BONUS if _specific(word) else 0.0
            return {
                "field": name,
                "start": start,
                "end": end,
                "text": quote,
                "label": label,
                "weight": round(min(0.9, weight + bonus), 4),
            }
    return None


def _specific(word: str) -> bool:
    ideographs = sum("\u3400" <= character <= "\u9fff" for character in word)
    return ideographs >= 4 or len(word.split()) >= 2


def _without_overlaps(hits: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Longest first: "mixing tank" counts, "tank" inside it does not count again."""
    kept: list[dict[str, Any]] = []
    for hit in sorted(hits, key=lambda h: (h["start"] - h["end"], h["start"])):
        if not any(
            hit["field"] == k["field"] and hit["start"] < k["end"] and k["start"] < hit["end"]
            for k in kept
        ):
            kept.append(hit)
    return sorted(kept, key=lambda h: (-h["weight"], h["field"], h["start"]))


def _fact(label: str, text: str, weight: float) -> dict[str, Any]:
    return {
        "field": "",
        "start": 0,
        "end": 0,
        "text": text,
        "label": label,
        "weight": round(weight, 4),
    }
