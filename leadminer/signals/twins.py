"""One text at several places: mirrors, and what one person posts on many boards.

Candidates share most of a 64-bit fingerprint (simhash: Charikar, "Similarity Estimation Techniques
from Rounding Algorithms", 2002; bands by Manku, Jain and Das Sarma, "Detecting Near-Duplicates for
Web Crawling", 2007). A candidate is a twin only if the texts themselves say so: posts made after
one pattern ("need 200 drums in Berlin", "need 300 drums in Bonn") are different needs.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

from rapidfuzz import fuzz

from leadminer.signals.folding import fold

BITS: Final = 64
BANDS: Final = 4
NEAR_BITS: Final = 3  # with four bands, two prints this near share at least one band
SHINGLES_MAX: Final = 1500
# shorter texts ("+1", "me too", "any updates?") are the same by chance; ideographs count for two
WEIGHT_MIN: Final = 40
WEIGHT_MIN_ELSEWHERE: Final = 80
LIKENESS_MIN: Final = 96.0  # of 100, by edit distance
SAME_POST_DAYS: Final = 30  # said again after that, it is a need said again
_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"\d+")
_ADDRESS: Final = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class Seen:
    """A post as twins are told by."""

    host: str
    author: str
    title: str
    text: str
    posted_at: datetime | None


def weight(text: str) -> int:
    """How much a text says: letters, an ideograph for two."""
    return sum(2 if ch >= "\u2e80" else 1 for ch in text if ch.isalnum())


def fingerprint(text: str) -> int | None:
    """The simhash of a text, as a signed 64-bit number; None if it says too little."""
    if weight(text) < WEIGHT_MIN:
        return None
    folded = _ADDRESS.sub(" ", fold(text))
    counts = [0] * BITS
    for shingle, times in Counter(_shingles(folded)).items():
        data = shingle.encode("utf-8", "surrogatepass")
        # two checksums of unlike start: one number of 64 bits
        bits = (zlib.crc32(data) << 32) | zlib.crc32(data[::-1], zlib.adler32(data))
        for place in range(BITS):
            counts[place] += times if bits >> place & 1 else -times
    value = sum(1 << place for place, count in enumerate(counts) if count > 0)
    return value - (1 << BITS) if value >> (BITS - 1) else value


def _shingles(folded: str) -> list[str]:
    """Runs of three words; of four letters where words are not spaced."""
    words = _WORD.findall(folded)
    if sum(map(len, words)) > 12 * len(words):  # few and long: no spaces between words
        joined = "".join(words)
        found = [joined[n : n + 4] for n in range(max(1, len(joined) - 3))]
    else:
        found = [" ".join(words[n : n + 3]) for n in range(max(1, len(words) - 2))]
    return found[:SHINGLES_MAX]


def plain_bands(value: int) -> tuple[int, ...]:
    """A fingerprint in four parts of 16 bits; near ones share at least one part."""
    plain = value & ((1 << BITS) - 1)
    width = BITS // BANDS
    return tuple(plain >> (width * n) & ((1 << width) - 1) for n in range(BANDS))


def bands(value: int, text: str) -> tuple[int, ...]:
    """The same parts, each mixed with the digits of the text: twins have the same digits, so that
    thousands of texts that differ in a number alone are no candidates for each other.

    Numbers of 31 bits, never one of 16: `plain_bands` are what was kept before.
    """
    digits = "".join(_NUMBER.findall(fold(text))).encode()
    return tuple(zlib.crc32(digits, part) & 0x7FFFFFFF | 0x10000 for part in plain_bands(value))


def distance(one: int, other: int) -> int:
    """In how many bits two fingerprints differ; twins in NEAR_BITS at most."""
    return ((one ^ other) & ((1 << BITS) - 1)).bit_count()


def is_twin(one: Seen, other: Seen) -> bool:
    """Whether two posts are one said at two places.

    On one site: the same author, title and words, within a month, or at the same minute under any
    title (another view of one thread). On two: the same words but for trifles, with the same
    numbers in the same order; authors differ by site and say nothing.
    """
    if one.host == other.host:
        return (
            one.author == other.author
            and bool(one.author)
            and _bare(one.text) == _bare(other.text)
            and (
                _same_minute(one, other)
                or (_bare(one.title) == _bare(other.title) and _same_month(one, other))
            )
        )
    if min(weight(one.text), weight(other.text)) < WEIGHT_MIN_ELSEWHERE:
        return False
    left, right = fold(one.text), fold(other.text)
    if _NUMBER.findall(left) != _NUMBER.findall(right) or not _same_month(one, other):
        return False
    likeness = fuzz.ratio(_spaced(left), _spaced(right), score_cutoff=LIKENESS_MIN)
    return likeness >= LIKENESS_MIN and _same_words(left, right)


def _same_words(left: str, right: str) -> bool:
    """Whether no word of one was exchanged for another: a line more is a trifle, a place is not."""
    gone, come = Counter(_WORD.findall(left)), Counter(_WORD.findall(right))
    return not (gone - come and come - gone)


def _same_minute(one: Seen, other: Seen) -> bool:
    """Whether both say when to the minute, and say the same; a bare day says nothing."""
    if one.posted_at is None or other.posted_at is None:
        return False
    told = one.posted_at.time() != time.min and other.posted_at.time() != time.min
    return told and abs(one.posted_at - other.posted_at) < timedelta(minutes=1)


def _same_month(one: Seen, other: Seen) -> bool:
    if one.posted_at is None or other.posted_at is None:
        return True
    return abs(one.posted_at - other.posted_at) <= timedelta(days=SAME_POST_DAYS)


def _bare(text: str) -> str:
    return "".join(_WORD.findall(fold(text)))


def _spaced(folded: str) -> str:
    return " ".join(_WORD.findall(folded))
