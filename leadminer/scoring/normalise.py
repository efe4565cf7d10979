"""Text to code points that compare equal when the words are equal, with the way back.

Every step keeps one code point for one code point (lower case, NFKC, Traditional to Simplified
characters), except that a run of digits, or a run of separators, shrinks to its first member.  The
array ``origin`` leads from each kept code point to its place in the original text, so a span found
here quotes the original exactly.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

CODE_POINTS = 0x110000
SPACE, WORD, DIGIT, SINGLE = 0, 1, 2, 3
"""Classes of a code point: separator, part of a word, part of a number, a token of its own."""

SINGLE_MARKS = "?!$€£¥₩₹%[]#"
"""Marks that say something about need and price; each is a token of its own."""

SINGLE_RANGES = (
    (0x0E00, 0x0E80),  # Thai is written without spaces
    (0x3040, 0x3100),  # kana
    (0x3400, 0x4DC0),  # Han, extension A
    (0x4E00, 0xA000),  # Han
    (0xAC00, 0xD7B0),  # Hangul: endings vary, stems do not
    (0xF900, 0xFB00),  # Han, compatibility
    (0x20000, 0x32000),  # Han, further extensions
)

U16 = npt.NDArray[np.uint16]
I64 = npt.NDArray[np.int64]

TABLE_FILE = Path(__file__).with_name("weights") / "characters.npz"


@dataclass(frozen=True, slots=True)
class Folded:
    """A batch of texts, folded.  ``bounds[i]:bounds[i+1]`` are the kept code points of text i."""

    raw: npt.NDArray[np.uint32]
    lengths: I64
    """Code points of the joined original, and how many belong to each text (its end included)."""
    codes: U16
    classes: npt.NDArray[np.uint8]
    origin: I64
    bounds: I64
    starts: I64
    """Where each text begins in the joined original; subtract to get offsets within the text."""


def fold_character(point: int) -> int:
    """The folded form of one code point, without the Chinese step; itself if it would expand."""
    if 0xD800 <= point < 0xE000:
        return 0x20
    folded = unicodedata.normalize("NFKC", chr(point)).lower()
    return ord(folded) if len(folded) == 1 else point


def build_table(simplified: dict[str, str]) -> dict[str, npt.NDArray[np.uint32]]:
    """Every code point that folds to another, as two columns; ``simplified`` is opencc's t2s."""
    pairs = []
    for point in range(CODE_POINTS):
        folded = fold_character(point)
        folded = ord(simplified.get(chr(folded), chr(folded)))
        if folded != point:
            pairs.append((point, folded))
    columns = np.array(pairs, dtype=np.uint32)
    return {"source": columns[:, 0], "target": columns[:, 1]}


@cache
def _tables() -> tuple[U16, npt.NDArray[np.uint8]]:
    """(folded code point in 16 bits, class) for each code point."""
    target = np.arange(CODE_POINTS, dtype=np.uint32)
    with np.load(TABLE_FILE) as stored:
        target[stored["source"]] = stored["target"]
        letters, digits = stored["letters"], stored["digits"]
    classes = np.zeros(CODE_POINTS, dtype=np.uint8)
    for first, last in letters:
        classes[first:last] = WORD
    for first, last in SINGLE_RANGES:
        classes[first:last] = SINGLE
    for first, last in digits:
        classes[first:last] = DIGIT
    for mark in SINGLE_MARKS:
        classes[ord(mark)] = SINGLE
    classes = classes[target]
    target[classes == SPACE] = 0x20
    target[classes == DIGIT] = 0x30
    # Rare planes share 16 bits: a clash costs a hair of precision, the half of the memory is sure.
    folded = np.where(target > 0xFFFF, 0xE000 + (target & 0x0FFF), target).astype(np.uint16)
    return folded, classes


@cache
def traditional_points() -> npt.NDArray[np.uint32]:
    """Han code points that are written otherwise in simplified Chinese."""
    with np.load(TABLE_FILE) as stored:
        source: npt.NDArray[np.uint32] = stored["source"]
    return source[((source >= 0x3400) & (source < 0xA000)) | (source >= 0x20000)]


def letter_ranges() -> dict[str, npt.NDArray[np.uint32]]:
    """Ranges of code points that are letters (or marks on letters), and digits."""
    letters: list[tuple[int, int]] = []
    digits: list[tuple[int, int]] = []
    for point in range(CODE_POINTS):
        kind = unicodedata.category(chr(point))
        ranges = digits if kind == "Nd" else letters if kind[0] in "LM" else None
        if ranges is None:
            continue
        if ranges and ranges[-1][1] == point:
            ranges[-1] = (ranges[-1][0], point + 1)
        else:
            ranges.append((point, point + 1))
    return {
        "letters": np.array(letters, dtype=np.uint32),
        "digits": np.array(digits, dtype=np.uint32),
    }


def fold(texts: list[str]) -> Folded:
    """Fold a batch at once; unpaired surrogates and NUL become separators, nothing raises."""
    table, class_of = _tables()
    joined = "\n".join(texts) + "\n"
    raw = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    lengths = np.fromiter((len(text) + 1 for text in texts), dtype=np.int64, count=len(texts))
    ends = np.cumsum(lengths)
    starts = ends - lengths
    codes, classes = table[raw], class_of[raw]
    # A comma or point between two digits belongs to the number: 1,000.50 is one number.
    digit = classes == DIGIT
    inner = (raw == 0x2C) | (raw == 0x2E)
    inner[1:-1] &= digit[:-2] & digit[2:]
    if len(inner):
        inner[0] = inner[-1] = False
    classes = np.where(inner, DIGIT, classes).astype(np.uint8)
    keep = np.ones(len(raw), dtype=bool)
    keep[1:] = (classes[1:] != classes[:-1]) | (classes[1:] == WORD) | (classes[1:] == SINGLE)
    keep[starts] = True
    keep[ends - 1] = True
    origin = np.flatnonzero(keep)
    kept = np.zeros(len(texts) + 1, dtype=np.int64)
    kept[1:] = np.searchsorted(origin, ends)
    codes = np.where(inner, 0x30, codes)[origin].astype(np.uint16)
    return Folded(raw, lengths, codes, classes[origin], origin, kept, starts)
