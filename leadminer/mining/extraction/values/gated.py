"""Patterns that are tried only where a text holds what each match must hold.

With re.I every alternative of a pattern is tried at every letter of a text; to look first whether
one of its words is there at all takes a tenth of that. What is found is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, Final

_DIGIT: Final = re.compile(r"\d")
_A_DIGIT: Final = "\x00"  # stands among words for any digit
_CHOICES_MAX: Final = 12  # of one letter
_REPEATS: Final = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)


class Gated:
    """A pattern of `re` with the words of which each text that matches holds one.

    `words`: empty where the pattern may match without any; then it is tried on every text.
    """

    __slots__ = ("_ascii", "_folds", "_has_digit", "pattern", "regex", "words")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.regex = re.compile(pattern, flags)
        self._folds = bool(flags & re.I)
        needed = _needed(_parser.parse(pattern, flags)) or frozenset()
        self._has_digit = _A_DIGIT in needed
        told = sorted(needed - {_A_DIGIT}, key=len)
        self.words = tuple(_folded(word) if self._folds else word for word in told)
        self._ascii = tuple(word for word in self.words if word.isascii())

    def may(self, text: str) -> bool:
        """Whether a text may match."""
        if not self.words and not self._has_digit:
            return True
        text = _folded(text) if self._folds else text
        for word in self._ascii if text.isascii() else self.words:
            if word in text:
                return True
        return self._has_digit and _DIGIT.search(text) is not None

    def search(self, text: str) -> re.Match[str] | None:
        """As of `re`, like all that follow."""
        return self.regex.search(text) if self.may(text) else None

    def match(self, text: str) -> re.Match[str] | None:
        return self.regex.match(text) if self.may(text) else None

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.regex.finditer(text) if self.may(text) else iter(())

    def sub(self, put: str | Callable[[re.Match[str]], str], text: str) -> str:
        return self.regex.sub(put, text) if self.may(text) else text


def _folded(text: str) -> str:
    """Small letters, such that what re.I holds to be one letter is one: it takes the Turkish dotted
    and dotless i for the other two."""
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").casefold().replace("\u0131", "i")


def _needed(parsed: Iterable[tuple[Any, Any]]) -> frozenset[str] | None:
    """Words of which each match holds one, as long as can be; None where there are none."""
    known: list[frozenset[str]] = []
    run = ""
    for code, value in parsed:
        if code in (codes.AT, codes.ASSERT, codes.ASSERT_NOT):
            continue  # takes no letter: what is beside it stays so
        if code is codes.LITERAL:
            run += chr(value)
            continue
        known += [frozenset({run})] if run else []
        run = ""
        found = _needed_here(code, value)
        known += [found] if found else []
    known += [frozenset({run})] if run else []
    known = [words for words in known if not any(map(_is_everywhere, words))]
    return max(known, key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _is_everywhere(word: str) -> bool:
    """Whether next to each text holds it: a letter, a blank."""
    return len(word) == 1 and word.isascii() and (word.isalpha() or word in " .-_")


def _needed_here(code: Any, value: Any) -> frozenset[str] | None:
    if code is codes.IN:
        if all(each == (codes.CATEGORY, codes.CATEGORY_DIGIT) for each in value):
            return frozenset({_A_DIGIT})
        letters = [told for kind, told in value if kind is codes.LITERAL]
        few = len(letters) == len(value) <= _CHOICES_MAX
        return frozenset(map(chr, letters)) if few else None
    if code in _REPEATS:
        return _needed(value[2]) if value[0] else None
    if code is codes.SUBPATTERN:
        return _needed(value[3])
    if code is codes.ATOMIC_GROUP:
        return _needed(value)
    if code is codes.BRANCH:
        each = [_needed(way) for way in value[1]]
        return frozenset().union(*(way or () for way in each)) if all(each) else None
    return None
