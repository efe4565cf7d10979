"""Sentences of the rooms, said in the reader's language.

Rooms speak English: to the command line, to logs, and to rows that keep why something was done.
Nothing there knows of languages. A page says such a sentence by finding the template it was made
of ("there is no lead {1}") in locale/sentences.*.po and filling the translation with what stood
in its place, so that rows written long ago are translated, too. What fills a place is a code, a
day or a sentence of its own and is said in the same way; what nobody knows stays as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from babel.messages.pofile import read_po

from leadminer.web import phrases, words
from leadminer.web.language import LOCALE_DIR, Writer, translations

LENGTH_MAX = 2000  # longer texts were not made by us
DEPTH_MAX = 6
LETTERS_MIN = 8  # a template with less of its own fits only around what is known, too
_SLOT = re.compile(r"\{(\d+)\}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MINUTE = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})(:\d{2})?(\.\d+)?(\+00:00)?")
_COUNTED = re.compile(r"(\d+) x (\w+)")
_JOINTS = (("; ", "；"), (": ", "："))
_CODES = (
    *(words.LEAD, words.HANDOFF, words.MESSAGE, words.QUEUE, words.OUTCOME, phrases.REFUSAL),
    *(
        words.MOVE_REASON,
        words.GIVEN_UP,
        words.GOOD,
        words.CHECK,
        words.LANG,
        phrases.TERM,
        phrases.METHOD,
    ),
)
_REASONS = {
    **words.RULE,
    **words.MOVE_REASON,
    **words.GIVEN_UP,
    **phrases.REFUSAL,
    **words.QUEUE,
    **phrases.NO,
}


@dataclass(frozen=True)
class Template:
    """A sentence cut at its places: `pieces` stand around them, `order` numbers them."""

    pieces: tuple[str, ...]
    order: tuple[int, ...]
    translated: str

    @classmethod
    def of(cls, source: str, translated: str) -> Template:
        """From a pair of the catalogue."""
        parts = _SLOT.split(source)
        return cls(tuple(parts[::2]), tuple(int(n) for n in parts[1::2]), translated)

    @property
    def letters(self) -> int:
        """How much of the sentence is its own; where two templates fit, more is better."""
        return sum(map(len, self.pieces))

    def fit(self, text: str) -> dict[int, str] | None:
        """What stands in the places; None if the text was not made of this template.

        Pieces are looked for from the left, the last one at the end: linear, however hostile.
        """
        if len(self.pieces) == 1:
            return {} if text == self.pieces[0] else None
        first, *middle, last = self.pieces
        if not text.startswith(first) or not text.endswith(last):
            return None
        at, end = len(first), len(text) - len(last)
        found: dict[int, str] = {}
        for number, piece in zip(self.order, middle, strict=False):
            place = text.find(piece, at, end)
            if place < 0:
                return None
            found[number] = text[at:place]
            at = place + len(piece)
        if at > end:
            return None
        found[self.order[-1]] = text[at:end]
        return found

    def say(self, filled: dict[int, str]) -> str:
        """The translation with its places filled."""
        return _SLOT.sub(lambda slot: filled.get(int(slot[1]), ""), self.translated)


@cache
def catalogue(lang: str) -> tuple[dict[str, str], tuple[Template, ...]]:
    """Whole sentences, and templates with places, the most telling first; empty for English."""
    path = LOCALE_DIR / f"sentences.{lang}.po"
    if not path.is_file():
        return {}, ()
    with path.open("rb") as file:
        pairs = [(str(m.id), str(m.string)) for m in read_po(file) if m.id and m.string]
    whole = {source: said for source, said in pairs if not _SLOT.search(source)}
    made = [Template.of(source, said) for source, said in pairs if _SLOT.search(source)]
    return whole, tuple(sorted(made, key=lambda template: -template.letters))


def say(text: str, write: Writer) -> str:
    """A sentence or code of a room for this reader; as it is where nothing fits."""
    if not text or len(text) > LENGTH_MAX:
        return text
    if text in _REASONS:
        return translations(write.lang).gettext(_REASONS[text])
    return text if write.lang == "en" else _say(text, write, 0) or text


def _say(text: str, write: Writer, depth: int) -> str | None:
    """The translation; None for a text nobody knows."""
    whole, templates = catalogue(write.lang)
    if text in whole:
        return whole[text]
    if depth > DEPTH_MAX:
        return None
    for template in templates:
        found = template.fit(text)
        if found is None:
            continue
        filled = {n: _fill(value, write, depth + 1) for n, value in found.items()}
        if template.letters >= LETTERS_MIN or None not in filled.values():
            return template.say({n: filled[n] or old for n, old in found.items()})
    for joint, mark in _JOINTS:
        head, cut, tail = text.partition(joint)
        if cut:
            said = [_fill(part, write, depth + 1) for part in (head, tail)]
            if any(said):
                return mark.join(new or old for new, old in zip(said, (head, tail), strict=True))
    return None


def _fill(value: str, write: Writer, depth: int) -> str | None:
    """What stands in a place: a code, a day, a list of them, or a sentence; else None."""
    parts = value.split(", ")
    said = [_single(part, write) for part in parts]
    if all(said):
        return "、".join(str(part) for part in said)
    sentence = _say(value, write, depth)
    if sentence is None and any(said):
        return "、".join(new or old for new, old in zip(said, parts, strict=True))
    return sentence


def _single(value: str, write: Writer) -> str | None:
    text = translations(write.lang).gettext
    for codes in _CODES:
        if value in codes:
            return text(codes[value])
    role, colon, who = value.partition(":")
    if colon and role in words.ROLE:
        return f"{text(words.ROLE[role])} {who if who.isdecimal() else ''}".strip()
    country = write.country(value)
    if country:
        return country
    counted = _COUNTED.fullmatch(value)
    if counted and counted[2] in phrases.REFUSAL:
        return f"{text(phrases.REFUSAL[counted[2]])} × {counted[1]}"
    try:
        if _DAY.fullmatch(value):
            return write.day(date.fromisoformat(value))
        minute = _MINUTE.fullmatch(value)
        if minute:
            moment = datetime.fromisoformat(f"{minute[1]}T{minute[2]}")
            return write.clock(moment.replace(tzinfo=UTC))
    except ValueError:
        return None
    return None
