"""What the text itself tells of a need: need, quantity, budget, timing, place. Pure.

Simple rules on labelled fields, on the scorer's reasons and on the words, in Chinese (both
scripts) and English, with numbers as people write them. Each answer quotes the text. What is not
found is unknown, never guessed; an operator or the conversation fills it in.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from leadminer.signals.facts.countries import country_of, find_place
from leadminer.signals.facts.items import best
from leadminer.signals.facts.reading import kind_of_label, read_facts

ITEMS = ("need", "quantity", "budget", "timing", "place")
QUOTE_MAX = 160

KIND_OF_ITEM = {"quantity": "quantity", "budget": "budget", "timing": "deadline"}
SURE_MIN = 0.5
_ITEM_OF_KIND = {kind: item for item, kind in KIND_OF_ITEM.items()} | {
    "product": "need",
    "place": "place",
}
REASON_LABELS = {  # groups of the scorer's reasons that answer an item
    "quantity": ("quantity",),
    "budget": ("budget",),
    "timing": ("deadline",),
}
_HOW_MUCH = re.compile(r"[\d一二两兩三四五六七八九十百千万萬亿億]")


@dataclass(frozen=True, slots=True)
class Answer:
    """What is known of one item: the words that tell it, and the country for a place."""

    item: str
    value: str
    country: str | None = None


def from_text(
    title: str,
    text: str,
    *,
    fields: Mapping[str, str] | None = None,
    reasons: Sequence[Mapping[str, Any]] = (),
    fits: bool = True,
) -> dict[str, Answer]:
    """The items a text answers. `fits`: whether an offer serves it, so that the need is known."""
    found: dict[str, Answer] = {}
    for label, value in (fields or {}).items():
        item = _ITEM_OF_KIND.get(kind_of_label(label) or "")
        if item and value.strip():
            found.setdefault(item, Answer(item, value.strip()[:QUOTE_MAX]))
    facts = read_facts(title, text)
    for item, kind in KIND_OF_ITEM.items():
        fact = best(facts, kind)
        if fact is not None and fact.confidence >= SURE_MIN:
            found.setdefault(item, Answer(item, fact.text.strip()[:QUOTE_MAX]))
    for item, labels in REASON_LABELS.items():
        for reason in reasons:
            said = str(reason.get("text") or "")[:QUOTE_MAX]
            if item != "timing" and not _HOW_MUCH.search(said):
                continue  # "budget" alone spoke for the need, and answers nothing
            if reason.get("label") in labels and float(reason.get("weight") or 0) > 0:
                found.setdefault(item, Answer(item, said))
    known = found.get("place")
    place = country_of(known.value) if known else None
    place = place or find_place(title, text)
    if place is not None:
        value = known.value if known else place.name
        found["place"] = Answer("place", value, place.country)
    if fits:
        need = need_sentence(title, text, reasons)
        if need:
            found.setdefault("need", Answer("need", need))
    return {item: found[item] for item in ITEMS if item in found and found[item].value}


def need_sentence(title: str, text: str, reasons: Sequence[Mapping[str, Any]]) -> str:
    """The sentence that says the need: the one around the strongest reason, else the title."""
    for reason in sorted(reasons, key=lambda r: -float(r.get("weight") or 0)):
        part = {"title": title, "text": text}.get(str(reason.get("field")), "")
        start = int(reason.get("start") or 0)
        if part and float(reason.get("weight") or 0) > 0 and start < len(part):
            begin, end = sentence_at(part, start)
            return part[begin:end].strip()[:QUOTE_MAX]
    return (title.strip() or text.strip())[:QUOTE_MAX]


def sentence_at(text: str, offset: int) -> tuple[int, int]:
    """Where the sentence around an offset begins and ends."""
    begin = 0
    for match in re.finditer(r"[。！？!?\n]+|\.(?=\s)", text):
        if match.end() > offset:
            return begin, match.end()
        begin = match.end()
    return begin, len(text)
