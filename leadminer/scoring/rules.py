"""Named phrases that bear on need, and what each group of them is worth beforehand.

A group is a fact about the text ("asks for a supplier"); its prior weight, in log-odds, is a
judgement by reading, not by fitting.  Training may only shift it.  Phrases live in ``lexicon/``.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from leadminer.scoring.features import TOKEN_ORDERS, Grams, tokenize
from leadminer.scoring.normalise import fold

LEXICON = Path(__file__).with_name("lexicon")
FILTER_BITS = 15
LONGEST_PHRASE = 24  # beyond 2 x TOKEN_ORDERS the middle is taken on trust: both ends must match

PRIORS: dict[str, float] = {
    "ask_supplier": 1.4,
    "ask_buy": 1.1,
    "ask_recommend": 1.1,
    "compare": 0.4,
    "price": 0.4,
    "tender": 1.6,
    "project": 1.0,
    "budget": 0.7,
    "quantity": 0.3,
    "deadline": 0.3,
    "switch": 0.3,
    "thanks_in_advance": 0.3,
    "seller": -0.9,
    "seller_hint": -0.2,
    "for_hire": -1.0,
    "deal": -0.9,
    "employment": -0.9,
    "salaried": -1.4,
    "award": -3.2,
    "award_said": -0.8,
    "single_source": -2.6,
    "public_sale": -1.0,
    "news": -1.2,
    "news_hint": -0.3,
    "howto": -0.3,
    "story": -0.4,
    "identify": -0.4,
    "free_content": -0.5,
    "settled": -6.5,
    "matchmaker": -4.0,
    "wanted_head": 1.4,
    "call_head": 1.3,
    "award_head": -2.0,
    "sale_head": -1.5,
    "body_calls": 1.4,
    "ask_free": -1.6,
    "we_need": 0.9,
    "we_offer": -1.0,
    "you_need": -0.6,
    "ask_peers": 0.7,
    "pitch": -1.6,
    "place_buyer": 2.6,
    "place_ask": 0.8,
    "place_project": 1.3,
    "place_seller": -2.6,
    "place_deal": -1.5,
    "place_job": -2.0,
    "place_award": -4.5,
    "place_news": -2.5,
    "place_chatter": -0.7,
    "field_buyer": 2.1,
    "field_project": 1.6,
    "field_seller": -1.4,
    "field_award": -4.0,
    "field_job": -1.6,
}
"""Log-odds of each group when it is present once."""

STARTS = PRIORS | {
    "ask_supplier": 2.0,
    "ask_buy": 1.4,
    "ask_recommend": 1.3,
    "tender": 2.3,
    "project": 1.2,
    "employment": -0.5,
}
"""Where learning starts.  English and Chinese have words of a job in two groups, strong and weak,
and their phrases bring more when they stand alone, since those inside a longer one do not count."""

GROUPS = tuple(PRIORS)
OF_PLACE = tuple(n for n, name in enumerate(GROUPS) if name.startswith(("place_", "field_")))
GROUP_NUMBER = {name: number for number, name in enumerate(GROUPS)}
NOTHING = len(GROUPS)
"""A section of phrases that say nothing, and so shield the shorter ones inside them."""
LATER = {GROUP_NUMBER["award"]: GROUP_NUMBER["award_said"]}
"""What a group becomes further on in a part: the terms of a call speak of its award, too."""
EARLY = 40  # tokens
EDGES = ("settled", "wanted_head", "call_head", "award_head", "sale_head")
AT_THE_EDGE = tuple(GROUP_NUMBER[name] for name in EDGES)
"""Headings: groups that count only where a part begins or ends ("[SOLVED] ...", "... 已解决")."""
FROM_EDGE = 2  # tokens that may stand before or after a heading: brackets, "update"
ACCENTS_LEFT_OUT = ("es", "fr", "pt", "it", "pl", "tr")
LANGUAGES_BY_RULES = ("es", "de", "fr", "pt", "ja", "ko", "vi", "id", "ru", "ar", "th")


@dataclass(frozen=True, slots=True)
class Hits:
    """Phrases found: group, text number, and the first and last token of each."""

    group: npt.NDArray[np.int64]
    text: npt.NDArray[np.int64]
    first: npt.NDArray[np.int64]
    last: npt.NDArray[np.int64]


class Lexicon:
    """Phrases of one or more files, found in a batch by their hashes."""

    def __init__(self, phrases: list[tuple[str, str]]) -> None:
        """``phrases``: (group, phrase).  A phrase of more than twenty-four tokens is refused."""
        folded = fold([phrase for _, phrase in phrases])
        grams = tokenize(folded)
        first_token = np.searchsorted(grams.text, np.arange(len(phrases) + 1))
        entries: dict[tuple[int, int], dict[int, tuple[int, int, int]]] = {}
        for number, (group, phrase) in enumerate(phrases):
            start, stop = int(first_token[number]), int(first_token[number + 1])
            length = stop - start
            if not 1 <= length <= LONGEST_PHRASE:
                limits = f"1 to {LONGEST_PHRASE} tokens allowed"
                raise ValueError(f"{phrase!r} has {length} tokens, {limits}")
            order = min(length, TOKEN_ORDERS)
            head = int(grams.orders[order - 1][start])
            tail = int(grams.orders[order - 1][stop - order])
            entries.setdefault((order, length), {})[head ^ (tail if length > order else 0)] = (
                head,
                tail,
                NOTHING if group == "none" else GROUP_NUMBER[group],
            )
        self._tables = [
            (order, length, *self._table(list(found.values()), length > order))
            for (order, length), found in sorted(entries.items())
        ]

    @staticmethod
    def _table(
        entries: list[tuple[int, int, int]], split: bool
    ) -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.int64], npt.NDArray[np.bool_]]:
        keys = np.array([h ^ t if split else h for h, t, _ in entries], dtype=np.uint64)
        groups = np.array([g for _, _, g in entries], dtype=np.int64)
        order = np.argsort(keys)
        keys, groups = keys[order], groups[order]
        present = np.zeros(1 << FILTER_BITS, dtype=bool)
        present[keys & np.uint64((1 << FILTER_BITS) - 1)] = True
        return keys, groups, present

    def find(self, grams: Grams) -> Hits:
        """Phrases of the lexicon in the batch, save those inside a longer one."""
        group, first, last = [], [], []
        mask = np.uint64((1 << FILTER_BITS) - 1)
        for order, length, keys, groups, present in self._tables:
            hashes = grams.orders[order - 1]
            if length > order:
                shift = length - order
                width = len(hashes) - shift
                if width <= 0:
                    continue
                usable = (hashes[:width] != 0) & (hashes[shift:] != 0)
                usable &= grams.text[:width] == grams.text[shift : shift + width]
                hashes = np.where(usable, hashes[:width] ^ hashes[shift:], np.uint64(0))
            at = np.flatnonzero(present[hashes & mask])
            slot = np.minimum(np.searchsorted(keys, hashes[at]), len(keys) - 1)
            hit = keys[slot] == hashes[at]
            first.append(at[hit])
            last.append(at[hit] + length - 1)
            group.append(groups[slot[hit]])
        if not group:
            nothing = np.zeros(0, dtype=np.int64)
            return Hits(nothing, nothing, nothing, nothing)
        starts, stops, numbers = map(np.concatenate, (first, last, group))
        keep = ~np.isin(numbers, AT_THE_EDGE)
        keep |= starts - np.searchsorted(grams.text, grams.text[starts]) <= FROM_EDGE
        keep |= np.searchsorted(grams.text, grams.text[starts], "right") - stops <= FROM_EDGE
        found = outermost(Hits(numbers, grams.text[starts], starts, stops), keep)
        begin = np.searchsorted(grams.text, grams.text[found.first])
        for early, later in LATER.items():
            found.group[(found.group == early) & (found.first - begin >= EARLY)] = later
        return found


def read_phrases(path: Path) -> list[tuple[str, str]]:
    """(group, phrase) of one lexicon file. Raises ValueError naming a line of unknown group."""
    phrases: list[tuple[str, str]] = []
    group = ""
    for number, raw in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            group = line[1:-1]
            if group not in GROUP_NUMBER and group != "none":
                raise ValueError(f"{path.name} line {number}: unknown group {group!r}")
            continue
        phrases += [(group, phrase.strip()) for phrase in line.split("|")]
    return phrases


def outermost(hits: Hits, allowed: npt.NDArray[np.bool_]) -> Hits:
    """Those ``allowed`` that lie in no longer one: "who sells" asks, though "sells" offers."""
    order = np.lexsort((-hits.last, hits.first))
    order = order[allowed[order]]
    first, last = hits.first[order], hits.last[order]
    reach = np.maximum.accumulate(np.append(-1, last[:-1])) if len(last) else last
    inside = last <= reach
    # The same stretch in two groups counts for both; a "wanted" counts inside what it begins.
    inside[1:] &= (first[1:] != first[:-1]) | (last[1:] != last[:-1]) | inside[:-1]
    inside &= hits.group[order] != GROUP_NUMBER["wanted_head"]
    kept = np.sort(order[~inside & (hits.group[order] != NOTHING)])
    return Hits(hits.group[kept], hits.text[kept], hits.first[kept], hits.last[kept])


def without_accents(phrase: str) -> str:
    """As typed in haste: "cotizacion", "ou trouver"."""
    parts = unicodedata.normalize("NFD", phrase)
    return unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)))


@cache
def main_lexicon() -> Lexicon:
    """English and Chinese phrases for titles and texts."""
    return Lexicon(read_phrases(LEXICON / "en.txt") + read_phrases(LEXICON / "zh.txt"))


@cache
def context_lexicon() -> Lexicon:
    """Words of sections, URL paths, notice types and field labels."""
    return Lexicon(read_phrases(LEXICON / "context.txt"))


@cache
def language_lexicon(language: str) -> Lexicon:
    """Phrases of one of ``LANGUAGES_BY_RULES``; where many leave out accents, also without."""
    phrases = read_phrases(LEXICON / f"{language}.txt")
    if language in ACCENTS_LEFT_OUT:
        bare = [(group, without_accents(phrase)) for group, phrase in phrases]
        phrases = bare + phrases
    return Lexicon(phrases)
