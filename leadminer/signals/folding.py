"""Texts folded so that equal words compare equal, character for character.

Each code point becomes exactly one: letter case, full-width forms, accents and the difference
between traditional and simplified characters go; every offset still points into the original.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Final

import opencc

# letters and digits of alphabets with spaces: Latin, Greek, Cyrillic, Hebrew, Arabic
_LETTER = r"[a-z0-9\u00df-\u024f\u0370-\u052f\u0590-\u06ff]"


@cache
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=50_000)
def fold_character(character: str) -> str:
    """One code point for one: "Ｅ" -> "e", "é" -> "e", "臺" -> "台"."""
    plain = unicodedata.normalize("NFKD", character)
    first = plain[0] if plain and not unicodedata.combining(plain[0]) else character
    if "\uac00" <= character <= "\ud7a3":  # a Korean syllable is one letter here
        first = character
    folded = first.casefold()
    folded = folded if len(folded) == 1 else character
    if "\u3400" <= folded <= "\u9fff" or "\uf900" <= folded <= "\ufaff":
        simple = str(_simplifier().convert(folded))
        return simple if len(simple) == 1 else folded
    return folded


def fold(text: str) -> str:
    """The folded text, of the same length."""
    return "".join(map(fold_character, text))


@lru_cache(maxsize=10_000)
def word_pattern(word: str) -> re.Pattern[str]:
    """Finds a word (or phrase) in folded text.

    Words of alphabets stand alone and may have a plural ending; spaces match any white space or
    hyphen. Chinese, Japanese, Korean and Thai are written without spaces: there, any place will do.
    """
    folded = fold(word.strip())
    body = r"[\s\-‐/]*".join(re.escape(part) for part in re.split(r"[\s\-]+", folded) if part)
    first, last = folded[:1], folded[-1:]
    # next to an ideograph a word of an alphabet needs no space: "买CNC机床"
    before = f"(?<!{_LETTER})" if _spaced(first) else ""
    after = f"(?:e?s|en)?(?!{_LETTER})" if _spaced(last) else ""
    return re.compile(f"{before}{body}{after}")


def _spaced(character: str) -> bool:
    """Whether the script of a letter puts spaces between words."""
    return character.isalnum() and not (
        "\u0e00" <= character <= "\u0eff"
        or "\u1100" <= character <= "\u11ff"
        or "\u3040" <= character <= "\u9fff"
        or "\uac00" <= character <= "\ud7ff"
        or "\uf900" <= character <= "\ufaff"
        or character >= "\U00020000"
    )


def with_stops(text: str) -> str:
    """A text of the same length in which a wide gap (blanks, a drawn line) ends a sentence: what
    stands behind it belongs to no word before it, and no pattern has to try each of its signs."""
    return _GAP.sub(lambda gap: "。" * len(gap[0]), text)


_GAP: Final = re.compile(r"(?<=[\s-]{8})[\s-]+")
